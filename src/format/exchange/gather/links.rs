//! Links as files have them, and how they become lawful ones when everything has been gathered.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{Fate, Gather};
use crate::model::{End, Extra, Id, Link, RecordKind, Relation, Strength, Target, check_relation};

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

/// A link whose ends are yet to be found.
pub(super) enum Sought {
    /// As a file has it.
    Spec(Box<LinkSpec>),
    /// As a reader has made it by itself; what the file calls its ends are their ids.
    Made(Arc<Link>),
}

impl Sought {
    fn name(&self) -> &str {
        match self {
            Self::Spec(spec) => &spec.name,
            Self::Made(link) => link.id.as_str(),
        }
    }

    /// What it points at, by its name.
    fn to(&self) -> &str {
        match self {
            Self::Spec(spec) => &spec.to,
            Self::Made(link) => link.to.as_str(),
        }
    }

    /// The names of its premises.
    fn premises(&self) -> impl Iterator<Item = &str> {
        let (names, ids) = match self {
            Self::Spec(spec) => (spec.from.as_slice(), &[][..]),
            Self::Made(link) => (&[][..], link.from.as_slice()),
        };
        let names = names.iter().map(String::as_str);
        names.chain(ids.iter().map(Id::as_str))
    }

    fn relation(&self) -> Relation {
        let wanted = match self {
            Self::Spec(spec) => spec.relation.clone(),
            Self::Made(link) => Some(link.relation.clone()),
        };
        wanted.unwrap_or(Relation::Relates)
    }

    /// Where it stands in the file, for the report.
    fn place(&self) -> &str {
        match self {
            Self::Spec(spec) if !spec.place.is_empty() => &spec.place,
            _ => self.name(),
        }
    }
}

/// The ends of a link that are there.
struct Ends {
    id: Id,
    relation: Relation,
    /// Places of its premises, each once.
    from: Vec<usize>,
    to: Id,
}

impl Gather {
    /// Makes lawful links of what was gathered. Each is let go as soon as its link is made, so that a
    /// large file is not held twice.
    pub(super) fn settle_links(&mut self) {
        let sought = std::mem::take(&mut self.links);
        let ends = self.find_ends(&sought);
        let ids: Vec<Id> = sought
            .iter()
            .map(|link| self.give_id(link.name(), RecordKind::Link))
            .collect();
        for (at, link) in sought.into_iter().enumerate() {
            let place = link.place();
            let (to, to_node) = match ends[at] {
                Some(End::Node(node)) => {
                    let node = node as usize;
                    (self.fragment.nodes[node].id.clone(), Some(node))
                }
                Some(End::Link(link)) => (ids[link as usize].clone(), None),
                None => {
                    let what = "a link without an end that is in the file";
                    self.report.note(Fate::Dropped, what, place);
                    continue;
                }
            };
            let from = self.find_premises(&link, to_node);
            if from.is_empty() {
                continue;
            }
            let ends = Ends {
                id: ids[at].clone(),
                relation: self.find_relation(link.relation(), &from, to_node, place),
                from,
                to,
            };
            let link = match link {
                Sought::Spec(spec) => Arc::new(self.make_link(*spec, ends)),
                Sought::Made(link) => self.adapt_link(link, ends),
            };
            self.fragment.links.push(link);
        }
    }

    /// What each link points at, a box before a link of the same name; none where that, or what a link
    /// that it points at points at in its turn, is not there, or there is no premise.
    fn find_ends(&self, sought: &[Sought]) -> Vec<Option<End>> {
        let mut by_name: HashMap<&str, u32, RandomState> = HashMap::default();
        for (link, at) in sought.iter().zip(0..) {
            if !link.name().is_empty() {
                by_name.entry(link.name()).or_insert(at);
            }
        }
        let end = |link: &Sought| match self.named.get(link.to()) {
            Some(&node) => Some(End::Node(node)),
            None => by_name.get(link.to()).copied().map(End::Link),
        };
        let mut ends: Vec<Option<End>> = sought.iter().map(end).collect();
        drop(by_name);
        let mut fate = vec![Standing::Unknown; sought.len()];
        for at in 0..sought.len() {
            self.stand(at, sought, &ends, &mut fate);
        }
        for (end, fate) in ends.iter_mut().zip(fate) {
            if fate != Standing::Sound {
                *end = None;
            }
        }
        ends
    }

    /// Whether a link has its ends, those of the links that it leads to being looked at first.
    fn stand(&self, start: usize, sought: &[Sought], ends: &[Option<End>], fate: &mut [Standing]) {
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
            match ends[at] {
                Some(End::Node(_)) => break true,
                Some(End::Link(next)) => at = next as usize,
                None => break false,
            }
        };
        for at in chain.into_iter().rev() {
            let link = &sought[at];
            let mut premises = link.premises();
            is_sound &= premises.any(|it| it != link.to() && self.named.contains_key(it));
            fate[at] = if is_sound {
                Standing::Sound
            } else {
                Standing::Broken
            };
        }
    }

    /// The places of the premises that are there, each once.
    fn find_premises(&mut self, link: &Sought, to_node: Option<usize>) -> Vec<usize> {
        let mut from: Vec<usize> = Vec::with_capacity(1);
        let mut known: HashSet<usize> = HashSet::new();
        for name in link.premises() {
            let Some(node) = self.named.get(name).map(|&node| node as usize) else {
                let what = "a premise that is not in the file";
                self.report.note(Fate::Dropped, what, link.place());
                continue;
            };
            if Some(node) == to_node {
                let what = "a link from a box to itself";
                self.report.note(Fate::Dropped, what, link.place());
            } else if from.is_empty() {
                from.push(node);
            } else {
                known.extend(&from[..1]);
                if known.insert(node) {
                    from.push(node);
                }
            }
        }
        from
    }

    fn make_link(&self, spec: LinkSpec, ends: Ends) -> Link {
        let mut link = Link::new(ends.id, ends.relation, self.list_ids(&ends.from), ends.to);
        if !spec.roles.is_empty() {
            let premises: HashSet<usize> = ends.from.into_iter().collect();
            for (premise, role) in spec.roles {
                let node = self.place_of(&premise);
                if let Some(node) = node.filter(|it| premises.contains(it)) {
                    let id = self.fragment.nodes[node].id.as_str().into();
                    link.roles.push((id, role));
                }
            }
        }
        if !spec.name.is_empty() || !spec.kind.is_empty() || !spec.kept.is_empty() {
            let mut origin = self.origin(&spec.name, &spec.kind);
            origin.extra = spec.kept;
            link.origin = Some(Box::new(origin));
        }
        link.title = spec.title;
        link.scheme = spec.scheme;
        link.note = spec.note;
        link.tags = spec.tags.into();
        let strength = spec.strength.filter(|it| (0.0..=1.0).contains(it));
        link.strength = strength.map(Strength::Number);
        link
    }

    /// The link itself, where nothing has to be changed.
    fn adapt_link(&self, mut link: Arc<Link>, ends: Ends) -> Arc<Link> {
        let from = self.list_ids(&ends.from);
        let is_same = link.id == ends.id
            && link.relation == ends.relation
            && link.from == from
            && link.to == ends.to;
        if !is_same {
            let own = Arc::make_mut(&mut link);
            own.id = ends.id;
            own.relation = ends.relation;
            own.from = from;
            own.to = ends.to;
        }
        link
    }

    fn list_ids(&self, nodes: &[usize]) -> Vec<Id> {
        let nodes = nodes.iter();
        nodes
            .map(|&at| self.fragment.nodes[at].id.clone())
            .collect()
    }

    /// The relation that the file asks for, or the nearest that the table allows.
    fn find_relation(
        &mut self,
        wanted: Relation,
        from: &[usize],
        to: Option<usize>,
        place: &str,
    ) -> Relation {
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
