//! How wide text is and where its lines break, counted in the core so that window, SVG, PDF and
//! PNG break alike. Knows the bundled fonts' advance widths; knows no shaping and no toolkit.
//! One policy everywhere: widths of characters are added up, without kerning.

mod advances;
mod wrap;

use std::sync::OnceLock;

pub use advances::Advances;
pub use wrap::Lines;

use crate::theme::{Face, TextStyle, font_bytes};

/// What can tell the width of text. Only [`Measure::advances`] need be given.
pub trait Measure: Send + Sync {
    /// The widths of a face's characters.
    fn advances(&self, face: Face) -> &Advances;

    /// Width of one line of text in pixels (map units), at an em size in the same unit.
    fn advance(&self, face: Face, size: f32, text: &str) -> f32 {
        let advances = self.advances(face);
        advances.to_pixels(
            text.chars()
                .map(|char| u64::from(advances.units(char)))
                .sum(),
            size,
        )
    }

    /// Height of the letters above the baseline, in the unit of `size`.
    fn ascent(&self, face: Face, size: f32) -> f32 {
        self.advances(face).ascent() * size
    }

    /// Depth of the letters below the baseline, positive, in the unit of `size`.
    fn descent(&self, face: Face, size: f32) -> f32 {
        self.advances(face).descent() * size
    }

    /// From baseline to baseline as the font itself has it; a [`TextStyle`] sets its own.
    fn line_height(&self, face: Face, size: f32) -> f32 {
        self.ascent(face, size) + self.descent(face, size)
    }

    /// From the top of a line of that style down to its baseline: the letters stand in the middle
    /// of the line height.
    fn baseline(&self, style: TextStyle) -> f32 {
        let (ascent, descent) = (
            self.ascent(style.face, style.size),
            self.descent(style.face, style.size),
        );
        (style.line_height - ascent - descent) / 2.0 + ascent
    }

    /// Breaks text into lines of at most `max_width` pixels, and cuts it after `max_lines` (at
    /// least one; `usize::MAX` for no limit). [`Lines`] says where it breaks.
    fn wrap(&self, text: &str, face: Face, size: f32, max_width: f32, max_lines: usize) -> Lines {
        wrap::wrap(self.advances(face), text, size, max_width, max_lines)
    }
}

/// Measures with the bundled fonts.
#[derive(Clone, Debug)]
pub struct FontMeasure {
    /// Each is read when it is first asked for: most work needs two or three of them.
    faces: [OnceLock<Advances>; Face::ALL.len()],
}

static BUNDLED: FontMeasure = FontMeasure {
    faces: [const { OnceLock::new() }; Face::ALL.len()],
};

impl FontMeasure {
    /// The one measure of the program.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }
}

impl Measure for FontMeasure {
    fn advances(&self, face: Face) -> &Advances {
        self.faces[face as usize].get_or_init(|| {
            Advances::read(font_bytes(face), face.fallback().map(font_bytes))
                .expect("the bundled fonts can be read")
        })
    }
}
