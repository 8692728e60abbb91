//! What the compact layout is for: it fills the page asked for, keeps the order of reading, and
//! keeps its choices when something else changes.

use linchpin::layout::geometry::{Point, Rect, Size};
use linchpin::layout::place;
use linchpin::layout::placement::Placement;
use linchpin::layout::request::{Arrange, Direction, LayoutId, Page, Request, WireEnd};
use proptest::prelude::*;

/// A generator of numbers, so that a tree is the same everywhere: xorshift, Marsaglia, "Xorshift
/// RNGs" (Journal of Statistical Software 8, 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32 % n
    }
}

/// A tree of `n` boxes in which any box without children yet is the next to get one to six.
fn grow(n: u32, seed: u64) -> Request {
    let mut numbers = Numbers(seed | 1);
    let mut request = Request {
        layout: LayoutId::Compact,
        ..Request::default()
    };
    let add = |request: &mut Request, parent: Option<u32>, numbers: &mut Numbers| {
        let lines = 1 + numbers.below(7);
        let size = Size::new(
            180.0 + 4.0 * numbers.below(20) as f32,
            16.0 + 20.0 * lines as f32,
        );
        let new = request.add_box(size);
        let wire = parent.map(|above| {
            let style = u32::from(numbers.below(10) >= 6);
            request.add_wire(style, &[new], WireEnd::Box(above))
        });
        request.add_unit(&[new], parent, wire);
        new
    };
    let mut open = vec![add(&mut request, None, &mut numbers)];
    while (request.boxes.len() as u32) < n {
        let at = numbers.below(open.len() as u32) as usize;
        let parent = open.swap_remove(at);
        for _ in 0..=numbers.below(6) {
            if (request.boxes.len() as u32) < n {
                open.push(add(&mut request, Some(parent), &mut numbers));
            }
        }
    }
    request
}

/// Several of them side by side.
fn grow_forest(n: u32, seed: u64, n_roots: u32) -> Request {
    let mut forest = grow(n, seed);
    for nth in 1..n_roots {
        let tree = grow(1 + n / (nth + 1), seed.wrapping_add(u64::from(nth)));
        let first = forest.boxes.len() as u32;
        forest.boxes.extend(tree.boxes);
        for unit in tree.units.iter() {
            let own: Vec<u32> = unit
                .boxes
                .of(&tree.members)
                .iter()
                .map(|b| b + first)
                .collect();
            let parent = unit.parent.map(|b| b + first);
            let wire = unit.wire.map(|it| tree.wires[it as usize].style);
            let wire = wire
                .zip(parent)
                .map(|(style, above)| forest.add_wire(style, &own, WireEnd::Box(above)));
            forest.add_unit(&own, parent, wire);
        }
    }
    forest
}

fn forests(most: u32) -> impl Strategy<Value = Request> {
    (trees(most), any::<u64>(), 1..6_u32).prop_map(|(tree, seed, n_roots)| Request {
        direction: tree.direction,
        ..grow_forest(tree.boxes.len() as u32 / 2 + 1, seed, n_roots)
    })
}

fn trees(most: u32) -> impl Strategy<Value = Request> {
    (1..most, any::<u64>(), any::<bool>()).prop_map(|(n, seed, is_sideways)| Request {
        direction: if is_sideways {
            Direction::LeftToRight
        } else {
            Direction::TopDown
        },
        ..grow(n, seed)
    })
}

fn ratio(placement: &Placement) -> f32 {
    placement.bounds.width() / placement.bounds.height()
}

fn fill(placement: &Placement) -> f32 {
    let boxes = placement.boxes.iter();
    let area: f32 = boxes.map(|rect| rect.width() * rect.height()).sum();
    area / (placement.bounds.width() * placement.bounds.height())
}

/// The rectangle in the axes of flow.
fn flow(request: &Request, rect: Rect) -> Rect {
    match request.direction {
        Direction::TopDown => rect,
        Direction::LeftToRight => rect.transposed(),
    }
}

const PAGES: [Page; 4] = [
    Page {
        width: 1,
        height: 2,
    },
    Page {
        width: 1,
        height: 1,
    },
    Page::A4,
    Page {
        width: 5,
        height: 2,
    },
];

/// How much of the picture boxes cover at least; a tidy tree of as many fills a tenth, and less
/// the larger it is.
const LEAST_FILLED: f32 = 0.13;

#[test]
fn a_large_map_has_the_proportions_of_the_page_asked_for() {
    for n in [100, 1_000, 10_000] {
        for page in PAGES {
            let placement = place(&Request { page, ..grow(n, 7) });
            let stray = ratio(&placement) / page.ratio();
            assert!(
                (0.8..=1.25).contains(&stray),
                "{n} boxes, {page:?}: {stray}"
            );
        }
    }
}

#[test]
fn a_large_map_is_no_strip_and_no_desert() {
    for n in [100, 1_000, 10_000] {
        let request = grow(n, 11);
        let placement = place(&request);
        let tidy = place(&Request {
            layout: LayoutId::Tidy,
            ..request
        });
        assert!((0.5..=2.5).contains(&ratio(&placement)));
        assert!(fill(&placement) > LEAST_FILLED, "{n}: {}", fill(&placement));
        assert!(placement.bounds.width() < tidy.bounds.width());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn children_follow_their_parent_and_siblings_keep_the_order_of_reading(
        request in trees(200),
    ) {
        let placement = place(&request);
        let rect = |b: u32| flow(&request, placement.boxes[b as usize]);
        let mut before: Option<(u32, Rect)> = None;
        for unit in request.units.iter() {
            let Some(parent) = unit.parent else { continue };
            let own = rect(unit.boxes.of(&request.members)[0]);
            let above = rect(parent);
            let is_after = own.min.y > above.max.y
                || own.min.x > above.max.x && own.min.y >= above.min.y;
            prop_assert!(is_after, "below its parent or beside it");
            if let Some((above, sibling)) = before
                && above == parent
            {
                let is_next = own.min.x > sibling.max.x || own.min.y > sibling.max.y;
                prop_assert!(is_next, "{sibling:?} comes before {own:?}");
            }
            before = Some((parent, own));
        }
    }

    #[test]
    fn a_choice_is_given_for_every_box_with_children(request in trees(200)) {
        let placement = place(&request);
        let mut parents: Vec<u32> = request.units.iter().filter_map(|unit| unit.parent).collect();
        parents.sort_unstable();
        parents.dedup();
        let chosen: Vec<u32> = placement.arrangement.iter().map(|&(b, _)| b).collect();
        prop_assert_eq!(chosen, parents);
    }

    #[test]
    fn a_placement_s_own_arrangement_gives_the_same_placement(request in forests(200)) {
        let first = place(&request);
        let again = place(&Request {
            arrangement: first.arrangement.clone(),
            roots: first.roots,
            ..request
        });
        prop_assert_eq!(first, again);
    }

    #[test]
    fn an_edit_changes_no_other_choice_until_the_page_is_outgrown(
        request in forests(150),
        above in any::<prop::sample::Index>(),
        n_lines in 1_u8..9,
    ) {
        let before = place(&request);
        let mut request = Request {
            arrangement: before.arrangement.clone(),
            roots: before.roots,
            ..request
        };
        let parent = above.index(request.boxes.len()) as u32;
        let new = request.add_box(Size::new(220.0, 16.0 + 20.0 * f32::from(n_lines)));
        let wire = request.add_wire(0, &[new], WireEnd::Box(parent));
        request.add_unit(&[new], Some(parent), Some(wire));
        let after = place(&request);
        let keeps = before.roots == after.roots
            && before.arrangement.iter().all(|choice| after.arrangement.contains(choice));
        request.arrangement.clear();
        request.roots = None;
        prop_assert!(keeps || after == place(&request), "all are kept or all made afresh");
    }
}

#[test]
fn one_reason_more_changes_no_other_choice_of_a_large_map() {
    let before = place(&grow(200, 9));
    for parent in (0..200).step_by(20) {
        let mut request = Request {
            arrangement: before.arrangement.clone(),
            ..grow(200, 9)
        };
        let new = request.add_box(Size::new(220.0, 96.0));
        let wire = request.add_wire(0, &[new], WireEnd::Box(parent));
        request.add_unit(&[new], Some(parent), Some(wire));
        let after = place(&request);
        for choice in &before.arrangement {
            assert!(after.arrangement.contains(choice), "{choice:?}");
        }
    }
}

#[test]
fn an_outgrown_page_is_arranged_afresh() {
    let request = grow(300, 3);
    let fresh = place(&request);
    let rows = fresh.arrangement.iter().map(|&(b, _)| (b, Arrange::Row));
    let strip = Request {
        arrangement: rows.collect(),
        ..request.clone()
    };
    assert_eq!(place(&strip), fresh);
}

#[test]
fn boxes_of_absurd_size_are_placed_all_the_same() {
    let mut request = Request {
        layout: LayoutId::Compact,
        ..Request::default()
    };
    let absurd = Size::new(3.0e8, 9.0e8);
    let root = request.add_box(absurd);
    request.add_unit(&[root], None, None);
    let mut above = root;
    for nth in 0..60 {
        let new = request.add_box(absurd);
        let wire = request.add_wire(0, &[new], WireEnd::Box(above));
        request.add_unit(&[new], Some(above), Some(wire));
        if nth % 10 == 9 {
            above = new;
        }
    }
    let placement = place(&request);
    assert!(placement.bounds.width().is_finite() && placement.bounds.height().is_finite());
    assert!(placement.boxes.iter().all(|rect| rect.width() > 0.0));
}

#[test]
fn a_choice_made_by_hand_is_kept() {
    let mut request = grow(40, 5);
    let fresh = place(&request);
    for &(b, arrange) in &fresh.arrangement {
        let other = match arrange {
            Arrange::Row => Arrange::Stack,
            _ => Arrange::Row,
        };
        request.arrangement = vec![(b, other)];
        request.arranged = vec![b];
        assert!(place(&request).arrangement.contains(&(b, other)));
    }
}

#[test]
fn frames_around_reasons_come_and_go_and_take_no_choice_along() {
    let mut request = grow(120, 5);
    let before = place(&request);
    request.arrangement = before.arrangement.clone();
    let beside = |placement: &Placement| {
        let all = placement.arrangement.iter();
        all.filter(|it| it.1 == Arrange::Beside).count()
    };
    assert!(
        beside(&before) > 0,
        "some children stand beside their parent"
    );
    request.frames_reasons = true;
    let framed = place(&request);
    assert_eq!(framed.arrangement, before.arrangement);
    request.frames_reasons = false;
    request.arrangement = framed.arrangement;
    assert_eq!(place(&request), before);
}

#[test]
fn choices_made_by_hand_are_kept_when_the_page_is_outgrown() {
    let mut request = grow(300, 3);
    let fresh = place(&request).arrangement;
    let parents: Vec<u32> = fresh.iter().map(|&(b, _)| b).collect();
    request.arrangement = parents.iter().map(|&b| (b, Arrange::Row)).collect();
    request.arranged = parents.into_iter().take(4).collect();
    let after = place(&request);
    for &b in &request.arranged {
        assert!(after.arrangement.contains(&(b, Arrange::Row)), "{b}");
    }
    assert!(
        after.arrangement.iter().any(|it| it.1 != Arrange::Row),
        "all others are made afresh"
    );
}

#[test]
fn no_line_runs_through_the_words_of_a_map_that_grows_to_the_right() {
    let layouts = [LayoutId::Compact, LayoutId::Tidy];
    let cases = (1..20).flat_map(|seed| layouts.map(|layout| (seed, layout)));
    for (seed, layout) in cases {
        let mut request = Request {
            layout,
            direction: Direction::LeftToRight,
            ..grow(60, seed)
        };
        // As a map that grows to the right is asked for: words stand in that room.
        request.spacing.level = 104.0;
        let placement = place(&request);
        let words = placement.wires.iter().filter(|route| route.has_word);
        for Point { x, y } in words.map(|route| route.chip) {
            let word = Rect::from_corners(Point::new(x - 38.0, y - 24.0), Point::new(x, y - 12.0));
            for other in &placement.wires {
                for ends in placement.points(&other.main).windows(2) {
                    let [a, b] = [ends[0], ends[1]].map(|end| Rect::from_corners(end, end));
                    assert!(!word.overlaps(&a.union(&b)), "{word:?} {ends:?}");
                }
            }
        }
    }
}

#[test]
fn columns_of_rows_stand_as_the_file_has_them() {
    let mut request = Request {
        layout: LayoutId::Compact,
        page: Page {
            width: 3,
            height: 1,
        },
        ..Request::default()
    };
    let root = request.add_box(Size::new(200.0, 60.0));
    request.add_unit(&[root], None, None);
    for _ in 0..7 {
        let new = request.add_box(Size::new(200.0, 60.0));
        let wire = request.add_wire(0, &[new], WireEnd::Box(root));
        request.add_unit(&[new], Some(root), Some(wire));
    }
    let word = "grid 2 1 | 1 2";
    let arrange = Arrange::parse(word).expect("columns of rows");
    assert_eq!(arrange.to_string(), word);
    request.arrangement = vec![(root, arrange)];
    let placement = place(&request);
    assert_eq!(placement.arrangement, request.arrangement);
    let at = |b: usize| (placement.boxes[b].min.x, placement.boxes[b].min.y);
    let (x, y): (Vec<f32>, Vec<f32>) = (0..8).map(at).unzip();
    assert!(x[2] > x[1] && y[2] == y[1], "two in the first row");
    assert!(x[3] == x[1] && y[3] > y[1], "one below them");
    assert!(x[4] > x[2] && y[4] < y[3], "the next column");
    assert!(x[6] > x[5] && y[6] == y[5] && y[5] > y[4]);
    assert!(
        x[7] == x[5] && y[7] > y[5],
        "what the file does not name comes below"
    );
}

#[test]
fn words_that_name_no_arrangement_are_none() {
    for word in [
        "grid", "grid ", "grid 0", "grid 2 |", "grid | 2", "grid 2 x", "grid 34", "rows 1",
    ] {
        assert_eq!(Arrange::parse(word), None, "{word}");
    }
    for word in [
        "row",
        "stack",
        "beside",
        "columns 3",
        "rows 2",
        "grid 1",
        "grid 3",
        "grid 1 | 33",
    ] {
        let read = Arrange::parse(word).map(|it| it.to_string());
        let whole = word != "grid 1 | 33";
        assert_eq!(read.as_deref(), whole.then_some(word));
    }
}

#[test]
fn several_roots_fill_the_page_together() {
    let mut request = Request {
        layout: LayoutId::Compact,
        ..Request::default()
    };
    for _ in 0..60 {
        let root = request.add_box(Size::new(200.0, 80.0));
        request.add_unit(&[root], None, None);
    }
    let placement = place(&request);
    assert!(
        (1.0..2.0).contains(&ratio(&placement)),
        "{}",
        ratio(&placement)
    );
    assert!(fill(&placement) > 0.4);
}
