//! Questions with two or three answers, by keyboard alone.

use std::path::PathBuf;

use egui::Key;
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, Dialog, Then, UnsavedAnswer, WindowRequest};
use linchpin::edit::{Edit, Fate, Field};

use super::dialogs_desk::{focused, open_desk, open_dialog, press, sample_app};

fn changed_app() -> linchpin::app::App {
    let mut app = sample_app();
    app.perform(Action::Edit(Box::new(Edit::SetField {
        field: Field::Title("The mill".to_owned()),
    })));
    app
}

#[test]
fn unsaved_work_is_saved_by_enter_and_the_map_is_named() {
    let mut app = changed_app();
    app.perform(Action::CloseTab(0));
    let mut harness = open_desk(app);
    harness.get_by_role_and_label(egui::Role::Dialog, "Save changes to “The mill”?");
    assert_eq!(focused(&harness), "Save");
    press(&mut harness, Key::Enter);
    let desk = harness.state_mut();
    assert_eq!(desk.done, [Action::AnswerUnsaved(UnsavedAnswer::Save)]);
    assert_eq!(desk.app.dialog, None);
    // The sample has no file yet: saving asks for one.
    let requests = desk.app.take_requests();
    assert!(matches!(requests[..], [WindowRequest::ChooseFile { .. }]));
}

#[test]
fn unsaved_work_can_be_discarded_by_tab_and_enter() {
    let mut app = changed_app();
    app.perform(Action::CloseTab(0));
    let mut harness = open_desk(app);
    press(&mut harness, Key::Tab);
    assert_eq!(focused(&harness), "Discard");
    press(&mut harness, Key::Enter);
    assert!(harness.state().app.tabs().is_empty());
}

#[test]
fn escape_keeps_unsaved_work_and_the_map_open() {
    let mut app = changed_app();
    app.perform(Action::Quit);
    let mut harness = open_desk(app);
    assert!(matches!(
        harness.state().app.dialog,
        Some(Dialog::Unsaved {
            then: Then::Quit,
            ..
        })
    ));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().app.dialog, None);
    assert_eq!(harness.state().app.tabs().len(), 1);
}

#[test]
fn tab_goes_round_inside_a_dialog() {
    let mut app = changed_app();
    app.perform(Action::CloseTab(0));
    let mut harness = open_desk(app);
    let mut seen = Vec::new();
    for _ in 0..6 {
        seen.push(focused(&harness));
        press(&mut harness, Key::Tab);
    }
    assert_eq!(
        seen,
        ["Save", "Discard", "Cancel", "Save", "Discard", "Cancel"]
    );
}

#[test]
fn deleting_a_box_with_others_on_it_asks_what_becomes_of_them() {
    let mut app = sample_app();
    let main = app.tab().unwrap().document().nodes().rows()[0].id.clone();
    app.perform(Action::Select(Some(main)));
    app.delete_selection();
    let mut harness = open_desk(app);
    harness.get_by_role_and_label(egui::Role::Dialog, "Delete this box?");
    assert_eq!(focused(&harness), "Delete with its branch");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().done, [Action::AnswerFate(Fate::Branch)]);
}

#[test]
fn a_large_file_is_opened_only_when_somebody_says_so() {
    let path = PathBuf::from("/maps/large.json");
    let dialog = Dialog::LargeFile {
        path: path.clone(),
        why: "The file has 300 MB.".to_owned(),
    };
    let mut harness = open_dialog(sample_app(), dialog.clone());
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().done, [Action::SetDialog(None)]);
    let mut harness = open_dialog(sample_app(), dialog);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().done, [Action::OpenLarge(path)]);
}

#[test]
fn a_file_that_changed_on_disk_is_not_overwritten_by_enter() {
    let mut harness = open_dialog(
        sample_app(),
        Dialog::ChangedOnDisk {
            tab: 1,
            path: PathBuf::from("/maps/mill.argmap.json"),
        },
    );
    assert_eq!(focused(&harness), "Merge");
    press(&mut harness, Key::Enter);
    let merges = |action: &Action| matches!(action, Action::MergeOutside(1, _));
    assert!(harness.state().done.iter().any(merges));
    assert!(!harness.state().done.contains(&Action::SaveAnyway));
}
