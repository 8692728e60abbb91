//! The children of each box as one family, and how the line of each child runs: into the trunk
//! of the family, onto a sibling's line, or not as a line of the tree. Knows no sizes and no
//! places.

use crate::layout::forest::{Forest, NONE};
use crate::layout::request::{Request, Run, WireEnd};

/// The families of a forest.
pub(super) struct Families {
    /// All of them, by ascending node; those of one node in the order of its boxes.
    pub all: Vec<Family>,
    /// Per node, its families: a range of `all`.
    pub of_node: Vec<Run>,
    /// Per node, how the line from it runs.
    pub lines: Vec<Line>,
}

/// The children of one box, or the tops of the forest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Family {
    /// The box that they stand under, or `NONE` for the tops.
    pub target: u32,
    /// The children: a range of nodes.
    pub children: Run,
    /// How many lanes the lines onto lines take side by side.
    pub n_strikes: u32,
    /// Whether lines of different styles come together in its trunk.
    pub is_mixed: bool,
}

/// How the line from a unit runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// No line of the tree.
    Other,
    /// To the box it stands under, by the trunk of the family.
    Trunk,
    /// To the line of the sibling node `struck`, in a lane that is the higher the more it
    /// passes over; lane 1 is next to the children.
    Strike { struck: u32, lane: u32 },
}

impl Families {
    /// Sorts out who stands under which box.
    pub fn of(request: &Request, forest: &Forest) -> Self {
        let n = forest.nodes.len();
        let mut families = Self {
            all: Vec::with_capacity(n),
            of_node: Vec::with_capacity(n),
            lines: vec![Line::Other; n],
        };
        let mut open = Vec::new();
        for (at, node) in forest.nodes.iter().enumerate() {
            let first = families.all.len() as u32;
            let mut rest = node.children;
            while rest.n > 0 {
                let target = forest.nodes[rest.first as usize].under;
                let is_same = |child: &usize| at == 0 || forest.nodes[*child].under == target;
                let range = rest.first as usize..(rest.first + rest.n) as usize;
                let n = range.take_while(is_same).count() as u32;
                let children = Run { n, ..rest };
                let target = if at == 0 { NONE } else { target };
                let n_strikes = families.sort_lines(request, forest, children, target, &mut open);
                let is_mixed = families.is_mixed(request, forest, children);
                families.all.push(Family {
                    target,
                    children,
                    n_strikes,
                    is_mixed,
                });
                rest.first += n;
                rest.n -= n;
            }
            let n = families.all.len() as u32 - first;
            families.of_node.push(Run { first, n });
        }
        families
    }

    /// Sorts the lines of one family; how many lanes its strikes take. `open` is scratch: the
    /// child whose line may still be struck, what strikes it, what strikes that …, each with the
    /// highest lane after it so far.
    fn sort_lines(
        &mut self,
        request: &Request,
        forest: &Forest,
        children: Run,
        target: u32,
        open: &mut Vec<(u32, u32)>,
    ) -> u32 {
        let mut n_strikes = 0;
        for child in children.first..children.first + children.n {
            let number = forest.nodes[child as usize].wire;
            let wire = request.wires.get(number as usize);
            let is_owner = |_: &_| forest.node_of_wire[number as usize] == child;
            let Some(wire) = wire.filter(is_owner) else {
                continue;
            };
            match wire.to {
                WireEnd::Box(b) if b == target => {
                    n_strikes = n_strikes.max(self.close(open, 0));
                    open.push((child, 0));
                    self.lines[child as usize] = Line::Trunk;
                }
                WireEnd::Wire(w) => {
                    let struck = forest.node_of_wire.get(w as usize).copied().unwrap_or(NONE);
                    if let Some(depth) = open.iter().position(|&(node, _)| node == struck) {
                        n_strikes = n_strikes.max(self.close(open, depth + 1));
                        open.push((child, 0));
                        self.lines[child as usize] = Line::Strike { struck, lane: 1 };
                    }
                }
                WireEnd::Box(_) => {}
            }
        }
        n_strikes.max(self.close(open, 0))
    }

    /// Gives a lane to everything open beyond `depth`: above what strikes it, and above what it
    /// passes over. The highest lane given.
    fn close(&mut self, open: &mut Vec<(u32, u32)>, depth: usize) -> u32 {
        let mut highest = 0;
        while open.len() > depth
            && let Some((child, inner)) = open.pop()
        {
            if let (Line::Strike { lane, .. }, Some((_, before))) =
                (&mut self.lines[child as usize], open.last_mut())
            {
                *lane = inner.max(*before) + 1;
                *before = *lane;
                highest = highest.max(*lane);
            }
        }
        highest
    }

    fn is_mixed(&self, request: &Request, forest: &Forest, children: Run) -> bool {
        let nodes = children.first as usize..(children.first + children.n) as usize;
        let mut styles = nodes
            .filter(|&child| self.lines[child] == Line::Trunk)
            .map(|child| request.wires[forest.nodes[child].wire as usize].style);
        let first = styles.next();
        styles.any(|style| Some(style) != first)
    }

    /// How many lanes the lines onto lines take beside these nodes.
    pub fn count_strikes(&self, children: std::ops::Range<usize>) -> u32 {
        let lane_of = |child: usize| match self.lines[child] {
            Line::Strike { lane, .. } => lane,
            _ => 0,
        };
        children.map(lane_of).max().unwrap_or(0)
    }
}
