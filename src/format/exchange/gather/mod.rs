//! Gathers what a reader finds and makes lawful records of it: ids that have the form of ids,
//! links whose ends are there, relations that the table allows. What does not fit is changed or
//! dropped, and told.

mod links;
mod passages;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ecow::EcoString;
use foldhash::fast::RandomState;
use serde_json::Value;

pub use links::LinkSpec;
pub use passages::SoughtPassage;

use links::Sought;

use super::{Fate, Imported, Report, names};
use crate::edit::Fragment;
use crate::format::native::Limits;
use crate::model::{Extra, Id, Kind, Node, Origin, RecordKind, Source};
use crate::text::hash_text;

/// How many boxes are taken of a file. What goes beyond them costs no memory.
pub const MOST_BOXES: usize = 200_000;
/// How many links are taken of a file.
pub const MOST_LINKS: usize = 1_000_000;

/// How many premises links may have in all. A step of many premises and many conclusions is a link for
/// each of these.
pub const MOST_PREMISES: usize = 2_000_000;
/// How many bytes of articles passages may quote in all. Two numbers are enough for a passage as long
/// as its article, and a file may have a hundred thousand of them.
pub const MOST_QUOTED: usize = 64 << 20;

/// Records that are being gathered from a file.
pub struct Gather {
    format: &'static str,
    /// What the file calls itself.
    pub title: String,
    /// What became of what it says.
    pub report: Report,
    fragment: Fragment,
    links: Vec<Sought>,
    /// Places of nodes by their names in the file.
    named: HashMap<EcoString, u32, RandomState>,
    /// Places of articles by their ids.
    source_at: HashMap<Id, usize>,
    taken: HashSet<Id, RandomState>,
    n_drawn: usize,
    /// Stands in for each box that goes beyond the bound.
    spare: Node,
    n_boxes_beyond: usize,
    n_links_beyond: usize,
    n_premises: usize,
    n_crowded_links: usize,
    n_quoted: usize,
    n_passages_beyond: usize,
}

impl Gather {
    /// Nothing yet, from a file of that format.
    pub fn new(format: &'static str) -> Self {
        Self {
            format,
            title: String::new(),
            report: Report::default(),
            fragment: Fragment::default(),
            links: Vec::new(),
            named: HashMap::default(),
            source_at: HashMap::new(),
            taken: HashSet::default(),
            n_drawn: 0,
            spare: Node::new(
                Id::parse("n-beyond").expect("it is an id"),
                Kind::Note,
                String::new(),
            ),
            n_boxes_beyond: 0,
            n_links_beyond: 0,
            n_premises: 0,
            n_crowded_links: 0,
            n_quoted: 0,
            n_passages_beyond: 0,
        }
    }

    /// Adds a box under its name in the file, the first of that name being the one that links
    /// mean; gives it back to be filled in. After [`MOST_BOXES`] none is added, and what is given
    /// back goes nowhere.
    pub fn add_node(&mut self, name: &str, type_: &str, kind: Kind, text: &str) -> &mut Node {
        if !self.takes_box() {
            self.spare = Node::new(self.spare.id.clone(), kind, String::new());
            return &mut self.spare;
        }
        let id = self.give_id(name, RecordKind::Node);
        let mut node = Node::new(id, kind, clean(text));
        if !name.is_empty() || !type_.is_empty() {
            node.origin = Some(Box::new(self.origin(name, type_)));
        }
        let at = self.push_node(name, Arc::new(node));
        self.node_at_mut(at)
    }

    /// Whether there is room for one more box. It is counted where there is none.
    fn takes_box(&mut self) -> bool {
        let is_room = self.fragment.nodes.len() < MOST_BOXES;
        self.n_boxes_beyond += usize::from(!is_room);
        is_room
    }

    fn push_node(&mut self, name: &str, node: Arc<Node>) -> usize {
        let at = self.fragment.nodes.len();
        self.named.entry(name.into()).or_insert(at as u32);
        self.fragment.nodes.push(node);
        at
    }

    /// Adds an article; its id.
    pub fn add_source(&mut self, name: &str, text: &str) -> Id {
        let id = self.give_id(name, RecordKind::Source);
        let text = crate::text::clean_text(text);
        let mut source = Source::new(id.clone());
        source.sha256 = hash_text(&text);
        source.text = text.into();
        if !name.is_empty() {
            source.origin = Some(Box::new(self.origin(name, "")));
        }
        self.push_source(source);
        id
    }

    /// An article that was added.
    pub fn source_mut(&mut self, id: &Id) -> Option<&mut Source> {
        let at = *self.source_at.get(id)?;
        Some(&mut self.fragment.sources[at])
    }

    fn push_source(&mut self, source: Source) {
        let at = self.fragment.sources.len();
        self.source_at.entry(source.id.clone()).or_insert(at);
        self.fragment.sources.push(source);
    }

    fn source(&self, id: &Id) -> Option<&Source> {
        let at = *self.source_at.get(id)?;
        Some(&self.fragment.sources[at])
    }

    /// The articles so far.
    pub fn sources(&self) -> &[Source] {
        &self.fragment.sources
    }

    /// Adds a link. Its ends are looked for when everything has been gathered.
    pub fn add_link(&mut self, link: LinkSpec) {
        if self.takes_link(link.from.len()) {
            self.n_premises += link.from.len();
            self.links.push(Sought::Spec(Box::new(link)));
        }
    }

    /// Whether a link of so many premises is taken beside those that there are. It is counted where it
    /// is not.
    pub fn takes_link(&mut self, n_premises: usize) -> bool {
        let is_room = self.links.len() < MOST_LINKS;
        let is_crowded = self.n_premises + n_premises > MOST_PREMISES;
        self.n_links_beyond += usize::from(!is_room);
        self.n_crowded_links += usize::from(is_room && is_crowded);
        is_room && !is_crowded
    }

    /// Whether a passage of so many bytes is taken beside those that there are. It is counted where it
    /// is not.
    pub fn takes_passage(&mut self, n_bytes: usize) -> bool {
        let is_taken = self.n_quoted + n_bytes <= MOST_QUOTED;
        if is_taken {
            self.n_quoted += n_bytes;
        } else {
            self.n_passages_beyond += 1;
        }
        is_taken
    }

    /// Adds a step that a file has as a node of its own: one link for each of its conclusions, the
    /// first under the name of the step.
    pub fn add_step(&mut self, step: &LinkSpec, conclusions: Vec<String>) {
        for (nth, to) in conclusions.into_iter().enumerate() {
            // A copy of its premises would already be too much.
            if !self.takes_link(step.from.len()) {
                continue;
            }
            let name = match nth {
                0 => step.name.clone(),
                nth => format!("{}-{nth}", step.name),
            };
            self.add_link(LinkSpec {
                name,
                to,
                place: step.name.clone(),
                ..step.clone()
            });
        }
    }

    /// Keeps something of a box that the map has no place for, to be written back.
    pub(super) fn keep(&mut self, name: &str, key: &str, value: &Value) {
        let format = self.format;
        let Some(node) = self.node_mut(name) else {
            return;
        };
        let origin = node.origin.get_or_insert_with(|| {
            Box::new(Origin {
                format: format.to_owned(),
                id: String::new(),
                kind: String::new(),
                extra: Extra::new(),
            })
        });
        names::keep(&mut origin.extra, key, value);
    }

    /// Whether a box of that name was added.
    pub fn has_node(&self, name: &str) -> bool {
        self.named.contains_key(name)
    }

    /// A box by its name in the file.
    pub fn node(&self, name: &str) -> Option<&Node> {
        let at = self.place_of(name)?;
        Some(&self.fragment.nodes[at])
    }

    /// A box by its name in the file, to be changed.
    pub fn node_mut(&mut self, name: &str) -> Option<&mut Node> {
        let at = self.place_of(name)?;
        Some(self.node_at_mut(at))
    }

    fn node_at_mut(&mut self, at: usize) -> &mut Node {
        Arc::make_mut(&mut self.fragment.nodes[at])
    }

    fn place_of(&self, name: &str) -> Option<usize> {
        self.named.get(name).map(|&at| at as usize)
    }

    /// How many boxes there are.
    pub fn n_nodes(&self) -> usize {
        self.fragment.nodes.len()
    }

    /// Takes records that a reader has made by itself; its ids are the names in the file. What is
    /// lawful in them is kept as it is.
    pub fn take(&mut self, fragment: Fragment) {
        for source in fragment.sources {
            self.taken.insert(source.id.clone());
            self.push_source(source);
        }
        for mut node in fragment.nodes {
            if !self.takes_box() {
                continue;
            }
            let name = EcoString::from(node.id.as_str());
            let (id, text) = (self.give_id(&name, RecordKind::Node), clean(&node.text));
            if node.id != id || node.text != text {
                let own = Arc::make_mut(&mut node);
                (own.id, own.text) = (id, text);
            }
            self.push_node(&name, node);
        }
        for link in fragment.links {
            if self.takes_link(link.from.len()) {
                self.n_premises += link.from.len();
                self.links.push(Sought::Made(link));
            }
        }
    }

    /// What is kept of where a record came from.
    pub fn origin(&self, id: &str, kind: &str) -> Origin {
        Origin {
            format: self.format.to_owned(),
            id: id.to_owned(),
            kind: kind.to_owned(),
            extra: Extra::new(),
        }
    }

    fn give_id(&mut self, name: &str, kind: RecordKind) -> Id {
        if let Ok(id) = Id::parse(name)
            && self.taken.insert(id.clone())
        {
            return id;
        }
        let letter = match kind {
            RecordKind::Source => 's',
            RecordKind::Link => 'l',
            _ => 'n',
        };
        loop {
            self.n_drawn += 1;
            let text = format!("{letter}-{}", self.n_drawn);
            if let Ok(id) = Id::parse(&text)
                && self.taken.insert(id.clone())
            {
                return id;
            }
        }
    }

    /// The map, with every law kept.
    pub fn finish(mut self) -> Imported {
        self.settle_links();
        self.cut_long();
        let beyond = [
            (self.n_boxes_beyond, "boxes", MOST_BOXES),
            (self.n_links_beyond, "links", MOST_LINKS),
        ];
        for (n, of, most) in beyond {
            let what = format!("{of} beyond the {most} that are read of a file");
            self.report.note_many(Fate::Dropped, what, n, "");
        }
        let what = format!("links beyond the {MOST_PREMISES} premises that are read of a file");
        self.report
            .note_many(Fate::Dropped, what, self.n_crowded_links, "");
        let what = "passages beyond the 64 MiB that are quoted of articles";
        let n = self.n_passages_beyond;
        self.report.note_many(Fate::Dropped, what, n, "");
        let counts = [
            (self.fragment.nodes.len(), "boxes"),
            (self.fragment.links.len(), "links"),
            (self.fragment.sources.len(), "articles"),
        ];
        let n_anchors = self.fragment.nodes.iter().map(|it| it.anchors.len()).sum();
        for (n, what) in counts {
            self.report.note_many(Fate::Kept, what, n, "");
        }
        self.report.note_many(Fate::Kept, "passages", n_anchors, "");
        Imported {
            title: self.title,
            fragment: self.fragment,
            report: self.report,
        }
    }

    /// Cuts what is longer than a file of ours may hold, so that the map can be saved.
    fn cut_long(&mut self) {
        let mut n = 0;
        for node in self.fragment.nodes.iter_mut().map(Arc::make_mut) {
            let own = [&mut node.text, &mut node.title, &mut node.note];
            let origin = node.origin.as_deref_mut();
            let origin = origin.into_iter().flat_map(|it| [&mut it.id, &mut it.kind]);
            let quotes = node.anchors.iter_mut().map(|it| &mut it.exact);
            let all = own.into_iter().chain(&mut node.tags).chain(origin);
            n += all.chain(quotes).map(cut).filter(|&is_cut| is_cut).count();
        }
        for link in self.fragment.links.iter_mut().map(Arc::make_mut) {
            let own = [&mut link.title, &mut link.note, &mut link.scheme];
            let origin = link.origin.as_deref_mut();
            let origin = origin.into_iter().flat_map(|it| [&mut it.id, &mut it.kind]);
            let roles = link.roles.iter_mut().map(|(_, role)| role);
            let all = own.into_iter().chain(&mut link.tags).chain(origin);
            n += all.chain(roles).map(cut).filter(|&is_cut| is_cut).count();
        }
        for source in &mut self.fragment.sources {
            let origin = source.origin.as_deref_mut();
            let origin = origin.into_iter().flat_map(|it| [&mut it.id, &mut it.kind]);
            let all = [&mut source.title].into_iter().chain(origin);
            n += all.map(cut).filter(|&is_cut| is_cut).count();
        }
        cut(&mut self.title);
        let nodes = self.fragment.nodes.iter_mut();
        let nodes = nodes.map(|it| &mut Arc::make_mut(it).origin);
        let links = self.fragment.links.iter_mut();
        let links = links.map(|it| &mut Arc::make_mut(it).origin);
        let sources = self.fragment.sources.iter_mut().map(|it| &mut it.origin);
        let mut n_dropped = 0;
        for origin in nodes.chain(links).chain(sources).flatten() {
            let n_before = origin.extra.len();
            let fits = |text: &str| text.len() <= Limits::FORMAT.string;
            origin
                .extra
                .retain(|(key, value)| fits(key) && fits(value.as_str()));
            n_dropped += n_before - origin.extra.len();
        }
        let what = "an attribute of more than a megabyte, of which the map keeps nothing";
        self.report.note_many(Fate::Dropped, what, n_dropped, "");
        let what = "a wording of more than a megabyte, of which the beginning is kept";
        self.report.note_many(Fate::Changed, what, n, "");
    }
}

/// Cuts a text to what a file of ours may hold; whether it had to be.
fn cut(text: &mut String) -> bool {
    let most = Limits::FORMAT.string;
    let is_long = text.len() > most;
    if is_long {
        text.truncate(text.floor_char_boundary(most));
    }
    is_long
}

/// A wording without what no file may hold.
fn clean(text: &str) -> String {
    let is_fine = |c: &char| *c == '\n' || *c == '\t' || !c.is_control();
    let text: String = text.chars().filter(is_fine).collect();
    text.trim().to_owned()
}
