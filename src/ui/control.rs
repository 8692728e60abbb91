//! Small controls that several panels share: the focus ring, icon buttons, text fields, rows of
//! lists. Knows no panel.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, FontId, Galley, Margin, Rect, Response, Role as Part, Sense, StrokeKind,
    TextEdit, TextFormat, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

use super::Stage;
use crate::theme::{Icon, Role, TextRole};

/// The ring around what has the keyboard.
pub fn show_focus(ui: &Ui, stage: &Stage<'_>, response: &Response) {
    if response.has_focus() {
        let radius = stage.theme.shape().radii.control;
        let stroke = egui::Stroke::new(2.0, stage.colour(Role::Accent));
        ui.painter()
            .rect_stroke(response.rect, radius, stroke, StrokeKind::Inside);
    }
}

/// Gives fields and buttons an outline at rest, for grounds on which their own ground does not
/// stand out.
pub fn outline_controls(ui: &mut Ui, stage: &Stage<'_>) {
    let visuals = ui.visuals_mut();
    visuals.widgets.inactive.bg_stroke = egui::Stroke::new(1.0, stage.colour(Role::BoxOutline));
    // The stroke also colours selected text: only its width may change. The ring is ours.
    visuals.selection.stroke.width = 0.0;
}

/// Gives a text field the program's type and room around it.
pub fn dress_field<'t>(edit: TextEdit<'t>, stage: &Stage<'_>) -> TextEdit<'t> {
    edit.font(stage.font(TextRole::Ui))
        .text_color(stage.colour(Role::Ink))
        .margin(Margin::symmetric(8, 6))
}

/// Adds a text field under that name, with the focus ring.
pub fn add_field(ui: &mut Ui, stage: &Stage<'_>, edit: TextEdit<'_>, name: &str) -> Response {
    let response = ui.add(edit).accessible_name(name);
    show_focus(ui, stage, &response);
    response
}

/// How much further in the next level of a hierarchy stands, in points.
const STEP: f32 = 16.0;

/// A row of a list that can be chosen, over all the width there is.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What stands before it.
    pub icon: Option<(Icon, Role)>,
    /// What it says.
    pub title: &'a str,
    /// What steps back under it; empty for a row of one line.
    pub detail: &'a str,
    /// What stands at its right end, such as a key.
    pub trailing: &'a str,
    /// How deep it stands in a hierarchy, from 1.
    pub level: u8,
    /// Whether it is the marked one.
    pub marked: bool,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Whether it can have the keyboard; not where a field above the list has it.
    pub focusable: bool,
}

impl<'a> Row<'a> {
    /// A row of one line that can be chosen and can have the keyboard.
    pub const fn new(title: &'a str) -> Self {
        Self {
            icon: None,
            title,
            detail: "",
            trailing: "",
            level: 1,
            marked: false,
            enabled: true,
            focusable: true,
        }
    }

    /// Height of a row in points.
    pub fn height(&self) -> f32 {
        if self.detail.is_empty() { 30.0 } else { 44.0 }
    }

    /// Draws the row.
    pub fn show(&self, ui: &mut Ui, stage: &Stage<'_>) -> Response {
        let sense = match (self.enabled, self.focusable) {
            (false, false) => Sense::hover(),
            (true, false) => Sense::CLICK,
            (_, true) => Sense::click(),
        };
        let size = vec2(ui.available_width(), self.height());
        let (rect, response) = ui.allocate_exact_size(size, sense);
        response.widget_info(|| {
            let label = [self.title, self.detail, self.trailing]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            WidgetInfo::selected(Part::ListItem, self.enabled, self.marked, label)
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, stage, rect, &response);
        }
        show_focus(ui, stage, &response);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        response
    }

    fn paint(&self, ui: &Ui, stage: &Stage<'_>, rect: Rect, response: &Response) {
        let shape = stage.theme.shape();
        let ground = if self.marked {
            Some(Role::SelectionTint)
        } else if response.hovered() && self.enabled {
            Some(Role::Hover)
        } else {
            None
        };
        let painter = ui.painter_at(rect);
        if let Some(ground) = ground {
            painter.rect_filled(rect, shape.radii.control, stage.colour(ground));
        }
        let inner = rect.shrink2(vec2(shape.spacing.m, 0.0));
        let mut left = inner.left() + STEP * f32::from(self.level.clamp(1, 6) - 1);
        if let Some((icon, ink)) = self.icon {
            let ink = if self.enabled { ink } else { Role::DisabledInk };
            let font = stage.font(TextRole::Icon);
            let at = pos2(left, rect.center().y);
            painter.text(
                at,
                Align2::LEFT_CENTER,
                icon.char(),
                font,
                stage.colour(ink),
            );
            left += 16.0 + shape.spacing.m;
        }
        let ink = if self.enabled {
            Role::Ink
        } else {
            Role::DisabledInk
        };
        let (ink, second) = (stage.colour(ink), stage.colour(Role::SecondInk));
        let small = stage.font(TextRole::Small);
        let mut right = inner.right();
        if !self.trailing.is_empty() {
            let galley = cut_line(ui, self.trailing, small.clone(), inner.width() / 2.0);
            right -= galley.size().x;
            let at = pos2(right, rect.center().y - galley.size().y / 2.0);
            painter.galley(at, galley, second);
            right -= shape.spacing.m;
        }
        let room = (right - left).max(0.0);
        let title = cut_line(ui, self.title, stage.font(TextRole::Ui), room);
        if self.detail.is_empty() {
            let at = pos2(left, rect.center().y - title.size().y / 2.0);
            painter.galley(at, title, ink);
        } else {
            let detail = cut_line(ui, self.detail, small, room);
            let top = rect.center().y - f32::midpoint(title.size().y, detail.size().y);
            let below = pos2(left, top + title.size().y);
            painter.galley(pos2(left, top), title, ink);
            painter.galley(below, detail, second);
        }
    }
}

/// One line of text, cut with an ellipsis where there is no more room; coloured when painted.
pub fn cut_line(ui: &Ui, text: &str, font: FontId, width: f32) -> Arc<Galley> {
    let format = TextFormat::simple(font, Color32::PLACEHOLDER);
    let mut job = LayoutJob::single_section(text.replace('\n', " "), format);
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}

/// The first so many characters of a text, with an ellipsis if there are more.
pub fn shorten(text: &str, n: usize) -> String {
    match text.char_indices().nth(n) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
