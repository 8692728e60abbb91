//! What applies to what is under the pointer, or selected: the context menu of the map.

use egui::{Popup, Response, SetOpenCommand};

use super::Frame;
use crate::app::command::{self, Menu};
use crate::ui::{Stage, menu};

/// Commands of the Insert and Edit menus that belong to a box or step, in their order.
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

/// Commands that make sense for one box, and not for several.
const FOR_ONE: &[&str] = &[
    "edit-text",
    "add-child",
    "add-against",
    "add-evidence",
    "add-evidence-against",
    "add-question",
    "add-answer",
    "aim-here",
    "link",
    "paste",
];

/// Commands for empty ground.
const GROUND: [&[&str]; 3] = [
    &["add-root-claim", "add-root-question", "add-note"],
    &["paste", "select-all"],
    &["zoom-fit", "unfold-all"],
];

/// Shows the menu on a right click, the menu key, or Shift+F10.
pub fn show_context_menu(
    is_for_ground: &mut bool,
    stage: &mut Stage<'_>,
    frame: &Frame<'_>,
    response: &Response,
) {
    let by_key = response.has_focus()
        && response
            .ctx
            .input(|input| input.key_pressed(egui::Key::F10) && input.modifiers.shift);
    let mut popup = Popup::context_menu(response);
    if by_key {
        let lead = frame.tab.lead();
        *is_for_ground = lead.is_none();
        let at = lead
            .and_then(|id| frame.tab.find_end(id))
            .map_or(frame.bounds.center(), |rect| {
                frame.rect_to_screen(rect).center_bottom()
            });
        popup = popup
            .open_memory(Some(SetOpenCommand::Bool(true)))
            .at_position(at);
    }
    let is_for_ground = *is_for_ground;
    popup.show(|ui| {
        ui.set_min_width(220.0);
        let find = |ids: &[&str]| -> Vec<&'static command::Command> {
            ids.iter().filter_map(|id| command::find(id)).collect()
        };
        let groups: [Vec<&'static command::Command>; 3] = if is_for_ground {
            GROUND.map(find)
        } else {
            let on_argument = Menu::Argument.commands();
            [
                find(FIRST),
                on_argument
                    .filter(|command| !FIRST.contains(&command.id))
                    .collect(),
                find(LAST),
            ]
        };
        let are_several = frame.tab.selected_nodes().len() > 1;
        let belongs = |id: &str| is_for_ground || !are_several || !FOR_ONE.contains(&id);
        let mut is_first = true;
        for group in groups {
            let able: Vec<_> = group
                .into_iter()
                .filter(|command| belongs(command.id) && (command.check)(stage.app).is_ok())
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
