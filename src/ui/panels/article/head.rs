//! The head of the article: the articles to choose from, what is read, where captures go, and
//! what hangs open from its buttons.

use egui::{Align, Button, Frame, Label, Layout, Margin, Rect, RichText, Sense, Ui, vec2};

use super::super::super::Stage;
use super::super::super::control::{shorten, show_focus};
use super::super::super::directed;
use super::super::super::icon_button::IconButton;
use super::super::super::popover::Popover;
use super::contents::{self, Contents};
use super::{look, name_target, pane_id};
use crate::app::{Action, ReaderPopover, Tab, command};
use crate::model::Source;
use crate::theme::{Icon, Role, TextRole};
use crate::words;

/// What the head remembers between frames.
#[derive(Default)]
pub(super) struct Head {
    /// What hung open in the last frame.
    open: Option<ReaderPopover>,
    contents: Contents,
}

impl Head {
    /// Draws it above the text.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, source: &Source) {
        let anchor = show_head(ui, stage, tab, source);
        let open = stage.app.reader_popover;
        let is_fresh = open.is_some() && open != self.open;
        self.open = open;
        let Some(open) = open else { return };
        let closes = stage.app.dialog.is_some()
            || self.show_popover(ui, stage, (tab, open), anchor, is_fresh);
        if closes {
            stage.push(Action::CloseReaderPopover);
            ui.memory_mut(|memory| memory.request_focus(pane_id()));
        }
    }

    /// Gives whether it is to go.
    fn show_popover(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        (tab, open): (&Tab, ReaderPopover),
        anchor: Rect,
        is_fresh: bool,
    ) -> bool {
        let (key, width) = match open {
            ReaderPopover::Look => ("look-title", look::WIDTH),
            ReaderPopover::Contents => ("contents-title", contents::WIDTH),
        };
        let popover = Popover {
            name: &words::say(key),
            anchor,
            width,
        };
        let mut is_done = false;
        let is_left = popover.show(ui, stage, |ui, stage| match open {
            ReaderPopover::Look => look::show(ui, stage, is_fresh),
            ReaderPopover::Contents => {
                if let Some(text) = tab.picture.text() {
                    is_done = self.contents.show(ui, stage, tab, text, is_fresh);
                }
            }
        });
        is_left || is_done
    }
}

/// The articles to choose from, what is read, and where captures go.
fn show_head(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, source: &Source) -> Rect {
    let spacing = stage.theme.shape().spacing;
    let margin = Margin::symmetric(spacing.l as i8, spacing.s as i8);
    let shown = Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if tab.document().sources().len() > 1 {
            show_sources(ui, stage, tab);
        }
        let anchor = show_title(ui, stage, source);
        let byline = [&source.author, &source.publisher, &source.published];
        let byline: Vec<&str> = byline
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        if !byline.is_empty() {
            let byline = stage.text(TextRole::Small, Role::SecondInk, byline.join(" · "));
            ui.add(Label::new(byline).truncate());
        }
        show_target(ui, stage, tab);
        anchor
    });
    let line = ui.cursor().top();
    let stroke = egui::Stroke::new(1.0, stage.colour(Role::Hairline));
    ui.painter().hline(ui.max_rect().x_range(), line, stroke);
    ui.add_space(1.0);
    shown.inner
}

/// The title, and the buttons at its right end. Gives where the buttons are.
fn show_title(ui: &mut Ui, stage: &mut Stage<'_>, source: &Source) -> Rect {
    let room = vec2(ui.available_width(), 24.0);
    let shown = ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let look = show_look_button(ui, stage);
        let anchor = look.union(show_button(ui, stage, "contents", Icon::List));
        show_button(ui, stage, "article-details", Icon::Info);
        ui.add_space(6.0);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let title = if source.title.is_empty() {
                words::say("reader-article").into_owned()
            } else {
                source.title.clone()
            };
            let font = stage.font(TextRole::Section);
            let shown = directed::fit(ui, &title, &font, ui.available_width());
            let shown = stage.text(TextRole::Section, Role::Ink, shown);
            let label = ui.add(Label::new(shown).truncate());
            label.accessible_name(title);
        });
        anchor
    });
    shown.inner
}

/// A button for a command, with its icon. Gives where it is.
fn show_button(ui: &mut Ui, stage: &mut Stage<'_>, id: &str, icon: Icon) -> Rect {
    let Some(command) = command::find(id) else {
        return Rect::NOTHING;
    };
    let title = command.title();
    let key = command.key_text();
    let tip = if key.is_empty() {
        title.clone().into_owned()
    } else {
        format!("{title} ({key})")
    };
    let is_on = command.is_on.is_some_and(|is_on| is_on(stage.app));
    let icons = [(icon, Role::SecondInk)];
    let button = IconButton::new(&icons, &title).tip(&tip).on(is_on);
    let response = button.show(ui, stage);
    if response.clicked() {
        stage.push(Action::Run(command.id));
    }
    response.rect
}

fn show_look_button(ui: &mut Ui, stage: &mut Stage<'_>) -> Rect {
    let Some(command) = command::find("reading-look") else {
        return Rect::NOTHING;
    };
    let is_on = stage.app.reader_popover == Some(ReaderPopover::Look);
    let letters = stage.text(TextRole::Ui, Role::SecondInk, words::say("look-button"));
    let button = Button::selectable(is_on, letters)
        .frame_when_inactive(is_on)
        .min_size(vec2(28.0, 24.0));
    let response = ui.add(button);
    show_focus(ui, stage, &response);
    let title = command.title();
    let tip = format!("{title} ({})", command.key_text());
    let response = response.accessible_name(title.as_ref()).on_hover_text(tip);
    if response.clicked() {
        stage.push(Action::Run(command.id));
    }
    response.rect
}

fn show_sources(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    ui.horizontal_wrapped(|ui| {
        for source in tab.document().sources() {
            let is_shown = tab.reading.source.as_ref() == Some(&source.id);
            let ink = if is_shown { Role::Ink } else { Role::SecondInk };
            let name = shorten(&source.title, 28);
            let name = stage.text(TextRole::Ui, ink, name);
            let button = Button::selectable(is_shown, name).frame_when_inactive(is_shown);
            let response = ui.add(button).on_hover_text(&source.title);
            if response.clicked() && !is_shown {
                stage.push(Action::ShowSource(source.id.clone()));
            }
        }
    });
    ui.add_space(4.0);
}

fn show_target(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    let target = tab
        .target
        .as_ref()
        .and_then(|id| Some((id, name_target(tab, id)?)));
    let Some((id, name)) = target else {
        let none = words::say("reader-target-none");
        let none = stage.text(TextRole::Small, Role::SecondInk, none);
        ui.add(Label::new(none).truncate());
        return;
    };
    let room = vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        let clear = words::say("reader-target-clear");
        let clear = IconButton::new(&[(Icon::X, Role::SecondInk)], &clear);
        if clear.show(ui, stage).clicked() {
            stage.push(Action::Aim(None));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let icon = stage.icon(Icon::Target, Role::Accent);
            ui.add(Label::new(icon).selectable(false));
            let line = words::say_with("reader-target", &[("name", name.as_str().into())]);
            let font = stage.font(TextRole::Ui);
            let shown = directed::fit(ui, &line, &font, ui.available_width());
            let shown: RichText = stage.text(TextRole::Ui, Role::Accent, shown);
            let label = Label::new(shown).truncate().sense(Sense::click());
            let response = ui
                .add(label)
                .accessible_name(&*line)
                .on_hover_cursor(egui::CursorIcon::PointingHand)
                .on_hover_text(format!("{}: {name}", words::say("reader-target-show")));
            if response.clicked() {
                let is_node = tab.document().nodes().contains(id.as_str());
                stage.push(if is_node {
                    Action::GoToPassageOwner(id.clone())
                } else {
                    Action::Select(Some(id.clone()))
                });
            }
        });
    });
}
