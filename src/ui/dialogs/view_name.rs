//! The name of a view, new or renamed.

use egui::Context;
use egui::text::{CCursor, CCursorRange};

use super::field::Field;
use super::window::{Choice, Tone, Window, is_entered, show_choices};
use crate::app::Action;
use crate::edit::Edit;
use crate::model::Id;
use crate::ui::Stage;
use crate::words;

const NAME: Field = Field::line("view-name");

pub(super) struct ViewNameForm {
    /// The view that is renamed; none for a new one.
    view: Option<Id>,
    name: String,
}

impl ViewNameForm {
    pub fn new(view: Option<Id>, name: String) -> Self {
        Self { view, name }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let key = if self.view.is_some() {
            "view-rename-title"
        } else {
            "view-new-title"
        };
        let window = Window {
            title: words::say(key).into_owned(),
            width: 360.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            let field = NAME.show(ui, stage, &mut self.name);
            if is_fresh {
                field.request_focus();
                select_all(ctx, field.id, self.name.as_str());
            }
            let is_ready = !self.name.trim().is_empty();
            let is_sent = is_ready && is_entered(ui, &field);
            let choices = [
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(words::say("ok"), Tone::Primary).enabled(is_ready),
            ];
            let pressed = show_choices(ui, stage, &choices, None);
            if is_sent { Some(1) } else { pressed }
        });
        if answer == Some(1) {
            let name = self.name.trim().to_owned();
            stage.push(match self.view.clone() {
                Some(view) => Action::Edit(Box::new(Edit::RenameView { view, name })),
                None => Action::AddView(name),
            });
        }
        if closes || answer.is_some() {
            stage.push(Action::SetDialog(None));
        }
    }
}

/// Selects what is in a field, so that typing replaces it.
fn select_all(ctx: &Context, field: egui::Id, text: &str) {
    let end = CCursor::new(text.chars().count());
    let mut state = egui::text_edit::TextEditState::load(ctx, field).unwrap_or_default();
    state
        .cursor
        .set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.store(ctx, field);
}
