//! The labelled ends of stubs at every zoom, on every sample in every layout: what they say can
//! be read, and stands on its own.

use linchpin::format::native;
use linchpin::layout::geometry::Rect;
use linchpin::layout::measure::FontMeasure;
use linchpin::layout::request::Direction;
use linchpin::layout::scene::{Drawing, Item, Overlay, Paint};
use linchpin::layout::{ALL, Plan, ViewState, place};
use linchpin::model::Graph;
use linchpin::ui::canvas::pills::draw_pills;
use linchpin::words;

use crate::samples::found::find_samples;

/// The smallest letters that can be read, on the screen in points.
const LEAST: f32 = 7.7;

/// The zooms at which things are laid out, from near to far.
fn zooms() -> impl Iterator<Item = f32> {
    (-14..=4_i16)
        .rev()
        .map(|step| (f32::from(step) / 4.0).exp2())
}

/// Hands over the pills of every sample in every layout at every zoom.
fn check(mut look: impl FnMut(&str, f32, &[Item], usize)) {
    for sample in find_samples() {
        let document = native::read(sample.text.as_bytes()).unwrap().document;
        let graph = Graph::of(&document);
        for layout in ALL {
            for direction in [Direction::TopDown, Direction::LeftToRight] {
                let view = ViewState {
                    layout: layout.id,
                    direction,
                    ..ViewState::default()
                };
                let plan = Plan::of(&document, &graph, &view, FontMeasure::bundled());
                let placement = place(&plan.request);
                let drawing = Drawing {
                    document: &document,
                    graph: &graph,
                    plan: &plan,
                    placement: &placement,
                    measure: FontMeasure::bundled(),
                    words: words::of_map("en"),
                    has_words: true,
                    overlay: &Overlay::default(),
                };
                let wires: Vec<u32> = (0..placement.wires.len() as u32).collect();
                for zoom in zooms() {
                    let mut items = Vec::new();
                    draw_pills(&mut items, &drawing, &wires, zoom);
                    let name = format!("{} {} {direction:?} at {zoom}", sample.name, layout.name);
                    look(&name, zoom, &items, placement.pills.len());
                }
            }
        }
    }
}

/// The ground of a pill.
fn ground(paint: &Paint) -> Option<Rect> {
    match paint {
        Paint::Rect { rect, .. } => Some(*rect),
        Paint::Polygon { points, .. } => points
            .iter()
            .map(|&at| Rect::from_corners(at, at))
            .reduce(|sum, rect| sum.union(&rect)),
        _ => None,
    }
}

#[test]
fn letters_of_pills_are_never_smaller_than_can_be_read() {
    check(|name, zoom, items, _| {
        for item in items {
            if let Paint::Text { style, text, .. } = &item.paint {
                let size = style.size * zoom;
                assert!(size >= LEAST, "{name}: “{text}” in {size} points");
            }
        }
    });
}

#[test]
fn no_pill_vanishes_at_any_zoom() {
    check(|name, _, items, n_pills| {
        let grounds = items.iter().filter(|item| ground(&item.paint).is_some());
        assert_eq!(grounds.count(), n_pills, "{name}");
    });
}

#[test]
fn pills_that_show_a_sign_alone_cover_no_other_pill() {
    check(|name, _, items, _| {
        let pills: Vec<(Rect, bool)> = (0..items.len())
            .filter_map(|at| {
                let next = items.get(at + 1).map(|item| &item.paint);
                let has_letters = matches!(next, Some(Paint::Text { .. }));
                Some((ground(&items[at].paint)?, has_letters))
            })
            .collect();
        for (at, (pill, has_letters)) in pills.iter().enumerate() {
            let mut others = pills.iter().enumerate().filter(|(other, _)| *other != at);
            if *has_letters
                && let Some((_, (other, _))) = others.find(|(_, (it, _))| it.overlaps(pill))
            {
                panic!("{name}: {pill:?} covers {other:?}");
            }
        }
    });
}

#[test]
fn far_fewer_letters_do_not_leave_lone_pills_without_a_sign() {
    let mut n = (0, 0);
    check(|_, zoom, items, n_pills| {
        if (0.4..0.75).contains(&zoom) {
            let texts = items
                .iter()
                .filter(|it| matches!(it.paint, Paint::Text { .. }));
            n = (n.0 + texts.count(), n.1 + n_pills);
        }
    });
    let (n_signs, n_pills) = n;
    assert!(
        n_pills > 0 && 3 * n_signs > 2 * n_pills,
        "{n_signs} of {n_pills}"
    );
}
