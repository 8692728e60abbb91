//! Correcting an article and replacing its text: one step in which every passage is found again,
//! marked, or kept as an orphan.

use std::fmt::Write as _;

use linchpin::edit::{AnchorSpec, Edit, Refusal, list_parts};
use linchpin::model::{Anchor, AnchorState, Extra, PageStart, Source};
use linchpin::text::{Article, hash_text};

use super::desk::{Desk, noon, read_edit};
use crate::model::notation::{id, read_map};

const TEXT: &str = "A street without cars

The council met on Monday evening and talked for hours. It wants to close Mill Street to cars.

Label: Traders fear for their shops, and they say so.

Nobody asked the people who live there before the vote was taken.
";

/// A map with an article, a box for each of the passages, and a link on the first.
fn open(passages: &[&str]) -> Desk {
    let mut map = String::from("claim top\n");
    for at in 0..passages.len() {
        writeln!(map, "claim b{at}\nl{at}: b{at} supports top").unwrap();
    }
    let article = Article::from_plain(TEXT);
    let mut document = read_map(&map);
    let source = Source {
        sha256: hash_text(&article.text),
        structure: list_parts(&article),
        text: article.text.as_str().into(),
        ..Source::new(id("s1"))
    };
    document.load_source(source).unwrap();
    let mut desk = Desk::new(document);
    for (at, words) in passages.iter().enumerate() {
        for on in [format!("b{at}"), format!("l{at}")] {
            let (start, end) = place(&desk, words);
            let anchor = AnchorSpec {
                source: id("s1"),
                start,
                end,
            };
            desk.commit(&Edit::AddAnchor {
                on: id(&on),
                anchor,
            })
            .unwrap();
        }
    }
    desk
}

fn text(desk: &Desk) -> String {
    desk.document().sources().rows()[0].text.to_string()
}

/// Where words stand, in code points.
fn place(desk: &Desk, words: &str) -> (usize, usize) {
    let text = text(desk);
    let start = text[..text.find(words).unwrap()].chars().count();
    (start, start + words.chars().count())
}

/// The words of a range in code points.
fn words(desk: &Desk, start: usize, end: usize) -> String {
    text(desk).chars().skip(start).take(end - start).collect()
}

fn anchor(desk: &Desk, at: usize) -> Anchor {
    let on_node = &desk
        .document()
        .nodes()
        .get(&format!("b{at}"))
        .unwrap()
        .anchors[0];
    let on_link = &desk
        .document()
        .links()
        .get(&format!("l{at}"))
        .unwrap()
        .anchors[0];
    assert_eq!(on_node, on_link, "a link keeps its passages as a box does");
    on_node.clone()
}

fn correct(desk: &mut Desk, old: &str, new: &str) {
    let (start, end) = place(desk, old);
    let edit = Edit::CorrectSource {
        source: id("s1"),
        start,
        end,
        text: new.to_owned(),
    };
    desk.commit(&edit).unwrap();
}

fn replace(desk: &mut Desk, text: &str) {
    let edit = Edit::ReplaceSourceText {
        source: id("s1"),
        text: text.to_owned(),
        structure: None,
        pages: Vec::new(),
    };
    desk.commit(&edit).unwrap();
}

#[test]
fn a_correction_elsewhere_moves_passages_along() {
    let mut desk = open(&["Traders fear for their shops", "Nobody asked the people"]);
    correct(&mut desk, "Monday evening", "Tüesday");
    for (at, quote) in ["Traders fear for their shops", "Nobody asked the people"]
        .into_iter()
        .enumerate()
    {
        let anchor = anchor(&desk, at);
        assert_eq!(anchor.state, None);
        assert_eq!(anchor.exact, quote);
        assert_eq!(
            (anchor.start, anchor.end),
            (Some(place(&desk, quote).0), Some(place(&desk, quote).1))
        );
    }
    let source = &desk.document().sources().rows()[0];
    assert_eq!(source.sha256, hash_text(&source.text));
}

#[test]
fn a_correction_within_a_passage_marks_it_and_keeps_the_old_words_until_it_is_confirmed() {
    let mut desk = open(&["close Mill Street to cars"]);
    correct(&mut desk, "Mill Street", "Mull Street");
    let moved = anchor(&desk, 0);
    assert_eq!(moved.state, Some(AnchorState::Moved));
    assert_eq!(moved.exact, "close Mill Street to cars");
    let (start, end) = (moved.start.unwrap(), moved.end.unwrap());
    assert_eq!(words(&desk, start, end), "close Mull Street to cars");

    for on in ["b0", "l0"] {
        let edit = Edit::ConfirmAnchor {
            on: id(on),
            index: 0,
        };
        desk.commit(&edit).unwrap();
    }
    let right = anchor(&desk, 0);
    assert_eq!(right.state, None);
    assert_eq!(right.exact, "close Mull Street to cars");
    assert_eq!((right.start, right.end), (Some(start), Some(end)));
}

#[test]
fn a_mark_goes_when_the_old_words_come_back() {
    let mut desk = open(&["close Mill Street to cars"]);
    let before = anchor(&desk, 0);
    correct(&mut desk, "Mill Street", "Mull Street");
    correct(&mut desk, "Mull Street", "Mill Street");
    assert_eq!(anchor(&desk, 0), before);
}

#[test]
fn a_passage_that_is_gone_keeps_its_quote_and_comes_back_with_its_words() {
    let quote = "It wants to close Mill Street to cars.";
    let mut desk = open(&[quote]);
    correct(&mut desk, quote, "");
    let lost = anchor(&desk, 0);
    assert_eq!(lost.state, Some(AnchorState::Orphan));
    assert_eq!(lost.exact, quote);
    assert_eq!((lost.start, lost.end), (None, None));
    let edit = Edit::ConfirmAnchor {
        on: id("b0"),
        index: 0,
    };
    assert_eq!(desk.commit(&edit), Err(Refusal::NothingToConfirm));

    correct(
        &mut desk,
        "talked for hours.",
        &format!("talked for hours. {quote}"),
    );
    let back = anchor(&desk, 0);
    assert_eq!(back.state, None);
    assert_eq!(back.start, Some(place(&desk, quote).0));
}

#[test]
fn an_orphan_is_tied_to_another_passage_by_hand() {
    let mut desk = open(&["It wants to close Mill Street to cars."]);
    correct(&mut desk, " It wants to close Mill Street to cars.", "");
    let (start, end) = place(&desk, "The council met");
    let anchored = AnchorSpec {
        source: id("s1"),
        start,
        end,
    };
    for on in ["b0", "l0"] {
        let edit = Edit::SetAnchor {
            on: id(on),
            index: 0,
            anchor: anchored.clone(),
        };
        desk.commit(&edit).unwrap();
    }
    let tied = anchor(&desk, 0);
    assert_eq!(tied.exact, "The council met");
    assert_eq!(tied.state, None);
}

#[test]
fn a_new_version_is_one_step_that_can_be_taken_back() {
    let mut desk = open(&[
        "The council met on Monday evening and talked for hours.",
        "Traders fear for their shops, and they say so.",
        "Nobody asked the people who live there before the vote was taken.",
    ]);
    let before = desk.document().clone();
    let new = "Mill Street, a year later

A note of the editors stands here first.

The council met on Monday evening and talked for hours.

Nobody asked those people who live there before a vote was taken.
";
    replace(&mut desk, new);
    assert_eq!(text(&desk), new.trim_end());
    assert_eq!(anchor(&desk, 0).state, None);
    assert_eq!(anchor(&desk, 1).state, Some(AnchorState::Orphan));
    assert_eq!(anchor(&desk, 2).state, Some(AnchorState::Moved));
    let parts = &desk.document().sources().rows()[0].structure;
    assert_eq!(parts.len(), list_parts(&Article::from_plain(new)).len());
    let after = desk.document().clone();
    desk.editor.undo(noon()).unwrap();
    let rows = |document: &linchpin::model::Document| {
        (
            document.sources().rows().to_vec(),
            document.nodes().rows().to_vec(),
            document.links().rows().to_vec(),
        )
    };
    assert!(rows(desk.document()) == rows(&before));
    desk.editor.redo(noon()).unwrap();
    assert!(rows(desk.document()) == rows(&after));
}

#[test]
fn parts_and_passages_set_aside_move_along_and_hold_what_is_added_at_their_ends() {
    let mut desk = open(&[]);
    let (start, end) = place(&desk, "talked for hours");
    desk.commit(&Edit::SetIrrelevant {
        source: id("s1"),
        start,
        end,
        irrelevant: true,
    })
    .unwrap();
    let paragraph = "Nobody asked the people who live there before the vote was taken.";
    correct(&mut desk, paragraph, &format!("“{paragraph}” So they say"));
    correct(&mut desk, "Monday evening", "Tuesday");
    let source = &desk.document().sources().rows()[0];
    let last = source.structure.last().unwrap();
    assert_eq!(
        words(&desk, last.start, last.end),
        format!("“{paragraph}” So they say")
    );
    let aside = &source.irrelevant[0];
    assert_eq!(words(&desk, aside.start, aside.end), "talked for hours");
    let label = source
        .structure
        .iter()
        .find(|part| part.kind.as_str() == "label");
    let label = label.unwrap();
    assert_eq!(words(&desk, label.start, label.end), "Label");
}

#[test]
fn a_text_without_words_is_refused() {
    let mut desk = open(&[]);
    let n = text(&desk).chars().count();
    for (edit, refusal) in [
        (
            r#"{"edit":"replace-source-text","source":"s1","text":" \n"}"#.to_owned(),
            Refusal::NoText,
        ),
        (
            format!(r#"{{"edit":"correct-source","source":"s1","start":0,"end":{n},"text":""}}"#),
            Refusal::NoText,
        ),
        (
            format!(
                r#"{{"edit":"correct-source","source":"s1","start":0,"end":{},"text":"x"}}"#,
                n + 1
            ),
            Refusal::OutsideText(id("s1")),
        ),
        (
            r#"{"edit":"correct-source","source":"s1","start":4,"end":2,"text":"x"}"#.to_owned(),
            Refusal::OutsideText(id("s1")),
        ),
    ] {
        assert_eq!(desk.commit(&read_edit(&edit)), Err(refusal));
    }
}

#[test]
fn control_characters_do_not_come_in_with_a_correction() {
    let mut desk = open(&[]);
    correct(&mut desk, "Monday", "\u{7}Tues\r\nday\u{0} ");
    assert!(text(&desk).contains("on Tues\nday  evening"));
}

#[test]
fn pages_move_along_with_corrections_and_go_with_a_text_that_has_none() {
    let mut desk = open(&[]);
    let mut source = Source::clone(&desk.document().sources().rows()[0]);
    let (start, _) = place(&desk, "Nobody asked");
    source.id = id("s2");
    source.pages = [("12", 0), ("13", start)]
        .map(|(label, start)| PageStart {
            label: label.to_owned(),
            start,
            extra: Extra::new(),
        })
        .into();
    desk.commit(&Edit::AddSource {
        source: Box::new(source),
    })
    .unwrap();
    let (from, to) = place(&desk, "Monday evening");
    desk.commit(&Edit::CorrectSource {
        source: id("s2"),
        start: from,
        end: to,
        text: "Tüesday".to_owned(),
    })
    .unwrap();
    let source = &desk.document().sources().rows()[1];
    let rest: String = source.text.chars().skip(source.pages[1].start).collect();
    assert!(rest.starts_with("Nobody asked"), "{rest}");
    let (first, second) = (source.pages[1].start - 1, source.pages[1].start + 1);
    assert_eq!(source.find_pages(first, second), Some(("12", "13")));
    assert_eq!(source.find_pages(first, second - 1), Some(("12", "12")));
    desk.commit(&Edit::ReplaceSourceText {
        source: id("s2"),
        text: "Something else.".to_owned(),
        structure: None,
        pages: Vec::new(),
    })
    .unwrap();
    let source = &desk.document().sources().rows()[1];
    assert_eq!(source.find_pages(0, 4), None);
}
