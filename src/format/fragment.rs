//! Copied records, exactly: `"format": "argument-map/fragment"`. A map file in all but its name,
//! so that the clipboard knows every member that a file knows. For what steps with an open end led to
//! stands an empty box, and the member `open` names it.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::{FormatError, Loaded, native};
use crate::edit::Fragment;
use crate::model::{Document, Id, Kind, Link, Meta, Node, RawJson, Relation, Time};

/// What `format` says in a fragment.
pub const FORMAT_NAME: &str = "argument-map/fragment";

/// The member that lists the ids of the boxes that stand for open ends.
const OPEN: &str = "open";

/// The fragment as text.
pub fn write(fragment: &Fragment) -> String {
    let id = Id::parse("fragment").expect("a word is an identifier");
    let open = list_open_ends(fragment);
    let mut meta = Meta::clone(Document::new(id, Time::from_unix(0)).meta());
    if !open.is_empty() {
        let ids: Vec<&str> = open.iter().map(|end| end.id.as_str()).collect();
        let ids = serde_json::Value::from(ids).to_string();
        meta.extra.push((OPEN.into(), RawJson::from_checked(&ids)));
    }
    let mut document = Document::from_meta(meta);
    // Of two records with one id the first is copied, as the first is what references mean.
    for source in &fragment.sources {
        drop(document.load_source(source.clone()));
    }
    for node in &fragment.nodes {
        drop(document.load_node(node.clone()));
    }
    for end in open {
        drop(document.load_node(end));
    }
    for link in &fragment.links {
        drop(document.load_link(link.clone()));
    }
    native::write(&document).replacen(&quote(native::FORMAT_NAME), &quote(FORMAT_NAME), 1)
}

/// A box for each open end, of a kind that the steps may lead to.
fn list_open_ends(fragment: &Fragment) -> Vec<Node> {
    let mut open = fragment.open.clone();
    if open.is_empty() {
        return Vec::new();
    }
    let nodes = fragment.nodes.iter().map(|node| &node.id);
    for own in nodes.chain(fragment.links.iter().map(|link| &link.id)) {
        open.remove(own);
    }
    let answers = |link: &&Arc<Link>| link.relation == Relation::Answers;
    let answers = fragment.links.iter().filter(answers);
    let questions: HashSet<&Id> = answers.map(|link| &link.to).collect();
    let stand_in = |id: Id| {
        let is_answered = questions.contains(&id);
        let kind = if is_answered {
            Kind::Question
        } else {
            Kind::Claim
        };
        Node::new(id, kind, "")
    };
    open.into_iter().map(stand_in).collect()
}

/// Reads what [`write()`] has written.
///
/// # Errors
/// As for a map file; [`FormatError::Foreign`] where the text is no fragment.
pub fn read(text: &str) -> Result<Fragment, FormatError> {
    load(text).map(|loaded| gather(&loaded.document))
}

/// As [`read`], for a text that anybody may have left where it is found; none unless it is exactly as
/// this program writes it, so that nothing had to be repaired, left aside or put up with.
pub fn read_sound(text: &str) -> Option<Fragment> {
    let loaded = load(text).ok()?;
    let is_sound = loaded.notices.is_empty() && loaded.read_only.is_none();
    is_sound.then(|| gather(&loaded.document))
}

fn load(text: &str) -> Result<Loaded, FormatError> {
    let head = quote(FORMAT_NAME);
    if !text.trim_start().starts_with(&format!("{{\n  {head}")) {
        return Err(FormatError::Foreign {
            what: "a text that was not copied from a map".to_owned(),
        });
    }
    let map = text.replacen(&head, &quote(native::FORMAT_NAME), 1);
    native::read(map.as_bytes())
}

fn gather(document: &Document) -> Fragment {
    let open = read_open_ends(document);
    let nodes = document.nodes().iter();
    Fragment {
        sources: document
            .sources()
            .iter()
            .map(|s| s.as_ref().clone())
            .collect(),
        nodes: nodes.filter(|it| !open.contains(&it.id)).cloned().collect(),
        links: document.links().rows().to_vec(),
        open,
    }
}

/// The boxes that stand for open ends: those that are named so and from which no step leads.
fn read_open_ends(document: &Document) -> BTreeSet<Id> {
    let mut members = document.meta().extra.iter();
    let Some((_, ids)) = members.find(|(name, _)| **name == *OPEN) else {
        return BTreeSet::new();
    };
    let ids: Vec<String> = serde_json::from_str(ids.as_str()).unwrap_or_default();
    let links = document.links().iter();
    let premises: HashSet<&Id> = links.flat_map(|link| &link.from).collect();
    let is_end = |id: &Id| document.nodes().contains(id.as_str()) && !premises.contains(id);
    let ids = ids.iter().filter_map(|id| Id::parse(id).ok());
    ids.filter(is_end).collect()
}

fn quote(name: &str) -> String {
    format!("\"format\": \"{name}\"")
}
