//! The findings of a map, kept up with its edits: what an edit cannot have changed is not looked
//! at again.

use std::cell::OnceCell;
use std::sync::Arc;

use super::facts::Facts;
use super::passages::Passages;
use super::repeated_wording::Repeats;
use super::wording::Wording;
use super::{Check, Finding, Look, Profile};
use crate::model::{Document, End, Graph, Id, Link, Node};
use crate::reason::Yardstick;
use crate::reason::rows::{NONE, Rows};
use crate::text::{Lexicon, guess_language};

/// How far up, in the direction of arguing, an edit can change what a check finds.
const REACH: usize = 3;

/// What the checks of a profile have found in one state of a map.
///
/// Invariant: equal to [`Findings::of`] that state, whatever way of updates led to it.
#[derive(Debug, Clone)]
pub struct Findings {
    profile: &'static Profile,
    /// What has been looked at: the rows of the map and its graph.
    nodes: Vec<Arc<Node>>,
    links: Vec<Arc<Link>>,
    graph: Arc<Graph>,
    lexicon: Option<&'static str>,
    /// The language that the map or its articles name; none where it was guessed.
    named_language: Option<String>,
    yardstick: String,
    passages: Passages,
    wordings: Vec<Arc<Wording>>,
    /// Per box whether somebody has said how likely it is.
    is_judged: Vec<bool>,
    repeats: Repeats,
    on_nodes: Vec<Found>,
    on_links: Vec<Found>,
    on_graph: Vec<Arc<Finding>>,
    on_all: Vec<Arc<Finding>>,
}

/// What was found at one record; mostly nothing. Whoever tells it shares it.
type Found = Option<Box<[Arc<Finding>]>>;

/// Nodes and links to be looked at.
struct Dirty {
    nodes: Vec<bool>,
    links: Vec<bool>,
    listed_nodes: Vec<u32>,
    listed_links: Vec<u32>,
}

impl Findings {
    /// Looks at a whole map. `graph` is that of `document`.
    pub fn of(document: &Document, graph: &Arc<Graph>, profile: &'static Profile) -> Self {
        let mut findings = Self {
            profile,
            nodes: Vec::new(),
            links: Vec::new(),
            graph: Arc::default(),
            lexicon: find_lexicon(document).map(Lexicon::language),
            named_language: find_named_language(document).map(str::to_owned),
            yardstick: document.meta().yardstick.clone(),
            passages: Passages::of(document),
            wordings: Vec::new(),
            is_judged: Vec::new(),
            repeats: Repeats::default(),
            on_nodes: Vec::new(),
            on_links: Vec::new(),
            on_graph: Vec::new(),
            on_all: Vec::new(),
        };
        findings.follow(document, graph);
        findings
    }

    /// The profile whose checks were made.
    pub fn profile(&self) -> &'static Profile {
        self.profile
    }

    /// Looks at what has changed since, whatever it was. `graph` is that of `document`.
    pub fn update(&mut self, document: &Document, graph: &Arc<Graph>) {
        let is_known = self.is_language_of(document);
        let language = || find_lexicon(document).map(Lexicon::language);
        let is_anew =
            self.yardstick != document.meta().yardstick || !is_known && language() != self.lexicon;
        if is_anew {
            *self = Self::of(document, graph, self.profile);
        } else {
            self.follow(document, graph);
        }
    }

    /// Whether all that the language is read off is as it was.
    fn is_language_of(&self, document: &Document) -> bool {
        let first = self.nodes.iter().take(N_ASKED);
        let now = document.nodes().iter().take(N_ASKED);
        find_named_language(document) == self.named_language.as_deref()
            && (self.named_language.is_some()
                || first.len() == now.len() && first.zip(now).all(|(a, b)| Arc::ptr_eq(a, b)))
    }

    fn follow(&mut self, document: &Document, graph: &Arc<Graph>) {
        self.named_language = find_named_language(document).map(str::to_owned);
        let is_first = self.graph.n_nodes() == 0 && self.nodes.is_empty();
        let nodes = Rows::of(&self.nodes, document.nodes().rows());
        let links = Rows::of(&self.links, document.links().rows());
        let has_other_texts = !self.passages.are_of(document);
        if has_other_texts {
            self.passages = self.passages.after(document);
        }
        let is_same_graph = !is_first && Arc::ptr_eq(&self.graph, graph);
        if nodes.are_same() && links.are_same() && is_same_graph && !has_other_texts {
            return;
        }
        let mut dirty = Dirty::of(document);
        self.mark_changed(graph, &nodes, &links, &mut dirty);
        if has_other_texts {
            dirty.mark_quoting(document);
        }
        dirty.climb(graph);
        let stirred = self.read_wordings(document, &nodes);
        for id in stirred {
            if let Some(node) = graph.node(id.as_str()) {
                dirty.add_node(node);
            }
        }
        nodes.carry(&mut self.is_judged);
        for &node in &nodes.touched {
            let record = &document.nodes().rows()[node as usize];
            self.is_judged[node as usize] = record.likelihood.is_some();
        }
        nodes.carry(&mut self.on_nodes);
        links.carry(&mut self.on_links);
        nodes.keep(&mut self.nodes, document.nodes().rows());
        links.keep(&mut self.links, document.links().rows());
        self.graph = graph.clone();
        self.look(document, &dirty, !is_same_graph, !nodes.are_same());
    }

    /// Marks what the edit touched, with the other ends of its links as they are and were.
    fn mark_changed(&self, graph: &Graph, nodes: &Rows, links: &Rows, dirty: &mut Dirty) {
        for &node in &nodes.touched {
            dirty.add_node(node);
            let end = End::Node(node);
            for &link in graph.links_from(node).iter().chain(graph.links_to(end)) {
                dirty.add_link(link);
                dirty.add_ends(graph, link);
            }
        }
        for &link in &links.touched {
            dirty.add_link(link);
            dirty.add_ends(graph, link);
            for &other in graph.links_to(End::Link(link)) {
                dirty.add_link(other);
            }
        }
        // What was read of the graph before is by its own places.
        let before = &self.graph;
        let gone_links = links.left.iter().copied();
        let at_gone_nodes = nodes.left.iter().flat_map(|&node| {
            let to = before.links_to(End::Node(node)).iter();
            before.links_from(node).iter().chain(to).copied()
        });
        for old in gone_links.chain(at_gone_nodes) {
            if let Some(&link) = links.new_of.get(old as usize)
                && link != NONE
            {
                dirty.add_link(link);
            }
            let ends = before.premises(old).iter().map(|&node| End::Node(node));
            for end in ends.chain(before.target(old)) {
                match end {
                    End::Node(node) => {
                        let now = nodes.new_of[node as usize];
                        if now != NONE {
                            dirty.add_node(now);
                        }
                    }
                    End::Link(link) => {
                        let now = links.new_of[link as usize];
                        if now != NONE {
                            dirty.add_link(now);
                        }
                    }
                }
            }
        }
    }

    /// Reads the wordings that came or changed. Gives the ids of boxes that may repeat others
    /// now, or no longer.
    fn read_wordings(&mut self, document: &Document, nodes: &Rows) -> Vec<Id> {
        let lexicon = self.lexicon.and_then(Lexicon::named);
        let mut stirred = Vec::new();
        for &old in &nodes.left {
            let (record, wording) = (&self.nodes[old as usize], &self.wordings[old as usize]);
            self.repeats
                .remove(&record.id, &record.kind, wording, &mut stirred);
        }
        let rows = document.nodes().rows();
        let read = |&node: &u32| {
            let (old, text) = (
                nodes.old_of[node as usize] as usize,
                &rows[node as usize].text,
            );
            match self.nodes.get(old) {
                Some(before) if before.text == *text => self.wordings[old].clone(),
                _ => Wording::of(text, lexicon),
            }
        };
        let wordings: Vec<Arc<Wording>> = nodes.touched.iter().map(read).collect();
        nodes.carry(&mut self.wordings);
        for (&node, wording) in nodes.touched.iter().zip(wordings) {
            self.wordings[node as usize] = wording;
        }
        for &node in &nodes.touched {
            let (record, wording) = (&rows[node as usize], &self.wordings[node as usize]);
            self.repeats
                .add(&record.id, &record.kind, wording, &mut stirred);
        }
        stirred
    }

    fn look(
        &mut self,
        document: &Document,
        dirty: &Dirty,
        is_other_graph: bool,
        has_other_nodes: bool,
    ) {
        let facts = Facts {
            document,
            graph: &self.graph,
            wordings: &self.wordings,
            is_judged: &self.is_judged,
            lexicon: self.lexicon.and_then(Lexicon::named),
            yardstick: Yardstick::named(&self.yardstick),
            passages: &self.passages,
            order: OnceCell::new(),
        };
        let checks: Vec<&'static Check> = self.profile.checks().collect();
        let mut found = Vec::new();
        for &node in &dirty.listed_nodes {
            for check in &checks {
                match check.look {
                    Look::Node(look) | Look::Both(look, _) => look(&facts, node, &mut found),
                    Look::Repeats => self.repeats.look(&facts, node, &mut found),
                    Look::Link(_) | Look::Graph(_) | Look::Nodes(_) => {}
                }
            }
            self.on_nodes[node as usize] = pack(&mut found);
        }
        for &link in &dirty.listed_links {
            for check in &checks {
                if let Look::Link(look) | Look::Both(_, look) = check.look {
                    look(&facts, link, &mut found);
                }
            }
            self.on_links[link as usize] = pack(&mut found);
        }
        if is_other_graph {
            for check in &checks {
                if let Look::Graph(look) = check.look {
                    look(&facts, &mut found);
                }
            }
            self.on_graph = found.drain(..).map(Arc::new).collect();
        }
        if is_other_graph || has_other_nodes {
            for check in &checks {
                if let Look::Nodes(look) = check.look {
                    look(&facts, &mut found);
                }
            }
            self.on_all = found.into_iter().map(Arc::new).collect();
        }
    }

    /// Every finding: first those about the map as a whole, then those at boxes and at links, each in
    /// document order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Finding>> {
        let whole = self.on_graph.iter().chain(&self.on_all);
        let nodes = self.on_nodes.iter().flatten().flatten();
        let links = self.on_links.iter().flatten().flatten();
        whole.chain(nodes).chain(links)
    }

    /// Every finding, each as it is told.
    pub fn to_vec(&self) -> Vec<Finding> {
        self.iter().map(|finding| (**finding).clone()).collect()
    }
}

fn pack(found: &mut Vec<Finding>) -> Found {
    (!found.is_empty()).then(|| found.drain(..).map(Arc::new).collect())
}

/// How many boxes are asked for their language.
const N_ASKED: usize = 12;

/// The words of the map's language: the one it names, else that of its first article, else the
/// one that its first boxes seem to be in.
fn find_lexicon(document: &Document) -> Option<&'static Lexicon> {
    if let Some(named) = find_named_language(document) {
        return Lexicon::named(named);
    }
    let nodes = document.nodes().iter().take(N_ASKED);
    let texts: Vec<&str> = nodes.map(|node| node.text.as_str()).collect();
    Lexicon::named(guess_language(&texts.join("\n")).unwrap_or("en"))
}

fn find_named_language(document: &Document) -> Option<&str> {
    let sources = document.sources().iter();
    let mut languages =
        std::iter::once(&document.meta().language).chain(sources.map(|source| &source.language));
    let named = languages.find(|language| !language.is_empty());
    named.map(String::as_str)
}

impl Dirty {
    fn of(document: &Document) -> Self {
        Self {
            nodes: vec![false; document.nodes().len()],
            links: vec![false; document.links().len()],
            listed_nodes: Vec::new(),
            listed_links: Vec::new(),
        }
    }

    fn add_node(&mut self, node: u32) {
        if !std::mem::replace(&mut self.nodes[node as usize], true) {
            self.listed_nodes.push(node);
        }
    }

    fn add_link(&mut self, link: u32) {
        if !std::mem::replace(&mut self.links[link as usize], true) {
            self.listed_links.push(link);
        }
    }

    fn add_end(&mut self, end: End) {
        match end {
            End::Node(node) => self.add_node(node),
            End::Link(link) => self.add_link(link),
        }
    }

    fn add_ends(&mut self, graph: &Graph, link: u32) {
        for &premise in graph.premises(link) {
            self.add_node(premise);
        }
        if let Some(end) = graph.target(link) {
            self.add_end(end);
        }
    }

    /// What quotes an article whose text is another one.
    fn mark_quoting(&mut self, document: &Document) {
        for (node, at) in document.nodes().iter().zip(0..) {
            if !node.anchors.is_empty() {
                self.add_node(at);
            }
        }
        for (link, at) in document.links().iter().zip(0..) {
            if !link.anchors.is_empty() {
                self.add_link(at);
            }
        }
    }

    /// Adds what the marked nodes and links argue about, and what that argues about.
    fn climb(&mut self, graph: &Graph) {
        let (mut n_nodes, mut n_links) = (0, 0);
        for _ in 0..REACH {
            let (nodes, links) = (self.listed_nodes.len(), self.listed_links.len());
            for at in n_nodes..nodes {
                for &link in graph.links_from(self.listed_nodes[at]) {
                    self.add_link(link);
                    if let Some(end) = graph.target(link) {
                        self.add_end(end);
                    }
                }
            }
            for at in n_links..links {
                if let Some(end) = graph.target(self.listed_links[at]) {
                    self.add_end(end);
                }
            }
            (n_nodes, n_links) = (nodes, links);
        }
    }
}
