//! Arguebuf as JSON: atoms and schemes with references into resources. Both spellings of its
//! members are read, that with capitals and that with underscores.

use std::collections::HashMap;

use serde_json::Value;

use super::gather::SoughtPassage;
use super::json::{self, members};
use super::{Fate, Gather, Import, Imported, LinkSpec, Report};
use crate::format::FormatError;
use crate::model::{Id, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "arguebuf";

/// Whether a file seems to be such a graph.
pub fn recognises(import: &Import<'_>) -> bool {
    let head = import.head();
    import.looks_like_json()
        && (head.contains("\"schemaVersion\"")
            || head.contains("\"schema_version\"")
            || head.contains("\"libraryVersion\"")
            || (head.contains("\"atom\"") && !head.contains("\"source_id\"")))
}

/// Reads a graph.
///
/// # Errors
/// For damaged JSON.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let mut report = Report::default();
    let whole = json::read(import, &mut report)?;
    let mut gather = Gather::new(FORMAT_NAME);
    gather.report = report;
    // The passages of each text by its name, in the order of the file.
    let mut sources: Vec<(Id, Vec<SoughtPassage>)> = Vec::new();
    let mut source_of = HashMap::new();
    for (name, resource) in members(&whole, "resources") {
        let text = json::text(resource, "text");
        let id = gather.add_source(name, &text);
        if let Some(source) = gather.source_mut(&id) {
            source.title = json::text(resource, "title");
            source.url = json::text(resource, "source");
        }
        source_of.insert(name, sources.len());
        sources.push((id, Vec::new()));
    }
    for (name, node) in members(&whole, "nodes") {
        let atom = &node["atom"];
        if !atom.is_object() {
            continue;
        }
        let added = gather.add_node(name, "atom", Kind::Claim, &json::text(atom, "text"));
        let speaker = json::text(atom, "participant");
        let speaker = json::text(&whole["participants"][speaker.as_str()], "name");
        if !speaker.is_empty() {
            added.tags.push(format!("speaker: {speaker}"));
        }
        let reference = &atom["reference"];
        if reference.is_object() {
            let of = json::text(reference, "resource");
            match source_of.get(of.as_str()) {
                Some(&at) => {
                    let words = json::text(reference, "text");
                    sources[at].1.push((name.to_owned(), words, None));
                }
                None => gather.tell_lost_passage(name),
            }
        }
    }
    for (source, passages) in &sources {
        gather.tie_or_tell(source, passages);
    }
    let edges = members(&whole, "edges");
    let mut from_of: HashMap<String, Vec<String>> = HashMap::new();
    let mut to_of: HashMap<String, Vec<String>> = HashMap::new();
    for (_, edge) in &edges {
        let (from, to) = (json::text(edge, "source"), json::text(edge, "target"));
        from_of.entry(to.clone()).or_default().push(from.clone());
        to_of.entry(from).or_default().push(to);
    }
    for (name, node) in members(&whole, "nodes") {
        let scheme = &node["scheme"];
        if node["atom"].is_object() {
            continue;
        }
        let (relation, word) = read_scheme(scheme);
        let from = from_of.remove(name).unwrap_or_default();
        let targets = to_of.remove(name).unwrap_or_default();
        if targets.is_empty() || from.is_empty() {
            gather.report.note(
                Fate::Dropped,
                "a scheme without premise or conclusion",
                name,
            );
            continue;
        }
        let step = LinkSpec {
            name: name.to_owned(),
            kind: "scheme".to_owned(),
            relation: Some(relation),
            from,
            scheme: word,
            ..LinkSpec::default()
        };
        gather.add_step(&step, targets);
    }
    // Edges from atom to atom are allowed there and say nothing.
    for (name, edge) in &edges {
        let (from, to) = (json::text(edge, "source"), json::text(edge, "target"));
        if gather.has_node(&from) && gather.has_node(&to) {
            gather.add_link(LinkSpec {
                name: (*name).to_owned(),
                relation: Some(Relation::Relates),
                from: vec![from],
                to,
                ..LinkSpec::default()
            });
        }
    }
    for key in ["majorClaim", "major_claim"] {
        if let Some(node) = gather.node_mut(&json::text(&whole, key)) {
            node.tags.push("major claim".to_owned());
        }
    }
    Ok(gather.finish())
}

/// `{"support": "SUPPORT_EXPERT_OPINION"}` as relation and scheme.
fn read_scheme(scheme: &Value) -> (Relation, String) {
    const KINDS: &[(&str, &str)] = &[
        ("support", "supports"),
        ("attack", "opposes"),
        ("rephrase", "restates"),
        ("preference", "prefers"),
    ];
    for (key, relation) in KINDS {
        let value = &scheme[*key];
        if value.is_null() {
            continue;
        }
        let word = json::as_text(value);
        let upper = format!("{}_", key.to_uppercase());
        let word = word.strip_prefix(&upper).unwrap_or(&word);
        let word = match word {
            "DEFAULT" | "UNSPECIFIED" | "" => String::new(),
            word if word.bytes().all(|b| b.is_ascii_digit()) => String::new(),
            word => word.to_lowercase().replace('_', " "),
        };
        return (Relation::from(*relation), word);
    }
    (Relation::Relates, String::new())
}
