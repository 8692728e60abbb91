//! A reader's search: case, accents and typographic quotes make no difference.
//! Made for many short texts as much as for one long one; knows no cursor and no wrapping.

use super::fold::{Folded, fold_for_search};
use super::span::Span;

/// A needle made ready for searching many texts.
#[derive(Clone, Debug)]
pub struct Finder {
    /// The needle, folded.
    needle: String,
    /// The position of the needle's rarest byte, by which ASCII texts are skimmed.
    rarest: usize,
}

/// All places of `needle` in `text`, in order, not overlapping, in bytes of `text`.
pub fn find_all(text: &str, needle: &str) -> Vec<Span> {
    Finder::new(needle).find_all(text)
}

impl Finder {
    /// Makes a needle ready. An empty needle is found nowhere.
    pub fn new(needle: &str) -> Self {
        let needle = fold_for_search(needle).text().to_owned();
        let rarest = (0..needle.len())
            .min_by_key(|&at| rank_frequency(needle.as_bytes()[at]))
            .unwrap_or_default();
        Self { needle, rarest }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.needle.is_empty()
    }

    /// Whether the text holds the needle.
    pub fn is_match(&self, text: &str) -> bool {
        if self.needle.is_empty() {
            return false;
        }
        if text.is_ascii() {
            return self.find_ascii(text.as_bytes(), 0).is_some();
        }
        memchr::memmem::find(
            fold_for_search(text).text().as_bytes(),
            self.needle.as_bytes(),
        )
        .is_some()
    }

    /// All places of the needle in `text`, in order, not overlapping, in bytes of `text`.
    pub fn find_all(&self, text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        if self.needle.is_empty() {
            return found;
        }
        if text.is_ascii() {
            let mut from = 0;
            while let Some(at) = self.find_ascii(text.as_bytes(), from) {
                from = at + self.needle.len();
                found.push(Span::new(at, from));
            }
            return found;
        }
        self.find_in_folded(&fold_for_search(text))
    }

    /// The same in a text that has been folded for searching; the places are those of the text
    /// that was folded. Whoever searches one long text again and again folds it once.
    pub fn find_in_folded(&self, folded: &Folded) -> Vec<Span> {
        let mut found = Vec::new();
        if self.needle.is_empty() {
            return found;
        }
        let mut behind = 0;
        for at in memchr::memmem::find_iter(folded.text().as_bytes(), self.needle.as_bytes()) {
            let span = folded.span_back(at, at + self.needle.len());
            // Two hits may share a character that folds to two letters.
            if span.start.0 >= behind {
                behind = span.end.0;
                found.push(span);
            }
        }
        found
    }

    /// The first place at or behind `from` in a text of ASCII bytes.
    fn find_ascii(&self, text: &[u8], from: usize) -> Option<usize> {
        let needle = self.needle.as_bytes();
        let last = text.len().checked_sub(needle.len())?;
        let rare = needle[self.rarest];
        let mut at = from;
        while at <= last {
            let window = &text[at + self.rarest..=last + self.rarest];
            at += skim(rare, window)?;
            if text[at..at + needle.len()]
                .iter()
                .zip(needle)
                .all(|(&a, &b)| equals(a, b))
            {
                return Some(at);
            }
            at += 1;
        }
        None
    }
}

/// The first byte that folds to `rare`.
fn skim(rare: u8, window: &[u8]) -> Option<usize> {
    if rare == b' ' {
        return window.iter().position(|&byte| equals(byte, b' '));
    }
    memchr::memchr2(rare, rare.to_ascii_uppercase(), window)
}

fn equals(byte: u8, folded: u8) -> bool {
    byte.to_ascii_lowercase() == folded
        || (folded == b' ' && matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c))
}

/// How common a byte is in prose, the commonest highest; white space is the worst to skim by.
fn rank_frequency(byte: u8) -> usize {
    const COMMON_LAST: &[u8] = b"qxzjkvwbygfpmucdlhrsnioate";
    match byte {
        b' ' => usize::MAX,
        _ => COMMON_LAST
            .iter()
            .position(|&known| known == byte)
            .map_or(0, |at| at + 1),
    }
}
