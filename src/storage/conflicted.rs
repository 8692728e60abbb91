//! Copies that folders kept in step by other programs leave beside a file when two machines have written
//! it. Found by their names alone; whether they are copies of the same map is for whoever reads them.

use std::path::{Path, PathBuf};

use super::save::parent_of;
use super::store::Store;

/// So many are looked at.
const MOST: usize = 8;

/// The files beside `path` whose names say that they are conflicted copies of it, in the order of names.
pub fn find_conflicted_copies(store: &dyn Store, path: &Path) -> Vec<PathBuf> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Vec::new();
    };
    let beside = store.list(parent_of(path)).unwrap_or_default().into_iter();
    let is_copy = |other: &PathBuf| {
        let other = other.file_name().and_then(|other| other.to_str());
        other.is_some_and(|other| is_conflicted_name(name, other))
    };
    beside.filter(is_copy).take(MOST).collect()
}

/// Whether `other` is what a synchronising program calls a copy of `name` that is in conflict with it.
pub fn is_conflicted_name(name: &str, other: &str) -> bool {
    let Some(inserted) = find_inserted(name, other) else {
        return false;
    };
    let lower = inserted.to_lowercase();
    // Dropbox, Nextcloud and ownCloud, in the languages whose word for it is near; and Syncthing.
    let says_so = [
        "conflict",
        "konflikt",
        "conflit",
        "conflitto",
        "sync-conflict",
    ]
    .iter()
    .any(|word| lower.contains(word));
    says_so || is_numbered(&lower) || is_machine(inserted)
}

/// What stands in `other` and not in `name`, before one of its dots or its end.
fn find_inserted<'o>(name: &str, other: &'o str) -> Option<&'o str> {
    let ends = name.match_indices('.').map(|(at, _)| at);
    ends.chain([name.len()])
        .filter(|&at| at > 0)
        .find_map(|at| {
            let (before, after) = name.split_at(at);
            let inserted = other.strip_prefix(before)?.strip_suffix(after)?;
            (!inserted.is_empty()).then_some(inserted)
        })
}

/// ` (1)`, as `OneDrive` and Google Drive have it.
fn is_numbered(inserted: &str) -> bool {
    let number = inserted.trim_start().strip_prefix('(');
    let number = number.and_then(|number| number.strip_suffix(')'));
    number.is_some_and(|number| {
        (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `-DESKTOP-4F2K9QX`: `OneDrive` adds the name of the machine. Only names that machines get by
/// themselves; others may be what a person called a copy.
fn is_machine(inserted: &str) -> bool {
    let name = inserted.strip_prefix('-').unwrap_or_default();
    ["DESKTOP-", "LAPTOP-", "WIN-"]
        .iter()
        .any(|machine| name.starts_with(machine))
}
