//! The lists of the inspector: passages, remarks, and what is linked to what.

use egui::{Align, Button, Frame, Label, Layout, Margin, Response, Stroke, TextEdit, Ui, vec2};

use super::super::super::directed;
use super::super::super::icon_button::IconButton;
use super::super::super::notation;
use super::form::{Form, make_remark};
use crate::app::{Action, Tab};
use crate::edit::Edit;
use crate::format::citing::name_pages;
use crate::layout::scene::find_stroke;
use crate::model::{Anchor, AnchorState, Comment, Id, Link};
use crate::theme::{Icon, Role, TextRole};
use crate::ui::hidden_signs;
use crate::ui::typed::Typed;
use crate::words;

/// The passages that a node or link rests on.
pub(super) fn show_passages(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    tab: &Tab,
    on: &Id,
    anchors: &[Anchor],
) {
    if anchors.is_empty() {
        return;
    }
    form.section(ui, "inspector-passages");
    let is_node = tab.document().nodes().contains(on.as_str());
    for (index, anchor) in anchors.iter().enumerate() {
        show_quote(ui, form, &anchor.exact);
        let source = tab.document().sources().get(anchor.source.as_str());
        let title = source.map_or("", |source| source.title.as_str());
        let state = match anchor.state {
            Some(AnchorState::Moved) => words::say("passage-moved"),
            Some(AnchorState::Orphan) => words::say("passage-lost"),
            _ => "".into(),
        };
        let pages = source
            .zip(anchor.start.zip(anchor.end))
            .map(|(source, (start, end))| {
                let language = &tab.document().meta().language;
                name_pages(source, start, end, words::of_map(language))
            })
            .unwrap_or_default();
        let foot = [&*state, title, &pages]
            .into_iter()
            .filter(|part| !part.is_empty());
        let foot = foot.collect::<Vec<_>>().join(" · ");
        show_foot(ui, form, &foot, |ui, form| {
            let drop = words::say("inspector-passage-drop");
            let button = IconButton::new(&[(Icon::X, Role::SecondInk)], &drop);
            if button.show(ui, form.stage).clicked() {
                let on = on.clone();
                form.edit(Edit::RemoveAnchor { on, index });
            }
            let show = words::say("inspector-passage-show");
            let button = IconButton::new(&[(Icon::Eye, Role::SecondInk)], &show);
            if is_node && button.show(ui, form.stage).clicked() {
                form.stage.push(Action::ShowAnchor(on.clone(), index));
            }
        });
    }
}

/// The words of a passage behind a line, as a quotation is printed.
fn show_quote(ui: &mut Ui, form: &Form<'_, '_>, words: &str) {
    let quote = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (font, ink) = (form.stage.font(TextRole::Ui), form.stage.colour(Role::Ink));
    let margin = Margin {
        left: 12,
        ..Margin::ZERO
    };
    let response = Frame::new()
        .inner_margin(margin)
        .show(ui, |ui| directed::label(ui, &quote, font, ink))
        .response;
    let bar = response.rect.with_max_x(response.rect.left() + 2.0);
    ui.painter()
        .rect_filled(bar, 1.0, form.stage.colour(Role::BoxOutline));
}

/// A line in second ink with buttons at its right end.
fn show_foot<'f, 's>(
    ui: &mut Ui,
    form: &mut Form<'f, 's>,
    words: &str,
    buttons: impl FnOnce(&mut Ui, &mut Form<'f, 's>),
) {
    let room = vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        buttons(ui, form);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(12.0);
            let font = form.stage.font(TextRole::Small);
            let shown = directed::fit(ui, words, &font, ui.available_width());
            let shown = form.stage.text(TextRole::Small, Role::SecondInk, shown);
            let label = ui.add(Label::new(shown).truncate());
            label.accessible_name(words);
        });
    });
}

/// The remarks on a node or link, and a field for one more.
pub(super) fn show_comments(ui: &mut Ui, form: &mut Form<'_, '_>, on: &Id, comments: &[Comment]) {
    form.section(ui, "inspector-comments");
    for comment in comments.iter().filter(|comment| !comment.hidden) {
        show_comment(ui, form, on, comment);
    }
    let of = (form.fields.tab(), on.clone());
    let mut remark = form.fields.remarks.remove(&of).unwrap_or_default();
    let mut adds = false;
    form.row(ui, "inspector-comment-new", |ui, form| {
        let frame = Frame::new()
            .fill(form.stage.colour(Role::Card))
            .stroke(Stroke::new(1.0, form.stage.colour(Role::Hairline)))
            .corner_radius(form.stage.theme.shape().radii.control)
            .inner_margin(Margin::symmetric(7, 3));
        let add = words::say("add");
        let shown = TextEdit::singleline(&mut Typed(&mut remark))
            .id_salt("new remark")
            .desired_width((ui.available_width() - 56.0).max(0.0))
            .frame(frame)
            .show(ui);
        hidden_signs::mark_in_field(ui, form.stage, &shown, &remark);
        let response = shown.response.response;
        let is_blank = remark.trim().is_empty();
        let is_entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let is_pressed = ui
            .add_enabled(!is_blank, Button::new(add).min_size(vec2(48.0, 24.0)))
            .clicked();
        adds = !is_blank && (is_entered || is_pressed);
        response
    });
    if adds {
        form.edit(make_remark(on, &remark));
    } else if !remark.is_empty() {
        form.fields.remarks.insert(of, remark);
    }
}

fn show_comment(ui: &mut Ui, form: &mut Form<'_, '_>, on: &Id, comment: &Comment) {
    let ink = if comment.resolved {
        Role::SecondInk
    } else {
        Role::Ink
    };
    let (font, ink) = (form.stage.font(TextRole::Ui), form.stage.colour(ink));
    directed::label(ui, &comment.text, font, ink);
    let day = comment.created.as_str();
    let day = day.get(..10).unwrap_or(day);
    let mut foot = vec![comment.author.clone(), day.to_owned()];
    if comment.resolved {
        foot.push(words::say("inspector-comment-settled").into_owned());
    }
    foot.retain(|part| !part.is_empty());
    show_foot(ui, form, &foot.join(" · "), |ui, form| {
        let delete = words::say("inspector-comment-delete");
        let button = IconButton::new(&[(Icon::Trash, Role::SecondInk)], &delete);
        if button.show(ui, form.stage).clicked() {
            form.edit(Edit::RemoveComment {
                on: on.clone(),
                comment: comment.id.clone(),
            });
        }
        let (key, icon) = if comment.resolved {
            ("inspector-comment-reopen", Icon::Undo)
        } else {
            ("inspector-comment-settle", Icon::Check)
        };
        let settle = words::say(key);
        let icons = [(icon, Role::SecondInk)];
        let button = IconButton::new(&icons, &settle);
        if button.show(ui, form.stage).clicked() {
            form.edit(Edit::ResolveComment {
                on: on.clone(),
                comment: comment.id.clone(),
                resolved: !comment.resolved,
            });
        }
    });
}

/// A list of links, each with what is at its other end.
pub(super) fn show_links(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    tab: &Tab,
    key: &str,
    links: &[(&Link, Id)],
) {
    if links.is_empty() {
        return;
    }
    form.section(ui, key);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (link, other) in links {
            show_link(ui, form, tab, link, other);
        }
    });
}

/// The sign leads to the step, the words to what is at its other end.
fn show_link(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab, link: &Link, other: &Id) {
    let line = form.stage.theme.line(find_stroke(&link.relation));
    let room = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        let sign = line.sign.as_deref().unwrap_or("·");
        let sign = form.stage.text(TextRole::Section, line.role, sign);
        let chip = Button::new(sign)
            .fill(form.stage.colour(line.tint))
            .corner_radius(4)
            .min_size(vec2(24.0, 20.0));
        let relation = notation::relation_word(&link.relation);
        let name = words::say_with("inspector-step", &[("relation", relation.as_str().into())]);
        let chip = ui
            .scope(|ui| {
                ui.spacing_mut().button_padding = vec2(4.0, 0.0);
                ui.add(chip)
            })
            .inner;
        let chip = chip.accessible_name(name.as_str()).on_hover_text(name);
        if chip.clicked() {
            form.stage.push(Action::Select(Some(link.id.clone())));
        }
        show_end(ui, form, tab, other);
    });
}

/// The name of a node or link; a click selects it.
pub(super) fn show_end(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab, id: &Id) -> Response {
    let name = name_end(tab, id);
    let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
    let shown = directed::fit(ui, &name, &form.stage.font(TextRole::Ui), room);
    let text = form.stage.text(TextRole::Ui, Role::Ink, shown);
    let button = Button::new(text)
        .truncate()
        .frame_when_inactive(false)
        .min_size(vec2(0.0, 24.0));
    let response = ui.add(button).accessible_name(name.as_str());
    let response = response.on_hover_text(name);
    if response.clicked() {
        form.stage.push(Action::Select(Some(id.clone())));
    }
    response
}

/// A node is named by its wording, a step by its relation and the wording that it comes from.
fn name_end(tab: &Tab, id: &Id) -> String {
    let document = tab.document();
    let text_of = |id: &Id| {
        let node = document.nodes().get(id.as_str())?;
        Some(node.text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    if let Some(text) = text_of(id) {
        return if text.is_empty() {
            words::say("box-blank").into_owned()
        } else {
            text
        };
    }
    let link = document.links().get(id.as_str());
    let from = link.and_then(|link| text_of(link.from.first()?));
    let from = from.unwrap_or_else(|| id.to_string());
    words::say_with("reader-target-step", &[("name", from.into())])
}
