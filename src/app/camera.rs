//! Which part of the map the window shows: pan and zoom, as plain numbers.

/// A point or vector, in map units or in screen points.
pub type Xy = [f32; 2];

/// The view onto the map: map point `centre` is drawn at the middle of the canvas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The map point in the middle of the canvas, in map units.
    pub centre: Xy,
    /// Screen points per map unit.
    pub zoom: f32,
    /// Size of the canvas in screen points, as it was drawn last.
    pub canvas: Xy,
}

/// Something that the camera is asked for and can only do when the canvas has a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameraWish {
    /// Show the whole map, no larger than life.
    FitAll,
    /// Show the whole map, or its beginning if the whole would be too small to read.
    Begin,
    /// Show the selected boxes, no larger than life.
    FitSelection,
    /// Move as little as it takes to show the selected box.
    Reveal,
}

impl Default for Camera {
    fn default() -> Self {
        Self {
            centre: [0.0, 0.0],
            zoom: 1.0,
            canvas: [0.0, 0.0],
        }
    }
}

impl Camera {
    /// The smallest and the largest zoom.
    pub const ZOOM: std::ops::RangeInclusive<f32> = 0.004..=4.0;

    /// From screen points, counted from the canvas's left top corner, to map units.
    pub fn map_from_screen(&self, at: Xy) -> Xy {
        [0, 1].map(|i| (at[i] - self.canvas[i] / 2.0) / self.zoom + self.centre[i])
    }

    /// From map units to screen points, counted from the canvas's left top corner.
    pub fn screen_from_map(&self, at: Xy) -> Xy {
        [0, 1].map(|i| (at[i] - self.centre[i]) * self.zoom + self.canvas[i] / 2.0)
    }

    /// Moves the map by screen points.
    pub fn pan(&mut self, by: Xy) {
        for (centre, by) in self.centre.iter_mut().zip(by) {
            *centre -= by / self.zoom;
        }
    }

    /// Zooms by a factor; the map point under `at` (screen points) stays there.
    pub fn zoom_about(&mut self, at: Xy, factor: f32) {
        if !factor.is_finite() || factor <= 0.0 {
            return;
        }
        let fixed = self.map_from_screen(at);
        self.zoom = (self.zoom * factor).clamp(*Self::ZOOM.start(), *Self::ZOOM.end());
        let moved = self.map_from_screen(at);
        for i in 0..2 {
            self.centre[i] += fixed[i] - moved[i];
        }
    }

    /// Shows the rectangle between two map points with a margin, no larger than life.
    pub fn fit(&mut self, min: Xy, max: Xy) {
        const MARGIN: f32 = 32.0;
        let room = self.canvas.map(|side| (side - 2.0 * MARGIN).max(1.0));
        let sides = [0, 1].map(|i| room[i] / (max[i] - min[i]).max(1.0));
        self.zoom = sides[0].min(sides[1]).clamp(*Self::ZOOM.start(), 1.0);
        self.centre = [0, 1].map(|i| f32::midpoint(min[i], max[i]));
    }

    /// Moves as little as it takes to bring the rectangle between two map points into sight.
    pub fn reveal(&mut self, min: Xy, max: Xy) {
        const MARGIN: f32 = 24.0;
        let (low, high) = (self.screen_from_map(min), self.screen_from_map(max));
        let mut by = [0.0, 0.0];
        for i in 0..2 {
            if low[i] < MARGIN {
                by[i] = MARGIN - low[i];
            } else if high[i] > self.canvas[i] - MARGIN {
                by[i] = (self.canvas[i] - MARGIN - high[i]).max(MARGIN - low[i]);
            }
        }
        self.pan(by);
    }

    /// The map rectangle that is in sight, as its least and greatest corner.
    pub fn sight(&self) -> (Xy, Xy) {
        (
            self.map_from_screen([0.0, 0.0]),
            self.map_from_screen(self.canvas),
        )
    }
}
