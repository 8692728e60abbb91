//! The program: its version, its licence, what it never does, what it is made of.

use egui::{Context, Grid, vec2};

use super::window::{Choice, Tone, Window, show_choices, show_hint, show_text};
use crate::app::Action;
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::words;

/// What comes with the program, and the licence of each.
const BUNDLED: &[(&str, &str)] = &[
    ("Inter", "SIL Open Font License 1.1"),
    ("Source Serif 4", "SIL Open Font License 1.1"),
    ("Lucide", "ISC"),
    ("egui", "MIT OR Apache-2.0"),
];

pub(super) fn show(ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
    let window = Window {
        title: words::say("app-name").into_owned(),
        width: 440.0,
    };
    let (answer, closes) = window.show(ctx, stage, |ui, stage| {
        let version = ("version", env!("CARGO_PKG_VERSION").into());
        let licence = ("licence", env!("CARGO_PKG_LICENSE").into());
        show_text(ui, stage, words::say("app-about"));
        show_hint(
            ui,
            stage,
            words::say_with("about-version", &[version, licence]),
        );
        ui.add_space(stage.theme.shape().spacing.s);
        show_text(ui, stage, words::say("about-never"));
        ui.add_space(stage.theme.shape().spacing.s);
        let title = words::say("about-bundled");
        ui.label(stage.text(TextRole::Section, Role::Ink, title));
        let gap = vec2(stage.theme.shape().spacing.xl, 0.0);
        let grid = Grid::new("bundled").num_columns(2).spacing(gap);
        grid.min_row_height(20.0).show(ui, |ui| {
            for (name, licence) in BUNDLED {
                show_text(ui, stage, *name);
                show_hint(ui, stage, *licence);
                ui.end_row();
            }
        });
        let close = [Choice::new(words::say("close"), Tone::Primary)];
        show_choices(ui, stage, &close, is_fresh.then_some(0))
    });
    if closes || answer.is_some() {
        stage.push(Action::SetDialog(None));
    }
}
