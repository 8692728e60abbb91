//! How the children of one family stand once it is said which arrangement they take and how
//! large each branch is: rows as in the tidy tree, and columns with a gutter at their left for
//! the lines. Used to weigh a choice and to carry it out, so that the two agree.
//!
//! Coordinates are those of flow, whole map units, relative to the left top corner of the body
//! of the family, which lies below the unit and the gap.

use super::columns::break_columns;
use super::families::{Families, Family, Line};
use crate::layout::forest::{Forest, NONE};
use crate::layout::request::{Arrange, Spacing};

/// Room for the arrow head at the parent's edge.
pub(super) const HEAD: i64 = 12;
/// Room for the sign of the relation above a child of a row.
pub(super) const TAIL: i64 = 28;
/// Between the lowest lane and the children of columns.
pub(super) const PAD: i64 = 8;
/// From the left edge of a column to its first spine.
pub(super) const SPINE: i64 = 12;
/// Between two spines, so that their arrow heads stand clear of each other.
const SPINE_PITCH: i64 = 10;
/// From the spine next to the children to their left edge: a sign and some line on both sides.
const APPROACH: i64 = 28;
/// Between the children of a column.
pub(super) const STEP: i64 = 16;
/// The further room below a child of a column that has children itself.
const AIR: i64 = 8;
/// Between a branch that stands beside the unit of a larger one and what is dropped of that.
const CLEAR: i64 = 12;
/// How many levels are tried to which branches in a row may be dropped.
const N_LEVELS: usize = 4;
/// How much area, in square map units, one map unit of line is worth.
pub(super) const INK: f64 = 16.0;
/// Lanes beyond these squeeze together rather than take more room.
const MOST_LANES: i64 = 8;

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
    /// Where the middle of the parent belongs; none if it stands at the left edge.
    pub middle: Option<i64>,
    /// The room between the unit and the body.
    pub gap: i64,
    /// The summed lengths of the lines, as if each child had one.
    pub ink: i64,
}

/// The lanes in the gutter of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gutter {
    n_spines: u32,
    n_strikes: u32,
}

impl Gutter {
    /// The gutter beside children who send up so many runs and strikes.
    pub fn new(n_spines: u32, n_strikes: u32) -> Self {
        Self {
            n_spines,
            n_strikes,
        }
    }

    /// The spine of a run, the first of which is next to the children: later ones pass by it.
    pub fn spine(self, run: u32) -> f32 {
        let after = self.n_spines.saturating_sub(run + 1);
        let last = self.n_spines.saturating_sub(1);
        SPINE as f32 + squeeze(after, last, SPINE_PITCH)
    }

    /// The lane of a line onto a line, between the spines and the children.
    pub fn strike(self, lane: u32, pitch: i64) -> f32 {
        let after = self.n_strikes.saturating_sub(lane) + 1;
        self.spine(0) + squeeze(after, self.n_strikes, pitch)
    }

    /// From the left edge of the column to its children.
    pub fn width(self, pitch: i64) -> i64 {
        let spines = i64::from(self.n_spines.max(1)) - 1;
        SPINE
            + spines.min(MOST_LANES) * SPINE_PITCH
            + i64::from(self.n_strikes).min(MOST_LANES) * pitch
            + APPROACH
    }
}

/// Where lane `at` of 0..=`last` is when those beyond a bound share the room of it.
fn squeeze(at: u32, last: u32, pitch: i64) -> f32 {
    let share = (MOST_LANES as f32 / last.max(1) as f32).min(1.0);
    at as f32 * pitch as f32 * share
}

/// What every family of a request is stood by. Keeps scratch space between calls.
pub(super) struct Standing<'a> {
    pub forest: &'a Forest,
    pub families: &'a Families,
    pub spacing: &'a Spacing,
    /// Where each child's block stands, after [`Standing::stand`].
    pub corners: Vec<(i64, i64)>,
    /// The left edge of each child's column, after columns were stood; empty after a row.
    pub gutters: Vec<i64>,
    /// How much farther than its gap each child's bodies stand below it; none after columns.
    pub drops: Vec<i64>,
    levels: Vec<i64>,
    heights: Vec<i64>,
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
            gutters: Vec::new(),
            drops: Vec::new(),
            levels: Vec::new(),
            heights: Vec::new(),
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
        self.gutters.clear();
        self.drops.clear();
        match arrange {
            Arrange::Row => self.stand_in_row(family, blocks),
            Arrange::Stack => self.stand_in_columns(family, 1, blocks, edge),
            Arrange::Columns(n) => self.stand_in_columns(family, n.into(), blocks, edge),
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
            let area = body.width as f64 * (body.height + body.gap + lowest) as f64;
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
            return body;
        }
        let center = |at: usize| self.corners[at].0 + blocks[at].head + blocks[at].unit / 2;
        let middle = center(0).midpoint(center(blocks.len() - 1));
        body.middle = Some(middle);
        let n_trunks = self.families.runs(range_of(family)).count() as u32;
        let n_lanes = i64::from(family.n_strikes + n_trunks.div_ceil(2)).clamp(1, MOST_LANES);
        body.gap = HEAD + TAIL + self.spacing.lane as i64 * n_lanes;
        let across: i64 = (0..blocks.len())
            .map(|at| (center(at) - middle).abs())
            .sum();
        let dropped: i64 = self.drops.iter().sum();
        body.ink = across + dropped + body.gap * blocks.len() as i64;
        body
    }

    fn stand_in_columns(&mut self, family: &Family, n: usize, blocks: &[Block], edge: i64) -> Body {
        let is_top = family.target == NONE;
        let step = if is_top {
            self.spacing.tree as i64
        } else {
            STEP
        };
        self.break_into(family, n, blocks, step);
        let first = family.children.first as usize;
        let mut body = Body::default();
        let (mut n_trunks, mut style_before) = (0, None);
        let mut across = 0;
        for column in 0..self.starts.len() {
            let range = self.column(column, blocks.len());
            let (mut n_spines, mut last) = (0, None);
            for style in self.families.runs(first + range.start..first + range.end) {
                // Spines stand in the opposite order of runs, so the last one is leftmost.
                n_spines += 1;
                last = Some(style);
            }
            n_trunks += n_spines - u32::from(n_spines > 0 && last == style_before);
            style_before = self
                .families
                .runs(first + range.start..first + range.end)
                .next();
            let indent = if is_top {
                0
            } else {
                self.gutter(first + range.start..first + range.end)
                    .width(self.spacing.lane as i64)
            };
            let (mut y, mut bottom, mut width) = (0, 0, 0);
            for at in range.clone() {
                let block = blocks[at];
                self.corners.push((body.width + indent, y));
                self.gutters.push(body.width);
                body.ink += across + y;
                bottom = y + block.height;
                y += self.heights[at] + step;
                width = width.max(block.width);
            }
            across = body.width + indent + width + self.spacing.sibling as i64;
            body.width = across;
            body.height = body.height.max(bottom);
        }
        body.width -= self.spacing.sibling as i64;
        if is_top {
            return Body {
                gap: 0,
                ink: 0,
                ..body
            };
        }
        let spines = Gutter::new(n_trunks, 0);
        let is_straight = self.starts.len() == 1 && spines.spine(0) + PAD as f32 <= edge as f32;
        body.gap = if is_straight {
            STEP
        } else {
            let n_lanes = i64::from(n_trunks).clamp(1, MOST_LANES);
            HEAD + PAD + n_lanes * self.spacing.lane as i64
        };
        body.ink += (body.gap + APPROACH + STEP) * blocks.len() as i64;
        body
    }

    fn break_into(&mut self, family: &Family, n: usize, blocks: &[Block], step: i64) {
        self.heights.clear();
        self.starts.clear();
        for (child, block) in range_of(family).zip(blocks) {
            let has_children = self.forest.nodes[child].children.n > 0;
            let air = if has_children && family.target != NONE {
                AIR
            } else {
                0
            };
            self.heights.push(block.height + air);
        }
        if n <= 1 {
            self.starts.push(0);
            return;
        }
        self.may_begin.clear();
        for child in range_of(family) {
            let is_strike = matches!(self.families.lines[child], Line::Strike { .. });
            self.may_begin.push(!is_strike);
        }
        break_columns(&self.heights, &self.may_begin, step, n, &mut self.starts);
    }

    /// The children of a column, counted from the first of the family.
    fn column(&self, at: usize, n: usize) -> std::ops::Range<usize> {
        let end = self.starts.get(at + 1).map_or(n, |&start| start as usize);
        self.starts[at] as usize..end
    }

    /// The gutter of a column of these nodes.
    pub fn gutter(&self, children: std::ops::Range<usize>) -> Gutter {
        find_gutter(self.families, children)
    }
}

/// The gutter of a column of these nodes.
pub(super) fn find_gutter(families: &Families, children: std::ops::Range<usize>) -> Gutter {
    let n_spines = families.runs(children.clone()).count() as u32;
    let lane_of = |child: usize| match families.lines[child] {
        Line::Strike { lane, .. } => lane,
        _ => 0,
    };
    let n_strikes = children.map(lane_of).max().unwrap_or(0);
    Gutter::new(n_spines, n_strikes)
}

/// The nodes of a family.
pub(super) fn range_of(family: &Family) -> std::ops::Range<usize> {
    let first = family.children.first as usize;
    first..first + family.children.n as usize
}
