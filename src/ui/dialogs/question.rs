//! A question with two or three answers. One of them has the keyboard from the start.

use egui::Context;

use super::window::{Choice, Tone, Window, show_choices, show_hint, show_text};
use crate::app::Action;
use crate::ui::Stage;
use crate::words;

/// A question, and what each answer asks for.
pub(super) struct Question {
    /// The title.
    pub title: String,
    /// What is at stake, in a sentence.
    pub text: String,
    /// What steps back under it, such as a file's name.
    pub detail: Option<String>,
    /// The answers from left to right; the primary one is given the keyboard.
    pub answers: Vec<Answer>,
}

/// An answer.
pub(super) struct Answer {
    choice: Choice,
    actions: Vec<Action>,
}

impl Answer {
    /// An answer of that look; its words stand under the key.
    pub fn new(key: &str, tone: Tone, actions: Vec<Action>) -> Self {
        Self {
            choice: Choice::new(words::say(key), tone),
            actions,
        }
    }

    /// The answer that changes nothing.
    pub fn cancel() -> Self {
        Self::new("cancel", Tone::Plain, vec![Action::SetDialog(None)])
    }
}

impl Question {
    /// Draws the question and asks for what was answered; Esc cancels.
    pub fn show(self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: self.title,
            width: 420.0,
        };
        let (choices, actions): (Vec<Choice>, Vec<Vec<Action>>) = self
            .answers
            .into_iter()
            .map(|answer| (answer.choice, answer.actions))
            .unzip();
        let primary = choices
            .iter()
            .position(|choice| choice.tone == Tone::Primary);
        let (pressed, closes) = window.show(ctx, stage, |ui, stage| {
            show_text(ui, stage, self.text);
            if let Some(detail) = self.detail {
                show_hint(ui, stage, detail);
            }
            show_choices(ui, stage, &choices, primary.filter(|_| is_fresh))
        });
        if let Some(actions) = pressed.and_then(|at| actions.into_iter().nth(at)) {
            for action in actions {
                stage.push(action);
            }
        } else if closes {
            stage.push(Action::SetDialog(None));
        }
    }
}
