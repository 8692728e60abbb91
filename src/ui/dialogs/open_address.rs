//! Is an address to be opened in the browser? Its host stands by itself, above all of it.

use super::question::{Answer, Question};
use super::window::Tone;
use crate::app::Action;
use crate::text::{Address, mark_hidden};
use crate::words;

pub(super) fn ask(address: &Address) -> Question {
    let letters = address.foreign_letters();
    let mut detail = mark_hidden(&address.target);
    if !letters.is_empty() {
        let letters: Vec<String> = letters
            .iter()
            .map(|&letter| format!("{letter} (U+{:04X})", u32::from(letter)))
            .collect();
        let letters = letters.join(", ");
        let warning = words::say_with("address-letters", &[("letters", letters.into())]);
        detail = format!("{detail}\n{warning}");
    }
    let host = mark_hidden(&address.host);
    Question {
        title: words::say("address-title").into_owned(),
        text: words::say_with("address-text", &[("host", host.into())]),
        detail: Some(detail),
        answers: vec![
            Answer::cancel(),
            Answer::new("address-open", Tone::Primary, vec![Action::OpenAddress]),
        ],
    }
}
