//! Which rows of a table are those of before. Compares pointers, so it needs no list of what
//! changed, and undo, redo and a map opened anew are one case.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{Id, Record};

/// No place.
pub(super) const NONE: u32 = u32::MAX;

/// From the rows of before to those of now.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Per row of now, the row of before with that id; `NONE` for one that came.
    pub(super) old_of: Vec<u32>,
    /// Per row of before, the row of now; `NONE` for one that went.
    pub(super) new_of: Vec<u32>,
    /// Rows of now that came, were altered, or stand elsewhere among their neighbours; ascending.
    pub(super) touched: Vec<u32>,
    /// Rows of before that went, were altered or were moved, ascending.
    pub(super) left: Vec<u32>,
}

impl Rows {
    pub(super) fn of<T: Record>(before: &[Arc<T>], now: &[Arc<T>]) -> Self {
        let is_same = |(a, b): &(&Arc<T>, &Arc<T>)| Arc::ptr_eq(a, b);
        let head = before.iter().zip(now).take_while(is_same).count();
        let (old, new) = (&before[head..], &now[head..]);
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(is_same);
        let tail = tail.count();
        let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);

        let mut rows = Self {
            old_of: (0..head as u32).collect(),
            new_of: vec![NONE; before.len()],
            ..Self::default()
        };
        // Rows altered in place are the common case, and need no search.
        let places: HashMap<&Id, u32> = if old.len() == new.len() && old.len() <= 1 {
            HashMap::new()
        } else {
            let named = old.iter().zip(head as u32..);
            named.map(|(row, at)| (row.id(), at)).collect()
        };
        let find = |nth: usize, row: &Arc<T>| {
            let beside = old.get(nth).filter(|old| old.id() == row.id());
            beside
                .map(|_| (head + nth) as u32)
                .or_else(|| places.get(row.id()).copied())
        };
        let mut furthest = None;
        for (nth, row) in new.iter().enumerate() {
            let at = (head + nth) as u32;
            let old = find(nth, row);
            rows.old_of.push(old.unwrap_or(NONE));
            let is_in_order = old.is_some_and(|old| furthest.is_none_or(|last| old > last));
            let is_still =
                old.is_some_and(|old| is_in_order && Arc::ptr_eq(&before[old as usize], row));
            if is_in_order {
                furthest = old;
            }
            if !is_still {
                rows.touched.push(at);
                rows.left.extend(old);
            }
        }
        rows.old_of
            .extend((before.len() - tail) as u32..before.len() as u32);
        for (&old, at) in rows.old_of.iter().zip(0..) {
            if old != NONE {
                rows.new_of[old as usize] = at;
            }
        }
        let gone = (0..before.len() as u32).filter(|&old| rows.new_of[old as usize] == NONE);
        rows.left.extend(gone);
        rows.left.sort_unstable();
        rows
    }

    /// Whether every row stands where it stood, altered or not.
    pub(super) fn is_still(&self) -> bool {
        self.old_of.len() == self.new_of.len()
            && self.old_of.iter().zip(0..).all(|(&old, at)| old == at)
    }

    /// Puts what was known of the rows of before where they stand now; what came is empty.
    pub(super) fn carry<T: Default>(&self, known: &mut Vec<T>) {
        if self.is_still() {
            return;
        }
        let mut before = std::mem::take(known);
        known.extend(
            self.old_of
                .iter()
                .map(|&old| match before.get_mut(old as usize) {
                    Some(old) => std::mem::take(old),
                    None => T::default(),
                }),
        );
    }
}
