//! Signs, marks and the labelled ends of stubs at every zoom, on every sample in every layout: what
//! they say can be read, and stands on its own.

use std::collections::HashSet;

use linchpin::format::native;
use linchpin::layout::geometry::{Point, Rect};
use linchpin::layout::measure::FontMeasure;
use linchpin::layout::request::Direction;
use linchpin::layout::scene::{Drawing, Item, Overlay, Paint, draw_wire};
use linchpin::layout::{ALL, Plan, ViewState, place};
use linchpin::model::{Graph, Id};
use linchpin::ui::canvas::detail::{Detail, sign_scale};
use linchpin::ui::canvas::pills::draw_pills;
use linchpin::ui::canvas::short::{draw_badge, draw_box, enlarge_signs};
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

/// Hands over every sample in every layout.
fn each_drawing(mut look: impl FnMut(&str, &Drawing<'_>)) {
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
                let name = format!("{} {} {direction:?}", sample.name, layout.name);
                look(&name, &drawing);
            }
        }
    }
}

/// Hands over the pills of every sample in every layout at every zoom.
fn each_set_of_pills(mut look: impl FnMut(&str, f32, &[Item], usize)) {
    each_drawing(|name, drawing| {
        let wires: Vec<u32> = (0..drawing.placement.wires.len() as u32).collect();
        for zoom in zooms() {
            let mut items = Vec::new();
            draw_pills(&mut items, drawing, &wires, zoom);
            let name = format!("{name} at {zoom}");
            look(&name, zoom, &items, drawing.placement.pills.len());
        }
    });
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
    each_set_of_pills(|name, zoom, items, _| {
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
    each_set_of_pills(|name, _, items, n_pills| {
        let grounds = items.iter().filter(|item| ground(&item.paint).is_some());
        assert_eq!(grounds.count(), n_pills, "{name}");
    });
}

#[test]
fn pills_that_show_a_sign_alone_cover_no_other_pill() {
    each_set_of_pills(|name, _, items, _| {
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
    each_set_of_pills(|_, zoom, items, n_pills| {
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

#[test]
fn a_sign_that_grows_is_not_hidden_by_the_box_that_it_belongs_to() {
    each_drawing(|name, drawing| {
        let Drawing {
            placement, plan, ..
        } = drawing;
        for zoom in zooms().filter(|&zoom| Detail::at(zoom) == Detail::ShortText) {
            for (at, route) in placement.wires.iter().enumerate() {
                let start = placement.points(&route.main)[0];
                let from = plan.request.wires[at].from.of(&plan.request.members);
                let own = from.iter().map(|&b| placement.boxes[b as usize]);
                let own = own.filter(|rect| rect.grown(1.0).contains(start));
                let mut items = Vec::new();
                draw_wire(&mut items, drawing, at);
                // Where a line is shorter than its sign, some of it was under the box before.
                let is_clear = |items: &[Item]| {
                    let mut signs = items.iter().filter_map(|item| ground(&item.paint));
                    let mut own = own.clone();
                    !signs.any(|sign| own.any(|rect| rect.overlaps(&sign.grown(-1.0))))
                };
                if !route.is_tree || !is_clear(&items) {
                    continue;
                }
                enlarge_signs(&mut items, sign_scale(zoom), Some(start));
                assert!(is_clear(&items), "{name} at {zoom}: the sign of wire {at}");
            }
        }
    });
}

#[test]
fn no_letters_of_a_whole_box_are_smaller_than_can_be_read() {
    each_drawing(|name, drawing| {
        for zoom in zooms().filter(|&zoom| Detail::at(zoom) >= Detail::ShortText) {
            for at in 0..drawing.placement.boxes.len() {
                let mut items = Vec::new();
                draw_box(&mut items, drawing, at, Detail::at(zoom), zoom);
                let rect = drawing.placement.boxes[at].grown(0.5);
                for item in &items {
                    let Paint::Text {
                        style, text, at, ..
                    } = &item.paint
                    else {
                        continue;
                    };
                    let size = style.size * zoom;
                    assert!(size >= LEAST, "{name} at {zoom}: “{text}” in {size} points");
                    assert!(
                        rect.contains(*at),
                        "{name} at {zoom}: “{text}” out of its box"
                    );
                }
            }
        }
    });
}

/// Hands over every sample, in every layout, with all branches below the main claims folded.
fn each_folded(mut look: impl FnMut(&str, &Drawing<'_>)) {
    for sample in find_samples() {
        let document = native::read(sample.text.as_bytes()).unwrap().document;
        let graph = Graph::of(&document);
        let below = graph.roots().iter().flat_map(|&root| graph.children(root));
        let rows = document.nodes().rows();
        let folded: HashSet<Id> = below.map(|&node| rows[node as usize].id.clone()).collect();
        for layout in ALL {
            for direction in [Direction::TopDown, Direction::LeftToRight] {
                let view = ViewState {
                    layout: layout.id,
                    direction,
                    folded: folded.clone(),
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
                look(
                    &format!("{} {} {direction:?}", sample.name, layout.name),
                    &drawing,
                );
            }
        }
    }
}

#[test]
fn a_folded_branch_tells_of_itself_without_hiding_its_box_or_a_neighbour() {
    let (mut n_counts, mut n_bars) = (0, 0);
    each_folded(|name, drawing| {
        let boxes = &drawing.placement.boxes;
        for zoom in zooms().filter(|&zoom| Detail::at(zoom) == Detail::Signs) {
            for (at, &(b, n_hidden)) in drawing.plan.request.folded.iter().enumerate() {
                let name = format!("{name} at {zoom}");
                let (mut badge, mut own) = (Vec::new(), Vec::new());
                draw_badge(&mut badge, drawing, at, zoom);
                draw_box(&mut own, drawing, b as usize, Detail::Signs, zoom);
                let rect = boxes[b as usize];
                let letters = own.iter().filter_map(|item| match &item.paint {
                    Paint::Text {
                        at, style, text, ..
                    } => {
                        let width = drawing.measure.advance(style.face, style.size, text);
                        let (top, end) = (at.y - style.size * 0.7, at.x + width);
                        assert!(
                            rect.min.x < at.x && end < rect.max.x,
                            "{name}: {text} sticks out"
                        );
                        assert!(style.size * zoom >= 7.0, "{name}: {text} is too small");
                        let corners = [Point::new(at.x, top), Point::new(end, at.y)];
                        Some((text.clone(), Rect::from_corners(corners[0], corners[1])))
                    }
                    _ => None,
                });
                let letters: Vec<(String, Rect)> = letters.collect();
                let count = format!("+{n_hidden}");
                if letters.iter().any(|(text, _)| *text == count) {
                    assert!(badge.is_empty(), "{name}: told twice");
                    n_counts += 1;
                    continue;
                }
                n_bars += 1;
                let bar = badge.iter().find_map(|item| ground(&item.paint));
                let bar = bar.unwrap_or_else(|| panic!("{name}: nothing tells of {n_hidden}"));
                let covered = letters.iter().find(|(_, it)| it.overlaps(&bar));
                assert_eq!(covered, None, "{name}");
                let mut others = boxes.iter().enumerate().filter(|&(it, _)| it != b as usize);
                assert!(
                    !others.any(|(_, it)| it.overlaps(&bar)),
                    "{name}: over a neighbour"
                );
            }
        }
    });
    assert!(n_counts > 0 && n_bars > 0, "{n_counts} {n_bars}");
}
