//! What stands in a folder, for choosing a file where the system offers no dialog.
//!
//! Knows names and whether they are folders; never opens what it lists.

use std::fs;
use std::path::Path;

use super::StorageError;

/// How many entries of a folder are looked at.
pub const MAX_ENTRIES: usize = 20_000;

/// What stands in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Folders first, each group by name without regard to case.
    pub entries: Vec<Entry>,
    /// Whether the folder holds more than [`MAX_ENTRIES`], so that some are left out.
    pub is_cut: bool,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name. Names that are not Unicode cannot be typed and are left out of listings.
    pub name: String,
    /// Whether it is a folder, or a link to one.
    pub is_folder: bool,
}

impl Listing {
    /// Whether an entry has that name; case is disregarded, as some disks do.
    pub fn holds(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.entries
            .iter()
            .any(|entry| entry.name.to_lowercase() == name)
    }
}

/// Lists a folder. A folder far away may take long to answer: never ask while painting.
///
/// # Errors
/// [`StorageError::FolderUnreadable`] if it is not there, is no folder, or may not be read.
pub fn list_folder(folder: &Path) -> Result<Listing, StorageError> {
    let refuse = |source| StorageError::FolderUnreadable {
        path: folder.into(),
        source,
    };
    let mut listing = Listing::default();
    for found in fs::read_dir(folder).map_err(refuse)? {
        if listing.entries.len() == MAX_ENTRIES {
            listing.is_cut = true;
            break;
        }
        let found = found.map_err(refuse)?;
        let Ok(name) = found.file_name().into_string() else {
            continue;
        };
        // A link counts as what it leads to; one that leads nowhere can still be overwritten.
        let is_folder = match found.file_type() {
            Ok(kind) if kind.is_symlink() => found.path().is_dir(),
            Ok(kind) => kind.is_dir(),
            Err(_) => false,
        };
        listing.entries.push(Entry { name, is_folder });
    }
    listing
        .entries
        .sort_by_cached_key(|entry| (!entry.is_folder, entry.name.to_lowercase()));
    Ok(listing)
}
