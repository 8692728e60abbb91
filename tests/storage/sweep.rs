//! What a killed save left is cleared away; everything else stays.

use std::fs;
use std::process::Command;

use linchpin::storage::sweep_stale_temps;

#[test]
fn temps_of_the_dead_go_and_everything_else_stays() {
    let folder = tempfile::tempdir().unwrap();
    let Some(dead) = find_dead_process() else {
        eprintln!("skipped: this system has no `true` to run");
        return;
    };
    let ours = std::process::id();
    let stay = [
        format!(".a.json.{ours}-0.tmp~"),
        ".a.json.tmp~".to_owned(),
        format!(".a.json.{dead}-x.tmp~"),
        format!(".a.json.{dead}.tmp~"),
        format!("a.json.{dead}-0.tmp~"),
        format!(".{dead}-0.tmp~"),
        "a.json".to_owned(),
    ];
    for name in &stay {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    fs::create_dir(folder.path().join(format!(".b.{dead}-0.tmp~"))).unwrap();
    let backup = folder.path().join(format!(".a.json.{dead}-1.bak~"));
    fs::write(&backup, "the only whole copy").unwrap();
    fs::write(
        folder.path().join(format!(".a.b.json.{dead}-7.tmp~")),
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
fn a_folder_that_is_not_there_is_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    let swept = sweep_stale_temps(&folder.path().join("no"));
    assert_eq!((swept.n_removed, swept.backups.len()), (0, 0));
}

fn find_dead_process() -> Option<u32> {
    let mut child = Command::new("true").spawn().ok()?;
    child.wait().ok()?;
    Some(child.id())
}
