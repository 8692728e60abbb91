//! Merging another copy: which map both began with, and what somebody has to look at afterwards.

use std::path::Path;

use egui::Context;

use super::import_report::show_list;
use super::question::{Answer, Question};
use super::window::{Choice, Tone, Window, show_choices, show_hint, show_text};
use crate::app::{Action, CommonMap};
use crate::ui::Stage;
use crate::words;

/// Which map did both copies begin with?
pub(super) fn ask(tab: u64, path: &Path) -> Question {
    let merge = |base| vec![Action::MergeCopy(tab, path.to_owned(), base)];
    Question {
        title: words::say("merge-title").into_owned(),
        text: words::say("merge-text").into_owned(),
        detail: Some(path.display().to_string()),
        answers: vec![
            Answer::cancel(),
            Answer::new("merge-base-unknown", Tone::Plain, merge(CommonMap::Unknown)),
            Answer::new("merge-base-opened", Tone::Plain, merge(CommonMap::Opened)),
            Answer::new(
                "merge-base-file",
                Tone::Primary,
                vec![Action::AskForCommonMap(tab, path.to_owned())],
            ),
        ],
    }
}

/// What somebody has to look at.
pub(super) fn show_report(
    ctx: &Context,
    stage: &mut Stage<'_>,
    file: &str,
    lines: &[String],
    is_fresh: bool,
) {
    let window = Window {
        title: words::say("merge-report-title").into_owned(),
        width: 560.0,
    };
    let (answer, closes) = window.show(ctx, stage, |ui, stage| {
        show_text(ui, stage, words::say("merge-report-text"));
        show_list(ui, stage, lines);
        show_hint(ui, stage, words::say("merge-report-undo"));
        show_hint(ui, stage, file.to_owned());
        let choices = [Choice::new(words::say("close"), Tone::Primary)];
        show_choices(ui, stage, &choices, is_fresh.then_some(0))
    });
    if answer.is_some() || closes {
        stage.push(Action::SetDialog(None));
    }
}
