//! Wordings compared word by word, and two people's wordings made one where they changed other
//! words of it.

use std::ops::Range;

use crate::text::{Run, TextDiff};

/// A piece of a wording that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub kind: PieceKind,
    /// The words.
    pub words: String,
}

/// What became of a piece of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// It stands in both.
    Same,
    /// It stands in the old one alone.
    Gone,
    /// It stands in the new one alone.
    New,
}

/// What two wordings have in common and what not, in order; what is gone before what is new.
pub fn compare_words(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut push = |kind, words: &str| {
        if !words.is_empty() {
            let words = words.to_owned();
            pieces.push(Piece { kind, words });
        }
    };
    let (mut old_at, mut new_at) = (0, 0);
    let end = Run {
        old: old.len(),
        new: new.len(),
        len: 0,
    };
    for run in TextDiff::of(old, new).runs().iter().chain([&end]) {
        push(PieceKind::Gone, &old[old_at..run.old]);
        push(PieceKind::New, &new[new_at..run.new]);
        push(PieceKind::Same, &old[run.old..run.old + run.len]);
        (old_at, new_at) = (run.old + run.len, run.new + run.len);
    }
    pieces
}

/// A changed wording in one line of plain text: `The dam [-was-]{+is+} old`.
pub(super) fn write_pieces(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let [open, close] = match piece.kind {
            PieceKind::Same => ["", ""],
            PieceKind::Gone => ["[-", "-]"],
            PieceKind::New => ["{+", "+}"],
        };
        text.extend([open, &piece.words, close]);
    }
    text
}

/// How alike two wordings are, from 0 to 1.
pub(super) fn find_likeness(a: &str, b: &str) -> f64 {
    let n = a.len() + b.len();
    if n == 0 {
        return 1.0;
    }
    let kept: usize = TextDiff::of(a, b).runs().iter().map(|run| run.len).sum();
    2.0 * kept as f64 / n as f64
}

/// The wording with the changes of both; none where they changed the same words, or words that
/// stand side by side, and not alike.
pub(super) fn merge_words(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let (ours, theirs) = (list_edits(base, ours), list_edits(base, theirs));
    let mut merged = String::with_capacity(base.len());
    let mut at = 0;
    let (mut ours, mut theirs) = (ours.iter().peekable(), theirs.iter().peekable());
    loop {
        let edit = match (ours.peek(), theirs.peek()) {
            (None, None) => break,
            (Some(_), None) => ours.next(),
            (Some(a), Some(b)) if a == b => {
                theirs.next();
                ours.next()
            }
            (Some(a), Some(b)) if a.touches(b) => return None,
            (Some(a), Some(b)) if a.old.start < b.old.start => ours.next(),
            (_, Some(_)) => theirs.next(),
        };
        let Some(edit) = edit else { break };
        merged.push_str(&base[at..edit.old.start]);
        merged.push_str(edit.new);
        at = edit.old.end;
    }
    merged.push_str(&base[at..]);
    Some(merged)
}

/// Words put in the place of others.
#[derive(PartialEq)]
struct WordEdit<'a> {
    old: Range<usize>,
    new: &'a str,
}

impl WordEdit<'_> {
    fn touches(&self, other: &Self) -> bool {
        self.old.start <= other.old.end && other.old.start <= self.old.end
    }
}

fn list_edits<'a>(base: &str, new: &'a str) -> Vec<WordEdit<'a>> {
    let diff = TextDiff::of(base, new);
    let end = Run {
        old: base.len(),
        new: new.len(),
        len: 0,
    };
    let (mut old_at, mut new_at) = (0, 0);
    let mut edits = Vec::new();
    for run in diff.runs().iter().chain([&end]) {
        if old_at < run.old || new_at < run.new {
            edits.push(WordEdit {
                old: old_at..run.old,
                new: &new[new_at..run.new],
            });
        }
        (old_at, new_at) = (run.old + run.len, run.new + run.len);
    }
    edits
}
