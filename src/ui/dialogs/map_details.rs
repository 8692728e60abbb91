//! Title, authors and the like of the map, kept as one step.

use egui::{Context, ScrollArea};

use super::field::Field as Line;
use super::window::{Choice, Tone, Window, find_list_height, is_entered, show_choices};
use crate::app::{Action, App};
use crate::edit::{Edit, Field};
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::words;

const TITLE: Line = Line::line("details-title");
const AUTHORS: Line = Line::line("details-authors");
const LANGUAGE: Line = Line::line("details-language");
const MARKING: Line = Line::line("details-marking");
const YARDSTICK: Line = Line::line("details-yardstick");

/// What has been typed, beside what it was.
pub(super) struct MapForm {
    before: Draft,
    draft: Draft,
    is_read_only: bool,
}

#[derive(Clone, Default)]
struct Draft {
    title: String,
    authors: String,
    language: String,
    marking: String,
    yardstick: String,
    sensitive: bool,
}

impl MapForm {
    pub fn of(app: &App) -> Self {
        let draft = app.tab().map(|tab| {
            let meta = tab.document().meta();
            Draft {
                title: meta.title.clone(),
                authors: meta.authors.join("; "),
                language: meta.language.clone(),
                marking: meta.marking.clone(),
                yardstick: meta.yardstick.clone(),
                sensitive: meta.sensitive,
            }
        });
        let draft = draft.unwrap_or_default();
        Self {
            before: draft.clone(),
            draft,
            is_read_only: app.tab().is_none_or(|tab| tab.editor.is_read_only()),
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("map-details-title").into_owned(),
            width: 460.0,
        };
        let mut takes_focus = is_fresh;
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            let mut is_sent = false;
            let height = find_list_height(ui, 190.0, 640.0);
            let form = ScrollArea::vertical().max_height(height);
            form.auto_shrink([false, true]).show(ui, |ui| {
                for (line, text) in [
                    (TITLE, &mut self.draft.title),
                    (AUTHORS, &mut self.draft.authors),
                    (LANGUAGE, &mut self.draft.language),
                    (MARKING, &mut self.draft.marking),
                    (YARDSTICK, &mut self.draft.yardstick),
                ] {
                    let field = line.show(ui, stage, text);
                    if std::mem::take(&mut takes_focus) {
                        field.request_focus();
                    }
                    is_sent |= is_entered(ui, &field);
                }
                let label = stage.text(TextRole::Ui, Role::Ink, words::say("details-sensitive"));
                ui.checkbox(&mut self.draft.sensitive, label)
                    .on_hover_text(words::say("details-sensitive.tip"));
            });
            let choices = [
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(words::say("ok"), Tone::Primary).enabled(!self.is_read_only),
            ];
            let pressed = show_choices(ui, stage, &choices, None);
            if is_sent && !self.is_read_only {
                Some(1)
            } else {
                pressed
            }
        });
        if answer == Some(1) {
            let edits = self.list_edits();
            if !edits.is_empty() {
                stage.push(Action::Edit(Box::new(Edit::Batch { edits })));
            }
        }
        if closes || answer.is_some() {
            stage.push(Action::SetDialog(None));
        }
    }

    /// The edits that make the map what was typed; none for what stayed as it was.
    fn list_edits(&self) -> Vec<Edit> {
        let (old, new) = (&self.before, &self.draft);
        let mut fields = Vec::new();
        let mut set = |old: &str, new: &str, field: fn(String) -> Field| {
            if old != new.trim() {
                fields.push(field(new.trim().to_owned()));
            }
        };
        set(&old.title, &new.title, Field::Title);
        set(&old.language, &new.language, Field::Language);
        set(&old.marking, &new.marking, Field::Marking);
        set(&old.yardstick, &new.yardstick, Field::Yardstick);
        if old.authors != new.authors.trim() {
            fields.push(Field::Authors(split_authors(&new.authors)));
        }
        if old.sensitive != new.sensitive {
            fields.push(Field::Sensitive(new.sensitive));
        }
        let edits = fields.into_iter().map(|field| Edit::SetField { field });
        edits.collect()
    }
}

/// Authors are parted by semicolons, since names may hold commas.
fn split_authors(text: &str) -> Vec<String> {
    let names = text.split(';').map(str::trim);
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
