//! The author of an article, from a line such as "By Ada Lovelace" near its top.

use super::structure::Part;

/// Words that open a byline in the languages that are guessed.
const OPENERS: &[&str] = &["by", "por", "par", "von"];

/// Words of names that are written small.
const PARTICLES: &[&str] = &[
    "al", "and", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "e", "el", "et",
    "la", "le", "ter", "und", "van", "von", "y", "&",
];

/// Who stands in a byline without a name, written small.
const OFFICES: &[&str] = &[
    "the editors",
    "the editor",
    "the editorial board",
    "our editorial board",
    "the staff",
    "our staff",
    "staff",
    "staff writer",
    "staff writers",
    "la redacción",
    "la rédaction",
    "der redaktion",
];

/// How many blocks from the top a byline is looked for.
const ZONE: usize = 6;

/// The author that a byline near the top names.
pub fn find_author(text: &str, structure: &[Part]) -> Option<String> {
    structure
        .iter()
        .take(ZONE)
        .find_map(|part| read_author(part.range.of(text)))
}

/// The name in a byline, or none if the line is something else.
pub fn read_author(line: &str) -> Option<String> {
    let line = line.trim();
    let (opener, rest) = line.split_once(char::is_whitespace)?;
    if line.chars().count() > 120 || line.contains('\n') {
        return None;
    }
    if !OPENERS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(opener.trim_end_matches(':')))
    {
        return None;
    }
    let name = rest
        .split(['|', '•', '·', '–', '—', '('])
        .next()
        .unwrap_or_default()
        .trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    if OFFICES.contains(&words.join(" ").to_lowercase().as_str()) {
        return Some(words.join(" "));
    }
    let is_name = (1..=10).contains(&words.len())
        && words.iter().all(|word| is_name_word(word))
        && words
            .first()
            .is_some_and(|word| !PARTICLES.contains(word) || words.len() > 1)
        && !name.ends_with(['.', '?', '!', ':', ';', ',']);
    is_name.then(|| words.join(" "))
}

fn is_name_word(word: &str) -> bool {
    let is_plain = word
        .chars()
        .all(|char| char.is_alphabetic() || matches!(char, '.' | ',' | '-' | '\'' | '’' | '&'));
    let opens_large = word.chars().next().is_some_and(|char| !char.is_lowercase());
    is_plain && (opens_large || PARTICLES.contains(&word))
}
