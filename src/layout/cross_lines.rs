//! All other lines: curves from edge to edge, each with a port of its own, those to a line
//! after the line that they end on. Whatever the request says, every wire gets a route.
//! What would run through boxes or too far becomes a stub instead.
//! Works in the axes of flow: the tree's own lines use the sides along it, these the other two.

use super::curve::{self, Ends, Side, Way, bend, find_way, is_clear};
use super::forest::{Forest, NONE};
use super::geometry::{Point, Rect};
use super::obstacles::Obstacles;
use super::placement::{Pill, Placement, Route, Shape, Stub, point_on_curve};
use super::request::{Direction, Request, Run, WireEnd};
use super::signs;
use super::stubs::{Rack, Spot};
use super::{areas, beside, stubs};

/// How wide a curve swings that finds no way as wide as it likes, as a multiple of its reach, and
/// how far apart its ends are at most.
const TIGHT: f32 = 0.4;
const MOST_TIGHT: f32 = 800.0;
/// The length of a line that has only one end.
const STUB: f32 = 40.0;
/// Between the end of a line and that of the tree's line at the same box: room for its sign.
const SIGN_ROOM: f32 = 14.0;
/// Between two ends beside such a sign at least.
const LEAST_ROOM: f32 = 7.0;

/// The wires that are no lines of the tree, or come from elsewhere as well.
pub(super) fn list_open(request: &Request, forest: &Forest, placement: &Placement) -> Vec<usize> {
    let is_from_one_unit = |wire: usize| {
        let node = forest.nodes.get(forest.node_of_wire[wire] as usize);
        node.is_some_and(|node| node.boxes.n == request.wires[wire].from.n)
    };
    let is_done =
        |wire: usize| placement.wires[wire].is_tree && (forest.is_whole || is_from_one_unit(wire));
    let wires = 0..request.wires.len();
    wires.filter(|&wire| !is_done(wire)).collect()
}

/// Draws the wires that have no route yet, and what joins the lines of the tree from elsewhere: `open`.
/// `direction` says whether the axes of flow are those of the screen.
pub(super) fn draw(
    request: &Request,
    forest: &Forest,
    direction: Direction,
    open: &[usize],
    placement: &mut Placement,
) {
    if open.is_empty() {
        return;
    }
    let mut rects = Vec::with_capacity(placement.boxes.len() + placement.brackets.len());
    rects.extend_from_slice(&placement.boxes);
    rects.extend(placement.brackets.iter().map(|bracket| bracket.rect));
    let obstacles = if 16 * open.len() < rects.len() {
        Obstacles::within(rects, &areas::list(request, placement, open))
    } else {
        Obstacles::of(rects)
    };
    let near = areas::list_wires(request, forest, open, &obstacles);
    let mut plan = Plan::of(request, forest, placement, open, &obstacles);
    plan.set_ports(forest, placement);
    plan.draw(request, direction, placement, &obstacles, &near);
    signs::drop_crossed(direction, placement, &near);
    stubs::number(placement, open);
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
    /// How many others end on the same line before it.
    nth: u32,
    /// How wide it swings.
    swing: f32,
    /// What it may pass: its own frames and boxes, a range of [`Plan::own`].
    own: Run,
}

struct Plan {
    jobs: Vec<Job>,
    ends: Vec<End>,
    /// Per box, then per bracket, how many of them each side has.
    n_ends: Vec<Ends>,
    own: Vec<u32>,
    /// Per wire, its job, or `NONE`.
    job_of_wire: Vec<u32>,
}

impl Plan {
    fn of(
        request: &Request,
        forest: &Forest,
        placement: &Placement,
        open: &[usize],
        obstacles: &Obstacles,
    ) -> Self {
        let mut plan = Self {
            jobs: Vec::new(),
            ends: Vec::new(),
            n_ends: vec![Ends::default(); placement.boxes.len() + placement.brackets.len()],
            own: Vec::new(),
            job_of_wire: vec![NONE; request.wires.len()],
        };
        let mut bracket_of_unit = vec![NONE; request.units.len()];
        for (at, bracket) in (0..).zip(&placement.brackets) {
            if let Some(entry) = bracket_of_unit.get_mut(bracket.unit as usize) {
                *entry = at;
            }
        }
        let frame_of = |b: u32| {
            let node = forest
                .nodes
                .get(*forest.node_of_box.get(b as usize)? as usize)?;
            let &at = bracket_of_unit.get(node.unit as usize)?;
            (at != NONE).then(|| placement.boxes.len() as u32 + at)
        };
        let mut bodies = Vec::new();
        for &at in open {
            let (wire, route) = (&request.wires[at], &placement.wires[at]);
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
            let ends = wire.from.of(&request.members).iter().copied();
            let ends: Vec<u32> = match wire.to {
                WireEnd::Box(b) => ends.chain([b]).collect(),
                WireEnd::Wire(_) => ends.collect(),
            };
            let first = plan.own.len() as u32;
            plan.own.extend(ends.iter().filter_map(|&b| frame_of(b)));
            let n_frames = plan.own.len() as u32 - first;
            plan.own.extend(ends);
            let own = Run {
                first,
                n: plan.own.len() as u32 - first,
            };
            let frames = Run { first, n: n_frames };
            plan.add(at as u32, &bodies, target, guess, (own, frames), obstacles);
        }
        let wires: Vec<u32> = plan.jobs.iter().map(|job| job.wire).collect();
        let numbers = signs::number_strikes(request, &wires);
        for (job, nth) in plan.jobs.iter_mut().zip(numbers) {
            job.nth = nth;
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
        (own, frames): (Run, Run),
        obstacles: &Obstacles,
    ) {
        let first = self.ends.len() as u32;
        let point = Rect::from_corners(guess, guess);
        let other = target.map_or(point, |body| body.rect);
        let mut shared = None;
        for &body in from {
            let ends_at = |key: u32| self.n_ends.get(key as usize).copied().unwrap_or_default();
            let ends = [
                ends_at(body.key),
                target.map_or(Ends::default(), |to| ends_at(to.key)),
            ];
            let own = frames.of(&self.own);
            let way = find_way((&body.rect, &other), obstacles, own, ends);
            let shared = shared.get_or_insert(way);
            if let Some(side) = way.start {
                self.add_end(body, side, other.center(), guess);
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
            self.add_end(body, side, start.center(), guess);
            self.ends.len() as u32 - 1
        });
        self.jobs.push(Job {
            wire,
            first,
            n,
            to,
            guess,
            nth: 0,
            swing: way.swing,
            own,
        });
    }

    fn add_end(&mut self, body: Body, side: Side, other: Point, guess: Point) {
        if let Some(n) = self.n_ends.get_mut(body.key as usize) {
            n[side as usize] = n[side as usize].saturating_add(1);
        }
        let toward = side.along(other);
        self.ends.push(End {
            body,
            side,
            toward,
            port: guess,
        });
    }

    /// Spreads the ends at each side of each body, off the sign of the line by which a box hangs.
    fn set_ports(&mut self, forest: &Forest, placement: &Placement) {
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
            let is_near = |&end: &usize, start| self.ends[end].port.distance(start) < SIGN_ROOM;
            let same = &order[first..first + n];
            if let Some(start) = signs::find_start(forest, placement, body.key)
                && same.iter().any(|end| is_near(end, start))
            {
                let (low, high) = side.beside(&body.rect, start, SIGN_ROOM);
                for (at, &end) in same.iter().enumerate() {
                    let share = (at + 1) as f32 / (n + 1) as f32;
                    // Where that would be too close, the sign gives way.
                    if (high - low) / n as f32 >= LEAST_ROOM {
                        self.ends[end].port = side.point(&body.rect, low + (high - low) * share);
                    }
                }
            }
            first += n;
        }
    }

    /// Draws what ends at boxes, then each other wire after the one that it ends on; in a ring,
    /// somewhere near.
    fn draw(
        &self,
        request: &Request,
        direction: Direction,
        placement: &mut Placement,
        obstacles: &Obstacles,
        near: &[u32],
    ) {
        let (first, others): (Vec<&Job>, Vec<&Job>) = self
            .jobs
            .iter()
            .partition(|job| job.to.is_some() || placement.wires[job.wire as usize].is_tree);
        let mut hidden = Vec::new();
        for &job in &first {
            if !self.draw_job(request, job, placement, obstacles) {
                hidden.push(job);
            }
        }
        // Of a line of the tree the target is no end: its pill stands where it leaves its own box.
        let targets = hidden.iter().filter_map(|job| {
            let (rect, _) = self.find_target(request, job, placement)?;
            Some(rect)
        });
        let ends = self.ends.iter().map(|end| end.body.rect);
        let bodies: Vec<Rect> = ends.chain(targets).collect();
        let mut rack = Rack::of(request, direction, placement, &bodies, obstacles, near);
        for job in first {
            signs::set_sign(placement, job.wire as usize, &mut rack);
        }
        self.hide(request, &hidden, placement, &mut rack);
        let mut is_begun = vec![others.is_empty(); request.wires.len()];
        let mut waiting = Vec::new();
        for job in others {
            let mut at = job.wire as usize;
            while !is_begun[at] {
                is_begun[at] = true;
                let job = self.jobs.get(self.job_of_wire[at] as usize);
                if let Some(job) = job
                    && job.to.is_none()
                    && !placement.wires[at].is_tree
                {
                    waiting.push(job);
                }
                match request.wires[at].to {
                    WireEnd::Wire(w) if (w as usize) < request.wires.len() => at = w as usize,
                    _ => break,
                }
            }
            while let Some(job) = waiting.pop() {
                if !self.draw_job(request, job, placement, obstacles) {
                    self.hide(request, &[job], placement, &mut rack);
                }
                signs::set_sign(placement, job.wire as usize, &mut rack);
            }
        }
    }

    /// Makes stubs of jobs, where there is room for their pills.
    fn hide(&self, request: &Request, jobs: &[&Job], placement: &mut Placement, rack: &mut Rack) {
        let mut wishes: Vec<(u32, u32, Spot)> = Vec::new();
        for job in jobs {
            placement.wires[job.wire as usize].stub = None;
            let from = &self.ends[job.first as usize..(job.first + job.n) as usize];
            let Some((target, key)) = self.find_target(request, job, placement) else {
                continue;
            };
            if from.is_empty() {
                continue;
            }
            // A pill at a box may lie on the frame around it.
            let own_of = |key: Option<u32>, rect: Rect| {
                let key = key.unwrap_or(NONE);
                let frames = job.own.of(&self.own).iter().copied();
                let mut frames = frames.filter_map(|key| {
                    let at = (key as usize).checked_sub(placement.boxes.len())?;
                    Some((key, placement.brackets.get(at)?.rect))
                });
                let is_around = |frame: &Rect| frame.contains(rect.min) && frame.contains(rect.max);
                let frame = frames.find(|(_, frame)| key != NONE && is_around(frame));
                [key, frame.map_or(NONE, |(key, _)| key)]
            };
            for end in from {
                let spot = Spot {
                    rect: end.body.rect,
                    own: own_of(Some(end.body.key), end.body.rect),
                    toward: target.center(),
                    is_target: false,
                };
                wishes.push((end.body.key, job.wire, spot));
            }
            let spot = Spot {
                rect: target,
                own: own_of(key, target),
                toward: from[0].body.rect.center(),
                is_target: true,
            };
            wishes.push((key.unwrap_or(NONE), job.wire, spot));
        }
        wishes.sort_by_key(|&(key, wire, spot)| (key, spot.side(), wire, spot.is_target));
        let mut pills = Vec::with_capacity(wishes.len());
        let rows = wishes.chunk_by(|(a, _, left), (b, _, right)| {
            *a != NONE && (a, left.side()) == (b, right.side())
        });
        for row in rows {
            let spots: Vec<Spot> = row.iter().map(|&(_, _, spot)| spot).collect();
            let found = row.iter().zip(rack.put_row(&spots));
            pills.extend(found.map(|(&(_, wire, _), pill)| (wire, pill)));
        }
        pills.sort_by_key(|&(wire, pill)| (wire, pill.is_some_and(|pill| pill.is_target)));
        for of_wire in pills.chunk_by(|(a, _), (b, _)| a == b) {
            let first = placement.pills.len() as u32;
            let found: Option<Vec<_>> = of_wire.iter().map(|&(_, pill)| pill).collect();
            let route = &mut placement.wires[of_wire[0].0 as usize];
            let Some(found) = found else { continue };
            if !route.is_tree {
                let Pill { rect, inward, .. } = found[0];
                route.chip = rect.center();
                let (x, y) = (rect.width() / 2.0, rect.height() / 2.0);
                route.middle = route.chip.moved(-inward.x * x, -inward.y * y);
            }
            route.stub = Some(Stub {
                number: 0,
                pills: Run {
                    first,
                    n: found.len() as u32,
                },
            });
            placement.pills.extend(found);
        }
    }

    /// Where the pill at the end of a wire belongs, and the body there if it is one.
    fn find_target(
        &self,
        request: &Request,
        job: &Job,
        placement: &Placement,
    ) -> Option<(Rect, Option<u32>)> {
        let at = job.wire as usize;
        if let Some(end) = job.to {
            let body = self.ends[end as usize].body;
            return Some((body.rect, Some(body.key)));
        }
        if placement.wires[at].is_tree {
            let own = job.own.of(&self.own).iter();
            let from = request.wires[at].from.of(&request.members);
            let start = placement.points(&placement.wires[at].main)[0];
            let mut rects = own.filter(|b| from.contains(b)).filter_map(|&b| {
                let rect = *placement.boxes.get(b as usize)?;
                Some((rect, Some(b)))
            });
            return rects
                .find(|(rect, _)| rect.grown(1.0).contains(start))
                .or_else(|| {
                    let frames = placement.boxes.len() as u32..;
                    let mut frames = frames.zip(&placement.brackets);
                    let (key, bracket) =
                        frames.find(|(_, bracket)| bracket.wire == Some(job.wire))?;
                    Some((bracket.rect, Some(key)))
                });
        }
        match request.wires[at].to {
            WireEnd::Wire(w) if (w as usize) < request.wires.len() => {
                let end = *placement.points(&placement.wires[at].main).last()?;
                Some((Rect::from_corners(end, end), None))
            }
            _ => None,
        }
    }

    /// Draws one wire in full, as far as it has no line yet. False if it should not be drawn so.
    fn draw_job(
        &self,
        request: &Request,
        job: &Job,
        placement: &mut Placement,
        obstacles: &Obstacles,
    ) -> bool {
        let mut own = job.own.of(&self.own).to_vec();
        let from = &self.ends[job.first as usize..(job.first + job.n) as usize];
        let at = job.wire as usize;
        if placement.wires[at].is_tree {
            let start = placement.points(&placement.wires[at].main)[0];
            join_feeders(placement, at, from, start);
            let is_clear = is_clear_in_full(placement, at, obstacles, &mut own);
            placement.wires[at].stub = (!is_clear).then(Stub::default);
            return is_clear;
        }
        // What strikes a line that is not drawn itself would seem to strike the box beside its pill.
        let mut is_on_stub = false;
        let (end, end_side) = match (job.to, request.wires[at].to) {
            (Some(end), _) => {
                let end = &self.ends[end as usize];
                (end.port, Some(end.side))
            }
            (None, WireEnd::Wire(w)) => {
                let struck = placement.wires.get(w as usize);
                let struck = struck.filter(|route| route.main.points.n > 0);
                is_on_stub = struck.is_some_and(|it| it.stub.is_some() && !it.is_tree);
                let place = |it| signs::find_strike(placement, it, job.nth);
                (struck.map_or(job.guess, place), None)
            }
            (None, WireEnd::Box(_)) => (job.guess, None),
        };
        let (start, start_side) = match from {
            [] => (end.moved(-STUB, 0.0), None),
            [only] if job.to.is_some() => (only.port, Some(only.side)),
            [only] => leave(only, end, job.guess, obstacles, &own),
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
        let n_points = placement.points.len();
        let mut draw = |placement: &mut Placement, swing: f32| {
            placement.points.truncate(n_points);
            let curve = bend(start, end, Way { swing, ..way }, job.wire);
            let main = placement.add_path(Shape::Curve, &curve);
            placement.wires[at] = Route {
                main,
                chip: point_on_curve(&curve, signs::SHARES[0]),
                middle: point_on_curve(&curve, 0.5),
                ends_on_wire: matches!(request.wires[at].to, WireEnd::Wire(_)),
                ..Route::default()
            };
            if from.len() > 1 {
                join_feeders(placement, at, from, start);
            }
            is_clear_in_full(placement, at, obstacles, &mut own)
        };
        let mut is_clear = draw(placement, way.swing);
        if !is_clear && !is_on_stub && from.len() == 1 && start.distance(end) < MOST_TIGHT {
            is_clear = draw(placement, TIGHT) || draw(placement, way.swing);
        }
        is_clear &= !is_on_stub;
        placement.wires[at].stub = (!is_clear).then(Stub::default);
        if let (true, [only]) = (is_clear, from) {
            let frames = list_frames(placement, &own);
            let is_clear = |curve: &[Point; 4]| curve::is_clear(curve, obstacles, &own, &frames);
            let rect_of = |end: &End| end.body.rect;
            if let Some(to) = job.to.map(|to| rect_of(&self.ends[to as usize])) {
                beside::keep_off_strikes(placement, at, [&rect_of(only), &to], is_clear);
            } else {
                beside::stand_off(placement, at, &rect_of(only), is_clear);
            }
        }
        is_clear
    }
}

/// Whether the curves of a wire can be drawn in full. What it ends on may lie within a frame.
fn is_clear_in_full(
    placement: &Placement,
    wire: usize,
    obstacles: &Obstacles,
    own: &mut Vec<u32>,
) -> bool {
    let route = &placement.wires[wire];
    if route.ends_on_wire
        && let Some(&end) = placement.points(&route.main).last()
    {
        let frames = (placement.boxes.len() as u32..).zip(&placement.brackets);
        let around = frames.filter(|(_, bracket)| bracket.rect.contains(end));
        own.extend(around.map(|(key, _)| key));
    }
    let frames = list_frames(placement, own);
    let main = (!route.is_tree).then_some(&route.main);
    let mut curves = main.into_iter().chain(placement.feeders(route));
    curves.all(|path| match *placement.points(path) {
        [a, b, c, d] => is_clear(&[a, b, c, d], obstacles, own, &frames),
        _ => true,
    })
}

/// Those of the keys that are frames.
fn list_frames(placement: &Placement, keys: &[u32]) -> Vec<u32> {
    let is_frame = |&key: &u32| key as usize >= placement.boxes.len();
    keys.iter().copied().filter(is_frame).collect()
}

/// Where a line leaves a body: at the port planned, unless the line that it ends on turned out
/// to run elsewhere than was guessed.
fn leave(
    from: &End,
    end: Point,
    guess: Point,
    obstacles: &Obstacles,
    own: &[u32],
) -> (Point, Option<Side>) {
    /// Shares of a side that planned ports seldom take.
    const SHARE: f32 = 0.4;
    let is_as_planned = end.distance(guess) < STUB;
    let target = Rect::from_corners(end, end);
    let ends = [Ends::default(); 2];
    match find_way((&from.body.rect, &target), obstacles, own, ends).start {
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
    bracket_of_unit: &[u32],
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
        && let Some(bracket) = bracket_of_unit
            .get(node.unit as usize)
            .and_then(|&at| placement.brackets.get(at as usize))
    {
        let key = placement.boxes.len() as u32 + bracket_of_unit[node.unit as usize];
        bodies.clear();
        bodies.push(Body {
            key,
            rect: bracket.rect,
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
