//! The lines of the tree: straight from child to parent where the child's wedge allows, else
//! with one bend on the turn between their rings. They cross nothing: outside the turn each
//! stays in its wedge, and inside they fan out from one point in the order of the wedges, or,
//! to premises, from one side of a bracket in that order.

use std::f64::consts::{PI, TAU};

use super::super::forest::{Forest, Node};
use super::super::geometry::{Point, Rect};
use super::super::placement::{Placement, Route, Shape};
use super::rings::Rings;
use super::wedges::{Face, Kin, Line, Wedge};

/// From a child's edge to the middle of its sign, in map units.
const CHIP: f32 = 15.0;
/// The share of its wedge that a line may use.
const INNER: f64 = 0.8;
/// Between which shares of a line the strikes on it end, from the turn to the parent.
const STRUCK: (f32, f32) = (0.3, 0.7);

/// What drawing the lines takes.
pub(super) struct Fans<'a> {
    pub forest: &'a Forest,
    pub kin: &'a Kin,
    pub wedges: &'a [Wedge],
    pub rings: &'a Rings,
    /// Per node, the middle of its circle.
    pub middles: &'a [Point],
}

/// The inner part of a line, and what already ends on it.
#[derive(Clone, Copy, Debug, Default)]
struct Ray {
    /// Where it enters the turn.
    from: Point,
    /// Where it ends.
    to: Point,
    n_strikes: u32,
    n_drawn: u32,
    /// The share at which the last strike ended.
    last: f32,
}

impl Fans<'_> {
    /// Draws every line of the tree. The other wires keep empty routes.
    pub fn draw(&self, placement: &mut Placement) {
        let rects = self.list_rects(placement);
        let mut rays = vec![Ray::default(); rects.len()];
        for line in &self.kin.lines {
            if let Line::Strike(struck) = line {
                rays[*struck as usize].n_strikes += 1;
            }
        }
        for at in 1..rects.len() {
            let ports = self.find_ports(placement, at);
            for (nth, child) in self.forest.nodes[at].child_range().enumerate() {
                let aim = match self.kin.lines[child] {
                    Line::Other => None,
                    Line::Trunk => Some((ports[nth], 0.0)),
                    Line::Strike(struck) => self.find_strike(&rays, &rects, at, child, struck),
                };
                let Some((aim, share)) = aim else { continue };
                if let Line::Strike(struck) = self.kin.lines[child] {
                    let ray = &mut rays[struck as usize];
                    (ray.last, ray.n_drawn) = (share, ray.n_drawn + 1);
                }
                let ray = self.draw_line(placement, &rects, (at, child), aim);
                (rays[child].from, rays[child].to) = ray;
            }
        }
    }

    /// Per node, the box or bracket.
    fn list_rects(&self, placement: &Placement) -> Vec<Rect> {
        let mut brackets = placement.brackets.iter().map(|bracket| bracket.rect);
        let nodes = self.forest.nodes.iter().enumerate();
        let of = |(at, node): (usize, &Node)| {
            if self.forest.has_frame(at) {
                return brackets.next().unwrap_or_default();
            }
            let only = node.boxes.of(&self.forest.members).first();
            only.map_or(Rect::default(), |&b| placement.boxes[b as usize])
        };
        nodes.map(of).collect()
    }

    /// Per child, where its line makes for: the middle of the box, or a place of its own along
    /// the outward side of the premise.
    fn find_ports(&self, placement: &Placement, at: usize) -> Vec<Point> {
        let node = &self.forest.nodes[at];
        let children = &self.forest.nodes[node.child_range()];
        let rect_of = |under: u32| {
            placement
                .boxes
                .get(under as usize)
                .copied()
                .unwrap_or_default()
        };
        if node.boxes.n < 2 {
            return children
                .iter()
                .map(|child| rect_of(child.under).center())
                .collect();
        }
        let mut ports = Vec::with_capacity(children.len());
        for same_box in children.chunk_by(|a, b| a.under == b.under) {
            let rect = rect_of(same_box[0].under);
            for nth in 0..same_box.len() {
                let share = (nth + 1) as f32 / (same_box.len() + 1) as f32;
                let along = rect.min.lerp(rect.max, share);
                ports.push(match self.wedges[at].face() {
                    Face::Up => Point::new(along.x, rect.min.y),
                    Face::Down => Point::new(along.x, rect.max.y),
                    Face::Left => Point::new(rect.min.x, along.y),
                    Face::Right => Point::new(rect.max.x, along.y),
                });
            }
        }
        ports
    }

    /// Where a strike ends, and at which share of the line that it strikes; none if the way
    /// there is blocked.
    fn find_strike(
        &self,
        rays: &[Ray],
        rects: &[Rect],
        at: usize,
        child: usize,
        struck: u32,
    ) -> Option<(Point, f32)> {
        let ray = &rays[struck as usize];
        if ray.from == ray.to {
            return None;
        }
        let step = (ray.n_drawn + 1) as f32 / (ray.n_strikes + 1) as f32;
        let mut share = STRUCK.0 + (STRUCK.1 - STRUCK.0) * step;
        while share > ray.last + 0.01 {
            let end = ray.from.lerp(ray.to, share);
            let turn = self.find_turn(at, child, rects[child].center(), end);
            if self.is_clear(rects, at, turn, end) {
                return Some((end, share));
            }
            share = ray.last + (share - ray.last) * 0.6;
        }
        None
    }

    /// Whether the straight way from the turn to a place on another line keeps out of the
    /// parent and of the turn further in.
    fn is_clear(&self, rects: &[Rect], at: usize, from: Point, to: Point) -> bool {
        let inner = self.rings.inner_turn(at) as f32;
        let is_inside =
            self.forest.nodes[at].boxes.n < 2 && meets_rect(from, to, &rects[at].grown(2.0));
        !is_inside && (inner == 0.0 || distance_to(self.middles[at], from, to) > inner)
    }

    /// Where the line from the middle of a child towards `aim` enters the turn: straight on
    /// the way if that is within the child's wedge, else at the wedge's edge.
    fn find_turn(&self, at: usize, child: usize, start: Point, aim: Point) -> Point {
        let middle = self.middles[at];
        let turn = self.rings.turn(at);
        let local = |point: Point| (f64::from(point.x - middle.x), f64::from(point.y - middle.y));
        let ((ax, ay), (bx, by)) = (local(aim), local(start));
        let (dx, dy) = (bx - ax, by - ay);
        // |a + t d| = turn, on the way out.
        let (square, along) = (dx * dx + dy * dy, ax * dx + ay * dy);
        let inside = ax * ax + ay * ay - turn * turn;
        let t = (-along + (along * along - square * inside).max(0.0).sqrt()) / square.max(1e-9);
        let angle = (ay + t * dy).atan2(ax + t * dx);
        let Wedge { mid, half } = self.wedges[child];
        let off = (angle - mid + PI).rem_euclid(TAU) - PI;
        let angle = mid + off.clamp(-INNER * half, INNER * half);
        middle.moved((turn * angle.cos()) as f32, (turn * angle.sin()) as f32)
    }

    /// Draws one line and returns its part within the turn.
    fn draw_line(
        &self,
        placement: &mut Placement,
        rects: &[Rect],
        (at, child): (usize, usize),
        aim: Point,
    ) -> (Point, Point) {
        let rect = rects[child];
        let is_trunk = self.kin.lines[child] == Line::Trunk;
        let turn = self.find_turn(at, child, rect.center(), aim);
        let start = find_rim(&rect, turn);
        let end = if is_trunk && self.forest.nodes[at].boxes.n < 2 {
            let parent = self.forest.nodes[child].under;
            find_rim(&placement.boxes[parent as usize], turn)
        } else {
            aim
        };
        let is_straight = distance_to(turn, start, end) < 0.5;
        let main = if is_straight {
            placement.add_path(Shape::Elbow, &[start, end])
        } else {
            placement.add_path(Shape::Elbow, &[start, turn, end])
        };
        let wire = self.forest.nodes[child].wire;
        placement.wires[wire as usize] = Route {
            main,
            chip: find_chip(&rect, start, turn),
            middle: turn.lerp(end, 0.5),
            is_tree: true,
            ends_on_wire: !is_trunk,
            ..Route::default()
        };
        (turn, end)
    }
}

/// Where the way from the middle of a rectangle to a point outside leaves it.
fn find_rim(rect: &Rect, to: Point) -> Point {
    let center = rect.center();
    let share = |way: f32, half: f32| {
        if way.abs() > half {
            half / way.abs()
        } else {
            1.0
        }
    };
    let across = share(to.x - center.x, rect.width() / 2.0);
    let along = share(to.y - center.y, rect.height() / 2.0);
    center.lerp(to, across.min(along))
}

/// The first place on the way that is far enough from the rectangle for a sign.
fn find_chip(rect: &Rect, start: Point, turn: Point) -> Point {
    let distance = |point: Point| {
        let x = (rect.min.x - point.x).max(point.x - rect.max.x).max(0.0);
        let y = (rect.min.y - point.y).max(point.y - rect.max.y).max(0.0);
        x.hypot(y)
    };
    let (mut near, mut far) = (0.0, 1.0);
    for _ in 0..16 {
        let share = f32::midpoint(near, far);
        if distance(start.lerp(turn, share)) < CHIP {
            near = share;
        } else {
            far = share;
        }
    }
    start.lerp(turn, far)
}

/// How far a point is from a straight line between two others.
fn distance_to(point: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let square = dx * dx + dy * dy;
    let along = (point.x - from.x) * dx + (point.y - from.y) * dy;
    let share = if square > 0.0 { along / square } else { 0.0 };
    point.distance(from.lerp(to, share.clamp(0.0, 1.0)))
}

/// Whether a straight line passes through a rectangle (Liang and Barsky's clipping).
fn meets_rect(from: Point, to: Point, rect: &Rect) -> bool {
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let sides = [
        (from.x, to.x - from.x, rect.min.x, rect.max.x),
        (from.y, to.y - from.y, rect.min.y, rect.max.y),
    ];
    for (start, way, low, high) in sides {
        if way == 0.0 {
            if start < low || start > high {
                return false;
            }
            continue;
        }
        let (a, b) = ((low - start) / way, (high - start) / way);
        enter = enter.max(a.min(b));
        leave = leave.min(a.max(b));
    }
    enter < leave
}
