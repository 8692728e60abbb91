//! From the article to the map, without the window.

use expect_test::{Expect, expect};
use linchpin::app::{Action, Drop, PanelId};

use super::desk::Desk;

const ARTICLE: &str = "Water and the city

The pipes under the old town are a hundred years old. Some of them leak.

A second paragraph follows here. It says that meters suggest a loss of a third.

Who pays for it? Nobody says, and nobody has asked the people who live there.

We cannot repair what we do not measure.
";

fn open() -> Desk {
    Desk::with_article(ARTICLE)
}

/// Selects a passage, makes a box of it, and keeps its words.
fn capture(desk: &mut Desk, words: &str, command: &'static str) {
    desk.select_passage(words);
    desk.run(command);
    desk.perform(Action::KeepWording(false));
}

fn check(desk: &Desk, expected: &Expect) {
    expected.assert_eq(&desk.draw());
}

#[test]
fn a_passage_becomes_a_box_that_is_anchored_to_it() {
    let mut desk = open();
    desk.select_passage("Some of them leak.");
    desk.run("capture-claim");
    let wording = desk.tab().wording.clone().expect("the wording is open");
    assert_eq!(wording.draft, "Some of them leak.");
    desk.perform(Action::DraftWording("Pipes leak".to_owned()));
    desk.perform(Action::KeepWording(false));
    let node = desk.tab().document().nodes().rows()[0].clone();
    assert_eq!(node.text, "Pipes leak");
    let anchor = &node.anchors[0];
    assert_eq!(&*anchor.exact, "Some of them leak.");
    let text: Vec<char> = desk.tab().picture.text().unwrap().text.chars().collect();
    let (start, end) = (anchor.start.unwrap(), anchor.end.unwrap());
    assert_eq!(
        text[start..end].iter().collect::<String>(),
        "Some of them leak."
    );
    assert_eq!(
        desk.app.focus,
        PanelId::Reader,
        "the reader has the focus back"
    );
    assert_eq!(desk.tab().reading.selection, None);
}

#[test]
fn the_first_box_becomes_the_target_and_captures_keep_it() {
    let mut desk = open();
    capture(&mut desk, "Some of them leak.", "capture-claim");
    let first = desk.node("Some of them leak.");
    assert_eq!(desk.tab().target.as_ref(), Some(&first));
    capture(&mut desk, "a hundred years old", "capture-evidence");
    capture(&mut desk, "We cannot repair", "capture-against");
    capture(&mut desk, "a loss of a third", "capture-evidence-against");
    capture(&mut desk, "Who pays for it?", "capture-question");
    capture(&mut desk, "meters suggest", "capture-note");
    assert_eq!(desk.tab().target.as_ref(), Some(&first));
    check(
        &desk,
        &expect![[r#"
        = Some of them leak.
          + [e] a hundred years old
          - We cannot repair
          - [e] a loss of a third
          ? Who pays for it?
        ! meters suggest
    "#]],
    );
}

#[test]
fn a_claim_under_a_question_answers_it() {
    let mut desk = open();
    capture(&mut desk, "Who pays for it?", "capture-question");
    capture(&mut desk, "Some of them leak.", "capture-claim");
    check(
        &desk,
        &expect![[r#"
        ? Who pays for it?
          = Some of them leak.
    "#]],
    );
}

#[test]
fn what_the_table_forbids_is_said_and_makes_nothing() {
    let mut desk = open();
    capture(&mut desk, "Who pays for it?", "capture-question");
    desk.select_passage("Some of them leak.");
    desk.run("capture-evidence");
    check(
        &desk,
        &expect![[r#"
        ? Who pays for it?
    "#]],
    );
    expect![[r#"
        [
            "Evidence speaks for or against an answer; choose or add one first",
        ]
    "#]]
    .assert_debug_eq(&desk.told());
    assert!(
        desk.tab().reading.selection.is_some(),
        "the passage is still selected"
    );
}

#[test]
fn control_enter_makes_the_new_box_the_target() {
    let mut desk = open();
    capture(&mut desk, "Some of them leak.", "capture-claim");
    desk.select_passage("a hundred years old");
    desk.run("capture-claim");
    desk.perform(Action::KeepWording(true));
    capture(&mut desk, "a loss of a third", "capture-evidence");
    check(
        &desk,
        &expect![[r#"
        = Some of them leak.
          + a hundred years old
            + [e] a loss of a third
    "#]],
    );
}

#[test]
fn selecting_the_next_passage_keeps_the_wording() {
    let mut desk = open();
    desk.select_passage("Some of them leak.");
    desk.run("capture-claim");
    desk.perform(Action::DraftWording("Pipes leak".to_owned()));
    desk.select_passage("a hundred years old");
    assert_eq!(desk.tab().wording, None);
    desk.run("capture-evidence");
    desk.perform(Action::KeepWording(false));
    check(
        &desk,
        &expect![[r#"
        = Pipes leak
          + [e] a hundred years old
    "#]],
    );
}

#[test]
fn dropping_the_wording_of_a_capture_keeps_the_words_of_the_passage() {
    let mut desk = open();
    desk.select_passage("Some of them leak.");
    desk.run("capture-claim");
    desk.perform(Action::DraftWording("Nonsense".to_owned()));
    desk.perform(Action::DropWording);
    check(
        &desk,
        &expect![[r#"
        = Some of them leak.
    "#]],
    );
    assert_eq!(desk.app.focus, PanelId::Reader);
}

#[test]
fn a_capture_and_its_wording_are_one_step_back() {
    let mut desk = open();
    let before = desk.n_steps();
    desk.select_passage("Some of them leak.");
    desk.run("capture-claim");
    desk.perform(Action::DraftWording("Pipes leak".to_owned()));
    desk.perform(Action::KeepWording(false));
    assert_eq!(desk.n_steps(), before + 1);
    desk.run("undo");
    assert_eq!(desk.draw(), "");
    assert_eq!(desk.tab().target, None, "what is gone is no target");
}

#[test]
fn without_a_passage_a_capture_says_so() {
    let mut desk = open();
    desk.run("capture-claim");
    assert_eq!(desk.draw(), "");
    assert_eq!(desk.told().len(), 1);
}

#[test]
fn white_space_around_a_passage_is_left_out() {
    let mut desk = open();
    capture(&mut desk, "old. Some of them leak.\n", "capture-claim");
    let node = desk.tab().document().nodes().rows()[0].clone();
    assert_eq!(node.text, "old. Some of them leak.");
    assert_eq!(&*node.anchors[0].exact, "old. Some of them leak.");
}

#[test]
fn one_more_passage_of_the_target_makes_no_box() {
    let mut desk = open();
    desk.select_passage("Some of them leak.");
    desk.run("capture-anchor");
    assert_eq!(desk.told().len(), 1, "there is no target yet");
    capture(&mut desk, "Some of them leak.", "capture-claim");
    desk.select_passage("meters suggest a loss");
    desk.run("capture-anchor");
    assert_eq!(desk.tab().document().nodes().len(), 1);
    assert_eq!(desk.tab().document().nodes().rows()[0].anchors.len(), 2);
    assert_eq!(desk.tab().picture.passages().len(), 2);
}

#[test]
fn a_passage_set_aside_counts_as_mapped_and_can_be_taken_back() {
    let mut desk = open();
    let n = desk.tab().picture.n_unmapped();
    assert_eq!(n, 4);
    desk.select_passage("Who pays for it?");
    desk.run("capture-ignore");
    assert_eq!(desk.tab().picture.n_unmapped(), n - 1);
    desk.select_passage("Who pays for it?");
    desk.run("capture-ignore");
    assert_eq!(desk.tab().picture.n_unmapped(), n);
}

#[test]
fn u_goes_from_one_unmapped_stretch_to_the_next_and_round() {
    let mut desk = open();
    capture(&mut desk, "Some of them leak.", "capture-claim");
    let mut seen = Vec::new();
    for _ in 0..4 {
        desk.run("next-unmapped");
        let span = desk.tab().reading.selection.unwrap();
        let text = span.of(&desk.tab().picture.text().unwrap().text).to_owned();
        seen.push(
            text.split_whitespace()
                .take(3)
                .collect::<Vec<_>>()
                .join(" "),
        );
    }
    assert_eq!(
        seen,
        [
            "A second paragraph",
            "Who pays for",
            "We cannot repair",
            "A second paragraph"
        ]
    );
    desk.run("previous-unmapped");
    let span = desk.tab().reading.selection.unwrap();
    assert!(
        span.of(&desk.tab().picture.text().unwrap().text)
            .starts_with("We cannot")
    );
}

#[test]
fn with_everything_mapped_u_says_so() {
    let mut desk = open();
    for words in ["Some of them", "A second", "Who pays", "We cannot"] {
        capture(&mut desk, words, "capture-note");
    }
    desk.run("next-unmapped");
    expect![[r#"
        [
            "Every passage of the article is mapped or set aside.",
        ]
    "#]]
    .assert_debug_eq(&desk.told());
}

#[test]
fn t_aims_at_the_box_of_the_passage_under_the_caret() {
    let mut desk = open();
    capture(&mut desk, "Some of them leak.", "capture-claim");
    capture(&mut desk, "a hundred years old", "capture-claim");
    desk.select_passage("hundred");
    desk.run("target-here");
    let aimed = desk.node("a hundred years old");
    assert_eq!(desk.tab().target, Some(aimed.clone()));
    assert_eq!(desk.tab().lead(), Some(&aimed));
    desk.select_passage("We cannot");
    desk.run("target-here");
    assert_eq!(desk.tab().target, Some(aimed), "no box rests there");
}

#[test]
fn a_passage_dropped_on_the_map_does_what_the_drop_says() {
    let mut desk = open();
    capture(&mut desk, "Some of them leak.", "capture-claim");
    capture(&mut desk, "a hundred years old", "capture-evidence");
    let text = desk.tab().picture.text().unwrap().text.clone();
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        linchpin::text::Span::new(start, start + words.len())
    };
    let under = desk.node("a hundred years old");
    let link = desk.tab().place_link(&under).cloned().unwrap();
    desk.perform(Action::DropPassage(
        span("a loss of a third"),
        Drop::Under(link),
    ));
    desk.perform(Action::DropPassage(span("We cannot repair"), Drop::Alone));
    let before = Drop::Beside {
        sibling: under,
        after: true,
    };
    desk.perform(Action::DropPassage(span("meters suggest"), before));
    desk.perform(Action::KeepWording(false));
    check(
        &desk,
        &expect![[r#"
        = Some of them leak.
          + [e] a hundred years old
            ~- a loss of a third
          + meters suggest
        = We cannot repair
    "#]],
    );
}

#[test]
fn selecting_a_box_shows_its_passage() {
    let mut desk = open();
    capture(&mut desk, "We cannot repair", "capture-claim");
    desk.perform(Action::PassageShown);
    desk.select("We cannot repair");
    let wish = desk.tab().reading.wish.expect("the reader is to scroll");
    assert_eq!(
        wish.of(&desk.tab().picture.text().unwrap().text),
        "We cannot repair"
    );
}
