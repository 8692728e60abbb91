//! What the grid over a placement finds is what looking at everything finds.

use linchpin::layout::geometry::{Point, Rect, Size};
use linchpin::layout::placement::Route;
use linchpin::layout::request::{Request, WireEnd};
use linchpin::layout::{Placement, Sight, place};
use proptest::prelude::*;

fn placements() -> impl Strategy<Value = Placement> {
    let one = (any::<u16>(), 20_u16..300, 20_u16..200, any::<bool>());
    let far = (any::<u16>(), -90_000_i32..90_000, -9_000_i32..9_000);
    (
        prop::collection::vec(one, 1..120),
        prop::collection::vec(far, 0..4),
    )
        .prop_map(|(boxes, pins)| {
            let mut request = Request::default();
            for (parent, width, height, is_root) in boxes {
                let n = request.boxes.len() as u32;
                let b = request.add_box(Size::new(width.into(), height.into()));
                if n == 0 || is_root && parent % 8 == 0 {
                    request.add_unit(&[b], None, None);
                } else {
                    let parent = u32::from(parent) % n;
                    // Some reasons have two premises, in a bracket.
                    let mut premises = vec![b];
                    if width % 5 == 0 {
                        premises.push(request.add_box(Size::new(width.into(), 40.0)));
                    }
                    let wire = request.add_wire(0, &premises, WireEnd::Box(parent));
                    request.add_unit(&premises, Some(parent), Some(wire));
                    request.add_wire(1, &[b], WireEnd::Box(u32::from(width) % n));
                }
            }
            let n = request.boxes.len() as u32;
            for (b, x, y) in pins {
                let at = Point::new(x as f32, y as f32);
                request.pins.push((u32::from(b) % n, at));
            }
            request.pins.sort_by_key(|&(b, _)| b);
            request.pins.dedup_by_key(|&mut (b, _)| b);
            place(&request)
        })
}

fn pick(within: Rect, [x, y]: [f32; 2]) -> Point {
    let Rect { min, max } = within.grown(40.0);
    Point::new(min.x + (max.x - min.x) * x, min.y + (max.y - min.y) * y)
}

proptest! {
    #[test]
    fn the_grid_finds_what_looking_at_everything_finds(
        placement in placements(),
        a in [0.0_f32..1.0, 0.0_f32..1.0],
        b in [0.0_f32..1.0, 0.0_f32..1.0],
        is_small in any::<bool>(),
    ) {
        let sight = Sight::of(&placement);
        let (a, b) = (pick(placement.bounds, a), pick(placement.bounds, b));
        let b = if is_small { a.moved(300.0, 200.0) } else { b };
        let within = Rect::from_corners(a, a).union(&Rect::from_corners(b, b));
        let mut found = vec![7, 7, 7];
        let inside_out = Rect { min: within.max.moved(1.0, 1.0), max: within.min };
        sight.find_boxes(&placement, inside_out, &mut found);
        prop_assert!(found.is_empty());
        sight.find_brackets(&placement, inside_out, &mut found);
        prop_assert!(found.is_empty());
        sight.find_wires(&placement, inside_out, &mut found);
        prop_assert!(found.is_empty());
        sight.find_boxes(&placement, within, &mut found);
        let looked: Vec<u32> = (0..placement.boxes.len() as u32)
            .filter(|&at| placement.boxes[at as usize].overlaps(&within))
            .collect();
        prop_assert_eq!(&found, &looked);
        sight.find_brackets(&placement, within, &mut found);
        let looked: Vec<u32> = (0..placement.brackets.len() as u32)
            .filter(|&at| placement.brackets[at as usize].rect.overlaps(&within))
            .collect();
        prop_assert_eq!(&found, &looked);
        sight.find_wires(&placement, within, &mut found);
        for at in 0..placement.wires.len() as u32 {
            let is_drawn_within = sight.extent(at as usize).overlaps(&within)
                && (0..=8).any(|x| (0..=8).any(|y| {
                    let at_x = within.min.x + within.width() * x as f32 / 8.0;
                    let at_y = within.min.y + within.height() * y as f32 / 8.0;
                    placement.distance_to_wire(at as usize, Point::new(at_x, at_y)) < 8.0
                }));
            prop_assert!(!is_drawn_within || found.contains(&at), "wire {} is missed", at);
        }
        prop_assert!(found.is_sorted());
    }

    #[test]
    fn the_grid_points_at_the_box_and_the_line_under_a_point(
        placement in placements(),
        nth in any::<prop::sample::Index>(),
        aside in [0.0_f32..1.0, 0.0_f32..1.0],
    ) {
        let sight = Sight::of(&placement);
        let rect = placement.boxes[nth.index(placement.boxes.len())];
        let at = pick(rect, aside);
        let holds = |rect: &Rect| {
            rect.min.x <= at.x && at.x < rect.max.x && rect.min.y <= at.y && at.y < rect.max.y
        };
        prop_assert_eq!(sight.box_at(&placement, at), placement.boxes.iter().rposition(holds));
        let nearest = (0..placement.wires.len())
            .map(|wire| placement.distance_to_wire(wire, at))
            .fold(f32::INFINITY, f32::min);
        let found = sight.wire_at(&placement, at, 12.0);
        let far = found.map(|wire| placement.distance_to_wire(wire, at));
        prop_assert_eq!(far, (nearest <= 12.0).then_some(nearest));
    }
}

#[test]
fn the_grid_is_asked_for_brackets_of_premises() {
    let mut request = Request::default();
    let top = request.add_box(Size::new(200.0, 60.0));
    request.add_unit(&[top], None, None);
    let premises: Vec<u32> = (0..2)
        .map(|_| request.add_box(Size::new(200.0, 60.0)))
        .collect();
    let wire = request.add_wire(0, &premises, WireEnd::Box(top));
    request.add_unit(&premises, Some(top), Some(wire));
    let placement = place(&request);
    let [bracket] = placement.brackets[..] else {
        panic!("{} brackets", placement.brackets.len());
    };
    let (sight, mut found) = (Sight::of(&placement), Vec::new());
    // Its rim is in sight where none of its boxes is.
    let Point { x, y } = bracket.rect.max;
    let corner = Rect::from_corners(Point::new(x - 1.0, y - 1.0), Point::new(x + 9.0, y + 9.0));
    assert!(placement.boxes.iter().all(|it| !it.overlaps(&corner)));
    sight.find_brackets(&placement, corner, &mut found);
    assert_eq!(found, [0]);
}

#[test]
fn an_empty_placement_has_nothing_in_sight() {
    let placement = Placement::default();
    let sight = Sight::of(&placement);
    let mut found = vec![1];
    sight.find_boxes(&placement, placement.bounds.grown(10.0), &mut found);
    assert!(found.is_empty());
    assert_eq!(sight.box_at(&placement, Point::new(0.0, 0.0)), None);
    assert_eq!(sight.wire_at(&placement, Point::new(0.0, 0.0), 9.0), None);
}

#[test]
fn a_line_that_runs_around_a_place_is_not_in_sight_there() {
    let mut placement = Placement::default();
    placement.points = vec![
        Point::new(0.0, 0.0),
        Point::new(0.0, 2000.0),
        Point::new(2000.0, 2000.0),
    ];
    placement.bounds = Rect::new(0.0, 0.0, Size::new(2000.0, 2000.0));
    let mut route = Route::default();
    route.main.points.n = 3;
    placement.wires.push(route);
    let sight = Sight::of(&placement);
    let look = |x, y| {
        let mut found = Vec::new();
        let within = Rect::new(x, y, Size::new(200.0, 200.0));
        sight.find_wires(&placement, within, &mut found);
        found
    };
    assert!(look(900.0, 900.0).is_empty());
    assert_eq!(look(900.0, 1900.0), [0]);
    assert_eq!(look(-100.0, 900.0), [0]);
}
