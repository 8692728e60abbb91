//! The save and the journal on a disk that loses, tears and reorders what was not synced: after every
//! operation, every state that a power cut can leave is looked at.

use std::path::Path;

use linchpin::storage::journal::{find_journals, split_records};
use linchpin::storage::{Fingerprint, JournalFile, StorageError, Store, save_new_on, save_on};

use super::sim_disk::{Failing, Picture, SimDisk};

const MAP: &str = "/maps/a.json";
const OLD: &[u8] = b"the old content, which takes more than a sector of this disk";
const NEW: &[u8] = b"and the new content, which is longer than the old one was, by some sectors";
const JOURNALS: &str = "/state/recovery";

fn at<'p>(picture: &'p Picture, path: &str) -> Option<&'p [u8]> {
    picture.get(Path::new(path)).map(Vec::as_slice)
}

/// Whether some file beside the map holds the whole old content.
fn has_backup(picture: &Picture) -> bool {
    picture
        .iter()
        .any(|(path, bytes)| path.to_str().unwrap().ends_with(".bak~") && bytes == OLD)
}

#[test]
fn a_power_cut_leaves_the_old_map_or_the_new_one_and_after_a_save_the_new_one() {
    let disk = SimDisk::holding(&[(MAP, OLD)]);
    assert!(save_on(&disk, Path::new(MAP), NEW, None).unwrap().confirmed);
    let crashes = disk.crashes();
    assert!(crashes.len() >= 4, "{} operations", crashes.len());
    let mut n_states = 0;
    for picture in crashes.iter().flatten() {
        let found = at(picture, MAP);
        assert!(found == Some(OLD) || found == Some(NEW), "{picture:?}");
        n_states += 1;
    }
    assert!(n_states > 20, "{n_states} states");
    for picture in crashes.last().unwrap() {
        assert_eq!(at(picture, MAP), Some(NEW));
        assert_eq!(picture.len(), 1, "{picture:?}");
    }
}

#[test]
fn a_new_map_is_whole_or_not_there() {
    for has_links in [true, false] {
        for may_replace in [true, false] {
            let disk = SimDisk::holding(&[("/maps/other.json", OLD)]);
            if !has_links {
                disk.refuse_links();
            }
            let saved = if may_replace {
                save_on(&disk, Path::new(MAP), NEW, None)
            } else {
                save_new_on(&disk, Path::new(MAP), NEW)
            };
            assert!(saved.unwrap().confirmed);
            for picture in disk.crashes().iter().flatten() {
                let found = at(picture, MAP);
                assert!(found.is_none() || found == Some(NEW), "{picture:?}");
            }
            for picture in disk.crashes().last().unwrap() {
                assert_eq!(at(picture, MAP), Some(NEW));
                assert_eq!(picture.len(), 2, "{picture:?}");
            }
        }
    }
}

#[test]
fn of_a_map_with_two_names_whose_sync_failed_the_old_content_stays_beside_it() {
    let mut n_half_saved = 0;
    for n in 0.. {
        let disk = SimDisk::holding(&[(MAP, OLD)]);
        disk.add_name(MAP, "/maps/b.json");
        disk.fail(Failing::Once(n));
        let saved = save_on(&disk, Path::new(MAP), NEW, None);
        if disk.n_operations() <= n {
            break;
        }
        // Programs see the whole map in any case.
        let found = disk.picture();
        let expected = if saved.is_ok() { NEW } else { OLD };
        assert_eq!(at(&found, MAP), Some(expected), "{n}");
        if let Err(StorageError::HalfSaved { backup, .. }) = &saved {
            n_half_saved += 1;
            assert_eq!(at(&disk.kept(), backup.to_str().unwrap()), Some(OLD));
        }
    }
    assert_eq!(n_half_saved, 1, "the sync of the map alone");
}

#[test]
fn a_map_with_two_names_is_old_or_new_or_its_old_content_stands_beside_it() {
    let disk = SimDisk::holding(&[(MAP, OLD)]);
    disk.add_name(MAP, "/maps/b.json");
    save_on(&disk, Path::new(MAP), NEW, None).unwrap();
    let crashes = disk.crashes();
    let mut n_torn = 0;
    for picture in crashes.iter().flatten() {
        let found = at(picture, MAP);
        assert_eq!(found, at(picture, "/maps/b.json"));
        if found != Some(OLD) && found != Some(NEW) {
            assert!(has_backup(picture), "{picture:?}");
            n_torn += 1;
        }
    }
    assert!(n_torn > 0, "the disk tears nothing");
    for picture in crashes.last().unwrap() {
        assert_eq!(at(picture, MAP), Some(NEW));
    }
}

#[test]
fn whatever_fails_the_save_says_so_and_the_old_map_is_whole() {
    for n_names in [1, 2] {
        let make = || {
            let disk = SimDisk::holding(&[(MAP, OLD)]);
            if n_names == 2 {
                disk.add_name(MAP, "/maps/b.json");
            }
            disk
        };
        let disk = make();
        disk.fail(Failing::Never);
        save_on(&disk, Path::new(MAP), NEW, None).unwrap();
        let n_operations = disk.n_operations();
        assert!(n_operations >= 5, "{n_operations}");
        for n in 0..n_operations {
            for failing in [Failing::Once(n), Failing::From(n)] {
                let disk = make();
                disk.fail(failing);
                let saved = save_on(&disk, Path::new(MAP), NEW, None);
                let picture = disk.picture();
                match saved {
                    Ok(saved) => {
                        assert_eq!(at(&picture, MAP), Some(NEW), "{n}");
                        assert!(!saved.confirmed, "{n}: nothing failed");
                    }
                    Err(StorageError::HalfSaved { backup, .. }) => {
                        assert_eq!(n_names, 2);
                        assert_eq!(picture[&backup], OLD, "{n}");
                    }
                    Err(StorageError::Unwritable { .. }) => {
                        assert_eq!(at(&picture, MAP), Some(OLD), "{n}");
                        if failing == Failing::Once(n) {
                            assert_eq!(picture.len(), n_names, "{n}: {picture:?}");
                        }
                    }
                    Err(error) => panic!("{n}: {error}"),
                }
            }
        }
    }
}

#[test]
fn whatever_fails_of_a_new_map_the_save_says_so_and_no_half_of_it_is_there() {
    let make = || SimDisk::holding(&[("/maps/other.json", OLD)]);
    let disk = make();
    disk.fail(Failing::Never);
    save_new_on(&disk, Path::new(MAP), NEW).unwrap();
    let n_operations = disk.n_operations();
    assert!(n_operations >= 5, "{n_operations}");
    for n in 0..n_operations {
        for failing in [Failing::Once(n), Failing::From(n)] {
            let disk = make();
            disk.fail(failing);
            let saved = save_new_on(&disk, Path::new(MAP), NEW);
            let found = disk.picture();
            match saved {
                // Where no second name can be given, the file is renamed, and that is as good.
                Ok(_) => assert_eq!(at(&found, MAP), Some(NEW), "{n}"),
                Err(StorageError::Unwritable { .. }) => {
                    assert_eq!(at(&found, MAP), None, "{n}");
                    if failing == Failing::Once(n) {
                        assert_eq!(found.len(), 1, "{n}: {found:?}");
                    }
                }
                Err(error) => panic!("{n}: {error}"),
            }
        }
    }
}

#[test]
fn a_power_cut_while_a_vanished_map_is_saved_again_leaves_it_whole_or_not_there() {
    let before = SimDisk::holding(&[(MAP, OLD)]);
    let expected = Fingerprint::new(OLD, &before.look(Path::new(MAP)).unwrap());
    let disk = SimDisk::holding(&[("/maps/other.json", OLD)]);
    save_on(&disk, Path::new(MAP), NEW, Some(&expected)).unwrap();
    for picture in disk.crashes().iter().flatten() {
        let found = at(picture, MAP);
        assert!(found.is_none() || found == Some(NEW), "{picture:?}");
    }
}

fn record(n: usize) -> Vec<u8> {
    format!("record {n} and what it says").into_bytes()
}

/// A generation is usable here if its first two records are whole.
fn is_usable(records: &[Vec<u8>]) -> bool {
    records.len() >= 2
}

/// The records of the only journal that a power cut left, if one can be used.
fn recover(picture: &Picture) -> Option<Vec<Vec<u8>>> {
    let disk = SimDisk::after_crash(picture);
    let mut found = find_journals(&disk, Path::new(JOURNALS), false, is_usable);
    assert!(found.len() <= 1);
    found
        .pop()
        .map(|found| found.records)
        .filter(|records| is_usable(records))
}

#[test]
fn a_power_cut_takes_no_record_from_the_journal_that_was_synced_and_invents_none() {
    let disk = SimDisk::holding(&[]);
    let folder = Path::new(JOURNALS);
    // How many records are sure after each operation.
    let mut sure = Vec::new();
    let note = |sure: &mut Vec<usize>, n: usize| sure.resize(disk.crashes().len(), n);
    let first = [record(0), record(1)];
    let mut journal = JournalFile::begin(&disk, folder, "abc", 1, &first).unwrap();
    note(&mut sure, 0);
    journal.file().sync().unwrap();
    note(&mut sure, 0);
    disk.sync_folder(folder).unwrap();
    note(&mut sure, 2);
    for n in 2..6 {
        let before = *sure.last().unwrap();
        journal.append(&[record(n)]).unwrap();
        note(&mut sure, before);
        if n % 2 == 1 {
            journal.file().sync().unwrap();
            note(&mut sure, n + 1);
        }
    }
    let crashes = disk.crashes();
    *sure.last_mut().unwrap() = 6;
    for (pictures, n_sure) in crashes.iter().zip(&sure) {
        for picture in pictures {
            let records = recover(picture).unwrap_or_default();
            assert!(records.len() >= *n_sure, "{} of {n_sure}", records.len());
            for (n, found) in records.iter().enumerate() {
                assert_eq!(*found, record(n));
            }
        }
    }
}

#[test]
fn a_power_cut_between_two_generations_loses_neither() {
    let disk = SimDisk::holding(&[]);
    let folder = Path::new(JOURNALS);
    let old: Vec<Vec<u8>> = (0..4).map(record).collect();
    let journal = JournalFile::begin(&disk, folder, "abc", 9, &old).unwrap();
    journal.file().sync().unwrap();
    disk.sync_folder(folder).unwrap();
    let n_before = disk.crashes().len();
    let new = [b"a summary".to_vec(), b"of all four".to_vec()];
    let next = JournalFile::begin(&disk, folder, "abc", 10, &new).unwrap();
    next.file().sync().unwrap();
    disk.sync_folder(folder).unwrap();
    disk.remove(journal.path()).unwrap();
    disk.sync_folder(folder).unwrap();
    for picture in disk.crashes()[n_before..].iter().flatten() {
        let records = recover(picture).expect("one of the two can be used");
        assert!(records == old || records == new, "{records:?}");
    }
    for picture in disk.crashes().last().unwrap() {
        assert_eq!(recover(picture).unwrap(), new);
        assert_eq!(picture.len(), 1);
    }
}

#[test]
fn a_journal_that_cannot_be_begun_leaves_nothing_and_one_that_fails_later_keeps_what_it_had() {
    let folder = Path::new(JOURNALS);
    for n in 0..3 {
        let disk = SimDisk::holding(&[]);
        disk.fail(Failing::Once(n));
        let begun = JournalFile::begin(&disk, folder, "abc", 1, &[record(0), record(1)]);
        assert!(begun.is_err());
        assert!(disk.picture().is_empty(), "{:?}", disk.picture());
    }
    let disk = SimDisk::holding(&[]);
    let mut journal = JournalFile::begin(&disk, folder, "abc", 1, &[record(0), record(1)]).unwrap();
    disk.fail(Failing::From(0));
    assert!(journal.append(&[record(2)]).is_err());
    let bytes = disk.picture().into_values().next().unwrap();
    let (records, is_whole) = split_records(&bytes);
    assert_eq!(records, [record(0), record(1)]);
    assert!(!is_whole);
}
