//! The tidy tree, top-down or left to right: each box as close to its neighbours as they
//! allow, parents centred over their children, lines of the tree crossing nothing.
//! Left to right is top-down with the axes exchanged before and after.

use std::sync::Arc;

use super::contour::{self, Built, Extent};
use super::forest::{Forest, NONE};
use super::geometry::{Point, Rect, Size, least, most};
use super::placement::{Bracket, Kept, Past, Placement, Route};
use super::request::{Direction, LayoutId, Request, Spacing};
use super::{Layout, cross_lines, pins, tree_lines};

/// Its line in the registry.
pub const LAYOUT: Layout = Layout {
    id: LayoutId::Tidy,
    name: "tidy",
    title: "layout-tidy",
    place,
};

/// The largest side of a box that is taken at its word, in map units.
const MAX_SIDE: f32 = 10_000.0;

/// Places a request as a tidy tree. A unit with a pinned box keeps its place in its row, and is
/// moved from there to where its pin says, its branch with it.
fn place(request: &Request, forest: &Forest, past: Past) -> Placement {
    let (mut placement, slots) = past.keep_slots(request, || stand(request, forest, past));
    let moves = pins::move_pinned(request, forest, request.direction, &mut placement);
    let open = if forest.is_whole && moves.is_empty() {
        forest.lanes().others().to_vec()
    } else {
        cross_lines::list_open(request, forest, &placement)
    };
    cross_lines::draw(request, forest, request.direction, &open, &mut placement);
    if request.direction == Direction::LeftToRight {
        placement.transpose();
    }
    placement.measure_bounds(&open);
    placement.slots = slots;
    placement
}

/// The boxes and the lines of the tree as if nothing was pinned, in the axes of flow.
fn stand(request: &Request, forest: &Forest, past: Past) -> Placement {
    let spacing = &request.spacing;
    let sizes = round_up(&request.boxes, request.direction);
    let before = past.before.and_then(|before| {
        let standing = before.standing.as_ref()?;
        Some((standing.as_ref(), before.slots.as_deref().unwrap_or(before)))
    });
    let standing = match before {
        Some((standing, _)) => standing.resized(forest, sizes, spacing),
        None => Standing::of(forest, sizes, spacing),
    };

    let mut placement = Placement {
        // Most lines have two corners between their ends.
        points: Vec::with_capacity(4 * request.wires.len()),
        boxes: vec![Rect::default(); standing.sizes.len()],
        wires: vec![Route::default(); request.wires.len()],
        ..Placement::default()
    };
    let Standing { sizes, extents, .. } = &standing;
    set_boxes(forest, extents, sizes, spacing, &mut placement);
    // Words beside lines to the right give way to cross links, which are not those of before.
    let drawn = before.filter(|_| request.direction == Direction::TopDown);
    let drawn = drawn.map(|(standing, before)| (&standing.extents[..], before));
    tree_lines::draw(forest, extents, request.direction, drawn, &mut placement);
    placement.standing = Kept::of(past.is_kept.then(|| Arc::new(standing)));
    placement
}

/// Where the units of a tidy tree stand as if none was pinned.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    /// Of the boxes, in the axes of flow.
    sizes: Vec<Size>,
    extents: Vec<Extent>,
    built: Built,
}

impl Standing {
    fn of(forest: &Forest, sizes: Vec<Size>, spacing: &Spacing) -> Self {
        let gaps = forest.lanes().gaps(spacing);
        let mut extents = measure_units(forest, &sizes, spacing, gaps);
        let built = contour::arrange(forest, &mut extents, spacing.clearance as i32);
        Self {
            sizes,
            extents,
            built,
        }
    }

    /// Where they stand when the boxes have other sizes.
    fn resized(&self, forest: &Forest, sizes: Vec<Size>, spacing: &Spacing) -> Self {
        let pairs = (0..).zip(sizes.iter().zip(&self.sizes));
        let others = pairs.filter(|(_, (now, before))| now != before);
        let mut changed: Vec<usize> = others
            .map(|(b, _): (usize, _)| forest.node_of_box[b] as usize)
            .collect();
        changed.sort_unstable();
        changed.dedup();
        let mut extents = self.extents.clone();
        for &at in &changed {
            (extents[at].width, extents[at].height) = measure_unit(forest, &sizes, spacing, at);
        }
        let (clearance, extents_of) = (spacing.clearance as i32, &mut extents);
        let built = contour::rearrange(&self.built, forest, extents_of, &changed, clearance);
        Self {
            sizes,
            extents,
            built,
        }
    }
}

/// The sizes in whole numbers and in the axes of flow. Together they stay within what the
/// contour can add up.
pub(super) fn round_up(boxes: &[Size], direction: Direction) -> Vec<Size> {
    let limit = find_largest_side(boxes);
    let round = |size: &Size| {
        // What is no number becomes 1.
        let whole = |side: f32| ceil(least(most(side, 1.0), limit));
        Size::new(whole(size.width), whole(size.height))
    };
    match direction {
        Direction::TopDown => boxes.iter().map(round).collect(),
        Direction::LeftToRight => boxes.iter().map(|size| round(size).transposed()).collect(),
    }
}

/// The next whole number of a side from 1 to [`MAX_SIDE`], without a call.
fn ceil(side: f32) -> f32 {
    /// From here on, numbers have no fraction: a sum with it is rounded.
    const WHOLE: f32 = (1 << 23) as f32;
    let near = (side + WHOLE) - WHOLE;
    if near < side { near + 1.0 } else { near }
}

/// The largest side that is taken at its word: less than [`MAX_SIDE`] only where all boxes
/// together would be farther across than can be counted.
fn find_largest_side(boxes: &[Size]) -> f32 {
    /// The most that a box takes of either axis beside its size.
    const AROUND: f32 = 200.0;
    let n = boxes.len() as f32;
    let sides = || -> f32 { boxes.iter().map(|size| size.width + size.height).sum() };
    if n * (MAX_SIDE + AROUND) < contour::MOST || sides() + n * AROUND < contour::MOST {
        MAX_SIDE
    } else {
        (contour::MOST / n - AROUND).floor().clamp(1.0, MAX_SIDE)
    }
}

/// How large the units are, how far apart they keep, and with `gap` how far above their
/// children; where they stand is left at 0.
pub(super) fn measure_units(
    forest: &Forest,
    sizes: &[Size],
    spacing: &Spacing,
    gap: impl Fn(usize) -> i32,
) -> Vec<Extent> {
    let (sibling, tree) = (spacing.sibling as i32, spacing.tree as i32);
    let measure = |at: usize| {
        let (width, height) = measure_unit(forest, sizes, spacing, at);
        Extent {
            width,
            height,
            margin: if forest.nodes[at].parent == 0 {
                tree
            } else {
                sibling
            },
            gap: if at == 0 { 0 } else { gap(at) },
            ..Extent::default()
        }
    };
    (0..forest.nodes.len()).map(measure).collect()
}

/// The width and the height of one unit, its frame included.
#[inline]
fn measure_unit(forest: &Forest, sizes: &[Size], spacing: &Spacing, at: usize) -> (i32, i32) {
    let (frame, premise) = (2 * spacing.frame as i32, spacing.premise as i32);
    let boxes = forest.nodes[at].boxes;
    let (mut width, mut height) = (0, 0);
    for &b in boxes.of(&forest.members) {
        let size = sizes[b as usize];
        width += size.width as i32;
        height = height.max(size.height as i32);
    }
    if forest.has_frame(at) {
        width += frame + premise * (boxes.n as i32 - 1);
        height += frame;
    }
    (width, height)
}

/// Moves the forest so that it starts at x = 0. Returns by how far.
pub(super) fn move_to_left(extents: &mut [Extent]) -> i32 {
    let left = extents[1..].iter().map(|extent| extent.x).min();
    let left = left.unwrap_or(0);
    for extent in extents {
        extent.x -= left;
    }
    -left
}

/// Sets every box and bracket where its unit stands.
pub(super) fn set_boxes(
    forest: &Forest,
    extents: &[Extent],
    sizes: &[Size],
    spacing: &Spacing,
    placement: &mut Placement,
) {
    for (index, (node, extent)) in forest.nodes.iter().zip(extents).enumerate() {
        let boxes = node.boxes.of(&forest.members);
        let corner = Point::new(extent.x as f32, extent.y as f32);
        let mut at = corner;
        if forest.has_frame(index) {
            let size = Size::new(extent.width as f32, extent.height as f32);
            placement.brackets.push(Bracket {
                rect: Rect::new(corner.x, corner.y, size),
                unit: node.unit,
                wire: (node.wire != NONE).then_some(node.wire),
            });
            at = corner.moved(spacing.frame, spacing.frame);
        }
        for &b in boxes {
            let size = sizes[b as usize];
            placement.boxes[b as usize] = Rect::new(at.x, at.y, size);
            at.x += size.width + spacing.premise;
        }
    }
}
