//! `linchpin history`: the snapshots of a map, listed, compared and written to a file.

use std::path::Path;

use linchpin::format::native;
use linchpin::storage::Disk;
use linchpin::storage::history::{NewSnapshot, Occasion, find_history_folder, keep_snapshot};

use super::{Desk, Ran, program};

const MAP: &str = "a.argmap.json";

fn map(wording: &str) -> String {
    let text = format!(
        r#"{{"format": "argument-map", "version": 1, "id": "doc-1",
        "created": "2026-11-22T23:24:00Z", "modified": "2026-11-22T23:24:00Z",
        "nodes": [{{"id": "n-1", "kind": "claim", "text": "{wording}"}}]}}"#
    );
    native::write(&native::read(text.as_bytes()).unwrap().document)
}

/// A map of three snapshots, the last of which is in the file.
fn desk() -> Desk {
    let desk = Desk::new();
    let texts = ["The dam was old", "The dam was tired", "The dam broke"].map(map);
    desk.put(MAP, texts[2].as_bytes());
    let file = desk.path(MAP).canonicalize().unwrap();
    for (n, text) in texts.iter().enumerate() {
        let new = NewSnapshot {
            map: "doc-1",
            file: Some(&file),
            names_file: true,
            seconds: 1_790_000_000 + 60 * n as i64,
            occasion: Occasion::Saved,
            bytes: text.as_bytes(),
        };
        keep_snapshot(&Disk, &find_history_folder(&desk.path("state")), &new).unwrap();
    }
    desk
}

fn run(desk: &Desk, arguments: &[&str]) -> Ran {
    let mut program = program();
    program
        .arg("history")
        .args(arguments)
        .env("LINCHPIN_STATE_DIR", desk.path("state"))
        .env("TZ", "UTC")
        .current_dir(desk.folder.path());
    Ran::of(&program.output().unwrap())
}

fn run_fine(desk: &Desk, arguments: &[&str]) -> String {
    let ran = run(desk, arguments);
    assert_eq!((ran.status, &ran.err[..]), (0, ""), "{arguments:?} {ran:?}");
    ran.out
}

#[test]
fn snapshots_are_listed_with_time_and_size_the_newest_first() {
    let desk = desk();
    let listed = "  1  2026-09-21 14:15 UTC  saved             1 reworded
  2  2026-09-21 14:14 UTC  saved             1 reworded
  3  2026-09-21 14:13 UTC  saved             The first one, with one box
";
    assert_eq!(run_fine(&desk, &[MAP]), listed);
    let json: serde_json::Value = serde_json::from_str(&run_fine(&desk, &[MAP, "--json"])).unwrap();
    assert_eq!(json[0]["taken"], "2026-09-21T14:15:20Z");
    assert_eq!(json[0]["changes"][0][0], "reworded");
    assert_eq!(json.as_array().unwrap().len(), 3);

    // Renamed, damaged, or gone.
    std::fs::rename(desk.path(MAP), desk.path("b.argmap.json")).unwrap();
    assert_eq!(run_fine(&desk, &["b.argmap.json"]), listed);
    desk.put(MAP, b"");
    assert_eq!(run_fine(&desk, &[MAP]), listed);
}

#[test]
fn what_has_changed_since_a_snapshot_is_told() {
    let desk = desk();
    let ran = run(&desk, &[MAP, "--diff", "3"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(ran.out, "reworded   claim: The dam [-was old-]{+broke+}\n");
    assert_eq!(run_fine(&desk, &[MAP, "--diff", "1"]), "");
}

#[test]
fn a_snapshot_is_written_to_another_file_and_replaces_none() {
    let desk = desk();
    run_fine(&desk, &[MAP, "--restore", "3", "-o", "old.argmap.json"]);
    assert_eq!(desk.read("old.argmap.json"), map("The dam was old"));
    assert_eq!(desk.read(MAP), map("The dam broke"));
    let ran = run(&desk, &[MAP, "--restore", "2", "-o", MAP]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert_eq!(desk.read(MAP), map("The dam broke"));
    run_fine(&desk, &[MAP, "--restore", "2", "-o", MAP, "--force"]);
    assert_eq!(desk.read(MAP), map("The dam was tired"));
    for n in ["0", "4"] {
        let ran = run(&desk, &[MAP, "--restore", n, "-o", "none.argmap.json"]);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.err.contains("there is no snapshot"), "{ran:?}");
        assert!(!Path::exists(&desk.path("none.argmap.json")));
    }
}

#[test]
fn a_map_without_snapshots_is_no_error() {
    let desk = Desk::with(&[(MAP, map("alone").as_bytes())]);
    let ran = run(&desk, &[MAP]);
    assert_eq!((ran.status, &ran.out[..]), (0, ""));
    assert!(
        ran.err.contains("no snapshot of this map is kept"),
        "{ran:?}"
    );
}
