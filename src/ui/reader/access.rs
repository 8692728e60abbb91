//! The pane for a screen reader: a document with a name, the paragraph under the caret as its
//! value, and that paragraph's characters with caret and selection.

use std::ops::Range;

use egui::accesskit::{
    self, Action, Role as AccessRole, TextDirection, TextPosition, TextSelection,
};
use egui::emath::TSTransform;
use egui::text::{CCursor, CCursorRange};
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::page::{Page, Placed};
use crate::text::find_hidden_signs;
use crate::ui::hidden_signs::tell;

/// The most characters of a run: its words are told by places of one byte.
const MOST_IN_RUN: usize = 255;

pub(super) fn describe_page(page: &Page<'_>, ui: &mut Ui, response: &Response) {
    response.widget_info(|| WidgetInfo::labeled(Role::Document, true, page.view.label));
    let selection = page.state.selection;
    let first = page.placed.first().map_or(0, |placed| placed.block);
    let index = selection.map_or(first, |selection| page.find_block(selection.caret));
    let Some(block) = page.block(index) else {
        return;
    };
    let bytes = block.bytes.clone();
    let value = block.display(page.view.text);
    let selected = page
        .state
        .selected()
        .and_then(|selected| page.view.text.get(selected));
    let hidden = tell(&find_hidden_signs(&value));
    let described = [hidden.as_deref(), selected].into_iter().flatten();
    let described = described.collect::<Vec<_>>().join(" ");
    let is_on = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_value(value);
        node.set_read_only();
        if !described.is_empty() {
            node.set_description(described);
        }
        node.add_action(Action::ScrollUp);
        node.add_action(Action::ScrollDown);
    });
    if is_on.is_none() {
        return;
    }
    let Some(placed) = page.placed.iter().find(|placed| placed.block == index) else {
        return;
    };
    let Some(galley) = placed.setting.galley() else {
        let place = |byte: usize| byte.clamp(bytes.start, bytes.end) - bytes.start;
        let caret = selection.map(|it| [it.anchor, it.caret].map(place));
        let parent = UiBuilder::new()
            .max_rect(page.bounds)
            .accessibility_parent(response.id);
        ui.scope_builder(parent, |ui| tell_rows(ui, response.id, placed, caret));
        return;
    };
    let cursor = |byte: usize| {
        let inner = byte.clamp(bytes.start, bytes.end) - bytes.start;
        CCursor {
            index: placed.setting.char_of(inner).into(),
            prefer_next_row: true,
        }
    };
    let range = selection.map(|selection| CCursorRange {
        primary: cursor(selection.caret),
        secondary: cursor(selection.anchor),
        h_pos: None,
    });
    let to_screen = TSTransform::from_translation(placed.origin.to_vec2());
    update_accesskit_for_text_widget(ui.ctx(), response.id, range, to_screen, galley);
}

/// Tells the lines of a paragraph that the toolkit cannot tell, for it is read from right to left
/// or stands in the cells of a table: one run for each line, in the order in which it is read.
/// `selected` holds the ends of the selection in bytes of the block, the caret last.
fn tell_rows(ui: &mut Ui, parent: Id, placed: &Placed, selected: Option<[usize; 2]>) {
    let setting = &placed.setting;
    let text = setting.text();
    let direction = if setting.is_right_to_left() {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    };
    let mut ends = [None; 2];
    for (nth, bytes) in cut_into_runs(text, |byte| setting.row_of(byte).end).enumerate() {
        let run = parent.with("line").with(nth);
        let mut lengths = Vec::new();
        let mut word_starts = Vec::new();
        let mut last = text[..bytes.start].chars().next_back();
        let mut note = |byte: usize, at: usize| {
            for (end, place) in ends.iter_mut().zip(selected.iter().flatten()) {
                if *place == byte {
                    end.get_or_insert((run, at));
                }
            }
        };
        for (at, char) in text[bytes.clone()].char_indices() {
            note(bytes.start + at, lengths.len());
            let is_inside = last.is_none_or(char::is_alphanumeric);
            if char.is_alphanumeric() && !is_inside {
                word_starts.push(lengths.len() as u8);
            }
            last = Some(char);
            lengths.push(char.len_utf8() as u8);
        }
        if bytes.end == text.len() {
            note(bytes.end, lengths.len());
        }
        let rects = setting.rects_over(&bytes).into_iter();
        let bounds = rects.reduce(Rect::union);
        let bounds = bounds.map(|rect| rect.translate(placed.origin.to_vec2()));
        // Named to the toolkit as a child of the paragraph; nothing can be done to it.
        ui.interact(Rect::NOTHING, run, Sense::hover());
        ui.ctx().accesskit_node_builder(run, |node| {
            node.set_role(AccessRole::TextRun);
            node.set_text_direction(direction);
            node.set_value(&text[bytes]);
            node.set_character_lengths(lengths);
            node.set_word_starts(word_starts);
            if let Some(rect) = bounds {
                node.set_bounds(accesskit::Rect {
                    x0: rect.min.x.into(),
                    y0: rect.min.y.into(),
                    x1: rect.max.x.into(),
                    y1: rect.max.y.into(),
                });
            }
        });
    }
    if let [Some(anchor), Some(caret)] = ends {
        let place = |(run, at): (Id, usize)| TextPosition {
            node: run.accesskit_id(),
            character_index: at,
        };
        ui.ctx().accesskit_node_builder(parent, |node| {
            node.set_text_selection(TextSelection {
                anchor: place(anchor),
                focus: place(caret),
            });
        });
    }
}

/// The lines of a text as runs that are short enough to be told; what stands between two lines, a
/// space or a tab, belongs to the first one. `end_of_row` says where the line of a byte ends.
fn cut_into_runs(
    text: &str,
    end_of_row: impl Fn(usize) -> usize,
) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let mut rest = text.get(start..)?.char_indices();
        let end_of_row = end_of_row(start);
        let is_over = |&(at, char): &(usize, char)| {
            at > 0 && start + at >= end_of_row && !char.is_whitespace()
        };
        let n = rest.clone().take(MOST_IN_RUN).position(|it| is_over(&it));
        let next = rest.nth(n.unwrap_or(MOST_IN_RUN));
        let end = next.map_or(text.len(), |(at, _)| start + at);
        let run = start..end;
        start = end;
        (!run.is_empty()).then_some(run)
    })
}
