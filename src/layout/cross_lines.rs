//! All other lines: curves from edge to edge, each with a port of its own, those to a line
//! after the line that they end on. Whatever the request says, every wire gets a route.
//! Works in the axes of flow: the tree's own lines use the sides along it, these the other two.

use super::forest::{Forest, NONE};
use super::geometry::{Point, Rect};
use super::placement::{Placement, Route, Shape, point_on_curve};
use super::request::{Request, WireEnd};

/// How far the control points of a curve stand off, at least and at most.
const REACH: (f32, f32) = (24.0, 160.0);
/// The length of a line that has only one end.
const STUB: f32 = 40.0;
/// Where on its curve a wire carries its sign.
const CHIP_SHARE: f32 = 0.3;

/// Draws the wires that have no route yet, and what joins the lines of the tree from elsewhere.
pub(super) fn draw(request: &Request, forest: &Forest, placement: &mut Placement) {
    let mut plan = Plan::of(request, forest, placement);
    if !plan.jobs.is_empty() {
        plan.set_ports(placement);
        plan.draw(request, placement);
    }
}

/// A side that cross links use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

/// What a line leaves or reaches: a box, or a bracket, which count on after the boxes.
#[derive(Clone, Copy, Debug)]
struct Body {
    key: u32,
    rect: Rect,
}

/// One end at a body.
#[derive(Clone, Copy, Debug)]
struct End {
    body: Body,
    side: Side,
    /// How high the other end stands; ends at one side keep that order.
    toward: f32,
    port: Point,
}

/// One wire to draw, or the feeders of a line of the tree.
#[derive(Clone, Copy, Debug)]
struct Job {
    wire: u32,
    /// The ends at the boxes it comes from.
    first: u32,
    n: u32,
    /// The end at its target, if that is a box.
    to: Option<u32>,
    /// About where its target is.
    guess: Point,
}

struct Plan {
    jobs: Vec<Job>,
    ends: Vec<End>,
    /// Per wire, its job, or `NONE`.
    job_of_wire: Vec<u32>,
}

impl Plan {
    fn of(request: &Request, forest: &Forest, placement: &Placement) -> Self {
        let mut plan = Self {
            jobs: Vec::new(),
            ends: Vec::new(),
            job_of_wire: vec![NONE; request.wires.len()],
        };
        let mut bodies = Vec::new();
        for (at, wire) in request.wires.iter().enumerate() {
            let route = &placement.wires[at];
            list_bodies(request, forest, placement, at, route.is_tree, &mut bodies);
            if route.is_tree && bodies.is_empty() {
                continue;
            }
            plan.job_of_wire[at] = plan.jobs.len() as u32;
            let start = bodies
                .first()
                .map_or(Point::default(), |body: &Body| body.rect.center());
            let target = match wire.to {
                _ if route.is_tree => None,
                WireEnd::Box(b) => box_body(placement, b),
                WireEnd::Wire(_) => None,
            };
            let guess = match (target, wire.to) {
                (Some(body), _) => body.rect.center(),
                _ if route.is_tree => placement.points(&route.main)[0],
                (None, WireEnd::Wire(w)) if w as usize != at => {
                    guess_middle(request, placement, w as usize, start)
                }
                _ => start.moved(STUB, -2.0 * STUB),
            };
            plan.add(at as u32, &bodies, target, guess);
        }
        plan
    }

    fn add(&mut self, wire: u32, from: &[Body], target: Option<Body>, guess: Point) {
        let first = self.ends.len() as u32;
        let point = Rect::from_corners(guess, guess);
        let other = target.map_or(point, |body| body.rect);
        for &body in from {
            let (side, _) = choose_sides(body.rect, other);
            self.ends.push(End {
                body,
                side,
                toward: other.center().y,
                port: guess,
            });
        }
        let to = target.map(|body| {
            let start = from.first().map_or(point, |body| body.rect);
            let (_, side) = choose_sides(start, body.rect);
            self.ends.push(End {
                body,
                side,
                toward: start.center().y,
                port: guess,
            });
            self.ends.len() as u32 - 1
        });
        self.jobs.push(Job {
            wire,
            first,
            n: from.len() as u32,
            to,
            guess,
        });
    }

    /// Spreads the ends at each side of each body.
    fn set_ports(&mut self, placement: &Placement) {
        debug_assert!(placement.boxes.iter().all(|rect| rect.min.x.is_finite()));
        let mut order: Vec<usize> = (0..self.ends.len()).collect();
        let ends = &self.ends;
        order.sort_by(|&a, &b| {
            let (l, r) = (&ends[a], &ends[b]);
            (l.body.key, l.side)
                .cmp(&(r.body.key, r.side))
                .then(l.toward.total_cmp(&r.toward))
                .then(a.cmp(&b))
        });
        let mut first = 0;
        while first < order.len() {
            let End { body, side, .. } = self.ends[order[first]];
            let same =
                |&&at: &&usize| (self.ends[at].body.key, self.ends[at].side) == (body.key, side);
            let n = order[first..].iter().take_while(same).count();
            for (at, &end) in order[first..first + n].iter().enumerate() {
                let share = (at + 1) as f32 / (n + 1) as f32;
                self.ends[end].port = Point::new(
                    if side == Side::Left {
                        body.rect.min.x
                    } else {
                        body.rect.max.x
                    },
                    body.rect.min.y + body.rect.height() * share,
                );
            }
            first += n;
        }
    }

    /// Draws each wire after the one that it ends on; in a ring, somewhere near.
    fn draw(&self, request: &Request, placement: &mut Placement) {
        let mut is_begun = vec![false; request.wires.len()];
        let mut waiting = Vec::new();
        for job in &self.jobs {
            let mut at = job.wire as usize;
            while !is_begun[at] {
                is_begun[at] = true;
                if let Some(job) = self.jobs.get(self.job_of_wire[at] as usize) {
                    waiting.push(*job);
                }
                match request.wires[at].to {
                    WireEnd::Wire(w) if (w as usize) < request.wires.len() => at = w as usize,
                    _ => break,
                }
            }
            while let Some(job) = waiting.pop() {
                self.draw_job(request, &job, placement);
            }
        }
    }

    fn draw_job(&self, request: &Request, job: &Job, placement: &mut Placement) {
        let from = &self.ends[job.first as usize..(job.first + job.n) as usize];
        let at = job.wire as usize;
        if placement.wires[at].is_tree {
            let start = placement.points(&placement.wires[at].main)[0];
            join_feeders(placement, at, from, start);
            return;
        }
        let (end, end_side) = match (job.to, request.wires[at].to) {
            (Some(end), _) => {
                let end = &self.ends[end as usize];
                (end.port, Some(end.side))
            }
            (None, WireEnd::Wire(w)) => {
                let struck = placement
                    .wires
                    .get(w as usize)
                    .filter(|route| route.main.points.n > 0);
                (struck.map_or(job.guess, |route| route.middle), None)
            }
            (None, WireEnd::Box(_)) => (job.guess, None),
        };
        let (start, start_side) = match from {
            [] => (end.moved(-STUB, 0.0), None),
            [only] => (only.port, Some(only.side)),
            many => {
                let n = many.len() as f32;
                let sum = many.iter().fold(Point::default(), |sum, end| {
                    sum.moved(end.body.rect.center().x / n, end.body.rect.center().y / n)
                });
                (sum.lerp(end, 0.35), None)
            }
        };
        let end = if start.distance(end) < 1.0 {
            start.moved(STUB, -STUB)
        } else {
            end
        };
        let curve = bend(start, start_side, end, end_side, job.wire);
        let main = placement.add_path(Shape::Curve, &curve);
        placement.wires[at] = Route {
            main,
            chip: point_on_curve(&curve, CHIP_SHARE),
            middle: point_on_curve(&curve, 0.5),
            ends_on_wire: matches!(request.wires[at].to, WireEnd::Wire(_)),
            ..Route::default()
        };
        if from.len() > 1 {
            join_feeders(placement, at, from, start);
        }
    }
}

/// Leads every end of `from` to the point where the wire begins.
fn join_feeders(placement: &mut Placement, wire: usize, from: &[End], hub: Point) {
    placement.wires[wire].feeders.first = placement.feeders.len() as u32;
    placement.wires[wire].feeders.n = from.len() as u32;
    for end in from {
        let curve = bend(end.port, Some(end.side), hub, None, wire as u32);
        let path = placement.add_path(Shape::Curve, &curve);
        placement.feeders.push(path);
    }
}

/// The bodies that a wire leaves; for a line of the tree, those besides its own unit.
fn list_bodies(
    request: &Request,
    forest: &Forest,
    placement: &Placement,
    wire: usize,
    is_tree: bool,
    bodies: &mut Vec<Body>,
) {
    bodies.clear();
    let from = request.wires[wire].from.of(&request.members);
    let node_of = |b: u32| forest.node_of_box.get(b as usize).copied().unwrap_or(NONE);
    let own = if is_tree {
        forest.node_of_wire[wire]
    } else {
        NONE
    };
    let foreign = from.iter().filter(|&&b| node_of(b) != own || own == NONE);
    bodies.extend(foreign.filter_map(|&b| box_body(placement, b)));
    let node = from.first().map_or(NONE, |&b| node_of(b));
    if let Some(node) = forest.nodes.get(node as usize)
        && bodies.len() > 1
        && node.boxes.n as usize == bodies.len()
        && from
            .iter()
            .all(|b| node.boxes.of(&forest.members).contains(b))
        && let Some(at) = placement
            .brackets
            .iter()
            .position(|bracket| bracket.unit == node.unit)
    {
        let key = (placement.boxes.len() + at) as u32;
        bodies.clear();
        bodies.push(Body {
            key,
            rect: placement.brackets[at].rect,
        });
    }
}

fn box_body(placement: &Placement, b: u32) -> Option<Body> {
    placement
        .boxes
        .get(b as usize)
        .map(|&rect| Body { key: b, rect })
}

/// About where the middle of a wire will be, seen from `start`.
fn guess_middle(request: &Request, placement: &Placement, wire: usize, start: Point) -> Point {
    let Some(route) = placement.wires.get(wire) else {
        return start.moved(STUB, -2.0 * STUB);
    };
    if route.is_tree {
        return route.middle;
    }
    let center = |b: u32| placement.boxes.get(b as usize).map(Rect::center);
    let from = request.wires[wire]
        .from
        .of(&request.members)
        .first()
        .and_then(|&b| center(b));
    match (from, request.wires[wire].to) {
        (Some(from), WireEnd::Box(b)) => center(b).map_or(from, |to| from.lerp(to, 0.5)),
        (Some(from), WireEnd::Wire(_)) => from.lerp(start, 0.5).moved(STUB, -2.0 * STUB),
        (None, _) => start.moved(STUB, -2.0 * STUB),
    }
}

/// The sides by which a line goes from `a` to `b`: the facing ones, or where the two stand
/// above each other the same side of both.
fn choose_sides(a: Rect, b: Rect) -> (Side, Side) {
    if a.max.x <= b.min.x {
        (Side::Right, Side::Left)
    } else if b.max.x <= a.min.x {
        (Side::Left, Side::Right)
    } else if b.center().x >= a.center().x {
        (Side::Right, Side::Right)
    } else {
        (Side::Left, Side::Left)
    }
}

/// A curve that leaves and reaches bodies square to their sides. `salt` sets apart curves that
/// run beside each other.
fn bend(
    start: Point,
    start_side: Option<Side>,
    end: Point,
    end_side: Option<Side>,
    salt: u32,
) -> [Point; 4] {
    let span = (end.x - start.x).abs() / 2.0;
    let is_bow = start_side.is_some() && start_side == end_side;
    let reach = if is_bow {
        (end.y - start.y).abs() / 4.0 + REACH.0
    } else {
        span
    };
    let reach = reach.clamp(REACH.0, REACH.1) + (salt % 4) as f32 * 6.0;
    let control = |at: Point, side: Option<Side>, other: Point| match side {
        Some(Side::Left) if is_bow => Point::new(at.x.min(other.x) - reach, at.y),
        Some(Side::Right) if is_bow => Point::new(at.x.max(other.x) + reach, at.y),
        Some(Side::Left) => at.moved(-reach, 0.0),
        Some(Side::Right) => at.moved(reach, 0.0),
        None => at.lerp(other, 0.25),
    };
    [
        start,
        control(start, start_side, end),
        control(end, end_side, start),
        end,
    ]
}
