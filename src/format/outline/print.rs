//! Prints a map as an outline. Every box is printed once, at its place in the tree.

use std::collections::HashSet;

use super::{ACROSS, MORE, NOTE, PREMISE, SIGNS};
use crate::edit::Fragment;
use crate::model::{Document, End, Graph, Id, Kind, Link, Node, Time};

/// Which ids stand at the ends of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShownIds {
    /// None, as people read it.
    #[default]
    None,
    /// Those of boxes that links across lead to, so that these are found again.
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
        is_printed: vec![false; graph.n_nodes()],
        ends: HashSet::new(),
    };
    if ids == ShownIds::Ends {
        printer.ends = find_ends(&graph);
    }
    printer.print_from(graph.roots().iter().map(|&root| Step::root(root)).collect());
    // What hangs on a step whose own premises are gone has no line above it.
    for node in 0..graph.n_nodes() as u32 {
        if !printer.is_printed[node as usize] {
            printer.print_from(vec![Step::root(node)]);
        }
    }
    printer.text
}

/// The boxes that links lead to which place none of their premises.
fn find_ends(graph: &Graph) -> HashSet<u32> {
    let links = 0..graph.n_links() as u32;
    let is_across = |&link: &u32| {
        let premises = graph.premises(link);
        !premises
            .iter()
            .any(|&premise| graph.is_tree_link(link, premise))
    };
    let end = |link| match graph.target(link) {
        Some(End::Node(node)) => Some(node),
        Some(End::Link(_)) | None => None,
    };
    links.filter(is_across).filter_map(end).collect()
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
    for link in &fragment.links {
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
    /// Boxes whose ids are printed where not all are.
    ends: HashSet<u32>,
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
            }
            stack[start..].reverse();
        }
    }

    /// The lines of the links that point at a box or a step, where they place their premises.
    fn list_under(&self, end: End, depth: usize, lines: &mut Vec<Step>) {
        for &link in self.graph.links_to(end) {
            let mut is_first = true;
            for &node in self.graph.premises(link) {
                if self.graph.is_tree_link(link, node) {
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

    /// The lines of the links from a box that place none of their premises.
    fn list_crossings(&self, node: u32, depth: usize, lines: &mut Vec<Step>) {
        // A premise named twice has its link twice, one after the other.
        let mut previous = None;
        for &link in self.graph.links_from(node) {
            let premises = self.graph.premises(link);
            let is_placing = premises.iter().any(|&p| self.graph.is_tree_link(link, p));
            let is_again = previous.replace(link) == Some(link);
            if premises.first() == Some(&node) && !is_placing && !is_again {
                let line = Line::Crossing { link };
                lines.push(Step { depth, line });
            }
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
        let mut lines = node.text.split('\n');
        let first = lines.next().unwrap_or_default();
        let traits = list_traits(&node, sign, first);
        for part in [traits.as_str(), first] {
            if !part.is_empty() {
                self.text.push(' ');
                self.text.push_str(part);
            }
        }
        let link = link.filter(|_| is_first).map(|link| self.link(link));
        let names = self.list_names(&node.id, link.map(|link| &link.id), first);
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
        let link = self.link(at).clone();
        let what = match self.graph.target(at) {
            Some(End::Node(node)) => self.node(node).text.lines().next().unwrap_or_default(),
            Some(End::Link(_)) | None => "",
        }
        .to_owned();
        self.indent(depth);
        let names = self.list_names(&link.to, Some(&link.id), &what);
        for part in [
            ACROSS,
            " ",
            link.relation.as_str(),
            ": ",
            &what,
            &names,
            "\n",
        ] {
            self.text.push_str(part);
        }
    }

    /// What stands in braces at the end of a line, braces and space included.
    fn list_names(&self, node: &Id, link: Option<&Id>, line: &str) -> String {
        let is_end = || {
            let at = self.graph.node(node.as_str());
            at.is_some_and(|at| self.ends.contains(&at))
        };
        match (self.ids, link) {
            (ShownIds::Ends, _) if is_end() => format!(" {{{node}}}"),
            // Without this the end of the wording would be taken for an id.
            (ShownIds::None | ShownIds::Ends, _) if line.ends_with('}') => " {}".to_owned(),
            (ShownIds::None | ShownIds::Ends, _) => String::new(),
            (ShownIds::All, Some(link)) => format!(" {{{node} <{link}}}"),
            _ => format!(" {{{node}}}"),
        }
    }

    fn indent(&mut self, depth: usize) {
        self.text.extend(std::iter::repeat_n("  ", depth));
    }
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
