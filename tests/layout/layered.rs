//! What the layered layout is for: cross links that run from layer to layer through no box.

use linchpin::layout::geometry::{Point, Rect, Size};
use linchpin::layout::place;
use linchpin::layout::placement::{Placement, Shape};
use linchpin::layout::request::{Direction, LayoutId, Request, WireEnd};
use proptest::prelude::*;

use super::placement::requests;

fn place_in_layers(request: &Request) -> Placement {
    place(&Request {
        layout: LayoutId::Layered,
        ..request.clone()
    })
}

/// The rectangle of a box in the axes of flow.
fn flow(request: &Request, rect: Rect) -> Rect {
    match request.direction {
        Direction::TopDown => rect,
        Direction::LeftToRight => rect.transposed(),
    }
}

/// The wires from one box to another of a different unit that have lines from layer to layer.
fn routed(request: &Request, placement: &Placement) -> Vec<(usize, u32, u32)> {
    let unit_of = |b: u32| {
        let units = request.units.iter();
        units
            .clone()
            .position(|unit| unit.boxes.of(&request.members).contains(&b))
    };
    let wires = request.wires.iter().enumerate();
    let single = wires.filter_map(
        |(at, wire)| match (wire.from.of(&request.members), wire.to) {
            (&[from], WireEnd::Box(to)) if unit_of(from) != unit_of(to) => Some((at, from, to)),
            _ => None,
        },
    );
    single
        .inspect(|&(at, ..)| {
            assert_eq!(placement.wires[at].main.shape, Shape::Elbow, "wire {at}");
        })
        .collect()
}

/// Whether a straight line passes through the inside of a rectangle, by points along it.
fn runs_through(from: Point, to: Point, rect: &Rect) -> bool {
    let n = (from.distance(to) as u32).clamp(1, 4_000);
    let inner = rect.grown(-0.5);
    (0..=n).any(|at| inner.contains(from.lerp(to, at as f32 / n as f32)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn links_between_boxes_run_from_layer_to_layer_through_no_box(request in requests()) {
        let placement = place_in_layers(&request);
        for (wire, ..) in routed(&request, &placement) {
            let points = placement.points(&placement.wires[wire].main);
            for ends in points.windows(2) {
                for (at, rect) in placement.boxes.iter().enumerate() {
                    prop_assert!(
                        !runs_through(ends[0], ends[1], rect),
                        "wire {wire} runs through box {at}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_link_never_turns_back_on_its_way_between_layers(request in requests()) {
        let placement = place_in_layers(&request);
        for (wire, from, to) in routed(&request, &placement) {
            let [low, high] = [from, to].map(|b| flow(&request, placement.boxes[b as usize]));
            let along = |point: &Point| match request.direction {
                Direction::TopDown => point.y,
                Direction::LeftToRight => point.x,
            };
            let way: Vec<f32> = placement
                .points(&placement.wires[wire].main)
                .iter()
                .map(along)
                .collect();
            let is_upwards = low.min.y > high.max.y;
            prop_assert!(is_upwards || high.min.y > low.max.y);
            prop_assert!(way.windows(2).all(|two| (two[0] > two[1]) == is_upwards));
        }
    }

    #[test]
    fn children_stand_in_lower_layers_than_their_parents(request in requests()) {
        let placement = place_in_layers(&request);
        for unit in request.units.iter() {
            for &b in unit.boxes.of(&request.members) {
                if let Some(parent) = unit.parent {
                    let above = flow(&request, placement.boxes[parent as usize]);
                    prop_assert!(flow(&request, placement.boxes[b as usize]).min.y > above.max.y);
                }
            }
        }
    }
}

/// Two roots of so many children each; the size of every box is the same.
fn two_stars(n: u32) -> Request {
    let mut request = Request::default();
    let size = Size::new(120.0, 40.0);
    for _ in 0..2 {
        let top = request.add_box(size);
        request.add_unit(&[top], None, None);
        for _ in 0..n {
            let child = request.add_box(size);
            let wire = request.add_wire(0, &[child], WireEnd::Box(top));
            request.add_unit(&[child], Some(top), Some(wire));
        }
    }
    request
}

#[test]
fn what_a_root_is_linked_to_stands_above_it() {
    let mut request = two_stars(2);
    let wire = request.add_wire(1, &[3], WireEnd::Box(1));
    let placement = place_in_layers(&request);
    assert!(placement.boxes[3].min.y > placement.boxes[1].max.y);
    let points = placement.points(&placement.wires[wire as usize].main);
    assert_eq!(points[0].y, placement.boxes[3].min.y);
    assert_eq!(points[points.len() - 1].y, placement.boxes[1].max.y);
}

#[test]
fn of_links_in_a_ring_one_runs_down_and_all_are_drawn() {
    let mut request = two_stars(1);
    let up = request.add_wire(1, &[0], WireEnd::Box(2)) as usize;
    let back = request.add_wire(1, &[2], WireEnd::Box(0)) as usize;
    let placement = place_in_layers(&request);
    let falls = |wire: usize| {
        let points = placement.points(&placement.wires[wire].main);
        points[points.len() - 1].y - points[0].y
    };
    assert!(falls(up) * falls(back) < 0.0);
}

#[test]
fn sweeps_part_lines_that_cross_in_the_order_of_reading() {
    let mut request = two_stars(2);
    // The first star's children support the second's in opposite order.
    request.add_wire(1, &[1], WireEnd::Box(5));
    request.add_wire(1, &[2], WireEnd::Box(4));
    let placement = place_in_layers(&request);
    let x = |b: usize| placement.boxes[b].center().x;
    assert_eq!(x(1) < x(2), x(5) < x(4));
}

#[test]
fn a_link_to_a_link_ends_at_its_middle_between_layers() {
    let mut request = two_stars(2);
    let cross = request.add_wire(1, &[1], WireEnd::Box(4));
    let strike = request.add_wire(2, &[2], WireEnd::Wire(cross)) as usize;
    let placement = place_in_layers(&request);
    let end = placement.points(&placement.wires[strike].main).last();
    assert_eq!(end, Some(&placement.wires[cross as usize].middle));
    assert!(placement.wires[strike].ends_on_wire);
}

#[test]
fn a_line_leaves_the_frame_around_a_reason_in_layers() {
    let mut request = Request {
        frames_reasons: true,
        ..Request::default()
    };
    let size = Size::new(120.0, 40.0);
    let top = request.add_box(size);
    request.add_unit(&[top], None, None);
    for n in [1, 2, 1, 3] {
        let boxes: Vec<u32> = (0..n).map(|_| request.add_box(size)).collect();
        let wire = request.add_wire(0, &boxes, WireEnd::Box(top));
        request.add_unit(&boxes, Some(top), Some(wire));
    }
    let placement = place_in_layers(&request);
    assert_eq!(placement.brackets.len(), 4);
    for bracket in &placement.brackets {
        let wire = bracket.wire.expect("reasons have wires");
        let points = placement.points(&placement.wires[wire as usize].main);
        assert!(bracket.rect.grown(0.1).contains(points[0]));
        assert!(!bracket.rect.grown(-0.1).contains(points[0]));
        let end = points[points.len() - 1];
        assert!(placement.boxes[top as usize].grown(0.1).contains(end));
    }
}
