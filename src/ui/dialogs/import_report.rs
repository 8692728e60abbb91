//! What became of what an imported file says.

use egui::{Context, ScrollArea};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint, show_text};
use crate::app::Action;
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::words;

pub(super) fn show(
    ctx: &Context,
    stage: &mut Stage<'_>,
    format: &str,
    file: &str,
    lines: &[String],
    is_fresh: bool,
) {
    let window = Window {
        title: words::say("import-title").into_owned(),
        width: 560.0,
    };
    let (answer, closes) = window.show(ctx, stage, |ui, stage| {
        let values = [("format", format.to_owned().into())];
        show_text(ui, stage, words::say_with("import-read-as", &values));
        show_list(ui, stage, lines);
        show_hint(ui, stage, words::say("import-undo"));
        show_hint(ui, stage, file.to_owned());
        let choices = [
            Choice::new(words::say("import-copy"), Tone::Plain),
            Choice::new(words::say("close"), Tone::Primary),
        ];
        show_choices(ui, stage, &choices, is_fresh.then_some(1))
    });
    match answer {
        Some(0) => stage.push(Action::CopyReport),
        Some(_) => stage.push(Action::SetDialog(None)),
        None if closes => stage.push(Action::SetDialog(None)),
        None => {}
    }
}

/// Lines of a report, as many as fit; the others by scrolling.
pub(super) fn show_list(ui: &mut egui::Ui, stage: &mut Stage<'_>, lines: &[String]) {
    let height = find_list_height(ui, 200.0, 420.0);
    let list = ScrollArea::vertical()
        .max_height(height)
        .auto_shrink([false, true]);
    list.show(ui, |ui| {
        for line in lines {
            let text = stage.text(TextRole::Ui, Role::Ink, line.as_str());
            ui.add(egui::Label::new(text).wrap());
        }
    });
}
