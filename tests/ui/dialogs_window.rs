//! The empty window, the search bar, the messages.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests set the scene on the disk themselves"
)]

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use linchpin::app::Action;
use linchpin::edit::{Edit, Field};

use super::dialogs_desk::{
    empty_app, focused, open_desk, press, press_with, sample_app, type_text,
};

#[test]
fn the_empty_window_starts_from_a_template_by_keyboard() {
    let mut harness = open_desk(empty_app());
    for way in ["Open an article…", "Paste text…", "Try the sample"] {
        harness.get_by_label_contains(way);
    }
    press(&mut harness, Key::Tab);
    assert!(focused(&harness).starts_with("Open an article…"));
    for _ in 0..5 {
        press(&mut harness, Key::Tab);
    }
    assert!(focused(&harness).starts_with("Opinion piece"));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().app.tabs().len(), 1);
}

#[test]
fn recent_files_are_opened_pinned_and_forgotten_when_gone() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("there.md");
    let gone = folder.path().join("gone.argmap.json");
    std::fs::write(&there, "# There\n\nA text.").unwrap();
    let mut app = empty_app();
    app.settings.recent.note_opened(&gone);
    app.settings.recent.note_opened(&there);
    let mut harness = open_desk(app);
    harness.get_by_label_contains("Not there any more");
    harness.get_by_label("Keep there.md at the top").click();
    harness.run();
    assert!(harness.state().app.settings.recent.files()[0].pinned);
    harness
        .get_by_label("Take gone.argmap.json off the list")
        .click();
    harness.run();
    assert_eq!(harness.state().app.settings.recent.files().len(), 1);
    harness.get_by_label_contains("there.md, ").click();
    harness.run();
    assert_eq!(harness.state().app.tabs().len(), 1);
}

#[test]
fn the_search_steps_by_enter_and_closes_by_escape() {
    let mut app = sample_app();
    app.perform(Action::Run("find"));
    let mut harness = open_desk(app);
    assert_eq!(focused(&harness), "Find");
    type_text(&mut harness, "the");
    let n = harness.state().app.tab().unwrap().find.hits.len();
    assert!(n > 2);
    harness.get_by_label(&format!("{n} hits"));
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Enter);
    harness.get_by_label(&format!("2 of {n}"));
    press_with(&mut harness, Modifiers::SHIFT, Key::Enter);
    press_with(&mut harness, Modifiers::SHIFT, Key::Enter);
    harness.get_by_label(&format!("{n} of {n}"));
    assert_eq!(focused(&harness), "Find");
    press(&mut harness, Key::Escape);
    assert!(!harness.state().app.tab().unwrap().find.is_open);
}

#[test]
fn words_are_replaced_from_the_bar() {
    let mut app = sample_app();
    app.perform(Action::Run("replace"));
    let mut harness = open_desk(app);
    type_text(&mut harness, "the");
    harness.get_by_label("Replace with").focus();
    harness.run();
    type_text(&mut harness, "thy");
    harness.get_by_label("Replace all").click();
    harness.run();
    let document = harness.state().app.tab().unwrap().document();
    assert!(
        document
            .nodes()
            .iter()
            .any(|node| node.text.contains("thy"))
    );
}

#[test]
fn a_message_offers_its_command_and_goes_away() {
    let mut app = sample_app();
    app.perform(Action::Edit(Box::new(Edit::SetField {
        field: Field::Title("Other".to_owned()),
    })));
    app.tell("The title was changed.".to_owned(), Some("undo"));
    app.fail("The file could not be saved.".to_owned());
    let mut harness = open_desk(app);
    harness.get_by_label("Undo").click();
    harness.run();
    assert!(!harness.state().app.tab().unwrap().is_dirty());
    assert_eq!(harness.state().app.messages.iter().count(), 1);
    harness.get_by_label("Dismiss").click();
    harness.run();
    assert_eq!(harness.state().app.messages.iter().count(), 0);
}
