//! How good a placement is to look at, in the figures that layouts are compared by.

use std::collections::BTreeMap;

use linchpin::layout::{Placement, Point, Rect, Request};

/// The side of the cells that boxes are sorted into, in map units.
const CELL: f32 = 400.0;

/// The figures of one placement.
pub struct Quality {
    /// Width over height.
    pub ratio: f32,
    /// The share of the area that boxes fill.
    pub fill: f32,
    /// Pairs of boxes that share more than an edge.
    pub n_overlaps: usize,
    /// Tree lines through a box that they do not join, per line once; all lines.
    pub n_through: [usize; 2],
    /// Mean length of the lines of the tree, and of all lines.
    pub mean_length: [f32; 2],
}

impl Quality {
    pub fn of(request: &Request, placement: &Placement) -> Self {
        let bounds = placement.bounds;
        let area: f64 = placement.boxes.iter().map(|rect| area_of(*rect)).sum();
        let cells = sort_into_cells(&placement.boxes);
        let (mut n_through, mut lengths, mut n_lines) = ([0; 2], [0.0; 2], [0_usize; 2]);
        for (wire, route) in request.wires.iter().zip(&placement.wires) {
            let points = placement.points(&route.main);
            let own = |b: usize| {
                let is_end = linchpin::layout::request::WireEnd::Box(b as u32) == wire.to;
                is_end || wire.from.of(&request.members).contains(&(b as u32))
            };
            let crosses = crosses_a_box(points, placement, &cells, own);
            let length = points
                .windows(2)
                .map(|ends| ends[0].distance(ends[1]))
                .sum::<f32>();
            for (at, counts) in [route.is_tree, true].into_iter().enumerate() {
                if counts {
                    n_through[at] += usize::from(crosses);
                    lengths[at] += length;
                    n_lines[at] += 1;
                }
            }
        }
        Self {
            ratio: bounds.width() / bounds.height().max(1.0),
            fill: (area / area_of(bounds).max(1.0)) as f32,
            n_overlaps: count_overlaps(&placement.boxes, &cells),
            n_through,
            mean_length: [0, 1].map(|at| lengths[at] / n_lines[at].max(1) as f32),
        }
    }
}

fn area_of(rect: Rect) -> f64 {
    f64::from(rect.width()) * f64::from(rect.height())
}

type Cells = BTreeMap<(i32, i32), Vec<usize>>;

fn cells_of(rect: Rect) -> impl Iterator<Item = (i32, i32)> {
    let cell = |x: f32| (x / CELL).floor() as i32;
    let (left, right) = (cell(rect.min.x), cell(rect.max.x));
    let (top, bottom) = (cell(rect.min.y), cell(rect.max.y));
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

fn sort_into_cells(boxes: &[Rect]) -> Cells {
    let mut cells = Cells::new();
    for (at, &rect) in boxes.iter().enumerate() {
        for cell in cells_of(rect) {
            cells.entry(cell).or_default().push(at);
        }
    }
    cells
}

fn count_overlaps(boxes: &[Rect], cells: &Cells) -> usize {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for inside in cells.values() {
        for (nth, &a) in inside.iter().enumerate() {
            let others = inside[nth + 1..].iter();
            found.extend(
                others
                    .filter(|&&b| boxes[a].overlaps(&boxes[b]))
                    .map(|&b| (a, b)),
            );
        }
    }
    found.sort_unstable();
    found.dedup();
    found.len()
}

/// Whether the polygon through the points enters a box that is not one of its own.
fn crosses_a_box(
    points: &[Point],
    placement: &Placement,
    cells: &Cells,
    own: impl Fn(usize) -> bool,
) -> bool {
    const STEP: f32 = 8.0;
    points.windows(2).any(|ends| {
        let n = (ends[0].distance(ends[1]) / STEP).ceil().max(1.0) as usize;
        (0..=n).any(|at| {
            let point = ends[0].lerp(ends[1], at as f32 / n as f32);
            let cell = (
                (point.x / CELL).floor() as i32,
                (point.y / CELL).floor() as i32,
            );
            let near = cells.get(&cell).into_iter().flatten();
            near.copied().any(|b| {
                let inner = placement.boxes[b].grown(-1.0);
                inner.contains(point) && !own(b)
            })
        })
    })
}
