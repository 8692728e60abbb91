//! The file has changed on disk since it was read: merge, overwrite it, take what it holds, or save elsewhere?

use std::path::Path;

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::{Action, Dialog};
use crate::words;

pub(super) fn ask(tab: u64, path: &Path) -> Question {
    Question {
        title: words::say("changed-title").into_owned(),
        text: words::say("changed-text").into_owned(),
        detail: Some(path.display().to_string()),
        answers: vec![
            Answer::new("changed-overwrite", Tone::Danger, vec![Action::SaveAnyway]),
            Answer::new(
                "changed-take",
                Tone::Danger,
                vec![Action::SetDialog(Some(Dialog::Reload { tab }))],
            ),
            Answer::cancel(),
            Answer::new(
                "changed-save-as",
                Tone::Plain,
                vec![Action::SetDialog(None), Action::Run("save-as")],
            ),
            Answer::new(
                "changed-merge",
                Tone::Primary,
                vec![Action::MergeOutside(tab, path.to_owned())],
            ),
        ],
    }
}
