//! What a graph reads off the links of a document, link by link.

use super::End;
use super::index::Index;
use super::lists::Lists;
use crate::model::{Link, Relation};

/// The links that were read so far.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) relations: Vec<Relation>,
    /// Per link, its premises that exist.
    pub(super) premises: Lists,
    pub(super) targets: Vec<Option<End>>,
    /// Links with a premise or target that does not exist, ascending.
    pub(super) dangling: Vec<u32>,
}

impl Tables {
    pub(super) fn with_room(n_links: usize, n_premises: usize) -> Self {
        Self {
            relations: Vec::with_capacity(n_links),
            premises: Lists::with_room(n_links, n_premises),
            targets: Vec::with_capacity(n_links),
            dangling: Vec::new(),
        }
    }

    /// Reads the next link.
    pub(super) fn read(&mut self, link: &Link, nodes: &Index, links: &Index) {
        let target = nodes.get(link.to.as_str()).map(End::Node);
        let target = target.or_else(|| links.get(link.to.as_str()).map(End::Link));
        let premises = link.from.iter().filter_map(|id| nodes.get(id.as_str()));
        let n_before = self.premises.n_items();
        self.add(link.relation.clone(), premises, target);
        let is_whole = self.premises.n_items() - n_before == link.from.len();
        if target.is_none() || !is_whole {
            self.dangling.push(self.targets.len() as u32 - 1);
        }
    }

    /// Adds the next link, of which everything is known.
    pub(super) fn add(
        &mut self,
        relation: Relation,
        premises: impl Iterator<Item = u32>,
        target: Option<End>,
    ) {
        self.relations.push(relation);
        self.premises.push(premises);
        self.targets.push(target);
    }
}
