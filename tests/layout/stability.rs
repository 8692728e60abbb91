//! The law of stability of the tidy tree, over random maps and edits: an edit moves no box outside
//! the changed branch but as part of a whole branch that is shifted; what stands before the changed
//! branch keeps its places.

use std::sync::Arc;

use linchpin::layout::geometry::{Point, Size};
use linchpin::layout::placement::Placement;
use linchpin::layout::request::{Direction, Request, Run, Unit, WireEnd};
use linchpin::layout::{place, place_after};
use proptest::prelude::*;

use super::placement::{deep_trees, requests};

/// An edit of one box.
#[derive(Clone, Debug)]
enum Change {
    /// Another wording, and so another size.
    Reword(u16, Size),
    /// Another reason below a box, before the unit with that number or behind all.
    Add(u16, u16),
}

fn changes() -> impl Strategy<Value = Change> {
    let size = (20_u16..400, 20_u16..300);
    let size = size.prop_map(|(width, height)| Size::new(width.into(), height.into()));
    prop_oneof![
        (any::<u16>(), size).prop_map(|(b, size)| Change::Reword(b, size)),
        (any::<u16>(), any::<u16>()).prop_map(|(b, before)| Change::Add(b, before)),
    ]
}

impl Change {
    /// Makes it, and says in which box the changed branch begins.
    fn make(&self, request: &mut Request) -> u32 {
        let n = request.boxes.len() as u32;
        match *self {
            Self::Reword(b, size) => {
                let b = u32::from(b) % n;
                request.boxes[b as usize] = size;
                b
            }
            Self::Add(b, before) => {
                let b = u32::from(b) % n;
                let new = request.add_box(Size::new(150.0, 60.0));
                let wire = request.add_wire(0, &[new], WireEnd::Box(b));
                let first = request.members.len() as u32 - 1;
                let units = Arc::make_mut(&mut request.units);
                let unit = Unit {
                    boxes: Run { first, n: 1 },
                    parent: Some(b),
                    wire: Some(wire),
                };
                units.insert(usize::from(before) % (units.len() + 1), unit);
                b
            }
        }
    }
}

/// The unit that each box is in.
fn list_units(request: &Request) -> Vec<usize> {
    let mut unit_of = vec![usize::MAX; request.boxes.len()];
    for (at, unit) in request.units.iter().enumerate() {
        for &b in unit.boxes.of(&request.members) {
            unit_of[b as usize] = at;
        }
    }
    unit_of
}

/// How far a box has moved, across and along the growth of the tree.
fn find_move(request: &Request, before: &Placement, after: &Placement, b: u32) -> Point {
    let (from, to) = (before.boxes[b as usize].min, after.boxes[b as usize].min);
    let by = Point::new(to.x - from.x, to.y - from.y);
    match request.direction {
        Direction::TopDown => by,
        Direction::LeftToRight => by.transposed(),
    }
}

/// What hangs on the way from a root to the changed branch and is not on it.
struct Branch {
    /// Below which unit of the way; none for another root.
    below: Option<usize>,
    /// Whether it stands before the way.
    is_before: bool,
    boxes: Vec<u32>,
}

/// The branches beside the way to a box.
fn list_branches(request: &Request, to: u32) -> Vec<Branch> {
    let unit_of = list_units(request);
    let above = |unit: usize| request.units[unit].parent.map(|b| unit_of[b as usize]);
    let way: Vec<usize> =
        std::iter::successors(Some(unit_of[to as usize]), |&at| above(at)).collect();
    // Children stand in the order of the boxes above them, and then in that of units.
    let place_of = |unit: usize| {
        let under = request.units[unit].parent;
        let boxes = under.map(|b| {
            request.units[unit_of[b as usize]]
                .boxes
                .of(&request.members)
        });
        let nth = boxes.and_then(|boxes| boxes.iter().position(|&it| Some(it) == under));
        (nth, unit)
    };
    let mut branches: Vec<(usize, Branch)> = Vec::new();
    for b in 0..request.boxes.len() as u32 {
        let up: Vec<usize> =
            std::iter::successors(Some(unit_of[b as usize]), |&at| above(at)).collect();
        let Some(nth) = up.iter().position(|at| way.contains(at)) else {
            let top = *up.last().expect("it is in a unit");
            let root = *way.last().expect("it is in a unit");
            add(&mut branches, top, None, top < root, b);
            continue;
        };
        let below = up[nth];
        let on_way = way
            .iter()
            .position(|&at| at == below)
            .expect("it is on the way");
        // Below the changed unit, and on the way itself, everything may move.
        if nth > 0 && on_way > 0 {
            let (top, next) = (up[nth - 1], way[on_way - 1]);
            let is_before = place_of(top) < place_of(next);
            add(&mut branches, top, Some(below), is_before, b);
        }
    }
    branches.into_iter().map(|(_, branch)| branch).collect()
}

fn add(
    branches: &mut Vec<(usize, Branch)>,
    top: usize,
    below: Option<usize>,
    is_before: bool,
    b: u32,
) {
    match branches.iter_mut().find(|(unit, _)| *unit == top) {
        Some((_, branch)) => branch.boxes.push(b),
        None => branches.push((
            top,
            Branch {
                below,
                is_before,
                boxes: vec![b],
            },
        )),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_edit_shifts_whole_branches_and_leaves_those_before_it_where_they_stand(
        before in prop_oneof![deep_trees(), requests()],
        change in changes(),
    ) {
        let mut after = before.clone();
        let changed = change.make(&mut after);
        let stood = Arc::new(place(&before));
        let stands = place_after((&before, &stood), &after);
        // Numbers of units are those after the edit; boxes keep theirs.
        let mut groups: Vec<(Option<usize>, f32)> = Vec::new();
        for branch in list_branches(&after, changed) {
            let moves = branch.boxes.iter().map(|&b| find_move(&after, &stood, &stands, b));
            let moves: Vec<Point> = moves.collect();
            for by in &moves {
                prop_assert_eq!(by.y, 0.0, "along the growth of the tree nothing moves");
                prop_assert_eq!(by.x, moves[0].x, "a branch moves as a whole");
            }
            if branch.is_before {
                let group = groups.iter().find(|(below, _)| *below == branch.below);
                match group {
                    Some((_, x)) => prop_assert_eq!(*x, moves[0].x, "siblings before stay together"),
                    None => groups.push((branch.below, moves[0].x)),
                }
            }
        }
    }
}
