//! What a file was when it was last read or written, so that a change by another is noticed.
//!
//! Content decides: a file that was only touched, or replaced by its own copy, is unchanged.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

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
    /// The fingerprint of a file with this content and these metadata.
    pub fn new(bytes: &[u8], metadata: &Metadata) -> Self {
        Self {
            len: bytes.len() as u64,
            mtime_ns: read_mtime_ns(metadata),
            inode: read_inode(metadata),
            hash64: take_hash64(Sha256::new().chain_update(bytes)),
        }
    }

    /// Whether the metadata alone already say that nothing has changed: cheap enough for a check
    /// whenever the window gets the focus.
    pub fn matches_metadata(&self, metadata: &Metadata) -> bool {
        self.len == metadata.len()
            && self.mtime_ns == read_mtime_ns(metadata)
            && self.inode == read_inode(metadata)
    }

    /// Whether the file's content differs from what this fingerprint was taken of. Reads the
    /// file only where the length agrees. A file that is gone has changed.
    pub fn differs_from_content(&self, path: &Path) -> io::Result<bool> {
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(error),
        };
        if file.metadata()?.len() != self.len {
            return Ok(true);
        }
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

fn read_mtime_ns(metadata: &Metadata) -> i128 {
    metadata
        .modified()
        .ok()
        .map(|time| match time.duration_since(UNIX_EPOCH) {
            Ok(since) => since.as_nanos() as i128,
            Err(before) => -(before.duration().as_nanos() as i128),
        })
        .unwrap_or_default()
}

#[cfg(unix)]
fn read_inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn read_inode(_metadata: &Metadata) -> u64 {
    0
}
