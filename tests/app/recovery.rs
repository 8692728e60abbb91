//! Unsaved work after a program that ended badly: what is kept, found, shown and restored.

use std::path::Path;
use std::sync::{Arc, mpsc};

use linchpin::app::{
    Action, App, Content, Dialog, FixedHost, JournalState, Purpose, TaskMode, UnsavedAnswer,
};
use linchpin::edit::{Edit, Field};
use linchpin::format::native;
use linchpin::model::{Document, Id, Intent, Kind, Time};
use linchpin::storage::{Disk, Folders, Store};
use tempfile::TempDir;

const NOW: i64 = 1_790_000_000;
const DAY: i64 = 86_400;

fn folders(folder: &TempDir) -> Folders {
    Folders {
        config: folder.path().join("config"),
        state: folder.path().join("state"),
    }
}

fn start_at(folder: &TempDir, now: i64) -> App {
    let host = FixedHost::new(Time::from_unix(now), 7);
    let mut app = App::new(Box::new(host), Some(folders(folder)), TaskMode::Inline);
    app.poll();
    app
}

fn start(folder: &TempDir) -> App {
    start_at(folder, NOW)
}

fn rename(app: &mut App, title: &str) {
    let field = Field::Title(title.to_owned());
    app.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

fn perform(app: &mut App, action: Action) {
    app.perform(action);
    app.poll();
}

fn save_as(app: &mut App, path: &Path) {
    let tab = app.tab().unwrap().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    perform(app, Action::FileChosen(purpose, Some(path.to_owned())));
}

/// Ends the program as a crash does: nothing is closed or asked.
fn crash(app: App) {
    drop(app);
}

fn journals(folder: &TempDir) -> Vec<String> {
    let paths = Disk.list(&folders(folder).state.join("recovery")).unwrap();
    let names = paths
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    names.filter(|name| name != "trash").collect()
}

/// A map with three unsaved edits after a save, and its program gone.
fn crashed(folder: &TempDir) -> Document {
    let mut app = start(folder);
    app.new_map();
    rename(&mut app, "saved");
    save_as(&mut app, &folder.path().join("a.argmap.json"));
    for title in ["one", "two", "three"] {
        rename(&mut app, title);
    }
    let document = Document::clone(app.tab().unwrap().document());
    crash(app);
    document
}

fn only_key(app: &App) -> u64 {
    assert_eq!(app.found().len(), 1);
    app.found()[0].key
}

#[test]
fn an_untitled_map_is_offered_after_a_crash_and_restored_with_its_history() {
    let folder = TempDir::new().unwrap();
    let mut app = start(&folder);
    app.new_map();
    for title in ["one", "two"] {
        rename(&mut app, title);
    }
    assert_eq!(app.tab().unwrap().journal.state(), JournalState::Kept);
    assert!(app.tab().unwrap().journal.is_synced());
    let meant = Document::clone(app.tab().unwrap().document());
    crash(app);

    let mut app = start(&folder);
    assert_eq!(app.dialog, Some(Dialog::Recovery));
    assert!(app.tabs().is_empty(), "nothing opens by itself");
    let found = &app.found()[0];
    assert_eq!((found.name.as_str(), found.file.as_ref()), ("two", None));
    assert_eq!(found.map().unwrap().n_edits, 2);
    assert!(found.map().unwrap().is_whole);
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    assert_eq!(app.dialog, None);
    let tab = app.tab().unwrap();
    assert_eq!(**tab.editor.document(), meant);
    assert!(tab.is_dirty());
    assert_eq!(tab.path, None);
    app.undo();
    app.undo();
    assert_eq!(app.tab().unwrap().document().meta().title, "");
    app.redo();
    assert_eq!(app.tab().unwrap().document().meta().title, "one");
}

#[test]
fn what_was_restored_is_kept_through_the_next_crash() {
    let folder = TempDir::new().unwrap();
    crashed(&folder);
    let mut app = start(&folder);
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    rename(&mut app, "four");
    assert_eq!(
        journals(&folder).len(),
        2,
        "one journal, and the note of a try"
    );
    crash(app);
    let app = start(&folder);
    assert_eq!(app.found()[0].map().unwrap().n_edits, 4);
    assert_eq!(app.found()[0].name, "four");
}

#[test]
fn a_saved_map_is_restored_over_its_file_only_by_a_save() {
    let folder = TempDir::new().unwrap();
    let meant = crashed(&folder);
    let path = folder.path().join("a.argmap.json");
    let before = std::fs::read(&path).unwrap();
    let mut app = start(&folder);
    let found = &app.found()[0];
    assert_eq!(found.file.as_deref(), Some(path.as_path()));
    assert_eq!(found.map().unwrap().n_edits, 3);
    let differences = &found.map().unwrap().differences;
    assert!(
        differences.len() == 1 && differences[0].contains("saved → three"),
        "{differences:?}"
    );
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(app.tab().unwrap().path.as_deref(), Some(path.as_path()));
    perform(&mut app, Action::Run("save"));
    assert_eq!(app.dialog, None);
    assert!(!app.tab().unwrap().is_dirty());
    let saved = native::read(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(saved.document.meta().title, meant.meta().title);
}

#[test]
fn a_file_that_was_changed_since_is_not_overwritten_by_what_was_restored() {
    let folder = TempDir::new().unwrap();
    crashed(&folder);
    let path = folder.path().join("a.argmap.json");
    let theirs = native::write(&Document::new(
        Id::parse("other").unwrap(),
        Time::from_unix(NOW),
    ));
    linchpin::storage::save_atomically(&path, theirs.as_bytes(), None).unwrap();
    let mut app = start(&folder);
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    perform(&mut app, Action::Run("save"));
    assert!(matches!(app.dialog, Some(Dialog::ChangedOnDisk { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), theirs.as_bytes());
}

#[test]
fn what_is_saved_or_closed_or_given_up_is_not_offered() {
    let folder = TempDir::new().unwrap();
    let mut app = start(&folder);
    app.new_map();
    rename(&mut app, "one");
    save_as(&mut app, &folder.path().join("a.argmap.json"));
    assert_eq!(
        journals(&folder).len(),
        1,
        "the history is kept until the end"
    );
    crash(app);
    let mut app = start(&folder);
    assert!(app.found().is_empty());
    assert!(journals(&folder).is_empty(), "{:?}", journals(&folder));

    app.new_map();
    rename(&mut app, "two");
    perform(&mut app, Action::CloseTab(0));
    perform(&mut app, Action::AnswerUnsaved(UnsavedAnswer::Discard));
    assert!(journals(&folder).is_empty(), "{:?}", journals(&folder));

    app.new_map();
    rename(&mut app, "three");
    perform(&mut app, Action::Quit);
    perform(&mut app, Action::AnswerUnsaved(UnsavedAnswer::Discard));
    crash(app);
    assert!(journals(&folder).is_empty(), "{:?}", journals(&folder));
    assert!(start(&folder).found().is_empty());
}

#[test]
fn undo_beyond_a_save_is_restored_too() {
    let folder = TempDir::new().unwrap();
    let mut app = start(&folder);
    app.new_map();
    for title in ["one", "two"] {
        rename(&mut app, title);
    }
    save_as(&mut app, &folder.path().join("a.argmap.json"));
    perform(&mut app, Action::Run("undo"));
    crash(app);
    let mut app = start(&folder);
    let key = only_key(&app);
    assert_eq!(app.found()[0].map().unwrap().n_edits, 1);
    perform(&mut app, Action::RestoreFound(key));
    assert_eq!(app.tab().unwrap().document().meta().title, "one");
    assert!(app.tab().unwrap().is_dirty());
    app.redo();
    assert!(
        !app.tab().unwrap().is_dirty(),
        "that is what is in the file"
    );
}

#[test]
fn a_copy_can_be_saved_and_what_was_found_stays() {
    let folder = TempDir::new().unwrap();
    let meant = crashed(&folder);
    let mut app = start(&folder);
    let found = only_key(&app);
    perform(&mut app, Action::SaveFound(found));
    let path = folder.path().join("copy.argmap.json");
    let purpose = Purpose::SaveFound { found };
    perform(&mut app, Action::FileChosen(purpose, Some(path.clone())));
    let copy = native::read(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(copy.document, meant);
    assert_eq!(app.dialog, Some(Dialog::Recovery));
    assert_eq!(app.found().len(), 1);
}

#[test]
fn what_is_discarded_can_be_had_back_for_a_month() {
    let folder = TempDir::new().unwrap();
    let meant = crashed(&folder);
    let mut app = start(&folder);
    let key = only_key(&app);
    perform(&mut app, Action::DiscardFound(key));
    assert_eq!(app.dialog, None);
    perform(&mut app, Action::Quit);
    crash(app);
    let app = start_at(&folder, NOW + 29 * DAY);
    assert_eq!(app.dialog, None);
    assert!(app.found().is_empty());
    crash(app);
    let mut app = start_at(&folder, NOW + 29 * DAY);
    perform(&mut app, Action::Run("recover"));
    assert!(app.found()[0].is_discarded);
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    assert_eq!(**app.tab().unwrap().editor.document(), meant);
    crash(app);

    let folder = TempDir::new().unwrap();
    crashed(&folder);
    let mut app = start(&folder);
    let key = only_key(&app);
    perform(&mut app, Action::DiscardFound(key));
    crash(app);
    let mut app = start_at(&folder, NOW + 31 * DAY);
    perform(&mut app, Action::Run("recover"));
    assert!(app.found().is_empty());
}

#[test]
fn a_sensitive_map_has_no_picture_and_is_deleted_at_once() {
    let folder = TempDir::new().unwrap();
    let mut app = start(&folder);
    app.new_map();
    let field = Field::Sensitive(true);
    app.perform(Action::Edit(Box::new(Edit::SetField { field })));
    crash(app);
    let mut app = start(&folder);
    assert!(app.found()[0].map().unwrap().preview.is_none());
    assert!(app.found()[0].goes_for_good());
    let key = only_key(&app);
    perform(&mut app, Action::DiscardFound(key));
    perform(&mut app, Action::Run("recover"));
    assert!(app.found().is_empty());
    assert!(journals(&folder).is_empty());
}

#[test]
fn after_two_crashes_nothing_is_read_unless_somebody_says_so() {
    let folder = TempDir::new().unwrap();
    crashed(&folder);
    for _ in 0..2 {
        let app = start(&folder);
        assert!(app.found()[0].map().is_some());
        crash(app);
    }
    let mut app = start(&folder);
    assert!(matches!(app.found()[0].content, Content::SetAside));
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    assert!(app.tabs().is_empty(), "there is nothing to restore yet");
    perform(&mut app, Action::TryFound(key));
    assert_eq!(app.found()[0].map().unwrap().n_edits, 3);
    // Ending well forgets the tries.
    perform(&mut app, Action::Quit);
    crash(app);
    assert!(start(&folder).found()[0].map().is_some());
}

#[test]
fn a_damaged_journal_gives_what_comes_before_the_damage_and_says_so() {
    let folder = TempDir::new().unwrap();
    crashed(&folder);
    let name = journals(&folder).remove(0);
    let path = folders(&folder).state.join("recovery").join(name);
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 3;
    bytes[last] ^= 1;
    linchpin::storage::save_atomically(&path, &bytes, None).unwrap();
    let mut app = start(&folder);
    assert!(!app.found()[0].map().unwrap().is_whole);
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    assert_eq!(app.tab().unwrap().document().meta().title, "two");
}

#[test]
fn a_second_program_does_not_offer_what_the_first_one_has_open() {
    let folder = TempDir::new().unwrap();
    let mut first = start(&folder);
    first.new_map();
    rename(&mut first, "one");
    assert!(start(&folder).found().is_empty());
    assert_eq!(first.tab().unwrap().journal.state(), JournalState::Kept);
    crash(first);
    assert_eq!(start(&folder).found().len(), 1);
}

#[test]
fn a_journal_that_cannot_be_written_is_told_of_and_written_when_it_can_be() {
    let folder = TempDir::new().unwrap();
    let state = folders(&folder).state;
    linchpin::storage::save_atomically(&state, b"a file in the way", None).unwrap();
    let mut app = start(&folder);
    app.new_map();
    rename(&mut app, "one");
    app.poll();
    assert!(matches!(
        app.tab().unwrap().journal.state(),
        JournalState::Failed(_)
    ));
    let told = app
        .messages
        .iter()
        .filter(|it| it.text.contains("kept for recovery"))
        .count();
    assert_eq!(told, 1);
    std::fs::remove_file(&state).unwrap();
    rename(&mut app, "two");
    assert_eq!(app.tab().unwrap().journal.state(), JournalState::Kept);
    crash(app);
    let app = start(&folder);
    assert_eq!(app.found()[0].name, "two");
    assert_eq!(app.found()[0].map().unwrap().n_edits, 2);
}

#[test]
fn on_threads_too_every_step_is_written_before_the_program_is_gone() {
    let folder = TempDir::new().unwrap();
    let host = FixedHost::new(Time::from_unix(NOW), 7);
    let (sender, woken) = mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let wake = move || sender.lock().unwrap().send(()).unwrap_or_default();
    let mode = TaskMode::Threads(Arc::new(wake));
    let mut app = App::new(Box::new(host), Some(folders(&folder)), mode);
    app.new_map();
    for n in 0..300 {
        rename(&mut app, &format!("title {n}"));
    }
    while !app.tab().unwrap().journal.is_synced() {
        woken.recv().unwrap();
    }
    assert_eq!(app.tab().unwrap().journal.state(), JournalState::Kept);
    rename(&mut app, "the last");
    crash(app);
    // The thread that waits for the disk holds the file until it ends, which a crash would do to it.
    while woken.recv().is_ok() {}
    let app = start(&folder);
    assert_eq!(app.found()[0].name, "the last");
    assert_eq!(app.found()[0].map().unwrap().n_edits, 301);
}

#[test]
fn a_long_journal_is_begun_anew_and_gives_the_same_map() {
    let folder = TempDir::new().unwrap();
    let mut app = start(&folder);
    app.new_map();
    let long = "A long title. ".repeat(20_000);
    for n in 0..40 {
        rename(&mut app, &format!("{n} {long}"));
    }
    let meant = Document::clone(app.tab().unwrap().document());
    let names = journals(&folder);
    assert_eq!(names.len(), 1, "{names:?}");
    assert!(!names[0].ends_with("-1.journal"), "{names:?}");
    crash(app);
    let mut app = start(&folder);
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    assert_eq!(**app.tab().unwrap().editor.document(), meant);
    assert_eq!(app.tab().unwrap().editor.history().n_done(), 40);
}

#[test]
fn a_crash_report_is_told_of_once() {
    let folder = TempDir::new().unwrap();
    let crashes = folders(&folder).state.join("crashes");
    Disk.create_folder(&crashes).unwrap();
    let report = crashes.join("crash-5.txt");
    linchpin::storage::save_private(&report, b"what happened").unwrap();
    let mut app = start(&folder);
    let tells = |app: &App| {
        app.messages
            .iter()
            .any(|it| it.offer == Some("copy-crash-report"))
    };
    assert!(tells(&app));
    perform(&mut app, Action::Run("copy-crash-report"));
    let requests = app.take_requests();
    assert!(format!("{requests:?}").contains("what happened"));
    assert!(!tells(&start(&folder)));
}

/// Cuts the last record off the only journal: the note that the map was saved, where that was last.
fn cut_last_record(folder: &TempDir) {
    let journal = journals(folder)
        .into_iter()
        .find(|name| name.ends_with(".journal"));
    let path = folders(folder)
        .state
        .join("recovery")
        .join(journal.unwrap());
    let bytes = std::fs::read(&path).unwrap();
    let (records, is_whole) = linchpin::storage::journal::split_records(&bytes);
    assert!(is_whole);
    let last = std::str::from_utf8(records.last().unwrap()).unwrap();
    assert!(last.starts_with("{\"saved\""), "{last}");
    let cut = bytes.len() - last.len() - 8;
    linchpin::storage::save_private(&path, &bytes[..cut]).unwrap();
}

#[test]
fn a_kill_between_a_save_and_its_note_offers_nothing() {
    for (is_first, changes_file) in [(true, false), (false, false), (false, true)] {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("a.argmap.json");
        let mut app = start(&folder);
        app.new_map();
        rename(&mut app, "one");
        if !is_first {
            save_as(&mut app, &path);
            rename(&mut app, "two");
        }
        save_as(&mut app, &path);
        crash(app);
        cut_last_record(&folder);
        if changes_file {
            linchpin::storage::save_atomically(&path, b"something else", None).unwrap();
        }
        let app = start(&folder);
        assert_eq!(app.found().len(), usize::from(changes_file));
        assert_eq!(app.dialog.is_some(), changes_file);
    }
}

fn add_box(app: &mut App, under: Option<Id>) {
    let edit = Edit::AddNode {
        kind: Kind::Claim,
        text: "words".to_owned(),
        under,
        intent: Intent::For,
        anchor: None,
        after: None,
    };
    perform(app, Action::Edit(Box::new(edit)));
}

#[test]
fn a_kill_between_a_save_and_its_note_offers_nothing_of_a_compact_page_either() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.argmap.json");
    let mut app = start(&folder);
    app.new_map();
    add_box(&mut app, None);
    perform(&mut app, Action::Run("layout-compact"));
    save_as(&mut app, &path);
    perform(&mut app, Action::Run("close"));
    perform(&mut app, Action::Open(path.clone()));
    let before = std::fs::read_to_string(&path).unwrap();
    let root = app.tab().unwrap().document().nodes().rows()[0].id.clone();
    add_box(&mut app, Some(root));
    perform(&mut app, Action::Run("save"));
    let after = std::fs::read_to_string(&path).unwrap();
    assert!(!before.contains("\"arrangement\"") && after.contains("\"arrangement\""));
    crash(app);
    cut_last_record(&folder);
    let app = start(&folder);
    assert_eq!(app.found().len(), 0);
    assert_eq!(app.dialog, None);
}

#[test]
fn edits_made_while_the_map_was_being_saved_are_offered_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.argmap.json");
    let mut app = start(&folder);
    app.new_map();
    rename(&mut app, "one");
    rename(&mut app, "two");
    save_as(&mut app, &path);
    let saved = std::fs::read(&path).unwrap();
    rename(&mut app, "three");
    save_as(&mut app, &path);
    crash(app);
    cut_last_record(&folder);
    // The second save never came; the first one was not noted either.
    linchpin::storage::save_atomically(&path, &saved, None).unwrap();
    let mut app = start(&folder);
    let map = app.found()[0].map().unwrap();
    assert_eq!(map.n_edits, 1);
    assert_eq!(map.differences.len(), 1);
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    perform(&mut app, Action::Run("save"));
    assert_eq!(app.dialog, None, "the file is known");
    assert!(!app.tab().unwrap().is_dirty());
}

#[test]
fn a_journal_whose_beginning_is_damaged_is_shown_and_stays() {
    let folder = TempDir::new().unwrap();
    crashed(&folder);
    let name = journals(&folder).remove(0);
    let path = folders(&folder).state.join("recovery").join(&name);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[30] ^= 1;
    linchpin::storage::save_atomically(&path, &bytes, None).unwrap();
    for _ in 0..2 {
        let app = start(&folder);
        let found = &app.found()[0];
        assert!(matches!(&found.content, Content::Broken(why) if why.contains("damaged")));
        assert!(app.dialog.is_some());
        crash(app);
        assert_eq!(journals(&folder), std::slice::from_ref(&name));
    }
    let mut app = start(&folder);
    let key = only_key(&app);
    perform(&mut app, Action::DiscardFound(key));
    assert!(journals(&folder).is_empty(), "now it is in the trash");
}

#[test]
fn what_is_restored_is_marked_as_open_and_knows_its_file() {
    let folder = TempDir::new().unwrap();
    crashed(&folder);
    let mut app = start(&folder);
    let key = only_key(&app);
    perform(&mut app, Action::RestoreFound(key));
    let mark = folder.path().join(".~lock.a.argmap.json#");
    assert!(mark.exists(), "others are told");
    for _ in 0..3 {
        perform(&mut app, Action::Run("undo"));
    }
    assert!(!app.tab().unwrap().is_dirty());
    let path = folder.path().join("a.argmap.json");
    let written = std::fs::read_to_string(&path).unwrap();
    let theirs = written.replace("saved", "theirs");
    linchpin::storage::save_atomically(&path, theirs.as_bytes(), None).unwrap();
    perform(&mut app, Action::LookForOutsideChanges);
    assert_eq!(app.tab().unwrap().document().meta().title, "theirs");
    assert!(!app.tab().unwrap().is_dirty());
}
