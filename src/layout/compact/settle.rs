//! Moves branches together as far as their outlines allow: a choice is made by rectangles, and
//! what stands in these has corners to spare. Keeps rows, columns, the order of reading and the
//! room of lines.

use std::ops::Range;

use super::Stood;
use super::choose::{Choice, Units, find_span};
use super::families::{Families, Family};
use super::outline::{Area, Outline};
use super::profile::Profile;
use super::stand::{Gutter, STEP, Seat, Standing, TAIL, range_of};
use crate::layout::forest::NONE;
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
            let mut body = if matches!(arrange, Arrange::Row | Arrange::Rows(_)) {
                self.pack_rows(&family, stood)
            } else {
                self.pack_columns(&family, stood)
            };
            let lanes = (family.target != NONE).then(|| self.find_lanes(at, &family, stood));
            if let Some(lanes) = lanes {
                body.add(lanes, &mut self.scratch);
                self.add_gutter(&family, stood, &mut body);
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

    /// Packs children that stand in rows: the children of each to the left, and rows upwards.
    fn pack_rows(&mut self, family: &Family, stood: &mut Stood) -> Outline {
        let (between, step) = self.find_gaps(family);
        let mut body = self.begin();
        let mut rest = range_of(family);
        let mut least = i64::MIN;
        while !rest.is_empty() {
            let y = stood.corners[rest.start].1;
            let n = rest
                .clone()
                .take_while(|&at| stood.corners[at].1 == y)
                .count();
            let row = rest.start..rest.start + n;
            rest.start += n;
            let mut packed = self.begin();
            let mut before = None;
            for child in row.clone() {
                let mut outline = std::mem::take(&mut self.outlines[child]);
                let inner = self.find_inner(family, child, stood);
                let least = inner.map_or(i64::MIN, |inner| inner + outline.left.most());
                if before.is_none()
                    && let Some(inner) = inner
                {
                    stood.corners[child].0 = least;
                    self.add_approach(child, inner, stood, &mut outline);
                }
                if let Some(right) = before {
                    let clear = packed
                        .find_right(&outline, 0, between, PAST)
                        .unwrap_or(right);
                    let x = clear.max(right + between).max(least);
                    // The gutter at the left of all rows stays where it is.
                    stood.corners[child].0 = x;
                }
                let x = stood.corners[child].0;
                before = Some(x + self.width_of(child));
                self.absorb(&mut packed, outline, x, 0);
            }
            if let Seat::Wrapped(left) = stood.seats[row.start] {
                let last = row.end - 1;
                let strip = Area {
                    left,
                    top: -self
                        .standing
                        .find_room(self.families.count_strikes(row.clone())),
                    right: stood.corners[last].0 + self.width_of(last) / 2,
                    bottom: 0,
                };
                packed.add(strip, &mut self.scratch);
            }
            let y = match body.find_below(&packed, 0, step, PAST) {
                Some(clear) => clear.max(least),
                None => y,
            };
            let height = |at: usize| self.height_of(at);
            least = y + row.clone().map(height).max().unwrap_or(0) + step;
            for child in row {
                stood.shift(child, 0, y - stood.corners[child].1);
            }
            self.absorb(&mut body, packed, 0, y);
        }
        body
    }

    /// Packs children that stand in columns: the children of each upwards, and columns to the
    /// left.
    fn pack_columns(&mut self, family: &Family, stood: &mut Stood) -> Outline {
        let (between, step) = self.find_gaps(family);
        let mut body = self.begin();
        let mut rest = range_of(family);
        // Columns stand beside the units of those before, whatever their branches leave free.
        let mut right = None;
        while !rest.is_empty() {
            let y = |at: usize| stood.corners[at].1;
            let goes_on = |&at: &usize| at == rest.start || y(at) > y(at - 1);
            let n = rest.clone().take_while(goes_on).count();
            let column = rest.start..rest.start + n;
            rest.start += n;
            let mut packed = self.begin();
            let mut before = None;
            for child in column.clone() {
                let mut outline = std::mem::take(&mut self.outlines[child]);
                let inner = self.find_gutter_end(stood.seats[column.start], column.clone());
                stood.corners[child].0 = inner + outline.left.most();
                self.add_approach(child, inner, stood, &mut outline);
                let x = stood.corners[child].0;
                if let Some(bottom) = before {
                    let clear = packed.find_below(&outline, x, step, PAST).unwrap_or(bottom);
                    let y = clear.max(bottom + step);
                    stood.shift(child, 0, y - stood.corners[child].1);
                }
                let y = stood.corners[child].1;
                before = Some(y + self.height_of(child));
                self.absorb(&mut packed, outline, x, y);
            }
            if let Some(left) = stood.seats[column.start].gutter() {
                packed.add(
                    self.find_gutter(left, column.clone(), stood),
                    &mut self.scratch,
                );
            }
            let left = stood.seats[column.start].gutter();
            let left = left.unwrap_or_else(|| stood.corners[column.start].0);
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

    /// Between the children of a row or the columns of a family, and between those of a column
    /// or its rows.
    fn find_gaps(&self, family: &Family) -> (i64, i64) {
        let spacing = self.standing.spacing;
        if family.target == NONE {
            (spacing.tree as i64, spacing.tree as i64)
        } else {
            (spacing.sibling as i64, STEP)
        }
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

    /// Where branches may begin in a family that hangs on a spine for its rows.
    fn find_inner(&self, family: &Family, child: usize, stood: &Stood) -> Option<i64> {
        let seat = stood.seats[child];
        seat.gutter()?;
        Some(self.find_gutter_end(seat, range_of(family)))
    }

    /// The right edge of the gutter beside these nodes, if they have one.
    fn find_gutter_end(&self, seat: Seat, nodes: Range<usize>) -> i64 {
        let lane = self.standing.spacing.lane as i64;
        let width = || Gutter::of(self.families, nodes).width(lane);
        seat.gutter().map_or(0, |left| left + width())
    }

    /// The room of the lines at the left of a column whose left edge is there.
    fn find_gutter(&self, left: i64, column: Range<usize>, stood: &Stood) -> Area {
        let (first, last) = (column.start, column.end - 1);
        Area {
            left,
            top: stood.corners[first].1,
            right: self.find_gutter_end(Seat::Column(left), column),
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
            seat => (seat.gutter().unwrap_or(0), stood.corners[last].0),
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

    /// Adds the gutter of rows, on which all of them hang.
    fn add_gutter(&mut self, family: &Family, stood: &Stood, body: &mut Outline) {
        let children = range_of(family);
        let (first, last) = (children.start, children.end - 1);
        if let Some(left) = stood.seats[first].gutter()
            && stood.seats[last].gutter() == Some(left)
        {
            body.add(self.find_gutter(left, children, stood), &mut self.scratch);
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
