//! Gathers what a reader finds and makes lawful records of it: ids that have the form of ids,
//! links whose ends are there, relations that the table allows. What does not fit is changed or
//! dropped, and told.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Fate, Imported, Report, names};
use crate::edit::Fragment;
use crate::format::native::Limits;
use crate::model::{
    Anchor, Extra, Id, Kind, Link, Node, Origin, RecordKind, Relation, Source, Target,
    check_relation,
};
use crate::text::{CharSpan, Located, Locator, Quote, Span, TextIndex, hash_text};

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
    links: Vec<LinkSpec>,
    /// Places of nodes by their names in the file.
    named: HashMap<String, usize>,
    /// Places of articles by their ids.
    source_at: HashMap<Id, usize>,
    taken: HashSet<String>,
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

/// A link as a file has it; its ends are names in the file, of nodes or of links.
#[derive(Debug, Clone, Default)]
pub struct LinkSpec {
    /// Its name in the file; may be empty.
    pub name: String,
    /// Its type in the file, which its origin keeps.
    pub kind: String,
    /// What it does; `relates` if it is not said.
    pub relation: Option<Relation>,
    /// Its premises.
    pub from: Vec<String>,
    /// The node or link that it points at.
    pub to: String,
    /// A short name.
    pub title: String,
    /// Argumentation scheme.
    pub scheme: String,
    /// Roles of premises: premise and role.
    pub roles: Vec<(String, String)>,
    /// How strong the step is, 0 to 1.
    pub strength: Option<f64>,
    /// Free notes.
    pub note: String,
    /// Tags.
    pub tags: Vec<String>,
    /// What else of it its origin keeps.
    pub kept: Extra,
    /// Where it stands in the file, for the report.
    pub place: String,
}

/// A passage to be found in an article: the name of the box that rests on it, its words, and the byte near
/// which they stand, where that is known.
pub type SoughtPassage = (String, String, Option<usize>);

impl Gather {
    /// Nothing yet, from a file of that format.
    pub fn new(format: &'static str) -> Self {
        Self {
            format,
            title: String::new(),
            report: Report::default(),
            fragment: Fragment::default(),
            links: Vec::new(),
            named: HashMap::new(),
            source_at: HashMap::new(),
            taken: HashSet::new(),
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
        if self.fragment.nodes.len() >= MOST_BOXES {
            self.n_boxes_beyond += 1;
            self.spare = Node::new(self.spare.id.clone(), kind, String::new());
            return &mut self.spare;
        }
        let id = self.give_id(name, RecordKind::Node);
        let mut node = Node::new(id, kind, clean(text));
        if !name.is_empty() || !type_.is_empty() {
            node.origin = Some(Box::new(self.origin(name, type_)));
        }
        let at = self.fragment.nodes.len();
        self.named.entry(name.to_owned()).or_insert(at);
        self.fragment.nodes.push(node);
        &mut self.fragment.nodes[at]
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
            self.links.push(link);
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
        Some(&self.fragment.nodes[*self.named.get(name)?])
    }

    /// A box by its name in the file, to be changed.
    pub fn node_mut(&mut self, name: &str) -> Option<&mut Node> {
        Some(&mut self.fragment.nodes[*self.named.get(name)?])
    }

    /// How many boxes there are.
    pub fn n_nodes(&self) -> usize {
        self.fragment.nodes.len()
    }

    /// Ties boxes to passages of an article by their words. Whether each was found. What is found by
    /// similar words alone is not tied, nor is what goes beyond `MOST_QUOTED`. What is learnt of the article is learnt anew in every call, so
    /// that all its passages belong in one.
    pub fn tie(&mut self, source: &Id, passages: &[SoughtPassage]) -> Vec<bool> {
        let Some(article) = self.source(source) else {
            return vec![false; passages.len()];
        };
        let text = article.text.clone();
        let index = TextIndex::new(&text);
        let locator = Locator::new(&text, &index);
        let mut tie = |name: &String, words: &str, near| {
            let node = *self.named.get(name)?;
            let span = find_passage(&text, &locator, words.trim(), near)?;
            // It was found, and is told of as one too many.
            if !self.takes_passage(span.len()) {
                return Some(());
            }
            let quote = Quote::of(&text, &index, span);
            let anchor = Anchor::of(source.clone(), quote);
            self.fragment.nodes[node].anchors.push(anchor);
            Some(())
        };
        let passages = passages.iter();
        let tied = passages.map(|(name, words, near)| tie(name, words, *near).is_some());
        tied.collect()
    }

    /// Ties boxes to passages, and tells of those that are not there.
    pub fn tie_or_tell(&mut self, source: &Id, passages: &[SoughtPassage]) {
        let tied = self.tie(source, passages);
        for ((name, ..), is_tied) in passages.iter().zip(tied) {
            if !is_tied {
                self.tell_lost_passage(name);
            }
        }
    }

    /// Tells of a passage of that box that is not in the article.
    pub fn tell_lost_passage(&mut self, name: &str) {
        let what = "a passage whose words are not in the text";
        self.report.note(Fate::Dropped, what, name);
    }

    /// Ties a box to a stretch of an article, in code points; whether there is such a stretch.
    pub fn tie_at(&mut self, source: &Id, index: &TextIndex, name: &str, chars: CharSpan) -> bool {
        let Some(article) = self.source(source) else {
            return false;
        };
        let Some(&node) = self.named.get(name) else {
            return false;
        };
        if chars.start >= chars.end || chars.end.0 > index.n_chars() {
            return false;
        }
        let text = article.text.clone();
        let span = index.byte_span(&text, chars);
        if self.takes_passage(span.len()) {
            let quote = Quote::of(&text, index, span);
            let anchor = Anchor::of(source.clone(), quote);
            self.fragment.nodes[node].anchors.push(anchor);
        }
        true
    }

    /// Takes records that a reader has made by itself; its ids are the names in the file.
    pub fn take(&mut self, fragment: Fragment) {
        for source in fragment.sources {
            self.taken.insert(source.id.to_string());
            self.push_source(source);
        }
        for node in fragment.nodes {
            let name = node.id.to_string();
            let added = self.add_node(&name, "", node.kind.clone(), &node.text);
            let (id, text) = (added.id.clone(), std::mem::take(&mut added.text));
            *added = Node { id, text, ..node };
        }
        for link in fragment.links {
            self.add_link(LinkSpec {
                name: link.id.to_string(),
                kind: link.origin.map(|it| it.kind).unwrap_or_default(),
                relation: Some(link.relation),
                from: link.from.iter().map(Id::to_string).collect(),
                to: link.to.to_string(),
                scheme: link.scheme,
                ..LinkSpec::default()
            });
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
            && self.taken.insert(name.to_owned())
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
                && self.taken.insert(text)
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
        for node in &mut self.fragment.nodes {
            let own = [&mut node.text, &mut node.title, &mut node.note];
            let origin = node.origin.as_deref_mut();
            let origin = origin.into_iter().flat_map(|it| [&mut it.id, &mut it.kind]);
            let quotes = node.anchors.iter_mut().map(|it| &mut it.exact);
            let all = own.into_iter().chain(&mut node.tags).chain(origin);
            n += all.chain(quotes).map(cut).filter(|&is_cut| is_cut).count();
        }
        for link in &mut self.fragment.links {
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
        let nodes = self.fragment.nodes.iter_mut().map(|it| &mut it.origin);
        let links = self.fragment.links.iter_mut().map(|it| &mut it.origin);
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

    fn settle_links(&mut self) {
        let specs = std::mem::take(&mut self.links);
        // What links mean by a name: a box before a link.
        let mut by_name: HashMap<&str, usize> = HashMap::new();
        for (at, spec) in specs.iter().enumerate() {
            if !spec.name.is_empty() {
                by_name.entry(&spec.name).or_insert(at);
            }
        }
        let ids: Vec<Id> = specs
            .iter()
            .map(|spec| self.give_id(&spec.name, RecordKind::Link))
            .collect();
        let mut fate = vec![Standing::Unknown; specs.len()];
        for at in 0..specs.len() {
            self.stand(at, &specs, &by_name, &mut fate);
        }
        for (at, spec) in specs.iter().enumerate() {
            let place = if spec.place.is_empty() {
                &spec.name
            } else {
                &spec.place
            };
            if fate[at] != Standing::Sound {
                let what = "a link without an end that is in the file";
                self.report.note(Fate::Dropped, what, place);
                continue;
            }
            let to_node = self.named.get(&spec.to).copied();
            let to = match (to_node, by_name.get(spec.to.as_str())) {
                (Some(node), _) => self.fragment.nodes[node].id.clone(),
                (None, Some(&link)) => ids[link].clone(),
                (None, None) => continue,
            };
            let mut from: Vec<usize> = Vec::new();
            let mut known: HashSet<usize> = HashSet::new();
            for name in &spec.from {
                match self.named.get(name) {
                    Some(&node) if Some(node) == to_node => {
                        self.report
                            .note(Fate::Dropped, "a link from a box to itself", place);
                    }
                    Some(&node) if !known.insert(node) => {}
                    Some(&node) => from.push(node),
                    None => {
                        let what = "a premise that is not in the file";
                        self.report.note(Fate::Dropped, what, place);
                    }
                }
            }
            if from.is_empty() {
                continue;
            }
            let relation = self.find_relation(spec, &from, to_node, place);
            let premises = from
                .iter()
                .map(|&node| self.fragment.nodes[node].id.clone());
            let mut link = Link::new(ids[at].clone(), relation, premises.collect(), to);
            link.title.clone_from(&spec.title);
            link.scheme.clone_from(&spec.scheme);
            link.note.clone_from(&spec.note);
            link.tags = spec.tags.as_slice().into();
            for (premise, role) in &spec.roles {
                if let Some(&node) = self.named.get(premise)
                    && known.contains(&node)
                {
                    let id = self.fragment.nodes[node].id.as_str().into();
                    link.roles.push((id, role.clone()));
                }
            }
            link.strength = spec
                .strength
                .filter(|it| (0.0..=1.0).contains(it))
                .map(crate::model::Strength::Number);
            if !spec.name.is_empty() || !spec.kind.is_empty() || !spec.kept.is_empty() {
                let mut origin = self.origin(&spec.name, &spec.kind);
                origin.extra.clone_from(&spec.kept);
                link.origin = Some(Box::new(origin));
            }
            self.fragment.links.push(link);
        }
    }

    /// Whether a link has its ends, those of the links that it leads to being looked at first.
    fn stand(
        &self,
        start: usize,
        specs: &[LinkSpec],
        by_name: &HashMap<&str, usize>,
        fate: &mut [Standing],
    ) {
        let mut chain = Vec::new();
        let mut at = start;
        let mut is_sound = loop {
            match fate[at] {
                Standing::Sound => break true,
                // A ring of links that point at one another says nothing.
                Standing::Broken | Standing::Open => break false,
                Standing::Unknown => {}
            }
            fate[at] = Standing::Open;
            chain.push(at);
            let spec = &specs[at];
            if self.named.contains_key(&spec.to) {
                break true;
            }
            match by_name.get(spec.to.as_str()) {
                Some(&next) => at = next,
                None => break false,
            }
        };
        for at in chain.into_iter().rev() {
            let spec = &specs[at];
            let mut premises = spec.from.iter();
            let has_premise = premises.any(|it| self.named.contains_key(it) && *it != spec.to);
            is_sound &= has_premise;
            fate[at] = if is_sound {
                Standing::Sound
            } else {
                Standing::Broken
            };
        }
    }

    /// The relation that the file asks for, or the nearest that the table allows.
    fn find_relation(
        &mut self,
        spec: &LinkSpec,
        from: &[usize],
        to: Option<usize>,
        place: &str,
    ) -> Relation {
        let wanted = spec.relation.clone().unwrap_or(Relation::Relates);
        let nodes = &self.fragment.nodes;
        let target = to.map_or(Target::Link, |at| Target::Node(&nodes[at].kind));
        let is_allowed = |relation: &Relation| {
            from.iter()
                .all(|&at| check_relation(relation, &nodes[at].kind, target).is_ok())
        };
        if is_allowed(&wanted) {
            return wanted;
        }
        let others = match wanted {
            Relation::Supports => &[Relation::Answers, Relation::Asks][..],
            Relation::Opposes => &[Relation::Asks][..],
            Relation::Answers => &[Relation::Supports, Relation::Asks][..],
            Relation::Asks => &[Relation::Supports][..],
            _ => &[],
        };
        let found = others.iter().find(|it| is_allowed(it));
        let found = found.cloned().unwrap_or(Relation::Relates);
        let what = format!(
            "a link that says “{}” where that cannot be said now says “{}”",
            wanted.as_str(),
            found.as_str()
        );
        self.report.note(Fate::Changed, what, place);
        found
    }
}

/// Whether a link has its ends.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    Unknown,
    /// Being looked at.
    Open,
    Sound,
    Broken,
}

/// Where the words of a passage stand, word for word or but for case and punctuation.
fn find_passage(
    text: &str,
    locator: &Locator<'_>,
    words: &str,
    near: Option<usize>,
) -> Option<Span> {
    if words.is_empty() {
        return None;
    }
    if let Some(span) = find_near(text, words, near) {
        return Some(span);
    }
    let quote = Quote {
        exact: words.to_owned(),
        ..Quote::default()
    };
    match locator.locate(&quote, false) {
        Located::Exact(span) | Located::Context(span) | Located::Folded(span) => Some(span),
        Located::Moved(..) | Located::Orphan => None,
    }
}

/// The occurrence of some words next to a byte of a text, the first if it is not said.
fn find_near(text: &str, words: &str, near: Option<usize>) -> Option<Span> {
    use memchr::memmem::{find, rfind};

    let (text, words) = (text.as_bytes(), words.as_bytes());
    let near = near.unwrap_or_default().min(text.len());
    // One that begins before that place may end behind it.
    let end_before = text.len().min((near + words.len()).saturating_sub(1));
    let behind = find(&text[near..], words).map(|at| near + at);
    let is_there = behind == Some(near);
    let before = (!is_there)
        .then(|| rfind(&text[..end_before], words))
        .flatten();
    let start = match (before, behind) {
        (Some(before), Some(behind)) if behind - near < near - before => behind,
        (before, behind) => before.or(behind)?,
    };
    Some(Span::new(start, start + words.len()))
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
