//! Cross links that would run through boxes: short of that they end in labelled stubs.

use linchpin::layout::geometry::{Point, Rect, Size};
use linchpin::layout::placement::{Placement, SHORT_WORD, Shape, point_on_curve};
use linchpin::layout::request::{Arrange, Direction, LayoutId, Request, WireEnd};
use linchpin::layout::{ALL, place};
use linchpin::theme;
use proptest::prelude::*;

/// Trees of boxes of real sizes, some of them linked premises, with links across of every sort.
fn requests() -> impl Strategy<Value = Request> {
    let unit = (
        1_usize..3,
        any::<u16>(),
        any::<bool>(),
        96_u16..270,
        36_u16..180,
    );
    let cross = (1_usize..3, any::<[u16; 3]>(), 0_u8..5);
    (
        prop::collection::vec(unit, 2..40),
        prop::collection::vec(cross, 0..12),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(units, crosses, is_sideways, frames_reasons)| {
            let mut request = Request {
                frames_reasons,
                ..Request::default()
            };
            if is_sideways {
                request.direction = Direction::LeftToRight;
            }
            for (n, parent, is_root, width, height) in units {
                let n_before = request.boxes.len() as u32;
                let size = Size::new(width.into(), height.into());
                let boxes: Vec<u32> = (0..n).map(|_| request.add_box(size)).collect();
                if n_before == 0 || is_root && parent % 4 == 0 {
                    request.add_unit(&boxes, None, None);
                    continue;
                }
                let parent = u32::from(parent) % n_before;
                let wire = request.add_wire(0, &boxes, WireEnd::Box(parent));
                request.add_unit(&boxes, Some(parent), Some(wire));
            }
            let n_boxes = request.boxes.len() as u32;
            for (n, ends, sort) in crosses {
                let from: Vec<u32> = ends[..n].iter().map(|&b| u32::from(b) % n_boxes).collect();
                let n_wires = request.wires.len() as u32;
                let to = if sort == 0 && n_wires > 0 {
                    WireEnd::Wire(u32::from(ends[2]) % n_wires)
                } else {
                    WireEnd::Box(u32::from(ends[2]) % n_boxes)
                };
                request.add_wire(7, &from, to);
            }
            request
        })
}

fn placements(request: &Request) -> impl Iterator<Item = Placement> {
    ALL.iter().map(|layout| {
        place(&Request {
            layout: layout.id,
            ..request.clone()
        })
    })
}

/// Points along what is drawn of a wire that is no line of the tree.
fn trace(placement: &Placement, wire: usize) -> Vec<Point> {
    let route = &placement.wires[wire];
    let main = (!route.is_tree).then_some(&route.main);
    let paths = if route.stub.is_some() {
        Vec::new()
    } else {
        main.into_iter().chain(placement.feeders(route)).collect()
    };
    let share = |step: u16| f32::from(step) / 400.0;
    paths
        .into_iter()
        .flat_map(|path| match *placement.points(path) {
            [a, b, c, d] if path.shape == Shape::Curve => (0..=400)
                .map(|step| point_on_curve(&[a, b, c, d], share(step)))
                .collect::<Vec<_>>(),
            ref points => points
                .windows(2)
                .flat_map(|ends| (0..=400).map(|step| ends[0].lerp(ends[1], share(step))))
                .collect(),
        })
        .collect()
}

/// Where the wording of a box may stand.
fn text_of(rect: &Rect) -> Rect {
    let boxes = &theme::Shape::bundled().boxes;
    Rect::from_corners(
        rect.min.moved(boxes.padding_x, boxes.padding_y),
        rect.max.moved(-boxes.padding_x, -boxes.padding_y),
    )
}

fn assert_curves_are_clear(request: &Request, placement: &Placement) {
    for (at, wire) in request.wires.iter().enumerate() {
        let from = wire.from.of(&request.members);
        for point in trace(placement, at) {
            for (b, rect) in (0..).zip(&placement.boxes) {
                let is_own = from.contains(&b) || wire.to == WireEnd::Box(b);
                assert!(
                    is_own || !rect.grown(-0.5).contains(point),
                    "wire {at} runs through box {b}"
                );
            }
        }
    }
}

fn assert_pills_stand_free(placement: &Placement) {
    for (at, pill) in placement.pills.iter().enumerate() {
        let touched = placement
            .boxes
            .iter()
            .filter(|rect| rect.overlaps(&pill.rect));
        assert!(touched.clone().count() <= 1, "pill {at} is on two boxes");
        for rect in touched {
            assert!(
                !text_of(rect).overlaps(&pill.rect.grown(2.5)),
                "pill {at} touches a text"
            );
        }
        for other in &placement.pills[at + 1..] {
            assert!(!other.rect.overlaps(&pill.rect), "pill {at} is on another");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_cross_link_is_drawn_through_a_foreign_box(request in requests()) {
        for placement in placements(&request) {
            assert_curves_are_clear(&request, &placement);
        }
    }

    #[test]
    fn no_pill_is_on_a_text_or_a_foreign_box_or_another_pill(request in requests()) {
        for placement in placements(&request) {
            assert_pills_stand_free(&placement);
        }
    }

    #[test]
    fn no_line_runs_through_a_word_beside_a_sign(request in requests()) {
        // "contradicts", the longest one, is 62 wide.
        let word = |is_short| Size::new(if is_short { SHORT_WORD } else { 64.0 }, 10.0);
        for placement in placements(&request) {
            let lines: Vec<_> = (0..request.wires.len()).map(|at| {
                let route = &placement.wires[at];
                let tree = route.is_tree.then(|| placement.points(&route.main).windows(2));
                let tree = tree.into_iter().flatten().flat_map(|ends| {
                    (0..=400_u16).map(|step| ends[0].lerp(ends[1], f32::from(step) / 400.0))
                });
                tree.chain(trace(&placement, at)).collect::<Vec<_>>()
            }).collect();
            for (at, route) in placement.wires.iter().enumerate().filter(|(_, it)| it.has_word) {
                let Point { x, y } = route.chip;
                let word = word(route.is_word_short);
                let left = x + 10.0 - word.width;
                let area = match (request.direction, route.is_word_under) {
                    (Direction::TopDown, _) => Rect::new(x + 14.0, y - 5.0, word),
                    (Direction::LeftToRight, false) => Rect::new(left, y - 23.0, word),
                    (Direction::LeftToRight, true) => Rect::new(left, y + 13.0, word),
                };
                for (line, points) in lines.iter().enumerate() {
                    prop_assert!(
                        !points.iter().any(|&point| area.contains(point)),
                        "wire {line} runs through the word of wire {at}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_stub_has_a_number_and_a_pill_at_each_end(request in requests()) {
        for placement in placements(&request) {
            let mut number = 0;
            for (route, wire) in placement.wires.iter().zip(request.wires.iter()) {
                let Some(stub) = route.stub else { continue };
                number += 1;
                prop_assert_eq!(stub.number, number);
                let pills = placement.pills(route);
                prop_assert!((2..=wire.from.n + 1).contains(&(pills.len() as u32)));
                let n_targets = pills.iter().filter(|pill| pill.is_target).count();
                prop_assert_eq!(n_targets, 1);
                prop_assert!(pills[pills.len() - 1].is_target);
            }
        }
    }
}

/// A row of boxes below one, and a link from the first of them to the last.
fn row(n: u32) -> Request {
    let mut request = Request::default();
    let size = Size::new(120.0, 40.0);
    let top = request.add_box(size);
    request.add_unit(&[top], None, None);
    for _ in 0..n {
        let child = request.add_box(size);
        let wire = request.add_wire(0, &[child], WireEnd::Box(top));
        request.add_unit(&[child], Some(top), Some(wire));
    }
    request.add_wire(5, &[1], WireEnd::Box(n));
    request
}

#[test]
fn a_link_that_is_too_long_to_follow_ends_in_stubs_and_is_found_by_them() {
    let request = row(40);
    let placement = place(&request);
    let wire = request.wires.len() - 1;
    let route = &placement.wires[wire];
    assert_eq!(route.stub.map(|stub| stub.number), Some(1));
    let pills = placement.pills(route);
    assert_eq!(pills.len(), 2);
    for (pill, b) in pills.iter().zip([1, 40]) {
        assert!(pill.rect.overlaps(&placement.boxes[b]));
        assert_eq!(placement.distance_to_wire(wire, pill.rect.center()), 0.0);
        assert!(placement.bounds_of(route).contains(pill.rect.center()));
    }
    let middle = pills[0].rect.center().lerp(pills[1].rect.center(), 0.5);
    assert!(placement.distance_to_wire(wire, middle) > 1_000.0);
    assert_eq!(route.main.points.n, 4);
}

#[test]
fn what_strikes_a_link_that_ends_in_stubs_points_at_the_pill_of_that() {
    let mut request = row(40);
    let struck = request.wires.len() - 1;
    let strike = request.add_wire(5, &[6], WireEnd::Wire(struck as u32)) as usize;
    let placement = place(&request);
    let pills = |wire: usize| placement.pills(&placement.wires[wire]);
    assert!(
        placement.wires[strike].stub.is_some(),
        "it would seem to strike a box"
    );
    assert_eq!(pills(strike).len(), 2);
    assert!(pills(strike)[0].rect.overlaps(&placement.boxes[6]));
    let target = pills(strike)[1].rect.center();
    let away = pills(struck)
        .iter()
        .map(|pill| pill.rect.center().distance(target));
    let away = away.fold(f32::INFINITY, f32::min);
    // Where siblings leave no room beside a pill, it stands before their row.
    assert!(away < 80.0, "{away}");
}

/// The corners of a line of the tree, two by two.
fn legs(placement: &Placement, wire: usize) -> Vec<Rect> {
    let points = placement.points(&placement.wires[wire].main);
    let leg = |ends: &[Point]| {
        let [a, b] = [ends[0], ends[1]].map(|at| Rect::from_corners(at, at));
        a.union(&b)
    };
    points.windows(2).map(leg).collect()
}

#[test]
fn pills_keep_off_the_trunk_that_runs_down_beside_their_box() {
    for direction in [Direction::TopDown, Direction::LeftToRight] {
        let mut request = Request {
            layout: LayoutId::Compact,
            direction,
            arrangement: vec![(0, Arrange::Beside)],
            ..row(24)
        };
        let far = request.add_box(Size::new(120.0, 40.0));
        request.add_unit(&[far], None, None);
        request.add_wire(5, &[0], WireEnd::Box(far));
        let placement = place(&request);
        assert!(!placement.pills.is_empty());
        let tree = placement
            .wires
            .iter()
            .enumerate()
            .filter(|(_, route)| route.is_tree);
        let legs: Vec<Rect> = tree.flat_map(|(wire, _)| legs(&placement, wire)).collect();
        for pill in &placement.pills {
            let covered = legs.iter().find(|leg| leg.grown(0.5).overlaps(&pill.rect));
            assert_eq!(covered, None, "{direction:?} {pill:?}");
        }
    }
}

/// Two reasons under a box: one of two premises, which is struck, and one whose own reason speaks for
/// the other reason as well.
fn struck_and_crossed(direction: Direction, layout: LayoutId) -> Request {
    let mut request = Request {
        direction,
        layout,
        ..Request::default()
    };
    let size = Size::new(210.0, 56.0);
    let boxes: Vec<u32> = (0..7).map(|_| request.add_box(size)).collect();
    let [top, first, ground, second, one, other, strike] = boxes[..] else {
        unreachable!("there are seven");
    };
    request.add_unit(&[top], None, None);
    for (box_of, above) in [(first, top), (second, top), (ground, first)] {
        let wire = request.add_wire(0, &[box_of], WireEnd::Box(above));
        request.add_unit(&[box_of], Some(above), Some(wire));
    }
    let joint = request.add_wire(0, &[one, other], WireEnd::Box(second));
    request.add_unit(&[one, other], Some(second), Some(joint));
    let wire = request.add_wire(1, &[strike], WireEnd::Wire(joint));
    request.add_unit(&[strike], Some(second), Some(wire));
    request.add_wire(0, &[ground], WireEnd::Box(second));
    request
}

#[test]
fn a_curve_keeps_off_the_place_where_a_line_strikes_another() {
    let mut n_drawn = 0;
    for direction in [Direction::TopDown, Direction::LeftToRight] {
        for layout in [LayoutId::Tidy, LayoutId::Compact] {
            let request = struck_and_crossed(direction, layout);
            let placement = place(&request);
            let [strike, cross] = [4, 5];
            let route = &placement.wires[strike];
            assert!(route.is_tree && route.ends_on_wire);
            let end = *placement.points(&route.main).last().unwrap();
            let curve = trace(&placement, cross);
            n_drawn += usize::from(!curve.is_empty());
            let nearest = curve
                .iter()
                .map(|at| at.distance(end))
                .fold(f32::INFINITY, f32::min);
            assert!(nearest > 11.0, "{direction:?} {layout:?}: {nearest}");
        }
    }
    assert!(n_drawn >= 3, "{n_drawn}");
}

#[test]
fn a_link_with_a_free_way_is_drawn_in_full() {
    let request = row(2);
    let placement = place(&request);
    assert_eq!(placement.wires[2].stub, None);
    assert!(placement.pills.is_empty());
}

#[test]
fn between_boxes_that_stand_close_a_sign_stands_beside_its_line() {
    for direction in [Direction::TopDown, Direction::LeftToRight] {
        let mut request = Request {
            direction,
            ..Request::default()
        };
        // So long that the way around them is longer than the one between them is narrow.
        let size = match direction {
            Direction::TopDown => Size::new(1_000.0, 40.0),
            Direction::LeftToRight => Size::new(120.0, 1_000.0),
        };
        for _ in 0..2 {
            let b = request.add_box(size);
            request.add_unit(&[b], None, None);
        }
        request.spacing.tree = 24.0;
        request.add_wire(5, &[0], WireEnd::Box(1));
        let placement = place(&request);
        let route = &placement.wires[0];
        let half = theme::Shape::bundled().boxes.chip / 2.0;
        let sign = Rect::from_corners(route.chip, route.chip).grown(half);
        assert!(trace(&placement, 0).len() > 1);
        assert!(!trace(&placement, 0).iter().any(|&it| sign.contains(it)));
        assert!(placement.boxes.iter().all(|rect| !rect.overlaps(&sign)));
    }
}

#[test]
fn two_links_around_a_box_run_on_either_side_of_it() {
    let mut request = Request::default();
    let size = Size::new(120.0, 40.0);
    let top = request.add_box(size);
    request.add_unit(&[top], None, None);
    for parent in 0..2 {
        let child = request.add_box(size);
        let wire = request.add_wire(0, &[child], WireEnd::Box(parent));
        request.add_unit(&[child], Some(parent), Some(wire));
    }
    request.add_wire(5, &[2], WireEnd::Box(0));
    request.add_wire(7, &[2], WireEnd::Box(0));
    let placement = place(&request);
    let middle = placement.boxes[1].center();
    let side = |wire| {
        let points = trace(&placement, wire);
        points[points.len() / 2].x < middle.x
    };
    assert_ne!(side(2), side(3));
}

#[test]
fn two_links_to_one_line_end_at_places_of_their_own() {
    let mut request = Request {
        layout: LayoutId::Layered,
        ..row(4)
    };
    std::sync::Arc::make_mut(&mut request.wires).truncate(4);
    for from in [3, 4] {
        request.add_wire(6, &[from], WireEnd::Wire(0));
    }
    let placement = place(&request);
    let end = |wire: usize| {
        *placement
            .points(&placement.wires[wire].main)
            .last()
            .unwrap()
    };
    assert!(end(4).distance(end(5)) > theme::Shape::bundled().boxes.undercut_dot);
    for wire in [4, 5] {
        assert!(placement.distance_to_wire(0, end(wire)) < 0.5);
    }
}

#[test]
fn a_link_to_a_stub_ends_at_the_pill_of_its_source() {
    let mut request = row(40);
    let stub = request.wires.len() - 1;
    request.add_wire(6, &[2], WireEnd::Wire(stub as u32));
    let placement = place(&request);
    let source = placement.pills(&placement.wires[stub])[0].rect;
    let points = placement.points(&placement.wires[stub + 1].main);
    assert!(source.contains(points[points.len() - 1]));
}

/// Small boxes close together, and more links into one of them than it has room for.
#[test]
fn in_a_crowd_a_link_is_still_not_drawn_through_boxes() {
    for direction in [Direction::TopDown, Direction::LeftToRight] {
        let mut request = Request {
            direction,
            ..row(60)
        };
        for from in 1..60 {
            request.add_wire(5, &[from], WireEnd::Box(30));
            request.add_wire(7, &[60 - from], WireEnd::Wire(30));
        }
        let placement = place(&request);
        assert!(placement.pills.len() > 60);
        assert_curves_are_clear(&request, &placement);
        assert_pills_stand_free(&placement);
    }
}

#[test]
fn with_frames_around_reasons_every_unit_under_a_box_has_one() {
    for direction in [Direction::TopDown, Direction::LeftToRight] {
        for layout in ALL {
            let request = Request {
                layout: layout.id,
                frames_reasons: true,
                direction,
                ..row(3)
            };
            let placement = place(&request);
            assert_eq!(placement.brackets.len(), 3, "{}", layout.name);
            for bracket in &placement.brackets {
                let unit = &request.units[bracket.unit as usize];
                let b = unit.boxes.of(&request.members)[0];
                let rect = placement.boxes[b as usize];
                assert_eq!(bracket.rect, rect.grown(request.spacing.frame));
                assert_eq!(bracket.wire, unit.wire);
            }
        }
    }
}
