//! What a format cannot hold of the map that is to be exported: write it all the same?

use std::path::Path;

use egui::Context;

use super::import_report::show_list;
use super::window::{Choice, Tone, Window, show_choices, show_hint, show_text};
use crate::app::{Action, ExportKind};
use crate::ui::Stage;
use crate::words;

pub(super) fn show(
    ctx: &Context,
    stage: &mut Stage<'_>,
    (tab, kind, path): (u64, ExportKind, &Path),
    format: &str,
    losses: &[String],
    is_fresh: bool,
) {
    let window = Window {
        title: words::say("losses-title").into_owned(),
        width: 520.0,
    };
    let (answer, closes) = window.show(ctx, stage, |ui, stage| {
        let values = [("format", format.to_owned().into())];
        show_text(ui, stage, words::say_with("losses-text", &values));
        show_list(ui, stage, losses);
        show_hint(ui, stage, words::say("losses-hint"));
        let choices = [
            Choice::new(words::say("cancel"), Tone::Plain),
            Choice::new(words::say("losses-export"), Tone::Primary),
        ];
        show_choices(ui, stage, &choices, is_fresh.then_some(1))
    });
    match answer {
        Some(1) => stage.push(Action::ExportAnyway(tab, kind, path.to_owned())),
        Some(_) => stage.push(Action::SetDialog(None)),
        None if closes => stage.push(Action::SetDialog(None)),
        None => {}
    }
}
