//! What is known of a box's words: its terms, its sentences, its signs. Read once per wording.

use std::sync::Arc;

use crate::text::{Lexicon, Span, list_words, split_sentences};

/// How many bands a signature has, and of how many rows each is made: wordings that share four
/// terms of five agree in a band in 96 cases of 100, those that share one of five in 3 of 1,000
/// (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4).
const BANDS: usize = 8;
const ROWS: usize = 5;

/// A content word of a wording. Large maps have a million of them, so it is no text of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Said {
    /// The hash of its stem, cut short: of two wordings of twenty words, two different words are
    /// held for one in one case of ten million.
    stem: u32,
    /// Where it begins in the wording, in bytes.
    pub(super) start: u32,
}

/// A wording, read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wording {
    /// Content words, ascending by stem, each stem once.
    pub(super) terms: Box<[Said]>,
    /// The hash of the words that turn a sentence into another one: numbers and negations, in any
    /// order.
    pub(super) turns: u64,
    pub(super) n_words: u32,
    pub(super) n_sentences: u32,
    /// Whether it ends as a question does.
    pub(super) asks: bool,
    /// Whether words outside quotation marks draw a conclusion.
    pub(super) infers: bool,
}

impl Wording {
    pub(super) fn of(text: &str, lexicon: Option<&'static Lexicon>) -> Arc<Self> {
        let all: Vec<(Span, String)> = list_words(text).collect();
        let mut terms: Vec<Said> = match lexicon {
            Some(lexicon) => {
                let terms = lexicon.list_terms(text);
                terms.iter().map(|it| Said::of(&it.stem, it.at)).collect()
            }
            None => all.iter().map(|(at, word)| Said::of(word, *at)).collect(),
        };
        terms.sort_unstable_by_key(|term| (term.stem, term.start));
        terms.dedup_by_key(|term| term.stem);
        let turns = all.iter().map(|(_, word)| word).filter(|word| {
            word.contains(char::is_numeric)
                || lexicon.is_some_and(|lexicon| lexicon.is_negation(word))
        });
        let mut turns: Vec<u64> = turns.map(|word| hash(word)).collect();
        turns.sort_unstable();
        Arc::new(Self {
            infers: find_inference(text, lexicon).is_some(),
            n_words: all.len() as u32,
            n_sentences: split_sentences(text, Span::new(0, text.len())).len() as u32,
            asks: is_question(text),
            terms: terms.into(),
            turns: turns.into_iter().fold(0, |sum, turn| mix(sum ^ turn)),
        })
    }

    /// Whether it speaks of what a term of another wording does.
    pub(super) fn has(&self, term: Said) -> bool {
        let found = self.terms.binary_search_by_key(&term.stem, |it| it.stem);
        found.is_ok()
    }

    /// Buckets in which wordings with many terms in common meet.
    pub(super) fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        (0..BANDS as u64).map(|band| {
            (0..ROWS as u64).fold(mix(band + 1), |key, row| {
                let seed = mix(band * ROWS as u64 + row + 101);
                let mixed = self
                    .terms
                    .iter()
                    .map(|term| mix(u64::from(term.stem) ^ seed));
                mix(key ^ mixed.min().unwrap_or_default())
            })
        })
    }

    /// How many terms two wordings share of all that they have: Jaccard's index, 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let n_shared = self.terms.iter().filter(|term| other.has(**term)).count();
        let n_all = self.terms.len() + other.terms.len() - n_shared;
        if n_all == 0 {
            0.0
        } else {
            n_shared as f64 / n_all as f64
        }
    }
}

impl Said {
    fn of(stem: &str, at: Span) -> Self {
        Self {
            stem: mix(hash(stem)) as u32,
            start: at.start.0 as u32,
        }
    }

    /// The word in lower case. `text` is the wording that it was read in.
    pub(super) fn word(self, text: &str) -> String {
        let rest = text.get(self.start as usize..).unwrap_or_default();
        let word = list_words(rest).next();
        word.map(|(_, word)| word).unwrap_or_default()
    }
}

/// The first words outside quotation marks that draw a conclusion.
pub(super) fn find_inference(
    text: &str,
    lexicon: Option<&'static Lexicon>,
) -> Option<&'static str> {
    lexicon?.find_inference(&without_quotes(text).to_lowercase())
}

fn is_question(text: &str) -> bool {
    let end = text.trim_end_matches(|char: char| {
        char.is_whitespace() || matches!(char, '"' | '”' | '’' | '»' | '“' | ')' | ']' | '\'')
    });
    let is_quoted = text.trim_end().len() > end.len();
    let asks = end.ends_with(['?', '？', '؟']);
    // A quoted question is somebody else's, unless all of it is quoted.
    asks && (!is_quoted
        || text
            .trim_start()
            .starts_with(['"', '“', '„', '«', '‘', '(']))
}

/// The text without what stands in quotation marks.
pub(super) fn without_quotes(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut until: Option<&[char]> = None;
    for char in text.chars() {
        match until {
            Some(ends) if ends.contains(&char) => until = None,
            Some(_) => {}
            None => match char {
                '"' => until = Some(&['"']),
                '“' => until = Some(&['”']),
                '„' => until = Some(&['“', '”']),
                '«' => until = Some(&['»']),
                '»' => until = Some(&['«']),
                _ => kept.push(char),
            },
        }
    }
    // A mark that is never closed quotes nothing.
    if until.is_some() {
        text.to_owned()
    } else {
        kept
    }
}

/// FNV-1a (Fowler, Noll and Vo): the same in every run, which the toolbox's own hashes are not.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The finaliser of splitmix64 (Steele, Lea and Flood 2014).
fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
