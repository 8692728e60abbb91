//! Texts folded for comparison, with the way back to the bytes of the text as it stands.

use super::accent::{fold_char, is_invisible, is_mark};
use super::span::Span;

/// A text folded for comparison and where each of its bytes came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text` the first byte of the character that gave it, and at last the
    /// end of the last character that gave anything. Never falls.
    origins: Vec<u32>,
}

/// Folds for finding anchors: letters without case and accents, invisible characters dropped,
/// every run of other characters one space, none at the ends.
pub fn fold_for_anchors(text: &str) -> Folded {
    let mut folded = Folded::with_capacity(text.len());
    let mut gap = None;
    let mut end = 0;
    for (at, char) in text.char_indices() {
        if is_invisible(char) || is_mark(char) {
            if gap.is_none() && !folded.text.is_empty() {
                end = at + char.len_utf8();
            }
        } else if char.is_alphanumeric() {
            if let Some(gap) = gap.take()
                && !folded.text.is_empty()
            {
                folded.push(' ', gap);
            }
            fold_char(char, |out| folded.push(out, at));
            end = at + char.len_utf8();
        } else if gap.is_none() {
            gap = Some(at);
        }
    }
    folded.finish(end)
}

/// Folds for a reader's search: letters without case and accents, invisible characters
/// dropped, curly quotes and dashes as typed ones, every white space a plain one.
pub fn fold_for_search(text: &str) -> Folded {
    let mut folded = Folded::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        match char {
            '‘' | '’' | '‛' | 'ʼ' => folded.push('\'', at),
            '“' | '”' | '„' | '«' | '»' => folded.push('"', at),
            '‐' | '‑' | '‒' | '–' | '—' => folded.push('-', at),
            '…' => (0..3).for_each(|_| folded.push('.', at)),
            _ if is_invisible(char) || is_mark(char) => {}
            _ if char.is_whitespace() => folded.push(' ', at),
            _ => fold_char(char, |out| folded.push(out, at)),
        }
    }
    folded.finish(text.len())
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that gave the folded bytes from `start` to `end`, whole
    /// characters, marks upon the last one included.
    pub fn span_back(&self, start: usize, end: usize) -> Span {
        let last = self.origins.len().saturating_sub(1);
        let start = start.min(last);
        let mut end = end.clamp(start, last);
        if start < end {
            let origin = self.origins[end - 1];
            while end < last && self.origins[end] == origin {
                end += 1;
            }
        }
        let origin = |at: usize| self.origins.get(at).map_or(0, |&origin| origin as usize);
        Span::new(origin(start), origin(end))
    }

    /// The first folded byte that came from `byte` of the original or from behind it.
    pub fn position_of(&self, byte: usize) -> usize {
        let at = self
            .origins
            .partition_point(|&origin| (origin as usize) < byte);
        at.min(self.text.len())
    }

    fn with_capacity(len: usize) -> Self {
        Self {
            text: String::with_capacity(len),
            origins: Vec::with_capacity(len + 1),
        }
    }

    fn push(&mut self, char: char, origin: usize) {
        self.text.push(char);
        self.origins.resize(self.text.len(), origin as u32);
    }

    fn finish(mut self, end: usize) -> Self {
        self.origins.push(end as u32);
        self
    }
}
