//! Finds the boxes, brackets and lines of a placement by place: a grid over it, built once per placement,
//! so that a frame costs what is in sight and not what there is. Knows rectangles and lines alone.

use super::geometry::{Point, Rect};
use super::placement::{Placement, Shape};

/// Room around a line for its head, sign and word, in map units.
const SIGNS: f32 = 16.0;
/// Room to either side of a sign for the word of its relation, in map units.
const WORD: f32 = 120.0;
/// Cells are not smaller than this, in map units.
const LEAST_CELL: f32 = 256.0;
/// What reaches over more cells than this stands in a list of its own.
const MOST_CELLS: usize = 256;

/// A grid over a placement. Its answers are for that placement alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    grid: Grid,
    boxes: Cells,
    wires: Cells,
    /// Brackets are few, so they have cells of their own that are as few.
    bracket_grid: Grid,
    brackets: Cells,
    extents: Vec<Rect>,
}

/// The cells: squares of one size, row by row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Grid {
    corner: Point,
    cell: f32,
    columns: usize,
    rows: usize,
}

/// Which things touch which cell, as ranges of one flat array.
#[derive(Clone, Debug, Default, PartialEq)]
struct Cells {
    starts: Vec<u32>,
    members: Vec<u32>,
    /// Things that touch too many cells.
    wide: Vec<u32>,
}

impl Sight {
    /// The grid of a placement; takes time proportional to it.
    pub fn of(placement: &Placement) -> Self {
        let grid = Grid::over(placement.bounds.grown(SIGNS), placement.boxes.len());
        let boxes = placement.boxes.iter().zip(0..);
        let boxes = Cells::of(&grid, boxes.map(|(rect, at)| (at, grid.touched(*rect))));
        let mut extents = Vec::with_capacity(placement.wires.len());
        let mut touched = Vec::with_capacity(placement.wires.len() * 4);
        for at in 0..placement.wires.len() as u32 {
            let mut extent: Option<Rect> = None;
            parts_of(placement, at as usize).for_each(|part| {
                extent = Some(extent.map_or(part, |sum| sum.union(&part)));
                let place = (at, grid.touched(part));
                // Most legs of a line lie in the cell of the leg before.
                if touched.last() != Some(&place) {
                    touched.push(place);
                }
            });
            extents.push(extent.unwrap_or_default());
        }
        let wires = Cells::of(&grid, touched.iter().copied());
        let bracket_grid = Grid::over(placement.bounds.grown(SIGNS), placement.brackets.len());
        let brackets = (0..).zip(&placement.brackets);
        let brackets = brackets.map(|(at, it)| (at, bracket_grid.touched(it.rect)));
        Self {
            brackets: Cells::of(&bracket_grid, brackets),
            bracket_grid,
            grid,
            boxes,
            wires,
            extents,
        }
    }

    /// Around a wire with its head and signs, in map units.
    pub fn extent(&self, wire: usize) -> Rect {
        self.extents.get(wire).copied().unwrap_or_default()
    }

    /// Puts the boxes that overlap a rectangle into `found`, ascending, in place of what it held.
    pub fn find_boxes(&self, placement: &Placement, within: Rect, found: &mut Vec<u32>) {
        let boxes = &placement.boxes;
        self.boxes
            .find(&self.grid, within, boxes.len(), found, |at| {
                boxes[at].overlaps(&within)
            });
    }

    /// Puts the brackets that overlap a rectangle into `found`, ascending, in place of what it held.
    pub fn find_brackets(&self, placement: &Placement, within: Rect, found: &mut Vec<u32>) {
        let brackets = &placement.brackets;
        self.brackets
            .find(&self.bracket_grid, within, brackets.len(), found, |at| {
                brackets[at].rect.overlaps(&within)
            });
    }

    /// Puts the wires of which a leg, a sign or a labelled end overlaps a rectangle into `found`,
    /// ascending, in place of what it held. A wire that merely runs around it is not among them.
    pub fn find_wires(&self, placement: &Placement, within: Rect, found: &mut Vec<u32>) {
        let extents = &self.extents;
        self.wires
            .find(&self.grid, within, extents.len(), found, |at| {
                extents[at].overlaps(&within)
                    && parts_of(placement, at).any(|part| part.overlaps(&within))
            });
    }

    /// The topmost box that holds a point.
    pub fn box_at(&self, placement: &Placement, point: Point) -> Option<usize> {
        let Rect { min, max } = around(point, point).grown(1.0);
        let mut found = Vec::new();
        self.find_boxes(placement, Rect::from_corners(min, max), &mut found);
        let holds = |&at: &u32| {
            let Rect { min, max } = placement.boxes[at as usize];
            (min.x..max.x).contains(&point.x) && (min.y..max.y).contains(&point.y)
        };
        found.into_iter().rfind(holds).map(|at| at as usize)
    }

    /// The wire whose line passes nearest to a point, no farther away than `reach` map units.
    pub fn wire_at(&self, placement: &Placement, point: Point, reach: f32) -> Option<usize> {
        let mut found = Vec::new();
        let within = around(point, point).grown(reach.max(1.0));
        self.find_wires(placement, within, &mut found);
        let far = |at: u32| (at, placement.distance_to_wire(at as usize, point));
        let near = found.into_iter().map(far);
        near.filter(|&(_, far)| far <= reach)
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(at, _)| at as usize)
    }
}

impl Grid {
    /// About as many cells as there are boxes.
    fn over(bounds: Rect, n_boxes: usize) -> Self {
        let area = f64::from(bounds.width().max(1.0)) * f64::from(bounds.height().max(1.0));
        let side = (area / (n_boxes.max(1) as f64)).sqrt() as f32;
        let most = |side: f32| side / (n_boxes.max(1) as f32 * 4.0);
        let cell = side
            .max(LEAST_CELL)
            .max(most(bounds.width()))
            .max(most(bounds.height()));
        let n = |side: f32| ((side / cell).ceil() as usize).max(1);
        Self {
            corner: bounds.min,
            cell,
            columns: n(bounds.width()),
            rows: n(bounds.height()),
        }
    }

    fn n_cells(&self) -> usize {
        self.columns * self.rows
    }

    fn each_cell(&self, [x0, y0, x1, y1]: [u32; 4], mut visit: impl FnMut(usize)) {
        for y in y0 as usize..=y1 as usize {
            for x in x0 as usize..=x1 as usize {
                visit(y * self.columns + x);
            }
        }
    }

    /// The columns and rows that a rectangle touches; what lies beside the grid belongs to the
    /// cells at its rim.
    fn touched(&self, rect: Rect) -> [u32; 4] {
        let per = self.cell.recip();
        let at = |along: f32, n: usize| ((along * per) as u32).min(n.saturating_sub(1) as u32);
        [
            at(rect.min.x - self.corner.x, self.columns),
            at(rect.min.y - self.corner.y, self.rows),
            at(rect.max.x - self.corner.x, self.columns),
            at(rect.max.y - self.corner.y, self.rows),
        ]
    }
}

/// How many cells lie in columns and rows, both ends included.
fn n_cells_of([x0, y0, x1, y1]: [u32; 4]) -> usize {
    (x1 - x0 + 1) as usize * (y1 - y0 + 1) as usize
}

impl Cells {
    /// Sorts things, ascending, into the columns and rows that each part of them touches.
    fn of(grid: &Grid, parts: impl Iterator<Item = (u32, [u32; 4])> + Clone) -> Self {
        let mut wide = Vec::new();
        let mut starts = vec![0_u32; grid.n_cells() + 1];
        let mut counted: Option<(u32, usize)> = None;
        for (at, span) in parts.clone() {
            let sum = counted.filter(|&(last, _)| last == at);
            let n_cells = sum.map_or(0, |(_, n)| n) + n_cells_of(span);
            counted = Some((at, n_cells));
            if n_cells > MOST_CELLS && wide.last() != Some(&at) {
                wide.push(at);
            }
        }
        let is_wide = |at: u32| !wide.is_empty() && wide.binary_search(&at).is_ok();
        let narrow = parts.filter(|&(at, _)| !is_wide(at));
        for (_, span) in narrow.clone() {
            grid.each_cell(span, |cell| starts[cell + 1] += 1);
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut members = vec![0; starts.last().map_or(0, |&n| n as usize)];
        for (at, span) in narrow {
            grid.each_cell(span, |cell| {
                let slot = &mut next[cell];
                members[*slot as usize] = at;
                *slot += 1;
            });
        }
        Self {
            starts,
            members,
            wide,
        }
    }

    fn find(
        &self,
        grid: &Grid,
        within: Rect,
        n: usize,
        found: &mut Vec<u32>,
        is_in: impl Fn(usize) -> bool,
    ) {
        found.clear();
        // What two rectangles have in common that do not meet is turned inside out: nothing is in it.
        let is_right_way = within.min.x <= within.max.x && within.min.y <= within.max.y;
        if self.starts.is_empty() || !is_right_way {
            return;
        }
        let span = grid.touched(within);
        // Where most of the map is asked for, looking at all of it is quicker than sorting.
        if n_cells_of(span) * 4 > grid.n_cells() {
            found.extend((0..n as u32).filter(|&at| is_in(at as usize)));
            return;
        }
        let [x0, y0, x1, y1] = span.map(|it| it as usize);
        for y in y0..=y1 {
            let row = y * grid.columns;
            let (first, end) = (self.starts[row + x0], self.starts[row + x1 + 1]);
            found.extend_from_slice(&self.members[first as usize..end as usize]);
        }
        found.extend_from_slice(&self.wide);
        found.sort_unstable();
        found.dedup();
        found.retain(|&at| is_in(at as usize));
    }
}

/// The rectangles that hold what is always drawn of a wire: one around each straight leg, curve,
/// sign with its word, and labelled end. Lines that are not drawn have none.
fn parts_of(placement: &Placement, wire: usize) -> impl Iterator<Item = Rect> {
    let route = &placement.wires[wire];
    let lines = placement.drawn_paths(route).flat_map(|path| {
        let points = placement.points(path);
        let n = match path.shape {
            Shape::Elbow => 2,
            Shape::Curve => points.len().max(1),
        };
        points.windows(n).filter_map(|leg| {
            let corners = leg.iter().map(|&point| around(point, point));
            corners.reduce(|sum, corner| sum.union(&corner))
        })
    });
    let draws_word = route.has_word && (route.stub.is_none() || route.is_tree);
    let word = draws_word.then(|| {
        let Point { x, y } = route.chip;
        around(Point::new(x - WORD, y), Point::new(x + WORD, y))
    });
    let pills = placement.pills(route).iter().map(|pill| pill.rect);
    lines.chain(word).chain(pills).map(|part| part.grown(SIGNS))
}

fn around(a: Point, b: Point) -> Rect {
    Rect::from_corners(a, a).union(&Rect::from_corners(b, b))
}
