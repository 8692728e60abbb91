//! The samples, found by walking their folder, and the schema that they follow.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One map among the samples.
pub struct Sample {
    /// Path below the folder of samples.
    pub name: String,
    pub path: PathBuf,
    pub text: String,
    pub map: Value,
}

pub fn find_samples() -> Vec<Sample> {
    let root = root().join("samples");
    let mut paths = Vec::new();
    walk_folder(&root, &mut paths);
    paths.sort();
    assert!(paths.len() >= 5, "samples are missing: {paths:?}");
    paths.iter().map(|path| read_sample(&root, path)).collect()
}

pub fn find_sample(name: &str) -> Sample {
    let found = find_samples()
        .into_iter()
        .find(|sample| sample.name == name);
    found.unwrap_or_else(|| panic!("there is no sample {name}"))
}

pub fn read_schema() -> String {
    fs::read_to_string(root().join("assets/argument-map-1.schema.json")).unwrap()
}

impl Sample {
    /// A list of the document, such as `nodes`.
    pub fn records(&self, list: &str) -> &[Value] {
        records(&self.map, list)
    }

    /// The ids of the records of one list.
    pub fn ids(&self, list: &str) -> BTreeSet<&str> {
        self.records(list)
            .iter()
            .map(|record| word(record, "id"))
            .collect()
    }
}

/// A list of a record; empty when absent.
pub fn records<'a>(record: &'a Value, list: &str) -> &'a [Value] {
    record[list].as_array().map_or(&[], Vec::as_slice)
}

/// A string member of a record; empty when absent.
pub fn word<'a>(record: &'a Value, member: &str) -> &'a str {
    record[member].as_str().unwrap_or_default()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn walk_folder(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk_folder(&path, found);
        } else if path.to_string_lossy().ends_with(".argmap.json") {
            found.push(path);
        }
    }
}

fn read_sample(root: &Path, path: &Path) -> Sample {
    let name = path
        .strip_prefix(root)
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/");
    let text = String::from_utf8(fs::read(path).unwrap()).unwrap();
    let map = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    Sample {
        name,
        path: path.to_owned(),
        text,
        map,
    }
}
