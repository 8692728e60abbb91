//! New boxes: the relation that the matrix gives, siblings, what is refused.

use expect_test::expect;
use linchpin::edit::Refusal;
use linchpin::model::{Link, RelationRefusal};

use super::desk::{Desk, check, read_edit};
use crate::model::notation::read_map;

const MAP: &str = "question q
     claim a
     evidence e
     note n
     l1: a answers q
     l2: e supports a";

#[test]
fn each_new_box_gets_the_relation_of_the_matrix() {
    // New box, intent, under; the relation, or the refusal.
    let rows = [
        ("claim", "for", "q", "answers"),
        ("claim", "against", "q", "answers"),
        ("claim", "for", "a", "supports"),
        ("claim", "against", "a", "opposes"),
        ("claim", "for", "e", "supports"),
        ("claim", "against", "l2", "opposes"),
        ("evidence", "for", "a", "supports"),
        ("evidence", "against", "e", "opposes"),
        ("evidence", "for", "l1", "supports"),
        ("evidence", "for", "q", "refused"),
        ("evidence", "against", "q", "refused"),
        ("question", "for", "q", "asks"),
        ("question", "against", "a", "asks"),
        ("question", "for", "l1", "asks"),
        ("note", "for", "q", "no link"),
        ("note", "against", "a", "no link"),
        ("note", "for", "l1", "no link"),
    ];
    for (kind, intent, under, expected) in rows {
        let mut desk = Desk::read(MAP);
        let edit = format!(
            r#"{{"edit":"add-node","kind":"{kind}","intent":"{intent}","under":"{under}"}}"#
        );
        let found = match desk.commit(&read_edit(&edit)) {
            Ok(committed) => {
                assert_eq!(committed.selected.len(), 1);
                let new = desk.document().links().rows().get(2).cloned();
                new.map_or("no link".to_owned(), |link: std::sync::Arc<Link>| {
                    assert_eq!(link.from, committed.selected);
                    assert_eq!(link.to.as_str(), under);
                    link.relation.as_str().to_owned()
                })
            }
            Err(refusal) => {
                assert_eq!(
                    refusal.to_string(),
                    "evidence speaks for or against an answer; choose or add one first"
                );
                assert_eq!(
                    refusal,
                    Refusal::Relation(RelationRefusal::EvidenceUnderQuestion)
                );
                "refused".to_owned()
            }
        };
        assert_eq!(found, expected, "{edit}");
    }
}

#[test]
fn a_sibling_stands_just_after_its_neighbour_as_a_separate_reason() {
    check(
        "claim p
         claim a
         claim b
         claim c
         l1: a b opposes p
         l2: c supports p",
        r#"{"edit":"add-node","kind":"claim","text":"new","under":"p","intent":"against","after":"a"}"#,
        &expect![[r#"
            p
              -& a
              -& b
              - new
              + c
        "#]],
    );
}

#[test]
fn a_sibling_of_a_root_is_a_new_root_after_it() {
    check(
        "claim p
         claim a
         claim r
         l1: a supports p",
        r#"{"edit":"add-node","kind":"claim","text":"new","after":"p"}"#,
        &expect![[r#"
            p
              + a
            new
            r
        "#]],
    );
}

#[test]
fn a_sibling_of_a_striker_stands_after_it_at_the_parents_own_step() {
    check(
        "claim p
         claim a
         claim s
         claim b
         l1: a supports p
         l2: b supports p
         l3: s opposes l1",
        r#"{"edit":"add-node","kind":"claim","text":"new","under":"p","after":"s"}"#,
        &expect![[r#"
            p
              + a
              - s on l1
              + new
              + b
        "#]],
    );
}

#[test]
fn a_new_box_under_what_is_gone_is_refused() {
    check(
        MAP,
        r#"{"edit":"add-node","kind":"claim","under":"gone"}"#,
        &expect![[r#"
            refused: there is no gone in this map; it may have been deleted meanwhile
        "#]],
    );
}

#[test]
fn a_link_that_is_there_already_is_refused_mirrored_or_not() {
    let map = "claim a\nclaim b\nl1: a contradicts b";
    let refused = expect![[r#"
        refused: this link is there already
    "#]];
    check(
        map,
        r#"{"edit":"add-link","relation":"contradicts","from":["a"],"to":"b"}"#,
        &refused,
    );
    check(
        map,
        r#"{"edit":"add-link","relation":"contradicts","from":["b"],"to":"a"}"#,
        &refused,
    );
}

#[test]
fn a_link_is_refused_for_its_own_reason() {
    let cases = [
        (r#""from":["a"],"to":"a""#, "a box cannot be its own reason"),
        (
            r#""from":["a","a"],"to":"e""#,
            "a is named twice in one reason; name it once",
        ),
        (
            r#""from":[],"to":"e""#,
            "a link needs a box that it starts from",
        ),
        (
            r#""from":["n"],"to":"e""#,
            "only claims and evidence can support or oppose",
        ),
        (
            r#""from":["a"],"to":"n""#,
            "a note stands outside the argument; choose a claim, evidence or question",
        ),
        (
            r#""from":["a"],"to":"q""#,
            "a question is neither true nor false; answer it, and argue for or against the answer",
        ),
    ];
    for (ends, sentence) in cases {
        let edit = read_edit(&format!(
            r#"{{"edit":"add-link","relation":"supports",{ends}}}"#
        ));
        let refusal = Desk::read(MAP).commit(&edit).unwrap_err();
        assert_eq!(refusal.to_string(), sentence);
    }
}

#[test]
fn an_edit_is_allowed_beside_what_a_file_brought_broken() {
    let broken = "claim a
         claim b
         question q
         l1: a supports gone
         l2: gone supports b
         l3: b supports q
         l4: supports b";
    let edits = [
        r#"{"edit":"add-node","kind":"claim","under":"a"}"#,
        r#"{"edit":"set-kind","node":"a","kind":"evidence"}"#,
        r#"{"edit":"set-link-field","link":"l1","field":"warrant","value":"so"}"#,
        r#"{"edit":"move","node":"a","under":"q"}"#,
        r#"{"edit":"delete","nodes":["a"]}"#,
    ];
    for edit in edits {
        let mut desk = Desk::new(read_map(broken));
        desk.commit(&read_edit(edit))
            .unwrap_or_else(|refusal| panic!("{edit}: {refusal}"));
        assert!(desk.document().links().contains("l4"), "{edit}");
    }
}
