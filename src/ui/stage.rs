//! What a panel is given to paint with: the program to read, and a list to push actions to.

use egui::{Color32, FontId, RichText};

use super::theme;
use crate::app::{Action, App};
use crate::theme::{Icon, Role, TextRole, Theme};

/// The program as panels see it. Nothing changes while painting: actions are performed when the
/// frame has been painted.
pub struct Stage<'a> {
    /// The program, to be read.
    pub app: &'a App,
    /// The theme that everything is painted in.
    pub theme: &'static Theme,
    actions: &'a mut Vec<Action>,
}

impl<'a> Stage<'a> {
    /// A stage for one frame.
    pub fn new(app: &'a App, actions: &'a mut Vec<Action>) -> Self {
        Self {
            app,
            theme: app.theme(),
            actions,
        }
    }

    /// Asks for something.
    pub fn push(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// A colour of the theme.
    pub fn colour(&self, role: Role) -> Color32 {
        theme::colour(self.theme, role)
    }

    /// The font of a kind of text.
    pub fn font(&self, role: TextRole) -> FontId {
        theme::font(self.theme, role)
    }

    /// Text of a kind, in that colour.
    pub fn text(&self, role: TextRole, ink: Role, words: impl Into<String>) -> RichText {
        theme::text(self.theme, role, ink, words)
    }

    /// An icon of 16 points in that colour.
    pub fn icon(&self, icon: Icon, ink: Role) -> RichText {
        theme::icon(icon, 16.0).color(self.colour(ink))
    }
}
