//! Journals as files: whole up to where they were damaged, private, and one process's own.

use std::path::Path;

use linchpin::storage::journal::{
    MAX_RECORD, count_tries, discard_journal, empty_trash, find_journal_folder, find_journals,
    find_next_generation, forget_tries, list_earlier, note_try, split_records,
};
use linchpin::storage::{Disk, JournalFile, StorageError};
use proptest::prelude::*;

use super::noting_disk::NotingDisk;

const DAY: i64 = 86_400;

fn begin(folder: &Path, session: &str, generation: u32, records: &[&str]) -> JournalFile {
    let records: Vec<Vec<u8>> = records.iter().map(|it| it.as_bytes().to_vec()).collect();
    JournalFile::begin(&Disk, folder, session, generation, &records).unwrap()
}

fn any_use(_: &[Vec<u8>]) -> bool {
    true
}

fn bytes_of(records: &[Vec<u8>]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = JournalFile::begin(&Disk, folder.path(), "a", 0, &[]).unwrap();
    journal.append(records).unwrap();
    std::fs::read(journal.path()).unwrap()
}

#[test]
fn what_was_written_is_found_once_the_process_has_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = begin(folder.path(), "abc", 1, &["one"]);
    journal.append(&[b"two".to_vec()]).unwrap();
    assert!(find_journals(&Disk, folder.path(), false, any_use).is_empty());
    drop(journal);
    let found = find_journals(&Disk, folder.path(), false, any_use);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].records, [b"one".to_vec(), b"two".to_vec()]);
    assert_eq!(found[0].session, "abc");
    assert!(found[0].is_whole);
    let others = find_journals(&Disk, folder.path(), false, any_use);
    assert!(others.is_empty(), "held by whoever found it");
}

#[test]
fn the_latest_usable_generation_stands_for_a_session() {
    let folder = tempfile::tempdir().unwrap();
    for (generation, text) in [(2, "two"), (10, "ten"), (11, "")] {
        drop(begin(folder.path(), "abc", generation, &[text]));
    }
    let found = find_journals(&Disk, folder.path(), false, |records| {
        !records[0].is_empty()
    });
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].records, [b"ten".to_vec()]);
    assert_eq!(found[0].older.len(), 2);
    assert_eq!(find_next_generation(&found[0].path), 11);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_journal() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("recovery");
    let journal = begin(&inner, "abc", 0, &["one"]);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(journal.path()), 0o600);
    assert_eq!(mode(&inner), 0o700);
}

#[test]
fn what_is_discarded_is_kept_for_a_month() {
    let folder = tempfile::tempdir().unwrap();
    let journal = begin(folder.path(), "abc", 4, &["one"]);
    let path = journal.path().to_owned();
    drop(journal);
    discard_journal(&Disk, &path, 100 * DAY).unwrap();
    assert!(find_journals(&Disk, folder.path(), false, any_use).is_empty());
    let found = find_journals(&Disk, folder.path(), true, any_use);
    assert_eq!(found[0].discarded, Some(100 * DAY));
    assert_eq!(found[0].records, [b"one".to_vec()]);
    drop(found);
    assert_eq!(empty_trash(&Disk, folder.path(), 130 * DAY, 30 * DAY), 0);
    assert_eq!(empty_trash(&Disk, folder.path(), 131 * DAY, 30 * DAY), 1);
    assert!(find_journals(&Disk, folder.path(), true, any_use).is_empty());
}

#[test]
fn tries_are_counted_until_they_are_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(count_tries(&Disk, folder.path(), "abc"), 0);
    note_try(folder.path(), "abc", 2).unwrap();
    assert_eq!(count_tries(&Disk, folder.path(), "abc"), 2);
    assert_eq!(count_tries(&Disk, folder.path(), "other"), 0);
    forget_tries(&Disk, folder.path(), "abc");
    assert_eq!(count_tries(&Disk, folder.path(), "abc"), 0);
}

#[test]
fn a_journal_cut_at_any_byte_gives_the_records_before_the_cut() {
    let records: Vec<Vec<u8>> = (0_u8..20).map(|n| vec![n; usize::from(n) * 3]).collect();
    let bytes = bytes_of(&records);
    let mut n_before = 0;
    for cut in 0..=bytes.len() {
        let (found, is_whole) = split_records(&bytes[..cut]);
        assert!(found.len() >= n_before, "{cut}");
        n_before = found.len();
        for (n, record) in found.iter().enumerate() {
            assert_eq!(*record, records[n]);
        }
        assert!(!is_whole || cut > 0);
    }
    assert_eq!(n_before, records.len());
}

proptest! {
    #[test]
    fn a_damaged_byte_costs_what_comes_after_it_and_nothing_before(
        records in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 1..10),
        at in any::<prop::sample::Index>(),
        other in 1_u8..,
    ) {
        let mut bytes = bytes_of(&records);
        let at = at.index(bytes.len());
        bytes[at] ^= other;
        let (found, is_whole) = split_records(&bytes);
        prop_assert!(found.len() < records.len());
        prop_assert!(!is_whole);
        for (n, record) in found.iter().enumerate() {
            prop_assert_eq!(*record, &records[n][..]);
        }
        let mut end = 19;
        let n_before = records.iter().take_while(|record| {
            end += 8 + record.len();
            end <= at
        }).count();
        prop_assert_eq!(found.len(), n_before);
    }

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..200), begins in any::<bool>()) {
        let magic: &[u8] = if begins { b"linchpin journal 1\n" } else { b"" };
        let bytes = [magic, &bytes].concat();
        split_records(&bytes);
    }
}

#[test]
fn a_journal_says_how_long_it_is_and_takes_no_record_that_it_could_not_read_again() {
    let state = tempfile::tempdir().unwrap();
    let folder = find_journal_folder(state.path());
    std::fs::create_dir_all(&folder).unwrap();
    let mut journal = begin(&folder, "abc", 1, &["one"]);
    let before = std::fs::read(journal.path()).unwrap();
    assert_eq!(journal.len(), before.len() as u64);
    assert!(!journal.is_empty());
    let refused = journal.append(&[b"two".to_vec(), vec![0; MAX_RECORD + 1]]);
    assert!(matches!(refused, Err(StorageError::Unwritable { .. })));
    assert_eq!(std::fs::read(journal.path()).unwrap(), before);
    drop(journal);
    let found = find_journals(&Disk, &folder, false, any_use);
    let shown = format!("{:?}", found[0]);
    assert!(
        shown.starts_with("1 records of ") && !shown.contains("one"),
        "{shown}"
    );
}

#[test]
fn a_generation_stands_for_the_earlier_ones_of_its_own_session_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |session, generation| {
        let journal = begin(folder.path(), session, generation, &["one"]);
        journal.path().to_owned()
    };
    let earlier = [path("abc", 1), path("abc", 2)];
    path("abc", 3);
    path("other", 1);
    discard_journal(&Disk, &path("abc", 0), 7).unwrap();
    std::fs::write(folder.path().join("abc-1.text"), "no journal").unwrap();
    let listed = list_earlier(&Disk, folder.path(), "abc", 3);
    assert_eq!(listed, earlier);
    assert!(list_earlier(&Disk, &folder.path().join("none"), "abc", 3).is_empty());
}

#[test]
fn a_generation_is_not_begun_over_one_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let journal = begin(folder.path(), "abc", 1, &["one"]);
    let before = std::fs::read(journal.path()).unwrap();
    let second = JournalFile::begin(&Disk, folder.path(), "abc", 1, &[b"two".to_vec()]);
    let error = second.err().expect("the name is taken");
    assert!(matches!(error, StorageError::Unwritable { .. }), "{error}");
    assert_eq!(std::fs::read(journal.path()).unwrap(), before);
    let n_files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(n_files, 1, "nothing is left over");
}

#[test]
fn a_generation_that_goes_while_it_is_looked_at_is_no_unsaved_work() {
    let folder = tempfile::tempdir().unwrap();
    drop(begin(folder.path(), "ab", 1, &["one"]));
    let disk = NotingDisk {
        takes_away: true,
        ..NotingDisk::default()
    };
    assert!(find_journals(&disk, folder.path(), false, any_use).is_empty());
}
