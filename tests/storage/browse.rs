//! Listing folders.

use std::fs;

use linchpin::storage::{Entry, StorageError, list_folder};

fn entry(name: &str, is_folder: bool) -> Entry {
    Entry {
        name: name.to_owned(),
        is_folder,
    }
}

#[test]
fn folders_come_first_and_case_does_not_count() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "A.txt", "c.json"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    fs::create_dir(folder.path().join("Zoo")).unwrap();
    let listing = list_folder(folder.path()).unwrap();
    assert_eq!(
        listing.entries,
        [
            entry("Zoo", true),
            entry("A.txt", false),
            entry("b.txt", false),
            entry("c.json", false)
        ]
    );
    assert!(!listing.is_cut);
    assert!(listing.holds("a.TXT") && !listing.holds("a"));
}

#[test]
fn an_empty_folder_holds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(list_folder(folder.path()).unwrap().entries.is_empty());
}

#[test]
fn what_is_no_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [file, folder.path().join("missing")] {
        let error = list_folder(&path).unwrap_err();
        assert!(matches!(error, StorageError::FolderUnreadable { .. }));
        assert_eq!(error.path(), Some(path.as_path()));
        assert!(error.to_string().ends_with(&path.display().to_string()));
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_is_a_folder_and_a_broken_one_is_still_listed() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("target");
    fs::create_dir(&target).unwrap();
    std::os::unix::fs::symlink(&target, folder.path().join("a")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken")).unwrap();
    let listing = list_folder(folder.path()).unwrap();
    assert_eq!(
        listing.entries,
        [
            entry("a", true),
            entry("target", true),
            entry("broken", false)
        ]
    );
}
