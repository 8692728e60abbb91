//! The overview: the whole map in a corner of the canvas, with a window around what is in sight
//! that can be dragged. It shows itself only where the map is larger than the canvas.

use egui::{Rect, Role as AccessRole, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::Frame;
use super::far::FarPicture;
use super::frame::as_rect;
use crate::theme::Role;
use crate::ui::Stage;
use crate::words;

/// Its largest size, in points.
const MOST: Vec2 = vec2(208.0, 148.0);
/// It takes no more than this share of the canvas's sides.
const SHARE: f32 = 0.3;
/// In a canvas smaller than this there is no room for it.
const LEAST_CANVAS: Vec2 = vec2(360.0, 280.0);
/// From the canvas's rim, and between its own rim and the map.
const MARGIN: f32 = 12.0;
const PADDING: f32 = 6.0;

/// The overview's state.
#[derive(Default)]
pub struct Overview {
    picture: FarPicture,
    /// Where it was shown last.
    shown: Option<Shown>,
    /// It stands at the left side, because at the right one it would cover what is selected.
    is_left: bool,
    /// Where in its window it was taken hold of, in map units from the window's middle.
    grip: Option<Vec2>,
}

/// Where the overview is and how it is to be read.
#[derive(Clone, Copy)]
struct Shown {
    panel: Rect,
    /// The map within it.
    map: Rect,
    /// Points per map unit.
    scale: f32,
    /// The map's left top corner, in map units.
    corner: Vec2,
}

impl Overview {
    /// Decides where it is, and lets the pointer move the camera by it.
    pub fn take_pointer(
        &mut self,
        ui: &Ui,
        stage: &Stage<'_>,
        frame: &mut Frame<'_>,
        covered: f32,
    ) {
        self.shown = self.find_place(stage, frame, covered);
        let Some(shown) = self.shown else {
            self.grip = None;
            return;
        };
        let id = egui::Id::unique("overview of the map");
        let response = ui.interact(shown.panel, id, Sense::click_and_drag());
        let name = words::say("map-overview");
        response.widget_info(|| WidgetInfo::labeled(AccessRole::Image, true, name.clone()));
        let Some(at) = response.interact_pointer_pos() else {
            self.grip = None;
            return;
        };
        if !response.is_pointer_button_down_on() && !response.clicked() {
            return;
        }
        let at = (at - shown.map.min) / shown.scale + shown.corner;
        let centre = Vec2::from(frame.camera.centre);
        let sight = frame.sight();
        let grip = *self.grip.get_or_insert_with(|| {
            // Beside the window a press brings its middle there.
            if sight.contains(at.to_pos2()) {
                at - centre
            } else {
                Vec2::ZERO
            }
        });
        let bounds = as_rect(&frame.tab.picture.placement().bounds);
        let middle = bounds.clamp((at - grip).to_pos2());
        frame.camera.centre = [middle.x, middle.y];
        ui.ctx().request_repaint();
    }

    /// Paints it over the map.
    pub fn show(&mut self, ui: &Ui, stage: &Stage<'_>, frame: &Frame<'_>) {
        let Some(shown) = self.shown else { return };
        let painter = ui.painter_at(frame.bounds);
        let radius = stage.theme.shape().radii.float;
        let shadow = egui::Shadow {
            offset: [0, 2],
            blur: 8,
            spread: 0,
            color: stage.colour(Role::Shadow),
        };
        painter.add(shadow.as_shape(shown.panel, radius));
        painter.rect_filled(shown.panel, radius, stage.colour(Role::Panel));
        let bounds = as_rect(&frame.tab.picture.placement().bounds);
        let place = |area: Rect| {
            let at = |at: egui::Pos2| shown.map.min + (at.to_vec2() - shown.corner) * shown.scale;
            Rect::from_min_max(at(area.min), at(area.max))
        };
        let scale = (shown.scale * frame.pixels, false);
        let picture = self.picture.show_at_leisure(
            ui.ctx(),
            frame.tab,
            stage.theme,
            (bounds, bounds),
            scale,
            place,
        );
        painter.add(picture);
        let accent = stage.colour(Role::Accent);
        let (min, max) = frame.camera.sight();
        let sight = Rect::from_min_max(pos2(min[0], min[1]), pos2(max[0], max[1]));
        let window = place(sight).intersect(shown.panel.shrink(1.0));
        if window.is_positive() {
            painter.rect_filled(window, 2.0, accent.gamma_multiply(0.12));
            painter.rect_stroke(window, 2.0, Stroke::new(1.5, accent), StrokeKind::Inside);
        }
        let edge = Stroke::new(1.0, stage.colour(Role::Hairline));
        painter.rect_stroke(shown.panel, radius, edge, StrokeKind::Inside);
    }

    fn find_place(&mut self, stage: &Stage<'_>, frame: &Frame<'_>, covered: f32) -> Option<Shown> {
        let room = Rect::from_min_max(
            frame.bounds.min,
            pos2(frame.bounds.max.x - covered, frame.bounds.max.y),
        );
        let has_room = room.width() >= LEAST_CANVAS.x && room.height() >= LEAST_CANVAS.y;
        let bounds = as_rect(&frame.tab.picture.placement().bounds);
        let (min, max) = frame.camera.sight();
        let sight = Rect::from_min_max(pos2(min[0], min[1]), pos2(max[0], max[1]));
        let is_needed = bounds.is_positive() && !sight.expand(1.0).contains_rect(bounds);
        if !stage.app.settings.overview || !has_room || !is_needed {
            return None;
        }
        let most = MOST.min(room.size() * SHARE);
        let inner = most - Vec2::splat(2.0 * PADDING);
        let scale = (inner / bounds.size()).min_elem();
        let size = (bounds.size() * scale).max(Vec2::splat(8.0));
        let panel_size = size + Vec2::splat(2.0 * PADDING);
        let right = Rect::from_min_size(room.max - panel_size - Vec2::splat(MARGIN), panel_size);
        let left = right.translate(vec2(room.left() + MARGIN - right.left(), 0.0));
        if self.grip.is_none() {
            let covers = |panel: Rect| {
                let lead = frame.tab.lead_node();
                let lead = lead.and_then(|id| frame.tab.picture.box_of(id));
                lead.is_some_and(|lead| frame.rect_to_screen(lead).intersects(panel))
            };
            if covers(if self.is_left { left } else { right })
                && !covers(if self.is_left { right } else { left })
            {
                self.is_left = !self.is_left;
            }
        }
        let panel = if self.is_left { left } else { right };
        let panel = Rect::from_min_size(panel.min.round(), panel_size);
        Some(Shown {
            panel,
            map: Rect::from_center_size(panel.center(), size),
            scale,
            corner: bounds.min.to_vec2(),
        })
    }
}
