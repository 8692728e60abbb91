//! What the real disk says of files that others hold or that cannot be had, and what it lets through.

use std::fs::{self, File};

use linchpin::storage::{Disk, Store, read_bounded, save_atomically};

#[test]
fn a_file_is_read_only_where_it_cannot_be_opened_to_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, "old").unwrap();
    let look = Disk.look(&path).unwrap();
    assert!(!Disk.is_read_only(&path, &look));
    // It has become so since it was looked at; modes do not bind the superuser.
    let mut permissions = path.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let is_refused = File::options().write(true).open(&path).is_err();
    assert_eq!(Disk.is_read_only(&path, &look), is_refused);
    // One that is gone is to be told as gone.
    let gone = folder.path().join("gone.json");
    assert!(!Disk.is_read_only(&gone, &look));
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt;

    use linchpin::storage::Look;

    use super::*;

    #[test]
    fn a_map_that_another_program_holds_for_good_is_saved_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        let opened = read_bounded(&path, false).unwrap().fingerprint;
        let held = File::open(&path).unwrap();
        held.lock().unwrap();
        assert!(Disk.claim(&path).is_none());
        save_atomically(&path, b"new", Some(&opened)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(Disk.claim(&path).is_some(), "it is another file now");
    }

    #[test]
    fn a_group_that_cannot_be_kept_leaves_its_successor_no_more_than_everybody_has() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let file = Disk.create(&path, 0o600).unwrap();
        let modes = [
            (0o664, 0o644),
            (0o660, 0o600),
            (0o750, 0o700),
            (0o777, 0o777),
        ];
        for (mode, left) in modes {
            let of = Look {
                mode,
                // No system has them to give.
                owner: (u32::MAX, u32::MAX),
                ..Disk.look(&path).unwrap()
            };
            file.keep_access(&of, &path).unwrap();
            let now = path.metadata().unwrap().permissions().mode();
            assert_eq!(now & 0o777, left, "{mode:o}");
        }
    }
}
