//! What is selected in a map, in the order in which it was selected. Knows at once whether it holds
//! something, however much that is: it is asked for every box that is painted.

use std::collections::HashSet;
use std::ops::Deref;

use crate::model::Id;

/// Selected nodes and links; the last one leads.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    ids: Vec<Id>,
    known: HashSet<Id, foldhash::fast::RandomState>,
    revision: u64,
}

impl Selection {
    /// Whether that record is selected.
    pub fn contains(&self, id: &Id) -> bool {
        self.known.contains(id)
    }

    /// Another number after every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Selects these, and nothing else.
    pub fn set(&mut self, ids: Vec<Id>) {
        self.ids = ids;
        self.take_stock();
    }

    /// Selects one more, which leads from now on.
    pub fn push(&mut self, id: Id) {
        self.known.insert(id.clone());
        self.ids.push(id);
        self.revision += 1;
    }

    /// Keeps those that are wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&Id) -> bool) {
        let n = self.ids.len();
        self.ids.retain(is_wanted);
        if self.ids.len() != n {
            self.take_stock();
        }
    }

    /// Keeps the first `n`.
    pub fn truncate(&mut self, n: usize) {
        self.ids.truncate(n);
        self.take_stock();
    }

    /// Selects nothing.
    pub fn clear(&mut self) {
        self.set(Vec::new());
    }

    fn take_stock(&mut self) {
        self.known = self.ids.iter().cloned().collect();
        self.revision += 1;
    }
}

impl Deref for Selection {
    type Target = [Id];

    fn deref(&self) -> &[Id] {
        &self.ids
    }
}

impl<'a> IntoIterator for &'a Selection {
    type Item = &'a Id;
    type IntoIter = std::slice::Iter<'a, Id>;

    fn into_iter(self) -> Self::IntoIter {
        self.ids.iter()
    }
}

impl PartialEq<Vec<Id>> for Selection {
    fn eq(&self, other: &Vec<Id>) -> bool {
        self.ids == *other
    }
}

impl<const N: usize> PartialEq<[Id; N]> for Selection {
    fn eq(&self, other: &[Id; N]) -> bool {
        self.ids == *other
    }
}
