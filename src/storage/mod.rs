//! The disk: reading with bounds, saving without ever losing what was there, settings, folders.
//!
//! The only floor that touches files. It knows bytes and paths, never what a map is, and
//! neither clock nor randomness; whoever hands bytes in has parsed them again beforehand.

/// What a file says beside its mode of who may use it.
#[cfg(target_os = "linux")]
mod access_list;
/// What stands in a folder.
pub mod browse;
/// Copies that synchronised folders leave beside a file.
pub mod conflicted;
/// The real disk.
pub mod disk;
/// Fetching a page from the web, with every refusal said plainly.
#[cfg(feature = "web")]
pub mod fetch;
/// What a file was when it was last read or written.
pub mod fingerprint;
/// Where settings and state live on this system.
pub mod folders;
/// What maps were at earlier times: snapshots, found again and thinned.
pub mod history;
/// Which program of this user has a file open, and asking it to come to the front.
pub mod hold;
/// What keeps unsaved changes through a crash: files of records, one after the other.
pub mod journal;
/// Reading a file whole, with every refusal said plainly.
pub mod load;
/// Who has a file open: the marks that programs put beside it.
pub mod lock;
/// Where the number of a process means something.
mod place;
/// How articles are set for reading.
pub mod reading;
/// The list of files opened lately.
pub mod recent;
/// The save that leaves either the old file or the new one.
pub mod save;
/// What is remembered between two starts.
pub mod settings;
/// Writing beyond the size that the system lets a file have.
pub mod size_limit;
/// What saving and the journal ask of a disk.
pub mod store;
/// Files that only a viewer is shown.
pub mod viewer;
/// Watching files beside the window.
pub mod watch;

/// What a killed save may leave beside the user's file, and clearing it away.
pub mod sweep;
/// Which snapshots are kept as time goes by.
pub mod thinning;

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub use browse::{Entry, Listing, list_folder};
pub use disk::Disk;
pub use fingerprint::Fingerprint;
pub use folders::Folders;
pub use journal::JournalFile;
pub use load::{Loaded, read_bounded};
pub use recent::{RecentFile, RecentFiles};
pub use save::{
    Saved, Wanted, confirm_on, save_atomically, save_new, save_new_on, save_on, save_private,
    save_where, write_atomically, write_pieces_on,
};
pub use settings::{Settings, SettingsNotice};
pub use size_limit::outlive_size_limit;
pub use store::{Look, LookKind, Store, StoredFile};
pub use sweep::{Swept, sweep_stale_temps};
pub use viewer::save_for_viewer;

/// Why the disk refused. Each message says what happened, why, and what to do, the file last.
#[derive(Debug, Error)]
pub enum StorageError {
    /// Nothing has this name.
    #[error(
        "The file could not be opened because it is not there. It may have been moved or \
         renamed; choose it again: {}", .path.display()
    )]
    Missing {
        /// The file that was asked for.
        path: PathBuf,
    },
    /// The folder that should hold the file does not exist.
    #[error(
        "The file could not be saved because its folder is not there. Save a copy elsewhere: {}",
        .path.display()
    )]
    FolderMissing {
        /// The file that was to be saved.
        path: PathBuf,
    },
    /// A folder stands where a file was expected.
    #[error("This is a folder, not a file. Choose a file in it: {}", .path.display())]
    IsFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A pipe, a socket or a device stands where a file was expected.
    #[error(
        "This is a pipe, a socket or a device, which can be neither opened nor saved to. Choose \
         an ordinary file: {}", .path.display()
    )]
    NotAFile {
        /// The special file.
        path: PathBuf,
    },
    /// The file has no bytes.
    #[error(
        "The file could not be opened because it is empty. Its content may have been lost; look \
         for a backup copy: {}", .path.display()
    )]
    Empty {
        /// The empty file.
        path: PathBuf,
    },
    /// Over [`load::LARGE_BYTES`]: the user is asked first.
    #[error(
        "The file has {} MB, and opening it may take long and much memory. Confirm to open it \
         all the same: {}", .bytes / 1_000_000, .path.display()
    )]
    Large {
        /// The large file.
        path: PathBuf,
        /// Its length in bytes.
        bytes: u64,
    },
    /// Over [`load::MAX_BYTES`], or over the memory that can be had.
    #[error(
        "The file could not be opened because it has {} MB, more than can be held. Split it into \
         smaller files (the bound is {} MB): {}",
        .bytes / 1_000_000, load::MAX_BYTES / 1_000_000, .path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its length in bytes.
        bytes: u64,
    },
    /// The system does not let us read the file.
    #[error(
        "The file could not be read ({source}). Check that you may read it and that its disk is \
         connected: {}", .path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file, or the disk it is on, may only be read.
    #[error(
        "The file could not be saved because it may only be read. Save a copy elsewhere: {}",
        .path.display()
    )]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another program wrote the file since it was loaded.
    #[error(
        "The file was not saved because another program has changed it since it was opened. \
         Save a copy elsewhere, or open it again to see the change: {}", .path.display()
    )]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// Another program wrote the file since somebody said that it may be replaced.
    #[error(
        "The file was not replaced because another program has changed it since its name was chosen. \
         Choose the name again to replace it all the same, or choose another: {}", .path.display()
    )]
    ChangedSinceChosen {
        /// The file.
        path: PathBuf,
    },
    /// A file is there that nobody said may be replaced.
    #[error(
        "The file was not saved because a file of that name is there already. Choose another \
         name: {}", .path.display()
    )]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The chain of symbolic links goes in a circle or is too long.
    #[error(
        "The file could not be saved because its link leads in a circle. Save a copy elsewhere: {}",
        .path.display()
    )]
    LinkLoop {
        /// The first link of the chain.
        path: PathBuf,
    },
    /// The path has no file name.
    #[error("The file could not be saved because the name is missing. Give one: {}", .path.display())]
    NoName {
        /// The path.
        path: PathBuf,
    },
    /// Writing failed; what was there before is untouched.
    #[error(
        "The file could not be saved ({source}); what was there is unharmed. Save a copy \
         elsewhere: {}", .path.display()
    )]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Writing in place failed and so did putting the old content back, or the disk did not confirm what it
    /// was given: then nobody knows what it holds.
    #[error(
        "The file was only half saved ({source}). Save a copy elsewhere; the content from before \
         is whole in {}. The file is {}", .backup.display(), .path.display()
    )]
    HalfSaved {
        /// The file that is damaged.
        path: PathBuf,
        /// The copy of what it held before.
        backup: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder cannot be listed.
    #[error(
        "The folder could not be read ({source}). Check that it is there and that you may read it: \
         {}", .path.display()
    )]
    FolderUnreadable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system names no folder for settings.
    #[error(
        "Settings cannot be kept because this system names no folder for them. Set {variable} to \
         one"
    )]
    NoSettingsFolder {
        /// The environment variable that names one.
        variable: &'static str,
    },
}

impl StorageError {
    /// The file or folder that the message is about, where there is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Missing { path }
            | Self::FolderMissing { path }
            | Self::IsFolder { path }
            | Self::NotAFile { path }
            | Self::Empty { path }
            | Self::Large { path, .. }
            | Self::TooLarge { path, .. }
            | Self::Unreadable { path, .. }
            | Self::ReadOnly { path }
            | Self::Changed { path }
            | Self::ChangedSinceChosen { path }
            | Self::Exists { path }
            | Self::LinkLoop { path }
            | Self::NoName { path }
            | Self::Unwritable { path, .. }
            | Self::HalfSaved { path, .. }
            | Self::FolderUnreadable { path, .. } => Some(path),
            Self::NoSettingsFolder { .. } => None,
        }
    }
}
