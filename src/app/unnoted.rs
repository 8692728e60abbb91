//! A save that the journal does not know of: the program ended when the file was written and the note
//! of it was not. Edits that are in the file are no unsaved work.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journal::{describe_saved, read_fingerprint};
use crate::format::journal::Recovered;
use crate::format::native;
use crate::model::{Document, Meta, View};
use crate::storage;

/// So many steps back it is looked whether the map was then what the file holds.
const MOST_STEPS: usize = 500;

/// Looks whether the file holds a state of the map that the journal tells of, and notes that it is saved.
/// Gives the file where that is so: nobody knows whether the disk keeps it. A file that is what the journal
/// takes it for is not read.
pub(super) fn note_unnoted_save(told: &mut Recovered) -> Option<PathBuf> {
    if told.editor.history().is_saved() {
        return None;
    }
    let known = told.file.as_ref().and_then(|file| file.path.as_ref());
    let path = PathBuf::from(told.saving.as_ref().or(known)?);
    let file = storage::read_bounded(&path, true).ok()?;
    let is_known = known.map(Path::new) == Some(path.as_path())
        && told
            .file
            .as_ref()
            .is_some_and(|known| read_fingerprint(known).hash64 == file.fingerprint.hash64);
    if is_known {
        return None;
    }
    let there = native::read(&file.bytes).ok()?;
    let steps = find_state(told, &there.document)?;
    told.editor.mark_saved_before(Some(steps as i64));
    told.n_unsaved = steps;
    told.file = Some(describe_saved(&path, &file.fingerprint));
    Some(path)
}

/// How many steps ago the map was what the file holds.
fn find_state(told: &Recovered, there: &Document) -> Option<usize> {
    let history = told.editor.history();
    let mut document = Document::clone(told.editor.document());
    let n_steps = history.n_done().min(MOST_STEPS);
    let mut steps = history.list_done();
    for n in 0..=n_steps {
        if says_the_same(&document, there) {
            return Some(n);
        }
        document.apply(&steps.next_back()?.changes.invert()).ok()?;
    }
    None
}

/// Whether a file holds what was written of a map: all but when, by what, and how it was looked at, which
/// no edit makes.
fn says_the_same(document: &Document, there: &Document) -> bool {
    let meta = Meta {
        modified: there.meta().modified.clone(),
        generator: there.meta().generator.clone(),
        ..Meta::clone(document.meta())
    };
    meta == **there.meta()
        && document.nodes() == there.nodes()
        && document.links() == there.links()
        && document.sources() == there.sources()
        && document.dismissals() == there.dismissals()
        && has_same_views(document, there)
}

fn has_same_views(document: &Document, there: &Document) -> bool {
    let (views, written) = (document.views(), there.views());
    if views.is_empty() {
        // The first save makes a view for what is folded.
        return written.len() <= 1 && written.iter().all(|view| view.positions.is_empty());
    }
    let look = |view: &Arc<View>, of: &Arc<View>| View {
        layout: of.layout.clone(),
        direction: of.direction.clone(),
        page: of.page.clone(),
        collapsed: of.collapsed.clone(),
        arrangement: of.arrangement.clone(),
        roots: of.roots.clone(),
        filter: of.filter.clone(),
        ..View::clone(view)
    };
    views.len() == written.len()
        && views
            .iter()
            .zip(written.iter())
            .all(|(view, of)| look(view, of) == **of && is_arranged_as(view, of))
}

/// Whether what a hand has arranged stands in the file as in the map; the layout chooses the rest.
fn is_arranged_as(view: &View, written: &View) -> bool {
    let by_hand = |of: &View| {
        let is_by_hand =
            |(id, _): &&(Arc<str>, String)| view.arranged.iter().any(|it| it.as_str() == &**id);
        let mut all: Vec<(Arc<str>, String)> =
            of.arrangement.iter().filter(is_by_hand).cloned().collect();
        all.sort();
        all
    };
    by_hand(view) == by_hand(written)
}
