//! The layered layout, for maps with many cross links: every box stands in a layer below all
//! that it is linked to, and lines run from layer to layer through gaps kept free for them.
//! After Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System
//! Structures" (IEEE SMC 11, 1981). Left to right is top-down with the axes exchanged.
//!
//! Lines run through no box, but may cross one another, those of the tree as well: rows are ordered
//! so that few do, all links counted. A map whose tree alone is to be read has the other layouts.

mod columns;
mod layers;
mod lines;
mod rows;

use self::layers::Layers;
use self::lines::Ducts;
use self::rows::Rows;
use super::forest::Forest;
use super::geometry::{Rect, Size};
use super::placement::{Past, Placement, Route};
use super::request::{Direction, LayoutId, Request};
use super::{Layout, cross_lines, pins, tidy};

/// Its line in the registry.
pub const LAYOUT: Layout = Layout {
    id: LayoutId::Layered,
    name: "layered",
    title: "layout-layered",
    place,
};

/// Places a request in layers. A unit with a pinned box keeps its place in its layer, and is moved
/// from there to where its pin says, its branch with it.
fn place(request: &Request, forest: &Forest, past: Past) -> Placement {
    let layers = Layers::of(request, forest);
    let (mut placement, slots) = past.keep_slots(request, || stand(request, forest, &layers));
    let moves = pins::move_pinned(request, forest, request.direction, &mut placement);
    // Links that have their lines already pass for lines of the tree while the rest is drawn.
    let mut forest = forest.clone();
    let mut routed = Vec::new();
    for link in layers.links.iter().filter(|link| !link.is_tree) {
        moves.move_line(link.wire as usize, link.lower, link.upper, &mut placement);
        let route = &mut placement.wires[link.wire as usize];
        if route.main.points.n > 0 {
            forest.node_of_wire[link.wire as usize] = link.source;
            route.is_tree = true;
            routed.push(link.wire as usize);
        }
    }
    let mut open = cross_lines::list_open(request, &forest, &placement);
    cross_lines::draw(request, &forest, request.direction, &open, &mut placement);
    for &wire in &routed {
        placement.wires[wire].is_tree = false;
    }
    open.extend(routed);
    if request.direction == Direction::LeftToRight {
        placement.transpose();
    }
    placement.measure_bounds(&open);
    placement.slots = slots;
    placement
}

/// The boxes and the lines from layer to layer as if nothing was pinned, in the axes of flow.
fn stand(request: &Request, forest: &Forest, layers: &Layers) -> Placement {
    let spacing = &request.spacing;
    let sizes = tidy::round_up(&request.boxes, request.direction);
    let mut extents = tidy::measure_units(forest, &sizes, spacing, |_| 0);
    let offsets = find_offsets(request, forest, &sizes);
    let mut rows = Rows::of(forest, layers, &extents, &offsets);
    rows.uncross();
    let mut lefts = columns::arrange(&rows, spacing);
    let bands = rows.stack(&lefts, &extents, spacing);
    for (vertex, &left) in rows.vertices.iter().zip(&lefts).skip(1) {
        if let Some(extent) = extents.get_mut(vertex.node as usize) {
            let top = bands[vertex.row as usize].top;
            (extent.x, extent.y) = (left as i32, top as i32);
        }
    }
    let by = tidy::move_to_left(&mut extents);
    for left in &mut lefts {
        *left += i64::from(by);
    }

    let mut placement = Placement {
        boxes: vec![Rect::default(); sizes.len()],
        wires: vec![Route::default(); request.wires.len()],
        ..Placement::default()
    };
    tidy::set_boxes(forest, &extents, &sizes, spacing, &mut placement);
    let ducts = Ducts {
        request,
        forest,
        layers,
        rows: &rows,
        lefts: &lefts,
        bands: &bands,
    };
    ducts.draw(&mut placement);
    placement
}

/// Per box, how far its middle is from the left edge of its unit.
fn find_offsets(request: &Request, forest: &Forest, sizes: &[Size]) -> Vec<f64> {
    let mut offsets = vec![0.0; sizes.len()];
    for (at, node) in forest.nodes.iter().enumerate() {
        let mut x = if forest.has_frame(at) {
            f64::from(request.spacing.frame)
        } else {
            0.0
        };
        for &b in node.boxes.of(&forest.members) {
            let width = f64::from(sizes[b as usize].width);
            offsets[b as usize] = x + width / 2.0;
            x += width + f64::from(request.spacing.premise);
        }
    }
    offsets
}
