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
    assert!(text.starts_with("The leading answer is"), "{text}");
    assert!(
        text.contains("linchpin: ") && text.contains("would turn it"),
        "{text}"
    );
    let out = desk.run_fine(&["linchpins", "--json", "a.argmap.json"]);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(!found["effects"].as_array().unwrap().is_empty());
    let said = desk.run_refused(&["linchpins", "--of", "n-none", "a.argmap.json"]);
    assert!(said.contains("linchpin evaluate"), "{said}");
    let strongest = found["effects"][0]["id"].as_str().unwrap();
    let without = [
        "linchpins",
        "--json",
        "--without",
        strongest,
        "a.argmap.json",
    ];
    let out = desk.run_fine(&without);
    let less: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_ne!(less["strength"], found["strength"]);
}

#[test]
fn contributions_can_be_counted_in_three_ways() {
    let desk = Desk::with(&[("a.argmap.json", &sample(OP_ED))]);
    for by in ["removal", "gradient", "shapley"] {
        let out = desk.run_fine(&["linchpins", "--json", "--by", by, "a.argmap.json"]);
        let found: serde_json::Value = serde_json::from_str(&out).unwrap();
        let effects = found["effects"].as_array().unwrap();
        assert_eq!(effects[0].get("share").is_some(), by != "removal", "{by}");
        assert_eq!(found.get("shareError").is_some(), by != "removal");
    }
}

#[test]
fn the_table_of_base_scores_can_be_printed_changed_and_given_back() {
    let desk = Desk::with(&[("a.argmap.json", &sample(OP_ED))]);
    let table = desk.run_fine(&["evaluate", "--print-scores"]);
    let mut scores: serde_json::Value = serde_json::from_str(&table).unwrap();
    scores["claim"] = 0.9.into();
    desk.put("mine.json", scores.to_string().as_bytes());
    let own = desk.run_fine(&["evaluate", "a.argmap.json"]);
    let mine = desk.run_fine(&["evaluate", "--scores", "mine.json", "a.argmap.json"]);
    assert_ne!(own, mine);
    let why = desk.run_fine(&["evaluate", "--why", "a.argmap.json"]);
    assert!(
        why.contains("It begins as") && why.contains("speaks for it"),
        "{why}"
    );
    scores["claim"] = 1.5.into();
    desk.put("mine.json", scores.to_string().as_bytes());
    let said = desk.run_refused(&["evaluate", "--scores", "mine.json", "a.argmap.json"]);
    assert!(
        said.contains("claim") && said.contains("between 0 and 1"),
        "{said}"
    );
}

#[test]
fn what_stands_is_said_by_two_views() {
    let desk = Desk::with(&[("a.argmap.json", &sample(OP_ED))]);
    let evaluate = |more: &[&str]| {
        let arguments = [&["evaluate"], more, &["a.argmap.json"]].concat();
        desk.run_fine(&arguments)
    };
    let standing = evaluate(&["--view", "standing"]);
    assert!(
        standing.contains("  in ") && standing.contains("  out "),
        "{standing}"
    );
    let bare = evaluate(&["--view", "standing", "--bare-claims"]);
    let n_in = |text: &str| text.matches("  in  ").count();
    assert!(n_in(&bare) > n_in(&standing));
    let why = evaluate(&["--view", "standing", "--why", "--standard", "clear"]);
    assert!(
        why.contains("does not stand: nothing that stands speaks for it"),
        "{why}"
    );
    let out = evaluate(&["--view", "attacks", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    assert!(rows.iter().any(|row| row["label"] == "out"));
}
