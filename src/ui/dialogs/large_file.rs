//! A file is large: open it all the same?

use std::path::Path;

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::Action;
use crate::words;

pub(super) fn ask(path: &Path, why: &str) -> Question {
    Question {
        title: words::say("large-title").into_owned(),
        text: why.to_owned(),
        detail: None,
        answers: vec![
            Answer::cancel(),
            Answer::new(
                "large-open",
                Tone::Primary,
                vec![Action::OpenLarge(path.to_owned())],
            ),
        ],
    }
}
