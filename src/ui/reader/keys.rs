//! The keyboard: the pane is one widget with the focus, and takes only what moves the caret,
//! selects and copies. Every other key is left for others.

use egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::events::{ReaderEvent, ReaderOutput};
use super::motion::Motion;
use super::page::Page;
use super::state::{Gesture, Selection};

/// What a key means here.
enum Stroke {
    Move(Motion, bool),
    SelectAll,
    Clear,
    Copy,
}

/// Takes the pane's keys out of the input and does what they say.
pub(super) fn handle_keys(page: &mut Page<'_>, ui: &Ui, output: &mut ReaderOutput) {
    if !output.response.has_focus() {
        return;
    }
    let filter = EventFilter {
        tab: false,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(page.view.id, filter));
    if page.state.selection.is_none() {
        let first = page
            .placed
            .first()
            .and_then(|placed| page.block(placed.block));
        page.state.selection = first.map(|block| Selection::caret(block.bytes.start));
    }
    let clears = page.state.selected().is_some();
    let mut strokes = Vec::new();
    ui.input_mut(|input| {
        input
            .events
            .retain(|event| match read_stroke(event, clears) {
                Some(stroke) => {
                    strokes.push(stroke);
                    false
                }
                None => true,
            });
    });
    for stroke in strokes {
        match stroke {
            Stroke::Move(motion, extend) => page.step_caret(motion, extend),
            Stroke::SelectAll => {
                let ends = page.state.blocks.first().zip(page.state.blocks.last());
                if let Some((first, last)) = ends {
                    let all = first.bytes.start..last.bytes.end;
                    page.select(&all);
                }
            }
            Stroke::Clear => {
                page.state.gesture = Gesture::None;
                if let Some(selection) = &mut page.state.selection {
                    selection.anchor = selection.caret;
                }
            }
            Stroke::Copy => copy_selection(page, output),
        }
    }
}

fn copy_selection(page: &Page<'_>, output: &mut ReaderOutput) {
    if let Some(bytes) = page.state.selected()
        && let Some(text) = page.view.text.get(bytes.clone())
    {
        page.ctx.copy_text(text.to_owned());
        output.events.push(ReaderEvent::Copied(bytes));
    }
}

fn read_stroke(event: &Event, clears: bool) -> Option<Stroke> {
    match event {
        Event::Copy if clears => Some(Stroke::Copy),
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => read_key(*key, *modifiers, clears),
        _ => None,
    }
}

fn read_key(key: Key, modifiers: Modifiers, clears: bool) -> Option<Stroke> {
    if modifiers.alt {
        return None;
    }
    let jump = modifiers.ctrl || modifiers.command;
    let motion = match (key, jump) {
        (Key::A, true) if !modifiers.shift => return Some(Stroke::SelectAll),
        (Key::Escape, false) if clears && !modifiers.shift => return Some(Stroke::Clear),
        (Key::ArrowLeft, false) => Motion::Left,
        (Key::ArrowLeft, true) => Motion::WordLeft,
        (Key::ArrowRight, false) => Motion::Right,
        (Key::ArrowRight, true) => Motion::WordRight,
        (Key::ArrowUp, false) => Motion::Up,
        (Key::ArrowUp, true) => Motion::BlockUp,
        (Key::ArrowDown, false) => Motion::Down,
        (Key::ArrowDown, true) => Motion::BlockDown,
        (Key::Home, false) => Motion::RowStart,
        (Key::Home, true) => Motion::Start,
        (Key::End, false) => Motion::RowEnd,
        (Key::End, true) => Motion::End,
        (Key::PageUp, false) => Motion::PageUp,
        (Key::PageDown, false) => Motion::PageDown,
        _ => return None,
    };
    Some(Stroke::Move(motion, modifiers.shift))
}
