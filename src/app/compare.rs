//! How a map differs from a file, in a few plain lines.

use std::path::Path;

use crate::compare::{Comparison, Difference, Matching};
use crate::format::native;
use crate::model::Document;
use crate::storage::{self, Fingerprint};
use crate::words;

/// So many differences are told one by one; the rest are counted.
const MOST: usize = 12;

/// The map in a file, or why there is none.
pub(super) type ReadFile = Result<(Document, Fingerprint), String>;

/// Reads the map in a file.
pub(super) fn read_file(path: &Path) -> ReadFile {
    let file = storage::read_bounded(path, true).map_err(|error| error.to_string())?;
    let loaded = native::read(&file.bytes).map_err(|error| error.to_string())?;
    Ok((loaded.document, file.fingerprint))
}

/// Lines that say how `document` differs from the map in its file; none is there for one that was never
/// saved.
pub(super) fn compare_with_file(document: &Document, file: Option<&ReadFile>) -> Vec<String> {
    match file {
        None => vec![words::say("compare-never-saved").into_owned()],
        Some(Ok((there, _))) => tell_changes(document, there),
        Some(Err(why)) => {
            let values = [("why", why.clone().into())];
            vec![words::say_with("compare-unreadable", &values)]
        }
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
