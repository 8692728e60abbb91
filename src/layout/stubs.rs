//! Room for the pills that stand for a cross link which is not drawn in full: on the rims of
//! its boxes, within their padding, where neither a box nor a sign nor another pill is. Works in
//! the axes of flow; knows rectangles, no curves.

use super::curve::Side;
use super::forest::NONE;
use super::geometry::{Point, Rect, Size};
use super::obstacles::{Cells, Marks, Obstacles, Slots};
use super::placement::{Pill, Placement};
use super::request::{Direction, LayoutId, Request};
use super::signs::find_word;

/// A pill on an upright rim of the screen, in map units.
const UPRIGHT: Size = Size::new(22.0, 16.0);
/// A pill on a level rim of the screen.
const LEVEL: Size = Size::new(28.0, 14.0);
/// How far a pill reaches into what it belongs to, at an upright and at a level rim of the screen: so
/// that it is seen to sit there, but stands off the first letters of a box, and off the premises
/// behind the rim of a frame. The rest of it is narrower than the gap between siblings.
const INSIDE: (f32, f32) = (8.0, 5.0);
/// Between a pill and other pills and signs.
const GAP: f32 = 2.0;
/// From one place that is tried on a rim to the next.
const STEP: f32 = 4.0;
/// Rows of pills outside a rim that is full.
const MOST_ROWS: u16 = 6;
/// How far out a pill goes that has no room among signs either: farther than any crowd reaches.
const LAST_ROW: u16 = 400;
/// How far along a line's surroundings a pill at the line may move.
const AROUND: f32 = 120.0;
/// How far in each row, the farther out the more: it is better to stand outside than aside.
const AROUND_ROW: f32 = 24.0;
/// Half the room of a sign, a line's end or a finding.
const SIGN: f32 = 10.0;
/// Half the room of a line.
const LINE: f32 = 1.5;
/// A longer line than this many cells of what is near is looked at in fewer places.
const MOST_PIECES: f32 = 64.0;
/// Signs this close to a box may be in the way of its pills.
const NEAR: f32 = 120.0;
/// Side of a cell of what is near.
const NEAR_CELL: f32 = 256.0;
/// Side of a cell of what is taken.
const CELL: f32 = 128.0;

/// What a pill is to stand at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// A box, a frame, or a point on a line.
    pub rect: Rect,
    /// What the pill may overlap: the box and the frame around it, or `NONE`.
    pub own: [u32; 2],
    /// Where the other end is.
    pub toward: Point,
    /// Whether the link ends here.
    pub is_target: bool,
}

/// Where pills stand, and what else they must not cover.
pub(super) struct Rack<'a> {
    obstacles: &'a Obstacles,
    direction: Direction,
    slots: Slots,
    /// Per slot, the last that was taken in one of its cells, or `NONE`.
    last: Vec<u32>,
    taken: Vec<Taken>,
}

/// What stands where no pill or sign may.
#[derive(Clone, Copy, Debug)]
struct Taken {
    rect: Rect,
    claim: Claim,
    /// What was taken before in the same slot, or `NONE`.
    before: u32,
}

/// Before what a thing gives way, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Claim {
    /// Ends of lines, findings and words: before signs and pills that have no other room.
    Weak,
    /// Signs: before pills that have none.
    Sign,
    /// Pills: before nothing.
    Pill,
}

impl<'a> Rack<'a> {
    /// An empty rack. `boxes` are those that pills will stand at: the signs and the ends of
    /// lines around them are kept free. `near` are the wires that may have some there.
    pub fn of(
        request: &Request,
        direction: Direction,
        placement: &Placement,
        boxes: &[Rect],
        obstacles: &'a Obstacles,
        near: &[u32],
    ) -> Self {
        let slots = Slots::for_cells(16 * boxes.len());
        let mut rack = Self {
            obstacles,
            direction,
            slots,
            last: vec![NONE; slots.len()],
            taken: Vec::with_capacity(2 * near.len() + 4 * boxes.len()),
        };
        let is_sideways = direction == Direction::LeftToRight;
        for rect in boxes {
            // A finding stands at the right top corner of the screen.
            let corner = if is_sideways {
                Point::new(rect.min.x, rect.max.y)
            } else {
                Point::new(rect.max.x, rect.min.y)
            };
            rack.take(around(corner), Claim::Weak);
        }
        for &(b, _) in &request.folded {
            if let Some(rect) = placement.boxes.get(b as usize) {
                let middle = Point::new(rect.center().x, rect.max.y);
                rack.take(around(middle).grown(SIGN), Claim::Weak);
            }
        }
        let marks = Marks::of(boxes.iter().map(|rect| rect.grown(NEAR)), NEAR_CELL);
        let mut last_end = Point::new(f32::NAN, f32::NAN);
        for &wire in near {
            let route = &placement.wires[wire as usize];
            let points = placement.points(&route.main);
            let (Some(&start), Some(&end)) = (points.first(), points.last()) else {
                continue;
            };
            if route.stub.is_some() && !route.is_tree {
                continue;
            }
            // On the compact page trunks run down beside boxes.
            if route.is_tree && request.layout == LayoutId::Compact {
                for ends in points.windows(2) {
                    rack.take_line(ends[0], ends[1], &marks);
                }
            }
            // Lines that share a trunk end at one place.
            if end != last_end && marks.contains(end) {
                rack.take(around(end), Claim::Weak);
            }
            last_end = end;
            if marks.contains(start) {
                rack.take(around(start), Claim::Weak);
            }
            if marks.contains(route.chip) {
                rack.take(around(route.chip), Claim::Sign);
                if let Some(word) = find_word(route, direction) {
                    rack.take(word, Claim::Weak);
                }
            }
        }
        rack
    }

    /// Keeps pills off a straight line where it comes near boxes that they stand at.
    fn take_line(&mut self, from: Point, to: Point, marks: &Marks) {
        let n = (from.distance(to) / NEAR_CELL)
            .clamp(1.0, MOST_PIECES)
            .ceil();
        let point = |at: f32| {
            let share = at / n;
            Point::new(
                from.x + (to.x - from.x) * share,
                from.y + (to.y - from.y) * share,
            )
        };
        let mut at = 0.0;
        while at < n {
            let (one, two) = (point(at), point(at + 1.0));
            if marks.contains(one) || marks.contains(two) {
                let piece = Rect::from_corners(one, one).union(&Rect::from_corners(two, two));
                self.take(piece.grown(LINE), Claim::Weak);
            }
            at += 1.0;
        }
    }

    /// Keeps the room of a sign free.
    pub fn take_sign(&mut self, at: Point) {
        self.take(around(at), Claim::Sign);
    }

    /// Whether a sign has room there, so far from all boxes and from what claims as much or more.
    pub fn has_room_for_sign(&self, at: Point, off: f32, least: Claim) -> bool {
        let area = around(at).grown(off);
        !self.obstacles.overlaps(&area, &[]) && !self.is_taken(&area, least)
    }

    /// Finds room for pills at the same rim of one thing, from smaller to larger coordinates in
    /// the order given.
    pub fn put_row(&mut self, spots: &[Spot]) -> Vec<Option<Pill>> {
        let n = spots.len() as f32;
        let mut row = Vec::with_capacity(spots.len());
        for (at, spot) in (0_u16..).zip(spots) {
            let side = spot.side();
            let along = self.size_of(side).along(side) + GAP;
            let middle = side.along(spot.rect.center());
            let first = middle + along * (f32::from(at) - (n - 1.0) / 2.0);
            row.push(self.put(spot, first));
        }
        row
    }

    /// Finds room for one pill, near `first` along the side that it should stand at: close by and
    /// clear of signs, else close by, else farther out.
    fn put(&mut self, spot: &Spot, first: f32) -> Option<Pill> {
        let tries = [
            (0..MOST_ROWS, Claim::Weak),
            (0..MOST_ROWS, Claim::Sign),
            (0..MOST_ROWS, Claim::Pill),
            (MOST_ROWS..LAST_ROW, Claim::Pill),
        ];
        let pill = tries.into_iter().find_map(|(mut rows, least)| {
            rows.find_map(|row| self.find_room(spot, first, row, least))
        })?;
        self.take(pill.rect, Claim::Pill);
        Some(pill)
    }

    /// Room for a pill in one row around its spot; what claims less than `least` may be covered.
    fn find_room(&self, spot: &Spot, first: f32, row: u16, least: Claim) -> Option<Pill> {
        let (side, other) = match spot.side() {
            Side::Left => (Side::Left, Side::Right),
            _ => (Side::Right, Side::Left),
        };
        for side in [side, other, Side::Bottom, Side::Top] {
            let size = self.size_of(side);
            let (mut low, mut high) = side.range(&spot.rect);
            if spot.rect.width() <= 0.0 {
                // At a line, or at the pill of one: the nearer the better.
                let reach = (AROUND_ROW * f32::from(row)).min(AROUND);
                (low, high) = (low - reach, high + reach);
            }
            let half = size.along(side) / 2.0;
            let middle = low.midpoint(high);
            let (low, high) = ((low + half).min(middle), (high - half).max(middle));
            let n_steps = ((high - low) / STEP).min(1_000.0) as u16;
            let wanted = first.clamp(low, high);
            let steps = (0..=n_steps).map(|at| low + STEP * f32::from(at));
            for along in [wanted, middle].into_iter().chain(steps) {
                let area = self.find_area(spot, side, row, along);
                if !self.obstacles.overlaps(&area, &spot.own)
                    && !self.is_taken(&area.grown(GAP), least)
                {
                    let normal = side.normal();
                    return Some(Pill {
                        rect: area,
                        inward: Point::new(-normal.x, -normal.y),
                        is_target: spot.is_target,
                    });
                }
            }
        }
        None
    }

    fn find_area(&self, spot: &Spot, side: Side, row: u16, along: f32) -> Rect {
        let size = self.size_of(side);
        let across = size.across(side);
        let inside = if spot.rect.width() > 0.0 {
            if size == LEVEL || size == LEVEL.transposed() {
                INSIDE.1
            } else {
                INSIDE.0
            }
        } else {
            across / 2.0
        };
        let out = across / 2.0 - inside + f32::from(row) * (across + GAP);
        let normal = side.normal();
        let rim = side.point(&spot.rect, along);
        let center = rim.moved(normal.x * out, normal.y * out);
        let corner = center.moved(-size.width / 2.0, -size.height / 2.0);
        Rect::new(corner.x, corner.y, size)
    }

    /// The size of a pill at a side, in the axes of flow.
    fn size_of(&self, side: Side) -> Size {
        let is_aside = matches!(side, Side::Left | Side::Right);
        match self.direction {
            Direction::TopDown if is_aside => UPRIGHT,
            Direction::TopDown => LEVEL,
            Direction::LeftToRight if is_aside => LEVEL.transposed(),
            Direction::LeftToRight => UPRIGHT.transposed(),
        }
    }

    /// Whether something stands there that claims so much.
    fn is_taken(&self, area: &Rect, least: Claim) -> bool {
        Cells::of(area, CELL).any(|x, y| {
            let mut at = self.last[self.slots.of(x, y)];
            while let Some(taken) = self.taken.get(at as usize) {
                if taken.claim >= least && taken.rect.overlaps(area) {
                    return true;
                }
                at = taken.before;
            }
            false
        })
    }

    fn take(&mut self, rect: Rect, claim: Claim) {
        Cells::of(&rect, CELL).any(|x, y| {
            let last = &mut self.last[self.slots.of(x, y)];
            let before = std::mem::replace(last, self.taken.len() as u32);
            self.taken.push(Taken {
                rect,
                claim,
                before,
            });
            false
        });
    }
}

/// Numbers the stubs of these wires, in their order.
pub(super) fn number(placement: &mut Placement, open: &[usize]) {
    let mut number = 0;
    for &wire in open {
        if let Some(stub) = &mut placement.wires[wire].stub {
            number += 1;
            stub.number = number;
        }
    }
}

impl Spot {
    /// The side where its pill should stand: that which faces the other end.
    pub fn side(&self) -> Side {
        if self.toward.x < self.rect.center().x {
            Side::Left
        } else {
            Side::Right
        }
    }
}

impl Side {
    /// From where to where it runs along its own axis.
    fn range(self, rect: &Rect) -> (f32, f32) {
        (self.along(rect.min), self.along(rect.max))
    }

    /// The point of the side with that coordinate along it.
    pub fn point(self, rect: &Rect, along: f32) -> Point {
        match self {
            Self::Left => Point::new(rect.min.x, along),
            Self::Right => Point::new(rect.max.x, along),
            Self::Top => Point::new(along, rect.min.y),
            Self::Bottom => Point::new(along, rect.max.y),
        }
    }
}

impl Size {
    fn along(self, side: Side) -> f32 {
        match side {
            Side::Left | Side::Right => self.height,
            Side::Top | Side::Bottom => self.width,
        }
    }

    fn across(self, side: Side) -> f32 {
        match side {
            Side::Left | Side::Right => self.width,
            Side::Top | Side::Bottom => self.height,
        }
    }
}

fn around(point: Point) -> Rect {
    Rect::from_corners(point, point).grown(SIGN)
}
