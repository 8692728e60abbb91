//! The bar that says what of the map is to be seen: words, kinds, relations, tags, findings.

use std::collections::BTreeSet;

use egui::{Button, Frame, Id, Key, Margin, Modifiers, TextEdit, Ui};

use super::Stage;
use super::control::{add_field, dress_field, outline_controls, show_focus};
use super::icon_button::IconButton;
use crate::app::{Action, Filter};
use crate::model::{Kind, Relation};
use crate::theme::{Icon, Role, TextRole};
use crate::ui::typed::Typed;
use crate::words;

const FIELD_WIDTH: f32 = 160.0;

/// Draws the bar over the width there is, while the filter of the map in front is open.
pub fn show(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(tab) = stage.app.tab() else { return };
    let showing = &tab.showing;
    if !showing.is_filtering && showing.filter.is_empty() {
        return;
    }
    let mut filter = showing.filter.clone();
    let spacing = stage.theme.shape().spacing;
    let frame = Frame::new()
        .fill(stage.colour(Role::Panel))
        .inner_margin(Margin::symmetric(spacing.m as i8, spacing.s as i8));
    let is_left = frame
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            outline_controls(ui, stage);
            ui.horizontal_wrapped(|ui| bar_ui(ui, stage, &mut filter))
                .inner
        })
        .inner;
    if filter != tab.showing.filter {
        stage.push(Action::SetFilter(Box::new(filter)));
    }
    if is_left && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        stage.push(Action::Run("filter"));
        stage.push(Action::Focus(stage.app.focus));
    }
}

/// Gives whether the field has just lost the keyboard.
fn bar_ui(ui: &mut Ui, stage: &mut Stage<'_>, filter: &mut Filter) -> bool {
    let Some(tab) = stage.app.tab() else {
        return false;
    };
    let id = Id::unique("filter field");
    let hint = words::say("filter-field.hint");
    let mut typed = Typed(&mut filter.text);
    let edit = dress_field(TextEdit::singleline(&mut typed), stage)
        .id(id)
        .hint_text(stage.text(TextRole::Ui, Role::SecondInk, hint))
        .desired_width(FIELD_WIDTH);
    let field = add_field(ui, stage, edit, &words::say("filter-field"));
    if tab.showing.is_filter_fresh {
        ui.memory_mut(|memory| memory.request_focus(id));
        stage.push(Action::FilterFocused);
    }
    for kind in Kind::ALL {
        let name = words::say(&format!("kind-{}", kind.as_str()));
        toggle_ui(ui, stage, &name, &mut filter.kinds, kind.as_str());
    }
    list_ui(ui, stage, "filter-relations", &mut filter.relations, || {
        let known = Relation::ALL.iter();
        known
            .map(|it| {
                let name = words::say(&format!("relation-{}", it.as_str()));
                (it.as_str().to_owned(), name.into_owned())
            })
            .collect()
    });
    list_ui(ui, stage, "filter-tags", &mut filter.tags, || {
        let nodes = tab.document().nodes().iter();
        let tags: BTreeSet<&String> = nodes.flat_map(|node| &node.tags).collect();
        let named = |tag: &String| (tag.clone(), tag.clone());
        tags.into_iter().map(named).collect()
    });
    let name = words::say("filter-findings");
    let button = ui.add(Button::new(name).selected(filter.findings));
    show_focus(ui, stage, &button);
    if button.clicked() {
        filter.findings = !filter.findings;
    }
    if !tab.showing.filter.is_empty() {
        let (n, all) = (
            tab.showing.n_matches() as i64,
            tab.document().nodes().len() as i64,
        );
        let count = words::say_with("filter-count", &[("n", n.into()), ("all", all.into())]);
        let count = ui.label(stage.text(TextRole::Small, Role::SecondInk, count));
        ui.ctx().accesskit_node_builder(count.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    }
    let name = words::say("filter-close");
    let close = IconButton::new(&[(Icon::X, Role::Ink)], &name).show(ui, stage);
    if close.clicked() {
        stage.push(Action::Run("filter"));
        stage.push(Action::Focus(stage.app.focus));
    }
    field.lost_focus()
}

fn toggle_ui(ui: &mut Ui, stage: &Stage<'_>, name: &str, list: &mut Vec<String>, word: &str) {
    let is_on = list.iter().any(|it| it == word);
    let button = ui.add(Button::new(name).selected(is_on));
    show_focus(ui, stage, &button);
    if button.clicked() {
        Filter::toggle(list, word);
    }
}

/// A button that opens a list of words to choose from; greyed where there is none.
fn list_ui(
    ui: &mut Ui,
    stage: &Stage<'_>,
    key: &str,
    list: &mut Vec<String>,
    find: impl FnOnce() -> Vec<(String, String)>,
) {
    let mut title = words::say(key).into_owned();
    if !list.is_empty() {
        title = format!("{title} ({})", list.len());
    }
    let menu = ui.menu_button(title, |ui| {
        let words_to_choose = find();
        if words_to_choose.is_empty() {
            ui.label(stage.text(TextRole::Ui, Role::SecondInk, words::say("filter-none")));
        }
        egui::ScrollArea::vertical()
            .max_height(320.0)
            .show(ui, |ui| {
                for (word, name) in words_to_choose {
                    toggle_ui(ui, stage, &name, list, &word);
                }
            });
    });
    show_focus(ui, stage, &menu.response);
}
