//! Where the signs of curves stand, and the words beside the signs of lines of the tree, which
//! give way to curves. Works in the axes of flow.

use super::forest::Forest;
use super::geometry::{Point, Rect, Size};
use super::obstacles::{Marks, Obstacles};
use super::placement::{Placement, Route, SHORT_WORD, Shape, point_on_curve};
use super::request::{Direction, Request, WireEnd};
use super::stubs::{Claim, Rack};

/// Where on its curve a wire carries its sign: at the first of these with room.
pub(super) const SHARES: [f32; 7] = [0.3, 0.4, 0.22, 0.5, 0.6, 0.7, 0.78];
/// A shorter curve has no room for a sign between its heads.
const SHORT: f32 = 44.0;
/// How far beside such a curve its sign stands: at the first of these with room.
const BESIDE: [f32; 4] = [20.5, -20.5, 24.5, -24.5];
/// Between a sign on a curve and what is around it, if there is room.
const OFF: f32 = 4.0;
/// Between two links that end on the same line.
const STRIKES: f32 = 14.0;
/// Half the room of a sign.
const SIGN: f32 = 10.0;
/// Room of the word beside a sign, on the screen: for all but phrases.
const WORD: Size = Size::new(68.0, 16.0);
/// Between a sign and the word beside it, on the screen.
const GAP: f32 = 4.0;
/// Side of a cell of what is near curves.
const NEAR_CELL: f32 = 128.0;
/// Parts of a curve that are looked at.
const SAMPLES: u16 = 32;

/// The room that a word takes beside a sign at the origin, or one that is short.
pub(super) fn word_at(direction: Direction, is_under: bool, is_short: bool) -> Rect {
    let width = if is_short {
        SHORT_WORD + GAP
    } else {
        WORD.width
    };
    let size = Size::new(width, WORD.height);
    match direction {
        Direction::TopDown => Rect::new(SIGN, -size.height / 2.0, size),
        Direction::LeftToRight => {
            let y = if is_under { SIGN } else { -SIGN - size.height };
            Rect::new(SIGN - size.width, y, size).transposed()
        }
    }
}

/// Where the word of a line stands, if it has one.
pub(super) fn find_word(route: &Route, direction: Direction) -> Option<Rect> {
    let Point { x, y } = route.chip;
    let word = || word_at(direction, route.is_word_under, route.is_word_short).moved(x, y);
    route.has_word.then(word)
}

/// Moves the sign of a curve along it to where there is room.
pub(super) fn set_sign(placement: &mut Placement, wire: usize, rack: &mut Rack) {
    let route = &placement.wires[wire];
    if route.is_tree || route.stub.is_some() {
        return;
    }
    if let [a, b, c, d] = *placement.points(&route.main) {
        let curve = [a, b, c, d];
        let is_short = a.distance(d) < SHORT;
        let is_level = (d.x - a.x).abs() > (d.y - a.y).abs();
        let (x, y) = if is_level { (0.0, 1.0) } else { (1.0, 0.0) };
        let middle = point_on_curve(&curve, 0.5);
        let beside = BESIDE.map(|by| middle.moved(x * by, y * by));
        let on_curve = SHARES.map(|share| point_on_curve(&curve, share));
        let places = if is_short { &beside[..] } else { &on_curve[..] };
        let tries = [(OFF, Claim::Weak), (0.0, Claim::Weak), (0.0, Claim::Sign)];
        let find = |(off, least)| {
            let mut places = places.iter().copied();
            places.find(|&at| rack.has_room_for_sign(at, off, least))
        };
        if let Some(chip) = tries.into_iter().find_map(find) {
            placement.wires[wire].chip = chip;
        } else if is_short {
            placement.wires[wire].chip = middle;
        }
    }
    rack.take_sign(placement.wires[wire].chip);
}

/// Where the line of the tree leaves a box.
pub(super) fn find_start(forest: &Forest, placement: &Placement, b: u32) -> Option<Point> {
    let &at = forest.node_of_box.get(b as usize)?;
    let wire = forest.nodes.get(at as usize)?.wire;
    let route = placement.wires.get(wire as usize)?;
    let start = placement.points(&route.main).first().copied();
    start.filter(|_| route.is_tree)
}

/// Per wire of a list, how many before it end on the same line.
pub(super) fn number_strikes(request: &Request, wires: &[u32]) -> Vec<u32> {
    let mut strikes: Vec<(u32, usize)> = Vec::new();
    for (at, &wire) in wires.iter().enumerate() {
        if let WireEnd::Wire(struck) = request.wires[wire as usize].to {
            strikes.push((struck, at));
        }
    }
    strikes.sort_unstable();
    let mut numbers = vec![0; wires.len()];
    for same in strikes.chunk_by(|a, b| a.0 == b.0) {
        for (nth, &(_, at)) in (0..).zip(same) {
            numbers[at] = nth;
        }
    }
    numbers
}

/// Where the link of that number ends on a line: in its middle, or beside it as far as the part
/// that the middle lies on goes.
pub(super) fn find_strike(placement: &Placement, route: &Route, nth: u32) -> Point {
    let middle = route.middle;
    let points = placement.points(&route.main);
    let (from, to) = match *points {
        [a, b, c, d] if route.main.shape == Shape::Curve => {
            let point = |share| point_on_curve(&[a, b, c, d], share);
            (point(0.4), point(0.6))
        }
        _ => {
            let mut legs = points.windows(2).map(|ends| (ends[0], ends[1]));
            let is_on = |&(a, b): &(Point, Point)| {
                a.distance(middle) + b.distance(middle) < a.distance(b) + 0.5
            };
            legs.find(is_on).unwrap_or((middle, middle))
        }
    };
    let by = STRIKES * nth.div_ceil(2) as f32;
    let end = if nth % 2 == 1 { to } else { from };
    let room = middle.distance(end);
    if nth == 0 || room < by + STRIKES {
        return middle;
    }
    middle.lerp(end, by / room)
}

/// Leaves out the words that drawn curves run through. The tree's own lines are kept off them by
/// whoever draws these. `near` are the wires that may be near such a curve, and all that have one.
pub(super) fn drop_crossed(direction: Direction, placement: &mut Placement, near: &[u32]) {
    let mut parts = Vec::new();
    for &wire in near {
        let route = &placement.wires[wire as usize];
        if route.stub.is_some() {
            continue;
        }
        let main = (!route.is_tree).then_some(&route.main);
        for path in main.into_iter().chain(placement.feeders(route)) {
            if let (Shape::Curve, &[a, b, c, d]) = (path.shape, placement.points(path)) {
                let point = |at: u16| {
                    let share = f32::from(at) / f32::from(SAMPLES);
                    let point = point_on_curve(&[a, b, c, d], share);
                    Rect::from_corners(point, point)
                };
                parts.extend((0..SAMPLES).map(|at| point(at).union(&point(at + 1)).grown(1.0)));
            }
        }
    }
    if parts.is_empty() {
        return;
    }
    // Words are short, and few are near a curve.
    let around = parts.iter().map(|part| part.grown(SIGN + WORD.width));
    let marks = Marks::of(around, NEAR_CELL);
    let curves = Obstacles::of(parts);
    for &wire in near {
        let route = &mut placement.wires[wire as usize];
        if marks.contains(route.chip)
            && let Some(word) = find_word(route, direction)
        {
            route.has_word = !curves.overlaps(&word, &[]);
        }
    }
}
