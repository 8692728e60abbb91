//! The microtexts in both of their forms, XML and AIF: the same argument, so the same map.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use linchpin::format::{self, Import, Imported};
use linchpin::model::Relation;

use super::isomorphic;

fn list(folder: &Path, ending: &str, found: &mut BTreeMap<String, PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|it| it.path()) {
        if path.is_dir() {
            list(&path, ending, found);
        } else if path.extension().is_some_and(|it| it == ending) {
            let stem = path.file_stem().unwrap_or_default();
            found.insert(stem.to_string_lossy().into_owned(), path);
        }
    }
}

fn read(path: &Path) -> Imported {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    let import = Import {
        name: &name,
        bytes: &bytes,
        companion: None,
    };
    let format = format::recognise(&import).unwrap();
    (format.import.unwrap().read)(&import).unwrap()
}

/// What a map says without its ids, in letters alone: the forms differ in spaces and hyphens.
fn rank(imported: &Imported) -> Vec<String> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let word = |relation: &Relation| relation.as_str().to_owned();
    let fragment = &imported.fragment;
    isomorphic::rank(
        fragment
            .nodes
            .iter()
            .map(|it| (it.id.to_string(), plain(&it.text))),
        fragment.links.iter().map(|it| {
            let from = it.from.iter().map(ToString::to_string).collect();
            (
                it.id.to_string(),
                word(&it.relation),
                from,
                it.to.to_string(),
            )
        }),
    )
}

#[test]
fn both_forms_of_a_microtext_give_the_same_map() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let (mut xml, mut aif) = (BTreeMap::new(), BTreeMap::new());
    list(&corpora.join("arg-microtexts/corpus/en"), "xml", &mut xml);
    list(&corpora.join("arg-microtexts-aif"), "json", &mut aif);
    if xml.is_empty() || aif.is_empty() {
        println!("skipped: the microtexts are not in {}", corpora.display());
        return;
    }
    let both: Vec<&String> = aif.keys().filter(|it| xml.contains_key(*it)).collect();
    let other: Vec<&&String> = both
        .iter()
        .filter(|name| rank(&read(&xml[**name])) != rank(&read(&aif[**name])))
        .collect();
    println!(
        "{} microtexts in both forms, {} of them the same map",
        both.len(),
        both.len() - other.len()
    );
    assert!(!both.is_empty());
    assert!(other.is_empty(), "{other:?}");
}
