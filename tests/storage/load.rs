//! Reading a file whole, and each refusal.

use std::fs;
use std::path::Path;

use linchpin::storage::load::{LARGE_BYTES, MAX_BYTES};
use linchpin::storage::{Disk, StorageError, Store, read_bounded};

#[test]
fn a_file_is_read_whole_with_its_fingerprint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "hello").unwrap();
    let loaded = read_bounded(&path, false).unwrap();
    assert_eq!(loaded.bytes, b"hello");
    assert_eq!(loaded.fingerprint.len, 5);
    assert!(!loaded.read_only);
    assert!(
        loaded
            .fingerprint
            .matches_metadata(&path.metadata().unwrap())
    );
    assert!(!loaded.fingerprint.is_outdated(&path).unwrap());
}

#[test]
fn a_file_that_nobody_may_write_is_opened_read_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "hello").unwrap();
    set_read_only(&path, true);
    assert!(read_bounded(&path, false).unwrap().read_only);
    set_read_only(&path, false);
}

#[test]
fn each_refusal_has_its_own_message_with_the_file_last() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty.txt");
    fs::write(&empty, "").unwrap();
    let file_as_folder = empty.join("below.txt");
    let missing = folder.path().join("missing.txt");
    let cases: [(&Path, &str); 4] = [
        (&missing, "not there"),
        (&file_as_folder, "not there"),
        (folder.path(), "a folder"),
        (&empty, "empty"),
    ];
    for (path, words) in cases {
        let error = read_bounded(path, false).unwrap_err();
        let message = error.to_string();
        assert!(message.contains(words), "{message}");
        assert!(message.ends_with(&path.display().to_string()), "{message}");
        assert_eq!(error.path(), Some(path));
    }
}

#[test]
fn a_file_of_a_hundred_megabytes_is_opened_only_after_a_question() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.txt");
    // Sparse: it takes no room on the disk.
    fs::File::create(&path)
        .unwrap()
        .set_len(LARGE_BYTES)
        .unwrap();
    let error = read_bounded(&path, false).unwrap_err();
    assert!(
        matches!(
            error,
            StorageError::Large {
                bytes: LARGE_BYTES,
                ..
            }
        ),
        "{error}"
    );
    assert!(error.to_string().contains("100 MB"), "{error}");
}

#[test]
fn a_file_over_the_bound_is_refused_before_memory_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.txt");
    fs::File::create(&path)
        .unwrap()
        .set_len(MAX_BYTES + 1)
        .unwrap();
    let error = read_bounded(&path, true).unwrap_err();
    assert!(matches!(error, StorageError::TooLarge { .. }), "{error}");
}

#[test]
fn a_touched_file_is_not_outdated_but_a_changed_or_removed_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "hello").unwrap();
    let fingerprint = read_bounded(&path, false).unwrap().fingerprint;
    let copy = folder.path().join("b.txt");
    fs::copy(&path, &copy).unwrap();
    fs::rename(&copy, &path).unwrap();
    assert!(
        !fingerprint.is_outdated(&path).unwrap(),
        "same content under another inode"
    );
    fs::write(&path, "world").unwrap();
    assert!(fingerprint.differs_from_content(&path).unwrap());
    fs::write(&path, "longer than before").unwrap();
    assert!(fingerprint.is_outdated(&path).unwrap());
    fs::remove_file(&path).unwrap();
    assert!(fingerprint.is_outdated(&path).unwrap());
    fs::create_dir(&path).unwrap();
    assert!(fingerprint.is_outdated(&path).unwrap());
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_device_are_refused_without_being_opened() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    for path in [&*socket, Path::new("/dev/null")] {
        let error = read_bounded(path, true).unwrap_err();
        assert!(matches!(error, StorageError::NotAFile { .. }), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret.txt");
    fs::write(&path, "hello").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    match read_bounded(&path, false) {
        Err(StorageError::Unreadable { .. }) => {}
        Ok(_) => eprintln!("skipped: modes do not bind the superuser"),
        Err(other) => panic!("{other}"),
    }
}

fn set_read_only(path: &Path, read_only: bool) {
    let mut permissions = path.metadata().unwrap().permissions();
    permissions.set_readonly(read_only);
    fs::set_permissions(path, permissions).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_to_itself_cannot_be_read_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (file, circle) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    fs::write(&file, "hello").unwrap();
    let fingerprint = read_bounded(&file, false).unwrap().fingerprint;
    std::os::unix::fs::symlink(&circle, &circle).unwrap();
    let error = read_bounded(&circle, false).unwrap_err();
    assert!(matches!(error, StorageError::Unreadable { .. }), "{error}");
    assert!(fingerprint.is_outdated(&circle).is_err());
    assert!(fingerprint.differs_from_content(&circle).is_err());
}

#[test]
fn a_file_from_before_1970_is_known_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    fs::write(&path, "hello").unwrap();
    let long_ago = std::time::UNIX_EPOCH - std::time::Duration::from_hours(24);
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(long_ago).unwrap();
    let fingerprint = read_bounded(&path, false).unwrap().fingerprint;
    assert_eq!(fingerprint.mtime_ns, -86_400_000_000_000);
    assert!(fingerprint.matches_metadata(&path.metadata().unwrap()));
}

#[test]
fn a_folder_that_is_not_there_holds_nothing_and_a_file_cannot_be_listed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, "hello").unwrap();
    assert_eq!(Disk.list(&folder.path().join("none")).unwrap().len(), 0);
    assert!(Disk.list(&file).is_err());
    assert_eq!(Disk.list(folder.path()).unwrap(), [file]);
}
