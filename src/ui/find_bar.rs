//! The bar that searches map and articles, and replaces words in wordings.

use egui::{Frame, Id, Key, Margin, Modifiers, Response, TextEdit, Ui};

use super::Stage;
use super::control::{add_field, dress_field, outline_controls, show_focus};
use super::icon_button::IconButton;
use crate::app::{Action, Find};
use crate::theme::{Icon, Role, TextRole};
use crate::ui::typed::Typed;
use crate::words;

const FIELD_WIDTH: f32 = 280.0;

/// Draws the bar over the width there is, if the search of the map in front is open.
pub fn show(ui: &mut Ui, stage: &mut Stage<'_>) {
    let app = stage.app;
    let Some(find) = app.tab().map(|tab| &tab.find).filter(|find| find.is_open) else {
        return;
    };
    let spacing = stage.theme.shape().spacing;
    let frame = Frame::new()
        .fill(stage.colour(Role::Panel))
        .inner_margin(Margin::symmetric(spacing.m as i8, spacing.s as i8));
    let is_left = frame
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            outline_controls(ui, stage);
            ui.spacing_mut().item_spacing.y = spacing.s;
            let is_left = ui.horizontal(|ui| show_find(ui, stage, find)).inner;
            let replacing =
                find.is_replacing && ui.horizontal(|ui| show_replace(ui, stage, find)).inner;
            is_left || replacing
        })
        .inner;
    // The toolkit takes the keyboard from a control at Esc before anything else happens.
    if is_left && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        stage.push(Action::CloseFind);
        stage.push(Action::Focus(app.focus));
    }
}

/// Draws the first row. Gives whether one of its controls has just lost the keyboard.
fn show_find(ui: &mut Ui, stage: &mut Stage<'_>, find: &Find) -> bool {
    let id = Id::unique("find field");
    if ui.memory(|memory| memory.has_focus(id)) {
        // Shift first: a pattern without it would match both.
        for (modifiers, command) in [
            (Modifiers::SHIFT, "find-previous"),
            (Modifiers::NONE, "find-next"),
        ] {
            if ui.input_mut(|input| input.consume_key(modifiers, Key::Enter)) {
                stage.push(Action::Run(command));
            }
        }
    }
    let mut query = find.query.clone();
    let field = show_field(ui, stage, id, &mut query, "find-field");
    if find.is_fresh {
        select_all(ui, id, &query);
        stage.push(Action::FindFocused);
    }
    if field.changed() {
        stage.push(Action::SetQuery(query));
    }
    let has_hits = !find.hits.is_empty();
    let mut is_left = field.lost_focus();
    for (icon, command) in [
        (Icon::ChevronUp, "find-previous"),
        (Icon::ChevronDown, "find-next"),
    ] {
        let label = words::say(&format!("command-{command}"));
        let icon = [(icon, Role::Ink)];
        let button = IconButton::new(&icon, &label).large().enabled(has_hits);
        let button = button.show(ui, stage);
        is_left |= button.lost_focus();
        if button.clicked() {
            stage.push(Action::Run(command));
        }
    }
    let is_missed = !has_hits && !find.query.trim().is_empty();
    let ink = if is_missed {
        Role::Error
    } else {
        Role::SecondInk
    };
    let count = ui.label(stage.text(TextRole::Small, ink, describe_hits(find)));
    ui.ctx().accesskit_node_builder(count.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let name = words::say("find-close");
        let close = IconButton::new(&[(Icon::X, Role::Ink)], &name).large();
        let close = close.show(ui, stage);
        if close.clicked() {
            stage.push(Action::CloseFind);
            stage.push(Action::Focus(stage.app.focus));
        }
        is_left | close.lost_focus()
    })
    .inner
}

fn show_replace(ui: &mut Ui, stage: &mut Stage<'_>, find: &Find) -> bool {
    let id = Id::unique("replace field");
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    if has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        stage.push(Action::ReplaceHit);
    }
    let mut text = find.replacement.clone();
    let field = show_field(ui, stage, id, &mut text, "find-replace-field");
    if field.changed() {
        stage.push(Action::SetReplacement(text));
    }
    let mut is_left = field.lost_focus();
    let can_edit = stage
        .app
        .tab()
        .is_some_and(|tab| !tab.editor.is_read_only());
    let can_replace = can_edit && !find.hits.is_empty();
    for (key, action) in [
        ("find-replace", Action::ReplaceHit),
        ("find-replace-all", Action::ReplaceAllHits),
    ] {
        let button = ui.add_enabled(can_replace, egui::Button::new(words::say(key)));
        show_focus(ui, stage, &button);
        is_left |= button.lost_focus();
        if button.clicked() {
            stage.push(action);
        }
    }
    is_left
}

fn show_field(ui: &mut Ui, stage: &Stage<'_>, id: Id, text: &mut String, key: &str) -> Response {
    let hint = words::say(&format!("{key}.hint"));
    let mut typed = Typed(text);
    let edit = dress_field(TextEdit::singleline(&mut typed), stage)
        .id(id)
        .hint_text(stage.text(TextRole::Ui, Role::SecondInk, hint))
        .desired_width(FIELD_WIDTH);
    add_field(ui, stage, edit, &words::say(key))
}

/// "3 of 12", "12 hits", "Not found", or nothing while nothing is searched for.
fn describe_hits(find: &Find) -> String {
    let n = find.hits.len() as i64;
    match find.current {
        _ if find.query.trim().is_empty() => String::new(),
        Some(at) if at < find.hits.len() => {
            let at = at as i64 + 1;
            words::say_with("find-place", &[("at", at.into()), ("n", n.into())])
        }
        _ => words::say_with("find-hits", &[("n", n.into())]),
    }
}

fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    let range = CCursorRange::two(CCursor::new(0), end);
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
    ui.memory_mut(|memory| memory.request_focus(id));
}
