//! Laws of placements over random requests: those of every layout of the registry, and those
//! that only the layouts named in `HOLDS` keep.

use std::sync::Arc;

use linchpin::layout::geometry::{Point, Rect, Size};
use linchpin::layout::grid::{Grid, Step};
use linchpin::layout::placement::{Placement, Shape};
use linchpin::layout::request::{Arrange, Direction, LayoutId, Request, WireEnd};
use linchpin::layout::{ALL, place, place_after};
use proptest::prelude::*;

/// What not every layout keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Law {
    /// The children of a box stand in one row below it, in order.
    ChildrenInOneRow,
    /// A unit is centred over its children.
    CentredParents,
    /// Every wire of a child is a line of the tree: elbows that cross no box and no other.
    ClearTreeLines,
}

/// Which of these laws each layout keeps.
const HOLDS: &[(LayoutId, &[Law])] = &[
    (
        LayoutId::Tidy,
        &[
            Law::ChildrenInOneRow,
            Law::CentredParents,
            Law::ClearTreeLines,
        ],
    ),
    (LayoutId::Compact, &[Law::ClearTreeLines]),
    (LayoutId::Radial, &[]),
    (LayoutId::Layered, &[]),
];

#[test]
fn every_layout_says_which_laws_it_keeps() {
    for layout in ALL {
        let n = HOLDS.iter().filter(|(id, _)| *id == layout.id).count();
        assert_eq!(n, 1, "{}", layout.name);
    }
}

/// A random forest in which each unit's wire goes to its parent or to the wire of the unit
/// before it, with cross links and links to links of every sort.
pub(super) fn requests() -> impl Strategy<Value = Request> {
    let unit = (1_usize..4, any::<u16>(), 0_u8..10, 0_u32..3);
    let cross = (
        prop::collection::vec(any::<u16>(), 0..4),
        any::<bool>(),
        any::<u16>(),
    );
    (
        prop::collection::vec(
            (unit, prop::collection::vec((20_u16..300, 20_u16..200), 3)),
            1..40,
        ),
        prop::collection::vec(cross, 0..12),
        any::<bool>(),
    )
        .prop_map(|(units, crosses, is_sideways)| {
            let mut request = Request::default();
            if is_sideways {
                request.direction = Direction::LeftToRight;
            }
            for ((n, parent, sort, style), sizes) in units {
                let n_before = request.boxes.len() as u32;
                let boxes: Vec<u32> = sizes[..n]
                    .iter()
                    .map(|&(w, h)| request.add_box(Size::new(w.into(), h.into())))
                    .collect();
                let last = request.units.last().cloned();
                match (sort, last) {
                    (0..2, Some(last)) if last.parent.is_some() => {
                        // Strikes the line of the unit before it.
                        let to = WireEnd::Wire(last.wire.expect("children have wires"));
                        let wire = request.add_wire(style, &boxes, to);
                        request.add_unit(&boxes, last.parent, Some(wire));
                    }
                    (2..9, Some(_)) => {
                        let parent = u32::from(parent) % n_before;
                        let wire = request.add_wire(style, &boxes, WireEnd::Box(parent));
                        request.add_unit(&boxes, Some(parent), Some(wire));
                    }
                    _ => {
                        request.add_unit(&boxes, None, None);
                    }
                }
            }
            for (from, is_to_box, to) in crosses {
                let n_boxes = request.boxes.len() as u32;
                let from: Vec<u32> = from.iter().map(|&b| u32::from(b) % n_boxes).collect();
                let n_wires = request.wires.len() as u32 + 3;
                let to = if is_to_box {
                    WireEnd::Box(u32::from(to) % n_boxes)
                } else {
                    WireEnd::Wire(u32::from(to) % n_wires)
                };
                request.add_wire(7, &from, to);
            }
            request
        })
}

/// Any way for the children of a box to stand.
fn arranges() -> impl Strategy<Value = Arrange> {
    let step = prop::sample::select(vec![Step::Below, Step::Beside, Step::Next]);
    prop_oneof![
        prop::sample::select(vec![
            Arrange::Row,
            Arrange::Stack,
            Arrange::Beside,
            Arrange::Columns(2),
            Arrange::Rows(2),
        ]),
        prop::collection::vec(step, 0..8).prop_map(|steps| {
            let mut grid = Grid::default();
            for (at, step) in (1..).zip(steps) {
                grid.set(at, step);
            }
            Arrange::Grid(grid)
        }),
    ]
}

/// The placements of a request in every layout.
fn placements(request: &Request) -> impl Iterator<Item = Placement> {
    ALL.iter().map(|layout| {
        place(&Request {
            layout: layout.id,
            ..request.clone()
        })
    })
}

/// The placements of a request in the layouts that keep a law.
fn placements_under(law: Law, request: &Request) -> impl Iterator<Item = Placement> {
    let keeps = HOLDS.iter().filter(move |(_, laws)| laws.contains(&law));
    keeps.map(|&(layout, _)| {
        place(&Request {
            layout,
            ..request.clone()
        })
    })
}

/// The rectangle of a unit, in the axes of flow.
fn unit_rect(request: &Request, placement: &Placement, unit: usize) -> Rect {
    let boxes = request.units[unit].boxes.of(&request.members);
    let around = boxes.iter().map(|&b| placement.boxes[b as usize]);
    let rect = around.reduce(|a, b| a.union(&b)).expect("units have boxes");
    let frame = if boxes.len() > 1 {
        request.spacing.frame
    } else {
        0.0
    };
    flow(request, rect.grown(frame))
}

fn flow(request: &Request, rect: Rect) -> Rect {
    match request.direction {
        Direction::TopDown => rect,
        Direction::LeftToRight => rect.transposed(),
    }
}

fn assert_no_overlap(request: &Request, placement: &Placement) {
    let rects: Vec<Rect> = (0..request.units.len())
        .map(|u| unit_rect(request, placement, u))
        .collect();
    for (a, first) in rects.iter().enumerate() {
        for (b, second) in rects.iter().enumerate().skip(a + 1) {
            assert!(
                !first.overlaps(second),
                "units {a} and {b}: {first:?} {second:?}"
            );
        }
    }
    for (a, first) in placement.boxes.iter().enumerate() {
        for second in &placement.boxes[a + 1..] {
            assert!(!first.overlaps(second));
        }
    }
}

fn segments(points: &[Point]) -> Vec<Rect> {
    let around = |p: Point| Rect::from_corners(p, p);
    points
        .windows(2)
        .map(|ends| around(ends[0]).union(&around(ends[1])))
        .collect()
}

/// Whether two upright or level segments share a point.
fn touch(a: &Rect, b: &Rect) -> bool {
    a.min.x <= b.max.x && b.min.x <= a.max.x && a.min.y <= b.max.y && b.min.y <= a.max.y
}

fn assert_tree_lines_cross_nothing(request: &Request, placement: &Placement) {
    let lines: Vec<usize> = (0..request.wires.len())
        .filter(|&w| placement.wires[w].is_tree)
        .collect();
    let unit_of = |w: usize| {
        request
            .units
            .iter()
            .position(|unit| unit.wire == Some(w as u32))
            .expect("tree lines place")
    };
    let path = |w: usize| -> Vec<Point> {
        assert_eq!(placement.wires[w].main.shape, Shape::Elbow);
        placement.points(&placement.wires[w].main).to_vec()
    };
    for (at, &w) in lines.iter().enumerate() {
        let own = request.units[unit_of(w)].boxes.of(&request.members);
        let parent = request.units[unit_of(w)]
            .parent
            .expect("tree lines have parents");
        let bracket = request
            .units
            .iter()
            .find(|unit| unit.boxes.of(&request.members).contains(&parent))
            .expect("all boxes are in units");
        for segment in segments(&path(w)) {
            for (b, rect) in placement.boxes.iter().enumerate() {
                let is_own = own.contains(&(b as u32))
                    || bracket.boxes.of(&request.members).contains(&(b as u32));
                assert!(
                    is_own || !touch(&segment, rect),
                    "wire {w} runs through box {b}: {:?} {rect:?}",
                    path(w)
                );
                assert!(!segment.overlaps(rect), "wire {w} runs through box {b}");
            }
        }
        for &other in &lines[at + 1..] {
            let (one, two) = (&request.wires[w], &request.wires[other]);
            // Lines of several styles come together in one trunk, which says so.
            let is_mixed = placement.wires[w].is_mixed && placement.wires[other].is_mixed;
            if one.to == two.to && (one.style == two.style || is_mixed) {
                continue;
            }
            let strikes = |a: usize, b: usize| request.wires[a].to == WireEnd::Wire(b as u32);
            let meets = segments(&path(w))
                .into_iter()
                .flat_map(|a| {
                    segments(&path(other))
                        .into_iter()
                        .map(move |b| touch(&a, &b))
                })
                .filter(|&meets| meets)
                .count();
            let most = usize::from(strikes(w, other) || strikes(other, w));
            let paths = (path(w), path(other));
            assert!(
                meets <= most,
                "wires {w} and {other} meet {meets} times: {paths:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_two_boxes_overlap_and_no_bracket_a_foreign_box(request in requests()) {
        for placement in placements(&request) {
            assert_no_overlap(&request, &placement);
        }
    }

    #[test]
    fn equal_requests_give_equal_placements(request in requests()) {
        prop_assert!(placements(&request).eq(placements(&request.clone())));
    }

    #[test]
    fn children_stand_in_order_below_their_parent(request in requests()) {
        for placement in placements_under(Law::ChildrenInOneRow, &request) {
            for parent in 0..request.boxes.len() as u32 {
                let above = flow(&request, placement.boxes[parent as usize]);
                let row: Vec<Rect> = (0..request.units.len())
                    .filter(|&u| request.units[u].parent == Some(parent))
                    .map(|u| unit_rect(&request, &placement, u))
                    .collect();
                prop_assert!(row.iter().all(|rect| rect.min.y > above.max.y));
                prop_assert!(row.windows(2).all(|two| two[0].max.x < two[1].min.x));
            }
        }
    }

    #[test]
    fn a_unit_is_centred_over_its_children(request in requests()) {
        for placement in placements_under(Law::CentredParents, &request) {
            for unit in 0..request.units.len() {
                let boxes = request.units[unit].boxes.of(&request.members);
                let row = (0..request.units.len())
                    .filter(|&u| request.units[u].parent.is_some_and(|p| boxes.contains(&p)))
                    .map(|u| unit_rect(&request, &placement, u))
                    .reduce(|a, b| a.union(&b));
                if let Some(row) = row {
                    let middle = unit_rect(&request, &placement, unit).center().x;
                    prop_assert!((middle - row.center().x).abs() <= 1.0);
                }
            }
        }
    }

    #[test]
    fn everything_is_drawn_in_finite_places(request in requests()) {
        for placement in placements(&request) {
            prop_assert_eq!(placement.boxes.len(), request.boxes.len());
            prop_assert_eq!(placement.wires.len(), request.wires.len());
            prop_assert!(placement.boxes.iter().all(|rect| rect.min.x.fract() == 0.0));
            prop_assert!(placement.boxes.iter().all(|rect| rect.min.y.fract() == 0.0));
            for route in &placement.wires {
                let points = placement.points(&route.main);
                prop_assert!(points.len() >= 2);
                prop_assert!(points[0].distance(points[points.len() - 1]) > 0.0);
                prop_assert!(route.chip.x.is_finite() && route.middle.y.is_finite());
            }
            prop_assert!(placement.points.iter().all(|p| p.x.is_finite() && p.y.is_finite()));
            prop_assert!(placement.bounds.width().is_finite());
        }
    }

    #[test]
    fn lines_of_the_tree_cross_no_box_and_no_other(request in requests()) {
        for placement in placements_under(Law::ClearTreeLines, &request) {
            assert_tree_lines_cross_nothing(&request, &placement);
        }
    }

    #[test]
    fn whatever_arrangement_is_asked_for_nothing_overlaps_or_crosses(
        request in requests(),
        choices in prop::collection::btree_map(0_u32..40, arranges(), 1..20),
    ) {
        let request = Request {
            layout: LayoutId::Compact,
            arrangement: choices.into_iter().collect(),
            ..request
        };
        let placement = place(&request);
        assert_no_overlap(&request, &placement);
        assert_tree_lines_cross_nothing(&request, &placement);
    }

    #[test]
    fn every_wire_of_a_child_is_a_line_of_the_tree(request in requests()) {
        for placement in placements_under(Law::ClearTreeLines, &request) {
            for unit in request.units.iter() {
                if let Some(wire) = unit.wire {
                    prop_assert!(placement.wires[wire as usize].is_tree);
                }
            }
        }
    }

    #[test]
    fn cross_links_at_one_box_end_in_places_of_their_own(request in requests()) {
        for placement in placements(&request) {
            let mut ends: Vec<(u32, u32)> = placement
                .wires
                .iter()
                .zip(request.wires.iter())
                .filter(|(route, wire)| !route.is_tree && matches!(wire.to, WireEnd::Box(_)))
                .filter_map(|(route, _)| placement.points(&route.main).last())
                .map(|end| (end.x.to_bits(), end.y.to_bits()))
                .collect();
            let n = ends.len();
            ends.sort_unstable();
            ends.dedup();
            prop_assert_eq!(ends.len(), n);
        }
    }

    #[test]
    fn nonsense_is_placed_all_the_same(
        sizes in prop::collection::vec((any::<f32>(), any::<f32>()), 0..12),
        members in prop::collection::vec(0_u32..14, 0..30),
        units in prop::collection::vec((0_u32..30, 0_u32..4, any::<Option<u8>>(), any::<u8>()), 0..14),
        wires in prop::collection::vec((0_u32..30, 0_u32..4, any::<bool>(), 0_u32..14), 0..14),
        pins in prop::collection::vec((0_u32..14, any::<f32>()), 0..4),
    ) {
        use linchpin::layout::request::{Run, Unit, Wire};
        let request = Request {
            boxes: sizes.iter().map(|&(w, h)| Size::new(w, h)).collect(),
            members: Arc::new(members),
            units: Arc::new(units
                .into_iter()
                .map(|(first, n, parent, wire)| Unit {
                    boxes: Run { first, n },
                    parent: parent.map(|p| u32::from(p % 14)),
                    wire: Some(u32::from(wire % 16)),
                })
                .collect()),
            wires: Arc::new(wires
                .into_iter()
                .map(|(first, n, is_box, to)| Wire {
                    style: to % 3,
                    from: Run { first, n },
                    to: if is_box { WireEnd::Box(to) } else { WireEnd::Wire(to) },
                })
                .collect()),
            pins: pins.into_iter().map(|(b, x)| (b, Point::new(x, -x))).collect(),
            ..Request::default()
        };
        for placement in placements(&request) {
            prop_assert!(placement.boxes.iter().all(|r| r.min.x.is_finite() && r.max.y.is_finite()));
            prop_assert!(placement.wires.iter().all(|r| r.main.points.n >= 2));
        }
    }
}

/// One change to a request; some change nothing.
#[derive(Clone, Debug)]
enum Change {
    Nothing,
    Resize(u16, u8),
    Pin(u16),
    Turn,
    Frames,
    Style(u16),
    Drop,
    Fold(u16),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        Just(Change::Nothing),
        (any::<u16>(), 0_u8..3).prop_map(|(b, by)| Change::Resize(b, by)),
        any::<u16>().prop_map(Change::Pin),
        Just(Change::Turn),
        Just(Change::Frames),
        any::<u16>().prop_map(Change::Style),
        Just(Change::Drop),
        any::<u16>().prop_map(Change::Fold),
    ];
    prop::collection::vec(change, 1..6)
}

impl Change {
    fn make(&self, request: &mut Request) {
        let b_of = |b: u16| u32::from(b) % request.boxes.len() as u32;
        match *self {
            Self::Nothing => {}
            Self::Resize(b, by) => {
                let b = b_of(b) as usize;
                request.boxes[b].height += f32::from(by);
                request.boxes[b].width += f32::from(by % 3);
            }
            Self::Pin(b) => request
                .pins
                .push((b_of(b), Point::new(300.0, f32::from(b)))),
            Self::Turn => {
                request.direction = match request.direction {
                    Direction::TopDown => Direction::LeftToRight,
                    Direction::LeftToRight => Direction::TopDown,
                };
            }
            Self::Frames => request.frames_reasons = !request.frames_reasons,
            Self::Style(wire) => {
                let wires = Arc::make_mut(&mut request.wires);
                let n = wires.len().max(1);
                if let Some(wire) = wires.get_mut(usize::from(wire) % n) {
                    wire.style += 1;
                }
            }
            Self::Drop => drop(Arc::make_mut(&mut request.wires).pop()),
            Self::Fold(b) => request.folded.push((b_of(b), 1)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_placement_after_changes_is_that_of_the_request_alone(
        mut request in requests(),
        changes in changes(),
    ) {
        for layout in ALL {
            request.layout = layout.id;
            let nothing = (&Request::default(), &Arc::default());
            let mut before = (request.clone(), place_after(nothing, &request));
            for change in &changes {
                change.make(&mut request);
                let after = place_after((&before.0, &before.1), &request);
                prop_assert_eq!(&*after, &place(&request), "{:?}", change);
                before = (request.clone(), after);
            }
        }
    }
}

/// Trees as deep as they are wide: each unit under one of the last few boxes.
pub(super) fn deep_trees() -> impl Strategy<Value = Request> {
    let unit = (1_usize..3, 0_u32..7, 0_u32..2, 20_u16..300, 20_u16..200);
    (prop::collection::vec(unit, 1..120), any::<bool>()).prop_map(|(units, is_sideways)| {
        let mut request = Request::default();
        if is_sideways {
            request.direction = Direction::LeftToRight;
        }
        for (n, back, style, width, height) in units {
            let n_before = request.boxes.len() as u32;
            let size = Size::new(width.into(), height.into());
            let boxes: Vec<u32> = (0..n).map(|_| request.add_box(size)).collect();
            let parent = n_before.checked_sub(1 + back);
            let wire = parent.map(|b| request.add_wire(style, &boxes, WireEnd::Box(b)));
            request.add_unit(&boxes, parent, wire);
        }
        request
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn trees_whose_boxes_change_their_sizes_stand_as_if_placed_from_nothing(
        mut request in prop_oneof![deep_trees(), requests()],
        edits in prop::collection::vec(
            prop::collection::vec((any::<u16>(), 1_u16..400, 1_u16..300), 1..4),
            1..8,
        ),
    ) {
        let nothing = (&Request::default(), &Arc::default());
        let mut before = (request.clone(), place_after(nothing, &request));
        for edit in edits {
            for (b, width, height) in edit {
                let b = usize::from(b) % request.boxes.len();
                // A wording that grows by a line keeps the width of its box.
                let width = if height % 2 == 0 { request.boxes[b].width } else { width.into() };
                request.boxes[b] = Size::new(width, height.into());
            }
            let after = place_after((&before.0, &before.1), &request);
            prop_assert_eq!(&*after, &place(&request));
            before = (request.clone(), after);
        }
    }
}

/// The same request with its units in that order.
fn with_units_in(request: &Request, order: &[u32]) -> Request {
    let units = order.iter().map(|&at| request.units[at as usize].clone());
    Request {
        units: Arc::new(units.collect()),
        ..request.clone()
    }
}

/// The units level by level, children of each in their order.
fn level_by_level(request: &Request) -> Vec<u32> {
    let children = |parent: Option<u32>| {
        let units = (0..).zip(request.units.iter());
        units.filter(move |(_, unit)| unit.parent == parent)
    };
    let mut order: Vec<u32> = children(None).map(|(at, _)| at).collect();
    let mut next = 0;
    while let Some(&at) = order.get(next) {
        for &b in request.units[at as usize].boxes.of(&request.members) {
            order.extend(children(Some(b)).map(|(at, _)| at));
        }
        next += 1;
    }
    order
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn units_are_placed_alike_in_whatever_order_families_are_told(
        request in deep_trees(),
        salt in any::<u32>(),
    ) {
        let levels = level_by_level(&request);
        prop_assert_eq!(levels.len(), request.units.len());
        let mut families: Vec<u32> = (0..levels.len() as u32).collect();
        families.sort_by_key(|&at| {
            let parent = request.units[at as usize].parent;
            (parent.map(|b| (b ^ salt).wrapping_mul(0x9E37_79B9)), at)
        });
        let placed = |order: &[u32]| {
            let mut placement = place(&with_units_in(&request, order));
            for bracket in &mut placement.brackets {
                bracket.unit = order[bracket.unit as usize];
            }
            placement
        };
        prop_assert_eq!(placed(&levels), placed(&families));
    }
}

#[test]
fn what_is_asked_for_again_is_not_placed_again() {
    let request = star(5);
    let placed = Arc::new(place(&request));
    let again = place_after((&request, &placed), &request.clone());
    assert!(Arc::ptr_eq(&again, &placed));
}

fn star(n: u32) -> Request {
    let mut request = Request::default();
    let size = Size::new(120.0, 40.0);
    let top = request.add_box(size);
    request.add_unit(&[top], None, None);
    for at in 0..n {
        let child = request.add_box(size);
        let wire = request.add_wire(at % 2, &[child], WireEnd::Box(top));
        request.add_unit(&[child], Some(top), Some(wire));
    }
    request
}

fn chain(n: u32) -> Request {
    let mut request = star(0);
    for above in 0..n {
        let child = request.add_box(Size::new(100.0, 40.0));
        let wire = request.add_wire(0, &[child], WireEnd::Box(above));
        request.add_unit(&[child], Some(above), Some(wire));
    }
    request
}

#[test]
fn a_chain_of_a_hundred_thousand_boxes_hangs_straight_down_in_the_tidy_tree() {
    let request = chain(100_000);
    let placement = place(&request);
    assert_eq!(placement.boxes[100_000].min.x, placement.boxes[1].min.x);
    assert_eq!(
        placement.boxes[100_000].min.y,
        100_000.0 * (40.0 + request.spacing.level)
    );
}

#[test]
fn a_hundred_thousand_children_stand_in_one_row_in_the_tidy_tree() {
    let placement = place(&star(100_000));
    let row = &placement.boxes[1..];
    assert!(row.windows(2).all(|two| two[0].max.x < two[1].min.x));
    assert!(row.iter().all(|rect| rect.min.y == row[0].min.y));
}

#[test]
fn a_chain_and_a_star_of_a_hundred_thousand_boxes_are_placed_by_every_layout() {
    for request in [chain(100_000), star(100_000)] {
        for placement in placements(&request) {
            assert_eq!(placement.boxes.len(), 100_001);
            let mut corners: Vec<(i64, i64)> = placement
                .boxes
                .iter()
                .map(|rect| (rect.min.x as i64, rect.min.y as i64))
                .collect();
            corners.sort_unstable();
            corners.dedup();
            assert_eq!(corners.len(), 100_001, "no two boxes stand at one place");
            assert!(placement.wires.iter().all(|route| route.main.points.n >= 2));
        }
    }
}

#[test]
fn links_that_strike_each_other_in_a_ring_are_all_drawn() {
    let mut request = star(2);
    let n = request.wires.len() as u32;
    request.add_wire(5, &[1], WireEnd::Wire(n + 1));
    request.add_wire(5, &[2], WireEnd::Wire(n + 2));
    request.add_wire(5, &[2], WireEnd::Wire(n));
    request.add_wire(5, &[2], WireEnd::Wire(n + 3));
    for placement in placements(&request) {
        assert!(placement.wires.iter().all(|route| route.main.points.n >= 2));
    }
}

#[test]
fn a_pinned_box_stands_at_its_pin_and_its_branch_with_it() {
    let mut request = star(3);
    let grandchild = request.add_box(Size::new(80.0, 40.0));
    let wire = request.add_wire(0, &[grandchild], WireEnd::Box(2));
    request.add_unit(&[grandchild], Some(2), Some(wire));
    request.pins.push((2, Point::new(900.0, 700.0)));
    for placement in placements(&request) {
        assert_eq!(placement.boxes[2].min, Point::new(900.0, 700.0));
    }
    for placement in placements_under(Law::CentredParents, &request) {
        assert_eq!(placement.boxes[4].center().x, placement.boxes[2].center().x);
        assert!(placement.wires[4 - 1].is_tree);
    }
}
