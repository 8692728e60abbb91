//! A button in a panel for one of the program's commands, under words of the panel's own.

use egui::{Button, Ui};

use super::Stage;
use super::control::show_focus;
use crate::app::{Action, command};
use crate::words;

/// Draws the button of the command of that id; nothing where there is no such command.
pub fn show_command(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    id: &'static str,
    label_key: &str,
    is_on: bool,
) {
    let Some(command) = command::find(id) else {
        return;
    };
    let refusal = (command.check)(stage.app).err();
    let button = Button::new(words::say(label_key)).selected(is_on);
    let response = ui.add_enabled(refusal.is_none(), button);
    show_focus(ui, stage, &response);
    let response = match refusal {
        Some(why) => response.on_disabled_hover_text(words::say(why)),
        None => response.on_hover_text(command.help()),
    };
    if response.clicked() {
        stage.push(Action::Run(command.id));
    }
}
