//! The card on which the look of the text is chosen. Every choice on it is a command.

use egui::{Align, Button, Label, Layout, Ui, vec2};

use super::super::super::Stage;
use super::super::super::control::show_focus;
use super::super::super::icon_button::IconButton;
use crate::app::{Action, command};
use crate::storage::reading::ReadingPaper;
use crate::theme::{Icon, Role, TextRole};
use crate::words;

/// Width of the card and of the names of its rows, and height of a row, in points.
pub(super) const WIDTH: f32 = 300.0;
const NAMES: f32 = 86.0;
const ROW: f32 = 28.0;

/// A row of choices of which one holds: its name, and for each the command and its short name.
struct Choices(&'static str, &'static [(&'static str, &'static str)]);

const MEASURE: Choices = Choices(
    "look-measure",
    &[
        ("measure-narrow", "look-measure-narrow"),
        ("measure-normal", "look-measure-normal"),
        ("measure-wide", "look-measure-wide"),
        ("measure-full", "look-measure-full"),
    ],
);

const TYPEFACE: Choices = Choices(
    "look-typeface",
    &[
        ("typeface-serif", "look-typeface-serif"),
        ("typeface-sans", "look-typeface-sans"),
    ],
);

/// Draws what stands on the card. The first control takes the keyboard while it is fresh.
pub(super) fn show(ui: &mut Ui, stage: &mut Stage<'_>, is_fresh: bool) {
    ui.spacing_mut().item_spacing.y = 6.0;
    let settings = &stage.app.settings;
    let (size, line_height) = (settings.reader_text_size, settings.reading.line_height);
    let size = words::say_with("look-size-value", &[("n", size.round().into())]);
    show_steps(
        ui,
        stage,
        "look-size",
        &size,
        ["smaller-text", "larger-text"],
        is_fresh,
    );
    let line_height = format!("{line_height:.2}");
    let steps = ["tighter-lines", "looser-lines"];
    show_steps(ui, stage, "look-line-height", &line_height, steps, false);
    show_choices(ui, stage, &MEASURE);
    show_choices(ui, stage, &TYPEFACE);
    show_paper(ui, stage);
    show_row(ui, stage, "", |ui, stage| {
        let mut is_on = stage.app.settings.reading.numbers;
        let name = stage.text(TextRole::Ui, Role::Ink, words::say("look-numbers"));
        let response = ui.checkbox(&mut is_on, name);
        show_focus(ui, stage, &response);
        if response.clicked() {
            stage.push(Action::Run("paragraph-numbers"));
        }
    });
    show_row(ui, stage, "", |ui, stage| {
        let response = ui.button(words::say("look-own"));
        show_focus(ui, stage, &response);
        if response.clicked() {
            stage.push(Action::Run("own-look"));
        }
    });
}

/// A name at the left, and what is chosen under it.
fn show_row(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    key: &str,
    content: impl FnOnce(&mut Ui, &mut Stage<'_>),
) {
    let row = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let named = vec2(NAMES, ROW);
        ui.allocate_ui_with_layout(named, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(NAMES);
            if !key.is_empty() {
                let name = stage.text(TextRole::Ui, Role::SecondInk, words::say(key));
                ui.add(Label::new(name).selectable(false));
            }
        });
        content(ui, stage);
    });
}

/// A value with a button for less before it and one for more behind it.
fn show_steps(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    key: &str,
    value: &str,
    [less, more]: [&'static str; 2],
    is_fresh: bool,
) {
    show_row(ui, stage, key, |ui, stage| {
        show_step(ui, stage, less, Icon::Minus, is_fresh);
        let room = vec2(56.0, ROW);
        let text = stage.text(TextRole::Ui, Role::Ink, value);
        let label = ui.add_sized(room, Label::new(text).selectable(false));
        let spoken = format!("{}: {value}", words::say(key));
        ui.ctx().accesskit_node_builder(label.id, |node| {
            node.set_value(spoken);
            node.set_live(egui::accesskit::Live::Polite);
        });
        show_step(ui, stage, more, Icon::Plus, false);
    });
}

fn show_step(ui: &mut Ui, stage: &mut Stage<'_>, id: &'static str, icon: Icon, is_fresh: bool) {
    let Some(command) = command::find(id) else {
        return;
    };
    let title = command.title();
    let refusal = (command.check)(stage.app).err().map(words::say);
    let icons = [(icon, Role::Ink)];
    let button = IconButton::new(&icons, &title).refusal(refusal.as_deref());
    let response = button.show(ui, stage);
    if is_fresh {
        response.request_focus();
    }
    if response.clicked() {
        stage.push(Action::Run(id));
    }
}

fn show_choices(ui: &mut Ui, stage: &mut Stage<'_>, Choices(key, choices): &Choices) {
    show_row(ui, stage, key, |ui, stage| {
        for &(id, short) in *choices {
            let Some(command) = command::find(id) else {
                continue;
            };
            let is_on = command.is_on.is_some_and(|is_on| is_on(stage.app));
            if show_choice(ui, stage, key, short, is_on, command.help()) {
                stage.push(Action::Run(id));
            }
        }
    });
}

fn show_paper(ui: &mut Ui, stage: &mut Stage<'_>) {
    let is_sepia = stage.app.settings.reading.paper == ReadingPaper::Sepia;
    show_row(ui, stage, "look-paper", |ui, stage| {
        let help =
            |id: &str| command::find(id).map_or_else(Default::default, command::Command::help);
        for (short, is_on) in [
            ("look-paper-theme", !is_sepia),
            ("look-paper-sepia", is_sepia),
        ] {
            if show_choice(ui, stage, "look-paper", short, is_on, help("sepia")) && !is_on {
                stage.push(Action::Run("sepia"));
            }
        }
    });
}

/// One of several choices of which one holds. Gives whether it was chosen.
fn show_choice(
    ui: &mut Ui,
    stage: &Stage<'_>,
    key: &str,
    short: &str,
    is_on: bool,
    help: impl Into<egui::WidgetText>,
) -> bool {
    let ink = if is_on { Role::Ink } else { Role::SecondInk };
    let short = words::say(short);
    let text = stage.text(TextRole::Ui, ink, short.as_ref());
    let button = Button::selectable(is_on, text).frame_when_inactive(is_on);
    let response = ui.add(button);
    show_focus(ui, stage, &response);
    let name = format!("{}: {short}", words::say(key));
    let response = response.accessible_name(&name).on_hover_text(help);
    response.clicked()
}
