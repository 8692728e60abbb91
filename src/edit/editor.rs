//! The single gate for changes: owns the document, keeps its laws, raises the revision.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Draft, Edit, Entry, History, Mark, Refusal, decide};
use crate::model::{
    Changes, Document, Graph, Id, RandomSource, Time, find_breaches, find_breaches_of_change,
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
        }
    }

    /// Refuses every edit from now on.
    pub fn set_read_only(&mut self) {
        self.is_read_only = true;
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

    /// Gives the last step a merge key, so that what follows under that key joins it.
    pub fn key_last_step(&mut self, merge_key: String) {
        self.history.key_last(merge_key);
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
        self.history.push(Entry {
            label_key: edit.label_key(),
            changes: changes.clone(),
            selected_before: selected.to_vec(),
            selected_after,
            merge_key,
            mark: Mark::default(),
        });
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
        self.apply(&entry.changes.invert(), now);
        Some(entry.selected_before)
    }

    /// Takes the last step back as if it had never been made: redo does not bring it back. Gives
    /// what was selected before it.
    pub fn retract(&mut self, now: Time) -> Option<Vec<Id>> {
        let selected = self.undo(now)?;
        self.history.forget_redo();
        Some(selected)
    }

    /// Brings the next step back and gives what was selected after it; none where there is no
    /// step, or the map is read-only.
    pub fn redo(&mut self, now: Time) -> Option<Vec<Id>> {
        if self.is_read_only {
            return None;
        }
        let entry = self.history.take_redo()?;
        self.apply(&entry.changes, now);
        Some(entry.selected_after)
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
