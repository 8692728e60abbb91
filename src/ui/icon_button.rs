//! A button that shows icons and no word. Its name is there for a screen reader and as tooltip.

use egui::text::LayoutJob;
use egui::{Button, Response, TextFormat, Ui, Vec2};

use super::{Stage, theme};
use crate::theme::{Face, Icon, Role};

/// A row of icons, each in its colour, on a button of 24 points that is named by words.
pub struct IconButton<'a> {
    icons: &'a [(Icon, Role)],
    name: &'a str,
    tip: &'a str,
    refusal: Option<&'a str>,
}

impl<'a> IconButton<'a> {
    /// A button with these icons and that name, which is its tooltip too.
    pub fn new(icons: &'a [(Icon, Role)], name: &'a str) -> Self {
        Self {
            icons,
            name,
            tip: name,
            refusal: None,
        }
    }

    /// Another tooltip than the name.
    #[must_use]
    pub fn tip(self, tip: &'a str) -> Self {
        Self { tip, ..self }
    }

    /// Why it cannot be pressed now; with none it can.
    #[must_use]
    pub fn refusal(self, refusal: Option<&'a str>) -> Self {
        Self { refusal, ..self }
    }

    /// Draws it.
    pub fn show(&self, ui: &mut Ui, stage: &Stage<'_>) -> Response {
        let is_enabled = self.refusal.is_none() && ui.is_enabled();
        let mut job = LayoutJob::default();
        for &(icon, role) in self.icons {
            let role = if is_enabled { role } else { Role::DisabledInk };
            let format = TextFormat {
                font_id: egui::FontId::new(16.0, theme::family(Face::Icons)),
                color: stage.colour(role),
                ..TextFormat::default()
            };
            job.append(&icon.char().to_string(), 0.0, format);
        }
        let response = ui
            .scope(|ui| {
                ui.spacing_mut().button_padding = Vec2::splat(4.0);
                let button = Button::new(job)
                    .frame_when_inactive(false)
                    .min_size(Vec2::splat(24.0));
                ui.add_enabled(self.refusal.is_none(), button)
            })
            .inner;
        let response = response.accessible_name(self.name);
        match self.refusal {
            Some(why) => response.on_disabled_hover_text(format!("{}: {why}", self.name)),
            None => response.on_hover_text(self.tip),
        }
    }
}
