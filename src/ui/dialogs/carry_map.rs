//! A picture is to carry its map: is it known what goes along?

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::Action;
use crate::words;

pub(super) fn ask(tab: u64) -> Question {
    Question {
        title: words::say("carry-title").into_owned(),
        text: words::say("carry-text").into_owned(),
        detail: None,
        answers: vec![
            Answer::cancel(),
            Answer::new("carry-yes", Tone::Primary, vec![Action::ExportWithMap(tab)]),
        ],
    }
}
