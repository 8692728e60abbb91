//! Keeps a curve that ends on another line from running beside a third one, so closely that the two
//! look like one. Works in the axes of flow.

use super::curve::{Side, Way, bend};
use super::geometry::{Point, Rect};
use super::placement::{Path, Placement, Shape, point_on_curve};
use super::signs::SHARES;

/// How close two lines are that look like one.
const NEAR: f32 = 9.0;
/// Lines run beside each other whose directions differ by less: the cosine of about 25 degrees.
const ALONG: f32 = 0.9;
/// Parts of a curve that are looked at.
const PARTS: u8 = 32;
/// So many parts beside other lines are not worth another way.
const FEW: u32 = 3;
/// How many map units of way round one such part is worth.
const DETOUR: f32 = 24.0;
/// How wide other ways swing.
const SWINGS: [f32; 3] = [1.0, 0.4, 2.0];
/// Where on a side of its box another way begins, as a share of it.
const SHARE: f32 = 0.5;
/// In a map with more lines, those beside others are left: looking at all of them takes too long.
const MOST: usize = 1_000;

/// Leads the curve of a wire from its box `from` another way if it runs beside other lines, to where
/// it ended before. `is_clear` says of a curve whether it may be drawn.
pub(super) fn stand_off(
    placement: &mut Placement,
    wire: usize,
    from: &Rect,
    is_clear: impl Fn(&[Point; 4]) -> bool,
) {
    let route = placement.wires[wire];
    let &[a, b, c, end] = placement.points(&route.main) else {
        return;
    };
    if route.main.shape != Shape::Curve || placement.wires.len() > MOST {
        return;
    }
    let first = [a, b, c, end];
    let n = count_beside(placement, wire, &first);
    if n <= FEW {
        return;
    }
    let cost = |curve: &[Point; 4], n: u32| length_of(curve) + DETOUR * n as f32;
    let mut best = (cost(&first, n), first);
    for side in Side::ALL {
        for swing in SWINGS {
            let way = Way {
                start: Some(side),
                end: None,
                swing,
            };
            let curve = bend(side.port(from, SHARE), end, way, 0);
            if length_of(&curve) < best.0 && is_clear(&curve) {
                let cost = cost(&curve, count_beside(placement, wire, &curve));
                if cost < best.0 {
                    best = (cost, curve);
                }
            }
        }
    }
    let (_, curve) = best;
    let at = route.main.points.first as usize;
    placement.points[at..at + 4].copy_from_slice(&curve);
    let route = &mut placement.wires[wire];
    route.chip = point_on_curve(&curve, SHARES[0]);
    route.middle = point_on_curve(&curve, 0.5);
}

fn length_of(curve: &[Point; 4]) -> f32 {
    parts_of(curve, PARTS).map(|(a, b)| a.distance(b)).sum()
}

/// How many parts of a curve run beside other lines that are drawn.
fn count_beside(placement: &Placement, wire: usize, curve: &[Point; 4]) -> u32 {
    let around = bounds_of(curve).grown(NEAR);
    let others = placement.wires.iter().enumerate();
    let others = others.filter(|&(at, _)| at != wire);
    let paths = others.flat_map(|(_, route)| placement.drawn_paths(route));
    let near = paths.filter(|path| {
        let points = placement.points(path);
        !points.is_empty() && bounds_of(points).grown(NEAR).overlaps(&around)
    });
    let legs: Vec<(Point, Point)> = near.flat_map(|path| legs_of(placement, path)).collect();
    let is_beside = |part: &(Point, Point)| legs.iter().any(|leg| run_together(*part, *leg));
    parts_of(curve, PARTS).filter(is_beside).count() as u32
}

fn legs_of(placement: &Placement, path: &Path) -> Vec<(Point, Point)> {
    let points = placement.points(path);
    match (path.shape, points) {
        (Shape::Curve, &[a, b, c, d]) => parts_of(&[a, b, c, d], PARTS / 2).collect(),
        _ => points.windows(2).map(|ends| (ends[0], ends[1])).collect(),
    }
}

fn parts_of(curve: &[Point; 4], n: u8) -> impl Iterator<Item = (Point, Point)> {
    let point =
        move |curve: &[Point; 4], at: u8| point_on_curve(curve, f32::from(at) / f32::from(n));
    let curve = *curve;
    (0..n).map(move |at| (point(&curve, at), point(&curve, at + 1)))
}

fn bounds_of(points: &[Point]) -> Rect {
    let corners = points.iter().map(|&at| Rect::from_corners(at, at));
    let sum = corners.reduce(|sum, rect| sum.union(&rect));
    sum.unwrap_or_default()
}

/// Whether the middle of a part is near a leg that goes its way.
fn run_together((a, b): (Point, Point), (c, d): (Point, Point)) -> bool {
    let (along, leg) = (a.distance(b), c.distance(d));
    if along <= 0.0 || leg <= 0.0 {
        return false;
    }
    let turn = ((b.x - a.x) * (d.x - c.x) + (b.y - a.y) * (d.y - c.y)) / (along * leg);
    let middle = a.lerp(b, 0.5);
    let share = ((middle.x - c.x) * (d.x - c.x) + (middle.y - c.y) * (d.y - c.y)) / (leg * leg);
    turn.abs() > ALONG && middle.distance(c.lerp(d, share.clamp(0.0, 1.0))) < NEAR
}
