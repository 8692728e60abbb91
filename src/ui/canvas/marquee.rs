//! The rectangle that is drawn over what is to be selected, and which boxes it would take: by rings
//! around them, or by a tint where they are many.

use egui::{Mesh, Painter, Rect, Shape, Stroke, StrokeKind, pos2};

use super::Frame;
use super::far::{Layer, find_tint};
use super::frame::as_rect;
use super::tint::{MOST_RINGS, Tint};
use crate::app::{Gesture, Xy};
use crate::layout::Point;
use crate::theme::Role;
use crate::ui::Stage;

/// What is kept while one is drawn.
#[derive(Default)]
pub struct Marquee {
    tint: Option<Tint>,
}

impl Marquee {
    /// Paints the one that is being drawn, if one is.
    pub fn paint(&mut self, painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
        let Some(Gesture::Marquee { from, at, .. }) = &frame.tab.gesture else {
            self.tint = None;
            return;
        };
        let accent = stage.colour(Role::Accent);
        let to_screen = |[x, y]: Xy| frame.to_screen(Point::new(x, y));
        let rect = Rect::from_two_pos(to_screen(*from), to_screen(*at));
        painter.rect_filled(rect, 2.0, accent.gamma_multiply(0.12));
        painter.rect_stroke(rect, 2.0, Stroke::new(1.0, accent), StrokeKind::Middle);
        let area = Rect::from_two_pos((*from).into(), (*at).into());
        let boxes = &frame.tab.picture.placement().boxes;
        let taken = frame.boxes_within(area.intersect(frame.sight()));
        // The tint is begun with the rectangle, long before so many are taken that it is needed.
        let is_there = match &mut self.tint {
            None if frame.boxes_in_sight().len() <= MOST_RINGS => false,
            tint => {
                let tint = tint.get_or_insert_with(|| Tint::of(Layer::Boxes));
                tint.prepare(painter, stage, frame)
            }
        };
        if taken.len() > MOST_RINGS {
            if let Some(tint) = self.tint.as_mut().filter(|_| is_there) {
                tint.paint(painter, stage, frame, area);
                painter.add(Self::tint_rims(stage, frame, area));
            }
            return;
        }
        for at in taken {
            let own = boxes[at as usize];
            let own = frame.rect_to_screen([own.min.x, own.min.y, own.max.x, own.max.y]);
            let ring = Stroke::new(2.0, accent);
            painter.rect_stroke(own.expand(3.0), 9.0, ring, StrokeKind::Middle);
        }
    }

    /// The parts outside the rectangle of boxes that stand on its edge: those are taken whole.
    fn tint_rims(stage: &Stage<'_>, frame: &Frame<'_>, area: Rect) -> Shape {
        let (sight, lens) = (frame.sight(), frame.lens());
        let (left, top, right, bottom) = (area.left(), area.top(), area.right(), area.bottom());
        let edges = [
            Rect::from_x_y_ranges(left..=left, top..=bottom),
            Rect::from_x_y_ranges(right..=right, top..=bottom),
            Rect::from_x_y_ranges(left..=right, top..=top),
            Rect::from_x_y_ranges(left..=right, bottom..=bottom),
        ];
        let in_sight = edges.iter().filter(|edge| edge.intersects(sight));
        let mut found: Vec<u32> = in_sight
            .flat_map(|edge| frame.boxes_within(edge.intersect(sight)))
            .collect();
        found.sort_unstable();
        found.dedup();
        let (mut mesh, tint) = (Mesh::default(), find_tint(stage.theme));
        for at in found {
            let own = as_rect(&frame.tab.picture.placement().boxes[at as usize]);
            for part in list_parts_outside(own, area) {
                let min = lens.point(Point::new(part.min.x, part.min.y));
                let max = lens.point(Point::new(part.max.x, part.max.y));
                mesh.add_colored_rect(Rect::from_min_max(min, max), tint);
            }
        }
        Shape::mesh(mesh)
    }
}

/// What of a rectangle lies outside another one that it overlaps.
fn list_parts_outside(own: Rect, area: Rect) -> impl Iterator<Item = Rect> {
    let inner = own.intersect(area);
    let parts = [
        Rect::from_min_max(own.min, pos2(inner.left(), own.bottom())),
        Rect::from_min_max(pos2(inner.right(), own.top()), own.max),
        Rect::from_min_max(
            pos2(inner.left(), own.top()),
            pos2(inner.right(), inner.top()),
        ),
        Rect::from_min_max(
            pos2(inner.left(), inner.bottom()),
            pos2(inner.right(), own.bottom()),
        ),
    ];
    parts.into_iter().filter(Rect::is_positive)
}
