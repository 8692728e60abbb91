//! The next and the previous end of a word or sentence: where an end of a passage goes when it is
//! moved by a step. Knows nothing of passages.

use unicode_segmentation::UnicodeSegmentation as _;

use super::sentence::split_sentences;
use super::span::Span;

/// The widest stretch in which a word is looked for, in bytes.
const REACH: usize = 4096;

/// Which end of a range moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first byte.
    Start,
    /// The first byte behind it.
    End,
}

/// By how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// By a word.
    Word,
    /// By a sentence.
    Sentence,
}

/// The range with one of its ends a step further on, or back. `blocks` are the paragraphs and
/// the like of the text, in order; sentences end where they do. None if there is no further step,
/// or if nothing would be left of the range.
pub fn step_edge(
    text: &str,
    blocks: &[Span],
    range: Span,
    edge: Edge,
    stride: Stride,
    forward: bool,
) -> Option<Span> {
    let at = match edge {
        Edge::Start => range.start.0,
        Edge::End => range.end.0,
    };
    let at = text.floor_char_boundary(at);
    let to = match stride {
        Stride::Word => step_by_word(text, at, edge, forward),
        Stride::Sentence => step_by_sentence(text, blocks, at, edge, forward),
    }?;
    let moved = match edge {
        Edge::Start if to < range.end.0 => Span::new(to, range.end.0),
        Edge::End if range.start.0 < to => Span::new(range.start.0, to),
        _ => return None,
    };
    (!moved.of(text).trim().is_empty()).then_some(moved)
}

fn step_by_word(text: &str, at: usize, edge: Edge, forward: bool) -> Option<usize> {
    let (low, high) = if forward {
        (at, text.floor_char_boundary((at + REACH).min(text.len())))
    } else {
        (text.ceil_char_boundary(at.saturating_sub(REACH)), at)
    };
    let mut words = text[low..high].unicode_word_indices();
    let place = |(offset, word): (usize, &str)| match edge {
        Edge::Start => low + offset,
        Edge::End => low + offset + word.len(),
    };
    if forward {
        // From within a word the rest of it is a word too, but begins nowhere.
        let is_inside = splits_word(text, at);
        words
            .map(place)
            .find(|&to| to > at && !(is_inside && to == low))
    } else {
        words.by_ref().map(place).filter(|&to| to < at).last()
    }
}

/// Whether a byte lies within a word.
fn splits_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let behind = text[at..].chars().next();
    before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric)
}

fn step_by_sentence(
    text: &str,
    blocks: &[Span],
    at: usize,
    edge: Edge,
    forward: bool,
) -> Option<usize> {
    let place = |sentence: Span| match edge {
        Edge::Start => sentence.start.0,
        Edge::End => sentence.end.0,
    };
    let places = |block: &Span| split_sentences(text, *block).into_iter().map(place);
    if forward {
        let first = blocks.partition_point(|block| block.end.0 < at);
        let mut ahead = blocks[first..].iter().flat_map(places);
        ahead.find(|&to| to > at)
    } else {
        let behind = blocks.partition_point(|block| block.start.0 < at);
        let mut back = blocks[..behind].iter().rev();
        back.find_map(|block| places(block).rfind(|&to| to < at))
    }
}
