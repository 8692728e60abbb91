//! A file of the chosen name is there, and the system's dialog could not ask: replace it?

use std::path::Path;

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::{Action, Purpose};
use crate::words;

pub(super) fn ask(purpose: Purpose, path: &Path) -> Question {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let replace = Action::FileChosen(purpose, Some(path.to_owned()));
    Question {
        title: words::say("path-title-save").into_owned(),
        text: words::say_with("path-replace", &[("file", name.into_owned().into())]),
        detail: Some(path.display().to_string()),
        answers: vec![
            Answer::new("path-replace-yes", Tone::Danger, vec![replace]),
            Answer::cancel(),
            Answer::new(
                "path-replace-no",
                Tone::Primary,
                vec![Action::SetDialog(None), Action::ChooseFile(purpose)],
            ),
        ],
    }
}
