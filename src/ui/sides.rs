//! The tabs of a side of the window on which several panels stand. Knows no panel but by its name.

use egui::Ui;

use super::Stage;
use crate::app::{Action, PanelId};
use crate::theme::Role;
use crate::words;

/// The tabs of a side with several panels. Gives the one in front.
pub fn sides_ui(ui: &mut Ui, stage: &mut Stage<'_>, panels: &[PanelId], front: PanelId) -> PanelId {
    let mut chosen = front;
    egui::Frame::new()
        .fill(stage.colour(Role::Panel))
        .inner_margin(egui::Margin::symmetric(12, 4))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                for &panel in panels {
                    let name = words::say(name_key(panel));
                    if ui.selectable_label(front == panel, name).clicked() {
                        chosen = panel;
                        stage.push(Action::Focus(panel));
                    }
                }
            });
        });
    chosen
}

fn name_key(panel: PanelId) -> &'static str {
    match panel {
        PanelId::Reader => "panel-reader",
        PanelId::Map => "panel-map",
        PanelId::Outline => "panel-outline",
        PanelId::Inspector => "panel-inspector",
        PanelId::Findings => "panel-findings",
        PanelId::Linchpins => "panel-linchpins",
    }
}
