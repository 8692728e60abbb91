//! Ctrl and the wheel, or a pinch, over the article: its text becomes larger or smaller by whole
//! points, as it does by keys.

use egui::{Rect, Ui};

use super::super::super::Stage;
use crate::app::Action;

/// The factor of the toolkit's zoom that is one point of type.
const STEP: f32 = 1.1;

/// How far a zoom has gone since the last whole point, as a logarithm.
#[derive(Default)]
pub(super) struct Zoom {
    gone: f32,
}

impl Zoom {
    /// Follows a zoom while the pointer is over `room`.
    pub fn follow(&mut self, ui: &Ui, stage: &mut Stage<'_>, room: Rect) {
        let factor = ui.input(egui::InputState::zoom_delta);
        if factor == 1.0 || factor <= 0.0 || !ui.rect_contains_pointer(room) {
            return;
        }
        self.gone += factor.ln() / STEP.ln();
        let points = self.gone.trunc();
        self.gone -= points;
        if points != 0.0 {
            stage.push(Action::StepTextSize(points));
        }
    }
}
