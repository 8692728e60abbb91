//! The advance widths of one face as a flat table, and what stands in for characters it lacks.

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// Characters below this stand in the flat table: everything the fonts hold but a few.
const FLAT: usize = 0x2800;

/// Widths of characters in units of the font, of which an em has [`Advances::units_per_em`].
#[derive(Clone, Debug)]
pub struct Advances {
    units_per_em: u32,
    ascent: f32,
    descent: f32,
    flat: Vec<u16>,
    /// Characters from `FLAT` upwards that the font holds, sorted.
    others: Vec<(char, u16)>,
}

impl Advances {
    /// Reads a font file. What it lacks is taken from `fallback`; what both lack is one em wide
    /// in scripts of wide letters, nothing for marks that stand over others, 0.6 em else. `None`
    /// if a file is no font.
    pub fn read(font: &[u8], fallback: Option<&[u8]>) -> Option<Self> {
        let font = FontRef::new(font).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let em = f32::from(metrics.units_per_em);
        let mut advances = Self::fixed(u32::from(metrics.units_per_em), 0.6);
        advances.ascent = metrics.ascent / em;
        advances.descent = -metrics.descent / em;
        if let Some(fallback) = fallback {
            advances.take(&FontRef::new(fallback).ok()?);
        }
        advances.take(&font);
        Some(advances)
    }

    /// A face in which every ordinary character is `ems` wide, for tests of what builds on widths.
    pub fn fixed(units_per_em: u32, ems: f32) -> Self {
        let em = units_per_em as f32;
        let (ordinary, wide) = ((ems * em).round() as u16, em.round() as u16);
        let width = |code: usize| {
            let char = char::from_u32(code as u32).expect("no surrogate is that low");
            match stand_in(char) {
                None => ordinary,
                Some(0.0) => 0,
                Some(_) => wide,
            }
        };
        Self {
            units_per_em,
            ascent: 0.8,
            descent: 0.2,
            flat: (0..FLAT).map(width).collect(),
            others: Vec::new(),
        }
    }

    /// Units in an em.
    pub fn units_per_em(&self) -> u32 {
        self.units_per_em
    }

    /// Height of the letters above the baseline in ems.
    pub fn ascent(&self) -> f32 {
        self.ascent
    }

    /// Depth of the letters below the baseline in ems, positive.
    pub fn descent(&self) -> f32 {
        self.descent
    }

    /// Width of a character in units.
    #[inline]
    pub fn units(&self, char: char) -> u32 {
        match self.flat.get(char as usize) {
            Some(units) => u32::from(*units),
            None => self.units_above(char),
        }
    }

    /// Units as pixels at an em size in pixels.
    pub fn to_pixels(&self, units: u64, size: f32) -> f32 {
        (units as f64 * f64::from(size) / f64::from(self.units_per_em)) as f32
    }

    /// The most units that fit into a width in pixels at an em size in pixels. A thousandth of a
    /// pixel is forgiven, so that a line fits again into the width that was measured for it.
    pub fn to_units(&self, width: f32, size: f32) -> u64 {
        let units = (f64::from(width) + 0.001) * f64::from(self.units_per_em) / f64::from(size);
        units.max(0.0) as u64
    }

    fn units_above(&self, char: char) -> u32 {
        match self.others.binary_search_by_key(&char, |(it, _)| *it) {
            Ok(at) => u32::from(self.others[at].1),
            Err(_) => (stand_in(char).unwrap_or(0.6) * self.units_per_em as f32).round() as u32,
        }
    }

    fn take(&mut self, font: &FontRef<'_>) {
        let metrics: GlyphMetrics<'_> =
            font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let em = font
            .metrics(Size::unscaled(), LocationRef::default())
            .units_per_em;
        let scale = self.units_per_em as f32 / f32::from(em);
        for (code, glyph) in font.charmap().mappings() {
            let (Some(char), Some(width)) = (char::from_u32(code), metrics.advance_width(glyph))
            else {
                continue;
            };
            if is_unseen(char) {
                continue;
            }
            let units = (width * scale).round() as u16;
            match self.flat.get_mut(code as usize) {
                Some(slot) => *slot = units,
                None => match self.others.binary_search_by_key(&char, |(it, _)| *it) {
                    Ok(at) => self.others[at].1 = units,
                    Err(at) => self.others.insert(at, (char, units)),
                },
            }
        }
    }
}

/// The width in ems of a character that is not an ordinary letter, where no font tells it.
fn stand_in(char: char) -> Option<f32> {
    if is_unseen(char) || is_mark(char) {
        Some(0.0)
    } else if is_wide(char) {
        Some(1.0)
    } else {
        None
    }
}

/// Controls and what shapers do not draw: joiners, direction marks, variation selectors.
fn is_unseen(char: char) -> bool {
    matches!(char,
        '\0'..='\u{8}' | '\n'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}'
        | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Marks that stand over or under the letter before; Unicode 16, general category Mn, by block.
fn is_mark(char: char) -> bool {
    matches!(char,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}'
        | '\u{5BF}' | '\u{5C1}'..='\u{5C2}' | '\u{5C4}'..='\u{5C5}' | '\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{900}'..='\u{902}' | '\u{93C}' | '\u{941}'..='\u{948}' | '\u{94D}'
        | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{302A}'..='\u{302F}' | '\u{3099}'..='\u{309A}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}')
}

/// Scripts whose letters fill a square, and emoji; Unicode Annex 11, wide and full width, by block.
fn is_wide(char: char) -> bool {
    matches!(char,
        '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{303E}' | '\u{3041}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F64F}' | '\u{1F680}'..='\u{1F6FF}' | '\u{1F900}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}')
}
