//! A text to be read as an article, pasted into a large field.

use egui::{Context, Key, Modifiers, ScrollArea, TextEdit};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint};
use crate::app::Action;
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::{add_field, dress_field};
use crate::words;

pub(super) struct PasteView {
    text: String,
}

impl PasteView {
    pub fn new(text: String) -> Self {
        Self { text }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("paste-title").into_owned(),
            width: 640.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            show_hint(ui, stage, words::say("paste-help"));
            let is_ready = !self.text.trim().is_empty();
            let is_sent =
                is_ready && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            let height = find_list_height(ui, 240.0, 380.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                let hint = stage.text(
                    TextRole::Ui,
                    Role::SecondInk,
                    words::say("paste-field.hint"),
                );
                let edit = dress_field(TextEdit::multiline(&mut self.text), stage)
                    .hint_text(hint)
                    .desired_width(f32::INFINITY)
                    .desired_rows((height / 20.0) as usize)
                    .lock_focus(false);
                let field = add_field(ui, stage, edit, &words::say("paste-field"));
                if is_fresh {
                    field.request_focus();
                }
            });
            let choices = [
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(words::say("paste-read"), Tone::Primary).enabled(is_ready),
            ];
            if is_sent {
                Some(1)
            } else {
                show_choices(ui, stage, &choices, None)
            }
        });
        if answer == Some(1) {
            stage.push(Action::ReadArticle(std::mem::take(&mut self.text)));
        } else if closes || answer == Some(0) {
            stage.push(Action::SetDialog(None));
        }
    }
}
