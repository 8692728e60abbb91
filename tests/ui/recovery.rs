//! The window after a program that ended badly: what the cards say, and what their buttons do.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, App, Sample, WindowRequest};
use linchpin::edit::{Edit, Field};
use linchpin::storage::Folders;
use linchpin::ui::{Shell, theme};
use tempfile::TempDir;

use super::dialogs_desk::{Desk, focused, new_app, open_desk, press};
use super::raster::save_picture;

fn program(folder: &TempDir) -> App {
    let mut app = new_app(Some(Folders {
        config: folder.path().join("config"),
        state: folder.path().join("state"),
    }));
    app.poll();
    app
}

/// The sample with two unsaved edits, and its program gone.
fn crash(folder: &TempDir, titles: &[&str]) {
    let mut app = program(folder);
    app.perform(Action::OpenSample(Sample::OP_ED));
    for title in titles {
        let field = Field::Title((*title).to_owned());
        app.perform(Action::Edit(Box::new(Edit::SetField { field })));
    }
}

fn crashed(folder: &TempDir) -> Harness<'static, Desk> {
    crash(folder, &["Bus lanes", "Bus lanes on Mill Street"]);
    open_desk(program(folder))
}

#[test]
fn the_card_says_what_was_found_and_enter_restores_it() {
    let folder = TempDir::new().unwrap();
    let mut harness = crashed(&folder);
    harness.get_by_role_and_label(Role::Dialog, "Unsaved work was found");
    harness.get_by_role_and_label(Role::Group, "Bus lanes on Mill Street");
    harness.get_by_label_contains("2 unsaved edits");
    harness.get_by_label("How the map looks");
    save_picture(&mut harness, "recovery-light");
    assert_eq!(focused(&harness), "Restore");
    press(&mut harness, Key::Enter);
    let app = &harness.state().app;
    assert_eq!(app.tab().unwrap().name(), "Bus lanes on Mill Street");
    assert!(app.tab().unwrap().is_dirty());
    assert!(harness.query_by_label("Unsaved work was found").is_none());
}

#[test]
fn what_differs_is_shown_on_demand() {
    let folder = TempDir::new().unwrap();
    let mut harness = crashed(&folder);
    assert!(harness.query_by_label_contains("never saved, so").is_none());
    harness.get_by_label("Compare").click();
    harness.run();
    harness.get_by_label_contains("never saved, so");
}

#[test]
fn a_copy_and_a_discard_ask_for_just_that() {
    let folder = TempDir::new().unwrap();
    let mut harness = crashed(&folder);
    harness.get_by_label("Save a copy…").click();
    harness.run();
    let requests = harness.state_mut().app.take_requests();
    assert!(matches!(requests[..], [WindowRequest::ChooseFile { .. }]));
    harness.get_by_label("Discard").click();
    harness.run();
    assert!(harness.state().app.found().is_empty());
    assert!(harness.query_by_label("Unsaved work was found").is_none());
    harness.state_mut().app.perform(Action::Run("recover"));
    harness.run();
    harness.get_by_label("Delete for good").click();
    harness.run();
    harness.state_mut().app.perform(Action::Run("recover"));
    harness.run();
    harness.get_by_label("There is no unsaved work to recover.");
}

#[test]
fn escape_decides_later() {
    let folder = TempDir::new().unwrap();
    let mut harness = crashed(&folder);
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label("Unsaved work was found").is_none());
    assert_eq!(harness.state().app.found().len(), 1);
}

#[test]
fn several_maps_have_a_card_each_and_one_set_aside_can_be_tried() {
    let folder = TempDir::new().unwrap();
    crash(&folder, &["First"]);
    drop(program(&folder));
    drop(program(&folder));
    crash(&folder, &["Second"]);
    let mut app = program(&folder);
    "dark".clone_into(&mut app.settings.theme);
    let mut harness = open_desk(app);
    harness.get_by_role_and_label(Role::Group, "Second");
    harness.get_by_label_contains("ended twice");
    save_picture(&mut harness, "recovery-dark");
    harness.get_by_label("Try to read it").click();
    harness.run();
    harness.get_by_role_and_label(Role::Group, "First");
}

#[test]
fn the_status_bar_says_whether_changes_are_kept() {
    let folder = TempDir::new().unwrap();
    let mut harness = Harness::builder()
        .with_size([1200.0, 800.0])
        .with_max_steps(8)
        .with_context_setup(theme::install_fonts)
        .build_ui_state(
            |ui, shell: &mut Shell| shell.show(ui),
            Shell::without_file_dialogs(program(&folder)),
        );
    let rename = |harness: &mut Harness<'_, Shell>, title: &str| {
        let field = Field::Title(title.to_owned());
        let edit = Action::Edit(Box::new(Edit::SetField { field }));
        harness.state_mut().app_mut().perform(edit);
        harness.run();
    };
    harness.state_mut().app_mut().new_map();
    harness.run();
    assert!(harness.query_by_label("kept for recovery").is_none());
    rename(&mut harness, "one");
    harness.get_by_label("kept for recovery");
    // A folder that cannot be written any more.
    let state = folder.path().join("state");
    std::fs::remove_dir_all(&state).unwrap();
    linchpin::storage::save_atomically(&state, b"in the way", None).unwrap();
    harness.state_mut().app_mut().new_map();
    rename(&mut harness, "two");
    harness.get_by_label("not kept for recovery");
}
