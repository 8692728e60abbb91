//! Save, discard or cancel?

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::{Action, App, Tab, UnsavedAnswer};
use crate::words;

pub(super) fn ask(app: &App, tab: u64) -> Question {
    let open = app.tabs().iter().find(|open| open.key == tab);
    let name = open.map(Tab::name).unwrap_or_default();
    let name = if name.is_empty() {
        words::say("document-untitled").into_owned()
    } else {
        name
    };
    let file = open.and_then(|open| open.path.as_ref());
    let answer = |key, tone, answer| Answer::new(key, tone, vec![Action::AnswerUnsaved(answer)]);
    Question {
        title: words::say_with("unsaved-title", &[("name", name.into())]),
        text: words::say("unsaved-text").into_owned(),
        detail: file.map(|path| path.display().to_string()),
        answers: vec![
            answer("discard", Tone::Danger, UnsavedAnswer::Discard),
            answer("cancel", Tone::Plain, UnsavedAnswer::Cancel),
            answer("save", Tone::Primary, UnsavedAnswer::Save),
        ],
    }
}
