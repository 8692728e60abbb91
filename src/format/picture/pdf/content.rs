//! The items of a scene as the operators of a PDF page. Coordinates are map units, y down; whoever
//! begins the page turns them. Says a colour or width only where it changes.

use std::collections::BTreeSet;

use super::file::{push_hex, push_text};
use super::font::{Letters, name};
use crate::format::exchange::Put as _;
use crate::format::picture::svg::push_number;
use crate::layout::geometry::{Point, Rect};
use crate::layout::measure::{FontMeasure, Measure};
use crate::layout::scene::outline::{Segment, close, round_corners, round_rect};
use crate::layout::scene::{Line, Paint};
use crate::text::{PlacedLetter, has_right_to_left, place_letters};
use crate::theme::icon::Icon;
use crate::theme::{Rgba, Role, TextStyle, Theme};

/// Where the line through struck text runs above the baseline, and how thick it is, in ems.
const STRIKE: (f32, f32) = (0.27, 0.07);

/// What the pages of a file share.
pub struct Shared<'a> {
    /// The colours.
    pub theme: &'a Theme,
    /// The letters that were shown.
    pub letters: Letters,
    /// The icons that were shown.
    pub icons: BTreeSet<usize>,
    /// The opacities that were used, in 1/255.
    pub opacities: BTreeSet<u8>,
}

/// The stream of one page.
pub struct Content<'s, 'a> {
    shared: &'s mut Shared<'a>,
    out: String,
    state: State,
}

/// What was said last.
#[derive(Clone, Copy, Default, PartialEq)]
struct State {
    fill: Option<Rgba>,
    stroke: Option<Rgba>,
    opacity: Option<u8>,
    width: Option<f32>,
    dash: Option<&'static [f32]>,
}

impl<'s, 'a> Content<'s, 'a> {
    /// An empty page.
    pub fn new(shared: &'s mut Shared<'a>) -> Self {
        Self {
            shared,
            out: String::new(),
            state: State::default(),
        }
    }

    /// The stream.
    pub fn finish(self) -> String {
        self.out
    }

    /// Shows a part of the map at a place of a sheet that is `height` points high, and nothing
    /// outside of that place.
    pub fn begin_map(&mut self, window: Rect, place: Rect, scale: f32, height: f32) {
        self.out.push_str("q\n");
        let bottom = height - place.max.y;
        self.numbers(&[place.min.x, bottom, place.width(), place.height()]);
        self.out.push_str("re W n\n");
        let left = place.min.x - window.min.x * scale;
        let top = height - place.min.y + window.min.y * scale;
        // Four decimals: over a large map two would move the far end.
        self.out.put(format_args!(
            "{scale:.6} 0 0 {:.6} {left:.4} {top:.4} cm\n1 j\n",
            -scale
        ));
    }

    /// Ends what [`Content::begin_map`] began.
    pub fn end(&mut self) {
        self.out.push_str("Q\n");
        self.state = State::default();
    }

    /// From here on y runs down from the top of a sheet, and units are points.
    pub fn begin_sheet(&mut self, height: f32) {
        self.out.push_str("q\n1 0 0 -1 0 ");
        self.number(height);
        self.out.push_str("cm\n");
    }

    /// A straight line.
    pub fn line(&mut self, [from, to]: [Point; 2], line: Line) {
        self.area(&[Segment::Move(from), Segment::Line(to)], None, Some(line));
    }

    /// A filled rectangle.
    pub fn fill_rect(&mut self, rect: Rect, role: Role) {
        self.ink(Some(role), None);
        self.rect(rect);
        self.out.push_str("f\n");
    }

    /// An item.
    pub fn paint(&mut self, paint: &Paint) {
        match paint {
            Paint::Rect {
                rect,
                radius,
                fill,
                line,
            } => {
                if *radius > 0.0 {
                    self.area(&round_rect(*rect, *radius), *fill, *line);
                } else {
                    self.ink(*fill, *line);
                    self.rect(*rect);
                    self.show_path(fill.is_some(), line.is_some());
                }
            }
            Paint::Polygon { points, fill, line } => self.area(&close(points), *fill, *line),
            Paint::Path {
                points,
                rounding,
                line,
            } => self.area(&round_corners(points, *rounding), None, Some(*line)),
            Paint::Curve { points, line } => {
                let [a, b, c, d] = *points;
                let segments = [Segment::Move(a), Segment::Curve([b, c, d])];
                self.area(&segments, None, Some(*line));
            }
            Paint::Text {
                at,
                style,
                role,
                text,
                is_struck,
                is_from_right,
            } => {
                let width = self.text(*at, *style, *role, text, *is_from_right);
                if *is_struck {
                    let y = at.y - STRIKE.0 * style.size;
                    let end = Point::new(at.x + width, y + STRIKE.1 * style.size);
                    self.fill_rect(Rect::from_corners(Point::new(at.x, y), end), *role);
                }
            }
            Paint::Icon {
                center,
                size,
                role,
                icon,
            } => {
                self.ink(Some(*role), None);
                self.shared.icons.insert(*icon as usize);
                self.out.push_str("q ");
                let corner = center.moved(-size / 2.0, -size / 2.0);
                let share = size / 100.0;
                self.numbers(&[share, 0.0, 0.0]);
                self.numbers(&[share, corner.x, corner.y]);
                self.out.put(format_args!("cm/{} Do Q\n", name_icon(*icon)));
            }
        }
    }

    /// A line of text; gives its width. Letters stand in the order in which they are seen, each with
    /// its own meaning: readers turn what runs from right to left round by themselves, even where
    /// the meaning of a whole line stands beside it. That is done only for a line of which something
    /// is not seen.
    pub fn text(
        &mut self,
        at: Point,
        style: TextStyle,
        role: Role,
        text: &str,
        is_from_right: bool,
    ) -> f32 {
        self.ink(Some(role), None);
        let is_plain = !is_from_right && !has_right_to_left(text);
        let advances = FontMeasure::bundled().advances(style.face);
        let mut letters = std::mem::take(&mut self.out);
        let begin = letters.len();
        letters.push_str("BT\n");
        let mut is_whole = true;
        let mut units = 0;
        // The face that is written in; none where the next letter has to be placed.
        let mut face = None;
        for placed in place_letters(text, is_from_right) {
            let PlacedLetter { seen, .. } = placed;
            let letter = self.shared.letters.find(style.face, placed);
            if let Some(code) = letter.code {
                if face != Some(letter.face) {
                    if face.is_some() {
                        letters.push_str(">Tj\n");
                    }
                    letters.put(format_args!("/{} ", name(letter.face)));
                    push_number(&mut letters, style.size);
                    letters.push_str(" Tf 1 0 0 -1 ");
                    push_number(&mut letters, at.x + advances.to_pixels(units, style.size));
                    letters.push(' ');
                    push_number(&mut letters, at.y);
                    letters.push_str(" Tm\n<");
                    face = Some(letter.face);
                }
                push_hex(&mut letters, code);
            } else {
                is_whole = false;
                if face.is_some() && advances.units(seen) > 0 {
                    letters.push_str(">Tj\n");
                    face = None;
                }
            }
            units += u64::from(advances.units(seen));
        }
        if face.is_some() {
            letters.push_str(">Tj\n");
        }
        letters.push_str("ET\n");
        if is_whole || !is_plain {
            self.out = letters;
        } else {
            let shown = letters.split_off(begin);
            self.out = letters;
            self.out.push_str("/Span<</ActualText");
            push_text(&mut self.out, text);
            self.out.push_str(">>BDC\n");
            self.out.push_str(&shown);
            self.out.push_str("EMC\n");
        }
        advances.to_pixels(units, style.size)
    }

    fn area(&mut self, segments: &[Segment], fill: Option<Role>, line: Option<Line>) {
        if segments.is_empty() {
            return;
        }
        self.ink(fill, line);
        push_segments(&mut self.out, segments, 1.0);
        self.show_path(fill.is_some(), line.is_some());
    }

    fn show_path(&mut self, is_filled: bool, is_stroked: bool) {
        self.out.push_str(match (is_filled, is_stroked) {
            (true, true) => "B\n",
            (true, false) => "f\n",
            (false, true) => "S\n",
            (false, false) => "n\n",
        });
    }

    /// Says what is not said yet.
    fn ink(&mut self, fill: Option<Role>, line: Option<Line>) {
        let theme = self.shared.theme;
        let fill = fill.map(|role| theme.colour(role));
        let stroke = line.map(|line| theme.colour(line.role));
        // Where ground and outline differ in it, that of the ground counts.
        if let Some(colour) = fill.or(stroke) {
            self.see_through(colour.a);
        }
        if let Some(colour) = fill.filter(|_| self.state.fill != fill) {
            self.colour(colour, "rg\n");
            self.state.fill = fill;
        }
        if let Some(colour) = stroke.filter(|_| self.state.stroke != stroke) {
            self.colour(colour, "RG\n");
            self.state.stroke = stroke;
        }
        let Some(line) = line else { return };
        if self.state.width != Some(line.width) {
            self.number(line.width);
            self.out.push_str("w\n");
            self.state.width = Some(line.width);
        }
        if self.state.dash != Some(line.dash) {
            self.out.push('[');
            self.numbers(line.dash);
            self.out.push_str("]0 d ");
            let is_dotted = line.dash.contains(&0.0);
            self.out.push_str(if is_dotted { "1 J\n" } else { "0 J\n" });
            self.state.dash = Some(line.dash);
        }
    }

    fn see_through(&mut self, opacity: u8) {
        if self.state.opacity == Some(opacity) || (self.state.opacity.is_none() && opacity == 255) {
            return;
        }
        self.shared.opacities.insert(opacity);
        self.out.put(format_args!("/G{opacity} gs\n"));
        self.state.opacity = Some(opacity);
    }

    fn colour(&mut self, Rgba { r, g, b, .. }: Rgba, operator: &str) {
        for part in [r, g, b] {
            // Three decimals tell all 256 steps.
            let thousandths = (u32::from(part) * 1000 + 127) / 255;
            if thousandths >= 1000 {
                self.out.push_str("1 ");
            } else if thousandths == 0 {
                self.out.push_str("0 ");
            } else {
                self.out.put(format_args!(".{thousandths:03} "));
            }
        }
        self.out.push_str(operator);
    }

    fn rect(&mut self, rect: Rect) {
        self.numbers(&[rect.min.x, rect.min.y, rect.width(), rect.height()]);
        self.out.push_str("re\n");
    }

    fn numbers(&mut self, values: &[f32]) {
        for value in values {
            self.number(*value);
        }
    }

    fn number(&mut self, value: f32) {
        push_number(&mut self.out, value);
        self.out.push(' ');
    }
}

/// What an icon is called in the streams of pages.
pub fn name_icon(icon: Icon) -> String {
    format!("X{}", icon as usize)
}

/// The operators that draw an outline. Quadratic curves are written as the cubic ones they are.
pub fn push_segments(out: &mut String, segments: &[Segment], scale: f32) {
    let mut at = Point::default();
    for segment in segments {
        let (points, operator): (&[Point], &str) = match segment {
            Segment::Move(to) => (std::slice::from_ref(to), "m\n"),
            Segment::Line(to) => (std::slice::from_ref(to), "l\n"),
            Segment::Quad([control, to]) => {
                let share = 2.0 / 3.0;
                (
                    &[at.lerp(*control, share), to.lerp(*control, share), *to],
                    "c\n",
                )
            }
            Segment::Curve(points) => (points, "c\n"),
            Segment::Close => (&[], "h\n"),
        };
        for point in points {
            push_number(out, point.x * scale);
            out.push(' ');
            push_number(out, point.y * scale);
            out.push(' ');
        }
        out.push_str(operator);
        at = points.last().copied().unwrap_or(at);
    }
}
