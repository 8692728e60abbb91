//! Where boxes and frames are, for lines that look for a way between them and for pills that
//! look for room. A sorted flat grid; knows rectangles, no lines.

use std::ops::Range;

use super::geometry::{Point, Rect};

/// Side of a cell of the index, in map units: about a box, so that a cell holds one or two.
const CELL: f32 = 256.0;
/// A rectangle that touches more cells than this is kept aside and looked at every time.
const MOST_CELLS: i64 = 64;

/// An index of rectangles by the cells that they touch.
pub(super) struct Obstacles {
    rects: Vec<Rect>,
    /// Cell and rectangle, sorted.
    entries: Vec<(u64, u32)>,
    /// The huge ones.
    aside: Vec<u32>,
}

impl Obstacles {
    /// Indexes rectangles under their places in the order given.
    pub fn of(rects: Vec<Rect>) -> Self {
        let mut entries = Vec::with_capacity(2 * rects.len());
        let mut aside = Vec::new();
        for (at, rect) in (0..).zip(&rects) {
            let ((left, top), (right, bottom)) = (find_cell(rect.min), find_cell(rect.max));
            let n = i64::from(right - left + 1) * i64::from(bottom - top + 1);
            if n > MOST_CELLS {
                aside.push(at);
                continue;
            }
            for x in left..=right {
                for y in top..=bottom {
                    entries.push((number_cell(x, y), at));
                }
            }
        }
        entries.sort_unstable();
        Self {
            rects,
            entries,
            aside,
        }
    }

    /// Whether the point lies in a rectangle other than those of `own`.
    pub fn contains(&self, point: Point, own: &[u32]) -> bool {
        let (x, y) = find_cell(point);
        let range = self.range_of(number_cell(x, y));
        self.find(range, own, |rect| rect.contains(point))
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
        let ((left, top), (right, bottom)) = (find_cell(area.min), find_cell(area.max));
        for x in left..=right {
            for y in top..=bottom {
                if self.find(self.range_of(number_cell(x, y)), own, &is_hit) {
                    return true;
                }
            }
        }
        false
    }

    fn find(&self, near: Range<usize>, own: &[u32], is_hit: impl Fn(&Rect) -> bool) -> bool {
        let near = self.entries[near].iter().map(|&(_, at)| at);
        near.chain(self.aside.iter().copied())
            .any(|at| !own.contains(&at) && is_hit(&self.rects[at as usize]))
    }

    fn range_of(&self, cell: u64) -> Range<usize> {
        let first = self.entries.partition_point(|&(other, _)| other < cell);
        let n = self.entries[first..]
            .iter()
            .take_while(|&&(other, _)| other == cell)
            .count();
        first..first + n
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

fn find_cell(point: Point) -> (i32, i32) {
    /// Farther out, cells are all one: no map reaches there, and sums stay in range.
    const FAR: f32 = 1e8;
    let cell = |at: f32| (at.clamp(-FAR, FAR) / CELL).floor() as i32;
    (cell(point.x), cell(point.y))
}

fn number_cell(x: i32, y: i32) -> u64 {
    u64::from(x.cast_unsigned()) << 32 | u64::from(y.cast_unsigned())
}
