//! Places of an article that a reader goes to by name or number: headings and paragraphs.

use super::{App, ReadableText, Tab};
use crate::model::PartKind;
use crate::text::{self, Span};

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
