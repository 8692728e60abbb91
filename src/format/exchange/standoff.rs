//! The annotated texts of two corpora as maps: the XML of the microtexts and the standoff lines
//! of brat, each with its text beside it.

use super::{Fate, Gather, Import, Imported, Report};
use crate::edit::Fragment;
use crate::format::{FormatError, arggraph, brat};

/// Whether a file seems to be the graph of a microtext.
pub fn recognises_arggraph(import: &Import<'_>) -> bool {
    import.root() == "arggraph"
}

/// Reads the graph of a microtext, with its text where that stands beside it.
///
/// # Errors
/// As of [`arggraph::read`].
pub fn read_arggraph(import: &Import<'_>) -> Result<Imported, FormatError> {
    let xml = import.text();
    let fragment = arggraph::read(&xml, import.companion)?;
    let n_edges = xml.matches("<edge ").count() - xml.matches("type=\"seg\"").count();
    let n_added = xml.matches("type=\"add\"").count();
    let mut report = Report::default();
    let n_lost = n_edges.saturating_sub(n_added + fragment.links.len());
    report.note_many(
        Fate::Dropped,
        "an edge without an end that is in the file",
        n_lost,
        "",
    );
    Ok(tell(fragment, arggraph::FORMAT_NAME, report))
}

/// Whether a file seems to be annotations of brat.
pub fn recognises_brat(import: &Import<'_>) -> bool {
    let head = import.head();
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(|line| {
        let mut columns = line.split('\t');
        let (name, says) = (
            columns.next().unwrap_or_default(),
            columns.next().unwrap_or_default(),
        );
        let is_stretch = name.starts_with('T') && says.split(' ').count() >= 3;
        let is_other = name.starts_with(['R', 'A', 'E', '#', '*']) && !says.is_empty();
        is_stretch || (is_other && name.len() > 1 && name[1..].bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Reads annotations of brat with the text that stands beside them.
///
/// # Errors
/// [`FormatError::Import`] where there is no text.
pub fn read_brat(import: &Import<'_>) -> Result<Imported, FormatError> {
    let Some(text) = import.companion else {
        return Err(FormatError::Import {
            why: "it annotates a text that is not beside it; put the text into the same folder, \
                  under the same name with the ending .txt"
                .to_owned(),
        });
    };
    let lines = import.text();
    let fragment = brat::read(&lines, text);
    let mut report = Report::default();
    let count = |letter: char| {
        lines
            .lines()
            .filter(|line| line.starts_with(letter))
            .count()
    };
    let n_stretches = count('T').saturating_sub(fragment.nodes.len());
    report.note_many(
        Fate::Dropped,
        "a stretch that is not in the text, or beyond the 64 MiB that are quoted of it",
        n_stretches,
        "",
    );
    let n_relations = count('R').saturating_sub(fragment.links.len());
    report.note_many(
        Fate::Dropped,
        "a relation without an end that is in the file",
        n_relations,
        "",
    );
    report.note_many(Fate::Dropped, "attributes of stretches", count('A'), "");
    report.note_many(Fate::Dropped, "events", count('E'), "");
    Ok(tell(fragment, brat::FORMAT_NAME, report))
}

fn tell(fragment: Fragment, format: &'static str, report: Report) -> Imported {
    let mut gather = Gather::new(format);
    gather.report = report;
    gather.take(fragment);
    gather.finish()
}
