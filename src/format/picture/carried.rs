//! The map that a picture carries when somebody asked for it, so that the picture opens as that map:
//! in the metadata of an SVG, in a text chunk of a PNG. Files may come from anywhere: nothing that
//! they say of their own lengths is believed.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::format::enclosed::{Spelling, push, restore};
use crate::format::{FormatError, Loaded, native};

/// What the map is called in both.
const NAME: &str = "linchpin-map";
/// What XML reserves or forbids.
const SPELLINGS: &[Spelling] = &[
    ('<', "\\u003c"),
    ('>', "\\u003e"),
    ('&', "\\u0026"),
    ('\u{7F}', "\\u007f"),
    ('\u{85}', "\\u0085"),
    ('\u{2028}', "\\u2028"),
    ('\u{FFFE}', "\\ufffe"),
    ('\u{FFFF}', "\\uffff"),
];
/// By how much the text of a map may have been packed; one that unpacks to more, past
/// [`LEAST_LIMIT`] bytes, was made to fill the memory.
const BEST_PACKED: usize = 100;
const LEAST_LIMIT: usize = 8 << 20;
/// How every PNG begins.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";
/// A chunk without data: length, name, checksum.
const CHUNK: usize = 12;

/// Adds the metadata of an SVG that carry a map, given as its canonical text.
pub fn push_metadata(out: &mut String, map: &str) {
    out.push_str("<metadata id=\"");
    out.push_str(NAME);
    out.push_str("\">\n");
    push(out, map, SPELLINGS);
    out.push_str("</metadata>\n");
}

/// Whether bytes are an SVG that carries a map.
pub fn svg_holds_map(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.trim_ascii_start().first() == Some(&b'<')
        && memmem::find(bytes, b"<svg").is_some()
        && find_metadata(bytes).is_some()
}

/// Reads the map that an SVG carries. Programs that have stored the picture anew may have spelled
/// it otherwise.
///
/// # Errors
/// [`FormatError::Import`] where there is none or it breaks off, or what the map's reader says.
pub fn read_svg(bytes: &[u8]) -> Result<Loaded, FormatError> {
    let text = match find_metadata(bytes).ok_or_else(|| none_in("SVG"))? {
        Metadata::Whole(text) => text,
        Metadata::BrokenOff => {
            return Err(FormatError::Import {
                why: "the picture breaks off within the map that it carries; export it anew"
                    .to_owned(),
            });
        }
    };
    let text = text.trim_ascii();
    native::read(&with_newline(restore(text.as_bytes(), SPELLINGS)))
}

/// A map ends with the end of a line, which metadata may have lost.
fn with_newline(mut map: Vec<u8>) -> Vec<u8> {
    if map.last() != Some(&b'\n') {
        map.push(b'\n');
    }
    map
}

/// What stands in the metadata of our name.
enum Metadata {
    Whole(String),
    BrokenOff,
}

fn find_metadata(bytes: &[u8]) -> Option<Metadata> {
    // Saves reading a file without them.
    memmem::find(bytes, NAME.as_bytes())?;
    let mut reader = Reader::from_reader(bytes);
    // A picture that somebody has broken elsewhere may still carry a map.
    reader.config_mut().check_end_names = false;
    let mut inside: Option<String> = None;
    loop {
        match (reader.read_event(), inside.as_mut()) {
            (Ok(Event::Start(start)), None) if is_ours(&start) => inside = Some(String::new()),
            (Ok(Event::Text(text)), Some(found)) => {
                found.push_str(&text);
            }
            (Ok(Event::CData(data)), Some(found)) => {
                found.push_str(&data);
            }
            (Ok(Event::GeneralRef(name)), Some(found)) => found.push(resolve(&name)?),
            (Ok(Event::End(_)), Some(found)) => {
                return Some(Metadata::Whole(std::mem::take(found)));
            }
            (Ok(Event::Eof) | Err(_), found) => return found.map(|_| Metadata::BrokenOff),
            (Ok(_), _) => {}
        }
    }
}

fn is_ours(start: &BytesStart<'_>) -> bool {
    let is_metadata = start.local_name().as_ref() == "metadata";
    let mut ids = start.attributes().flatten();
    is_metadata && ids.any(|it| it.key.as_ref() == "id" && *it.value == *NAME)
}

/// The five entities of XML itself; a file's own are none of ours.
fn resolve(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

/// A PNG with a map in it, given as its canonical text. Bytes that are no PNG stay as they are.
pub fn put_into_png(mut png: Vec<u8>, map: &str) -> Vec<u8> {
    // The last chunk is empty; ours stands before it.
    let Some(at) = png.len().checked_sub(CHUNK) else {
        return png;
    };
    let mut data = NAME.as_bytes().to_vec();
    // End of the name, packed, by the one method there is, no language, no translated name.
    data.extend_from_slice(&[0, 1, 0, 0, 0]);
    let mut encoder = ZlibEncoder::new(data, Compression::default());
    let data = encoder
        .write_all(map.as_bytes())
        .and_then(|()| encoder.finish())
        .expect("writing to memory does not fail");
    let Ok(length) = u32::try_from(data.len()) else {
        return png;
    };
    let end = png.split_off(at);
    png.extend_from_slice(&length.to_be_bytes());
    let mut sum = crc32fast::Hasher::new();
    for part in [&b"iTXt"[..], &data] {
        sum.update(part);
        png.extend_from_slice(part);
    }
    png.extend_from_slice(&sum.finalize().to_be_bytes());
    png.extend_from_slice(&end);
    png
}

/// Whether bytes are a PNG that carries a map.
pub fn png_holds_map(bytes: &[u8]) -> bool {
    find_chunk(bytes).is_some()
}

/// Reads the map that a PNG carries.
///
/// # Errors
/// [`FormatError::Import`] where there is none, it is damaged, or it unpacks to more than a map may
/// have; else what the map's reader says.
pub fn read_png(bytes: &[u8]) -> Result<Loaded, FormatError> {
    let refuse = |why: &str| FormatError::Import {
        why: why.to_owned(),
    };
    let (data, is_whole) = find_chunk(bytes).ok_or_else(|| none_in("PNG"))?;
    if !is_whole {
        return Err(refuse(
            "the map that the picture carries is damaged; choose another copy of the picture",
        ));
    }
    let (is_packed, text) = split_text(data).ok_or_else(|| {
        refuse("the map that the picture carries is packed in an unknown way; export it anew")
    })?;
    if !is_packed {
        return native::read(text);
    }
    let limit = text.len().saturating_mul(BEST_PACKED);
    let limit = limit.clamp(LEAST_LIMIT, native::Limits::FORMAT.file);
    let mut map = Vec::new();
    // One byte more than may be tells that there is more.
    ZlibDecoder::new(text)
        .take(limit as u64 + 1)
        .read_to_end(&mut map)
        .map_err(|_| {
            refuse("the map that the picture carries cannot be unpacked; choose another copy of it")
        })?;
    if map.len() > limit {
        return Err(FormatError::TooLarge {
            bytes: map.len(),
            limit,
        });
    }
    native::read(&map)
}

/// The data of the chunk that holds a map behind its name, and whether its checksum is right.
fn find_chunk(bytes: &[u8]) -> Option<(&[u8], bool)> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (name, _) = after.split_first_chunk::<4>()?;
        if name == b"IEND" {
            return None;
        }
        let named = after.get(..length.checked_add(4)?)?;
        let (sum, next) = after[named.len()..].split_first_chunk::<4>()?;
        let ours = named[4..].strip_prefix(NAME.as_bytes());
        let ours = ours.and_then(|it| it.strip_prefix(&[0]));
        if let Some(data) = ours.filter(|_| name == b"iTXt") {
            let is_whole = crc32fast::hash(named) == u32::from_be_bytes(*sum);
            return Some((data, is_whole));
        }
        rest = next;
    }
}

/// Whether the text is packed, and the text, behind language and translated name.
fn split_text(data: &[u8]) -> Option<(bool, &[u8])> {
    let (&[is_packed, method], rest) = data.split_first_chunk::<2>()?;
    let language = memchr::memchr(0, rest)?;
    let rest = &rest[language + 1..];
    let translated = memchr::memchr(0, rest)?;
    let text = &rest[translated + 1..];
    match (is_packed, method) {
        (0, _) => Some((false, text)),
        (1, 0) => Some((true, text)),
        _ => None,
    }
}

fn none_in(kind: &str) -> FormatError {
    FormatError::Import {
        why: format!(
            "this {kind} is a picture without a map in it; choose one that was exported together \
             with its map"
        ),
    }
}
