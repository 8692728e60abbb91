//! How far out everything stands: as close to the middle as its wedge is wide enough, and
//! beyond all lines that run further in. Each step is as wide as it must be, so no two boxes
//! touch and no line runs through a box, whatever the wedges.
//!
//! Between two rings lies a circle, the turn: inside it lines fan out from their parents, each
//! to its own child's wedge; outside it each stays in that wedge. Distances are map units.

use std::f64::consts::{FRAC_PI_2, PI};

use super::super::forest::{Forest, NONE};
use super::super::request::Spacing;
use super::Body;
use super::wedges::Wedge;

/// Between a box and the turn further in, where the sign of its line has its place.
const TAIL: f64 = 32.0;
/// Between a box and the turn further out at the least, for the arrow heads.
const HEAD: f64 = 20.0;
/// What rounding to whole numbers may take away.
const SLACK: f64 = 1.0;

/// A ring of one circle.
#[derive(Clone, Copy, Debug, Default)]
struct Ring {
    /// The turn around it.
    turn: f64,
    /// The ring further out, if there is one.
    next: u32,
    /// The ring further in.
    inner: u32,
    /// The sum of the distances of its units, and how many there are.
    sum: f64,
    n: f64,
}

/// Where everything stands.
#[derive(Clone, Debug)]
pub(super) struct Rings {
    all: Vec<Ring>,
    /// Per node, its ring.
    ring_of: Vec<u32>,
    /// Per node, its distance from the middle.
    distances: Vec<f64>,
    /// The farthest that anything reaches.
    extent: f64,
}

impl Rings {
    /// The rings that those wedges need.
    pub fn of(forest: &Forest, bodies: &[Body], wedges: &[Wedge], spacing: &Spacing) -> Self {
        let n = forest.nodes.len();
        let mut rings = Self {
            all: Vec::new(),
            ring_of: vec![NONE; n],
            distances: vec![0.0; n],
            extent: 0.0,
        };
        for at in 1..n {
            let parent = forest.nodes[at].parent;
            rings.ring_of[at] = if parent == 0 {
                rings.add_ring(NONE)
            } else {
                let inner = rings.ring_of[parent as usize];
                match rings.all[inner as usize].next {
                    NONE => rings.add_ring(inner),
                    next => next,
                }
            };
            rings.stand(forest, bodies, wedges, spacing, at);
        }
        rings
    }

    /// How wide the circles are: the less the better.
    pub fn cost(&self) -> f64 {
        let sum: f64 = self.distances.iter().sum();
        self.extent + 2.0 * sum / self.distances.len() as f64
    }

    /// The middle of a node, seen from that of its circle.
    pub fn center(&self, at: usize, wedge: &Wedge) -> (f64, f64) {
        let (sin, cos) = wedge.mid.sin_cos();
        (self.distances[at] * cos, self.distances[at] * sin)
    }

    /// The turn around the ring of a node.
    pub fn turn(&self, at: usize) -> f64 {
        self.all[self.ring_of[at] as usize].turn
    }

    /// The turn within the ring of a node; 0 for a middle.
    pub fn inner_turn(&self, at: usize) -> f64 {
        let inner = self.all[self.ring_of[at] as usize].inner;
        self.all.get(inner as usize).map_or(0.0, |ring| ring.turn)
    }

    /// The angle that each unit would need if its whole ring stood equally far out.
    pub fn find_needs(&self, bodies: &[Body], wedges: &[Wedge], spacing: &Spacing) -> Vec<f64> {
        let of = |at: usize| {
            let Some(ring) = self.all.get(self.ring_of[at] as usize) else {
                return 1.0;
            };
            let far = (ring.sum / ring.n).max(1.0);
            let room = find_room(bodies[at], &wedges[at], spacing);
            2.0 * (room / far).min(1.0).asin().max(1e-9)
        };
        (0..wedges.len()).map(of).collect()
    }

    fn add_ring(&mut self, inner: u32) -> u32 {
        let new = self.all.len() as u32;
        self.all.push(Ring {
            inner,
            next: NONE,
            ..Ring::default()
        });
        if let Some(ring) = self.all.get_mut(inner as usize) {
            ring.next = new;
        }
        new
    }

    /// Finds the distance of a node, and widens the turn around its ring for its branches.
    fn stand(
        &mut self,
        forest: &Forest,
        bodies: &[Body],
        wedges: &[Wedge],
        spacing: &Spacing,
        at: usize,
    ) {
        let node = &forest.nodes[at];
        let wedge = &wedges[at];
        let (a, b) = bodies[at].half(wedge);
        let (sin, cos) = (wedge.mid.sin().abs(), wedge.mid.cos().abs());
        let inner = self.inner_turn(at);
        let has_face = node.boxes.n > 1 && node.children.n > 0;
        let depth = if wedge.face().is_level() { b } else { a };
        let mut far = 0.0;
        if inner > 0.0 {
            far = find_distance((a, b), (cos, sin), inner + TAIL);
            let room = find_room(bodies[at], wedge, spacing);
            far = far.max(room / wedge.half.min(FRAC_PI_2).sin());
            if has_face {
                // What arrives at the outward face stays out of the inner turn.
                far = far.max((inner + SLACK - depth) / wedge.tilt().cos());
            }
        }
        self.distances[at] = far;
        let reach = (far * cos + a).hypot(far * sin + b);
        self.extent = self.extent.max(reach);
        let mut turn = 0.0;
        if node.children.n > 0 {
            let head = HEAD.max(f64::from(spacing.level) - TAIL);
            turn = reach + head;
            // A line enters the turn between the directions of its two ends.
            let ends = || node.child_range().map(|child| wedges[child].mid);
            if has_face {
                let facing = wedge.mid - wedge.tilt();
                let most = ends().map(|end| (end - facing).abs()).fold(0.0, f64::max);
                let front = far * wedge.tilt().cos() + depth + HEAD;
                turn = turn.max(front / most.cos().max(0.1));
            } else if inner > 0.0 {
                let most = ends()
                    .map(|end| (end - wedge.mid).abs())
                    .fold(0.0, f64::max);
                let lean = most + (inner / far).min(1.0).asin();
                turn = turn.max(inner / lean.min(0.99 * PI).sin());
            }
        }
        let ring = &mut self.all[self.ring_of[at] as usize];
        ring.turn = ring.turn.max(turn);
        ring.sum += far;
        ring.n += 1.0;
    }
}

/// Half the width that a body takes across its wedge, with room to its neighbours.
fn find_room(body: Body, wedge: &Wedge, spacing: &Spacing) -> f64 {
    let (a, b) = body.half(wedge);
    let gap = f64::from(spacing.sibling) / 2.0 + SLACK;
    let across = |edge: f64| a * edge.sin().abs() + b * edge.cos().abs();
    let half = wedge.half.min(FRAC_PI_2);
    across(wedge.mid - half).max(across(wedge.mid + half)) + gap
}

/// How far out along the direction (cos, sin) a box of half sizes (a, b) must stand to keep
/// `clear` of the middle.
fn find_distance((a, b): (f64, f64), (cos, sin): (f64, f64), clear: f64) -> f64 {
    let beside = (clear + a) / cos.max(1e-12);
    if beside * sin <= b {
        return beside;
    }
    let above = (clear + b) / sin.max(1e-12);
    if above * cos <= a {
        return above;
    }
    // A corner comes closest: (d cos - a)² + (d sin - b)² = clear².
    let along = a * cos + b * sin;
    let aside = a * a + b * b - clear * clear;
    along + (along * along - aside).max(0.0).sqrt()
}
