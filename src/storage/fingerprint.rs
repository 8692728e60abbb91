//! What a file was when it was last read or written, so that a change by another is noticed.
//!
//! Content decides: a file that was only touched, or replaced by its own copy, is unchanged.

use std::fs::Metadata;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Disk;
use super::store::{Look, Store};

/// Length, time, inode and hash of a file at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Length in bytes.
    pub len: u64,
    /// Time of the last change in nanoseconds since 1970; 0 where the system tells none.
    pub mtime_ns: i128,
    /// Number of the file on its disk; 0 where the system has none.
    pub inode: u64,
    /// The first 64 bits of the SHA-256 of the content, big-endian.
    pub hash64: u64,
}

impl Fingerprint {
    /// The fingerprint of a file with this content that looks so.
    pub fn new(bytes: &[u8], look: &Look) -> Self {
        Self {
            len: bytes.len() as u64,
            mtime_ns: look.mtime_ns,
            inode: look.inode,
            hash64: take_hash64(Sha256::new().chain_update(bytes)),
        }
    }

    /// Whether the metadata alone already say that nothing has changed: cheap enough for a check
    /// whenever the window gets the focus.
    pub fn matches_metadata(&self, metadata: &Metadata) -> bool {
        let look = Look::of(metadata);
        self.len == look.len && self.mtime_ns == look.mtime_ns && self.inode == look.inode
    }

    /// Whether the file's content differs from what this fingerprint was taken of. Reads the
    /// file only where the length agrees. A file that is gone has changed.
    pub fn differs_from_content(&self, path: &Path) -> io::Result<bool> {
        match path.metadata() {
            Ok(metadata) if metadata.len() != self.len => Ok(true),
            Ok(_) => self.differs_from_stored(&Disk, path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// The same on any disk, whatever the length.
    pub(super) fn differs_from_stored(&self, store: &dyn Store, path: &Path) -> io::Result<bool> {
        let mut file = match store.read(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(error),
        };
        let mut hash = Sha256::new();
        let mut block = vec![0_u8; 64 * 1024];
        loop {
            match file.read(&mut block) {
                Ok(0) => return Ok(take_hash64(hash) != self.hash64),
                Ok(n_read) => hash.update(&block[..n_read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Whether another program has changed or removed the file: metadata first, content only
    /// where they differ.
    pub fn is_outdated(&self, path: &Path) -> io::Result<bool> {
        match path.metadata() {
            Ok(metadata) if self.matches_metadata(&metadata) => Ok(false),
            Ok(metadata) if !metadata.is_file() => Ok(true),
            _ => self.differs_from_content(path),
        }
    }
}

fn take_hash64(hash: Sha256) -> u64 {
    let digest = hash.finalize();
    let (first, _) = digest
        .split_first_chunk::<8>()
        .expect("SHA-256 has 32 bytes");
    u64::from_be_bytes(*first)
}
