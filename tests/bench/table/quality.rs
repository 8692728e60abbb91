//! How good a placement is to look at, in the figures that layouts are compared by.

use std::collections::{BTreeMap, HashSet};

use linchpin::layout::placement::{Path, Shape};
use linchpin::layout::request::WireEnd;
use linchpin::layout::{Placement, Point, Rect, Request, Size};

use super::files::Files;

/// The side of the cells that boxes and lines are sorted into, in map units.
const CELL: f32 = 400.0;
/// Boxes may touch lines and one another by so many map units: numbers are rounded.
const ROUNDING: f32 = 0.5;

/// Crossings are counted among so many lines at most.
const MOST_LINES: usize = 30_000;

/// The figures of one placement.
pub struct Quality {
    /// Width over height.
    pub ratio: f32,
    /// The share of the area that boxes fill, 0 to 1.
    pub fill: f32,
    /// Pairs of boxes that overlap.
    pub n_overlaps: usize,
    /// Lines through a box that they do not join: those of the tree, and all.
    pub n_through: [usize; 2],
    /// Pairs of lines of the tree that cross and do not end at the same box; not counted where
    /// there are so many lines that the pairs alone would fill the memory.
    pub n_crossings: Option<usize>,
    /// The mean length of the lines of the tree.
    pub mean_length: f32,
}

/// One line.
struct Line {
    points: Vec<Point>,
    /// The boxes that it joins.
    ends: Vec<u32>,
    /// The box that it ends at.
    to: u32,
    is_tree: bool,
}

/// Boxes at their places, and the lines between them.
pub struct Positions {
    boxes: Vec<Rect>,
    lines: Vec<Line>,
}

impl Positions {
    /// What one of our layouts draws: stubs are not drawn in full, and so are no lines.
    pub fn of(request: &Request, placement: &Placement) -> Self {
        let mut lines = Vec::new();
        for (wire, route) in request.wires.iter().zip(&placement.wires) {
            let from = wire.from.of(&request.members);
            let to = match wire.to {
                WireEnd::Box(to) => to,
                WireEnd::Wire(_) => u32::MAX,
            };
            lines.extend(placement.drawn_paths(route).map(|path| Line {
                points: flatten(placement, path),
                ends: from.iter().copied().chain([to]).collect(),
                to,
                is_tree: route.is_tree,
            }));
        }
        Self {
            boxes: placement.boxes.clone(),
            lines,
        }
    }

    /// The boxes of a peer at their left top corners, joined by straight lines from box to box
    /// as the tree has them.
    pub fn read(files: &Files, corners: Vec<[f32; 2]>) -> Self {
        let text = std::fs::read_to_string(&files.sizes).unwrap_or_default();
        let sizes: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let number = |name: &str, at: usize| sizes[name][at].as_f64().unwrap_or_default() as f32;
        let boxes: Vec<Rect> = corners
            .into_iter()
            .enumerate()
            .map(|(at, [x, y])| Rect::new(x, y, Size::new(number("w", at), number("h", at))))
            .collect();
        let line = |at: usize| {
            let above = number("parent", at) as usize;
            let (from, to) = (boxes[at], boxes[above]);
            Line {
                points: vec![
                    Point::new(to.center().x, to.max.y),
                    Point::new(from.center().x, from.min.y),
                ],
                ends: vec![at as u32, above as u32],
                to: above as u32,
                is_tree: true,
            }
        };
        let lines = (1..boxes.len()).map(line).collect();
        Self { boxes, lines }
    }

    /// How large a box is.
    pub fn size(&self, at: usize) -> Option<Size> {
        let rect = self.boxes.get(at)?;
        Some(Size::new(rect.width(), rect.height()))
    }

    /// The figures.
    pub fn quality(&self) -> Quality {
        let bounds = self.boxes.iter().copied().reduce(|a, b| a.union(&b));
        let bounds = bounds.unwrap_or_default();
        let area: f64 = self.boxes.iter().map(|rect| area_of(*rect)).sum();
        let boxes = Cells::of(
            self.boxes
                .iter()
                .enumerate()
                .map(|(at, rect)| (at, cells_of(*rect))),
        );
        let mut n_through = [0; 2];
        let (mut length, mut n_lines) = (0.0, 0_usize);
        for line in &self.lines {
            let is_through = line
                .legs()
                .any(|leg| boxes.along(leg).any(|at| self.is_through(line, leg, at)));
            n_through[1] += usize::from(is_through);
            if line.is_tree {
                n_through[0] += usize::from(is_through);
                length += line.legs().map(|[a, b]| a.distance(b)).sum::<f32>();
                n_lines += 1;
            }
        }
        Quality {
            ratio: bounds.width() / bounds.height().max(1.0),
            fill: (area / area_of(bounds).max(1.0)) as f32,
            n_overlaps: self.count_overlaps(&boxes),
            n_through,
            n_crossings: (self.lines.len() <= MOST_LINES).then(|| self.count_crossings()),
            mean_length: length / n_lines.max(1) as f32,
        }
    }

    fn is_through(&self, line: &Line, leg: [Point; 2], at: usize) -> bool {
        !line.ends.contains(&(at as u32)) && enters(leg, self.boxes[at].grown(-ROUNDING))
    }

    fn count_overlaps(&self, cells: &Cells) -> usize {
        let overlap = |a: usize, b: usize| {
            self.boxes[a]
                .grown(-ROUNDING)
                .overlaps(&self.boxes[b].grown(-ROUNDING))
        };
        cells.count_pairs(overlap)
    }

    fn count_crossings(&self) -> usize {
        let tree = self.lines.iter().filter(|line| line.is_tree);
        let legs: Vec<(u32, [Point; 2])> = tree
            .flat_map(|line| line.legs().map(|leg| (line.to, leg)))
            .collect();
        let all = legs.iter().enumerate();
        let cells = Cells::of(all.map(|(at, (_, leg))| (at, cells_along(*leg))));
        cells.count_pairs(|a, b| legs[a].0 != legs[b].0 && cross(legs[a].1, legs[b].1))
    }
}

impl Line {
    fn legs(&self) -> impl Iterator<Item = [Point; 2]> {
        self.points.windows(2).map(|ends| [ends[0], ends[1]])
    }
}

/// A path as straight legs.
fn flatten(placement: &Placement, path: &Path) -> Vec<Point> {
    const STEPS: u8 = 16;
    match (path.shape, placement.points(path)) {
        (Shape::Curve, &[a, b, c, d]) => (0..=STEPS)
            .map(|step| {
                let share = f32::from(step) / f32::from(STEPS);
                let (begin, middle) = (a.lerp(b, share), b.lerp(c, share));
                let end = c.lerp(d, share);
                let half = begin.lerp(middle, share);
                half.lerp(middle.lerp(end, share), share)
            })
            .collect(),
        (_, points) => points.to_vec(),
    }
}

fn area_of(rect: Rect) -> f64 {
    f64::from(rect.width()) * f64::from(rect.height())
}

/// Whether a leg passes through the inside of a rectangle (Liang and Barsky 1984).
fn enters([a, b]: [Point; 2], rect: Rect) -> bool {
    let (mut from, mut to) = (0.0_f32, 1.0_f32);
    for (step, room) in [
        (a.x - b.x, a.x - rect.min.x),
        (b.x - a.x, rect.max.x - a.x),
        (a.y - b.y, a.y - rect.min.y),
        (b.y - a.y, rect.max.y - a.y),
    ] {
        if step == 0.0 {
            if room <= 0.0 {
                return false;
            }
        } else if step < 0.0 {
            from = from.max(room / step);
        } else {
            to = to.min(room / step);
        }
    }
    to - from > 1e-6
}

/// Whether two legs cross in a point inside both.
fn cross([a, b]: [Point; 2], [c, d]: [Point; 2]) -> bool {
    let side = |p: Point, q: Point, r: Point| {
        f64::from(q.x - p.x) * f64::from(r.y - p.y) - f64::from(q.y - p.y) * f64::from(r.x - p.x)
    };
    let parts = |one: f64, other: f64| one * other < 0.0 && one.abs().min(other.abs()) > 1e-3;
    parts(side(a, b, c), side(a, b, d)) && parts(side(c, d, a), side(c, d, b))
}

/// Things sorted into squares of the plane.
struct Cells(BTreeMap<(i32, i32), Vec<usize>>);

impl Cells {
    /// Things with the cells that they touch.
    fn of<T: IntoIterator<Item = (i32, i32)>>(things: impl Iterator<Item = (usize, T)>) -> Self {
        let mut cells: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, touched) in things {
            for cell in touched {
                cells.entry(cell).or_default().push(at);
            }
        }
        Self(cells)
    }

    /// What may touch a leg, some of it several times.
    fn along(&self, leg: [Point; 2]) -> impl Iterator<Item = usize> {
        let cells = cells_along(leg).into_iter();
        cells.flat_map(|cell| self.0.get(&cell).into_iter().flatten().copied())
    }

    /// So many pairs of things that share a cell pass a test.
    fn count_pairs(&self, is_pair: impl Fn(usize, usize) -> bool) -> usize {
        let mut found = HashSet::new();
        for inside in self.0.values() {
            for (nth, &a) in inside.iter().enumerate() {
                let others = inside[nth + 1..].iter().copied();
                found.extend(others.filter(|&b| is_pair(a, b)).map(|b| (a, b)));
            }
        }
        found.len()
    }
}

fn cell_at(along: f32) -> i32 {
    (along / CELL).floor() as i32
}

fn cells_of(rect: Rect) -> impl Iterator<Item = (i32, i32)> {
    let (left, right) = (cell_at(rect.min.x), cell_at(rect.max.x));
    let (top, bottom) = (cell_at(rect.min.y), cell_at(rect.max.y));
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

/// The cells that a leg passes through, row by row, and perhaps one more at either end of a row.
fn cells_along([a, b]: [Point; 2]) -> Vec<(i32, i32)> {
    let (a, b) = if a.y <= b.y { (a, b) } else { (b, a) };
    let mut cells = Vec::new();
    for y in cell_at(a.y)..=cell_at(b.y) {
        let at = |edge: f32| {
            let share = (edge * CELL - a.y) / (b.y - a.y).max(1e-3);
            a.lerp(b, share.clamp(0.0, 1.0)).x
        };
        let (mut from, mut to) = (at(y as f32), at(y as f32 + 1.0));
        if cell_at(a.y) == cell_at(b.y) {
            (from, to) = (a.x, b.x);
        }
        let (left, right) = (from.min(to) - 1.0, from.max(to) + 1.0);
        cells.extend((cell_at(left)..=cell_at(right)).map(|x| (x, y)));
    }
    cells
}
