//! Writing maps: in the native format and in others, and what must hold of the file that is there.

use std::path::{Path, PathBuf};

use crate::format::{self, FormatError, native};
use crate::model::Document;
use crate::storage::{self, Disk, Fingerprint, Saved, StorageError, Store};

/// What must hold of a file for a map to be written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// It is as it was when it was last read or written, or gone.
    Same(Fingerprint),
    /// There is none: nobody was asked whether one may be replaced.
    Absent,
    /// Nothing: somebody said that it may be replaced.
    Replaced,
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk said no.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The map could not be written in that format.
    #[error("{source} · {}", path.display())]
    Format {
        /// Why.
        source: FormatError,
        /// The file.
        path: PathBuf,
    },
    /// The map that is there may be looked at only.
    #[error(
        "The file was not written because the map in it needs a newer program, and replacing it \
         could lose what only that program knows. Save a copy elsewhere: {}", path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// A fault in the program ended the writing.
    #[error(transparent)]
    Stopped(super::Stopped),
}

/// Writes a map where that holds of what is there.
pub fn save_guarded(document: &Document, path: &Path, guard: Guard) -> Result<Saved, SaveError> {
    save_guarded_on(&Disk, document, path, guard)
}

/// As [`save_guarded`], on any disk.
pub(super) fn save_guarded_on(
    disk: &dyn Store,
    document: &Document,
    path: &Path,
    guard: Guard,
) -> Result<Saved, SaveError> {
    if guard == Guard::Replaced {
        keep_newer_map(path)?;
    }
    let text = write_map(document, path)?;
    let bytes = text.as_bytes();
    let saved = match guard {
        Guard::Same(expected) => storage::save_on(disk, path, bytes, Some(&expected)),
        Guard::Absent => storage::save_new_on(disk, path, bytes),
        Guard::Replaced => storage::save_on(disk, path, bytes, None),
    };
    Ok(saved?)
}

/// Refuses to touch a file that holds a map which this program may only look at.
fn keep_newer_map(path: &Path) -> Result<(), SaveError> {
    let Ok(file) = storage::read_bounded(path, true) else {
        return Ok(());
    };
    match native::read(&file.bytes) {
        Ok(loaded) if loaded.read_only.is_some() => Err(SaveError::Newer { path: path.into() }),
        _ => Ok(()),
    }
}

/// A map in the native format, checked before the disk is touched.
fn write_map(document: &Document, path: &Path) -> Result<String, SaveError> {
    native::write_verified(document).map_err(|source| SaveError::Format {
        source,
        path: path.to_owned(),
    })
}

/// Writes a map in the format that the file's ending names.
pub fn export_map(request: &format::ExportRequest, path: &Path) -> Result<(), SaveError> {
    let written = format::export_in_pieces(request, path, |pieces| {
        keep_newer_map(path)?;
        storage::write_pieces_atomically(path, pieces)?;
        Ok(())
    });
    written.map_err(|source| SaveError::Format {
        source,
        path: path.to_owned(),
    })?
}
