//! Arguebuf as JSON: atoms and schemes with references into resources. Both spellings of its
//! members are read, that with capitals and that with underscores.

use serde_json::Value;

use super::json::{self, members};
use super::{Fate, Gather, Import, Imported, LinkSpec, Report};
use crate::format::FormatError;
use crate::model::{Kind, Relation};

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
    let mut sources = Vec::new();
    for (name, resource) in members(&whole, "resources") {
        let text = json::text(resource, "text");
        let id = gather.add_source(name, &text);
        if let Some(source) = gather.source_mut(&id) {
            source.title = json::text(resource, "title");
            source.url = json::text(resource, "source");
        }
        sources.push((name.to_owned(), id));
    }
    let mut passages: Vec<(String, String, String)> = Vec::new();
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
            passages.push((of, name.to_owned(), json::text(reference, "text")));
        }
    }
    for (of, name, words) in passages {
        let source = sources.iter().find(|(known, _)| *known == of);
        let is_tied =
            source.is_some_and(|(_, id)| gather.tie(id, &[(name.clone(), words, None)]) == 1);
        if !is_tied {
            gather.report.note(
                Fate::Dropped,
                "a passage whose words are not in the text",
                name,
            );
        }
    }
    let edges = members(&whole, "edges");
    let ends = |own: &str, other: &str, name: &str| -> Vec<String> {
        let own = edges
            .iter()
            .filter(|(_, edge)| json::text(edge, own) == name);
        own.map(|(_, edge)| json::text(edge, other)).collect()
    };
    for (name, node) in members(&whole, "nodes") {
        let scheme = &node["scheme"];
        if node["atom"].is_object() {
            continue;
        }
        let (relation, word) = read_scheme(scheme);
        let from = ends("target", "source", name);
        let targets = ends("source", "target", name);
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
