//! The article beside the map: glue between the article pane and the program. What a passage is
//! used for comes from the program; what is done to the text goes back to it as actions.

mod capture_bar;
mod contents;
mod correction;
mod doubts;
mod guide;
mod head;
mod links;
mod look;
mod page;
mod zoom;

use std::collections::BTreeMap;

use egui::{Align, Button, Frame, Id, Label, Layout, Margin, Ui};

use super::super::Stage;
use super::super::icon_button::IconButton;
use super::super::reader::{ReaderEvent, ReaderOutput, ReaderState, ReaderView};
use crate::app::{Action, Gesture, PanelId, Passage, Tab};
use crate::model::{self, Source};
use crate::text::Span;
use crate::theme::{Icon, Role, TextRole};
use crate::words;
use correction::CorrectionField;
use head::Head;
use page::{Hits, OWNERLESS, PageContent};
use zoom::Zoom;

/// How long a passage that was gone to is pointed out, in seconds.
const FLASH_SECONDS: f64 = 1.0;

/// The article panel: what it remembers between frames.
#[derive(Default)]
pub struct ArticlePanel {
    /// By the key of the tab and the id of the article.
    desks: BTreeMap<(u64, model::Id), Desk>,
    content: PageContent,
    hits: Hits,
    correction: CorrectionField,
    head: Head,
    zoom: Zoom,
    /// What decided in the last frame whether the pane is to have the keyboard.
    claim: Option<Claim>,
}

/// One article as it lies open.
#[derive(Default)]
struct Desk {
    reader: ReaderState,
    /// The selection that pane and program last agreed upon.
    agreed: Option<Span>,
    flash: Option<(Span, f64)>,
}

/// Whoever could have the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Claim {
    tab: u64,
    has_focus: bool,
    is_typing: bool,
    has_dialog: bool,
    is_finding: bool,
    has_popover: bool,
}

/// The widget that is the article's text; it has the keyboard while the reader is used.
pub fn pane_id() -> Id {
    Id::unique("article pane")
}

impl ArticlePanel {
    /// Draws the panel into all the room that is left.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let room = ui.available_rect_before_wrap();
        ui.painter()
            .rect_filled(room, 0.0, stage.colour(Role::Paper));
        let open: Vec<u64> = stage.app.tabs().iter().map(|tab| tab.key).collect();
        self.desks.retain(|(tab, _), _| open.contains(tab));
        let Some(tab) = stage.app.tab() else {
            show_empty(ui, stage);
            return;
        };
        self.zoom.follow(ui, stage, room);
        let source = tab.reading.source.as_ref();
        let source = source.and_then(|id| tab.document().sources().get(id.as_str()));
        let Some(source) = source.cloned() else {
            show_empty(ui, stage);
            return;
        };
        self.head.show(ui, stage, tab, &source);
        doubts::show(ui, stage, tab);
        self.show_text(ui, stage, tab, &source);
    }

    fn show_text(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, source: &Source) {
        let Some(text) = tab.picture.text().cloned() else {
            return;
        };
        self.content.refresh(stage, tab, source, &text);
        if tab.reading.only_unmapped {
            show_filter(ui, stage, tab);
            if tab.picture.n_unmapped() == 0 {
                return;
            }
        }
        guide::show(ui, stage, tab);
        let desk = self.desks.entry((tab.key, source.id.clone())).or_default();
        desk.follow(tab);
        let now = ui.input(|input| input.time);
        if let Some(wish) = tab.reading.wish {
            desk.reader.scroll_to(wish.start.0);
            // Who goes to a place by name goes on from there by keys.
            let caret = tab.reading.caret.filter(|caret| caret.start == wish.start);
            if let Some(caret) = caret.filter(|_| tab.reading.selection.is_none()) {
                desk.reader.select(caret.range());
            }
            let is_still = stage.app.reduces_motion();
            desk.flash = (!is_still).then_some((wish, now + FLASH_SECONDS));
            stage.push(Action::PassageShown);
        }
        let flash = desk.flash.filter(|&(_, until)| now < until);
        if let Some((_, until)) = flash {
            let left = std::time::Duration::from_secs_f64(until - now);
            ui.ctx().request_repaint_after(left);
        }
        let correction = tab.reading.correction.as_ref();
        let correction = correction.filter(|correction| correction.source == source.id);
        let current_hit = self.hits.refresh(tab, &source.id);
        let label = words::say("reader-article");
        let view = ReaderView {
            id: pane_id(),
            label: &label,
            key: self.content.key,
            text: &text.text,
            parts: &self.content.parts,
            tints: &self.content.tints,
            marks: &self.content.marks,
            hits: &self.hits.spans,
            current_hit,
            flash: flash.map(|(span, _)| span.range()),
            handles: find_handles(tab).map(|passage| passage.span.range()),
            watched: correction.map(|correction| correction.span.start.0),
            colours: page::colours(stage),
            look: page::look(stage),
            numbers: &self.content.numbers,
        };
        let room = ui.available_rect_before_wrap();
        let output = view.show(ui, &mut desk.reader);
        let opens_link = links::follow(ui, stage, tab, &output);
        desk.report(stage, &output, &self.content.owners, opens_link);
        if let Some(at) = output.reading.filter(|&at| at != tab.reading.at) {
            stage.push(Action::ReadAt(at));
        }
        follow_focus(&mut self.claim, stage, tab, &output);
        match correction.zip(output.watched_rect) {
            Some((correction, place)) => {
                self.correction.show(ui, stage, correction, place, room);
            }
            None => self.correction.rest(),
        }
        let is_at_rest = output.carried.is_none() && !ui.input(|input| input.pointer.any_down());
        let is_pressing_bar = capture_bar::is_under_pointer(ui.ctx());
        if tab.wording.is_none()
            && correction.is_none()
            && tab.reading.selection.is_some()
            && (is_at_rest || is_pressing_bar)
            && let Some(rect) = output.selection_rect
        {
            capture_bar::show(ui, stage, rect, room);
        }
    }
}

impl Desk {
    /// Takes over a selection that was made elsewhere.
    fn follow(&mut self, tab: &Tab) {
        let wanted = tab.reading.selection;
        if wanted == self.agreed {
            return;
        }
        self.agreed = wanted;
        match wanted {
            Some(span) => self.reader.select(span.range()),
            None => self.reader.clear_selection(),
        }
    }

    /// Hands on what was done to the text.
    fn report(
        &mut self,
        stage: &mut Stage<'_>,
        output: &ReaderOutput,
        owners: &[model::Id],
        opens_link: bool,
    ) {
        for event in &output.events {
            match event {
                ReaderEvent::SelectionSettled(bytes) => {
                    let span = Span::new(bytes.start, bytes.end);
                    self.agreed = Some(span);
                    stage.push(Action::SelectPassage(Some(span)));
                }
                ReaderEvent::SelectionCleared => {
                    self.agreed = None;
                    stage.push(Action::SelectPassage(None));
                }
                ReaderEvent::CaretMoved(byte) => {
                    stage.push(Action::MoveCaret(Some(Span::new(*byte, *byte))));
                }
                // A link that is opened lies within a passage by chance.
                ReaderEvent::TintClicked(_) if opens_link => {}
                ReaderEvent::TintClicked(keys) => {
                    let own = keys.iter().filter(|key| **key != OWNERLESS);
                    let own: Vec<&model::Id> =
                        own.filter_map(|&key| owners.get(key as usize)).collect();
                    // Where passages lie over one another, clicking again goes on to the next.
                    let lead = stage.app.tab().and_then(Tab::lead);
                    let at = own.iter().position(|owner| Some(*owner) == lead);
                    let next = at.map_or(0, |at| (at + 1) % own.len());
                    if let Some(&owner) = own.get(next) {
                        // The target is what was selected before the text was clicked.
                        if stage.app.focus != PanelId::Reader {
                            stage.push(Action::Focus(PanelId::Reader));
                        }
                        stage.push(Action::GoToPassageOwner(owner.clone()));
                        // Only the map moves: the text stays under the pointer.
                        stage.push(Action::PassageShown);
                    }
                }
                ReaderEvent::Reshaped(bytes) => {
                    let tab = stage.app.tab();
                    if let Some(passage) = tab.and_then(find_handles) {
                        let span = Span::new(bytes.start, bytes.end);
                        let (node, index) = (passage.node.clone(), passage.index);
                        stage.push(Action::ShapePassage(node, index, span));
                    }
                }
                ReaderEvent::Clicked(_)
                | ReaderEvent::Copied(_)
                | ReaderEvent::DragStarted(_)
                | ReaderEvent::Dropped(_) => {}
            }
        }
        // Where the pointer is on the map, and what a release means there, is the canvas' part.
        if let Some(carried) = &output.carried {
            let span = Span::new(carried.bytes.start, carried.bytes.end);
            let is_known = matches!(
                stage.app.tab().and_then(|tab| tab.gesture.as_ref()),
                Some(Gesture::Passage { span: known, .. }) if *known == span
            );
            if !is_known {
                let gesture = Gesture::Passage { span, at: None };
                stage.push(Action::SetGesture(Some(gesture)));
            }
        }
    }
}

/// The program's idea of who has the keyboard and the toolkit's are kept the same.
fn follow_focus(
    before: &mut Option<Claim>,
    stage: &mut Stage<'_>,
    tab: &Tab,
    output: &ReaderOutput,
) {
    let now = Claim {
        tab: tab.key,
        has_focus: stage.app.focus == PanelId::Reader,
        is_typing: tab.wording.is_some() || tab.reading.correction.is_some(),
        has_dialog: stage.app.dialog.is_some(),
        is_finding: tab.find.is_open,
        has_popover: stage.app.reader_popover.is_some(),
    };
    let opens_find = now.is_finding && before.is_some_and(|before| !before.is_finding);
    let is_due = *before != Some(now) && now.has_focus;
    // Who asks to find while a box is worded is in the field for it before the wording has ended.
    let has_field = opens_find || output.response.ctx.text_edit_focused();
    if is_due && !now.is_typing && !now.has_dialog && !now.has_popover && !has_field {
        output.response.request_focus();
    }
    *before = Some(now);
    if output.response.gained_focus() && !now.has_focus {
        stage.push(Action::Focus(PanelId::Reader));
    }
}

/// The passage whose ends have handles: the one at hand, if its box is selected and nothing else
/// is under way.
fn find_handles(tab: &Tab) -> Option<&Passage> {
    let is_busy = tab.reading.selection.is_some()
        || tab.reading.correction.is_some()
        || tab.wording.is_some()
        || tab.editor.is_read_only();
    let passage = tab.passage_at_hand().filter(|_| !is_busy)?;
    (tab.lead() == Some(&passage.node)).then_some(passage)
}

/// Says that only what is not mapped is shown, with the way back.
fn show_filter(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    let frame = Frame::new()
        .fill(stage.colour(Role::SelectionTint))
        .inner_margin(Margin::symmetric(12, 2));
    frame.show(ui, |ui| {
        let room = egui::vec2(ui.available_width(), 24.0);
        ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
            let all = words::say("reader-show-all");
            let all = IconButton::new(&[(Icon::X, Role::SecondInk)], &all);
            if all.show(ui, stage).clicked() {
                stage.push(Action::Run("only-unmapped"));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let n = tab.picture.n_unmapped() as i64;
                let text = words::say_with("reader-only-unmapped", &[("n", n.into())]);
                let text = stage.text(TextRole::Small, Role::Ink, text);
                ui.add(Label::new(text).truncate());
            });
        });
    });
}

/// A box is named by its wording, a step by the wording that it comes from.
pub(super) fn name_target(tab: &Tab, id: &model::Id) -> Option<String> {
    let document = tab.document();
    if let Some(node) = document.nodes().get(id.as_str()) {
        return Some(node.text.lines().collect::<Vec<_>>().join(" "));
    }
    let link = document.links().get(id.as_str())?;
    let from = document.nodes().get(link.from.first()?.as_str())?;
    Some(words::say_with(
        "reader-target-step",
        &[("name", from.text.as_str().into())],
    ))
}

fn show_empty(ui: &mut Ui, stage: &mut Stage<'_>) {
    if stage.app.reader_popover.is_some() {
        stage.push(Action::CloseReaderPopover);
    }
    let room = ui.available_size();
    ui.vertical_centered(|ui| {
        ui.add_space((room.y * 0.32).max(16.0).floor());
        ui.set_max_width((room.x - 48.0).clamp(80.0, 320.0));
        let icon = super::super::theme::icon(Icon::BookOpen, 32.0);
        ui.add(Label::new(icon.color(stage.colour(Role::SecondInk))).selectable(false));
        ui.add_space(12.0);
        ui.label(stage.text(TextRole::Title, Role::Ink, words::say("reader-empty")));
        ui.add_space(4.0);
        let help = words::say("reader-empty-help");
        ui.label(stage.text(TextRole::Ui, Role::SecondInk, help));
        ui.add_space(16.0);
        let opens = if stage.app.tab().is_some() {
            "add-article"
        } else {
            "open"
        };
        for (id, name) in [
            (opens, "start-open-article"),
            ("paste-article", "start-paste"),
        ] {
            let command = crate::app::command::find(id);
            let refusal = command.and_then(|command| (command.check)(stage.app).err());
            let button = Button::new(words::say(name))
                .min_size(egui::vec2(160.0, 28.0))
                .stroke(egui::Stroke::new(1.0, stage.colour(Role::Hairline)));
            let response = ui.add_enabled(refusal.is_none(), button);
            let response = match refusal {
                Some(why) => response.on_disabled_hover_text(words::say(why)),
                None => response,
            };
            if response.clicked() {
                stage.push(Action::Run(id));
            }
            ui.add_space(4.0);
        }
    });
}
