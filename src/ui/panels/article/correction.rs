//! The field in which a paragraph of the article is corrected, over the paragraph itself.

use egui::text::{CCursor, CCursorRange, LayoutJob};
use egui::{
    Event, EventFilter, FontId, Id, Key, KeyboardShortcut, Margin, Modifiers, Rect, ScrollArea,
    Stroke, TextBuffer, TextEdit, TextFormat, Ui, UiBuilder, vec2,
};

use super::super::super::Stage;
use super::super::super::composition::Composition;
use super::super::super::theme;
use crate::app::{Action, Correction};
use crate::theme::Role;
use crate::ui::hidden_signs;
use crate::ui::typed::Typed;
use crate::words;

/// What the field remembers between frames.
#[derive(Default)]
pub(super) struct CorrectionField {
    /// The paragraph that was given the keyboard.
    begun: Option<(crate::model::Id, usize)>,
    composition: Composition,
}

impl CorrectionField {
    /// Forgets the paragraph: nothing is being corrected.
    pub fn rest(&mut self) {
        self.begun = None;
    }

    /// Draws the field over its paragraph, within `room`. `place` is the paragraph on the screen.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        correction: &Correction,
        place: Rect,
        room: Rect,
    ) {
        let id = Id::unique("correction of the article");
        let begun = Some((correction.source.clone(), correction.span.start.0));
        let is_new = self.begun != begun;
        if is_new {
            self.begun = begun;
            self.composition = Composition::default();
            begin(ui, id);
        }
        // While an input method is composing, Enter and Escape are its own.
        let is_composing = self.composition.follow(ui);
        let had_focus = !is_new && ui.memory(|memory| memory.has_focus(id));
        let end = if had_focus && !is_composing {
            take_end(ui)
        } else {
            None
        };
        let mut draft = correction.draft.clone();
        let response = field_ui(ui, stage, (id, place, room), &mut draft);
        if response.changed() {
            stage.push(Action::DraftCorrection(draft));
        }
        let end = end.or((response.lost_focus() && !is_new).then_some(Action::KeepCorrection));
        if let Some(end) = end {
            stage.push(end);
            self.begun = None;
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
    }
}

fn begin(ui: &Ui, id: Id) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let start = CCursor::new(0);
    state.cursor.set_char_range(Some(CCursorRange::one(start)));
    state.clear_undoer();
    TextEdit::store_state(ui.ctx(), id, state);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// Takes the key that ends the correction out of the input.
fn take_end(ui: &Ui) -> Option<Action> {
    let mut end = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            if let Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } = event
                && end.is_none()
            {
                end = match key {
                    Key::Enter if !modifiers.shift => Some(Action::KeepCorrection),
                    Key::Escape if !modifiers.any() => Some(Action::DropCorrection),
                    _ => None,
                };
                return end.is_none();
            }
            true
        });
    });
    end
}

fn field_ui(
    ui: &mut Ui,
    stage: &Stage<'_>,
    (id, place, room): (Id, Rect, Rect),
    draft: &mut String,
) -> egui::Response {
    let (margin, rim) = (6.0, 2.0);
    let field = place.expand(margin + rim);
    let height = field.height().min(room.height() - 2.0 * margin);
    let top = field
        .top()
        .min(room.bottom() - height - margin)
        .max(room.top() + margin);
    let at = Rect::from_min_size(egui::pos2(field.left(), top), vec2(field.width(), height));
    // As the page sets its lines, so that nothing moves when the field comes up.
    let look = super::page::look(stage);
    let font = FontId::new(look.size, theme::family(look.faces().0));
    let line = look.line();
    let frame = egui::Frame::new()
        .fill(stage.colour(Role::Card))
        .stroke(Stroke::new(rim, stage.colour(Role::Accent)))
        .corner_radius(stage.theme.shape().radii.control)
        .inner_margin(Margin::same(margin as i8));
    let highest = (room.bottom() - margin - at.top()).max(height);
    let builder = UiBuilder::new().max_rect(Rect::from_min_size(at.min, vec2(at.width(), highest)));
    ui.scope_builder(builder, |ui| {
        let scroll = ScrollArea::vertical().max_height(highest).auto_shrink(true);
        let shown = scroll.show(ui, |ui| {
            let mut layout = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
                let format = TextFormat {
                    line_height: Some(line),
                    ..TextFormat::simple(font.clone(), stage.colour(Role::Ink))
                };
                let mut job = LayoutJob::single_section(text.as_str().to_owned(), format);
                job.wrap.max_width = width;
                ui.fonts_mut(|fonts| fonts.layout_job(job))
            };
            let mut typed = Typed(draft);
            let edit = TextEdit::multiline(&mut typed)
                .id(id)
                .layouter(&mut layout)
                .frame(frame)
                .desired_rows(1)
                .min_size(vec2(at.width(), height))
                .desired_width(place.width())
                .return_key(Some(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter)))
                .event_filter(EventFilter {
                    tab: false,
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    escape: true,
                });
            let shown = edit.show(ui);
            hidden_signs::mark_in_field(ui, stage, &shown, draft);
            let response = shown.response.response;
            response.accessible_name(words::say("correction-field"))
        });
        shown.inner
    })
    .inner
}
