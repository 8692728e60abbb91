//! The list of files opened lately: latest first, pinned ones stay.
//!
//! Knows paths, not what they hold. No clock: the order says what is recent.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How many files are kept besides the pinned ones.
pub const MAX_UNPINNED: usize = 12;

/// A file that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFile {
    /// Where it was; absolute.
    pub path: PathBuf,
    /// Whether it stays in the list however long ago it was opened.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
}

impl RecentFile {
    /// Whether the file is gone. Asks the disk, which may be a slow one far away.
    pub fn is_missing(&self) -> bool {
        !self.path.exists()
    }
}

/// Files opened lately, the latest first.
///
/// Invariant: no path twice; at most [`MAX_UNPINNED`] that are not pinned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecentFiles {
    files: Vec<RecentFile>,
}

impl RecentFiles {
    /// All files, the latest first.
    pub fn files(&self) -> &[RecentFile] {
        &self.files
    }

    /// Puts a file that was opened or saved to the front. A pin stays. A path that is not
    /// Unicode cannot be written down and is left out.
    pub fn note_opened(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        if path.to_str().is_none() {
            return;
        }
        let pinned = self
            .files
            .iter()
            .any(|file| file.path == path && file.pinned);
        self.files.insert(0, RecentFile { path, pinned });
        self.restore_invariant();
    }

    /// Pins or unpins a file of the list. One that is unpinned may drop out at once.
    pub fn set_pinned(&mut self, path: &Path, pinned: bool) {
        for file in self.files.iter_mut().filter(|file| file.path == path) {
            file.pinned = pinned;
        }
        self.restore_invariant();
    }

    /// Takes a file out of the list, pinned or not.
    pub fn remove(&mut self, path: &Path) {
        self.files.retain(|file| file.path != path);
    }

    /// Empties the list but for what is pinned.
    pub fn clear_unpinned(&mut self) {
        self.files.retain(|file| file.pinned);
    }

    /// Does to this list what has made `new` of `old`: files that were opened come to the front, others go or
    /// are pinned.
    pub(super) fn follow(&mut self, old: &Self, new: &Self) {
        let find = |list: &Self, path: &Path| {
            let mut files = list.files.iter();
            files.find(|file| file.path == path).cloned()
        };
        for gone in old.files.iter().filter(|it| find(new, &it.path).is_none()) {
            self.remove(&gone.path);
        }
        // What was not touched stands in the old order behind what was opened since.
        let is_rest = |rest: &[RecentFile]| {
            let mut before = old.files.iter();
            rest.iter()
                .all(|file| before.any(|other| other.path == file.path))
        };
        let n = new.files.len();
        let n_opened = (0..n).find(|&at| is_rest(&new.files[at..])).unwrap_or(n);
        for opened in new.files[..n_opened].iter().rev() {
            self.note_opened(&opened.path);
        }
        for file in &new.files {
            if find(old, &file.path).is_none_or(|before| before.pinned != file.pinned) {
                self.set_pinned(&file.path, file.pinned);
            }
        }
    }

    /// The files that are gone, in the order of the list. Asks the disk for each.
    pub fn list_missing(&self) -> Vec<PathBuf> {
        self.files
            .iter()
            .filter(|file| file.is_missing())
            .map(|file| file.path.clone())
            .collect()
    }

    /// Drops what stands twice and what is beyond the bound, as a file from elsewhere may have.
    pub(super) fn restore_invariant(&mut self) {
        let mut kept: Vec<RecentFile> = Vec::with_capacity(self.files.len());
        let mut n_unpinned = 0;
        for file in self.files.drain(..) {
            if file.path.to_str().is_none() || kept.iter().any(|other| other.path == file.path) {
                continue;
            }
            if !file.pinned {
                n_unpinned += 1;
            }
            if file.pinned || n_unpinned <= MAX_UNPINNED {
                kept.push(file);
            }
        }
        self.files = kept;
    }
}
