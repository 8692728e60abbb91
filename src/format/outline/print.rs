//! Prints a map as an outline. Every box is printed once, at its place in the tree.

use std::collections::HashSet;

use super::{ACROSS, ALSO, MORE, NOTE, PREMISE, SIGNS};
use crate::edit::Fragment;
use crate::model::{Document, End, Graph, Id, Kind, Link, Node, Time};

/// Which ids stand at the ends of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShownIds {
    /// None, as people read it.
    #[default]
    None,
    /// Those of boxes and links that other lines speak of, so that these are found again.
    Ends,
    /// Those of the boxes.
    Nodes,
    /// Those of the boxes and of their links.
    All,
}

/// The outline of a whole map.
pub fn print(document: &Document, ids: ShownIds) -> String {
    let graph = Graph::of(document);
    let mut printer = Printer {
        document,
        graph: &graph,
        ids,
        text: String::new(),
        is_printed: Vec::new(),
        fallen: HashSet::new(),
        ends: HashSet::new(),
    };
    // The first time shows which boxes no line leads to and which ids are spoken of.
    printer.print();
    printer.print();
    printer.text
}

/// The outline of copied records, with ids only where a link across needs them. Links that lead
/// out of them are left out.
pub fn print_fragment(fragment: &Fragment) -> String {
    let id = Id::parse("fragment").expect("a word is an identifier");
    let mut document = Document::new(id, Time::default());
    for node in &fragment.nodes {
        // A second record of one id has no place in an outline.
        drop(document.load_node(node.clone()));
    }
    for link in fragment.closed_links() {
        drop(document.load_link(link.clone()));
    }
    print(&document, ShownIds::Ends)
}

struct Printer<'d> {
    document: &'d Document,
    graph: &'d Graph,
    ids: ShownIds,
    text: String,
    is_printed: Vec<bool>,
    /// Boxes that stand at the top although a link gives them a place: what that link hangs on
    /// stands under them.
    fallen: HashSet<u32>,
    /// The boxes and links that other lines speak of.
    ends: HashSet<End>,
}

/// A line to be printed, before the lines under it.
#[derive(Clone, Copy)]
struct Step {
    depth: usize,
    line: Line,
}

#[derive(Clone, Copy)]
enum Line {
    /// A box and the link that puts it here; the first premise bears the sign of the link.
    Box {
        node: u32,
        link: Option<u32>,
        is_first: bool,
    },
    /// A link to a box that stands elsewhere.
    Crossing { link: u32 },
    /// A link whose line stands elsewhere and that the box above is one more premise of.
    Further { link: u32 },
}

impl Step {
    fn root(node: u32) -> Self {
        Self {
            depth: 0,
            line: Line::Box {
                node,
                link: None,
                is_first: true,
            },
        }
    }
}

impl Printer<'_> {
    fn print(&mut self) {
        self.text.clear();
        self.is_printed = vec![false; self.graph.n_nodes()];
        let roots = self.graph.roots().iter();
        self.print_from(roots.map(|&root| Step::root(root)).collect());
        for node in 0..self.graph.n_nodes() as u32 {
            if !self.is_printed[node as usize] {
                self.fallen.insert(node);
                self.print_from(vec![Step::root(node)]);
            }
        }
    }

    /// Whether a box stands where that link puts it.
    fn is_placed(&self, link: u32, node: u32) -> bool {
        self.graph.is_tree_link(link, node) && !self.fallen.contains(&node)
    }

    /// Prints lines and everything under them; no recursion, since maps may be deep.
    fn print_from(&mut self, mut stack: Vec<Step>) {
        stack.reverse();
        while let Some(step) = stack.pop() {
            let start = stack.len();
            let depth = step.depth + 1;
            match step.line {
                Line::Box {
                    node,
                    link,
                    is_first,
                } => {
                    if std::mem::replace(&mut self.is_printed[node as usize], true) {
                        continue;
                    }
                    self.print_box(step.depth, node, link, is_first);
                    if let Some(link) = link.filter(|_| is_first) {
                        self.list_under(End::Link(link), depth, &mut stack);
                    }
                    self.list_under(End::Node(node), depth, &mut stack);
                    self.list_crossings(node, depth, &mut stack);
                }
                Line::Crossing { link } => {
                    self.print_crossing(step.depth, link);
                    self.list_under(End::Link(link), depth, &mut stack);
                }
                Line::Further { link } => self.print_further(step.depth, link),
            }
            stack[start..].reverse();
        }
    }

    /// The lines of the links that point at a box or a step, where they place their premises.
    fn list_under(&self, end: End, depth: usize, lines: &mut Vec<Step>) {
        for &link in self.graph.links_to(end) {
            let mut is_first = true;
            for &node in self.graph.premises(link) {
                if self.is_placed(link, node) {
                    let line = Line::Box {
                        node,
                        link: Some(link),
                        is_first,
                    };
                    lines.push(Step { depth, line });
                    is_first = false;
                }
            }
        }
    }

    /// The lines of the links from a box that do not place it.
    fn list_crossings(&self, node: u32, depth: usize, lines: &mut Vec<Step>) {
        // A premise named twice has its link twice, one after the other.
        let mut previous = None;
        for &link in self.graph.links_from(node) {
            let is_again = previous.replace(link) == Some(link);
            if is_again || self.is_placed(link, node) {
                continue;
            }
            let premises = self.graph.premises(link);
            let is_placing = premises.iter().any(|&it| self.is_placed(link, it));
            let is_first = premises.first() == Some(&node) && !is_placing;
            let line = if is_first {
                Line::Crossing { link }
            } else if matches!(self.ids, ShownIds::Ends | ShownIds::All) {
                Line::Further { link }
            } else {
                // It would say nothing without the id of the link.
                continue;
            };
            lines.push(Step { depth, line });
        }
    }

    fn node(&self, node: u32) -> &Node {
        &self.document.nodes().rows()[node as usize]
    }

    fn link(&self, link: u32) -> &Link {
        &self.document.links().rows()[link as usize]
    }

    fn print_box(&mut self, depth: usize, at: u32, link: Option<u32>, is_first: bool) {
        let node = self.node(at).clone();
        let sign = match link {
            _ if !is_first => PREMISE,
            Some(link) => find_mark(self.graph, link),
            None => match node.kind {
                Kind::Question => "?",
                Kind::Note => NOTE,
                _ => "=",
            },
        };
        self.indent(depth);
        self.text.push_str(sign);
        let text = node.text.replace("\r\n", "\n").replace('\r', "\n");
        let mut lines = text.split('\n');
        let first = lines.next().unwrap_or_default();
        let traits = list_traits(&node, sign, first);
        for part in [traits.as_str(), first] {
            if !part.is_empty() {
                self.text.push(' ');
                self.text.push_str(part);
            }
        }
        let names = self.list_names(at, link.filter(|_| is_first), first);
        self.text.push_str(&names);
        self.text.push('\n');
        for line in lines {
            self.indent(depth + 1);
            self.text.push_str(MORE);
            self.text.push(' ');
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn print_crossing(&mut self, depth: usize, at: u32) {
        let link = self.link(at);
        let target = self.graph.target(at);
        let what = self.name_end(target);
        let shows_end = self.ids != ShownIds::None && target.is_some();
        let own = self.name_link(at).map(|id| format!("<{id}"));
        let end = shows_end.then(|| link.to.to_string());
        let names = enclose(end.into_iter().chain(own), &what);
        let line = format!("{ACROSS} {}: {what}{names}\n", link.relation.as_str());
        self.ends.extend(target);
        self.indent(depth);
        self.text.push_str(&line);
    }

    fn print_further(&mut self, depth: usize, at: u32) {
        let what = self.name_end(self.graph.target(at));
        let line = format!("{ACROSS} {ALSO}: {what} {{<{}}}\n", self.link(at).id);
        self.ends.insert(End::Link(at));
        self.indent(depth);
        self.text.push_str(&line);
    }

    /// The beginning of what a link points at, for people.
    fn name_end(&self, target: Option<End>) -> String {
        let words = match target {
            Some(End::Node(node)) => self.node(node).text.lines().next().unwrap_or_default(),
            Some(End::Link(_)) | None => "",
        };
        words.replace('\r', " ")
    }

    /// The id of a link, where it is shown.
    fn name_link(&self, at: u32) -> Option<&Id> {
        let is_shown = match self.ids {
            ShownIds::All => true,
            ShownIds::Ends => self.ends.contains(&End::Link(at)),
            ShownIds::None | ShownIds::Nodes => false,
        };
        is_shown.then(|| &self.link(at).id)
    }

    /// What stands in braces at the end of the line of a box, braces and space included.
    fn list_names(&self, node: u32, link: Option<u32>, line: &str) -> String {
        let is_shown = match self.ids {
            ShownIds::All | ShownIds::Nodes => true,
            ShownIds::Ends => self.ends.contains(&End::Node(node)),
            ShownIds::None => false,
        };
        let own = is_shown.then(|| self.node(node).id.to_string());
        let link = link.and_then(|link| self.name_link(link));
        enclose(own.into_iter().chain(link.map(|id| format!("<{id}"))), line)
    }

    fn indent(&mut self, depth: usize) {
        self.text.extend(std::iter::repeat_n("  ", depth));
    }
}

/// Names in braces, with a space before them; without names only where the end of the line would
/// be taken for such.
fn enclose(names: impl Iterator<Item = String>, line: &str) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() && !line.ends_with('}') {
        return String::new();
    }
    format!(" {{{}}}", names.join(" "))
}

/// The sign of a link by its relation and by what it points at.
fn find_mark(graph: &Graph, link: u32) -> &'static str {
    let is_on_link = matches!(graph.target(link), Some(End::Link(_)));
    SIGNS
        .iter()
        .find(|sign| sign.relation == *graph.relation(link) && sign.is_on_link == is_on_link)
        .map_or("=", |sign| sign.mark)
}

/// The words in brackets that a line needs, brackets included.
fn list_traits(node: &Node, sign: &str, first_line: &str) -> String {
    let usual = match sign {
        "?" | "~?" => Kind::Question,
        NOTE => Kind::Note,
        _ => Kind::Claim,
    };
    let mut words = Vec::new();
    if node.kind != usual || first_line.starts_with('[') {
        words.push(match &node.kind {
            Kind::Question => "q".to_owned(),
            Kind::Claim => "c".to_owned(),
            Kind::Evidence => "e".to_owned(),
            Kind::Note => "n".to_owned(),
            Kind::Other(word) => format!("kind={word}"),
        });
    }
    if node.assumption.is_some() {
        words.push("assumed".to_owned());
    }
    if node.implicit {
        words.push("implicit".to_owned());
    }
    if words.is_empty() {
        String::new()
    } else {
        format!("[{}]", words.join(" "))
    }
}
