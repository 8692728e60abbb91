//! Rings around what is selected, aimed at or pointed at, and lines that are, drawn once more.

use egui::epaint::{CubicBezierShape, RectShape};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind};

use super::Frame;
use super::far::Layer;
use super::paint::{MOST_BOXES, find_filled, paint_sign};
use super::shapes::round_corners;
use super::tint::{MOST_RINGS, Tint};
use crate::app::PanelId;
use crate::layout::placement::Shape as PathShape;
use crate::layout::{Placement, Point};
use crate::model::{Id, Kind};
use crate::theme::Role;
use crate::ui::Stage;

/// What is kept in order to mark what is selected.
#[derive(Default)]
pub struct Rings {
    tint: Option<Tint>,
}

impl Rings {
    /// Paints rings around what is selected, aimed at or pointed at; where too much is selected for
    /// that, a tint. `boxes` are those in sight. `is_far` says that they are mere blocks.
    pub fn paint(
        &mut self,
        painter: &Painter,
        stage: &Stage<'_>,
        frame: &Frame<'_>,
        (placement, boxes): (&Placement, &[u32]),
        is_far: bool,
    ) {
        let tab = frame.tab;
        let accent = stage.colour(Role::Accent);
        let gap = stage.theme.shape().boxes.ring_gap;
        let ring = |id, stroke, gap| {
            let ring = RectShape::stroke(Rect::NOTHING, 0.0, stroke, StrokeKind::Outside);
            paint_ring(painter, stage, frame, placement, id, ring, gap);
        };
        if let Some(target) = &tab.target
            && stage.app.is_shown(PanelId::Reader)
            && !tab.selected.contains(target)
        {
            let stroke = Stroke::new(1.0, accent.gamma_multiply(0.8));
            ring(target, stroke, gap + 1.0);
        }
        let marked = list_selected_in_sight(frame, boxes);
        if marked.is_none() {
            let tint = self.tint.get_or_insert_with(|| Tint::of(Layer::Selected));
            tint.paint(painter, stage, frame, frame.sight());
        } else {
            self.tint = None;
        }
        // A block has no words: the ground of the last one can be laid over it.
        if let Some(filled) = find_filled(frame).filter(|_| is_far) {
            let ground = RectShape::filled(Rect::NOTHING, 0.0, stage.colour(Role::SelectionTint));
            paint_ring(painter, stage, frame, placement, filled, ground, 0.0);
        }
        let marked = marked.unwrap_or_else(|| tab.lead().into_iter().collect());
        for &id in &marked {
            // The field over a box that is being worded has an edge of its own.
            let wording = tab.wording.as_ref();
            if wording.is_some_and(|wording| wording.node == *id) {
                continue;
            }
            ring(id, Stroke::new(2.0, accent), gap);
            paint_selected_link(painter, frame, id.as_str(), accent);
        }
        let mut drawn_over = marked;
        if let Some(hover) = &frame.hover
            && !tab.selected.contains(hover)
            && tab.gesture.is_none()
        {
            let stroke = Stroke::new(1.0, stage.colour(Role::BoxOutline));
            ring(hover, stroke, gap - 1.0);
            paint_selected_link(painter, frame, hover.as_str(), accent.gamma_multiply(0.5));
            drawn_over.push(hover);
        }
        // What a line means is told by its sign, which it must not cross.
        for id in drawn_over.into_iter().filter(|_| !is_far) {
            if let Some(wire) = find_wire(frame, id.as_str()) {
                paint_sign(painter, stage, frame, wire);
            }
        }
    }
}

/// What is selected and may be in sight, in the order of the selection or of the map; none where it
/// is too much to be marked one by one.
fn list_selected_in_sight<'a>(frame: &Frame<'a>, boxes: &[u32]) -> Option<Vec<&'a Id>> {
    let (selected, picture) = (&frame.tab.selected, &frame.tab.picture);
    if selected.len() <= MOST_RINGS {
        return Some(selected.iter().collect());
    }
    if boxes.len() > MOST_BOXES {
        return None;
    }
    let boxes = boxes.iter();
    let boxes = boxes.map(|&at| picture.node_of_box(at as usize));
    let wires = frame.wires_in_sight();
    let wires = wires.iter().map(|&at| picture.link_of_wire(at as usize));
    let marked = boxes.chain(wires).filter(|id| selected.contains(id));
    let marked: Vec<&Id> = marked.take(MOST_RINGS + 1).collect();
    (marked.len() <= MOST_RINGS).then_some(marked)
}

/// Paints a rectangle, whatever its size, around a box that it is as round as, at a distance.
fn paint_ring(
    painter: &Painter,
    stage: &Stage<'_>,
    frame: &Frame<'_>,
    placement: &Placement,
    id: &Id,
    ring: RectShape,
    gap: f32,
) {
    let index = frame.tab.picture.box_index(id);
    if let Some((at, rect)) = index.and_then(|at| Some((at, placement.boxes.get(at)?))) {
        let radius = find_radius(frame, stage, at, rect.height());
        let radius = radius * frame.camera.zoom + gap;
        let rect = frame.lens().rect(rect).expand(gap);
        if rect.intersects(frame.bounds) {
            let corner_radius = radius.into();
            painter.add(RectShape {
                rect,
                corner_radius,
                ..ring
            });
        }
    }
}

/// The radius of the corners of a box, in map units: its ring is as round.
fn find_radius(frame: &Frame<'_>, stage: &Stage<'_>, at: usize, height: f32) -> f32 {
    let radii = &stage.theme.shape().radii;
    let picture = &frame.tab.picture;
    let node = picture.plan().nodes.get(at);
    match node.map(|&node| picture.graph().kind(node)) {
        Some(Kind::Question) => radii.question.min(height / 2.0),
        Some(Kind::Evidence) => radii.evidence,
        Some(Kind::Other(_)) => 0.0,
        Some(Kind::Claim | Kind::Note) | None => radii.claim,
    }
}

/// A selected link is drawn once more, broader and in the accent.
pub fn paint_selected_link(painter: &Painter, frame: &Frame<'_>, id: &str, colour: Color32) {
    let Some(wire) = find_wire(frame, id) else {
        return;
    };
    let placement = frame.tab.picture.placement();
    let Some(route) = placement.wires.get(wire) else {
        return;
    };
    let feeders = route.feeders.of(&placement.feeders);
    for path in std::iter::once(&route.main).chain(feeders) {
        let points: Vec<Pos2> = path
            .points
            .of(&placement.points)
            .iter()
            .map(|&at: &Point| frame.to_screen(at))
            .collect();
        let is_curve = path.shape == PathShape::Curve && points.len() == 4;
        let stroke = Stroke::new(3.0, colour);
        if is_curve {
            let curve = CubicBezierShape::from_points_stroke(
                [points[0], points[1], points[2], points[3]],
                false,
                Color32::TRANSPARENT,
                stroke,
            );
            painter.add(curve);
        } else {
            painter.add(Shape::line(round_corners(&points, 6.0), stroke));
        }
    }
}

/// The line of a link, if the map shows it.
fn find_wire(frame: &Frame<'_>, id: &str) -> Option<usize> {
    let picture = &frame.tab.picture;
    picture.plan().wire_of(picture.graph().link(id)?)
}
