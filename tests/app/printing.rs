//! Printing: what is remembered, what is written, and what the window is asked to show.
#![expect(
    clippy::disallowed_methods,
    reason = "tests write files for the program to find"
)]

use linchpin::app::{
    Action, App, Dialog, ExportKind, FixedHost, Purpose, TaskMode, UnsavedAnswer, WindowRequest,
};
use linchpin::edit::{Edit, Field};
use linchpin::format::picture::pages::PageSetup;
use linchpin::model::Time;
use linchpin::storage::{Folders, Settings};
use tempfile::TempDir;

const SAMPLE: &str = include_str!("../../samples/tour/mill-street.argmap.json");

fn open(folder: &TempDir) -> App {
    let folders = Folders {
        config: folder.path().join("config"),
        state: folder.path().join("state"),
    };
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
    let mut app = App::new(Box::new(host), Some(folders), TaskMode::Inline);
    let path = folder.path().join("mill.argmap.json");
    std::fs::write(&path, SAMPLE).unwrap();
    app.perform(Action::Open(path));
    app.poll();
    app
}

fn tiled() -> PageSetup {
    PageSetup {
        paper: "a3".to_owned(),
        is_tiled: true,
        scale: 0.5,
        ..PageSetup::default()
    }
}

#[test]
fn the_key_of_print_opens_the_page_set_up_of_the_map_in_front() {
    let folder = TempDir::new().unwrap();
    let mut app = open(&folder);
    app.perform(Action::Run("print"));
    let tab = app.tab().unwrap().key;
    assert_eq!(app.dialog, Some(Dialog::Print { tab }));
}

#[test]
fn a_pdf_is_saved_under_a_name_and_the_page_set_up_is_remembered() {
    let folder = TempDir::new().unwrap();
    let mut app = open(&folder);
    let tab = app.tab().unwrap().key;
    app.perform(Action::PrintToFile(tab, Box::new(tiled())));
    let kind = ExportKind::Sheets;
    let purpose = Purpose::Export { tab, kind };
    let asked = app.take_requests();
    assert!(asked.iter().any(|request| matches!(
        request,
        WindowRequest::ChooseFile { purpose: it, name, .. }
            if *it == purpose && name.strip_suffix(".pdf").is_some()
    )));
    // Whatever was typed, sheets are those of a PDF.
    let typed = folder.path().join("out.svg");
    app.perform(Action::FileChosen(purpose, Some(typed)));
    app.poll();
    let bytes = std::fs::read(folder.path().join("out.svg.pdf")).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    let (kept, _) = Settings::load(&folder.path().join("config"));
    let kept: PageSetup = serde_json::from_value(kept.pages.unwrap()).unwrap();
    assert_eq!(kept, tiled());
    assert_eq!(app.page_setup(), tiled());
    // Nobody was asked about the file whose name comes of that.
    let there = folder.path().join("out.svg.pdf");
    linchpin::storage::save_atomically(&there, b"theirs", None).unwrap();
    app.perform(Action::PrintToFile(tab, Box::new(tiled())));
    app.perform(Action::FileChosen(
        purpose,
        Some(folder.path().join("out.svg")),
    ));
    app.poll();
    assert_eq!(std::fs::read(&there).unwrap(), b"theirs");
    let path = there.clone();
    assert_eq!(app.dialog, Some(Dialog::Replace { purpose, path }));
    app.perform(Action::FileChosen(purpose, Some(there.clone())));
    app.poll();
    assert!(std::fs::read(&there).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn what_a_viewer_is_shown_is_closed_to_others_and_replaces_what_was_shown_before() {
    let folder = TempDir::new().unwrap();
    let mut app = open(&folder);
    let tab = app.tab().unwrap().key;
    let shown = folder.path().join("state").join("print");
    std::fs::create_dir_all(&shown).unwrap();
    std::fs::write(shown.join("older.pdf"), "older").unwrap();
    app.perform(Action::PrintByViewer(tab, Box::new(tiled())));
    app.poll();
    let file = app.take_requests().into_iter().find_map(|it| match it {
        WindowRequest::ShowFile(path) => Some(path),
        _ => None,
    });
    let file = file.unwrap();
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF-"));
    assert!(!shown.join("older.pdf").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}

#[test]
fn what_a_viewer_was_shown_of_a_sensitive_map_is_removed_at_the_end_and_after_a_bad_one() {
    let cases = [(true, true), (true, false), (false, true), (false, false)];
    for (sensitive, ends_well) in cases {
        let folder = TempDir::new().unwrap();
        let mut app = open(&folder);
        let field = Field::Sensitive(sensitive);
        app.perform(Action::Edit(Box::new(Edit::SetField { field })));
        let tab = app.tab().unwrap().key;
        app.perform(Action::PrintByViewer(tab, Box::new(tiled())));
        app.poll();
        let shown = folder.path().join("state").join("print");
        let shown = if sensitive {
            shown.join("sensitive")
        } else {
            shown
        };
        let count = || std::fs::read_dir(&shown).unwrap().count();
        assert_eq!(count(), 1);
        if ends_well {
            app.perform(Action::Quit);
            if app.dialog.is_some() {
                app.perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
            }
            assert!(app.take_requests().contains(&WindowRequest::Close));
        } else {
            drop(app);
            drop(open(&folder));
        }
        assert_eq!(count(), usize::from(!sensitive));
    }
}

#[test]
fn a_picture_that_carries_its_map_is_asked_about_and_opens_again() {
    let folder = TempDir::new().unwrap();
    let mut app = open(&folder);
    let tab = app.tab().unwrap().key;
    app.perform(Action::Run("export-with-map"));
    assert_eq!(app.dialog, Some(Dialog::CarryMap { tab }));
    app.perform(Action::ExportWithMap(tab));
    let kind = ExportKind::WithMap;
    let path = folder.path().join("mill.png");
    let purpose = Purpose::Export { tab, kind };
    app.perform(Action::FileChosen(purpose, Some(path.clone())));
    app.poll();
    let before = app.tab().unwrap().document().clone();
    app.perform(Action::Open(path));
    app.poll();
    assert_eq!(app.tabs().len(), 2);
    let after = app.tab().unwrap();
    assert_eq!(after.document(), &before);
    assert!(after.path.is_none(), "a picture is no place to save a map");
}

#[test]
fn a_page_set_up_that_nobody_understands_gives_way_to_the_usual() {
    let folder = TempDir::new().unwrap();
    let mut app = open(&folder);
    app.settings.pages = Some(serde_json::json!({ "margin": "wide" }));
    assert_eq!(app.page_setup(), PageSetup::default());
}
