//! What applies to what is under the pointer, or selected: the context menu of the map.

use egui::{Popup, Response, SetOpenCommand};

use super::Frame;
use crate::app::command::{self, Menu};
use crate::ui::{Stage, menu};

/// Commands of the Insert and Edit menus that belong here, in their order.
const FIRST: &[&str] = &[
    "edit-text",
    "add-child",
    "add-against",
    "add-evidence",
    "add-evidence-against",
    "add-question",
    "add-answer",
];

/// Commands at the end.
const LAST: &[&str] = &["fold", "cut", "copy", "paste", "duplicate", "delete"];

/// Shows the menu on a right click, the menu key, or Shift+F10.
pub fn show_context_menu(stage: &mut Stage<'_>, frame: &Frame<'_>, response: &Response) {
    let by_key = response.has_focus()
        && response
            .ctx
            .input(|input| input.key_pressed(egui::Key::F10) && input.modifiers.shift);
    let mut popup = Popup::context_menu(response);
    if by_key {
        let at = frame
            .tab
            .lead_node()
            .and_then(|id| frame.tab.picture.box_of(id))
            .map_or(frame.bounds.center(), |rect| {
                frame.rect_to_screen(rect).center_bottom()
            });
        popup = popup
            .open_memory(Some(SetOpenCommand::Bool(true)))
            .at_position(at);
    }
    popup.show(|ui| {
        ui.set_min_width(220.0);
        let groups: [Vec<&'static command::Command>; 3] = [
            FIRST.iter().filter_map(|id| command::find(id)).collect(),
            Menu::Argument
                .commands()
                .filter(|command| !FIRST.contains(&command.id))
                .collect(),
            LAST.iter().filter_map(|id| command::find(id)).collect(),
        ];
        let mut is_first = true;
        for group in groups {
            let able: Vec<_> = group
                .into_iter()
                .filter(|command| (command.check)(stage.app).is_ok())
                .collect();
            if able.is_empty() {
                continue;
            }
            if !is_first {
                ui.separator();
            }
            is_first = false;
            for command in able {
                menu::entry_ui(ui, stage, command);
            }
        }
    });
}
