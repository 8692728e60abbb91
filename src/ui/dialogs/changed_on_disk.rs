//! The file has changed on disk since it was read: overwrite it, or save elsewhere?

use std::path::Path;

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::Action;
use crate::words;

pub(super) fn ask(path: &Path) -> Question {
    Question {
        title: words::say("changed-title").into_owned(),
        text: words::say("changed-text").into_owned(),
        detail: Some(path.display().to_string()),
        answers: vec![
            Answer::new("changed-overwrite", Tone::Danger, vec![Action::SaveAnyway]),
            Answer::cancel(),
            Answer::new(
                "changed-save-as",
                Tone::Primary,
                vec![Action::SetDialog(None), Action::Run("save-as")],
            ),
        ],
    }
}
