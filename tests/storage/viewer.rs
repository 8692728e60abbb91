//! Files that are shown in a viewer: for their owner alone, and one at a time.

use std::fs;

use linchpin::storage::StorageError;
use linchpin::storage::viewer::{forget_all_shown, forget_shown, save_for_viewer};

#[test]
fn what_was_shown_before_goes_and_files_of_other_kinds_stay() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("shown");
    for (name, bytes) in [
        ("a.pdf", "one"),
        ("b.html", "page"),
        ("c.pdf", "two"),
        ("c.pdf", "three"),
    ] {
        save_for_viewer(&folder.join(name), bytes.as_bytes()).unwrap();
    }
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["b.html", "c.pdf"]);
    assert_eq!(fs::read(folder.join("c.pdf")).unwrap(), b"three");
}

#[test]
fn what_was_shown_is_forgotten_alone_or_with_all_that_was() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.pdf", "b.html", "c.svg"].map(|name| folder.path().join(name));
    for path in &paths {
        save_for_viewer(path, b"one").unwrap();
    }
    forget_shown(&paths[0]);
    // A second time, as after a viewer has removed it itself.
    forget_shown(&paths[0]);
    let left = paths.each_ref().map(|path| path.exists());
    assert_eq!(left, [false, true, true]);
    forget_all_shown(folder.path());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    forget_all_shown(&folder.path().join("never was"));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_what_is_shown() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shown/a.pdf");
    save_for_viewer(&file, b"one").unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn where_no_folder_can_be_made_nothing_is_shown_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "in the way").unwrap();
    let error = save_for_viewer(&file.join("a.pdf"), b"one").unwrap_err();
    assert!(matches!(error, StorageError::Unwritable { .. }), "{error}");
    assert_eq!(fs::read(&file).unwrap(), b"in the way");
}
