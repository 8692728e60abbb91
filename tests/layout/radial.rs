//! What the radial layout is for: branches around a middle whose lines touch nothing.

use linchpin::layout::geometry::{Point, Rect, Size};
use linchpin::layout::place;
use linchpin::layout::placement::Placement;
use linchpin::layout::request::{Direction, LayoutId, Request, WireEnd};
use proptest::prelude::*;

use super::placement::requests;

fn place_radially(request: &Request) -> Placement {
    place(&Request {
        layout: LayoutId::Radial,
        ..request.clone()
    })
}

/// The straight parts of the line of a wire.
fn parts(placement: &Placement, wire: usize) -> Vec<(Point, Point)> {
    let points = placement.points(&placement.wires[wire].main);
    points.windows(2).map(|two| (two[0], two[1])).collect()
}

/// On which side of the line from `a` to `b` a point lies.
fn side(a: Point, b: Point, point: Point) -> f64 {
    let [ax, ay, bx, by, x, y] = [a.x, a.y, b.x, b.y, point.x, point.y].map(f64::from);
    (bx - ax) * (y - ay) - (by - ay) * (x - ax)
}

fn cross(a: (Point, Point), b: (Point, Point)) -> bool {
    let parts_ends =
        |a: (Point, Point), b: (Point, Point)| side(a.0, a.1, b.0) * side(a.0, a.1, b.1) < 0.0;
    parts_ends(a, b) && parts_ends(b, a)
}

fn runs_through(part: (Point, Point), rect: &Rect) -> bool {
    let rect = rect.grown(-1.0);
    let corners = [
        rect.min,
        Point::new(rect.max.x, rect.min.y),
        rect.max,
        Point::new(rect.min.x, rect.max.y),
    ];
    let meets_side = (0..4).any(|at| cross(part, (corners[at], corners[(at + 1) % 4])));
    meets_side || rect.contains(part.0) || rect.contains(part.1)
}

fn tree_lines(placement: &Placement) -> Vec<usize> {
    let all = 0..placement.wires.len();
    all.filter(|&wire| placement.wires[wire].is_tree).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn lines_around_a_middle_run_through_no_box(request in requests()) {
        let placement = place_radially(&request);
        for wire in tree_lines(&placement) {
            for part in parts(&placement, wire) {
                for (at, rect) in placement.boxes.iter().enumerate() {
                    prop_assert!(!runs_through(part, rect), "wire {wire} runs through box {at}");
                }
            }
        }
    }

    #[test]
    fn lines_around_a_middle_cross_no_other(request in requests()) {
        let placement = place_radially(&request);
        let lines = tree_lines(&placement);
        for (at, &one) in lines.iter().enumerate() {
            for &other in &lines[at + 1..] {
                let strikes = |a: usize, b: usize| request.wires[a].to == WireEnd::Wire(b as u32);
                let shorten = |wire: usize, other: usize| {
                    let mut parts = parts(&placement, wire);
                    if strikes(wire, other) && let Some(last) = parts.last_mut() {
                        last.1 = last.0.lerp(last.1, 0.99);
                    }
                    parts
                };
                for a in shorten(one, other) {
                    for b in shorten(other, one) {
                        prop_assert!(!cross(a, b), "wires {one} and {other} cross");
                    }
                }
            }
        }
    }

    #[test]
    fn signs_around_a_middle_stand_on_their_own_lines_clear_of_boxes(request in requests()) {
        let placement = place_radially(&request);
        for wire in tree_lines(&placement) {
            let chip = placement.wires[wire].chip;
            prop_assert!(placement.distance_to_wire(wire, chip) < 1.0);
            prop_assert!(placement.boxes.iter().all(|rect| !rect.grown(2.0).contains(chip)));
        }
    }

    #[test]
    fn the_way_a_tree_grows_makes_no_difference_around_a_middle(request in requests()) {
        let sideways = place_radially(&Request {
            direction: Direction::LeftToRight,
            ..request.clone()
        });
        let down = place_radially(&Request {
            direction: Direction::TopDown,
            ..request
        });
        prop_assert_eq!(sideways.boxes, down.boxes);
    }
}

fn add_child(request: &mut Request, boxes: u32, under: u32, to: WireEnd) -> u32 {
    let first = request.boxes.len() as u32;
    let new: Vec<u32> = (0..boxes)
        .map(|_| request.add_box(Size::new(120.0, 40.0)))
        .collect();
    let wire = request.add_wire(0, &new, to);
    request.add_unit(&new, Some(under), Some(wire));
    first
}

#[test]
fn eight_equal_reasons_stand_all_around_what_they_are_for() {
    let mut request = Request::default();
    let top = request.add_box(Size::new(120.0, 40.0));
    request.add_unit(&[top], None, None);
    for _ in 0..8 {
        add_child(&mut request, 1, top, WireEnd::Box(top));
    }
    let placement = place_radially(&request);
    let middle = placement.boxes[0].center();
    for is_right in [true, false] {
        for is_below in [true, false] {
            let n = placement.boxes[1..]
                .iter()
                .map(Rect::center)
                .filter(|at| (at.x >= middle.x) == is_right && (at.y >= middle.y) == is_below)
                .count();
            assert!((1..=3).contains(&n), "{n} of 8 in one quarter");
        }
    }
}

#[test]
fn what_strikes_a_link_ends_on_its_line_around_a_middle() {
    let mut request = Request::default();
    let top = request.add_box(Size::new(120.0, 40.0));
    request.add_unit(&[top], None, None);
    add_child(&mut request, 2, top, WireEnd::Box(top));
    let struck = request.wires.len() - 1;
    add_child(&mut request, 1, top, WireEnd::Wire(struck as u32));
    add_child(&mut request, 1, top, WireEnd::Box(top));
    let placement = place_radially(&request);
    let strike = &placement.wires[struck + 1];
    assert!(strike.is_tree && strike.ends_on_wire);
    let end = placement.points(&strike.main).last().copied();
    let end = end.expect("lines have points");
    assert!(placement.distance_to_wire(struck, end) < 0.5);
}

#[test]
fn separate_circles_do_not_reach_into_each_other() {
    let mut request = Request::default();
    let mut circles = Vec::new();
    for n in [1, 5, 2, 9, 0, 3] {
        let top = request.add_box(Size::new(120.0, 40.0));
        request.add_unit(&[top], None, None);
        for _ in 0..n {
            add_child(&mut request, 1, top, WireEnd::Box(top));
        }
        circles.push(top as usize..request.boxes.len());
    }
    let placement = place_radially(&request);
    let around = |circle: &std::ops::Range<usize>| {
        let rects = placement.boxes[circle.clone()].iter().copied();
        rects
            .reduce(|a, b| a.union(&b))
            .expect("circles have boxes")
    };
    for (at, one) in circles.iter().enumerate() {
        for other in &circles[at + 1..] {
            assert!(!around(one).overlaps(&around(other)));
        }
    }
}

#[test]
fn a_line_leaves_the_frame_around_a_reason_around_a_middle() {
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
    let placement = place_radially(&request);
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
