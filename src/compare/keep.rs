//! Which records of a table stay, and what each is: records that one copy deleted go, unless the
//! other one changed them. Links between tables are settled in `ends`.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::field::Clashes;
use super::order::merge_orders;
use super::record::Fields;
use crate::model::{Id, Record, Table};

/// Whose copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    Theirs,
}

/// A field that both copies changed.
pub(super) struct FieldClash {
    pub(super) id: Id,
    pub(super) field: &'static str,
    pub(super) ours: String,
    pub(super) theirs: String,
}

/// A record that stays although a copy deleted it.
#[derive(Clone)]
pub(super) struct Restored {
    pub(super) id: Id,
    /// Who deleted it.
    pub(super) deleter: Side,
    /// Whether it is told, and not only the box that it came back with.
    pub(super) is_told: bool,
}

/// A table of all three copies, and what is to become of it.
pub(super) struct Pile<'a, T> {
    /// The table of the base, of ours and of theirs.
    pub(super) tables: [&'a Table<T>; 3],
    /// The records that stay.
    pub(super) merged: HashMap<Id, Arc<T>, RandomState>,
    /// Records that stay although that side deleted them.
    pub(super) restored: Vec<Restored>,
    pub(super) clashes: Vec<FieldClash>,
}

impl<'a, T: Record + Fields> Pile<'a, T> {
    /// Settles the records of a table, each by itself. `blank` makes an empty record of that id, for
    /// records that both copies added; `is_edited` says whether a copy has changed a record, where
    /// the other one deleted it.
    pub(super) fn of(
        tables: [&'a Table<T>; 3],
        blank: impl Fn(&Id) -> T,
        is_edited: impl Fn(&T, &T, Side) -> bool,
    ) -> Self {
        let mut pile = Self {
            tables,
            merged: HashMap::default(),
            restored: Vec::new(),
            clashes: Vec::new(),
        };
        let [base, ours, theirs] = tables;
        for record in ours {
            let id = record.id().as_str();
            match (base.get(id), theirs.get(id)) {
                (was, Some(other)) => pile.merge(was, record, other, &blank),
                (None, None) => pile.keep(record),
                (Some(was), None) => {
                    if is_edited(was, record, Side::Ours) {
                        pile.keep_edited(record, Side::Theirs);
                    }
                }
            }
        }
        for record in theirs {
            let id = record.id().as_str();
            match base.get(id) {
                _ if ours.contains(id) => {}
                None => pile.keep(record),
                Some(was) => {
                    if is_edited(was, record, Side::Theirs) {
                        pile.keep_edited(record, Side::Ours);
                    }
                }
            }
        }
        pile
    }

    fn keep(&mut self, record: &Arc<T>) {
        self.merged.insert(record.id().clone(), record.clone());
    }

    fn keep_edited(&mut self, record: &Arc<T>, deleter: Side) {
        self.keep(record);
        self.restored.push(Restored {
            id: record.id().clone(),
            deleter,
            is_told: true,
        });
    }

    fn merge(
        &mut self,
        base: Option<&Arc<T>>,
        ours: &Arc<T>,
        theirs: &Arc<T>,
        blank: &impl Fn(&Id) -> T,
    ) {
        let is_same = |a: &Arc<T>, b: &Arc<T>| Arc::ptr_eq(a, b) || a == b;
        if is_same(ours, theirs) || base.is_some_and(|base| is_same(base, theirs)) {
            return self.keep(ours);
        }
        if base.is_some_and(|base| is_same(base, ours)) {
            return self.keep(theirs);
        }
        let mut clashes = Clashes::default();
        let merged = match base {
            Some(base) => T::merge(base, ours, theirs, &mut clashes),
            None => T::merge(&blank(ours.id()), ours, theirs, &mut clashes),
        };
        for (field, ours, theirs) in clashes.found {
            let id = merged.id().clone();
            self.clashes.push(FieldClash {
                id,
                field,
                ours,
                theirs,
            });
        }
        self.keep(&Arc::new(merged));
    }

    /// Whether a record stays.
    pub(super) fn holds(&self, id: &Id) -> bool {
        self.merged.contains_key(id)
    }

    /// Lets a record stay that one side deleted; gives which, or none where no copy has it.
    pub(super) fn restore(&mut self, id: &Id, is_told: bool) -> Option<Side> {
        let [_, ours, theirs] = self.tables;
        let (record, side) = match (ours.get(id.as_str()), theirs.get(id.as_str())) {
            (Some(record), _) => (record, Side::Theirs),
            (None, Some(record)) => (record, Side::Ours),
            (None, None) => return None,
        };
        self.keep(record);
        self.restored.push(Restored {
            id: id.clone(),
            deleter: side,
            is_told,
        });
        Some(side)
    }

    /// A record that stays, to be altered.
    pub(super) fn alter(&mut self, id: &Id, alter: impl FnOnce(&mut T)) {
        if let Some(record) = self.merged.get_mut(id) {
            alter(Arc::make_mut(record));
        }
    }

    /// The records that stay, in their order, and the ids of those that both copies moved.
    pub(super) fn put_in_order(&self) -> (Vec<Arc<T>>, Vec<Id>) {
        let mut numbers: HashMap<&Id, u32, RandomState> = HashMap::default();
        let mut ids: Vec<&Id> = Vec::new();
        let orders = self.tables.map(|table| {
            let rows = table.iter().map(|record| {
                *numbers.entry(record.id()).or_insert_with(|| {
                    ids.push(record.id());
                    (ids.len() - 1) as u32
                })
            });
            rows.collect::<Vec<u32>>()
        });
        let [base, ours, theirs] = &orders;
        let is_kept = |number: u32| self.merged.contains_key(ids[number as usize]);
        let ordered = merge_orders(ids.len(), [base, ours, theirs], is_kept);
        let rows = ordered.order.iter();
        let rows = rows.filter_map(|&number| self.merged.get(ids[number as usize]).cloned());
        let clashes = ordered.clashes.iter().map(|&number| ids[number as usize]);
        (rows.collect(), clashes.cloned().collect())
    }
}
