//! All other lines: curves from edge to edge, each with a port of its own, those to a line
//! after the line that they end on. Whatever the request says, every wire gets a route.
//! Works in the axes of flow: the tree's own lines use the sides along it, these the other two.

use std::collections::HashMap;

use super::curve::{Side, Way, bend, find_way};
use super::forest::{Forest, NONE};
use super::geometry::{Point, Rect};
use super::obstacles::Obstacles;
use super::placement::{Placement, Route, Shape, point_on_curve};
use super::request::{Request, WireEnd};

/// The length of a line that has only one end.
const STUB: f32 = 40.0;
/// Where on its curve a wire carries its sign.
const CHIP_SHARE: f32 = 0.3;

/// Draws the wires that have no route yet, and what joins the lines of the tree from elsewhere.
pub(super) fn draw(request: &Request, forest: &Forest, placement: &mut Placement) {
    let is_done = |wire: usize| {
        let node = forest.nodes.get(forest.node_of_wire[wire] as usize);
        placement.wires[wire].is_tree
            && node.is_some_and(|node| node.boxes.n == request.wires[wire].from.n)
    };
    if (0..request.wires.len()).all(is_done) {
        return;
    }
    let obstacles = Obstacles::of(&placement.boxes);
    let mut plan = Plan::of(request, forest, placement, &obstacles);
    plan.set_ports();
    plan.draw(request, placement, &obstacles);
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
    /// How wide it swings.
    swing: f32,
}

struct Plan {
    jobs: Vec<Job>,
    ends: Vec<End>,
    /// Per wire, its job, or `NONE`.
    job_of_wire: Vec<u32>,
}

impl Plan {
    fn of(
        request: &Request,
        forest: &Forest,
        placement: &Placement,
        obstacles: &Obstacles,
    ) -> Self {
        let mut plan = Self {
            jobs: Vec::new(),
            ends: Vec::new(),
            job_of_wire: vec![NONE; request.wires.len()],
        };
        let brackets = placement.brackets.iter().map(|bracket| bracket.unit);
        let bracket_of_unit = brackets.zip(0..).collect();
        let mut bodies = Vec::new();
        for (at, wire) in request.wires.iter().enumerate() {
            let route = &placement.wires[at];
            list_bodies(
                request,
                forest,
                placement,
                at,
                &bracket_of_unit,
                &mut bodies,
            );
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
            plan.add(at as u32, &bodies, target, guess, obstacles);
        }
        plan
    }

    /// Adds a job. Each of several premises finds a way to the target by itself, and the first
    /// one's end is that of the line which they share.
    fn add(
        &mut self,
        wire: u32,
        from: &[Body],
        target: Option<Body>,
        guess: Point,
        obstacles: &Obstacles,
    ) {
        let first = self.ends.len() as u32;
        let point = Rect::from_corners(guess, guess);
        let other = target.map_or(point, |body| body.rect);
        let mut shared = None;
        for &body in from {
            let way = find_way(&body.rect, &other, obstacles);
            let shared = shared.get_or_insert(way);
            if let Some(side) = way.start {
                let toward = side.along(other.center());
                self.ends.push(End {
                    body,
                    side,
                    toward,
                    port: guess,
                });
            }
            shared.swing = shared.swing.max(way.swing);
        }
        let n = self.ends.len() as u32 - first;
        let start = from.first().map_or(point, |body| body.rect);
        let way = shared.unwrap_or(Way {
            start: None,
            end: Some(Side::Left),
            swing: 1.0,
        });
        let to = target.zip(way.end).map(|(body, side)| {
            let toward = side.along(start.center());
            self.ends.push(End {
                body,
                side,
                toward,
                port: guess,
            });
            self.ends.len() as u32 - 1
        });
        self.jobs.push(Job {
            wire,
            first,
            n,
            to,
            guess,
            swing: way.swing,
        });
    }

    /// Spreads the ends at each side of each body.
    fn set_ports(&mut self) {
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
                self.ends[end].port = side.port(&body.rect, share);
            }
            first += n;
        }
    }

    /// Draws each wire after the one that it ends on; in a ring, somewhere near.
    fn draw(&self, request: &Request, placement: &mut Placement, obstacles: &Obstacles) {
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
                self.draw_job(request, &job, placement, obstacles);
            }
        }
    }

    fn draw_job(
        &self,
        request: &Request,
        job: &Job,
        placement: &mut Placement,
        obstacles: &Obstacles,
    ) {
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
            [only] if job.to.is_some() => (only.port, Some(only.side)),
            [only] => leave(only, end, job.guess, obstacles),
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
        let way = Way {
            start: start_side,
            end: end_side,
            swing: job.swing,
        };
        let curve = bend(start, end, way, job.wire);
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

/// Where a line leaves a body: at the port planned, unless the line that it ends on turned out
/// to run elsewhere than was guessed.
fn leave(from: &End, end: Point, guess: Point, obstacles: &Obstacles) -> (Point, Option<Side>) {
    /// Shares of a side that planned ports seldom take.
    const SHARE: f32 = 0.4;
    let is_as_planned = end.distance(guess) < STUB;
    let target = Rect::from_corners(end, end);
    match find_way(&from.body.rect, &target, obstacles).start {
        Some(side) if !is_as_planned && side != from.side => {
            (side.port(&from.body.rect, SHARE), Some(side))
        }
        _ => (from.port, Some(from.side)),
    }
}

/// Leads every end of `from` to the point where the wire begins.
fn join_feeders(placement: &mut Placement, wire: usize, from: &[End], hub: Point) {
    placement.wires[wire].feeders.first = placement.feeders.len() as u32;
    placement.wires[wire].feeders.n = from.len() as u32;
    for end in from {
        let way = Way {
            start: Some(end.side),
            end: None,
            swing: 1.0,
        };
        let curve = bend(end.port, hub, way, wire as u32);
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
    bracket_of_unit: &HashMap<u32, usize>,
    bodies: &mut Vec<Body>,
) {
    bodies.clear();
    let from = request.wires[wire].from.of(&request.members);
    let node_of = |b: u32| forest.node_of_box.get(b as usize).copied().unwrap_or(NONE);
    let own = if placement.wires[wire].is_tree {
        forest.node_of_wire[wire]
    } else {
        NONE
    };
    let foreign = from.iter().filter(|&&b| node_of(b) != own || own == NONE);
    bodies.extend(foreign.filter_map(|&b| box_body(placement, b)));
    let home = from.first().map_or(NONE, |&b| node_of(b));
    if let Some(node) = forest.nodes.get(home as usize)
        && bodies.len() > 1
        && node.boxes.n as usize == bodies.len()
        && from.iter().all(|&b| node_of(b) == home)
        && let Some(&at) = bracket_of_unit.get(&node.unit)
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
