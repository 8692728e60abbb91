//! The lines of the tree: elbows in lanes of their own in the gap below a unit, and down the
//! gutters of columns, so that none crosses another. The lines into one box come together in
//! one trunk. Works in the axes of flow; knows no styles.

use std::ops::Range;

use super::families::{Families, Family, Line};
use super::stand::{Gutter, HEAD, MOST_LANES, PAD, SPINE, Seat, TAIL, range_of};
use crate::layout::contour::Extent;
use crate::layout::forest::Forest;
use crate::layout::geometry::{Point, Rect};
use crate::layout::placement::{Placement, Route, Shape};
use crate::layout::request::{Direction, Request};
use crate::layout::signs::word_at;

/// From a child's upper edge to the middle of its sign.
const CHIP: f32 = 14.0;
/// The same from its left edge.
const CHIP_BESIDE: f32 = 12.0;
/// The least gap in which a word beside a sign has room where the tree grows to the right, with
/// what the sign stands off: there the word lies along the way from level to level.
const WORD: f32 = 56.0;
/// Half a sign.
const CHIP_RADIUS: f32 = 10.0;
/// Between the ends of two lines at one box, where there is room.
const PORT: f32 = 12.0;
/// From the corner of a box to the first end.
const CORNER: f32 = 8.0;
/// How far an end moves along the edge to make a line straight.
const SNAP: f32 = 10.0;
/// Lines reach boxes in columns at most this far below their tops: beside the first line of
/// the wording.
const LINE: f32 = 20.0;

/// Draws every line of the tree. The other wires keep empty routes. `seats` says per node how it
/// stands, with gutters in the coordinates of `extents`.
pub(super) fn draw(
    request: &Request,
    forest: &Forest,
    families: &Families,
    extents: &[Extent],
    seats: &[Seat],
    placement: &mut Placement,
) {
    let mut fan = Fan::default();
    for at in 1..forest.nodes.len() {
        if forest.nodes[at].children.n == 0 {
            continue;
        }
        let house = House {
            request,
            forest,
            families,
            extents,
            seats,
            at,
        };
        fan.clear();
        house.gather(&placement.boxes, &mut fan);
        fan.set_ports();
        fan.stack_lanes();
        house.draw(&fan, placement);
    }
}

/// A node and its children.
struct House<'a> {
    request: &'a Request,
    forest: &'a Forest,
    families: &'a Families,
    extents: &'a [Extent],
    seats: &'a [Seat],
    at: usize,
}

/// What enters the gap below a unit from below.
#[derive(Default)]
struct Fan {
    /// The trunks from left to right, at most one of a family.
    trunks: Vec<Trunk>,
    /// Where lines come up, from left to right, those of one trunk together.
    entries: Vec<f32>,
    /// Per child, its trunk and where its line comes up.
    ways: Vec<(u32, f32)>,
}

/// The lines of one family. They share one end.
#[derive(Clone, Copy, Debug)]
struct Trunk {
    to: u32,
    edge: Rect,
    is_mixed: bool,
    /// Its first entry and how many they are.
    first: usize,
    n: usize,
    left: f32,
    right: f32,
    /// Whether its end belongs in the middle of the edge rather than above its first entry.
    is_centred: bool,
    /// Where it meets the box.
    port: f32,
    /// 0 is the lane next to the children's own.
    lane: u32,
}

impl House<'_> {
    fn gather(&self, boxes: &[Rect], fan: &mut Fan) {
        let run = self.families.of_node[self.at];
        for family in run.of(&self.families.all) {
            let children = range_of(family);
            let has_trunk = |nodes: Range<usize>| {
                let mut lines = self.families.lines[nodes].iter();
                lines.any(|&line| line == Line::Trunk)
            };
            if !has_trunk(children.clone()) {
                fan.ways.extend(children.map(|_| (0, 0.0)));
                continue;
            }
            fan.begin(
                family,
                boxes[family.target as usize],
                self.seats[children.start],
            );
            let mut start = children.start;
            while start < children.end {
                let gutter = self.seats[start].gutter();
                let is_same = |seat: &&Seat| gutter.is_some() && seat.gutter() == gutter;
                let part = &self.seats[start..children.end];
                let n = part.iter().take_while(is_same).count().max(1);
                let x = gutter.map_or_else(|| self.middle_of(start), |left| (left + SPINE) as f32);
                if has_trunk(start..start + n) {
                    fan.enter(x);
                }
                let trunk = fan.trunks.len() as u32 - 1;
                fan.ways.extend((0..n).map(|_| (trunk, x)));
                start += n;
            }
        }
    }

    fn draw(&self, fan: &Fan, placement: &mut Placement) {
        let parent = &self.extents[self.at];
        let bottom = (parent.y + parent.height) as f32;
        let top = bottom + parent.gap as f32;
        let children = self.forest.nodes[self.at].child_range();
        let has_row = self.seats[children.clone()].contains(&Seat::Row);
        let base = if has_row { TAIL } else { PAD } as f32;
        let run = self.families.of_node[self.at];
        let in_rows = run
            .of(&self.families.all)
            .iter()
            .filter(|family| self.seats[family.children.first as usize] == Seat::Row);
        let n_strikes = in_rows.map(|family| family.n_strikes).max().unwrap_or(0);
        let highest = fan.trunks.iter().map(|trunk| trunk.lane + 1).max();
        let n_lanes = n_strikes + highest.unwrap_or(0);
        let room = top - bottom - HEAD as f32 - base;
        let pitch = (room / n_lanes.max(1) as f32).min(self.request.spacing.lane);
        let lane_y = |lane: u32| top - base - pitch * (lane as f32 + 0.5);
        let is_down = self.request.direction == Direction::TopDown;
        let first = children.start;
        for (child, &(trunk, x)) in children.zip(&fan.ways) {
            let line = self.families.lines[child];
            let mut route = match (line, self.seats[child]) {
                (Line::Other, _) => continue,
                (Line::Trunk, seat) => {
                    let trunk = &fan.trunks[trunk as usize];
                    let y = lane_y(n_strikes + trunk.lane);
                    match seat {
                        Seat::Row => rise(trunk, Point::new(x, top), y, placement),
                        Seat::Column(_) => go_round(trunk, self.door(child), x, y, placement),
                        Seat::Beside(_) => go_aside(trunk, self.door(child), x, placement),
                        Seat::Wrapped(_) => {
                            let lane = self.trunk_lane(child);
                            join_spine(trunk, self.hook(child), lane, Point::new(x, y), placement)
                        }
                    }
                }
                (Line::Strike { struck, lane }, Seat::Row) => {
                    let struck = self.middle_of(struck as usize);
                    let start = Point::new(self.middle_of(child), top);
                    strike_above(start, struck, lane_y(lane - 1), placement)
                }
                (Line::Strike { struck, lane }, Seat::Column(gutter) | Seat::Beside(gutter)) => {
                    let x = gutter as f32 + self.strike_lane(child, lane);
                    let y = self.door(struck as usize).y;
                    strike_beside(self.door(child), x, y, placement)
                }
                (Line::Strike { struck, lane }, Seat::Wrapped(_)) => {
                    let y = self.row_lane(child, lane - 1);
                    let struck = self.middle_of(struck as usize);
                    strike_above(self.hook(child), struck, y, placement)
                }
            };
            // To the right, words lie across the lanes: where no line passes, beside the first
            // line if that goes on from there.
            let is_free = |trunk: &Trunk| top - bottom >= WORD && trunk.port >= x;
            let is_first =
                || child == first && (line, self.seats[child]) == (Line::Trunk, Seat::Row);
            if is_down && route.has_word {
                let room = fan.find_room(route.chip.x);
                let reach = |is_short| word_at(Direction::TopDown, false, is_short).max.x;
                route.is_word_short = room < reach(false);
                route.has_word = room >= reach(true);
            }
            route.has_word &=
                is_down || is_first() && fan.trunks.get(trunk as usize).is_some_and(is_free);
            placement.wires[self.forest.nodes[child].wire as usize] = route;
        }
    }

    /// The siblings around a child of which that holds, one after the other.
    fn list_around(&self, child: usize, is_in: impl Fn(usize) -> bool) -> Range<usize> {
        let siblings = self.forest.nodes[self.at].child_range();
        let start = (siblings.start..=child).rev().take_while(|&at| is_in(at));
        let end = (child..siblings.end).take_while(|&at| is_in(at));
        start.last().unwrap_or(child)..end.last().unwrap_or(child) + 1
    }

    /// The lane of a strike from a child of a column, from the column's left edge.
    fn strike_lane(&self, child: usize, lane: u32) -> f32 {
        let gutter = self.seats[child].gutter();
        let column = self.list_around(child, |at| self.seats[at].gutter() == gutter);
        let pitch = self.request.spacing.lane as i64;
        Gutter::of(self.families, column).strike(lane, pitch)
    }

    /// The lane above the row of a wrapped child in which its line runs to the spine.
    fn trunk_lane(&self, child: usize) -> f32 {
        self.row_lane(child, self.count_row_strikes(child))
    }

    fn count_row_strikes(&self, child: usize) -> u32 {
        let (y, seat) = (self.extents[child].y, self.seats[child]);
        let is_in = |at: usize| (self.extents[at].y, self.seats[at]) == (y, seat);
        self.families.count_strikes(self.list_around(child, is_in))
    }

    /// A lane above the row of a wrapped child; those beyond a bound share the room of it.
    fn row_lane(&self, child: usize, lane: u32) -> f32 {
        let n = (self.count_row_strikes(child) + 1) as f32;
        let pitch = self.request.spacing.lane * (MOST_LANES as f32 / n).min(1.0);
        self.hook(child).y - TAIL as f32 - pitch * (lane as f32 + 0.5)
    }

    fn middle_of(&self, node: usize) -> f32 {
        let extent = &self.extents[node];
        extent.x as f32 + extent.width as f32 / 2.0
    }

    /// Where the line of a child in a row leaves it.
    fn hook(&self, node: usize) -> Point {
        Point::new(self.middle_of(node), self.extents[node].y as f32)
    }

    /// Where the line of a child in a column leaves it.
    fn door(&self, node: usize) -> Point {
        let extent = &self.extents[node];
        let down = (extent.height as f32 / 2.0).min(LINE);
        Point::new(extent.x as f32, extent.y as f32 + down)
    }
}

/// The line of a child in a row, from the middle of its top edge.
fn rise(trunk: &Trunk, start: Point, y: f32, placement: &mut Placement) -> Route {
    let end = Point::new(trunk.port, trunk.edge.max.y);
    let free = if start.x == trunk.port { end.y } else { y };
    let corners = [start, Point::new(start.x, y), Point::new(end.x, y), end];
    let points = if start.x == end.x {
        &[start, end][..]
    } else {
        &corners
    };
    Route {
        main: placement.add_path(Shape::Elbow, points),
        chip: start.moved(0.0, -CHIP),
        middle: Point::new(start.x, (start.y - TAIL as f32).midpoint(free)),
        is_tree: true,
        has_word: true,
        is_mixed: trunk.is_mixed,
        ..Route::default()
    }
}

/// The line of a child in one of several rows, from the middle of its top edge along the lane
/// above the row to the spine and the lane of the trunk, which meet at `corner`.
fn join_spine(
    trunk: &Trunk,
    start: Point,
    lane: f32,
    corner: Point,
    placement: &mut Placement,
) -> Route {
    let end = Point::new(trunk.port, trunk.edge.max.y);
    let (up, turn) = (Point::new(start.x, lane), Point::new(corner.x, lane));
    let corners = [start, up, turn, corner, Point::new(end.x, corner.y), end];
    let points = if corner.x == end.x {
        &[start, up, turn, end][..]
    } else {
        &corners
    };
    Route {
        main: placement.add_path(Shape::Elbow, points),
        chip: start.moved(0.0, -CHIP),
        middle: Point::new(start.x, (start.y - TAIL as f32).midpoint(lane)),
        is_tree: true,
        has_word: true,
        is_mixed: trunk.is_mixed,
        ..Route::default()
    }
}

/// The line of a child in a column, from its left edge along the spine at `x`.
fn go_round(trunk: &Trunk, start: Point, x: f32, y: f32, placement: &mut Placement) -> Route {
    let end = Point::new(trunk.port, trunk.edge.max.y);
    let corner = Point::new(x, start.y);
    let corners = [start, corner, Point::new(x, y), Point::new(end.x, y), end];
    let points = if x == end.x {
        &[start, corner, end][..]
    } else {
        &corners
    };
    Route {
        main: placement.add_path(Shape::Elbow, points),
        is_tree: true,
        is_mixed: trunk.is_mixed,
        ..beside(start, x)
    }
}

/// The line of a child in a column beside its parent, along the spine at `x`.
fn go_aside(trunk: &Trunk, start: Point, x: f32, placement: &mut Placement) -> Route {
    let edge = &trunk.edge;
    let end = Point::new(edge.max.x, edge.min.y + (edge.height() / 2.0).min(LINE));
    let corners = [start, Point::new(x, start.y), Point::new(x, end.y), end];
    let points = if start.y == end.y {
        &[start, end][..]
    } else {
        &corners
    };
    Route {
        main: placement.add_path(Shape::Elbow, points),
        is_tree: true,
        is_mixed: trunk.is_mixed,
        ..beside(start, x)
    }
}

/// The line of a child in a row onto the upright part of a sibling's line.
fn strike_above(start: Point, struck: f32, y: f32, placement: &mut Placement) -> Route {
    let corner = Point::new(start.x, y);
    let end = Point::new(struck, y);
    Route {
        main: placement.add_path(Shape::Elbow, &[start, corner, end]),
        chip: start.moved(0.0, -CHIP),
        middle: corner.lerp(end, 0.5),
        is_tree: true,
        ends_on_wire: true,
        has_word: true,
        ..Route::default()
    }
}

/// The line of a child in a column onto the level part of a sibling's line.
fn strike_beside(start: Point, x: f32, y: f32, placement: &mut Placement) -> Route {
    let points = [start, Point::new(x, start.y), Point::new(x, y)];
    Route {
        main: placement.add_path(Shape::Elbow, &points),
        is_tree: true,
        ends_on_wire: true,
        ..beside(start, x)
    }
}

/// Sign and middle on the level part of a line that leaves at `start` and turns at `x`.
fn beside(start: Point, x: f32) -> Route {
    let middle = x.midpoint(start.x - CHIP_BESIDE - CHIP_RADIUS);
    Route {
        chip: start.moved(-CHIP_BESIDE, 0.0),
        middle: Point::new(middle, start.y),
        ..Route::default()
    }
}

impl Fan {
    fn clear(&mut self) {
        self.trunks.clear();
        self.entries.clear();
        self.ways.clear();
    }

    /// How far to the right of `x` the next line comes up, perhaps down a gutter past a word there.
    fn find_room(&self, x: f32) -> f32 {
        let next = self.entries.partition_point(|&entry| entry <= x);
        self.entries
            .get(next)
            .map_or(f32::INFINITY, |entry| entry - x)
    }

    /// Adds the trunk of a family whose first child has that seat.
    fn begin(&mut self, family: &Family, edge: Rect, seat: Seat) {
        self.trunks.push(Trunk {
            to: family.target,
            edge,
            is_mixed: family.is_mixed,
            first: self.entries.len(),
            n: 0,
            left: f32::INFINITY,
            right: f32::NEG_INFINITY,
            is_centred: seat == Seat::Row,
            port: 0.0,
            lane: 0,
        });
    }

    /// Adds an entry to the last trunk.
    fn enter(&mut self, x: f32) {
        self.entries.push(x);
        if let Some(trunk) = self.trunks.last_mut() {
            trunk.n += 1;
            trunk.left = trunk.left.min(x);
            trunk.right = trunk.right.max(x);
        }
    }

    /// Gives each trunk an end at its box, in the order of the trunks.
    fn set_ports(&mut self) {
        let entries = &self.entries;
        for same_box in self.trunks.chunk_by_mut(|a, b| a.to == b.to) {
            let n = same_box.len() as f32;
            let edge = same_box[0].edge;
            let inset = CORNER.min(edge.width() / 4.0);
            let (left, right) = (edge.min.x + inset, edge.max.x - inset);
            let pitch = PORT.min((right - left) / n);
            for (at, trunk) in same_box.iter_mut().enumerate() {
                let middle = edge.center().x + pitch * (at as f32 - (n - 1.0) / 2.0);
                trunk.port = if trunk.is_centred {
                    let own = &entries[trunk.first..trunk.first + trunk.n];
                    snap(own, middle)
                } else {
                    trunk.left
                };
            }
            let mut least = left;
            for trunk in same_box.iter_mut() {
                trunk.port = trunk.port.max(least);
                least = trunk.port + pitch;
            }
            let mut most = right;
            for trunk in same_box.iter_mut().rev() {
                trunk.port = trunk.port.min(most);
                most = trunk.port - pitch;
            }
        }
    }

    /// A trunk whose end lies beyond its neighbour's entries runs above the neighbour. Ends and
    /// entries stand in the same order, so one that reaches to the right never has a neighbour
    /// there that reaches back, and one lane more than the neighbour clears all it passes.
    fn stack_lanes(&mut self) {
        let trunks = &mut self.trunks;
        for at in 1..trunks.len() {
            if trunks[at].port <= trunks[at - 1].right {
                trunks[at].lane = trunks[at - 1].lane + 1;
            }
        }
        for at in (1..trunks.len()).rev() {
            if trunks[at - 1].port >= trunks[at].left {
                trunks[at - 1].lane = trunks[at - 1].lane.max(trunks[at].lane + 1);
            }
        }
    }
}

/// The entry nearest to an end, if it is near enough to stand right below it.
fn snap(entries: &[f32], port: f32) -> f32 {
    let after = entries.partition_point(|&x| x < port);
    let near = entries[after.saturating_sub(1)..entries.len().min(after + 1)].iter();
    near.copied()
        .min_by(|a, b| (a - port).abs().total_cmp(&(b - port).abs()))
        .filter(|x| (x - port).abs() <= SNAP)
        .unwrap_or(port)
}
