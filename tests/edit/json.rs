//! Edits as `linchpin apply` reads them. The list below is also the documentation of the form:
//! every edit that can be written in JSON, once.

use std::collections::HashSet;

use linchpin::edit::Edit;
use linchpin::model::{Graph, find_breaches};

use super::desk::Desk;

/// One example of each edit and of each form of its members.
const EXAMPLES: &[&str] = &[
    r#"{"edit":"set-field","field":"title","value":"Who gains from escalation?"}"#,
    r#"{"edit":"set-field","field":"language","value":"en"}"#,
    r#"{"edit":"set-field","field":"marking","value":"internal"}"#,
    r#"{"edit":"set-field","field":"sensitive","value":true}"#,
    r#"{"edit":"set-field","field":"yardstick","value":"icd-203"}"#,
    r#"{"edit":"set-field","field":"authors","value":["A. Author","B. Author"]}"#,
    r#"{"edit":"set-source-field","source":"s-1","field":"title","value":"An article"}"#,
    r#"{"edit":"set-source-field","source":"s-1","field":"author","value":"C. Author"}"#,
    r#"{"edit":"set-source-field","source":"s-1","field":"publisher","value":"A paper"}"#,
    r#"{"edit":"set-source-field","source":"s-1","field":"url","value":"https://example.org"}"#,
    r#"{"edit":"set-source-field","source":"s-1","field":"published","value":"2026-11"}"#,
    r#"{"edit":"set-source-field","source":"s-1","field":"language","value":"de"}"#,
    r#"{"edit":"set-source-field","source":"s-1","field":"notes","value":"read twice"}"#,
    r#"{"edit":"correct-source","source":"s-1","start":3,"end":9,"text":"other words"}"#,
    r#"{"edit":"replace-source-text","source":"s-1","text":"Another version."}"#,
    r#"{"edit":"remove-source","source":"s-1"}"#,
    r#"{"edit":"set-unmarked","source":"s-1","exact":"Why?","unmarked":true}"#,
    r#"{"edit":"set-irrelevant","source":"s-1","start":0,"end":12,"irrelevant":true}"#,
    r#"{"edit":"add-node","kind":"claim","text":"They gain.","under":"n-1","intent":"against","anchor":{"source":"s-1","start":3,"end":9},"after":"n-2"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"title","value":"Gain"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"note","value":"see *there*"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"tags","value":["motive"]}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"assumption","value":"caveats"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"assumption","value":null}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"implicit","value":true}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"likelihood","value":"very likely"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"confidence","value":"moderate"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"confidence","value":null}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"confidence-reason","value":"two sources"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"reliability","value":"B"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"credibility","value":"2"}"#,
    r#"{"edit":"set-node-field","node":"n-1","field":"basis","value":"common belief"}"#,
    r#"{"edit":"set-text","node":"n-1","text":"They gain most."}"#,
    r#"{"edit":"set-kind","node":"n-1","kind":"evidence"}"#,
    r#"{"edit":"add-anchor","on":"l-1","anchor":{"source":"s-1","start":0,"end":4}}"#,
    r#"{"edit":"set-anchor","on":"n-1","index":0,"anchor":{"source":"s-1","start":0,"end":4}}"#,
    r#"{"edit":"confirm-anchor","on":"l-1","index":0}"#,
    r#"{"edit":"remove-anchor","on":"n-1","index":0}"#,
    r#"{"edit":"add-comment","on":"n-1","author":"D.","text":"Really?","reply_to":"c-1"}"#,
    r#"{"edit":"resolve-comment","on":"n-1","comment":"c-1","resolved":true}"#,
    r#"{"edit":"remove-comment","on":"n-1","comment":"c-1"}"#,
    r#"{"edit":"add-link","relation":"supports","from":["n-1","n-2"],"to":"l-1"}"#,
    r#"{"edit":"set-link-field","link":"l-1","field":"title","value":"The step"}"#,
    r#"{"edit":"set-link-field","link":"l-1","field":"strength","value":"0.7"}"#,
    r#"{"edit":"set-link-field","link":"l-1","field":"scheme","value":"expert-opinion"}"#,
    r#"{"edit":"set-link-field","link":"l-1","field":"warrant","value":"Who gains, acts."}"#,
    r#"{"edit":"set-link-field","link":"l-1","field":"note","value":"weak"}"#,
    r#"{"edit":"set-link-field","link":"l-1","field":"tags","value":[]}"#,
    r#"{"edit":"set-relation","link":"l-1","relation":"restates"}"#,
    r#"{"edit":"switch-relation","link":"l-1"}"#,
    r#"{"edit":"remove-link","link":"l-1"}"#,
    r#"{"edit":"join-premises","nodes":["n-1","n-2"]}"#,
    r#"{"edit":"add-premise","link":"l-1","node":"n-2"}"#,
    r#"{"edit":"split-premises","link":"l-1"}"#,
    r#"{"edit":"move","node":"n-1","under":"n-2","position":"first"}"#,
    r#"{"edit":"move","node":"n-1","under":"n-2","position":{"after":"n-3"}}"#,
    r#"{"edit":"move","node":"n-1","under":"n-2","position":{"before":"n-3"}}"#,
    r#"{"edit":"move","node":"n-1","under":null,"position":"last"}"#,
    r#"{"edit":"reorder","node":"n-1","by":-1}"#,
    r#"{"edit":"delete","nodes":["n-1"],"fate":"lift"}"#,
    r#"{"edit":"delete","nodes":["n-1","n-2"],"fate":"branch"}"#,
    r#"{"edit":"pin","node":"n-1","view":"v-1","x":-40,"y":120}"#,
    r#"{"edit":"unpin","node":"n-1","view":null}"#,
    r#"{"edit":"add-view","name":"Overview","like":"v-1"}"#,
    r#"{"edit":"rename-view","view":"v-1","name":"Details"}"#,
    r#"{"edit":"remove-view","view":"v-1"}"#,
    r#"{"edit":"batch","edits":[{"edit":"unpin","node":"n-1","view":null},{"edit":"batch","edits":[]}]}"#,
];

#[test]
fn every_edit_is_written_as_it_is_read() {
    let mut seen = HashSet::new();
    for example in EXAMPLES {
        let edit: Edit = serde_json::from_str(example).unwrap_or_else(|e| panic!("{example}: {e}"));
        seen.insert(std::mem::discriminant(&edit));
        assert_eq!(serde_json::to_string(&edit).unwrap(), *example);
    }
    // All but adding an article and inserting a fragment, whose records are read from files.
    assert_eq!(seen.len(), 35);
}

#[test]
fn what_can_be_left_out_may_be_left_out() {
    let pairs = [
        (
            r#"{"edit":"pin","node":"n-1","x":1,"y":2}"#,
            r#"{"edit":"pin","node":"n-1","view":null,"x":1,"y":2}"#,
        ),
        (
            r#"{"edit":"add-view","name":"Overview"}"#,
            r#"{"edit":"add-view","name":"Overview","like":null}"#,
        ),
        (
            r#"{"edit":"add-node","kind":"claim"}"#,
            r#"{"edit":"add-node","kind":"claim","text":"","under":null,"intent":"for","anchor":null,"after":null}"#,
        ),
        (
            r#"{"edit":"move","node":"n-1"}"#,
            r#"{"edit":"move","node":"n-1","under":null,"position":"last"}"#,
        ),
        (
            r#"{"edit":"delete","nodes":["n-1"]}"#,
            r#"{"edit":"delete","nodes":["n-1"],"fate":"branch"}"#,
        ),
        (
            r#"{"edit":"add-comment","on":"n-1","text":"Hm."}"#,
            r#"{"edit":"add-comment","on":"n-1","author":"","text":"Hm.","reply_to":null}"#,
        ),
    ];
    for (short, long) in pairs {
        let edit: Edit = serde_json::from_str(short).unwrap();
        assert_eq!(serde_json::to_string(&edit).unwrap(), long);
    }
}

#[test]
fn a_member_that_no_edit_has_is_refused() {
    for example in EXAMPLES {
        let typo = example.replacen('{', r#"{"udner":"n-1","#, 1);
        let read: Result<Edit, _> = serde_json::from_str(&typo);
        assert!(read.is_err(), "{typo}");
        let late = format!("{},\"udner\":7}}", example.strip_suffix('}').unwrap());
        let read: Result<Edit, _> = serde_json::from_str(&late);
        assert!(read.is_err(), "{late}");
    }
    let read: Result<Edit, _> = serde_json::from_str(
        r#"{"edit":"add-anchor","on":"a","anchor":{"source":"s","start":0,"end":4,"stop":5}}"#,
    );
    assert!(read.is_err());
}

#[test]
fn what_is_no_edit_is_refused_with_a_reason() {
    let cases = [
        (r#"{"edit":"add-nod"}"#, "unknown variant `add-nod`"),
        (r#"{"edit":"unpin"}"#, "missing field `node`"),
        (r#"{"edit":"unpin","node":"-x"}"#, "is no identifier"),
        (
            r#"{"edit":"insert","under":null}"#,
            "unknown variant `insert`",
        ),
        (
            r#"{"edit":"set-node-field","node":"n-1","field":"colour","value":"red"}"#,
            "unknown variant `colour`",
        ),
        (
            r#"{"edit":"set-node-field","node":"n-1","field":"implicit","value":"yes"}"#,
            "invalid type",
        ),
    ];
    for (text, reason) in cases {
        let error = serde_json::from_str::<Edit>(text).unwrap_err().to_string();
        assert!(error.contains(reason), "{text}: {error}");
    }
}

#[test]
fn a_script_in_json_makes_a_map() {
    let script: Vec<Edit> = serde_json::from_str(
        r#"[
            {"edit": "set-field", "field": "title", "value": "Who gains?"},
            {"edit": "add-node", "kind": "question", "text": "Who gains?"},
            {"edit": "add-node", "kind": "claim", "text": "The groups.", "under": "n-before"},
            {"edit": "add-node", "kind": "evidence", "text": "A report.", "under": "n-before",
             "intent": "against"}
        ]"#,
    )
    .unwrap();
    let mut desk = Desk::read("");
    for edit in &script {
        // New ids are drawn at random, so "n-before" stands for the box made just before.
        let last = desk.document().nodes().rows().last().cloned();
        let mut edit = edit.clone();
        if let Edit::AddNode { under, .. } = &mut edit {
            *under = under.take().and(last).map(|node| node.id.clone());
        }
        desk.commit(&edit).unwrap();
    }
    expect_test::expect![[r#"
        Q Who gains?
          ! The groups.
            - E A report.
    "#]]
    .assert_eq(&desk.draw());
    assert_eq!(find_breaches(desk.document()), []);
    assert_eq!(Graph::of(desk.document()).roots(), [0]);
}
