//! One frame of the map: what is shown, through which camera, and where things are on the screen.

use std::sync::Arc;

use egui::{Pos2, Rect, pos2};

use crate::app::{Camera, Tab, Xy};
use crate::layout::{Placement, Point};
use crate::model::Id;

/// What the parts of the canvas share while a frame is made.
pub struct Frame<'a> {
    /// The map.
    pub tab: &'a Tab,
    /// The camera of this frame.
    pub camera: Camera,
    /// The canvas on the screen.
    pub bounds: Rect,
    /// Around each line of the placement, in map units.
    pub extents: Arc<Vec<Rect>>,
    /// The node or link under the pointer.
    pub hover: Option<Id>,
    /// Pixels per screen point.
    pub pixels: f32,
}

impl Frame<'_> {
    /// From a map point to the screen.
    pub fn to_screen(&self, at: Point) -> Pos2 {
        let [x, y] = self.camera.screen_from_map([at.x, at.y]);
        self.bounds.min + egui::vec2(x, y)
    }

    /// From the screen to map units.
    pub fn to_map(&self, at: Pos2) -> Xy {
        self.camera.map_from_screen(super::xy(at, self.bounds))
    }

    /// From a map rectangle to the screen.
    pub fn rect_to_screen(&self, [x0, y0, x1, y1]: [f32; 4]) -> Rect {
        Rect::from_min_max(
            self.to_screen(Point::new(x0, y0)),
            self.to_screen(Point::new(x1, y1)),
        )
    }

    /// The part of the map that is in sight, grown by a little.
    pub fn sight(&self) -> Rect {
        let (min, max) = self.camera.sight();
        Rect::from_min_max(pos2(min[0], min[1]), pos2(max[0], max[1])).expand(24.0)
    }

    /// Places of the boxes in sight.
    pub fn boxes_in_sight(&self) -> impl Iterator<Item = usize> {
        let sight = self.sight();
        let boxes = &self.tab.picture.placement().boxes;
        boxes.iter().enumerate().filter_map(move |(at, rect)| {
            let is_in = rect.min.x < sight.max.x
                && sight.min.x < rect.max.x
                && rect.min.y < sight.max.y
                && sight.min.y < rect.max.y;
            is_in.then_some(at)
        })
    }

    /// Places of the lines in sight.
    pub fn wires_in_sight(&self) -> impl Iterator<Item = usize> {
        let sight = self.sight();
        let extents = &self.extents;
        (0..extents.len()).filter(move |&at| extents[at].intersects(sight))
    }
}

/// Around each line of a placement with its head and signs, in map units.
pub fn find_extents(placement: &Placement) -> Vec<Rect> {
    const SIGNS: f32 = 16.0;
    let extent = |route| {
        let bounds = placement.bounds_of(route);
        let (min, max) = (bounds.min, bounds.max);
        Rect::from_min_max(pos2(min.x, min.y), pos2(max.x, max.y)).expand(SIGNS)
    };
    placement.wires.iter().map(extent).collect()
}
