//! Opening maps of other programs, and exporting to formats that hold less.

use expect_test::expect;
use linchpin::app::{Action, Dialog, ExportKind, WindowRequest};

use super::desk::Desk;

const DEBATE: &[u8] =
    b"Discussion Title: Bridges\n\n1. They should be free.\n1.1. Pro: They are paid \
    for.\n1.2. No side.\n";

#[test]
fn an_import_is_a_map_without_a_file_and_one_step_of_its_history() {
    let mut desk = Desk::new();
    let path = desk.write("debate.txt", DEBATE);
    desk.perform(Action::Open(path));
    assert_eq!(desk.tab().document().meta().title, "Bridges");
    assert_eq!(desk.tab().document().nodes().len(), 3);
    assert_eq!(desk.tab().path, None);
    assert_eq!(desk.tab().layout.as_str(), "tidy");
    assert!(desk.tab().is_dirty());
    assert!(matches!(desk.app.dialog, Some(Dialog::ImportReport { .. })));
    desk.perform(Action::SetDialog(None));
    desk.run("undo");
    assert!(desk.tab().document().nodes().is_empty());
    desk.run("redo");
    assert_eq!(desk.tab().document().nodes().len(), 3);
}

#[test]
fn a_large_import_is_shown_as_a_page() {
    let mut desk = Desk::new();
    let mut text = String::from("[A]: one\n");
    for at in 0..80 {
        text += &["  + [B", &at.to_string(), "]: more\n"].concat();
    }
    let path = desk.write("large.argdown", text.as_bytes());
    desk.perform(Action::Open(path));
    assert_eq!(desk.tab().layout.as_str(), "compact");
}

#[test]
fn the_report_says_what_was_changed_and_can_be_copied() {
    let mut desk = Desk::new();
    let path = desk.write("debate.txt", DEBATE);
    desk.perform(Action::Open(path));
    desk.app.take_requests();
    desk.perform(Action::CopyReport);
    let copied = desk
        .app
        .take_requests()
        .into_iter()
        .find_map(|request| match request {
            WindowRequest::Copy(text) => Some(text),
            _ => None,
        });
    let copied = copied.unwrap();
    let (_, report) = copied.split_once('\n').unwrap();
    expect![[r#"
        changed: a claim without a side is related to the one above (line 5)
        kept: boxes: 3
        kept: links: 2
    "#]]
    .assert_eq(report);
}

#[test]
fn an_import_without_losses_says_nothing() {
    let mut desk = Desk::new();
    let path = desk.write("a.argdown", b"[A]: one\n  + [B]: two\n");
    desk.perform(Action::Open(path));
    assert_eq!(desk.app.dialog, None);
    assert_eq!(desk.tab().document().links().len(), 1);
}

#[test]
fn a_format_that_holds_less_is_written_only_after_a_question() {
    let mut desk = Desk::with_map("? Who pays?\n  = The city\n    + It can\n    & It must\n");
    let path = desk.path("a.kialo.txt");
    desk.run_with_file("export", &path);
    let Some(Dialog::Losses { losses, .. }) = &desk.app.dialog else {
        panic!("{:?}", desk.app.dialog);
    };
    expect!["1 × reasons of linked premises fall apart into single premises"]
        .assert_eq(&losses.join("\n"));
    assert!(!path.exists());
    let key = desk.tab().key;
    desk.perform(Action::ExportAnyway(key, ExportKind::Plain, path.clone()));
    assert!(path.exists());
    assert_eq!(desk.app.dialog, None);
    let whole = desk.path("a.opml");
    desk.run_with_file("export", &whole);
    assert!(whole.exists());
}

#[test]
fn a_page_that_was_exported_opens_as_the_map_in_it_and_is_left_alone() {
    let mut desk = Desk::new();
    let map = include_bytes!("../../samples/policy-op-ed/op-ed.argmap.json");
    let path = desk.write("op-ed.argmap.json", map);
    desk.perform(Action::Open(path));
    let document = desk.tab().document().clone();
    let page = desk.path("op-ed.html");
    desk.run("name-people");
    desk.run_with_file("export", &page);
    let written = std::fs::read(&page).unwrap();
    desk.perform(Action::Open(page.clone()));
    assert_eq!(desk.app.tabs().len(), 2);
    assert_eq!(*desk.tab().document(), document);
    assert_eq!(desk.tab().path, None);
    assert!(!desk.tab().is_dirty());
    desk.app.take_requests();
    desk.run("save");
    let asked = desk.app.take_requests();
    assert!(
        asked
            .iter()
            .any(|it| matches!(it, WindowRequest::ChooseFile { .. })),
        "{asked:?}"
    );
    assert_eq!(std::fs::read(&page).unwrap(), written);
}

#[test]
fn a_text_is_an_article_unless_it_is_imported_as_an_outline() {
    let mut desk = Desk::new();
    let path = desk.write("notes.md", b"# Who pays?\n\n- The city\n  - It can\n");
    desk.perform(Action::Open(path.clone()));
    assert_eq!(desk.tab().document().sources().len(), 1);
    desk.run_with_file("import-outline", &path);
    assert_eq!(desk.tab().document().sources().len(), 0);
    assert_eq!(desk.tab().document().nodes().len(), 3);
    let said = matches!(&desk.app.dialog, Some(Dialog::ImportReport { .. }));
    assert!(said, "{:?}", desk.app.dialog);
    let outline = desk.write("map.txt", b"? Who pays?\n  = The city\n");
    desk.perform(Action::Open(outline));
    assert_eq!(desk.tab().document().links().len(), 1);
}
