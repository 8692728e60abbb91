//! The lines of the tree, in the gap between a unit and the row of its children: elbows in
//! lanes of their own, so that none crosses another. Works in the axes of flow, y along the
//! tree's growth; knows no styles beyond whether two are the same.

use super::contour::Extent;
use super::forest::{Forest, Line, NONE, Node};
use super::geometry::{Point, Rect, least, most};
use super::placement::{Placement, Route};
use super::request::{Direction, Run, Spacing};

/// Room for the arrow head at the parent's edge.
const HEAD: f32 = 16.0;
/// Room for the sign of the relation above a child.
const TAIL: f32 = 28.0;
/// From a child's edge to the middle of its sign.
const CHIP: f32 = 14.0;
/// How far from a child's edge the word beside its sign reaches where the tree grows to the right:
/// it lies along the way there, and so across the lanes.
const WORD: f32 = 60.0;
/// Between which distances from a child's line its word lies there, on the side of its siblings
/// before.
const WORD_SIDE: [f32; 2] = [8.0, 28.0];
/// Where more lines of a family end on others, no word is tried there.
const MOST_STRIKES: usize = 64;
/// Between the ends of two lines at one box, where there is room.
const PORT: f32 = 16.0;
/// How far an end moves along the edge to make a line straight.
const SNAP: f32 = 10.0;
/// Lanes beyond these squeeze together rather than take more room.
const MOST_LANES: u32 = 8;

/// How the units' wires run, as far as that is known before anything has a place. Empty where there
/// is no wire.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    /// Per node, the line from it.
    tracks: Vec<Track>,
    /// Per node, what room its children's lines take.
    rooms: Vec<Room>,
    /// The boxes that trunks enter, family by family.
    entered: Vec<u32>,
    /// The wires that are no lines of the tree, ascending.
    others: Vec<usize>,
}

/// Where the line that leaves a unit runs.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Track {
    /// It is no line of the tree.
    Other,
    /// On this one of the trunks that enter its parent.
    Trunk(u32),
    /// To the line of a sibling, in a lane that is the higher the more it passes over; lane 1
    /// is next to the children.
    Strike(u32),
}

/// How many lines run side by side between a unit and its children.
#[derive(Clone, Copy, Debug, Default)]
struct Room {
    /// Lanes of strikes among the children.
    n_strikes: u32,
    /// Trunks that enter the unit's boxes: a range of [`Lanes::entered`].
    trunks: Run,
}

impl Lanes {
    /// Sorts out which wires are lines of the tree.
    pub fn of(forest: &Forest) -> Self {
        if forest.node_of_wire.is_empty() {
            return Self::default();
        }
        let n = forest.nodes.len();
        let mut lanes = Self {
            tracks: vec![Track::Other; n],
            rooms: Vec::with_capacity(n),
            entered: vec![NONE; n],
            others: Vec::new(),
        };
        let mut open = Vec::new();
        let mut room = Room::default();
        lanes.rooms.push(room);
        for node in &forest.nodes[1..] {
            room = Room {
                n_strikes: 0,
                trunks: Run {
                    first: room.trunks.first + room.trunks.n,
                    n: 0,
                },
            };
            if node.children.n > 0 {
                lanes.sort_children(forest, node, &mut room, &mut open);
            }
            lanes.rooms.push(room);
        }
        let wires = forest.node_of_wire.iter().enumerate();
        let is_other = |&(_, &node): &(usize, &u32)| {
            let track = lanes.tracks.get(node as usize);
            track.is_none_or(|track| *track == Track::Other)
        };
        lanes.others = wires.filter(is_other).map(|(wire, _)| wire).collect();
        lanes
    }

    /// The wires that [`draw`] leaves to others, ascending.
    pub fn others(&self) -> &[usize] {
        &self.others
    }

    /// How far below each node its children begin, in whole map units.
    pub fn gaps(&self, spacing: &Spacing) -> impl Fn(usize) -> i32 {
        let level = spacing.level.max(HEAD + TAIL + 6.0) as i32;
        let lane = spacing.lane as i32;
        move |at| {
            let Room { n_strikes, trunks } = self.rooms.get(at).copied().unwrap_or_default();
            let n = n_strikes + trunks.n.div_ceil(2);
            level + lane * (n.clamp(2, MOST_LANES) - 2) as i32
        }
    }

    /// `open` is scratch: the unit whose line may still be struck, what strikes it, what
    /// strikes that …, each with the highest lane right of it so far.
    fn sort_children(
        &mut self,
        forest: &Forest,
        parent: &Node,
        room: &mut Room,
        open: &mut Vec<(usize, u32)>,
    ) {
        let mut trunk = (NONE, NONE);
        let mut last = None;
        let children = parent.child_range();
        for (child, node) in children.clone().zip(&forest.nodes[children]) {
            match node.line {
                Line::Parent { style } => {
                    if !open.is_empty() {
                        self.close(room, open, 0);
                    }
                    room.trunks.n += u32::from(trunk != (node.under, style));
                    trunk = (node.under, style);
                    last = Some(child);
                    let nth = room.trunks.n - 1;
                    self.entered[(room.trunks.first + nth) as usize] = node.under;
                    self.tracks[child] = Track::Trunk(nth);
                }
                Line::Wire(_) => {
                    if open.is_empty() {
                        open.extend(last.map(|child| (child, 0)));
                    }
                    let struck = find_struck(forest, node);
                    if let Some(depth) = open.iter().position(|&(node, _)| node == struck) {
                        self.close(room, open, depth + 1);
                        open.push((child, 0));
                        self.tracks[child] = Track::Strike(1);
                    }
                }
                Line::Other => {}
            }
        }
        self.close(room, open, 0);
    }

    /// Gives a lane to everything open beyond `depth`: above what strikes it, and above what
    /// it passes over.
    fn close(&mut self, room: &mut Room, open: &mut Vec<(usize, u32)>, depth: usize) {
        while open.len() > depth
            && let Some((child, inner)) = open.pop()
        {
            if let (Track::Strike(lane), Some((_, before))) =
                (&mut self.tracks[child], open.last_mut())
            {
                *lane = inner.max(*before) + 1;
                *before = *lane;
                room.n_strikes = room.n_strikes.max(*lane);
            }
        }
    }
}

/// The node whose line the wire of `child` strikes, or `NONE`.
fn find_struck(forest: &Forest, child: &Node) -> usize {
    let struck = match child.line {
        Line::Wire(wire) => forest.node_of_wire.get(wire as usize).copied(),
        _ => None,
    };
    struck.unwrap_or(NONE) as usize
}

/// Draws every line of the tree. The other wires keep empty routes.
/// `before` are the extents and the lines of the same forest when some boxes had other sizes, in the
/// axes of flow: what only moved is not drawn again.
pub(super) fn draw(
    forest: &Forest,
    extents: &[Extent],
    direction: Direction,
    before: Option<(&[Extent], &Placement)>,
    placement: &mut Placement,
) {
    let lanes = forest.lanes();
    if lanes.rooms.is_empty() {
        return;
    }
    let moves = before.map_or(Vec::new(), |(before, _)| list_moves(extents, before));
    let mut trunks = Vec::new();
    for (at, node) in forest.nodes.iter().enumerate().skip(1) {
        if node.children.n > 0 {
            let below = node.child_range();
            let family = Family {
                forest,
                direction,
                above: &extents[at],
                n_strikes: lanes.rooms[at].n_strikes,
                entered: lanes.rooms[at].trunks.of(&lanes.entered),
                nodes: &forest.nodes[below.clone()],
                extents: &extents[below.clone()],
                tracks: &lanes.tracks[below.clone()],
            };
            let moved = before.and_then(|(_, before)| {
                let moved = family.find_move(moves[at], &moves[below], before, placement)?;
                Some((moved, before))
            });
            if let Some((moved, before)) = moved {
                family.draw_moved(moved, before, placement);
            } else {
                family.gather_trunks(&placement.boxes, &mut trunks);
                family.draw(&mut trunks, placement);
            }
        }
    }
}

/// What is not merely moved.
const OTHERWISE: i32 = i32::MIN;

/// Per node, how far to the right it stands from where it was, or [`OTHERWISE`].
fn list_moves(extents: &[Extent], before: &[Extent]) -> Vec<i32> {
    /// Up to here to either side, quarters of a map unit are told apart.
    const EXACT: i32 = 1 << 22;
    let is_exact = |it: &Extent| it.x > -EXACT && it.x + it.width < EXACT;
    let moves = extents.iter().zip(before).map(|(now, before)| {
        let is_same = now.y == before.y
            && now.width == before.width
            && now.height == before.height
            && is_exact(now)
            && is_exact(before);
        if is_same { now.x - before.x } else { OTHERWISE }
    });
    moves.collect()
}

/// A node and its children, which run in parallel in `nodes`, `extents` and `tracks`.
struct Family<'a> {
    forest: &'a Forest,
    direction: Direction,
    above: &'a Extent,
    n_strikes: u32,
    /// The boxes that its trunks enter.
    entered: &'a [u32],
    nodes: &'a [Node],
    extents: &'a [Extent],
    tracks: &'a [Track],
}

/// Lines of one style from neighbouring children into one box. They share one end.
#[derive(Clone, Copy, Debug)]
struct Trunk {
    /// The box that it enters.
    edge: Rect,
    left: f32,
    right: f32,
    /// Where it meets the box.
    port: f32,
    /// The child nearest to that place.
    snap: f32,
    /// 0 is the lane next to the children's own.
    lane: u32,
    /// How high that lane runs.
    y: f32,
}

impl Family<'_> {
    fn gather_trunks(&self, boxes: &[Rect], trunks: &mut Vec<Trunk>) {
        trunks.clear();
        for same_box in self.entered.chunk_by(|a, b| a == b) {
            spread_ports(boxes[same_box[0] as usize], same_box.len(), trunks);
        }
        for (track, extent) in self.tracks.iter().zip(self.extents) {
            if let Track::Trunk(nth) = *track {
                let trunk = &mut trunks[nth as usize];
                let x = middle_of(extent);
                trunk.left = least(x, trunk.left);
                trunk.right = x;
                let is_nearer = (x - trunk.port).abs() < (trunk.snap - trunk.port).abs();
                trunk.snap = if is_nearer { x } else { trunk.snap };
            }
        }
        snap_ports(trunks);
        stack_lanes(trunks);
    }

    /// Draws the lines of the children.
    fn draw(&self, trunks: &mut [Trunk], placement: &mut Placement) {
        let bottom = (self.above.y + self.above.height) as f32;
        let top = bottom + self.above.gap as f32;
        let n_strikes = self.n_strikes;
        let n_lanes = n_strikes + trunks.iter().map(|trunk| trunk.lane + 1).max().unwrap_or(0);
        let pitch = (top - bottom - HEAD - TAIL) / n_lanes.max(1) as f32;
        let lane_y = |lane: u32| top - TAIL - pitch * (lane as f32 + 0.5);
        for trunk in &mut *trunks {
            trunk.y = lane_y(n_strikes + trunk.lane);
        }
        let strikes = self.list_strikes();
        let children = self.tracks.iter().zip(self.extents).zip(self.nodes);
        for ((&track, extent), node) in children {
            let x = middle_of(extent);
            let start = Point::new(x, top);
            let (main, middle) = match track {
                Track::Other => continue,
                Track::Trunk(nth) => {
                    let trunk = &trunks[nth as usize];
                    let end = Point::new(trunk.port, trunk.edge.max.y);
                    let corner = Point::new(x, trunk.y);
                    let turn = Point::new(trunk.port, trunk.y);
                    let is_straight = x == trunk.port;
                    let (corner, n) = if is_straight { (end, 2) } else { (corner, 4) };
                    let main = placement.add_elbow([start, corner, turn, end], n);
                    (main, Point::new(x, (top - TAIL).midpoint(corner.y)))
                }
                Track::Strike(lane) => {
                    let y = lane_y(lane - 1);
                    let corner = Point::new(x, y);
                    let end = Point::new(self.find_struck(node), y);
                    let main = placement.add_elbow([start, corner, end, end], 3);
                    (main, corner.lerp(end, 0.5))
                }
            };
            placement.wires[node.wire as usize] = Route {
                main,
                chip: start.moved(0.0, -CHIP),
                middle,
                is_tree: true,
                ends_on_wire: matches!(track, Track::Strike(_)),
                has_word: self.has_word(trunks, &strikes, x, top),
                ..Route::default()
            };
        }
    }

    /// How far to the right the family stands from where it was, if nothing about it is otherwise and
    /// its lines, drawn anew, were those of then to the last bit. `above` and `moves` are the moves of
    /// the node and of its children.
    fn find_move(
        &self,
        above: i32,
        moves: &[i32],
        before: &Placement,
        placement: &Placement,
    ) -> Option<f32> {
        if above == OTHERWISE || moves.iter().any(|&by| by != above) {
            return None;
        }
        let by = above as f32;
        let is_edge_moved = |&b: &u32| {
            let edge = placement.boxes[b as usize];
            edge == before.boxes[b as usize].moved(by, 0.0)
                // Ends that are squeezed together stand at any fraction of a unit.
                && self.entered.len() as f32 * PORT <= edge.width() - PORT
        };
        self.entered.iter().all(is_edge_moved).then_some(by)
    }

    /// Draws the lines of before so far to the right.
    fn draw_moved(&self, by: f32, before: &Placement, placement: &mut Placement) {
        for (track, node) in self.tracks.iter().zip(self.nodes) {
            if *track == Track::Other {
                continue;
            }
            let route = &before.wires[node.wire as usize];
            let Run { first, n } = route.main.points;
            let four = before
                .points
                .get(first as usize..)
                .and_then(<[Point]>::first_chunk);
            let main = if let Some(four) = four {
                placement.add_elbow(four.map(|point| point.moved(by, 0.0)), n)
            } else {
                let moved = before.points(&route.main).iter();
                let moved: Vec<Point> = moved.map(|point| point.moved(by, 0.0)).collect();
                placement.add_path(route.main.shape, &moved)
            };
            placement.wires[node.wire as usize] = Route {
                main,
                chip: route.chip.moved(by, 0.0),
                middle: route.middle.moved(by, 0.0),
                is_tree: true,
                ends_on_wire: route.ends_on_wire,
                has_word: true,
                ..Route::default()
            };
        }
    }

    /// Whether no line runs through the word beside the sign of the child in whose middle `x` is.
    fn has_word(&self, trunks: &[Trunk], strikes: &[[f32; 2]], x: f32, top: f32) -> bool {
        let is_beside = |first: f32, last: f32| first < x - WORD_SIDE[0] && last > x - WORD_SIDE[1];
        let passes = |trunk: &Trunk| {
            let (first, last) = (least(trunk.left, trunk.port), most(trunk.right, trunk.port));
            trunk.y > top - WORD && is_beside(first, last)
        };
        self.direction == Direction::TopDown
            || strikes.len() <= MOST_STRIKES
                && !strikes.iter().any(|&[first, last]| is_beside(first, last))
                && !trunks.iter().any(passes)
    }

    /// From where to where the lines that end on others run beside the children, where words may
    /// lie in their way.
    fn list_strikes(&self) -> Vec<[f32; 2]> {
        if self.n_strikes == 0 || self.direction == Direction::TopDown {
            return Vec::new();
        }
        let children = self.tracks.iter().zip(self.extents).zip(self.nodes);
        let strikes = children.filter(|((track, _), _)| matches!(track, Track::Strike(_)));
        let spans = strikes.map(|((_, extent), node)| {
            let (from, to) = (middle_of(extent), self.find_struck(node));
            [least(from, to), most(from, to)]
        });
        spans.collect()
    }

    /// The middle of the sibling whose line is struck.
    fn find_struck(&self, node: &Node) -> f32 {
        let struck = find_struck(self.forest, node);
        let first = self.forest.nodes[self.nodes[0].parent as usize]
            .children
            .first;
        let struck = self.extents.get(struck.wrapping_sub(first as usize));
        struck.map_or(0.0, middle_of)
    }
}

fn middle_of(extent: &Extent) -> f32 {
    extent.x as f32 + extent.width as f32 / 2.0
}

/// Spreads the ends of the `n` trunks of one box along its edge.
fn spread_ports(edge: Rect, n: usize, trunks: &mut Vec<Trunk>) {
    let pitch = PORT.min((edge.width() - PORT).max(1.0) / n as f32);
    let first = edge.center().x - pitch * (n as f32 - 1.0) / 2.0;
    trunks.extend((0..n).map(|at| Trunk {
        edge,
        left: f32::INFINITY,
        right: f32::NEG_INFINITY,
        port: first + pitch * at as f32,
        snap: f32::INFINITY,
        lane: 0,
        y: 0.0,
    }));
}

/// Moves ends that stand almost above one of their children right above it.
fn snap_ports(trunks: &mut [Trunk]) {
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
