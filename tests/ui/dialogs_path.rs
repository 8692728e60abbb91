//! The program's own file dialog over a real folder.
#![expect(
    clippy::disallowed_methods,
    reason = "the tests set the scene on the disk themselves"
)]

use std::fs;
use std::path::MAIN_SEPARATOR;

use egui::Key;
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, Dialog, Purpose};
use tempfile::TempDir;

use super::dialogs_desk::{empty_app, focused, open_dialog, press, sample_app, type_text};

fn make_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(
        folder.path().join("articles/water.md"),
        "# Water\n\nIt is lost.",
    )
    .unwrap();
    fs::write(folder.path().join("mill.argmap.json"), "{}").unwrap();
    fs::write(folder.path().join("picture.raw"), "").unwrap();
    folder
}

fn typed(folder: &TempDir, name: &str) -> String {
    format!("{}{MAIN_SEPARATOR}{name}", folder.path().display())
}

#[test]
fn tab_completes_folders_and_files_and_enter_opens() {
    let folder = make_folder();
    let dialog = Dialog::Path {
        purpose: Purpose::Open,
        text: typed(&folder, ""),
    };
    let mut harness = open_dialog(empty_app(), dialog);
    assert_eq!(focused(&harness), "Path of the file");
    harness.get_by_label("articles");
    harness.get_by_label("mill.argmap.json");
    assert!(harness.query_by_label("picture.raw").is_none());
    type_text(&mut harness, "art");
    press(&mut harness, Key::Tab);
    harness.get_by_label("water.md");
    type_text(&mut harness, "w");
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    let desk = harness.state();
    let path = folder.path().join("articles").join("water.md");
    assert!(
        desk.done
            .contains(&Action::FileChosen(Purpose::Open, Some(path)))
    );
    assert_eq!(desk.app.tab().unwrap().document().sources().len(), 1);
}

#[test]
fn a_file_that_is_not_there_is_said_where_it_was_typed() {
    let folder = make_folder();
    let dialog = Dialog::Path {
        purpose: Purpose::Open,
        text: typed(&folder, "nothing.json"),
    };
    let mut harness = open_dialog(empty_app(), dialog);
    press(&mut harness, Key::Enter);
    harness.get_by_label_contains("no file of that name");
    assert!(harness.state().app.dialog.is_some());
}

#[test]
fn enter_on_a_path_that_leads_nowhere_leaves_the_keys_in_the_field() {
    let folder = make_folder();
    let dialog = Dialog::Path {
        purpose: Purpose::Open,
        text: typed(&folder, "no such folder/x"),
    };
    let mut harness = open_dialog(empty_app(), dialog);
    press(&mut harness, Key::Enter);
    assert_eq!(focused(&harness), "Path of the file");
}

#[cfg(unix)]
#[test]
fn a_whole_path_typed_behind_a_folder_takes_its_place() {
    let folder = make_folder();
    let dialog = Dialog::Path {
        purpose: Purpose::Open,
        text: "/usr/".to_owned(),
    };
    let mut harness = open_dialog(empty_app(), dialog);
    for letter in typed(&folder, "").chars() {
        type_text(&mut harness, &letter.to_string());
    }
    harness.get_by_label("mill.argmap.json");
}

#[cfg(unix)]
#[test]
fn a_whole_path_typed_over_a_name_keeps_the_ending_behind_it() {
    let folder = make_folder();
    let app = sample_app();
    let tab = app.tab().unwrap().key;
    let dialog = Dialog::Path {
        purpose: Purpose::SaveAs { tab, then: None },
        text: "/usr/map.argmap.json".to_owned(),
    };
    let mut harness = open_dialog(app, dialog);
    for letter in typed(&folder, "new").chars() {
        type_text(&mut harness, &letter.to_string());
    }
    press(&mut harness, Key::Enter);
    assert!(folder.path().join("new.argmap.json").exists());
}

#[test]
fn rows_of_the_folder_are_reached_and_entered_by_keyboard() {
    let folder = make_folder();
    let dialog = Dialog::Path {
        purpose: Purpose::AddArticle,
        text: typed(&folder, ""),
    };
    let mut harness = open_dialog(sample_app(), dialog);
    harness.get_by_label("articles").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(focused(&harness), "Path of the file");
    harness.get_by_label("water.md").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().app.dialog, None);
    let sources = harness.state().app.tab().unwrap().document().sources();
    assert_eq!(sources.len(), 2);
}

#[test]
fn saving_over_a_file_asks_and_escape_goes_back_to_the_name() {
    let folder = make_folder();
    let app = sample_app();
    let tab = app.tab().unwrap().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    let dialog = Dialog::Path {
        purpose,
        text: typed(&folder, "mill"),
    };
    let mut harness = open_dialog(app, dialog);
    press(&mut harness, Key::Enter);
    assert_eq!(focused(&harness), "Choose another name");
    press(&mut harness, Key::Escape);
    assert_eq!(focused(&harness), "Path of the file");
    assert_eq!(
        fs::read_to_string(folder.path().join("mill.argmap.json")).unwrap(),
        "{}"
    );
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Tab);
    assert_eq!(focused(&harness), "Replace it");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().app.dialog, None);
    let saved = fs::read_to_string(folder.path().join("mill.argmap.json")).unwrap();
    assert!(saved.len() > 100);
}

#[test]
fn a_new_name_is_saved_at_once() {
    let folder = make_folder();
    let app = sample_app();
    let tab = app.tab().unwrap().key;
    let dialog = Dialog::Path {
        purpose: Purpose::SaveAs { tab, then: None },
        text: typed(&folder, "new.argmap.json"),
    };
    let mut harness = open_dialog(app, dialog);
    // The name's stem is selected: typing replaces it.
    type_text(&mut harness, "other");
    press(&mut harness, Key::Enter);
    assert!(folder.path().join("other.argmap.json").exists());
}

#[test]
fn a_folder_that_cannot_be_read_is_said() {
    let folder = make_folder();
    let dialog = Dialog::Path {
        purpose: Purpose::Open,
        text: typed(&folder, &format!("gone{MAIN_SEPARATOR}x.json")),
    };
    let mut harness = open_dialog(empty_app(), dialog);
    harness.get_by_label_contains("The folder could not be read");
    press(&mut harness, Key::Enter);
    assert!(harness.state().app.dialog.is_some());
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().app.dialog, None);
}
