//! Places nodes of differing sizes as a tidy tree in linear time, whole numbers throughout:
//! van der Ploeg, "Drawing non-layered tidy trees in linear time" (Software: Practice and
//! Experience 44, 2014), without recursion. Unlike there, siblings between two that are wide are
//! not spread over the room between these: a branch that grows shifts what stands behind it, and
//! moves nothing before it. Knows nodes and extents, no boxes and no lines.
//!
//! Coordinates are those of flow: y along the tree's growth, x across it.

mod again;

use std::ops::Range;

use super::forest::{Forest, NONE, Node};

pub(super) use again::rearrange;

/// What a node asks for and, after [`arrange`], where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    /// Width across the flow.
    pub width: i32,
    /// Room to keep free to its right.
    pub margin: i32,
    /// Height along the flow.
    pub height: i32,
    /// Room between it and its children, where their lines run.
    pub gap: i32,
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
}

/// The sum of all widths and margins, and that of all heights and gaps, stay below this. No
/// number met on the way is more than four times as large, so that 32 bits hold it.
pub(super) const MOST: f32 = (1 << 28) as f32;

/// The trees as they were built, before all moves were added up: where the next arrangement of the
/// same forest begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Built {
    work: Vec<Work>,
}

/// A node while its tree is being built, small enough for one line of the processor's cache.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Work {
    /// Width and margin.
    room: i32,
    /// Down to where nobody else may stand beside this column.
    bottom: i32,
    /// Left edge, before the moves of the node and of what it hangs on.
    prelim: i32,
    /// Move of the node and of all below it.
    moved: i32,
    /// Next node of the left and right contour: the outermost children, or where there are none
    /// the paper's threads.
    next_left: u32,
    next_right: u32,
    /// The lowest nodes of the subtree seen from the left and right, and their summed moves.
    lowest_left: u32,
    lowest_right: u32,
    moved_left: i32,
    moved_right: i32,
}

/// Sets `x` and `y` of every node: children in order below their parent, the parent centred
/// over them to within one unit, subtrees as close as `margin` and `clearance` allow.
/// Every top starts at y = 0, and what stands under node 0 at x = 0. Invariants: `extents` and
/// `forest.nodes` run in parallel, and the extents stay within [`MOST`].
pub(super) fn arrange(forest: &Forest, extents: &mut [Extent], clearance: i32) -> Built {
    let begin = |(at, node): (usize, &Node)| {
        let above = extents.get(node.parent as usize);
        let y = above.map_or(0, |above| above.y + above.height + above.gap);
        let extent = &mut extents[at];
        extent.y = y;
        let children = node.children;
        let (next_left, next_right) = if children.n == 0 {
            (NONE, NONE)
        } else {
            (children.first, children.first + children.n - 1)
        };
        Work {
            room: extent.width + extent.margin,
            bottom: y + extent.height + clearance,
            prelim: 0,
            moved: 0,
            next_left,
            next_right,
            lowest_left: at as u32,
            lowest_right: at as u32,
            moved_left: 0,
            moved_right: 0,
        }
    };
    let work = forest.nodes.iter().enumerate().map(begin).collect();
    let mut builder = Builder { work };
    for (at, node) in forest.nodes.iter().enumerate().rev() {
        if node.children.n > 0 {
            builder.build(at, node.child_range(), extents);
        }
    }
    builder.finish(forest, extents)
}

struct Builder {
    work: Vec<Work>,
}

impl Work {
    /// What its outermost children see lowest is what it sees.
    fn hang(&mut self, first: &Self, last: &Self) {
        (self.lowest_left, self.moved_left) = (first.lowest_left, first.moved_left);
        (self.lowest_right, self.moved_right) = (last.lowest_right, last.moved_right);
    }
}

impl Builder {
    /// Places the children of a node beside one another, and the node above them.
    fn build(&mut self, at: usize, children: Range<usize>, extents: &[Extent]) {
        let (first, last) = (children.start, children.end - 1);
        for child in first + 1..children.end {
            self.separate(first, child);
        }
        let Extent {
            width,
            height,
            gap,
            y,
            ..
        } = extents[at];
        let (l, r) = (self.work[first], self.work[last]);
        let left = l.prelim + l.moved;
        let right = r.prelim + r.moved + extents[last].width;
        let work = &mut self.work[at];
        work.prelim = (left + right - width).div_euclid(2);
        // The lines between the node and its children run in the gap. Whichever is wider, the
        // node or the row of its children, keeps the gap free of others.
        let is_wider = width >= right - left;
        work.bottom = y + height + if is_wider { gap } else { 0 };
        work.hang(&l, &r);
    }

    /// Moves `child` right until it is clear of its earlier siblings' contour.
    fn separate(&mut self, first: usize, child: usize) {
        let mut left = child as u32 - 1;
        let mut left_moved = self.work[child - 1].moved;
        let mut right = child as u32;
        let mut right_moved = self.work[child].moved;
        while left != NONE && right != NONE {
            let (l, r) = (&self.work[left as usize], &self.work[right as usize]);
            let (left_bottom, right_bottom) = (l.bottom, r.bottom);
            let (next_left, next_right) = (l.next_right, r.next_left);
            let distance = left_moved + l.prelim + l.room - (right_moved + r.prelim);
            if distance > 0 {
                right_moved += distance;
                let work = &mut self.work[child];
                work.moved += distance;
                work.moved_left += distance;
                work.moved_right += distance;
            }
            if left_bottom <= right_bottom {
                left = next_left;
                if left != NONE {
                    left_moved += self.work[left as usize].moved;
                }
            }
            if left_bottom >= right_bottom {
                right = next_right;
                if right != NONE {
                    right_moved += self.work[right as usize].moved;
                }
            }
        }
        if left == NONE && right != NONE {
            self.thread_left(first, child, right, right_moved);
        } else if left != NONE && right == NONE {
            self.thread_right(child, left, left_moved);
        }
    }

    fn thread_left(&mut self, first: usize, child: usize, next: u32, next_moved: i32) {
        let low = self.work[first].lowest_left as usize;
        let by = next_moved - self.work[next as usize].moved - self.work[first].moved_left;
        let below = self.work[child];
        let work = &mut self.work[low];
        work.next_left = next;
        work.moved += by;
        work.prelim -= by;
        self.work[first].lowest_left = below.lowest_left;
        self.work[first].moved_left = below.moved_left;
    }

    fn thread_right(&mut self, child: usize, next: u32, next_moved: i32) {
        let low = self.work[child].lowest_right as usize;
        let by = next_moved - self.work[next as usize].moved - self.work[child].moved_right;
        let before = self.work[child - 1];
        let work = &mut self.work[low];
        work.next_right = next;
        work.moved += by;
        work.prelim -= by;
        self.work[child].lowest_right = before.lowest_right;
        self.work[child].moved_right = before.moved_right;
    }

    /// The least x below a node, down its left contour.
    fn find_left(&self, children: Range<usize>) -> i32 {
        let mut at = if children.is_empty() {
            NONE
        } else {
            children.start as u32
        };
        let mut moved = self.work[0].moved;
        let mut left = i32::MAX;
        while let Some(work) = self.work.get(at as usize) {
            moved += work.moved;
            left = left.min(work.prelim + moved);
            at = work.next_left;
        }
        if left == i32::MAX { 0 } else { left }
    }

    /// Moves what stands under node 0 to x = 0 and adds up the moves from the tops down.
    fn finish(mut self, forest: &Forest, extents: &mut [Extent]) -> Built {
        let left = self.find_left(forest.nodes[0].child_range());
        if let Some(root) = self.work.first_mut() {
            root.moved -= left;
        }
        // Of each node, by how much its parent moves it.
        let mut summed = vec![0; extents.len()];
        for ((at, node), extent) in forest.nodes.iter().enumerate().zip(extents) {
            let work = &self.work[at];
            let moved = work.moved + summed[at];
            extent.x = work.prelim + moved;
            summed[node.child_range()].fill(moved);
        }
        Built { work: self.work }
    }
}
