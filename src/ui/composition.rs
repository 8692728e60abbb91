//! Whether an input method has letters under way in a field that are not yet text. Until it is
//! done, Enter, Tab and Escape are its own and must not end the editing.

use egui::{Event, ImeEvent, Ui};

/// What a field has seen of the input method.
#[derive(Debug, Default)]
pub struct Composition {
    is_under_way: bool,
}

impl Composition {
    /// Takes the events of this frame; true while an input method is at work, and in the frame in
    /// which it ends, as the key that ended it may come along.
    pub fn follow(&mut self, ui: &Ui) -> bool {
        let mut takes_part = self.is_under_way;
        ui.input(|input| {
            for event in &input.events {
                let Event::Ime(event) = event else { continue };
                self.is_under_way =
                    matches!(event, ImeEvent::Preedit { text, .. } if !text.is_empty());
                takes_part |= self.is_under_way || matches!(event, ImeEvent::Commit(_));
            }
        });
        takes_part
    }
}
