//! One frame of the map: what is shown, through which camera, and where things are on the screen.

use egui::{Pos2, Rect, pos2};

use super::lens::Lens;
use crate::app::{Camera, Tab, Xy};
use crate::layout::{self, Point};
use crate::model::Id;

/// What the parts of the canvas share while a frame is made.
pub struct Frame<'a> {
    /// The map.
    pub tab: &'a Tab,
    /// The camera of this frame.
    pub camera: Camera,
    /// The canvas on the screen.
    pub bounds: Rect,
    /// The node or link under the pointer.
    pub hover: Option<Id>,
    /// The place of the box from whose rim a drag would draw a link.
    pub rim: Option<usize>,
    /// Pixels per screen point.
    pub pixels: f32,
    /// Whether the zoom is what it was in the frame before.
    pub is_resting: bool,
}

impl Frame<'_> {
    /// What a click means: what is under the pointer, or the box whose rim it is on.
    pub fn pointed_at(&self) -> Option<Id> {
        let rim = self.rim.map(|at| self.tab.picture.node_of_box(at));
        self.hover.as_ref().or(rim).cloned()
    }

    /// From map to screen. A map whose zoom is at rest stands on whole pixels.
    pub fn lens(&self) -> Lens {
        let zoom = f64::from(self.camera.zoom);
        let along = |min: f32, side: f32, centre: f32| {
            f64::from(min) + f64::from(side) / 2.0 - f64::from(centre) * zoom
        };
        let ([width, height], [x, y]) = (self.camera.canvas, self.camera.centre);
        let offset = [
            along(self.bounds.min.x, width, x),
            along(self.bounds.min.y, height, y),
        ];
        let lens = Lens {
            zoom: self.camera.zoom,
            offset,
            pixels: self.pixels,
        };
        if self.is_resting {
            lens.snapped()
        } else {
            lens
        }
    }

    /// From a map point to the screen.
    pub fn to_screen(&self, at: Point) -> Pos2 {
        self.lens().point(at)
    }

    /// From the screen to map units.
    pub fn to_map(&self, at: Pos2) -> Xy {
        self.camera.map_from_screen(super::xy(at, self.bounds))
    }

    /// From a map rectangle to the screen.
    pub fn rect_to_screen(&self, [x0, y0, x1, y1]: [f32; 4]) -> Rect {
        let lens = self.lens();
        Rect::from_min_max(
            lens.point(Point::new(x0, y0)),
            lens.point(Point::new(x1, y1)),
        )
    }

    /// The part of the map that is in sight, grown by a little.
    pub fn sight(&self) -> Rect {
        let (min, max) = self.camera.sight();
        Rect::from_min_max(pos2(min[0], min[1]), pos2(max[0], max[1])).expand(24.0)
    }

    /// Places of the boxes in sight, ascending.
    pub fn boxes_in_sight(&self) -> Vec<u32> {
        self.boxes_within(self.sight())
    }

    /// Places of the boxes that overlap a rectangle of the map, ascending.
    pub fn boxes_within(&self, within: Rect) -> Vec<u32> {
        let (mut found, picture) = (Vec::new(), &self.tab.picture);
        let placement = picture.placement();
        let within = as_map_rect(within);
        picture.sight().find_boxes(placement, within, &mut found);
        found
    }

    /// Places of the boxes that come within `reach` map units of a map point, ascending.
    pub fn boxes_around(&self, [x, y]: Xy, reach: f32) -> Vec<u32> {
        let mut found = Vec::new();
        let at = Point::new(x, y);
        let within = layout::Rect::from_corners(at, at).grown(reach);
        self.tab
            .picture
            .sight()
            .find_boxes(self.tab.picture.placement(), within, &mut found);
        found
    }

    /// Places of the boxes under a rectangle of the screen, ascending.
    pub fn boxes_under(&self, area: Rect) -> Vec<u32> {
        let (min, max) = (self.to_map(area.min), self.to_map(area.max));
        let corner = |[x, y]: Xy| Point::new(x, y);
        let within = layout::Rect::from_corners(corner(min), corner(max));
        let (mut found, picture) = (Vec::new(), &self.tab.picture);
        let placement = picture.placement();
        picture.sight().find_boxes(placement, within, &mut found);
        found
    }

    /// Places of the brackets in sight, ascending.
    pub fn brackets_in_sight(&self) -> Vec<u32> {
        let (mut found, picture) = (Vec::new(), &self.tab.picture);
        let within = as_map_rect(self.sight());
        let sight = picture.sight();
        sight.find_brackets(picture.placement(), within, &mut found);
        found
    }

    /// Places of the lines in sight, ascending.
    pub fn wires_in_sight(&self) -> Vec<u32> {
        let mut found = Vec::new();
        let within = as_map_rect(self.sight());
        self.tab
            .picture
            .sight()
            .find_wires(self.tab.picture.placement(), within, &mut found);
        found
    }

    /// The topmost box at a map point.
    pub fn box_at(&self, [x, y]: Xy) -> Option<usize> {
        let placement = self.tab.picture.placement();
        self.tab.picture.sight().box_at(placement, Point::new(x, y))
    }

    /// The line nearest to a map point, no farther away than `reach` map units.
    pub fn wire_at(&self, [x, y]: Xy, reach: f32) -> Option<usize> {
        let placement = self.tab.picture.placement();
        self.tab
            .picture
            .sight()
            .wire_at(placement, Point::new(x, y), reach)
    }
}

/// A rectangle of the map as the layout has it.
pub fn as_map_rect(rect: Rect) -> layout::Rect {
    layout::Rect::from_corners(
        Point::new(rect.min.x, rect.min.y),
        Point::new(rect.max.x, rect.max.y),
    )
}

/// A rectangle of the map as the toolkit has it.
pub fn as_rect(rect: &layout::Rect) -> Rect {
    Rect::from_min_max(pos2(rect.min.x, rect.min.y), pos2(rect.max.x, rect.max.y))
}
