//! A file that is handed on piece by piece, on a disk that loses, tears and fails, and on a real one.

use std::fs;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use linchpin::storage::{Disk, StorageError, Store, Wanted};

use super::sim_disk::{Failing, Picture, SimDisk};

const FILE: &str = "/maps/a.svg";
const OLD: &[u8] = b"the old picture, which takes more than a sector of this disk";
const PIECES: [&[u8]; 4] = [
    b"a new picture",
    b" that is handed on in pieces, some of them longer than a sector,",
    b"",
    b" and some of them not",
];

fn hand_on(sink: &mut dyn Write) -> io::Result<()> {
    PIECES.iter().try_for_each(|piece| sink.write_all(piece))
}

fn at<'p>(picture: &'p Picture, path: &str) -> Option<&'p [u8]> {
    picture.get(Path::new(path)).map(Vec::as_slice)
}

fn write_pieces_on(
    disk: &dyn Store,
    path: &Path,
    hand_on: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<bool, StorageError> {
    linchpin::storage::write_pieces_on(disk, path, Wanted::Anything, hand_on)
}

/// A disk with the old picture, under so many names.
fn disk_with_old(n_names: usize) -> SimDisk {
    let disk = SimDisk::holding(&[(FILE, OLD)]);
    if n_names == 2 {
        disk.add_name(FILE, "/maps/b.svg");
    }
    disk
}

#[test]
fn a_power_cut_leaves_the_old_file_or_the_new_one() {
    let new = PIECES.concat();
    let disk = disk_with_old(1);
    assert!(write_pieces_on(&disk, Path::new(FILE), hand_on).unwrap());
    for picture in disk.crashes().iter().flatten() {
        let found = at(picture, FILE);
        assert!(found == Some(OLD) || found == Some(&new), "{picture:?}");
    }
    for picture in disk.crashes().last().unwrap() {
        assert_eq!(at(picture, FILE), Some(&*new));
        assert_eq!(picture.len(), 1, "{picture:?}");
    }
}

#[test]
fn whatever_fails_at_whichever_piece_the_old_file_is_whole_and_nothing_stands_beside_it() {
    let new = PIECES.concat();
    for n_names in [1, 2] {
        let disk = disk_with_old(n_names);
        disk.fail(Failing::Never);
        write_pieces_on(&disk, Path::new(FILE), hand_on).unwrap();
        assert_eq!(at(&disk.picture(), FILE), Some(&*new));
        for n in 0..disk.n_operations() {
            for failing in [Failing::Once(n), Failing::From(n)] {
                let disk = disk_with_old(n_names);
                disk.fail(failing);
                let written = write_pieces_on(&disk, Path::new(FILE), hand_on);
                let picture = disk.picture();
                match written {
                    Ok(is_confirmed) => {
                        assert_eq!(at(&picture, FILE), Some(&*new), "{n}");
                        assert!(!is_confirmed, "{n}: nothing failed");
                    }
                    Err(StorageError::HalfSaved { backup, .. }) => {
                        assert_eq!(n_names, 2);
                        assert_eq!(picture[&backup], OLD, "{n}");
                    }
                    Err(StorageError::Unwritable { .. }) => {
                        assert_eq!(at(&picture, FILE), Some(OLD), "{n}");
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
fn a_shorter_file_takes_the_place_of_a_longer_one_under_all_of_its_names() {
    for n_names in [1, 2] {
        let disk = disk_with_old(n_names);
        write_pieces_on(&disk, Path::new(FILE), |sink| sink.write_all(b"short")).unwrap();
        let picture = disk.picture();
        assert_eq!(picture.len(), n_names);
        assert!(picture.values().all(|bytes| bytes == b"short"));
    }
}

#[test]
fn pieces_may_be_gathered_and_flushed_before_they_are_handed_on() {
    let disk = disk_with_old(1);
    let is_confirmed = write_pieces_on(&disk, Path::new(FILE), |sink| {
        let mut gathered = io::BufWriter::new(sink);
        hand_on(&mut gathered)?;
        gathered.flush()
    });
    assert!(is_confirmed.unwrap());
    let kept = disk.kept();
    assert_eq!(at(&kept, FILE), Some(&*PIECES.concat()));
    assert_eq!(kept.len(), 1);
}

#[test]
fn whoever_hands_on_may_give_up_or_meet_with_a_fault() {
    for n_names in [1, 2] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        fs::write(&path, OLD).unwrap();
        if n_names == 2 {
            fs::hard_link(&path, folder.path().join("b.svg")).unwrap();
        }
        let error = write_pieces_on(&Disk, &path, |sink| {
            sink.write_all(b"half")?;
            Err(io::ErrorKind::Interrupted.into())
        });
        assert!(matches!(error, Err(StorageError::Unwritable { .. })));
        let fault = catch_unwind(AssertUnwindSafe(|| {
            write_pieces_on(&Disk, &path, |sink| {
                sink.write_all(b"half")?;
                panic!("a fault in drawing")
            })
        }));
        assert!(fault.is_err());
        assert_eq!(fs::read(&path).unwrap(), OLD);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), n_names);
    }
}

#[test]
fn nothing_is_handed_on_where_nothing_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let error = write_pieces_on(&Disk, &folder.path().join("none/a.svg"), |_| {
        panic!("nobody takes it")
    });
    assert!(matches!(error, Err(StorageError::FolderMissing { .. })));
}
