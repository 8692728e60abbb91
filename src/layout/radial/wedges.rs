//! Who gets which wedge of the circle: each branch by the angle that it needs, in the order of
//! the units, around the middle and on outwards. Knows angles, no distances.
//! Angles are radians clockwise from the right, as y points down.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_3, PI, TAU};

use super::super::forest::{Forest, NONE};
use super::super::request::{Request, Spacing, WireEnd};
use super::Body;

/// How far to either side of its own direction the branches of a unit may spread.
const SPREAD: f64 = FRAC_PI_3;
/// The same on the first ring, where there is room around the middle.
const FIRST_SPREAD: f64 = FRAC_PI_2;
/// How far the branches of linked premises may spread to either side of where those face.
const FACE_SPREAD: f64 = 65.0 * PI / 180.0;
/// How much of the circle a unit and all that strikes its line may take, around the middle
/// and elsewhere: the strikes are to stay beside it.
const GROUP: (f64, f64) = (TAU / 3.0, FRAC_PI_2);

/// A wedge with its point in the middle of the circle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Wedge {
    /// Its direction, in which its unit stands.
    pub mid: f64,
    /// How far it reaches to either side, above 0 and at most half the circle.
    pub half: f64,
}

/// The side of an upright box that looks outwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Right,
    Down,
    Left,
    Up,
}

/// What the line that leaves a unit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It is no line of the tree.
    Other,
    /// It runs to the box that the unit stands under.
    Trunk,
    /// It ends on the line of that sibling.
    Strike(u32),
}

/// How siblings belong together.
pub(super) struct Kin {
    /// Per node, its line.
    pub lines: Vec<Line>,
}

impl Wedge {
    /// Which side of a box in it looks outwards.
    pub fn face(&self) -> Face {
        match (self.mid / FRAC_PI_2).round().rem_euclid(4.0) as i64 {
            1 => Face::Down,
            2 => Face::Left,
            3 => Face::Up,
            _ => Face::Right,
        }
    }

    /// The angle between its direction and that which its face looks to; above 0 where the
    /// direction is further clockwise.
    pub fn tilt(&self) -> f64 {
        self.mid - (self.mid / FRAC_PI_2).round() * FRAC_PI_2
    }
}

impl Face {
    /// Whether it is the upper or lower side, along which premises stand side by side.
    pub fn is_level(self) -> bool {
        matches!(self, Self::Up | Self::Down)
    }

    /// Whether clockwise is against the order of the premises along it.
    pub fn is_backward(self) -> bool {
        matches!(self, Self::Down | Self::Left)
    }
}

impl Kin {
    /// Sorts out which wires are lines of the tree. A line can be struck until the line of a
    /// later sibling has passed it by.
    pub fn of(request: &Request, forest: &Forest) -> Self {
        let mut lines = vec![Line::Other; forest.nodes.len()];
        let mut open: Vec<u32> = Vec::new();
        for parent in &forest.nodes[1..] {
            open.clear();
            for child in parent.child_range() {
                let node = &forest.nodes[child];
                let is_owner = forest
                    .node_of_wire
                    .get(node.wire as usize)
                    .is_some_and(|&owner| owner == child as u32);
                let wire = request.wires.get(node.wire as usize).filter(|_| is_owner);
                let depth = match wire.map(|wire| wire.to) {
                    Some(WireEnd::Box(b)) if b == node.under => {
                        lines[child] = Line::Trunk;
                        0
                    }
                    Some(WireEnd::Wire(w)) => {
                        let struck = forest.node_of_wire.get(w as usize).copied();
                        let depth = open.iter().position(|&at| Some(at) == struck);
                        let Some(depth) = depth else { continue };
                        lines[child] = Line::Strike(open[depth]);
                        depth + 1
                    }
                    _ => continue,
                };
                open.truncate(depth);
                open.push(child as u32);
            }
        }
        Self { lines }
    }
}

/// The children of a node in the order in which they stand clockwise: against that of the
/// units where the premises that they hang on run the other way.
fn list_clockwise(forest: &Forest, at: usize, wedge: &Wedge) -> Vec<usize> {
    let node = &forest.nodes[at];
    let range = node.child_range();
    if node.boxes.n > 1 && wedge.face().is_backward() {
        range.rev().collect()
    } else {
        range.collect()
    }
}

/// About the angle that every branch needs, before anything has a place.
pub(super) fn guess_needs(forest: &Forest, bodies: &[Body], spacing: &Spacing) -> Vec<f64> {
    let n = forest.nodes.len();
    let sum: f64 = bodies.iter().map(Body::radius).sum();
    let step = 2.0 * sum / n.max(1) as f64 + f64::from(spacing.level);
    let mut depths = vec![0.0; n];
    for (at, node) in forest.nodes.iter().enumerate() {
        if node.parent != NONE && node.parent != 0 {
            depths[at] = depths[node.parent as usize] + 1.0;
        }
    }
    let gap = f64::from(spacing.sibling) / 2.0;
    let own = |at: usize| 2.0 * (bodies[at].radius() + gap) / (step * f64::max(depths[at], 1.0));
    (0..n).map(own).collect()
}

/// Cuts the circles. `needs` is the angle that each unit needs for itself, above 0.
pub(super) fn cut(forest: &Forest, kin: &Kin, needs: &[f64]) -> Vec<Wedge> {
    let n = forest.nodes.len();
    let mut below = vec![0.0; n];
    let mut branches = vec![0.0; n];
    for at in (1..n).rev() {
        branches[at] = f64::max(below[at], needs[at]);
        if let Some(sum) = below.get_mut(forest.nodes[at].parent as usize) {
            *sum += branches[at];
        }
    }
    let mut wedges = vec![Wedge::default(); n];
    for at in 1..n {
        let node = &forest.nodes[at];
        let is_top = node.parent == 0;
        if is_top {
            wedges[at] = Wedge {
                mid: FRAC_PI_2,
                half: PI,
            };
        }
        if node.children.n == 0 {
            continue;
        }
        let order = list_clockwise(forest, at, &wedges[at]);
        // Of a whole circle, no branch can use more than the half.
        let width_of = |child: usize| {
            let others = below[at] - branches[child];
            if is_top && order.len() > 1 {
                branches[child].min(others)
            } else {
                branches[child]
            }
        };
        let sum: f64 = order.iter().map(|&child| width_of(child)).sum();
        let first = width_of(order[0]) / sum;
        let (start, end) = find_room(forest, at, &wedges[at], is_top, first);
        let share = (end - start) / sum;
        let most = if is_top { GROUP.0 } else { GROUP.1 };
        cut_room(
            kin,
            &order,
            start,
            |child| width_of(child) * share,
            most,
            &mut wedges,
        );
    }
    wedges
}

/// The angles between which the branches of a unit stand. `first` is the share of the first.
fn find_room(forest: &Forest, at: usize, wedge: &Wedge, is_top: bool, first: f64) -> (f64, f64) {
    let node = &forest.nodes[at];
    let (start, end) = (wedge.mid - wedge.half, wedge.mid + wedge.half);
    if node.boxes.n > 1 {
        let facing = wedge.mid - wedge.tilt();
        let room = (
            start.max(facing - FACE_SPREAD),
            end.min(facing + FACE_SPREAD),
        );
        return room;
    }
    if is_top {
        // A lone branch hangs below; of several the first stands straight above.
        let start = if node.children.n == 1 {
            -FRAC_PI_2
        } else {
            -FRAC_PI_2 - first * PI
        };
        return (start, start + TAU);
    }
    let is_first = forest.nodes[node.parent as usize].parent == 0;
    let spread = if is_first { FIRST_SPREAD } else { SPREAD };
    let half = wedge.half.min(spread);
    (wedge.mid - half, wedge.mid + half)
}

/// Cuts a room into the wedges of the branches in it. What strikes a line stays close to it.
fn cut_room(
    kin: &Kin,
    order: &[usize],
    start: f64,
    width_of: impl Fn(usize) -> f64,
    most: f64,
    wedges: &mut [Wedge],
) {
    let is_strike = |child: usize| matches!(kin.lines[child], Line::Strike(_));
    // In either direction, a group is a line together with the strikes next to it.
    let is_forward = order.windows(2).all(|two| two[0] < two[1]);
    let joins = |&a: &usize, &b: &usize| is_strike(if is_forward { b } else { a });
    let mut from = start;
    for group in order.chunk_by(joins) {
        let width: f64 = group.iter().map(|&child| width_of(child)).sum();
        let scale = if group.len() > 1 {
            f64::min(1.0, most / width)
        } else {
            1.0
        };
        let mut at = from + width * (1.0 - scale) / 2.0;
        for &child in group {
            let half = width_of(child) * scale / 2.0;
            wedges[child] = Wedge {
                mid: at + half,
                half,
            };
            at += 2.0 * half;
        }
        from += width;
    }
}
