//! What would happen if the pointer were released now, and the handles of the box under it.

use egui::{Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::Frame;
use super::paint::{paint_box, paint_selected_link};
use super::pointer::handles_of;
use crate::app::{Drop, Gesture};
use crate::layout::Point;
use crate::model::{Direction, Id};
use crate::theme::{Role, TextRole};
use crate::ui::{Stage, control, theme};

/// Paints the gesture in progress, if there is one.
pub fn paint_gesture(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    match &frame.tab.gesture {
        None => paint_handles(painter, stage, frame),
        Some(Gesture::Move {
            nodes,
            at,
            grip,
            pins,
        }) => {
            let drop = if *pins {
                None
            } else {
                frame.tab.find_drop(nodes, *at)
            };
            let corner = [at[0] - grip[0], at[1] - grip[1]];
            paint_ghosts(
                painter,
                stage,
                frame,
                nodes,
                corner,
                *pins || drop.is_some(),
            );
            if let Some(drop) = &drop {
                paint_drop(painter, stage, frame, drop);
            }
        }
        Some(Gesture::Wire { from, at, over }) => {
            paint_wire(painter, stage, frame, from, *at, over.as_ref());
        }
        Some(Gesture::Marquee { from, at }) => {
            let rect = Rect::from_two_pos(
                frame.to_screen(Point::new(from[0], from[1])),
                frame.to_screen(Point::new(at[0], at[1])),
            );
            painter.rect_filled(rect, 2.0, stage.colour(Role::Accent).gamma_multiply(0.12));
            let stroke = Stroke::new(1.0, stage.colour(Role::Accent));
            painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Middle);
        }
        Some(Gesture::Passage { span, at: Some(at) }) => {
            if let Some(drop) = frame.tab.find_drop(&[], *at) {
                paint_drop(painter, stage, frame, &drop);
            }
            let corner = frame.to_screen(Point::new(at[0], at[1])) + vec2(8.0, 8.0);
            let text = frame.tab.picture.text();
            let words = text.map_or("", |ready| span.of(&ready.text));
            paint_carried_words(painter, stage, corner, words);
        }
        Some(Gesture::Passage { at: None, .. }) => {}
    }
}

fn paint_handles(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    const SMALLEST: f32 = 0.4;
    let Some(hover) = &frame.hover else { return };
    let Some(index) = frame.tab.picture.box_index(hover) else {
        return;
    };
    if frame.tab.editor.is_read_only() || frame.camera.zoom < SMALLEST {
        return;
    }
    for middle in handles_of(frame, index) {
        painter.circle(
            middle,
            4.0,
            stage.colour(Role::Card),
            Stroke::new(1.5, stage.colour(Role::Accent)),
        );
    }
}

fn paint_drop(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, drop: &Drop) {
    let accent = stage.colour(Role::Accent);
    match drop {
        Drop::Under(id) => match frame.tab.picture.box_of(id) {
            Some(rect) => {
                let rect = frame.rect_to_screen(rect).expand(4.0);
                painter.rect_filled(rect, 10.0, accent.gamma_multiply(0.15));
                painter.rect_stroke(rect, 10.0, Stroke::new(2.0, accent), StrokeKind::Middle);
            }
            None => paint_selected_link(painter, frame, id.as_str(), accent),
        },
        Drop::Beside { sibling, after } => {
            let Some(rect) = frame.tab.picture.box_of(sibling) else {
                return;
            };
            let rect = frame.rect_to_screen(rect);
            let gap = 12.0 * frame.camera.zoom;
            let ends = if frame.tab.direction == Direction::Right {
                let y = if *after {
                    rect.bottom() + gap
                } else {
                    rect.top() - gap
                };
                [pos2(rect.left(), y), pos2(rect.right(), y)]
            } else {
                let x = if *after {
                    rect.right() + gap
                } else {
                    rect.left() - gap
                };
                [pos2(x, rect.top()), pos2(x, rect.bottom())]
            };
            painter.line_segment(ends, Stroke::new(3.0, accent));
        }
        Drop::Alone => {}
    }
}

fn paint_ghosts(
    painter: &Painter,
    stage: &Stage<'_>,
    frame: &Frame<'_>,
    nodes: &[Id],
    corner: [f32; 2],
    is_welcome: bool,
) {
    const STEP: f32 = 8.0;
    const OPACITY: f32 = 0.75;
    let picture = &frame.tab.picture;
    for (nth, node) in nodes.iter().take(4).enumerate().rev() {
        let (Some(at), Some([x0, y0, x1, y1])) = (picture.box_index(node), picture.box_of(node))
        else {
            continue;
        };
        let [x, y] = corner.map(|side| side + nth as f32 * STEP);
        let rect = frame.rect_to_screen([x, y, x + x1 - x0, y + y1 - y0]);
        paint_ghost(painter, stage, rect, is_welcome);
        let mut camera = frame.camera;
        camera.centre[0] -= x - x0;
        camera.centre[1] -= y - y0;
        let carried = Frame {
            tab: frame.tab,
            camera,
            bounds: frame.bounds,
            finder: frame.finder.clone(),
            hover: None,
            pixels: frame.pixels,
            is_resting: frame.is_resting,
        };
        let mut painter = painter.clone();
        painter.set_opacity(OPACITY);
        paint_box(&painter, stage, &carried, at);
    }
}

/// The first words of a passage that is carried, on a small card.
fn paint_carried_words(painter: &Painter, stage: &Stage<'_>, corner: Pos2, words: &str) {
    let ink = stage.colour(Role::Ink);
    let font = theme::font(stage.theme, TextRole::Ui);
    let galley = painter.layout_no_wrap(control::shorten(words, 32), font, ink);
    let margin = vec2(10.0, 6.0);
    let card = Rect::from_min_size(corner, galley.size() + 2.0 * margin);
    paint_ghost(painter, stage, card, true);
    painter.galley(corner + margin, galley, ink);
}

fn paint_ghost(painter: &Painter, stage: &Stage<'_>, rect: Rect, is_welcome: bool) {
    let role = if is_welcome {
        Role::Accent
    } else {
        Role::SecondInk
    };
    let shadow = egui::Shadow {
        offset: [0, 4],
        blur: 12,
        spread: 0,
        color: stage.colour(Role::Shadow),
    };
    painter.add(shadow.as_shape(rect, 8.0));
    painter.rect_filled(rect, 8.0, stage.colour(Role::Card).gamma_multiply(0.6));
    painter.rect_stroke(
        rect,
        8.0,
        Stroke::new(1.5, stage.colour(role)),
        StrokeKind::Middle,
    );
}

fn paint_wire(
    painter: &Painter,
    stage: &Stage<'_>,
    frame: &Frame<'_>,
    from: &Id,
    at: Option<[f32; 2]>,
    over: Option<&Id>,
) {
    let accent = stage.colour(Role::Accent);
    let Some(start) = frame.tab.picture.box_of(from) else {
        return;
    };
    let start = frame.rect_to_screen(start);
    let mut end: Option<Pos2> = at.map(|at| frame.to_screen(Point::new(at[0], at[1])));
    if over.is_none() {
        let pointer = painter.ctx().input(|input| input.pointer.latest_pos());
        end = end.or(pointer.filter(|&at| frame.bounds.contains(at)));
    }
    if let Some(over) = over {
        if let Some(rect) = frame.tab.picture.box_of(over) {
            let rect = frame.rect_to_screen(rect);
            let ring = rect.expand(4.0);
            painter.rect_stroke(ring, 10.0, Stroke::new(2.0, accent), StrokeKind::Middle);
            end = end.or(Some(rect.center()));
        } else {
            paint_selected_link(painter, frame, over.as_str(), accent);
            end = end.or_else(|| middle_of_link(frame, over));
        }
    }
    if let Some(end) = end {
        let begin = start.clamp(end);
        let line = Shape::dashed_line(&[begin, end], Stroke::new(2.0, accent), 6.0, 4.0);
        painter.extend(line);
        painter.circle_filled(end, 4.0, accent);
    }
}

fn middle_of_link(frame: &Frame<'_>, id: &Id) -> Option<Pos2> {
    let link = frame.tab.editor.graph().link(id.as_str())?;
    let wire = frame.tab.picture.plan().wire_of(link)?;
    let route = frame.tab.picture.placement().wires.get(wire)?;
    Some(frame.to_screen(route.middle))
}
