//! What holds a merged map together: steps lead from boxes that are there to boxes and steps that
//! are there, and do what the table of relations allows. What a kept step needs is kept with it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::field::Tell;
use super::keep::{FieldClash, Pile, Side};
use crate::model::{Document, Id, Link, Node, Relation, Source, Table, Target, check_relation};

/// The boxes, steps and sources of a merge while their ends are settled.
pub(super) struct Knot<'a> {
    /// Ours and theirs.
    sides: [&'a Document; 2],
    pub(super) sources: Pile<'a, Source>,
    pub(super) nodes: Pile<'a, Node>,
    pub(super) links: Pile<'a, Link>,
    /// Per side, the steps that each box is a premise of, in order.
    leaving: [HashMap<Id, Vec<Id>, RandomState>; 2],
}

impl<'a> Knot<'a> {
    /// Settles the ends.
    pub(super) fn tie(
        sides: [&'a Document; 2],
        sources: Pile<'a, Source>,
        nodes: Pile<'a, Node>,
        links: Pile<'a, Link>,
    ) -> Self {
        let leaving = sides.map(|document| {
            let mut leaving: HashMap<Id, Vec<Id>, RandomState> = HashMap::default();
            for link in document.links() {
                for premise in &link.from {
                    leaving
                        .entry(premise.clone())
                        .or_default()
                        .push(link.id.clone());
                }
            }
            leaving
        });
        let mut knot = Self {
            sides,
            sources,
            nodes,
            links,
            leaving,
        };
        knot.straighten();
        knot.close();
        knot.keep_quoted();
        knot.keep_to_relations();
        knot
    }

    /// The ids of the steps that stay, those of ours first.
    fn list_links(&self) -> Vec<Id> {
        let [_, ours, theirs] = self.links.tables;
        let ids = ours.iter().map(|link| &link.id);
        let more = theirs.iter().map(|link| &link.id);
        let more = more.filter(|id| !ours.contains(id.as_str()));
        let ids = ids.chain(more).filter(|id| self.links.holds(id));
        ids.cloned().collect()
    }

    /// A step that came out without a premise, or leading back to where it starts, because either
    /// copy changed another end of it: both ends as ours has them.
    fn straighten(&mut self) {
        let [base, ours, theirs] = self.links.tables;
        for id in self.list_links() {
            let key = id.as_str();
            let (Some(own), Some(other)) = (ours.get(key), theirs.get(key)) else {
                continue;
            };
            let merged = &self.links.merged[&id];
            // Nobody has made one reason of premises that either copy brought by itself.
            let is_union = !base.contains(key) && own.from != other.from;
            let is_bent = |link: &Link| link.from.is_empty() || link.from.contains(&link.to);
            if !is_union && (!is_bent(merged) || is_bent(own) || is_bent(other)) {
                continue;
            }
            let (ours, theirs) = (own.from.tell(), other.from.tell());
            self.links.clashes.push(FieldClash {
                id: id.clone(),
                field: "from",
                ours,
                theirs,
            });
            let own = own.clone();
            self.links.alter(&id, |link| {
                link.relation = own.relation.clone();
                link.from.clone_from(&own.from);
                link.to = own.to.clone();
            });
        }
    }

    /// Keeps what the steps that stay lead from and to, and what kept boxes hang on.
    fn close(&mut self) {
        let mut open = self.list_links();
        for restored in self.nodes.restored.clone() {
            self.hang(&restored.id, restored.deleter, &mut open);
        }
        while let Some(id) = open.pop() {
            let Some(link) = self.links.merged.get(&id).cloned() else {
                continue;
            };
            for end in link.from.iter().chain([&link.to]) {
                if self.nodes.holds(end) || self.links.holds(end) {
                    continue;
                }
                if let Some(side) = self.nodes.restore(end, true) {
                    self.hang(end, side, &mut open);
                } else if self.links.restore(end, true).is_some() {
                    open.push(end.clone());
                }
            }
        }
    }

    /// Hangs a box that `deleter` deleted where the other copy has it.
    fn hang(&mut self, node: &Id, deleter: Side, open: &mut Vec<Id>) {
        let keeper = match deleter {
            Side::Ours => 1,
            Side::Theirs => 0,
        };
        let leaving = self.leaving[keeper].get(node).cloned().unwrap_or_default();
        let mut is_placed = false;
        for id in leaving {
            let Some(kept) = self.sides[keeper].links().get(id.as_str()).cloned() else {
                continue;
            };
            if self.links.holds(&id) {
                is_placed |= kept.relation.places();
                self.join_again(&kept, node);
            } else if !is_placed && kept.relation.places() {
                is_placed = true;
                self.links.restore(&id, false);
                open.push(id);
            }
        }
    }

    /// Makes a box a premise again of a step from which its deletion took it.
    fn join_again(&mut self, kept: &Link, node: &Id) {
        self.links.alter(&kept.id, |link| {
            if link.from.contains(node) || link.to == *node {
                return;
            }
            link.from.push(node.clone());
            let role = kept
                .roles
                .iter()
                .find(|(premise, _)| **premise == *node.as_str());
            let is_free = !link
                .roles
                .iter()
                .any(|(premise, _)| **premise == *node.as_str());
            if let Some(role) = role.filter(|_| is_free) {
                link.roles.push(role.clone());
            }
        });
    }

    /// Keeps the sources that are quoted.
    fn keep_quoted(&mut self) {
        let [_, ours, theirs] = self.sources.tables;
        let ids = ours.iter().chain(theirs).map(|source| source.id.clone());
        let gone: Vec<Id> = ids.filter(|id| !self.sources.holds(id)).collect();
        if gone.is_empty() {
            return;
        }
        let mut quoted: HashSet<Id, RandomState> = HashSet::default();
        for table in self.nodes.tables {
            let merged = table.iter().filter_map(|it| self.nodes.merged.get(&it.id));
            quoted.extend(merged.flat_map(|it| it.anchors.iter().map(|it| it.source.clone())));
        }
        for table in self.links.tables {
            let merged = table.iter().filter_map(|it| self.links.merged.get(&it.id));
            quoted.extend(merged.flat_map(|it| it.anchors.iter().map(|it| it.source.clone())));
        }
        for id in gone {
            if quoted.contains(&id) && !self.sources.holds(&id) {
                self.sources.restore(&id, true);
            }
        }
    }

    /// Steps that the kinds of boxes no longer allow, because one copy changed a kind where the
    /// other drew a step: what they did in one of the copies if that is possible, else they relate.
    fn keep_to_relations(&mut self) {
        let [_, ours, theirs] = self.links.tables;
        for id in self.list_links() {
            let merged = self.links.merged[&id].clone();
            if self.allows(&merged, &merged.relation) {
                continue;
            }
            let versions = [ours, theirs].map(|table| table.get(id.as_str()).cloned());
            let was_broken = self.sides.iter().zip(&versions).any(|(side, link)| {
                let link = link.as_ref();
                link.is_some_and(|link| !is_allowed(side, link))
            });
            if was_broken {
                continue;
            }
            let known = versions.iter().flatten().map(|link| link.relation.clone());
            let mut known = known.filter(|relation| self.allows(&merged, relation));
            let relation = known.next().unwrap_or(Relation::Relates);
            drop(known);
            self.links.clashes.push(FieldClash {
                id: id.clone(),
                field: "relation",
                ours: relation.tell(),
                theirs: merged.relation.tell(),
            });
            self.links.alter(&id, |link| link.relation = relation);
        }
    }

    fn allows(&self, link: &Link, relation: &Relation) -> bool {
        let target = match self.nodes.merged.get(&link.to) {
            Some(node) => Target::Node(&node.kind),
            None if self.links.holds(&link.to) => Target::Link,
            None => return true,
        };
        let mut premises = link.from.iter().filter_map(|id| self.nodes.merged.get(id));
        premises.all(|node| check_relation(relation, &node.kind, target).is_ok())
    }
}

fn is_allowed(document: &Document, link: &Link) -> bool {
    let target = match document.nodes().get(link.to.as_str()) {
        Some(node) => Target::Node(&node.kind),
        None if document.links().contains(link.to.as_str()) => Target::Link,
        None => return true,
    };
    let mut premises = link.from.iter();
    premises.all(|id| match document.nodes().get(id.as_str()) {
        Some(node) => check_relation(&link.relation, &node.kind, target).is_ok(),
        None => true,
    })
}

/// Whether a copy has changed a step, apart from premises that went because their boxes did.
pub(super) fn is_edited(base: &Link, link: &Link, nodes: &Table<Node>) -> bool {
    if base == link {
        return false;
    }
    let mut spared = base.clone();
    spared.from.retain(|id| nodes.contains(id.as_str()));
    let is_there = |id: &Arc<str>| nodes.contains(id);
    spared.roles.retain(|(id, _)| is_there(id));
    spared != *link
}
