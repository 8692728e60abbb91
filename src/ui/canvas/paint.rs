//! Paints the part of the map that is in sight: as drawn in the scene where text can be read,
//! as blocks of colour from far away.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind};

use super::Frame;
use super::shapes::Brush;
use crate::app::PanelId;
use crate::layout::FontMeasure;
use crate::layout::Point;
use crate::layout::scene::{self, Drawing, Overlay};
use crate::model::Kind;
use crate::theme::Role;
use crate::ui::{Stage, theme};
use crate::words;

/// Under this zoom boxes are blocks of colour.
const FAR: f32 = 0.3;
/// Under this zoom the words beside signs are left out.
const HAS_WORDS: f32 = 0.9;

/// Paints the map.
pub fn paint_map(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    if frame.camera.zoom < FAR {
        paint_far(painter, stage, frame);
    } else {
        paint_near(painter, stage, frame);
    }
    paint_rings(painter, stage, frame);
}

/// Paints one box by itself, as through a camera of its own.
pub fn paint_box(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, at: usize) {
    let overlay = Overlay::default();
    let mut items = Vec::new();
    scene::draw_box(&mut items, &find_drawing(frame, &overlay), at);
    let brush = Brush {
        painter,
        theme: stage.theme,
        frame,
    };
    brush.paint(&items);
}

fn find_drawing<'a>(frame: &'a Frame<'_>, overlay: &'a Overlay) -> Drawing<'a> {
    let tab = frame.tab;
    Drawing {
        document: tab.document(),
        graph: tab.editor.graph(),
        plan: tab.picture.plan(),
        placement: tab.picture.placement(),
        measure: FontMeasure::bundled(),
        words: words::of_map(&tab.document().meta().language),
        has_words: frame.camera.zoom >= HAS_WORDS,
        overlay,
    }
}

fn paint_near(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    let overlay = Overlay::default();
    let drawing = find_drawing(frame, &overlay);
    let brush = Brush {
        painter,
        theme: stage.theme,
        frame,
    };
    let sight = frame.sight();
    let mut items = Vec::new();
    for (at, bracket) in drawing.placement.brackets.iter().enumerate() {
        if as_rect(bracket.rect).intersects(sight) {
            scene::draw_bracket(&mut items, &drawing, at);
        }
    }
    for at in frame.wires_in_sight() {
        scene::draw_wire(&mut items, &drawing, at);
    }
    for at in frame.boxes_in_sight() {
        scene::draw_box(&mut items, &drawing, at);
    }
    for at in frame.wires_in_sight() {
        scene::draw_stub(&mut items, &drawing, at);
    }
    for (at, &(folded, _)) in drawing.plan.request.folded.iter().enumerate() {
        if as_rect(drawing.placement.boxes[folded as usize])
            .expand(16.0)
            .intersects(sight)
        {
            scene::draw_badge(&mut items, &drawing, at);
        }
    }
    brush.paint(&items);
}

/// Everything in three meshes: from far away the map is a picture of where things are.
fn paint_far(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    let tab = frame.tab;
    let placement = tab.picture.placement();
    let plan = tab.picture.plan();
    let graph = tab.editor.graph();
    let mut mesh = Mesh::default();
    // Thinner than a point, a segment could fall between two rows of pixels and vanish.
    let half = (0.75 * frame.camera.zoom.sqrt()).max(0.5);
    for at in frame.wires_in_sight() {
        let relation = graph.relation(plan.links[at]);
        let colour = stage
            .colour(stage.theme.line(scene::find_stroke(relation)).role)
            .gamma_multiply(0.7);
        for path in placement.drawn_paths(&placement.wires[at]) {
            for ends in path.points.of(&placement.points).windows(2) {
                let (a, b) = (frame.to_screen(ends[0]), frame.to_screen(ends[1]));
                add_segment(&mut mesh, a, b, half, colour);
            }
        }
    }
    for at in frame.boxes_in_sight() {
        let (fill, edge) = match graph.kind(plan.nodes[at]) {
            Kind::Question => (Role::QuestionTint, Role::Question),
            Kind::Evidence => (Role::EvidenceTint, Role::Evidence),
            Kind::Claim => (Role::Card, Role::BoxOutline),
            Kind::Note | Kind::Other(_) => (Role::Panel, Role::SecondInk),
        };
        let rect = placement.boxes[at];
        let rect = frame.rect_to_screen([rect.min.x, rect.min.y, rect.max.x, rect.max.y]);
        mesh.add_colored_rect(rect, stage.colour(edge));
        let inner = rect.shrink(1.0_f32.min(rect.height() / 4.0));
        mesh.add_colored_rect(inner, stage.colour(fill));
    }
    painter.add(Shape::mesh(mesh));
    name_roots(painter, stage, frame);
}

/// The main claims and questions keep their names, at a size that can be read.
fn name_roots(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    const MOST: usize = 24;
    let tab = frame.tab;
    let font = theme::font(stage.theme, crate::theme::TextRole::Ui);
    let mut taken: Vec<Rect> = Vec::new();
    for &root in tab.editor.graph().roots().iter().take(400) {
        let Some(at) = tab.picture.plan().box_of(root) else {
            continue;
        };
        let rect = tab.picture.placement().boxes[at];
        let rect = frame.rect_to_screen([rect.min.x, rect.min.y, rect.max.x, rect.max.y]);
        if !rect.intersects(frame.bounds) || taken.len() == MOST {
            continue;
        }
        let text =
            crate::ui::control::shorten(&tab.document().nodes().rows()[root as usize].text, 48);
        let galley = painter.layout_no_wrap(text, font.clone(), stage.colour(Role::Ink));
        let mut corner =
            rect.center_top() - galley.size() * egui::vec2(0.5, 1.0) - egui::vec2(0.0, 6.0);
        // A name at the rim stays whole.
        let room = frame.bounds.shrink(8.0);
        corner.x = corner
            .x
            .min(room.right() - galley.size().x)
            .max(room.left());
        let place = Rect::from_min_size(corner, galley.size());
        if taken.iter().any(|other| other.intersects(place)) {
            continue;
        }
        painter.rect_filled(place.expand(3.0), 3.0, stage.colour(Role::Paper));
        painter.galley(place.min, galley, stage.colour(Role::Ink));
        taken.push(place.expand(4.0));
    }
}

/// Rings around what is selected, aimed at or pointed at.
fn paint_rings(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    let tab = frame.tab;
    let accent = stage.colour(Role::Accent);
    let gap = stage.theme.shape().boxes.ring_gap;
    let radius = stage.theme.shape().radii.claim * frame.camera.zoom + gap;
    let ring = |id, stroke: Stroke, gap: f32| {
        if let Some(rect) = tab.picture.box_of(id) {
            let rect = frame.rect_to_screen(rect).expand(gap);
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

/// A selected link is drawn once more, broader and in the accent.
pub fn paint_selected_link(painter: &Painter, frame: &Frame<'_>, id: &str, colour: Color32) {
    let Some(link) = frame.tab.editor.graph().link(id) else {
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
        let is_curve = path.shape == crate::layout::placement::Shape::Curve && points.len() == 4;
        let stroke = Stroke::new(3.0, colour);
        if is_curve {
            let curve = egui::epaint::CubicBezierShape::from_points_stroke(
                [points[0], points[1], points[2], points[3]],
                false,
                Color32::TRANSPARENT,
                stroke,
            );
            painter.add(curve);
        } else {
            painter.add(Shape::line(
                super::shapes::round_corners(&points, 6.0),
                stroke,
            ));
        }
    }
}

fn add_segment(mesh: &mut Mesh, a: Pos2, b: Pos2, half: f32, colour: Color32) {
    let along = b - a;
    let length = along.length();
    if length <= f32::EPSILON {
        return;
    }
    let side = egui::vec2(-along.y, along.x) * (half / length);
    let first = mesh.vertices.len() as u32;
    for corner in [a + side, a - side, b - side, b + side] {
        mesh.colored_vertex(corner, colour);
    }
    mesh.add_triangle(first, first + 1, first + 2);
    mesh.add_triangle(first, first + 2, first + 3);
}

fn as_rect(rect: crate::layout::Rect) -> Rect {
    Rect::from_min_max(
        egui::pos2(rect.min.x, rect.min.y),
        egui::pos2(rect.max.x, rect.max.y),
    )
}
