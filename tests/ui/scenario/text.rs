//! Where words stand on the screen, read off what was painted.

use egui::epaint::{ClippedShape, Shape, TextShape};
use egui::text::CCursor;
use egui::{Pos2, Rect};

/// Where words begin and end, half a line down; they stand within one paragraph.
pub fn find(shapes: &[ClippedShape], within: Rect, words: &str) -> Option<(Pos2, Pos2)> {
    shapes
        .iter()
        .find_map(|clipped| find_in(&clipped.shape, within, words))
}

fn find_in(shape: &Shape, within: Rect, words: &str) -> Option<(Pos2, Pos2)> {
    match shape {
        Shape::Vec(shapes) => shapes
            .iter()
            .find_map(|shape| find_in(shape, within, words)),
        Shape::Text(text) if within.intersects(text.visual_bounding_rect()) => {
            find_in_text(text, words)
        }
        _ => None,
    }
}

fn find_in_text(text: &TextShape, words: &str) -> Option<(Pos2, Pos2)> {
    let all = text.galley.text();
    let start = all.find(words)?;
    let n_before = all[..start].chars().count();
    let at = |index: usize| {
        let cursor = CCursor {
            prefer_next_row: index == n_before,
            ..CCursor::new(index)
        };
        text.pos + text.galley.pos_from_cursor(cursor).center().to_vec2()
    };
    Some((at(n_before), at(n_before + words.chars().count())))
}
