//! Which parts of a map its cross links ask about, so that only these are indexed.

use super::curve::{MOST_LENGTH, find_gap};
use super::geometry::Rect;
use super::placement::Placement;
use super::request::{Request, WireEnd};

/// How far from their boxes pills mostly find room.
const AROUND: f32 = 40.0;
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
