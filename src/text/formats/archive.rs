//! Packed files (Word, OpenDocument, EPUB): named entries read into memory under hard bounds.
//! Nothing is ever unpacked to a disk, so names that climb out of folders lead nowhere.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::error::TextError;

/// The most entries that an archive may list.
const MAX_ENTRIES: usize = 10_000;
/// The most bytes that all entries read may have unpacked: 256 MiB.
const MAX_UNPACKED: u64 = 256 << 20;
/// The most bytes that one entry may have unpacked: 64 MiB.
const MAX_ENTRY: u64 = 64 << 20;
/// How many times larger than packed an entry may become, beyond its first [`FREE`] bytes.
const MAX_RATIO: u64 = 200;
/// Bytes up to which the ratio is not looked at: short files of zeros harm nobody.
const FREE: u64 = 4 << 20;

/// The end of a zip file's directory: its signature and shortest length in bytes.
const DIRECTORY_END: &[u8] = b"PK\x05\x06";
const DIRECTORY_END_LEN: usize = 22;

/// A packed file whose entries can be read.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    file: &'a str,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Reads the directory of an archive. Errors: no archive, a damaged one, too many entries.
    pub fn open(bytes: &'a [u8], file: &'a str) -> Result<Self, TextError> {
        if count_entries(bytes) > MAX_ENTRIES {
            return Err(too_much(file));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(file))?;
        if zip.len() > MAX_ENTRIES {
            return Err(too_much(file));
        }
        Ok(Self {
            zip,
            file,
            left: MAX_UNPACKED,
        })
    }

    /// Whether an entry of that name is listed.
    pub fn holds(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The content of an entry; none where there is no such entry.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, TextError> {
        let Some(at) = self.zip.index_for_name(name) else {
            return Ok(None);
        };
        let is_locked = self
            .zip
            .by_index_raw(at)
            .map_err(|_| damaged(self.file))?
            .encrypted();
        if is_locked {
            return Err(TextError::Locked {
                file: self.file.to_owned(),
            });
        }
        let entry = self.zip.by_index(at).map_err(|_| damaged(self.file))?;
        let packed = entry.compressed_size();
        let bound = MAX_ENTRY
            .min(self.left)
            .min(FREE.saturating_add(packed.saturating_mul(MAX_RATIO)));
        let mut content = Vec::new();
        entry
            .take(bound + 1)
            .read_to_end(&mut content)
            .map_err(|_| damaged(self.file))?;
        let len = content.len() as u64;
        if len > bound {
            return Err(too_much(self.file));
        }
        self.left -= len;
        Ok(Some(content))
    }

    /// The content of an entry without which there is no article.
    pub fn need(&mut self, name: &str) -> Result<Vec<u8>, TextError> {
        self.read(name)?.ok_or_else(|| damaged(self.file))
    }
}

/// How many entries the directory's end announces; more than any bound where it is of the kind
/// that counts beyond 65,535.
fn count_entries(bytes: &[u8]) -> usize {
    let from = bytes.len().saturating_sub(DIRECTORY_END_LEN + 0xffff);
    let tail = &bytes[from..];
    let end = memchr::memmem::rfind(tail, DIRECTORY_END);
    end.and_then(|at| tail.get(at + 10..at + 12))
        .map_or(0, |n| usize::from(u16::from_le_bytes([n[0], n[1]])))
}

fn damaged(file: &str) -> TextError {
    TextError::Damaged {
        file: file.to_owned(),
    }
}

fn too_much(file: &str) -> TextError {
    TextError::Bomb {
        file: file.to_owned(),
    }
}

/// Whether bytes are a packed file that lists an entry of that name; looks at names alone.
pub fn lists(bytes: &[u8], name: &str) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && Archive::open(bytes, "").is_ok_and(|archive| archive.holds(name))
}

/// The content of the entry `mimetype`, where a packed file says so what it is.
pub fn read_mimetype(bytes: &[u8]) -> Option<String> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut archive = Archive::open(bytes, "").ok()?;
    let content = archive.read("mimetype").ok()??;
    let start = &content[..content.len().min(100)];
    Some(String::from_utf8_lossy(start).trim().to_owned())
}
