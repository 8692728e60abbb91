//! Which layer every unit stands in: one below the lowest of all that stand above it, which
//! are its parent and what its boxes are linked to. Knows units and links, no places.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::super::forest::{Forest, NONE};
use super::super::request::{Request, WireEnd};

/// How many layers lines may pass through altogether: that many per unit and these besides.
/// Links beyond are left to whoever draws links across a map.
const MOST_PASSES: (usize, usize) = (3, 20_000);

/// A box or, in the bracket around several, the whole unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    Box(u32),
    Unit(u32),
}

/// A line from layer to layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub wire: u32,
    /// Whether it is the line that places its unit.
    pub is_tree: bool,
    /// Whether it runs downwards, since it closes a ring.
    pub is_back: bool,
    /// The node that it comes from.
    pub source: u32,
    /// The nodes at its ends.
    pub lower: u32,
    pub upper: u32,
    /// What it joins there.
    pub low_body: Body,
    pub high_body: Body,
}

/// The layers and the lines between them.
pub(super) struct Layers {
    /// Per node, its layer.
    pub layer: Vec<u32>,
    /// The lines to route, from a lower to an upper layer.
    pub links: Vec<Link>,
}

impl Layers {
    /// Sorts the units of a request into layers.
    pub fn of(request: &Request, forest: &Forest) -> Self {
        let mut links = list_links(request, forest);
        let mut layer = sink(forest, &mut links);
        let n_most = MOST_PASSES.0 * forest.nodes.len() + MOST_PASSES.1;
        let n_tree: usize = (1..forest.nodes.len())
            .filter(|&at| is_below(forest, at))
            .map(|at| (layer[at] - layer[forest.nodes[at].parent as usize]) as usize - 1)
            .fold(0, usize::saturating_add);
        let mut n_passes = n_tree;
        if n_tree > n_most {
            layer = find_depths(forest);
            n_passes = 0;
        }
        links.retain_mut(|link| {
            if layer[link.lower as usize] < layer[link.upper as usize] {
                link.turn();
            }
            let span = layer[link.lower as usize] - layer[link.upper as usize];
            if link.is_tree || span == 0 {
                return span > 0;
            }
            n_passes += span as usize - 1;
            n_passes <= n_most
        });
        Self { layer, links }
    }
}

impl Link {
    /// Makes it run the other way.
    fn turn(&mut self) {
        std::mem::swap(&mut self.lower, &mut self.upper);
        std::mem::swap(&mut self.low_body, &mut self.high_body);
        self.is_back = !self.is_back;
    }
}

/// Whether the node stands under another, not under the sky.
pub(super) fn is_below(forest: &Forest, at: usize) -> bool {
    let parent = forest.nodes[at].parent;
    parent != 0 && parent != NONE
}

fn list_links(request: &Request, forest: &Forest) -> Vec<Link> {
    let mut links = Vec::new();
    for (at, wire) in (0..).zip(request.wires.iter()) {
        let WireEnd::Box(target) = wire.to else {
            continue;
        };
        let Some(&upper) = forest.node_of_box.get(target as usize) else {
            continue;
        };
        let placed = forest.node_of_wire[at as usize];
        let is_tree = forest
            .nodes
            .get(placed as usize)
            .is_some_and(|node| node.under == target && is_below(forest, placed as usize));
        let body = if is_tree {
            Some((placed, Body::Unit(placed)))
        } else {
            find_source(request, forest, at)
        };
        let Some((lower, low_body)) = body else {
            continue;
        };
        if lower != upper {
            links.push(Link {
                wire: at,
                is_tree,
                is_back: false,
                source: lower,
                lower,
                upper,
                low_body,
                high_body: Body::Box(target),
            });
        }
    }
    links
}

/// The one box or the whole unit that a wire comes from, if it is either.
fn find_source(request: &Request, forest: &Forest, wire: u32) -> Option<(u32, Body)> {
    let from = request.wires[wire as usize].from.of(&request.members);
    let first = *from.first()?;
    let node = *forest.node_of_box.get(first as usize)?;
    if let [only] = from {
        return Some((node, Body::Box(*only)));
    }
    let mut from = from.to_vec();
    let mut boxes = forest.nodes[node as usize]
        .boxes
        .of(&forest.members)
        .to_vec();
    from.sort_unstable();
    boxes.sort_unstable();
    (from == boxes).then_some((node, Body::Unit(node)))
}

fn find_depths(forest: &Forest) -> Vec<u32> {
    let mut depths = vec![0; forest.nodes.len()];
    for at in 1..depths.len() {
        if is_below(forest, at) {
            depths[at] = depths[forest.nodes[at].parent as usize] + 1;
        }
    }
    depths
}

/// Longest ways from the tops. Where links close a ring, those to the first node that waits for
/// nothing but links are turned round (Kahn's algorithm, with the tree always kept).
fn sink(forest: &Forest, links: &mut [Link]) -> Vec<u32> {
    let n = forest.nodes.len();
    let mut n_open = vec![0_u32; n];
    // Per link, the node at one end and the link, sorted so that those of a node are a range.
    let mut by_lower: Vec<(usize, usize)> = Vec::new();
    let mut by_upper: Vec<(usize, usize)> = Vec::new();
    for (at, link) in links.iter().enumerate().filter(|(_, link)| !link.is_tree) {
        n_open[link.lower as usize] += 1;
        by_lower.push((link.lower as usize, at));
        by_upper.push((link.upper as usize, at));
    }
    by_lower.sort_unstable();
    by_upper.sort_unstable();
    let ends: Vec<(u32, u32)> = links.iter().map(|link| (link.lower, link.upper)).collect();

    let mut layer = vec![0_u32; n];
    let mut is_placed = vec![false; n];
    let mut is_reached = vec![false; n];
    let mut ready = VecDeque::new();
    let mut waiting = BinaryHeap::new();
    for at in (1..n).filter(|&at| !is_below(forest, at)) {
        is_reached[at] = true;
        if n_open[at] == 0 {
            ready.push_back(at);
        } else {
            waiting.push(Reverse(at));
        }
    }
    loop {
        let next = ready
            .pop_front()
            .or_else(|| waiting.pop().map(|Reverse(at)| at));
        let Some(at) = next else { break };
        if is_placed[at] {
            continue;
        }
        is_placed[at] = true;
        for &(_, link) in range_of(&by_lower, at) {
            let above = ends[link].1 as usize;
            if !is_placed[above] {
                links[link].turn();
                layer[above] = layer[above].max(layer[at] + 1);
            }
        }
        for &(_, link) in range_of(&by_upper, at) {
            let below = ends[link].0 as usize;
            if !is_placed[below] {
                layer[below] = layer[below].max(layer[at] + 1);
                n_open[below] -= 1;
                if n_open[below] == 0 && is_reached[below] {
                    ready.push_back(below);
                }
            }
        }
        for child in forest.nodes[at].child_range() {
            layer[child] = layer[child].max(layer[at] + 1);
            is_reached[child] = true;
            if n_open[child] == 0 {
                ready.push_back(child);
            } else {
                waiting.push(Reverse(child));
            }
        }
    }
    layer
}

fn range_of(sorted: &[(usize, usize)], node: usize) -> &[(usize, usize)] {
    let first = sorted.partition_point(|entry| entry.0 < node);
    let n = sorted[first..].partition_point(|entry| entry.0 == node);
    &sorted[first..first + n]
}
