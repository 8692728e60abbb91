//! Bytes to text: byte-order mark, UTF-8, else Windows-1252; what is no text is refused.

use super::error::TextError;

/// The largest article, in bytes, as read and as UTF-8: 64 MiB.
pub const MAX_ARTICLE_BYTES: usize = 64 << 20;

/// What other files begin with, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (
        b"PK\x03\x04",
        "a packed file such as a Word or OpenDocument text",
    ),
    (b"{\\rtf", "a Rich Text file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a packed file"),
];

/// The characters of Windows-1252 for the bytes 0x80 to 0x9F (WHATWG Encoding, section 9).
/// Bytes without a character keep their control code, which cleaning removes.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Turns the bytes of a file into text, not yet cleaned.
///
/// Errors: bytes that are no text, and more than [`MAX_ARTICLE_BYTES`].
pub fn decode_bytes(bytes: &[u8], file: &str) -> Result<String, TextError> {
    check_size(bytes.len(), file)?;
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => decode_eight_bit(rest, file)?,
        [0xff, 0xfe, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        _ => decode_eight_bit(bytes, file)?,
    };
    if text.contains('\0') {
        return Err(binary("a binary file", file));
    }
    check_size(text.len(), file)?;
    Ok(text)
}

fn decode_eight_bit(bytes: &[u8], file: &str) -> Result<String, TextError> {
    if let Some((_, found)) = SIGNATURES
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
    {
        return Err(binary(found, file));
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(binary("a binary file", file));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let n_control = bytes
        .iter()
        .filter(|&&byte| byte < 0x20 && !is_layout(byte))
        .count();
    if n_control * 20 > bytes.len() {
        return Err(binary("a binary file", file));
    }
    Ok(bytes
        .iter()
        .map(|&byte| decode_windows_1252(byte))
        .collect())
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn decode_windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn is_layout(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

fn binary(found: &'static str, file: &str) -> TextError {
    TextError::Binary {
        found,
        file: file.to_owned(),
    }
}

fn check_size(bytes: usize, file: &str) -> Result<(), TextError> {
    if bytes <= MAX_ARTICLE_BYTES {
        return Ok(());
    }
    Err(TextError::TooLong {
        bytes,
        limit: MAX_ARTICLE_BYTES,
        file: file.to_owned(),
    })
}
