//! Links under the pointer: where one leads, and opening it by Ctrl and a click.

use egui::{CursorIcon, Ui};

use super::super::super::Stage;
use super::super::super::reader::{ReaderEvent, ReaderOutput};
use crate::app::{Action, Tab};
use crate::text::mark_hidden;
use crate::theme::{Role, TextRole};
use crate::words;

/// The widest that an address is shown, in points.
const WIDTH: f32 = 420.0;

/// Shows where the link under the pointer leads. Gives whether one was clicked to be opened.
pub(super) fn follow(ui: &Ui, stage: &mut Stage<'_>, tab: &Tab, output: &ReaderOutput) -> bool {
    let is_asking = ui.input(|input| input.modifiers.command || input.modifiers.ctrl);
    if let Some(address) = output.hovered_byte.and_then(|byte| tab.link_at(byte)) {
        if is_asking {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        let address = mark_hidden(address);
        let response = output.response.clone();
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(WIDTH);
            ui.label(stage.text(TextRole::Ui, Role::Ink, address));
            ui.label(stage.text(TextRole::Small, Role::SecondInk, words::say("link-tip")));
        });
    }
    let clicked = output.events.iter().find_map(|event| match event {
        ReaderEvent::Clicked(byte) if is_asking => tab.link_at(*byte),
        _ => None,
    });
    if let Some(address) = clicked {
        stage.push(Action::AskToOpen(address.to_owned()));
    }
    clicked.is_some()
}
