//! Which names say that a file is a conflicted copy of another one.

use std::path::Path;

use linchpin::storage::conflicted::{find_conflicted_copies, is_conflicted_name};

use super::sim_disk::SimDisk;

#[test]
fn copies_of_synchronising_programs_are_known_by_their_names() {
    for other in [
        // Dropbox.
        "debate.argmap (Ada's conflicted copy 2026-11-26).json",
        "debate (Ada's conflicted copy 2026-11-26).argmap.json",
        "debate.argmap (Copie en conflit de Ada 2026-11-26).json",
        "debate.argmap (In Konflikt stehende Kopie von Ada 2026-11-26).json",
        // Nextcloud and ownCloud.
        "debate.argmap (conflicted copy 2026-11-26 183435).json",
        "debate.argmap_conflict-20261126-183435.json",
        // Syncthing.
        "debate.argmap.sync-conflict-20261126-183435-ABCDEFG.json",
        // OneDrive and Google Drive.
        "debate.argmap (1).json",
        "debate (2).argmap.json",
        "debate.argmap-DESKTOP-4F2K9QX.json",
        "debate-LAPTOP-ADA.argmap.json",
    ] {
        assert!(is_conflicted_name("debate.argmap.json", other), "{other}");
    }
    for other in [
        "debate.argmap.json",
        "debate-ada.argmap.json",
        "debate 2.argmap.json",
        "debate (old).argmap.json",
        "debate (100).argmap.json",
        "debate backup.argmap.json",
        "other (1).argmap.json",
        "debate (1).argmap.svg",
        ".debate.argmap.json.12-3.tmp~",
        "conflict.argmap.json",
        "",
    ] {
        assert!(!is_conflicted_name("debate.argmap.json", other), "{other}");
    }
    assert!(is_conflicted_name("debate", "debate (1)"));
    assert!(is_conflicted_name("ärger.json", "ärger (1).json"));
}

#[test]
fn they_are_looked_for_beside_the_file_and_not_without_end() {
    let names: Vec<String> = (1..60).map(|n| format!("/maps/a ({n}).json")).collect();
    let mut files: Vec<(&str, &[u8])> =
        names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    files.push(("/maps/a.json", b""));
    files.push(("/maps/b (1).json", b""));
    files.push(("/elsewhere/a (1).json", b""));
    let disk = SimDisk::holding(&files);
    let found = find_conflicted_copies(&disk, Path::new("/maps/a.json"));
    assert_eq!(found.len(), 8);
    assert_eq!(found[0], Path::new("/maps/a (1).json"));
    assert!(find_conflicted_copies(&disk, Path::new("/maps/b (1).json")).is_empty());
}
