//! Where settings and state live: the system's own places, or what the environment names.
//!
//! The user's documents are none of its business.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::store::Store;
use super::{Disk, StorageError};

/// Names the folder for settings, before the system's own.
pub const CONFIG_VARIABLE: &str = "LINCHPIN_CONFIG_DIR";
/// Names the folder for state, before the system's own.
pub const STATE_VARIABLE: &str = "LINCHPIN_STATE_DIR";

/// The program's own folders; they need not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Settings: `~/.config/linchpin` and its like.
    pub config: PathBuf,
    /// Journal, history, locks: `~/.local/state/linchpin` and its like.
    pub state: PathBuf,
}

impl Folders {
    /// The folders for this user, from the environment and the system.
    pub fn find() -> Result<Self, StorageError> {
        Self::find_with(|name| std::env::var_os(name))
    }

    /// The same with another environment. An empty variable counts as none; a relative folder is
    /// taken from the current one.
    pub fn find_with(read: impl Fn(&str) -> Option<OsString>) -> Result<Self, StorageError> {
        let project = ProjectDirs::from("", "", "linchpin");
        let choose = |variable: &'static str, own: Option<PathBuf>| {
            read(variable)
                .filter(|value| !value.is_empty())
                .map(|value| std::path::absolute(&value).unwrap_or_else(|_| value.into()))
                .or(own)
                .ok_or(StorageError::NoSettingsFolder { variable })
        };
        let config = project.as_ref().map(|dirs| dirs.config_dir().to_path_buf());
        let state = project.as_ref().map(|dirs| {
            dirs.state_dir()
                .unwrap_or_else(|| dirs.data_local_dir())
                .to_path_buf()
        });
        Ok(Self {
            config: choose(CONFIG_VARIABLE, config)?,
            state: choose(STATE_VARIABLE, state)?,
        })
    }
}

/// Creates a folder and those above it where they are missing; new ones are closed to others.
pub(super) fn create_private_folder(folder: &Path) -> Result<(), StorageError> {
    Disk.create_folder(folder)
        .map_err(|source| StorageError::Unwritable {
            path: folder.into(),
            source,
        })
}
