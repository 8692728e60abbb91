//! Journals that are not whole: what can be read of them is offered, and nothing of them goes by itself.
#![expect(
    clippy::disallowed_methods,
    reason = "a test damages the files that it has the program read"
)]

use std::path::{Path, PathBuf};

use linchpin::app::{Action, Content, Purpose};
use linchpin::edit::{Edit, Field};
use linchpin::storage::Disk;
use linchpin::storage::journal::{JournalFile, find_next_generation, split_records};

use super::desk::Desk;

fn rename(desk: &mut Desk, title: &str) {
    let field = Field::Title(title.to_owned());
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

/// Ends the program as a crash does, and starts it again.
fn restart(desk: Desk) -> Desk {
    let mut desk = desk.restart();
    desk.app.poll();
    desk
}

/// A map that was saved as "saved" and then edited twice.
fn edited_after_a_save() -> Desk {
    let mut desk = Desk::new();
    desk.app.new_map();
    rename(&mut desk, "saved");
    let path = desk.path("a.argmap.json");
    let tab = desk.tab().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    desk.perform(Action::FileChosen(purpose, Some(path)));
    rename(&mut desk, "one");
    rename(&mut desk, "two");
    desk
}

/// The same, opened again in between, so that its journal begins with what the file holds.
fn edited_after_opening() -> Desk {
    let desk = edited_after_a_save();
    let path = desk.path("a.argmap.json");
    let mut desk = restart(desk);
    desk.perform(Action::DiscardFound(desk.app.found()[0].key));
    desk.perform(Action::Open(path));
    rename(&mut desk, "one");
    rename(&mut desk, "two");
    desk
}

fn journal_folder(desk: &Desk) -> PathBuf {
    desk.path("state/recovery")
}

fn list_journals(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|it| it == "journal");
    paths.filter(is_journal).collect()
}

fn only_journal(desk: &Desk) -> PathBuf {
    let mut journals = list_journals(&journal_folder(desk));
    assert_eq!(journals.len(), 1, "{journals:?}");
    journals.remove(0)
}

/// What is done to a record.
#[derive(Debug, Clone, Copy)]
enum Harm {
    /// One of its bytes is another one.
    Damage,
    /// It has a member that nobody knows.
    UnknownMember,
}

/// Does harm to the record of a journal that follows another one: the last which begins so.
fn harm_after(path: &Path, before: &str, harm: Harm) {
    let bytes = std::fs::read(path).unwrap();
    let (records, is_whole) = split_records(&bytes);
    assert!(is_whole);
    let mut records: Vec<Vec<u8>> = records.into_iter().map(<[u8]>::to_vec).collect();
    let (_, ahead) = records.split_last().unwrap();
    let begins = |record: &Vec<u8>| record.starts_with(before.as_bytes());
    let at = ahead.iter().rposition(begins).unwrap() + 1;
    assert!(records[at].starts_with(b"{\"made\""), "a step comes next");
    match harm {
        Harm::Damage => {
            let ahead: usize = records[..at].iter().map(|record| record.len() + 8).sum();
            let mut bytes = bytes;
            bytes["linchpin journal 1\n".len() + ahead + 20] ^= 1;
            std::fs::write(path, bytes).unwrap();
        }
        Harm::UnknownMember => {
            let known = String::from_utf8(records[at].clone()).unwrap();
            let unknown = known.replacen("{\"label\"", "{\"colour\":1,\"label\"", 1);
            assert_ne!(known, unknown);
            records[at] = unknown.into_bytes();
            std::fs::remove_file(path).unwrap();
            let (folder, name) = (path.parent().unwrap(), path.file_name().unwrap());
            let session = name.to_str().unwrap().rsplit_once('-').unwrap().0;
            let generation = find_next_generation(path) - 1;
            JournalFile::begin(&Disk, folder, session, generation, &records).unwrap();
        }
    }
}

const SAVED: &str = "{\"saved\"";
const MADE: &str = "{\"made\"";
/// How a map begins, which comes before the steps.
const MAP: &str = "{\n";

#[test]
fn a_journal_that_breaks_off_right_after_a_save_is_shown_and_stays() {
    for harm in [Harm::Damage, Harm::UnknownMember] {
        let desk = edited_after_a_save();
        let journal = only_journal(&desk);
        harm_after(&journal, SAVED, harm);
        let mut desk = restart(desk);
        for _ in 0..2 {
            let found = &desk.app.found()[0];
            assert_eq!(found.name, "saved", "{harm:?}");
            let map = found.map().unwrap();
            assert_eq!((map.n_edits, map.is_whole), (0, false), "{harm:?}");
            assert!(desk.app.dialog.is_some());
            assert_eq!(only_journal(&desk), journal);
            desk = restart(desk);
        }
    }
}

#[test]
fn so_is_one_that_breaks_off_right_after_a_beginning_that_is_in_the_file() {
    let desk = edited_after_opening();
    let journal = only_journal(&desk);
    harm_after(&journal, MAP, Harm::UnknownMember);
    let desk = restart(desk);
    let map = desk.app.found()[0].map().unwrap();
    assert_eq!((map.n_edits, map.is_whole), (0, false));
    assert_eq!(only_journal(&desk), journal);

    // The step that it was begun for belongs to its beginning.
    let desk = edited_after_opening();
    let journal = only_journal(&desk);
    harm_after(&journal, MAP, Harm::Damage);
    let desk = restart(desk);
    let content = &desk.app.found()[0].content;
    assert!(matches!(content, Content::Broken(_)));
    assert_eq!(only_journal(&desk), journal);
}

#[test]
fn what_is_restored_of_a_journal_that_breaks_off_leaves_the_journal_in_the_trash() {
    for harm in [Harm::Damage, Harm::UnknownMember] {
        let desk = edited_after_a_save();
        let journal = only_journal(&desk);
        harm_after(&journal, MADE, harm);
        let harmed = std::fs::read(&journal).unwrap();
        let mut desk = restart(desk);
        desk.perform(Action::RestoreFound(desk.app.found()[0].key));
        assert_eq!(desk.tab().document().meta().title, "one", "{harm:?}");
        assert!(desk.told().iter().any(|told| told.contains("broke off")));
        assert_ne!(only_journal(&desk), journal, "another generation stands");
        let trash = list_journals(&journal_folder(&desk).join("trash"));
        assert_eq!(trash.len(), 1, "{harm:?}");
        assert_eq!(std::fs::read(&trash[0]).unwrap(), harmed, "{harm:?}");
        desk.run("save");
        desk.perform(Action::CloseTab(0));
        assert!(list_journals(&journal_folder(&desk)).is_empty());

        // It is offered as what was discarded is, and restoring it again leaves it there.
        desk.run("recover");
        assert_eq!(desk.app.found().len(), 1);
        assert!(desk.app.found()[0].is_discarded);
        desk.perform(Action::RestoreFound(desk.app.found()[0].key));
        assert_eq!(desk.tab().document().meta().title, "one");
        assert_eq!(std::fs::read(&trash[0]).unwrap(), harmed, "{harm:?}");
    }
}

#[test]
fn nothing_is_restored_of_it_while_it_cannot_be_put_into_the_trash() {
    let desk = edited_after_a_save();
    let journal = only_journal(&desk);
    harm_after(&journal, MADE, Harm::Damage);
    let trash = journal_folder(&desk).join("trash");
    // A file of that name is no folder for anything.
    std::fs::write(&trash, "in the way").unwrap();
    let mut desk = restart(desk);
    let found = desk.app.found()[0].key;
    desk.perform(Action::RestoreFound(found));
    assert!(journal.exists());
    let is_there = |desk: &Desk| desk.app.found().iter().any(|it| it.key == found);
    assert!(is_there(&desk), "it is offered on");
    assert!(desk.app.tabs().is_empty());

    std::fs::remove_file(&trash).unwrap();
    desk.perform(Action::RestoreFound(found));
    assert_eq!(desk.tab().document().meta().title, "one");
    assert_eq!(list_journals(&trash).len(), 1);
}

#[test]
fn of_a_sensitive_map_such_a_journal_goes_as_its_others_do() {
    let mut desk = Desk::new();
    desk.app.new_map();
    let field = Field::Sensitive(true);
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
    rename(&mut desk, "one");
    rename(&mut desk, "two");
    harm_after(&only_journal(&desk), MADE, Harm::Damage);
    let mut desk = restart(desk);
    desk.perform(Action::RestoreFound(desk.app.found()[0].key));
    assert_eq!(list_journals(&journal_folder(&desk)).len(), 1);
    assert!(list_journals(&journal_folder(&desk).join("trash")).is_empty());
}

#[test]
fn a_generation_that_cannot_be_read_goes_to_the_trash_and_not_away_with_the_one_before() {
    for is_restored in [true, false] {
        let desk = edited_after_a_save();
        let journal = only_journal(&desk);
        let next = journal
            .to_string_lossy()
            .replace("-1.journal", "-2.journal");
        let mut damaged = std::fs::read(&journal).unwrap();
        damaged[30] ^= 1;
        std::fs::write(&next, &damaged).unwrap();
        let mut desk = restart(desk);
        let found = &desk.app.found()[0];
        assert!(!found.map().unwrap().is_whole);
        desk.perform(if is_restored {
            Action::RestoreFound(found.key)
        } else {
            Action::DiscardFound(found.key)
        });
        let trash = list_journals(&journal_folder(&desk).join("trash"));
        let is_damaged = |path: &&PathBuf| std::fs::read(path).unwrap() == damaged;
        assert_eq!(trash.iter().filter(is_damaged).count(), 1);
    }
}
