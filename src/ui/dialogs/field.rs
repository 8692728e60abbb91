//! Labelled fields of a form.

use egui::{Response, TextEdit, Ui};

use super::window::show_hint;
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::{dress_field, show_focus};
use crate::ui::hidden_signs;
use crate::ui::typed::Typed;
use crate::words;

/// A field under its label.
pub(super) struct Field {
    /// Key of its label in the words; its hint stands under `.hint`.
    pub key: &'static str,
    /// How many lines it shows; more than one makes it a box of lines.
    pub rows: usize,
}

impl Field {
    /// A field of one line.
    pub const fn line(key: &'static str) -> Self {
        Self { key, rows: 1 }
    }

    /// A field of several lines.
    pub const fn lines(key: &'static str, rows: usize) -> Self {
        Self { key, rows }
    }

    /// Draws label and field in all the width there is.
    pub fn show(&self, ui: &mut Ui, stage: &Stage<'_>, text: &mut String) -> Response {
        let label = words::say(self.key);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = stage.theme.shape().spacing.xs;
            show_hint(ui, stage, label.clone());
            let mut typed = Typed(text);
            let edit = if self.rows > 1 {
                TextEdit::multiline(&mut typed).desired_rows(self.rows)
            } else {
                TextEdit::singleline(&mut typed)
            };
            let edit = dress_field(edit, stage)
                .id_salt(self.key)
                .desired_width(f32::INFINITY);
            let hint = format!("{}.hint", self.key);
            let edit = if words::has(&hint) {
                edit.hint_text(stage.text(TextRole::Ui, Role::SecondInk, words::say(&hint)))
            } else {
                edit
            };
            let shown = edit.show(ui);
            hidden_signs::mark_in_field(ui, stage, &shown, text);
            let mut response = shown.response.response.accessible_name(label);
            show_focus(ui, stage, &response);
            if let Some(cleaned) = hidden_signs::show_notice(ui, stage, text) {
                *text = cleaned;
                response.mark_changed();
            }
            response
        })
        .inner
    }
}
