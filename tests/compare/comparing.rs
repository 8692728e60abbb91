//! What is told of two copies of a map.

use expect_test::{Expect, expect};
use linchpin::compare::{Comparison, DifferenceKind, Matching, PieceKind, compare_words};
use linchpin::model::{Document, Id};

use super::copies::edit_json;
use crate::model::notation::{id, read_map};

const MAP: &str = "question why
                   claim dam
                   evidence survey
                   claim rain
                   l1: dam answers why
                   l2: survey supports dam
                   l3: rain opposes dam";

fn tell(comparison: &Comparison) -> String {
    let lines = comparison.differences.iter();
    let lines = lines.map(|it| format!("{}: {}\n", it.kind.as_str(), it.sentence));
    lines.collect()
}

fn check(edits: &str, told: &Expect) -> Comparison {
    let old = read_map(MAP);
    let new = edit_json(&old, edits, 10);
    let comparison = Comparison::of(&old, &new, Matching::Auto);
    told.assert_eq(&tell(&comparison));
    comparison
}

#[test]
fn a_new_box_is_told_once_with_what_it_says() {
    let comparison = check(
        r#"[{"edit": "add-node", "kind": "claim", "text": "It leaked", "under": "dam"}]"#,
        &expect![[r#"
            added: claim “It leaked”, which supports “dam”
        "#]],
    );
    assert_eq!(comparison.count(DifferenceKind::Added), 1);
    let added = &comparison.differences[0];
    assert_eq!(
        added.shown[0],
        Some(id("dam")),
        "where it would stand in the old map"
    );
    assert_eq!(added.shown[1], added.new);
}

#[test]
fn a_deleted_box_is_told_with_its_steps() {
    check(
        r#"[{"edit": "delete", "nodes": ["survey"]}]"#,
        &expect![[r#"
            removed: evidence “survey”, which supports “dam”
        "#]],
    );
}

#[test]
fn other_words_are_marked_word_by_word() {
    let comparison = check(
        r#"[{"edit": "set-text", "node": "dam", "text": "the old dam"}]"#,
        &expect![[r#"
            reworded: claim: {+the old +}dam
        "#]],
    );
    let pieces = comparison.differences[0].list_pieces().unwrap();
    let new: Vec<&str> = pieces
        .iter()
        .filter(|piece| piece.kind == PieceKind::New)
        .map(|piece| piece.words.as_str())
        .collect();
    assert_eq!(new, ["the old "]);
}

#[test]
fn what_is_linked_anew_tells_what_it_was() {
    check(
        r#"[{"edit": "switch-relation", "link": "l3"},
            {"edit": "move", "node": "survey", "under": "rain"}]"#,
        &expect![[r#"
            re-linked: “rain” supports “dam”; before: “rain” opposes “dam”
            re-linked: “survey” supports “rain”; before: “survey” supports “dam”
        "#]],
    );
}

#[test]
fn a_box_moved_among_its_siblings_is_told_by_what_it_stands_behind() {
    check(
        r#"[{"edit": "reorder", "node": "rain", "by": -1}]"#,
        &expect![[r#"
            moved: “rain” opposes “dam” stands first now
        "#]],
    );
}

#[test]
fn fields_are_told_by_their_names() {
    check(
        r#"[{"edit": "set-node-field", "node": "dam", "field": "tags", "value": ["risk"]},
            {"edit": "set-node-field", "node": "dam", "field": "confidence", "value": "high"},
            {"edit": "set-kind", "node": "rain", "kind": "evidence"},
            {"edit": "set-link-field", "link": "l2", "field": "warrant", "value": "old dams fail"},
            {"edit": "add-comment", "on": "dam", "author": "Ada", "text": "Which one?"},
            {"edit": "set-field", "field": "title", "value": "Mill Street"}]"#,
        &expect![[r#"
            changed: the map: title added: Mill Street
            changed: “dam”: tags added: risk
            changed: “dam”: confidence added: high
            changed: “dam”: comments added: Ada: “Which one?”
            changed: “rain”: kind claim → evidence
            changed: “survey” supports “dam”: warrant added: old dams fail
        "#]],
    );
}

#[test]
fn equal_maps_have_no_differences_whenever_they_were_saved() {
    let old = read_map(MAP);
    let edits = r#"[{"edit": "set-text", "node": "dam", "text": "x"},
                    {"edit": "set-text", "node": "dam", "text": "dam"}]"#;
    let new = edit_json(&old, edits, 10);
    assert_ne!(old.meta().modified, new.meta().modified);
    assert!(Comparison::of(&old, &new, Matching::Auto).is_empty());
}

/// Two exports of another program: ids by place, as Kialo has them.
fn read_export(document_id: &str, map: &str) -> Document {
    let text = super::copies::bytes(&read_map(map)).replace("m-test", document_id);
    linchpin::format::native::read(text.as_bytes())
        .unwrap()
        .document
}

#[test]
fn exports_whose_ids_are_places_are_compared_by_their_wordings() {
    let old = read_export(
        "m-1",
        "claim c1\nclaim c2\nclaim c3\nl1: c2 supports c1\nl2: c3 opposes c1",
    );
    let mut new = read_export(
        "m-2",
        "claim c1\nclaim c2\nclaim c3\nclaim c4\nl1: c2 supports c1\nl2: c3 supports c1\nl3: c4 opposes c1",
    );
    // c2 is new, so that what was c2 is c3 by now, and c3 is c4.
    for (at, text) in [("c2", "an early reason"), ("c3", "c2"), ("c4", "c3")] {
        let edit = format!(r#"[{{"edit": "set-text", "node": "{at}", "text": "{text}"}}]"#);
        new = edit_json(&new, &edit, 1);
    }
    let comparison = Comparison::of(&old, &new, Matching::Auto);
    assert_eq!(comparison.matching, Matching::Wordings);
    expect![[r#"
        added: claim “an early reason”, which supports “c1”
    "#]]
    .assert_eq(&tell(&comparison));
    let added = &comparison.differences[0];
    assert_eq!(added.new, Some(id("c2")), "under its own id");
    let by_ids = Comparison::of(&old, &new, Matching::Ids);
    assert!(by_ids.count(DifferenceKind::Reworded) > 1);
}

#[test]
fn a_box_reworded_in_its_place_is_known_again_without_its_id() {
    let old = read_export("m-1", "claim a\nclaim b\nl1: b supports a");
    let words = |document: &Document, node: &str, text: &str| {
        let edit = format!(r#"[{{"edit": "set-text", "node": "{node}", "text": "{text}"}}]"#);
        edit_json(document, &edit, 1)
    };
    let old = words(&old, "b", "The dam was built in 1911");
    let new = read_export("m-2", "claim a\nclaim z\nl9: z supports a");
    let new = words(&new, "z", "The dam was built in 1912");
    let comparison = Comparison::of(&old, &new, Matching::Auto);
    expect![[r#"
        reworded: claim: The dam was built in [-1911-]{+1912+}
    "#]]
    .assert_eq(&tell(&comparison));
    let reworded = &comparison.differences[0];
    let ids: [Option<Id>; 2] = [reworded.old.clone(), reworded.new.clone()];
    assert_eq!(ids, [Some(id("b")), Some(id("z"))]);
}

#[test]
fn words_are_compared_whole() {
    let pieces = compare_words("It rains today", "It rained today");
    let kinds: Vec<(PieceKind, &str)> = pieces
        .iter()
        .map(|piece| (piece.kind, piece.words.as_str()))
        .collect();
    let expected = [
        (PieceKind::Same, "It "),
        (PieceKind::Gone, "rains"),
        (PieceKind::New, "rained"),
        (PieceKind::Same, " today"),
    ];
    assert_eq!(kinds, expected);
}
