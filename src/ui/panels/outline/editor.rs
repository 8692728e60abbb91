//! The wording of a box, edited in its row. It grows downwards over the rows below.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Event, EventFilter, Frame, Key, KeyboardShortcut, Margin, Modifiers, Rect, Stroke, TextEdit,
    Ui, UiBuilder,
};

use super::super::super::Stage;
use crate::app::{Action, PanelId, Tab};
use crate::model::Id;
use crate::theme::{Role, TextRole};
use crate::ui::composition::Composition;
use crate::ui::hidden_signs;
use crate::ui::typed::Typed;
use crate::words;

/// The field in a row, and which box it was opened for.
#[derive(Default)]
pub(super) struct Editor {
    opened: Option<Id>,
    composition: Composition,
}

/// How editing ends.
enum End {
    Keep { aims: bool },
    Drop,
}

impl Editor {
    /// Forgets what was edited.
    pub fn close(&mut self) {
        self.opened = None;
    }

    /// Draws the field over the text of its row.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, text: Rect) {
        let Some(wording) = &tab.wording else { return };
        let id = super::pane_id().with("wording");
        let is_fresh = self.opened.as_ref() != Some(&wording.node);
        if is_fresh {
            self.composition = Composition::default();
        }
        let is_composing = self.composition.follow(ui);
        let end = if is_fresh || is_composing {
            None
        } else {
            take_end(ui, id)
        };
        let mut draft = wording.draft.clone();
        let mut place = text;
        place.set_height(ui.max_rect().height().max(text.height()));
        let builder = UiBuilder::new().max_rect(place);
        let response = ui
            .scope_builder(builder, |ui| {
                let frame = Frame::new()
                    .fill(stage.colour(Role::Card))
                    .stroke(Stroke::new(1.0, stage.colour(Role::Accent)))
                    .corner_radius(stage.theme.shape().radii.control)
                    .inner_margin(Margin::symmetric(4, 2));
                let shown = TextEdit::multiline(&mut Typed(&mut draft))
                    .id(id)
                    .font(stage.font(TextRole::Ui))
                    .desired_rows(1)
                    .desired_width(text.width())
                    .frame(frame)
                    .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
                    .event_filter(EventFilter {
                        tab: false,
                        horizontal_arrows: true,
                        vertical_arrows: true,
                        escape: true,
                    })
                    .show(ui);
                hidden_signs::mark_in_field(ui, stage, &shown, &draft);
                shown.response.response
            })
            .inner;
        let response = response.accessible_name(words::say("inspector-text"));
        if is_fresh {
            self.opened = Some(wording.node.clone());
            select_all(ui, id, &draft);
            response.request_focus();
        }
        if draft != wording.draft {
            stage.push(Action::DraftWording(draft));
        }
        match end {
            Some(End::Keep { aims }) => stage.push(Action::KeepWording(aims)),
            Some(End::Drop) => stage.push(Action::DropWording),
            None if !is_fresh && response.lost_focus() => {
                stage.push(Action::KeepWording(false));
            }
            None => {}
        }
    }
}

/// Whether that box's wording is edited in its row.
pub(super) fn is_open_on(stage: &Stage<'_>, tab: &Tab, node: &Id) -> bool {
    let is_edited = tab
        .wording
        .as_ref()
        .is_some_and(|wording| wording.node == *node);
    is_edited && stage.app.focus == PanelId::Outline
}

fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.clear_undoer();
    let end = CCursor::new(text.chars().count());
    let range = CCursorRange::two(CCursor::new(0), end);
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
}

/// Takes the keys that end the editing out of the input.
fn take_end(ui: &Ui, id: egui::Id) -> Option<End> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let mut end = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            let found = match key {
                Key::Enter if modifiers.command => Some(End::Keep { aims: true }),
                Key::Enter if !modifiers.any() => Some(End::Keep { aims: false }),
                Key::Escape => Some(End::Drop),
                _ => None,
            };
            let is_free = found.is_none();
            end = end.take().or(found);
            is_free
        });
    });
    end
}
