//! Mermaid flowcharts, for pages that draw them. Signs that mean something to Mermaid are
//! written as numbers.

use super::Put;
use std::collections::{HashMap, HashSet};

use crate::format::{ExportRequest, FormatError};
use crate::model::{Kind, Relation};

/// Writes a flowchart.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let mut out = String::from("flowchart BT\n");
    // Some words, such as `end`, break a chart as ids, so that all ids are numbers.
    let mut names: HashMap<&str, String> = HashMap::new();
    for (at, node) in document.nodes().iter().enumerate() {
        let name = format!("n{}", at + 1);
        let label = escape(&node.text);
        let (open, close) = match node.kind {
            Kind::Question => ("([", "])"),
            Kind::Evidence => ("[/", "/]"),
            _ => ("[", "]"),
        };
        out.put(format_args!("  {name}{open}\"{label}\"{close}\n"));
        names.insert(node.id.as_str(), name);
    }
    let argued: HashSet<&str> = document.links().iter().map(|it| it.to.as_str()).collect();
    for (at, link) in document.links().iter().enumerate() {
        if link.from.len() > 1 || argued.contains(link.id.as_str()) {
            let name = format!("l{}", at + 1);
            out.put(format_args!("  {name}(( ))\n"));
            names.insert(link.id.as_str(), name);
        }
    }
    let mut colours = Vec::new();
    let mut n_edges = 0;
    for link in document.links() {
        let Some(to) = names.get(link.to.as_str()) else {
            continue;
        };
        let (arrow, colour) = match link.relation {
            Relation::Supports => ("-->", "#2e7d32"),
            Relation::Opposes | Relation::Contradicts => ("-.->", "#c62828"),
            _ => ("-->", "#555555"),
        };
        let word = escape(link.relation.as_str());
        let mut add = |line: String| {
            out.push_str(&line);
            colours.push((n_edges, colour));
            n_edges += 1;
        };
        let Some(own) = names.get(link.id.as_str()) else {
            if let Some(from) = link.from.first().and_then(|it| names.get(it.as_str())) {
                add(format!("  {from} {arrow}|\"{word}\"| {to}\n"));
            }
            continue;
        };
        for from in link.from.iter().filter_map(|it| names.get(it.as_str())) {
            add(format!("  {from} --- {own}\n"));
        }
        add(format!("  {own} {arrow}|\"{word}\"| {to}\n"));
    }
    for (at, colour) in colours {
        out.put(format_args!("  linkStyle {at} stroke:{colour}\n"));
    }
    Ok(out.into_bytes())
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '#' | '"' | '&' | '<' | '>' | '`' | '\\' | ';' => {
                out.put(format_args!("#{};", c as u32));
            }
            '\n' => out.push_str("<br>"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
