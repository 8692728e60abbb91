//! The numbers that paragraphs are called by, and going to one.

use super::ReadableText;
use crate::model::PartKind;
use crate::text::{self, Span};

impl ReadableText {
    /// The paragraphs that are counted, with their numbers from 1: paragraphs, quotations and list
    /// items, in the order of the text. Headings, tables and notes are not counted.
    pub fn paragraphs(&self) -> impl Iterator<Item = (u32, Span)> + '_ {
        let counted = self.parts.iter().filter(|(kind, ..)| is_counted(kind));
        (1..).zip(counted.map(|&(.., span)| span))
    }
}

fn is_counted(kind: &PartKind) -> bool {
    use text::PartKind::{Item, Paragraph, Quote};
    let known = text::PartKind::from_name(kind.as_str());
    known.is_none_or(|kind| matches!(kind, Paragraph | Item | Quote))
}
