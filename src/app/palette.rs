//! Finding commands by what somebody types of their names.

use super::command::{self, Command};
use crate::text::fold_for_search;

/// The cost of a name that only holds the letters.
const BY_LETTERS: u32 = 1000;

/// The commands that a query finds, best first: whole words of a name before beginnings of
/// words, these before words of the help; where nothing of that fits, names that merely hold the
/// letters in their order.
/// An empty query finds all, in the order of the menus.
pub fn rank_commands(query: &str) -> Vec<&'static Command> {
    let query = fold(query);
    let mut found: Vec<(u32, &Command)> = command::all()
        .filter_map(|command| {
            let cost = rate_match(&query, &fold(&command.title()), &fold(&command.help()))?;
            Some((cost, command))
        })
        .collect();
    found.sort_by_key(|(cost, _)| *cost);
    if found.first().is_some_and(|(cost, _)| *cost < BY_LETTERS) {
        found.retain(|(cost, _)| *cost < BY_LETTERS);
    }
    found.into_iter().map(|(_, command)| command).collect()
}

/// How far a name is from a query, 0 for the name itself; none if it does not match. All three
/// texts are folded.
fn rate_match(query: &str, name: &str, help: &str) -> Option<u32> {
    if query == name {
        return Some(0);
    }
    let by_words: Option<u32> = list_words(query)
        .map(|word| rate_word(word, name, help))
        .sum();
    let begins = u32::from(!name.starts_with(query));
    by_words
        .map(|cost| 1 + cost * 2 + begins)
        .or_else(|| is_subsequence(query, name).then_some(BY_LETTERS))
}

fn rate_word(word: &str, name: &str, help: &str) -> Option<u32> {
    let is_in =
        |text: &str, test: fn(&str, &str) -> bool| list_words(text).any(|other| test(other, word));
    let whole = |a: &str, b: &str| a == b;
    let beginning = |a: &str, b: &str| a.starts_with(b);
    let ranks: [(bool, u32); 4] = [
        (is_in(name, whole), 0),
        (is_in(name, beginning), 1),
        (name.contains(word), 4),
        (is_in(help, beginning), 8),
    ];
    ranks
        .into_iter()
        .find_map(|(is_so, cost)| is_so.then_some(cost))
}

fn list_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether the letters of a query stand in a name, in their order.
fn is_subsequence(query: &str, name: &str) -> bool {
    let mut letters = name.chars();
    query
        .chars()
        .filter(|c| c.is_alphanumeric())
        .all(|wanted| letters.any(|letter| letter == wanted))
}

fn fold(text: &str) -> String {
    fold_for_search(text).text().trim().to_owned()
}
