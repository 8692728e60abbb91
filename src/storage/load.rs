//! Reading a file whole: looked at before it is opened, bounded before memory is taken.
//!
//! Knows nothing of what the bytes mean.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

use super::store::{Look, Store};
use super::{Disk, Fingerprint, StorageError};

/// From this length in bytes on, a file is opened only after a question.
pub const LARGE_BYTES: u64 = 100_000_000;
/// Beyond this length in bytes a file is refused.
pub const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The whole content.
    pub bytes: Vec<u8>,
    /// What the file was at that moment; handed back to [`super::save_atomically`].
    pub fingerprint: Fingerprint,
    /// Whether saving to the same path would be refused.
    pub read_only: bool,
}

/// Reads a file whole. From [`LARGE_BYTES`] on it is read only with `allow_large`, over
/// [`MAX_BYTES`] never; pipes and devices are not opened at all.
pub fn read_bounded(path: &Path, allow_large: bool) -> Result<Loaded, StorageError> {
    check_len(path, check_is_file(path)?.len(), allow_large)?;
    let unreadable = |source| StorageError::Unreadable {
        path: path.into(),
        source,
    };
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    let bytes = read_at_most(file, metadata.len(), MAX_BYTES).map_err(|error| {
        if error.kind() == io::ErrorKind::OutOfMemory {
            StorageError::TooLarge {
                path: path.into(),
                bytes: metadata.len(),
            }
        } else {
            unreadable(error)
        }
    })?;
    // The file may have grown or shrunk between the look and the reading.
    check_len(path, bytes.len() as u64, allow_large)?;
    let fingerprint = Fingerprint::new(&bytes, &Look::of(&metadata));
    Ok(Loaded {
        bytes,
        fingerprint,
        read_only: Disk.is_read_only(path, &Look::of(&metadata)),
    })
}

fn check_is_file(path: &Path) -> Result<Metadata, StorageError> {
    let metadata = path.metadata().map_err(|source| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            StorageError::Missing { path: path.into() }
        }
        _ => StorageError::Unreadable {
            path: path.into(),
            source,
        },
    })?;
    if metadata.is_dir() {
        Err(StorageError::IsFolder { path: path.into() })
    } else if !metadata.is_file() {
        Err(StorageError::NotAFile { path: path.into() })
    } else {
        Ok(metadata)
    }
}

fn check_len(path: &Path, bytes: u64, allow_large: bool) -> Result<(), StorageError> {
    if bytes == 0 {
        Err(StorageError::Empty { path: path.into() })
    } else if bytes > MAX_BYTES {
        Err(StorageError::TooLarge {
            path: path.into(),
            bytes,
        })
    } else if bytes >= LARGE_BYTES && !allow_large {
        Err(StorageError::Large {
            path: path.into(),
            bytes,
        })
    } else {
        Ok(())
    }
}

/// Reads up to one byte more than `max`, so that the caller can tell that there was more.
/// Memory that cannot be had is an error here, not an abort.
fn read_at_most(file: File, expected: u64, max: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let room = usize::try_from(expected.min(max) + 1).map_err(|_| io::ErrorKind::OutOfMemory)?;
    bytes
        .try_reserve_exact(room)
        .map_err(|_| io::ErrorKind::OutOfMemory)?;
    file.take(max + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
