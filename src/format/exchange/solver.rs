//! Abstract frameworks for solvers: Aspartix (`.apx`), the trivial graph format (`.tgf`) and that
//! of the competitions (`.af`). Claims and evidence are arguments, what opposes is an attack; a
//! legend says which is which.

use super::Put;
use std::collections::HashMap;

use crate::format::{ExportRequest, FormatError};
use crate::model::{Document, Kind, Relation};

/// Writes facts of Aspartix.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write_apx(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let frame = Frame::of(&request.document);
    let mut out = String::new();
    for (at, words) in frame.words.iter().enumerate() {
        out.put(format_args!("% a{}: {words}\n", at + 1));
    }
    for at in 1..=frame.words.len() {
        out.put(format_args!("arg(a{at}).\n"));
    }
    for (from, to) in frame.attacks {
        out.put(format_args!("att(a{from},a{to}).\n"));
    }
    Ok(out.into_bytes())
}

/// Writes the trivial graph format, with wordings as labels.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write_tgf(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let frame = Frame::of(&request.document);
    let mut out = String::new();
    for (at, words) in frame.words.iter().enumerate() {
        out.put(format_args!("{} {words}\n", at + 1));
    }
    out.push_str("#\n");
    for (from, to) in frame.attacks {
        out.put(format_args!("{from} {to}\n"));
    }
    Ok(out.into_bytes())
}

/// Writes the format of the competitions since 2023.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write_af(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let frame = Frame::of(&request.document);
    let mut out = format!("p af {}\n", frame.words.len());
    for (at, words) in frame.words.iter().enumerate() {
        out.put(format_args!("# {}: {words}\n", at + 1));
    }
    for (from, to) in frame.attacks {
        out.put(format_args!("{from} {to}\n"));
    }
    Ok(out.into_bytes())
}

/// Arguments, numbered from 1, and attacks between them.
struct Frame {
    words: Vec<String>,
    attacks: Vec<(usize, usize)>,
}

impl Frame {
    fn of(document: &Document) -> Self {
        let mut words = Vec::new();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for node in document.nodes() {
            if matches!(node.kind, Kind::Claim | Kind::Evidence) {
                let line = node.text.split_whitespace().collect::<Vec<_>>().join(" ");
                words.push(line);
                numbers.insert(node.id.as_str(), words.len());
            }
        }
        let mut attacks = Vec::new();
        for link in document.links() {
            let is_both = link.relation == Relation::Contradicts;
            if link.relation != Relation::Opposes && !is_both {
                continue;
            }
            let Some(&to) = numbers.get(link.to.as_str()) else {
                continue;
            };
            for from in link.from.iter().filter_map(|it| numbers.get(it.as_str())) {
                attacks.push((*from, to));
                if is_both {
                    attacks.push((to, *from));
                }
            }
        }
        attacks.sort_unstable();
        attacks.dedup();
        Self { words, attacks }
    }
}
