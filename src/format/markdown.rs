//! A map as a Markdown document to read, print and mail: nested lists with "because" and
//! "however", passages as quotes, open questions and sources at the end.

use std::collections::HashSet;

use crate::model::{Anchor, Document, End, Graph, Kind, Link, Node, Relation, Role, find_role};
use crate::words::{self, MapWords};

/// The document as Markdown.
pub fn print(document: &Document) -> String {
    let graph = Graph::of(document);
    let mut page = Page {
        document,
        graph: &graph,
        words: words::of_map(&document.meta().language),
        text: String::new(),
    };
    page.print_head();
    page.print_tree();
    page.print_questions();
    page.print_sources();
    page.text
}

struct Page<'d> {
    document: &'d Document,
    graph: &'d Graph,
    words: &'static MapWords,
    text: String,
}

impl Page<'_> {
    fn print_head(&mut self) {
        let meta = self.document.meta();
        if !meta.marking.is_empty() {
            self.paragraph(0, &format!("**{}**", escape(&meta.marking)));
        }
        let title = if meta.title.is_empty() {
            "Argument map"
        } else {
            &meta.title
        };
        self.paragraph(0, &format!("# {}", escape(title)));
        if !meta.authors.is_empty() {
            self.paragraph(0, &escape(&meta.authors.join(", ")));
        }
    }

    fn print_tree(&mut self) {
        for (node, depth) in self.graph.walk() {
            let record = &self.document.nodes().rows()[node as usize];
            let link = self
                .graph
                .place(node)
                .map(|place| &self.document.links().rows()[place.link as usize]);
            self.print_node(depth as usize, node, record, link);
        }
        self.leave_line();
    }

    fn print_node(
        &mut self,
        depth: usize,
        at: u32,
        node: &Node,
        link: Option<&std::sync::Arc<Link>>,
    ) {
        let mut lead = Vec::new();
        if let Some(link) = link {
            let is_joined = link.from.first() != Some(&node.id) && link.from.contains(&node.id);
            let word = if is_joined {
                &self.words.and
            } else {
                self.find_word(&link.relation)
            };
            let is_on_step = self
                .graph
                .place(at)
                .is_some_and(|place| matches!(self.graph.target(place.link), Some(End::Link(_))));
            let mark = if is_on_step { " (→)" } else { "" };
            lead.push(format!("*{}{mark}:*", escape(word)));
        }
        match &node.kind {
            Kind::Claim if find_role(self.graph, at) == Some(Role::MainClaim) => {
                lead.push(format!("**{}:**", escape(&self.words.main_claim)));
            }
            Kind::Claim => {}
            Kind::Evidence => lead.push(format!("**{}:**", escape(&self.words.evidence))),
            Kind::Question => lead.push(format!("**{}:**", escape(&self.words.question))),
            Kind::Note => lead.push(format!("**{}:**", escape(&self.words.note))),
            Kind::Other(kind) => lead.push(format!("**{}:**", escape(kind))),
        }
        if !node.title.is_empty() {
            lead.push(format!("**{}**", escape_end(escape(&node.title), ':')));
        }
        lead.push(escape_end(escape_lines(&node.text, depth + 1), ')'));
        let mut marks = Vec::new();
        if node.assumption.is_some() {
            marks.push(self.words.assumption.to_lowercase());
        }
        if node.implicit {
            marks.push(self.words.implicit.to_lowercase());
        }
        if let Some(likelihood) = &node.likelihood {
            marks.push(likelihood.word.clone());
        }
        if !marks.is_empty() {
            lead.push(format!("({})", escape(&marks.join(", "))));
        }
        self.indent(depth);
        self.text.push_str("- ");
        self.text.push_str(&lead.join(" "));
        self.text.push('\n');
        for anchor in &node.anchors {
            self.print_anchor(depth + 1, anchor);
        }
        if !node.note.is_empty() {
            let note = escape_lines(&node.note, depth + 1);
            self.block(depth + 1, &note);
        }
        self.print_crossings(depth + 1, at);
    }

    fn print_anchor(&mut self, depth: usize, anchor: &Anchor) {
        self.leave_line();
        for line in anchor.exact.lines() {
            self.indent(depth);
            self.text.push_str("> ");
            self.text.push_str(&escape(line));
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    /// The links that lead from a box to elsewhere.
    fn print_crossings(&mut self, depth: usize, at: u32) {
        let mut seen = HashSet::new();
        for &link in self.graph.links_from(at) {
            if self.graph.is_tree_link(link, at) || !seen.insert(link) {
                continue;
            }
            if let Some(End::Node(target)) = self.graph.target(link) {
                let word = escape(self.find_word(self.graph.relation(link)));
                let text = &self.document.nodes().rows()[target as usize].text;
                let line = format!("*{word}* → {}", escape(text.lines().next().unwrap_or("")));
                self.block(depth, &line);
            }
        }
    }

    fn print_questions(&mut self) {
        let nodes = self.document.nodes().rows();
        let open: Vec<String> = (0..self.graph.n_nodes() as u32)
            .filter(|&node| find_role(self.graph, node) == Some(Role::Gap))
            .map(|node| format!("- {}\n", escape_lines(&nodes[node as usize].text, 1)))
            .collect();
        if !open.is_empty() {
            self.paragraph(0, "## Open questions");
            self.text.push_str(&open.concat());
            self.text.push('\n');
        }
    }

    fn print_sources(&mut self) {
        if self.document.sources().is_empty() {
            return;
        }
        self.paragraph(0, "## Sources");
        for source in self.document.sources() {
            let parts: Vec<String> = [
                &source.author,
                &source.title,
                &source.publisher,
                &source.published,
                &source.url,
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| escape(part))
            .collect();
            self.text.push_str("- ");
            self.text.push_str(&parts.join(". "));
            self.text.push('\n');
        }
    }

    fn find_word<'a>(&'a self, relation: &'a Relation) -> &'a str {
        match relation {
            Relation::Supports => &self.words.supports,
            Relation::Opposes => &self.words.opposes,
            Relation::Answers => &self.words.answers,
            Relation::Asks => &self.words.asks,
            Relation::Restates => &self.words.restates,
            Relation::Contradicts => &self.words.contradicts,
            Relation::Relates => &self.words.relates,
            Relation::Other(word) => word,
        }
    }

    /// Leaves one line empty, if none is.
    fn leave_line(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph within a list item.
    fn block(&mut self, depth: usize, text: &str) {
        self.leave_line();
        self.paragraph(depth, text);
    }

    fn paragraph(&mut self, depth: usize, text: &str) {
        self.indent(depth);
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    fn indent(&mut self, depth: usize) {
        self.text.extend(std::iter::repeat_n("  ", depth));
    }
}

/// Several lines, with hard breaks, for an item at that depth.
fn escape_lines(text: &str, depth: usize) -> String {
    let lines: Vec<String> = text
        .trim()
        .lines()
        .map(|line| escape(line.trim()))
        .collect();
    lines.join(&format!("\\\n{}", "  ".repeat(depth)))
}

/// Escapes the last sign of a text that would be taken for the end of a label or of marks.
fn escape_end(mut text: String, sign: char) -> String {
    if text.ends_with(sign) {
        text.insert(text.len() - sign.len_utf8(), '\\');
    }
    text
}

/// Text as it is, whatever Markdown would make of it.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in text.char_indices() {
        let is_list_mark =
            (at == 0 && "#+-=~|".contains(c)) || (at == digits && at > 0 && ".)".contains(c));
        if is_list_mark || "\\`*_[]<>&".contains(c) {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    escaped
}
