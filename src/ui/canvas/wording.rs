//! The wording of a box, edited where it stands.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Context, Event, EventFilter, Id, Key, KeyboardShortcut, Modifiers, Pos2, Rect, ScrollArea,
    TextEdit, Ui, UiBuilder,
};

use super::Frame;
use crate::app::{Action, PanelId, Wording};
use crate::theme::{Role, TextRole};
use crate::ui::composition::Composition;
use crate::ui::hidden_signs;
use crate::ui::typed::Typed;
use crate::ui::{Stage, keys, theme};
use crate::words;

/// The smallest field that can be typed in, in screen points.
const LEAST: egui::Vec2 = egui::vec2(220.0, 40.0);

/// The editing field: which wording has already been given the focus.
#[derive(Default)]
pub struct WordingField {
    begun: Option<crate::model::Id>,
    composition: Composition,
    /// How high the field was last, in screen points: it grows with what is typed.
    height: f32,
}

impl WordingField {
    /// Draws the field over its box, if a wording is open and the outline does not have it. Gives
    /// what was typed, in this frame, after the key that ended it.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, frame: &Frame<'_>) -> Vec<Event> {
        let in_outline =
            stage.app.focus == PanelId::Outline && stage.app.is_shown(PanelId::Outline);
        let Some(wording) = frame.tab.wording.as_ref().filter(|_| !in_outline) else {
            self.begun = None;
            return Vec::new();
        };
        let Some(rect) = frame.tab.picture.box_of(&wording.node) else {
            return Vec::new();
        };
        let id = Id::unique("wording on the map");
        let is_new = self.begun.as_ref() != Some(&wording.node);
        if is_new {
            begin(ui.ctx(), id, wording);
            self.begun = Some(wording.node.clone());
            self.composition = Composition::default();
            self.height = 0.0;
        }
        // Only what was focused can lose its focus to something else.
        let had_focus = !is_new && ui.memory(|memory| memory.has_focus(id));
        // While an input method is composing, Enter, Tab and Escape are its own.
        let is_composing = self.composition.follow(ui);
        let (end, late) = if had_focus && !is_composing {
            take_end(ui)
        } else {
            (None, Vec::new())
        };
        let field = find_place(frame, rect, self.height);
        let least = frame.rect_to_screen(rect).height().max(LEAST.y);
        let mut draft = wording.draft.clone();
        let response = field_ui(ui, stage, frame, (id, field, least), &mut draft);
        // Next time it stands so that all of it is in sight.
        if (response.rect.height() - self.height).abs() > 0.5 {
            self.height = response.rect.height();
            ui.ctx().request_repaint();
        }
        if response.changed() {
            stage.push(Action::DraftWording(draft));
        }
        let end = end.or((response.lost_focus() && !is_new).then_some(Action::KeepWording(false)));
        if let Some(end) = end {
            stage.push(end);
            self.begun = None;
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
        late
    }
}

/// Takes the key that ends the editing out of the input, and what was typed after it: Enter keeps,
/// with Control it aims as well, Escape drops; Tab keeps too and leaves the keyboard to the map.
fn take_end(ui: &Ui) -> (Option<Action>, Vec<Event>) {
    let mut end = None;
    let mut late = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            if end.is_some() {
                let is_typed = keys::is_typed(event);
                if is_typed {
                    late.push(event.clone());
                }
                return !is_typed;
            }
            if let Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } = event
            {
                end = find_end(*key, *modifiers);
            }
            end.is_none()
        });
    });
    (end, late)
}

/// What a key does that ends the editing.
fn find_end(key: Key, modifiers: Modifiers) -> Option<Action> {
    match key {
        Key::Enter if modifiers.command => Some(Action::KeepWording(true)),
        Key::Enter | Key::Tab if !modifiers.any() => Some(Action::KeepWording(false)),
        Key::Escape if !modifiers.any() => Some(Action::DropWording),
        _ => None,
    }
}

/// Gives the field the focus and selects everything, so that typing replaces it.
fn begin(ctx: &Context, id: Id, wording: &Wording) {
    let mut state = TextEdit::load_state(ctx, id).unwrap_or_default();
    let end = CCursor::new(wording.draft.chars().count());
    state
        .cursor
        .set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.clear_undoer();
    TextEdit::store_state(ctx, id, state);
    ctx.memory_mut(|memory| memory.request_focus(id));
}

/// Where the field stands: on its box, never smaller than can be typed in, always in sight.
fn find_place(frame: &Frame<'_>, rect: [f32; 4], height: f32) -> Rect {
    let on_screen = frame.rect_to_screen(rect);
    let room = frame.bounds.shrink(8.0);
    let size = on_screen.size().max(LEAST).max(egui::vec2(0.0, height));
    let size = size.min(room.size().max(LEAST));
    let mut min = on_screen.min;
    min.x = min.x.min(room.right() - size.x).max(room.left());
    min.y = min.y.min(room.bottom() - size.y).max(room.top());
    Rect::from_min_size(Pos2::new(min.x, min.y), size)
}

fn field_ui(
    ui: &mut Ui,
    stage: &Stage<'_>,
    frame: &Frame<'_>,
    (id, place, smallest_height): (Id, Rect, f32),
    draft: &mut String,
) -> egui::Response {
    let style = stage.theme.text(TextRole::Box);
    let size = (style.size * frame.camera.zoom).clamp(11.0, 32.0);
    let font = egui::FontId::new(size, theme::family(style.face));
    let margin = egui::Margin::symmetric(10, 8);
    let frame_of_field = egui::Frame::new()
        .fill(stage.colour(Role::Card))
        .stroke(egui::Stroke::new(2.0, stage.colour(Role::Accent)))
        .corner_radius(8.0)
        .inner_margin(margin);
    let room = frame.bounds.shrink(8.0);
    let highest = room.height().max(place.height());
    let builder = UiBuilder::new().max_rect(Rect::from_min_size(
        place.min,
        egui::vec2(place.width(), highest),
    ));
    let shown = |ui: &mut Ui| {
        let new_line = KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter);
        let mut typed = Typed(draft);
        let edit = TextEdit::multiline(&mut typed)
            .id(id)
            .font(font)
            .frame(frame_of_field)
            .desired_rows(1)
            .min_size(egui::vec2(place.width(), smallest_height))
            .desired_width(place.width() - 4.0)
            .return_key(Some(new_line))
            .event_filter(EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            })
            .hint_text(words::say("wording.hint"));
        let output = edit.show(ui);
        hidden_signs::mark_in_field(ui, stage, &output, draft);
        let response = output.response.response.clone();
        response.accessible_name(words::say("inspector-text"))
    };
    ui.scope_builder(builder, |ui| {
        let scroll = ScrollArea::vertical().max_height(highest).auto_shrink(true);
        scroll.show(ui, shown).inner
    })
    .inner
}
