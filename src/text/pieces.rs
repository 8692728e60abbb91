//! How many pieces a text falls into before any of them is made: each line, tag and sign of markup takes
//! about a hundred bytes while it is read, so that a file of nothing else would fill the memory.

use super::error::TextError;

/// The most lines, tags and signs of markup of a text that becomes an article; a long book has a tenth of
/// these.
pub const MAX_PIECES: usize = 1_000_000;

/// Errors: more pieces than [`MAX_PIECES`].
pub fn check_pieces(n: usize, file: &str) -> Result<(), TextError> {
    if n <= MAX_PIECES {
        return Ok(());
    }
    Err(TextError::TooManyPieces {
        limit: MAX_PIECES,
        file: file.to_owned(),
    })
}

/// The lines of a text, whichever way they end.
pub fn count_lines(text: &str) -> usize {
    let mut before = '\0';
    let ends = text.chars().filter(|&char| {
        let is_second = std::mem::replace(&mut before, char) == '\r' && char == '\n';
        let is_end = matches!(
            char,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        );
        is_end && !is_second
    });
    ends.count()
}

/// The lines of a Markdown text, and what may be markup in it.
pub fn count_marks(markdown: &str) -> usize {
    let (mut before, mut second) = (0, 0);
    let marks = markdown.bytes().filter(|&byte| {
        // The mark of an item of a list; many of them on one line are lists in lists.
        let is_item = matches!(byte, b' ' | b'\t')
            && (matches!(before, b'-' | b'+')
                || matches!(before, b'.' | b')') && u8::is_ascii_digit(&second));
        (second, before) = (before, byte);
        is_item || b"<>[]!*_`~|&\\".contains(&byte)
    });
    marks.count() + count_lines(markdown)
}

/// What may be the tags of a page.
pub fn count_tags(html: &str) -> usize {
    memchr::memchr_iter(b'<', html.as_bytes()).count()
}
