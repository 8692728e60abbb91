//! The rules of the list of recent files.

use std::fs;
use std::path::{Path, PathBuf};

use linchpin::storage::RecentFiles;
use linchpin::storage::recent::MAX_UNPINNED;

#[test]
fn the_latest_stands_first_and_nothing_stands_twice() {
    let mut recent = RecentFiles::default();
    for name in ["a", "b", "c", "a"] {
        recent.note_opened(&path(name));
    }
    assert_eq!(list(&recent), [path("a"), path("c"), path("b")]);
}

#[test]
fn the_oldest_drop_out_but_pinned_ones_stay() {
    let mut recent = RecentFiles::default();
    recent.note_opened(&path("keep"));
    recent.set_pinned(&path("keep"), true);
    for n in 0..MAX_UNPINNED + 5 {
        recent.note_opened(&path(&format!("{n}")));
    }
    assert_eq!(recent.files().len(), MAX_UNPINNED + 1);
    assert_eq!(
        recent.files()[0].path,
        path(&format!("{}", MAX_UNPINNED + 4))
    );
    assert_eq!(recent.files().last().unwrap().path, path("keep"));
    recent.note_opened(&path("keep"));
    assert!(recent.files()[0].pinned, "opening again keeps the pin");
    for n in 0..MAX_UNPINNED {
        recent.note_opened(&path(&format!("again {n}")));
    }
    recent.set_pinned(&path("keep"), false);
    assert!(
        !list(&recent).contains(&path("keep")),
        "unpinned, it is beyond the bound"
    );
}

#[test]
fn files_can_be_removed_and_the_unpinned_cleared() {
    let mut recent = RecentFiles::default();
    for name in ["a", "b", "c"] {
        recent.note_opened(&path(name));
    }
    recent.remove(&path("b"));
    recent.set_pinned(&path("a"), true);
    recent.clear_unpinned();
    assert_eq!(list(&recent), [path("a")]);
}

#[test]
fn what_is_gone_is_found_out() {
    let folder = tempfile::tempdir().unwrap();
    let (here, gone) = (folder.path().join("here"), folder.path().join("gone"));
    fs::write(&here, "x").unwrap();
    let mut recent = RecentFiles::default();
    recent.note_opened(&here);
    recent.note_opened(&gone);
    assert_eq!(recent.list_missing(), [gone]);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_unicode_is_left_out() {
    use std::os::unix::ffi::OsStrExt;
    let mut recent = RecentFiles::default();
    recent.note_opened(Path::new(std::ffi::OsStr::from_bytes(b"/a\xff")));
    assert!(recent.files().is_empty());
}

/// Absolute on every system.
fn path(name: &str) -> PathBuf {
    std::path::absolute(Path::new("shelf").join(name)).unwrap()
}

fn list(recent: &RecentFiles) -> Vec<PathBuf> {
    recent
        .files()
        .iter()
        .map(|file| file.path.clone())
        .collect()
}
