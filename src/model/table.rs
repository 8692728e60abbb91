//! A table of records in document order that finds a record by its id in constant time.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::Record;

/// Records in document order. Order is meaning, so nothing here ever sorts.
///
/// Invariant: `by_id` holds exactly the rows; ids are unique. A record is found by the id in it, so
/// that a large map does not hold every id twice.
#[derive(Debug, Clone)]
pub struct Table<T> {
    rows: Vec<Arc<T>>,
    by_id: HashSet<Slot<T>, RandomState>,
}

/// A record, found by its id, and where it was put. Later insertions and removals before it shift
/// it, which is not noted here: the search for its place begins there and seldom goes far.
#[derive(Debug, Clone)]
struct Slot<T> {
    record: Arc<T>,
    near: u32,
}

impl<T: Record> Borrow<str> for Slot<T> {
    fn borrow(&self) -> &str {
        self.record.id().as_str()
    }
}

impl<T: Record> Hash for Slot<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.record.id().as_str().hash(state);
    }
}

impl<T: Record> PartialEq for Slot<T> {
    fn eq(&self, other: &Self) -> bool {
        self.record.id() == other.record.id()
    }
}

impl<T: Record> Eq for Slot<T> {}

impl<T: Record> Table<T> {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The record of that id.
    pub fn get(&self, id: &str) -> Option<&Arc<T>> {
        self.by_id.get(id).map(|slot| &slot.record)
    }

    /// Whether a record of that id exists.
    pub fn contains(&self, id: &str) -> bool {
        self.by_id.contains(id)
    }

    /// The records in document order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<T>> {
        self.rows.iter()
    }

    /// The records as a slice in document order.
    pub fn rows(&self) -> &[Arc<T>] {
        &self.rows
    }

    /// The place of a record in document order.
    pub fn position(&self, id: &str) -> Option<usize> {
        let slot = self.by_id.get(id)?;
        let is_at = |at: &usize| {
            let row = self.rows.get(*at);
            row.is_some_and(|row| Arc::ptr_eq(row, &slot.record))
        };
        let near = slot.near as usize;
        (0..=self.rows.len().max(near)).find_map(|step| {
            let places = [near.checked_sub(step), near.checked_add(step)];
            places.into_iter().flatten().find(is_at)
        })
    }

    /// Adds a record at the end. Gives it back if its id is taken.
    pub(super) fn push(&mut self, record: Arc<T>) -> Result<(), Arc<T>> {
        let at = self.rows.len();
        self.insert(at, record)
    }

    pub(super) fn insert(&mut self, at: usize, record: Arc<T>) -> Result<(), Arc<T>> {
        if at > self.rows.len() || self.contains(record.id().as_str()) {
            return Err(record);
        }
        self.note(at, &record);
        self.rows.insert(at, record);
        Ok(())
    }

    pub(super) fn remove(&mut self, at: usize) -> Option<Arc<T>> {
        if at >= self.rows.len() {
            return None;
        }
        let record = self.rows.remove(at);
        self.by_id.remove(record.id().as_str());
        Some(record)
    }

    /// Puts a record in the place of one with the same id.
    pub(super) fn replace(&mut self, at: usize, record: Arc<T>) {
        self.note(at, &record);
        self.rows[at] = record;
    }

    fn note(&mut self, near: usize, record: &Arc<T>) {
        let slot = Slot {
            record: record.clone(),
            near: near as u32,
        };
        self.by_id.replace(slot);
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            by_id: HashSet::default(),
        }
    }
}

impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a Arc<T>;
    type IntoIter = std::slice::Iter<'a, Arc<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}
