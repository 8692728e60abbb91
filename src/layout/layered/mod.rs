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
use super::contour::Extent;
use super::forest::{Forest, NONE};
use super::geometry::{Rect, Size};
use super::placement::{Past, Placement, Route};
use super::request::{Direction, LayoutId, Request};
use super::{Layout, cross_lines, tidy};

/// Its line in the registry.
pub const LAYOUT: Layout = Layout {
    id: LayoutId::Layered,
    name: "layered",
    title: "layout-layered",
    place,
};

/// Places a request in layers. A unit with a pinned box stands where its pin says, and its
/// branch with it, in layers of its own.
fn place(request: &Request, forest: &Forest, _: Past) -> Placement {
    let spacing = &request.spacing;
    let sizes = tidy::round_up(&request.boxes, request.direction);
    let mut extents = tidy::measure_units(forest, &sizes, spacing, |_| 0);
    let layers = Layers::of(request, forest);
    let offsets = find_offsets(request, forest, &sizes);
    let mut rows = Rows::of(forest, &layers, &extents, &offsets);
    rows.uncross();
    let mut lefts = columns::arrange(&rows, spacing);
    let mut bands = rows.stack(&lefts, &extents, spacing);
    for (vertex, &left) in rows.vertices.iter().zip(&lefts).skip(1) {
        if let Some(extent) = extents.get_mut(vertex.node as usize) {
            let top = bands[vertex.row as usize].top;
            (extent.x, extent.y) = (left as i32, top as i32);
        }
    }
    let before: Vec<(i32, i32)> = extents.iter().map(|extent| (extent.x, extent.y)).collect();
    tidy::move_tops(request, forest, &mut extents, spacing);
    follow_moves(&rows, &before, &extents, &mut lefts, &mut bands);

    let mut placement = Placement {
        boxes: vec![Rect::default(); sizes.len()],
        wires: vec![Route::default(); request.wires.len()],
        ..Placement::default()
    };
    tidy::set_boxes(forest, &extents, &sizes, spacing, &mut placement);
    let ducts = Ducts {
        request,
        forest,
        layers: &layers,
        rows: &rows,
        lefts: &lefts,
        bands: &bands,
    };
    ducts.draw(&mut placement);
    // Links that have their lines already pass for lines of the tree while the rest is drawn.
    let mut forest = forest.clone();
    let routed = layers.links.iter().filter(|link| !link.is_tree);
    for link in routed.clone() {
        forest.node_of_wire[link.wire as usize] = link.source;
        placement.wires[link.wire as usize].is_tree = true;
    }
    let mut open = cross_lines::list_open(request, &forest, &placement);
    cross_lines::draw(request, &forest, request.direction, &open, &mut placement);
    for link in routed {
        placement.wires[link.wire as usize].is_tree = false;
        open.push(link.wire as usize);
    }
    if request.direction == Direction::LeftToRight {
        placement.transpose();
    }
    placement.measure_bounds(&open);
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

/// Moves what has no box of its own, ways and bands, along with the tops.
fn follow_moves(
    rows: &Rows,
    before: &[(i32, i32)],
    extents: &[Extent],
    lefts: &mut [i64],
    bands: &mut [rows::Band],
) {
    let mut moves = vec![(0, 0); bands.len()];
    for vertex in &rows.vertices[1..] {
        if vertex.node != NONE {
            let extent = &extents[vertex.node as usize];
            let (x, y) = before[vertex.node as usize];
            moves[vertex.row as usize] = (i64::from(extent.x - x), i64::from(extent.y - y));
        }
    }
    for (vertex, left) in rows.vertices.iter().zip(lefts).skip(1) {
        *left += moves[vertex.row as usize].0;
    }
    for (band, by) in bands.iter_mut().zip(moves) {
        (band.top, band.bottom) = (band.top + by.1, band.bottom + by.1);
    }
}
