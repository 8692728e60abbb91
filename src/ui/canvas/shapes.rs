//! From the scene's items to the toolkit's shapes, at the camera's zoom.

use egui::epaint::{CubicBezierShape, PathShape, PathStroke, RectShape, TextShape};
use egui::{Color32, CornerRadius, FontId, Painter, Pos2, Shape, Stroke, StrokeKind, Vec2, vec2};

use super::Frame;
use super::dashes::{Stretch, cut_to_sight};
use crate::layout::Point;
use crate::layout::scene::{Item, Line, Paint};
use crate::theme::{Face, Role, Theme};
use crate::ui::theme;

/// Text smaller than this many points is left out.
const LEAST_TEXT: f32 = 3.5;

/// Paints items of the scene.
pub struct Brush<'a> {
    /// Where to paint.
    pub painter: &'a Painter,
    /// In which colours.
    pub theme: &'a Theme,
    /// Through which camera.
    pub frame: &'a Frame<'a>,
}

impl Brush<'_> {
    /// Paints items, from back to front.
    pub fn paint(&self, items: &[Item]) {
        for item in items {
            self.paint_one(&item.paint);
        }
    }

    fn paint_one(&self, paint: &Paint) {
        let zoom = self.frame.camera.zoom;
        match paint {
            Paint::Rect {
                rect,
                radius,
                fill,
                line,
            } => {
                let rect = self
                    .frame
                    .rect_to_screen([rect.min.x, rect.min.y, rect.max.x, rect.max.y]);
                let radius = CornerRadius::same((radius * zoom).min(255.0).round() as u8);
                let fill = self.fill(*fill);
                match line {
                    Some(line) if !line.dash.is_empty() => {
                        self.painter.add(RectShape::filled(rect, radius, fill));
                        let outline = round_rect(rect, f32::from(radius.nw));
                        self.dashed(&outline, line);
                    }
                    line => {
                        let stroke = line.as_ref().map_or(Stroke::NONE, |line| self.stroke(line));
                        let shape = RectShape::new(rect, radius, fill, stroke, StrokeKind::Middle);
                        self.painter.add(shape);
                    }
                }
            }
            Paint::Polygon { points, fill, line } => {
                let points: Vec<Pos2> = points.iter().map(|&at| self.frame.to_screen(at)).collect();
                let fill = self.fill(*fill);
                match line {
                    Some(line) if !line.dash.is_empty() => {
                        self.painter
                            .add(Shape::convex_polygon(points.clone(), fill, Stroke::NONE));
                        let mut closed = points;
                        closed.extend(closed.first().copied());
                        self.dashed(&closed, line);
                    }
                    line => {
                        let stroke = line.as_ref().map_or(Stroke::NONE, |line| self.stroke(line));
                        self.painter
                            .add(PathShape::convex_polygon(points, fill, stroke));
                    }
                }
            }
            Paint::Path {
                points,
                rounding,
                line,
            } => {
                let points: Vec<Pos2> = points.iter().map(|&at| self.frame.to_screen(at)).collect();
                self.line(&round_corners(&points, rounding * zoom), line);
            }
            Paint::Curve { points, line } => {
                let points = points.map(|at| self.frame.to_screen(at));
                if line.dash.is_empty() {
                    let stroke: PathStroke = self.stroke(line).into();
                    let curve = CubicBezierShape::from_points_stroke(
                        points,
                        false,
                        Color32::TRANSPARENT,
                        stroke,
                    );
                    self.painter.add(curve);
                } else {
                    self.line(&flatten(points), line);
                }
            }
            Paint::Text {
                at,
                style,
                role,
                text,
                is_struck,
            } => {
                self.text(*at, style.face, style.size, *role, text, *is_struck);
            }
            Paint::Icon {
                center,
                size,
                role,
                icon,
            } => {
                let glyph = icon.char().to_string();
                let size = self.font_size(*size);
                if size < LEAST_TEXT {
                    return;
                }
                let colour = theme::colour(self.theme, *role);
                let font = FontId::new(size, theme::family(Face::Icons));
                let galley = self.painter.layout_no_wrap(glyph, font, colour);
                let at = self.frame.to_screen(*center) - galley.size() / 2.0;
                self.painter.galley(at, galley, colour);
            }
        }
    }

    fn text(&self, at: Point, face: Face, size: f32, role: Role, text: &str, is_struck: bool) {
        let size = self.font_size(size);
        if size < LEAST_TEXT || text.is_empty() {
            return;
        }
        let colour = theme::colour(self.theme, role);
        let font = FontId::new(size, theme::family(face));
        let galley = self.painter.layout_no_wrap(text.to_owned(), font, colour);
        let first = galley.rows.first().and_then(|row| row.glyphs.first());
        let baseline = first.map_or(size, |glyph| glyph.pos.y);
        let at = self.frame.to_screen(at);
        // Whole pixels keep the strokes of letters even.
        let pixels = self.frame.pixels;
        let top = ((at.y - baseline) * pixels).round() / pixels;
        let mut shape = TextShape::new(egui::pos2(at.x, top), galley, colour);
        if is_struck {
            shape.underline = Stroke::NONE;
            let y = at.y - size * 0.3;
            let ends = [
                egui::pos2(at.x, y),
                egui::pos2(at.x + shape.galley.size().x, y),
            ];
            self.painter.line_segment(ends, Stroke::new(1.0, colour));
        }
        self.painter.add(shape);
    }

    /// A size of type at the camera's zoom, in quarters of a point: so few sizes that the glyphs
    /// of a long zoom fit the toolkit's atlas.
    fn font_size(&self, size: f32) -> f32 {
        (size * self.frame.camera.zoom * 4.0).round() / 4.0
    }

    fn line(&self, points: &[Pos2], line: &Line) {
        if line.dash.is_empty() {
            self.painter
                .add(PathShape::line(points.to_vec(), self.stroke(line)));
        } else {
            self.dashed(points, line);
        }
    }

    fn dashed(&self, points: &[Pos2], line: &Line) {
        let zoom = self.frame.camera.zoom.max(0.25);
        if let [dot, gap] = line.dash
            && *dot <= line.width
        {
            // Dashes as short as that vanish in the toolkit's feathering.
            let stroke = self.stroke(line);
            let (spacing, radius) = ((dot + gap) * zoom, (stroke.width / 2.0).max(0.6));
            for Stretch { points, .. } in cut_to_sight(points, self.painter.clip_rect(), spacing) {
                let dots = Shape::dotted_line(&points, stroke.color, spacing, radius);
                self.painter.extend(dots);
            }
            return;
        }
        let (mut dashes, mut gaps) = (Vec::new(), Vec::new());
        for pair in line.dash.chunks(2) {
            dashes.push(pair[0] * zoom);
            gaps.push(pair.get(1).copied().unwrap_or(pair[0]) * zoom);
        }
        let period: f32 = dashes.iter().chain(&gaps).sum();
        let sight = self.painter.clip_rect();
        for Stretch { points, offset } in cut_to_sight(points, sight, period) {
            let stroke = self.stroke(line);
            let shapes = Shape::dashed_line_with_offset(&points, stroke, &dashes, &gaps, offset);
            self.painter.extend(shapes);
        }
    }

    fn stroke(&self, line: &Line) -> Stroke {
        let widest = (line.width * 2.0).max(0.75);
        let width = (line.width * self.frame.camera.zoom).clamp(0.75, widest);
        Stroke::new(width, theme::colour(self.theme, line.role))
    }

    fn fill(&self, role: Option<Role>) -> Color32 {
        role.map_or(Color32::TRANSPARENT, |role| theme::colour(self.theme, role))
    }
}

/// Straight lines with round corners, as points.
pub fn round_corners(points: &[Pos2], radius: f32) -> Vec<Pos2> {
    const STEPS: usize = 5;
    if points.len() < 3 || radius < 0.5 {
        return points.to_vec();
    }
    let mut rounded = vec![points[0]];
    for corner in points.windows(3) {
        let [a, b, c] = [corner[0], corner[1], corner[2]];
        let room = ((b - a).length() / 2.0)
            .min((c - b).length() / 2.0)
            .min(radius);
        let start = b + (a - b).normalized() * room;
        let end = b + (c - b).normalized() * room;
        for step in 0..=STEPS {
            let t = step as f32 / STEPS as f32;
            let (one, two) = (start + (b - start) * t, b + (end - b) * t);
            rounded.push(one + (two - one) * t);
        }
    }
    rounded.extend(points.last());
    rounded
}

fn flatten(points: [Pos2; 4]) -> Vec<Pos2> {
    const STEPS: usize = 24;
    let at = |step: usize| {
        let t = step as f32 / STEPS as f32;
        let u = 1.0 - t;
        let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
        let sum = points.iter().zip(weights);
        let sum = sum.fold(Vec2::ZERO, |sum, (point, weight)| {
            sum + point.to_vec2() * weight
        });
        sum.to_pos2()
    };
    (0..=STEPS).map(at).collect()
}

/// The outline of a rectangle with round corners, closed, as points.
fn round_rect(rect: egui::Rect, radius: f32) -> Vec<Pos2> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let middles = [
        (rect.right() - radius, rect.top() + radius, -90.0_f32),
        (rect.right() - radius, rect.bottom() - radius, 0.0),
        (rect.left() + radius, rect.bottom() - radius, 90.0),
        (rect.left() + radius, rect.top() + radius, 180.0),
    ];
    let mut outline = Vec::new();
    for (x, y, from) in middles {
        for step in 0..=4_u8 {
            let angle = (from + f32::from(step) * 22.5).to_radians();
            outline.push(egui::pos2(x, y) + vec2(angle.cos(), angle.sin()) * radius);
        }
    }
    outline.extend(outline.first().copied());
    outline
}
