//! Places of an article that a reader goes to by name or number: headings and paragraphs.

use super::{App, ReadableText, Tab};
use crate::model::PartKind;
use crate::text::{self, Span, split_sentences};

impl ReadableText {
    /// The paragraphs that are counted, with their numbers from 1: paragraphs, quotations and list
    /// items, in the order of the text. Headings, tables and notes are not counted.
    pub fn paragraphs(&self) -> impl Iterator<Item = (u32, Span)> + '_ {
        let counted = self.parts.iter().filter(|(kind, ..)| is_counted(kind));
        (1..).zip(counted.map(|&(.., span)| span))
    }

    /// The headings with their levels, 1 for the highest, in the order of the text.
    pub fn headings(&self) -> impl DoubleEndedIterator<Item = (u8, Span)> + '_ {
        let headings = self.parts.iter().filter(|(kind, ..)| is_heading(kind));
        headings.map(|&(_, level, span)| (level.unwrap_or(1).max(1), span))
    }
}

impl Tab {
    /// Which heading of the article stands above what is being read, counted from 0.
    pub fn heading_here(&self, text: &ReadableText) -> Option<usize> {
        let at = self.reading.at;
        let above = text.headings().take_while(|(_, span)| span.start.0 <= at);
        above.count().checked_sub(1)
    }
}

impl App {
    /// Scrolls the article to a place in it, puts the caret there and gives it the keyboard.
    pub fn go_to_place(&mut self, span: Span) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(source) = tab.reading.source.clone() else {
            return;
        };
        tab.reading.selection = None;
        tab.reading.caret = Some(Span::new(span.start.0, span.start.0));
        tab.reading.at = span.start.0;
        self.show_passage(&source, span);
        self.focus_reader();
    }

    /// Selects the sentence at the caret of the article; once more, the next one with it.
    pub fn select_sentence(&mut self) {
        self.select_more(|text, block, at| {
            let sentences = split_sentences(text, block);
            let behind = sentences.partition_point(|sentence| sentence.start.0 <= at);
            sentences.get(behind.saturating_sub(1)).copied()
        });
    }

    /// Selects the paragraph at the caret of the article; once more, the next one with it.
    pub fn select_paragraph(&mut self) {
        self.select_more(|_, block, _| Some(block));
    }

    /// Selects what is found at the caret within its paragraph. Where that is selected already,
    /// the selection goes on to the end of what is found behind it.
    fn select_more(&mut self, find: fn(&str, Span, usize) -> Option<Span>) {
        let Some(tab) = self.tab() else { return };
        let Some(text) = tab.picture.text().cloned() else {
            return;
        };
        let piece_at = |byte: usize| find(&text.text, text.paragraph_at(byte)?, byte);
        let place = tab.reading.selection.or(tab.reading.caret);
        let place = place.unwrap_or(Span::new(tab.reading.at, tab.reading.at));
        let Some(first) = piece_at(place.start.0) else {
            return;
        };
        let holds_first = place.start <= first.start && first.end <= place.end;
        let span = if holds_first {
            let rest = text.text.get(place.end.0..).unwrap_or_default();
            let gap = rest.len() - rest.trim_start().len();
            let next = (gap < rest.len()).then(|| piece_at(place.end.0 + gap));
            let end = next
                .flatten()
                .map_or(place.end, |next| next.end.max(place.end));
            Span::new(place.start.0, end.0)
        } else {
            first
        };
        self.select_passage(Some(span));
        if let Some(tab) = self.tab_mut() {
            // The end of it comes into sight; there is nothing to point out.
            tab.reading.wish = Some(Span::new(span.end.0, span.end.0));
        }
        self.focus_reader();
    }

    /// Shows the next article of the map, or the one before, round the ends.
    pub fn step_source(&mut self, forward: bool) {
        let Some(tab) = self.tab() else { return };
        let ids: Vec<_> = tab.document().sources().iter().map(|it| &it.id).collect();
        let n = ids.len();
        let shown = tab.reading.source.as_ref();
        let Some(at) = ids.iter().position(|&id| Some(id) == shown) else {
            return;
        };
        let next = if forward { at + 1 } else { at + n - 1 };
        let next = ids[next % n].clone();
        self.show_source(next);
    }

    /// Goes to the next heading of the article, or the one before.
    pub fn step_heading(&mut self, forward: bool) {
        let Some(tab) = self.tab() else { return };
        let Some(text) = tab.picture.text() else {
            return;
        };
        let at = tab.reading.at;
        let next = {
            let mut spans = text.headings().map(|(_, span)| span);
            if forward {
                spans.find(|span| span.start.0 > at)
            } else {
                spans.rfind(|span| span.start.0 < at)
            }
        };
        if let Some(span) = next {
            self.go_to_place(span);
        }
    }
}

fn is_heading(kind: &PartKind) -> bool {
    text::PartKind::from_name(kind.as_str()) == Some(text::PartKind::Heading)
}

fn is_counted(kind: &PartKind) -> bool {
    use text::PartKind::{Item, Paragraph, Quote};
    let known = text::PartKind::from_name(kind.as_str());
    known.is_none_or(|kind| matches!(kind, Paragraph | Item | Quote))
}
