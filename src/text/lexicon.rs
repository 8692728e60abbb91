//! What a language's words come to: stems of content words, signs of negation and of inference.
//! The lists are data in `assets/terms`; the stems are those of the Snowball project (Porter 2001).

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

use super::Span;

/// The words of one language.
pub struct Lexicon {
    language: &'static str,
    stemmer: Stemmer,
    stop: HashSet<String>,
    negation: HashSet<String>,
    inference: Vec<String>,
    confidence: Vec<String>,
}

/// A content word: what it was written as, in lower case, and its stem.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Its stem.
    pub stem: String,
    /// The word in lower case.
    pub word: String,
    /// Where it stands in the text, in bytes.
    pub at: Span,
}

/// The lists as they stand in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    /// Words that carry no content, with spaces between.
    stop: String,
    negation: String,
    inference: Vec<String>,
    confidence: Vec<String>,
}

/// The languages whose words are known: tag, lists, stemmer.
pub const ALL: &[(&str, &str, Algorithm)] = &[
    (
        "en",
        include_str!("../../assets/terms/en.json"),
        Algorithm::English,
    ),
    (
        "es",
        include_str!("../../assets/terms/es.json"),
        Algorithm::Spanish,
    ),
    (
        "fr",
        include_str!("../../assets/terms/fr.json"),
        Algorithm::French,
    ),
    (
        "de",
        include_str!("../../assets/terms/de.json"),
        Algorithm::German,
    ),
];

static LEXICONS: LazyLock<Vec<Lexicon>> = LazyLock::new(|| {
    let read = |&(language, json, algorithm): &(&'static str, &str, Algorithm)| {
        let lists: Lists = serde_json::from_str(json).expect("bundled lists of words are complete");
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Lexicon {
            language,
            stemmer: Stemmer::create(algorithm),
            stop: set(&lists.stop),
            negation: set(&lists.negation),
            inference: lists.inference,
            confidence: lists.confidence,
        }
    };
    ALL.iter().map(read).collect()
});

impl Lexicon {
    /// The words of a language, by its tag: `en`, or `en-GB`. None where they are not known.
    pub fn named(tag: &str) -> Option<&'static Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        LEXICONS
            .iter()
            .find(|lexicon| lexicon.language.eq_ignore_ascii_case(primary))
    }

    /// The two letters of its language.
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// The content words of a text, in their order, each as often as it stands there. Numbers are
    /// content; single letters are none.
    pub fn list_terms(&self, text: &str) -> Vec<Term> {
        let terms = list_words(text).filter(|(_, word)| !self.stop.contains(word));
        let terms = terms.filter(|(_, word)| {
            let mut chars = word.chars();
            chars.next().is_some_and(char::is_numeric) || chars.next().is_some()
        });
        terms
            .map(|(at, word)| Term {
                stem: self.stemmer.stem(&word).into_owned(),
                word,
                at,
            })
            .collect()
    }

    /// Whether a word, in lower case, denies what it stands with.
    pub fn is_negation(&self, word: &str) -> bool {
        self.negation.contains(word)
    }

    /// The first words of a text, in lower case, that draw a conclusion, such as “because”. None
    /// where it draws none.
    pub fn find_inference(&self, lower: &str) -> Option<&str> {
        let found = self.inference.iter().filter_map(|mark| {
            let at = find_words(lower, mark)?;
            Some((at, mark.as_str()))
        });
        found.min().map(|(_, mark)| mark)
    }

    /// Whether a text, in lower case, speaks of how sure somebody is.
    pub fn speaks_of_confidence(&self, lower: &str) -> bool {
        self.confidence
            .iter()
            .any(|word| find_words(lower, word).is_some())
    }
}

/// The words of a text in lower case, with where they stand in it, in bytes: runs of letters and
/// digits.
pub fn list_words(text: &str) -> impl Iterator<Item = (Span, String)> {
    let is_word = |char: char| char.is_alphanumeric();
    let mut after = 0;
    std::iter::from_fn(move || {
        let start = after + text[after..].find(is_word)?;
        let rest = &text[start..];
        after = start + rest.find(|char| !is_word(char)).unwrap_or(rest.len());
        Some((Span::new(start, after), text[start..after].to_lowercase()))
    })
}

/// Where whole words stand in a text of the same case, in bytes.
pub fn find_words(text: &str, words: &str) -> Option<usize> {
    let is_edge = |char: Option<char>| !char.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .find(|&(at, _)| {
            is_edge(text[..at].chars().next_back())
                && is_edge(text[at + words.len()..].chars().next())
        })
        .map(|(at, _)| at)
}
