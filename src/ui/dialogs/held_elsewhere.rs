//! Another window has the file of a map: go there, read it here, or edit it all the same?

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::{Action, App, Tab};
use crate::words;

pub(super) fn ask(app: &App, tab: u64) -> Question {
    let open = app.tabs().iter().find(|open| open.key == tab);
    let name = open.map(Tab::name).unwrap_or_default();
    let file = open.and_then(|open| open.path.as_ref());
    Question {
        title: words::say_with("held-title", &[("name", name.into())]),
        text: words::say("held-text").into_owned(),
        detail: file.map(|path| path.display().to_string()),
        answers: vec![
            Answer::new("held-edit", Tone::Danger, vec![Action::EditHeld(tab)]),
            Answer::new("held-read", Tone::Plain, vec![Action::SetDialog(None)]),
            Answer::new("held-go", Tone::Primary, vec![Action::GoToHolder(tab)]),
        ],
    }
}
