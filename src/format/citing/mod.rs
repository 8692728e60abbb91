//! The articles of a map as references for other programs, and one passage with its citation.

pub mod bibtex;
pub mod csl;
pub mod ris;

use std::collections::HashSet;

use super::FormatError;
use crate::model::{Document, Source};
use crate::words::MapWords;

/// The articles of a map with a key for each.
///
/// # Errors
/// [`FormatError::Export`] where the map has no articles.
fn list_sources(document: &Document) -> Result<Vec<(String, &Source)>, FormatError> {
    if document.sources().is_empty() {
        return Err(FormatError::Export {
            why: "it has no articles to cite; add one, or choose another format".to_owned(),
        });
    }
    let mut taken = HashSet::new();
    let sources = document.sources().iter();
    let keyed = sources.map(|source| {
        let stem = make_key(source);
        let further = (2..).map(|n| format!("{stem}-{n}"));
        let mut keys = std::iter::once(stem.clone()).chain(further);
        let key = keys.find(|key| taken.insert(key.clone()));
        (key.unwrap_or(stem), &**source)
    });
    Ok(keyed.collect())
}

/// The last word of the first author, or else the first of the title, and the year.
fn make_key(source: &Source) -> String {
    let author = list_authors(&source.author).into_iter().next();
    let family = author.and_then(|author| {
        let family = match author.split_once(',') {
            Some((family, _)) => family.to_owned(),
            None => author.split_whitespace().next_back()?.to_owned(),
        };
        Some(family)
    });
    let opening = || source.title.split_whitespace().find(|word| word.len() > 3);
    let stem = family.or_else(|| opening().map(ToOwned::to_owned));
    let stem = stem.unwrap_or_else(|| source.id.to_string());
    let clean = |word: &str| -> String {
        let folded = crate::text::fold_for_anchors(word);
        let letters = folded.text().chars();
        letters.filter(char::is_ascii_alphanumeric).collect()
    };
    let year = Date::read(&source.published).year();
    let key = format!("{}{}", clean(&stem), year.unwrap_or_default());
    if key.is_empty() {
        clean(source.id.as_str())
    } else {
        key
    }
}

/// The authors that a line names: parted by ";", "&" and "and".
fn list_authors(line: &str) -> Vec<String> {
    let names = line
        .split([';', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty());
    names.map(ToOwned::to_owned).collect()
}

/// A date as a source has it: year, month and day as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Date<'a> {
    /// As it was written.
    raw: &'a str,
    /// In numbers, the year first; empty if it is not written in numbers.
    parts: Vec<u32>,
}

impl<'a> Date<'a> {
    /// Reads `2026`, `2026-11` or `2026-11-24`, also with a time behind it.
    fn read(raw: &'a str) -> Self {
        let raw = raw.trim();
        let day = raw.split(['T', ' ']).next().unwrap_or_default();
        let numbers = day.split('-').map(|part| part.parse::<u32>().ok());
        let parts: Option<Vec<u32>> = numbers.collect();
        let is_date = |parts: &Vec<u32>| match parts[..] {
            [year] => (1000..=9999).contains(&year),
            [year, month] => (1000..=9999).contains(&year) && (1..=12).contains(&month),
            [year, month, day] => {
                (1000..=9999).contains(&year)
                    && (1..=12).contains(&month)
                    && (1..=31).contains(&day)
            }
            _ => false,
        };
        Self {
            raw,
            parts: parts.filter(is_date).unwrap_or_default(),
        }
    }

    /// The year, also out of a date in words.
    fn year(&self) -> Option<String> {
        if let Some(year) = self.parts.first() {
            return Some(year.to_string());
        }
        let numbers = self.raw.split(|char: char| !char.is_ascii_digit());
        let mut years = numbers.filter(|number| number.len() == 4);
        years.next().map(ToOwned::to_owned)
    }

    /// In numbers with a sign between them; none if it is not known in numbers.
    fn join(&self, sign: &str) -> Option<String> {
        let (year, rest) = self.parts.split_first()?;
        let rest = rest.iter().map(|part| format!("{sign}{part:02}"));
        Some(rest.fold(year.to_string(), |date, part| date + &part))
    }
}

/// On which pages a stretch of an article stands, in code points, with the word of that language
/// before them: `p. 4`, `pp. 4–5`. Nothing where the article has no pages there.
pub fn name_pages(source: &Source, start: usize, end: usize, words: &MapWords) -> String {
    match source.find_pages(start, end) {
        None => String::new(),
        Some((first, last)) if first == last => format!("{} {first}", words.page),
        Some((first, last)) => format!("{} {first}–{last}", words.pages),
    }
}

/// Words of an article with where they are from, as plain text: `“…” (Author, “Title”, Publisher,
/// date, p. 4, address)`. `pages` is what [`name_pages`] says of them. The address leads to the words themselves where browsers know how.
pub fn cite_passage(source: &Source, words: &str, pages: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let title = if source.title.is_empty() {
        String::new()
    } else {
        format!("“{}”", source.title)
    };
    let address = if source.url.is_empty() {
        String::new()
    } else {
        link_to_words(&source.url, &words)
    };
    let parts = [
        source.author.as_str(),
        &title,
        &source.publisher,
        &source.published,
        pages,
        &address,
    ];
    let parts = parts.into_iter().map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let quote = format!("“{}”", words.join(" "));
    if parts.is_empty() {
        quote
    } else {
        format!("{quote} ({})", parts.join(", "))
    }
}

/// How many words at either end of a long passage an address names.
const N_ENDS: usize = 5;

/// The address of a page with a text fragment (WICG, scroll to text) that leads to some words.
fn link_to_words(url: &str, words: &[&str]) -> String {
    let (page, fragment) = url.split_once('#').unwrap_or((url, ""));
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    let encode = |words: &[&str]| percent_encode(&words.join(" "));
    let directive = if words.len() > 3 * N_ENDS {
        let first = encode(&words[..N_ENDS]);
        format!("{first},{}", encode(&words[words.len() - N_ENDS..]))
    } else {
        encode(words)
    };
    format!("{page}#{fragment}:~:text={directive}")
}

/// All but letters and digits without accents, and what no address gives a meaning.
fn percent_encode(words: &str) -> String {
    let mut encoded = String::with_capacity(words.len() * 2);
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for half in [byte >> 4, byte & 15] {
                let digit = char::from_digit(u32::from(half), 16).unwrap_or('0');
                encoded.push(digit.to_ascii_uppercase());
            }
        }
    }
    encoded
}
