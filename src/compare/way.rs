//! The way from one state of a map to another, as changes.

use std::sync::Arc;

use super::order::find_moved;
use crate::model::{Change, Changes, Document, Placed, Record, Row, Table};

/// The changes that make `new` of `old`, as few as can be. When a map was saved, and by which
/// program, is left as it is.
pub fn find_changes(old: &Document, new: &Document) -> Changes {
    let mut way = Way {
        at: old.clone(),
        changes: Changes::default(),
    };
    way.go(
        old.sources(),
        new.sources(),
        Document::sources,
        Change::Source,
    );
    way.go(old.nodes(), new.nodes(), Document::nodes, Change::Node);
    way.go(old.links(), new.links(), Document::links, Change::Link);
    way.go(old.views(), new.views(), Document::views, Change::View);
    if old.dismissals() != new.dismissals() {
        way.step(Change::Dismissals {
            before: old.dismissals().clone(),
            after: new.dismissals().clone(),
        });
    }
    let mut meta = (**new.meta()).clone();
    meta.modified = old.meta().modified.clone();
    meta.generator.clone_from(&old.meta().generator);
    if meta != **old.meta() {
        way.step(Change::Meta {
            before: old.meta().clone(),
            after: Arc::new(meta),
        });
    }
    way.changes
}

struct Way {
    /// The map as far as the changes have come.
    at: Document,
    changes: Changes,
}

impl Way {
    fn step(&mut self, change: Change) {
        let step = Changes(vec![change]);
        self.at
            .apply(&step)
            .expect("every step is made of the state before it");
        self.changes.0.extend(step.0);
    }

    fn go<T: Record + PartialEq>(
        &mut self,
        old: &Table<T>,
        new: &Table<T>,
        table: impl Fn(&Document) -> &Table<T>,
        change: impl Fn(Row<T>) -> Change,
    ) {
        for record in old.iter().filter(|it| !new.contains(it.id().as_str())) {
            let before = self.find(record.id().as_str(), &table);
            self.step(change(Row {
                before,
                after: None,
            }));
        }
        let places = new.iter().filter_map(|it| old.position(it.id().as_str()));
        let places: Vec<u32> = places.map(|at| at as u32).collect();
        let order: Vec<u32> = (0..old.len() as u32).collect();
        let moved = find_moved(old.len(), &order, &places);
        let mut before_it: Option<&str> = None;
        for record in new {
            let id = record.id().as_str();
            let before = self.find(id, &table);
            let is_moved = old.position(id).is_none_or(|at| moved[at]);
            let at = if is_moved {
                let behind = before_it.and_then(|id| table(&self.at).position(id));
                let at = behind.map_or(0, |at| at + 1);
                // Counted without the record itself.
                let own = before.as_ref().map(|it| it.at);
                at - usize::from(own.is_some_and(|own| own < at))
            } else {
                before.as_ref().map_or(0, |it| it.at)
            };
            before_it = Some(id);
            let is_same = before
                .as_ref()
                .is_some_and(|it| it.at == at && *it.record == **record);
            if !is_same {
                let record = record.clone();
                let after = Some(Placed { at, record });
                self.step(change(Row { before, after }));
            }
        }
    }

    fn find<T: Record>(
        &self,
        id: &str,
        table: impl Fn(&Document) -> &Table<T>,
    ) -> Option<Placed<T>> {
        let at = table(&self.at).position(id)?;
        let record = table(&self.at).rows()[at].clone();
        Some(Placed { at, record })
    }
}
