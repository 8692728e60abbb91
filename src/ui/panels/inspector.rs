//! What is selected, field by field. Text is kept in a draft until its field is left, and then
//! becomes one edit.

mod form;
mod link;
mod lists;
mod node;

use egui::{Frame, Label, Margin, ScrollArea, Ui};

use super::super::Stage;
use crate::app::{Action, App, PanelId, Tab, command};
use crate::edit::{Edit, Field};
use crate::model::Id;
use crate::theme::{Role, TextRole};
use crate::words;
use form::{Entry, Fields, Form};

/// The inspector panel: texts that are being typed.
#[derive(Default)]
pub struct InspectorPanel {
    fields: Fields,
    had_focus: bool,
}

impl InspectorPanel {
    /// Gives what has been typed so far as edits, so that it is there before a save or the end.
    pub fn take_edits(&mut self) -> Vec<Action> {
        self.fields.take_edits()
    }

    /// What stands in the fields and is no edit yet: the tab that they are about, and what they would
    /// become.
    pub fn list_typed(&self, app: &App) -> Vec<(u64, Vec<Edit>)> {
        self.fields.list_typed(app)
    }

    /// Draws the panel into all the room that is left.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let Some(tab) = stage.app.tab() else {
            self.fields.settle(None, stage);
            show_hint(ui, stage);
            return;
        };
        let subject = (tab.selected.len() == 1)
            .then(|| tab.lead().cloned())
            .flatten();
        let several = tab.selected.len() > 1;
        self.fields.settle(Some((tab.key, subject, several)), stage);
        let has_focus = stage.app.focus == PanelId::Inspector;
        let is_entered = has_focus && !self.had_focus;
        self.had_focus = has_focus;
        self.fields.begin(is_entered);
        let spacing = stage.theme.shape().spacing;
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                Frame::new()
                    .inner_margin(Margin::symmetric(spacing.l as i8, spacing.m as i8))
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        ui.spacing_mut().item_spacing.y = spacing.s;
                        let form = &mut Form {
                            fields: &mut self.fields,
                            stage,
                        };
                        show_subject(ui, form, tab);
                    });
            });
        let is_typing = ui
            .memory(egui::Memory::focused)
            .is_some_and(|id| self.fields.holds(id));
        if is_typing && !has_focus && !is_entered {
            stage.push(Action::Focus(PanelId::Inspector));
            self.had_focus = true;
        }
    }
}

fn show_subject(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab) {
    if let Some(why) = tab.why_read_only() {
        let why = words::say(why);
        ui.label(form.stage.text(TextRole::Ui, Role::Warning, why));
        ui.disable();
    }
    let document = tab.document();
    if tab.selected.len() > 1 {
        show_several(ui, form, tab);
    } else if let Some(node) = tab
        .lead_node()
        .and_then(|id| document.nodes().get(id.as_str()))
    {
        node::show(ui, form, tab, node);
    } else if let Some(link) = tab
        .lead_link()
        .and_then(|id| document.links().get(id.as_str()))
    {
        link::show(ui, form, tab, link);
    } else {
        show_map(ui, form, tab);
    }
}

/// Nothing is selected: the map itself.
fn show_map(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab) {
    let document = tab.document();
    form.heading(ui, &words::say("panel-map"));
    form.text(
        ui,
        &Entry::line("inspector-map-title", &document.meta().title),
        |title| Edit::SetField {
            field: Field::Title(title),
        },
    );
    let n_boxes = words::say_with("n-boxes", &[("n", document.nodes().len().into())]);
    let n_links = words::say_with("n-links", &[("n", document.links().len().into())]);
    let counts = format!("{n_boxes} · {n_links}");
    ui.label(form.stage.text(TextRole::Ui, Role::SecondInk, counts));
    form.command(ui, "map-details");
    ui.add_space(8.0);
    show_hint(ui, form.stage);
}

fn show_several(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab) {
    let nodes = tab.document().nodes();
    let n = tab.selected.len() as i64;
    let n_boxes = tab.selected.iter().filter(|id| nodes.contains(id.as_str()));
    let n_boxes = n_boxes.count() as i64;
    let values = [("boxes", n_boxes.into()), ("lines", (n - n_boxes).into())];
    let key = match n_boxes {
        0 => "inspector-several-lines",
        _ if n_boxes == n => "inspector-several",
        _ => "inspector-several-mixed",
    };
    form.heading(ui, &words::say_with(key, &values));
    for id in ["join", "take-apart", "flip", "duplicate", "delete"] {
        form.command(ui, id);
    }
}

fn show_hint(ui: &mut Ui, stage: &Stage<'_>) {
    ui.vertical_centered(|ui| {
        ui.add_space(16.0);
        ui.set_max_width((ui.available_width() - 16.0).clamp(80.0, 280.0));
        let title = words::say("inspector-empty");
        ui.label(stage.text(TextRole::Section, Role::Ink, title));
        let help = words::say("inspector-empty-help");
        ui.add(Label::new(stage.text(TextRole::Ui, Role::SecondInk, help)).wrap());
    });
}

impl Form<'_, '_> {
    /// How strong a box or link comes out and why, where strengths are wanted.
    fn strength(&mut self, ui: &mut Ui, tab: &Tab, id: &Id) {
        let said = tab.explain_strength(id);
        if said.is_empty() {
            return;
        }
        self.section(ui, "inspector-outcome");
        for sentence in said {
            let text = self.stage.text(TextRole::Ui, Role::SecondInk, sentence);
            ui.add(Label::new(text).wrap());
        }
    }

    /// A button for a command of the program.
    fn command(&mut self, ui: &mut Ui, id: &'static str) {
        let Some(command) = command::find(id) else {
            return;
        };
        let refusal = (command.check)(self.stage.app).err();
        let width = ui.available_width();
        let button = egui::Button::new(command.title())
            .shortcut_text(command.key_text())
            .min_size(egui::vec2(width, 24.0));
        let response = ui.add_enabled(refusal.is_none(), button);
        let response = match refusal {
            Some(why) => response.on_disabled_hover_text(words::say(why)),
            None => response.on_hover_text(command.help()),
        };
        if response.clicked() {
            self.stage.push(Action::Run(command.id));
        }
    }
}
