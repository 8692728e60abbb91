//! The save: what it keeps, what it refuses, and that it leaves nothing behind.

use std::fs;
use std::path::{Path, PathBuf};

use linchpin::storage::{
    Fingerprint, StorageError, read_bounded, save_atomically, save_on, write_atomically,
};
use proptest::prelude::*;

use super::sim_disk::SimDisk;

#[test]
fn a_new_file_is_created_and_its_fingerprint_is_that_of_a_later_load() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let saved = save_atomically(&path, b"one", None).unwrap();
    assert!(saved.confirmed);
    let loaded = read_bounded(&path, false).unwrap();
    assert_eq!(loaded.bytes, b"one");
    assert_eq!(loaded.fingerprint, saved.fingerprint);
    assert_eq!(list_names(folder.path()), ["a.json"]);
}

#[test]
fn save_after_save_goes_on_with_the_fingerprint_of_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let mut expected: Option<Fingerprint> = None;
    for content in ["one", "two, longer", "3"] {
        let saved = save_atomically(&path, content.as_bytes(), expected.as_ref()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
        expected = Some(saved.fingerprint);
    }
    assert_eq!(list_names(folder.path()), ["a.json"]);
}

#[test]
fn a_file_that_another_program_has_changed_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, "ours").unwrap();
    let loaded = read_bounded(&path, false).unwrap();
    for theirs in ["them", "theirs"] {
        fs::write(&path, theirs).unwrap();
        let error = save_atomically(&path, b"new", Some(&loaded.fingerprint)).unwrap_err();
        assert!(matches!(error, StorageError::Changed { .. }), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
    }
    assert_eq!(list_names(folder.path()), ["a.json"]);
}

#[test]
fn a_file_that_has_vanished_is_created_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, "ours").unwrap();
    let loaded = read_bounded(&path, false).unwrap();
    fs::remove_file(&path).unwrap();
    save_atomically(&path, b"new", Some(&loaded.fingerprint)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[test]
fn a_read_only_file_is_refused_and_unharmed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, "old").unwrap();
    let mut permissions = path.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let error = save_atomically(&path, b"new", None).unwrap_err();
    assert!(matches!(error, StorageError::ReadOnly { .. }), "{error}");
    assert!(error.to_string().ends_with(&path.display().to_string()));
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(list_names(folder.path()), ["a.json"]);
}

#[test]
fn a_folder_a_path_without_a_name_and_a_missing_folder_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = save_atomically(folder.path(), b"new", None).unwrap_err();
    assert!(matches!(error, StorageError::IsFolder { .. }), "{error}");
    let error = save_atomically(&folder.path().join(".."), b"new", None).unwrap_err();
    assert!(matches!(error, StorageError::IsFolder { .. }), "{error}");
    let error = save_atomically(Path::new(""), b"new", None).unwrap_err();
    assert!(matches!(error, StorageError::NoName { .. }), "{error}");
    let error = save_atomically(&folder.path().join("no/a.json"), b"new", None).unwrap_err();
    assert!(
        matches!(error, StorageError::FolderMissing { .. }),
        "{error}"
    );
    fs::write(folder.path().join("file"), "x").unwrap();
    let error = save_atomically(&folder.path().join("file/a.json"), b"new", None).unwrap_err();
    assert!(
        matches!(error, StorageError::FolderMissing { .. }),
        "{error}"
    );
    assert_eq!(list_names(folder.path()), ["file"]);
}

#[test]
fn a_name_as_long_as_the_disk_allows_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        format!("{}.json", "a".repeat(250)),
        format!("a{}.json", "é".repeat(124)),
    ] {
        let path = folder.path().join(name);
        save_atomically(&path, b"one", None).unwrap();
        save_atomically(&path, b"two", None).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }
    assert_eq!(list_names(folder.path()).len(), 2);
}

#[test]
fn a_name_without_a_folder_is_one_in_the_folder_at_hand() {
    let disk = SimDisk::holding(&[("./other.json", b"so that there is a folder")]);
    let saved = save_on(&disk, Path::new("a.json"), b"new", None).unwrap();
    assert!(saved.confirmed);
    let picture = disk.picture();
    assert_eq!(picture[Path::new("a.json")], b"new");
    assert_eq!(picture.len(), 2, "{picture:?}");
}

#[test]
fn what_is_not_saved_again_replaces_what_is_there_or_leaves_it_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.html");
    for page in ["one", "another"] {
        assert!(write_atomically(&path, page.as_bytes()).unwrap());
        assert_eq!(fs::read(&path).unwrap(), page.as_bytes());
    }
    let inside = path.join("b.html");
    let error = write_atomically(&inside, b"a page").unwrap_err();
    assert!(error.to_string().ends_with(&inside.display().to_string()));
    assert_eq!(fs::read(&path).unwrap(), b"another");
    assert_eq!(list_names(folder.path()), ["a.html"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_over_any_bytes_are_read_back_as_they_were_saved(
        old in proptest::collection::vec(any::<u8>(), 0..2000),
        new in proptest::collection::vec(any::<u8>(), 1..2000),
        has_second_name: bool,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, &old).unwrap();
        if has_second_name {
            fs::hard_link(&path, folder.path().join("b.json")).unwrap();
        }
        save_atomically(&path, &new, None).unwrap();
        prop_assert_eq!(fs::read(&path).unwrap(), new);
        prop_assert_eq!(list_names(folder.path()).len(), 1 + usize::from(has_second_name));
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_chain_of_symbolic_links_is_followed_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("below");
        fs::create_dir(&below).unwrap();
        fs::write(below.join("real.json"), "old").unwrap();
        symlink("real.json", below.join("second.json")).unwrap();
        symlink("below/second.json", folder.path().join("first.json")).unwrap();
        let loaded = read_bounded(&folder.path().join("first.json"), false).unwrap();
        save_atomically(
            &folder.path().join("first.json"),
            b"new",
            Some(&loaded.fingerprint),
        )
        .unwrap();
        assert_eq!(fs::read(below.join("real.json")).unwrap(), b"new");
        assert!(is_link(&folder.path().join("first.json")) && is_link(&below.join("second.json")));
        assert_eq!(list_names(&below), ["real.json", "second.json"]);
    }

    #[test]
    fn a_dangling_link_gets_the_file_it_points_at() {
        let folder = tempfile::tempdir().unwrap();
        symlink("real.json", folder.path().join("link.json")).unwrap();
        save_atomically(&folder.path().join("link.json"), b"new", None).unwrap();
        assert_eq!(fs::read(folder.path().join("real.json")).unwrap(), b"new");
        assert!(is_link(&folder.path().join("link.json")));
    }

    #[test]
    fn forty_links_are_followed_and_a_circle_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let link = |n: usize| folder.path().join(format!("{n}"));
        for n in 1..=40 {
            symlink(link(n - 1), link(n)).unwrap();
        }
        save_atomically(&link(40), b"new", None).unwrap();
        assert_eq!(fs::read(link(0)).unwrap(), b"new");
        symlink("b", folder.path().join("a")).unwrap();
        symlink("a", folder.path().join("b")).unwrap();
        let error = save_atomically(&folder.path().join("a"), b"new", None).unwrap_err();
        assert!(matches!(error, StorageError::LinkLoop { .. }), "{error}");
    }

    #[test]
    fn the_mode_of_an_existing_file_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        for mode in [0o600, 0o640, 0o664, 0o755] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            save_atomically(&path, b"new", None).unwrap();
            assert_eq!(read_mode(&path), mode);
        }
    }

    #[test]
    fn a_new_file_has_the_mode_that_the_umask_leaves() {
        let folder = tempfile::tempdir().unwrap();
        let (ours, usual) = (folder.path().join("a.json"), folder.path().join("usual"));
        fs::write(&usual, "").unwrap();
        save_atomically(&ours, b"new", None).unwrap();
        assert_eq!(read_mode(&ours), read_mode(&usual));
    }

    #[test]
    fn the_owner_is_kept_where_the_system_lets_us() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        if std::os::unix::fs::chown(&path, Some(12345), Some(23456)).is_err() {
            eprintln!("skipped: only the superuser may give a file away");
            return;
        }
        save_atomically(&path, b"new", None).unwrap();
        let metadata = path.metadata().unwrap();
        assert_eq!((metadata.uid(), metadata.gid()), (12345, 23456));
    }

    #[test]
    fn all_names_of_a_file_with_several_show_the_new_content() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a.json"), folder.path().join("b.json"));
        fs::write(&path, "a long old content").unwrap();
        fs::hard_link(&path, &other).unwrap();
        let loaded = read_bounded(&path, false).unwrap();
        let saved = save_atomically(&path, b"new", Some(&loaded.fingerprint)).unwrap();
        assert!(saved.confirmed);
        assert_eq!(fs::read(&other).unwrap(), b"new");
        assert_eq!(
            path.metadata().unwrap().ino(),
            other.metadata().unwrap().ino()
        );
        assert_eq!(list_names(folder.path()), ["a.json", "b.json"]);
    }

    #[test]
    fn a_socket_and_a_device_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [&*socket, Path::new("/dev/null")] {
            let error = save_atomically(path, b"new", None).unwrap_err();
            assert!(matches!(error, StorageError::NotAFile { .. }), "{error}");
        }
    }

    #[test]
    fn a_folder_that_may_not_be_written_gives_one_message_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
        let result = save_atomically(&path, b"new", None);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        match result {
            Err(StorageError::Unwritable { .. }) => assert_eq!(fs::read(&path).unwrap(), b"old"),
            Ok(_) => eprintln!("skipped: modes do not bind the superuser"),
            Err(other) => panic!("{other}"),
        }
        assert_eq!(list_names(folder.path()), ["a.json"]);
    }

    fn is_link(path: &Path) -> bool {
        path.symlink_metadata().unwrap().is_symlink()
    }

    fn read_mode(path: &Path) -> u32 {
        path.metadata().unwrap().mode() & 0o7777
    }
}

fn list_names(folder: &Path) -> Vec<String> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into())
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| name.display().to_string())
        .collect()
}
