//! A small picture of a map that is not open: boxes by kind, and what they hang on.

use egui::{Rect, Role as Part, Sense, Stroke, StrokeKind, Ui, Vec2, pos2};

use crate::app::Preview;
use crate::theme::Role;
use crate::ui::Stage;
use crate::ui::notation::kind_icon;
use crate::words;

/// Draws a map into an area of that size, in points.
pub(super) fn show_picture(ui: &mut Ui, stage: &Stage<'_>, preview: &Preview, size: Vec2) {
    let (response, painter) = ui.allocate_painter(size, Sense::hover());
    let name = words::say("recovery-picture").into_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(Part::Image, true, name.clone()));
    let area = response.rect;
    painter.rect(
        area,
        stage.theme.shape().radii.control,
        stage.colour(Role::Card),
        Stroke::new(1.0, stage.colour(Role::Hairline)),
        StrokeKind::Inside,
    );
    let [width, height] = preview.size;
    if width <= 0.0 || height <= 0.0 {
        return;
    }
    let inner = area.shrink(6.0);
    let scale = (inner.width() / width)
        .min(inner.height() / height)
        .min(0.5);
    let corner = inner.center() - Vec2::new(width, height) * scale / 2.0;
    let place = |x: f32, y: f32| pos2(corner.x + x * scale, corner.y + y * scale);
    let line = Stroke::new(1.0, stage.colour(Role::Hairline));
    for [from, to] in &preview.lines {
        painter.line_segment([place(from[0], from[1]), place(to[0], to[1])], line);
    }
    for ([left, top, right, bottom], kind) in &preview.boxes {
        let rect = Rect::from_min_max(place(*left, *top), place(*right, *bottom));
        let rect = rect.expand2(Vec2::new(
            (2.0 - rect.width()).max(0.0) / 2.0,
            (2.0 - rect.height()).max(0.0) / 2.0,
        ));
        let role = kind_icon(kind).map_or(Role::SecondInk, |(_, role)| role);
        painter.rect_filled(rect, 1.0, stage.colour(role));
    }
}
