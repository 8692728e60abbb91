//! A tiny notation for maps in tests, one record a line, in document order:
//! `claim a` is a box with the id and wording `a`; `l1: a b supports c` is a link.

use linchpin::model::{Document, Id, Link, Meta, Node, Relation, Time};

/// The id of that name.
pub fn id(name: &str) -> Id {
    Id::parse(name).unwrap()
}

/// An empty map.
pub fn empty() -> Document {
    Document::new(id("m-test"), Time::from_unix(0))
}

/// Reads a map; references may point nowhere.
pub fn read_map(text: &str) -> Document {
    let mut document = empty();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some((name, step)) = line.split_once(": ") {
            let words: Vec<&str> = step.split_whitespace().collect();
            let (to, words) = words.split_last().unwrap();
            let (relation, from) = words.split_last().unwrap();
            let from = from.iter().map(|name| id(name)).collect();
            let link = Link::new(id(name), Relation::from(*relation), from, id(to));
            document.load_link(link).unwrap();
        } else {
            let (kind, name) = line.split_once(' ').unwrap();
            document
                .load_node(Node::new(id(name), kind.into(), name))
                .unwrap();
        }
    }
    document
}

/// The same map with something else said about it.
pub fn with_meta(document: &Document, change: impl Fn(&mut Meta)) -> Document {
    let mut meta = Meta::clone(document.meta());
    change(&mut meta);
    let mut changed = Document::from_meta(meta);
    for node in document.nodes() {
        changed.load_node(node.clone()).unwrap();
    }
    for link in document.links() {
        changed.load_link(link.clone()).unwrap();
    }
    changed
}

/// The same map with one box changed.
pub fn with_node(document: &Document, name: &str, change: impl Fn(&mut Node)) -> Document {
    let mut changed = empty();
    for node in document.nodes() {
        let mut node = Node::clone(node);
        if node.id.as_str() == name {
            change(&mut node);
        }
        changed.load_node(node).unwrap();
    }
    for link in document.links() {
        changed.load_link(link.clone()).unwrap();
    }
    changed
}

/// Draws the tree: signs for relations (`+` supports, `-` opposes, `!` answers, `?` asks), `&`
/// for one of several premises, `Q` `E` `N` for kinds other than claim, `on` for what strikes or
/// backs a step, `also` for cross links.
pub fn draw(document: &Document) -> String {
    let graph = linchpin::model::Graph::of(document);
    let (nodes, links) = (document.nodes().rows(), document.links().rows());
    let mut drawing = String::new();
    for (node, depth) in graph.walk() {
        let row = &nodes[node as usize];
        let place = graph.place(node);
        drawing.push_str(&"  ".repeat(depth as usize));
        if let Some(place) = place {
            drawing.push_str(sign(graph.relation(place.link)));
            if links[place.link as usize].is_linked() {
                drawing.push('&');
            }
            drawing.push(' ');
        }
        drawing.push_str(match row.kind.as_str() {
            "claim" => "",
            "question" => "Q ",
            "evidence" => "E ",
            "note" => "N ",
            _ => "X ",
        });
        drawing.push_str(&row.text);
        for &link in graph.links_from(node) {
            let to = &links[link as usize].to;
            if graph.is_tree_link(link, node) {
                if document.links().contains(to.as_str()) {
                    drawing.extend([" on ", to.as_str()]);
                }
            } else {
                drawing.extend([", also ", sign(graph.relation(link)), " ", to.as_str()]);
            }
        }
        drawing.push('\n');
    }
    drawing
}

fn sign(relation: &Relation) -> &str {
    match relation {
        Relation::Supports => "+",
        Relation::Opposes => "-",
        Relation::Answers => "!",
        Relation::Asks => "?",
        other => other.as_str(),
    }
}
