//! Positions and ranges in a text: bytes in memory, code points in files.
//! Nothing here looks at the text but [`Span::of`]; [`super::TextIndex`] converts.

use std::ops::Range;

/// A position in a text, counted in bytes from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BytePos(pub usize);

/// A position in a text, counted in Unicode code points from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharPos(pub usize);

/// A range of a text in bytes, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte of the range.
    pub start: BytePos,
    /// First byte behind the range.
    pub end: BytePos,
}

/// A range of a text in Unicode code points, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CharSpan {
    /// First code point of the range.
    pub start: CharPos,
    /// First code point behind the range.
    pub end: CharPos,
}

impl Span {
    /// The range between two byte positions, in whichever order they come.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: BytePos(start.min(end)),
            end: BytePos(start.max(end)),
        }
    }

    /// The range as the standard library has it, in bytes.
    pub fn range(self) -> Range<usize> {
        self.start.0..self.end.0
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether the range holds nothing.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether the byte at `byte` lies in the range.
    pub fn contains(self, byte: usize) -> bool {
        self.range().contains(&byte)
    }

    /// Whether the two ranges share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of the range; empty where the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The range without white space at its ends; unchanged where it does not fit the text.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start.0 + (words.len() - words.trim_start().len());
        let len = words.trim().len();
        if words.is_empty() {
            self
        } else {
            Self::new(start, start + len)
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl CharSpan {
    /// The range between two code point positions, in whichever order they come.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: CharPos(start.min(end)),
            end: CharPos(start.max(end)),
        }
    }
}
