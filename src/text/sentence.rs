//! Sentences and words of a text: where a triple and a double click begin and end.
//! Looks at signs and at short lists of abbreviations only, never at grammar.

use unicode_segmentation::UnicodeSegmentation as _;

use super::abbreviation::{Follower, ends_sentence};
use super::span::Span;
use super::structure::{Part, paragraph_at};

/// The longest word looked at before a stop, and the widest piece cut into words, in bytes.
const MAX_LOOK: usize = 64;
const MAX_PIECE: usize = 512;

/// The sentences of one block of a text, in order, in bytes of the text, without the white
/// space between them. A line end within the block is white space like any other.
pub fn split_sentences(text: &str, block: Span) -> Vec<Span> {
    let block = block.trim(text);
    let words = block.of(text);
    let offset = block.start.0;
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = words[at..].find(is_stop) {
        let stop = at + stop;
        let end = find_close(words, stop);
        at = end;
        let rest = &words[end..];
        let next = rest.trim_start();
        if next.is_empty() {
            break;
        }
        let is_parted = next.len() < rest.len() || words[..end].ends_with(['。', '？', '！']);
        if is_parted && is_end(words, start, stop, end, next) {
            sentences.push(Span::new(offset + start, offset + end));
            start = words.len() - next.len();
            at = start;
        }
    }
    if start < words.len() {
        sentences.push(Span::new(offset + start, offset + words.len()));
    }
    sentences
}

/// The sentence around a byte: within its paragraph, item or heading. White space behind a
/// sentence belongs to it, but not to the range given. Empty only where the text is.
pub fn sentence_at(text: &str, structure: &[Part], byte: usize) -> Span {
    let block = paragraph_at(text, structure, byte);
    let sentences = split_sentences(text, block);
    let behind = sentences.partition_point(|sentence| sentence.start.0 <= byte);
    sentences
        .get(behind.saturating_sub(1))
        .copied()
        .unwrap_or(block)
}

/// The word around or right before a byte, by Unicode's word boundaries; none on white space
/// and signs away from words.
pub fn word_at(text: &str, byte: usize) -> Option<Span> {
    let byte = text.floor_char_boundary(byte);
    let low = text.ceil_char_boundary(byte.saturating_sub(MAX_PIECE));
    let high = text.floor_char_boundary((byte + MAX_PIECE).min(text.len()));
    let from = text[low..byte]
        .rfind(char::is_whitespace)
        .map_or(low, |at| low + at);
    let to = text[byte..high]
        .find(char::is_whitespace)
        .map_or(high, |at| byte + at);
    let spans = || {
        let words = text[from..to].split_word_bound_indices();
        words
            .filter(|(_, word)| word.chars().any(char::is_alphanumeric))
            .map(|(at, word)| Span::new(from + at, from + at + word.len()))
    };
    spans()
        .find(|span| span.contains(byte))
        .or_else(|| spans().find(|span| span.end.0 == byte))
}

/// Whether the stop at `stop`, closed at `end`, ends the sentence begun at `start`, given the
/// `next` words.
fn is_end(words: &str, start: usize, stop: usize, end: usize, next: &str) -> bool {
    let stops = words[stop..end].trim_end_matches(is_closer);
    let follower = read_follower(next);
    let opens_small = follower.word.starts_with(char::is_lowercase);
    let is_list_mark = words[start..stop].chars().all(char::is_numeric) && stop - start <= 3;
    if is_list_mark {
        return false;
    }
    match stops {
        "." if stops.len() < end - stop => !opens_small,
        "." => {
            let low = words
                .ceil_char_boundary(stop.saturating_sub(MAX_LOOK))
                .max(start);
            let word = words[low..stop].rsplit(is_edge).next().unwrap_or_default();
            let is_ordinal =
                word.len() <= 2 && word.parse::<u8>().is_ok() && is_month(follower.word);
            !is_ordinal && ends_sentence(word, follower)
        }
        _ => !opens_small || follower.is_opened,
    }
}

/// The end of a run of stops and of what closes behind it: quotes, brackets, note marks.
fn find_close(words: &str, stop: usize) -> usize {
    let rest = &words[stop..];
    let stops = rest.len() - rest.trim_start_matches(is_stop).len();
    let mut end = stop + stops;
    loop {
        let rest = &words[end..];
        let Some(next) = rest.chars().next() else {
            return end;
        };
        if let Some(len) = read_note_mark(rest) {
            end += len;
        } else if is_closer(next) && !opens_quote(words, end, next) {
            end += next.len_utf8();
        } else {
            return end;
        }
    }
}

/// Whether a straight quote right behind a stop opens rather than closes: a letter follows.
fn opens_quote(words: &str, at: usize, sign: char) -> bool {
    matches!(sign, '"' | '\'')
        && words[at + 1..]
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric)
}

/// The length of "[12]" at the start of a text.
fn read_note_mark(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let len = inner.find(|char: char| !char.is_ascii_digit())?;
    ((1..=3).contains(&len) && inner[len..].starts_with(']')).then_some(len + 2)
}

fn read_follower(next: &str) -> Follower<'_> {
    let word =
        next.trim_start_matches(|char: char| !char.is_alphanumeric() && !char.is_whitespace());
    let opening = &next[..next.len() - word.len()];
    let len = word
        .find(|char: char| !char.is_alphanumeric())
        .unwrap_or(word.len());
    let is_opened = opening.contains(['"', '“', '‘', '«', '„', '(', '[', '¿', '¡']);
    Follower {
        word: &word[..len],
        is_opened,
    }
}

fn is_month(word: &str) -> bool {
    const GERMAN: &[&str] = &[
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Jahrhundert",
        "Jahrhunderts",
    ];
    GERMAN.contains(&word)
}

fn is_stop(char: char) -> bool {
    matches!(char, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।')
}

fn is_closer(char: char) -> bool {
    matches!(
        char,
        '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』'
    )
}

fn is_edge(char: char) -> bool {
    char.is_whitespace()
        || matches!(
            char,
            '(' | '[' | '"' | '“' | '‘' | '«' | '/' | '—' | '–' | '¿' | '¡'
        )
}
