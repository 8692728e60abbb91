//! Where the rows of a table went in the course of an edit. Knows places alone, no records.

use crate::model::Row;

/// No place.
pub(super) const NONE: u32 = u32::MAX;

/// From the rows of a table before an edit to those after it, and back.
#[derive(Debug, Default)]
pub(super) struct Shift {
    /// Per row of now, the row of then; `NONE` for one that came.
    old_of: Vec<u32>,
    /// Per row of then, the row of now; `NONE` for one that went.
    new_of: Vec<u32>,
    /// Rows of now that came or were altered, ascending.
    touched: Vec<u32>,
    is_still: bool,
}

impl Shift {
    /// What changes did to a table that had `n` rows. None where so much has changed that it is
    /// quicker to read everything anew.
    pub(super) fn of<'a, T: 'a>(n: usize, rows: impl Iterator<Item = &'a Row<T>>) -> Option<Self> {
        /// Each row that comes or goes moves all that follow it.
        const MOST: usize = 64;
        let mut old_of: Vec<u32> = (0..n as u32).collect();
        let mut is_altered = Vec::new();
        let mut is_still = true;
        for (nth, row) in rows.enumerate() {
            if nth >= MOST {
                return None;
            }
            match (&row.before, &row.after) {
                (Some(before), Some(after)) if before.at == after.at => {
                    is_altered.push(*old_of.get(before.at)?);
                }
                (before, after) => {
                    is_still = false;
                    let mut own = NONE;
                    if let Some(before) = before {
                        if before.at >= old_of.len() {
                            return None;
                        }
                        own = old_of.remove(before.at);
                        is_altered.push(own);
                    }
                    if let Some(after) = after {
                        if after.at > old_of.len() {
                            return None;
                        }
                        old_of.insert(after.at, own);
                    }
                }
            }
        }
        let mut new_of = vec![NONE; n];
        for (&old, new) in old_of.iter().zip(0..) {
            if let Some(slot) = new_of.get_mut(old as usize) {
                *slot = new;
            }
        }
        let came = (0..old_of.len() as u32).filter(|&new| old_of[new as usize] == NONE);
        let altered = is_altered
            .iter()
            .filter_map(|&old| new_of.get(old as usize));
        let mut touched: Vec<u32> = altered.copied().filter(|&new| new != NONE).collect();
        touched.extend(came);
        touched.sort_unstable();
        touched.dedup();
        Some(Self {
            old_of,
            new_of,
            touched,
            is_still,
        })
    }

    /// Whether every row is where it was.
    pub(super) fn is_still(&self) -> bool {
        self.is_still
    }

    /// The row of then; none for one that came.
    pub(super) fn old_of(&self, new: u32) -> Option<u32> {
        self.old_of
            .get(new as usize)
            .copied()
            .filter(|&it| it != NONE)
    }

    /// The row of now; none for one that went.
    pub(super) fn new_of(&self, old: u32) -> Option<u32> {
        self.new_of
            .get(old as usize)
            .copied()
            .filter(|&it| it != NONE)
    }

    /// Rows of now that came, ascending.
    pub(super) fn added(&self) -> impl Iterator<Item = u32> {
        let touched = self.touched.iter().copied();
        touched.filter(|&new| self.old_of[new as usize] == NONE)
    }

    /// Rows of now that came, were altered or were moved by hand, ascending.
    pub(super) fn touched(&self) -> &[u32] {
        &self.touched
    }
}
