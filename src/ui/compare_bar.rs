//! The bar that stands over the map while it is compared with another copy: which difference one
//! looks at, and the way to the next.

use egui::text::{LayoutJob, TextFormat};
use egui::{Button, Frame, Margin, Stroke, Ui};

use super::Stage;
use super::control::{outline_controls, show_focus};
use super::icon_button::IconButton;
use crate::app::{Action, Comparing};
use crate::compare::{Difference, PieceKind};
use crate::theme::{Icon, Role, TextRole};
use crate::words;

/// Draws the bar over the width there is, while the map in front is compared.
pub fn show(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(tab) = stage.app.tab() else { return };
    let comparing = &tab.comparing;
    if !comparing.is_on() {
        return;
    }
    let spacing = stage.theme.shape().spacing;
    let frame = Frame::new()
        .fill(stage.colour(Role::Panel))
        .inner_margin(Margin::symmetric(spacing.m as i8, spacing.s as i8));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        outline_controls(ui, stage);
        ui.horizontal_wrapped(|ui| {
            let n = comparing.differences().len();
            for (id, icon) in [
                ("previous-difference", Icon::ChevronLeft),
                ("next-difference", Icon::ChevronRight),
            ] {
                let name = words::say(&format!("command-{id}"));
                let button = IconButton::new(&[(icon, Role::Ink)], &name).show(ui, stage);
                if button.clicked() && n > 0 {
                    stage.push(Action::Run(id));
                }
            }
            let mut values = vec![
                ("file", comparing.name().to_owned().into()),
                ("n", (n as i64).into()),
            ];
            let title = match comparing.current() {
                Some(at) => {
                    values.push(("at", (at as i64 + 1).into()));
                    words::say_with("compare-bar-at", &values)
                }
                None => words::say_with("compare-bar", &values),
            };
            let label = ui.label(stage.text(TextRole::Ui, Role::SecondInk, title));
            ui.ctx().accesskit_node_builder(label.id, |node| {
                node.set_live(egui::accesskit::Live::Polite);
            });
            for id in ["differences", "turn-comparison", "end-comparison"] {
                let button = ui.add(Button::new(words::say(&format!("compare-bar-{id}"))));
                show_focus(ui, stage, &button);
                let help = words::say(&format!("command-{id}.help"));
                if button.on_hover_text(help).clicked() {
                    stage.push(Action::Run(id));
                }
            }
        });
        show_current(ui, stage, comparing);
    });
}

fn show_current(ui: &mut Ui, stage: &Stage<'_>, comparing: &Comparing) {
    let current = comparing.current();
    let Some(difference) = current.and_then(|at| comparing.differences().get(at)) else {
        return;
    };
    ui.label(write(stage, difference));
}

/// A difference in words; of a wording, what is gone struck out and what is new underlined.
fn write(stage: &Stage<'_>, difference: &Difference) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = |ink: Role| TextFormat::simple(stage.font(TextRole::Ui), stage.colour(ink));
    let title = format!("{}: ", difference.kind.title());
    job.append(&title, 0.0, plain(Role::SecondInk));
    let Some(pieces) = difference.list_pieces() else {
        job.append(&difference.sentence, 0.0, plain(Role::Ink));
        return job;
    };
    for piece in pieces {
        let mut format = plain(Role::Ink);
        match piece.kind {
            PieceKind::Same => {}
            PieceKind::Gone => {
                format.color = stage.colour(Role::SecondInk);
                format.strikethrough = Stroke::new(1.0, stage.colour(Role::SecondInk));
            }
            PieceKind::New => {
                format.color = stage.colour(Role::Accent);
                format.underline = Stroke::new(1.0, stage.colour(Role::Accent));
            }
        }
        job.append(&piece.words, 0.0, format);
    }
    job
}
