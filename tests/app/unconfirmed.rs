//! Saves that the disk does not confirm: the map counts as saved, and its journal stays until the file is
//! seen to hold it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use linchpin::app::{Action, Purpose};
use linchpin::edit::{Edit, Field};
use linchpin::storage::save_atomically;

use super::desk::Desk;
use crate::storage::noting_disk::NotingDisk;

fn rename(desk: &mut Desk, title: &str) {
    let field = Field::Title(title.to_owned());
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

/// A map that was saved as "old", and as "new" on a disk that did not confirm it; the file and what it held
/// before.
fn saved_without_an_answer() -> (Desk, PathBuf, Vec<u8>) {
    let mut desk = Desk::new();
    desk.app.new_map();
    rename(&mut desk, "old");
    let path = desk.path("a.argmap.json");
    let tab = desk.tab().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    desk.perform(Action::FileChosen(purpose, Some(path.clone())));
    let before = std::fs::read(&path).unwrap();
    rename(&mut desk, "new");
    keep_silent(&mut desk, true);
    desk.run("save");
    assert!(!desk.tab().is_dirty());
    assert!(desk.told().iter().any(|told| told.contains("not confirm")));
    (desk, path, before)
}

fn keep_silent(desk: &mut Desk, is_silent: bool) {
    let disk = NotingDisk {
        is_silent,
        ..NotingDisk::default()
    };
    desk.app.save_maps_on(Arc::new(disk));
}

/// The titles and counts of edits of what is offered at the next start.
fn offered(desk: Desk) -> Vec<(String, usize)> {
    let mut desk = desk.restart();
    desk.app.poll();
    let found = desk.app.found().iter();
    found
        .map(|found| (found.name.clone(), found.map().unwrap().n_edits))
        .collect()
}

/// The power is cut, and the disk has the old file again.
fn turn_back(path: &Path, before: &[u8]) {
    save_atomically(path, before, None).unwrap();
}

/// What is done after the save: nothing, the tab is closed, or the program is left.
const ENDS: [fn(&mut Desk); 3] = [
    |_| {},
    |desk| desk.perform(Action::CloseTab(0)),
    |desk| desk.perform(Action::Quit),
];

#[test]
fn where_the_disk_has_lost_the_file_its_edits_are_offered() {
    for end in ENDS {
        let (mut desk, path, before) = saved_without_an_answer();
        end(&mut desk);
        turn_back(&path, &before);
        assert_eq!(offered(desk), [("new".to_owned(), 1)]);
    }
}

#[test]
fn where_the_disk_has_kept_the_file_nothing_is_offered() {
    for end in ENDS {
        let (mut desk, ..) = saved_without_an_answer();
        end(&mut desk);
        assert!(offered(desk).is_empty());
    }
}

#[test]
fn a_map_that_is_read_again_leaves_what_was_not_confirmed() {
    let (mut desk, path, before) = saved_without_an_answer();
    desk.perform(Action::ReloadAnyway(desk.tab().key));
    turn_back(&path, &before);
    assert_eq!(offered(desk), [("new".to_owned(), 1)]);
}

#[test]
fn a_journal_that_begins_after_such_a_save_counts_what_the_file_does_not_hold() {
    for is_kept in [true, false] {
        let (mut desk, path, before) = saved_without_an_answer();
        keep_silent(&mut desk, false);
        desk.run("save");
        desk.perform(Action::CloseTab(0));
        desk.perform(Action::Open(path.clone()));
        keep_silent(&mut desk, true);
        desk.run("save");
        rename(&mut desk, "newer");
        if !is_kept {
            turn_back(&path, &before);
        }
        assert_eq!(offered(desk), [("newer".to_owned(), 1)]);
    }
}

/// Which way it grows, and what is folded, is written with a save and is no edit.
#[test]
fn a_file_is_known_again_however_its_views_were_looked_at() {
    for is_kept in [true, false] {
        let (mut desk, path, _) = saved_without_an_answer();
        keep_silent(&mut desk, false);
        desk.perform(Action::AddView("Overview".to_owned()));
        desk.run("save");
        let before = std::fs::read(&path).unwrap();
        keep_silent(&mut desk, true);
        desk.run("grow-right");
        rename(&mut desk, "newer");
        desk.run("save");
        assert!(!desk.tab().is_dirty());
        let after = std::fs::read_to_string(&path).unwrap();
        assert!(after.contains("\"right\""), "{after}");
        if !is_kept {
            turn_back(&path, &before);
        }
        let expected: &[(String, usize)] = &[("newer".to_owned(), 1)];
        let expected = if is_kept { &[] } else { expected };
        assert_eq!(offered(desk), expected);
    }
}

#[test]
fn a_save_that_is_confirmed_settles_it() {
    let (mut desk, path, before) = saved_without_an_answer();
    keep_silent(&mut desk, false);
    rename(&mut desk, "newer");
    desk.run("save");
    desk.perform(Action::CloseTab(0));
    turn_back(&path, &before);
    assert!(offered(desk).is_empty(), "somebody else has written it");
}
