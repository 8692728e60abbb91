//! A line of text that runs both ways, set piece by piece: the toolkit sets whatever it is given
//! from left to right, and so is given what runs one way, in the order in which it is seen.

mod lines;

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, FontId, Galley, Label, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

pub use lines::Lines;

use crate::text::{Directions, has_right_to_left};

/// A part of a line that is set by itself.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Where it begins, in points from the left end of the line.
    pub left: f32,
    /// Whether it is written from right to left.
    pub is_right_to_left: bool,
    /// The piece in type.
    pub galley: Arc<Galley>,
}

impl Piece {
    /// How wide it is, in points.
    pub fn width(&self) -> f32 {
        self.galley.size().x
    }

    /// Where it ends, in points from the left end of the line.
    pub fn right(&self) -> f32 {
        self.left + self.width()
    }
}

/// The pieces of a line from left to right. `line` are its bytes, `cuts` further places where a
/// piece has to end, ascending; `lay_out` sets some bytes, given what is shown of them.
pub fn set_line(
    text: &str,
    directions: &Directions<'_>,
    line: Range<usize>,
    cuts: &[usize],
    mut lay_out: impl FnMut(&Range<usize>, String) -> Arc<Galley>,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut left = 0.0;
    for word in directions.order_words(line, cuts) {
        let galley = lay_out(&word.bytes, word.show(text));
        let piece = Piece {
            is_right_to_left: word.is_right_to_left,
            bytes: word.bytes,
            left,
            galley,
        };
        left = piece.right();
        pieces.push(piece);
    }
    pieces
}

/// Words that wrap, whichever way they run.
pub fn label(ui: &mut Ui, words: &str, font: FontId, ink: Color32) -> Response {
    if !has_right_to_left(words) {
        return ui.add(Label::new(RichText::new(words).font(font).color(ink)).wrap());
    }
    let width = ui.available_width();
    let height = ui.fonts_mut(|fonts| fonts.row_height(&font));
    let ctx = ui.ctx().clone();
    let lines = Lines::set(words, (width, height), &[], &mut |_, shown| {
        ctx.fonts_mut(|fonts| fonts.layout_no_wrap(shown, font.clone(), ink))
    });
    let (rect, response) = ui.allocate_exact_size(vec2(width, lines.height()), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    lines.paint(ui.painter(), rect.min, ink);
    response
}
