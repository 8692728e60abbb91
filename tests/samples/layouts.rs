//! Every sample in every layout, as it is drawn: nothing stands on anything that is to be read.

use std::collections::HashSet;

use linchpin::format::native;
use linchpin::layout::build::{Plan, ViewState};
use linchpin::layout::geometry::{Point, Rect, Size};
use linchpin::layout::measure::{FontMeasure, Measure};
use linchpin::layout::placement::{Path, Placement, Shape, point_on_curve};
use linchpin::layout::request::{Direction, WireEnd};
use linchpin::layout::scene::{Drawing, Hit, Overlay, Paint, Scene};
use linchpin::layout::{ALL, place};
use linchpin::model::{Document, Graph, Id};
use linchpin::theme::{self, TextStyle};
use linchpin::words;

use super::found::{Sample, find_samples};

/// How deep, in map units, things may reach into each other before it counts: rims and rounding.
const SLACK: f32 = 0.5;
/// Between two points of a line that are looked at, in map units.
const STEP: f32 = 4.0;

/// Between a pill and the letters of a box, at least.
const OFF: f32 = 2.5;

/// One sample in one layout.
struct Picture {
    plan: Plan,
    placement: Placement,
    scene: Scene,
}

#[test]
fn no_two_boxes_of_a_sample_overlap_in_any_layout() {
    check(|picture, faults| {
        let boxes = &picture.placement.boxes;
        for (at, rect) in boxes.iter().enumerate() {
            let inner = rect.grown(-SLACK);
            let hit = (at + 1..boxes.len()).filter(|&other| inner.overlaps(&boxes[other]));
            faults.extend(hit.map(|other| format!("boxes {at} and {other}")));
        }
    });
}

#[test]
fn every_text_of_a_box_of_a_sample_stands_within_its_box() {
    check(|picture, faults| {
        for (hit, paint) in items(picture) {
            let (Hit::Node(node), Some(area)) = (hit, text_area(paint)) else {
                continue;
            };
            let b = picture.plan.box_of(node).unwrap();
            let rect = picture.placement.boxes[b].grown(SLACK);
            if !(rect.contains(area.min) && rect.contains(area.max)) {
                faults.push(format!("text {area:?} of box {b} {rect:?}"));
            }
        }
    });
}

#[test]
fn no_sign_pill_or_word_of_a_line_of_a_sample_covers_the_text_of_a_box() {
    check(|picture, faults| {
        for (hit, paint) in items(picture) {
            let (Hit::Link(link), Some(area)) = (hit, mark_area(picture, paint)) else {
                continue;
            };
            let boxes = picture.placement.boxes.iter().enumerate();
            let covered = boxes.filter(|(_, rect)| text_of(rect).overlaps(&area));
            faults.extend(covered.map(|(b, _)| format!("mark {area:?} of link {link} on box {b}")));
        }
    });
}

#[test]
fn no_sign_or_word_of_a_line_of_a_sample_is_hidden_by_a_box() {
    check(|picture, faults| {
        for (hit, paint) in items(picture) {
            let (Hit::Link(link), Some(area)) = (hit, mark_area(picture, paint)) else {
                continue;
            };
            let wire = picture.plan.wire_of(link).unwrap();
            // Pills stand on rims, and are drawn over the boxes.
            if picture
                .placement
                .pills(&picture.placement.wires[wire])
                .iter()
                .any(|pill| pill.rect.grown(8.0).overlaps(&area))
            {
                continue;
            }
            let boxes = picture.placement.boxes.iter().enumerate();
            let hiding = boxes.filter(|(_, rect)| rect.overlaps(&area));
            faults.extend(
                hiding.map(|(b, rect)| {
                    format!("mark {area:?} of link {link} under box {b} {rect:?}")
                }),
            );
        }
    });
}

#[test]
fn no_pill_of_a_sample_covers_the_sign_of_a_line_of_the_tree() {
    check(|picture, faults| {
        let Placement { wires, pills, .. } = &picture.placement;
        let half = theme::Shape::bundled().boxes.chip / 2.0 - SLACK;
        for (at, route) in wires.iter().enumerate().filter(|(_, route)| route.is_tree) {
            let sign = Rect::from_corners(route.chip, route.chip).grown(half);
            let covering = pills.iter().filter(|pill| pill.rect.overlaps(&sign));
            faults.extend(covering.map(|pill| format!("pill {pill:?} on the sign of wire {at}")));
        }
    });
}

#[test]
fn every_pill_of_a_sample_sits_on_what_it_belongs_to_and_stands_off_the_letters() {
    check(|picture, faults| {
        let Placement {
            boxes, brackets, ..
        } = &picture.placement;
        for (at, route) in picture.placement.wires.iter().enumerate() {
            for pill in picture.placement.pills(route) {
                let frames = brackets.iter().map(|bracket| &bracket.rect);
                let mut bodies = boxes.iter().chain(frames);
                // What ends on a line has its pill there.
                let on_line = pill.is_target && route.ends_on_wire;
                if !on_line && !bodies.any(|rect| rect.overlaps(&pill.rect)) {
                    faults.push(format!("pill {pill:?} of wire {at} hangs in the air"));
                }
                let near = pill.rect.grown(OFF);
                if let Some(b) = boxes.iter().position(|rect| text_of(rect).overlaps(&near)) {
                    faults.push(format!(
                        "pill {pill:?} of wire {at} touches letters of box {b}"
                    ));
                }
            }
        }
    });
}

#[test]
fn no_line_of_a_sample_runs_through_a_word_beside_a_sign() {
    check(|picture, faults| {
        let placement = &picture.placement;
        let routes = placement.wires.iter();
        let paths = routes.flat_map(|route| placement.drawn_paths(route));
        let points: Vec<Point> = paths.flat_map(|path| trace(placement, path)).collect();
        for (hit, paint) in items(picture) {
            let (Hit::Link(_), Paint::Text { text, .. }, Some(area)) =
                (hit, paint, text_area(paint))
            else {
                continue;
            };
            let is_word = text.len() > 1 && text.chars().all(char::is_alphabetic);
            let area = area.grown(-SLACK);
            if is_word && points.iter().any(|&point| area.contains(point)) {
                faults.push(format!("a line through “{text}” of {hit:?} at {area:?}"));
            }
        }
    });
}

#[test]
fn no_link_to_a_line_of_a_sample_runs_along_another_line() {
    /// How close lines are that look like one, and for how many points they may be.
    const CLOSE: (f32, usize) = (4.0, 10);
    /// How close to the end of a link to a line the two may run side by side.
    const END: f32 = 64.0;
    check(|picture, faults| {
        let placement = &picture.placement;
        let routes = || placement.wires.iter().enumerate();
        let is_curve = |path: &Path| path.shape == Shape::Curve;
        let links = routes().filter(|(_, it)| it.ends_on_wire && it.stub.is_none());
        let ends: Vec<Point> = links
            .clone()
            .filter_map(|(_, route)| placement.points(&route.main).last().copied())
            .collect();
        for (at, route) in links.filter(|(_, route)| is_curve(&route.main)) {
            let own = trace(placement, &route.main);
            let others = routes().filter(|&(other, _)| other != at);
            let paths = others.flat_map(|(_, route)| placement.drawn_paths(route));
            let others: Vec<Point> = paths.flat_map(|path| trace(placement, path)).collect();
            let is_beside = |point: &&Point| {
                let mut others = others.iter();
                let is_at_end = ends.iter().any(|end| point.distance(*end) < END);
                !is_at_end && others.any(|it| it.distance(**point) < CLOSE.0)
            };
            let n = own.iter().filter(is_beside).count();
            if n > CLOSE.1 {
                faults.push(format!("wire {at} runs along another for {n} points"));
            }
        }
    });
}

#[test]
fn no_line_of_a_sample_is_drawn_over_a_sign() {
    check(|picture, faults| {
        let side = theme::Shape::bundled().boxes.chip;
        let all: Vec<(Hit, &Paint)> = items(picture).collect();
        for (nth, (hit, paint)) in all.iter().enumerate() {
            let (Hit::Link(_), Paint::Rect { rect, radius, .. }) = (hit, paint) else {
                continue;
            };
            if (radius * 2.0 - side).abs() > 0.01 {
                continue;
            }
            let covers = |paint: &Paint| match paint {
                Paint::Curve { points, .. } => (0..=200_u8).any(|step| {
                    let point = point_on_curve(points, f32::from(step) / 200.0);
                    rect.contains(point)
                }),
                Paint::Path { points, .. } => points.windows(2).any(|ends| {
                    (0..=200_u8)
                        .any(|step| rect.contains(ends[0].lerp(ends[1], f32::from(step) / 200.0)))
                }),
                _ => false,
            };
            if let Some((other, _)) = all[nth..].iter().find(|(_, paint)| covers(paint)) {
                faults.push(format!("the line of {other:?} covers the sign of {hit:?}"));
            }
        }
    });
}

#[test]
fn no_two_signs_of_a_sample_cover_each_other() {
    check(|picture, faults| {
        let side = theme::Shape::bundled().boxes.chip;
        let signs: Vec<(Hit, Point)> = items(picture)
            .filter_map(|(hit, paint)| match paint {
                Paint::Rect { rect, .. } => Some((hit, rect)),
                _ => None,
            })
            .filter(|(hit, rect)| {
                let is_sign = [rect.width(), rect.height()]
                    .iter()
                    .all(|it| (it - side).abs() < 0.01);
                is_sign && matches!(hit, Hit::Link(_))
            })
            .map(|(hit, rect)| (hit, rect.center()))
            .collect();
        for (nth, (hit, at)) in signs.iter().enumerate() {
            let mut others = signs[nth + 1..].iter();
            if let Some((other, _)) = others.find(|(_, it)| it.distance(*at) < side - SLACK) {
                faults.push(format!("signs of {hit:?} and {other:?}"));
            }
        }
    });
}

#[test]
fn no_line_of_the_tree_of_a_sample_runs_through_a_box() {
    check(|picture, faults| {
        let Picture {
            plan, placement, ..
        } = picture;
        for (at, route) in placement.wires.iter().enumerate() {
            if !route.is_tree {
                continue;
            }
            let points = trace(placement, &route.main);
            for (b, rect) in placement.boxes.iter().enumerate() {
                let inner = rect.grown(-2.0 * SLACK);
                if points.iter().any(|&point| inner.contains(point)) {
                    let wire = &plan.request.wires[at];
                    let from = wire.from.of(&plan.request.members);
                    let is_own = from.contains(&(b as u32)) || wire.to == WireEnd::Box(b as u32);
                    let whose = if is_own { "its own" } else { "a foreign" };
                    faults.push(format!("wire {at} runs through {whose} box {b}"));
                }
            }
        }
    });
}

/// Draws every sample in every layout, direction and framing, and lets `find` list what is wrong.
fn check(find: impl Fn(&Picture, &mut Vec<String>)) {
    let mut all = Vec::new();
    for sample in find_samples() {
        let document = native::read(sample.text.as_bytes()).unwrap().document;
        let graph = Graph::of(&document);
        for layout in ALL {
            for direction in [Direction::TopDown, Direction::LeftToRight] {
                for frames_reasons in [false, true] {
                    let view = ViewState {
                        layout: layout.id,
                        direction,
                        frames_reasons,
                        // Reasons are framed in the whole map, and left alone in its first view.
                        folded: if frames_reasons {
                            HashSet::new()
                        } else {
                            list_folded(&sample)
                        },
                        ..ViewState::default()
                    };
                    let picture = draw(&document, &graph, &view);
                    let mut faults = Vec::new();
                    find(&picture, &mut faults);
                    let (name, layout) = (&sample.name, layout.name);
                    let name = format!("{name} {layout} {direction:?} frames: {frames_reasons}");
                    all.extend(faults.iter().map(|fault| format!("{name}: {fault}")));
                }
            }
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

/// What the first view of a sample folds.
fn list_folded(sample: &Sample) -> HashSet<Id> {
    let view = sample.records("views").first();
    let folded = view.and_then(|view| view["collapsed"].as_array());
    let folded = folded.into_iter().flatten();
    folded
        .filter_map(|id| Id::parse(id.as_str()?).ok())
        .collect()
}

fn draw(document: &Document, graph: &Graph, view: &ViewState) -> Picture {
    let plan = Plan::of(document, graph, view, FontMeasure::bundled());
    let placement = place(&plan.request);
    let scene = Scene::of_all(&Drawing {
        document,
        graph,
        plan: &plan,
        placement: &placement,
        measure: FontMeasure::bundled(),
        words: words::of_map("en"),
        has_words: true,
        overlay: &Overlay::default(),
    });
    Picture {
        plan,
        placement,
        scene,
    }
}

fn items(picture: &Picture) -> impl Iterator<Item = (Hit, &Paint)> {
    picture
        .scene
        .items
        .iter()
        .map(|item| (item.hit, &item.paint))
}

/// Where a line of text stands: as wide as its words, as high as its letters may be.
fn text_area(paint: &Paint) -> Option<Rect> {
    let Paint::Text {
        at, style, text, ..
    } = paint
    else {
        return None;
    };
    let TextStyle { face, size, .. } = *style;
    let width = FontMeasure::bundled().advance(face, size, text);
    let top = at.y - 0.8 * size;
    Some(Rect::new(at.x, top, Size::new(width, size)))
}

/// Where a sign, a dot, a pill or a word of a line stands; nothing for lines, heads and frames.
fn mark_area(picture: &Picture, paint: &Paint) -> Option<Rect> {
    match paint {
        Paint::Rect { rect, .. } => {
            let mut frames = picture.placement.brackets.iter();
            (!frames.any(|frame| frame.rect == *rect)).then_some(*rect)
        }
        // Three corners are a head, which touches the rim that it points at.
        Paint::Polygon { points, .. } if points.len() > 3 => points
            .iter()
            .map(|&point| Rect::from_corners(point, point))
            .reduce(|sum, rect| sum.union(&rect)),
        Paint::Text { .. } => text_area(paint),
        _ => None,
    }
}

/// Where the wording of a box may stand.
fn text_of(rect: &Rect) -> Rect {
    let boxes = &theme::Shape::bundled().boxes;
    Rect::from_corners(
        rect.min.moved(boxes.padding_x, boxes.padding_y),
        rect.max.moved(-boxes.padding_x, -boxes.padding_y),
    )
}

/// Points along a path.
fn trace(placement: &Placement, path: &Path) -> Vec<Point> {
    let points = placement.points(path);
    let share = |at: usize, n: usize| at as f32 / n as f32;
    if let (Shape::Curve, &[a, b, c, d]) = (path.shape, points) {
        let n = (a.distance(b) + b.distance(c) + c.distance(d)) / STEP;
        let n = (n as usize).max(1);
        let at = |step| point_on_curve(&[a, b, c, d], share(step, n));
        return (0..=n).map(at).collect();
    }
    let along = |ends: &[Point]| {
        let (from, to) = (ends[0], ends[1]);
        let n = ((from.distance(to) / STEP) as usize).max(1);
        (0..=n).map(move |step| from.lerp(to, share(step, n)))
    };
    points.windows(2).flat_map(along).collect()
}
