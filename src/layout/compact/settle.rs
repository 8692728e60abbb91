//! Moves branches together as far as their outlines allow: a choice is made by rectangles, and
//! what stands in these has corners to spare. Keeps rows, columns, the order of reading and the
//! room of lines.

use std::ops::Range;

use super::Stood;
use super::choose::{Choice, Units, find_span};
use super::families::{Families, Family};
use super::outline::{Area, Outline};
use super::profile::Profile;
use super::stand::{Gutter, SPINE, STEP, Seat, Standing, TAIL, range_of};
use crate::layout::forest::NONE;
use crate::layout::grid::Step;
use crate::layout::request::Arrange;

/// How close boxes may come to the corners of others that they stand beside or below.
const PAST: i64 = 12;

/// Moves everything together, from the leaves up.
pub(super) fn settle(
    standing: &Standing<'_>,
    units: &Units<'_>,
    choice: &Choice,
    stood: &mut Stood,
) {
    let forest = standing.forest;
    let above = |at: usize| match forest.nodes[at].parent {
        NONE => 0,
        parent => parent as usize,
    };
    // While this lasts, corners and gutters are relative to the corner of the unit above.
    for at in (1..forest.nodes.len()).rev() {
        let (x, y, _) = stood.corners[above(at)];
        stood.shift(at, -x, -y);
    }
    let mut settler = Settler {
        families: standing.families,
        standing,
        units,
        choice,
        outlines: vec![Outline::default(); forest.nodes.len()],
        spare: Vec::new(),
        scratch: Profile::default(),
    };
    for at in (0..forest.nodes.len()).rev() {
        settler.settle_below(at, stood);
    }
    for at in 1..forest.nodes.len() {
        let (x, y, _) = stood.corners[above(at)];
        stood.shift(at, x, y);
    }
}

struct Settler<'a> {
    families: &'a Families,
    standing: &'a Standing<'a>,
    units: &'a Units<'a>,
    choice: &'a Choice,
    /// Per node, what its branch covers, until the node above has taken that in.
    outlines: Vec<Outline>,
    /// Outlines that were taken in, for their memory.
    spare: Vec<Outline>,
    scratch: Profile,
}

impl Settler<'_> {
    /// An empty outline.
    fn begin(&mut self) -> Outline {
        self.spare.pop().unwrap_or_default()
    }

    /// Takes `part` into `whole`, moved by `x` and `y`.
    fn absorb(&mut self, whole: &mut Outline, mut part: Outline, x: i64, y: i64) {
        whole.absorb(&mut part, x, y, &mut self.scratch);
        self.end(part);
    }

    fn end(&mut self, mut outline: Outline) {
        outline.clear();
        self.spare.push(outline);
    }

    /// Settles the families of a node, whose children are settled.
    fn settle_below(&mut self, at: usize, stood: &mut Stood) {
        let unit = Area {
            left: 0,
            top: 0,
            right: self.width_of(at),
            bottom: self.height_of(at),
        };
        let mut own = self.begin();
        let mut bodies = self.begin();
        own.add(unit, &mut self.scratch);
        let run = self.families.of_node[at];
        for number in run.first..run.first + run.n {
            let family = self.families.all[number as usize];
            let arrange = self.choice.arrange[number as usize];
            let mut body = self.pack(&family, stood);
            let lanes = (family.target != NONE).then(|| self.find_lanes(at, &family, stood));
            if let Some(lanes) = lanes {
                body.add(lanes, &mut self.scratch);
            }
            let wanted = match arrange {
                Arrange::Row if family.target != NONE => self.find_centre(&family, stood),
                _ => 0,
            };
            let least = bodies.find_right(&body, 0, STEP, PAST);
            let x = wanted.max(least.unwrap_or(wanted));
            for child in range_of(&family) {
                stood.shift(child, x, 0);
            }
            body.shift(x);
            if let Some(lanes) = lanes {
                self.add_trunk(at, &family, lanes.moved(x), &mut body);
            }
            if run.n > 1 {
                bodies.add_all(&body, 0, 0, &mut self.scratch);
            }
            self.absorb(&mut own, body, 0, 0);
        }
        self.end(bodies);
        self.outlines[at] = own;
    }

    fn width_of(&self, at: usize) -> i64 {
        self.units.extents[at].width.into()
    }

    fn height_of(&self, at: usize) -> i64 {
        self.units.extents[at].height.into()
    }

    /// How far a row must move to stand centred below its box.
    fn find_centre(&self, family: &Family, stood: &Stood) -> i64 {
        let span = find_span(self.units, family.target);
        let children = range_of(family);
        let middle = |at: usize| stood.corners[at].0 + self.width_of(at) / 2;
        span.0 + span.1 / 2 - middle(children.start).midpoint(middle(children.end - 1))
    }

    /// Packs the children of a family: those of a row to the left, rows upwards, and columns to
    /// the left.
    fn pack(&mut self, family: &Family, stood: &mut Stood) -> Outline {
        let (between, _) = self.standing.find_gaps(family);
        let mut body = self.begin();
        let mut rest = range_of(family);
        // Columns stand beside the units of those before, whatever their branches leave free.
        let mut right = None;
        while !rest.is_empty() {
            let column = split(&mut rest, |at| stood.steps[at] != Step::Next);
            let mut packed = self.pack_column(family, column.clone(), stood);
            let gutter = stood.seats[column.start].gutter();
            if let Some(left) = gutter {
                let room = self.find_gutter(left, column.clone(), stood);
                packed.add(room, &mut self.scratch);
            }
            let left = gutter.unwrap_or_else(|| stood.corners[column.start].0);
            let x = right.map_or(0, |right: i64| {
                let clear = body.find_right(&packed, 0, between, PAST);
                clear.unwrap_or(0).max(right + between - left)
            });
            for child in column {
                stood.shift(child, x, 0);
                let own = stood.corners[child].0 + self.width_of(child);
                right = right.max(Some(own));
            }
            self.absorb(&mut body, packed, x, 0);
        }
        body
    }

    fn pack_column(&mut self, family: &Family, column: Range<usize>, stood: &mut Stood) -> Outline {
        let (between, step) = self.standing.find_gaps(family);
        let seat = stood.seats[column.start];
        let inner = self.find_gutter_end(seat, column.clone());
        let mut body = self.begin();
        let mut rest = column;
        let mut least = None;
        while !rest.is_empty() {
            let row = split(&mut rest, |at| stood.steps[at] == Step::Beside);
            let mut packed = self.begin();
            let mut before = None;
            for child in row.clone() {
                let mut outline = std::mem::take(&mut self.outlines[child]);
                // The gutter at the left of all rows stays where it is.
                let left = inner.map(|inner| inner + outline.left.most());
                let x = match (before, left, inner) {
                    (None, Some(left), Some(inner)) => {
                        stood.corners[child].0 = left;
                        self.add_approach(child, inner, stood, &mut outline);
                        left
                    }
                    (None, ..) => stood.corners[child].0,
                    (Some(right), ..) => {
                        let clear = packed.find_right(&outline, 0, between, PAST);
                        let x = clear.unwrap_or(right).max(right + between);
                        x.max(left.unwrap_or(x))
                    }
                };
                stood.corners[child].0 = x;
                before = Some(x + self.width_of(child));
                self.absorb(&mut packed, outline, x, 0);
            }
            if let Seat::Wrapped(left) = stood.seats[row.start] {
                let last = row.end - 1;
                let n_strikes = self.families.count_strikes(row.clone());
                let strip = Area {
                    left,
                    top: -self.standing.find_room(n_strikes),
                    right: stood.corners[last].0 + self.width_of(last) / 2,
                    bottom: 0,
                };
                packed.add(strip, &mut self.scratch);
            }
            let y = match least {
                Some(least) => {
                    let clear = body.find_below(&packed, 0, step, PAST);
                    clear.unwrap_or(least).max(least)
                }
                None => stood.corners[row.start].1,
            };
            let height = |at: usize| self.height_of(at);
            least = row.clone().map(|at| y + height(at) + step).max();
            for child in row {
                stood.shift(child, 0, y - stood.corners[child].1);
            }
            self.absorb(&mut body, packed, 0, y);
        }
        body
    }

    /// Adds the way of a line from the gutter, which ends at `inner`, to the unit.
    fn add_approach(&mut self, child: usize, inner: i64, stood: &Stood, outline: &mut Outline) {
        let way = Area {
            left: inner - stood.corners[child].0,
            top: 0,
            right: 0,
            bottom: self.height_of(child),
        };
        outline.add(way, &mut self.scratch);
    }

    /// The right edge of the gutter beside these nodes, if they have one.
    fn find_gutter_end(&self, seat: Seat, nodes: Range<usize>) -> Option<i64> {
        let lane = self.standing.spacing.lane as i64;
        let left = seat.gutter()?;
        Some(left + Gutter::of(self.families, nodes).width(lane))
    }

    /// The room of the lines at the left of a column whose left edge is there.
    fn find_gutter(&self, left: i64, column: Range<usize>, stood: &Stood) -> Area {
        let lane = self.standing.spacing.lane as i64;
        let (first, last) = (column.start, column.end - 1);
        Area {
            left,
            top: stood.corners[first].1,
            right: left + Gutter::of(self.families, column).width(lane),
            bottom: stood.corners[last].1 + self.height_of(last) / 2,
        }
    }

    /// The room in which the lines of a family come together next to the body.
    fn find_lanes(&self, at: usize, family: &Family, stood: &Stood) -> Area {
        let children = range_of(family);
        let (first, last) = (children.start, children.end - 1);
        let (width, height) = (self.width_of(at), self.height_of(at));
        let gap = stood.corners[at].2;
        let middle = |at: usize| stood.corners[at].0 + self.width_of(at) / 2;
        let (left, right) = match stood.seats[first] {
            Seat::Beside(left) => {
                return Area {
                    left: width,
                    top: 0,
                    right: left + 1,
                    bottom: height,
                };
            }
            Seat::Row => (middle(first), middle(last) + 1),
            seat => {
                let left = |seat: Seat| seat.gutter().unwrap_or(0);
                (left(seat), left(stood.seats[last]) + SPINE + 1)
            }
        };
        let n_lanes = family.n_strikes + self.families.of_node[at].n;
        let room = TAIL + self.standing.spacing.lane as i64 * i64::from(n_lanes);
        Area {
            left,
            top: height + gap - room.min(gap),
            right,
            bottom: height + gap,
        }
    }

    /// Adds the way from the lanes of a family to its box.
    fn add_trunk(&mut self, at: usize, family: &Family, lanes: Area, all: &mut Outline) {
        let height = self.height_of(at);
        if lanes.top < height {
            return;
        }
        let span = find_span(self.units, family.target);
        let trunk = Area {
            left: span.0,
            top: height,
            right: span.0 + span.1,
            bottom: lanes.bottom,
        };
        let across = Area {
            left: lanes.left.min(trunk.left),
            right: lanes.right.max(trunk.right),
            ..lanes
        };
        all.add(trunk, &mut self.scratch);
        all.add(across, &mut self.scratch);
    }
}

/// Takes the first of the rest off, and what goes on from it.
fn split(rest: &mut Range<usize>, goes_on: impl Fn(usize) -> bool) -> Range<usize> {
    let start = rest.start;
    let end = (start + 1..rest.end).find(|&at| !goes_on(at));
    rest.start = end.unwrap_or(rest.end);
    start..rest.start
}
