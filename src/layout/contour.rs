//! Places nodes of differing sizes as a tidy tree in linear time, whole numbers throughout:
//! van der Ploeg, "Drawing non-layered tidy trees in linear time" (Software: Practice and
//! Experience 44, 2014), without recursion. Knows nodes and extents, no boxes and no lines.
//!
//! Coordinates are those of flow: y along the tree's growth, x across it.

use super::forest::{Forest, NONE};

/// What a node asks for and, after [`arrange`], where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    /// Width across the flow.
    pub width: i64,
    /// Room to keep free to its right.
    pub margin: i64,
    /// Height along the flow.
    pub height: i64,
    /// Room between it and its children, where their lines run.
    pub gap: i64,
    /// Left edge.
    pub x: i64,
    /// Top edge.
    pub y: i64,
}

/// A node while its tree is being built. `shift` of the paper is kept apart from `change`, and
/// both are cleared as they are used.
#[derive(Clone, Copy, Debug, Default)]
struct Work {
    /// Down to where nobody else may stand beside this column.
    bottom: i64,
    /// Left edge, before the moves of the node and of what it hangs on.
    prelim: i64,
    /// Move of the node and of all below it.
    moved: i64,
    shift: i64,
    change: i64,
    /// Next node of the left and right contour, for a node without children.
    thread_left: u32,
    thread_right: u32,
    /// The lowest nodes of the subtree seen from the left and right, and their summed moves.
    lowest_left: u32,
    lowest_right: u32,
    moved_left: i64,
    moved_right: i64,
}

/// Sets `x` and `y` of every node: children in order below their parent, the parent centred
/// over them to within one unit, subtrees as close as `margin` and `clearance` allow.
/// Every top starts at y = 0. Invariant: `extents` and `forest.nodes` run in parallel.
pub(super) fn arrange(forest: &Forest, extents: &mut [Extent], clearance: i64) {
    for (at, node) in forest.nodes.iter().enumerate() {
        if node.parent != NONE {
            let above = &extents[node.parent as usize];
            extents[at].y = above.y + above.height + above.gap;
        }
    }
    let work = vec![Work::default(); extents.len()];
    let mut builder = Builder {
        forest,
        extents,
        work,
        siblings: Vec::new(),
    };
    for at in (0..forest.nodes.len()).rev() {
        builder.build(at, clearance);
    }
    let work = builder.work;
    settle(forest, extents, work);
}

struct Builder<'a> {
    forest: &'a Forest,
    extents: &'a [Extent],
    work: Vec<Work>,
    siblings: Vec<Reach>,
}

/// How far down a sibling is the rightmost to be seen.
#[derive(Clone, Copy)]
struct Reach {
    bottom: i64,
    sibling: usize,
}

impl Builder<'_> {
    fn build(&mut self, at: usize, clearance: i64) {
        let Extent {
            width,
            height,
            gap,
            y,
            ..
        } = self.extents[at];
        let range = self.forest.nodes[at].child_range();
        let (Some(first), Some(last)) = (range.clone().next(), range.clone().next_back()) else {
            let work = &mut self.work[at];
            work.bottom = y + height + clearance;
            (work.thread_left, work.thread_right) = (NONE, NONE);
            (work.lowest_left, work.lowest_right) = (at as u32, at as u32);
            return;
        };
        self.siblings.clear();
        self.remember(first, self.bottom(self.work[first].lowest_left));
        for child in range.skip(1) {
            let bottom = self.bottom(self.work[child].lowest_right);
            self.separate(first, child);
            self.remember(child, bottom);
        }
        let (l, r) = (self.work[first], self.work[last]);
        let left = l.prelim + l.moved;
        let right = r.prelim + r.moved + self.extents[last].width;
        let work = &mut self.work[at];
        work.prelim = (left + right - width).div_euclid(2);
        // The lines between the node and its children run in the gap. Whichever is wider, the
        // node or the row of its children, keeps the gap free of others.
        work.bottom = y + height + if width >= right - left { gap } else { 0 };
        (work.lowest_left, work.moved_left) = (l.lowest_left, l.moved_left);
        (work.lowest_right, work.moved_right) = (r.lowest_right, r.moved_right);
    }

    /// Moves `child` right until it is clear of its earlier siblings' contour.
    fn separate(&mut self, first: usize, child: usize) {
        let mut reach = self.siblings.len() - 1;
        let mut left = child as u32 - 1;
        let mut left_moved = self.work[child - 1].moved;
        let mut right = child as u32;
        let mut right_moved = self.work[child].moved;
        while left != NONE && right != NONE {
            let (l, r) = (left as usize, right as usize);
            while reach > 0 && self.work[l].bottom > self.siblings[reach].bottom {
                reach -= 1;
            }
            let edge =
                left_moved + self.work[l].prelim + self.extents[l].width + self.extents[l].margin;
            let distance = edge - (right_moved + self.work[r].prelim);
            if distance > 0 {
                right_moved += distance;
                self.move_subtree(child, self.siblings[reach].sibling, distance);
            }
            let (left_bottom, right_bottom) = (self.work[l].bottom, self.work[r].bottom);
            if left_bottom <= right_bottom {
                left = self.next_on_right_contour(l);
                if left != NONE {
                    left_moved += self.work[left as usize].moved;
                }
            }
            if left_bottom >= right_bottom {
                right = self.next_on_left_contour(r);
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

    /// Moves `child`, and spreads the siblings between it and `pusher` over the new room.
    fn move_subtree(&mut self, child: usize, pusher: usize, distance: i64) {
        let work = &mut self.work[child];
        work.moved += distance;
        work.moved_left += distance;
        work.moved_right += distance;
        let n = (child - pusher) as i64;
        if n > 1 {
            let step = distance / n;
            self.work[pusher + 1].shift += step;
            self.work[child].shift -= step;
            self.work[child].change -= step * (n - 1);
        }
    }

    fn thread_left(&mut self, first: usize, child: usize, next: u32, next_moved: i64) {
        let low = self.work[first].lowest_left as usize;
        let by = next_moved - self.work[next as usize].moved - self.work[first].moved_left;
        let below = self.work[child];
        let work = &mut self.work[low];
        work.thread_left = next;
        work.moved += by;
        work.prelim -= by;
        self.work[first].lowest_left = below.lowest_left;
        self.work[first].moved_left = below.moved_left;
    }

    fn thread_right(&mut self, child: usize, next: u32, next_moved: i64) {
        let low = self.work[child].lowest_right as usize;
        let by = next_moved - self.work[next as usize].moved - self.work[child].moved_right;
        let before = self.work[child - 1];
        let work = &mut self.work[low];
        work.thread_right = next;
        work.moved += by;
        work.prelim -= by;
        self.work[child].lowest_right = before.lowest_right;
        self.work[child].moved_right = before.moved_right;
    }

    fn next_on_left_contour(&self, at: usize) -> u32 {
        let children = self.forest.nodes[at].children;
        if children.n == 0 {
            self.work[at].thread_left
        } else {
            children.first
        }
    }

    fn next_on_right_contour(&self, at: usize) -> u32 {
        let children = self.forest.nodes[at].children;
        if children.n == 0 {
            self.work[at].thread_right
        } else {
            children.first + children.n - 1
        }
    }

    fn bottom(&self, at: u32) -> i64 {
        self.work[at as usize].bottom
    }

    fn remember(&mut self, sibling: usize, bottom: i64) {
        while self
            .siblings
            .last()
            .is_some_and(|reach| reach.bottom <= bottom)
        {
            self.siblings.pop();
        }
        self.siblings.push(Reach { bottom, sibling });
    }
}

/// Adds up the moves from the tops down.
fn settle(forest: &Forest, extents: &mut [Extent], mut work: Vec<Work>) {
    for (at, node) in forest.nodes.iter().enumerate() {
        let summed = work[at].moved;
        extents[at].x = work[at].prelim + summed;
        let (mut step, mut spread) = (0, 0);
        for child in node.child_range() {
            step += work[child].shift;
            spread += step + work[child].change;
            work[child].moved += spread + summed;
        }
    }
}
