//! The palette, the sheet of keys, the check.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, Dialog, command, rank_commands};

use super::dialogs_desk::{
    empty_app, focused, open_dialog, press, press_with, sample_app, type_text,
};

fn palette() -> Dialog {
    Dialog::Palette {
        query: String::new(),
        marked: 0,
    }
}

#[test]
fn the_palette_runs_what_was_typed_at_enter() {
    let mut harness = open_dialog(sample_app(), palette());
    // The field has the keyboard, and the marked row is what a screen reader says.
    assert!(focused(&harness).starts_with("New map"));
    type_text(&mut harness, "fold all");
    assert!(focused(&harness).starts_with("Fold all"));
    press(&mut harness, Key::Enter);
    let done = &harness.state().done;
    assert_eq!(done[..], [Action::SetDialog(None), Action::Run("fold-all")]);
}

#[test]
fn arrows_mark_commands_round_the_ends() {
    let mut harness = open_dialog(empty_app(), palette());
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    let second = command::all().nth(1).unwrap().id;
    assert_eq!(
        harness.state().done,
        [
            Action::LookForMissing,
            Action::SetDialog(None),
            Action::Run(second)
        ]
    );
}

#[test]
fn a_command_that_cannot_run_says_why_and_stays() {
    let mut harness = open_dialog(empty_app(), palette());
    type_text(&mut harness, "undo");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().app.dialog, Some(palette()));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().app.dialog, None);
}

#[test]
fn whole_words_come_before_beginnings_and_these_before_letters() {
    let ids = |query: &str| -> Vec<&str> { rank_commands(query).iter().map(|it| it.id).collect() };
    assert_eq!(ids("fold")[0], "fold");
    assert_eq!(ids("SAVE")[..2], ["save", "save-as"]);
    assert_eq!(ids("all fold")[0], "fold-all");
    assert_eq!(ids("zm fit").len(), 0);
    assert!(ids("udo").contains(&"undo"));
    assert!(!ids("fold").contains(&"sample-debate"));
    assert_eq!(ids("").len(), command::all().count());
    assert!(ids("qqqq").is_empty());
}

#[test]
fn the_sheet_of_keys_is_searched() {
    let mut harness = open_dialog(sample_app(), Dialog::KeySheet);
    assert_eq!(focused(&harness), "Search keys");
    harness.get_by_label("Everywhere");
    type_text(&mut harness, "duplicate");
    harness.get_by_label("Duplicate");
    assert!(harness.query_by_label("Redo").is_none());
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().app.dialog, None);
}

#[test]
fn control_enter_reads_a_pasted_article() {
    let dialog = Dialog::PasteArticle {
        text: String::new(),
        replaces: None,
    };
    let mut harness = open_dialog(empty_app(), dialog);
    assert_eq!(focused(&harness), "Text of the article");
    press_with(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(harness.state().app.dialog.is_some());
    type_text(&mut harness, "Water is lost. Nobody knows how much.");
    press_with(&mut harness, Modifiers::COMMAND, Key::Enter);
    let tab = harness.state().app.tab().unwrap();
    assert_eq!(tab.document().sources().len(), 1);
}

#[test]
fn the_program_says_what_it_never_does() {
    let mut harness = open_dialog(empty_app(), Dialog::About);
    assert_eq!(focused(&harness), "Close");
    harness.get_by_label_contains("no network connection");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().app.dialog, None);
}
