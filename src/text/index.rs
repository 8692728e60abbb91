//! The index between bytes and code points of one text: built in one pass, asked in about
//! constant time. It keeps counts only, never the text, and so never panics on a wrong one.

use super::span::{BytePos, CharPos, CharSpan, Span};

/// Bytes between two checkpoints.
const STRIDE: usize = 256;

/// Converts positions of one text between bytes and code points.
///
/// A checkpoint every 256 bytes holds the count of code points before it. Byte to code point
/// is O(1), code point to byte O(log n), both with a scan of at most 256 bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextIndex {
    /// `before[i]`: how many code points begin before byte `i * STRIDE`.
    before: Vec<usize>,
    n_bytes: usize,
    n_chars: usize,
}

impl TextIndex {
    /// Reads the text once and sets the checkpoints.
    pub fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut n_chars = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            before.push(n_chars);
            n_chars += count_starts(chunk);
        }
        Self {
            before,
            n_bytes: text.len(),
            n_chars,
        }
    }

    /// Length of the text in bytes.
    pub fn n_bytes(&self) -> usize {
        self.n_bytes
    }

    /// Length of the text in code points.
    pub fn n_chars(&self) -> usize {
        self.n_chars
    }

    /// The code point that the byte belongs to. A position behind the text gives its end.
    /// `text` is the text that the index was made from.
    pub fn char_of(&self, text: &str, byte: BytePos) -> CharPos {
        if byte.0 >= text.len() {
            return CharPos(self.n_chars);
        }
        let byte = text.floor_char_boundary(byte.0);
        let block = byte / STRIDE;
        let before = self.before.get(block).copied().unwrap_or(self.n_chars);
        CharPos(before + count_starts(&text.as_bytes()[block * STRIDE..byte]))
    }

    /// The first byte of a code point. A position behind the text gives its end.
    /// `text` is the text that the index was made from.
    pub fn byte_of(&self, text: &str, char: CharPos) -> BytePos {
        if char.0 >= self.n_chars {
            return BytePos(text.len());
        }
        let block = self
            .before
            .partition_point(|&n| n <= char.0)
            .saturating_sub(1);
        let mut left = char.0 - self.before[block];
        let bytes = text.as_bytes();
        for (at, &byte) in bytes.iter().enumerate().skip(block * STRIDE) {
            if is_start(byte) {
                if left == 0 {
                    return BytePos(at);
                }
                left -= 1;
            }
        }
        BytePos(text.len())
    }

    /// A range of bytes as a range of code points.
    pub fn char_span(&self, text: &str, span: Span) -> CharSpan {
        CharSpan {
            start: self.char_of(text, span.start),
            end: self.char_of(text, span.end),
        }
    }

    /// A range of code points as a range of bytes.
    pub fn byte_span(&self, text: &str, span: CharSpan) -> Span {
        Span {
            start: self.byte_of(text, span.start),
            end: self.byte_of(text, span.end),
        }
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}
