//! Merging another copy: which map both began with, and what somebody has to look at afterwards.

use std::path::Path;

use egui::{Context, ScrollArea};

use super::question::{Answer, Question};
use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint, show_text};
use crate::app::{Action, CommonMap};
use crate::model::Id;
use crate::theme::{Icon, Role};
use crate::ui::Stage;
use crate::ui::control::Row;
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
    lines: &[(String, Option<Id>)],
    is_fresh: bool,
) {
    let window = Window {
        title: words::say("merge-report-title").into_owned(),
        width: 560.0,
    };
    let mut chosen = None;
    let (answer, closes) = window.show(ctx, stage, |ui, stage| {
        show_text(ui, stage, words::say("merge-report-text"));
        let height = find_list_height(ui, 200.0, 420.0);
        let list = ScrollArea::vertical().max_height(height);
        list.auto_shrink([false, true]).show(ui, |ui| {
            let mut takes_focus = is_fresh;
            for (line, id) in lines {
                let row = Row {
                    icon: Some((Icon::Merge, Role::SecondInk)),
                    enabled: id.is_some(),
                    ..Row::new(line)
                };
                let response = row.show(ui, stage).on_hover_text(line.as_str());
                if id.is_some() && std::mem::take(&mut takes_focus) {
                    response.request_focus();
                }
                if response.clicked() {
                    chosen.clone_from(id);
                }
            }
        });
        show_hint(ui, stage, words::say("merge-report-lines"));
        show_hint(ui, stage, words::say("merge-report-undo"));
        show_hint(ui, stage, file.to_owned());
        let choices = [Choice::new(words::say("close"), Tone::Primary)];
        let leads = lines.iter().any(|(_, id)| id.is_some());
        show_choices(ui, stage, &choices, (is_fresh && !leads).then_some(0))
    });
    if let Some(id) = chosen {
        stage.push(Action::GoToClash(id));
    } else if answer.is_some() || closes {
        stage.push(Action::SetDialog(None));
    }
}
