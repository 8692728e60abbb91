//! Are the snapshots that were kept to be deleted?

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::Action;
use crate::words;

pub(super) fn ask(tab: Option<u64>) -> Question {
    let forget = |key, tab| Answer::new(key, Tone::Danger, vec![Action::ForgetHistory(tab)]);
    let mut answers = vec![Answer::new(
        "cancel",
        Tone::Primary,
        vec![Action::SetDialog(None)],
    )];
    answers.extend(tab.map(|tab| forget("forget-history-map", Some(tab))));
    answers.push(forget("forget-history-all", None));
    Question {
        title: words::say("forget-history-title").into_owned(),
        text: words::say("forget-history-text").into_owned(),
        detail: None,
        answers,
    }
}
