//! The curves behind what is painted: lines with rounded corners, round rectangles, and their
//! flattening. Pure geometry for whoever paints: knows no colour, no font file and no toolkit.

use crate::layout::geometry::{Point, Rect};
use crate::layout::placement::point_on_curve;

/// A quarter of a circle of radius 1 as a cubic curve: the length of its handles.
/// 4/3 · (√2 − 1).
const QUARTER: f32 = 0.552_284_8;
/// Below this length in map units two points count as one.
const TINY: f32 = 1e-3;

/// One step of an outline. Each starts where the one before ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts anew at a point.
    Move(Point),
    /// A straight line to a point.
    Line(Point),
    /// A quadratic curve: control, end.
    Quad([Point; 2]),
    /// A cubic curve: two controls, end.
    Curve([Point; 3]),
    /// A straight line back to the last `Move`.
    Close,
}

/// Lines from point to point whose inner corners are arcs of `radius`, less where a line is too
/// short: an arc takes at most half of each line that it joins. Nothing for less than two points.
pub fn round_corners(points: &[Point], radius: f32) -> Vec<Segment> {
    let [start, .., end] = *points else {
        return Vec::new();
    };
    let mut segments = Vec::with_capacity(2 * points.len());
    segments.push(Segment::Move(start));
    for corner in points.windows(3) {
        push_corner(&mut segments, [corner[0], corner[1], corner[2]], radius);
    }
    segments.push(Segment::Line(end));
    segments
}

/// A closed rectangle whose corners are quarters of circles of `radius`, at most half its
/// smaller side.
pub fn round_rect(rect: Rect, radius: f32) -> Vec<Segment> {
    let Rect { min, max } = rect;
    let r = radius.clamp(0.0, (rect.width().min(rect.height()) / 2.0).max(0.0));
    let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)];
    if r < TINY {
        return close(&corners);
    }
    let mut segments = Vec::with_capacity(10);
    for at in 0..4 {
        let (before, corner, after) = (corners[(at + 3) % 4], corners[at], corners[(at + 1) % 4]);
        let (from, to) = (step(corner, before, r), step(corner, after, r));
        segments.push(if at == 0 {
            Segment::Move(from)
        } else {
            Segment::Line(from)
        });
        segments.push(Segment::Curve([
            from.lerp(corner, QUARTER),
            to.lerp(corner, QUARTER),
            to,
        ]));
    }
    segments.push(Segment::Close);
    segments
}

/// A closed polygon with sharp corners. Nothing for less than two points.
pub fn close(points: &[Point]) -> Vec<Segment> {
    let mut segments = round_corners(points, 0.0);
    if !segments.is_empty() {
        segments.push(Segment::Close);
    }
    segments
}

/// The points of a chain of straight lines that strays from the outline by at most about
/// `tolerance` (same unit, above 0). For an outline of one piece, as lines of the map are.
pub fn flatten(segments: &[Segment], tolerance: f32) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::with_capacity(segments.len());
    for segment in segments {
        let at = points.last().copied().unwrap_or_default();
        match *segment {
            Segment::Move(to) | Segment::Line(to) => points.push(to),
            Segment::Quad([control, to]) => {
                let controls = [at.lerp(control, 2.0 / 3.0), to.lerp(control, 2.0 / 3.0)];
                push_curve(&mut points, [at, controls[0], controls[1], to], tolerance);
            }
            Segment::Curve([a, b, to]) => push_curve(&mut points, [at, a, b, to], tolerance),
            Segment::Close => points.extend(points.first().copied()),
        }
    }
    points
}

fn push_corner(segments: &mut Vec<Segment>, [before, corner, after]: [Point; 3], radius: f32) {
    let (length_in, length_out) = (before.distance(corner), corner.distance(after));
    if length_in < TINY || length_out < TINY {
        segments.push(Segment::Line(corner));
        return;
    }
    let (ax, ay) = (corner.x - before.x, corner.y - before.y);
    let (bx, by) = (after.x - corner.x, after.y - corner.y);
    // By how much the way turns, 0 straight on, π back.
    let turn = (ax * by - ay * bx).atan2(ax * bx + ay * by).abs();
    let tangent = (turn / 2.0).tan();
    let cut = (radius * tangent).min(length_in.min(length_out) / 2.0);
    if cut < TINY || turn > 3.1 {
        segments.push(Segment::Line(corner));
        return;
    }
    // An arc of angle φ as a cubic has handles of 4/3 · tan(φ/4) radii.
    let handle = 4.0 / 3.0 * (turn / 4.0).tan() * cut / tangent / cut;
    let (from, to) = (step(corner, before, cut), step(corner, after, cut));
    segments.push(Segment::Line(from));
    segments.push(Segment::Curve([
        from.lerp(corner, handle),
        to.lerp(corner, handle),
        to,
    ]));
}

fn push_curve(points: &mut Vec<Point>, curve: [Point; 4], tolerance: f32) {
    // The second differences of the controls bound how far a curve strays from its chord.
    let bend = |at: usize| {
        let [before, control, after] = [curve[at], curve[at + 1], curve[at + 2]];
        let x = before.x - 2.0 * control.x + after.x;
        x.hypot(before.y - 2.0 * control.y + after.y)
    };
    let stray = bend(0).max(bend(1)) * 0.75;
    let n_parts = (stray / tolerance.max(TINY)).sqrt().ceil().clamp(1.0, 64.0) as u16;
    for at in 1..=n_parts {
        let share = f32::from(at) / f32::from(n_parts);
        points.push(point_on_curve(&curve, share));
    }
}

/// The point `length` away from `from` on the way to `to`.
fn step(from: Point, to: Point, length: f32) -> Point {
    from.lerp(to, length / from.distance(to).max(TINY))
}
