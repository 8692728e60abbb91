//! The lines of the tree: elbows in lanes of their own in the gap below a unit, and down the
//! gutters of columns, so that none crosses another. Works in the axes of flow; knows no styles
//! beyond whether two are the same.

use super::families::{Families, Line};
use super::stand::{HEAD, PAD, TAIL, find_gutter, range_of};
use crate::layout::contour::Extent;
use crate::layout::forest::Forest;
use crate::layout::geometry::{Point, Rect};
use crate::layout::placement::{Placement, Route, Shape};
use crate::layout::request::{Direction, Request};

/// From a child's edge to the middle of its sign.
const CHIP: f32 = 14.0;
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

/// Draws every line of the tree. The other wires keep empty routes. `gutters` holds per node
/// the left edge of its column, if it stands in one.
pub(super) fn draw(
    request: &Request,
    forest: &Forest,
    families: &Families,
    extents: &[Extent],
    gutters: &[Option<i64>],
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
            gutters,
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
    gutters: &'a [Option<i64>],
    at: usize,
}

/// What enters the gap below a unit from below.
#[derive(Default)]
struct Fan {
    /// The trunks from left to right.
    trunks: Vec<Trunk>,
    /// Where lines come up, from left to right, those of one trunk together.
    entries: Vec<f32>,
    /// Per child, its trunk and where its line comes up.
    ways: Vec<(u32, f32)>,
}

/// Lines of one style into one box that come up side by side. They share one end.
#[derive(Clone, Copy, Debug)]
struct Trunk {
    style: u32,
    to: u32,
    edge: Rect,
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
            let edge = boxes[family.target as usize];
            let children = range_of(family);
            if self.gutters[children.start].is_none() {
                for child in children {
                    let x = self.middle_of(child);
                    let way = match self.families.lines[child] {
                        Line::Trunk { style } => {
                            let last = fan.trunks.last();
                            let joins = last.is_some_and(|it| it.joins(style, family.target));
                            if !joins {
                                fan.begin(style, family.target, edge, true);
                            }
                            fan.enter(x)
                        }
                        _ => 0,
                    };
                    fan.ways.push((way, x));
                }
                continue;
            }
            let mut start = children.start;
            while start < children.end {
                let gutter = self.gutters[start];
                let n = self.gutters[start..children.end]
                    .iter()
                    .take_while(|&&it| it == gutter)
                    .count();
                self.gather_column(start..start + n, family.target, edge, fan);
                start += n;
            }
        }
    }

    fn gather_column(
        &self,
        column: std::ops::Range<usize>,
        target: u32,
        edge: Rect,
        fan: &mut Fan,
    ) {
        let gutter = find_gutter(self.families, column.clone());
        let left = self.gutters[column.start].unwrap_or(0) as f32;
        let first_way = fan.ways.len();
        // Later runs stand farther left, so entries are made from the last run on.
        let mut trunk_of_last = 0;
        let mut n_runs = 0;
        let mut before = None;
        for child in column.clone() {
            if let Line::Trunk { style } = self.families.lines[child]
                && before != Some(style)
            {
                before = Some(style);
                n_runs += 1;
            }
            fan.ways.push((n_runs, 0.0));
        }
        let mut run_before = n_runs + 1;
        for child in column.clone().rev() {
            let way = first_way + (child - column.start);
            let (run, _) = fan.ways[way];
            let Line::Trunk { style } = self.families.lines[child] else {
                continue;
            };
            let x = left + gutter.spine(run - 1);
            if run != run_before {
                run_before = run;
                let last = fan.trunks.last();
                if !last.is_some_and(|it| it.joins(style, target)) {
                    fan.begin(style, target, edge, false);
                }
                trunk_of_last = fan.enter(x);
            }
            fan.ways[way] = (trunk_of_last, x);
        }
    }

    fn draw(&self, fan: &Fan, placement: &mut Placement) {
        let parent = &self.extents[self.at];
        let bottom = (parent.y + parent.height) as f32;
        let top = bottom + parent.gap as f32;
        let children = self.forest.nodes[self.at].child_range();
        let has_row = self.gutters[children.clone()].iter().any(Option::is_none);
        let base = if has_row { TAIL } else { PAD } as f32;
        let run = self.families.of_node[self.at];
        let in_rows = run
            .of(&self.families.all)
            .iter()
            .filter(|family| self.gutters[family.children.first as usize].is_none());
        let n_strikes = in_rows.map(|family| family.n_strikes).max().unwrap_or(0);
        let highest = fan.trunks.iter().map(|trunk| trunk.lane + 1).max();
        let n_lanes = n_strikes + highest.unwrap_or(0);
        let room = top - bottom - HEAD as f32 - base;
        let pitch = (room / n_lanes.max(1) as f32).min(self.request.spacing.lane);
        let lane_y = |lane: u32| top - base - pitch * (lane as f32 + 0.5);
        let has_word = self.request.direction == Direction::TopDown || top - bottom >= WORD;
        for (child, &(trunk, x)) in children.zip(&fan.ways) {
            let line = self.families.lines[child];
            let mut route = match (line, self.gutters[child]) {
                (Line::Other, _) => continue,
                (Line::Trunk { .. }, None) => {
                    let trunk = &fan.trunks[trunk as usize];
                    let y = lane_y(n_strikes + trunk.lane);
                    rise(trunk, Point::new(x, top), y, placement)
                }
                (Line::Trunk { .. }, Some(_)) => {
                    let trunk = &fan.trunks[trunk as usize];
                    let y = lane_y(n_strikes + trunk.lane);
                    go_round(trunk, self.door(child), x, y, placement)
                }
                (Line::Strike { struck, lane }, None) => {
                    let struck = self.middle_of(struck as usize);
                    strike_above(Point::new(x, top), struck, lane_y(lane - 1), placement)
                }
                (Line::Strike { struck, lane }, Some(gutter)) => {
                    let x = gutter as f32 + self.strike_lane(child, lane);
                    let y = self.door(struck as usize).y;
                    strike_beside(self.door(child), x, y, placement)
                }
            };
            route.has_word &= has_word;
            placement.wires[self.forest.nodes[child].wire as usize] = route;
        }
    }

    /// The lane of a strike from a child of a column, from the column's left edge.
    fn strike_lane(&self, child: usize, lane: u32) -> f32 {
        let siblings = self.forest.nodes[self.at].child_range();
        let gutter = self.gutters[child];
        let is_same = |&at: &usize| self.gutters[at] == gutter;
        let start = (siblings.start..=child).rev().take_while(is_same).last();
        let end = (child..siblings.end).take_while(is_same).last();
        let column = start.unwrap_or(child)..end.unwrap_or(child) + 1;
        let pitch = self.request.spacing.lane as i64;
        find_gutter(self.families, column).strike(lane, pitch)
    }

    fn middle_of(&self, node: usize) -> f32 {
        let extent = &self.extents[node];
        extent.x as f32 + extent.width as f32 / 2.0
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
    let middle = x.midpoint(start.x - CHIP - CHIP_RADIUS);
    Route {
        chip: start.moved(-CHIP, 0.0),
        middle: Point::new(middle, start.y),
        ..Route::default()
    }
}

impl Trunk {
    fn joins(&self, style: u32, to: u32) -> bool {
        (self.style, self.to) == (style, to)
    }
}

impl Fan {
    fn clear(&mut self) {
        self.trunks.clear();
        self.entries.clear();
        self.ways.clear();
    }

    fn begin(&mut self, style: u32, to: u32, edge: Rect, is_centred: bool) {
        self.trunks.push(Trunk {
            style,
            to,
            edge,
            first: self.entries.len(),
            n: 0,
            left: f32::INFINITY,
            right: f32::NEG_INFINITY,
            is_centred,
            port: 0.0,
            lane: 0,
        });
    }

    /// Adds an entry to the last trunk; the number of the trunk.
    fn enter(&mut self, x: f32) -> u32 {
        self.entries.push(x);
        if let Some(trunk) = self.trunks.last_mut() {
            trunk.n += 1;
            trunk.left = trunk.left.min(x);
            trunk.right = trunk.right.max(x);
        }
        self.trunks.len() as u32 - 1
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
