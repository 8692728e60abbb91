//! The list of passages that have moved or are lost: what was quoted, what may be meant now, and
//! what can be done about each.

use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

use super::super::super::Stage;
use super::super::super::control::shorten;
use super::super::super::icon_button::IconButton;
use crate::app::{Action, Doubt, Tab};
use crate::edit::Edit;
use crate::model::Id;
use crate::theme::{Icon, Role, TextRole};
use crate::words;

/// The most of the panel's height that the list takes.
const SHARE: f32 = 0.45;

/// Draws the list above the text, if it is to be shown and there is anything in
/// it.
pub(super) fn show(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    let doubts = tab.picture.doubts();
    if !tab.reading.shows_doubts || doubts.is_empty() {
        return;
    }
    let most = ui.available_height() * SHARE;
    let frame = Frame::new()
        .fill(stage.colour(Role::Panel))
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        show_head(ui, stage, doubts);
        ScrollArea::vertical()
            .id_salt("passages in doubt")
            .max_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for doubt in doubts {
                    show_doubt(ui, stage, tab, doubt);
                }
            });
    });
}

fn show_head(ui: &mut Ui, stage: &mut Stage<'_>, doubts: &[Doubt]) {
    let room = vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        let close = words::say("doubts-close");
        let close = IconButton::new(&[(Icon::X, Role::SecondInk)], &close);
        if close.show(ui, stage).clicked() {
            stage.push(Action::Run("list-doubts"));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let n = doubts.len() as i64;
            let title = words::say_with("doubts-title", &[("n", n.into())]);
            let title = stage.text(TextRole::Section, Role::Ink, title);
            ui.add(Label::new(title).truncate());
        });
    });
}

fn show_doubt(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, doubt: &Doubt) {
    let is_current = tab.reading.doubt == Some((doubt.on.clone(), doubt.index));
    let stroke = if is_current {
        Stroke::new(1.5, stage.colour(Role::Accent))
    } else {
        Stroke::new(1.0, stage.colour(Role::Hairline))
    };
    let frame = Frame::new()
        .fill(stage.colour(Role::Card))
        .stroke(stroke)
        .corner_radius(stage.theme.shape().radii.control)
        .inner_margin(Margin::symmetric(10, 6));
    ui.add_space(4.0);
    let response = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        show_foot(ui, stage, tab, doubt);
        let quote = words::say_with("doubt-quote", &[("words", clip(&doubt.quote).into())]);
        let quote = stage.text(TextRole::Ui, Role::SecondInk, quote);
        ui.add(Label::new(quote).wrap());
        let text = tab.picture.text();
        if let Some((span, text)) = doubt.span.zip(text) {
            let now = clip(span.of(&text.text));
            let now = words::say_with("doubt-now", &[("words", now.into())]);
            ui.add(Label::new(stage.text(TextRole::Ui, Role::Ink, now)).wrap());
        }
    });
    if is_current && tab.reading.wish.is_some() {
        response.response.scroll_to_me(None);
    }
}

/// What became of it and whose it is, with the buttons at the right end.
fn show_foot(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, doubt: &Doubt) {
    let room = vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        show_buttons(ui, stage, tab, doubt);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (icon, ink, key) = if doubt.span.is_some() {
                (Icon::CircleQuestionMark, Role::Warning, "passage-moved")
            } else {
                (Icon::TriangleAlert, Role::Error, "passage-lost")
            };
            ui.add(Label::new(stage.icon(icon, ink)).selectable(false));
            let state = words::say(key);
            let state: RichText = stage.text(TextRole::Ui, ink, state.as_ref());
            ui.add(Label::new(state).selectable(false));
            let name = super::name_target(tab, &doubt.on).unwrap_or_default();
            let name = stage.text(TextRole::Small, Role::SecondInk, name);
            ui.add(Label::new(name).truncate());
        });
    });
}

fn show_buttons(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, doubt: &Doubt) {
    let (on, index) = (doubt.on.clone(), doubt.index);
    let read_only = tab.why_read_only().map(words::say);
    if press(ui, stage, "doubt-drop", Icon::Trash, read_only.as_deref()) {
        let edit = Edit::RemoveAnchor {
            on: on.clone(),
            index,
        };
        stage.push(Action::Edit(Box::new(edit)));
    }
    let unselected = tab.reading.selection.is_none();
    let unselected = unselected.then(|| words::say("no-passage-selected"));
    let refusal = read_only.as_deref().or(unselected.as_deref());
    if press(ui, stage, "doubt-reattach", Icon::Link, refusal) {
        stage.push(Action::Reattach(on.clone(), index));
    }
    if doubt.span.is_some()
        && press(
            ui,
            stage,
            "doubt-confirm",
            Icon::Check,
            read_only.as_deref(),
        )
    {
        let edit = Edit::ConfirmAnchor {
            on: on.clone(),
            index,
        };
        stage.push(Action::Edit(Box::new(edit)));
    }
    if press(ui, stage, "doubt-show", Icon::Eye, None) {
        go(stage, on, index);
    }
}

fn go(stage: &mut Stage<'_>, on: Id, index: usize) {
    stage.push(Action::GoToDoubt(on, index));
}

fn press(ui: &mut Ui, stage: &mut Stage<'_>, key: &str, icon: Icon, why: Option<&str>) -> bool {
    let name = words::say(key);
    let icons = [(icon, Role::SecondInk)];
    let button = IconButton::new(&icons, &name).refusal(why);
    button.show(ui, stage).clicked()
}

/// Long passages are quoted by their beginning.
fn clip(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    shorten(&words.join(" "), 160)
}
