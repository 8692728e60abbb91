//! The command palette: every command by name, with its key and what it does.

use egui::{Context, Id, Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::window::{Window, find_list_height, show_hint};
use crate::app::command::Command;
use crate::app::{Action, rank_commands};
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::{Row, add_field, dress_field};
use crate::ui::typed::Typed;
use crate::words;

pub(super) struct PaletteView {
    query: String,
    marked: usize,
    found: Vec<&'static Command>,
    /// Whether the marked row has yet to be brought into sight.
    reveals: bool,
}

impl PaletteView {
    pub fn new(query: String, marked: usize) -> Self {
        Self {
            found: rank_commands(&query),
            query,
            marked,
            reveals: true,
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("palette-title").into_owned(),
            width: 560.0,
        };
        let (chosen, closes) = window.show(ctx, stage, |ui, stage| {
            self.move_mark(ui);
            let is_entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            let field = self.show_field(ui, stage, is_fresh);
            let clicked = self.show_list(ui, stage, field);
            let entered = self.found.get(self.marked).filter(|_| is_entered);
            clicked.or(entered.copied())
        });
        let chosen = chosen.filter(|command| (command.check)(stage.app).is_ok());
        if closes || chosen.is_some() {
            stage.push(Action::SetDialog(None));
        }
        if let Some(command) = chosen {
            stage.push(Action::Run(command.id));
        }
    }

    fn show_field(&mut self, ui: &mut Ui, stage: &Stage<'_>, is_fresh: bool) -> Id {
        let hint = stage.text(
            TextRole::Ui,
            Role::SecondInk,
            words::say("palette-field.hint"),
        );
        let mut typed = Typed(&mut self.query);
        let edit = dress_field(TextEdit::singleline(&mut typed), stage)
            .id(Id::unique("palette field"))
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        let field = add_field(ui, stage, edit, &words::say("palette-field"));
        if is_fresh {
            field.request_focus();
        }
        if field.changed() {
            self.found = rank_commands(&self.query);
            self.marked = 0;
            self.reveals = true;
        }
        field.id
    }

    fn show_list(&mut self, ui: &mut Ui, stage: &Stage<'_>, field: Id) -> Option<&'static Command> {
        let height = find_list_height(ui, 220.0, 440.0);
        let mut chosen = None;
        let list = ScrollArea::vertical().max_height(height).auto_shrink(false);
        list.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if self.found.is_empty() {
                show_hint(ui, stage, words::say("palette-none"));
            }
            for (at, &command) in self.found.iter().enumerate() {
                let why_not = (command.check)(stage.app).err();
                let detail = why_not.map_or_else(|| command.help(), words::say);
                let title = command.title();
                let row = Row {
                    detail: &detail,
                    trailing: &command.key_text(),
                    marked: at == self.marked,
                    enabled: why_not.is_none(),
                    focusable: false,
                    ..Row::new(&title)
                };
                let response = row.show(ui, stage);
                if at == self.marked {
                    if self.reveals {
                        response.scroll_to_me(None);
                    }
                    // The field keeps the keyboard; the marked row is what is read out.
                    let row = response.id.accesskit_id();
                    ui.ctx()
                        .accesskit_node_builder(field, |node| node.set_active_descendant(row));
                }
                if response.clicked() {
                    chosen = Some(command);
                }
            }
        });
        self.reveals = false;
        chosen
    }

    /// Follows the arrow keys, round the ends, before the field sees them.
    fn move_mark(&mut self, ui: &Ui) {
        const PAGE: usize = 8;
        let n = self.found.len();
        if n == 0 {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let before = self.marked.min(n - 1);
        let last = n - 1;
        let mut at = before;
        at = (at + pressed(Key::ArrowDown)) % n;
        at = (at + n - pressed(Key::ArrowUp) % n) % n;
        at = (at + PAGE * pressed(Key::PageDown)).min(last);
        at = at.saturating_sub(PAGE * pressed(Key::PageUp));
        self.reveals |= at != before;
        self.marked = at;
    }
}
