//! What comes out where two people worked on copies of one map.

use expect_test::{Expect, expect};
use linchpin::compare::{CONFLICT_TAG, Clashing, Matching, Merged, merge};
use linchpin::model::{Document, Source, find_breaches};

use super::copies::edit_json;
use crate::model::notation::{draw, id, read_map};

const MAP: &str = "question why
                   claim dam
                   evidence survey
                   claim rain
                   l1: dam answers why
                   l2: survey supports dam
                   l3: rain opposes dam";

fn merge_edits(map: &Document, ours: &str, theirs: &str) -> Merged {
    let ours = edit_json(map, ours, 1_000);
    let theirs = edit_json(map, theirs, 2_000);
    let merged = merge(map, &ours, &theirs, Matching::Auto);
    assert_eq!(find_breaches(&merged.document), []);
    merged
}

/// The tree that comes out, and what is to be looked at.
fn check(ours: &str, theirs: &str, after: &Expect) -> Merged {
    let merged = merge_edits(&read_map(MAP), ours, theirs);
    let mut told = draw(&merged.document);
    for clash in &merged.clashes {
        told.extend(["! ", &clash.explain(), "\n"]);
    }
    after.assert_eq(&told);
    merged
}

#[test]
fn work_in_different_places_is_put_together() {
    let merged = check(
        r#"[{"edit": "add-node", "kind": "claim", "text": "It leaked", "under": "dam"},
            {"edit": "set-kind", "node": "rain", "kind": "evidence"}]"#,
        r#"[{"edit": "set-text", "node": "why", "text": "Why did it break?"},
            {"edit": "delete", "nodes": ["survey"]},
            {"edit": "add-node", "kind": "evidence", "text": "Gauge", "under": "rain"}]"#,
        &expect![[r#"
            Q Why did it break?
              ! dam
                - E rain
                  + E Gauge
                + It leaked
        "#]],
    );
    assert!(merged.is_clean());
}

#[test]
fn one_wording_takes_the_words_of_both() {
    let mut map = read_map(MAP);
    map = edit_json(
        &map,
        r#"[{"edit": "set-text", "node": "dam", "text": "The dam was old when it broke"}]"#,
        1,
    );
    let merged = merge_edits(
        &map,
        r#"[{"edit": "set-text", "node": "dam", "text": "The upper dam was old when it broke"}]"#,
        r#"[{"edit": "set-text", "node": "dam", "text": "The dam was old when it gave way"}]"#,
    );
    assert!(merged.is_clean());
    let node = merged.document.nodes().get("dam").unwrap();
    assert_eq!(node.text, "The upper dam was old when it gave way");
}

#[test]
fn where_both_changed_the_same_words_ours_stand_and_theirs_are_kept_as_a_comment() {
    let merged = check(
        r#"[{"edit": "set-text", "node": "dam", "text": "embankment"}]"#,
        r#"[{"edit": "set-text", "node": "dam", "text": "weir"}]"#,
        &expect![[r#"
            Q why
              ! embankment
                + E survey
                - rain
            ! “embankment”: both copies changed the wording; this one says “embankment”, the other one “weir”
        "#]],
    );
    let node = merged.document.nodes().get("dam").unwrap();
    assert_eq!(node.text, "embankment");
    assert_eq!(node.tags, [CONFLICT_TAG]);
    let comment = &node.comments[0];
    assert!(
        comment.text.contains("weir") && !comment.resolved,
        "{comment:?}"
    );
}

#[test]
fn a_box_that_one_deleted_and_the_other_changed_stays_where_it_was() {
    let merged = check(
        r#"[{"edit": "delete", "nodes": ["dam"]}]"#,
        r#"[{"edit": "set-text", "node": "survey", "text": "survey of 2019"}]"#,
        &expect![[r#"
            Q why
              ! dam
                + E survey of 2019
            ! “survey of 2019” was deleted in this copy and stays, because the other one has changed or needs it
            ! “dam” was deleted in this copy and stays, because the other one has changed or needs it
        "#]],
    );
    assert!(
        merged
            .clashes
            .iter()
            .all(|it| it.what == Clashing::DeletedHere)
    );
}

#[test]
fn a_reason_for_a_box_that_the_other_deleted_keeps_the_box() {
    check(
        r#"[{"edit": "add-node", "kind": "claim", "text": "new", "under": "rain"}]"#,
        r#"[{"edit": "delete", "nodes": ["rain"]}]"#,
        &expect![[r#"
            Q why
              ! dam
                + E survey
                - rain
                  + new
            ! “rain” was deleted in the other copy and stays, because this one has changed or needs it
        "#]],
    );
}

#[test]
fn a_premise_that_was_changed_stays_in_its_reason() {
    let mut map = read_map(MAP);
    map = edit_json(
        &map,
        r#"[{"edit": "switch-relation", "link": "l3"},
            {"edit": "join-premises", "nodes": ["survey", "rain"]}]"#,
        1,
    );
    let merged = merge_edits(
        &map,
        r#"[{"edit": "delete", "nodes": ["rain"]}]"#,
        r#"[{"edit": "set-text", "node": "rain", "text": "heavy rain"}]"#,
    );
    expect![[r#"
        Q why
          ! dam
            +& E survey
            +& heavy rain
    "#]]
    .assert_eq(&draw(&merged.document));
}

#[test]
fn a_step_that_a_changed_kind_does_not_allow_relates_and_says_so() {
    let merged = check(
        r#"[{"edit": "delete", "nodes": ["survey"]},
            {"edit": "set-kind", "node": "rain", "kind": "question"}]"#,
        r#"[{"edit": "add-node", "kind": "evidence", "text": "Gauge", "under": "rain"}]"#,
        &expect![[r#"
            Q why
              ! dam
                ? Q rain
            E Gauge, also relates rain
            ! “Gauge” relates to “rain”: both copies changed the relation; this one says “relates”, the other one “supports”
        "#]],
    );
    let link = merged.document.links().iter().last().unwrap();
    assert!(link.comments[0].text.contains("supports"), "{link:?}");
}

#[test]
fn both_orders_of_siblings_are_kept_where_they_can_be() {
    let map = read_map(
        "claim a\nclaim b\nclaim c\nclaim d\nclaim e\nl1: b supports a\nl2: c supports a\n\
         l3: d supports a\nl4: e supports a",
    );
    let merged = merge_edits(
        &map,
        r#"[{"edit": "reorder", "node": "e", "by": -3},
            {"edit": "add-node", "kind": "claim", "text": "ours", "under": "a", "after": "c"}]"#,
        r#"[{"edit": "reorder", "node": "b", "by": 2},
            {"edit": "add-node", "kind": "claim", "text": "theirs", "under": "a"}]"#,
    );
    assert!(merged.is_clean(), "{:?}", merged.clashes);
    expect![[r#"
        a
          + e
          + theirs
          + c
          + ours
          + d
          + b
    "#]]
    .assert_eq(&draw(&merged.document));
}

#[test]
fn clashes_about_the_map_itself_become_a_note_beside_the_argument() {
    let merged = check(
        r#"[{"edit": "set-field", "field": "title", "value": "The dam"}]"#,
        r#"[{"edit": "set-field", "field": "title", "value": "Mill Street"}]"#,
        &expect![[r#"
            Q why
              ! dam
                + E survey
                - rain
            N Both copies changed the title. The other copy says: Mill Street
            ! the map: both copies changed the title; this one says “The dam”, the other one “Mill Street”
        "#]],
    );
    assert_eq!(merged.document.meta().title, "The dam");
}

#[test]
fn an_article_that_one_corrected_keeps_what_the_other_tied_to_it() {
    let text = "The dam was built in 1911. Nobody has looked at it since the war. It leaks badly.";
    let mut map = read_map(MAP);
    let source = Source {
        text: text.into(),
        sha256: linchpin::text::hash_text(text),
        ..Source::new(id("s-1"))
    };
    map.load_source(source).unwrap();
    let correct = r#"[{"edit": "correct-source", "source": "s-1", "start": 21, "end": 25,
                       "text": "the year 1912"}]"#;
    let tie = r#"[{"edit": "add-anchor", "on": "dam",
                   "anchor": {"source": "s-1", "start": 27, "end": 65}}]"#;
    for (ours, theirs) in [(correct, tie), (tie, correct)] {
        let merged = merge_edits(&map, ours, theirs);
        assert!(merged.is_clean(), "{:?}", merged.clashes);
        let source = merged.document.sources().get("s-1").unwrap();
        assert!(source.text.contains("the year 1912"));
        let anchor = &merged.document.nodes().get("dam").unwrap().anchors[0];
        let place = anchor.start.unwrap()..anchor.end.unwrap();
        let quoted: String = source
            .text
            .chars()
            .take(place.end)
            .skip(place.start)
            .collect();
        assert_eq!(quoted, "Nobody has looked at it since the war.");
        assert_eq!((&*anchor.exact, &anchor.state), (&*quoted, &None));
    }
}

#[test]
fn an_article_that_both_corrected_is_kept_in_both_versions() {
    let mut map = read_map(MAP);
    let source = Source {
        title: "News".to_owned(),
        text: "The dam was old.".into(),
        ..Source::new(id("s-1"))
    };
    map.load_source(source).unwrap();
    let correct = |words: &str| {
        format!(
            r#"[{{"edit": "correct-source", "source": "s-1", "start": 12, "end": 15,
                 "text": "{words}"}}]"#
        )
    };
    let merged = merge_edits(&map, &correct("new"), &correct("tired"));
    let texts: Vec<&str> = merged
        .document
        .sources()
        .iter()
        .map(|it| &*it.text)
        .collect();
    assert_eq!(texts, ["The dam was new.", "The dam was tired."]);
    assert_eq!(merged.clashes.len(), 1);
}

#[test]
fn the_same_id_for_two_things_is_given_out_anew() {
    let map = read_map(MAP);
    let ours = edit_json(
        &map,
        r#"[{"edit": "add-comment", "on": "dam", "text": "one"}]"#,
        7,
    );
    let theirs = edit_json(
        &map,
        r#"[{"edit": "add-comment", "on": "rain", "text": "two"}]"#,
        7,
    );
    let comment =
        |document: &Document, node: &str| document.nodes().get(node).unwrap().comments[0].clone();
    assert_eq!(comment(&ours, "dam").id, comment(&theirs, "rain").id);
    let merged = merge(&map, &ours, &theirs, Matching::Auto);
    assert_eq!(find_breaches(&merged.document), []);
    assert_eq!(comment(&merged.document, "dam").text, "one");
    assert_eq!(comment(&merged.document, "rain").text, "two");
}
