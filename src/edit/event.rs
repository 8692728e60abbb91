//! What an editor did, step by step, for whoever keeps a journal of it. Replayed in their order on
//! the document that they began with, events give the document and its history again.

use std::sync::Arc;

use super::Entry;
use crate::model::{Document, Time};

/// Something that an editor did.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// An edit was made.
    Made {
        /// The step, with the changes of this edit alone.
        entry: Entry,
        /// Whether it lengthened the step before.
        joins: bool,
        /// When.
        now: Time,
    },
    /// The last step was taken back.
    Undone(Time),
    /// The next step was brought back.
    Redone(Time),
    /// The last step was taken back for good.
    Retracted(Time),
}

/// A document with the last steps of its history: enough to begin a journal with.
#[derive(Debug, Clone)]
pub struct Past {
    pub(super) document: Arc<Document>,
    /// The last steps, the latest last.
    pub(super) done: Vec<Entry>,
    /// Steps taken back, the next one to be redone last.
    pub(super) undone: Vec<Entry>,
    /// How many steps ago the state on disk was; negative for one that was taken back.
    pub(super) saved: Option<i64>,
}

/// A past as a beginning and what followed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Unrolled {
    /// The document before the first event.
    pub document: Document,
    /// What then happened.
    pub events: Vec<Event>,
    /// After how many of the events the state on disk was reached; none if there is no such state
    /// among them.
    pub saved_after: Option<usize>,
}

impl Past {
    /// How many steps can be taken back in it.
    pub fn n_done(&self) -> usize {
        self.done.len()
    }

    /// Knows no more which state is on disk.
    pub fn forget_saved(&mut self) {
        self.saved = None;
    }

    /// Goes back to the beginning. Takes time in proportion to the map, so it belongs on a thread.
    pub fn unroll(self) -> Unrolled {
        let now = self.document.meta().modified.clone();
        let mut document = Document::clone(&self.document);
        for entry in self.done.iter().rev() {
            document
                .apply(&entry.changes.invert())
                .expect("the history fits the document");
        }
        let n_done = self.done.len();
        let redone: Vec<Entry> = self.undone.into_iter().rev().collect();
        let n_undone = redone.len();
        let saved_after = self
            .saved
            .and_then(|steps| usize::try_from(n_done as i64 - steps).ok())
            .filter(|&at| at <= n_done + n_undone);
        let made = self
            .done
            .into_iter()
            .chain(redone)
            .map(|entry| Event::Made {
                entry: Entry {
                    merge_key: None,
                    ..entry
                },
                joins: false,
                now: now.clone(),
            });
        let undone = std::iter::repeat_n(Event::Undone(now.clone()), n_undone);
        Unrolled {
            document,
            events: made.chain(undone).collect(),
            saved_after,
        }
    }
}
