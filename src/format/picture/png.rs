//! A scene as a PNG: rasterised without window, graphics card or system fonts. Paints the same
//! items at the same places as the SVG does.

use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint as Ink, Path, PathBuilder, Pixmap, PixmapMut, Stroke,
    StrokeDash, Transform,
};

use super::glyph::Glyphs;
use crate::format::FormatError;
use crate::layout::geometry::{Point, Rect};
use crate::layout::measure::FontMeasure;
use crate::layout::scene::outline::{Segment, close, round_corners, round_rect};
use crate::layout::scene::{Line, Paint, Scene};
use crate::text::order_line_for_sight;
use crate::theme::{Rgba, Role, Theme};

/// The longest side of a picture in pixels.
pub const MAX_SIDE: u32 = 16_384;
/// The most pixels of a picture: 400 MB while it is drawn.
pub const MAX_PIXELS: u64 = 100_000_000;

/// Where the line through struck text runs above the baseline, and how thick it is, in ems.
const STRIKE: (f32, f32) = (0.27, 0.07);

/// A picture, and how large it came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Pixels per map unit.
    pub scale: f32,
    /// What to tell the user: that the picture is smaller than was asked for.
    pub notice: Option<String>,
}

/// Draws a scene with `scale` pixels per map unit (2 is sharp on most screens). A picture that
/// would pass [`MAX_SIDE`] or [`MAX_PIXELS`] is made as large as they allow, with a notice. Fails
/// if the scale is no number above 0, or if memory is short.
pub fn write(scene: &Scene, theme: &Theme, scale: f32) -> Result<Png, FormatError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(FormatError::Export {
            why: format!("a picture cannot be {scale} times its size; give a scale such as 2"),
        });
    }
    let largest = find_largest_scale(scene.bounds);
    let used = scale.min(largest);
    let notice = (used < scale).then(|| {
        format!(
            "the picture is drawn at scale {used:.2} instead of {scale:.2}, because it may have \
             at most {MAX_SIDE} pixels a side and {} million in all; export it as SVG to keep \
             every detail",
            MAX_PIXELS / 1_000_000
        )
    });
    let extent = |side: f32| ((side * used).ceil() as u32).clamp(1, MAX_SIDE);
    let (width, height) = (extent(scene.bounds.width()), extent(scene.bounds.height()));
    let mut pixmap = Pixmap::new(width, height).ok_or_else(|| FormatError::Export {
        why: format!("there is no memory for {width} × {height} pixels; choose a smaller scale"),
    })?;
    pixmap.fill(find_colour(theme.colour(Role::Paper)));
    Canvas::new(&mut pixmap, scene.bounds, theme, used).draw(scene);
    let bytes = pixmap.encode_png().map_err(|error| FormatError::Export {
        why: format!("the picture could not be packed ({error}); choose a smaller scale"),
    })?;
    Ok(Png {
        bytes,
        width,
        height,
        scale: used,
        notice,
    })
}

fn find_largest_scale(bounds: Rect) -> f32 {
    let (width, height) = (bounds.width().max(1.0), bounds.height().max(1.0));
    let by_side = MAX_SIDE as f32 / width.max(height);
    let by_area = (MAX_PIXELS as f64 / (f64::from(width) * f64::from(height))).sqrt() as f32;
    // Rounding up to whole pixels must not pass the bound again.
    by_side.min(by_area) * 0.9995
}

struct Canvas<'a> {
    pixels: PixmapMut<'a>,
    theme: &'a Theme,
    glyphs: Glyphs<'static>,
    to_pixels: Transform,
}

impl<'a> Canvas<'a> {
    fn new(pixmap: &'a mut Pixmap, bounds: Rect, theme: &'a Theme, scale: f32) -> Self {
        // At whole odd scales a line of 1 unit is sharp half a pixel beside its corner.
        let is_odd = scale.round() == scale && scale % 2.0 == 1.0;
        let nudge = if is_odd { 0.5 } else { 0.0 };
        let (x, y) = (
            -(bounds.min.x * scale).floor() + nudge,
            -(bounds.min.y * scale).floor() + nudge,
        );
        Self {
            pixels: pixmap.as_mut(),
            theme,
            glyphs: Glyphs::new(FontMeasure::bundled()),
            to_pixels: Transform::from_row(scale, 0.0, 0.0, scale, x, y),
        }
    }

    fn draw(&mut self, scene: &Scene) {
        for item in &scene.items {
            self.draw_paint(&item.paint);
        }
    }

    fn draw_paint(&mut self, paint: &Paint) {
        match paint {
            Paint::Rect {
                rect,
                radius,
                fill,
                line,
            } => self.draw_area(&round_rect(*rect, *radius), *fill, *line),
            Paint::Polygon { points, fill, line } => self.draw_area(&close(points), *fill, *line),
            Paint::Path {
                points,
                rounding,
                line,
            } => self.draw_area(&round_corners(points, *rounding), None, Some(*line)),
            Paint::Curve { points, line } => {
                let [a, b, c, d] = *points;
                let segments = [Segment::Move(a), Segment::Curve([b, c, d])];
                self.draw_area(&segments, None, Some(*line));
            }
            Paint::Text {
                at,
                style,
                role,
                text,
                is_struck,
                is_from_right,
            } => {
                let mut path = PathBuilder::new();
                let text = order_line_for_sight(text, *is_from_right);
                let width = self
                    .glyphs
                    .trace_text(*at, *style, &text, |segment| add(&mut path, segment));
                self.fill(path.finish(), *role);
                if *is_struck {
                    let y = at.y - STRIKE.0 * style.size;
                    let thick = STRIKE.1 * style.size;
                    let rect = Rect::from_corners(
                        Point::new(at.x, y),
                        Point::new(at.x + width, y + thick),
                    );
                    self.draw_area(&round_rect(rect, 0.0), Some(*role), None);
                }
            }
            Paint::Icon {
                center,
                size,
                role,
                icon,
            } => {
                let half = size / 2.0;
                let place =
                    Transform::from_row(*size, 0.0, 0.0, *size, center.x - half, center.y - half);
                let path = trace(&self.glyphs.trace_icon(*icon));
                self.fill(path.and_then(|path| path.transform(place)), *role);
            }
        }
    }

    fn draw_area(&mut self, segments: &[Segment], fill: Option<Role>, line: Option<Line>) {
        let path = trace(segments);
        if let Some(role) = fill {
            self.fill(path.clone(), role);
        }
        if let (Some(path), Some(line)) = (path, line) {
            let ink = mix_ink(self.theme.colour(line.role));
            let stroke = Stroke {
                width: line.width,
                line_cap: if line.dash.contains(&0.0) {
                    LineCap::Round
                } else {
                    LineCap::Butt
                },
                line_join: LineJoin::Round,
                // None for a solid line: fewer than two lengths are no pattern.
                dash: StrokeDash::new(line.dash.to_vec(), 0.0),
                ..Stroke::default()
            };
            self.pixels
                .stroke_path(&path, &ink, &stroke, self.to_pixels, None);
        }
    }

    fn fill(&mut self, path: Option<Path>, role: Role) {
        if let Some(path) = path {
            let ink = mix_ink(self.theme.colour(role));
            self.pixels
                .fill_path(&path, &ink, FillRule::Winding, self.to_pixels, None);
        }
    }
}

fn trace(segments: &[Segment]) -> Option<Path> {
    let mut path = PathBuilder::with_capacity(segments.len(), 3 * segments.len());
    for segment in segments {
        add(&mut path, *segment);
    }
    path.finish()
}

fn add(path: &mut PathBuilder, segment: Segment) {
    match segment {
        Segment::Move(to) => path.move_to(to.x, to.y),
        Segment::Line(to) => path.line_to(to.x, to.y),
        Segment::Quad([control, to]) => path.quad_to(control.x, control.y, to.x, to.y),
        Segment::Curve([a, b, to]) => path.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
        Segment::Close => path.close(),
    }
}

fn mix_ink(colour: Rgba) -> Ink<'static> {
    let mut ink = Ink::default();
    ink.set_color(find_colour(colour));
    ink
}

fn find_colour(Rgba { r, g, b, a }: Rgba) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(r, g, b, a)
}
