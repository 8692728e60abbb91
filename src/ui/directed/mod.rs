//! A line of text that runs both ways, set piece by piece: the toolkit sets whatever it is given
//! from left to right, and so is given what runs one way, in the order in which it is seen.

mod lines;

use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, FontId, Galley, Label, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

pub use lines::Lines;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Directions, has_right_to_left, is_read_from_right, order_line_for_sight};

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

/// One line of words that keeps within some room, in the order in which it is seen. What does not
/// fit is left out at its end as it is read; words that run from left to right are left to whoever
/// sets them.
pub fn fit(ui: &Ui, words: &str, font: &FontId, room: f32) -> String {
    if !has_right_to_left(words) {
        return words.to_owned();
    }
    let width = |shown: String| {
        let ink = Color32::PLACEHOLDER;
        let galley = ui.fonts_mut(|fonts| fonts.layout_no_wrap(shown, font.clone(), ink));
        galley.size().x
    };
    let is_from_right = is_read_from_right(words);
    let show = |line: &str| order_line_for_sight(line, is_from_right).into_owned();
    let cut = |end: usize| show(&format!("{}…", words[..end].trim_end()));
    let whole = show(words);
    if width(whole.clone()) <= room {
        return whole;
    }
    let ends: Vec<usize> = words.grapheme_indices(true).map(|(at, _)| at).collect();
    let n_fit = ends.partition_point(|&end| width(cut(end)) <= room);
    cut(ends[n_fit.saturating_sub(1)])
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
