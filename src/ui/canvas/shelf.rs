//! Baked things kept by the record they show: the ones used lately stay, the others go. A thing is
//! used again as long as what it was made of is the same. Knows no painting.

use std::collections::HashMap;
use std::rc::Rc;

use super::baked::Baked;
use crate::model::Id;

/// About how many vertices one generation may hold, at some 20 bytes each.
const MOST: usize = 600_000;

/// One kept thing.
pub struct Kept<M> {
    /// Its triangles.
    pub baked: Rc<Baked>,
    /// The zoom at which it was baked.
    pub zoom: f32,
    /// What it was made of.
    pub made_of: M,
    /// In which state of the map that was found still to be true.
    pub checked: u64,
}

/// Kept things. When the younger generation is full it becomes the older one, and what has not
/// been used since then is dropped.
pub struct Shelf<M> {
    young: HashMap<Id, Kept<M>>,
    old: HashMap<Id, Kept<M>>,
    weight: usize,
}

impl<M> Default for Shelf<M> {
    fn default() -> Self {
        Self {
            young: HashMap::new(),
            old: HashMap::new(),
            weight: 0,
        }
    }
}

impl<M> Shelf<M> {
    /// The thing of a record.
    pub fn find(&mut self, id: &Id) -> Option<&mut Kept<M>> {
        if !self.old.is_empty()
            && !self.young.contains_key(id)
            && let Some((id, kept)) = self.old.remove_entry(id)
        {
            self.put(id, kept);
        }
        self.young.get_mut(id)
    }

    /// Keeps the thing of a record in place of the one before.
    pub fn put(&mut self, id: Id, kept: Kept<M>) {
        self.weight += kept.baked.weight();
        if self.weight > MOST {
            self.weight = kept.baked.weight();
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(id, kept);
    }
}
