//! Strengths and linchpins on the command line.

use super::{Desk, OP_ED, sample};

#[test]
fn every_claim_of_the_op_ed_has_a_word_and_the_conclusion_its_linchpins() {
    let desk = Desk::with(&[("a.argmap.json", &sample(OP_ED))]);
    let text = desk.run_fine(&["evaluate", "a.argmap.json"]);
    assert!(
        text.lines().count() > 10 && text.contains("strong ("),
        "{text}"
    );
    for semantics in ["df-quad", "quadratic-energy", "euler"] {
        let out = desk.run_fine(&[
            "evaluate",
            "--json",
            "--semantics",
            semantics,
            "a.argmap.json",
        ]);
        let rows: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
        let in_range =
            |row: &serde_json::Value| (0.0..=1.0).contains(&row["strength"].as_f64().unwrap());
        assert!(rows.iter().all(in_range));
    }
    let text = desk.run_fine(&["linchpins", "a.argmap.json"]);
    assert!(text.contains("before anything is said about it"), "{text}");
    let out = desk.run_fine(&["linchpins", "--json", "a.argmap.json"]);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(!found["effects"].as_array().unwrap().is_empty());
    let said = desk.run_refused(&["linchpins", "--of", "n-none", "a.argmap.json"]);
    assert!(said.contains("linchpin evaluate"), "{said}");
}
