//! Which parts of a map its cross links ask about, so that only these are indexed and looked through.

use super::curve::{MOST_LENGTH, find_gap};
use super::forest::{Forest, NONE};
use super::geometry::Rect;
use super::obstacles::Obstacles;
use super::placement::Placement;
use super::request::{Request, WireEnd};

/// How far from their boxes pills mostly find room, and from these the boxes whose signs may be in
/// their way.
const AROUND: f32 = 120.0 + 32.0;
/// How far curves swing out at most.
const SWING: f32 = 360.0;

/// Where lines will look for a way and their pills for room, as far as can be said beforehand.
pub(super) fn list(request: &Request, placement: &Placement, open: &[usize]) -> Vec<Rect> {
    let rect_of = |b: &u32| placement.boxes.get(*b as usize).copied();
    let mut areas = Vec::new();
    for &at in open {
        let wire = &request.wires[at];
        let target = match wire.to {
            WireEnd::Box(b) => rect_of(&b),
            WireEnd::Wire(w) => placement.wires.get(w as usize).map(|route| {
                let middle = route.middle;
                Rect::from_corners(middle, middle)
            }),
        };
        for rect in wire.from.of(&request.members).iter().filter_map(rect_of) {
            areas.push(rect.grown(AROUND));
            if let Some(target) = target
                && find_gap(&rect, &target) <= MOST_LENGTH
            {
                areas.push(rect.union(&target).grown(SWING));
            }
        }
        areas.extend(target.map(|rect| rect.grown(AROUND)));
    }
    areas
}

/// The wires that may have a sign, a word or an end near what is indexed, ascending, and all of `open`.
/// A line of the tree has its sign at the boxes that it leaves, and its end at the box that it reaches
/// or at a line that leaves such a box. Where other lines pass for such, all wires may.
pub(super) fn list_wires(
    request: &Request,
    forest: &Forest,
    open: &[usize],
    obstacles: &Obstacles,
) -> Vec<u32> {
    let n_wires = request.wires.len() as u32;
    let with_nodes = forest.node_of_wire.iter().filter(|&&node| node != NONE);
    let has_others = with_nodes.count() != forest.n_placing;
    let near = match obstacles.indexed() {
        Some(near) if !has_others => near,
        _ => return (0..n_wires).collect(),
    };
    let mut is_near = vec![false; n_wires as usize];
    let mut mark = |wire: u32| {
        if let Some(is_near) = is_near.get_mut(wire as usize) {
            *is_near = true;
        }
    };
    let mut last = NONE;
    for b in near {
        let at = forest.node_of_box.get(*b as usize).copied();
        let Some(at) = at.filter(|&at| at != last) else {
            continue;
        };
        last = at;
        if let Some(node) = forest.nodes.get(at as usize) {
            mark(node.wire);
            for child in &forest.nodes[node.child_range()] {
                mark(child.wire);
            }
        }
    }
    for &wire in &forest.striking {
        mark(wire);
    }
    for &wire in open {
        mark(wire as u32);
    }
    let wires = (0..n_wires).zip(is_near);
    wires
        .filter(|&(_, is_near)| is_near)
        .map(|(wire, _)| wire)
        .collect()
}
