//! The reading guide in use: it marks, and adds nothing until a mark is accepted.

use linchpin::app::Action;
use linchpin::text::HintKind;

use super::desk::Desk;

const ARTICLE: &str = "Water and the city

The pipes under the old town are a hundred years old and they leak. Who pays for it?

For example, the main under Mill Street burst twice in a single winter.

In conclusion, the city must measure what it loses.
";

fn open() -> Desk {
    let mut desk = Desk::with_article(ARTICLE);
    desk.run("guide");
    desk
}

fn marked(desk: &Desk) -> Vec<(HintKind, String)> {
    let text = &desk.tab().picture.text().unwrap().text;
    let hints = desk.tab().picture.hints().iter();
    hints
        .map(|hint| (hint.kind, hint.span.of(text).to_owned()))
        .collect()
}

fn selected(desk: &Desk) -> String {
    let text = desk.tab().picture.text().unwrap().text.clone();
    let span = desk.tab().reading.selection;
    span.map_or_else(String::new, |span| span.of(&text).to_owned())
}

#[test]
fn it_is_off_until_it_is_asked_for_and_adds_nothing_by_itself() {
    let mut desk = Desk::with_article(ARTICLE);
    assert_eq!(marked(&desk), []);
    desk.run("next-hint");
    assert_eq!(desk.told(), ["Turn the reading guide on first."]);
    let n = desk.n_steps();
    desk.run("guide");
    let kinds: Vec<HintKind> = marked(&desk).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        kinds,
        [HintKind::Question, HintKind::Evidence, HintKind::Claim]
    );
    assert!(desk.tab().document().nodes().is_empty());
    assert_eq!(desk.n_steps(), n);
    desk.run("guide");
    assert_eq!(marked(&desk), []);
}

#[test]
fn a_mark_is_accepted_as_a_box_of_its_kind_with_its_passage() {
    let mut desk = open();
    desk.run("next-hint");
    assert_eq!(selected(&desk), "Who pays for it?");
    desk.run("accept-hint");
    desk.perform(Action::KeepWording(false));
    let node = desk.tab().document().nodes().rows()[0].clone();
    assert_eq!(node.kind.as_str(), "question");
    assert_eq!(node.anchors[0].exact, "Who pays for it?");
    assert_eq!(
        marked(&desk).len(),
        2,
        "what is mapped is not marked any more"
    );
}

#[test]
fn a_dismissed_mark_does_not_come_back_and_the_next_one_is_gone_to() {
    let mut desk = open();
    desk.run("next-hint");
    desk.run("dismiss-hint");
    assert_eq!(marked(&desk).len(), 2);
    assert!(selected(&desk).starts_with("For example"));
    desk.run("guide");
    desk.run("guide");
    assert_eq!(marked(&desk).len(), 2);
    desk.run("previous-hint");
    assert!(selected(&desk).starts_with("In conclusion"));
    desk.run("dismiss-hint");
    desk.run("dismiss-hint");
    assert_eq!(marked(&desk), []);
    desk.run("next-hint");
    let told = "The guide marks nothing here that is not mapped or dismissed.";
    assert!(desk.told().iter().any(|line| line == told));
}

#[test]
fn a_dismissed_mark_is_one_step_that_is_undone_and_kept_with_the_map() {
    let mut desk = open();
    desk.run("next-hint");
    desk.run("dismiss-hint");
    desk.run("undo");
    assert_eq!(marked(&desk).len(), 3);
    desk.run("redo");
    assert_eq!(marked(&desk).len(), 2);
    let path = desk.path("water.argmap.json");
    desk.run_with_file("save-as", &path);
    let mut desk = desk.restart();
    desk.perform(Action::Open(path));
    desk.run("guide");
    assert_eq!(marked(&desk).len(), 2);
    desk.run("restore-hints");
    assert_eq!(marked(&desk).len(), 3);
    desk.run("restore-hints");
    let told = "No mark of the reading guide was dismissed in this article.";
    assert!(desk.told().iter().any(|line| line == told));
}

#[test]
fn what_was_set_aside_is_not_marked() {
    let mut desk = open();
    desk.select_passage("Who pays for it?");
    desk.run("capture-ignore");
    assert_eq!(marked(&desk).len(), 2);
}
