//! DOT, the language of Graphviz, for drawing. Linked premises and steps that are argued about
//! meet in a point.

use super::Put;
use std::collections::HashSet;

use crate::format::{ExportRequest, FormatError};
use crate::model::{Kind, Relation};

/// Wordings are broken at this many characters.
const LINE: usize = 36;

/// Writes a graph.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let mut out =
        String::from("digraph map {\n  rankdir=BT;\n  node [shape=box, style=rounded];\n");
    let title = &document.meta().title;
    if !title.is_empty() {
        out.put(format_args!("  label={};\n", quote(title)));
    }
    for node in document.nodes() {
        let shape = match node.kind {
            Kind::Question => ", shape=ellipse",
            Kind::Evidence => ", shape=note, style=\"\"",
            Kind::Note => ", shape=plaintext",
            _ => "",
        };
        let label = quote(&wrap(&node.text));
        out.put(format_args!(
            "  {} [label={label}{shape}];\n",
            quote(node.id.as_str())
        ));
    }
    let argued: HashSet<&str> = document.links().iter().map(|it| it.to.as_str()).collect();
    for link in document.links() {
        let style = match link.relation {
            Relation::Supports => "color=\"#2e7d32\"",
            Relation::Opposes | Relation::Contradicts => "color=\"#c62828\", style=dashed",
            _ => "color=\"#555555\", style=dotted",
        };
        let word = quote(link.relation.as_str());
        let (id, to) = (quote(link.id.as_str()), quote(link.to.as_str()));
        if link.from.len() == 1 && !argued.contains(link.id.as_str()) {
            let from = quote(link.from[0].as_str());
            out.put(format_args!("  {from} -> {to} [label={word}, {style}];\n"));
            continue;
        }
        out.put(format_args!("  {id} [shape=point, label=\"\"];\n"));
        for premise in &link.from {
            let from = quote(premise.as_str());
            out.put(format_args!(
                "  {from} -> {id} [arrowhead=none, {style}];\n"
            ));
        }
        out.put(format_args!("  {id} -> {to} [label={word}, {style}];\n"));
    }
    out.push_str("}\n");
    Ok(out.into_bytes())
}

/// A quoted string; line ends become what Graphviz breaks lines by.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn wrap(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut own = String::new();
        for word in line.split_whitespace() {
            let len = own.chars().count() + word.chars().count();
            if !own.is_empty() && len >= LINE {
                lines.push(std::mem::take(&mut own));
            }
            if !own.is_empty() {
                own.push(' ');
            }
            own.push_str(word);
        }
        lines.push(own);
    }
    lines.join("\n")
}
