//! Which key does what, read off the table of commands.

use egui::{Align, Context, Id, Layout, ScrollArea, TextEdit, Ui, vec2};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint};
use crate::app::{Action, Chord, Key, Scope, command};
use crate::text::Finder;
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::{add_field, cut_line, dress_field};
use crate::ui::typed::Typed;
use crate::words;

const COLUMNS: usize = 3;

/// The scopes in the order in which they are shown, each with the key of its title.
const SCOPES: &[(Scope, &str)] = &[
    (Scope::Everywhere, "keys-everywhere"),
    (Scope::Map, "keys-map"),
    (Scope::Reader, "keys-reader"),
    (Scope::Wording, "keys-wording"),
];

/// Keys of a wording, which its field handles itself.
const OF_WORDINGS: &[(Chord, &str)] = &[
    (Chord::key(Key::Enter), "keys-wording-keep"),
    (Chord::ctrl(Key::Enter), "keys-wording-aim"),
    (Chord::shift(Key::Enter), "keys-wording-line"),
    (Chord::key(Key::Escape), "keys-wording-drop"),
];

#[derive(Default)]
pub(super) struct KeysView {
    query: String,
}

enum Line {
    Heading(String),
    Key { name: String, keys: String },
}

impl KeysView {
    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("keys-title").into_owned(),
            width: 1000.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            let hint = stage.text(TextRole::Ui, Role::SecondInk, words::say("keys-field.hint"));
            let mut typed = Typed(&mut self.query);
            let edit = dress_field(TextEdit::singleline(&mut typed), stage)
                .id(Id::unique("keys field"))
                .hint_text(hint)
                .desired_width(280.0);
            let field = add_field(ui, stage, edit, &words::say("keys-field"));
            if is_fresh {
                field.request_focus();
            }
            let columns = split_columns(list_lines(&self.query));
            let height = find_list_height(ui, 210.0, 640.0);
            let list = ScrollArea::vertical().max_height(height).auto_shrink(false);
            list.show(ui, |ui| {
                if columns.is_empty() {
                    show_hint(ui, stage, words::say("keys-none"));
                }
                let spacing = stage.theme.shape().spacing;
                ui.spacing_mut().item_spacing.x = spacing.xl;
                ui.columns(COLUMNS, |uis| {
                    for (ui, lines) in uis.iter_mut().zip(&columns) {
                        ui.spacing_mut().item_spacing = vec2(spacing.s, 2.0);
                        ui.spacing_mut().interact_size.y = 18.0;
                        for (at, line) in lines.iter().enumerate() {
                            show_line(ui, stage, line, at == 0);
                        }
                    }
                });
            });
            let close = [Choice::new(words::say("close"), Tone::Primary)];
            show_choices(ui, stage, &close, None)
        });
        if closes || answer.is_some() {
            stage.push(Action::SetDialog(None));
        }
    }
}

fn list_lines(query: &str) -> Vec<(String, Vec<Line>)> {
    let finder = Finder::new(query);
    let is_wanted = |line: &Line| match line {
        Line::Key { name, keys } => {
            finder.is_empty() || finder.is_match(name) || finder.is_match(keys)
        }
        Line::Heading(_) => true,
    };
    let groups = SCOPES.iter().map(|&(scope, title)| {
        let commands = command::all()
            .filter(|command| command.scope == scope && !command.keys.is_empty())
            .map(|command| Line::Key {
                name: command.title().into_owned(),
                keys: join_keys(command.keys),
            });
        let of_wordings =
            OF_WORDINGS
                .iter()
                .filter(|_| scope == Scope::Wording)
                .map(|(chord, name)| Line::Key {
                    name: words::say(name).into_owned(),
                    keys: chord.to_string(),
                });
        let lines = commands.chain(of_wordings).filter(&is_wanted).collect();
        (words::say(title).into_owned(), lines)
    });
    groups
        .filter(|(_, lines): &(String, Vec<Line>)| !lines.is_empty())
        .collect()
}

/// Spreads groups over columns of about the same height; a group that goes on in the next column
/// has its heading there again.
fn split_columns(groups: Vec<(String, Vec<Line>)>) -> Vec<Vec<Line>> {
    let n_lines: usize = groups.iter().map(|(_, lines)| lines.len() + 2).sum();
    let most = n_lines.div_ceil(COLUMNS) + 1;
    let mut columns: Vec<Vec<Line>> = Vec::new();
    for (title, lines) in groups {
        let mut is_begun = false;
        for line in lines {
            let is_full = columns.last().is_none_or(|column| {
                let room = most.saturating_sub(column.len());
                room == 0 || (!is_begun && room < 4)
            });
            if is_full && columns.len() < COLUMNS {
                columns.push(Vec::new());
                is_begun = false;
            }
            let Some(column) = columns.last_mut() else {
                continue;
            };
            if !is_begun {
                column.push(Line::Heading(title.clone()));
                is_begun = true;
            }
            column.push(line);
        }
    }
    columns
}

fn show_line(ui: &mut Ui, stage: &Stage<'_>, line: &Line, is_first: bool) {
    match line {
        Line::Heading(title) => {
            if !is_first {
                ui.add_space(stage.theme.shape().spacing.m);
            }
            ui.label(stage.text(TextRole::Section, Role::Ink, title.as_str()));
        }
        Line::Key { name, keys } => {
            ui.horizontal(|ui| {
                let font = stage.font(TextRole::Small);
                let width = cut_line(ui, keys, font, f32::INFINITY).size().x;
                let gap = ui.spacing().item_spacing.x;
                let room = (ui.available_width() - width - 2.0 * gap).max(0.0);
                ui.allocate_ui_with_layout(
                    vec2(room, 18.0),
                    Layout::left_to_right(Align::Center),
                    |ui| {
                        ui.set_min_width(room);
                        let text = stage.text(TextRole::Ui, Role::Ink, name.as_str());
                        ui.add(egui::Label::new(text).truncate());
                    },
                );
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    show_hint(ui, stage, keys.as_str());
                });
            });
        }
    }
}

fn join_keys(keys: &[Chord]) -> String {
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    keys.join(&words::say("keys-or"))
}
