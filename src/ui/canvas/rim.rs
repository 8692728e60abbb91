//! The rim of a box, from which links are drawn: a band along its edge, a little to either side, and a
//! handle in the middle of each side. The body of the box, by which it is dragged, is what is left.

use egui::{Painter, Pos2, Rect, Shape, Stroke};

use super::Frame;
use super::detail::HAS_SHORT_TEXT;
use super::shapes::round_rect;
use crate::theme::Role;
use crate::ui::Stage;

/// Under this zoom nobody can tell what a link would join, and a band would be most of a box.
const RIM_FROM: f32 = HAS_SHORT_TEXT;
/// Under this zoom boxes have no handles: they would cover the box.
const HANDLES_FROM: f32 = 0.4;
/// How near to a handle the pointer has to be, in screen points, and no more than this share of a
/// box's shorter side.
const REACH: f32 = 7.0;
const MOST_REACH: f32 = 0.25;
/// How far the band reaches to either side of the edge, in screen points.
const BAND: f32 = 5.0;
/// Dash and gap of the line at its outer end, in screen points.
const DASH: [f32; 2] = [4.0, 3.0];
/// It takes no more than this share of a box's shorter side from its body.
const MOST_INSIDE: f32 = 0.14;
/// It leaves ground between boxes on which a rectangle can be begun: no more than this in map units.
const MOST_OUTSIDE: f32 = 8.0;

/// The place of the box from whose rim a drag at a screen point draws a link.
pub fn find_rim(frame: &Frame<'_>, at: Pos2) -> Option<usize> {
    let zoom = frame.camera.zoom;
    if zoom < RIM_FROM || frame.tab.editor.is_read_only() || !frame.bounds.contains(at) {
        return None;
    }
    let map_at = frame.to_map(at);
    let around = frame.boxes_around(map_at, REACH / zoom);
    let around = around.into_iter().map(|index| index as usize);
    let has_handle = |&index: &usize| {
        let reach = REACH.min(rect_of(frame, index).size().min_elem() * MOST_REACH);
        let handles = list_handles(frame, index);
        handles.iter().any(|handle| handle.distance(at) <= reach)
    };
    if zoom >= HANDLES_FROM
        && let Some(index) = around.clone().find(has_handle)
    {
        return Some(index);
    }
    // Within a box it is its own rim or none, however near its neighbour stands.
    if let Some(index) = frame.box_at(map_at) {
        let rect = rect_of(frame, index);
        let most = rect.size().min_elem() * MOST_INSIDE;
        return (!rect.shrink(BAND.min(most)).contains(at)).then_some(index);
    }
    let reach = BAND.min(MOST_OUTSIDE * zoom);
    let far = |index: usize| (index, rect_of(frame, index).distance_to_pos(at));
    let nearest = around.map(far).filter(|&(_, far)| far <= reach);
    let nearest = nearest.min_by(|(_, a), (_, b)| a.total_cmp(b));
    nearest.map(|(index, _)| index)
}

/// Paints the handles of the box that is pointed at, and its rim where a drag would draw a link.
pub fn paint_rim(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
    let tab = frame.tab;
    let accent = stage.colour(Role::Accent);
    if let Some(index) = frame.rim {
        // Dashed, as links that are being drawn are, and where the band ends: a ring means selected.
        let radius = stage.theme.shape().radii.claim * frame.camera.zoom + BAND;
        let around = round_rect(rect_of(frame, index).expand(BAND), radius);
        let stroke = Stroke::new(1.0, accent);
        painter.extend(Shape::dashed_line(&around, stroke, DASH[0], DASH[1]));
    }
    let hover = frame.hover.as_ref();
    let pointed_at = hover.and_then(|hover| tab.picture.box_index(hover));
    let Some(index) = frame.rim.or(pointed_at) else {
        return;
    };
    if tab.editor.is_read_only() || frame.camera.zoom < HANDLES_FROM {
        return;
    }
    for handle in list_handles(frame, index) {
        let edge = Stroke::new(1.5, accent);
        painter.circle(handle, 4.0, stage.colour(Role::Card), edge);
    }
}

/// The screen points of a box's four handles.
fn list_handles(frame: &Frame<'_>, index: usize) -> [Pos2; 4] {
    let rect = rect_of(frame, index);
    [
        rect.center_top(),
        rect.center_bottom(),
        rect.left_center(),
        rect.right_center(),
    ]
}

/// Where a box is on the screen.
fn rect_of(frame: &Frame<'_>, index: usize) -> Rect {
    let rect = frame.tab.picture.placement().boxes[index];
    frame.rect_to_screen([rect.min.x, rect.min.y, rect.max.x, rect.max.y])
}
