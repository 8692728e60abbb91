//! What would happen if the pointer were released now, and the rim of the box under it.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::Frame;
use super::paint::paint_box;
use super::rim::paint_rim;
use super::rings::paint_selected_link;
use crate::app::{Drop, Forecast, Gesture, Outlook};
use crate::layout::Point;
use crate::layout::scene::find_stroke;
use crate::model::{Id, Relation};
use crate::theme::{Role, TextRole};
use crate::ui::{Stage, control, theme};

/// How many of the dragged boxes are drawn.
const MOST_GHOSTS: usize = 24;

/// Paints the gesture in progress, if there is one.
pub fn paint_gesture(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    let outlook = frame.tab.outlook();
    match &frame.tab.gesture {
        None => paint_rim(painter, stage, frame),
        Some(Gesture::Move {
            nodes,
            from,
            at,
            pins,
        }) => {
            let forecast = frame.tab.forecast_drop(nodes, *at);
            let pins = frame.tab.pins_on_drop(nodes, *pins, &forecast);
            let by = [at[0] - from[0], at[1] - from[1]];
            let is_welcome = !matches!(forecast, Forecast::Refused(..));
            paint_ghosts(painter, stage, frame, nodes, by, is_welcome || pins);
            match &forecast {
                _ if pins => {}
                Forecast::Stays => {}
                Forecast::Refused(drop, _) => {
                    paint_drop(painter, frame, drop, stage.colour(Role::Warning));
                }
                Forecast::Goes(drop, relation) => {
                    paint_drop(painter, frame, drop, stage.colour(Role::Accent));
                    if *drop == Drop::Alone {
                        paint_lost_lines(painter, stage, frame, nodes);
                    }
                    let link = (drop, relation.as_ref());
                    paint_new_line(painter, stage, frame, link, (nodes, by));
                }
            }
        }
        Some(Gesture::Wire { from, at, over, .. }) => {
            let colour = colour_of(stage, outlook.as_ref());
            paint_wire(painter, stage, frame, (from, *at, over.as_ref()), colour);
        }
        Some(Gesture::Marquee { .. } | Gesture::Passage { at: None, .. }) => {}
        Some(Gesture::Passage { span, at: Some(at) }) => {
            if let Some(drop) = frame.tab.find_drop(&[], *at) {
                paint_drop(painter, frame, &drop, stage.colour(Role::Accent));
            }
            let corner = frame.to_screen(Point::new(at[0], at[1])) + vec2(8.0, 8.0);
            let text = frame.tab.picture.text();
            let words = text.map_or("", |ready| span.of(&ready.text));
            paint_carried_words(painter, stage, corner, words);
        }
    }
    if let Some(outlook) = &outlook {
        paint_outlook(painter, stage, frame, outlook);
    }
}

/// The colour of a relation as its line has it; of warnings for what is refused.
fn colour_of(stage: &Stage<'_>, outlook: Option<&Outlook>) -> Color32 {
    let relation = outlook.and_then(|outlook| outlook.relation.as_ref());
    let is_refused = outlook.is_some_and(|outlook| outlook.is_refused);
    stage.colour(match relation {
        _ if is_refused => Role::Warning,
        Some(relation) => stage.theme.line(find_stroke(relation)).role,
        None => Role::Accent,
    })
}

/// What would happen, in words, beside the pointer or beside what keys have chosen.
fn paint_outlook(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, outlook: &Outlook) {
    const WIDEST: f32 = 320.0;
    let by_keys = match &frame.tab.gesture {
        Some(Gesture::Wire {
            at: None,
            over: Some(over),
            ..
        }) => frame.tab.find_end(over),
        _ => None,
    };
    let beside = match by_keys {
        Some(rect) => frame.rect_to_screen(rect).left_bottom() + vec2(0.0, 10.0),
        None => match painter.ctx().input(|input| input.pointer.latest_pos()) {
            Some(at) => at + vec2(14.0, 20.0),
            None => return,
        },
    };
    let ink = colour_of(stage, Some(outlook));
    let font = theme::font(stage.theme, TextRole::Ui);
    let galley = painter.layout(outlook.text.clone(), font, ink, WIDEST);
    let margin = vec2(10.0, 6.0);
    let size = galley.size() + 2.0 * margin;
    let room = frame.bounds.shrink(4.0);
    let min = pos2(
        beside.x.min(room.right() - size.x).max(room.left()),
        beside.y.min(room.bottom() - size.y).max(room.top()),
    );
    let card = Rect::from_min_size(min, size);
    painter.rect_filled(card, 6.0, stage.colour(Role::Card));
    painter.rect_stroke(card, 6.0, Stroke::new(1.0, ink), StrokeKind::Inside);
    painter.galley(min + margin, galley, ink);
}

/// The line that would lead from the dragged boxes to what they go to.
fn paint_new_line(
    painter: &Painter,
    stage: &Stage<'_>,
    frame: &Frame<'_>,
    (drop, relation): (&Drop, Option<&Relation>),
    (nodes, by): (&[Id], [f32; 2]),
) {
    let under = match drop {
        Drop::Into { link, .. } => Some(link.clone()),
        other => frame.tab.find_new_parent(other),
    };
    let (Some(relation), Some(end)) = (relation, under.and_then(|id| frame.tab.find_end(&id)))
    else {
        return;
    };
    let end = frame.rect_to_screen(end);
    let stroke = Stroke::new(
        2.0,
        stage.colour(stage.theme.line(find_stroke(relation)).role),
    );
    for node in nodes.iter().take(MOST_GHOSTS) {
        if let Some(ghost) = find_ghost(frame, node, by) {
            let end = end.clamp(ghost.center());
            let line = Shape::dashed_line(&[ghost.clamp(end), end], stroke, 6.0, 4.0);
            painter.extend(line);
        }
    }
}

/// The lines that go where boxes are to stand alone.
fn paint_lost_lines(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, nodes: &[Id]) {
    for node in nodes.iter().take(MOST_GHOSTS) {
        if let Some(link) = frame.tab.place_link(node) {
            paint_selected_link(painter, frame, link.as_str(), stage.colour(Role::Warning));
        }
    }
}

/// Where a dragged box is on the screen; none if it is folded away.
fn find_ghost(frame: &Frame<'_>, node: &Id, by: [f32; 2]) -> Option<Rect> {
    let [x0, y0, x1, y1] = frame.tab.picture.box_of(node)?;
    Some(frame.rect_to_screen([x0 + by[0], y0 + by[1], x1 + by[0], y1 + by[1]]))
}

fn paint_drop(painter: &Painter, frame: &Frame<'_>, drop: &Drop, accent: Color32) {
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
            if let Some(ends) = find_bar(frame, sibling, *after) {
                painter.line_segment(ends, Stroke::new(3.0, accent));
            }
        }
        Drop::Into { link, before } => {
            paint_selected_link(painter, frame, link.as_str(), accent);
            let links = frame.tab.document().links();
            let last = links.get(link.as_str()).and_then(|link| link.from.last());
            let bar = match (before, last) {
                (Some(before), _) => find_bar(frame, before, false),
                (None, Some(last)) => find_bar(frame, last, true),
                (None, None) => None,
            };
            if let Some(ends) = bar {
                painter.line_segment(ends, Stroke::new(3.0, accent));
            }
        }
        Drop::Alone => {}
    }
}

/// The bar in the gap where a box would stand: half way to the next sibling, else a little
/// beside.
fn find_bar(frame: &Frame<'_>, sibling: &Id, after: bool) -> Option<[Pos2; 2]> {
    const GAP: f32 = 12.0;
    let tab = frame.tab;
    let own = frame.rect_to_screen(tab.picture.box_of(sibling)?);
    let is_stacked = tab.is_stacked(sibling);
    let gap = if after { GAP } else { -GAP } * frame.camera.zoom;
    let next = tab.find_sibling(sibling, after);
    let next = next.and_then(|id| tab.picture.box_of(&id));
    let next = next.map(|rect| frame.rect_to_screen(rect));
    let between = |rim: f32, other: Option<f32>| match other {
        Some(other) if (other - rim) * gap > 0.0 => f32::midpoint(rim, other),
        _ => rim + gap,
    };
    Some(match (is_stacked, after) {
        (true, true) => {
            let y = between(own.bottom(), next.map(|next| next.top()));
            [pos2(own.left(), y), pos2(own.right(), y)]
        }
        (true, false) => {
            let y = between(own.top(), next.map(|next| next.bottom()));
            [pos2(own.left(), y), pos2(own.right(), y)]
        }
        (false, true) => {
            let x = between(own.right(), next.map(|next| next.left()));
            [pos2(x, own.top()), pos2(x, own.bottom())]
        }
        (false, false) => {
            let x = between(own.left(), next.map(|next| next.right()));
            [pos2(x, own.top()), pos2(x, own.bottom())]
        }
    })
}

fn paint_ghosts(
    painter: &Painter,
    stage: &Stage<'_>,
    frame: &Frame<'_>,
    nodes: &[Id],
    by: [f32; 2],
    is_welcome: bool,
) {
    const OPACITY: f32 = 0.75;
    let mut camera = frame.camera;
    camera.centre[0] -= by[0];
    camera.centre[1] -= by[1];
    let carried = Frame {
        tab: frame.tab,
        camera,
        bounds: frame.bounds,
        hover: None,
        rim: None,
        pixels: frame.pixels,
        is_resting: frame.is_resting,
    };
    let mut faint = painter.clone();
    faint.set_opacity(OPACITY);
    for node in nodes.iter().take(MOST_GHOSTS) {
        let index = frame.tab.picture.box_index(node);
        if let (Some(at), Some(rect)) = (index, find_ghost(frame, node, by)) {
            paint_ghost(painter, stage, rect, is_welcome);
            paint_box(&faint, stage, &carried, at);
        }
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
    (from, at, over): (&Id, Option<[f32; 2]>, Option<&Id>),
    colour: Color32,
) {
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
            let ring = Stroke::new(2.0, colour);
            painter.rect_stroke(rect.expand(4.0), 10.0, ring, StrokeKind::Middle);
        } else {
            paint_selected_link(painter, frame, over.as_str(), stage.colour(Role::Accent));
        }
        let place = frame
            .tab
            .find_end(over)
            .map(|rect| frame.rect_to_screen(rect));
        end = end.or(place.map(|rect| rect.clamp(start.center())));
    }
    if let Some(end) = end {
        let line = Shape::dashed_line(&[start.clamp(end), end], Stroke::new(2.0, colour), 6.0, 4.0);
        painter.extend(line);
        painter.circle_filled(end, 4.0, colour);
    }
}
