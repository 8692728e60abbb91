//! What the disk refuses is said, with the file and the reason, and harms nothing that is there.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use linchpin::storage::history::{
    MOST_BYTES, NewSnapshot, Occasion, find_history_folder, forget_snapshots, keep_snapshot,
    list_snapshots, read_snapshot,
};
use linchpin::storage::journal::{discard_journal, find_journals, keep_in_trash};
use linchpin::storage::lock::{Claim, LockOwner, claim_lock, name_lock, release_lock};
use linchpin::storage::{Fingerprint, JournalFile, Look, StorageError, Store, save_on};

use super::sick_disk::{Refused, SickDisk};
use super::sim_disk::{Failing, SimDisk};

const MAP: &str = "/maps/a.json";
const JOURNALS: &str = "/recovery";

fn sick(refused: Refused, error: ErrorKind) -> SickDisk {
    let disk = SimDisk::holding(&[(MAP, b"old")]);
    SickDisk::new(disk, refused, error)
}

fn seen(disk: &SickDisk) -> Fingerprint {
    let look: Look = disk.disk.look(Path::new(MAP)).unwrap();
    Fingerprint::new(b"old", &look)
}

#[test]
fn a_journal_is_copied_into_the_trash_where_the_disk_knows_no_second_names() {
    let path = Path::new("/recovery/abc-1.journal");
    let disk = SimDisk::holding(&[("/recovery/abc-1.journal", b"one")]);
    disk.refuse_links();
    // A second try finds what the first has made.
    for _ in 0..2 {
        keep_in_trash(&disk, path, 7).unwrap();
    }
    let read = |path: &Path| disk.open(path).unwrap().read_whole().unwrap();
    assert_eq!(read(path), b"one", "it keeps its own place");
    let trash = disk.list(Path::new("/recovery/trash")).unwrap();
    assert_eq!(trash.len(), 1);
    assert_eq!(read(&trash[0]), b"one");

    let gone = Path::new("/recovery/gone-1.journal");
    let error = keep_in_trash(&disk, gone, 7).unwrap_err();
    assert!(matches!(error, StorageError::Unwritable { .. }), "{error}");
    assert!(error.to_string().contains("gone-1.journal"), "{error}");
}

#[test]
fn every_refusal_says_what_happened_and_names_the_file_last() {
    let path = || PathBuf::from(MAP);
    let source = || io::Error::from(ErrorKind::PermissionDenied);
    let bytes = 700_000_000;
    let errors = [
        StorageError::Missing { path: path() },
        StorageError::FolderMissing { path: path() },
        StorageError::IsFolder { path: path() },
        StorageError::NotAFile { path: path() },
        StorageError::Empty { path: path() },
        StorageError::Large {
            path: path(),
            bytes,
        },
        StorageError::TooLarge {
            path: path(),
            bytes,
        },
        StorageError::Unreadable {
            path: path(),
            source: source(),
        },
        StorageError::ReadOnly { path: path() },
        StorageError::Changed { path: path() },
        StorageError::ChangedSinceChosen { path: path() },
        StorageError::Exists { path: path() },
        StorageError::LinkLoop { path: path() },
        StorageError::NoName { path: path() },
        StorageError::Unwritable {
            path: path(),
            source: source(),
        },
        StorageError::HalfSaved {
            path: path(),
            backup: "/maps/backup".into(),
            source: source(),
        },
        StorageError::FolderUnreadable {
            path: path(),
            source: source(),
        },
    ];
    for error in errors {
        let said = error.to_string();
        assert_eq!(error.path(), Some(Path::new(MAP)), "{said}");
        assert!(said.ends_with(MAP), "{said}");
        let has_size = matches!(
            error,
            StorageError::Large { .. } | StorageError::TooLarge { .. }
        );
        assert_eq!(said.contains("700 MB"), has_size, "{said}");
        let is_half = matches!(error, StorageError::HalfSaved { .. });
        assert_eq!(said.contains("whole in /maps/backup"), is_half, "{said}");
    }
    let error = StorageError::NoSettingsFolder { variable: "THERE" };
    assert_eq!(error.path(), None);
    assert!(error.to_string().contains("Set THERE"), "{error}");
}

#[test]
fn a_map_that_cannot_be_looked_at_or_compared_is_not_saved_over() {
    type IsRight = fn(&StorageError) -> bool;
    let cases: [(Refused, ErrorKind, IsRight); 5] = [
        (Refused::Look, ErrorKind::PermissionDenied, |error| {
            matches!(error, StorageError::Unwritable { .. })
        }),
        (Refused::Look, ErrorKind::NotADirectory, |error| {
            matches!(error, StorageError::FolderMissing { .. })
        }),
        (Refused::Read, ErrorKind::PermissionDenied, |error| {
            matches!(error, StorageError::Unreadable { .. })
        }),
        (Refused::Create, ErrorKind::ReadOnlyFilesystem, |error| {
            matches!(error, StorageError::ReadOnly { .. })
        }),
        (Refused::Create, ErrorKind::StorageFull, |error| {
            matches!(error, StorageError::Unwritable { .. })
        }),
    ];
    for (refused, kind, is_right) in cases {
        let disk = sick(refused, kind);
        let error = save_on(&disk, Path::new(MAP), b"new", Some(&seen(&disk))).unwrap_err();
        assert!(is_right(&error), "{error}");
        assert_eq!(disk.disk.picture()[Path::new(MAP)], b"old");
        assert_eq!(disk.disk.picture().len(), 1, "nothing is left over");
    }
}

#[test]
fn a_link_that_cannot_be_followed_is_not_saved_over() {
    let mut disk = sick(Refused::ReadLink, ErrorKind::PermissionDenied);
    disk.has_links = true;
    let error = save_on(&disk, Path::new(MAP), b"new", None).unwrap_err();
    assert!(matches!(error, StorageError::Unwritable { .. }), "{error}");
    assert_eq!(disk.disk.picture()[Path::new(MAP)], b"old");
}

#[test]
fn a_map_that_went_away_while_it_was_saved_counts_as_changed() {
    let disk = sick(Refused::Read, ErrorKind::NotFound);
    let error = save_on(&disk, Path::new(MAP), b"new", Some(&seen(&disk))).unwrap_err();
    assert!(matches!(error, StorageError::Changed { .. }), "{error}");
}

#[test]
fn a_map_whose_reading_stops_is_not_saved_over_and_one_whose_reading_was_interrupted_is() {
    for (kind, is_over) in [(ErrorKind::TimedOut, true), (ErrorKind::Interrupted, false)] {
        let disk = sick(Refused::ReadOn, kind);
        let saved = save_on(&disk, Path::new(MAP), b"new", Some(&seen(&disk)));
        let held = &disk.disk.picture()[Path::new(MAP)];
        if is_over {
            let error = saved.unwrap_err();
            assert!(matches!(error, StorageError::Unreadable { .. }), "{error}");
            assert_eq!(held, b"old");
        } else {
            assert!(saved.unwrap().confirmed);
            assert_eq!(held, b"new");
        }
    }
}

#[test]
fn a_journal_that_cannot_be_locked_is_not_begun() {
    for kind in [ErrorKind::Unsupported, ErrorKind::WouldBlock] {
        let disk = sick(Refused::Lock, kind);
        let begun = JournalFile::begin(&disk, Path::new(JOURNALS), "abc", 1, &[]);
        assert!(matches!(begun, Err(StorageError::Unwritable { .. })));
        assert_eq!(disk.disk.picture().len(), 1, "nothing is left over");
    }
}

/// A disk with one journal.
fn sick_with_journal(refused: Refused, error: ErrorKind) -> (SickDisk, PathBuf) {
    let disk = sick(refused, error);
    let records = [b"one".to_vec()];
    let journal = JournalFile::begin(&disk, Path::new(JOURNALS), "abc", 1, &records).unwrap();
    let path = journal.path().to_owned();
    (disk, path)
}

#[test]
fn a_journal_that_cannot_be_opened_is_told_and_one_that_is_gone_by_then_is_none() {
    let (mut disk, path) = sick_with_journal(Refused::Open, ErrorKind::PermissionDenied);
    let find = |disk: &SickDisk| find_journals(disk, Path::new(JOURNALS), false, |_| true);
    let found = find(&disk);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].session.as_str(), &found[0].path), ("abc", &path));
    let why = io::Error::from(ErrorKind::PermissionDenied).to_string();
    assert_eq!(found[0].trouble, Some(why));
    assert!(found[0].records.is_empty() && found[0].lock.is_none());
    disk.error = ErrorKind::NotFound;
    assert!(find(&disk).is_empty());
    disk.refused = Refused::Nothing;
    assert_eq!(find(&disk)[0].records, [b"one".to_vec()]);
}

#[test]
fn a_journal_that_cannot_be_put_away_stays_where_it_is() {
    let (disk, path) = sick_with_journal(Refused::Nothing, ErrorKind::Other);
    let before = disk.disk.picture();
    disk.disk.fail(Failing::From(0));
    let error = discard_journal(&disk, &path, 7).unwrap_err();
    assert!(matches!(error, StorageError::Unwritable { .. }), "{error}");
    assert_eq!(error.path(), Some(path.as_path()));
    assert_eq!(disk.disk.picture(), before);
}

#[test]
fn a_mark_that_cannot_be_read_or_taken_away_stays_and_none_is_set_beside_it() {
    let own = |login: &str| LockOwner {
        name: String::new(),
        login: login.to_owned(),
        host: "north".to_owned(),
        since: "26.11.2026 18:34".to_owned(),
        program: "linchpin-7".to_owned(),
    };
    let mut disk = sick(Refused::Nothing, ErrorKind::PermissionDenied);
    let (map, ada) = (Path::new(MAP), own("ada"));
    let claim = |disk: &SickDisk, own: &LockOwner| claim_lock(disk, map, own, |_| false);
    assert_eq!(claim(&disk, &ada), Claim::Taken);
    let marked = disk.disk.picture();
    for refused in [Refused::Look, Refused::Read, Refused::Remove] {
        disk.refused = refused;
        assert_eq!(claim(&disk, &ada), Claim::Impossible);
        release_lock(&disk, map, &ada);
        assert_eq!(disk.disk.picture(), marked);
    }
    disk.refused = Refused::Nothing;
    assert_eq!(claim(&disk, &own("bob")), Claim::Held(ada));
    assert_eq!(name_lock(Path::new("/")), None);
    assert_eq!(
        claim_lock(&disk, Path::new("/"), &own("bob"), |_| true),
        Claim::Impossible
    );
}

fn keep(disk: &dyn Store, map: &str, seconds: i64, text: &str) -> Result<bool, StorageError> {
    let new = NewSnapshot {
        map,
        file: None,
        names_file: false,
        seconds,
        occasion: Occasion::Saved,
        bytes: text.as_bytes(),
    };
    keep_snapshot(disk, &find_history_folder(Path::new("/state")), &new)
}

#[test]
fn of_all_maps_no_more_snapshots_are_kept_than_there_is_room_for_the_oldest_going_first() {
    let folder = find_history_folder(Path::new("/state"));
    let mut disk = sick(Refused::Nothing, ErrorKind::Other);
    for at in 0..6 {
        keep(&disk, &format!("d-{at}"), 1_000 + at, &at.to_string()).unwrap();
    }
    // From now on each of them fills more than a quarter of the room.
    disk.added = MOST_BYTES / 4;
    keep(&disk, "d-6", 2_000, "six").unwrap();
    let there: Vec<bool> = (0..7)
        .map(|at| !list_snapshots(&disk, &folder, Some(&format!("d-{at}")), None).is_empty())
        .collect();
    assert_eq!(there, [false, false, false, false, true, true, true]);

    // One that is larger than the room is kept all the same: it is the newest.
    disk.added = MOST_BYTES * 2;
    keep(&disk, "d-7", 3_000, "seven").unwrap();
    let newest = list_snapshots(&disk, &folder, Some("d-7"), None);
    assert_eq!(read_snapshot(&disk, &newest[0]).unwrap().bytes, b"seven");
    assert!(list_snapshots(&disk, &folder, Some("d-6"), None).is_empty());
}

#[test]
fn a_snapshot_that_cannot_be_deleted_is_told_and_one_that_cannot_be_read_as_well() {
    let folder = find_history_folder(Path::new("/state"));
    let mut disk = sick(Refused::Nothing, ErrorKind::PermissionDenied);
    keep(&disk, "d-1", 1_000, "one").unwrap();
    let found = list_snapshots(&disk, &folder, Some("d-1"), None);
    disk.refused = Refused::Remove;
    let error = forget_snapshots(&disk, &folder, None).unwrap_err();
    assert!(
        matches!(&error, StorageError::Unwritable { path, .. } if *path == found[0].path),
        "{error}"
    );
    disk.refused = Refused::Read;
    let error = read_snapshot(&disk, &found[0]).unwrap_err();
    assert!(matches!(error, StorageError::Unreadable { .. }), "{error}");
    disk.refused = Refused::Nothing;
    assert_eq!(forget_snapshots(&disk, &folder, None).unwrap(), 1);
}
