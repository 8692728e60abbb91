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
    /// How many rows before the first and after the last that differs are the same.
    n_head: usize,
    n_tail: usize,
}

impl Rows {
    pub(super) fn of<T: Record>(before: &[Arc<T>], now: &[Arc<T>]) -> Self {
        let is_same = |(a, b): &(&Arc<T>, &Arc<T>)| Arc::ptr_eq(a, b);
        let head = before.iter().zip(now).take_while(is_same).count();
        let (old, new) = (&before[head..], &now[head..]);
        let tail = old.iter().rev().zip(new.iter().rev()).take_while(is_same);
        let tail = tail.count();
        let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);

        let mut old_of = Vec::with_capacity(now.len());
        old_of.extend(0..head as u32);
        let mut rows = Self {
            old_of,
            new_of: vec![NONE; before.len()],
            n_head: head,
            n_tail: tail,
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
        // Outside the middle nothing has gone.
        let middle = head as u32..(before.len() - tail) as u32;
        let gone = middle.filter(|&old| rows.new_of[old as usize] == NONE);
        rows.left.extend(gone);
        rows.left.sort_unstable();
        rows
    }

    /// Whether no row came, went, was altered or stands elsewhere.
    pub(super) fn are_same(&self) -> bool {
        self.touched.is_empty() && self.left.is_empty()
    }

    /// Whether every row stands where it stood, altered or not.
    fn is_still(&self) -> bool {
        let middle = self.n_head..self.old_of.len() - self.n_tail;
        self.old_of.len() == self.new_of.len()
            && middle.into_iter().all(|at| self.old_of[at] == at as u32)
    }

    /// Makes rows kept from before those of now, touching only what differs.
    pub(super) fn keep<T>(&self, kept: &mut Vec<Arc<T>>, now: &[Arc<T>]) {
        if self.is_still() {
            for &at in &self.touched {
                kept[at as usize] = now[at as usize].clone();
            }
        } else {
            let middle = self.n_head..now.len() - self.n_tail;
            kept.splice(
                self.n_head..kept.len() - self.n_tail,
                now[middle].iter().cloned(),
            );
        }
    }

    /// Puts what was known of the rows of before where they stand now; what came is empty.
    pub(super) fn carry<T: Default>(&self, known: &mut Vec<T>) {
        if self.is_still() {
            return;
        }
        let middle = self.n_head..known.len() - self.n_tail;
        let mut before: Vec<T> = known[middle.clone()]
            .iter_mut()
            .map(std::mem::take)
            .collect();
        let now = self.n_head..self.old_of.len() - self.n_tail;
        let carried = self.old_of[now].iter().map(|&old| {
            let place = (old as usize).checked_sub(self.n_head);
            match place.and_then(|at| before.get_mut(at)) {
                Some(old) => std::mem::take(old),
                None => T::default(),
            }
        });
        let carried: Vec<T> = carried.collect();
        known.splice(middle, carried);
    }
}
