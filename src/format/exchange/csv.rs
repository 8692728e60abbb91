//! A table of boxes and links as comma-separated values (RFC 4180), for spreadsheets. What a
//! spreadsheet would take for a formula is written as text.

use super::Put;
use crate::format::{ExportRequest, FormatError};

const COLUMNS: &[&str] = &[
    "record", "id", "kind", "title", "text", "from", "to", "scheme", "strength", "tags", "sources",
    "note",
];

/// Writes the table: a row for each box, then one for each link.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    // Spreadsheets read UTF-8 as such only behind a byte-order mark.
    let mut out = String::from("\u{feff}");
    push_row(&mut out, COLUMNS);
    for node in document.nodes() {
        let titles: Vec<String> = node
            .anchors
            .iter()
            .filter_map(|anchor| document.sources().get(anchor.source.as_str()))
            .map(|source| match source.title.as_str() {
                "" => source.id.to_string(),
                title => title.to_owned(),
            })
            .collect();
        push_row(
            &mut out,
            &[
                "box",
                node.id.as_str(),
                node.kind.as_str(),
                &node.title,
                &node.text,
                "",
                "",
                "",
                "",
                &node.tags.join("; "),
                &titles.join("; "),
                &node.note,
            ],
        );
    }
    for link in document.links() {
        let from: Vec<&str> = link.from.iter().map(crate::model::Id::as_str).collect();
        let strength = match &link.strength {
            None => String::new(),
            Some(crate::model::Strength::Word(word)) => word.to_string(),
            Some(crate::model::Strength::Number(number)) => number.to_string(),
        };
        push_row(
            &mut out,
            &[
                "link",
                link.id.as_str(),
                link.relation.as_str(),
                &link.title,
                "",
                &from.join("; "),
                link.to.as_str(),
                &link.scheme,
                &strength,
                &link.tags.join("; "),
                "",
                &link.note,
            ],
        );
    }
    Ok(out.into_bytes())
}

fn push_row(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        let cell = if is_formula {
            format!("'{cell}")
        } else {
            (*cell).to_owned()
        };
        if cell.contains([',', '"', '\n', '\r', ';']) || is_formula {
            out.put(format_args!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}
