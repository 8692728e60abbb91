//! A map has unsaved changes: read it again from its file all the same?

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::{Action, App, Tab};
use crate::words;

pub(super) fn ask(app: &App, tab: u64) -> Question {
    let open = app.tabs().iter().find(|open| open.key == tab);
    let name = open.map(Tab::name).unwrap_or_default();
    let is_sensitive = open.is_some_and(|open| open.document().meta().sensitive);
    let file = open.and_then(|open| open.path.as_ref());
    Question {
        title: words::say_with("reload-title", &[("name", name.into())]),
        text: words::say(if is_sensitive {
            "reload-text-sensitive"
        } else {
            "reload-text"
        })
        .into_owned(),
        detail: file.map(|path| path.display().to_string()),
        answers: vec![
            Answer::new("reload-yes", Tone::Danger, vec![Action::ReloadAnyway(tab)]),
            Answer::new("reload-no", Tone::Primary, vec![Action::SetDialog(None)]),
        ],
    }
}
