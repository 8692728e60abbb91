//! The passage at hand, shaped by keys and pointer.

use linchpin::app::Action;
use linchpin::text::Span;

use super::desk::Desk;

const ARTICLE: &str = "Water and the city

The pipes under the old town are a hundred years old. Some of them leak every winter. Nobody counts them.

A second paragraph follows here.
";

fn open(words: &str) -> Desk {
    let mut desk = Desk::with_article(ARTICLE);
    capture(&mut desk, words);
    desk
}

fn capture(desk: &mut Desk, words: &str) {
    desk.select_passage(words);
    desk.run("capture-claim");
    desk.perform(Action::KeepWording(false));
}

fn put_caret(desk: &mut Desk, words: &str) {
    let text = desk.tab().picture.text().unwrap().text.clone();
    let at = text.find(words).unwrap();
    desk.perform(Action::SelectPassage(None));
    desk.perform(Action::MoveCaret(Some(Span::new(at, at))));
}

/// The words that boxes rest on, in the order of the boxes.
fn passages(desk: &Desk) -> Vec<String> {
    let nodes = desk.tab().document().nodes().iter();
    let anchors = nodes.flat_map(|node| node.anchors.iter());
    anchors.map(|anchor| anchor.exact.clone()).collect()
}

#[test]
fn its_ends_go_by_words_and_sentences_in_one_step_of_the_history() {
    let mut desk = open("Some of them leak");
    put_caret(&mut desk, "of them");
    let n = desk.n_steps();
    desk.run("passage-end-forward");
    assert_eq!(passages(&desk), ["Some of them leak every"]);
    desk.run("passage-end-sentence-forward");
    assert_eq!(passages(&desk), ["Some of them leak every winter."]);
    desk.run("passage-start-back");
    assert_eq!(passages(&desk), ["old. Some of them leak every winter."]);
    desk.run("passage-start-forward");
    desk.run("passage-end-back");
    assert_eq!(passages(&desk), ["Some of them leak every winter"]);
    assert_eq!(desk.n_steps(), n + 1);
    desk.run("undo");
    assert_eq!(passages(&desk), ["Some of them leak"]);
}

#[test]
fn it_never_becomes_empty_and_says_so_at_the_ends_of_the_text() {
    let mut desk = open("leak");
    put_caret(&mut desk, "leak");
    desk.run("passage-end-back");
    assert_eq!(passages(&desk), ["leak"]);
    let told = "The passage cannot end or start any further that way.";
    assert_eq!(desk.told(), [told]);
}

#[test]
fn it_is_tied_to_the_selected_words_instead() {
    let mut desk = open("Some of them leak");
    let node = desk.node("Some of them leak");
    desk.perform(Action::Select(Some(node)));
    desk.select_passage("Nobody counts them.");
    desk.run("move-passage");
    assert_eq!(passages(&desk), ["Nobody counts them."]);
    assert_eq!(desk.tab().reading.selection, None);
}

#[test]
fn the_pointer_ties_it_to_where_its_ends_were_dragged() {
    let mut desk = open("Some of them leak");
    let node = desk.node("Some of them leak");
    let text = desk.tab().picture.text().unwrap().text.clone();
    let start = text.find("of them leak every winter").unwrap();
    let span = Span::new(start, start + " of them leak every winter".len());
    desk.perform(Action::ShapePassage(node, 0, span));
    assert_eq!(passages(&desk), ["of them leak every winter."]);
}

#[test]
fn it_is_dropped_and_its_box_stays() {
    let mut desk = open("Some of them leak");
    put_caret(&mut desk, "of them");
    desk.run("drop-passage");
    assert_eq!(passages(&desk), Vec::<String>::new());
    desk.node("Some of them leak");
    assert_eq!(desk.told(), ["The box no longer rests on that passage."]);
    desk.run("drop-passage");
    assert!(
        desk.told()
            .iter()
            .any(|told| told.starts_with("Put the cursor on a passage"))
    );
}

#[test]
fn of_passages_over_one_another_that_of_the_selected_box_is_at_hand() {
    let mut desk = open("Some of them leak every winter.");
    capture(&mut desk, "them leak");
    put_caret(&mut desk, "leak every");
    desk.perform(Action::Select(None));
    let hand = |desk: &Desk| {
        desk.tab()
            .passage_at_hand()
            .map(|passage| passage.node.clone())
    };
    assert_eq!(hand(&desk), Some(desk.node("them leak")));
    desk.select("Some of them leak every winter.");
    put_caret(&mut desk, "leak every");
    assert_eq!(
        hand(&desk),
        Some(desk.node("Some of them leak every winter."))
    );
}

#[test]
fn the_passages_of_a_box_are_gone_through_over_several_articles() {
    let mut desk = open("Some of them leak");
    let first = desk.tab().reading.source.clone();
    desk.select_passage("Nobody counts them.");
    desk.run("capture-anchor");
    let other = desk.write(
        "other.txt",
        b"Elsewhere\n\nMeters show a loss of a third.\n",
    );
    desk.run_with_file("add-article", &other);
    let second = desk.tab().reading.source.clone();
    assert_ne!(first, second);
    desk.select_passage("Meters show a loss");
    desk.run("capture-anchor");
    desk.select("Some of them leak");
    let mut seen = Vec::new();
    for _ in 0..4 {
        desk.run("next-own-passage");
        let span = desk.tab().reading.wish.unwrap();
        let text = desk.tab().picture.text().unwrap().text.clone();
        seen.push((
            desk.tab().reading.source == second,
            span.of(&text).to_owned(),
        ));
    }
    let of = |is_second: bool, words: &str| (is_second, words.to_owned());
    assert_eq!(
        seen[1..].iter().filter(|(is_second, _)| *is_second).count(),
        1
    );
    for wanted in [
        of(false, "Some of them leak"),
        of(false, "Nobody counts them."),
        of(true, "Meters show a loss"),
    ] {
        assert!(seen.contains(&wanted), "{seen:?}");
    }
}

#[test]
fn a_stretch_says_how_much_of_it_is_mapped_and_by_what() {
    let mut desk = open("Some of them leak");
    let words = "The pipes under the old town are a hundred years old.";
    capture(&mut desk, words);
    capture(&mut desk, "Some of them leak");
    let stretch = |desk: &Desk, words: &str| {
        let text = desk.tab().picture.text().unwrap().text.clone();
        let mut stretches = desk.tab().picture.stretches().iter();
        let found = stretches.find(|stretch| stretch.span.of(&text).contains(words));
        found.unwrap().clone()
    };
    let mapped = stretch(&desk, words);
    let whole = mapped.span.len() as f32;
    let used = (words.len() + "Some of them leak".len()) as f32;
    assert!(
        (mapped.share - used / whole).abs() < 1e-6,
        "{}",
        mapped.share
    );
    assert_eq!(mapped.kinds.len(), 3);
    assert!(stretch(&desk, "A second").share.abs() < 1e-6);
}

#[test]
fn what_waits_to_be_mapped_can_be_shown_alone_until_another_passage_is_asked_for() {
    let mut desk = open("Some of them leak");
    desk.run("only-unmapped");
    assert!(desk.tab().reading.only_unmapped);
    desk.run("next-unmapped");
    assert!(desk.tab().reading.only_unmapped, "what is gone to is shown");
    let node = desk.node("Some of them leak");
    desk.perform(Action::ShowAnchor(node, 0));
    assert!(!desk.tab().reading.only_unmapped);
}

#[test]
fn what_was_set_aside_is_taken_back_at_the_caret() {
    let mut desk = open("Some of them leak");
    desk.select_passage("A second paragraph follows here.");
    desk.run("capture-ignore");
    assert_eq!(
        desk.tab().document().sources().rows()[0].irrelevant.len(),
        1
    );
    put_caret(&mut desk, "paragraph follows");
    desk.run("capture-ignore");
    assert!(
        desk.tab().document().sources().rows()[0]
            .irrelevant
            .is_empty()
    );
}
