//! Copying from one program to another: what one puts on the clipboard is all that the other has.

use linchpin::app::{Action, Dialog, WindowRequest};
use linchpin::edit::{AnchorSpec, Edit, Fate, Field, NodeField};
use linchpin::model::{Node, find_breaches};

use super::desk::Desk;

const SAMPLE: &str = include_str!("../../samples/tour/mill-street.argmap.json");
const EVERY_FIELD: &str = include_str!("../../samples/every-field.argmap.json");

/// A program with a map read from a file.
fn open(map: &str) -> Desk {
    let mut desk = Desk::new();
    let path = desk.write("map.argmap.json", map.as_bytes());
    desk.perform(Action::Open(path));
    desk
}

/// What stands on the clipboard after a command: the text, and the form for the web.
fn copied(desk: &mut Desk, command: &'static str) -> (String, Option<String>) {
    desk.run(command);
    let mut requests = desk.app.take_requests().into_iter();
    let found = requests.find_map(|request| match request {
        WindowRequest::CopyBoxes { text, html } => Some((text, html)),
        _ => None,
    });
    found.expect("boxes are copied")
}

fn select_all(desk: &mut Desk) {
    let nodes = desk.tab().document().nodes().iter();
    let all = nodes.map(|node| node.id.clone()).collect();
    desk.perform(Action::SelectAll(all));
}

#[test]
fn a_copy_has_every_record_in_another_program() {
    for map in [SAMPLE, EVERY_FIELD] {
        let mut one = open(map);
        let field = Field::Sensitive(false);
        one.perform(Action::Edit(Box::new(Edit::SetField { field })));
        select_all(&mut one);
        let (text, html) = copied(&mut one, "copy");
        let mut other = Desk::with_map("= Elsewhere");
        other.perform(Action::Select(None));
        other.perform(Action::Paste(text, html));
        let (from, to) = (one.tab().document(), other.tab().document());
        assert_eq!(find_breaches(to), []);
        assert_eq!(to.nodes().rows()[1..], *from.nodes().rows());
        let within = |id: &str| from.nodes().contains(id) || from.links().contains(id);
        let links: Vec<_> = from
            .links()
            .iter()
            .filter(|it| within(it.to.as_str()))
            .collect();
        assert_eq!(to.links().iter().collect::<Vec<_>>(), links);
        let quoted = |id: &str| {
            let mut anchors = from.nodes().iter().flat_map(|node| &node.anchors);
            anchors.any(|anchor| anchor.source.as_str() == id)
        };
        let sources: Vec<_> = from
            .sources()
            .iter()
            .filter(|it| quoted(it.id.as_str()))
            .collect();
        assert!(!sources.is_empty());
        assert_eq!(to.sources().iter().collect::<Vec<_>>(), sources);
    }
}

/// A program with a map of linked premises, an objection to their step, an article and a tag.
fn with_article() -> Desk {
    let mut desk = Desk::with_article("Pipes froze in March.\n\nThe mill was shut.");
    let source = desk.tab().document().sources().rows()[0].id.clone();
    desk.perform(Action::Paste(
        "= Top\n  - A\n  & B\n    ~- Strike\n  + C {c}\n    => contradicts: B".to_owned(),
        None,
    ));
    let a = desk.node("A");
    desk.perform(Action::Edit(Box::new(Edit::SetNodeField {
        node: a.clone(),
        field: NodeField::Tags(vec!["water".to_owned()]),
    })));
    desk.perform(Action::Edit(Box::new(Edit::AddAnchor {
        on: a,
        anchor: AnchorSpec {
            source,
            start: 0,
            end: 21,
        },
    })));
    desk
}

fn record<'d>(desk: &'d Desk, wording: &str) -> &'d Node {
    let id = desk.node(wording);
    desk.tab().document().nodes().get(id.as_str()).unwrap()
}

#[test]
fn of_a_sensitive_map_the_clipboard_holds_the_outline_alone() {
    let mut one = with_article();
    let field = Field::Sensitive(true);
    one.perform(Action::Edit(Box::new(Edit::SetField { field })));
    one.select("Top");
    let (text, html) = copied(&mut one, "copy");
    assert_eq!(html, None);
    // The program that it was copied in knows all of it.
    one.perform(Action::Select(None));
    one.perform(Action::Paste(text, html));
    let anchors = one
        .tab()
        .document()
        .nodes()
        .iter()
        .map(|it| it.anchors.len());
    assert_eq!(anchors.filter(|&n| n > 0).count(), 2);
}

#[test]
fn ids_that_are_taken_are_others_and_an_article_that_is_there_is_used() {
    // Both draw the same ids, and both have the article.
    let (mut one, mut other) = (with_article(), with_article());
    one.select("Top");
    let (text, html) = copied(&mut one, "copy");
    other.select("Strike");
    other.perform(Action::Paste(text, html));
    let document = other.tab().document();
    assert_eq!(find_breaches(document), []);
    assert_eq!(document.sources().len(), 1);
    assert_eq!(document.nodes().len(), 10);
    let twins: Vec<_> = document
        .nodes()
        .iter()
        .filter(|it| it.text == "A")
        .collect();
    assert_ne!(twins[0].id, twins[1].id);
    assert_eq!(twins[0].tags, twins[1].tags);
    assert_eq!(twins[0].anchors, twins[1].anchors);
    assert_eq!(twins[1].anchors.len(), 1);
}

#[test]
fn an_article_comes_along_where_it_is_missing_and_a_cut_is_a_copy() {
    let (mut one, mut other) = (with_article(), Desk::with_map("= Elsewhere"));
    one.select("A");
    let (text, html) = copied(&mut one, "cut");
    assert!(!one.draw().contains("A\n"));
    other.select("Elsewhere");
    other.perform(Action::Paste(text, html));
    assert_eq!(other.draw(), "= Elsewhere\n  - A\n");
    let anchor = &record(&other, "A").anchors[0];
    let source = other.tab().document().sources().get(anchor.source.as_str());
    assert!(source.unwrap().text.contains("Pipes froze in March."));
    other.run("undo");
    assert_eq!(other.tab().document().sources().len(), 0);
}

#[test]
fn the_same_outline_from_another_program_is_the_others() {
    let (mut one, mut other) = (with_article(), Desk::with_map("= C"));
    one.select("C");
    let (text, html) = copied(&mut one, "copy");
    other.select("C");
    let (same, _) = copied(&mut other, "copy");
    assert_eq!(text, same);
    let id = one.node("C");
    other.perform(Action::Select(None));
    other.perform(Action::Paste(text.clone(), html));
    let nodes = other.tab().document().nodes();
    assert!(nodes.contains(id.as_str()) || nodes.len() == 2);
    // Without that form it is what was copied here.
    other.perform(Action::Paste(text, None));
    assert_eq!(other.tab().document().nodes().len(), 3);
}

#[test]
fn a_form_for_the_web_that_is_not_of_the_text_or_is_damaged_leaves_the_outline() {
    let mut one = with_article();
    one.select("A");
    let (text, html) = copied(&mut one, "copy");
    let html = html.unwrap();
    let hostile = [
        ("= Something else", html.clone()),
        (&text, html.replace("&quot;A&quot;", "&quot;B&quot;")),
        (&text, html.replace("&quot;", "&quot;&quot;")),
        (&text, html.replace('{', "{{{{")),
        (&text, html[..html.len() / 3].to_owned()),
        (
            &text,
            "<ul data-argument-map-against=\"\" data-argument-map=\"".to_owned(),
        ),
        (&text, "<p>Something</p>".to_owned()),
        (&text, "<ul>".repeat(100_000)),
        (&text, String::new()),
    ];
    for (text, html) in hostile {
        let mut other = Desk::with_map("= Elsewhere");
        other.select("Elsewhere");
        other.perform(Action::Paste(text.to_owned(), Some(html)));
        let document = other.tab().document();
        assert_eq!(document.nodes().len(), 2, "the outline is pasted");
        assert_eq!(document.sources().len(), 0);
        assert_eq!(find_breaches(document), []);
    }
}

#[test]
fn what_strikes_the_step_of_a_box_is_asked_about_like_what_hangs_below() {
    let mut desk = Desk::with_map("= Top\n  + A\n    ~- Strike\n      + Why\n  + B");
    desk.select("A");
    desk.run("delete");
    let nodes = vec![desk.node("A")];
    assert_eq!(desk.app.dialog, Some(Dialog::Fate { nodes, n_below: 2 }));
    desk.perform(Action::AnswerFate(Fate::Branch));
    assert_eq!(desk.draw(), "= Top\n  + B\n");
    desk.run("undo");
    desk.run("delete");
    desk.perform(Action::AnswerFate(Fate::Lift));
    assert_eq!(desk.draw(), "= Top\n  - Strike\n    + Why\n  + B\n");
}
