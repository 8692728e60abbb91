//! The map that lies in a page: written so that nothing in it can end its block, and found again.

use memchr::memmem;

use crate::format::exchange::Put as _;
use crate::format::{FormatError, Loaded, native};

/// What stands before the map. Nothing else on a page can look like it, for every other `<` is
/// written otherwise.
const BEGIN: &str = "<script type=\"application/json\" id=\"linchpin-map\">";
const END: &str = "</script>";
/// How `<` stands within the map.
const LESS: &str = "\\u003c";

/// Adds the block with a map, given as its canonical text.
pub(super) fn write(out: &mut String, map: &str) {
    out.put(format_args!("{BEGIN}\n"));
    for (at, piece) in map.split('<').enumerate() {
        if at > 0 {
            out.push_str(LESS);
        }
        out.push_str(piece);
    }
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
    native::read(&restore(rest[..len].trim_ascii_start()))
}

/// Puts every `<` back, but for those that the map itself had spelled with a backslash before.
fn restore(map: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(map.len());
    let mut rest = map;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix(LESS.as_bytes()) {
            out.push(b'<');
            rest = after;
        } else {
            // What follows a backslash is no beginning of another sign.
            let pair = rest.len().min(2);
            out.extend_from_slice(&rest[..pair]);
            rest = &rest[pair..];
        }
    }
    out.extend_from_slice(rest);
    out
}
