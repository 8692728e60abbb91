//! Laws of pins, over random requests and in every layout: all is placed as if nothing was pinned, and
//! then what is pinned is moved to its pin, its branch with it.

use std::sync::Arc;

use linchpin::layout::geometry::{Point, Rect, Size};
use linchpin::layout::placement::{Placement, Route};
use linchpin::layout::request::{Direction, LayoutId, Request, WireEnd};
use linchpin::layout::{ALL, place, place_after};
use proptest::prelude::*;

use super::placement::{deep_trees, requests};

/// A request in every layout.
fn in_all_layouts(request: &Request) -> impl Iterator<Item = Request> {
    ALL.iter().map(|layout| Request {
        layout: layout.id,
        ..request.clone()
    })
}

fn any_place() -> impl Strategy<Value = Point> {
    (-3_000_i16..3_000, -3_000_i16..3_000).prop_map(|(x, y)| Point::new(x.into(), y.into()))
}

/// The unit that a box is in.
fn unit_of(request: &Request, b: u32) -> usize {
    let mut units = request.units.iter();
    let unit = units.position(|unit| unit.boxes.of(&request.members).contains(&b));
    unit.expect("all boxes are in units")
}

/// The units from that of a box up to its root.
fn list_way_up(request: &Request, b: u32) -> Vec<usize> {
    let above = |unit: &usize| {
        let parent = request.units[*unit].parent?;
        Some(unit_of(request, parent))
    };
    std::iter::successors(Some(unit_of(request, b)), above).collect()
}

/// Whether numbers of its size are told apart to the last bit: rings widen quickly in deep trees.
fn is_exact(placement: &Placement) -> bool {
    let Rect { min, max } = placement.bounds;
    let sides = [min.x, min.y, max.x, max.y];
    sides.iter().all(|side| side.abs() < 1_000_000.0)
}

fn moved_by(from: &Rect, to: &Rect) -> Point {
    assert_eq!(from.width(), to.width());
    assert_eq!(from.height(), to.height());
    Point::new(to.min.x - from.min.x, to.min.y - from.min.y)
}

fn points_of(placement: &Placement, route: &Route, by: Point) -> Vec<Point> {
    let points = placement.points(&route.main).iter();
    points.map(|point| point.moved(by.x, by.y)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn boxes_that_are_pinned_where_they_stand_change_nothing(
        request in prop_oneof![requests(), deep_trees()],
        pinned in prop::collection::vec(any::<u16>(), 1..5),
    ) {
        for mut request in in_all_layouts(&request) {
            let nothing = (&Request::default(), &Arc::default());
            let mut before = (request.clone(), place_after(nothing, &request));
            for &b in &pinned {
                let b = u32::from(b) % request.boxes.len() as u32;
                request.pins.push((b, before.1.boxes[b as usize].min));
                let after = place_after((&before.0, &before.1), &request);
                prop_assert_eq!(&*after, &*before.1);
                prop_assert_eq!(&place(&request), &*before.1);
                before = (request.clone(), after);
            }
        }
    }

    #[test]
    fn a_box_that_is_pinned_elsewhere_takes_its_branch_along_and_moves_nothing_else(
        request in prop_oneof![requests(), deep_trees()],
        pinned in any::<u16>(),
        to in any_place(),
    ) {
        let pinned = u32::from(pinned) % request.boxes.len() as u32;
        let top = unit_of(&request, pinned);
        for mut request in in_all_layouts(&request) {
            let before = place(&request);
            if !is_exact(&before) {
                continue;
            }
            request.pins.push((pinned, to));
            let after = place(&request);
            prop_assert_eq!(after.boxes[pinned as usize].min, to);
            let by = moved_by(&before.boxes[pinned as usize], &after.boxes[pinned as usize]);
            let move_of = |b: u32| {
                let is_in_branch = list_way_up(&request, b).contains(&top);
                if is_in_branch { by } else { Point::default() }
            };
            for b in 0..request.boxes.len() as u32 {
                let own = moved_by(&before.boxes[b as usize], &after.boxes[b as usize]);
                prop_assert_eq!(own, move_of(b));
            }
            for unit in request.units.iter() {
                let Some(wire) = unit.wire else { continue };
                let (was, is) = (&before.wires[wire as usize], &after.wires[wire as usize]);
                if is.is_tree {
                    let first = unit.boxes.of(&request.members)[0];
                    prop_assert_eq!(
                        points_of(&before, was, move_of(first)),
                        points_of(&after, is, Point::default())
                    );
                } else if was.is_tree {
                    let is_own = request.units[top].wire == Some(wire);
                    let hangs_on_it = matches!(request.wires[wire as usize].to, WireEnd::Wire(_));
                    prop_assert!(is_own || hangs_on_it);
                }
            }
        }
    }

    #[test]
    fn every_pinned_box_stands_at_its_pin_whatever_else_is_pinned(
        request in prop_oneof![requests(), deep_trees()],
        pins in prop::collection::vec((any::<u16>(), any_place()), 1..6),
    ) {
        for mut request in in_all_layouts(&request) {
            let free = place(&request);
            if !is_exact(&free) {
                continue;
            }
            let mut units = Vec::new();
            for &(b, to) in &pins {
                let b = u32::from(b) % request.boxes.len() as u32;
                let unit = unit_of(&request, b);
                // Premises of one frame have one place together.
                if !units.contains(&unit) {
                    units.push(unit);
                    request.pins.push((b, to));
                }
            }
            let placement = place(&request);
            for &(b, to) in &request.pins {
                prop_assert_eq!(placement.boxes[b as usize].min, to);
            }
            for b in 0..request.boxes.len() as u32 {
                if list_way_up(&request, b).iter().all(|unit| !units.contains(unit)) {
                    prop_assert_eq!(placement.boxes[b as usize], free.boxes[b as usize]);
                }
            }
        }
    }
}

/// One change to a request that has pins.
#[derive(Clone, Debug)]
enum Change {
    /// Pins a box there, or moves its pin.
    Pin(u16, Point),
    /// Pins a box where it stands.
    PinInPlace(u16),
    /// Lets the pin of that number go.
    LetGo(u16),
    Resize(u16, u8),
    Turn,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        4 => (any::<u16>(), any_place()).prop_map(|(b, to)| Change::Pin(b % 4, to)),
        2 => any::<u16>().prop_map(Change::PinInPlace),
        1 => any::<u16>().prop_map(Change::LetGo),
        2 => (any::<u16>(), 1_u8..60).prop_map(|(b, by)| Change::Resize(b, by)),
        1 => Just(Change::Turn),
    ];
    prop::collection::vec(change, 2..8)
}

impl Change {
    fn make(&self, request: &mut Request, placement: &Placement) {
        let b_of = |b: u16| u32::from(b) % request.boxes.len() as u32;
        match *self {
            Self::Pin(b, to) => {
                let b = b_of(b);
                request.pins.retain(|&(pinned, _)| pinned != b);
                request.pins.push((b, to));
            }
            Self::PinInPlace(b) => {
                let b = b_of(b);
                request.pins.push((b, placement.boxes[b as usize].min));
            }
            Self::LetGo(nth) => {
                let n = request.pins.len().max(1);
                request.pins = request.pins.split_off(usize::from(nth) % n);
            }
            Self::Resize(b, by) => {
                let b = b_of(b) as usize;
                request.boxes[b].height += f32::from(by);
            }
            Self::Turn => {
                request.direction = match request.direction {
                    Direction::TopDown => Direction::LeftToRight,
                    Direction::LeftToRight => Direction::TopDown,
                };
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_placement_with_pins_after_changes_is_that_of_the_request_alone(
        request in prop_oneof![requests(), deep_trees()],
        changes in changes(),
    ) {
        for mut request in in_all_layouts(&request) {
            let nothing = (&Request::default(), &Arc::default());
            let mut before = (request.clone(), place_after(nothing, &request));
            for change in &changes {
                change.make(&mut request, &before.1);
                let after = place_after((&before.0, &before.1), &request);
                prop_assert_eq!(&*after, &place(&request), "{:?}", change);
                before = (request.clone(), after);
            }
        }
    }
}

/// A root with three children.
fn family(layout: LayoutId) -> Request {
    let mut request = Request {
        layout,
        ..Request::default()
    };
    let top = request.add_box(Size::new(200.0, 60.0));
    request.add_unit(&[top], None, None);
    for _ in 0..3 {
        let child = request.add_box(Size::new(160.0, 60.0));
        let wire = request.add_wire(0, &[child], WireEnd::Box(top));
        request.add_unit(&[child], Some(top), Some(wire));
    }
    request
}

#[test]
fn a_pinned_child_keeps_the_line_of_the_tree_in_its_slot_alone() {
    for layout in ALL {
        let mut request = family(layout.id);
        let slot = place(&request).boxes[2].min;
        request.pins.push((2, slot));
        assert!(place(&request).wires[1].is_tree);
        request.pins[0].1 = slot.moved(400.0, 300.0);
        let elsewhere = place(&request);
        let lines = [0, 1, 2].map(|wire| elsewhere.wires[wire].is_tree);
        assert_eq!(lines, [true, false, true], "{}", layout.name);
        assert!(elsewhere.wires[1].main.points.n >= 2);
    }
}

#[test]
fn a_branch_that_goes_with_a_pinned_box_keeps_its_lines_though_it_is_pinned_there_too() {
    for layout in ALL {
        let mut request = family(layout.id);
        let free = place(&request);
        let by = Point::new(300.0, -200.0);
        for b in [0, 3] {
            let slot = free.boxes[b].min;
            request.pins.push((b as u32, slot.moved(by.x, by.y)));
        }
        let moved = place(&request);
        for (was, is) in free.wires.iter().zip(&moved.wires) {
            assert!(is.is_tree, "{}", layout.name);
            let there = points_of(&moved, is, Point::default());
            assert_eq!(points_of(&free, was, by), there);
        }
    }
}

#[test]
fn the_second_of_several_premises_is_pinned_where_it_stands_with_its_frame() {
    for layout in ALL {
        let mut request = family(layout.id);
        let two = [0, 1].map(|_| request.add_box(Size::new(140.0, 50.0)));
        let wire = request.add_wire(0, &two, WireEnd::Box(0));
        request.add_unit(&two, Some(0), Some(wire));
        let free = place(&request);
        let at = free.boxes[two[1] as usize].min;
        request.pins.push((two[1], at));
        assert_eq!(place(&request), free, "{}", layout.name);
        request.pins[0].1 = at.moved(50.0, 70.0);
        let moved = place(&request);
        for b in two {
            let (was, is) = (free.boxes[b as usize], moved.boxes[b as usize]);
            assert_eq!(is, was.moved(50.0, 70.0));
        }
        let [was, is] = [&free, &moved].map(|placement| placement.brackets[0].rect);
        assert_eq!(is, was.moved(50.0, 70.0));
    }
}
