//! A line of text that runs both ways, set piece by piece: the toolkit sets whatever it is given
//! from left to right, and so is given what runs one way, in the order in which it is seen.

use std::ops::Range;
use std::sync::Arc;

use egui::Galley;

use crate::text::Directions;

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
