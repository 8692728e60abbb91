//! Maps of other programs: in, out, and back again.

mod again;
mod argdown;
mod attacks;
mod carneades;
mod equal_keys;
mod hostile;
mod isomorphic;
mod kialo;
mod legacy;
mod microtexts;
mod outlines;
mod readers;
mod round_trip;
mod writers;

use linchpin::edit::Fragment;
use linchpin::format::{self, Import, Imported, outline};
use linchpin::model::{Document, Id, Time};

use super::Counter;

/// Reads a text as what it is found to be.
pub fn import(name: &str, text: &str) -> (&'static str, Imported) {
    import_with(name, text, None)
}

/// The same, with a text that stands beside it.
pub fn import_with(name: &str, text: &str, companion: Option<&str>) -> (&'static str, Imported) {
    let import = Import {
        name,
        bytes: text.as_bytes(),
        companion,
    };
    let format = format::recognise(&import).expect("a format recognises it");
    let importer = format.import.expect("what recognises reads");
    let imported = (importer.read)(&import).unwrap_or_else(|error| panic!("{name}: {error}"));
    (format.id, imported)
}

/// The map of an outline.
pub fn read_outline(text: &str) -> Document {
    as_document(outline::parse(text, &mut Counter::default()))
}

/// A map of these boxes and links.
pub fn as_document(fragment: Fragment) -> Document {
    let mut document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(1));
    for node in fragment.nodes {
        document.load_node(node).unwrap();
    }
    for link in fragment.links {
        document.load_link(link).unwrap();
    }
    document
}

/// A map drawn as lines: a box with its kind, then its links with what they point at.
pub fn draw(imported: &Imported) -> String {
    let mut lines = Vec::new();
    for node in &imported.fragment.nodes {
        let tags = if node.tags.is_empty() {
            String::new()
        } else {
            format!(" #{}", node.tags.join(" #"))
        };
        lines.push(format!(
            "{} {}: {}{tags}",
            node.kind.as_str(),
            node.id,
            node.text
        ));
        for anchor in &node.anchors {
            lines.push(format!("  “{}”", anchor.exact));
        }
    }
    for link in &imported.fragment.links {
        let from: Vec<&str> = link.from.iter().map(Id::as_str).collect();
        let scheme = if link.scheme.is_empty() {
            String::new()
        } else {
            format!(" by {}", link.scheme)
        };
        lines.push(format!(
            "{} {} {} {}{scheme}",
            link.id,
            from.join(" & "),
            link.relation.as_str(),
            link.to
        ));
    }
    lines.push(imported.report.to_string());
    lines.join("\n")
}
