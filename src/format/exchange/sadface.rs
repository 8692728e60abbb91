//! SADFace, versions 0.1 and 0.2: atoms and schemes. What it does not know stands in the
//! metadata, in a namespace of our own, which its validator allows.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::gather::SoughtPassage;
use super::json::{self, list};
use super::names::{Names, came_from};
use super::{Fate, Gather, Import, Imported, LinkSpec, Report};
use crate::format::{ExportRequest, FormatError};
use crate::model::{Anchor, Id, Kind, Relation, Source};
use crate::text::{CharSpan, TextIndex};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "sadface";

/// The namespace of our own members.
const OWN: &str = "argmap";

/// Whether a file seems to be such a document.
pub fn recognises(import: &Import<'_>) -> bool {
    let head = import.head();
    import.looks_like_json()
        && (head.contains("\"source_id\"") || head.contains("\"resources\""))
        && (head.contains("\"atom\"")
            || head.contains("\"scheme\"")
            || head.contains("\"source_id\""))
}

/// Reads a document.
///
/// # Errors
/// For damaged JSON.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let mut report = Report::default();
    let whole = json::read(import, &mut report)?;
    let mut gather = Gather::new(FORMAT_NAME);
    gather.report = report;
    let core = &whole["metadata"]["core"];
    gather.title = json::text(core, "title");
    // By their names; of two of the same name the first one is meant.
    let mut sources = HashMap::new();
    // What is only to be found by its words.
    let mut sought: Vec<(Id, Vec<SoughtPassage>)> = Vec::new();
    for resource in list(&whole, "resources") {
        let name = json::text(resource, "id");
        let id = gather.add_source(&name, &json::text(resource, "content"));
        let meta = &resource["metadata"][OWN];
        if let Some(source) = gather.source_mut(&id) {
            source.title = json::text(meta, "title");
            source.author = json::text(meta, "author");
            source.url = json::text(meta, "url");
            source.published = json::text(meta, "published");
        }
        let text = gather.source_mut(&id).map(|it| it.text.clone());
        let text = text.unwrap_or_default();
        sources.entry(name).or_insert_with(|| {
            let index = TextIndex::new(&text);
            sought.push((id.clone(), Vec::new()));
            (id, text, index, sought.len() - 1)
        });
    }
    for node in list(&whole, "nodes")
        .iter()
        .filter(|it| it["type"] == "atom")
    {
        let name = json::text(node, "id");
        let own = &node["metadata"][OWN];
        let kind = json::text(own, "kind");
        let kind = if kind.is_empty() {
            Kind::Claim
        } else {
            Kind::from(kind)
        };
        let added = gather.add_node(&name, "atom", kind, &json::text(node, "text"));
        added.note = json::text(own, "note");
        added.title = json::text(own, "title");
        added.tags = list(own, "tags").iter().map(json::as_text).collect();
        for passage in list(node, "sources") {
            let of = json::text(passage, "resource_id");
            let Some((source, text, index, at)) = sources.get(&of) else {
                gather.report.note(
                    Fate::Dropped,
                    "a passage of a text that is not there",
                    &name,
                );
                continue;
            };
            let words = json::text(passage, "text");
            let number = |key: &str| passage[key].as_u64().map(|it| it as usize);
            let chars = number("offset").zip(number("length"));
            let chars = chars.map(|(start, n)| CharSpan::new(start, start.saturating_add(n)));
            let chars = chars.filter(|it| it.end.0 <= index.n_chars());
            let chars = chars.filter(|&it| index.byte_span(text, it).of(text) == words);
            if !chars.is_some_and(|chars| gather.tie_at(source, index, &name, chars)) {
                sought[*at].1.push((name.clone(), words, None));
            }
        }
    }
    for (source, passages) in &sought {
        gather.tie_or_tell(source, passages);
    }
    let edges = list(&whole, "edges");
    let by_source = json::group(edges, |it| json::text(it, "source_id"));
    let by_target = json::group(edges, |it| json::text(it, "target_id"));
    for node in list(&whole, "nodes")
        .iter()
        .filter(|it| it["type"] == "scheme")
    {
        let name = json::text(node, "id");
        let own = &node["metadata"][OWN];
        let scheme = json::text(node, "name");
        let relation = match json::text(own, "relation").as_str() {
            "" => match scheme.to_lowercase().as_str() {
                "conflict" | "attack" | "disagreement" => Relation::Opposes,
                _ => Relation::Supports,
            },
            word => Relation::from(word),
        };
        let is_plain = ["support", "conflict", "attack", "disagreement"]
            .contains(&scheme.to_lowercase().as_str());
        let into = by_target.get(&name).into_iter().flatten();
        let from = into.map(|it| json::text(it, "source_id")).collect();
        let out = by_source.get(&name).into_iter().flatten();
        let targets: Vec<String> = out.map(|it| json::text(it, "target_id")).collect();
        if targets.is_empty() {
            gather
                .report
                .note(Fate::Dropped, "a scheme without a conclusion", &name);
        }
        let step = LinkSpec {
            name,
            relation: Some(relation),
            from,
            scheme: if is_plain {
                String::new()
            } else {
                scheme.clone()
            },
            kind: scheme,
            ..LinkSpec::default()
        };
        gather.add_step(&step, targets);
    }
    let atoms = list(&whole, "nodes").iter();
    let atoms = atoms.filter(|it| it["type"] == "atom");
    let atoms: HashSet<String> = atoms.map(|it| json::text(it, "id")).collect();
    for edge in edges {
        let (from, to) = (json::text(edge, "source_id"), json::text(edge, "target_id"));
        if atoms.contains(&from) && atoms.contains(&to) {
            let what = "an edge from atom to atom, which says nothing, became a relation";
            gather
                .report
                .note(Fate::Changed, what, json::text(edge, "id"));
            gather.add_link(LinkSpec {
                relation: Some(Relation::Relates),
                from: vec![from],
                to,
                ..LinkSpec::default()
            });
        }
    }
    Ok(gather.finish())
}

/// Offset and length of a passage in code points: those that it says, else those of its words where they
/// stand in the article first.
fn find_place(anchor: &Anchor, source: Option<&Source>) -> Option<(usize, usize)> {
    if let (Some(start), Some(end)) = (anchor.start, anchor.end) {
        return Some((start, end.saturating_sub(start)));
    }
    let text = &source?.text;
    let at = text.find(&anchor.exact)?;
    Some((text[..at].chars().count(), anchor.exact.chars().count()))
}

/// Writes a document of version 0.2.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let names = Names::of(document, FORMAT_NAME);
    let meta = document.meta();
    let resources: Vec<Value> = document
        .sources()
        .iter()
        .map(|source| {
            json!({
                "id": names.get(source.id.as_str()),
                "content": &*source.text,
                "type": "text",
                "metadata": {OWN: {
                    "title": source.title,
                    "author": source.author,
                    "url": source.url,
                    "published": source.published,
                }},
            })
        })
        .collect();
    let mut nodes: Vec<Value> = Vec::new();
    for node in document.nodes() {
        let passages = node.anchors.iter().map(|anchor| {
            let mut passage = json!({
                "resource_id": names.get(anchor.source.as_str()),
                "text": anchor.exact,
            });
            let source = document.sources().get(anchor.source.as_str());
            if let Some((offset, length)) = find_place(anchor, source.map(|it| &**it)) {
                passage["offset"] = offset.into();
                passage["length"] = length.into();
            }
            passage
        });
        let passages: Vec<Value> = passages.collect();
        nodes.push(json!({
            "id": names.get(node.id.as_str()),
            "type": "atom",
            "text": node.text,
            "sources": passages,
            "metadata": {OWN: {
                "kind": node.kind.as_str(),
                "title": node.title,
                "note": node.note,
                "tags": node.tags,
            }},
        }));
    }
    let mut edges: Vec<Value> = Vec::new();
    let mut join = |from: &str, to: &str| {
        let id = format!("e{}", edges.len() + 1);
        edges.push(json!({"id": id, "source_id": from, "target_id": to}));
    };
    for link in document.links() {
        let before = came_from(link.origin.as_deref(), FORMAT_NAME).map(|it| it.kind.as_str());
        let name = match (&link.relation, link.scheme.as_str()) {
            (Relation::Opposes, "") => before
                .filter(|it| ["conflict", "attack", "disagreement"].contains(it))
                .unwrap_or("conflict"),
            (Relation::Contradicts, "") => "disagreement",
            (_, "") => "support",
            (_, scheme) => scheme,
        };
        nodes.push(json!({
            "id": names.get(link.id.as_str()),
            "type": "scheme",
            "name": name,
            "metadata": {OWN: {"relation": link.relation.as_str()}},
        }));
        for premise in &link.from {
            join(names.get(premise.as_str()), names.get(link.id.as_str()));
        }
        join(names.get(link.id.as_str()), names.get(link.to.as_str()));
    }
    let time = |time: &crate::model::Time| {
        let text = time.to_string();
        text.trim_end_matches('Z').to_owned()
    };
    let whole = json!({
        "metadata": {"core": {
            "analyst_email": "",
            "analyst_name": meta.authors.join(", "),
            "created": time(&meta.created),
            "edited": time(&meta.modified),
            "id": meta.id.as_str(),
            "version": "0.2",
            "title": meta.title,
            "description": "",
            "notes": "",
        }},
        "resources": resources,
        "nodes": nodes,
        "edges": edges,
    });
    let text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    Ok(text.into_bytes())
}
