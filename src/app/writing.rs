//! Writing maps: in the native format and in others, and what must hold of the file that is there.

use std::io;
use std::path::{Path, PathBuf};

use crate::format::{self, FormatError, native};
use crate::model::Document;
use crate::storage::{self, Disk, Fingerprint, Look, Saved, StorageError, Store, Wanted};

/// What must hold of a file for a map to be written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// It is as it was when it was last read or written, or gone.
    Same(Fingerprint),
    /// It looks as it did when somebody said that it may be replaced, or is gone.
    Seen(Look),
    /// There is none: nobody was asked whether one may be replaced.
    Absent,
    /// Nothing: somebody said that it may be replaced.
    Replaced,
}

impl Guard {
    /// For a name that somebody has just chosen: what bears it now may be replaced, and nothing that takes
    /// it later.
    pub fn chosen(path: &Path) -> Self {
        match path.metadata() {
            Ok(metadata) => Self::Seen(Look::of(&metadata)),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => {
                Self::Absent
            }
            // A link that leads nowhere yet is followed and replaces nothing; what else there is, is for the
            // save to say.
            Err(_) => Self::Replaced,
        }
    }

    fn wanted(&self) -> Wanted<'_> {
        match self {
            Self::Same(fingerprint) => Wanted::Same(fingerprint),
            Self::Seen(look) => Wanted::Seen(look),
            Self::Absent => Wanted::Nothing,
            Self::Replaced => Wanted::Anything,
        }
    }

    /// Whether a file may be replaced that nobody has read.
    fn replaces_unread(&self) -> bool {
        matches!(self, Self::Seen(_) | Self::Replaced)
    }
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
    if guard.replaces_unread() {
        keep_newer_map(path)?;
    }
    let text = write_map(document, path)?;
    let bytes = text.as_bytes();
    Ok(storage::save_where(disk, path, bytes, guard.wanted())?)
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

/// Writes a map in the format that the file's ending names, where that holds of what is there. Gives whether
/// the disk has confirmed it.
pub fn export_map(
    request: &format::ExportRequest,
    path: &Path,
    guard: Guard,
) -> Result<bool, SaveError> {
    export_map_on(&Disk, request, path, guard)
}

/// As [`export_map`], on any disk.
pub(super) fn export_map_on(
    disk: &dyn Store,
    request: &format::ExportRequest,
    path: &Path,
    guard: Guard,
) -> Result<bool, SaveError> {
    let written = format::export_in_pieces(request, path, |pieces| {
        keep_newer_map(path)?;
        let wanted = guard.wanted();
        Ok(storage::write_pieces_on(disk, path, wanted, pieces)?)
    });
    written.map_err(|source| SaveError::Format {
        source,
        path: path.to_owned(),
    })?
}
