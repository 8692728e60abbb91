//! Rings around what is selected, aimed at or pointed at, and lines that are, drawn once more.

use egui::epaint::CubicBezierShape;
use egui::{Color32, Painter, Pos2, Shape, Stroke, StrokeKind};

use super::Frame;
use super::shapes::round_corners;
use crate::app::PanelId;
use crate::layout::placement::Shape as PathShape;
use crate::layout::{Placement, Point};
use crate::model::Kind;
use crate::theme::Role;
use crate::ui::Stage;

/// Rings around what is selected, aimed at or pointed at.
pub fn paint_rings(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, placement: &Placement) {
    let tab = frame.tab;
    let accent = stage.colour(Role::Accent);
    let gap = stage.theme.shape().boxes.ring_gap;
    let lens = frame.lens();
    let ring = |id, stroke: Stroke, gap: f32| {
        let index = tab.picture.box_index(id);
        if let Some((at, rect)) = index.and_then(|at| Some((at, placement.boxes.get(at)?))) {
            let radius = find_radius(frame, stage, at, rect.height());
            let radius = radius * frame.camera.zoom + gap;
            let rect = lens.rect(rect).expand(gap);
            if !rect.intersects(frame.bounds) {
                return;
            }
            painter.rect_stroke(rect, radius, stroke, StrokeKind::Outside);
        }
    };
    if let Some(target) = &tab.target
        && stage.app.is_shown(PanelId::Reader)
        && !tab.selected.contains(target)
    {
        ring(
            target,
            Stroke::new(1.0, accent.gamma_multiply(0.8)),
            gap + 1.0,
        );
    }
    for (at, id) in tab.selected.iter().enumerate() {
        // The field over a box that is being worded has an edge of its own.
        if tab
            .wording
            .as_ref()
            .is_some_and(|wording| wording.node == *id)
        {
            continue;
        }
        let is_last = at + 1 == tab.selected.len();
        let width = if is_last { 2.0 } else { 1.5 };
        ring(id, Stroke::new(width, accent), gap);
        paint_selected_link(painter, frame, id.as_str(), accent);
    }
    if let Some(hover) = &frame.hover
        && !tab.selected.contains(hover)
        && tab.gesture.is_none()
    {
        ring(
            hover,
            Stroke::new(1.0, stage.colour(Role::BoxOutline)),
            gap - 1.0,
        );
        paint_selected_link(painter, frame, hover.as_str(), accent.gamma_multiply(0.5));
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
    let Some(link) = frame.tab.picture.graph().link(id) else {
        return;
    };
    let Some(wire) = frame.tab.picture.plan().wire_of(link) else {
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
