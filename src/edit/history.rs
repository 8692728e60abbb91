//! What was done and can be taken back: changes with the name of the edit and the selection
//! before and after.

use std::borrow::Cow;

use crate::model::{Changes, Id};

/// The past and the future of a document.
///
/// Invariant: applying the inverse of the last `done`, or the last `undone`, fits the document.
#[derive(Debug, Default)]
pub struct History {
    done: Vec<Entry>,
    undone: Vec<Entry>,
    /// The state that is on disk; none when no reachable one is.
    saved: Option<Mark>,
    n_states: u64,
}

/// One state of a document, told from every other state it ever had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mark(u64);

/// One step of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Key of the words that name it.
    pub label_key: Cow<'static, str>,
    /// What it changed.
    pub changes: Changes,
    /// What was selected before it.
    pub selected_before: Vec<Id>,
    /// What was selected after it.
    pub selected_after: Vec<Id>,
    /// Edits with the same key that follow one another are one step; an undo or a save between
    /// them parts them.
    pub merge_key: Option<String>,
    /// The state after it; set by the history.
    pub mark: Mark,
}

impl History {
    /// The history of a map just opened or made.
    pub fn new() -> Self {
        Self {
            saved: Some(Mark(0)),
            ..Self::default()
        }
    }

    /// Adds a step, or lengthens the last one if both bear the same merge key; tells whether it
    /// did.
    pub fn push(&mut self, entry: Entry) -> bool {
        let is_saved = self.is_saved();
        let joins = self.done.last().is_some_and(|last| {
            entry.merge_key.is_some() && last.merge_key == entry.merge_key && !is_saved
        });
        self.add(entry, joins);
        joins
    }

    /// Adds a step, or lengthens the last one.
    pub(super) fn add(&mut self, mut entry: Entry, joins: bool) {
        self.undone.clear();
        self.n_states += 1;
        entry.mark = Mark(self.n_states);
        match self.done.last_mut() {
            Some(last) if joins => {
                last.changes.0.extend(entry.changes.0);
                last.selected_after = entry.selected_after;
                last.mark = entry.mark;
            }
            _ => self.done.push(entry),
        }
    }

    /// Gives the last step another name, by the key of its words.
    pub(super) fn name_last(&mut self, label_key: &'static str) {
        if let Some(last) = self.done.last_mut() {
            last.label_key = label_key.into();
        }
    }

    /// Gives the last step a merge key, so that what follows under that key joins it.
    pub(super) fn key_last(&mut self, merge_key: String) {
        if let Some(last) = self.done.last_mut() {
            last.merge_key = Some(merge_key);
        }
    }

    /// The step that undo would take back.
    pub fn next_undo(&self) -> Option<&Entry> {
        self.done.last()
    }

    /// The step that redo would bring back.
    pub fn next_redo(&self) -> Option<&Entry> {
        self.undone.last()
    }

    /// Whether the map is as it was last saved.
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.mark())
    }

    /// A mark of the present state, to be handed to [`Self::mark_saved`] when a save that began
    /// now has ended.
    pub fn mark(&self) -> Mark {
        self.done.last().map_or(Mark(0), |entry| entry.mark)
    }

    /// Notes that the state of that mark is on disk.
    pub fn mark_saved(&mut self, mark: Mark) {
        self.saved = Some(mark);
    }

    /// How many steps ago the state of that mark was; negative for one that redo leads to, none
    /// where no step leads there.
    pub fn steps_since(&self, mark: Mark) -> Option<i64> {
        let n_done = self.done.len();
        let after = self.done.iter().rposition(|entry| entry.mark == mark);
        let undone = || {
            let at = self.undone.iter().position(|entry| entry.mark == mark)?;
            Some(at as i64 - self.undone.len() as i64)
        };
        after
            .map(|at| (n_done - 1 - at) as i64)
            .or_else(|| (mark == Mark(0)).then_some(n_done as i64))
            .or_else(undone)
    }

    /// The mark of the state so many steps ago; none where there is no such state.
    pub(super) fn find_mark(&self, steps: i64) -> Option<Mark> {
        let n_done = self.done.len() as i64;
        if steps == n_done {
            return Some(Mark(0));
        }
        if steps >= 0 {
            let at = usize::try_from(n_done - 1 - steps).ok()?;
            return self.done.get(at).map(|entry| entry.mark);
        }
        let at = usize::try_from(self.undone.len() as i64 + steps).ok()?;
        self.undone.get(at).map(|entry| entry.mark)
    }

    /// The state on disk, as [`Self::steps_since`] counts.
    pub fn steps_since_saved(&self) -> Option<i64> {
        self.saved.and_then(|mark| self.steps_since(mark))
    }

    /// The steps that can be taken back, the oldest first.
    pub fn list_done(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.done.iter()
    }

    /// How many steps can be taken back.
    pub fn n_done(&self) -> usize {
        self.done.len()
    }

    /// The last steps, at most so many, and those taken back.
    pub(super) fn copy_last(&self, most: usize) -> (Vec<Entry>, Vec<Entry>) {
        let from = self.done.len().saturating_sub(most);
        (self.done[from..].to_vec(), self.undone.clone())
    }

    /// Notes that no reachable state is on disk.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// Takes the last step out, to be put back by [`Self::put_undone`]: the changes of a large one are
    /// not copied.
    pub(super) fn take_undo(&mut self) -> Option<Entry> {
        let mut entry = self.done.pop()?;
        entry.merge_key = None;
        if let Some(last) = self.done.last_mut() {
            last.merge_key = None;
        }
        Some(entry)
    }

    pub(super) fn put_undone(&mut self, entry: Entry) {
        self.undone.push(entry);
    }

    /// Forgets what redo would bring back: all of it rests on the step that went last.
    pub(super) fn forget_redo(&mut self) {
        self.undone.clear();
    }

    /// Takes the next step out, to be put back by [`Self::put_redone`].
    pub(super) fn take_redo(&mut self) -> Option<Entry> {
        self.undone.pop()
    }

    pub(super) fn put_redone(&mut self, entry: Entry) {
        self.done.push(entry);
    }
}
