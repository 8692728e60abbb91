//! What the program is made of: the bill of materials, and a reason for each direct dependency.

mod sbom;

use std::collections::BTreeSet;
use std::path::Path;

use sbom::make_bill;
use serde_json::{Value, json};

const MANIFEST: &str = include_str!("../../Cargo.toml");

/// What cargo says of a program that uses `used`, which is built with `builder`, and is tested with
/// `tester`.
fn metadata() -> Value {
    let package = |name: &str, licence: &str| {
        json!({
            "id": format!("x#{name}@1.0.0"), "name": name, "version": "1.0.0", "license": licence,
            "repository": format!("https://example.org/{name}"),
        })
    };
    let dep = |name: &str, kind: Value| json!({"pkg": format!("x#{name}@1.0.0"), "dep_kinds": [{"kind": kind}]});
    let node = |name: &str, deps: &[Value]| json!({"id": format!("x#{name}@1.0.0"), "deps": deps});
    let uses = [dep("used", Value::Null), dep("tester", json!("dev"))];
    json!({
        "packages": [
            package("program", "MIT OR Apache-2.0"), package("used", "MIT/Apache-2.0"),
            package("builder", "Zlib"), package("tester", "MIT"), package("apart", "MIT"),
        ],
        "resolve": {
            "root": "x#program@1.0.0",
            "nodes": [
                node("program", &uses), node("used", &[dep("builder", json!("build"))]),
                node("builder", &[]), node("tester", &[dep("apart", Value::Null)]), node("apart", &[]),
            ],
        },
    })
}

const LOCK: &str =
    "version = 4\n\n[[package]]\nname = \"used\"\nversion = \"1.0.0\"\nchecksum = \"ab12\"\n";

fn list<'a>(bill: &'a Value, key: &str, of: &str) -> BTreeSet<&'a str> {
    let items = bill[key].as_array().unwrap().iter();
    items.map(|item| item[of].as_str().unwrap()).collect()
}

#[test]
fn a_bill_names_what_is_built_in_and_not_what_tests_need() {
    let bill = make_bill(&metadata(), LOCK).unwrap();
    assert_eq!(bill["bomFormat"], "CycloneDX");
    assert_eq!(
        bill["metadata"]["component"]["purl"],
        "pkg:cargo/program@1.0.0"
    );
    let components = list(&bill, "components", "bom-ref");
    assert_eq!(
        components,
        BTreeSet::from(["pkg:cargo/builder@1.0.0", "pkg:cargo/used@1.0.0"])
    );
    let used = bill["components"].as_array().unwrap().iter();
    let used = used.clone().find(|it| it["name"] == "used").unwrap();
    assert_eq!(
        used["licenses"],
        json!([{"expression": "MIT OR Apache-2.0"}])
    );
    assert_eq!(
        used["hashes"],
        json!([{"alg": "SHA-256", "content": "ab12"}])
    );
    assert_eq!(make_bill(&json!({"resolve": null}), LOCK), None);
}

#[test]
fn what_a_bill_says_depends_on_what_is_in_the_bill() {
    let bill = make_bill(&metadata(), LOCK).unwrap();
    let mut known = list(&bill, "components", "bom-ref");
    known.insert("pkg:cargo/program@1.0.0");
    assert_eq!(list(&bill, "dependencies", "ref"), known);
    for dependency in bill["dependencies"].as_array().unwrap() {
        for on in dependency["dependsOn"].as_array().unwrap() {
            assert!(known.contains(on.as_str().unwrap()));
        }
    }
    assert_eq!(bill["dependencies"].as_array().unwrap().len(), 3);
}

#[test]
fn every_direct_dependency_has_its_reason_in_the_papers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paper = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let direct = list_direct(MANIFEST);
    assert!(direct.len() > 20, "{direct:?}");
    let missing = find_without_reason(&direct, &paper);
    assert_eq!(
        missing, [""; 0],
        "in the table of ARCHITECTURE.md, or below it for tests"
    );
}

/// The names of direct dependencies, and whether tests alone need them.
fn list_direct(manifest: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
        } else if section.ends_with("dependencies")
            && let Some((name, _)) = line.split_once(" = ")
        {
            found.push((name.to_owned(), section == "dev-dependencies"));
        }
    }
    found
}

/// Those that no row of the table gives a reason for, and rows of what is no dependency.
fn find_without_reason(direct: &[(String, bool)], paper: &str) -> Vec<String> {
    let part = paper
        .split_once("## What it stands on")
        .map_or("", |(_, it)| it);
    let part = part.split("\n## ").next().unwrap_or_default();
    let rows: Vec<Vec<&str>> = part
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let has_reason = |name: &str| {
        let own = |row: &&Vec<&str>| row[0].contains(&format!("`{name}`"));
        let is_full = |row: &Vec<&str>| row.len() == 4 && row.iter().all(|cell| !cell.is_empty());
        rows.iter().find(own).is_some_and(is_full)
    };
    let for_tests = part.split("For tests only:").nth(1).unwrap_or_default();
    let is_told = |name: &str| for_tests.contains(&format!("`{name}` ("));
    let missing = direct.iter().filter(|(name, is_for_tests)| {
        !if *is_for_tests {
            is_told(name)
        } else {
            has_reason(name)
        }
    });
    let named = rows
        .iter()
        .flat_map(|row| row[0].split('`').skip(1).step_by(2));
    let features = ["gui", "pdf", "web"];
    let idle = named
        .filter(|name| !features.contains(name) && !direct.iter().any(|(known, _)| known == name));
    let missing = missing.map(|(name, _)| name.clone());
    missing.chain(idle.map(ToOwned::to_owned)).collect()
}

#[test]
fn a_dependency_without_a_reason_and_an_idle_row_are_found() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\na = \"1\"\nb = { version = \"1\" }\n\n\
                    [dev-dependencies]\nc = \"1\"\n[target.'cfg(unix)'.dependencies]\nd = \"1\"\n";
    let direct = list_direct(manifest);
    assert_eq!(
        direct
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>(),
        ["a", "b", "c", "d"]
    );
    let paper = |rows: &str| {
        format!(
            "## What it stands on\n\n| crate | for | why | licence |\n|---|---|---|---|\n{rows}\n\nFor tests only: `c` (x).\n\n## Next\n| `z` | | | |"
        )
    };
    let full = "| `a`, `b` (feature `pdf`, off) | x | y | MIT |\n| `d` | x | y | MIT |";
    assert_eq!(find_without_reason(&direct, &paper(full)), [""; 0]);
    let bare = "| `a`, `b` | x |  | MIT |\n| `old` | x | y | MIT |";
    assert_eq!(
        find_without_reason(&direct, &paper(bare)),
        ["a", "b", "d", "old"]
    );
}
