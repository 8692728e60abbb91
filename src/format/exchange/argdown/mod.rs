//! Argdown, the markup for arguments: statements, arguments, relations by indentation, and
//! premise-conclusion structures. The reader follows the reference parser where that reads a
//! file, and goes on where that gives up: nothing but what cannot be understood is lost.
//!
//! Equal titles are one statement. A reconstructed argument is a link from its premises, with
//! what argues about it on that link; an argument without premises is a box. What the language
//! has no words for stands in data blocks, as JSON.

mod data;
mod inline;
pub mod json;
mod make;
mod model;
mod parse;
mod print;
mod reconstruct;
mod source;

use super::{Import, Imported};
use crate::format::{ExportRequest, FormatError};

pub use model::Counts;

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "argdown";

/// Whether a file seems to be Argdown: a front matter, titles of statements or arguments at the
/// beginning of lines, and relations below them. Prose seldom has two of these.
pub fn recognises(import: &Import<'_>) -> bool {
    // A plain sentence is Argdown, too; there the name of the file decides.
    let ending = import.name.rsplit('.').next().unwrap_or_default();
    if matches!(ending, "argdown" | "ad") {
        return true;
    }
    let head = import.head();
    if head.trim_start().starts_with('{') {
        return false;
    }
    if head.trim_start().starts_with('<') && !head.trim_start().starts_with("<!--") {
        let first = head.trim_start().lines().next().unwrap_or_default();
        let is_title = first.contains(">:") || first.trim_end().ends_with('>');
        if !is_title || head.contains("</") {
            return false;
        }
    }
    let mut n_titles = 0;
    let mut n_relations = 0;
    let mut n_inferences = 0;
    for line in head.lines() {
        let start = line.trim_start();
        let is_indented = start.len() < line.len();
        let is_title = |open: char, close: char| {
            let inner = start
                .strip_prefix(open)
                .and_then(|rest| rest.split_once(close));
            inner.is_some_and(|(title, rest)| {
                let ends = rest.is_empty() || rest.starts_with([':', ' ']);
                !title.trim().is_empty() && title.len() <= 200 && ends
            })
        };
        n_titles += usize::from(is_title('[', ']') || is_title('<', '>'));
        if is_indented && let Some((_, rest)) = parse::take_relation(start) {
            let names = rest.trim_start().starts_with(['[', '<']);
            n_titles += usize::from(names);
            n_relations += 1;
        }
        let is_line = start.len() >= 4 && start.trim_end().bytes().all(|b| b == b'-');
        n_inferences += usize::from(is_line);
    }
    let has_front = head.trim_start().starts_with("===");
    let has_premises = head
        .lines()
        .any(|line| line.trim_start().starts_with("(1)"));
    let is_told = has_front || n_relations > 0 || n_titles > 1;
    n_titles > 0 && is_told || has_premises && n_inferences > 0
}

/// The most lines of a text that is read: each takes about a hundred bytes on the way.
const MOST_LINES: usize = 1_000_000;

/// Reads a text, whatever it holds.
///
/// # Errors
/// [`FormatError::Import`] where it has more than a million lines.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let text = import.text();
    if memchr::memchr_iter(b'\n', text.as_bytes())
        .nth(MOST_LINES)
        .is_some()
    {
        return Err(FormatError::Import {
            why: format!(
                "it has more than {MOST_LINES} lines; split it into parts and import those"
            ),
        });
    }
    let model = parse::parse(&text);
    Ok(make::make(&model))
}

/// What there is in a text, counted as the reference parser counts.
pub fn count(text: &str) -> Counts {
    parse::parse(text).count()
}

/// Writes a map.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    Ok(print::print(&request.document).into_bytes())
}
