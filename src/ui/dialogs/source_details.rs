//! Where an article comes from, kept as one step.

use egui::{Context, ScrollArea};

use super::field::Field as Line;
use super::window::{Choice, Tone, Window, find_list_height, is_entered, show_choices};
use crate::app::{Action, App};
use crate::edit::{Edit, SourceField};
use crate::model::{Id, Source};
use crate::ui::Stage;
use crate::words;

/// A line of the form: how its field is read off an article, and the edit that sets it.
struct Row {
    line: Line,
    read: fn(&Source) -> &str,
    set: fn(String) -> SourceField,
}

const ROWS: &[Row] = &[
    Row {
        line: Line::line("details-title"),
        read: |source| &source.title,
        set: SourceField::Title,
    },
    Row {
        line: Line::line("details-author"),
        read: |source| &source.author,
        set: SourceField::Author,
    },
    Row {
        line: Line::line("details-publisher"),
        read: |source| &source.publisher,
        set: SourceField::Publisher,
    },
    Row {
        line: Line::line("details-url"),
        read: |source| &source.url,
        set: SourceField::Url,
    },
    Row {
        line: Line::line("details-published"),
        read: |source| &source.published,
        set: SourceField::Published,
    },
    Row {
        line: Line::line("details-language"),
        read: |source| &source.language,
        set: SourceField::Language,
    },
    Row {
        line: Line::lines("details-notes", 4),
        read: |source| &source.notes,
        set: SourceField::Notes,
    },
];

/// What has been typed, one text for each of [`ROWS`].
pub(super) struct SourceForm {
    source: Id,
    before: Vec<String>,
    draft: Vec<String>,
    is_read_only: bool,
}

impl SourceForm {
    pub fn of(app: &App, id: &Id) -> Self {
        let source = app
            .tab()
            .and_then(|tab| tab.document().sources().get(id.as_str()).cloned());
        let read = |row: &Row| {
            source
                .as_ref()
                .map(|source| (row.read)(source).to_owned())
                .unwrap_or_default()
        };
        let draft: Vec<String> = ROWS.iter().map(read).collect();
        Self {
            source: id.clone(),
            before: draft.clone(),
            draft,
            is_read_only: source.is_none() || app.tab().is_none_or(|tab| tab.editor.is_read_only()),
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("source-details-title").into_owned(),
            width: 460.0,
        };
        let mut takes_focus = is_fresh;
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            let mut is_sent = false;
            let height = find_list_height(ui, 190.0, 640.0);
            let form = ScrollArea::vertical().max_height(height);
            form.auto_shrink([false, true]).show(ui, |ui| {
                for (row, text) in ROWS.iter().zip(&mut self.draft) {
                    let field = row.line.show(ui, stage, text);
                    if std::mem::take(&mut takes_focus) {
                        field.request_focus();
                    }
                    is_sent |= row.line.rows == 1 && is_entered(ui, &field);
                }
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

    fn list_edits(&self) -> Vec<Edit> {
        let texts = self.before.iter().zip(&self.draft);
        ROWS.iter()
            .zip(texts)
            .filter(|(_, (old, new))| **old != new.trim())
            .map(|(row, (_, new))| Edit::SetSourceField {
                source: self.source.clone(),
                field: (row.set)(new.trim().to_owned()),
            })
            .collect()
    }
}
