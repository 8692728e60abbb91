//! Which chapters of a book become the article: a list to tick.

use egui::{Context, ScrollArea};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint};
use crate::app::{Action, ArticleRequest};
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::words;

pub(super) struct ChaptersView {
    request: ArticleRequest,
    chapters: Vec<(String, bool)>,
}

impl ChaptersView {
    /// Begins with every chapter chosen.
    pub fn new(request: ArticleRequest, chapters: Vec<String>) -> Self {
        let chosen = |name| (name, true);
        Self {
            request,
            chapters: chapters.into_iter().map(chosen).collect(),
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("chapters-title").into_owned(),
            width: 480.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            show_hint(ui, stage, words::say("chapters-help"));
            let height = find_list_height(ui, 220.0, 420.0);
            let list = ScrollArea::vertical()
                .max_height(height)
                .auto_shrink([false, true]);
            list.show(ui, |ui| {
                for (name, is_chosen) in &mut self.chapters {
                    let label = stage.text(TextRole::Ui, Role::Ink, name.as_str());
                    ui.checkbox(is_chosen, label);
                }
            });
            let n = self.chapters.iter().filter(|(_, is)| *is).count();
            let read = words::say_with("chapters-read", &[("n", (n as i64).into())]);
            let choices = [
                Choice::new(words::say("chapters-none"), Tone::Plain).enabled(n > 0),
                Choice::new(words::say("chapters-all"), Tone::Plain)
                    .enabled(n < self.chapters.len()),
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(read, Tone::Primary).enabled(n > 0),
            ];
            show_choices(ui, stage, &choices, is_fresh.then_some(3))
        });
        match answer {
            Some(at @ (0 | 1)) => {
                for (_, is_chosen) in &mut self.chapters {
                    *is_chosen = at == 1;
                }
            }
            Some(3) => {
                let chosen = self.chapters.iter().enumerate().filter(|(_, (_, is))| *is);
                let chosen = chosen.map(|(at, _)| at).collect();
                stage.push(Action::ReadChapters(self.request.clone(), chosen));
            }
            Some(_) => stage.push(Action::SetDialog(None)),
            None if closes => stage.push(Action::SetDialog(None)),
            None => {}
        }
    }
}
