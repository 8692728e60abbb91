//! The way back from a focus on one box's surroundings: the whole map, and each box on the way.

use egui::{Frame, Margin, Ui};

use super::Stage;
use super::control::{shorten, show_focus};
use super::icon_button::IconButton;
use crate::app::Action;
use crate::theme::{Icon, Role, TextRole};
use crate::words;

/// Characters of a wording that stand in the bar.
const LONGEST: usize = 32;

/// Draws the bar over the width there is, while some box is in focus.
pub fn show(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(tab) = stage.app.tab() else { return };
    let crumbs = tab.crumbs();
    if crumbs.is_empty() {
        return;
    }
    let n_left_out = tab.picture.plan().n_left_out as i64;
    let spacing = stage.theme.shape().spacing;
    let frame = Frame::new()
        .fill(stage.colour(Role::Panel))
        .inner_margin(Margin::symmetric(spacing.m as i8, spacing.s as i8));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.horizontal(|ui| {
            let name = words::say("command-focus-back");
            let back = IconButton::new(&[(Icon::ArrowLeft, Role::Ink)], &name).show(ui, stage);
            if back.clicked() {
                stage.push(Action::Run("focus-back"));
            }
            crumb_ui(ui, stage, &words::say("crumbs-all"), 0, false);
            let n = crumbs.len();
            for (at, (_, text)) in crumbs.into_iter().enumerate() {
                ui.label(stage.text(TextRole::Ui, Role::SecondInk, "›"));
                let text = shorten(text, LONGEST).replace('\n', " ");
                crumb_ui(ui, stage, &text, at + 1, at + 1 == n);
            }
            let hidden = words::say_with("crumbs-hidden", &[("n", n_left_out.into())]);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(stage.text(TextRole::Small, Role::SecondInk, hidden));
            });
        });
    });
}

fn crumb_ui(ui: &mut Ui, stage: &mut Stage<'_>, text: &str, n_kept: usize, is_last: bool) {
    let role = if is_last { Role::Ink } else { Role::Accent };
    if is_last {
        ui.label(stage.text(TextRole::Ui, role, text));
        return;
    }
    let button = egui::Button::new(stage.text(TextRole::Ui, role, text)).frame(false);
    let response = ui.add(button);
    show_focus(ui, stage, &response);
    if response.clicked() {
        stage.push(Action::GoBackTo(n_kept));
    }
}
