//! Words that are typed in a field. The toolkit's type sets words that run from right to left with
//! more signs than they have letters, so that its cursor goes beyond their end; its own text takes
//! such a place for a mistake and ends the program.

use std::any::TypeId;
use std::ops::Range;

use egui::TextBuffer;
use egui::text::{CCursor, CharIndex};

/// The words of a field, which take every place beyond their end for their end.
pub struct Typed<'t>(pub &'t mut String);

impl Typed<'_> {
    fn within(&self, at: CharIndex) -> CharIndex {
        at.min(CharIndex(self.0.chars().count()))
    }
}

impl TextBuffer for Typed<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.0
    }

    fn insert_text(&mut self, text: &str, at: CharIndex) -> usize {
        let at = self.within(at);
        self.0.insert_text(text, at)
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        let (start, end) = (self.within(range.start), self.within(range.end));
        self.0.delete_char_range(start..end.max(start));
    }

    fn delete_previous_char(&mut self, cursor: CCursor) -> CCursor {
        let index = self.within(cursor.index);
        self.0.delete_previous_char(CCursor { index, ..cursor })
    }

    fn delete_previous_word(&mut self, cursor: CCursor) -> CCursor {
        let index = self.within(cursor.index);
        self.0.delete_previous_word(CCursor { index, ..cursor })
    }

    fn delete_next_word(&mut self, cursor: CCursor) -> CCursor {
        let index = self.within(cursor.index);
        self.0.delete_next_word(CCursor { index, ..cursor })
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn replace_with(&mut self, text: &str) {
        text.clone_into(self.0);
    }

    fn take(&mut self) -> String {
        std::mem::take(self.0)
    }

    fn type_id(&self) -> TypeId {
        TypeId::of::<Typed<'static>>()
    }
}
