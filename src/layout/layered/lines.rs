//! The lines from layer to layer: upright beside units and along the ways kept free for them,
//! straight across the gaps between layers, so that none runs through a box.

use std::iter;

use super::super::forest::Forest;
use super::super::geometry::{Point, Rect};
use super::super::placement::{Placement, Route, Shape};
use super::super::request::{Direction, Request};
use super::super::signs::word_at;
use super::layers::{Body, Layers, Link};
use super::rows::{Band, Rows};

/// Below a row, where lines run upright into the boxes: room for the arrow heads.
const HEAD: f32 = 16.0;
/// Above a row, the same for the signs.
const TAIL: f32 = 28.0;
/// From a row to the middle of a sign.
const CHIP: f32 = 14.0;
/// Between the middles of two signs at least; closer ones stand at different heights.
const SIGNS: f32 = 22.0;
/// Between a word and the lines beside whose signs it stands: half a sign.
const BESIDE: f32 = 9.5;
/// So many heights at most.
const MOST_HEIGHTS: u16 = 8;
/// Between the ends of two lines at the upper and lower edge of one box, where there is room.
const PORTS: (f32, f32) = (30.0, 16.0);
/// How far an end moves along the edge to make a line straight.
const SNAP: f32 = 12.0;
/// How far beside the others cross links end, out of the way of those that come as curves.
const ASIDE: f32 = 3.17;

/// What drawing the lines takes.
pub(super) struct Ducts<'a> {
    pub request: &'a Request,
    pub forest: &'a Forest,
    pub layers: &'a Layers,
    pub rows: &'a Rows,
    /// Per vertex, its left edge.
    pub lefts: &'a [i64],
    pub bands: &'a [Band],
}

/// How the sign at the lower end of a link stands to those beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// There are none, so that it has room for its word.
    Alone,
    /// So many signs higher than the lowest of them: those too close to each other differ.
    Among(u16),
}

/// One end of a line, or of several of one style that share it.
#[derive(Clone, Copy, Debug)]
struct End {
    link: usize,
    rect: Rect,
    /// Which body, and for a shared end which style.
    body: (bool, u32),
    style: Option<u32>,
    /// Where the line goes on to.
    toward: f32,
}

impl Ducts<'_> {
    /// Draws every link of the layers.
    pub fn draw(&self, placement: &mut Placement) {
        let brackets = self.list_brackets(placement);
        let (lows, signs) = self.find_low_ports(placement, &brackets);
        let highs = self.find_high_ports(placement, &brackets, &lows);
        for (at, link) in self.layers.links.iter().enumerate() {
            let low = self.rect_of(placement, &brackets, link.lower, link.low_body);
            let high = self.rect_of(placement, &brackets, link.upper, link.high_body);
            self.draw_link(
                placement,
                at,
                (lows[at], low.min.y),
                (highs[at], high.max.y),
                signs[at],
            );
        }
        self.set_words(placement, &lows, &highs, &signs);
    }

    /// Gives words to signs, above or else below them where no line passes: those with room for any
    /// word first, then those with room for a short one.
    fn set_words(&self, placement: &mut Placement, lows: &[f32], highs: &[f32], signs: &[Sign]) {
        let direction = self.request.direction;
        for is_short in [false, true] {
            let strips = self.list_strips(lows, highs, is_short);
            for (at, link) in self.layers.links.iter().enumerate() {
                let route = &mut placement.wires[link.wire as usize];
                // Of signs that stand close only the nearest to the box keep off each other's words.
                let off = match signs[at] {
                    Sign::Alone => 0.0,
                    Sign::Among(0) => BESIDE,
                    Sign::Among(_) => continue,
                };
                if !link.is_tree || link.is_back || route.has_word {
                    continue;
                }
                let strip = &strips[self.rows.vertices[link.lower as usize].row as usize];
                let is_free = |is_under: &bool| {
                    let word = word_at(direction, *is_under, is_short);
                    let (from, to) = (route.chip.x + word.min.x, route.chip.x + word.max.x);
                    strip.is_free(from - off, to + off)
                };
                let tries: &[bool] = match direction {
                    Direction::TopDown => &[false],
                    Direction::LeftToRight => &[false, true],
                };
                if let Some(&is_under) = tries.iter().find(|it| is_free(it)) {
                    (route.has_word, route.is_word_under) = (true, is_under);
                    route.is_word_short = is_short;
                }
            }
        }
    }

    /// Per row, where lines pass above it as far up as words reach.
    fn list_strips(&self, lows: &[f32], highs: &[f32], is_short: bool) -> Vec<Strip> {
        let direction = self.request.direction;
        let mut strips = vec![Strip::default(); self.bands.len()];
        for (at, link) in self.layers.links.iter().enumerate() {
            let ways = self.rows.ways[at].clone();
            let row_of = |vertex: u32| self.rows.vertices[vertex as usize].row as usize;
            let ways = ways.map(|way| (self.way_x(way), row_of(way)));
            let feet = iter::once((lows[at], row_of(link.lower))).chain(ways.clone());
            let ends = ways.chain([(highs[at], row_of(link.upper))]);
            for ((x, row), (end, upper)) in feet.zip(ends) {
                let height = self.bands[row].top - self.bands[upper].bottom;
                let way = height as f32 - TAIL - HEAD;
                // How far the words reach into the part that may run aslant.
                let depth = CHIP - word_at(direction, false, is_short).min.y - TAIL;
                let share = (depth.max(0.0) / way.max(1.0)).min(1.0);
                strips[row].add(x, x + (end - x) * share);
            }
        }
        strips.iter_mut().for_each(Strip::close);
        strips
    }

    /// Per node, its bracket.
    fn list_brackets(&self, placement: &Placement) -> Vec<Option<Rect>> {
        let mut brackets = placement.brackets.iter().map(|bracket| bracket.rect);
        (0..self.forest.nodes.len())
            .map(|at| self.forest.has_frame(at).then(|| brackets.next())?)
            .collect()
    }

    fn rect_of(
        &self,
        placement: &Placement,
        brackets: &[Option<Rect>],
        node: u32,
        body: Body,
    ) -> Rect {
        let first = self.forest.nodes[node as usize]
            .boxes
            .of(&self.forest.members)
            .first();
        let b = match body {
            Body::Box(b) => Some(b),
            Body::Unit(_) => first.copied(),
        };
        let rect = b.and_then(|b| placement.boxes.get(b as usize)).copied();
        match body {
            Body::Unit(_) => brackets[node as usize].or(rect),
            Body::Box(_) => rect,
        }
        .unwrap_or_default()
    }

    fn way_x(&self, vertex: u32) -> f32 {
        self.lefts[vertex as usize] as f32
    }

    /// Where the links leave their lower ends, and how their signs stand there.
    fn find_low_ports(
        &self,
        placement: &Placement,
        brackets: &[Option<Rect>],
    ) -> (Vec<f32>, Vec<Sign>) {
        let n = self.layers.links.len();
        let mut ends: Vec<End> = Vec::with_capacity(n);
        for (at, link) in self.layers.links.iter().enumerate() {
            let high = self.rect_of(placement, brackets, link.upper, link.high_body);
            let rect = self.rect_of(placement, brackets, link.lower, link.low_body);
            let ways = self.rows.ways[at].clone();
            ends.push(End {
                link: at,
                rect,
                body: key_of(self.forest, link.lower, link.low_body),
                style: None,
                toward: if ways.is_empty() {
                    high.center().x
                } else {
                    self.way_x(ways.start)
                },
            });
        }
        ends.sort_by(|a, b| a.body.cmp(&b.body).then(a.toward.total_cmp(&b.toward)));
        let (mut ports, mut signs) = (vec![0.0; n], vec![Sign::Alone; n]);
        for same in ends.chunk_by(|a, b| a.body == b.body) {
            for (nth, end) in same.iter().enumerate() {
                let link = &self.layers.links[end.link];
                let n_premises = self.forest.nodes[link.lower as usize].boxes.n;
                let aside = if n_premises > 1 && !link.is_tree {
                    // Out of the way of the bracket's own line.
                    end.rect.width() / 4.0
                } else {
                    0.0
                };
                ports[end.link] =
                    port(&end.rect, PORTS.0, nth, same.len()) + aside + aside_of(link);
                let is_close = |it: usize| (ports[end.link] - ports[it]).abs() < SIGNS;
                // The sign of a link that closes a ring is at its other end.
                let before = same[nth.saturating_sub(MOST_HEIGHTS.into())..nth]
                    .iter()
                    .map(|end| end.link);
                let near: Vec<Sign> = before
                    .filter(|&it| !self.layers.links[it].is_back && is_close(it))
                    .map(|it| signs[it])
                    .collect();
                let mut heights = (0..=MOST_HEIGHTS).map(Sign::Among);
                let free = heights.find(|sign| !near.contains(sign));
                if same.len() > 1 {
                    signs[end.link] = free.unwrap_or(Sign::Among(0));
                }
            }
        }
        (ports, signs)
    }

    /// Where the links reach their upper ends. Lines of the tree of one style share an end.
    fn find_high_ports(
        &self,
        placement: &Placement,
        brackets: &[Option<Rect>],
        lows: &[f32],
    ) -> Vec<f32> {
        let mut ends: Vec<End> = Vec::with_capacity(lows.len());
        for (at, link) in self.layers.links.iter().enumerate() {
            let ways = self.rows.ways[at].clone();
            let style = self.request.wires[link.wire as usize].style;
            ends.push(End {
                link: at,
                rect: self.rect_of(placement, brackets, link.upper, link.high_body),
                body: key_of(self.forest, link.upper, link.high_body),
                style: link.is_tree.then_some(style),
                toward: if ways.is_empty() {
                    lows[at]
                } else {
                    self.way_x(ways.end - 1)
                },
            });
        }
        ends.sort_by(|a, b| {
            (a.body, a.style)
                .cmp(&(b.body, b.style))
                .then(a.link.cmp(&b.link))
        });
        let is_one = |a: &End, b: &End| a.body == b.body && a.style.is_some() && a.style == b.style;
        let mut shared: Vec<(f32, &[End])> = ends
            .chunk_by(is_one)
            .map(|same| {
                (
                    same.iter().map(|end| end.toward).sum::<f32>() / same.len() as f32,
                    same,
                )
            })
            .collect();
        shared.sort_by(|a, b| a.1[0].body.cmp(&b.1[0].body).then(a.0.total_cmp(&b.0)));
        let mut ports = vec![0.0; lows.len()];
        for body in shared.chunk_by(|a, b| a.1[0].body == b.1[0].body) {
            for (nth, (_, same)) in body.iter().enumerate() {
                let rect = same[0].rect;
                let mut x = port(&rect, PORTS.1, nth, body.len())
                    + aside_of(&self.layers.links[same[0].link]);
                let off = |end: &&End| (end.toward - x).abs();
                if body.len() == 1
                    && let Some(near) = same.iter().min_by(|a, b| off(a).total_cmp(&off(b)))
                    && off(&near) <= SNAP
                    && (rect.min.x + 4.0..rect.max.x - 4.0).contains(&near.toward)
                {
                    x = near.toward;
                }
                for end in *same {
                    ports[end.link] = x;
                }
            }
        }
        ports
    }

    /// Draws one link, from its lower end up or, where it closes a ring, from its upper end.
    fn draw_link(
        &self,
        placement: &mut Placement,
        at: usize,
        (low_x, low_y): (f32, f32),
        (high_x, high_y): (f32, f32),
        sign: Sign,
    ) {
        let link = &self.layers.links[at];
        let row_of = |vertex: u32| self.bands[self.rows.vertices[vertex as usize].row as usize];
        let above = |band: Band| band.top as f32 - TAIL;
        let below = |band: Band| band.bottom as f32 + HEAD;
        let (low_band, high_band) = (row_of(link.lower), row_of(link.upper));
        let mut points = vec![Point::new(low_x, low_y), Point::new(low_x, above(low_band))];
        for way in self.rows.ways[at].clone() {
            let (x, band) = (self.way_x(way), row_of(way));
            points.extend([Point::new(x, below(band)), Point::new(x, above(band))]);
        }
        points.extend([
            Point::new(high_x, below(high_band)),
            Point::new(high_x, high_y),
        ]);
        let (first, next) = (points[1], points[2]);
        let last = points[points.len() - 2];
        let before = points[points.len() - 3];
        let chip = if link.is_back {
            last.lerp(before, 0.2)
        } else if let Sign::Among(height @ 1..) = sign {
            let far = SIGNS * f32::from(height);
            first.lerp(next, (far / first.distance(next).max(1.0)).min(0.4))
        } else {
            Point::new(low_x, low_band.top as f32 - CHIP)
        };
        let middle = first.lerp(next, 0.5);
        straighten(&mut points);
        if link.is_back {
            points.reverse();
        }
        let main = placement.add_path(Shape::Elbow, &points);
        placement.wires[link.wire as usize] = Route {
            main,
            chip,
            middle,
            is_tree: link.is_tree,
            ..Route::default()
        };
    }
}

/// Where lines pass above a row, as far up as its words reach: from where to where each.
#[derive(Clone, Debug, Default)]
struct Strip(Vec<(f32, f32)>);

impl Strip {
    fn add(&mut self, from: f32, to: f32) {
        self.0.push((from.min(to), from.max(to)));
    }

    /// Sorts the lines by where they begin, and lets none end before those left of it.
    fn close(&mut self) {
        self.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut last = f32::NEG_INFINITY;
        for (_, end) in &mut self.0 {
            last = last.max(*end);
            *end = last;
        }
    }

    fn is_free(&self, from: f32, to: f32) -> bool {
        let n = self.0.partition_point(|&(start, _)| start <= to);
        n == 0 || self.0[n - 1].1 < from
    }
}

/// A number for a body; a unit of one box is that box.
fn key_of(forest: &Forest, node: u32, body: Body) -> (bool, u32) {
    match (body, forest.nodes[node as usize].boxes.of(&forest.members)) {
        (Body::Unit(_), [only]) => (false, *only),
        (Body::Unit(node), _) => (true, node),
        (Body::Box(b), _) => (false, b),
    }
}

/// The place of one of `n` ends along an edge.
fn port(rect: &Rect, pitch: f32, nth: usize, n: usize) -> f32 {
    let n = n as f32;
    let pitch = pitch.min((rect.width() - 16.0).max(1.0) / n);
    rect.center().x + pitch * (nth as f32 - (n - 1.0) / 2.0)
}

fn aside_of(link: &Link) -> f32 {
    if link.is_tree { 0.0 } else { ASIDE }
}

/// Leaves out points in the middle of upright parts.
fn straighten(points: &mut Vec<Point>) {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points.iter() {
        while let [.., a, b] = kept[..]
            && a.x == b.x
            && b.x == point.x
        {
            kept.pop();
        }
        kept.push(point);
    }
    *points = kept;
}
