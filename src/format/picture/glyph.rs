//! The outlines of letters and icons, read from the bundled fonts and kept. Places them by the
//! same widths as the layout counts with: no kerning, no shaping.

use std::collections::HashMap;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::layout::geometry::{Point, Rect};
use crate::layout::measure::Measure;
use crate::layout::scene::outline::{Segment, close};
use crate::theme::icon::Icon;
use crate::theme::{Face, TextStyle, font_bytes};

/// Thickness of the outline of the box that stands for a letter that no font has, in ems.
pub(super) const MISSING_LINE: f32 = 0.05;

/// Draws letters and icons.
pub struct Glyphs<'a> {
    measure: &'a dyn Measure,
    fonts: Vec<FontRef<'static>>,
    known: HashMap<(Face, char), Vec<Segment>>,
}

impl<'a> Glyphs<'a> {
    /// Draws with the bundled fonts and those widths.
    pub fn new(measure: &'a dyn Measure) -> Self {
        let read =
            |face: &Face| FontRef::new(font_bytes(*face)).expect("the bundled fonts can be read");
        Self {
            measure,
            fonts: Face::ALL.iter().map(read).collect(),
            known: HashMap::new(),
        }
    }

    /// Hands the outline of a line of text to `draw`, in map units; `at` is the left end of its
    /// baseline. Returns how wide it is.
    pub fn trace_text(
        &mut self,
        at: Point,
        style: TextStyle,
        text: &str,
        mut draw: impl FnMut(Segment),
    ) -> f32 {
        let measure = self.measure;
        let advances = measure.advances(style.face);
        let mut units: u64 = 0;
        for char in text.chars() {
            let wide = u64::from(advances.units(char));
            if wide > 0 || !char.is_control() {
                let left = at.x + advances.to_pixels(units, style.size);
                let start = Point::new(left, at.y);
                let ems = advances.to_pixels(wide, 1.0);
                for segment in self.outline(style.face, char, ems) {
                    draw(set(*segment, start, style.size));
                }
            }
            units += wide;
        }
        advances.to_pixels(units, style.size)
    }

    /// Whether no font has a character that should be seen, so that a box stands for it.
    pub fn is_missing(&self, face: Face, char: char) -> bool {
        let chain = [Some(face), face.fallback()].into_iter().flatten();
        let mut fonts = chain.map(|face| &self.fonts[face as usize]);
        let is_seen = self.measure.advances(face).units(char) > 0 && !char.is_whitespace();
        is_seen && fonts.all(|font| font.charmap().map(char).is_none())
    }

    /// The outline of an icon whose square has side 1 and its left top corner at 0.
    pub fn trace_icon(&mut self, icon: Icon) -> Vec<Segment> {
        let measure = self.measure;
        let advances = measure.advances(Face::Icons);
        let char = icon.char();
        let wide = advances.to_pixels(u64::from(advances.units(char)), 1.0);
        let up = 0.5 + (advances.ascent() - advances.descent()) / 2.0;
        let start = Point::new((1.0 - wide) / 2.0, up);
        self.outline(Face::Icons, char, wide)
            .iter()
            .map(|segment| set(*segment, start, 1.0))
            .collect()
    }

    /// In ems, y down, from the baseline. `wide` is its width, for what no font has.
    fn outline(&mut self, face: Face, char: char, wide: f32) -> &[Segment] {
        let fonts = &self.fonts;
        self.known.entry((face, char)).or_insert_with(|| {
            let chain = [Some(face), face.fallback()].into_iter().flatten();
            let found = chain
                .map(|face| &fonts[face as usize])
                .find_map(|font| Some((font, font.charmap().map(char)?)));
            match found {
                Some((font, glyph)) => read_outline(font, glyph),
                None if wide > 0.0 && !char.is_whitespace() => draw_missing(wide),
                None => Vec::new(),
            }
        })
    }
}

fn read_outline(font: &FontRef<'_>, glyph: GlyphId) -> Vec<Segment> {
    let mut pen = Pen(Vec::new());
    if let Some(outline) = font.outline_glyphs().get(glyph) {
        let settings = DrawSettings::unhinted(Size::new(1.0), LocationRef::default());
        // A glyph that is broken in the font is left out.
        if outline.draw(settings, &mut pen).is_err() {
            pen.0.clear();
        }
    }
    pen.0
}

/// A thin box, the sign of a letter that cannot be shown.
fn draw_missing(wide: f32) -> Vec<Segment> {
    let outer = Rect::from_corners(Point::new(0.1 * wide, -0.7), Point::new(0.9 * wide, 0.0));
    let corners = |rect: Rect| {
        let Rect { min, max } = rect;
        [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)]
    };
    // The hole runs the other way round, so that it stays empty.
    let mut hole = corners(outer.grown(-MISSING_LINE));
    hole.reverse();
    [close(&corners(outer)), close(&hole)].concat()
}

fn set(segment: Segment, at: Point, scale: f32) -> Segment {
    let set = |point: Point| Point::new(at.x + point.x * scale, at.y + point.y * scale);
    match segment {
        Segment::Move(to) => Segment::Move(set(to)),
        Segment::Line(to) => Segment::Line(set(to)),
        Segment::Quad(points) => Segment::Quad(points.map(set)),
        Segment::Curve(points) => Segment::Curve(points.map(set)),
        Segment::Close => Segment::Close,
    }
}

struct Pen(Vec<Segment>);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Segment::Move(Point::new(x, -y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Segment::Line(Point::new(x, -y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0
            .push(Segment::Quad([Point::new(cx, -cy), Point::new(x, -y)]));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let points = [Point::new(ax, -ay), Point::new(bx, -by), Point::new(x, -y)];
        self.0.push(Segment::Curve(points));
    }

    fn close(&mut self) {
        self.0.push(Segment::Close);
    }
}
