//! Bytes to text: the encoding that was asked for, else a byte-order mark, UTF-8, or a guess by
//! the letters; what is no text is refused.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::TextError;

/// The largest article, in bytes, as read and as UTF-8: 64 MiB.
pub const MAX_ARTICLE_BYTES: usize = 64 << 20;

/// How many bytes a guess looks at: further ones hardly change it.
const GUESSED_FROM: usize = 1 << 20;

/// The encodings that can be chosen by hand, by their names in the WHATWG Encoding standard, in
/// the order in which they are offered; each stands under `encoding-<name>` in the words.
pub const ENCODINGS: &[&str] = &[
    "UTF-8",
    "windows-1252",
    "ISO-8859-15",
    "macintosh",
    "windows-1250",
    "ISO-8859-2",
    "windows-1257",
    "windows-1254",
    "windows-1258",
    "windows-1251",
    "KOI8-R",
    "KOI8-U",
    "ISO-8859-5",
    "IBM866",
    "windows-1253",
    "ISO-8859-7",
    "windows-1255",
    "ISO-8859-8",
    "windows-1256",
    "windows-874",
    "GB18030",
    "Big5",
    "Shift_JIS",
    "EUC-JP",
    "ISO-2022-JP",
    "EUC-KR",
    "UTF-16LE",
    "UTF-16BE",
];

/// What other files begin with, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (
        b"PK\x03\x04",
        "a packed file of a kind that is not known here",
    ),
    (b"PK\x05\x06", "a packed file without content"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
];

/// The text of a file, not yet cleaned, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// The name of its encoding.
    pub encoding: &'static str,
    /// Whether the encoding is a guess, neither asked for nor said by the bytes.
    pub is_guess: bool,
}

/// Turns the bytes of a file into text. `wanted` names the encoding that was asked for.
///
/// Errors: bytes that are no text, and more than [`MAX_ARTICLE_BYTES`].
pub fn decode_bytes(bytes: &[u8], file: &str, wanted: Option<&str>) -> Result<Decoded, TextError> {
    check_size(bytes.len(), file)?;
    let wanted = wanted.and_then(|name| Encoding::for_label(name.as_bytes()));
    let (encoding, is_guess) = match (wanted, Encoding::for_bom(bytes)) {
        (Some(encoding), _) => (encoding, false),
        (None, Some((encoding, _))) => {
            if encoding == UTF_8 {
                check_is_text(&bytes[3..], file)?;
            }
            (encoding, false)
        }
        (None, None) => {
            check_is_text(bytes, file)?;
            if std::str::from_utf8(bytes).is_ok() && !is_shifted(bytes) {
                (UTF_8, false)
            } else {
                (guess_encoding(bytes), true)
            }
        }
    };
    // A mark that says UTF-8 before bytes that are not: words are worth more than the mark.
    let encoding = if wanted.is_none() && encoding == UTF_8 && std::str::from_utf8(bytes).is_err() {
        guess_encoding(bytes)
    } else {
        encoding
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    if text.contains('\0') {
        return Err(binary("a binary file", file));
    }
    check_size(text.len(), file)?;
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        is_guess,
    })
}

/// The text of a page or of XML, with the name of its encoding: by its byte-order mark, by what
/// it declares, as UTF-8, or by a guess. What cannot be decoded becomes U+FFFD.
pub fn decode_markup<'b>(bytes: &'b [u8], declared: Option<&[u8]>) -> (Cow<'b, str>, &'static str) {
    let wide = match bytes {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    };
    // Bytes that are no UTF-8 whatever was declared, and 16-bit text without a mark is no text.
    let is_eight_bit = |encoding: &&'static Encoding| {
        !matches!(encoding.name(), "UTF-8" | "UTF-16LE" | "UTF-16BE")
    };
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => wide.unwrap_or(UTF_8),
        None => wide
            .or_else(|| declared.and_then(Encoding::for_label).filter(is_eight_bit))
            .unwrap_or_else(|| {
                let n_wrong = String::from_utf8_lossy(bytes).matches('\u{fffd}').count();
                if n_wrong * 1000 < bytes.len() {
                    UTF_8
                } else {
                    guess_encoding(bytes)
                }
            }),
    };
    (encoding.decode_with_bom_removal(bytes).0, encoding.name())
}

/// What the file is if it is surely no text, with its article: "a PDF".
pub fn name_binary(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, found)| *found)
}

fn guess_encoding(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let is_whole = bytes.len() <= GUESSED_FROM;
    detector.feed(&bytes[..bytes.len().min(GUESSED_FROM)], is_whole);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding == UTF_8 {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// Whether bytes shift between alphabets as ISO-2022-JP does, which looks like ASCII otherwise.
fn is_shifted(bytes: &[u8]) -> bool {
    bytes.is_ascii() && memchr::memmem::find(bytes, b"\x1b$").is_some()
}

fn check_is_text(bytes: &[u8], file: &str) -> Result<(), TextError> {
    if let Some(found) = name_binary(bytes) {
        return Err(binary(found, file));
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(binary("a binary file", file));
    }
    let is_control =
        |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    let n_control = bytes.iter().filter(|&&byte| is_control(byte)).count();
    if std::str::from_utf8(bytes).is_err() && n_control * 20 > bytes.len() {
        return Err(binary("a binary file", file));
    }
    Ok(())
}

fn binary(found: &'static str, file: &str) -> TextError {
    TextError::Binary {
        found,
        file: file.to_owned(),
    }
}

/// Errors: more than [`MAX_ARTICLE_BYTES`].
pub fn check_size(bytes: usize, file: &str) -> Result<(), TextError> {
    if bytes <= MAX_ARTICLE_BYTES {
        return Ok(());
    }
    Err(TextError::TooLong {
        bytes,
        limit: MAX_ARTICLE_BYTES,
        file: file.to_owned(),
    })
}
