//! Opening, saving, exporting, closing and quitting, without the window.
#![expect(
    clippy::disallowed_methods,
    reason = "a test lays out the files that it opens"
)]

use std::path::Path;

use expect_test::expect;
use linchpin::app::{Action, Dialog, Purpose, Then, UnsavedAnswer, WindowRequest};
use linchpin::edit::{Edit, Field};

use super::desk::Desk;

const MAP: &str = "= Raise the fees\n  + Buses are full\n";
const READ_ONLY: &[u8] = include_bytes!("../../samples/read-only.argmap.json");

fn save_to(desk: &mut Desk, name: &str) -> std::path::PathBuf {
    let path = desk.path(name);
    desk.run_with_file("save-as", &path);
    path
}

fn switch(desk: &mut Desk, wording: &str) {
    desk.select(wording);
    desk.run("flip");
}

#[test]
fn a_map_without_a_file_asks_for_one_to_be_saved() {
    let mut desk = Desk::with_map(MAP);
    switch(&mut desk, "Buses are full");
    assert!(desk.tab().is_dirty());
    desk.run("save");
    assert!(matches!(
        desk.asked_for_file(),
        Some(Purpose::SaveAs { then: None, .. })
    ));
    let path = save_to(&mut desk, "fees.argmap.json");
    assert!(path.exists());
    assert!(!desk.tab().is_dirty());
    assert_eq!(desk.tab().path.as_deref(), Some(path.as_path()));
    assert_eq!(desk.told(), Vec::<String>::new());
}

#[test]
fn a_saved_map_is_saved_again_without_a_question() {
    let mut desk = Desk::with_map(MAP);
    let path = save_to(&mut desk, "fees.argmap.json");
    let before = std::fs::read(&path).unwrap();
    switch(&mut desk, "Buses are full");
    desk.run("save");
    assert_eq!(desk.asked_for_file(), None);
    assert!(!desk.tab().is_dirty());
    assert_ne!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_name_without_an_ending_gets_the_one_of_maps() {
    let mut desk = Desk::with_map(MAP);
    let path = desk.path("fees");
    desk.run_with_file("save-as", &path);
    assert!(desk.path("fees.argmap.json").exists());
}

#[test]
fn what_was_saved_is_what_is_opened() {
    let mut desk = Desk::with_map(MAP);
    let path = save_to(&mut desk, "fees.argmap.json");
    let bytes = std::fs::read(&path).unwrap();
    let before = desk.draw();
    desk.run("close");
    assert!(desk.app.tabs().is_empty());
    desk.perform(Action::Open(path.clone()));
    assert_eq!(desk.draw(), before);
    assert!(!desk.tab().is_dirty());
    desk.run("save");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn folded_boxes_are_folded_when_the_map_is_opened_again() {
    let mut desk = Desk::with_map(MAP);
    let top = desk.node("Raise the fees");
    desk.perform(Action::ToggleFold(top.clone()));
    let path = save_to(&mut desk, "fees.argmap.json");
    desk.run("close");
    desk.perform(Action::Open(path));
    assert!(desk.tab().folded.contains(&top));
}

#[test]
fn a_file_that_is_open_is_only_brought_to_the_front() {
    let mut desk = Desk::with_map(MAP);
    let path = save_to(&mut desk, "fees.argmap.json");
    desk.add_map("= Another");
    desk.perform(Action::Open(path));
    assert_eq!(desk.app.tabs().len(), 2);
    assert_eq!(desk.app.active(), 0);
}

#[test]
fn an_empty_untouched_map_gives_way_to_what_is_opened() {
    let mut desk = Desk::new();
    desk.run("new");
    let path = desk.write("a.argmap.json", READ_ONLY);
    desk.perform(Action::Open(path));
    assert_eq!(desk.app.tabs().len(), 1);
}

#[test]
fn a_map_that_asks_for_more_than_is_known_opens_for_reading_only() {
    let mut desk = Desk::new();
    let path = desk.write("a.argmap.json", READ_ONLY);
    desk.perform(Action::Open(path.clone()));
    assert!(desk.tab().editor.is_read_only());
    expect![[r#"
        [
            "This map asks for “org.example.weights” and this program cannot serve that: the map is shown, but cannot be changed here; a program that knows it can",
        ]
    "#]].assert_debug_eq(&desk.told());
    let node = desk.tab().document().nodes().rows()[0].id.clone();
    desk.perform(Action::Select(Some(node)));
    desk.run("delete");
    desk.run("add-child");
    desk.run("edit-text");
    assert_eq!(desk.tab().document().nodes().len(), 1);
    desk.run("save");
    assert!(matches!(
        desk.asked_for_file(),
        Some(Purpose::SaveAs { .. })
    ));
    assert_eq!(std::fs::read(path).unwrap(), READ_ONLY);
}

#[test]
fn a_file_of_a_newer_version_is_left_alone() {
    let mut desk = Desk::new();
    let text = r#"{"format": "argument-map", "version": 99, "id": "m-1",
        "created": "2026-11-22T23:24:00Z", "modified": "2026-11-22T23:24:00Z"}"#;
    let path = desk.write("newer.argmap.json", text.as_bytes());
    desk.perform(Action::Open(path.clone()));
    assert!(desk.app.tab().is_none_or(|tab| tab.editor.is_read_only()));
    assert_eq!(desk.told().len(), 1);
    assert!(desk.told()[0].contains("newer"), "{:?}", desk.told());
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[test]
fn a_file_that_has_changed_on_disk_is_not_overwritten_unasked() {
    let mut desk = Desk::with_map(MAP);
    let path = save_to(&mut desk, "fees.argmap.json");
    std::fs::write(&path, b"{\"written by\": \"somebody else\"}").unwrap();
    switch(&mut desk, "Buses are full");
    desk.run("save");
    assert!(matches!(
        desk.app.dialog,
        Some(Dialog::ChangedOnDisk { .. })
    ));
    assert!(desk.tab().is_dirty());
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("somebody else")
    );
    desk.perform(Action::SaveAnyway);
    assert_eq!(desk.app.dialog, None);
    assert!(!desk.tab().is_dirty());
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("Raise the fees")
    );
}

#[test]
fn a_large_file_is_asked_about() {
    let mut desk = Desk::new();
    let path = desk.path("large.txt");
    let file = std::fs::File::create(&path).unwrap();
    file.set_len(linchpin::storage::load::LARGE_BYTES + 1)
        .unwrap();
    desk.perform(Action::Open(path));
    assert!(matches!(desk.app.dialog, Some(Dialog::LargeFile { .. })));
    desk.perform(Action::SetDialog(None));
    assert!(desk.app.tabs().is_empty());
}

#[test]
fn what_cannot_be_opened_gives_one_clear_message_and_changes_nothing() {
    let mut desk = Desk::new();
    let files: [(&str, &[u8]); 5] = [
        ("empty.argmap.json", b""),
        ("cut.argmap.json", &READ_ONLY[..READ_ONLY.len() - 40]),
        ("foreign.json", br#"{"name": "something else"}"#),
        ("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 3]),
        ("noise.argmap.json", b"not json at all"),
    ];
    let mut told = String::new();
    for (name, bytes) in files {
        let path = desk.write(name, bytes);
        desk.perform(Action::Open(path.clone()));
        let messages = desk.told();
        assert_eq!(messages.len(), 1, "{name}: {messages:?}");
        told.push_str(&messages[0].replace(&format!("{}/", desk.folder.path().display()), ""));
        told.push('\n');
        desk.perform(Action::DismissMessage(messages[0].clone()));
        assert_eq!(std::fs::read(path).unwrap(), bytes);
    }
    desk.perform(Action::Open(desk.path("missing.argmap.json")));
    desk.perform(Action::Open(desk.folder.path().to_owned()));
    for message in desk.told() {
        told.push_str(&message.replace(&format!("{}/", desk.folder.path().display()), ""));
        told.push('\n');
    }
    assert!(desk.app.tabs().is_empty());
    assert_eq!(told.lines().count(), 7);
    let folder = desk.folder.path().display().to_string();
    expect![[r#"
        The file could not be opened because it is empty. Its content may have been lost; look for a backup copy: empty.argmap.json
        The file breaks off at line 13, column 47, so part of the map is missing; open a backup copy of it · cut.argmap.json
        This is JSON of another kind, not an argument map; choose a file whose name ends in .argmap.json · foreign.json
        This cannot be read as an article: it is a binary file, not text. Save it as plain text or Markdown, or copy its text and paste it. File: binary.txt
        This is a text of another kind, not an argument map; choose a file whose name ends in .argmap.json · noise.argmap.json
        The file could not be opened because it is not there. It may have been moved or renamed; choose it again: missing.argmap.json
        This is a folder, not a file. Choose a file in it: FOLDER
    "#]].assert_eq(&told.replace(&folder, "FOLDER"));
}

#[test]
fn a_save_that_fails_says_so_and_the_map_stays_unsaved() {
    let mut desk = Desk::with_map(MAP);
    switch(&mut desk, "Buses are full");
    let path = desk.path("no such folder").join("fees.argmap.json");
    desk.run_with_file("save-as", &path);
    assert!(desk.tab().is_dirty());
    assert_eq!(desk.told().len(), 1);
    assert!(
        desk.told()[0].ends_with("fees.argmap.json"),
        "{:?}",
        desk.told()
    );
}

#[test]
fn a_map_is_exported_in_the_format_that_the_ending_names() {
    let mut desk = Desk::with_map(MAP);
    let path = desk.path("fees.md");
    desk.run_with_file("export", &path);
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("Raise the fees")
    );
    assert!(desk.told()[0].ends_with("fees.md"), "{:?}", desk.told());
    assert_eq!(desk.tab().path, None, "an export is no save");
    let unknown = desk.path("fees.xyz");
    desk.run_with_file("export", &unknown);
    assert!(!unknown.exists());
    assert_eq!(desk.told().len(), 2);
}

#[test]
fn an_export_names_the_people_of_a_map_once_that_is_ticked() {
    let mut desk = Desk::with_map(MAP);
    let authors = Field::Authors(vec!["Zebulon Quixby".into()]);
    let edit = Edit::SetField { field: authors };
    desk.perform(Action::Edit(Box::new(edit)));
    let path = desk.path("fees.html");
    desk.run_with_file("export", &path);
    assert!(!std::fs::read_to_string(&path).unwrap().contains("Quixby"));
    assert!(
        desk.told()[0].contains("Name people in exports"),
        "{:?}",
        desk.told()
    );
    let map = save_to(&mut desk, "fees.argmap.json");
    assert!(std::fs::read_to_string(&map).unwrap().contains("Quixby"));
    desk.run("name-people");
    let path = desk.path("named.html");
    desk.run_with_file("export", &path);
    assert!(std::fs::read_to_string(&path).unwrap().contains("Quixby"));
    assert!(read_settings(&desk).contains("\"names_people\": true"));
}

#[test]
fn files_opened_or_saved_are_recent_after_a_restart_the_latest_first() {
    let mut desk = Desk::with_map(MAP);
    let first = save_to(&mut desk, "first.argmap.json");
    let second = desk.write("second.txt", b"A title\n\nThe text of an article.\n");
    desk.perform(Action::Open(second.clone()));
    let desk = desk.restart();
    let recent: Vec<&Path> = desk
        .app
        .settings
        .recent
        .files()
        .iter()
        .map(|file| file.path.as_path())
        .collect();
    assert_eq!(recent, [second.as_path(), first.as_path()]);
}

#[test]
fn nothing_is_remembered_of_files_once_that_is_off() {
    let mut desk = Desk::with_map(MAP);
    save_to(&mut desk, "first.argmap.json");
    assert_eq!(desk.app.settings.recent.files().len(), 1);
    desk.run("remember-files");
    assert!(desk.app.settings.recent.files().is_empty());
    let article = desk.write("private.txt", b"A title\n\nThe text of an article.\n");
    let other = desk.write("debate.argdown", b"[A]: a\n  + <B>: b\n");
    desk.perform(Action::Open(article));
    desk.perform(Action::Open(other));
    desk.app.dialog = None;
    save_to(&mut desk, "private.argmap.json");
    let mut desk = desk.restart();
    assert!(desk.app.settings.recent.files().is_empty());
    assert_eq!(desk.app.settings.last_folder, None);
    desk.run("remember-files");
    desk.add_map(MAP);
    save_to(&mut desk, "second.argmap.json");
    assert_eq!(desk.app.settings.recent.files().len(), 1);
}

/// What the settings say on the disk.
fn read_settings(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path("config/settings.json")).unwrap_or_default()
}

#[test]
fn of_a_sensitive_map_the_settings_know_neither_name_nor_folder() {
    let mut desk = Desk::with_map(MAP);
    let field = Field::Sensitive(true);
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
    std::fs::create_dir(desk.path("divorce")).unwrap();
    let path = save_to(&mut desk, "divorce/plan.argmap.json");
    desk.run_with_file("export", &desk.path("divorce/plan.svg"));
    desk.app.dialog = None;
    desk.run_with_file("compare", &path);
    desk.app.dialog = None;
    // Where it is saved again, the folder is at hand all the same.
    desk.run("save-as");
    let folder = desk
        .app
        .take_requests()
        .into_iter()
        .find_map(|it| match it {
            WindowRequest::ChooseFile { folder, .. } => folder,
            _ => None,
        });
    assert_eq!(folder, Some(desk.path("divorce")));

    let mut desk = desk.restart();
    assert_eq!(desk.app.settings.last_folder, None);
    desk.run_with_file("open", &path);
    assert!(desk.tab().document().meta().sensitive);
    let settings = read_settings(&desk);
    assert!(
        !settings.contains("divorce") && !settings.contains("plan"),
        "{settings}"
    );
}

#[test]
fn the_folder_of_a_map_that_became_sensitive_is_forgotten_and_others_are_not() {
    let mut desk = Desk::with_map(MAP);
    std::fs::create_dir(desk.path("divorce")).unwrap();
    let path = save_to(&mut desk, "divorce/plan.argmap.json");
    assert_eq!(desk.app.settings.last_folder, Some(desk.path("divorce")));
    let field = Field::Sensitive(true);
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
    desk.run("save");
    assert_eq!(desk.app.settings.last_folder, None);
    desk.add_map(MAP);
    save_to(&mut desk, "plain.argmap.json");
    desk.perform(Action::Open(path));
    let here = desk.folder.path().to_owned();
    assert_eq!(desk.app.settings.last_folder, Some(here));
}

#[test]
fn a_sensitive_map_is_not_remembered() {
    let mut desk = Desk::new();
    let text = r#"{"format": "argument-map", "version": 1, "id": "m-1", "sensitive": true,
        "created": "2026-11-22T23:24:00Z", "modified": "2026-11-22T23:24:00Z"}"#;
    let path = desk.write("secret.argmap.json", text.as_bytes());
    desk.perform(Action::Open(path));
    assert!(desk.tab().document().meta().sensitive);
    assert!(desk.app.settings.recent.files().is_empty());
    let settings = std::fs::read_dir(desk.path("config"))
        .into_iter()
        .flatten()
        .flatten();
    for file in settings {
        let text = std::fs::read_to_string(file.path()).unwrap();
        assert!(!text.contains("secret"), "{text}");
    }
}

#[test]
fn an_article_that_is_opened_starts_a_map_of_its_name() {
    let mut desk = Desk::new();
    let path = desk.write(
        "water.txt",
        b"The pipes leak. Nobody knows how much is lost.\n",
    );
    desk.perform(Action::Open(path));
    assert_eq!(desk.tab().name(), "water");
    assert_eq!(desk.tab().document().sources().len(), 1);
    assert_eq!(desk.app.focus, linchpin::app::PanelId::Reader);
}

#[test]
fn an_article_can_be_added_to_the_map_in_front() {
    let mut desk = Desk::with_map(MAP);
    let path = desk.write("water.txt", b"The pipes leak.\n");
    desk.run_with_file("add-article", &path);
    assert_eq!(desk.app.tabs().len(), 1);
    assert_eq!(desk.tab().document().sources().len(), 1);
    desk.run("undo");
    assert!(desk.tab().document().sources().is_empty());
}

#[test]
fn quitting_asks_for_each_map_with_unsaved_work_and_cancel_stays() {
    let mut desk = Desk::with_map(MAP);
    switch(&mut desk, "Buses are full");
    desk.add_map("= Clean");
    desk.add_map("= Two\n  + More");
    switch(&mut desk, "More");
    desk.run("quit");
    assert!(matches!(
        desk.app.dialog,
        Some(Dialog::Unsaved {
            then: Then::Quit,
            ..
        })
    ));
    assert_eq!(desk.app.active(), 0);
    desk.perform(Action::AnswerUnsaved(UnsavedAnswer::Cancel));
    assert_eq!(desk.app.tabs().len(), 3);
    desk.run("quit");
    desk.perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
    assert!(matches!(desk.app.dialog, Some(Dialog::Unsaved { .. })));
    assert_eq!(desk.draw(), "= Two\n  - More\n");
    desk.perform(Action::AnswerUnsaved(UnsavedAnswer::Save));
    let purpose = desk.asked_for_file();
    assert!(matches!(
        purpose,
        Some(Purpose::SaveAs {
            then: Some(Then::Quit),
            ..
        })
    ));
    let path = desk.path("two.argmap.json");
    desk.perform(Action::FileChosen(purpose.unwrap(), Some(path.clone())));
    assert!(path.exists());
    assert!(desk.app.take_requests().contains(&WindowRequest::Close));
}

#[test]
fn a_save_that_fails_does_not_quit() {
    let mut desk = Desk::with_map(MAP);
    switch(&mut desk, "Buses are full");
    desk.run("quit");
    desk.perform(Action::AnswerUnsaved(UnsavedAnswer::Save));
    let purpose = desk.asked_for_file().unwrap();
    let path = desk.path("no such folder").join("a.argmap.json");
    desk.perform(Action::FileChosen(purpose, Some(path)));
    assert!(!desk.app.take_requests().contains(&WindowRequest::Close));
    assert!(desk.tab().is_dirty());
}

#[test]
fn a_wording_that_is_open_is_saved_as_it_stands() {
    let mut desk = Desk::with_map(MAP);
    let node = desk.node("Buses are full");
    desk.perform(Action::OpenWording(node));
    desk.perform(Action::DraftWording("Buses are crowded".to_owned()));
    let path = save_to(&mut desk, "fees.argmap.json");
    assert!(
        std::fs::read_to_string(path)
            .unwrap()
            .contains("Buses are crowded")
    );
    assert!(!desk.tab().is_dirty());
}

#[test]
fn a_map_undone_to_what_was_saved_is_saved() {
    let mut desk = Desk::with_map(MAP);
    save_to(&mut desk, "fees.argmap.json");
    switch(&mut desk, "Buses are full");
    assert!(desk.tab().is_dirty());
    desk.run("undo");
    assert!(!desk.tab().is_dirty());
    desk.run("redo");
    assert!(desk.tab().is_dirty());
}

#[test]
fn every_template_and_sample_opens_without_a_file_and_can_be_edited() {
    for template in linchpin::app::Template::ALL {
        let mut desk = Desk::new();
        desk.perform(Action::StartFrom(template.id));
        assert_eq!(desk.n_steps(), 1, "{}", template.id);
        assert!(desk.tab().path.is_none());
    }
    for sample in linchpin::app::Sample::ALL {
        let mut desk = Desk::new();
        desk.perform(Action::OpenSample(sample.id));
        assert!(desk.tab().path.is_none() && !desk.tab().is_dirty());
        assert!(!desk.tab().editor.is_read_only());
        assert!(desk.tab().reading.source.is_some(), "{}", sample.id);
        assert!(desk.told().is_empty(), "{:?}", desk.told());
    }
}
