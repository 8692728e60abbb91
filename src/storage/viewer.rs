//! Files for the eyes of a viewer alone: in a folder closed to others, one at a time.

use std::path::Path;

use super::folders::create_private_folder;
use super::save::save_private;
use super::{Disk, StorageError, Store as _};

/// Writes a file that only its owner can read. Others with the same ending in its folder, which is
/// the program's own, are removed: they were shown before.
///
/// # Errors
/// Where folder or file cannot be written. A file that cannot be removed stays.
pub fn save_for_viewer(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    if let Some(folder) = path.parent() {
        create_private_folder(folder)?;
        for old in Disk.list(folder).unwrap_or_default() {
            if old.extension() == path.extension() && old != path {
                // A viewer that holds it open may forbid that; the next time removes it.
                drop(Disk.remove(&old));
            }
        }
    }
    save_private(path, bytes).map(drop)
}

/// Removes everything that was shown from a folder of the program's own.
pub fn forget_all_shown(folder: &Path) {
    for path in Disk.list(folder).unwrap_or_default() {
        forget_shown(&path);
    }
}

/// Removes a file that was shown. One that a viewer holds open may stay, where a system forbids that.
pub fn forget_shown(path: &Path) {
    drop(Disk.remove(path));
}
