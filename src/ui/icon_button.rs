//! A button that shows icons and no word. Its name is there for a screen reader and as tooltip.

use egui::text::LayoutJob;
use egui::{Button, Response, TextFormat, Ui, Vec2};

use super::control::show_focus;
use super::{Stage, theme};
use crate::theme::{Face, Icon, Role};

/// Side of an icon in points.
const ICON: f32 = 16.0;

/// A row of icons, each in its colour, on a button that is named by words.
pub struct IconButton<'a> {
    icons: &'a [(Icon, Role)],
    name: &'a str,
    tip: &'a str,
    refusal: Option<&'a str>,
    is_enabled: bool,
    is_on: bool,
    side: f32,
}

impl<'a> IconButton<'a> {
    /// Side of a button that stands in a line of text, in points.
    pub const SMALL: f32 = 24.0;
    /// Side of a button in a bar of buttons, in points.
    pub const LARGE: f32 = 28.0;

    /// A small button with these icons and that name, which is its tooltip too.
    pub fn new(icons: &'a [(Icon, Role)], name: &'a str) -> Self {
        Self {
            icons,
            name,
            tip: name,
            refusal: None,
            is_enabled: true,
            is_on: false,
            side: Self::SMALL,
        }
    }

    /// A large button.
    #[must_use]
    pub fn large(self) -> Self {
        Self {
            side: Self::LARGE,
            ..self
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

    /// Whether it can be pressed, where the reason is plain.
    #[must_use]
    pub fn enabled(self, is_enabled: bool) -> Self {
        Self { is_enabled, ..self }
    }

    /// Whether what it switches is on.
    #[must_use]
    pub fn on(self, is_on: bool) -> Self {
        Self { is_on, ..self }
    }

    /// Draws it.
    pub fn show(&self, ui: &mut Ui, stage: &Stage<'_>) -> Response {
        let can_press = self.is_enabled && self.refusal.is_none();
        let mut job = LayoutJob::default();
        for &(icon, role) in self.icons {
            let is_plain = can_press && ui.is_enabled();
            let role = if is_plain { role } else { Role::DisabledInk };
            let format = TextFormat {
                font_id: egui::FontId::new(ICON, theme::family(Face::Icons)),
                color: stage.colour(role),
                ..TextFormat::default()
            };
            job.append(&icon.char().to_string(), 0.0, format);
        }
        let response = ui
            .scope(|ui| {
                ui.spacing_mut().button_padding = Vec2::splat((self.side - ICON) / 2.0);
                let button = Button::new(job)
                    .selected(self.is_on)
                    .frame_when_inactive(self.is_on)
                    .min_size(Vec2::splat(self.side));
                ui.add_enabled(can_press, button)
            })
            .inner;
        show_focus(ui, stage, &response);
        let response = response.accessible_name(self.name);
        match self.refusal {
            Some(why) => response.on_disabled_hover_text(format!("{}\n{why}", self.tip)),
            None => response.on_hover_text(self.tip),
        }
    }
}
