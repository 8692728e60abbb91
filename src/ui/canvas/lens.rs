//! From map units to screen points, so that a map at rest stands on whole pixels: everything on
//! it moves by the same whole number of pixels. Knows no toolkit's context and no map.

use egui::{Pos2, Rect, Vec2, pos2};

use crate::layout::{self, Point};

/// Scale and offset between map and screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// Screen points per map unit.
    pub zoom: f32,
    /// Where the map's origin is on the screen, in points. In double precision: far from the
    /// origin of a large map, single precision is off by whole pixels.
    pub offset: [f64; 2],
    /// Pixels per screen point.
    pub pixels: f32,
}

impl Lens {
    /// A map point on the screen.
    pub fn point(&self, at: Point) -> Pos2 {
        let zoom = f64::from(self.zoom);
        let along = |at: f32, offset: f64| (f64::from(at) * zoom + offset) as f32;
        pos2(along(at.x, self.offset[0]), along(at.y, self.offset[1]))
    }

    /// A map rectangle on the screen.
    pub fn rect(&self, rect: &layout::Rect) -> Rect {
        Rect::from_min_max(self.point(rect.min), self.point(rect.max))
    }

    /// The lens through which a thing at `anchor` is baked: its anchor, brought to a whole pixel,
    /// is the origin.
    pub fn at_anchor(zoom: f32, pixels: f32, anchor: Point) -> Self {
        let offset = find_pixel(zoom, pixels, anchor).map(|at| -at);
        Self {
            zoom,
            offset,
            pixels,
        }
    }

    /// Where the origin of what was baked at `zoom` belongs on the screen. At the lens's own zoom
    /// it differs from the place where it was baked by whole pixels only.
    pub fn origin_of(&self, anchor: Point, zoom: f32) -> Pos2 {
        if zoom != self.zoom {
            return self.point(anchor);
        }
        let at = find_pixel(zoom, self.pixels, anchor);
        pos2(
            (at[0] + self.offset[0]) as f32,
            (at[1] + self.offset[1]) as f32,
        )
    }

    /// The same lens with its offset on whole pixels.
    #[must_use]
    pub fn snapped(self) -> Self {
        let offset = self.offset.map(|at| round_to_pixels(at, self.pixels));
        Self { offset, ..self }
    }

    /// A length of the map in points.
    pub fn length(&self, length: f32) -> f32 {
        length * self.zoom
    }

    /// Moved by points of the screen.
    #[must_use]
    pub fn moved(self, by: Vec2) -> Self {
        let offset = [
            self.offset[0] + f64::from(by.x),
            self.offset[1] + f64::from(by.y),
        ];
        Self { offset, ..self }
    }
}

fn find_pixel(zoom: f32, pixels: f32, anchor: Point) -> [f64; 2] {
    [anchor.x, anchor.y].map(|at| round_to_pixels(f64::from(at) * f64::from(zoom), pixels))
}

fn round_to_pixels(at: f64, pixels: f32) -> f64 {
    let pixels = f64::from(pixels);
    (at * pixels).round() / pixels
}
