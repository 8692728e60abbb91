//! What all dialogs share: the modal window with its title, rows of buttons.
//!
//! Knows no dialog.

use egui::{
    Button, Color32, Context, CornerRadius, Frame, Id, Key, Margin, Modal, Response, Role as Part,
    Stroke, StrokeKind, Ui, UiBuilder, Vec2,
};

use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::outline_controls;

/// The window that a dialog stands in.
pub(super) struct Window {
    /// Its title, which is also its name for a screen reader.
    pub title: String,
    /// Width of its content in points; narrower where the program's window is.
    pub width: f32,
}

/// What an answer looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// One of several.
    Plain,
    /// What Enter does.
    Primary,
    /// What loses something.
    Danger,
}

/// A button at the foot of a dialog.
pub(super) struct Choice {
    /// What it says.
    pub label: String,
    /// What it looks like.
    pub tone: Tone,
    /// Whether it can be pressed.
    pub enabled: bool,
}

impl Choice {
    /// A button that can be pressed.
    pub fn new(label: impl Into<String>, tone: Tone) -> Self {
        Self {
            label: label.into(),
            tone,
            enabled: true,
        }
    }

    /// The same, but only if a condition holds.
    pub fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }
}

impl Window {
    /// Draws the window. Gives what the content gave, and whether somebody wants it away: by
    /// Esc or by a click beside it.
    pub fn show<R>(
        self,
        ctx: &Context,
        stage: &mut Stage<'_>,
        content: impl FnOnce(&mut Ui, &mut Stage<'_>) -> R,
    ) -> (R, bool) {
        let shape = stage.theme.shape();
        let frame = Frame::new()
            .fill(stage.colour(Role::Card))
            .stroke(Stroke::new(1.0, stage.colour(Role::Hairline)))
            .corner_radius(CornerRadius::same(shape.radii.float as u8))
            .shadow(ctx.global_style().visuals.window_shadow)
            .inner_margin(Margin::same(shape.spacing.xl as i8));
        let room = ctx.content_rect().width() - 4.0 * shape.spacing.xl;
        let width = self.width.min(room).max(1.0);
        let id = Id::unique("dialog");
        let area = Modal::default_area(id).default_size(ctx.content_rect().size());
        let modal = Modal::new(id)
            .area(area)
            .frame(frame)
            .backdrop_color(stage.colour(Role::Scrim));
        let response = modal.show(ctx, |ui| {
            ui.set_width(width);
            outline_controls(ui, stage);
            ui.spacing_mut().item_spacing = Vec2::new(shape.spacing.s, shape.spacing.s);
            let named = UiBuilder::new()
                .accessibility_role(Part::Dialog)
                .accessibility_label(self.title.clone());
            ui.scope_builder(named, |ui| {
                ui.set_width(width);
                ui.label(stage.text(TextRole::Title, Role::Ink, self.title));
                ui.add_space(shape.spacing.xs);
                content(ui, stage)
            })
            .inner
        });
        let closes = response.should_close();
        (response.inner, closes)
    }
}

/// A paragraph in ink.
pub(super) fn show_text(ui: &mut Ui, stage: &Stage<'_>, words: impl Into<String>) {
    ui.label(stage.text(TextRole::Ui, Role::Ink, words));
}

/// A paragraph that steps back.
pub(super) fn show_hint(ui: &mut Ui, stage: &Stage<'_>, words: impl Into<String>) {
    ui.label(stage.text(TextRole::Small, Role::SecondInk, words));
}

/// Height that a list in a dialog may take: what the window leaves after `rest` points.
pub(super) fn find_list_height(ui: &Ui, rest: f32, most: f32) -> f32 {
    (ui.ctx().content_rect().height() - rest).clamp(80.0, most)
}

/// Draws buttons at the right of a row of their own. Gives which one was pressed. `focused` is
/// the one to be given the keyboard now.
pub(super) fn show_choices(
    ui: &mut Ui,
    stage: &Stage<'_>,
    choices: &[Choice],
    focused: Option<usize>,
) -> Option<usize> {
    const NARROWEST: f32 = 88.0;
    let gap = stage.theme.shape().spacing.s;
    let padding = stage.theme.shape().spacing.l;
    let widths: Vec<f32> = choices
        .iter()
        .map(|choice| {
            let font = stage.font(TextRole::Ui);
            let galley =
                ui.painter()
                    .layout_no_wrap(choice.label.clone(), font, Color32::PLACEHOLDER);
            (galley.size().x + 2.0 * padding).max(NARROWEST)
        })
        .collect();
    let taken: f32 = widths.iter().sum::<f32>() + gap * choices.len().saturating_sub(1) as f32;
    ui.add_space(gap);
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        let room = ui.available_width() - taken;
        ui.add_space(room.max(0.0));
        let mut pressed = None;
        for (at, (choice, width)) in choices.iter().zip(&widths).enumerate() {
            let response = show_choice(ui, stage, choice, *width);
            if focused == Some(at) && choice.enabled {
                response.request_focus();
            }
            if response.clicked() {
                pressed = Some(at);
            }
        }
        pressed
    });
    row.inner
}

fn show_choice(ui: &mut Ui, stage: &Stage<'_>, choice: &Choice, width: f32) -> Response {
    let (ink, ground, edge) = match choice.tone {
        _ if !choice.enabled => (Role::DisabledInk, Role::Control, Role::Hairline),
        Tone::Plain => (Role::Ink, Role::Control, Role::Hairline),
        Tone::Primary => (Role::OnAccent, Role::Accent, Role::Accent),
        Tone::Danger => (Role::Error, Role::Control, Role::Hairline),
    };
    let text = stage.text(TextRole::Ui, ink, choice.label.as_str());
    let button = Button::new(text)
        .fill(stage.colour(ground))
        .stroke(Stroke::new(1.0, stage.colour(edge)))
        .min_size(Vec2::new(width, 30.0));
    let response = ui.add_enabled(choice.enabled, button);
    if response.has_focus() {
        let shape = stage.theme.shape();
        let stroke = Stroke::new(2.0, stage.colour(Role::Accent));
        let radius = shape.radii.control + 2.0;
        ui.painter().rect_stroke(
            response.rect.expand(2.0),
            radius,
            stroke,
            StrokeKind::Outside,
        );
    }
    response
}

/// Whether Enter was pressed in a field of one line.
pub(super) fn is_entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
