//! The pointer: pressing and dragging selects, on the selection it picks the selection up.

use std::ops::Range;

use egui::{CursorIcon, Pos2, Ui};

use super::events::{Carried, ReaderEvent, ReaderOutput};
use super::margin::gutter_width;
use super::page::{BAR, Page};
use super::state::Gesture;

/// Points per second that the text scrolls for each point that the pointer is outside.
const AUTOSCROLL: f32 = 12.0;

/// How far left of the column the margin begins, in points.
const MARGIN: f32 = 6.0;

/// The fastest scrolling while selecting, in points per second.
const FASTEST_AUTOSCROLL: f32 = 2400.0;

/// Follows the pointer through press, drag, release and repeated clicks.
pub(super) fn handle_pointer(page: &mut Page<'_>, ui: &Ui, output: &mut ReaderOutput) {
    let response = output.response.clone();
    let (pressed, down, shift, escape, dt) = ui.input(|input| {
        (
            input.pointer.primary_pressed(),
            input.pointer.primary_down(),
            input.modifiers.shift,
            input.key_pressed(egui::Key::Escape),
            input.stable_dt.min(0.1),
        )
    });
    let place = response.interact_pointer_pos();
    if escape {
        page.state.gesture = Gesture::None;
    }
    if pressed
        && response.is_pointer_button_down_on()
        && let Some(place) = place
    {
        response.request_focus();
        press(page, place, shift);
    } else if down && let Some(place) = place {
        drag(page, ui, place, dt, output);
    }
    if !down {
        release(
            page,
            place.or_else(|| ui.input(|input| input.pointer.latest_pos())),
            output,
        );
    }
    // A press and its release may come in one frame; the text takes the keys all the same.
    if response.clicked() {
        response.request_focus();
    }
    if response.triple_clicked() {
        select_piece(page, place, Page::sentence_at);
    } else if response.double_clicked() {
        select_piece(page, place, Page::word_at);
    } else if response.clicked() && !shift && place.is_none_or(|at| page.handle_at(at).is_none()) {
        click(page, place, output);
    }
    hover(page, ui, output);
}

fn press(page: &mut Page<'_>, place: Pos2, shift: bool) {
    let Some(byte) = page.byte_near(place) else {
        return;
    };
    page.state.goal_x = None;
    if let Some((bytes, end)) = page.handle_at(place) {
        page.state.gesture = Gesture::Shaping(bytes, end);
        return;
    }
    page.state.gesture = match page.state.selected() {
        Some(selected) if !shift && is_over(page, place, &selected) => Gesture::Held(selected),
        _ => {
            page.move_caret(byte, shift && page.state.selection.is_some());
            Gesture::Selecting
        }
    };
}

fn drag(page: &mut Page<'_>, ui: &Ui, place: Pos2, dt: f32, output: &mut ReaderOutput) {
    let moved = ui.input(|input| input.pointer.is_decidedly_dragging());
    match page.state.gesture.clone() {
        Gesture::Selecting if moved => {
            let (top, bottom) = (page.bounds.top(), page.bounds.bottom());
            let outside = (place.y - bottom).max(0.0) - (top - place.y).max(0.0);
            if outside != 0.0 {
                let speed = outside * AUTOSCROLL;
                page.scroll_by(speed.clamp(-FASTEST_AUTOSCROLL, FASTEST_AUTOSCROLL) * dt);
                ui.request_repaint();
            }
            if let Some(byte) = page.byte_near(page.find_nearest(place)) {
                page.move_caret(byte, true);
            }
        }
        Gesture::Held(bytes) if moved => {
            output.events.push(ReaderEvent::DragStarted(bytes.clone()));
            output.carried = Some(Carried {
                bytes: bytes.clone(),
                pointer: place,
            });
            page.state.gesture = Gesture::Carrying(bytes);
        }
        Gesture::Shaping(..) => {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
            page.shape_to(place);
        }
        Gesture::Carrying(bytes) => {
            ui.set_cursor_icon(CursorIcon::Grabbing);
            output.carried = Some(Carried {
                bytes,
                pointer: place,
            });
        }
        _ => {}
    }
}

fn release(page: &mut Page<'_>, place: Option<Pos2>, output: &mut ReaderOutput) {
    match std::mem::take(&mut page.state.gesture) {
        Gesture::Carrying(bytes) => {
            if let Some(pointer) = place {
                output.carried = Some(Carried {
                    bytes: bytes.clone(),
                    pointer,
                });
            }
            output.events.push(ReaderEvent::Dropped(bytes));
        }
        Gesture::Shaping(bytes, _) if page.view.handles.as_ref() != Some(&bytes) => {
            output.events.push(ReaderEvent::Reshaped(bytes));
        }
        _ => {}
    }
}

fn select_piece<'a>(
    page: &mut Page<'a>,
    place: Option<Pos2>,
    piece: fn(&mut Page<'a>, usize) -> Range<usize>,
) {
    let byte = place.and_then(|place| page.byte_under(place).or_else(|| page.byte_near(place)));
    if let Some(byte) = byte {
        let bytes = piece(page, byte);
        page.select(&bytes);
    }
}

/// A single click, or Enter on the focused pane, which has no place.
fn click(page: &mut Page<'_>, place: Option<Pos2>, output: &mut ReaderOutput) {
    let byte = match place {
        Some(place) => {
            let Some(near) = page.byte_near(place) else {
                return;
            };
            // A click in the margin means the paragraph beside it.
            let block = page.find_block(near);
            let gutter = gutter_width(page.ctx, page.view);
            if (MARGIN..gutter).contains(&(page.left - place.x))
                && let Some(block) = page.block(block)
            {
                let bytes = block.bytes.clone();
                page.select(&bytes);
                return;
            }
            page.move_caret(near, false);
            page.byte_under(place)
        }
        None => page.state.caret(),
    };
    let Some(byte) = byte else { return };
    output.events.push(ReaderEvent::Clicked(byte));
    let keys = page.state.sections.keys_at(byte);
    if !keys.is_empty() {
        output.events.push(ReaderEvent::TintClicked(keys.to_vec()));
    }
}

fn hover(page: &Page<'_>, ui: &Ui, output: &mut ReaderOutput) {
    let Some(place) = output.response.hover_pos() else {
        return;
    };
    if place.x >= page.bounds.right() - BAR || page.state.gesture != Gesture::None {
        return;
    }
    let byte = page.byte_under(place);
    output.hovered_byte = byte;
    if let Some(byte) = byte {
        output.hovered = page.state.sections.keys_at(byte).to_vec();
    }
    let on_selection = page
        .state
        .selected()
        .is_some_and(|selected| is_over(page, place, &selected));
    let icon = if page.handle_at(place).is_some() {
        CursorIcon::ResizeHorizontal
    } else if on_selection {
        CursorIcon::Grab
    } else if output.hovered.is_empty() {
        CursorIcon::Text
    } else {
        CursorIcon::PointingHand
    };
    ui.set_cursor_icon(icon);
}

fn is_over(page: &Page<'_>, place: Pos2, bytes: &Range<usize>) -> bool {
    page.rects_over(bytes)
        .iter()
        .any(|rect| rect.contains(place))
}
