//! Copying from one program to another: what one puts on the clipboard is all that the other has.

use linchpin::app::{Action, Dialog, WindowRequest};
use linchpin::edit::{AnchorSpec, Edit, Fate, Field, LinkField, NodeField};
use linchpin::model::{Document, Id, Kind, Link, Node, Relation, find_breaches};
use proptest::prelude::*;

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
fn what_was_copied_here_keeps_its_fields_when_something_has_written_its_form_for_the_web_anew() {
    let mut one = with_article();
    one.select("Top");
    let (text, html) = copied(&mut one, "copy");
    let plain = html.map(|_| "<ul><li>Top</li></ul>".to_owned());
    one.perform(Action::Select(None));
    one.perform(Action::Paste(text, plain));
    let nodes = one.tab().document().nodes().iter();
    assert_eq!(nodes.filter(|it| it.anchors.iter().count() > 0).count(), 2);
}

/// The objection to the step of a box hangs on nothing else.
const STRUCK: &str = "= Top\n  + A\n    + Below\n    ~- Strike\n      + Why\n  + B";

#[test]
fn what_strikes_the_step_of_a_box_is_asked_about_like_what_hangs_below() {
    let mut desk = Desk::with_map("= Top\n  + A\n    ~- Strike\n      + Why\n  + B");
    desk.select("A");
    desk.run("delete");
    let nodes = vec![desk.node("A")];
    let asked = Dialog::Fate {
        nodes,
        links: Vec::new(),
        n_below: 2,
    };
    assert_eq!(desk.app.dialog, Some(asked));
    desk.perform(Action::AnswerFate(Fate::Branch));
    assert_eq!(desk.draw(), "= Top\n  + B\n");
    desk.run("undo");
    desk.run("delete");
    desk.perform(Action::AnswerFate(Fate::Lift));
    assert_eq!(desk.draw(), "= Top\n  - Strike\n    + Why\n  + B\n");
}

#[test]
fn links_that_were_selected_with_boxes_go_with_them_whatever_becomes_of_what_hangs_there() {
    for (fate, left) in [
        (Fate::Branch, "= Top\n  + B\n= C\n"),
        (Fate::Lift, "= Top\n  + Below\n  + B\n= C\n"),
    ] {
        let mut desk = Desk::with_map("= Top\n  + A\n    + Below\n  + B\n    + C");
        let from = desk.node("C");
        let links = desk.tab().document().links().rows();
        let link = links.iter().find(|link| link.from.contains(&from)).unwrap();
        let all = vec![desk.node("A"), link.id.clone()];
        desk.perform(Action::SelectAll(all));
        desk.run("delete");
        desk.perform(Action::AnswerFate(fate));
        assert_eq!(desk.draw(), left);
        desk.run("undo");
        assert_eq!(
            desk.draw(),
            "= Top\n  + A\n    + Below\n  + B\n    + C\n",
            "one step"
        );
    }
}

#[test]
fn lines_that_a_marquee_took_with_boxes_leave_to_the_answer_what_hangs_on_these() {
    const MAP: &str = "= Top\n  + A\n    + Below\n      - Deep\n  + B\n";
    for (fate, left) in [
        (Fate::Branch, "= Top\n  + B\n"),
        (Fate::Lift, "= Top\n  - Deep\n  + B\n"),
    ] {
        let mut desk = Desk::with_map(MAP);
        let names = ["A", "Below"].map(|name| desk.node(name));
        let links = desk.tab().document().links().iter();
        let touching = links.filter(|link| {
            link.from
                .iter()
                .chain([&link.to])
                .any(|it| names.contains(it))
        });
        let links: Vec<Id> = touching.map(|link| link.id.clone()).collect();
        assert_eq!(links.len(), 3);
        let all = names.iter().cloned().chain(links).collect();
        desk.perform(Action::SelectAll(all));
        desk.run("delete");
        desk.perform(Action::AnswerFate(fate));
        assert_eq!(desk.draw(), left);
        desk.run("undo");
        assert_eq!(desk.draw(), MAP);
    }
}

#[test]
fn what_is_done_to_boxes_is_done_to_those_selected_though_a_line_leads() {
    let mut desk = Desk::with_map("= Top\n  + A\n  + B\n");
    let link = desk.tab().document().links().rows()[1].id.clone();
    let all = vec![desk.node("A"), link];
    desk.perform(Action::SelectAll(all.clone()));
    desk.run("duplicate");
    assert_eq!(desk.draw(), "= Top\n  + A\n  + A\n  + B\n");
    desk.run("undo");
    for command in ["make-evidence", "assumption", "pin", "move-after", "cut"] {
        let before = desk.n_steps();
        desk.perform(Action::SelectAll(all.clone()));
        desk.run(command);
        assert_eq!(desk.n_steps(), before + 1, "{command}");
        desk.run("undo");
    }
}

#[test]
fn to_unlink_a_box_or_its_line_lets_it_stand_alone_with_its_branch() {
    let left = "= Top\n  + B\n= A\n  + Below\n";
    let mut desk = Desk::with_map("= Top\n  + A\n    + Below\n  + B\n");
    desk.select("A");
    desk.run("unlink");
    assert_eq!(desk.draw(), left);
    desk.run("undo");
    let link = desk.tab().place_link(&desk.node("A")).unwrap().clone();
    desk.perform(Action::Select(Some(link)));
    desk.run("unlink");
    assert_eq!(desk.draw(), left);
    let before = desk.n_steps();
    desk.select("A");
    desk.run("unlink");
    assert_eq!(desk.n_steps(), before, "what stands alone has no line");
}

/// An offer to undo is of the step that it was made of, and goes with that.
#[test]
fn an_offer_to_undo_goes_with_the_next_edit_and_with_another_map() {
    let mut desk = Desk::with_map("= Top\n  + A\n    + Below\n  + B\n");
    let offers = |desk: &Desk| {
        desk.app
            .messages
            .iter()
            .filter(|it| it.offer == Some("undo"))
            .count()
    };
    let delete = |desk: &mut Desk| {
        desk.select("A");
        desk.run("delete");
        desk.perform(Action::AnswerFate(Fate::Branch));
        assert_eq!(offers(desk), 1);
    };
    delete(&mut desk);
    desk.select("B");
    assert_eq!(offers(&desk), 1, "a selection is no edit");
    desk.run("make-question");
    assert_eq!(offers(&desk), 0);
    desk.run("undo");
    desk.run("undo");
    delete(&mut desk);
    desk.run("undo");
    assert_eq!(offers(&desk), 0);
    delete(&mut desk);
    desk.run("new");
    assert_eq!(offers(&desk), 0);
}

#[test]
fn what_is_cut_comes_back_with_what_strikes_its_step() {
    let mut desk = Desk::with_map(STRUCK);
    desk.select("A");
    let (text, html) = copied(&mut desk, "cut");
    assert_eq!(desk.draw(), "= Top\n  + B\n");
    desk.select("Top");
    desk.perform(Action::Paste(text, html));
    assert_eq!(
        desk.draw(),
        "= Top\n  + B\n  + A\n    ~- Strike\n      + Why\n    + Below\n"
    );
}

/// A step of two premises with all that a step can hold, and what strikes it.
fn with_step() -> Desk {
    let mut desk = Desk::with_map("= Top\n  - A\n  & B\n    ~- Strike\n  + C");
    let link = step_of(&desk, "A");
    for field in [
        LinkField::Strength("0.7".to_owned()),
        LinkField::Scheme("expert-opinion".to_owned()),
        LinkField::Warrant("Pipes freeze".to_owned()),
        LinkField::Note("See the file".to_owned()),
        LinkField::Tags(vec!["winter".to_owned()]),
    ] {
        let link = link.clone();
        desk.perform(Action::Edit(Box::new(Edit::SetLinkField { link, field })));
    }
    desk
}

/// The link that places the last box of that wording.
fn step_of(desk: &Desk, wording: &str) -> Id {
    let nodes = desk.tab().document().nodes().rows();
    let node = nodes.iter().rfind(|node| node.text == wording).unwrap();
    desk.tab().place_link(&node.id).unwrap().clone()
}

/// All that a step holds but its ends.
fn told(desk: &Desk, wording: &str) -> Link {
    let id = step_of(desk, wording);
    let link = desk.tab().document().links().get(id.as_str()).unwrap();
    let bare = Link::new(
        Id::parse("x").unwrap(),
        link.relation.clone(),
        Vec::new(),
        Id::parse("y").unwrap(),
    );
    Link {
        id: bare.id,
        from: bare.from,
        to: bare.to,
        ..Link::clone(link)
    }
}

#[test]
fn a_step_is_pasted_as_one_with_all_it_holds_here_and_in_another_program() {
    let mut one = with_step();
    let step = told(&one, "A");
    assert_eq!(step.tags, ["winter"]);
    let both = vec![one.node("A"), one.node("B")];
    one.perform(Action::SelectAll(both));
    let (text, html) = copied(&mut one, "copy");
    one.select("C");
    one.perform(Action::Paste(text.clone(), html.clone()));
    let below_c = "  + C\n    - A\n      ~- Strike\n    & B\n";
    assert!(one.draw().ends_with(below_c), "{}", one.draw());
    assert_eq!(told(&one, "A"), step);
    let mut other = Desk::with_map("= Elsewhere");
    other.select("Elsewhere");
    other.perform(Action::Paste(text, html));
    let below = "= Elsewhere\n  - A\n    ~- Strike\n  & B\n";
    assert_eq!(other.draw(), below);
    assert_eq!(told(&other, "A"), step);
}

#[test]
fn without_a_box_to_hang_on_the_premises_of_a_step_stand_alone() {
    let mut desk = with_step();
    let both = vec![desk.node("A"), desk.node("B")];
    desk.perform(Action::SelectAll(both));
    let (text, html) = copied(&mut desk, "cut");
    desk.perform(Action::Select(None));
    desk.perform(Action::Paste(text, html));
    assert_eq!(find_breaches(desk.tab().document()), []);
    assert_eq!(desk.draw(), "= Top\n  + C\n= A\n= B\n= Strike\n");
}

#[test]
fn one_of_several_premises_is_pasted_as_a_reason_of_its_own() {
    let mut desk = with_step();
    desk.select("B");
    let (text, html) = copied(&mut desk, "copy");
    desk.select("C");
    desk.perform(Action::Paste(text, html));
    assert!(desk.draw().ends_with("  + C\n    - B\n"), "{}", desk.draw());
    assert!(told(&desk, "B").tags.is_empty());
}

#[test]
fn a_duplicate_of_a_step_is_a_step_beside_it_with_all_it_holds() {
    let mut desk = with_step();
    let step = told(&desk, "A");
    let both = vec![desk.node("A"), desk.node("B")];
    desk.perform(Action::SelectAll(both));
    desk.run("duplicate");
    assert_eq!(
        desk.draw(),
        "= Top\n  - A\n    ~- Strike\n  & B\n  - A\n    ~- Strike\n  & B\n  + C\n"
    );
    assert_eq!(told(&desk, "A"), step);
    desk.run("undo");
    assert_eq!(desk.draw(), "= Top\n  - A\n    ~- Strike\n  & B\n  + C\n");
}

/// A tree of reasons with joint premises and steps that are struck, read off numbers.
fn grow(mut document: Document, dice: &[(u8, u8)]) -> Document {
    let mut links: Vec<Link> = Vec::new();
    for (at, &(how, whom)) in dice.iter().enumerate() {
        let own = Id::parse(&format!("n{at}")).unwrap();
        let text = format!("box {at}");
        let node = Node::new(own.clone(), Kind::Claim, &text);
        document.load_node(node).unwrap();
        let Some(above) = at.checked_sub(1) else {
            continue;
        };
        let relation = if how % 2 == 0 {
            Relation::Supports
        } else {
            Relation::Opposes
        };
        let n_links = links.len();
        let step = |links: &Vec<Link>| links[whom as usize % n_links].id.clone();
        let to = match how % 8 {
            0 | 1 if n_links > 0 => {
                links[whom as usize % n_links].from.push(own);
                continue;
            }
            2 | 3 if n_links > 0 => step(&links),
            _ => Id::parse(&format!("n{}", whom as usize % (above + 1))).unwrap(),
        };
        let id = Id::parse(&format!("l{at}")).unwrap();
        let mut link = Link::new(id, relation, vec![own], to);
        link.warrant = format!("as {how}");
        link.tags.push(format!("tag {whom}"));
        links.push(link);
    }
    for link in links {
        document.load_link(link).unwrap();
    }
    document
}

/// All that a map says, but for ids and order.
fn content(document: &Document) -> Vec<String> {
    let text = |id: &Id| {
        let node = document.nodes().get(id.as_str());
        node.map(|node| node.text.clone())
    };
    let name = |id: &Id| {
        let of_step = || {
            let link = document.links().get(id.as_str()).unwrap();
            format!("the step from {}", text(&link.from[0]).unwrap())
        };
        text(id).unwrap_or_else(of_step)
    };
    let tell = |link: &Link| {
        let from: Vec<String> = link.from.iter().map(name).collect();
        let (relation, to) = (link.relation.as_str(), name(&link.to));
        format!("{from:?} {relation} {to} {} {:?}", link.warrant, link.tags)
    };
    let links = document.links().iter().map(|link| tell(link));
    let nodes = document.nodes().iter().map(|node| node.text.clone());
    let mut content: Vec<String> = nodes.chain(links).collect();
    content.sort();
    content
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_reason_that_is_cut_and_pasted_where_it_was_says_what_it_said(
        dice in proptest::collection::vec(any::<(u8, u8)>(), 2..16),
        which in any::<usize>(),
    ) {
        let mut desk = Desk::new();
        let document = grow(desk.app.make_document(), &dice);
        desk.app.add_tab(document.clone());
        desk.app.poll();
        let links = document.links().rows();
        let step = &links[which % links.len()];
        desk.perform(Action::SelectAll(step.from.clone()));
        let (text, html) = copied(&mut desk, "cut");
        prop_assert!(desk.tab().document().nodes().len() < document.nodes().len());
        desk.perform(Action::Select(Some(step.to.clone())));
        desk.perform(Action::Paste(text, html));
        prop_assert_eq!(find_breaches(desk.tab().document()), []);
        prop_assert_eq!(content(desk.tab().document()), content(&document));
    }
}
