//! Several circles side by side, in rows of about equal length that fill a page together.
//! Knows where things stand within their circles.

use super::super::forest::{Forest, NONE};
use super::super::request::Spacing;
use super::Body;
use super::rings::Rings;
use super::wedges::Wedge;

/// About the width over the height that the rows make together.
const RATIO: f64 = 1.4;

/// Around everything in a circle.
#[derive(Clone, Copy)]
struct Bounds {
    min: (f64, f64),
    max: (f64, f64),
}

/// Per node, where the middle of its circle is. Pinned circles are left where they are.
pub(super) fn find_moves(
    forest: &Forest,
    bodies: &[Body],
    wedges: &[Wedge],
    rings: &Rings,
    spacing: &Spacing,
) -> Vec<(f64, f64)> {
    let n = forest.nodes.len();
    let mut tops: Vec<usize> = (0..n).collect();
    let mut bounds: Vec<Bounds> = Vec::with_capacity(n);
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
    let gap = f64::from(spacing.tree);
    let roots = forest.nodes[0].child_range();
    let size = |at: usize| {
        let Bounds { min, max } = bounds[at];
        (max.0 - min.0 + gap, max.1 - min.1 + gap)
    };
    let area: f64 = roots.clone().map(|at| size(at).0 * size(at).1).sum();
    let widest = roots.clone().map(|at| size(at).0).fold(0.0, f64::max);
    let row = (area * RATIO).sqrt().max(widest);
    let mut moves = vec![(0.0, 0.0); n];
    let (mut x, mut y) = (0.0, 0.0);
    let mut line: Vec<usize> = Vec::new();
    let set_line = |line: &mut Vec<usize>, y: f64, moves: &mut Vec<(f64, f64)>| {
        let height = line.iter().map(|&at| size(at).1).fold(0.0, f64::max);
        for at in line.drain(..) {
            let above = ((height - size(at).1) / 2.0).floor();
            moves[at].1 = y + above - bounds[at].min.1;
        }
        y + height
    };
    for at in roots {
        if x + size(at).0 > row + 1.0 {
            y = set_line(&mut line, y, &mut moves);
            x = 0.0;
        }
        moves[at].0 = x - bounds[at].min.0;
        x += size(at).0;
        line.push(at);
    }
    set_line(&mut line, y, &mut moves);
    for at in 1..n {
        moves[at] = moves[tops[at]];
    }
    moves
}
