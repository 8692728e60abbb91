//! Work beside the window that a fault in the program ends: it is told of, and nothing waits for it.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use linchpin::app::{Action, Dialog, LARGE, Outcome, Stopped, TaskMode, Tasks};
use linchpin::model::{Document, Id, Kind, Node, Time};

use super::bench::Bench;

#[test]
fn work_that_panics_on_its_thread_is_handed_back_as_stopped_and_wakes_the_window() {
    let (sender, woken) = channel();
    let sender = Mutex::new(sender);
    let wake = move || sender.lock().unwrap().send(()).unwrap_or_default();
    let mut tasks = Tasks::new(TaskMode::Threads(Arc::new(wake)));
    tasks.run(Stopped::Recovering, || {
        std::panic::resume_unwind(Box::new("a fault"))
    });
    woken.recv().unwrap();
    assert!(matches!(
        tasks.poll(),
        Some(Outcome::Stopped(Stopped::Recovering))
    ));
    assert_eq!(tasks.n_running(), 0);
}

#[test]
fn a_save_that_is_stopped_is_told_of_and_the_next_one_is_made() {
    let mut bench = Bench::with_map();
    let path = bench.path("a.argmap.json");
    bench.save_as(&path);
    bench.stop_all();
    let tab = bench.app.tab().unwrap();
    assert!(!tab.saving.is_under_way());
    assert!(tab.is_dirty(), "it is unsaved as before");
    assert!(bench.is_told("The map was not saved because a fault"));
    assert!(bench.is_told("a.argmap.json"));
    bench.save_as(&path);
    bench.do_all();
    assert!(path.exists());
    assert!(!bench.app.tab().unwrap().is_dirty());
}

#[test]
fn after_a_stopped_save_the_program_can_be_left() {
    let mut bench = Bench::with_map();
    let path = bench.path("a.argmap.json");
    bench.save_as(&path);
    bench.perform(Action::Quit);
    bench.stop_all();
    assert!(!bench.app.tab().unwrap().saving.is_under_way());
    bench.perform(Action::Quit);
    assert!(
        matches!(bench.app.dialog, Some(Dialog::Unsaved { .. })),
        "it is asked, and nothing is waited for"
    );
}

#[test]
fn a_stopped_snapshot_keeps_no_later_one_waiting() {
    let mut bench = Bench::with_map();
    let path = bench.path("a.argmap.json");
    bench.save_as(&path);
    // The save itself, which then asks for a snapshot and more.
    while !path.exists() {
        bench.jobs.try_recv().unwrap()();
    }
    bench.app.poll();
    bench.stop_all();
    assert!(bench.is_told("a fault in Linchpin stopped the writing"));
    bench.do_all();
    bench.rename("two");
    bench.perform(Action::Run("save"));
    bench.do_all();
    bench.perform(Action::Run("history"));
    bench.do_all();
    let rows = bench.app.history().shown().unwrap().rows.as_ref().unwrap();
    assert_eq!(rows.len(), 1);
}

#[test]
fn a_file_whose_reading_is_stopped_can_be_opened_again() {
    let mut bench = Bench::with_map();
    let path = bench.path("a.argmap.json");
    bench.save_as(&path);
    bench.do_all();
    bench.perform(Action::CloseTab(0));
    bench.do_all();
    bench.perform(Action::Open(path.clone()));
    assert!(bench.app.is_reading());
    bench.stop_all();
    assert!(!bench.app.is_reading());
    assert!(bench.is_told("could not be read because a fault"));
    assert!(bench.app.tabs().is_empty());
    bench.perform(Action::Open(path));
    bench.do_all();
    assert_eq!(bench.app.tabs().len(), 1);
}

#[test]
fn other_work_that_is_stopped_ends_too() {
    let mut bench = Bench::with_map();
    let path = bench.path("a.argmap.json");
    bench.save_as(&path);
    bench.do_all();
    bench.perform(Action::Run("history"));
    bench.stop_all();
    assert!(bench.is_told("The history of the map could not be listed"));
    bench.perform(Action::SetDialog(None));

    bench.perform(Action::ListFolder(bench.path("")));
    bench.stop_all();
    let folder = bench.path("");
    assert!(bench.app.listing_of(&folder).unwrap().result.is_err());

    bench.perform(Action::SetInterfaceScale(1.5));
    bench.stop_all();
    bench.perform(Action::SetInterfaceScale(1.25));
    bench.do_all();
    assert!(bench.path("config").exists(), "the settings are written");
    assert!(!bench.app.is_busy());
}

/// A map that is placed and looked at beside the window.
fn large_map() -> Document {
    let mut document = Document::new(Id::parse("large").unwrap(), Time::from_unix(1_790_000_000));
    for n in 0..LARGE {
        let id = Id::parse(&format!("n{n}")).unwrap();
        document
            .load_node(Node::new(id, Kind::Claim, "A box"))
            .unwrap();
    }
    document
}

#[test]
fn a_large_map_whose_placing_and_checks_are_stopped_is_placed_after_the_next_change() {
    let mut bench = Bench::new();
    bench.app.add_tab(large_map());
    bench.app.poll();
    bench.stop_all();
    assert!(bench.is_told("The picture of the map is not up to date"));
    // The checks need no picture.
    bench.do_all();
    for _ in 0..3 {
        bench.app.poll();
    }
    assert!(
        bench.jobs.try_recv().is_err(),
        "what was stopped is not begun again in every frame"
    );
    bench.rename("two");
    // It is placed; then the checks have their turn.
    bench.jobs.try_recv().unwrap()();
    bench.app.poll();
    assert!(!bench.app.tab().unwrap().picture.is_waiting());
    assert!(bench.app.tab().unwrap().checking.is_under_way());
    bench.stop_all();
    assert!(bench.is_told("The findings are not up to date"));
    assert!(!bench.app.tab().unwrap().checking.is_under_way());
    bench.app.poll();
    assert!(bench.jobs.try_recv().is_err());
    bench.rename("three");
    bench.do_all();
    assert!(!bench.app.is_busy());
}

#[test]
fn after_a_stopped_placing_the_layout_before_is_there_again() {
    let mut bench = Bench::new();
    bench.app.add_tab(large_map());
    bench.app.poll();
    bench.do_all();
    bench.perform(Action::Run("layout-radial"));
    bench.stop_all();
    bench.perform(Action::Run("layout-compact"));
    bench.do_all();
    let picture = &bench.app.tab().unwrap().picture;
    assert!(!picture.is_waiting(), "what is shown is what is wanted");
    bench.perform(Action::Run("zoom-fit"));
    assert!(bench.app.tab().unwrap().due_camera_wish().is_some());
}
