//! A table of records in document order that finds a record by its id in constant time.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Id, Record};

/// Records in document order. Order is meaning, so nothing here ever sorts.
///
/// Invariant: `by_id` holds exactly the rows; ids are unique.
#[derive(Debug, Clone)]
pub struct Table<T> {
    rows: Vec<Arc<T>>,
    by_id: HashMap<Id, Arc<T>>,
}

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
        self.by_id.get(id)
    }

    /// Whether a record of that id exists.
    pub fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// The records in document order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<T>> {
        self.rows.iter()
    }

    /// The records as a slice in document order.
    pub fn rows(&self) -> &[Arc<T>] {
        &self.rows
    }

    /// The place of a record in document order, by comparing pointers.
    pub fn position(&self, id: &str) -> Option<usize> {
        let wanted = self.by_id.get(id)?;
        self.rows.iter().position(|row| Arc::ptr_eq(row, wanted))
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
        self.by_id.insert(record.id().clone(), record.clone());
        self.rows.insert(at, record);
        Ok(())
    }

    pub(super) fn remove(&mut self, at: usize) -> Option<Arc<T>> {
        if at >= self.rows.len() {
            return None;
        }
        let record = self.rows.remove(at);
        self.by_id.remove(record.id());
        Some(record)
    }

    /// Puts a record in the place of one with the same id.
    pub(super) fn replace(&mut self, at: usize, record: Arc<T>) {
        self.by_id.insert(record.id().clone(), record.clone());
        self.rows[at] = record;
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            by_id: HashMap::new(),
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
