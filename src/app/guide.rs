//! The reading guide in use: which of its marks stand, going from one to the next, accepting one
//! as a box, dismissing one. Nothing is added to the map unasked.

use super::{App, ReadableText, Tab};
use crate::edit::Edit;
use crate::model::{Intent, Kind, Source, Unmarked};
use crate::text::{self, Guide, Hint, HintKind, Span, find_hints, guess_language};
use crate::words;

impl ReadableText {
    /// What the guide finds in the text, by the language of the article or else a guess at it.
    pub(super) fn find_hints(&self, source: &Source) -> Vec<Hint> {
        let guess = || guess_language(&self.text).unwrap_or_default();
        let own = Guide::of(&source.language);
        let guide = own.or_else(|| Guide::of(guess()));
        let parts: Vec<text::Part> = self
            .parts
            .iter()
            .map(|(kind, level, range)| text::Part {
                kind: text::PartKind::from_name(kind.as_str()).unwrap_or(text::PartKind::Paragraph),
                level: *level,
                range: *range,
                url: None,
            })
            .collect();
        find_hints(&self.text, &parts, guide)
    }
}

impl Tab {
    /// The article that is read.
    pub fn source_read(&self) -> Option<&Source> {
        let id = self.reading.source.as_ref()?;
        self.document()
            .sources()
            .get(id.as_str())
            .map(|source| &**source)
    }

    /// The mark of the guide at the selection or the caret of the article.
    pub fn hint_at_hand(&self) -> Option<Hint> {
        let place = self.reading.selection.or(self.reading.caret)?;
        let hints = self.picture.hints().iter();
        let mut here = hints.filter(|hint| {
            hint.span.overlaps(place) || (place.is_empty() && hint.span.contains(place.start.0))
        });
        here.next().copied()
    }
}

impl App {
    /// Shows or hides the marks of the reading guide.
    pub fn toggle_guide(&mut self) {
        if let Some(tab) = self.tab_mut() {
            tab.reading.shows_guide = !tab.reading.shows_guide;
        }
        self.settings.panels.reader.shown = true;
    }

    /// Goes to the next mark of the guide, or the one before, and selects its sentence.
    pub fn step_hint(&mut self, forward: bool) {
        let Some(tab) = self.tab_mut() else { return };
        let place = tab.reading.selection.or(tab.reading.caret);
        let at = place.map(|span| span.start.0);
        let hints = tab.picture.hints();
        let next = if forward {
            let ahead = |hint: &&Hint| at.is_none_or(|at| hint.span.start.0 > at);
            hints.iter().find(ahead).or(hints.first())
        } else {
            let behind = |hint: &&Hint| at.is_none_or(|at| hint.span.start.0 < at);
            hints.iter().rfind(behind).or(hints.last())
        };
        match next.map(|hint| hint.span) {
            Some(span) => self.go_to_hint(span),
            None => self.tell(words::say("no-hints").into_owned(), None),
        }
    }

    fn go_to_hint(&mut self, span: Span) {
        if let Some(tab) = self.tab_mut() {
            tab.reading.selection = Some(span);
            tab.reading.wish = Some(span);
        }
        self.focus_reader();
    }

    /// Makes a box of the sentence at hand that the guide marks.
    pub fn accept_hint(&mut self) {
        let Some(hint) = self.tab().and_then(Tab::hint_at_hand) else {
            return;
        };
        self.select_passage(Some(hint.span));
        let kind = match hint.kind {
            HintKind::Question => Kind::Question,
            HintKind::Claim => Kind::Claim,
            HintKind::Evidence => Kind::Evidence,
        };
        self.capture(kind, Intent::For);
    }

    /// Takes the mark at hand away for good, and goes on to the next.
    pub fn dismiss_hint(&mut self) {
        let Some(tab) = self.tab() else { return };
        let (Some(hint), Some(text)) = (tab.hint_at_hand(), tab.picture.text()) else {
            return;
        };
        let Some(source) = tab.reading.source.clone() else {
            return;
        };
        let edit = Edit::SetUnmarked {
            source,
            exact: hint.span.of(&text.text).to_owned(),
            unmarked: true,
        };
        if self.commit(&edit).is_none() {
            return;
        }
        let Some(tab) = self.tab_mut() else { return };
        tab.refresh_passages();
        let start = hint.span.start.0;
        tab.reading.selection = None;
        tab.reading.caret = Some(Span::new(start, start));
        if !tab.picture.hints().is_empty() {
            self.step_hint(true);
        }
    }

    /// Lets the guide mark again what was dismissed in the article that is read.
    pub fn restore_hints(&mut self) {
        let Some(source) = self.tab().and_then(Tab::source_read) else {
            return;
        };
        let again = |sentence: &Unmarked| Edit::SetUnmarked {
            source: source.id.clone(),
            exact: sentence.exact.clone(),
            unmarked: false,
        };
        let edits = source.unmarked.iter().map(again).collect();
        self.commit(&Edit::Batch { edits });
    }
}
