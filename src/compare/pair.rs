//! Which record of one map is which of another. Copies of one map have the same ids; maps that
//! were made of other programs' files often do not, and are paired by what they say.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use foldhash::fast::RandomState;

use super::rename::{Renaming, find_free, rename};
use super::wording::find_likeness;
use crate::model::{Document, Graph, Id, Link, Node, Record, Table};
use crate::text::fold_for_anchors;

/// How alike two wordings in the same place must be to be one, reworded.
const MIN_LIKENESS: f64 = 0.5;

/// How many pairs of siblings are compared; where there are more, nobody sees which is which.
const MOST_COMPARED: usize = 40_000;

/// How the records of two maps are paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Matching {
    /// By their ids if both are copies of one map, else by their wordings.
    #[default]
    Auto,
    /// By their ids.
    Ids,
    /// By their wordings, and where these differ by what they stand under.
    Wordings,
}

/// A map under the ids of another one.
pub(super) struct Paired {
    pub(super) document: Document,
    /// Its own ids, by those of the other one, where they differ.
    pub(super) own_ids: Renaming,
    /// How it was paired; never [`Matching::Auto`].
    pub(super) matching: Matching,
}

/// Lays `new` beside `old`.
pub(super) fn pair(old: &Document, new: &Document, matching: Matching) -> Paired {
    let is_copy = old.meta().id == new.meta().id;
    if matching == Matching::Ids || (matching == Matching::Auto && is_copy) {
        return Paired {
            document: new.clone(),
            own_ids: Renaming::default(),
            matching: Matching::Ids,
        };
    }
    let mut pairing = Pairing::of(old, new);
    pairing.pair_sources();
    pairing.pair_nodes();
    pairing.pair_links();
    pairing.pair_views();
    let renaming = pairing.find_renaming();
    Paired {
        document: rename(new, &renaming),
        own_ids: invert(new, &renaming),
        matching: Matching::Wordings,
    }
}

/// Old ids by new ones, in the order of no hash map.
fn invert(new: &Document, renaming: &Renaming) -> Renaming {
    let ids = list_ids(new);
    let pairs = ids.filter_map(|id| Some((renaming.get(id)?.clone(), id.clone())));
    pairs.collect()
}

/// Every id of a map, in document order.
pub(super) fn list_ids(document: &Document) -> impl Iterator<Item = &Id> {
    let nodes = document.nodes().iter();
    let nodes = nodes.flat_map(|it| {
        let comments = it.comments.iter().map(|comment| &comment.id);
        std::iter::once(&it.id).chain(comments)
    });
    let links = document.links().iter();
    let links = links.flat_map(|it| {
        let comments = it.comments.iter().map(|comment| &comment.id);
        std::iter::once(&it.id).chain(comments)
    });
    let sources = document.sources().iter().map(|it| &it.id);
    let views = document.views().iter().map(|it| &it.id);
    std::iter::once(&document.meta().id)
        .chain(sources)
        .chain(nodes)
        .chain(links)
        .chain(views)
}

struct Pairing<'a> {
    old: &'a Document,
    new: &'a Document,
    graphs: (Graph, Graph),
    /// Old ids by new ones.
    found: HashMap<Id, Id, RandomState>,
    /// Old ids that have been given away.
    used: HashSet<Id, RandomState>,
}

impl<'a> Pairing<'a> {
    fn of(old: &'a Document, new: &'a Document) -> Self {
        let mut found = HashMap::default();
        found.insert(new.meta().id.clone(), old.meta().id.clone());
        Self {
            old,
            new,
            graphs: (Graph::of(old), Graph::of(new)),
            found,
            used: HashSet::default(),
        }
    }

    fn note(&mut self, old: &Id, new: &Id) {
        self.found.insert(new.clone(), old.clone());
        self.used.insert(old.clone());
    }

    fn is_open(&self, old: &Id, new: &Id) -> bool {
        !self.used.contains(old) && !self.found.contains_key(new)
    }

    /// Pairs the records that have a key in common: the first with the first, and so on.
    fn pair_by<T: Record, K: Eq + Hash>(
        &mut self,
        old: &Table<T>,
        new: &Table<T>,
        key: impl Fn(&T, &Self, bool) -> Option<K>,
    ) {
        let mut open: HashMap<K, Vec<Id>, RandomState> = HashMap::default();
        for record in old.iter().rev().filter(|it| !self.used.contains(it.id())) {
            if let Some(key) = key(record, self, true) {
                open.entry(key).or_default().push(record.id().clone());
            }
        }
        for record in new {
            if self.found.contains_key(record.id()) {
                continue;
            }
            let key = key(record, self, false);
            let old = key.and_then(|key| open.get_mut(&key)?.pop());
            if let Some(old) = old {
                self.note(&old, record.id());
            }
        }
    }

    fn pair_sources(&mut self) {
        let (old, new) = (self.old.sources(), self.new.sources());
        let some = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
        self.pair_by(old, new, |it, _, _| Some((it.id.clone(), it.text.clone())));
        self.pair_by(old, new, |it, _, _| some(&it.text));
        self.pair_by(old, new, |it, _, _| some(&it.url));
        self.pair_by(old, new, |it, _, _| some(&it.title));
    }

    fn pair_nodes(&mut self) {
        let (old, new) = (self.old.nodes(), self.new.nodes());
        let fold = |node: &Node| {
            let text = fold_for_anchors(&node.text).text().to_owned();
            (!text.is_empty()).then_some(text)
        };
        self.pair_by(old, new, |it, _, _| {
            Some((it.id.clone(), it.kind.clone(), it.text.clone()))
        });
        self.pair_by(old, new, |it, _, _| Some((it.kind.clone(), fold(it)?)));
        self.pair_by(old, new, |it, _, _| fold(it));
        self.pair_siblings();
        self.pair_by(old, new, |it, _, _| Some((it.id.clone(), it.kind.clone())));
    }

    /// Pairs boxes under the same box, from the top down, that say nearly the same.
    fn pair_siblings(&mut self) {
        let roots = (
            self.graphs.0.roots().to_vec(),
            self.graphs.1.roots().to_vec(),
        );
        self.pair_alike(&roots.0, &roots.1);
        let walk: Vec<u32> = self.graphs.1.walk().into_iter().map(|it| it.0).collect();
        for at in walk {
            let new = &self.new.nodes().rows()[at as usize].id;
            let old = self
                .found
                .get(new)
                .and_then(|old| self.graphs.0.node(old.as_str()));
            if let Some(old) = old {
                let under_old = self.graphs.0.children(old).to_vec();
                let under_new = self.graphs.1.children(at).to_vec();
                self.pair_alike(&under_old, &under_new);
            }
        }
    }

    fn pair_alike(&mut self, old: &[u32], new: &[u32]) {
        if old.len() * new.len() > MOST_COMPARED {
            return;
        }
        let rows = (self.old.nodes().rows(), self.new.nodes().rows());
        let open_old: Vec<&Node> = old
            .iter()
            .map(|&at| &*rows.0[at as usize])
            .filter(|it| !self.used.contains(&it.id))
            .collect();
        let mut alike: Vec<(f64, usize, usize)> = Vec::new();
        let mut open_new: Vec<&Node> = Vec::new();
        for &at in new {
            let node = &*rows.1[at as usize];
            if self.found.contains_key(&node.id) {
                continue;
            }
            for (nth, other) in open_old.iter().enumerate() {
                let likeness = find_likeness(&other.text, &node.text);
                if likeness >= MIN_LIKENESS && other.kind == node.kind {
                    alike.push((likeness, nth, open_new.len()));
                }
            }
            open_new.push(node);
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in alike {
            let (old, new) = (&open_old[old].id, &open_new[new].id);
            if self.is_open(old, new) {
                self.note(old, new);
            }
        }
    }

    fn pair_links(&mut self) {
        let (old, new) = (self.old.links(), self.new.links());
        self.pair_by(old, new, |it, pairing, is_old| {
            let (from, to) = pairing.find_ends(it, is_old)?;
            Some((it.id.clone(), it.relation.clone(), from, to))
        });
        // Links onto links are known once those are.
        loop {
            let n_found = self.found.len();
            self.pair_by(old, new, |it, pairing, is_old| {
                let (from, to) = pairing.find_ends(it, is_old)?;
                Some((it.relation.clone(), from, to))
            });
            if self.found.len() == n_found {
                break;
            }
        }
        // The same premises, for something else: linked anew.
        self.pair_by(old, new, |it, pairing, is_old| {
            let (from, to) = pairing.find_ends(it, is_old)?;
            Some((from, to))
        });
        self.pair_by(old, new, |it, pairing, is_old| {
            pairing.find_premises(it, is_old)
        });
        self.pair_by(old, new, |it, _, _| {
            Some((it.id.clone(), it.relation.clone()))
        });
    }

    fn find_ends(&self, link: &Link, is_old: bool) -> Option<(Vec<Id>, Id)> {
        let from = self.find_premises(link, is_old)?;
        Some((from, self.find_old(&link.to, is_old)?))
    }

    fn find_premises(&self, link: &Link, is_old: bool) -> Option<Vec<Id>> {
        let from = link.from.iter().map(|id| self.find_old(id, is_old));
        let mut from = from.collect::<Option<Vec<Id>>>()?;
        from.sort_unstable();
        Some(from)
    }

    fn find_old(&self, id: &Id, is_old: bool) -> Option<Id> {
        if is_old {
            Some(id.clone())
        } else {
            self.found.get(id).cloned()
        }
    }

    fn pair_views(&mut self) {
        let (old, new) = (self.old.views(), self.new.views());
        self.pair_by(old, new, |it, _, _| Some((it.id.clone(), it.name.clone())));
        self.pair_by(old, new, |it, _, _| Some(it.name.clone()));
    }

    /// Comments are paired on records that are, by what they say.
    fn pair_comments(&mut self) {
        let of = |document: &'a Document| {
            let nodes = document.nodes().iter().map(|it| (&it.id, &it.comments));
            let links = document.links().iter().map(|it| (&it.id, &it.comments));
            nodes
                .chain(links)
                .filter(|(_, comments)| !comments.is_empty())
        };
        let mut open: HashMap<(Id, &str, &str), Vec<&Id>, RandomState> = HashMap::default();
        for (on, comments) in of(self.old) {
            for comment in comments.iter().rev() {
                let key = (on.clone(), comment.author.as_str(), comment.text.as_str());
                open.entry(key).or_default().push(&comment.id);
            }
        }
        for (on, comments) in of(self.new) {
            let Some(on) = self.found.get(on).cloned() else {
                continue;
            };
            for comment in comments {
                let key = (on.clone(), comment.author.as_str(), comment.text.as_str());
                if let Some(old) = open.get_mut(&key).and_then(Vec::pop) {
                    self.found.insert(comment.id.clone(), old.clone());
                    self.used.insert(old.clone());
                }
            }
        }
    }

    /// Every new id whose record gets another one: that of its pair, or a free one where its own
    /// is another record's.
    fn find_renaming(mut self) -> Renaming {
        self.pair_comments();
        let mut given: HashSet<Id, RandomState> = self.used.clone();
        given.insert(self.old.meta().id.clone());
        let mut renaming = Renaming::default();
        for id in list_ids(self.new) {
            if let Some(old) = self.found.get(id) {
                if old != id {
                    renaming.insert(id.clone(), old.clone());
                }
                continue;
            }
            let is_taken = |name: &str| given.contains(name) || self.old.is_taken(name);
            if is_taken(id.as_str()) {
                let free = find_free(id, |name| is_taken(name) || self.new.is_taken(name));
                given.insert(free.clone());
                renaming.insert(id.clone(), free);
            } else {
                given.insert(id.clone());
            }
        }
        renaming
    }
}
