//! A text to be read as an article, pasted into a large field.

use egui::{Context, Key, Modifiers, ScrollArea, TextEdit};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint};
use crate::app::Action;
use crate::model::Id;
use crate::text::Article;
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::clipboard;
use crate::ui::control::{add_field, dress_field};
use crate::ui::typed::Typed;
use crate::words;

pub(super) struct PasteView {
    text: String,
    /// The article whose newer version it is; none for another article.
    replaces: Option<Id>,
}

impl PasteView {
    pub fn new(text: String, replaces: Option<Id>) -> Self {
        Self { text, replaces }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say(self.word("paste-title", "paste-newer-title")).into_owned(),
            width: 640.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            let help = self.word("paste-help", "paste-newer-help");
            show_hint(ui, stage, words::say(help));
            let is_ready = !self.text.trim().is_empty();
            let is_sent =
                is_ready && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            let height = find_list_height(ui, 240.0, 380.0);
            ScrollArea::vertical().max_height(height).show(ui, |ui| {
                let hint = stage.text(
                    TextRole::Ui,
                    Role::SecondInk,
                    words::say("paste-field.hint"),
                );
                let mut typed = Typed(&mut self.text);
                let edit = dress_field(TextEdit::multiline(&mut typed), stage)
                    .hint_text(hint)
                    .desired_width(f32::INFINITY)
                    .desired_rows((height / 20.0) as usize)
                    .lock_focus(false);
                let field = add_field(ui, stage, edit, &words::say("paste-field"));
                if is_fresh {
                    field.request_focus();
                }
            });
            let choices = [
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(
                    words::say(self.word("paste-read", "paste-newer-read")),
                    Tone::Primary,
                )
                .enabled(is_ready),
            ];
            if is_sent {
                Some(1)
            } else {
                show_choices(ui, stage, &choices, None)
            }
        });
        if answer == Some(1) {
            let text = std::mem::take(&mut self.text);
            stage.push(match (self.replaces.clone(), find_rich_twin(&text)) {
                (Some(source), _) => Action::ReplaceByText(source, text),
                (None, Some(html)) => Action::ReadPage(html),
                (None, None) => Action::ReadArticle(text),
            });
        } else if closes || answer == Some(0) {
            stage.push(Action::SetDialog(None));
        }
    }

    fn word(&self, new: &'static str, newer: &'static str) -> &'static str {
        if self.replaces.is_some() { newer } else { new }
    }
}

/// What was pasted as the page has it, with headings, lists and links: the clipboard holds both,
/// and the field takes the words alone. None where the words have been changed since.
fn find_rich_twin(text: &str) -> Option<String> {
    let html = clipboard::read_html()?;
    let spell = |text: &str| -> String {
        let letters = text.chars().filter(|char| char.is_alphanumeric());
        letters.collect()
    };
    // Numbers of list items stand in the one text and not in the other.
    let own: String = spell(text).replace(|char: char| char.is_numeric(), "");
    let twin =
        spell(&Article::from_pasted_html(&html)?.text).replace(|char: char| char.is_numeric(), "");
    (!own.is_empty() && own == twin).then_some(html)
}
