//! Several circles side by side, in rows of about equal length that fill a page together.
//! Knows where things stand within their circles.

use super::super::forest::{Forest, NONE};
use super::super::request::Request;
use super::Body;
use super::rings::Rings;
use super::wedges::Wedge;

/// The lengths of rows to try, as multiples of what the circles' area would need.
const LENGTHS: [f64; 5] = [1.0, 1.15, 1.35, 1.6, 2.0];

/// Around everything in a circle.
#[derive(Clone, Copy)]
struct Bounds {
    min: (f64, f64),
    max: (f64, f64),
}

/// Per node, where the middle of its circle is.
pub(super) fn find_moves(
    request: &Request,
    forest: &Forest,
    bodies: &[Body],
    wedges: &[Wedge],
    rings: &Rings,
) -> Vec<(f64, f64)> {
    let n_nodes = forest.nodes.len();
    let mut tops: Vec<usize> = (0..n_nodes).collect();
    let mut bounds: Vec<Bounds> = Vec::with_capacity(n_nodes);
    for (at, node) in forest.nodes.iter().enumerate() {
        let ((x, y), (a, b)) = (rings.center(at, &wedges[at]), bodies[at].half(&wedges[at]));
        let own = Bounds {
            min: ((x - a).floor(), (y - b).floor()),
            max: ((x + a).ceil(), (y + b).ceil()),
        };
        bounds.push(own);
        if node.parent != NONE && node.parent != 0 {
            let top = tops[node.parent as usize];
            tops[at] = top;
            let sum = &mut bounds[top];
            sum.min = (sum.min.0.min(own.min.0), sum.min.1.min(own.min.1));
            sum.max = (sum.max.0.max(own.max.0), sum.max.1.max(own.max.1));
        }
    }
    let gap = f64::from(request.spacing.tree);
    let roots: Vec<usize> = forest.nodes[0].child_range().collect();
    let size = |at: usize| {
        let Bounds { min, max } = bounds[at];
        (max.0 - min.0 + gap, max.1 - min.1 + gap)
    };
    let sizes: Vec<(f64, f64)> = roots.iter().map(|&at| size(at)).collect();
    let row = find_row(&sizes, f64::from(request.page.ratio()));
    let mut moves = vec![(0.0, 0.0); n_nodes];
    let mut y = 0.0;
    let mut rest = &roots[..];
    let mut rest_sizes = &sizes[..];
    while !rest.is_empty() {
        let (fit, height) = fill_row(rest_sizes, row);
        let mut x = 0.0;
        for (&at, (width, own)) in rest[..fit].iter().zip(rest_sizes) {
            let above = ((height - own) / 2.0).floor();
            moves[at] = (x - bounds[at].min.0, y + above - bounds[at].min.1);
            x += width;
        }
        y += height;
        (rest, rest_sizes) = (&rest[fit..], &rest_sizes[fit..]);
    }
    for at in 1..n_nodes {
        moves[at] = moves[tops[at]];
    }
    moves
}

/// How long the rows are to be, so that all together fill a page of that ratio best.
fn find_row(sizes: &[(f64, f64)], ratio: f64) -> f64 {
    let area: f64 = sizes.iter().map(|size| size.0 * size.1).sum();
    let widest = sizes.iter().map(|size| size.0).fold(0.0, f64::max);
    let rows = LENGTHS.map(|length| (area * ratio).sqrt() * length);
    let mut best = (f64::INFINITY, widest);
    for row in rows.map(|row| row.max(widest)) {
        let (mut width, mut height) = (0.0_f64, 0.0);
        let mut rest = sizes;
        while !rest.is_empty() {
            let (fit, own) = fill_row(rest, row);
            width = width.max(rest[..fit].iter().map(|size| size.0).sum());
            height += own;
            rest = &rest[fit..];
        }
        let page = (width / ratio).max(height);
        if page < best.0 {
            best = (page, row);
        }
    }
    best.1
}

/// How many of the next circles fit in a row, at least one, and how high that is.
fn fill_row(sizes: &[(f64, f64)], row: f64) -> (usize, f64) {
    let (mut x, mut height, mut fit) = (0.0, 0.0_f64, 0);
    for size in sizes {
        x += size.0;
        if fit > 0 && x > row + 1.0 {
            break;
        }
        height = height.max(size.1);
        fit += 1;
    }
    (fit, height)
}
