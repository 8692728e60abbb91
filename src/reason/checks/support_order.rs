//! An order of the boxes in which each stands after those that support it, as far as there is one:
//! Kahn, "Topological sorting of large networks" (CACM 5, 1962). Boxes that support each other, and
//! what rests on such boxes, are not in it.

use crate::model::{Graph, Relation};

/// The boxes in the order of arguing.
#[derive(Debug, Default)]
pub(super) struct SupportOrder {
    order: Vec<u32>,
    is_in: Vec<bool>,
}

impl SupportOrder {
    /// Linear in boxes and links. A reason for a step counts as one for what the step is for.
    pub(super) fn of(graph: &Graph) -> Self {
        let n = graph.n_nodes();
        let supported: Vec<u32> = (0..graph.n_links() as u32)
            .map(|link| match graph.relation(link) {
                Relation::Supports => graph.node_argued(link).unwrap_or(NONE),
                _ => NONE,
            })
            .collect();
        let mut n_open = vec![0_u32; n];
        for (&to, link) in supported.iter().zip(0..) {
            if to != NONE {
                n_open[to as usize] += graph.premises(link).len() as u32;
            }
        }
        let mut order = Vec::with_capacity(n);
        order.extend((0..n as u32).filter(|&node| n_open[node as usize] == 0));
        let mut next = 0;
        while let Some(&node) = order.get(next) {
            next += 1;
            for &link in graph.links_from(node) {
                let to = supported[link as usize];
                if to != NONE {
                    n_open[to as usize] -= 1;
                    if n_open[to as usize] == 0 {
                        order.push(to);
                    }
                }
            }
        }
        let is_in = n_open.iter().map(|&open| open == 0).collect();
        Self { order, is_in }
    }

    /// The boxes that are in it, in that order.
    pub(super) fn boxes(&self) -> &[u32] {
        &self.order
    }

    /// Whether a box is in it.
    pub(super) fn has(&self, node: u32) -> bool {
        self.is_in[node as usize]
    }

    /// Whether all boxes are.
    pub(super) fn is_whole(&self) -> bool {
        self.order.len() == self.is_in.len()
    }
}

/// No box.
const NONE: u32 = u32::MAX;
