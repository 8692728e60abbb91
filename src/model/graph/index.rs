//! Which place in document order an id stands at. Knows nothing of graphs.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::shift::{NONE, Shift};
use crate::model::{Id, Record, Table};

/// From ids to places in document order. After an edit it is moved along instead of being made
/// anew: the ids are hashed once, and a list says where each of them stands by now.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// Where each id stood when the index was made.
    base: Arc<HashMap<Id, u32, RandomState>>,
    /// Per place of then, the place of now; none as long as nothing has moved.
    now: Option<Vec<u32>>,
    /// Ids that came later.
    late: Vec<(Id, u32)>,
}

impl Index {
    /// More late ids than this are not searched one by one: it is time for a new index.
    const MOST_LATE: usize = 32;

    /// The index of the ids of a table.
    pub(super) fn of<T: Record>(table: &Table<T>) -> Self {
        let ids = table.iter().map(|row| row.id().clone());
        Self {
            base: Arc::new(ids.zip(0..).collect()),
            ..Self::default()
        }
    }

    /// The place of an id.
    pub(super) fn get(&self, id: &str) -> Option<u32> {
        if let Some((_, at)) = self.late.iter().find(|(late, _)| late.as_str() == id) {
            return Some(*at);
        }
        let then = *self.base.get(id)?;
        let now = self.now.as_ref().map_or(then, |now| now[then as usize]);
        (now != NONE).then_some(now)
    }

    /// The index after rows have come, gone and moved, so that they are those of `table`.
    pub(super) fn after<T: Record>(&self, shift: &Shift, table: &Table<T>) -> Self {
        if shift.is_still() {
            return self.clone();
        }
        let moved = |&(ref id, at): &(Id, u32)| Some((id.clone(), shift.new_of(at)?));
        let mut late: Vec<(Id, u32)> = self.late.iter().filter_map(moved).collect();
        let rows = table.rows();
        late.extend(shift.added().map(|at| (rows[at as usize].id().clone(), at)));
        if late.len() > Self::MOST_LATE {
            return Self::of(table);
        }
        let step = |then: u32| shift.new_of(then).unwrap_or(NONE);
        let now = match &self.now {
            None => (0..self.base.len() as u32).map(step).collect(),
            Some(now) => now
                .iter()
                .map(|&at| if at == NONE { NONE } else { step(at) })
                .collect(),
        };
        Self {
            base: self.base.clone(),
            now: Some(now),
            late,
        }
    }
}
