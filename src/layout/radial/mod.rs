//! The radial layout: a root in the middle, what stands under it on rings around it, every
//! branch within a wedge of its own, so that nothing of one branch can touch another. After
//! Eades, "Drawing free trees" (Bulletin of the ICA 5, 1992), for upright boxes of differing
//! sizes. Which way the tree grows makes no difference here.

mod lines;
mod pack;
mod rings;
mod wedges;

use self::rings::Rings;
use self::wedges::{Face, Kin, Wedge};
use super::forest::{Forest, NONE};
use super::geometry::{Point, Rect, Size};
use super::placement::{Bracket, Past, Placement, Route};
use super::request::{Direction, LayoutId, Request, Spacing};
use super::{Layout, cross_lines, pins, tidy};

/// Its line in the registry.
pub const LAYOUT: Layout = Layout {
    id: LayoutId::Radial,
    name: "radial",
    title: "layout-radial",
    place,
};

/// How often the wedges are cut anew by what the rings turned out to need.
const ROUNDS: usize = 8;

/// Places a request in circles, one per root. A unit with a pinned box keeps its wedge, and is moved
/// from there to where its pin says, its branch with it.
fn place(request: &Request, forest: &Forest, past: Past) -> Placement {
    let (mut placement, slots) = past.keep_slots(request, || stand(request, forest));
    pins::move_pinned(request, forest, Direction::TopDown, &mut placement);
    let open = cross_lines::list_open(request, forest, &placement);
    cross_lines::draw(request, forest, Direction::TopDown, &open, &mut placement);
    placement.measure_bounds(&open);
    placement.slots = slots;
    placement
}

/// The boxes and the lines of the tree as if nothing was pinned.
fn stand(request: &Request, forest: &Forest) -> Placement {
    let spacing = &request.spacing;
    let sizes = tidy::round_up(&request.boxes, Direction::TopDown);
    let bodies = measure_bodies(forest, &sizes, spacing);
    let kin = Kin::of(request, forest);
    let (wedges, rings) = settle(forest, &kin, &bodies, spacing);
    let moves = pack::find_moves(request, forest, &bodies, &wedges, &rings);

    let mut placement = Placement {
        boxes: vec![Rect::default(); sizes.len()],
        wires: vec![Route::default(); request.wires.len()],
        ..Placement::default()
    };
    let mut corners = Vec::with_capacity(forest.nodes.len());
    let mut middles = Vec::with_capacity(forest.nodes.len());
    for (at, by) in moves.iter().enumerate() {
        let ((x, y), (a, b)) = (rings.center(at, &wedges[at]), bodies[at].half(&wedges[at]));
        corners.push(Point::new(
            ((x - a).round() + by.0) as f32,
            ((y - b).round() + by.1) as f32,
        ));
        middles.push(Point::new(by.0 as f32, by.1 as f32));
    }
    set_boxes(
        forest,
        &corners,
        &bodies,
        &wedges,
        &sizes,
        spacing,
        &mut placement,
    );
    let fans = lines::Fans {
        forest,
        kin: &kin,
        wedges: &wedges,
        rings: &rings,
        middles: &middles,
    };
    fans.draw(&mut placement);
    placement
}

/// The outer sizes of a unit.
#[derive(Clone, Copy, Debug, Default)]
struct Body {
    /// With its premises side by side.
    row: (f64, f64),
    /// With its premises one below the other.
    stack: (f64, f64),
}

impl Body {
    /// Half its width and height, for the wedge that it stands in: premises stand along the
    /// ring, so that each turns a side outwards.
    fn half(&self, wedge: &Wedge) -> (f64, f64) {
        let (width, height) = if wedge.face().is_level() {
            self.row
        } else {
            self.stack
        };
        (width / 2.0, height / 2.0)
    }

    /// Half of its longest diagonal.
    fn radius(&self) -> f64 {
        self.row.0.hypot(self.row.1) / 2.0
    }
}

fn measure_bodies(forest: &Forest, sizes: &[Size], spacing: &Spacing) -> Vec<Body> {
    let of = |(at, node): (usize, &super::forest::Node)| {
        let boxes = node.boxes.of(&forest.members);
        let (mut sum, mut most) = ((0.0, 0.0), (0.0_f64, 0.0_f64));
        for &b in boxes {
            let (width, height) = (
                f64::from(sizes[b as usize].width),
                f64::from(sizes[b as usize].height),
            );
            sum = (sum.0 + width, sum.1 + height);
            most = (most.0.max(width), most.1.max(height));
        }
        if !forest.has_frame(at) {
            return Body {
                row: sum,
                stack: sum,
            };
        }
        let frame = 2.0 * f64::from(spacing.frame);
        let gaps = frame + f64::from(spacing.premise) * (boxes.len() - 1) as f64;
        Body {
            row: (sum.0 + gaps, most.1 + frame),
            stack: (most.0 + frame, sum.1 + gaps),
        }
    };
    forest.nodes.iter().enumerate().map(of).collect()
}

/// Cuts wedges and widens rings in turn, and keeps the round with the smallest circles. Every
/// round is sound by itself: whatever the wedges, the rings are as wide as those need.
fn settle(forest: &Forest, kin: &Kin, bodies: &[Body], spacing: &Spacing) -> (Vec<Wedge>, Rings) {
    let mut needs = wedges::guess_needs(forest, bodies, spacing);
    let mut wedges = wedges::cut(forest, kin, &needs);
    let mut rings = Rings::of(forest, bodies, &wedges, spacing);
    let mut best = (rings.cost(), wedges.clone(), rings.clone());
    for _ in 1..ROUNDS {
        needs = rings.find_needs(bodies, &wedges, spacing);
        wedges = wedges::cut(forest, kin, &needs);
        rings = Rings::of(forest, bodies, &wedges, spacing);
        if rings.cost() < best.0 {
            best = (rings.cost(), wedges.clone(), rings.clone());
        }
    }
    (best.1, best.2)
}

/// Sets the boxes and brackets. Premises are flush with the side that faces outwards.
fn set_boxes(
    forest: &Forest,
    corners: &[Point],
    bodies: &[Body],
    wedges: &[Wedge],
    sizes: &[Size],
    spacing: &Spacing,
    placement: &mut Placement,
) {
    for (at, node) in forest.nodes.iter().enumerate() {
        let boxes = node.boxes.of(&forest.members);
        let corner = corners[at];
        if let [only] = boxes
            && !forest.has_frame(at)
        {
            placement.boxes[*only as usize] = Rect::new(corner.x, corner.y, sizes[*only as usize]);
            continue;
        }
        if boxes.is_empty() {
            continue;
        }
        let (a, b) = bodies[at].half(&wedges[at]);
        let size = Size::new((2.0 * a) as f32, (2.0 * b) as f32);
        let rect = Rect::new(corner.x, corner.y, size);
        placement.brackets.push(Bracket {
            rect,
            unit: node.unit,
            wire: (node.wire != NONE).then_some(node.wire),
        });
        let inner = rect.grown(-spacing.frame);
        let mut next = inner.min;
        for &b in boxes {
            let size = sizes[b as usize];
            let corner = match wedges[at].face() {
                Face::Up => Point::new(next.x, inner.min.y),
                Face::Down => Point::new(next.x, inner.max.y - size.height),
                Face::Left => Point::new(inner.min.x, next.y),
                Face::Right => Point::new(inner.max.x - size.width, next.y),
            };
            placement.boxes[b as usize] = Rect::new(corner.x, corner.y, size);
            next = next.moved(size.width + spacing.premise, size.height + spacing.premise);
        }
    }
}
