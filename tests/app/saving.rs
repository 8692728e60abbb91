//! Saving, closing and quitting: what is on disk, what is asked, and what follows.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use linchpin::app::{
    Action, App, Dialog, ExportKind, FixedHost, Purpose, TaskMode, Then, UnsavedAnswer,
    WindowRequest,
};
use linchpin::edit::{Edit, Field};
use linchpin::model::{Document, Extra, Id, Kind, Node, RawJson, Time};
use linchpin::storage::{Folders, Settings};
use tempfile::TempDir;

fn folder() -> TempDir {
    TempDir::new().unwrap()
}

fn open_app(mode: TaskMode, folders: Option<Folders>) -> App {
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
    App::new(Box::new(host), folders, mode)
}

/// A program whose work runs on threads, and what waits until one piece of it has ended.
fn threaded_app() -> (App, mpsc::Receiver<()>) {
    let (sender, ended) = mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let wake = move || sender.lock().unwrap().send(()).unwrap_or_default();
    (open_app(TaskMode::Threads(Arc::new(wake)), None), ended)
}

fn rename(app: &mut App, title: &str) {
    let field = Field::Title(title.to_owned());
    app.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

fn save_as(app: &mut App, path: &Path, then: Option<Then>) {
    let tab = app.tab().unwrap().key;
    let purpose = Purpose::SaveAs { tab, then };
    app.perform(Action::FileChosen(purpose, Some(path.to_owned())));
    app.poll();
}

fn run(app: &mut App, id: &'static str) {
    app.perform(Action::Run(id));
    app.poll();
}

/// A program with one saved map, called "one".
fn saved_map(folder: &TempDir) -> (App, PathBuf) {
    let mut app = open_app(TaskMode::Inline, None);
    app.new_map();
    rename(&mut app, "one");
    let path = folder.path().join("one.argmap.json");
    save_as(&mut app, &path, None);
    assert!(!app.tab().unwrap().is_dirty());
    (app, path)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn write(path: &Path, text: &str) {
    linchpin::storage::save_atomically(path, text.as_bytes(), None).unwrap();
}

fn first_message(app: &App) -> String {
    app.messages
        .iter()
        .map(|message| message.text.as_str())
        .collect()
}

#[test]
fn a_map_that_cannot_be_saved_elsewhere_keeps_its_file() {
    let folder = folder();
    let (mut app, path) = saved_map(&folder);
    rename(&mut app, "two");
    save_as(
        &mut app,
        &folder.path().join("gone/other.argmap.json"),
        None,
    );
    assert_eq!(app.tab().unwrap().path, Some(path.clone()));
    assert!(app.tab().unwrap().is_dirty());
    run(&mut app, "save");
    assert!(read(&path).contains("\"two\""));
}

#[test]
fn a_file_whose_ending_was_added_is_not_replaced_without_a_question() {
    let folder = folder();
    let (mut app, _) = saved_map(&folder);
    let taken = folder.path().join("taken.argmap.json");
    write(&taken, "somebody's");
    save_as(&mut app, &folder.path().join("taken"), Some(Then::Close));
    assert_eq!(read(&taken), "somebody's");
    let Some(Dialog::Replace { purpose, path }) = app.dialog.clone() else {
        panic!("no question: {:?}", app.dialog);
    };
    app.perform(Action::FileChosen(purpose, Some(path)));
    app.poll();
    assert!(read(&taken).contains("\"one\""));
    assert!(app.tab().is_none(), "closing did not follow");
}

#[test]
fn overwriting_a_file_that_changed_goes_on_with_what_was_asked_for() {
    let folder = folder();
    let (mut app, path) = saved_map(&folder);
    rename(&mut app, "two");
    write(&path, "theirs");
    run(&mut app, "close");
    app.perform(Action::AnswerUnsaved(UnsavedAnswer::Save));
    app.poll();
    assert!(matches!(app.dialog, Some(Dialog::ChangedOnDisk { .. })));
    assert_eq!(read(&path), "theirs");
    app.perform(Action::SaveAnyway);
    app.poll();
    assert!(read(&path).contains("\"two\""));
    assert!(app.tab().is_none());
}

#[test]
fn a_failed_overwriting_leaves_the_next_save_as_careful_as_before() {
    let folder = folder();
    let (mut app, path) = saved_map(&folder);
    rename(&mut app, "two");
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let tab = app.tab().unwrap().key;
    app.dialog = Some(Dialog::ChangedOnDisk {
        tab,
        path: path.clone(),
    });
    app.perform(Action::SaveAnyway);
    app.poll();
    std::fs::remove_dir(&path).unwrap();
    write(&path, "theirs");
    run(&mut app, "save");
    assert_eq!(read(&path), "theirs");
    assert!(matches!(app.dialog, Some(Dialog::ChangedOnDisk { .. })));
}

const NEWER: &str = r#"{"format": "argument-map", "version": 99, "id": "m-newer000", "title": "later",
"created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z", "novelty": {"deep": [1.50]},
"nodes": [{"id": "n-1", "kind": "claim", "text": "T", "aura": "blue"}], "links": [], "views": []}"#;

fn open_newer(folder: &TempDir) -> (App, PathBuf) {
    let path = folder.path().join("newer.argmap.json");
    write(&path, NEWER);
    let mut app = open_app(TaskMode::Inline, None);
    app.perform(Action::Open(path.clone()));
    app.poll();
    assert!(app.tab().unwrap().editor.is_read_only());
    (app, path)
}

#[test]
fn a_newer_map_is_never_replaced_whatever_the_name_it_is_reached_by() {
    let folder = folder();
    let (mut app, path) = open_newer(&folder);
    save_as(&mut app, &path, None);
    assert_eq!(read(&path), NEWER);
    #[cfg(unix)]
    {
        let alias = folder.path().join("alias.json");
        std::os::unix::fs::symlink(&path, &alias).unwrap();
        save_as(&mut app, &alias, None);
    }
    let tab = app.tab().unwrap().key;
    app.perform(Action::FileChosen(
        Purpose::Export {
            tab,
            kind: ExportKind::Plain,
        },
        Some(path.clone()),
    ));
    app.poll();
    assert_eq!(read(&path), NEWER);
    assert!(app.tab().unwrap().editor.is_read_only());
    assert!(first_message(&app).contains("newer program"));
}

#[test]
fn a_copy_of_a_newer_map_can_be_edited_and_keeps_what_is_not_known() {
    let folder = folder();
    let (mut app, _) = open_newer(&folder);
    let copy = folder.path().join("copy.argmap.json");
    save_as(&mut app, &copy, None);
    assert!(!app.tab().unwrap().editor.is_read_only());
    rename(&mut app, "mine");
    run(&mut app, "save");
    let text = read(&copy);
    for kept in ["\"mine\"", "novelty", "1.50", "\"aura\": \"blue\""] {
        assert!(text.contains(kept), "{kept} is not in {text}");
    }
    let mut again = open_app(TaskMode::Inline, None);
    again.perform(Action::Open(copy));
    again.poll();
    assert!(!again.tab().unwrap().editor.is_read_only());
}

#[test]
fn a_copy_of_a_map_that_asks_for_more_asks_no_longer() {
    let folder = folder();
    let path = folder.path().join("asks.argmap.json");
    let text = NEWER.replace("99", "1, \"requires\": [\"telepathy\"]");
    write(&path, &text);
    let mut app = open_app(TaskMode::Inline, None);
    app.perform(Action::Open(path.clone()));
    app.poll();
    let copy = folder.path().join("copy.argmap.json");
    save_as(&mut app, &copy, None);
    rename(&mut app, "mine");
    run(&mut app, "save");
    assert!(!read(&copy).contains("telepathy"));
    assert_eq!(read(&path), text);
}

#[test]
fn the_last_state_reaches_the_disk_last_however_fast_one_saves() {
    let folder = folder();
    let path = folder.path().join("fast.argmap.json");
    let (mut app, ended) = threaded_app();
    app.new_map();
    rename(&mut app, "one");
    let tab = app.tab().unwrap().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    app.perform(Action::FileChosen(purpose, Some(path.clone())));
    rename(&mut app, "two");
    app.perform(Action::Run("save"));
    rename(&mut app, "three");
    app.perform(Action::FileChosen(purpose, Some(path.clone())));
    while app.is_busy() {
        ended.recv().unwrap();
        app.poll();
    }
    assert!(read(&path).contains("\"three\""));
    assert!(!app.tab().unwrap().is_dirty());
    assert_eq!(app.dialog, None);
}

#[test]
fn quitting_while_the_map_is_written_waits_and_then_closes() {
    let folder = folder();
    let (mut app, ended) = threaded_app();
    app.new_map();
    rename(&mut app, "one");
    let tab = app.tab().unwrap().key;
    let path = folder.path().join("one.argmap.json");
    let purpose = Purpose::SaveAs { tab, then: None };
    app.perform(Action::FileChosen(purpose, Some(path.clone())));
    app.perform(Action::Quit);
    assert_eq!(app.dialog, None);
    assert_eq!(app.take_requests(), []);
    ended.recv().unwrap();
    app.poll();
    assert_eq!(app.take_requests(), [WindowRequest::Close]);
    assert!(read(&path).contains("\"one\""));
}

#[test]
fn a_map_given_up_while_quitting_stays_if_the_program_stays() {
    let mut app = open_app(TaskMode::Inline, None);
    for title in ["one", "two"] {
        app.new_map();
        rename(&mut app, title);
    }
    app.perform(Action::Quit);
    app.perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
    app.perform(Action::AnswerUnsaved(UnsavedAnswer::Cancel));
    assert_eq!(app.tabs().len(), 2);
    app.perform(Action::Quit);
    for _ in 0..2 {
        app.perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
    }
    assert_eq!(app.take_requests(), [WindowRequest::Close]);
}

#[test]
fn words_being_typed_are_kept_when_another_map_comes_to_the_front() {
    let mut app = open_app(TaskMode::Inline, None);
    app.new_map();
    app.perform(Action::Run("add-child"));
    app.perform(Action::DraftWording("half a thou".to_owned()));
    app.perform(Action::OpenSample("tour"));
    assert_eq!(app.tabs()[0].wording, None);
    assert_eq!(
        app.tabs()[0].document().nodes().rows()[0].text,
        "half a thou"
    );
}

#[test]
fn undo_takes_back_the_words_being_typed_and_redo_brings_them_back() {
    let mut app = open_app(TaskMode::Inline, None);
    app.perform(Action::OpenSample("tour"));
    let node: Id = app.tab().unwrap().document().nodes().rows()[0].id.clone();
    let text = |app: &App| {
        let tab = app.tab().unwrap();
        tab.document()
            .nodes()
            .get(node.as_str())
            .unwrap()
            .text
            .clone()
    };
    let before = text(&app);
    app.perform(Action::OpenWording(node.clone()));
    app.perform(Action::DraftWording("other words".to_owned()));
    app.undo();
    assert_eq!(text(&app), before);
    app.redo();
    assert_eq!(text(&app), "other words");
}

#[test]
fn undo_while_a_new_box_is_still_empty_takes_back_that_box_alone() {
    let mut app = open_app(TaskMode::Inline, None);
    app.perform(Action::OpenSample("tour"));
    rename(&mut app, "renamed");
    let n = app.tab().unwrap().document().nodes().len();
    app.perform(Action::Run("add-child"));
    app.undo();
    let document = app.tab().unwrap().document();
    assert_eq!(document.nodes().len(), n);
    assert_eq!(document.meta().title, "renamed");
}

#[test]
fn a_file_opened_twice_at_once_has_one_tab() {
    let folder = folder();
    let (_, path) = saved_map(&folder);
    let (mut app, ended) = threaded_app();
    app.perform(Action::Open(path.clone()));
    app.perform(Action::Open(path.clone()));
    let detour = folder.path().join(".").join("one.argmap.json");
    app.perform(Action::Open(detour));
    while app.is_busy() {
        ended.recv().unwrap();
        app.poll();
    }
    assert_eq!(app.tabs().len(), 1);
}

#[test]
fn a_map_that_became_sensitive_leaves_the_recent_files_when_it_is_saved() {
    let folder = folder();
    let (mut app, path) = saved_map(&folder);
    assert_eq!(app.settings.recent.files().len(), 1);
    let field = Field::Sensitive(true);
    app.perform(Action::Edit(Box::new(Edit::SetField { field })));
    save_as(&mut app, &path, None);
    assert_eq!(app.settings.recent.files().len(), 0);
}

#[test]
fn saving_keeps_the_order_of_folded_boxes_and_those_that_are_missing() {
    let folder = folder();
    let path = folder.path().join("folded.argmap.json");
    let text = r#"{"format": "argument-map", "version": 1, "id": "m-folded00", "title": "f",
"created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z", "nodes": [
{"id": "n-1", "kind": "claim", "text": "A"}, {"id": "n-2", "kind": "claim", "text": "B"},
{"id": "n-3", "kind": "claim", "text": "C"}], "links": [
{"id": "l-1", "relation": "supports", "from": ["n-2"], "to": "n-1"},
{"id": "l-2", "relation": "supports", "from": ["n-3"], "to": "n-2"}],
"views": [{"id": "v-1", "collapsed": ["n-2", "n-gone", "n-1"]}]}"#;
    write(&path, text);
    let mut app = open_app(TaskMode::Inline, None);
    app.perform(Action::Open(path.clone()));
    app.poll();
    rename(&mut app, "g");
    run(&mut app, "save");
    let saved = app_view(&path);
    assert_eq!(saved, ["n-2", "n-gone", "n-1"]);
}

fn app_view(path: &Path) -> Vec<String> {
    let loaded = linchpin::format::native::read(read(path).as_bytes()).unwrap();
    let view = loaded.document.views().rows()[0].clone();
    view.collapsed.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_answered_about_a_map_that_is_closed_by_then_does_nothing_to_another_one() {
    let folder = folder();
    let (mut app, path) = saved_map(&folder);
    rename(&mut app, "two");
    let gone = app.tab().unwrap().key + 1;
    let chosen = folder.path().join("chosen.argmap.json");
    let then = Then::Close;
    let purpose = Purpose::SaveAs {
        tab: gone,
        then: Some(then),
    };
    app.perform(Action::FileChosen(purpose, Some(chosen.clone())));
    assert!(!chosen.exists());
    for answer in [UnsavedAnswer::Save, UnsavedAnswer::Discard] {
        app.dialog = Some(Dialog::Unsaved { tab: gone, then });
        app.perform(Action::AnswerUnsaved(answer));
        assert_eq!(app.dialog, None);
        // Asked by nobody.
        app.perform(Action::AnswerUnsaved(answer));
    }
    app.perform(Action::CloseTab(1));
    app.poll();
    assert!(app.tab().unwrap().is_dirty(), "as it was");
    assert!(read(&path).contains("\"one\""));
    assert_eq!(first_message(&app), "");
}

#[test]
fn a_map_that_would_not_read_back_is_not_written_and_that_is_told() {
    let folder = folder();
    let (mut app, path) = saved_map(&folder);
    let before = read(&path);
    let mut document = Document::clone(app.tab().unwrap().document());
    let mut node = Node::new(Id::parse("n-1").unwrap(), Kind::Claim, "");
    // It would be written beside the wording, under the same name.
    node.extra = Extra::from([("text".into(), RawJson::from_checked("1"))]);
    document.load_node(node).unwrap();
    app.add_tab(document);
    rename(&mut app, "two");
    save_as(&mut app, &path, None);
    assert!(app.tab().unwrap().is_dirty());
    let told = first_message(&app);
    assert!(told.contains("nothing was overwritten"), "{told}");
    assert!(told.ends_with("one.argmap.json"), "{told}");
    assert_eq!(read(&path), before);
}

#[test]
fn settings_are_written_only_when_they_have_changed() {
    let folder = folder();
    let folders = Folders {
        config: folder.path().join("config"),
        state: folder.path().join("state"),
    };
    let mut app = open_app(TaskMode::Inline, Some(folders.clone()));
    app.remember_settings();
    app.poll();
    assert!(!folders.config.exists());
    app.settings.reduced_motion = linchpin::storage::settings::ReducedMotion::Always;
    app.perform(Action::Quit);
    assert_eq!(app.take_requests(), [WindowRequest::Close]);
    let kept = Settings::load(&folders.config).0.reduced_motion;
    assert_eq!(kept, linchpin::storage::settings::ReducedMotion::Always);
}

#[test]
fn a_folded_map_saved_twice_is_the_same_file_twice() {
    let folder = folder();
    let mut app = open_app(TaskMode::Inline, None);
    app.open_sample("tour");
    app.perform(Action::Run("fold-all"));
    let path = folder.path().join("folded.argmap.json");
    save_as(&mut app, &path, None);
    let once = std::fs::read(&path).unwrap();
    run(&mut app, "save");
    assert_eq!(std::fs::read(&path).unwrap(), once);
    assert!(String::from_utf8_lossy(&once).contains("\"collapsed\""));
}

#[test]
fn a_file_that_is_given_up_while_it_is_read_opens_nothing() {
    let folder = folder();
    let (_, path) = saved_map(&folder);
    let (mut app, ended) = threaded_app();
    app.perform(Action::Open(path.clone()));
    assert!(app.is_reading() && app.is_busy());
    app.perform(Action::Run("give-up-reading"));
    assert!(!app.is_reading() && !app.is_busy());
    ended.recv().unwrap();
    app.poll();
    assert!(app.tabs().is_empty());
    let said = app.messages.iter().next().unwrap();
    assert!(said.text.contains("one.argmap.json"), "{}", said.text);
    // Asked for again, it opens as ever.
    app.perform(Action::Open(path));
    ended.recv().unwrap();
    app.poll();
    assert_eq!(app.tabs().len(), 1);
    assert!(!app.is_reading());
}
