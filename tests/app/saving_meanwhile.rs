//! What is done, chosen, changed or closed while a map is being written: it neither goes under nor undoes the
//! save.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use linchpin::app::{Action, Dialog, Then, UnsavedAnswer, WindowRequest};
use linchpin::storage::{Settings, save_atomically};

use super::bench::Bench;
use crate::storage::sim_disk::SimDisk;

/// A program with one saved map, called "one".
fn saved() -> (Bench, PathBuf) {
    let mut bench = Bench::with_map();
    let path = bench.path("a.argmap.json");
    bench.save_as(&path);
    bench.do_all();
    assert!(!bench.app.tab().unwrap().is_dirty());
    (bench, path)
}

/// The same, with an edit that is being written.
fn saving() -> (Bench, PathBuf) {
    let (mut bench, path) = saved();
    bench.rename("two");
    bench.perform(Action::Run("save"));
    assert!(bench.app.tab().unwrap().saving.is_under_way());
    (bench, path)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

fn write(path: &Path, text: &str) {
    save_atomically(path, text.as_bytes(), None).unwrap();
}

fn closes(bench: &mut Bench) -> bool {
    bench.app.take_requests().contains(&WindowRequest::Close)
}

#[test]
fn a_save_that_fails_when_its_map_was_closed_is_told_all_the_same() {
    let (mut bench, path) = saving();
    bench.perform(Action::CloseTab(0));
    assert_eq!(bench.app.dialog, None, "it waits for the save");
    bench.perform(Action::CloseTab(0));
    bench.perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
    assert!(bench.app.tabs().is_empty());
    write(&path, "theirs");
    bench.do_all();
    assert!(bench.is_told("a.argmap.json"));
    assert_eq!(read(&path), "theirs");
}

#[test]
fn what_another_program_writes_right_after_a_save_is_seen_though_it_was_looked_for_before() {
    let (mut bench, path) = saving();
    bench.perform(Action::LookForOutsideChanges);
    let save = bench.jobs.try_recv().unwrap();
    save();
    let ours = read(&path);
    write(&path, &ours.replace("two", "theirs"));
    bench.app.poll();
    bench.do_all();
    let tab = bench.app.tab().unwrap();
    assert_eq!(tab.document().meta().title, "theirs");
    assert!(!tab.is_dirty());
    bench.perform(Action::Run("undo"));
    assert_eq!(bench.app.tab().unwrap().document().meta().title, "two");
}

#[test]
fn what_another_program_writes_during_a_save_that_fails_is_told() {
    let (mut bench, path) = saved();
    bench.app.save_maps_on(Arc::new(SimDisk::holding(&[])));
    bench.rename("two");
    bench.perform(Action::Run("save"));
    write(&path, "theirs");
    bench.perform(Action::LookForOutsideChanges);
    bench.do_all();
    assert!(bench.app.tab().unwrap().is_dirty());
    assert!(bench.is_told("its folder is not there"), "the save failed");
    assert!(bench.is_told("Another program"), "{:?}", bench.app.messages);
}

/// Why a save fails: its folder is gone, the file has changed, or one of that name is there.
const FAILURES: [fn() -> Bench; 3] = [
    || {
        let mut bench = Bench::with_map();
        bench.save_as(&bench.path("gone/a.argmap.json"));
        bench
    },
    || {
        let (bench, path) = saving();
        write(&path, "theirs");
        bench
    },
    || {
        let mut bench = Bench::with_map();
        write(&bench.path("a.argmap.json"), "theirs");
        // The ending is added, so that nobody has said that it may be replaced.
        bench.save_as(&bench.path("a"));
        bench
    },
];

#[test]
fn a_file_that_was_chosen_while_another_save_was_about_to_fail_is_written() {
    for (n, fail) in FAILURES.iter().enumerate() {
        let mut bench = fail();
        let chosen = bench.path("b.argmap.json");
        bench.save_as(&chosen);
        bench.do_all();
        let tab = bench.app.tab().unwrap();
        assert!(!tab.is_dirty(), "{n}");
        assert_eq!(tab.path.as_ref(), Some(&chosen), "{n}");
        assert_eq!(bench.app.dialog, None, "{n}: nothing is left to be asked");
        assert!(bench.is_told("a.argmap.json"), "{n}: the other one failed");
        assert!(read(&chosen).contains(&tab.document().meta().title), "{n}");
        let other = bench.path("a.argmap.json");
        assert!(n == 0 || read(&other) == "theirs", "{n}");
    }
}

#[test]
fn a_program_that_is_told_a_second_time_to_end_does_not_wait_for_the_disk() {
    let (mut bench, _) = saved();
    bench.perform(Action::SetInterfaceScale(1.5));
    bench.perform(Action::Quit);
    assert!(!closes(&mut bench), "the settings are being written");
    bench.perform(Action::Quit);
    assert!(closes(&mut bench));
}

#[test]
fn an_edit_that_is_made_while_the_end_of_the_program_waits_is_asked_about() {
    let (mut bench, path) = saved();
    bench.perform(Action::SetInterfaceScale(1.5));
    bench.perform(Action::Quit);
    bench.rename("two");
    bench.do_all();
    assert!(!closes(&mut bench));
    assert!(matches!(
        bench.app.dialog,
        Some(Dialog::Unsaved {
            then: Then::Quit,
            ..
        })
    ));
    bench.perform(Action::AnswerUnsaved(UnsavedAnswer::Save));
    bench.do_all();
    assert!(closes(&mut bench));
    assert!(read(&path).contains("\"two\""));
}

#[test]
fn settings_that_change_while_they_are_written_are_written_again() {
    let mut bench = Bench::new();
    for scale in [1.5, 1.2, 1.7] {
        bench.perform(Action::SetInterfaceScale(scale));
    }
    bench.do_all();
    assert!(!bench.app.is_busy());
    let (kept, _) = Settings::load(&bench.path("config"));
    assert_eq!(kept, bench.app.settings);
}

#[test]
fn settings_that_cannot_be_written_are_told_and_written_with_the_next_change() {
    let mut bench = Bench::new();
    let config = bench.path("config");
    write(&config, "a file in the way");
    bench.perform(Action::SetInterfaceScale(1.5));
    bench.do_all();
    assert!(bench.is_told("The settings could not be saved"));
    assert_eq!(read(&config), "a file in the way");
    std::fs::remove_file(&config).unwrap();
    bench.app.remember_settings();
    bench.do_all();
    assert_eq!(Settings::load(&config).0, bench.app.settings);
}
