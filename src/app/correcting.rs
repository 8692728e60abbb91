//! Correcting the article in place and replacing it by a newer version, and what then becomes of
//! the passages that have moved or are lost.

use std::path::{Path, PathBuf};

use super::{App, Doubt, PanelId};
use crate::edit::{AnchorSpec, Edit, list_pages, list_parts};
use crate::model::Id;
use crate::text::{Article, Span};
use crate::words;

/// A paragraph that is being corrected.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The article.
    pub source: Id,
    /// The paragraph, in bytes of the article as it was when the correction was begun.
    pub span: Span,
    /// Its words at that moment.
    pub before: String,
    /// Its words as they stand in the editing field.
    pub draft: String,
}

impl Correction {
    /// Where the paragraph stands in the article as it is now: where it stood, or in the only place that
    /// has its words; none where it is gone.
    pub fn find_place(&self, text: &str) -> Option<Span> {
        if self.span.of(text) == self.before {
            return Some(self.span);
        }
        let mut places = text.match_indices(&self.before).map(|(at, _)| at);
        let at = places.next().filter(|_| !self.before.is_empty())?;
        let is_only = places.next().is_none();
        is_only.then(|| Span::new(at, at + self.before.len()))
    }
}

/// A file that was asked for as the newer version of an article.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewerVersion {
    path: PathBuf,
    tab: u64,
    source: Id,
}

impl App {
    /// Opens the paragraph at the caret of the article for correction.
    pub fn open_correction(&mut self) {
        self.keep_wording();
        let Some(tab) = self.tab_mut() else { return };
        let (Some(text), Some(source)) = (tab.picture.text(), &tab.reading.source) else {
            return;
        };
        let place = tab.reading.selection.or(tab.reading.caret);
        let at = place.map_or(0, |span| span.start.0);
        let Some(span) = text.paragraph_at(at) else {
            return;
        };
        let before = span.of(&text.text).to_owned();
        tab.reading.correction = Some(Correction {
            source: source.clone(),
            span,
            draft: before.clone(),
            before,
        });
        tab.reading.selection = None;
        self.focus_reader();
    }

    /// Takes what has been typed of a correction so far.
    pub fn draft_correction(&mut self, draft: String) {
        if let Some(correction) = self
            .tab_mut()
            .and_then(|tab| tab.reading.correction.as_mut())
        {
            correction.draft = draft;
        }
    }

    /// Makes the correction as it was typed.
    pub fn keep_correction(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(correction) = tab.reading.correction.take() else {
            return;
        };
        let shown = tab.picture.text().filter(|_| {
            let is_same = tab.reading.source.as_ref() == Some(&correction.source);
            is_same && !tab.editor.is_read_only()
        });
        let Some(shown) = shown else { return };
        let Some(span) = correction.find_place(&shown.text) else {
            // What was typed stays, to be copied.
            tab.reading.correction = Some(correction);
            self.warn(words::say("correction-is-lost").into_owned());
            return;
        };
        let (start, end) = shown.char_range(span);
        let source = correction.source;
        let text = correction.draft;
        let n_bytes = text.len();
        let edit = Edit::CorrectSource {
            source,
            start,
            end,
            text,
        };
        let at = span.start.0;
        self.retext(&edit, Some(Span::new(at, at + n_bytes)));
        self.focus_reader();
    }

    /// Drops what was typed of a correction.
    pub fn drop_correction(&mut self) {
        if let Some(tab) = self.tab_mut() {
            tab.reading.correction = None;
        }
        self.focus_reader();
    }

    /// Puts a pasted text in the place of an article's.
    pub fn replace_by_text(&mut self, source: &Id, text: &str) {
        self.dialog = None;
        match Article::from_typed(text) {
            Some(article) => self.replace_text(source, &article),
            None => self.warn(words::say("too-many-pieces-to-paste").into_owned()),
        }
    }

    /// Asks for a file that holds a newer version of the article that is read.
    pub(super) fn await_version(&mut self, tab: u64, source: Id, path: PathBuf) {
        let path = std::path::absolute(&path).unwrap_or(path);
        self.tasks.open(path.clone(), Some(tab), false);
        self.newer.push(NewerVersion { path, tab, source });
    }

    /// The article that a file was asked for as a newer version of, if it was; once.
    pub(super) fn take_awaited(&mut self, path: &Path, tab: Option<u64>) -> Option<Id> {
        let is_it = |newer: &NewerVersion| newer.path == path && Some(newer.tab) == tab;
        let at = self.newer.iter().position(is_it)?;
        Some(self.newer.remove(at).source)
    }

    /// Puts the text of an article in the place of another's.
    pub(super) fn replace_text(&mut self, source: &Id, article: &Article) {
        let edit = Edit::ReplaceSourceText {
            source: source.clone(),
            text: article.text.clone(),
            structure: Some(list_parts(article)),
            pages: list_pages(article),
        };
        self.show_source(source.clone());
        self.retext(&edit, None);
        self.settings.panels.reader.shown = true;
        self.focus = PanelId::Reader;
    }

    /// Makes an edit of an article's text, and tells what has moved and what is lost.
    fn retext(&mut self, edit: &Edit, wish: Option<Span>) {
        let before = self
            .tab()
            .map_or_else(Vec::new, |tab| tab.picture.doubts().to_vec());
        if self.commit(edit).is_none_or(|made| made.changes.is_empty()) {
            return;
        }
        let Some(tab) = self.tab_mut() else { return };
        tab.reading.selection = None;
        tab.reading.caret = wish.map(|span| Span::new(span.start.0, span.start.0));
        tab.reading.wish = wish;
        tab.refresh_passages();
        let is_new = |doubt: &&Doubt| {
            let mut known = before.iter();
            !known.any(|known| {
                let is_same = known.on == doubt.on && known.index == doubt.index;
                is_same && known.span.is_some() == doubt.span.is_some()
            })
        };
        let doubts = tab.picture.doubts();
        let n_lost = doubts.iter().filter(is_new);
        let n_lost = n_lost.filter(|doubt| doubt.span.is_none()).count() as i64;
        let n_moved = doubts.iter().filter(is_new).count() as i64 - n_lost;
        if n_lost + n_moved == 0 {
            return;
        }
        tab.reading.shows_doubts = true;
        let values = [("moved", n_moved.into()), ("lost", n_lost.into())];
        self.tell(words::say_with("passages-moved", &values), Some("undo"));
    }

    /// Shows or hides the list of passages that have moved or are lost.
    pub fn toggle_doubts(&mut self) {
        if let Some(tab) = self.tab_mut() {
            tab.reading.shows_doubts = !tab.reading.shows_doubts;
        }
        self.settings.panels.reader.shown = true;
    }

    /// Goes to the next passage that may have moved: selects its box, shows it in the text.
    pub fn step_doubt(&mut self, forward: bool) {
        let Some(tab) = self.tab() else { return };
        let doubts = tab.picture.doubts();
        let here = tab.reading.doubt.as_ref();
        let at = here.and_then(|(on, index)| {
            let mut known = doubts.iter();
            known.position(|doubt| doubt.on == *on && doubt.index == *index)
        });
        let n = doubts.len();
        let next = match (at, forward) {
            (_, _) if n == 0 => return,
            (None, true) => 0,
            (None, false) => n - 1,
            (Some(at), true) => (at + 1) % n,
            (Some(at), false) => (at + n - 1) % n,
        };
        let doubt = doubts[next].clone();
        self.go_to_doubt(&doubt.on, doubt.index);
    }

    /// Goes to one passage that has moved or is lost, and to what rests on it.
    pub fn go_to_doubt(&mut self, on: &Id, index: usize) {
        let Some(tab) = self.tab_mut() else { return };
        let mut doubts = tab.picture.doubts().iter();
        let found = doubts.find(|doubt| doubt.on == *on && doubt.index == index);
        let Some(span) = found.map(|doubt| doubt.span) else {
            return;
        };
        tab.reading.doubt = Some((on.clone(), index));
        tab.reading.shows_doubts = true;
        tab.select(Some(on.clone()));
        tab.camera_wish = Some(super::CameraWish::Reveal);
        if span.is_some() {
            tab.reading.wish = span;
        }
    }

    /// Says that the passage that was gone to is the right one.
    pub fn confirm_doubt(&mut self) {
        if let Some((on, index)) = self.find_doubt() {
            self.commit(&Edit::ConfirmAnchor { on, index });
        }
    }

    /// Ties what rested on the passage that was gone to, to the selected one instead.
    pub fn reattach_doubt(&mut self) {
        let Some((on, index)) = self.find_doubt() else {
            return;
        };
        self.set_anchor_to_selection(on, index);
    }

    /// Ties a box or link to the selected passage in the place of one of its own.
    pub fn set_anchor_to_selection(&mut self, on: Id, index: usize) {
        let Some((_, anchor)) = self.quote_selection() else {
            return;
        };
        self.set_anchor(on, index, anchor);
    }

    /// Ties a box or link to another stretch in the place of one of its passages.
    pub fn set_anchor(&mut self, on: Id, index: usize, anchor: AnchorSpec) {
        let edit = Edit::SetAnchor { on, index, anchor };
        if self.commit(&edit).is_some()
            && let Some(tab) = self.tab_mut()
        {
            tab.reading.selection = None;
        }
    }

    /// The passage in doubt that was gone to, or the only one of what is selected.
    pub fn find_doubt(&self) -> Option<(Id, usize)> {
        let tab = self.tab()?;
        let doubts = tab.picture.doubts();
        let is_listed = |(on, index): &&(Id, usize)| {
            let mut doubts = doubts.iter();
            doubts.any(|doubt| doubt.on == *on && doubt.index == *index)
        };
        let visited = tab.reading.doubt.as_ref().filter(is_listed);
        let of_selected = || {
            let lead = tab.lead()?;
            let doubt = doubts.iter().find(|doubt| doubt.on == *lead)?;
            Some((doubt.on.clone(), doubt.index))
        };
        visited
            .filter(|(on, _)| tab.lead() == Some(on))
            .cloned()
            .or_else(of_selected)
    }
}
