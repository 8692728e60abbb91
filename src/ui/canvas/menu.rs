//! What applies to what is under the pointer, or selected: the context menu of the map.

use egui::{Context, LayerId, Memory, Popup, Pos2, Response, SetOpenCommand, Ui};

use super::Frame;
use crate::app::command::{self, Menu};
use crate::app::{Action, Xy};
use crate::model::Kind;
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

/// What the first of these make.
const ROOTS: [(&str, Kind); 3] = [
    ("add-root-claim", Kind::Claim),
    ("add-root-question", Kind::Question),
    ("add-note", Kind::Note),
];

/// The context menu of the map.
#[derive(Default)]
pub struct ContextMenu {
    /// It was asked for over empty ground.
    pub is_for_ground: bool,
    /// Where a new box stands that is made over empty ground, in map units; none where the layout
    /// places it, because a key has opened the menu.
    pub ground: Option<Xy>,
    /// It is asked for by the command `context-menu`, which has the keys for it.
    pub is_asked: bool,
    /// Where it stands if it was opened by a key; else the toolkit knows.
    at: Option<Pos2>,
}

impl ContextMenu {
    /// Shows the menu on a right click where that was, and when it is asked for at what is selected.
    pub fn show(&mut self, stage: &mut Stage<'_>, frame: &Frame<'_>, response: &Response) {
        let is_asked = std::mem::take(&mut self.is_asked);
        let mut popup = Popup::context_menu(response);
        if is_asked {
            let lead = frame.tab.lead();
            self.is_for_ground = lead.is_none();
            self.ground = None;
            let end = lead.and_then(|id| frame.tab.find_end(id));
            let at = end.map_or(frame.bounds.center(), |rect| {
                frame.rect_to_screen(rect).center_bottom()
            });
            // What is selected may be out of sight.
            self.at = Some(at.clamp(frame.bounds.min, frame.bounds.max));
            popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
        } else if response.secondary_clicked() {
            self.at = None;
        }
        if let Some(at) = self.at {
            popup = popup.at_position(at);
        }
        let (ctx, id) = (response.ctx.clone(), popup.get_id());
        let Some(shown) = popup.show(|ui| self.list_ui(ui, stage, frame)) else {
            return;
        };
        if let Some(first) = shown.inner.filter(|_| is_asked) {
            // The arrows go on from there.
            first.request_focus();
        } else if response.has_focus() {
            // The map would keep the arrows, and Enter would be a click on it. Without the keyboard
            // anywhere, the first arrow marks the first entry.
            response.surrender_focus();
        }
        if !Popup::is_id_open(&ctx, id) {
            leave_entry(&ctx, shown.response.layer_id);
        }
    }

    /// The commands that can be run; gives the entry of the first.
    fn list_ui(&self, ui: &mut Ui, stage: &mut Stage<'_>, frame: &Frame<'_>) -> Option<Response> {
        ui.set_min_width(220.0);
        let find = |ids: &[&str]| -> Vec<&'static command::Command> {
            ids.iter().filter_map(|id| command::find(id)).collect()
        };
        let groups: [Vec<&'static command::Command>; 3] = if self.is_for_ground {
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
        let belongs = |id: &str| self.is_for_ground || !are_several || !FOR_ONE.contains(&id);
        let mut first = None;
        for group in groups {
            let able: Vec<_> = group
                .into_iter()
                .filter(|command| belongs(command.id) && (command.check)(stage.app).is_ok())
                .collect();
            if able.is_empty() {
                continue;
            }
            if first.is_some() {
                ui.separator();
            }
            for command in able {
                let entry = menu::entry_for_ui(ui, stage, command, self.action_of(command));
                first.get_or_insert(entry);
            }
        }
        first
    }

    /// What an entry does: a new box stands where the menu was asked for.
    fn action_of(&self, command: &command::Command) -> Action {
        let root = ROOTS.into_iter().find(|(id, _)| *id == command.id);
        match (root, self.ground) {
            (Some((_, kind)), Some(at)) if self.is_for_ground => Action::AddRootAt(kind, at),
            _ => Action::Run(command.id),
        }
    }
}

/// Takes the keyboard from an entry of a menu that has gone, for what is typed next is not meant for it.
fn leave_entry(ctx: &Context, menu: LayerId) {
    let focused = ctx.memory(Memory::focused);
    let entry = focused.and_then(|id| ctx.read_response(id));
    if let Some(entry) = entry.filter(|entry| entry.layer_id == menu) {
        entry.surrender_focus();
    }
}
