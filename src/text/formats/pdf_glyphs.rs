//! The glyphs that a page of a PDF draws as pieces of text with their places. Knows nothing of files;
//! lengths are points, upwards.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};

use super::pdf_page::Piece;

/// Glyphs stand in a thousandth of the letters' size.
const UNITS: f64 = 1000.0;
/// The widest gap within a word, in sizes of the letters.
const WORD_GAP: f32 = 0.15;
/// The widest gap between words of one piece.
const PIECE_GAP: f32 = 0.6;
/// The widest step back within a piece.
const BACK: f32 = 0.4;
/// How many pieces back one is looked for that was drawn twice.
const TWICE: usize = 8;

/// Listens to what a page draws and keeps its text.
pub struct Pieces {
    pub kept: Vec<Piece>,
    pub has_pictures: bool,
    limit: usize,
}

impl Pieces {
    /// Keeps no more than so many pieces.
    pub fn new(limit: usize) -> Self {
        Self {
            kept: Vec::new(),
            has_pictures: false,
            limit,
        }
    }

    /// To be called when the page is drawn.
    pub fn finish(&mut self) {
        self.drop_double();
    }

    fn add(&mut self, left: f32, right: f32, base: f32, size: f32, is_bold: bool, text: &str) {
        let is_blank = text.trim().is_empty();
        if let Some(last) = self.kept.last_mut() {
            let gap = left - last.right;
            let is_beside = (last.base - base).abs() < 0.1 * size
                && (last.size - size).abs() < 0.1 * size
                && last.is_bold == is_bold
                && (-BACK * size..PIECE_GAP * size).contains(&gap);
            if is_beside {
                if (gap > WORD_GAP * size || is_blank) && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                if !is_blank {
                    last.text.push_str(text);
                }
                last.right = right.max(last.right);
                return;
            }
        }
        if !is_blank && self.kept.len() < self.limit {
            self.drop_double();
            self.kept.push(Piece {
                left,
                right,
                base,
                size,
                is_bold,
                text: text.to_owned(),
            });
        }
    }

    /// Drops the last piece if it stands on one with the same words, as shadows do and letters
    /// that are filled and outlined.
    fn drop_double(&mut self) {
        let Some((last, before)) = self.kept.split_last() else {
            return;
        };
        let is_double = before.iter().rev().take(TWICE).any(|piece| {
            piece.text.trim() == last.text.trim()
                && (piece.left - last.left).abs() < 0.2 * last.size
                && (piece.base - last.base).abs() < 0.2 * last.size
        });
        if is_double {
            self.kept.pop();
        }
    }
}

/// Whether the font of a glyph says that it is bold; Type 1 fonts do not say.
fn is_bold(glyph: &Glyph<'_>) -> bool {
    let Glyph::Outline(glyph) = glyph else {
        return false;
    };
    glyph.font_data().is_some_and(|font| {
        font.weight.is_some_and(|weight| weight >= 600)
            || font
                .postscript_name
                .is_some_and(|name| name.contains("Bold"))
    })
}

impl Device<'_> for Pieces {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let is_bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        for glyph in run.glyphs() {
            let place: Affine = props.transform * glyph.transform();
            let [a, b, c, d, _, _] = place.as_coeffs();
            // What is turned is no running text.
            if a <= 0.0 || d <= 0.0 || b.abs() > 0.05 * a || c.abs() > d {
                continue;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(char)) => char.to_string(),
                Some(BfString::String(chars)) => chars,
                None => continue,
            };
            let width = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let start = place * Point::ZERO;
            let ahead = Vec2::new(a, b) * f64::from(width.unwrap_or(500.0));
            let size = (d * UNITS) as f32;
            self.add(
                start.x as f32,
                (start.x + ahead.x) as f32,
                start.y as f32,
                size,
                is_bold,
                &text,
            );
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.has_pictures = true;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
