//! From the scene's items to the toolkit's shapes, through a lens.

use std::sync::Arc;

use egui::epaint::{CubicBezierShape, PathShape, PathStroke, RectShape, TextShape};
use egui::{
    Color32, Context, CornerRadius, FontId, Galley, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind,
    Vec2, vec2,
};

use super::dashes::{Stretch, cut_to_sight};
use super::dots::Disc;
use super::lens::Lens;
use crate::layout::measure::Measure;
use crate::layout::scene::{Item, Line, Paint};
use crate::layout::{FontMeasure, Point};
use crate::text::order_line_for_sight;
use crate::theme::{Face, Role, Theme};
use crate::ui::theme;

/// Text smaller than this many points is left out.
const LEAST_TEXT: f32 = 5.0;
/// A polygon that encloses fewer square points is left out: nobody sees it, and where its sides lie
/// on one another the toolkit finds no direction for its edge.
const LEAST_AREA: f32 = 0.02;

/// Makes shapes of items of the scene.
pub struct Brush<'a> {
    /// Whose fonts set the text.
    pub ctx: &'a Context,
    /// In which colours.
    pub theme: &'a Theme,
    /// From map to screen.
    pub lens: Lens,
    /// What of lines of dashes is to be seen, on the screen.
    pub sight: Rect,
    /// Whether what is made is baked, and so counts places in the atlas in its pixels.
    pub is_baked: bool,
    /// The shapes, from back to front.
    pub shapes: &'a mut Vec<Shape>,
}

impl Brush<'_> {
    /// Adds the shapes of items, from back to front.
    pub fn paint(&mut self, items: &[Item]) {
        for item in items {
            self.paint_one(&item.paint);
        }
    }

    fn paint_one(&mut self, paint: &Paint) {
        let zoom = self.lens.zoom;
        match paint {
            Paint::Rect {
                rect,
                radius,
                fill,
                line,
            } => {
                let rect = self.lens.rect(rect);
                let radius = CornerRadius::same((radius * zoom).min(255.0).round() as u8);
                let fill = self.fill(*fill);
                match line {
                    Some(line) if !line.dash.is_empty() => {
                        self.add(RectShape::filled(rect, radius, fill));
                        let outline = round_rect(rect, f32::from(radius.nw));
                        self.dashed(&outline, line);
                    }
                    line => {
                        let stroke = line.as_ref().map_or(Stroke::NONE, |line| self.stroke(line));
                        let shape = RectShape::new(rect, radius, fill, stroke, StrokeKind::Middle);
                        self.add(shape);
                    }
                }
            }
            Paint::Polygon { points, fill, line } => {
                let mut points: Vec<Pos2> = points.iter().map(|&at| self.lens.point(at)).collect();
                drop_repeated(&mut points);
                if find_area(&points) < LEAST_AREA {
                    return;
                }
                let fill = self.fill(*fill);
                match line {
                    Some(line) if !line.dash.is_empty() => {
                        self.add(Shape::convex_polygon(points.clone(), fill, Stroke::NONE));
                        let mut closed = points;
                        closed.extend(closed.first().copied());
                        self.dashed(&closed, line);
                    }
                    line => {
                        let stroke = line.as_ref().map_or(Stroke::NONE, |line| self.stroke(line));
                        self.add(PathShape::convex_polygon(points, fill, stroke));
                    }
                }
            }
            Paint::Path {
                points,
                rounding,
                line,
            } => {
                let points: Vec<Pos2> = points
                    .iter()
                    .map(|&at| self.snap(self.lens.point(at), line))
                    .collect();
                self.line(&round_corners(&points, rounding * zoom), line);
            }
            Paint::Curve { points, line } => {
                let points = points.map(|at| self.lens.point(at));
                if line.dash.is_empty() {
                    let stroke: PathStroke = self.stroke(line).into();
                    let curve = CubicBezierShape::from_points_stroke(
                        points,
                        false,
                        Color32::TRANSPARENT,
                        stroke,
                    );
                    self.add(curve);
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
                is_from_right,
            } => {
                let ways = (*is_struck, *is_from_right);
                self.text(*at, style.face, style.size, *role, text, ways);
            }
            Paint::Icon {
                center,
                size,
                role,
                icon,
            } => {
                let size = self.font_size(*size);
                if size < LEAST_TEXT {
                    return;
                }
                let colour = theme::colour(self.theme, *role);
                let galley = self.lay_out(icon.char().to_string(), Face::Icons, size, colour);
                // The ink of the glyph, and not its line, has its middle where it belongs.
                let middle = galley.mesh_bounds.center().to_vec2();
                let at = self.lens.point(*center) - middle;
                self.add(TextShape::new(at, galley, colour));
            }
        }
    }

    /// `ways` says whether a line runs through it, and whether it is read from the right.
    fn text(
        &mut self,
        at: Point,
        face: Face,
        size: f32,
        role: Role,
        text: &str,
        ways: (bool, bool),
    ) {
        let (is_struck, is_from_right) = ways;
        let size = self.font_size(size);
        if size < LEAST_TEXT || text.is_empty() {
            return;
        }
        let colour = theme::colour(self.theme, role);
        let shown = order_line_for_sight(text, is_from_right).into_owned();
        let galley = self.lay_out(shown, face, size, colour);
        let first = galley.rows.first().and_then(|row| row.glyphs.first());
        let baseline = first.map_or(size, |glyph| glyph.pos.y);
        let mut at = self.lens.point(at);
        if is_from_right {
            let counted = FontMeasure::bundled().advance(face, size, text);
            at.x += counted - galley.size().x;
        }
        // Whole pixels keep the strokes of letters even.
        let pixels = self.lens.pixels;
        let top = ((at.y - baseline) * pixels).round() / pixels;
        let width = galley.size().x;
        self.add(TextShape::new(egui::pos2(at.x, top), galley, colour));
        if is_struck {
            let y = at.y - size * 0.3;
            let ends = [egui::pos2(at.x, y), egui::pos2(at.x + width, y)];
            self.add(Shape::line_segment(ends, Stroke::new(1.0, colour)));
        }
    }

    fn lay_out(&self, text: String, face: Face, size: f32, colour: Color32) -> Arc<Galley> {
        let font = FontId::new(size, theme::family(face));
        self.ctx
            .fonts_mut(|fonts| fonts.layout_no_wrap(text, font, colour))
    }

    fn add(&mut self, shape: impl Into<Shape>) {
        self.shapes.push(shape.into());
    }

    /// Brings a point of a line to where its edges fall alike on the pixels on either side.
    fn snap(&self, at: Pos2, line: &Line) -> Pos2 {
        let pixels = self.lens.pixels;
        let half = if (self.stroke(line).width * pixels).round() % 2.0 == 0.0 {
            0.0
        } else {
            0.5
        };
        let snap = |along: f32| ((along * pixels - half).round() + half) / pixels;
        egui::pos2(snap(at.x), snap(at.y))
    }

    /// A size of type at the lens's zoom, in quarters of a point: so few sizes that the glyphs
    /// of a long zoom fit the toolkit's atlas.
    fn font_size(&self, size: f32) -> f32 {
        (size * self.lens.zoom * 4.0).round() / 4.0
    }

    fn line(&mut self, points: &[Pos2], line: &Line) {
        if line.dash.is_empty() {
            let stroke = self.stroke(line);
            self.add(PathShape::line(points.to_vec(), stroke));
        } else {
            self.dashed(points, line);
        }
    }

    fn dashed(&mut self, points: &[Pos2], line: &Line) {
        let zoom = self.lens.zoom.max(0.25);
        if let [dot, gap] = line.dash
            && *dot <= line.width
        {
            // Dashes as short as that vanish in the toolkit's feathering.
            let stroke = self.stroke(line);
            let (spacing, radius) = ((dot + gap) * zoom, (stroke.width / 2.0).max(0.6));
            let stretches = cut_to_sight(points, self.sight, spacing).into_iter();
            let disc = Disc::find(self.ctx, self.lens.pixels, radius, stroke.color)
                .filter(|_| self.is_baked);
            for points in stretches.map(|Stretch { points, .. }| points) {
                if let Some(disc) = &disc {
                    self.add(disc.line(&points, spacing));
                } else {
                    let dots = Shape::dotted_line(&points, stroke.color, spacing, radius);
                    self.shapes.extend(dots);
                }
            }
            return;
        }
        // Whole pixels, or dashes of one line would differ.
        let pixels = self.lens.pixels;
        let whole = |length: f32| (length * zoom * pixels).round().max(1.0) / pixels;
        let (mut dashes, mut gaps) = (Vec::new(), Vec::new());
        for pair in line.dash.chunks(2) {
            dashes.push(whole(pair[0]));
            gaps.push(whole(pair.get(1).copied().unwrap_or(pair[0])));
        }
        let period: f32 = dashes.iter().chain(&gaps).sum();
        let stroke = self.stroke(line);
        let mut level = Mesh::default();
        for Stretch { points, offset } in cut_to_sight(points, self.sight, period) {
            for dash in Shape::dashed_line_with_offset(&points, stroke, &dashes, &gaps, offset) {
                match dash {
                    Shape::LineSegment { points, .. } if is_level(points) => {
                        let (rect, colour) = level_dash(points, stroke, pixels);
                        level.add_colored_rect(rect, colour);
                    }
                    other => self.shapes.push(other),
                }
            }
        }
        if !level.is_empty() {
            self.add(Shape::mesh(level));
        }
    }

    fn stroke(&self, line: &Line) -> Stroke {
        let widest = (line.width * 2.0).max(0.75);
        let width = (line.width * self.lens.zoom).clamp(0.75, widest);
        Stroke::new(width, theme::colour(self.theme, line.role))
    }

    fn fill(&self, role: Option<Role>) -> Color32 {
        role.map_or(Color32::TRANSPARENT, |role| theme::colour(self.theme, role))
    }
}

/// Whether a dash runs along one of the axes.
fn is_level([a, b]: [Pos2; 2]) -> bool {
    const LEAST: f32 = 0.01;
    (a.x - b.x).abs() < LEAST || (a.y - b.y).abs() < LEAST
}

/// A dash along an axis as a rectangle of whole pixels, a third of the triangles that the toolkit
/// would make of it. Where the line is thinner than its pixels, the colour is fainter.
pub fn level_dash([a, b]: [Pos2; 2], stroke: Stroke, pixels: f32) -> (Rect, Color32) {
    let width = (stroke.width * pixels).round().max(1.0);
    let round = |along: f32| (along * pixels).round() / pixels;
    // Across, one edge is rounded and the other follows: every dash is equally wide.
    let side = |middle: f32| {
        let first = round(middle - width / pixels / 2.0);
        (first, first + width / pixels)
    };
    let run = Rect::from_two_pos(a, b);
    let ((left, right), (top, bottom)) = if run.width() >= run.height() {
        ((round(run.min.x), round(run.max.x)), side(run.center().y))
    } else {
        (side(run.center().x), (round(run.min.y), round(run.max.y)))
    };
    let share = (stroke.width * pixels / width).min(1.0);
    let rect = Rect::from_min_max(egui::pos2(left, top), egui::pos2(right, bottom));
    (rect, stroke.color.gamma_multiply(share))
}

/// Straight lines with round corners, as points in screen points, no two neighbours in one place:
/// between those the toolkit would find no direction.
pub fn round_corners(points: &[Pos2], radius: f32) -> Vec<Pos2> {
    const STEPS: usize = 5;
    let mut points = points.to_vec();
    drop_repeated(&mut points);
    if points.len() < 3 || radius < 0.5 {
        return points;
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
    drop_repeated(&mut rounded);
    rounded
}

/// Leaves out points that stand where the one before stands, but keeps two.
fn drop_repeated(points: &mut Vec<Pos2>) {
    const LEAST: f32 = 0.02;
    let Some(&last) = points.last() else { return };
    points.dedup_by(|after, before| after.distance(*before) < LEAST);
    if points.len() == 1 {
        points.push(last);
    }
}

/// How much a polygon encloses, in square points of the screen (the shoelace formula).
fn find_area(points: &[Pos2]) -> f32 {
    let Some(&first) = points.first() else {
        return 0.0;
    };
    let sides = points
        .windows(2)
        .map(|ends| (ends[0] - first, ends[1] - first));
    let twice: f32 = sides.map(|(a, b)| a.x * b.y - a.y * b.x).sum();
    twice.abs() / 2.0
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
pub fn round_rect(rect: Rect, radius: f32) -> Vec<Pos2> {
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
