//! Files that are watched: any change of them is seen once.
#![expect(
    clippy::disallowed_methods,
    reason = "tests write files for the program to find"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use linchpin::storage::watch::{Watched, Watcher};

#[test]
fn a_file_that_is_written_replaced_removed_or_there_again_has_changed_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let put = |name: &str, words: &str| fs::write(path(name), words).unwrap();
    put("a", "one");
    put("b", "one");
    let mut watched = Watched::default();
    assert!(!watched.look(), "there is nothing to see");
    watched.watch(&[path("a"), path("b"), path("c")]);
    assert!(
        watched.look(),
        "nobody knows what they were when they were read"
    );
    assert!(!watched.look());
    let mut sees = |what: &dyn Fn()| {
        what();
        watched.look() && !watched.look()
    };
    assert!(sees(&|| put("a", "another")));
    assert!(sees(&|| {
        put("new", "another");
        fs::rename(path("new"), path("b")).unwrap();
    }));
    assert!(sees(&|| fs::remove_file(path("a")).unwrap()));
    assert!(sees(&|| put("a", "again")));
    assert!(sees(&|| put("c", "at last")));
    assert!(!sees(&|| put("d", "nobody watches it")));
}

#[test]
fn what_is_watched_on_is_compared_with_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = ["a", "b"].iter().map(|it| folder.path().join(it)).collect();
    let put = |path: &Path, words: &str| fs::write(path, words).unwrap();
    put(&paths[0], "one");
    put(&paths[1], "one");
    let mut watched = Watched::default();
    watched.watch(&paths[..1]);
    watched.look();
    put(&paths[0], "another");
    put(&paths[1], "another");
    watched.watch(&paths);
    assert!(
        watched.look(),
        "the first was another when it was last looked at"
    );
    assert!(!watched.look());
    put(&paths[0], "once more");
    watched.watch(&paths[1..]);
    assert!(!watched.look(), "nobody watches it any more");
}

#[test]
fn a_watcher_wakes_whoever_has_files_watched_and_ends_with_him() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a", "b"].map(|name| folder.path().join(name));
    let (sender, woken) = channel();
    let mut watcher = Watcher::start(move || sender.send(()).unwrap_or_default());
    assert!(!watcher.take_change(), "there is nothing to see");
    // Of files that are new to it nobody knows what they were when they were read.
    for n in 1..=paths.len() {
        watcher.watch(paths[..n].iter().map(PathBuf::as_path));
        woken.recv().unwrap();
        assert!(watcher.take_change());
        assert!(!watcher.take_change(), "it is told once");
    }
    drop(watcher);
    while woken.recv().is_ok() {}
}
