//! What records are called in sentences about them.

use crate::model::{Document, Id};
use crate::words;

/// How many characters of a wording name its box.
const MOST: usize = 60;

/// The box that a record is shown by: itself, or the first premise of a link.
pub(super) fn find_box<'a>(document: &'a Document, id: &'a Id) -> Option<&'a Id> {
    if document.nodes().contains(id.as_str()) {
        return Some(id);
    }
    let link = document.links().get(id.as_str())?;
    let mut premises = link.from.iter();
    premises.find(|premise| document.nodes().contains(premise.as_str()))
}

/// The wording of the box that a record is shown by, in quotation marks and cut short.
pub fn name_record(document: &Document, id: &Id) -> String {
    let node = find_box(document, id).and_then(|id| document.nodes().get(id.as_str()));
    match node {
        Some(node) if !node.text.trim().is_empty() => quote(&node.text),
        _ => words::say("check-no-wording").into_owned(),
    }
}

/// A text in quotation marks, on one line and cut short.
pub(super) fn quote(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("“{}…”", line[..at].trim_end()),
        None => format!("“{line}”"),
    }
}
