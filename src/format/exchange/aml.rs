//! AML, the XML of Araucaria: argument units within one another, each with its proposition, its
//! refutation, and what argues for it: alone (`CA`), or linked (`LA`). Read by what other readers
//! make of it, since its definition is not to be had; definitions are never fetched.

use std::collections::{HashMap, HashSet};

use super::tree::{self, Element};
use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::FormatError;
use crate::model::{Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "aml";

/// Whether a file seems to be of Araucaria.
pub fn recognises(import: &Import<'_>) -> bool {
    import.root() == "ARG"
}

/// Reads an analysis.
///
/// # Errors
/// [`FormatError::Import`] for damaged XML.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let root = tree::read(&import.text())?;
    let mut reader = Reader {
        gather: Gather::new(FORMAT_NAME),
        n_units: 0,
        passages: Vec::new(),
    };
    // What is still to be read of units that stand as boxes already.
    let mut open: Vec<(&Element, String)> = Vec::new();
    for unit in root.all("AU") {
        let name = reader.add(unit);
        open.push((unit, name));
    }
    open.reverse();
    while let Some((unit, name)) = open.pop() {
        let mut inner = Vec::new();
        for group in &unit.children {
            let relation = match group.name.as_str() {
                "CA" | "LA" => Relation::Supports,
                "REFUTATION" => Relation::Opposes,
                _ => continue,
            };
            let units: Vec<&Element> = group.all("AU").collect();
            let names: Vec<String> = units.iter().map(|it| reader.add(it)).collect();
            // Only linked premises argue together.
            let sizes = if group.name == "LA" { names.len() } else { 1 };
            let pairs: Vec<(&Element, String)> = units.into_iter().zip(names).collect();
            for together in pairs.chunks(sizes.max(1)) {
                reader.link(unit, &name, together, &relation);
            }
            inner.extend(pairs);
        }
        open.extend(inner.into_iter().rev());
    }
    Ok(reader.finish(&root))
}

struct Reader {
    gather: Gather,
    n_units: usize,
    /// Boxes with their words and where these stand, in code units of UTF-16.
    passages: Vec<(String, String, usize)>,
}

impl Reader {
    /// Adds the proposition of a unit; its name.
    fn add(&mut self, unit: &Element) -> String {
        self.n_units += 1;
        let none = Element::default();
        let proposition = unit.child("PROP").unwrap_or(&none);
        let spoken = proposition.child("PROPTEXT").unwrap_or(&none);
        let words = spoken.read_words();
        let identifier = proposition.get("identifier").trim();
        // The same proposition may stand in several places.
        if let Some(known) = self.gather.node(identifier)
            && !identifier.is_empty()
            && known.text == words.trim()
        {
            return identifier.to_owned();
        }
        let name = if identifier.is_empty() || self.gather.has_node(identifier) {
            format!("unit {}", self.n_units)
        } else {
            identifier.to_owned()
        };
        let offset: Option<usize> = spoken.get("offset").trim().parse().ok();
        let is_missing = proposition.get("missing") == "yes";
        let node = self.gather.add_node(&name, "AU", Kind::Claim, &words);
        node.implicit = is_missing;
        for owner in proposition.all("OWNER") {
            let owner = owner.get("name").trim();
            if !owner.is_empty() {
                node.tags.push(format!("speaker: {owner}"));
            }
        }
        if let Some(offset) = offset.filter(|_| !is_missing) {
            self.passages.push((name.clone(), words, offset));
        }
        name
    }

    fn link(
        &mut self,
        unit: &Element,
        name: &str,
        premises: &[(&Element, String)],
        relation: &Relation,
    ) {
        let above = list_schemes(unit).collect();
        let schemes = premises.iter().find_map(|(it, _)| find_scheme(&above, it));
        self.gather.add_link(LinkSpec {
            relation: Some(relation.clone()),
            from: premises.iter().map(|(_, name)| name.clone()).collect(),
            to: name.to_owned(),
            scheme: schemes.unwrap_or_default(),
            place: name.to_owned(),
            ..LinkSpec::default()
        });
    }

    fn finish(mut self, root: &Element) -> Imported {
        let text = root
            .child("TEXT")
            .map(Element::read_raw)
            .unwrap_or_default();
        let details = root.child("EDATA");
        let detail = |name: &str| {
            let found = details.and_then(|it| it.child(name));
            found.map(Element::read_words).unwrap_or_default()
        };
        if !text.trim().is_empty() {
            let source = self.gather.add_source("text", &text);
            if let Some(own) = self.gather.source_mut(&source) {
                own.author = detail("AUTHOR");
                own.published = detail("DATE");
                own.notes = detail("COMMENTS");
                let address = detail("SOURCE");
                if address.starts_with("http") {
                    own.url = address;
                } else {
                    own.title = address;
                }
            }
            let bytes = find_bytes(&text, self.passages.iter().map(|it| it.2).collect());
            let passages = self.passages.iter().map(|(name, words, offset)| {
                let near = bytes.get(offset).copied();
                (name.clone(), words.clone(), near)
            });
            let passages: Vec<_> = passages.collect();
            self.gather.tie(&source, &passages);
        }
        for (name, ..) in &self.passages {
            let node = self.gather.node(name);
            if node.is_some_and(|it| it.anchors.is_empty()) {
                let what = "a passage whose words are not in the text";
                self.gather.report.note(Fate::Dropped, what, name);
            }
        }
        let report = &mut self.gather.report;
        let schemes = root.all("SCHEMESET").flat_map(|it| it.all("SCHEME"));
        let what = "the definition of a scheme";
        report.note_many(Fate::Dropped, what, schemes.count(), "");
        self.gather.finish()
    }
}

/// The scheme by which a premise argues: one in which the conclusion takes part too, else the
/// first in which none of what argues for the premise does.
fn find_scheme(above: &HashSet<Scheme>, premise: &Element) -> Option<String> {
    let below = premise.children.iter().flat_map(|it| it.all("AU"));
    let below: HashSet<Scheme> = below.flat_map(list_schemes).collect();
    let own: Vec<Scheme> = list_schemes(premise).collect();
    let shared = own.iter().find(|it| above.contains(it));
    let found = shared.or_else(|| own.iter().find(|it| !below.contains(it)));
    found.map(|(scheme, _)| scheme.clone())
}

/// A scheme and its number.
type Scheme = (String, String);

/// The schemes in which a unit takes part.
fn list_schemes(unit: &Element) -> impl Iterator<Item = Scheme> {
    let schemes = unit.child("PROP").into_iter();
    let schemes = schemes.flat_map(|it| it.all("INSCHEME"));
    let named = schemes.map(|it| {
        let scheme = it.get("scheme").trim().to_owned();
        (scheme, it.get("schid").to_owned())
    });
    named.filter(|(scheme, _)| !scheme.is_empty())
}

/// The bytes at which a text has so many code units of UTF-16 before it, by their number.
fn find_bytes(text: &str, mut offsets: Vec<usize>) -> HashMap<usize, usize> {
    offsets.sort_unstable();
    let mut bytes = HashMap::with_capacity(offsets.len());
    let mut chars = text.char_indices().peekable();
    let mut n = 0;
    for offset in offsets {
        while n < offset
            && let Some((_, c)) = chars.next()
        {
            n += c.len_utf16();
        }
        let at = chars.peek().map_or(text.len(), |(at, _)| *at);
        bytes.insert(offset, at);
    }
    bytes
}
