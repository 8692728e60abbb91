//! The folded nodes of a map, with a number that says whether they have changed: comparing whole
//! sets in every frame would cost more, the more is folded.

use std::collections::HashSet;

use crate::model::Id;

/// The nodes whose branches are folded away.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    nodes: HashSet<Id>,
    revision: u64,
}

impl Folded {
    /// Another number after every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Makes the number another one than that of what was folded before.
    pub(super) fn succeed(&mut self, before: &Self) {
        self.revision = self.revision.max(before.revision) + 1;
    }

    /// The nodes.
    pub fn nodes(&self) -> &HashSet<Id> {
        &self.nodes
    }

    /// Whether a node is folded.
    pub fn contains(&self, id: &Id) -> bool {
        self.nodes.contains(id)
    }

    /// Whether nothing is folded.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Folds a node. Whether it was not.
    pub fn insert(&mut self, id: Id) -> bool {
        let is_new = self.nodes.insert(id);
        self.revision += u64::from(is_new);
        is_new
    }

    /// Unfolds a node. Whether it was folded.
    pub fn remove(&mut self, id: &Id) -> bool {
        let was_in = self.nodes.remove(id);
        self.revision += u64::from(was_in);
        was_in
    }

    /// Unfolds everything that is not to stay.
    pub fn retain(&mut self, stays: impl Fn(&Id) -> bool) {
        let n = self.nodes.len();
        self.nodes.retain(stays);
        self.revision += u64::from(self.nodes.len() != n);
    }

    /// Unfolds everything.
    pub fn clear(&mut self) {
        self.retain(|_| false);
    }
}

impl FromIterator<Id> for Folded {
    fn from_iter<T: IntoIterator<Item = Id>>(ids: T) -> Self {
        Self {
            nodes: ids.into_iter().collect(),
            revision: 0,
        }
    }
}
