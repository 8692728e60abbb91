//! Where boxes and frames are, for lines that look for a way between them and for pills that
//! look for room. A flat grid of cells that share slots; knows rectangles, no lines.

use std::cell::OnceCell;

use super::forest::NONE;
use super::geometry::{Point, Rect, least, most};

/// Side of a cell of the index, in map units: about a box, so that a cell holds one or two.
const CELL: f32 = 256.0;
/// A rectangle that touches more cells than this is kept aside and looked at every time.
const MOST_CELLS: i64 = 64;

/// An index of rectangles by the cells that they touch. However far apart the rectangles stand,
/// it is as large as they are many: cells are spread over slots, and what else shares a slot is
/// told apart by where it is.
pub(super) struct Obstacles {
    rects: Vec<Rect>,
    /// Which of them are indexed, ascending; none for all of them.
    indexed: Option<Vec<u32>>,
    /// Where the index knows all that there is; anywhere, if there are none.
    known: Option<Marks>,
    /// The index of everything, made when something asks elsewhere.
    whole: OnceCell<Box<Self>>,
    slots: Slots,
    /// Per slot, the last entry of its chain, or `NONE`: an index is made for every layout, and few
    /// of its slots are ever looked into.
    last: Vec<u32>,
    entries: Vec<Entry>,
    /// The huge ones.
    aside: Vec<u32>,
}

/// A rectangle in a slot.
#[derive(Clone, Copy, Debug)]
struct Entry {
    at: u32,
    /// The entry before it in the same slot, or `NONE`.
    before: u32,
}

impl Obstacles {
    /// Indexes rectangles under their places in the order given.
    pub fn of(rects: Vec<Rect>) -> Self {
        let n_cells = 2 * rects.len();
        Self::index(rects, n_cells, None)
    }

    /// As [`Self::of`], made in less time, for questions about these areas. The first other one makes
    /// up for it.
    pub fn within(rects: Vec<Rect>, areas: &[Rect]) -> Self {
        let marks = Marks::of(areas.iter().copied(), CELL);
        Self::index(rects, 16 * areas.len(), Some(marks))
    }

    /// `known` are the cells that are asked for.
    fn index(rects: Vec<Rect>, n_cells: usize, known: Option<Marks>) -> Self {
        let slots = Slots::for_cells(n_cells);
        let mut last = vec![NONE; slots.len()];
        let mut entries = Vec::with_capacity(3 * n_cells / 2);
        let mut aside = Vec::new();
        let mut near = known.as_ref().map(|_| Vec::with_capacity(n_cells / 2));
        for (at, rect) in (0..).zip(&rects) {
            let cells = Cells::of(rect, CELL);
            let is_huge = cells.len() > MOST_CELLS;
            if let (Some(known), Some(near)) = (&known, &mut near) {
                let reach = Cells::of(&with_signs(rect), CELL);
                if !is_huge && !reach.any(|x, y| known.has(x, y)) {
                    continue;
                }
                near.push(at);
            }
            if is_huge {
                aside.push(at);
                continue;
            }
            cells.any(|x, y| {
                if known.as_ref().is_none_or(|known| known.has(x, y)) {
                    let last = &mut last[slots.of(x, y)];
                    let before = std::mem::replace(last, entries.len() as u32);
                    entries.push(Entry { at, before });
                }
                false
            });
        }
        Self {
            rects,
            indexed: near,
            known,
            whole: OnceCell::new(),
            slots,
            last,
            entries,
            aside,
        }
    }

    /// The places of those that may be near the areas asked about, ascending; none for all of them.
    pub fn indexed(&self) -> Option<&[u32]> {
        self.indexed.as_deref()
    }

    /// Whether the point lies in a rectangle other than those of `own`.
    pub fn contains(&self, point: Point, own: &[u32]) -> bool {
        let (x, y) = find_cell(point, CELL);
        let is_hit = |rect: &Rect| rect.contains(point);
        self.find(x, y, own, is_hit) || self.find_aside(own, is_hit)
    }

    /// Whether `area` overlaps a rectangle other than those of `own`.
    pub fn overlaps(&self, area: &Rect, own: &[u32]) -> bool {
        self.touches(area, own, |rect| rect.overlaps(area))
    }

    /// Whether a straight line comes closer than `clearance` to a rectangle other than those of
    /// `own`; below zero, whether it runs deeper than that into one.
    pub fn crosses(&self, from: Point, to: Point, clearance: f32, own: &[u32]) -> bool {
        let around = Rect::from_corners(from, from).union(&Rect::from_corners(to, to));
        self.touches(&around.grown(clearance.max(0.0)), own, |rect| {
            is_crossed(&rect.grown(clearance), from, to)
        })
    }

    fn touches(&self, area: &Rect, own: &[u32], is_hit: impl Fn(&Rect) -> bool) -> bool {
        Cells::of(area, CELL).any(|x, y| self.find(x, y, own, &is_hit))
            || self.find_aside(own, &is_hit)
    }

    fn find(&self, x: i32, y: i32, own: &[u32], is_hit: impl Fn(&Rect) -> bool) -> bool {
        if self.known.as_ref().is_some_and(|known| !known.has(x, y)) {
            let whole = || Box::new(Self::of(self.rects.clone()));
            return self.whole.get_or_init(whole).find(x, y, own, is_hit);
        }
        let mut next = self.last[self.slots.of(x, y)];
        while let Some(&Entry { at, before }) = self.entries.get(next as usize) {
            if is_hit(&self.rects[at as usize]) && !own.contains(&at) {
                return true;
            }
            next = before;
        }
        false
    }

    fn find_aside(&self, own: &[u32], is_hit: impl Fn(&Rect) -> bool) -> bool {
        self.aside
            .iter()
            .any(|at| is_hit(&self.rects[*at as usize]) && !own.contains(at))
    }
}

/// A box with the sign and the word of the line that leaves it, in the axes of flow.
fn with_signs(rect: &Rect) -> Rect {
    /// How far a word reaches from the middle of the box to the right where maps grow down, and from the
    /// box upwards where they grow to the right.
    const WORD: f32 = 80.0;
    let right = most(rect.max.x, rect.min.x.midpoint(rect.max.x) + WORD);
    Rect::from_corners(rect.min.moved(0.0, -WORD), Point::new(right, rect.max.y))
}

/// Cells in which something is: a bit for each slot of cells, so that little memory is read when
/// everything on a map is gone through. It may take a cell for marked that is not, never the
/// reverse.
pub(super) struct Marks {
    /// Cells per map unit.
    scale: f32,
    slots: Slots,
    bits: Vec<u64>,
}

impl Marks {
    /// Marks the cells of `side` map units that the areas touch.
    pub fn of(areas: impl ExactSizeIterator<Item = Rect>, side: f32) -> Self {
        let slots = Slots::for_cells(64 * areas.len());
        let mut bits = vec![0; slots.len().div_ceil(64)];
        for area in areas {
            Cells::of(&area, side).any(|x, y| {
                let slot = slots.of(x, y);
                bits[slot / 64] |= 1 << (slot % 64);
                false
            });
        }
        Self {
            scale: 1.0 / side,
            slots,
            bits,
        }
    }

    /// Whether the cell that a point lies in is marked.
    #[inline]
    pub fn contains(&self, point: Point) -> bool {
        let (x, y) = find_scaled_cell(point, self.scale);
        self.has(x, y)
    }

    #[inline]
    fn has(&self, x: i32, y: i32) -> bool {
        let slot = self.slots.of(x, y);
        self.bits[slot / 64] >> (slot % 64) & 1 == 1
    }
}

/// So many slots that cells are spread over, a power of two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slots {
    n_bits: u32,
}

impl Slots {
    /// About one slot for each of `n` cells.
    pub fn for_cells(n: usize) -> Self {
        Self {
            n_bits: n.clamp(16, 1 << 24).next_power_of_two().ilog2(),
        }
    }

    /// How many slots there are.
    pub fn len(self) -> usize {
        1 << self.n_bits
    }

    /// The slot of a cell. Neighbours in a row get neighbouring slots; rows are strewn
    /// (multiplicative hashing, Knuth, volume 3, section 6.4).
    #[inline]
    pub fn of(self, x: i32, y: i32) -> usize {
        let row = y.cast_unsigned().wrapping_mul(0x9E37_79B1);
        let row = row.rotate_left(self.n_bits);
        (x.cast_unsigned().wrapping_add(row) & ((1 << self.n_bits) - 1)) as usize
    }
}

/// The cells that an area touches: from left to right, from top to bottom, both ends included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells {
    from: (i32, i32),
    to: (i32, i32),
}

impl Cells {
    /// The cells of `side` map units that an area touches.
    #[inline]
    pub fn of(area: &Rect, side: f32) -> Self {
        Self {
            from: find_cell(area.min, side),
            to: find_cell(area.max, side),
        }
    }

    /// How many there are.
    pub fn len(self) -> i64 {
        let along = |from: i32, to: i32| i64::from(to) - i64::from(from) + 1;
        along(self.from.0, self.to.0) * along(self.from.1, self.to.1)
    }

    /// Whether one of them is what is looked for; the others after it are not looked at.
    #[inline]
    pub fn any(self, mut is_it: impl FnMut(i32, i32) -> bool) -> bool {
        for x in self.from.0..=self.to.0 {
            for y in self.from.1..=self.to.1 {
                if is_it(x, y) {
                    return true;
                }
            }
        }
        false
    }
}

/// Whether a straight line shares more than a point of its rim with the rectangle: it is cut
/// off at each side in turn, and something is left (Liang and Barsky).
pub(super) fn is_crossed(rect: &Rect, from: Point, to: Point) -> bool {
    let (mut first, mut last) = (0.0_f32, 1.0_f32);
    let mut cut = |way: f32, room: f32| {
        if way == 0.0 {
            return room > 0.0;
        }
        let share = room / way;
        if way < 0.0 {
            first = first.max(share);
        } else {
            last = last.min(share);
        }
        first < last
    };
    cut(from.x - to.x, from.x - rect.min.x)
        && cut(to.x - from.x, rect.max.x - from.x)
        && cut(from.y - to.y, from.y - rect.min.y)
        && cut(to.y - from.y, rect.max.y - from.y)
}

/// The cell of `side` map units that a point lies in: its column and its row.
#[inline]
pub(super) fn find_cell(point: Point, side: f32) -> (i32, i32) {
    find_scaled_cell(point, 1.0 / side)
}

/// The same by the number of cells per map unit.
#[inline]
fn find_scaled_cell(point: Point, scale: f32) -> (i32, i32) {
    /// Farther out, cells are all one: no map reaches there, and sums stay in range.
    const FAR: f32 = 1e8;
    /// From here on, numbers have no fraction: a sum with it is rounded, and its bits count on.
    const WHOLE: f32 = (3 << 22) as f32;
    // A place on the rim of two cells counts to either, but always to the same one, and cells
    // ascend with places: all that indices need, and in a quarter of the time of a true rounding.
    let round_down = |at: f32| {
        let at = least(most(at, -FAR), FAR) * scale;
        let whole = (at - 0.5) + WHOLE;
        whole.to_bits().cast_signed() - WHOLE.to_bits().cast_signed()
    };
    (round_down(point.x), round_down(point.y))
}
