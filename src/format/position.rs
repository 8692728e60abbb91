//! Where in a text file something stands.

use std::fmt;

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

impl Position {
    /// The very beginning.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The place of the byte at `offset`. Bytes that are no UTF-8 count as one column each.
    pub fn of_offset(text: &[u8], offset: usize) -> Self {
        let before = &text[..offset.min(text.len())];
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        Self {
            line: 1 + memchr::memchr_iter(b'\n', before).count(),
            column: 1 + count_points(&before[line_start..]),
        }
    }

    /// The place of the last character.
    pub fn of_last(text: &[u8]) -> Self {
        let end = Self::of_offset(text, text.len());
        Self {
            column: end.column.saturating_sub(1).max(1),
            ..end
        }
    }

    /// The place at a line and a column in bytes, both from 1.
    pub fn of_line(text: &[u8], line: usize, byte_column: usize) -> Self {
        let line_start = match line {
            0 | 1 => 0,
            _ => memchr::memchr_iter(b'\n', text)
                .nth(line - 2)
                .map_or(text.len(), |newline| newline + 1),
        };
        Self::of_offset(text, line_start + byte_column.saturating_sub(1))
    }
}

fn count_points(bytes: &[u8]) -> usize {
    bytes
        .utf8_chunks()
        .map(|chunk| chunk.valid().chars().count() + chunk.invalid().len())
        .sum()
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}
