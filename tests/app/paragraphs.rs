//! Headings and paragraphs are gone to by name and number; articles one after another.

use linchpin::app::{Action, PanelId};

use super::desk::Desk;

const ARTICLE: &str = "# Water and the city

The pipes under the old town are a hundred years old.

## What is known

Some of them leak.

> Nobody has measured it.

- Measure first
- Repair later

## What follows

We cannot repair what we do not measure.
";

fn open() -> Desk {
    let mut desk = Desk::new();
    let path = desk.write("article.md", ARTICLE.as_bytes());
    desk.perform(Action::Open(path));
    desk
}

fn words(desk: &Desk, span: linchpin::text::Span) -> &str {
    span.of(&desk.tab().picture.text().unwrap().text)
}

fn wish(desk: &mut Desk) -> String {
    let span = desk.tab().reading.wish.expect("the text is to be scrolled");
    let words = words(desk, span).to_owned();
    desk.perform(Action::PassageShown);
    words
}

#[test]
fn paragraphs_quotations_and_items_are_counted_and_headings_are_not() {
    let desk = open();
    let text = desk.tab().picture.text().unwrap();
    let found: Vec<(u32, &str)> = text
        .paragraphs()
        .map(|(number, span)| (number, span.of(&text.text)))
        .collect();
    let expected = [
        "The pipes under the old town are a hundred years old.",
        "Some of them leak.",
        "Nobody has measured it.",
        "Measure first",
        "Repair later",
        "We cannot repair what we do not measure.",
    ];
    assert_eq!(found, (1..).zip(expected).collect::<Vec<_>>());
    let levels: Vec<u8> = text.headings().map(|(level, _)| level).collect();
    assert_eq!(levels, [1, 2, 2]);
}

#[test]
fn keys_go_from_heading_to_heading_from_where_one_reads() {
    let mut desk = open();
    let at = ARTICLE.len() / 2;
    desk.perform(Action::ReadAt(at));
    desk.run("next-heading");
    assert_eq!(wish(&mut desk), "What follows");
    desk.run("next-heading");
    assert_eq!(desk.tab().reading.wish, None, "there is none behind it");
    desk.run("previous-heading");
    assert_eq!(wish(&mut desk), "What is known");
    desk.run("previous-heading");
    assert_eq!(wish(&mut desk), "Water and the city");
    let text = desk.tab().picture.text().unwrap().clone();
    assert_eq!(desk.tab().heading_here(&text), Some(0));
    assert_eq!(desk.app.focus, PanelId::Reader);
    let caret = desk.tab().reading.caret.unwrap();
    assert!(caret.is_empty() && caret.start.0 == desk.tab().reading.at);
}

#[test]
fn the_heading_above_what_is_read_is_the_one_at_hand() {
    let mut desk = open();
    let text = desk.tab().picture.text().unwrap().clone();
    for (number, here) in [(1, 0), (2, 1), (5, 1), (6, 2)] {
        let (_, span) = text.paragraphs().find(|(own, _)| *own == number).unwrap();
        desk.perform(Action::ReadAt(span.end.0));
        assert_eq!(desk.tab().heading_here(&text), Some(here), "{number}");
    }
}

#[test]
fn articles_are_gone_through_round_the_ends() {
    let mut desk = open();
    desk.run("next-article");
    assert_eq!(desk.told(), ["The map has no other article."]);
    let path = desk.write("second.md", b"# Another\n\nIts words.\n");
    desk.run_with_file("add-article", &path);
    desk.app.poll();
    let title = |desk: &Desk| {
        let id = desk.tab().reading.source.clone().unwrap();
        let source = desk.tab().document().sources().get(id.as_str());
        source.unwrap().title.clone()
    };
    let first = title(&desk);
    desk.run("next-article");
    let second = title(&desk);
    assert_ne!(first, second);
    desk.run("next-article");
    assert_eq!(title(&desk), first);
    desk.run("previous-article");
    assert_eq!(title(&desk), second);
}

#[test]
fn the_details_of_the_article_are_a_command() {
    let mut desk = open();
    desk.run("article-details");
    let source = desk.tab().reading.source.clone().unwrap();
    let dialog = desk.app.dialog.clone();
    assert_eq!(
        dialog,
        Some(linchpin::app::Dialog::SourceDetails { source })
    );
}
