//! What a killed save left is cleared away; everything else stays.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use linchpin::storage::{save_on, sweep_stale_temps};

use super::noting_disk::NotingDisk;

#[test]
fn temps_of_the_dead_go_and_everything_else_stays() {
    let folder = tempfile::tempdir().unwrap();
    let Some(dead) = find_dead_process() else {
        eprintln!("skipped: this system has no `true` to run");
        return;
    };
    let ours = std::process::id();
    let here = find_place(folder.path());
    let stay = [
        format!(".a.json.{here}-{ours}-0.tmp~"),
        // Of another machine, or of a first version: perhaps being written just now.
        format!(".a.json.ffffff-{dead}-0.tmp~"),
        format!(".a.json.{dead}-0.tmp~"),
        ".a.json.tmp~".to_owned(),
        format!(".a.json.{here}-{dead}-x.tmp~"),
        format!(".a.json.{here}-{dead}.tmp~"),
        format!("a.json.{here}-{dead}-0.tmp~"),
        format!(".{here}-{dead}-0.tmp~"),
        "a.json".to_owned(),
    ];
    for name in &stay {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    fs::create_dir(folder.path().join(format!(".b.{here}-{dead}-0.tmp~"))).unwrap();
    let backup = folder.path().join(format!(".a.json.{here}-{dead}-1.bak~"));
    fs::write(&backup, "the only whole copy").unwrap();
    fs::write(
        folder
            .path()
            .join(format!(".a.b.json.{here}-{dead}-7.tmp~")),
        "half",
    )
    .unwrap();
    let swept = sweep_stale_temps(folder.path());
    assert_eq!(swept.n_removed, 1);
    assert_eq!(swept.backups, [backup]);
    for name in &stay {
        assert!(folder.path().join(name).exists(), "{name}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), stay.len() + 2);
}

#[test]
fn what_another_machine_left_goes_when_it_has_lain_for_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let ours = std::process::id();
    let name = folder.path().join(format!(".a.json.ffffff-{ours}-0.tmp~"));
    let file = fs::File::create(&name).unwrap();
    let long_ago = SystemTime::now() - Duration::from_hours(25);
    file.set_modified(long_ago).unwrap();
    drop(file);
    assert_eq!(sweep_stale_temps(folder.path()).n_removed, 1);
    assert!(!name.exists());
}

#[test]
fn a_folder_that_is_not_there_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let swept = sweep_stale_temps(&folder.path().join("no"));
    assert_eq!((swept.n_removed, swept.backups.len()), (0, 0));
}

/// What stands before the number of this process in the names that it gives.
fn find_place(folder: &Path) -> String {
    let disk = NotingDisk::default();
    save_on(&disk, &folder.join("b.json"), b"{}", None).unwrap();
    fs::remove_file(folder.join("b.json")).unwrap();
    let name = disk.created.lock().unwrap().remove(0);
    let numbers = name.strip_prefix(".b.json.").unwrap();
    numbers.split('-').next().unwrap().to_owned()
}

fn find_dead_process() -> Option<u32> {
    let mut child = Command::new("true").spawn().ok()?;
    child.wait().ok()?;
    Some(child.id())
}
