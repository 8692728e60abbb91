//! Journals of saves that only the file tells of: they go when the disk has said that it keeps the file.

use std::path::PathBuf;
use std::sync::Arc;

use linchpin::app::{Action, Content, Purpose};
use linchpin::edit::{Edit, Field};

use super::desk::Desk;
use crate::storage::noting_disk::NotingDisk;

fn rename(desk: &mut Desk, title: &str) {
    let field = Field::Title(title.to_owned());
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

fn silent() -> NotingDisk {
    NotingDisk {
        is_silent: true,
        ..NotingDisk::default()
    }
}

/// A map that was saved on a disk that did not confirm it.
fn saved_without_an_answer() -> Desk {
    let mut desk = Desk::new();
    desk.app.save_maps_on(Arc::new(silent()));
    desk.app.new_map();
    rename(&mut desk, "saved");
    let path = desk.path("a.argmap.json");
    let tab = desk.tab().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    desk.perform(Action::FileChosen(purpose, Some(path)));
    desk
}

/// Ends the program as a crash does, starts it again on that disk, and looks for unsaved work.
fn restart_on(desk: Desk, disk: NotingDisk) -> Desk {
    let (journals, aside) = (desk.path("state/recovery"), desk.path("aside"));
    // The first search of a start is under way before anybody can hand in a disk.
    std::fs::rename(&journals, &aside).unwrap();
    let mut desk = desk.restart();
    desk.app.poll();
    assert!(desk.app.found().is_empty());
    desk.app.save_maps_on(Arc::new(disk));
    std::fs::rename(&aside, &journals).unwrap();
    desk.run("recover");
    desk
}

fn list_journals(desk: &Desk) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(desk.path("state/recovery")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|it| it == "journal");
    paths.filter(is_journal).collect()
}

#[test]
fn a_journal_stays_until_the_disk_confirms_the_file_that_holds_all_of_it() {
    let mut desk = saved_without_an_answer();
    for _ in 0..3 {
        desk = restart_on(desk, silent());
        assert!(desk.app.found().is_empty(), "nothing is unsaved");
        assert_eq!(list_journals(&desk).len(), 1);
    }
    let desk = restart_on(desk, NotingDisk::default());
    assert!(desk.app.found().is_empty());
    assert!(list_journals(&desk).is_empty());
}

#[test]
fn a_fault_in_reading_one_journal_hides_no_other() {
    let mut desk = saved_without_an_answer();
    desk.app.new_map();
    rename(&mut desk, "another");
    let trap = NotingDisk {
        is_trap: true,
        ..NotingDisk::default()
    };
    let desk = restart_on(desk, trap);
    let found = desk.app.found();
    assert_eq!(found.len(), 2, "{found:?}");
    let is_broken =
        |content: &Content| matches!(content, Content::Broken(why) if why.contains("fault"));
    assert_eq!(found.iter().filter(|it| is_broken(&it.content)).count(), 1);
    let whole = found.iter().find(|it| it.map().is_some()).unwrap();
    assert_eq!(whole.name, "another");
    assert_eq!(list_journals(&desk).len(), 2);
}
