//! Writes a map as Argdown: boxes as titled statements, each where the tree has it, simple links
//! as relations, all others as reconstructed arguments.

use crate::format::exchange::Put;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{data, inline};
use crate::model::{Document, Graph, Kind, Link, Node, Relation};

/// The text of a map.
pub(super) fn print(document: &Document) -> String {
    let graph = Graph::of(document);
    let argued: HashSet<&str> = document.links().iter().map(|it| it.to.as_str()).collect();
    let printer = Printer {
        document,
        titles: find_titles(document),
        simple: document
            .links()
            .iter()
            .filter(|link| is_simple(document, link, &argued))
            .map(|link| link.id.as_str())
            .collect(),
    };
    let mut out = String::new();
    let title = &document.meta().title;
    if !title.is_empty() {
        out.put(format_args!(
            "===\ntitle: {}\n===\n\n",
            Value::String(title.replace("===", "="))
        ));
    }
    printer.print_boxes(&graph, &mut out);
    for link in document.links() {
        if !printer.simple.contains(link.id.as_str()) {
            printer.print_argument(link, &mut out);
        }
    }
    out
}

/// Whether a link can be said by indentation.
fn is_simple(document: &Document, link: &Link, argued: &HashSet<&str>) -> bool {
    link.from.len() == 1
        && link.scheme.is_empty()
        && link.title.is_empty()
        && link.note.is_empty()
        && !argued.contains(link.id.as_str())
        && document.nodes().contains(link.to.as_str())
}

struct Printer<'d> {
    document: &'d Document,
    /// Titles by the ids of boxes.
    titles: HashMap<&'d str, String>,
    simple: HashSet<&'d str>,
}

impl Printer<'_> {
    fn print_boxes(&self, graph: &Graph, out: &mut String) {
        // The boxes from the beginning of the block down to the last line.
        let mut open: Vec<u32> = Vec::new();
        for (node, _) in graph.walk() {
            let row = &self.document.nodes().rows()[node as usize];
            let title = &self.titles[row.id.as_str()];
            let mut own = describe(row);
            let place = graph.place(node).filter(|place| {
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
                add_link_data(&mut own, link);
                if let Some(at) = depth {
                    open.truncate(at + 1);
                } else {
                    // What it stands under has been written before: it is named again.
                    let above = &self.document.nodes().rows()[place.parent as usize];
                    out.put(format_args!("[{}]\n", self.titles[above.id.as_str()]));
                    open = vec![place.parent];
                }
                indent = format!("{}{} ", "  ".repeat(open.len()), sign_of(&link.relation));
            } else {
                open.clear();
            }
            let words = inline::escape(&row.text);
            let words = if words.is_empty() {
                "\\ ".to_owned()
            } else {
                words
            };
            out.put(format_args!(
                "{indent}[{title}]: {words}{}\n",
                data::write(&own)
            ));
            open.push(node);
        }
        if !out.is_empty() && !out.ends_with("\n\n") {
            out.push('\n');
        }
        self.print_crossings(graph, out);
    }

    /// Simple links that place nothing: under a reference to what they point at.
    fn print_crossings(&self, graph: &Graph, out: &mut String) {
        for at in 0..graph.n_links() as u32 {
            let link = &self.document.links().rows()[at as usize];
            let is_placing = graph
                .premises(at)
                .iter()
                .any(|&it| graph.is_tree_link(at, it));
            if !self.simple.contains(link.id.as_str()) || is_placing {
                continue;
            }
            let (Some(to), Some(from)) = (
                self.titles.get(link.to.as_str()),
                self.titles.get(link.from[0].as_str()),
            ) else {
                continue;
            };
            let mut own = Map::new();
            add_link_data(&mut own, link);
            let sign = sign_of(&link.relation);
            out.put(format_args!(
                "[{to}]\n  {sign} [{from}]{}\n\n",
                data::write(&own)
            ));
        }
    }

    /// A link as a reconstructed argument, with what argues about it under its inference.
    fn print_argument(&self, link: &Link, out: &mut String) {
        let premises = link
            .from
            .iter()
            .filter_map(|it| self.titles.get(it.as_str()));
        let premises: Vec<&String> = premises.collect();
        if premises.is_empty() {
            return;
        }
        let id = link.id.as_str();
        let mut own = Map::new();
        own.insert("id".to_owned(), json!(id));
        let words = inline::escape(&link.note);
        let colon = if words.is_empty() { "" } else { ": " };
        out.put(format_args!(
            "<{id}>{colon}{words}{}\n\n",
            data::write(&own)
        ));
        for (at, premise) in premises.iter().enumerate() {
            out.put(format_args!("({}) [{premise}]\n", at + 1));
        }
        let mut step = Map::new();
        if !link.title.is_empty() {
            step.insert("title".to_owned(), json!(link.title));
        }
        if !link.scheme.is_empty() {
            step.insert("scheme".to_owned(), json!(link.scheme));
        }
        if step.is_empty() {
            out.push_str("----\n");
        } else {
            out.put(format_args!("--{} --\n", data::write(&step)));
        }
        let n = premises.len() + 1;
        let to = self.titles.get(link.to.as_str());
        match to {
            Some(to) if link.relation == Relation::Supports => {
                out.put(format_args!("({n}) [{to}]\n\n"));
            }
            _ => {
                // What a reason against something concludes is the opposite of that.
                let mut own = Map::new();
                own.insert("aside".to_owned(), json!(true));
                own.insert("rel".to_owned(), json!(link.relation.as_str()));
                own.insert("to".to_owned(), json!(link.to.as_str()));
                let about = to.map_or(link.to.as_str(), String::as_str);
                let word = link.relation.as_str();
                let words = inline::escape(&format!("This {word}: {about}"));
                out.put(format_args!(
                    "({n}) [{id} aside]: {words}{}\n",
                    data::write(&own)
                ));
                match (to, &link.relation) {
                    (Some(to), Relation::Opposes) => out.put(format_args!("  -> [{to}]\n")),
                    (Some(to), _) => out.put(format_args!("  +> [{to}]\n")),
                    (None, _) => out.put(format_args!("  _> <{about}>\n")),
                }
                out.push('\n');
            }
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

/// What the signs do not say of a link.
fn add_link_data(own: &mut Map<String, Value>, link: &Link) {
    own.insert("link".to_owned(), json!(link.id.as_str()));
    let is_said = matches!(
        link.relation,
        Relation::Supports | Relation::Opposes | Relation::Contradicts
    );
    if !is_said {
        own.insert("rel".to_owned(), json!(link.relation.as_str()));
    }
}

/// What title and words do not say of a box.
fn describe(node: &Node) -> Map<String, Value> {
    let mut own = Map::new();
    own.insert("id".to_owned(), json!(node.id.as_str()));
    if node.kind != Kind::Claim {
        own.insert("kind".to_owned(), json!(node.kind.as_str()));
    }
    if !node.title.is_empty() {
        own.insert("title".to_owned(), json!(node.title));
    }
    let plain: Vec<&str> = node.text.split_whitespace().collect();
    if plain.join(" ") != node.text {
        own.insert("text".to_owned(), json!(node.text));
    }
    if !node.note.is_empty() {
        own.insert("note".to_owned(), json!(node.note));
    }
    if !node.tags.is_empty() {
        own.insert("tags".to_owned(), json!(node.tags));
    }
    own
}

/// A title for every box, which no other has: its own, or else its id.
fn find_titles(document: &Document) -> HashMap<&str, String> {
    let mut taken = HashSet::new();
    let nodes = document.nodes().iter();
    nodes
        .map(|node| {
            let clean: String = node
                .title
                .chars()
                .filter(|c| !"[]<>{}:\n\r".contains(*c) && !c.is_control())
                .collect();
            let clean = clean.trim().trim_start_matches('-').trim().to_owned();
            let stem = if clean.is_empty() {
                node.id.to_string()
            } else {
                clean
            };
            let further = (2..).map(|n| format!("{stem} ({n})"));
            let mut all = std::iter::once(stem.clone()).chain(further);
            let title = all.find(|it| taken.insert(it.clone())).unwrap_or(stem);
            (node.id.as_str(), title)
        })
        .collect()
}
