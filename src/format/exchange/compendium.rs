//! The XML of Compendium, dialogue maps after IBIS: issues, positions, arguments for and
//! against. A node that is shown in several views is one box.

use std::collections::HashMap;

use super::tree::{self, Element};
use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::FormatError;
use crate::model::{Citation, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "compendium";

/// Whether a file seems to be such an export.
pub fn recognises(import: &Import<'_>) -> bool {
    import.root() == "model"
}

/// Reads an export. External definitions are never fetched.
///
/// # Errors
/// [`FormatError::Import`] for damaged XML.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let root = tree::read(&import.text())?;
    let mut gather = Gather::new(FORMAT_NAME);
    let nodes: Vec<&Element> = root.all("nodes").flat_map(|it| it.all("node")).collect();
    for node in &nodes {
        add(&mut gather, node, root.get("rootview"));
    }
    let mut types = HashMap::new();
    for node in &nodes {
        types.entry(node.get("id")).or_insert(node.get("type"));
    }
    for link in root.all("links").flat_map(|it| it.all("link")) {
        let (from, to) = (link.get("from"), link.get("to"));
        let place = link.get("id");
        // Of an argument for or against, its own type says for which side it speaks.
        let relation = match (
            base(types.get(from).copied().unwrap_or_default()),
            link.get("type"),
        ) {
            (6, _) | (_, "40") | (5, "39") => Relation::Supports,
            (7, _) | (_, "41" | "42") => Relation::Opposes,
            (3, _) => Relation::Asks,
            (4 | 8, "39" | "47") => Relation::Answers,
            _ => Relation::Relates,
        };
        gather.add_link(LinkSpec {
            name: link.get("id").to_owned(),
            kind: link.get("type").to_owned(),
            relation: Some(relation),
            from: vec![from.to_owned()],
            to: to.to_owned(),
            title: link.get("label").to_owned(),
            place: place.to_owned(),
            ..LinkSpec::default()
        });
    }
    let n_views = root.all("views").flat_map(|it| it.all("view")).count();
    gather
        .report
        .note_many(Fate::Dropped, "places of nodes in views", n_views, "");
    Ok(gather.finish())
}

/// The type of a node; shortcuts have numbers of their own, ten higher.
fn base(type_: &str) -> u32 {
    match type_.parse().unwrap_or(0) {
        shortcut @ 11..=20 => shortcut - 10,
        plain => plain,
    }
}

fn add(gather: &mut Gather, node: &Element, root_view: &str) {
    let (id, type_) = (node.get("id"), node.get("type"));
    let label = node.get("label");
    let kind = match base(type_) {
        3 => Kind::Question,
        4..=8 => Kind::Claim,
        9 => Kind::Evidence,
        10 => Kind::Note,
        1 | 2 => {
            // Maps and lists hold others; the outermost is the whole.
            if id == root_view && gather.title.is_empty() {
                label.trim().clone_into(&mut gather.title);
            }
            if label.trim().is_empty() || id == root_view {
                gather
                    .report
                    .note(Fate::Dropped, "a map or list that holds others", id);
                return;
            }
            gather
                .report
                .note(Fate::Changed, "a map or list became a note", id);
            Kind::Note
        }
        _ => {
            gather.report.note(
                Fate::Changed,
                format!("a node of type {type_} became a note"),
                id,
            );
            Kind::Note
        }
    };
    let pages = node.all("details").flat_map(|it| it.all("page"));
    let details: Vec<String> = pages.map(Element::read_words).collect();
    let details = details.join("\n");
    let address = node
        .child("source")
        .map_or("", |it| it.words.trim())
        .to_owned();
    let text = if label.trim().is_empty() {
        &address
    } else {
        label
    };
    let added = gather.add_node(id, type_, kind, text);
    details.trim().clone_into(&mut added.note);
    if base(type_) == 8 {
        added.tags.push("decision".to_owned());
    }
    if !address.is_empty() {
        added.citations.push(Citation {
            url: address,
            ..Citation::default()
        });
    }
    let author = node.get("author");
    if !author.is_empty() {
        added.tags.push(format!("author: {author}"));
    }
}
