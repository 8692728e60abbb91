//! Writes a map as Argdown: boxes as titled statements, each where the tree has it, simple links
//! as relations, all others as reconstructed arguments. What came from Argdown has the titles that
//! it had there, which are all the names that the language knows; everything else says its id.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{FORMAT_NAME, data, inline, reconstruct};
use crate::format::exchange::Put;
use crate::format::exchange::names::came_from;
use crate::model::{Document, Graph, Id, Kind, Link, Node, Origin, Relation};

/// The text of a map.
pub(super) fn print(document: &Document) -> String {
    let graph = Graph::of(document);
    let names = Names::find(document);
    let argued: HashSet<&str> = document.links().iter().map(|it| it.to.as_str()).collect();
    let plain = |link: &&std::sync::Arc<Link>| is_plain(link, &argued);
    let mut printer = Printer {
        document,
        graph: &graph,
        simple: document
            .links()
            .iter()
            .filter(plain)
            .filter(|link| document.nodes().contains(link.to.as_str()))
            .map(|link| link.id.as_str())
            .collect(),
        undercuts: document
            .links()
            .iter()
            .filter(plain)
            .filter(|link| document.links().contains(link.to.as_str()))
            .map(|link| link.id.as_str())
            .collect(),
        named: HashSet::new(),
        names,
    };
    printer.named = printer.find_named();
    let mut out = String::new();
    let title = &document.meta().title;
    if !title.is_empty() {
        out.put(format_args!(
            "===\ntitle: {}\n===\n\n",
            Value::String(title.replace("===", "="))
        ));
    }
    printer.print_boxes(&mut out, &mut HashSet::new());
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    printer.print_crossings(&mut out);
    let rest = document.links().iter().filter(|link| {
        let id = link.id.as_str();
        !printer.simple.contains(id) && !printer.undercuts.contains(id)
    });
    let rest: Vec<&Link> = rest.map(|it| &**it).collect();
    reconstruct::print(document, &printer.names, &rest, &mut out);
    out
}

/// Whether a link can be said by a sign.
fn is_plain(link: &Link, argued: &HashSet<&str>) -> bool {
    link.from.len() == 1
        && link.scheme.is_empty()
        && link.title.is_empty()
        && link.note.is_empty()
        && !argued.contains(link.id.as_str())
}

struct Printer<'d> {
    document: &'d Document,
    graph: &'d Graph,
    names: Names<'d>,
    /// Links that are said by indentation.
    simple: HashSet<&'d str>,
    /// Links onto links that are said by a sign under the argument they are about.
    undercuts: HashSet<&'d str>,
    /// Boxes that are spoken of in more than one place.
    named: HashSet<&'d str>,
}

impl<'d> Printer<'d> {
    /// The boxes that need a title, since they are spoken of again.
    fn find_named(&self) -> HashSet<&'d str> {
        let mut named = HashSet::new();
        self.print_boxes(&mut String::new(), &mut named);
        for (at, link) in self.document.links().iter().enumerate() {
            let is_placing = link.from.iter().any(|it| {
                let node = self.graph.node(it.as_str());
                node.is_some_and(|node| self.graph.is_tree_link(at as u32, node))
            });
            if !self.simple.contains(link.id.as_str()) || !is_placing {
                named.extend(link.from.iter().map(Id::as_str));
                named.insert(link.to.as_str());
            }
        }
        named
    }

    /// Writes every box at its place, and tells which are spoken of again for what stands under
    /// them.
    fn print_boxes(&self, out: &mut String, again: &mut HashSet<&'d str>) {
        // The boxes from the beginning of the block down to the last line.
        let mut open: Vec<u32> = Vec::new();
        for (node, _) in self.graph.walk() {
            let row = &self.document.nodes().rows()[node as usize];
            let mut own = describe(row);
            let place = self.graph.place(node).filter(|place| {
                let link = &self.document.links().rows()[place.link as usize];
                self.simple.contains(link.id.as_str())
            });
            let depth = place.and_then(|place| open.iter().position(|&it| it == place.parent));
            if depth.is_none() && !out.is_empty() && !out.ends_with("\n\n") {
                out.push('\n');
            }
            let mut indent = String::new();
            if let Some(place) = place {
                let link = &self.document.links().rows()[place.link as usize];
                add_link_data(&mut own, link, &Relation::Supports);
                if let Some(at) = depth {
                    open.truncate(at + 1);
                } else {
                    // What it stands under has been written before: it is named again.
                    let above = &self.document.nodes().rows()[place.parent as usize];
                    out.put(format_args!("{}\n", self.names.of(above.id.as_str())));
                    again.insert(above.id.as_str());
                    open = vec![place.parent];
                }
                indent = format!("{}{} ", "  ".repeat(open.len()), sign_of(&link.relation));
            } else {
                open.clear();
            }
            let words = self.word(row, indent.is_empty());
            out.put(format_args!("{indent}{words}{}\n", data::write(&own)));
            open.push(node);
        }
    }

    /// A box as the language says it: its title and its wording, or one of them.
    fn word(&self, node: &Node, is_at_start: bool) -> String {
        let name = self.names.of(node.id.as_str());
        let before = before(node.origin.as_deref());
        let tags: String = before.map_or_else(String::new, |_| inline::print_tags(&node.tags));
        let title = name.get(1..name.len() - 1).unwrap_or_default();
        if before.is_some() && node.text == title {
            return format!("{name}{tags}");
        }
        let words = inline::escape_with_links(&node.text, &node.citations);
        let words = if words.is_empty() {
            "\\ ".to_owned()
        } else {
            words
        };
        let is_untitled = before.is_some_and(|it| super::make::is_untitled(title, &it.kind));
        let is_sure = !self.named.contains(node.id.as_str()) && node.title.is_empty();
        if is_untitled && is_sure {
            // What would mean something at the beginning of a line is a word.
            let first = words.chars().next().filter(char::is_ascii_punctuation);
            let guard = first.is_some_and(|c| c != '\\' && is_at_start);
            let begin = if guard { "\\" } else { "" };
            return format!("{begin}{words}{tags}");
        }
        format!("{name}: {words}{tags}")
    }

    /// Simple links that place nothing, under a reference to what they point at.
    fn print_crossings(&self, out: &mut String) {
        for at in 0..self.graph.n_links() as u32 {
            let link = &self.document.links().rows()[at as usize];
            let id = link.id.as_str();
            let is_undercut = self.undercuts.contains(id);
            let mut premises = self.graph.premises(at).iter();
            let is_placing = premises.any(|&it| self.graph.is_tree_link(at, it));
            if !is_undercut && (is_placing || !self.simple.contains(id)) {
                continue;
            }
            let to = self.names.of(link.to.as_str());
            let from = self.names.of(link.from[0].as_str());
            let mut own = Map::new();
            let (sign, said) = if is_undercut {
                ("_", Relation::Opposes)
            } else {
                (sign_of(&link.relation), Relation::Supports)
            };
            add_link_data(&mut own, link, &said);
            out.put(format_args!(
                "{to}\n  {sign} {from}{}\n\n",
                data::write(&own)
            ));
        }
    }
}

fn sign_of(relation: &Relation) -> &'static str {
    match relation {
        Relation::Opposes => "-",
        Relation::Contradicts => "><",
        _ => "+",
    }
}

/// What the signs do not say of a link; `said` is what the sign says where it says nothing else.
fn add_link_data(own: &mut Map<String, Value>, link: &Link, said: &Relation) {
    // The language has no names for relations; one that came from it needs none.
    if before(link.origin.as_deref()).is_none_or(|it| !it.id.is_empty()) {
        own.insert("link".to_owned(), json!(name_of_link(link)));
    }
    let is_said = match said {
        Relation::Opposes => link.relation == Relation::Opposes,
        _ => matches!(
            link.relation,
            Relation::Supports | Relation::Opposes | Relation::Contradicts
        ),
    };
    if !is_said {
        own.insert("rel".to_owned(), json!(link.relation.as_str()));
    }
}

fn name_of_link(link: &Link) -> &str {
    match before(link.origin.as_deref()) {
        Some(before) if !before.id.is_empty() => &before.id,
        _ => link.id.as_str(),
    }
}

/// Where a record came from, if that was a file of this format.
pub(super) fn before(origin: Option<&Origin>) -> Option<&Origin> {
    came_from(origin, FORMAT_NAME)
}

/// What title and words do not say of a box.
fn describe(node: &Node) -> Map<String, Value> {
    let mut own = Map::new();
    let before = before(node.origin.as_deref());
    let is_titled = before.is_some_and(|it| it.id.starts_with(['[', '<']));
    if !is_titled {
        let id = before.map_or(node.id.as_str(), |it| it.id.as_str());
        own.insert("id".to_owned(), json!(id));
        if !node.title.is_empty() {
            own.insert("title".to_owned(), json!(node.title));
        }
    }
    let is_tagged = |tag: &str| node.tags.iter().any(|it| it == tag);
    let is_said = match node.kind {
        Kind::Claim => !is_tagged("question") && !is_tagged("evidence"),
        Kind::Question => before.is_some() && is_tagged("question"),
        Kind::Evidence => before.is_some() && is_tagged("evidence") && !is_tagged("question"),
        _ => false,
    };
    if !is_said {
        own.insert("kind".to_owned(), json!(node.kind.as_str()));
    }
    let plain: Vec<&str> = node.text.split_whitespace().collect();
    if plain.join(" ") != node.text {
        own.insert("text".to_owned(), json!(node.text));
    }
    if !node.note.is_empty() {
        own.insert("note".to_owned(), json!(node.note));
    }
    let can_be_said = before.is_some() && node.tags.iter().all(|it| inline::is_plain_tag(it));
    if !node.tags.is_empty() && !can_be_said {
        own.insert("tags".to_owned(), json!(node.tags));
    }
    let cited = node
        .citations
        .iter()
        .filter(|it| !inline::is_linked(&node.text, it, &node.citations));
    let cited: Vec<Value> = cited
        .map(|it| json!({"url": it.url, "title": it.title, "quote": it.quote}))
        .collect();
    if !cited.is_empty() {
        own.insert("cites".to_owned(), Value::Array(cited));
    }
    own
}

/// What boxes and arguments are called, with the brackets that say which they are.
pub(super) struct Names<'d> {
    of: HashMap<&'d str, String>,
    /// What data blocks call them: the id that is said, or the title with its brackets.
    said: HashMap<&'d str, String>,
}

impl<'d> Names<'d> {
    fn find(document: &'d Document) -> Self {
        let mut names = Names {
            of: HashMap::new(),
            said: HashMap::new(),
        };
        let mut taken = HashSet::new();
        for node in document.nodes() {
            let before = before(node.origin.as_deref());
            let id = node.id.as_str();
            let named = before.map_or(id, |it| it.id.as_str());
            let inner = named.strip_prefix(['[', '<']).map(|it| &it[..it.len() - 1]);
            let wish = match (node.title.as_str(), inner) {
                ("", inner) => inner.unwrap_or(named),
                (title, _) => title,
            };
            let (open, close) = match before.map(|it| it.kind.as_str()) {
                Some("argument") => ('<', '>'),
                _ => ('[', ']'),
            };
            let title = find_title(wish, id, open, &mut taken);
            let name = format!("{open}{title}{close}");
            let said = if inner.is_some() { &name } else { named };
            names.said.insert(id, said.to_owned());
            names.of.insert(id, name);
        }
        for link in document.links() {
            let id = link.id.as_str();
            let named = name_of_link(link);
            let inner = named.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
            let title = find_title(inner.unwrap_or(named), id, '<', &mut taken);
            let name = format!("<{title}>");
            let said = if inner.is_some() { &name } else { named };
            names.said.insert(id, said.to_owned());
            names.of.insert(id, name);
        }
        names
    }

    /// What a box or argument is called, with its brackets.
    pub fn of(&self, id: &str) -> &str {
        self.of.get(id).map_or("", String::as_str)
    }

    /// What a data block calls it.
    pub fn said(&self, id: &str) -> &str {
        self.said.get(id).map_or("", String::as_str)
    }
}

/// A title that no other has: the one wished for, or else the id.
fn find_title(wish: &str, id: &str, open: char, taken: &mut HashSet<(char, String)>) -> String {
    let clean: String = wish
        .chars()
        .filter(|c| !"[]<>{}:\n\r".contains(*c) && !c.is_control())
        .collect();
    let clean = clean.trim().trim_start_matches('-').trim().to_owned();
    let stem = if clean.is_empty() {
        id.to_owned()
    } else {
        clean
    };
    let further = (2..).map(|n| format!("{stem} ({n})"));
    let mut all = std::iter::once(stem.clone()).chain(further);
    let title = all.find(|it| taken.insert((open, it.clone())));
    title.unwrap_or(stem)
}
