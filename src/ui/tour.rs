//! The card of the tour, over the panel that the step is about. Knows no panel's inside.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Rect, Role as Part, UiBuilder, vec2};

use super::Stage;
use super::control::outline_controls;
use crate::app::{Action, PanelId, TourStep};
use crate::theme::{Role, TextRole};
use crate::words;

/// Width of the card, in points.
const WIDTH: f32 = 340.0;

/// Draws the card of the present step, if the tour is on. `body` is the window without its bars,
/// in screen points.
pub fn show(ctx: &Context, stage: &mut Stage<'_>, body: Rect) {
    let Some((at, step)) = stage.app.tour_step() else {
        return;
    };
    let (align, corner) = match step.panel {
        PanelId::Reader | PanelId::Outline => {
            (Align2::LEFT_BOTTOM, body.left_bottom() + vec2(24.0, -24.0))
        }
        PanelId::Map => (
            Align2::CENTER_BOTTOM,
            body.center_bottom() + vec2(0.0, -24.0),
        ),
        PanelId::Inspector | PanelId::Findings | PanelId::Linchpins => (
            Align2::RIGHT_BOTTOM,
            body.right_bottom() + vec2(-24.0, -24.0),
        ),
    };
    let title = words::say(&format!("tour-{}", step.name));
    Area::new(Id::unique("tour"))
        .order(Order::Foreground)
        .pivot(align)
        .fixed_pos(corner)
        .show(ctx, |ui| {
            let spoken = UiBuilder::new()
                .accessibility_role(Part::Dialog)
                .accessibility_label(title.clone());
            ui.scope_builder(spoken, |ui| card_ui(ui, stage, at, step, &title));
        });
}

fn card_ui(ui: &mut egui::Ui, stage: &mut Stage<'_>, at: usize, step: TourStep, title: &str) {
    Frame::new()
        .fill(stage.colour(Role::Card))
        .stroke(egui::Stroke::new(1.0, stage.colour(Role::Accent)))
        .corner_radius(stage.theme.shape().radii.float)
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(WIDTH);
            outline_controls(ui, stage);
            let n = TourStep::ALL.len() as i64;
            let values = [("step", (at as i64 + 1).into()), ("count", n.into())];
            let place = words::say_with("tour-place", &values);
            ui.label(stage.text(TextRole::Small, Role::SecondInk, place));
            ui.label(stage.text(TextRole::Section, Role::Ink, title));
            ui.add_space(4.0);
            let text = words::say(&format!("tour-{}-text", step.name));
            ui.label(stage.text(TextRole::Ui, Role::Ink, text));
            ui.add_space(12.0);
            ui.horizontal(|ui| {
                let is_last = at + 1 == TourStep::ALL.len();
                let onward = if is_last { "tour-done" } else { "tour-next" };
                if ui.button(words::say(onward)).clicked() {
                    stage.push(Action::Tour(Some(at + 1)));
                }
                if at > 0 && ui.button(words::say("tour-back")).clicked() {
                    stage.push(Action::Tour(Some(at - 1)));
                }
                if !is_last && ui.button(words::say("tour-leave")).clicked() {
                    stage.push(Action::Tour(None));
                }
            });
        });
}
