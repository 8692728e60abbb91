//! The lines of the tree, in the gap between a unit and the row of its children: elbows in
//! lanes of their own, so that none crosses another. Works in the axes of flow, y along the
//! tree's growth; knows no styles beyond whether two are the same.

use super::contour::Extent;
use super::forest::{Forest, NONE};
use super::geometry::{Point, Rect};
use super::placement::{Placement, Route, Shape};
use super::request::{Request, Spacing, WireEnd};

/// Room for the arrow head at the parent's edge.
const HEAD: f32 = 16.0;
/// Room for the sign of the relation above a child.
const TAIL: f32 = 28.0;
/// From a child's edge to the middle of its sign.
const CHIP: f32 = 14.0;
/// Between the ends of two lines at one box, where there is room.
const PORT: f32 = 16.0;
/// How far an end moves along the edge to make a line straight.
const SNAP: f32 = 10.0;
/// Lanes beyond these squeeze together rather than take more room.
const MOST_LANES: u32 = 8;

/// How the units' wires run, as far as that is known before anything has a place.
pub(super) struct Lanes {
    /// Per node, the line from it.
    lines: Vec<Line>,
    /// Per node, how many lanes the strikes among its children take.
    n_strikes: Vec<u32>,
    /// Per node, how many trunks enter its boxes.
    n_trunks: Vec<u32>,
}

/// The line that leaves a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// No line of the tree.
    Other,
    /// To the box it stands under, in the style of its wire.
    Trunk { style: u32 },
    /// To the line of the sibling node `struck`, in a lane that is the higher the more it
    /// passes over; lane 1 is next to the children.
    Strike { struck: u32, lane: u32 },
}

impl Lanes {
    /// Sorts out which wires are lines of the tree.
    pub fn of(request: &Request, forest: &Forest) -> Self {
        let n = forest.nodes.len();
        let mut lanes = Self {
            lines: vec![Line::Other; n],
            n_strikes: vec![0; n],
            n_trunks: vec![0; n],
        };
        let mut open = Vec::new();
        for at in 1..n {
            lanes.sort_children(request, forest, at, &mut open);
        }
        lanes
    }

    /// How far below the node its children begin, in whole map units.
    pub fn room(&self, at: usize, spacing: &Spacing) -> i64 {
        let n = self.n_strikes[at] + self.n_trunks[at].div_ceil(2);
        let extra = n.clamp(2, MOST_LANES) - 2;
        (spacing.level.max(HEAD + TAIL + 6.0) + spacing.lane * extra as f32) as i64
    }

    /// `open` is scratch: the unit whose line may still be struck, what strikes it, what
    /// strikes that …, each with the highest lane right of it so far.
    fn sort_children(
        &mut self,
        request: &Request,
        forest: &Forest,
        at: usize,
        open: &mut Vec<(usize, u32)>,
    ) {
        let mut trunk = None;
        for child in forest.nodes[at].child_range() {
            let node = &forest.nodes[child];
            let wire = request.wires.get(node.wire as usize);
            let Some(wire) = wire.filter(|_| is_owner(forest, child)) else {
                continue;
            };
            match wire.to {
                WireEnd::Box(b) if b == node.under => {
                    if open.len() > 1 {
                        self.close(at, open, 0);
                    }
                    open.clear();
                    open.push((child, 0));
                    self.lines[child] = Line::Trunk { style: wire.style };
                    if trunk != Some((b, wire.style)) {
                        self.n_trunks[at] += 1;
                    }
                    trunk = Some((b, wire.style));
                }
                WireEnd::Wire(w) => {
                    let struck = forest.node_of_wire.get(w as usize).copied().unwrap_or(NONE);
                    let depth = open.iter().position(|&(node, _)| node == struck as usize);
                    if let Some(depth) = depth {
                        self.close(at, open, depth + 1);
                        open.push((child, 0));
                        self.lines[child] = Line::Strike { struck, lane: 1 };
                    }
                }
                WireEnd::Box(_) => {}
            }
        }
        self.close(at, open, 0);
    }

    /// Gives a lane to everything open beyond `depth`: above what strikes it, and above what
    /// it passes over.
    fn close(&mut self, parent: usize, open: &mut Vec<(usize, u32)>, depth: usize) {
        while open.len() > depth
            && let Some((child, inner)) = open.pop()
        {
            if let (Line::Strike { lane, .. }, Some((_, before))) =
                (&mut self.lines[child], open.last_mut())
            {
                *lane = inner.max(*before) + 1;
                *before = *lane;
                self.n_strikes[parent] = self.n_strikes[parent].max(*lane);
            }
        }
    }
}

/// Draws every line of the tree. The other wires keep empty routes.
pub(super) fn draw(forest: &Forest, extents: &[Extent], lanes: &Lanes, placement: &mut Placement) {
    let mut trunks = Vec::new();
    for at in 1..forest.nodes.len() {
        if forest.nodes[at].children.n > 0 {
            trunks.clear();
            let family = Family {
                forest,
                extents,
                lanes,
                at,
            };
            family.gather_trunks(&placement.boxes, &mut trunks);
            family.draw(&trunks, placement);
        }
    }
}

/// A node and its children.
struct Family<'a> {
    forest: &'a Forest,
    extents: &'a [Extent],
    lanes: &'a Lanes,
    at: usize,
}

/// Lines of one style from neighbouring children into one box. They share one end.
#[derive(Clone, Copy, Debug)]
struct Trunk {
    style: u32,
    to: u32,
    edge: Rect,
    left: f32,
    right: f32,
    /// Where it meets the box.
    port: f32,
    /// The child nearest to that place.
    snap: f32,
    /// 0 is the lane next to the children's own.
    lane: u32,
}

impl Family<'_> {
    fn gather_trunks(&self, boxes: &[Rect], trunks: &mut Vec<Trunk>) {
        for child in self.forest.nodes[self.at].child_range() {
            let Line::Trunk { style } = self.lanes.lines[child] else {
                continue;
            };
            let node = &self.forest.nodes[child];
            let x = self.middle_of(child);
            match trunks.last_mut() {
                Some(last) if (last.to, last.style) == (node.under, style) => last.right = x,
                _ => trunks.push(Trunk {
                    style,
                    to: node.under,
                    edge: boxes[node.under as usize],
                    left: x,
                    right: x,
                    port: 0.0,
                    snap: 0.0,
                    lane: 0,
                }),
            }
        }
        for same_box in trunks.chunk_by_mut(|a, b| a.to == b.to) {
            spread_ports(same_box);
        }
        self.snap_ports(trunks);
        stack_lanes(trunks);
    }

    /// Moves ends that stand almost above one of their children right above it.
    fn snap_ports(&self, trunks: &mut [Trunk]) {
        let mut near = trunks.iter_mut();
        let mut trunk = near.next();
        for child in self.forest.nodes[self.at].child_range() {
            if !matches!(self.lanes.lines[child], Line::Trunk { .. }) {
                continue;
            }
            let x = self.middle_of(child);
            while trunk.as_ref().is_some_and(|trunk| x > trunk.right) {
                trunk = near.next();
            }
            let Some(trunk) = &mut trunk else { break };
            let is_nearer = (x - trunk.port).abs() < (trunk.snap - trunk.port).abs();
            trunk.snap = if is_nearer { x } else { trunk.snap };
        }
        let mut before = f32::NEG_INFINITY;
        for at in 0..trunks.len() {
            let after = trunks.get(at + 1).map_or(f32::INFINITY, |next| next.port);
            let trunk = &mut trunks[at];
            let edge = trunk.edge.grown(-4.0);
            if (trunk.snap - trunk.port).abs() <= SNAP
                && trunk.snap > before
                && trunk.snap < after
                && (edge.min.x..edge.max.x).contains(&trunk.snap)
            {
                trunk.port = trunk.snap;
            }
            before = trunk.port;
        }
    }

    fn draw(&self, trunks: &[Trunk], placement: &mut Placement) {
        let parent = &self.extents[self.at];
        let bottom = (parent.y + parent.height) as f32;
        let top = bottom + parent.gap as f32;
        let n_strikes = self.lanes.n_strikes[self.at];
        let n_lanes = n_strikes + trunks.iter().map(|trunk| trunk.lane + 1).max().unwrap_or(0);
        let pitch = (top - bottom - HEAD - TAIL) / n_lanes.max(1) as f32;
        let lane_y = |lane: u32| top - TAIL - pitch * (lane as f32 + 0.5);
        let mut trunks = trunks.iter();
        let mut trunk = trunks.next();
        for child in self.forest.nodes[self.at].child_range() {
            let x = self.middle_of(child);
            let start = Point::new(x, top);
            let (points, middle) = match self.lanes.lines[child] {
                Line::Other => continue,
                Line::Trunk { .. } => {
                    while trunk.is_some_and(|trunk| x > trunk.right) {
                        trunk = trunks.next();
                    }
                    let Some(trunk) = trunk else { continue };
                    let (y, end) = (lane_y(n_strikes + trunk.lane), trunk.edge.max.y);
                    let free = if x == trunk.port { end } else { y };
                    let corners = [
                        start,
                        Point::new(x, y),
                        Point::new(trunk.port, y),
                        Point::new(trunk.port, end),
                    ];
                    (corners, Point::new(x, (top - TAIL).midpoint(free)))
                }
                Line::Strike { struck, lane } => {
                    let y = lane_y(lane - 1);
                    let end = Point::new(self.middle_of(struck as usize), y);
                    let corner = Point::new(x, y);
                    ([start, corner, end, end], corner.lerp(end, 0.5))
                }
            };
            let is_straight = points[1].x == points[2].x;
            let is_strike = matches!(self.lanes.lines[child], Line::Strike { .. });
            let main = if is_strike {
                placement.add_path(Shape::Elbow, &points[..3])
            } else if is_straight {
                placement.add_path(Shape::Elbow, &[points[0], points[3]])
            } else {
                placement.add_path(Shape::Elbow, &points)
            };
            placement.wires[self.forest.nodes[child].wire as usize] = Route {
                main,
                chip: start.moved(0.0, -CHIP),
                middle,
                is_tree: true,
                ends_on_wire: is_strike,
                has_word: true,
                ..Route::default()
            };
        }
    }

    fn middle_of(&self, node: usize) -> f32 {
        let extent = &self.extents[node];
        extent.x as f32 + extent.width as f32 / 2.0
    }
}

/// Whether the node is the one that its wire places.
fn is_owner(forest: &Forest, node: usize) -> bool {
    forest.node_of_wire[forest.nodes[node].wire as usize] == node as u32
}

/// Spreads the ends of the trunks of one box along its edge.
fn spread_ports(trunks: &mut [Trunk]) {
    let n = trunks.len() as f32;
    let edge = trunks.first().map_or(0.0, |trunk| trunk.edge.width());
    let pitch = PORT.min((edge - PORT).max(1.0) / n);
    for (at, trunk) in trunks.iter_mut().enumerate() {
        trunk.port = trunk.edge.center().x + pitch * (at as f32 - (n - 1.0) / 2.0);
        trunk.snap = f32::INFINITY;
    }
}

/// A trunk whose end lies beyond its neighbour's children runs above the neighbour. Ends and
/// children stand in the same order, so one that reaches to the right never has a neighbour
/// there that reaches back, and one lane more than the neighbour clears all it passes.
fn stack_lanes(trunks: &mut [Trunk]) {
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
