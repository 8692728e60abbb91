//! Labelled points: "Intimidation: …" at the start of a paragraph or item.

use super::span::Span;
use super::structure::{Part, PartKind};

/// The longest label that stands alone, in words, unless it is written like a headline.
const MAX_WORDS: usize = 3;
/// The longest label among other labelled points, in words.
const MAX_LISTED_WORDS: usize = 6;

/// A block's words before the colon, and how sure it is that they are a label.
#[derive(Clone, Copy)]
struct Candidate {
    range: Span,
    is_plain: bool,
}

/// Puts a label behind each block that begins with one. `known` are labels that markup shows
/// (bold words that open a block).
pub fn insert_labels(text: &str, blocks: Vec<Part>, known: &[Span]) -> Vec<Part> {
    let candidates: Vec<Option<Candidate>> = blocks
        .iter()
        .map(|block| find_candidate(text, block))
        .collect();
    let is_candidate = |at: usize| candidates.get(at).is_some_and(Option::is_some);
    let mut parts = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.into_iter().enumerate() {
        let first = known.partition_point(|label| label.start < block.range.start);
        let shown = known
            .get(first)
            .copied()
            .filter(|label| label.start == block.range.start);
        let is_listed = is_candidate(at + 1) || at.checked_sub(1).is_some_and(is_candidate);
        let found = candidates[at].filter(|label| label.is_plain || is_listed);
        let label = shown.or(found.map(|label| label.range));
        parts.push(block);
        parts.extend(label.map(|range| Part::new(PartKind::Label, range)));
    }
    parts
}

fn find_candidate(text: &str, block: &Part) -> Option<Candidate> {
    if !matches!(block.kind, PartKind::Paragraph | PartKind::Item) {
        return None;
    }
    let words = block.range.of(text);
    let head = &words[..words.floor_char_boundary(120)];
    let colon = head.find(':')?;
    let (label, rest) = (head[..colon].trim_end(), &words[colon + 1..]);
    let is_spaced = rest.starts_with([' ', '\n', '\u{a0}']);
    let opens_large = label
        .chars()
        .next()
        .is_some_and(|char| !char.is_lowercase() && char.is_alphabetic());
    let is_broken = label.contains(['.', ',', ';', '?', '!', '—', '\t', '"', '“', '(', '«']);
    let n_words = label.split_whitespace().count();
    if !is_spaced
        || !opens_large
        || is_broken
        || n_words > MAX_LISTED_WORDS
        || rest.trim().is_empty()
    {
        return None;
    }
    let rest = rest
        .trim_start()
        .trim_start_matches(['"', '“', '‘', '«', '¿', '¡', '\'']);
    let rest_opens_large = rest.chars().next().is_some_and(|char| !char.is_lowercase());
    let is_headline = label
        .split_whitespace()
        .filter(|word| word.chars().count() >= 4)
        .all(|word| !word.starts_with(char::is_lowercase));
    let is_plain = rest_opens_large && (n_words <= MAX_WORDS || is_headline);
    let start = block.range.start.0;
    Some(Candidate {
        range: Span::new(start, start + label.len()),
        is_plain,
    })
}
