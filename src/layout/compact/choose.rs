//! Chooses how every family stands: bottom-up a short list of shapes for each branch, over rows,
//! stacks and columns of rows; top-down the ones that together fill the page. After Stockmeyer,
//! "Optimal orientations of cells in slicing floorplan designs" (Information and Control 57,
//! 1983), with lists of bounded length, so that the time is linear. Knows no lines but their
//! lengths.

use super::Settled;
use super::families::{Families, Family};
use super::slices::{Shape, Slices};
use super::stand::{ASIDE, Block, Body, INK, STEP, Standing, range_of};
use crate::layout::contour::Extent;
use crate::layout::forest::{Forest, NONE};
use crate::layout::geometry::Size;
use crate::layout::request::{Arrange, Request, Run};

/// How many boxes a branch has at most of which so many shapes are kept: large branches can take
/// many shapes and are few.
const EFFORTS: [(u32, usize); 3] = [(12, 5), (100, 10), (u32::MAX, 40)];
/// The same for all tops together, and for the only one. A shape's number fits a byte.
const MOST_SHAPES: usize = 240;
/// So many children are broken into rows and columns in every way; more of them only evenly.
const MOST_SLICED: usize = 12;
/// How many widths and heights are tried then as bounds for the branches of a family.
const N_BOUNDS: usize = 24;
/// Numbers of columns and rows are all tried up to this, and beyond it in steps of a third.
const N_PARTS: usize = 6;
/// How far the sides of the map may stray from those of the page, as the logarithm of their
/// ratio, before it counts much.
const STRAY: f64 = 0.12;
/// How much it counts beyond that: as multiples of the area, per unit of the logarithm.
const STRAY_COST: f64 = 4.0;

/// What was chosen for a whole request.
#[derive(Default)]
pub(super) struct Choice {
    /// Per family, its arrangement.
    pub arrange: Vec<Arrange>,
    /// Per node, its block.
    pub blocks: Vec<Block>,
}

/// One way for a family to stand.
#[derive(Clone, Copy, Debug)]
struct Stance {
    arrange: Arrange,
    body: Body,
    /// The shape of each child: a run of `picks` that begins here.
    picks: u32,
    /// Area that the lines in it are worth.
    ink: f64,
}

/// A stance that is weighed.
#[derive(Clone, Copy, Debug)]
struct Trial {
    /// Its picks are `NONE` if they are still to be read from `shape`.
    stance: Stance,
    /// The shape that the slices found.
    shape: usize,
}

/// One shape of a branch.
#[derive(Clone, Copy, Debug, Default)]
struct Variant {
    block: Block,
    ink: f64,
    /// The stance of each of its families: a run of `picks` that begins here.
    picks: u32,
}

/// What a unit measures.
pub(super) struct Units<'a> {
    /// The sizes of boxes.
    pub sizes: &'a [Size],
    /// Per node, the size of its unit.
    pub extents: &'a [Extent],
    /// Per box, how far its left edge stands from that of its unit.
    pub offsets: &'a [i64],
}

/// Weighs all ways to stand. `kept` holds the choices that are settled; `effort` times as
/// many shapes are kept as at the least.
pub(super) fn weigh<'a>(
    request: &'a Request,
    forest: &'a Forest,
    families: &'a Families,
    units: &'a Units<'a>,
    kept: &'a Settled,
    effort: usize,
) -> Chooser<'a> {
    let n = forest.nodes.len();
    let mut chooser = Chooser {
        forest,
        families,
        units,
        standing: Standing::new(forest, families, &request.spacing),
        kept,
        effort,
        n_boxes: vec![0; n],
        stances: Vec::new(),
        stances_of: vec![Run::default(); families.all.len()],
        variants: Vec::with_capacity(2 * n),
        variants_of: vec![Run::default(); n],
        picks: Vec::new(),
        trials: Vec::new(),
        slices: Slices::default(),
        bounds: Vec::new(),
        blocks: Vec::new(),
    };
    for at in (0..n).rev() {
        chooser.shape(at);
    }
    chooser
}

/// All shapes of all branches.
pub(super) struct Chooser<'a> {
    forest: &'a Forest,
    families: &'a Families,
    units: &'a Units<'a>,
    standing: Standing<'a>,
    kept: &'a Settled,
    /// So many times as many shapes are kept as at the least.
    effort: usize,
    /// Per node, the boxes in its branch.
    n_boxes: Vec<u32>,
    stances: Vec<Stance>,
    stances_of: Vec<Run>,
    variants: Vec<Variant>,
    variants_of: Vec<Run>,
    picks: Vec<u8>,
    /// Scratch: the stances of a family that are weighed.
    trials: Vec<Trial>,
    /// Scratch: the shapes of sequences.
    slices: Slices,
    /// Scratch: widths or heights to be tried.
    bounds: Vec<i64>,
    /// Scratch: the children's blocks.
    blocks: Vec<Block>,
}

impl Chooser<'_> {
    /// Lists the shapes of a node, whose children have theirs.
    fn shape(&mut self, at: usize) {
        let run = self.families.of_node[at];
        let children = self.forest.nodes[at].child_range();
        self.n_boxes[at] = 1 + children.map(|child| self.n_boxes[child]).sum::<u32>();
        let most = self.find_effort(at);
        for number in run.first..run.first + run.n {
            self.trials.clear();
            self.try_family(at, number as usize, most);
            let first = self.stances.len() as u32;
            let best = self.slices.thin(most);
            for at in best {
                let stance = self.read_trial(self.slices.shape(at).number() as usize);
                self.stances.push(stance);
            }
            let n = self.stances.len() as u32 - first;
            self.stances_of[number as usize] = Run { first, n };
        }
        let first = self.variants.len() as u32;
        let n_variants = match run.n {
            0 | 1 => run.of(&self.stances_of).first().map_or(1, |it| it.n),
            _ => self.list_heights(run),
        };
        for number in 0..n_variants {
            let picks = self.picks.len() as u32;
            for family in run.first..run.first + run.n {
                let pick = if run.n == 1 {
                    number
                } else {
                    self.find_within(family, self.bounds[number as usize]) as u32
                };
                self.picks.push(pick as u8);
            }
            let variant = self.frame(at, picks);
            self.variants.push(variant);
        }
        self.variants_of[at] = Run {
            first,
            n: n_variants,
        };
    }

    fn find_effort(&self, at: usize) -> usize {
        let mut efforts = EFFORTS.iter();
        let fits = |it: &&(u32, usize)| self.n_boxes[at] <= it.0;
        match self.forest.nodes[at].parent {
            NONE => MOST_SHAPES,
            0 if self.forest.nodes[0].children.n == 1 => MOST_SHAPES,
            _ => {
                let most = efforts.find(fits).map_or(MOST_SHAPES, |&(_, most)| most);
                (most * self.effort).min(MOST_SHAPES)
            }
        }
    }

    /// Fills `bounds` with heights of stances of several families, the greatest first; how many.
    fn list_heights(&mut self, run: Run) -> u32 {
        self.bounds.clear();
        for stances in run.of(&self.stances_of) {
            let heights = stances.of(&self.stances).iter();
            self.bounds.extend(heights.map(|stance| stance.body.height));
        }
        thin_bounds(&mut self.bounds, i64::MIN, N_BOUNDS);
        self.bounds.reverse();
        self.bounds.len() as u32
    }

    /// The narrowest stance of a family within a height, or the lowest of all.
    fn find_within(&self, family: u32, height: i64) -> usize {
        let stances = self.stances_of[family as usize].of(&self.stances);
        let key = |stance: &Stance| {
            let excess = (stance.body.height - height).max(0);
            (excess, stance.body.width)
        };
        let best = stances.iter().enumerate().min_by_key(|(_, it)| key(it));
        best.map_or(0, |(at, _)| at)
    }

    /// The block of a node whose families stand as picked.
    fn frame(&self, at: usize, picks: u32) -> Variant {
        let mut ink = 0.0;
        let mut lies = Lies::default();
        let run = self.families.of_node[at];
        for (nth, number) in (run.first..run.first + run.n).enumerate() {
            let stances = self.stances_of[number as usize].of(&self.stances);
            let pick = self.picks[picks as usize + nth] as usize;
            let stance = &stances[pick];
            let target = self.families.all[number as usize].target;
            lies.add(&stance.body, self.span(target));
            ink += stance.ink;
        }
        let extent = &self.units.extents[at];
        Variant {
            block: lies.frame(extent.width.into(), extent.height.into()),
            ink,
            picks,
        }
    }

    /// Where a box lies in its unit, and its width.
    fn span(&self, target: u32) -> (i64, i64) {
        find_span(self.units, target)
    }

    /// Fills `trials` with ways for a family to stand.
    fn try_family(&mut self, at: usize, number: usize, most: usize) {
        let family = self.families.all[number];
        let kept = self.kept.under(family.target).map(|arrange| match arrange {
            Arrange::Beside if !self.has_room_beside(at) => Arrange::Stack,
            _ => arrange,
        });
        if kept.is_none() && family.n_strikes == 0 && family.children.n as usize <= MOST_SLICED {
            return self.try_slices(at, &family, most);
        }
        if kept.is_none_or(|it| it == Arrange::Row) {
            self.list_bounds(&family, |block| block.height);
            let mut before = None;
            for bound in 0..self.bounds.len() {
                let bound = self.bounds[bound];
                let picks = self.pick_children(&family, before, |it| {
                    let excess = (it.block.height - bound).max(0);
                    let area = it.block.width as f64 * bound as f64;
                    (excess, area + it.ink)
                });
                if before != Some(picks) {
                    self.try_stance(at, &family, Arrange::Row, picks);
                }
                before = Some(picks);
            }
        }
        if kept == Some(Arrange::Row) {
            return;
        }
        self.list_bounds(&family, |block| block.width);
        let mut before = None;
        for bound in 0..self.bounds.len() {
            let bound = self.bounds[bound];
            let picks = self.pick_children(&family, before, |it| {
                let excess = (it.block.width - bound).max(0);
                let area = it.block.height as f64 * bound as f64;
                (excess, area + it.ink)
            });
            if before == Some(picks) {
                continue;
            }
            before = Some(picks);
            if let Some(kept) = kept {
                self.try_stance(at, &family, kept, picks);
                continue;
            }
            self.try_stance(at, &family, Arrange::Stack, picks);
            if self.has_room_beside(at) {
                self.try_stance(at, &family, Arrange::Beside, picks);
            }
            let mut n = 2;
            while n < family.children.n as usize && n < u16::MAX as usize {
                self.try_stance(at, &family, Arrange::Columns(n as u16), picks);
                self.try_stance(at, &family, Arrange::Rows(n as u16), picks);
                n += if n < N_PARTS { 1 } else { n.div_ceil(3) };
            }
        }
    }

    /// Tries all ways to break a family into columns of rows, the only row, and what may stand
    /// beside the unit.
    fn try_slices(&mut self, at: usize, family: &Family, most: usize) {
        self.slices.begin();
        for child in range_of(family) {
            let variants = self.variants_of[child].of(&self.variants);
            let shapes = (0..)
                .zip(variants)
                .map(|(number, it)| Shape::of(it.block.width, it.block.height, it.ink, number));
            self.slices
                .add(shapes, self.standing.find_air(family, child) as i32);
        }
        let gaps = self.standing.find_slice_gaps(family);
        let sliced = self.slices.slice(&gaps, INK as f32, most);
        let has_room_beside = self.has_room_beside(at);
        let edge = self.span(family.target).1;
        for at_shape in sliced.grids {
            let shape = *self.slices.shape(at_shape);
            let stance = Stance {
                arrange: Arrange::Stack,
                body: self.standing.frame_grid(family, &shape, edge),
                picks: NONE,
                ink: f64::from(shape.ink),
            };
            self.add_trial(at, family, stance, at_shape);
        }
        for shape in sliced.stacks.filter(|_| has_room_beside) {
            let stance = Stance {
                arrange: Arrange::Beside,
                body: Standing::frame_beside(self.slices.shape(shape)),
                picks: NONE,
                ink: f64::from(self.slices.shape(shape).ink),
            };
            self.add_trial(at, family, stance, shape);
        }
        for shape in sliced.rows {
            let picks = self.picks.len() as u32;
            self.slices.read(shape, &mut self.picks);
            self.try_stance(at, family, Arrange::Row, picks);
        }
    }

    /// The stance of a trial, whose picks are read only now if it has none yet.
    fn read_trial(&mut self, trial: usize) -> Stance {
        let Trial { mut stance, shape } = self.trials[trial];
        if stance.picks == NONE {
            stance.picks = self.picks.len() as u32;
            let grid = self.slices.read(shape, &mut self.picks);
            if !grid.is_stack() {
                stance.arrange = Arrange::Grid(grid);
            }
        }
        stance
    }

    /// Whether a body may stand beside the unit: no line can end at the right of premises that
    /// share a frame.
    fn has_room_beside(&self, at: usize) -> bool {
        at > 0 && self.forest.nodes[at].boxes.n == 1 && !self.forest.has_frame(at)
    }

    /// Fills `bounds` with values that the children's shapes take, from the least that all can
    /// keep.
    fn list_bounds(&mut self, family: &Family, side: impl Fn(&Block) -> i64) {
        self.bounds.clear();
        let mut least = i64::MIN;
        let mut is_free = false;
        for child in range_of(family) {
            let variants = self.variants_of[child].of(&self.variants);
            let sides = variants.iter().map(|it| side(&it.block));
            least = least.max(sides.clone().min().unwrap_or(0));
            is_free |= variants.len() > 1;
            self.bounds.extend(sides);
        }
        if is_free {
            thin_bounds(&mut self.bounds, least, N_BOUNDS);
        } else {
            self.bounds.truncate(1);
        }
    }

    /// Picks the cheapest shape of every child; where the picks begin, which is `before` if they
    /// are the same as there.
    fn pick_children(
        &mut self,
        family: &Family,
        before: Option<u32>,
        cost: impl Fn(&Variant) -> (i64, f64),
    ) -> u32 {
        let first = self.picks.len();
        for child in range_of(family) {
            let variants = self.variants_of[child].of(&self.variants);
            let mut best = (0, (i64::MAX, f64::INFINITY));
            for (at, variant) in variants.iter().enumerate() {
                let (excess, area) = cost(variant);
                if excess < best.1.0 || (excess == best.1.0 && area < best.1.1) {
                    best = (at, (excess, area));
                }
            }
            self.picks.push(best.0 as u8);
        }
        if let Some(before) = before
            && self.picks[before as usize..first] == self.picks[first..]
        {
            self.picks.truncate(first);
            return before;
        }
        first as u32
    }

    /// Stands the family, which joins the trials.
    fn try_stance(&mut self, at: usize, family: &Family, arrange: Arrange, picks: u32) {
        self.blocks.clear();
        let mut ink = 0.0;
        for (nth, child) in range_of(family).enumerate() {
            let pick = self.picks[picks as usize + nth] as usize;
            let variant = &self.variants_of[child].of(&self.variants)[pick];
            self.blocks.push(variant.block);
            ink += variant.ink;
        }
        let span = self.span(family.target);
        let body = self.standing.stand(family, arrange, &self.blocks, span.1);
        let stance = Stance {
            arrange,
            body,
            picks,
            ink: ink + INK * body.ink as f64,
        };
        self.add_trial(at, family, stance, 0);
    }

    fn add_trial(&mut self, at: usize, family: &Family, stance: Stance, shape: usize) {
        let mut lies = Lies::default();
        lies.add(&stance.body, self.span(family.target));
        let extent = &self.units.extents[at];
        let frame = lies.frame(extent.width.into(), extent.height.into());
        let number = self.trials.len() as u32;
        let framed = Shape::of(frame.width, frame.height, stance.ink, number);
        self.trials.push(Trial { stance, shape });
        self.slices.weigh(framed);
    }

    /// The shapes of the whole that fill a page of that ratio best, the best one first, at most
    /// `most`.
    pub fn list_best(&self, ratio: f64, most: usize) -> Vec<usize> {
        let variants = self.variants_of[0].of(&self.variants);
        let cost = |&at: &usize| {
            let Variant { block, ink, .. } = &variants[at];
            find_cost(block.width, block.height, ratio) + ink
        };
        let mut all: Vec<usize> = (0..variants.len()).collect();
        all.sort_by(|a, b| cost(a).total_cmp(&cost(b)));
        all.truncate(most);
        all
    }

    /// Picks the shapes from the tops down, that of the whole being given.
    pub fn pick(&self, shape: usize) -> Choice {
        let n = self.forest.nodes.len();
        let mut choice = Choice {
            arrange: vec![Arrange::Row; self.families.all.len()],
            blocks: vec![Block::default(); n],
        };
        let mut picked = vec![0_u8; n];
        for at in 0..n {
            let variants = self.variants_of[at].of(&self.variants);
            if at == 0 {
                picked[at] = shape as u8;
            }
            let variant = &variants[picked[at] as usize];
            choice.blocks[at] = variant.block;
            let run = self.families.of_node[at];
            for (nth, number) in (run.first..run.first + run.n).enumerate() {
                let pick = self.picks[variant.picks as usize + nth] as usize;
                let stance = &self.stances_of[number as usize].of(&self.stances)[pick];
                choice.arrange[number as usize] = stance.arrange;
                let children = range_of(&self.families.all[number as usize]);
                let picks = &self.picks[stance.picks as usize..];
                picked[children.clone()].copy_from_slice(&picks[..children.len()]);
            }
        }
        choice
    }
}

/// How the bodies of a unit's families lie below it, seen from the unit's left edge.
#[derive(Default)]
pub(super) struct Lies {
    /// The room between the unit and the bodies.
    pub gap: i64,
    /// The left edge of the first body.
    left: Option<i64>,
    right: i64,
    height: i64,
    /// Whether the only body stands beside the unit.
    pub is_beside: bool,
}

impl Lies {
    /// Adds the next body, under a box that stands `span.0` from the unit's left edge and is
    /// `span.1` wide. The left edge of the body.
    pub fn add(&mut self, body: &Body, span: (i64, i64)) -> i64 {
        let wanted = body
            .middle
            .map_or(span.0, |middle| span.0 + span.1 / 2 - i64::from(middle));
        let (left, gap) = match self.left {
            None if body.is_beside => {
                self.is_beside = true;
                (span.0 + span.1 + ASIDE, 0)
            }
            None => (wanted, body.gap.into()),
            // Several families need lanes between the unit and their bodies.
            Some(_) => (
                wanted.max(self.right + STEP),
                self.gap.max(body.gap.into()) + STEP,
            ),
        };
        self.left.get_or_insert(left);
        self.gap = gap;
        self.right = left + body.width;
        self.height = self.height.max(body.height);
        left
    }

    /// The block around a unit of that size and the bodies.
    pub fn frame(&self, width: i64, height: i64) -> Block {
        let left = self.left.unwrap_or(0).min(0);
        Block {
            width: self.right.max(width) - left,
            height: if self.is_beside {
                height.max(self.height)
            } else {
                height + self.gap + self.height
            },
            head: -left,
            unit: width,
            unit_height: height,
        }
    }
}

/// Where a box lies in its unit, and its width; nothing for the tops.
pub(super) fn find_span(units: &Units<'_>, target: u32) -> (i64, i64) {
    let size = units.sizes.get(target as usize);
    let offset = units.offsets.get(target as usize).copied().unwrap_or(0);
    (offset, size.map_or(0, |size| size.width as i64))
}

/// Leaves at most `most` of the values from `least` on, spread evenly; `most` is at least 2.
fn thin_bounds(bounds: &mut Vec<i64>, least: i64, most: usize) {
    bounds.retain(|&bound| bound >= least);
    bounds.sort_unstable();
    bounds.dedup();
    let n = bounds.len();
    if n > most {
        for at in 0..most {
            bounds[at] = bounds[at * (n - 1) / (most - 1)];
        }
        bounds.truncate(most);
    }
}

/// The height of the smallest page of that ratio, width : height, that holds so much.
pub(super) fn find_page(width: i64, height: i64, ratio: f64) -> f64 {
    (width as f64 / ratio).max(height as f64)
}

/// What is asked for: a small page of the right proportions, and what stands on it small, too.
pub(super) fn find_cost(width: i64, height: i64, ratio: f64) -> f64 {
    let page = find_page(width, height, ratio);
    let own = width.max(1) as f64 / height.max(1) as f64;
    let stray = ((own / ratio).ln().abs() - STRAY).max(0.0);
    let area = width as f64 * height as f64;
    (area * page * page * ratio).sqrt() * (1.0 + STRAY_COST * stray)
}
