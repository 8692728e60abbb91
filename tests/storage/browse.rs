//! Listing folders.

use std::fs;

use linchpin::storage::browse::MAX_ENTRIES;
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

#[test]
fn of_a_folder_with_very_many_entries_the_rest_is_left_out_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..MAX_ENTRIES {
        fs::File::create(folder.path().join(at.to_string())).unwrap();
    }
    assert!(!list_folder(folder.path()).unwrap().is_cut);
    fs::File::create(folder.path().join("one more")).unwrap();
    let listing = list_folder(folder.path()).unwrap();
    assert!(listing.is_cut);
    assert_eq!(listing.entries.len(), MAX_ENTRIES);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_cannot_be_typed_is_left_out() {
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    let odd = std::ffi::OsStr::from_bytes(b"\xff.json");
    fs::write(folder.path().join(odd), "").unwrap();
    fs::write(folder.path().join("a.json"), "").unwrap();
    let listing = list_folder(folder.path()).unwrap();
    let names: Vec<&str> = listing.entries.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["a.json"]);
}
