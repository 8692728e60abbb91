//! The map that lies in a page: written so that nothing in it can end its block, and found again.

use memchr::memmem;

use crate::format::enclosed::{Spelling, push, restore};
use crate::format::exchange::Put as _;
use crate::format::{FormatError, Loaded, native};

/// What stands before the map. Nothing else on a page can look like it, for every other `<` is
/// written otherwise.
const BEGIN: &str = "<script type=\"application/json\" id=\"linchpin-map\">";
const END: &str = "</script>";
/// What could end the block.
const SPELLINGS: &[Spelling] = &[('<', "\\u003c")];

/// Adds the block with a map, given as its canonical text.
pub(super) fn write(out: &mut String, map: &str) {
    out.put(format_args!("{BEGIN}\n"));
    push(out, map, SPELLINGS);
    out.put(format_args!("{END}\n"));
}

/// Whether bytes are a page that this program has made.
pub fn holds_map(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.trim_ascii_start().first() == Some(&b'<')
        && memmem::find(bytes, BEGIN.as_bytes()).is_some()
}

/// Reads the map that lies in a page.
///
/// # Errors
/// [`FormatError::Import`] where there is none or it breaks off, or what the map's reader says;
/// its positions count from the beginning of the block.
pub fn read(bytes: &[u8]) -> Result<Loaded, FormatError> {
    let refuse = |why: &str| FormatError::Import {
        why: why.to_owned(),
    };
    let Some(begin) = memmem::find(bytes, BEGIN.as_bytes()) else {
        return Err(refuse(
            "there is no map in this page; choose one that was exported by this program",
        ));
    };
    let rest = &bytes[begin + BEGIN.len()..];
    let Some(len) = memmem::find(rest, END.as_bytes()) else {
        return Err(refuse(
            "the page breaks off within the map that lies in it; export it anew",
        ));
    };
    native::read(&restore(rest[..len].trim_ascii_start(), SPELLINGS))
}
