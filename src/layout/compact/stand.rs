//! How the children of one family stand once it is said which arrangement they take and how
//! large each branch is: rows as in the tidy tree, and columns with a gutter at their left for
//! the lines. Used to weigh a choice and to carry it out, so that the two agree.
//!
//! Coordinates are those of flow, whole map units, relative to the left top corner of the body
//! of the family, which lies below the unit and the gap.

use std::ops::Range;

use super::families::{Families, Family, Line};
use super::parts::break_evenly;
use super::slices::{Gaps, Shape};
use crate::layout::forest::{Forest, NONE};
use crate::layout::grid::Step;
use crate::layout::request::{Arrange, Spacing};

/// Room for the arrow head at the parent's edge.
pub(super) const HEAD: i64 = 12;
/// Room for the sign of the relation above a child of a row.
pub(super) const TAIL: i64 = 28;
/// Between the lowest lane and the children of columns.
pub(super) const PAD: i64 = 8;
/// From the left edge of a column to its spine.
pub(super) const SPINE: i64 = 10;
/// From the spine or the lane next to the children to their left edge: a sign and some line.
const APPROACH: i64 = 24;
/// Between a unit and the column right below it.
const FIRST: i64 = 14;
/// From the right edge of a unit to the left edge of a column beside it: with what is left of
/// the spine, room for an arrow head and some line.
pub(super) const ASIDE: i64 = 4;
/// Between the children of a column.
pub(super) const STEP: i64 = 12;
/// The further room below a child of a column that has children itself.
const AIR: i64 = 4;
/// Between a branch that stands beside the unit of a larger one and what is dropped of that.
const CLEAR: i64 = 12;
/// How many levels are tried to which branches in a row may be dropped.
const N_LEVELS: usize = 4;
/// How much area, in square map units, one map unit of line is worth.
pub(super) const INK: f64 = 3.0;
/// Lanes beyond these squeeze together rather than take more room.
pub(super) const MOST_LANES: i64 = 8;

/// The block of a branch: its unit on top, what stands below it beneath.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Block {
    pub width: i64,
    pub height: i64,
    /// From the block's left edge to that of its unit.
    pub head: i64,
    /// The width of its unit.
    pub unit: i64,
    /// The height of its unit.
    pub unit_height: i64,
}

/// The body of a family.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Body {
    pub width: i64,
    pub height: i64,
    /// Where the middle of the parent belongs; none if it stands at the left edge. In 32 bits, as
    /// hundreds of thousands of bodies are weighed.
    pub middle: Option<i32>,
    /// The room between the unit and the body.
    pub gap: i32,
    /// The summed lengths of the lines, as if each child had one.
    pub ink: i64,
    /// Whether it stands beside the unit, its top level with that of the unit.
    pub is_beside: bool,
}

/// The lanes in the gutter of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gutter {
    n_strikes: u32,
}

impl Gutter {
    /// The gutter beside these nodes.
    pub fn of(families: &Families, children: Range<usize>) -> Self {
        let n_strikes = families.count_strikes(children);
        Self { n_strikes }
    }

    /// The lane of a line onto a line, between the spine and the children, from the left edge
    /// of the column. Lanes beyond a bound share the room of it.
    pub fn strike(self, lane: u32, pitch: i64) -> f32 {
        let after = self.n_strikes.saturating_sub(lane) + 1;
        let share = (MOST_LANES as f32 / self.n_strikes.max(1) as f32).min(1.0);
        SPINE as f32 + after as f32 * pitch as f32 * share
    }

    /// From the left edge of the column to its children.
    pub fn width(self, pitch: i64) -> i64 {
        SPINE + i64::from(self.n_strikes).min(MOST_LANES) * pitch + APPROACH
    }
}

/// How a child stands among its siblings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Seat {
    /// In the only row: its line leaves at the top.
    #[default]
    Row,
    /// In a column whose left edge is there: its line leaves at the left.
    Column(i64),
    /// In one of several rows, which hang on a spine in a gutter whose left edge is there: its
    /// line leaves at the top.
    Wrapped(i64),
    /// In a column beside the parent, whose left edge is there: its line leaves at the left and
    /// ends at the parent's right edge.
    Beside(i64),
}

impl Seat {
    /// The same seat farther right by `x` map units.
    pub fn moved(self, x: i64) -> Self {
        match self {
            Self::Row => Self::Row,
            Self::Column(left) => Self::Column(left + x),
            Self::Wrapped(left) => Self::Wrapped(left + x),
            Self::Beside(left) => Self::Beside(left + x),
        }
    }

    /// The left edge of its gutter.
    pub fn gutter(self) -> Option<i64> {
        match self {
            Self::Row => None,
            Self::Column(left) | Self::Wrapped(left) | Self::Beside(left) => Some(left),
        }
    }
}

/// What every family of a request is stood by. Keeps scratch space between calls.
pub(super) struct Standing<'a> {
    pub forest: &'a Forest,
    pub families: &'a Families,
    pub spacing: &'a Spacing,
    /// Where each child's block stands, after [`Standing::stand`].
    pub corners: Vec<(i64, i64)>,
    /// How each child stands, after [`Standing::stand`].
    pub seats: Vec<Seat>,
    /// How each child follows the one before, after [`Standing::stand`].
    pub steps: Vec<Step>,
    /// How much farther than its gap each child's bodies stand below it; none after columns.
    pub drops: Vec<i64>,
    levels: Vec<i64>,
    /// Heights, or widths, of the children.
    sides: Vec<i64>,
    may_begin: Vec<bool>,
    starts: Vec<u32>,
}

impl<'a> Standing<'a> {
    pub fn new(forest: &'a Forest, families: &'a Families, spacing: &'a Spacing) -> Self {
        Self {
            forest,
            families,
            spacing,
            corners: Vec::new(),
            seats: Vec::new(),
            steps: Vec::new(),
            drops: Vec::new(),
            levels: Vec::new(),
            sides: Vec::new(),
            may_begin: Vec::new(),
            starts: Vec::new(),
        }
    }

    /// Stands the children, whose blocks are given in order. `edge` is the width of the box
    /// that they stand under.
    pub fn stand(
        &mut self,
        family: &Family,
        arrange: Arrange,
        blocks: &[Block],
        edge: i64,
    ) -> Body {
        self.corners.clear();
        self.seats.clear();
        self.drops.clear();
        self.list_steps(family, arrange, blocks);
        match arrange {
            Arrange::Row => self.stand_in_row(family, blocks),
            Arrange::Beside => self.stand_beside(family, blocks, edge),
            _ => self.stand_in_grid(family, blocks, edge),
        }
    }

    /// Stands the children in a row. What hangs below the larger ones may be dropped so far
    /// that the smaller ones, whole, stand beside the units of the larger ones.
    fn stand_in_row(&mut self, family: &Family, blocks: &[Block]) -> Body {
        self.levels.clear();
        let lowest = blocks.iter().map(|it| it.unit_height).max().unwrap_or(0);
        self.levels.push(lowest);
        let heights = blocks.iter().map(|block| block.height);
        self.levels
            .extend(heights.filter(|&height| height > lowest));
        self.levels.sort_unstable();
        self.levels.dedup();
        let n = self.levels.len();
        if n > N_LEVELS {
            self.levels[N_LEVELS - 1] = self.levels[n - 1];
            self.levels.truncate(N_LEVELS);
        }
        let mut best = (f64::INFINITY, 0);
        for at in 0..self.levels.len() {
            let body = self.drop_to(family, blocks, self.levels[at]);
            let area = body.width as f64 * (body.height + i64::from(body.gap) + lowest) as f64;
            let cost = area + INK * body.ink as f64;
            if cost < best.0 {
                best = (cost, self.levels[at]);
            }
        }
        self.drop_to(family, blocks, best.1)
    }

    /// Stands the children in a row so that units and whole branches down to `level` stand side
    /// by side, and below that what is dropped of the larger branches.
    fn drop_to(&mut self, family: &Family, blocks: &[Block], level: i64) -> Body {
        self.corners.clear();
        self.drops.clear();
        let is_top = family.target == NONE;
        let between = if is_top {
            self.spacing.tree
        } else {
            self.spacing.sibling
        } as i64;
        let (mut left, mut height) = (i64::MAX, 0);
        // How far right anything reaches above the level and below it.
        let (mut above, mut below) = (None::<i64>, None::<i64>);
        for block in blocks {
            let is_dropped = block.height > level;
            let (inset, width) = if is_dropped {
                (block.head, block.unit)
            } else {
                (0, block.width)
            };
            let mut x = above.map_or(-inset, |right| right + between - inset);
            let mut drop = 0;
            if is_dropped {
                x = below.map_or(x, |right| x.max(right + between));
                below = Some(x + block.width);
                drop = (level + CLEAR - block.unit_height - HEAD).max(0);
            }
            above = Some(x + inset + width);
            left = left.min(x);
            height = height.max(block.height + drop);
            self.corners.push((x, 0));
            self.drops.push(drop);
        }
        for corner in &mut self.corners {
            corner.0 -= left;
        }
        let mut body = Body {
            width: above.max(below).unwrap_or(0) - left,
            height,
            ..Body::default()
        };
        if is_top {
            self.seats.resize(blocks.len(), Seat::Row);
            return body;
        }
        let center = |at: usize| self.corners[at].0 + blocks[at].head + blocks[at].unit / 2;
        let middle = center(0).midpoint(center(blocks.len() - 1));
        body.middle = Some(middle as i32);
        self.seats.resize(blocks.len(), Seat::Row);
        let gap = HEAD + self.find_room(family.n_strikes);
        body.gap = gap as i32;
        let across: i64 = (0..blocks.len())
            .map(|at| (center(at) - middle).abs())
            .sum();
        let dropped: i64 = self.drops.iter().sum();
        body.ink = across + dropped + gap * blocks.len() as i64;
        body
    }

    /// The room above the children of a row for their signs, the lanes of that many lines onto
    /// lines and the trunk.
    pub fn find_room(&self, n_strikes: u32) -> i64 {
        let n_lanes = i64::from(n_strikes + 1).min(MOST_LANES);
        TAIL + self.spacing.lane as i64 * n_lanes
    }

    /// Stands the children in columns of rows, each column with a spine at its left. A child
    /// that has a row for itself hangs on the spine by its left edge, others by lanes above
    /// their rows.
    fn stand_in_grid(&mut self, family: &Family, blocks: &[Block], edge: i64) -> Body {
        let is_top = family.target == NONE;
        let (between, step) = self.find_gaps(family);
        let first = family.children.first as usize;
        let mut body = Body::default();
        let (mut at, mut across, mut n_columns) = (0, 0, 0);
        while at < blocks.len() {
            let column = at..self.find_end(at, |step| step != Step::Next);
            let indent = if is_top {
                0
            } else {
                Gutter::of(self.families, first + column.start..first + column.end)
                    .width(self.spacing.lane as i64)
            };
            let (mut y, mut width) = (0, 0);
            while at < column.end {
                let row = at..self.find_end(at, |step| step == Step::Beside);
                let seat = match (is_top, row.len()) {
                    (true, _) => Seat::Row,
                    (_, 1) => Seat::Column(across),
                    _ => Seat::Wrapped(across),
                };
                if matches!(seat, Seat::Wrapped(_)) {
                    let nodes = first + row.start..first + row.end;
                    y += self.find_room(self.families.count_strikes(nodes));
                }
                let (mut x, mut height) = (indent, 0);
                for child in row.clone() {
                    let block = blocks[child];
                    self.corners.push((across + x, y));
                    self.seats.push(seat);
                    body.ink += across + x - indent + y;
                    width = width.max(x + block.width);
                    body.height = body.height.max(y + block.height);
                    height = height.max(block.height);
                    x += block.width + between;
                }
                if row.len() == 1 {
                    height += self.find_air(family, first + row.start);
                }
                y += height + step;
                at = row.end;
            }
            body.width = across + width;
            across = body.width + between;
            n_columns += 1;
        }
        if is_top {
            return Body { ink: 0, ..body };
        }
        let gap = self.find_gap(n_columns == 1, edge);
        body.gap = gap as i32;
        body.ink += (gap + APPROACH + STEP) * blocks.len() as i64;
        body
    }

    /// Stands the children in a column at the right of their parent.
    fn stand_beside(&mut self, family: &Family, blocks: &[Block], edge: i64) -> Body {
        let body = self.stand_in_grid(family, blocks, edge);
        for seat in &mut self.seats {
            *seat = Seat::Beside(0);
        }
        Body {
            gap: 0,
            ink: body.ink + (HEAD - i64::from(body.gap)) * blocks.len() as i64,
            is_beside: true,
            ..body
        }
    }

    /// The body that [`Standing::stand`] gives for a shape of columns of rows, but for its ink.
    pub fn frame_grid(&self, family: &Family, shape: &Shape, edge: i64) -> Body {
        Body {
            width: shape.width.into(),
            height: shape.height.into(),
            gap: match family.target {
                NONE => 0,
                _ => self.find_gap(!shape.has_columns, edge) as i32,
            },
            ..Body::default()
        }
    }

    /// The same for a column beside the parent.
    pub fn frame_beside(shape: &Shape) -> Body {
        Body {
            width: shape.width.into(),
            height: shape.height.into(),
            is_beside: true,
            ..Body::default()
        }
    }

    /// Where the children end that go on from `at` by such steps.
    fn find_end(&self, at: usize, goes_on: impl Fn(Step) -> bool) -> usize {
        let rest = &self.steps[at + 1..];
        at + 1 + rest.iter().take_while(|&&step| goes_on(step)).count()
    }

    /// Between the children of a row or the columns of a family, and between those of a column
    /// or its rows.
    pub fn find_gaps(&self, family: &Family) -> (i64, i64) {
        if family.target == NONE {
            (self.spacing.tree as i64, self.spacing.tree as i64)
        } else {
            (self.spacing.sibling as i64, STEP)
        }
    }

    /// Fills `steps` with the way from each child to the next one.
    fn list_steps(&mut self, family: &Family, arrange: Arrange, blocks: &[Block]) {
        let (between, step) = self.find_gaps(family);
        let n = blocks.len();
        self.steps.clear();
        self.steps.resize(n, Step::Below);
        match arrange {
            Arrange::Row => self.steps.fill(Step::Beside),
            Arrange::Stack | Arrange::Beside => {}
            Arrange::Columns(n) => {
                self.list_heights(family, blocks);
                self.break_into(family, n.into(), step);
                for &start in &self.starts {
                    self.steps[start as usize] = Step::Next;
                }
            }
            Arrange::Rows(n) => {
                self.sides.clear();
                self.sides.extend(blocks.iter().map(|block| block.width));
                self.break_into(family, n.into(), between);
                self.steps.fill(Step::Beside);
                for &start in &self.starts {
                    self.steps[start as usize] = Step::Below;
                }
            }
            Arrange::Grid(grid) => {
                for (at, step) in self.steps.iter_mut().enumerate() {
                    *step = grid.step(at);
                }
                self.keep_strikes(family);
            }
        }
    }

    /// Stands children whose lines end on lines of siblings one below the other, and what they
    /// strike above them: a line cannot leave its row.
    fn keep_strikes(&mut self, family: &Family) {
        let lines = &self.families.lines[range_of(family)];
        let strikes = |at: usize| matches!(lines.get(at), Some(Line::Strike { .. }));
        let is_joined = |at: usize| strikes(at) || strikes(at + 1);
        for at in 1..lines.len() {
            if strikes(at) || self.steps[at] == Step::Beside && (is_joined(at) || is_joined(at - 1))
            {
                self.steps[at] = Step::Below;
            }
        }
    }

    /// The room between a unit and a body with a spine, which may be right below the box.
    fn find_gap(&self, is_below: bool, edge: i64) -> i64 {
        if is_below && SPINE + PAD <= edge {
            FIRST
        } else {
            HEAD + PAD + self.spacing.lane as i64
        }
    }

    /// Fills `sides` with how much height each child takes of a column.
    fn list_heights(&mut self, family: &Family, blocks: &[Block]) {
        self.sides.clear();
        for (child, block) in range_of(family).zip(blocks) {
            let air = self.find_air(family, child);
            self.sides.push(block.height + air);
        }
    }

    /// The further room below a child that has a row for itself.
    pub fn find_air(&self, family: &Family, child: usize) -> i64 {
        let has_children = self.forest.nodes[child].children.n > 0;
        if has_children && family.target != NONE {
            AIR
        } else {
            0
        }
    }

    /// How far the children of a family without strikes stand apart in columns of rows.
    pub fn find_slice_gaps(&self, family: &Family) -> Gaps {
        let (between, step) = self.find_gaps(family);
        let (room, gutter) = if family.target == NONE {
            (0, 0)
        } else {
            let gutter = Gutter { n_strikes: 0 };
            (self.find_room(0), gutter.width(self.spacing.lane as i64))
        };
        Gaps {
            between: between as i32,
            step: step as i32,
            room: room as i32,
            gutter: gutter as i32,
        }
    }

    /// Breaks the children into at most `n` parts so that the longest, by `sides` and `gap`, is
    /// as short as can be.
    fn break_into(&mut self, family: &Family, n: usize, gap: i64) {
        self.starts.clear();
        if n <= 1 {
            self.starts.push(0);
            return;
        }
        self.may_begin.clear();
        for child in range_of(family) {
            let is_strike = matches!(self.families.lines[child], Line::Strike { .. });
            self.may_begin.push(!is_strike);
        }
        break_evenly(&self.sides, &self.may_begin, gap, n, &mut self.starts);
    }
}

/// The nodes of a family.
pub(super) fn range_of(family: &Family) -> Range<usize> {
    let first = family.children.first as usize;
    first..first + family.children.n as usize
}
