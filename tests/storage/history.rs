//! Snapshots on a disk in memory: what is kept, found again, thinned and deleted, and what a power cut
//! or a failing disk leaves of them.

use std::path::Path;

use linchpin::storage::history::{
    NewSnapshot, Occasion, forget_file_names, forget_snapshots, keep_snapshot, list_snapshots,
    read_snapshot,
};
use linchpin::storage::{StorageError, Store};

use super::sim_disk::{Failing, SimDisk};

const FOLDER: &str = "/state/history";
const NOW: i64 = 1_790_000_000;
const HOUR: i64 = 3600;

fn disk() -> SimDisk {
    SimDisk::holding(&[("/maps/a.json", b"a map")])
}

fn keep_of(disk: &dyn Store, map: &str, file: Option<&str>, seconds: i64, text: &str) -> bool {
    let new = NewSnapshot {
        map,
        file: file.map(Path::new),
        names_file: true,
        seconds,
        occasion: Occasion::Saved,
        bytes: text.as_bytes(),
    };
    keep_snapshot(disk, Path::new(FOLDER), &new).unwrap()
}

fn keep(disk: &dyn Store, seconds: i64, text: &str) -> bool {
    keep_of(disk, "d-1", Some("/maps/a.json"), seconds, text)
}

/// What the snapshots say, the newest first.
fn texts(disk: &dyn Store, map: Option<&str>, file: Option<&str>) -> Vec<String> {
    let found = list_snapshots(disk, Path::new(FOLDER), map, file.map(Path::new));
    let read = found
        .iter()
        .map(|it| read_snapshot(disk, it).unwrap().bytes);
    read.map(|bytes| String::from_utf8(bytes).unwrap())
        .collect()
}

#[test]
fn a_snapshot_is_found_by_its_map_and_by_its_file() {
    let disk = disk();
    assert!(keep(&disk, NOW, "one"));
    // The file got another name.
    assert!(keep_of(&disk, "d-1", Some("/maps/b.json"), NOW + 1, "two"));
    // Another map came to stand in it.
    assert!(keep_of(
        &disk,
        "d-2",
        Some("/maps/a.json"),
        NOW + 2,
        "other"
    ));
    assert!(keep_of(&disk, "d-3", None, NOW + 3, "apart"));

    let by_map = texts(&disk, Some("d-1"), Some("/maps/b.json"));
    assert_eq!(by_map, ["two", "one"]);
    let by_both = texts(&disk, Some("d-2"), Some("/maps/a.json"));
    assert_eq!(by_both, ["other", "one"]);
    let by_file = texts(&disk, None, Some("/maps/a.json"));
    assert_eq!(by_file, ["other", "one"]);
    assert_eq!(texts(&disk, Some("d-3"), None), ["apart"]);
    assert!(texts(&disk, Some("d-4"), Some("/maps/c.json")).is_empty());

    let found = list_snapshots(
        &disk,
        Path::new(FOLDER),
        Some("d-2"),
        Some(Path::new("/maps/a.json")),
    );
    let own: Vec<bool> = found.iter().map(|it| it.is_own).collect();
    assert_eq!(own, [true, false]);
    let held = read_snapshot(&disk, &found[1]).unwrap();
    assert_eq!(held.file.as_deref(), Some(Path::new("/maps/a.json")));
}

#[test]
fn what_the_newest_snapshot_says_is_not_kept_twice() {
    let disk = disk();
    assert!(keep(&disk, NOW, "one"));
    assert!(!keep(&disk, NOW + 60, "one"));
    assert!(keep(&disk, NOW + 120, "two"));
    // What it was before is a time of its own.
    assert!(keep(&disk, NOW + 180, "one"));
    assert_eq!(texts(&disk, Some("d-1"), None), ["one", "two", "one"]);
}

#[test]
fn snapshots_of_one_second_stand_in_the_order_in_which_they_were_taken() {
    let disk = disk();
    for text in ["a", "b", "c", "d"] {
        assert!(keep(&disk, NOW, text));
    }
    assert_eq!(texts(&disk, Some("d-1"), None), ["d", "c", "b", "a"]);
}

#[test]
fn a_large_map_takes_little_room() {
    let disk = disk();
    let text = "{\"text\": \"The same words come again and again.\"}\n".repeat(2_000);
    keep(&disk, NOW, &text);
    let found = list_snapshots(&disk, Path::new(FOLDER), Some("d-1"), None);
    let len = disk.look(&found[0].path).unwrap().len;
    assert!(len * 20 < text.len() as u64, "{len} bytes");
    assert_eq!(texts(&disk, Some("d-1"), None), [text]);
}

#[test]
fn snapshots_become_fewer_as_they_grow_old() {
    let disk = disk();
    disk.fail(Failing::Never);
    // One every ten minutes for three days.
    for n in 0..(3 * 24 * 6) {
        keep(&disk, NOW + n * 600, &format!("state {n}"));
    }
    let now = NOW + (3 * 24 * 6 - 1) * 600;
    let found = list_snapshots(&disk, Path::new(FOLDER), Some("d-1"), None);
    let ages: Vec<i64> = found.iter().map(|it| now - it.seconds).collect();
    let n_younger = |age| ages.iter().filter(|&&it| it <= age).count();
    assert!((6..=14).contains(&n_younger(HOUR)), "{ages:?}");
    assert!((24..=64).contains(&n_younger(24 * HOUR)), "{ages:?}");
    assert!(found.len() < 75, "{}", found.len());
    assert_eq!(ages[0], 0);
}

#[test]
fn deleting_the_history_of_a_map_leaves_the_others() {
    let disk = disk();
    keep(&disk, NOW, "one");
    keep(&disk, NOW + 1, "two");
    keep_of(&disk, "d-2", None, NOW + 2, "other");
    let folder = Path::new(FOLDER);
    assert_eq!(forget_snapshots(&disk, folder, Some("d-1")).unwrap(), 2);
    assert!(texts(&disk, Some("d-1"), None).is_empty());
    assert_eq!(texts(&disk, Some("d-2"), None), ["other"]);
    assert_eq!(forget_snapshots(&disk, folder, None).unwrap(), 1);
    assert_eq!(disk.picture().len(), 1, "the map itself is no snapshot");
}

#[test]
fn a_power_cut_loses_no_snapshot_that_was_kept_and_leaves_none_torn() {
    let disk = disk();
    keep(&disk, NOW, "one");
    let n_before = disk.crashes().len();
    keep(&disk, NOW + 10, "two");
    let crashes = disk.crashes();
    for picture in crashes[n_before..].iter().flatten() {
        let found = texts(&SimDisk::after_crash(picture), Some("d-1"), None);
        assert!(found == ["one"] || found == ["two", "one"], "{found:?}");
    }
    for picture in crashes.last().unwrap() {
        let found = texts(&SimDisk::after_crash(picture), Some("d-1"), None);
        assert_eq!(found, ["two", "one"]);
    }
}

#[test]
fn whatever_fails_it_is_said_and_what_was_kept_is_whole() {
    let make = || {
        let disk = disk();
        keep(&disk, NOW, "one");
        disk
    };
    let measure = make();
    measure.fail(Failing::Never);
    keep(&measure, NOW + 10, "two");
    let n_operations = measure.n_operations();
    assert!(n_operations >= 4, "{n_operations}");
    for n in 0..n_operations {
        for failing in [Failing::Once(n), Failing::From(n)] {
            let disk = make();
            disk.fail(failing);
            let new = NewSnapshot {
                map: "d-1",
                file: Some(Path::new("/maps/a.json")),
                names_file: true,
                seconds: NOW + 10,
                occasion: Occasion::Saved,
                bytes: b"two",
            };
            let kept = keep_snapshot(&disk, Path::new(FOLDER), &new);
            disk.fail(Failing::Never);
            let found = texts(&disk, Some("d-1"), None);
            match kept {
                Ok(is_new) => assert!(is_new && found == ["two", "one"], "{found:?}"),
                Err(StorageError::Unwritable { .. }) => assert_eq!(found, ["one"]),
                Err(error) => panic!("{error}"),
            }
        }
    }
}

#[test]
fn snapshots_forget_where_their_files_are_and_keep_what_they_hold() {
    let folder = Path::new(FOLDER);
    let make = || {
        let disk = disk();
        keep(&disk, NOW, "one");
        keep(&disk, NOW + 10, "two");
        keep_of(&disk, "d-2", None, NOW, "untitled");
        disk
    };
    let disk = make();
    let names = |disk: &SimDisk| {
        let picture = disk.picture();
        let mut held = picture.iter().filter(|(path, _)| path.starts_with(FOLDER));
        held.any(|(_, bytes)| bytes.windows(12).any(|it| it == b"/maps/a.json"))
    };
    assert!(names(&disk));
    assert_eq!(forget_file_names(&disk, folder).unwrap(), 2);
    assert!(!names(&disk));
    // They are found by the file all the same.
    assert_eq!(texts(&disk, None, Some("/maps/a.json")), ["two", "one"]);
    assert_eq!(forget_file_names(&disk, folder).unwrap(), 0);

    disk.fail(Failing::Never);
    for n in 0..disk.n_operations().max(40) {
        let disk = make();
        disk.fail(Failing::Once(n));
        let forgotten = forget_file_names(&disk, folder);
        disk.fail(Failing::Never);
        assert_eq!(texts(&disk, Some("d-1"), None), ["two", "one"], "{n}");
        if forgotten.is_ok() {
            assert!(!names(&disk), "{n}");
        }
    }
}

#[test]
fn a_snapshot_that_cannot_be_read_keeps_no_other_from_forgetting_its_file() {
    let disk = disk();
    keep(&disk, NOW, "one");
    keep(&disk, NOW + 10, "two");
    let found = list_snapshots(&disk, Path::new(FOLDER), Some("d-1"), None);
    let mut picture = disk.picture();
    picture.insert(found[1].path.clone(), b"no zip".to_vec());
    let damaged = SimDisk::after_crash(&picture);
    let failed = forget_file_names(&damaged, Path::new(FOLDER)).unwrap_err();
    assert!(matches!(failed, StorageError::Unreadable { path, .. } if path == found[1].path));
    assert_eq!(read_snapshot(&damaged, &found[0]).unwrap().file, None);
}

#[test]
fn a_damaged_snapshot_is_refused_and_the_others_are_read() {
    let disk = disk();
    keep(&disk, NOW, "one");
    keep(&disk, NOW + 10, "two");
    let found = list_snapshots(&disk, Path::new(FOLDER), Some("d-1"), None);
    let (path, whole) = (
        found[0].path.clone(),
        disk.picture()[&found[0].path].clone(),
    );
    for cut in 0..whole.len() {
        let mut picture = disk.picture();
        picture.insert(path.clone(), whole[..cut].to_vec());
        let damaged = SimDisk::after_crash(&picture);
        let read = read_snapshot(&damaged, &found[0]);
        assert!(
            matches!(read, Err(StorageError::Unreadable { .. })),
            "{cut}"
        );
        assert_eq!(read_snapshot(&damaged, &found[1]).unwrap().bytes, b"one");
    }
    for at in 0..whole.len() {
        let mut picture = disk.picture();
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        picture.insert(path.clone(), bytes);
        let damaged = SimDisk::after_crash(&picture);
        if let Ok(held) = read_snapshot(&damaged, &found[0]) {
            assert_eq!(held.bytes, b"two", "byte {at}");
        }
    }
}
