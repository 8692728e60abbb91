//! What maps were at earlier times: kept with each save, listed, compared, restored, saved elsewhere
//! and deleted; and what becomes of saving where that fails.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use linchpin::app::{Action, App, Dialog, FixedHost, Job, ShownHistory, TaskMode};
use linchpin::edit::{Edit, Field};
use linchpin::format::native;
use linchpin::model::Time;
use linchpin::storage::Folders;
use linchpin::storage::history::Occasion;

use super::desk::Desk;

const MAP: &str = "? What is to be done?\n  = Build it\n    + It is cheap\n";

fn save(desk: &mut Desk, name: &str) -> PathBuf {
    let path = desk.path(name);
    desk.run_with_file("save-as", &path);
    path
}

fn reword(desk: &mut Desk, wording: &str, text: &str) {
    let edit = Edit::SetText {
        node: desk.node(wording),
        text: text.to_owned(),
    };
    desk.perform(Action::Edit(Box::new(edit)));
}

/// A map that was saved three times, with other words for a box each time.
fn thrice_saved() -> Desk {
    let mut desk = Desk::with_map(MAP);
    save(&mut desk, "a.argmap.json");
    for (from, to) in [
        ("It is cheap", "It is quick"),
        ("It is quick", "It is good"),
    ] {
        reword(&mut desk, from, to);
        desk.run("save");
    }
    desk
}

fn shown(desk: &Desk) -> &ShownHistory {
    desk.app.history().shown().expect("the history is listed")
}

/// The list as it is shown: why each was taken, and how much changed.
fn list(desk: &mut Desk) -> Vec<String> {
    desk.run("history");
    let rows = shown(desk).rows.as_ref().unwrap();
    let line = |row: &linchpin::app::HistoryRow| {
        let size = row.size.as_ref().expect("all are measured");
        let occasion = row.snapshot.occasion;
        format!("{occasion:?}: {}", size.as_ref().unwrap().tell())
    };
    rows.iter().map(line).collect()
}

fn files_of_history(desk: &Desk) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(desk.path("state/history"));
    let folders = folders.into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| std::fs::read_dir(folder.path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn each_save_is_a_snapshot_that_says_how_much_changed() {
    let mut desk = thrice_saved();
    assert_eq!(
        list(&mut desk),
        [
            "Saved: 1 reworded",
            "Saved: 1 reworded",
            "Saved: The first one, with 3 boxes",
        ]
    );
    // Nothing was edited: nothing is kept twice.
    desk.run("save");
    assert_eq!(list(&mut desk).len(), 3);
}

#[test]
fn every_five_minutes_of_work_without_a_save_there_is_a_snapshot_of_a_map_without_a_file_too() {
    let mut desk = Desk::with_map(MAP);
    let five_minutes_ago = desk.app.host.seconds() - 300.0;
    desk.app.tab_mut().unwrap().unsaved_since = Some(five_minutes_ago + 1.0);
    reword(&mut desk, "It is cheap", "It is quick");
    assert_eq!(list(&mut desk), [] as [&str; 0], "it is too early");
    desk.app.tab_mut().unwrap().unsaved_since = Some(five_minutes_ago);
    reword(&mut desk, "It is quick", "It is good");
    reword(&mut desk, "It is good", "It is best");
    let rows = list(&mut desk);
    assert_eq!(
        rows,
        ["Checkpoint: The first one, with 3 boxes"],
        "and the next after as long"
    );
}

#[test]
fn a_snapshot_that_is_looked_at_shows_its_picture_and_what_restoring_would_change() {
    let mut desk = thrice_saved();
    list(&mut desk);
    desk.perform(Action::LookAtSnapshot(2));
    let opened = shown(&desk).opened().expect("it is read");
    assert_eq!(opened.preview.boxes.len(), 3);
    assert_eq!(opened.lines.len(), 1);
    assert!(opened.lines[0].contains("Reworded"), "{:?}", opened.lines);
    let file = opened.file.as_ref().unwrap();
    assert_eq!(file.file_name().unwrap(), "a.argmap.json");
}

#[test]
fn restoring_is_one_step_and_what_was_there_is_a_snapshot() {
    let mut desk = thrice_saved();
    reword(&mut desk, "Build it", "Build it now");
    let before = desk.draw();
    list(&mut desk);
    desk.perform(Action::LookAtSnapshot(2));
    desk.perform(Action::RestoreSnapshot);
    assert_eq!(desk.app.dialog, None);
    assert_eq!(desk.draw(), MAP);
    assert!(desk.tab().is_dirty(), "the file is not touched");
    assert_eq!(
        list(&mut desk)[0],
        "Restoring: 1 reworded",
        "what was not saved is kept, too"
    );
    desk.run("undo");
    assert_eq!(desk.draw(), before);
}

#[test]
fn a_snapshot_is_compared_in_the_map() {
    let mut desk = thrice_saved();
    list(&mut desk);
    desk.perform(Action::LookAtSnapshot(2));
    desk.perform(Action::CompareWithSnapshot);
    assert_eq!(desk.app.dialog, Some(Dialog::Comparison));
    let comparing = &desk.tab().comparing;
    assert_eq!(comparing.differences().len(), 1);
    assert!(
        comparing.name().contains("snapshot of"),
        "{}",
        comparing.name()
    );
    assert!(!comparing.is_turned(), "the snapshot is the older one");
}

/// A saved map of which the first snapshot is looked at, and the work beside the window that was asked
/// for after that and waits for the test.
fn looking_with_work_in_hand() -> (Desk, Receiver<Job>) {
    let mut desk = thrice_saved();
    let path = desk.path("a.argmap.json");
    let (sender, jobs) = channel();
    let (host, folders) = (
        FixedHost::new(Time::from_unix(1_790_000_000), 5),
        Folders {
            config: desk.path("config"),
            state: desk.path("state"),
        },
    );
    desk.app = App::new(Box::new(host), Some(folders), TaskMode::Handed(sender));
    desk.perform(Action::Open(path));
    do_all(&mut desk, &jobs);
    desk.run("history");
    do_all(&mut desk, &jobs);
    desk.perform(Action::LookAtSnapshot(2));
    do_all(&mut desk, &jobs);
    (desk, jobs)
}

fn do_all(desk: &mut Desk, jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.try_recv() {
        job();
        desk.app.poll();
    }
}

#[test]
fn a_snapshot_is_compared_beside_the_window_and_edits_meanwhile_count() {
    let (mut desk, jobs) = looking_with_work_in_hand();
    desk.perform(Action::CompareWithSnapshot);
    assert!(desk.app.is_reading(), "it can be given up");
    assert!(!desk.tab().comparing.is_on(), "nothing was compared yet");
    assert_eq!(desk.app.dialog, None);
    reword(&mut desk, "Build it", "Build it now");
    do_all(&mut desk, &jobs);
    assert!(!desk.app.is_reading());
    assert_eq!(desk.app.dialog, Some(Dialog::Comparison));
    assert_eq!(desk.tab().comparing.differences().len(), 2);
}

#[test]
fn a_comparison_with_a_snapshot_that_is_given_up_or_whose_map_is_closed_shows_nothing() {
    for is_closed in [true, false] {
        let (mut desk, jobs) = looking_with_work_in_hand();
        desk.perform(Action::CompareWithSnapshot);
        desk.run(if is_closed {
            "close"
        } else {
            "give-up-reading"
        });
        do_all(&mut desk, &jobs);
        assert_eq!(desk.app.dialog, None);
        assert!(!desk.app.is_reading());
        assert!(desk.app.tab().is_none_or(|tab| !tab.comparing.is_on()));
    }
}

#[test]
fn a_snapshot_is_saved_as_a_copy_and_the_map_stays_as_it_is() {
    let mut desk = thrice_saved();
    let before = desk.draw();
    list(&mut desk);
    desk.perform(Action::LookAtSnapshot(1));
    desk.perform(Action::SaveSnapshot);
    let purpose = desk.asked_for_file().expect("a file is asked for");
    let path = desk.path("copy.argmap.json");
    desk.perform(Action::FileChosen(purpose, Some(path.clone())));
    let copy = native::read(&std::fs::read(path).unwrap()).unwrap();
    let wordings: Vec<&str> = copy
        .document
        .nodes()
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert!(wordings.contains(&"It is quick"), "{wordings:?}");
    assert_eq!(desk.draw(), before);
}

#[test]
fn the_history_is_found_again_after_the_file_was_renamed() {
    let desk = thrice_saved();
    let (old, new) = (desk.path("a.argmap.json"), desk.path("b.argmap.json"));
    std::fs::rename(old, &new).unwrap();
    let mut desk = desk.restart();
    desk.perform(Action::Open(new));
    assert_eq!(list(&mut desk).len(), 3);
}

#[test]
fn another_map_that_was_in_the_file_is_listed_as_such_and_can_be_restored() {
    let mut desk = thrice_saved();
    let (first, id) = (desk.draw(), desk.tab().document().meta().id.clone());
    desk.add_map("Something else?\n");
    assert_ne!(desk.tab().document().meta().id, id);
    let other = desk.tab().document().meta().id.clone();
    save(&mut desk, "a.argmap.json");
    list(&mut desk);
    let own: Vec<bool> = {
        let rows = shown(&desk).rows.as_ref().unwrap();
        rows.iter().map(|row| row.snapshot.is_own).collect()
    };
    // They were taken in the same second.
    let at = own
        .iter()
        .position(|own| !own)
        .expect("the other map is listed");
    assert_eq!(own.len(), 4);
    let newest = (at..own.len()).filter(|&at| !own[at]).find(|&at| {
        desk.perform(Action::LookAtSnapshot(at));
        let opened = shown(&desk).opened().unwrap();
        opened
            .document
            .nodes()
            .iter()
            .any(|node| node.text == "It is good")
    });
    assert!(newest.is_some());
    desk.perform(Action::RestoreSnapshot);
    assert_eq!(desk.draw(), first);
    assert_eq!(
        desk.tab().document().meta().id,
        other,
        "the map stays itself"
    );
}

#[test]
fn the_file_as_it_was_opened_is_kept_before_it_is_edited() {
    let mut desk = Desk::with_map(MAP);
    let path = save(&mut desk, "a.argmap.json");
    std::fs::remove_dir_all(desk.path("state/history")).unwrap();
    let mut desk = desk.restart();
    desk.perform(Action::Open(path));
    assert!(
        files_of_history(&desk).is_empty(),
        "looking at a map keeps nothing"
    );
    reword(&mut desk, "It is cheap", "It is quick");
    desk.run("save");
    assert_eq!(
        list(&mut desk),
        ["Saved: 1 reworded", "Opened: The first one, with 3 boxes"]
    );
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_snapshots() {
    use std::os::unix::fs::PermissionsExt;

    let desk = thrice_saved();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let files = files_of_history(&desk);
    assert_eq!(files.len(), 3);
    for file in &files {
        assert_eq!(mode(file), 0o600);
        assert_eq!(mode(file.parent().unwrap()), 0o700);
    }
    assert_eq!(mode(&desk.path("state/history")), 0o700);
}

#[test]
fn a_map_that_becomes_sensitive_loses_its_history() {
    let mut desk = thrice_saved();
    let field = Field::Sensitive(true);
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
    desk.run("save");
    assert!(files_of_history(&desk).is_empty());
    assert!(list(&mut desk).is_empty());
}

#[test]
fn a_snapshot_names_its_file_only_where_files_are_remembered_and_is_found_again_all_the_same() {
    let bytes_of = |desk: &Desk| -> Vec<u8> {
        let files = files_of_history(desk).into_iter();
        files
            .flat_map(|file| std::fs::read(file).unwrap())
            .collect()
    };
    let names = |bytes: &[u8]| bytes.windows(7).any(|it| it == b"divorce");
    let mut desk = Desk::with_map(MAP);
    desk.run("remember-files");
    save(&mut desk, "divorce.argmap.json");
    reword(&mut desk, "It is cheap", "It is quick");
    desk.run("save");
    assert!(!names(&bytes_of(&desk)));
    // Another map in the same file finds the snapshots by the file alone.
    desk.add_map("Something else?\n");
    save(&mut desk, "divorce.argmap.json");
    assert_eq!(list(&mut desk).len(), 3);
    desk.perform(Action::LookAtSnapshot(0));
    assert_eq!(shown(&desk).opened().expect("it is read").file, None);

    desk.app.dialog = None;
    desk.run("remember-files");
    reword(&mut desk, "Something else?", "Something better?");
    desk.run("save");
    assert!(names(&bytes_of(&desk)));
}

#[test]
fn snapshots_of_before_say_no_more_where_their_files_are_once_files_are_not_remembered() {
    let mut desk = thrice_saved();
    list(&mut desk);
    desk.perform(Action::LookAtSnapshot(0));
    let file = shown(&desk).opened().expect("it is read").file.clone();
    assert_eq!(file, desk.path("a.argmap.json").canonicalize().ok());

    desk.app.dialog = None;
    desk.run("remember-files");
    assert_eq!(list(&mut desk).len(), 3);
    for at in 0..3 {
        desk.perform(Action::LookAtSnapshot(at));
        assert_eq!(
            shown(&desk).opened().expect("it is read").file,
            None,
            "{at}"
        );
    }
    assert_eq!(desk.told(), [] as [&str; 0]);
}

#[test]
fn the_history_can_be_switched_off_and_deleted() {
    let mut desk = thrice_saved();
    desk.run("keep-history");
    reword(&mut desk, "Build it", "Build it now");
    desk.run("save");
    assert_eq!(files_of_history(&desk).len(), 3);
    let mut desk = desk.restart();
    desk.perform(Action::Open(desk.path("a.argmap.json")));
    assert!(!desk.app.settings.keeps_history, "it stays switched off");
    desk.run("forget-history");
    let key = desk.tab().key;
    assert_eq!(
        desk.app.dialog,
        Some(Dialog::ForgetHistory { tab: Some(key) })
    );
    desk.perform(Action::ForgetHistory(Some(key)));
    assert!(files_of_history(&desk).is_empty());
    assert_eq!(desk.app.dialog, None);
    assert!(
        desk.told()
            .iter()
            .any(|text| text == "3 snapshots are deleted.")
    );
}

#[test]
fn a_save_goes_well_where_no_snapshot_can_be_kept_and_that_is_told_once() {
    let mut desk = Desk::with_map(MAP);
    std::fs::create_dir_all(desk.path("state")).unwrap();
    // A file stands where the folder should.
    desk.write("state/history", b"in the way");
    let path = save(&mut desk, "a.argmap.json");
    assert!(!desk.tab().is_dirty());
    assert!(path.exists());
    let n_told = |desk: &Desk| {
        let told = desk.told();
        told.iter()
            .filter(|text| text.contains("no snapshot of it could be kept"))
            .count()
    };
    assert_eq!(n_told(&desk), 1, "{:?}", desk.told());
    let texts = desk.told();
    for text in texts {
        desk.perform(Action::DismissMessage(text));
    }
    reword(&mut desk, "Build it", "Build it now");
    desk.run("save");
    assert!(!desk.tab().is_dirty());
    assert_eq!(n_told(&desk), 0, "it was told");
    std::fs::remove_file(desk.path("state/history")).unwrap();
    reword(&mut desk, "Build it now", "Build it later");
    desk.run("save");
    assert_eq!(files_of_history(&desk).len(), 1);
    assert_eq!(list(&mut desk).len(), 1);
    assert_eq!(
        shown(&desk).rows.as_ref().unwrap()[0].snapshot.occasion,
        Occasion::Saved
    );
}
