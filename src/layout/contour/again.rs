//! The same forest arranged again after some of its units changed their size: built anew are those
//! and what stands above them, and all other subtrees stay as they were built.

use super::{Builder, Built, Extent};
use crate::layout::forest::{Forest, NONE, Node};
use crate::layout::request::Run;

/// As [`super::arrange`], and equal to it. `before` is what that or this made of the same forest when
/// only the widths and heights of the nodes in `changed` were others; `extents` are those of then
/// with the sizes of now.
pub(in crate::layout) fn rearrange(
    before: &Built,
    forest: &Forest,
    extents: &mut [Extent],
    changed: &[usize],
    clearance: i32,
) -> Built {
    let mut builder = Builder {
        work: before.work.clone(),
    };
    builder.lower(forest, extents);
    for &at in changed {
        let (work, extent) = (&mut builder.work[at], &extents[at]);
        work.room = extent.width + extent.margin;
        work.bottom = extent.y + extent.height + clearance;
    }
    let branch = list_branch(forest, changed);
    for &at in &branch {
        builder.cut_threads(forest, &forest.nodes[at]);
    }
    for &at in branch.iter().rev() {
        let children = forest.nodes[at].child_range();
        for child in children.clone() {
            builder.free(child, forest.nodes[child].children);
        }
        builder.build(at, children, extents);
    }
    if let Some(root) = builder.work.first_mut() {
        root.moved = 0;
    }
    builder.finish(forest, extents)
}

/// The changed nodes and all above them, as far as they have children, from the tops down.
fn list_branch(forest: &Forest, changed: &[usize]) -> Vec<usize> {
    let mut is_listed = vec![false; forest.nodes.len()];
    let mut branch = Vec::new();
    for &at in changed {
        let mut at = at;
        while let Some(node) = forest.nodes.get(at)
            && !std::mem::replace(&mut is_listed[at], true)
        {
            if node.children.n > 0 {
                branch.push(at);
            }
            at = node.parent as usize;
        }
    }
    branch.sort_unstable();
    branch
}

impl Builder {
    /// Sets how far down everything is.
    fn lower(&mut self, forest: &Forest, extents: &mut [Extent]) {
        for (at, node) in forest.nodes.iter().enumerate() {
            let above = extents.get(node.parent as usize);
            let y = above.map_or(0, |above| above.y + above.height + above.gap);
            self.work[at].bottom += y - extents[at].y;
            extents[at].y = y;
        }
    }

    /// Takes away what leads on from the lowest nodes of each child's subtree: it was laid when the
    /// children of this node were placed, or of one above it, all of which are placed again.
    fn cut_threads(&mut self, forest: &Forest, node: &Node) {
        for child in node.child_range() {
            let Run { first, n } = forest.nodes[child].children;
            let lowest = match n {
                0 => [child as u32; 2],
                _ => [
                    self.work[first as usize].lowest_left,
                    self.work[(first + n - 1) as usize].lowest_right,
                ],
            };
            for low in lowest {
                let work = &mut self.work[low as usize];
                // A node without children has no place of its own among them: what stands there
                // makes up for the move that its thread needs.
                work.moved += work.prelim;
                work.prelim = 0;
                (work.next_left, work.next_right) = (NONE, NONE);
            }
        }
    }

    /// Forgets where a node was placed among its siblings.
    fn free(&mut self, at: usize, children: Run) {
        let Run { first, n } = children;
        let ends = (n > 0).then(|| {
            let last = (first + n - 1) as usize;
            (self.work[first as usize], self.work[last])
        });
        let work = &mut self.work[at];
        work.moved = 0;
        if let Some((first, last)) = ends {
            work.hang(&first, &last);
        } else {
            (work.lowest_left, work.moved_left) = (at as u32, 0);
            (work.lowest_right, work.moved_right) = (at as u32, 0);
        }
    }
}
