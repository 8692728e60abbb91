//! A row of a list in a panel that says a sentence, over as many lines as it needs, up to a few.

use egui::text::LayoutJob;
use egui::{Align2, Response, Role as Part, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Stage;
use super::control::show_focus;
use crate::theme::{Icon, Role, TextRole};

/// A sentence that can be chosen.
#[derive(Clone, Copy)]
pub struct ToldRow<'a> {
    /// What stands before it.
    pub icon: (Icon, Role),
    /// What it says.
    pub text: &'a str,
    /// What stands under it, smaller; empty for nothing.
    pub detail: &'a str,
    /// Whether it is the marked one.
    pub marked: bool,
    /// How many lines of the text are shown at most.
    pub most_lines: usize,
}

impl ToldRow<'_> {
    /// Draws the row over all the width there is.
    pub fn show(&self, ui: &mut Ui, stage: &Stage<'_>) -> Response {
        let shape = stage.theme.shape();
        let pad = vec2(shape.spacing.s, shape.spacing.xs + 2.0);
        let lead = 16.0 + shape.spacing.s;
        let width = (ui.available_width() - 2.0 * pad.x - lead).max(24.0);
        let lay_out = |text: &str, role: TextRole, ink: Role, most: usize| {
            let mut job =
                LayoutJob::simple(text.to_owned(), stage.font(role), stage.colour(ink), width);
            job.wrap.max_rows = most;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let text = lay_out(self.text, TextRole::Ui, Role::Ink, self.most_lines);
        let detail = (!self.detail.is_empty())
            .then(|| lay_out(self.detail, TextRole::Small, Role::SecondInk, 2));
        let below = detail.as_ref().map_or(0.0, |it| it.size().y + 2.0);
        let size = vec2(ui.available_width(), text.size().y + below + 2.0 * pad.y);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let label = if self.detail.is_empty() {
            self.text.to_owned()
        } else {
            format!("{}, {}", self.text, self.detail)
        };
        response.widget_info(|| WidgetInfo::selected(Part::ListItem, true, self.marked, &label));
        if ui.is_rect_visible(rect) {
            let ground = if self.marked {
                Some(Role::SelectionTint)
            } else if response.hovered() {
                Some(Role::Hover)
            } else {
                None
            };
            let painter = ui.painter_at(rect);
            if let Some(ground) = ground {
                painter.rect_filled(rect, shape.radii.control, stage.colour(ground));
            }
            let at = rect.min + pad;
            let first = text.rows.first().map_or(16.0, |row| row.height());
            let (icon, ink) = self.icon;
            painter.text(
                pos2(at.x, at.y + first / 2.0),
                Align2::LEFT_CENTER,
                icon.char(),
                stage.font(TextRole::Icon),
                stage.colour(ink),
            );
            let below = at.y + text.size().y + 2.0;
            painter.galley(pos2(at.x + lead, at.y), text, stage.colour(Role::Ink));
            if let Some(detail) = detail {
                painter.galley(
                    pos2(at.x + lead, below),
                    detail,
                    stage.colour(Role::SecondInk),
                );
            }
        }
        show_focus(ui, stage, &response);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        response
    }
}
