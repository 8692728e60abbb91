//! The window's list of what a map was at earlier times.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use linchpin::app::{Action, App, Dialog, Purpose, Sample, WindowRequest};
use linchpin::edit::Edit;
use linchpin::storage::Folders;
use tempfile::TempDir;

use super::dialogs_desk::{Desk, focused, new_app, open_desk, press};
use super::raster::save_picture;

/// The sample, saved, with a claim in other words after that and saved again, and its history listed.
fn saved_twice(folder: &TempDir, theme: &str) -> App {
    let mut app = new_app(Some(Folders {
        config: folder.path().join("config"),
        state: folder.path().join("state"),
    }));
    theme.clone_into(&mut app.settings.theme);
    app.perform(Action::OpenSample(Sample::OP_ED));
    let tab = app.tab().unwrap().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    let path = folder.path().join("op-ed.argmap.json");
    app.perform(Action::FileChosen(purpose, Some(path)));
    app.poll();
    reword(&mut app, "The lanes should be tried for a year");
    app.perform(Action::Run("save"));
    app.poll();
    app.perform(Action::Run("history"));
    app.poll();
    app
}

fn first_wording(app: &App) -> String {
    app.tab().unwrap().document().nodes().rows()[0].text.clone()
}

fn reword(app: &mut App, text: &str) {
    let node = app.tab().unwrap().document().nodes().rows()[0].id.clone();
    let text = text.to_owned();
    app.perform(Action::Edit(Box::new(Edit::SetText { node, text })));
}

/// Presses a button, and takes what came of work beside the window.
fn click(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

fn settle(harness: &mut Harness<'_, Desk>) {
    harness.run();
    harness.state_mut().app.poll();
    harness.run();
}

#[test]
fn the_list_says_when_and_how_much_and_the_keyboard_walks_it() {
    let folder = TempDir::new().unwrap();
    for theme in ["light", "dark"] {
        let mut harness = open_desk(saved_twice(&folder, theme));
        harness.get_by_role_and_label(Role::Dialog, "History");
        harness.get_by_label("How the map looks");
        harness.get_by_label("• Nothing differs.");
        assert_eq!(focused(&harness), "2023-11-14 22:13 UTC, 1 reworded");
        press(&mut harness, Key::ArrowDown);
        settle(&mut harness);
        assert!(focused(&harness).starts_with("2023-11-14 22:13 UTC, "));
        harness.get_by_label_contains("• Reworded: ");
        save_picture(&mut harness, &format!("history-{theme}"));
        press(&mut harness, Key::ArrowUp);
        settle(&mut harness);
        harness.get_by_label("• Nothing differs.");
    }
}

#[test]
fn a_snapshot_is_restored_and_taken_back() {
    let folder = TempDir::new().unwrap();
    let app = saved_twice(&folder, "light");
    let now = first_wording(&app);
    let mut harness = open_desk(app);
    press(&mut harness, Key::ArrowDown);
    settle(&mut harness);
    click(&mut harness, "Restore");
    assert!(harness.query_by_label("History").is_none());
    assert_ne!(first_wording(&harness.state().app), now);
    let told = "The map is what it was in the snapshot of 2023-11-14";
    assert!(harness.query_all_by_label_contains(told).count() > 0);
    harness.state_mut().app.perform(Action::Run("undo"));
    assert_eq!(first_wording(&harness.state().app), now);
}

#[test]
fn what_is_no_different_is_not_restored() {
    let folder = TempDir::new().unwrap();
    let mut harness = open_desk(saved_twice(&folder, "light"));
    settle(&mut harness);
    // The first in the list is what was saved just now.
    assert!(
        harness
            .get_by_label("Restore")
            .accesskit_node()
            .is_disabled()
    );
    press(&mut harness, Key::ArrowDown);
    settle(&mut harness);
    assert!(
        !harness
            .get_by_label("Restore")
            .accesskit_node()
            .is_disabled()
    );
}

#[test]
fn a_snapshot_is_compared_and_saved_elsewhere() {
    let folder = TempDir::new().unwrap();
    let mut harness = open_desk(saved_twice(&folder, "light"));
    press(&mut harness, Key::ArrowDown);
    settle(&mut harness);
    click(&mut harness, "Save a copy…");
    let requests = harness.state_mut().app.take_requests();
    let asks = requests.iter().any(|request| {
        matches!(request, WindowRequest::ChooseFile { name, .. }
            if name.contains("snapshot of 2023-11-14") && name.ends_with(".argmap.json"))
    });
    assert!(asks, "{requests:?}");
    click(&mut harness, "Compare");
    harness.get_by_role_and_label(Role::Dialog, "Differences");
}

#[test]
fn the_history_is_switched_off_and_deleted_after_a_question() {
    let folder = TempDir::new().unwrap();
    let mut harness = open_desk(saved_twice(&folder, "light"));
    click(&mut harness, "Keep a history");
    assert!(!harness.state().app.settings.keeps_history);
    harness.get_by_label_contains("the history is switched off");
    click(&mut harness, "Delete…");
    harness.get_by_role_and_label(Role::Dialog, "Delete the history?");
    assert_eq!(focused(&harness), "Cancel");
    click(&mut harness, "Of this map");
    assert_eq!(harness.state().app.dialog, None::<Dialog>);
    harness.state_mut().app.perform(Action::Run("history"));
    settle(&mut harness);
    harness.get_by_label_contains("There is no snapshot of this map yet");
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("History").is_none());
}
