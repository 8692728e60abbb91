//! The numbers of a map.

use serde_json::{Value, json};

use super::{Desk, OP_ED, newer_map, sample};

fn ask(desk: &Desk, file: &str) -> Value {
    serde_json::from_str(&desk.run_fine(&["info", "--json", file])).unwrap()
}

#[test]
fn the_numbers_are_those_of_the_file() {
    let desk = Desk::with(&[("a.json", &sample(OP_ED))]);
    let facts = ask(&desk, "a.json");
    let file: Value = serde_json::from_str(&desk.read("a.json")).unwrap();
    let count = |list: &str, key: &str, word: &str| {
        let records = file[list].as_array().unwrap();
        records.iter().filter(|record| record[key] == word).count()
    };
    assert_eq!(facts["title"], file["title"]);
    assert_eq!(facts["version"], 1);
    assert_eq!(facts["canonical"], true);
    assert_eq!(facts["read_only"], Value::Null);
    assert_eq!(
        facts["nodes"]["total"],
        file["nodes"].as_array().unwrap().len()
    );
    for kind in ["question", "claim", "evidence", "note"] {
        assert_eq!(
            facts["nodes"]["by_kind"][kind],
            count("nodes", "kind", kind),
            "{kind}"
        );
    }
    for relation in [
        "supports",
        "opposes",
        "answers",
        "asks",
        "restates",
        "contradicts",
    ] {
        let n = count("links", "relation", relation);
        assert_eq!(facts["links"]["by_relation"][relation], n, "{relation}");
    }
    let passages = &facts["passages"];
    assert_eq!(passages["total"], passages["found"]);
    assert_eq!(passages["orphaned"], 0);
}

#[test]
fn passages_that_are_lost_and_words_that_nobody_knows_are_counted() {
    let desk = Desk::with(&[("a.json", &sample("every-field.argmap.json"))]);
    let facts = ask(&desk, "a.json");
    assert_eq!(facts["passages"]["orphaned"], 1);
    assert_eq!(facts["nodes"]["by_kind"]["org.example.picture"], 1);
    let text = desk.run_fine(&["info", "a.json"]);
    assert!(text.contains("Who keeps the key?"), "{text}");
}

#[test]
fn why_a_map_can_only_be_read_is_said() {
    let desk = Desk::with(&[
        ("newer.json", &newer_map()),
        ("asks.json", &sample("read-only.argmap.json")),
    ]);
    let facts = ask(&desk, "newer.json");
    assert_eq!(facts["version"], 7);
    assert!(facts["read_only"].as_str().unwrap().contains("version 7"));
    let facts = ask(&desk, "asks.json");
    assert_eq!(facts["version"], json!(1));
    assert!(
        facts["read_only"]
            .as_str()
            .unwrap()
            .contains("org.example.weights")
    );
}
