//! Links of an article: found at the caret, opened only when somebody has agreed to their host.

use linchpin::app::{Action, Dialog, WindowRequest};
use linchpin::text::Span;

use super::desk::Desk;

const PAGE: &str = "<h1>Water and the city</h1><p>The <a href=\"https://news.example/pipes\">pipes \
    leak</a>, and <a href=\"javascript:alert(1)\">nobody knows</a> how much. It is the \
    council's.</p><p>A second paragraph. It has two sentences.</p>";

fn open() -> Desk {
    let mut desk = Desk::new();
    desk.perform(Action::ReadPage(PAGE.to_owned()));
    desk
}

fn put_caret(desk: &mut Desk, words: &str) {
    let at = desk.tab().picture.text().unwrap().text.find(words).unwrap();
    desk.perform(Action::SelectPassage(None));
    desk.perform(Action::MoveCaret(Some(Span::new(at, at))));
}

fn selected(desk: &Desk) -> String {
    let text = desk.tab().picture.text().unwrap();
    let span = desk.tab().reading.selection.unwrap();
    span.of(&text.text).to_owned()
}

#[test]
fn a_link_is_opened_after_a_question_that_names_its_host() {
    let mut desk = open();
    put_caret(&mut desk, "leak");
    desk.run("open-link");
    let Some(Dialog::OpenAddress { address }) = desk.app.dialog.clone() else {
        panic!("nothing was asked: {:?}", desk.app.dialog);
    };
    assert_eq!(address.host, "news.example");
    assert_eq!(desk.app.take_requests(), []);
    desk.perform(Action::OpenAddress);
    let opened = WindowRequest::OpenAddress("https://news.example/pipes".to_owned());
    assert_eq!(desk.app.take_requests(), [opened]);
    assert_eq!(desk.app.dialog, None);
    desk.perform(Action::OpenAddress);
    assert_eq!(desk.app.take_requests(), [], "nothing was asked again");
}

#[test]
fn a_link_that_runs_a_program_is_refused_and_nothing_is_asked() {
    let mut desk = open();
    desk.perform(Action::AskToOpen("javascript:alert(1)".to_owned()));
    assert_eq!(desk.app.dialog, None);
    let told = desk.told();
    assert!(told[0].contains("only addresses of the web"), "{told:?}");
}

#[test]
fn away_from_links_the_command_says_what_to_do() {
    let mut desk = open();
    put_caret(&mut desk, "second");
    desk.run("open-link");
    assert_eq!(desk.told(), ["Put the cursor of the article on a link."]);
    put_caret(&mut desk, "pipes");
    desk.run("copy-link");
    let copied = WindowRequest::Copy("https://news.example/pipes".to_owned());
    assert_eq!(desk.app.take_requests(), [copied]);
}

#[test]
fn the_address_of_the_article_is_opened_likewise() {
    let mut desk = open();
    desk.run("open-article-address");
    assert_eq!(
        desk.told(),
        ["The article has no address; give it one in its details."]
    );
    let source = desk.tab().reading.source.clone().unwrap();
    let field = linchpin::edit::SourceField::Url("https://news.example/a".to_owned());
    let edit = linchpin::edit::Edit::SetSourceField { source, field };
    desk.perform(Action::Edit(Box::new(edit)));
    desk.run("open-article-address");
    assert!(
        matches!(&desk.app.dialog, Some(Dialog::OpenAddress { address }) if address.host == "news.example")
    );
}

#[test]
fn sentences_and_paragraphs_are_selected_from_the_caret_and_grow() {
    let mut desk = open();
    put_caret(&mut desk, "nobody");
    desk.run("select-sentence");
    assert_eq!(
        selected(&desk),
        "The pipes leak, and nobody knows how much."
    );
    desk.run("select-sentence");
    assert_eq!(
        selected(&desk),
        "The pipes leak, and nobody knows how much. It is the council's."
    );
    desk.run("select-sentence");
    assert!(selected(&desk).ends_with("A second paragraph."));
    put_caret(&mut desk, "two sentences");
    desk.run("select-paragraph");
    assert_eq!(selected(&desk), "A second paragraph. It has two sentences.");
    let before = desk.tab().reading.selection;
    desk.run("select-paragraph");
    assert_eq!(desk.tab().reading.selection, before, "it was the last one");
}
