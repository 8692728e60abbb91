//! The names of records in a file that is written: what goes back into the format that it came
//! from has the names that it had there, everything else its own ids.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::{Document, Extra, Id, Link, Node, Origin, RawJson, Source};

/// What every record of a map is called in a file. No two have one name.
pub(super) struct Names<'d> {
    of: HashMap<&'d str, String>,
}

impl<'d> Names<'d> {
    /// The names of a map's articles, boxes and links in a file of that format.
    pub fn of(document: &'d Document, format: &str) -> Self {
        let sources = document.sources().iter().map(Named::of_source);
        let nodes = document.nodes().iter().map(Named::of_node);
        let links = document.links().iter().map(Named::of_link);
        let all: Vec<Named<'d>> = sources.chain(nodes).chain(links).collect();
        let mut names = Self { of: HashMap::new() };
        let mut taken: HashSet<String> = HashSet::new();
        // Names that were there before come first, so that no new one takes theirs.
        for named in &all {
            if let Some(before) = named.name_in(format)
                && taken.insert(before.to_owned())
            {
                names.of.insert(named.id.as_str(), before.to_owned());
            }
        }
        for named in &all {
            let id = named.id.as_str();
            if names.of.contains_key(id) {
                continue;
            }
            let stem = named.name_in(format).unwrap_or(id);
            let further = (2..).map(|n| format!("{stem}-{n}"));
            let mut wishes = std::iter::once(stem.to_owned()).chain(further);
            let name = wishes.find(|it| taken.insert(it.clone()));
            names.of.insert(id, name.unwrap_or_default());
        }
        names
    }

    /// The name of a record; its id where the map has no such record.
    pub fn get<'n>(&'n self, id: &'n str) -> &'n str {
        self.of.get(id).map_or(id, String::as_str)
    }
}

/// A record, as far as names go.
struct Named<'d> {
    id: &'d Id,
    origin: Option<&'d Origin>,
}

impl<'d> Named<'d> {
    fn of_source(source: &'d std::sync::Arc<Source>) -> Self {
        let origin = source.origin.as_deref();
        let id = &source.id;
        Self { id, origin }
    }

    fn of_node(node: &'d std::sync::Arc<Node>) -> Self {
        let origin = node.origin.as_deref();
        let id = &node.id;
        Self { id, origin }
    }

    fn of_link(link: &'d std::sync::Arc<Link>) -> Self {
        let origin = link.origin.as_deref();
        let id = &link.id;
        Self { id, origin }
    }

    fn name_in(&self, format: &str) -> Option<&'d str> {
        let origin = came_from(self.origin, format)?;
        (!origin.id.is_empty()).then_some(origin.id.as_str())
    }
}

/// Where a record came from, if it came from a file of that format.
pub(super) fn came_from<'o>(origin: Option<&'o Origin>, format: &str) -> Option<&'o Origin> {
    origin.filter(|it| it.format == format)
}

/// What an origin has of its own: nothing of a file is kept under these.
const OWN: [&str; 3] = ["format", "id", "type"];
/// Before the name of what is called like one of them.
const THEIRS: &str = "their-";

/// Keeps something of a file that the map has no place for, to be written back.
pub(super) fn keep(extra: &mut Extra, key: &str, value: &serde_json::Value) {
    let key = &*find_key(key);
    let value = RawJson::from_checked(&value.to_string());
    // A record that stands twice in a file is one.
    match extra.iter_mut().find(|(name, _)| &**name == key) {
        Some((_, known)) => *known = value,
        None => extra.push((key.into(), value)),
    }
}

/// What was kept under that key; null where nothing was.
pub(super) fn kept(extra: &Extra, key: &str) -> serde_json::Value {
    let key = &*find_key(key);
    let found = extra.iter().find(|(name, _)| &**name == key);
    let value = found.and_then(|(_, raw)| serde_json::from_str(raw.as_str()).ok());
    value.unwrap_or_default()
}

fn find_key(name: &str) -> Cow<'_, str> {
    if OWN.contains(&name) {
        format!("{THEIRS}{name}").into()
    } else {
        name.into()
    }
}

/// What that which is kept under a key was called in its file.
pub(super) fn name_in_file(key: &str) -> &str {
    let name = key.strip_prefix(THEIRS).filter(|name| OWN.contains(name));
    name.unwrap_or(key)
}
