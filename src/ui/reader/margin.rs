//! The margin left of the strip: the numbers of paragraphs, and the room that they take.

use egui::{Context, FontFamily, FontId, Painter, pos2};

use super::page::{Page, Placed, STRIP};
use super::view::ReaderView;

/// Size of the numbers, in points, and their distance from the strip.
const SIZE: f32 = 12.0;
const GAP: f32 = 2.0;
/// The space left of the widest number, in points.
const EDGE: f32 = 8.0;

/// The width left of the column: the strip and, where there are numbers, room for the widest.
pub(super) fn gutter_width(ctx: &Context, view: &ReaderView<'_>) -> f32 {
    let Some(most) = view.numbers.iter().map(|&(_, number)| number).max() else {
        return STRIP;
    };
    let digit = ctx.fonts_mut(|fonts| fonts.glyph_width(&font(), '0'));
    let n_digits = most.max(1).ilog10() + 1;
    STRIP + (EDGE + digit * n_digits as f32 + GAP).round()
}

/// Draws a paragraph's number beside its first line.
pub(super) fn paint_number(page: &Page<'_>, painter: &Painter, placed: &Placed) {
    let Some(block) = page.block(placed.block) else {
        return;
    };
    let numbers = page.view.numbers;
    let at = numbers.partition_point(|&(byte, _)| byte < block.bytes.start);
    let number = numbers.get(at).filter(|(byte, _)| *byte < block.bytes.end);
    let Some((_, number)) = number else { return };
    let ink = page.view.colours.second_ink;
    let galley = painter.layout_no_wrap(number.to_string(), font(), ink);
    let x = page.left - STRIP - GAP - galley.rect.width();
    let line = placed.setting.manner.line;
    let y = placed.origin.y + (line - galley.rect.height()) / 2.0;
    painter.galley(pos2(x, y), galley, ink);
}

fn font() -> FontId {
    FontId::new(SIZE, FontFamily::Proportional)
}
