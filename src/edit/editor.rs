//! The single gate for changes: owns the document, keeps its laws, raises the revision.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Draft, Edit, Entry, Event, History, Mark, Past, Refusal, decide};
use crate::model::{
    Change, Changes, Document, Graph, Id, Mismatch, RandomSource, Time, find_breaches,
    find_breaches_of_change,
};

/// A document with its history.
///
/// Invariant: a commit leaves no breach of the laws that was not there before, or nothing
/// happened; every change raises the revision.
#[derive(Debug)]
pub struct Editor {
    document: Arc<Document>,
    graph: Arc<Graph>,
    history: History,
    revision: u64,
    is_read_only: bool,
    /// What was done since somebody took it; none while nobody wants it.
    events: Option<Vec<Event>>,
}

/// What an edit needs of the world.
pub struct Context<'a> {
    /// Randomness for new ids.
    pub random: &'a mut dyn RandomSource,
    /// The time.
    pub now: Time,
}

/// A commit that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    /// Records to be selected: what was made or moved; empty to leave the selection as it is.
    pub selected: Vec<Id>,
    /// What changed; empty if the edit changed nothing.
    pub changes: Changes,
}

impl Editor {
    /// Takes a document that was made or opened.
    pub fn new(document: Document) -> Self {
        let graph = Arc::new(Graph::of(&document));
        Self {
            document: Arc::new(document),
            graph,
            history: History::new(),
            revision: 0,
            is_read_only: false,
            events: None,
        }
    }

    /// Keeps what is done from now on for [`Self::take_events`].
    pub fn keep_events(&mut self) {
        self.events.get_or_insert_default();
    }

    /// What was done since this was asked last.
    pub fn take_events(&mut self) -> Vec<Event> {
        self.events.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// The document with at most so many of its last steps.
    pub fn past(&self, most: usize) -> Past {
        let (done, undone) = self.history.copy_last(most);
        Past {
            document: self.document.clone(),
            done,
            undone,
            saved: self.history.steps_since_saved(),
        }
    }

    /// Does again what was done to the same document earlier, and tells nobody.
    ///
    /// # Errors
    /// A [`Mismatch`] where it does not fit; then nothing has happened.
    pub fn replay(&mut self, event: &Event) -> Result<(), Mismatch> {
        let events = self.events.take();
        let id = self.document.meta().id.clone();
        let stepped = match event {
            Event::Made { entry, joins, now } => self.replay_made(entry, *joins, now),
            Event::Undone(now) => self.undo(now.clone()).map(drop).ok_or(Mismatch(id)),
            Event::Redone(now) => self.redo(now.clone()).map(drop).ok_or(Mismatch(id)),
            Event::Retracted(now) => self.retract(now.clone()).map(drop).ok_or(Mismatch(id)),
        };
        self.events = events;
        stepped
    }

    fn replay_made(&mut self, entry: &Entry, joins: bool, now: &Time) -> Result<(), Mismatch> {
        if joins && self.history.n_done() == 0 {
            return Err(Mismatch(self.document.meta().id.clone()));
        }
        let document = Arc::make_mut(&mut self.document);
        document.apply(&entry.changes)?;
        let mut added = entry.changes.0.iter().filter_map(find_added);
        if let Some(id) = added.find(|id| document.count_bearers(id.as_str()) > 1) {
            document
                .apply(&entry.changes.invert())
                .expect("what was just applied can be taken back");
            return Err(Mismatch(id.clone()));
        }
        document.touch(now.clone());
        self.history.add(entry.clone(), joins);
        self.revision += 1;
        if entry.changes.alters_graph() {
            self.graph = Arc::new(self.graph.after(&self.document, &entry.changes.0));
        }
        Ok(())
    }

    /// Refuses every edit from now on.
    pub fn set_read_only(&mut self) {
        self.is_read_only = true;
    }

    /// Takes edits again, because what kept them away is gone. No step of the history.
    pub fn end_read_only(&mut self) {
        self.is_read_only = false;
    }

    /// Takes edits again, because the map has become a copy of this program's own; what it asked
    /// of programs, and this one cannot serve, goes. No step of the history.
    pub fn allow_editing(&mut self) {
        if std::mem::take(&mut self.is_read_only) {
            Arc::make_mut(&mut self.document).drop_requirements();
        }
    }

    /// Whether every edit is refused.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// The document; a clone of the handle is a snapshot.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The graph of the document.
    pub fn graph(&self) -> &Arc<Graph> {
        &self.graph
    }

    /// The history.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Notes that the state of that mark is on disk.
    pub fn mark_saved(&mut self, mark: Mark) {
        self.history.mark_saved(mark);
    }

    /// Notes that no reachable state is on disk.
    pub fn mark_unsaved(&mut self) {
        self.history.mark_unsaved();
    }

    /// Notes that the state so many steps ago is on disk; negative for one that redo leads to.
    pub fn mark_saved_before(&mut self, steps: Option<i64>) {
        match steps.and_then(|steps| self.history.find_mark(steps)) {
            Some(mark) => self.history.mark_saved(mark),
            None => self.history.mark_unsaved(),
        }
    }

    /// Gives the last step a merge key, so that what follows under that key joins it.
    pub fn key_last_step(&mut self, merge_key: String) {
        self.history.key_last(merge_key);
    }

    /// Gives the last step another name, by the key of its words. To be told of with the step itself, so
    /// only where nobody keeps what is done.
    pub fn name_last_step(&mut self, label_key: &'static str) {
        self.history.name_last(label_key);
    }

    /// Raised by every change; what is derived from the document is keyed by it.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Makes an edit, or nothing.
    pub fn commit(
        &mut self,
        edit: &Edit,
        selected: &[Id],
        merge_key: Option<String>,
        context: Context<'_>,
    ) -> Result<Committed, Refusal> {
        if self.is_read_only {
            return Err(Refusal::ReadOnly);
        }
        let document = Arc::make_mut(&mut self.document);
        let now = context.now.clone();
        let graph = self.graph.clone();
        let mut draft = Draft::begin(document, graph, context.random, context.now);
        let decided = decide(&mut draft, edit).and_then(|chosen| {
            match find_new_breach(draft.document(), draft.changes()) {
                Some(breach) => Err(breach),
                None => Ok(chosen),
            }
        });
        let mut chosen = match decided {
            Ok(chosen) => chosen,
            Err(refusal) => {
                draft.cancel();
                return Err(refusal);
            }
        };
        // Part of what was made may be gone again, or was missing from the start.
        chosen.retain(|id| draft.document().is_taken(id.as_str()));
        let graph = draft.graph();
        let changes = draft.finish();
        if changes.is_empty() {
            return Ok(Committed {
                selected: chosen,
                changes,
            });
        }
        document.touch(now);
        let selected_after = if chosen.is_empty() {
            selected.to_vec()
        } else {
            chosen.clone()
        };
        let entry = Entry {
            label_key: edit.label_key().into(),
            changes: changes.clone(),
            selected_before: selected.to_vec(),
            selected_after,
            merge_key,
            mark: Mark::default(),
        };
        let told = self.events.is_some().then(|| entry.clone());
        let joins = self.history.push(entry);
        if let Some(entry) = told {
            let now = document.meta().modified.clone();
            self.tell(Event::Made { entry, joins, now });
        }
        self.revision += 1;
        self.graph = graph;
        Ok(Committed {
            selected: chosen,
            changes,
        })
    }

    /// Takes the last step back and gives what was selected before it; none where there is no
    /// step, or the map is read-only.
    pub fn undo(&mut self, now: Time) -> Option<Vec<Id>> {
        if self.is_read_only {
            return None;
        }
        let entry = self.history.take_undo()?;
        self.tell(Event::Undone(now.clone()));
        self.apply(&entry.changes.invert(), now);
        let selected = entry.selected_before.clone();
        self.history.put_undone(entry);
        Some(selected)
    }

    /// Takes the last step back as if it had never been made: redo does not bring it back, nor what
    /// was undone on top of it. Gives what was selected before it.
    pub fn retract(&mut self, now: Time) -> Option<Vec<Id>> {
        let selected = self.undo(now.clone())?;
        self.history.forget_redo();
        if let Some(events) = &mut self.events {
            events.pop();
        }
        self.tell(Event::Retracted(now));
        Some(selected)
    }

    /// Brings the next step back and gives what was selected after it; none where there is no
    /// step, or the map is read-only.
    pub fn redo(&mut self, now: Time) -> Option<Vec<Id>> {
        if self.is_read_only {
            return None;
        }
        let entry = self.history.take_redo()?;
        self.tell(Event::Redone(now.clone()));
        self.apply(&entry.changes, now);
        let selected = entry.selected_after.clone();
        self.history.put_redone(entry);
        Some(selected)
    }

    fn tell(&mut self, event: Event) {
        if let Some(events) = &mut self.events {
            events.push(event);
        }
    }

    fn apply(&mut self, changes: &Changes, now: Time) {
        let document = Arc::make_mut(&mut self.document);
        document
            .apply(changes)
            .expect("the history fits the document");
        document.touch(now);
        self.revision += 1;
        if changes.alters_graph() {
            self.graph = Arc::new(self.graph.after(&self.document, &changes.0));
        }
    }
}

/// The first breach that the changes brought; breaches that a file brought earlier are no reason
/// to refuse an edit elsewhere.
fn find_new_breach(document: &Document, changes: &Changes) -> Option<Refusal> {
    let after = find_breaches_of_change(document, changes);
    if after.is_empty() {
        return None;
    }
    let mut before = document.clone();
    before
        .apply(&changes.invert())
        .expect("an edit can take its own steps back");
    let old: HashSet<_> = find_breaches(&before).into_iter().collect();
    after
        .into_iter()
        .find(|breach| !old.contains(breach))
        .map(Refusal::Law)
}

/// The record that a change adds.
fn find_added(change: &Change) -> Option<&Id> {
    match change {
        Change::Source(row) if row.before.is_none() => row.after.as_ref().map(|it| &it.record.id),
        Change::Node(row) if row.before.is_none() => row.after.as_ref().map(|it| &it.record.id),
        Change::Link(row) if row.before.is_none() => row.after.as_ref().map(|it| &it.record.id),
        Change::View(row) if row.before.is_none() => row.after.as_ref().map(|it| &it.record.id),
        _ => None,
    }
}
