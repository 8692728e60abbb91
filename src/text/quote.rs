//! What an anchor keeps of a passage: its words, what stands around them, and where
//! (W3C Web Annotation: text-quote and text-position selectors).

use unicode_segmentation::{GraphemeCursor, GraphemeIncomplete};

use super::index::TextIndex;
use super::span::{BytePos, CharPos, CharSpan, Span};

/// How much context a quote keeps on either side, in code points at most.
pub const CONTEXT_CHARS: usize = 32;

/// A passage as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Quote {
    /// The words of the passage.
    pub exact: String,
    /// What stands right before it, at most [`CONTEXT_CHARS`] code points.
    pub prefix: String,
    /// What stands right behind it, at most [`CONTEXT_CHARS`] code points.
    pub suffix: String,
    /// First code point of the passage in the text.
    pub start: Option<usize>,
    /// First code point behind the passage.
    pub end: Option<usize>,
}

impl Quote {
    /// The quote for a range of a text; a range that would split a grapheme cluster grows to
    /// hold the whole of it. `index` is the index of `text`.
    pub fn of(text: &str, index: &TextIndex, span: Span) -> Self {
        let span = snap_to_graphemes(text, span);
        let CharSpan { start, end } = index.char_span(text, span);
        let before = index.byte_of(text, CharPos(start.0.saturating_sub(CONTEXT_CHARS)));
        let behind = index.byte_of(text, CharPos(end.0 + CONTEXT_CHARS));
        let before = next_boundary(text, before.0).min(span.start.0);
        let behind = previous_boundary(text, behind.0).max(span.end.0);
        Self {
            exact: span.of(text).to_owned(),
            prefix: text[before..span.start.0].to_owned(),
            suffix: text[span.end.0..behind].to_owned(),
            start: Some(start.0),
            end: Some(end.0),
        }
    }

    /// The stored position, where both ends are there and in order.
    pub fn position(&self) -> Option<CharSpan> {
        let (start, end) = (self.start?, self.end?);
        (start <= end).then(|| CharSpan::new(start, end))
    }
}

/// The smallest range around `span` that splits no grapheme cluster, within the text.
pub fn snap_to_graphemes(text: &str, span: Span) -> Span {
    let start = previous_boundary(text, span.start.0);
    let end = if span.is_empty() {
        start
    } else {
        next_boundary(text, span.end.0)
    };
    Span {
        start: BytePos(start),
        end: BytePos(end),
    }
}

/// The grapheme boundary at `byte`, else the one before it.
fn previous_boundary(text: &str, byte: usize) -> usize {
    let byte = text.floor_char_boundary(byte);
    if is_boundary(text, byte) {
        return byte;
    }
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The grapheme boundary at `byte`, else the one behind it.
fn next_boundary(text: &str, byte: usize) -> usize {
    let byte = text.ceil_char_boundary(byte);
    if is_boundary(text, byte) {
        return byte;
    }
    let mut cursor = GraphemeCursor::new(byte, text.len(), true);
    cursor
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

fn is_boundary(text: &str, byte: usize) -> bool {
    let answer: Result<bool, GraphemeIncomplete> =
        GraphemeCursor::new(byte, text.len(), true).is_boundary(text, 0);
    answer.unwrap_or(true)
}
