//! What becomes of what hangs on the boxes to be deleted?

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::Action;
use crate::edit::Fate;
use crate::words;

pub(super) fn ask(n_chosen: usize, n_lines: usize, n_below: usize) -> Question {
    let count = |n: usize| ("n", (n as i64).into());
    Question {
        title: words::say_with("fate-title", &[count(n_chosen)]),
        text: words::say_with("fate-text", &[count(n_below)]),
        detail: Some(if n_lines == 0 {
            words::say("fate-detail").into_owned()
        } else {
            words::say_with("fate-detail-lines", &[count(n_lines)])
        }),
        answers: vec![
            Answer::cancel(),
            Answer::new(
                "fate-lift",
                Tone::Plain,
                vec![Action::AnswerFate(Fate::Lift)],
            ),
            Answer::new(
                "fate-branch",
                Tone::Primary,
                vec![Action::AnswerFate(Fate::Branch)],
            ),
        ],
    }
}
