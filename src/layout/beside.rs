//! Keeps a curve that ends on another line from running beside a third one, so closely that the two
//! look like one, and a curve between boxes from running over the place where a line ends on a line. Works
//! in the axes of flow.

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
/// Where on the sides of its boxes another way may begin and end.
const SHARES_OF_SIDE: [f32; 3] = [0.5, 0.25, 0.75];
/// How close to the end of a line on a line another one seems to be what it strikes.
const STRUCK: f32 = 12.0;
/// Between two ends of lines at least.
const ROOM: f32 = 14.0;
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
    set_curve(placement, wire, &curve);
}

/// Leads the curve of a wire between two boxes another way if it runs over a place where a line ends on
/// a line, or close by it: nobody could tell which of the two that line strikes. `is_clear` says of a curve whether it may be drawn.
pub(super) fn keep_off_strikes(
    placement: &mut Placement,
    wire: usize,
    [from, to]: [&Rect; 2],
    is_clear: impl Fn(&[Point; 4]) -> bool,
) {
    let route = placement.wires[wire];
    let &[start, b, c, end] = placement.points(&route.main) else {
        return;
    };
    if route.main.shape != Shape::Curve || placement.wires.len() > MOST {
        return;
    }
    let first = [start, b, c, end];
    let around = bounds_of(&first).union(from).union(to).grown(STRUCK);
    let strikes: Vec<Point> = placement
        .wires
        .iter()
        .filter(|other| other.ends_on_wire && other.stub.is_none())
        .filter_map(|other| placement.points(&other.main).last().copied())
        .filter(|&at| around.contains(at))
        .collect();
    let count = |curve: &[Point; 4]| {
        let is_near =
            |at: &&Point| parts_of(curve, PARTS).any(|(a, b)| distance_to_leg(**at, a, b) < STRUCK);
        strikes.iter().filter(is_near).count()
    };
    let n = count(&first);
    if n == 0 {
        return;
    }
    let ends = list_ends(placement, wire);
    let is_free = |at: Point| ends.iter().all(|end| end.distance(at) >= ROOM);
    let mut best = (n, 0.0, first);
    for (start, end, swing) in list_ways() {
        let ports = [start, end].map(|(side, _)| side);
        let [a, b] = [(from, start), (to, end)].map(|(rect, (side, share))| side.port(rect, share));
        let way = Way {
            start: Some(ports[0]),
            end: Some(ports[1]),
            swing,
        };
        let curve = bend(a, b, way, 0);
        let (n, length) = (count(&curve), length_of(&curve));
        let is_better = (n, length) < (best.0, best.1) && a.distance(b) >= ROOM;
        if is_better && is_free(a) && is_free(b) && is_clear(&curve) {
            let cost = length + DETOUR * count_beside(placement, wire, &curve) as f32;
            if (n, cost) < (best.0, best.1) {
                best = (n, cost, curve);
            }
        }
    }
    let (_, _, curve) = best;
    set_curve(placement, wire, &curve);
}

/// A place on a side of a box, as a share of it.
type Port = (Side, f32);

/// All other ways between two boxes: where they begin and end, and how wide they swing.
fn list_ways() -> impl Iterator<Item = (Port, Port, f32)> {
    let ports = || {
        Side::ALL
            .into_iter()
            .flat_map(|side| SHARES_OF_SIDE.map(|share| (side, share)))
    };
    let pairs = move || ports().flat_map(move |one| ports().map(move |two| (one, two)));
    pairs().flat_map(|(one, two)| SWINGS.map(|swing| (one, two, swing)))
}

/// Where the lines of other wires begin and end.
fn list_ends(placement: &Placement, wire: usize) -> Vec<Point> {
    let others = placement.wires.iter().enumerate();
    let others = others.filter(|&(at, _)| at != wire);
    let paths = others.flat_map(|(_, route)| placement.drawn_paths(route));
    let ends = paths.flat_map(|path| {
        let points = placement.points(path);
        [points.first().copied(), points.last().copied()]
    });
    ends.flatten().collect()
}

fn set_curve(placement: &mut Placement, wire: usize, curve: &[Point; 4]) {
    let at = placement.wires[wire].main.points.first as usize;
    placement.points[at..at + 4].copy_from_slice(curve);
    let route = &mut placement.wires[wire];
    route.chip = point_on_curve(curve, SHARES[0]);
    route.middle = point_on_curve(curve, 0.5);
}

fn distance_to_leg(at: Point, c: Point, d: Point) -> f32 {
    let leg = c.distance(d).max(f32::MIN_POSITIVE);
    let share = ((at.x - c.x) * (d.x - c.x) + (at.y - c.y) * (d.y - c.y)) / (leg * leg);
    at.distance(c.lerp(d, share.clamp(0.0, 1.0)))
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
    turn.abs() > ALONG && distance_to_leg(a.lerp(b, 0.5), c, d) < NEAR
}
