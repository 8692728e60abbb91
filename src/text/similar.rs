//! Words that are like a quote's: runs of four bytes vote for where the quote may stand, and
//! the edit distance judges the best of these places. Near linear, for no place is looked at
//! that has no votes.

use super::distance::Pattern;
use super::grams::{GRAM, nearest};
use super::locate::Haystack;
use super::quote::Quote;
use super::span::Span;

/// Shorter quotes, in folded bytes, are not looked for: too much is like them.
const MIN_LEN: usize = 12;
/// Longer ones are found by their first and last words.
const MAX_LEN: usize = 4096;
/// How much of either end of a long quote is looked for.
const END_LEN: usize = 1024;
/// How many of a quote's runs vote, the rarest first.
const MAX_RUNS: usize = 40;
/// How many places each run votes for, those nearest to the old position.
const MAX_VOTES: usize = 128;
/// How many places are judged.
const MAX_PLACES: usize = 6;
/// How far an end may move to take in a whole word, in folded bytes.
const MAX_WORD: usize = 24;

/// Passages like the folded `needle`, with how alike they are from 0 to 1, best last or first
/// in no order. `near` is where it stood, in folded bytes.
pub fn find_similar(
    haystack: &Haystack,
    needle: &str,
    quote: &Quote,
    near: usize,
) -> Vec<(Span, f64)> {
    let needle = needle.as_bytes();
    let found = match needle.len() {
        ..MIN_LEN => Vec::new(),
        MIN_LEN..=MAX_LEN => find_ranges(haystack, needle, near),
        _ => find_long(haystack, needle, near),
    };
    let to_words = |(start, end, score): (usize, usize, f64)| {
        let text = haystack.folded.text().as_bytes();
        let opens = !quote.prefix.ends_with(char::is_alphanumeric);
        let closes = !quote.suffix.starts_with(char::is_alphanumeric);
        let start = if opens {
            start_of_word(text, start)
        } else {
            start
        };
        let end = if closes { end_of_word(text, end) } else { end };
        (haystack.folded.span_back(start, end), score)
    };
    found.into_iter().map(to_words).collect()
}

/// Places like the needle as (start, end, score), in folded bytes.
fn find_ranges(haystack: &Haystack, needle: &[u8], near: usize) -> Vec<(usize, usize, f64)> {
    let most = needle.len() / 5;
    let forward = Pattern::new(needle.iter().copied());
    let backward = Pattern::new(needle.iter().rev().copied());
    let text = haystack.folded.text().as_bytes();
    let mut found = Vec::new();
    for (low, high) in vote(haystack, needle, near, most) {
        let from = low.saturating_sub(most).min(text.len());
        let to = (high + needle.len() + most).min(text.len());
        let Some((end, distance)) = find_end(&forward, &text[from..to]) else {
            continue;
        };
        if distance > most {
            continue;
        }
        let len = find_start(&backward, &text[from..from + end], needle.len());
        let score = 1.0 - distance as f64 / needle.len() as f64;
        found.push((from + end - len, from + end, score));
    }
    found
}

/// A long passage: from where its first words are to where its last words are.
fn find_long(haystack: &Haystack, needle: &[u8], near: usize) -> Vec<(usize, usize, f64)> {
    let tail_at = needle.len() - END_LEN;
    let heads = find_ranges(haystack, &needle[..END_LEN], near);
    let tails = find_ranges(haystack, &needle[tail_at..], near + tail_at);
    let mut found = Vec::new();
    for (start, _, head) in heads {
        for &(_, end, tail) in &tails {
            let len = end.saturating_sub(start);
            if len.abs_diff(needle.len()) <= needle.len() / 5 {
                found.push((start, end, f64::midpoint(head, tail)));
            }
        }
    }
    found
}

/// The best places for the needle's start, as ranges, those with the most votes first.
fn vote(haystack: &Haystack, needle: &[u8], near: usize, most: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, &[u32])> = needle
        .windows(GRAM)
        .enumerate()
        .map(|(at, gram)| (at, haystack.grams.places_of(gram)))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    runs.sort_by_key(|(_, places)| places.len());
    let mut votes: Vec<usize> = Vec::new();
    for (at, places) in runs.into_iter().take(MAX_RUNS) {
        let places = nearest(places, near + at, MAX_VOTES);
        votes.extend(
            places
                .iter()
                .map(|&place| (place as usize).saturating_sub(at)),
        );
    }
    votes.sort_unstable();
    let width = most.max(8);
    let mut clusters: Vec<(usize, usize, usize)> = Vec::new();
    let mut last = 0;
    for first in 0..votes.len() {
        while last < votes.len() && votes[last] - votes[first] <= width {
            last += 1;
        }
        clusters.push((last - first, votes[first], votes[last - 1]));
    }
    clusters.sort_by_key(|&(count, low, _)| (usize::MAX - count, low.abs_diff(near)));
    let mut best: Vec<(usize, usize)> = Vec::new();
    for (_, low, high) in clusters {
        if best.iter().all(|&(known, _)| known.abs_diff(low) > width) {
            best.push((low, high));
        }
        if best.len() == MAX_PLACES {
            break;
        }
    }
    best
}

/// Where the run most like the pattern ends, and its distance; of neighbours that are equally
/// good the last.
fn find_end(pattern: &Pattern, window: &[u8]) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    pattern.scan(window.iter().copied(), true, |end, distance| {
        let is_better = best.is_none_or(|(known_end, known)| {
            distance < known || (distance == known && end == known_end + 1)
        });
        if is_better {
            best = Some((end, distance));
        }
    });
    best
}

/// The length of the run at the window's end that is most like the pattern (given reversed); of
/// equals the one nearest to the pattern's own length.
fn find_start(reversed: &Pattern, window: &[u8], len: usize) -> usize {
    let mut best = (usize::MAX, usize::MAX, 0);
    reversed.scan(window.iter().rev().copied(), false, |n, distance| {
        best = best.min((distance, n.abs_diff(len), n));
    });
    best.2
}

/// Whether a word can go on between two bytes: letters that are written with spaces between
/// words (three bytes and more are mostly scripts without).
fn is_joint(before: u8, behind: u8) -> bool {
    let is_letter = |byte: u8| byte != b' ' && byte < 0xe0;
    is_letter(before) && is_letter(behind)
}

fn start_of_word(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while at > 0 && at < text.len() && is_joint(text[at - 1], text[at]) {
        at -= 1;
        if start - at > MAX_WORD {
            return start;
        }
    }
    at
}

fn end_of_word(text: &[u8], end: usize) -> usize {
    let mut at = end;
    while at > 0 && at < text.len() && is_joint(text[at - 1], text[at]) {
        at += 1;
        if at - end > MAX_WORD {
            return end;
        }
    }
    at
}
