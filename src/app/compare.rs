//! How a map differs from a file, in a few plain lines.

use std::path::Path;

use crate::compare::{Comparison, Difference, Matching};
use crate::format::native;
use crate::model::Document;
use crate::storage;
use crate::words;

/// So many differences are told one by one; the rest are counted.
const MOST: usize = 12;

/// Lines that say how `document` differs from the map in a file.
pub(super) fn compare_with_file(document: &Document, file: Option<&Path>) -> Vec<String> {
    let Some(path) = file else {
        return vec![words::say("compare-never-saved").into_owned()];
    };
    let there = storage::read_bounded(path, true)
        .map_err(|error| error.to_string())
        .and_then(|file| native::read(&file.bytes).map_err(|error| error.to_string()));
    match there {
        Ok(there) => tell_changes(document, &there.document),
        Err(why) => vec![words::say_with(
            "compare-unreadable",
            &[("why", why.into())],
        )],
    }
}

/// Lines that say how a map differs from an older one; one line where it does not.
pub fn tell_changes(new: &Document, old: &Document) -> Vec<String> {
    tell_differences(&Comparison::of(old, new, Matching::Auto).differences)
}

/// A line for each difference, up to a bound; one line where there is none.
pub(super) fn tell_differences(differences: &[Difference]) -> Vec<String> {
    let told = differences.iter().take(MOST);
    let mut lines: Vec<String> = told
        .map(|it| format!("{}: {}", it.kind.title(), it.sentence))
        .collect();
    let n_more = differences.len().saturating_sub(MOST) as i64;
    if n_more > 0 {
        lines.push(words::say_with("compare-more", &[("n", n_more.into())]));
    }
    if lines.is_empty() {
        lines.push(words::say("compare-nothing").into_owned());
    }
    lines
}
