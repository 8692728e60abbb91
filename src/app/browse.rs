//! Folders listed, and recent files looked for, beside the window.

use std::path::{Path, PathBuf};

use super::App;
use crate::storage::Listing;

/// What came of listing a folder.
#[derive(Debug, Clone)]
pub struct FolderListing {
    /// The folder.
    pub folder: PathBuf,
    /// What stands in it, or a sentence that says why that is not known.
    pub result: Result<Listing, String>,
}

impl App {
    /// The listing of a folder, if it was asked for and has come.
    pub fn listing_of(&self, folder: &Path) -> Option<&FolderListing> {
        self.listing
            .as_ref()
            .filter(|listing| listing.folder == folder)
    }

    /// Whether a recent file was gone when it was last looked for.
    pub fn is_missing(&self, file: &Path) -> bool {
        self.missing.iter().any(|other| other == file)
    }

    /// Has a folder listed.
    pub fn ask_for_listing(&mut self, folder: PathBuf) {
        self.folder_asked = Some(folder.clone());
        self.tasks.list_folder(folder);
    }

    /// Takes a listing, unless another folder has been asked for meanwhile.
    pub(super) fn take_listing(&mut self, listing: FolderListing) {
        if self.folder_asked.as_ref() == Some(&listing.folder) {
            self.listing = Some(listing);
        }
    }

    /// Has it looked which recent files are gone.
    pub fn look_for_missing(&mut self) {
        self.tasks.look_for_missing(self.settings.recent.clone());
    }
}

/// The folder and the beginning of a name that a typed path consists of. A path that begins with
/// `~` begins in the user's own folder; a path that names no folder is one in the current folder.
pub fn split_typed_path(text: &str) -> (PathBuf, String) {
    let text = text.trim();
    let at = text.rfind(std::path::is_separator).map_or(0, |at| at + 1);
    let (folder, name) = text.split_at(at);
    let home = folder
        .strip_prefix('~')
        .filter(|rest| rest.starts_with(std::path::is_separator))
        .zip(std::env::home_dir());
    let folder = match home {
        Some((rest, home)) => home.join(rest.trim_start_matches(std::path::is_separator)),
        None if folder.is_empty() => PathBuf::from("."),
        None => PathBuf::from(folder),
    };
    (folder, name.to_owned())
}
