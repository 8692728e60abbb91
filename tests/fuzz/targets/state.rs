//! What the program itself, or others beside it, leave on the disk: settings, marks of who has a map open,
//! snapshots.

use std::fs;
use std::path::Path;

use linchpin::storage::history::{
    NewSnapshot, Occasion, Snapshot, keep_snapshot, list_snapshots, read_snapshot,
};
use linchpin::storage::lock::LockOwner;
use linchpin::storage::{Disk, Settings};
use tempfile::TempDir;

/// What a snapshot of the fuzzer holds.
const KEPT: &[u8] = b"{ \"a map\": true }\n";

pub fn list_settings() -> Vec<Vec<u8>> {
    let mut settings = Settings::default();
    for path in ["/maps/one.argmap.json", "/maps/two.argmap.json"] {
        settings.recent.note_opened(Path::new(path));
    }
    let mut seeds: Vec<Vec<u8>> = [&Settings::default(), &settings]
        .into_iter()
        .filter_map(|settings| serde_json::to_vec_pretty(settings).ok())
        .collect();
    seeds.push(b"{\"interface_scale\": 1e39, \"reduced_motion\": true, \"later\": [1]}".to_vec());
    seeds
}

/// Settings that can be read come back as they are brought into range. The numbers of members that nobody knows
/// may be rounded.
pub fn run_settings(bytes: &[u8]) {
    let Ok(settings) = serde_json::from_slice::<Settings>(bytes) else {
        return;
    };
    let mut settings = settings.clamp();
    settings.unknown.clear();
    settings.reading.unknown.clear();
    settings.panels.unknown.clear();
    (settings.scores, settings.pages) = (None, None);
    let text = serde_json::to_vec(&settings).expect("settings can be written");
    let again: Settings = serde_json::from_slice(&text).expect("settings can be read");
    assert_eq!(again.clamp(), settings);
}

pub fn list_marks() -> Vec<Vec<u8>> {
    vec![
        b"Ada,ada,desk,28.11.2026 10:00,linchpin 7;".to_vec(),
        b",somebody,far\\,away,28.11.2026 10:00,file:///home/somebody/office;\n".to_vec(),
        LockOwner::of_this_process("now".to_owned())
            .write()
            .into_bytes(),
    ]
}

/// A mark that is written is read as what was written.
pub fn run_mark(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(owner) = LockOwner::read(&text) else {
        return;
    };
    owner.is_gone_from("elsewhere");
    let text = owner.write();
    assert!(!text.contains(char::is_control), "{text:?}");
    if let Some(again) = LockOwner::read(&text) {
        assert_eq!(again.write(), text);
    }
}

pub fn list_packed_maps() -> Vec<Vec<u8>> {
    vec![fs::read(&Shelf::new().snapshot.path).expect("a snapshot was kept")]
}

/// What is read of a snapshot is what was kept, or nothing.
#[expect(
    clippy::disallowed_methods,
    reason = "a damaged file is what is asked for"
)]
pub fn run_snapshot(bytes: &[u8]) {
    thread_local! {
        static SHELF: Shelf = Shelf::new();
    }
    SHELF.with(|shelf| {
        fs::write(&shelf.snapshot.path, bytes).expect("a temporary file can be written");
        if let Ok(held) = read_snapshot(&Disk, &shelf.snapshot) {
            assert_eq!(held.bytes, KEPT);
        }
    });
}

/// A folder with one snapshot.
struct Shelf {
    snapshot: Snapshot,
    _folder: TempDir,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a temporary folder");
        let new = NewSnapshot {
            map: "d-fuzz",
            file: Some(Path::new("/maps/one.argmap.json")),
            names_file: true,
            seconds: 1_790_000_000,
            occasion: Occasion::Saved,
            bytes: KEPT,
        };
        keep_snapshot(&Disk, folder.path(), &new).expect("a snapshot can be kept");
        let snapshot = list_snapshots(&Disk, folder.path(), Some("d-fuzz"), None)
            .pop()
            .expect("the snapshot is there");
        Self {
            snapshot,
            _folder: folder,
        }
    }
}
