//! A tint over boxes that are too many, or too small, to have a ring each: one picture, kept for as
//! long as it serves.

use egui::{Painter, Rect, Shape};

use super::Frame;
use super::far::{FarPicture, Layer};
use super::frame::{as_map_rect, as_rect};
use crate::ui::Stage;

/// So many boxes and lines have a ring or a stroke each; more than that are tinted.
pub const MOST_RINGS: usize = 300;

/// A tint over some of the boxes.
pub struct Tint {
    picture: FarPicture,
}

impl Tint {
    /// A tint over what a layer holds.
    pub fn of(layer: Layer) -> Self {
        Self {
            picture: FarPicture::of(layer),
        }
    }

    /// Paints it over what lies within a rectangle of the map.
    pub fn paint(&mut self, painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, within: Rect) {
        let Some(areas) = find_areas(frame) else {
            return;
        };
        let lens = frame.lens();
        let scale = (frame.camera.zoom * frame.pixels, frame.is_resting);
        let place = |area: Rect| lens.rect(&as_map_rect(area));
        let stuff = (painter.ctx(), frame.tab, stage.theme);
        let shape = self.picture.show_within(within, stuff, areas, scale, place);
        if !matches!(shape, Shape::Noop) {
            painter.add(shape);
        }
    }

    /// Makes some of it, so that no frame takes long; gives whether it can be painted now without more work.
    pub fn prepare(&mut self, painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) -> bool {
        let Some(areas) = find_areas(frame) else {
            return true;
        };
        let scale = (frame.camera.zoom * frame.pixels, frame.is_resting);
        let stuff = (painter.ctx(), frame.tab, stage.theme);
        self.picture.prepare(stuff, areas, scale)
    }
}

/// What is drawn and what has to be covered, in map units; none where nothing is in sight.
fn find_areas(frame: &Frame<'_>) -> Option<(Rect, Rect)> {
    let sight = frame.sight();
    let whole = as_rect(&frame.tab.picture.placement().bounds).expand(24.0);
    let around = sight.expand2(sight.size() / 2.0).intersect(whole);
    (!around.is_negative()).then_some((around, sight))
}
