//! Fields, passages, remarks, articles and pins.

use linchpin::edit::{AnchorSpec, Edit, Refusal};
use linchpin::model::{Source, Strength};
use proptest::prelude::*;

use super::desk::{Desk, ids, noon, read_edit};
use crate::model::notation::{empty, id, read_map};

fn desk_with_article(text: &str) -> Desk {
    let mut document = read_map("claim a\nclaim b\nl1: a supports b");
    let source = Source {
        text: text.into(),
        ..Source::new(id("s1"))
    };
    document.load_source(source).unwrap();
    Desk::new(document)
}

proptest! {
    #[test]
    fn a_passage_is_quoted_with_the_words_around_it(
        text in "[a-zä€😀 ]{0,80}",
        start in 0usize..90,
        end in 0usize..90,
    ) {
        let mut desk = desk_with_article(&text);
        let anchor = AnchorSpec { source: id("s1"), start, end };
        let made = desk.commit(&Edit::AddAnchor { on: id("l1"), anchor });
        let points: Vec<char> = text.chars().collect();
        if start >= end || end > points.len() {
            prop_assert_eq!(made.unwrap_err(), Refusal::OutsideText(id("s1")));
        } else {
            made.unwrap();
            let anchor = desk.document().links().rows()[0].anchors[0].clone();
            let part = |from: usize, to: usize| points[from..to].iter().collect::<String>();
            prop_assert_eq!(anchor.exact, part(start, end));
            prop_assert_eq!(anchor.prefix, part(start.saturating_sub(32), start));
            prop_assert_eq!(anchor.suffix, part(end, points.len().min(end + 32)));
        }
    }

    #[test]
    fn stretches_set_aside_are_exactly_the_points_that_were_set_aside(
        steps in prop::collection::vec((0usize..12, 1usize..12, any::<bool>()), 1..12),
    ) {
        let mut desk = desk_with_article("zwölf Zeichen");
        let mut aside = [false; 13];
        for (start, len, irrelevant) in steps {
            let end = (start + len).min(13);
            let source = id("s1");
            desk.commit(&Edit::SetIrrelevant { source, start, end, irrelevant }).unwrap();
            aside[start..end].fill(irrelevant);
            let stretches = &desk.document().sources().rows()[0].irrelevant;
            let mut found = [false; 13];
            for stretch in stretches {
                prop_assert!(stretch.start < stretch.end);
                found[stretch.start..stretch.end].fill(true);
            }
            prop_assert_eq!(found, aside);
            let apart = stretches.windows(2).all(|pair| pair[0].end < pair[1].start);
            prop_assert!(apart, "stretches that touch are one");
        }
    }
}

#[test]
fn setting_aside_what_is_set_aside_changes_nothing() {
    let mut desk = desk_with_article("a long enough text");
    let aside = |start, end| Edit::SetIrrelevant {
        source: id("s1"),
        start,
        end,
        irrelevant: true,
    };
    desk.commit(&aside(2, 9)).unwrap();
    assert!(desk.commit(&aside(3, 5)).unwrap().changes.is_empty());
    assert!(matches!(
        desk.commit(&aside(3, 500)),
        Err(Refusal::OutsideText(_))
    ));
}

#[test]
fn a_source_that_boxes_quote_is_not_removed() {
    let mut desk = desk_with_article("a text");
    desk.commit(&read_edit(
        r#"{"edit":"add-anchor","on":"a","anchor":{"source":"s1","start":0,"end":1}}"#,
    ))
    .unwrap();
    let remove = read_edit(r#"{"edit":"remove-source","source":"s1"}"#);
    assert_eq!(desk.commit(&remove), Err(Refusal::SourceInUse { n: 1 }));
    desk.commit(&read_edit(r#"{"edit":"remove-anchor","on":"a","index":0}"#))
        .unwrap();
    let again = read_edit(r#"{"edit":"remove-anchor","on":"a","index":0}"#);
    assert_eq!(desk.commit(&again), Err(Refusal::NoSuchItem(id("a"), 0)));
    desk.commit(&remove).unwrap();
    assert!(desk.document().sources().is_empty());
}

#[test]
fn a_strength_is_a_word_or_a_number_from_0_to_1() {
    let cases = [
        ("strong", Some(Some(Strength::Word("strong".into())))),
        (" 0.25 ", Some(Some(Strength::Number(0.25)))),
        ("1", Some(Some(Strength::Number(1.0)))),
        ("", Some(None)),
        ("1.01", None),
        ("-0.1", None),
        ("NaN", None),
        ("inf", None),
        ("mighty", None),
    ];
    for (text, strength) in cases {
        let mut desk = desk_with_article("");
        let edit = format!(
            r#"{{"edit":"set-link-field","link":"l1","field":"strength","value":"{text}"}}"#
        );
        let made = desk.commit(&read_edit(&edit));
        match strength {
            Some(strength) => assert_eq!(desk.document().links().rows()[0].strength, strength),
            None => assert_eq!(made, Err(Refusal::StrengthRange), "{text}"),
        }
    }
}

#[test]
fn answers_to_a_deleted_remark_answer_what_it_answered() {
    let mut desk = desk_with_article("");
    let remark = |to: Option<&str>| Edit::AddComment {
        on: id("a"),
        author: "R.".into(),
        text: "Hm.".into(),
        reply_to: to.map(id),
    };
    let last = |desk: &Desk| {
        let node = desk.document().nodes().get("a").unwrap();
        node.comments.last().unwrap().id.to_string()
    };
    desk.commit(&remark(None)).unwrap();
    let first = last(&desk);
    desk.commit(&remark(Some(&first))).unwrap();
    let second = last(&desk);
    desk.commit(&remark(Some(&second))).unwrap();
    let refusal = desk.commit(&remark(Some("c-gone"))).unwrap_err();
    assert_eq!(refusal, Refusal::Missing(id("c-gone")));
    desk.commit(&Edit::RemoveComment {
        on: id("a"),
        comment: id(&second),
    })
    .unwrap();
    let node = desk.document().nodes().get("a").unwrap();
    assert_eq!(node.comments.len(), 2);
    assert_eq!(node.comments[1].reply_to, Some(id(&first)));
}

#[test]
fn pins_stand_in_the_first_view_and_are_let_go() {
    let mut desk = desk_with_article("");
    let pin = |node: &str, x| Edit::Pin {
        node: id(node),
        view: None,
        x,
        y: -7,
    };
    desk.commit(&pin("a", 5)).unwrap();
    desk.commit(&pin("b", 6)).unwrap();
    desk.commit(&pin("a", 8)).unwrap();
    let positions = |desk: &Desk| desk.document().views().rows()[0].positions.clone();
    assert_eq!(positions(&desk), [("a".into(), 8, -7), ("b".into(), 6, -7)]);
    let unpin = Edit::Unpin {
        node: id("a"),
        view: None,
    };
    desk.commit(&unpin).unwrap();
    assert_eq!(positions(&desk), [("b".into(), 6, -7)]);
    assert_eq!(desk.document().views().len(), 1);
    let missing = desk.commit(&pin("gone", 1));
    assert_eq!(missing, Err(Refusal::Missing(id("gone"))));
}

#[test]
fn a_batch_is_one_step_or_none() {
    let mut desk = Desk::new(empty());
    let add = r#"{"edit":"add-node","kind":"claim","text":"new"}"#;
    let bad = format!(r#"{{"edit":"batch","edits":[{add},{{"edit":"unpin","node":"gone"}}]}}"#);
    assert!(desk.commit(&read_edit(&bad)).is_err());
    assert!(desk.document().nodes().is_empty());
    let good = format!(r#"{{"edit":"batch","edits":[{add},{add}]}}"#);
    let made = desk.commit(&read_edit(&good)).unwrap();
    assert_eq!(made.selected.len(), 2);
    desk.editor.undo(noon());
    assert!(desk.document().nodes().is_empty());
    assert!(desk.editor.undo(noon()).is_none());
    assert_eq!(ids(&[]), []);
}

#[test]
fn a_sentence_goes_unmarked_once_and_is_marked_again_when_it_is_taken_back_or_gone() {
    let mut desk = desk_with_article("Who pays? Nobody knows.");
    let set = |exact: &str, unmarked| Edit::SetUnmarked {
        source: id("s1"),
        exact: exact.to_owned(),
        unmarked,
    };
    let list = |desk: &Desk| -> Vec<String> {
        let source = &desk.document().sources().rows()[0];
        source.unmarked.iter().map(|it| it.exact.clone()).collect()
    };
    for strange in ["Who sings?", ""] {
        let refused = desk.commit(&set(strange, true)).unwrap_err();
        assert_eq!(refused, Refusal::OutsideText(id("s1")));
    }
    desk.commit(&set("Who pays?", true)).unwrap();
    desk.commit(&set("Who pays?", true)).unwrap();
    assert_eq!(list(&desk), ["Who pays?"]);
    desk.editor.undo(noon()).unwrap();
    assert!(list(&desk).is_empty(), "it was one step");
    desk.editor.redo(noon()).unwrap();
    desk.commit(&set("Who pays?", false)).unwrap();
    assert!(list(&desk).is_empty());
    desk.commit(&set("Who pays?", true)).unwrap();
    desk.commit(&set("Nobody knows.", true)).unwrap();
    desk.commit(&Edit::CorrectSource {
        source: id("s1"),
        start: 4,
        end: 8,
        text: "paid".to_owned(),
    })
    .unwrap();
    assert_eq!(
        list(&desk),
        ["Nobody knows."],
        "the other one says something else now"
    );
}
