//! How alike two texts are: F1 over their words, as bags.

use std::collections::BTreeMap;

/// The words of a text in lower case, with how often each stands in it.
pub fn count_words(text: &str) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for word in text.split(|char: char| !char.is_alphanumeric()) {
        if !word.is_empty() {
            *bag.entry(word.to_lowercase()).or_default() += 1;
        }
    }
    bag
}

/// Twice the words that both have, over the words of both; 1 for two texts without words.
pub fn find_f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (count_words(found), count_words(expected));
    let n_shared: usize = found
        .iter()
        .map(|(word, n)| (*n).min(expected.get(word).copied().unwrap_or(0)))
        .sum();
    let n_all: usize = found.values().chain(expected.values()).sum();
    if n_all == 0 {
        1.0
    } else {
        2.0 * n_shared as f64 / n_all as f64
    }
}
