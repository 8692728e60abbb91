//! The address of a page that is to be read, and the question about machines of one's own network.

use egui::Context;

use super::field::Field;
use super::question::{Answer, Question};
use super::window::{Choice, Tone, Window, is_entered, show_choices, show_hint};
use crate::app::{Action, WebRequest};
use crate::ui::Stage;
use crate::words;

const ADDRESS: Field = Field::line("web-address");

#[derive(Default)]
pub(super) struct WebAddressForm {
    address: String,
}

impl WebAddressForm {
    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("web-title").into_owned(),
            width: 460.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            let field = ADDRESS.show(ui, stage, &mut self.address);
            if is_fresh {
                field.request_focus();
            }
            show_hint(ui, stage, words::say("web-hint"));
            let is_ready = !self.address.trim().is_empty();
            let is_sent = is_ready && is_entered(ui, &field);
            let choices = [
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(words::say("web-read"), Tone::Primary).enabled(is_ready),
            ];
            let pressed = show_choices(ui, stage, &choices, None);
            if is_sent { Some(1) } else { pressed }
        });
        if answer == Some(1) {
            stage.push(Action::ReadWebAddress(self.address.trim().to_owned()));
        } else if closes || answer.is_some() {
            stage.push(Action::SetDialog(None));
        }
    }
}

/// Is a machine of one's own network to be asked?
pub(super) fn ask(request: &WebRequest, host: &str, place: &str) -> Question {
    let values = [("host", host.into()), ("place", place.into())];
    Question {
        title: words::say("private-title").into_owned(),
        text: words::say_with("private-text", &values),
        detail: Some(crate::text::mark_hidden(&request.address)),
        answers: vec![
            Answer::new(
                "private-read",
                Tone::Plain,
                vec![Action::ReadFromWeb(request.clone())],
            ),
            Answer::new("cancel", Tone::Primary, vec![Action::SetDialog(None)]),
        ],
    }
}
