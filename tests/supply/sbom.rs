//! What the program is made of, as a bill of materials in `CycloneDX` 1.5, out of what `cargo
//! metadata` and `Cargo.lock` say. Holds what is built in or runs while building; what tests alone
//! need is not in the program.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// The bill for the package that `metadata` is of. `lock` is the text of `Cargo.lock`, for the
/// checksums. None where `metadata` is not what cargo prints.
pub fn make_bill(metadata: &Value, lock: &str) -> Option<Value> {
    let root = metadata["resolve"]["root"].as_str()?;
    let mut uses = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array()? {
        uses.insert(node["id"].as_str()?, list_used(node)?);
    }
    let reached = find_reached(root, &uses);
    let checksums = read_checksums(lock);
    let mut records = BTreeMap::new();
    for package in metadata["packages"].as_array()? {
        let id = package["id"].as_str()?;
        if reached.contains(id) {
            records.insert(id, describe(package, &checksums)?);
        }
    }
    let name = |id: &str| records.get(id).map(|record| record["bom-ref"].clone());
    let mut dependencies = Vec::new();
    for id in &reached {
        let on: Option<Vec<Value>> = uses[id].iter().map(|used| name(used)).collect();
        dependencies.push(json!({"ref": name(id)?, "dependsOn": on?}));
    }
    let mut own = records.remove(root)?;
    own["type"] = "application".into();
    let components: Vec<Value> = records.into_values().collect();
    Some(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": own},
        "components": components,
        "dependencies": dependencies,
    }))
}

/// The packages that a package uses, but for its tests.
fn list_used(node: &Value) -> Option<BTreeSet<&str>> {
    let mut used = BTreeSet::new();
    for dependency in node["deps"].as_array()? {
        let kinds = dependency["dep_kinds"].as_array()?;
        if kinds.iter().any(|it| it["kind"] != "dev") {
            used.insert(dependency["pkg"].as_str()?);
        }
    }
    Some(used)
}

fn find_reached<'a>(
    root: &'a str,
    uses: &BTreeMap<&'a str, BTreeSet<&'a str>>,
) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut left = vec![root];
    while let Some(id) = left.pop() {
        if let Some(used) = uses.get(id)
            && reached.insert(id)
        {
            left.extend(used);
        }
    }
    reached
}

/// SHA-256 of packages by name and version.
fn read_checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let mut checksums = BTreeMap::new();
    for package in lock.split("[[package]]") {
        let find = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key))?;
            Some(line.trim_matches(['"', ' ', '=']).to_owned())
        };
        if let (Some(name), Some(version), Some(checksum)) =
            (find("name ="), find("version ="), find("checksum ="))
        {
            checksums.insert((name, version), checksum);
        }
    }
    checksums
}

fn describe(package: &Value, checksums: &BTreeMap<(String, String), String>) -> Option<Value> {
    let (name, version) = (package["name"].as_str()?, package["version"].as_str()?);
    let purl = format!("pkg:cargo/{name}@{version}");
    let mut record = Map::new();
    record.insert("type".to_owned(), "library".into());
    record.insert("bom-ref".to_owned(), purl.clone().into());
    record.insert("name".to_owned(), name.into());
    record.insert("version".to_owned(), version.into());
    record.insert("purl".to_owned(), purl.into());
    if let Some(licence) = package["license"].as_str() {
        // Older packages write a slash where the choice is meant.
        let expression = licence.replace(" / ", "/").replace('/', " OR ");
        record.insert("licenses".to_owned(), json!([{"expression": expression}]));
    }
    if let Some(checksum) = checksums.get(&(name.to_owned(), version.to_owned())) {
        let hashes = json!([{"alg": "SHA-256", "content": checksum}]);
        record.insert("hashes".to_owned(), hashes);
    }
    if let Some(repository) = package["repository"].as_str() {
        let references = json!([{"type": "vcs", "url": repository}]);
        record.insert("externalReferences".to_owned(), references);
    }
    Some(Value::Object(record))
}
