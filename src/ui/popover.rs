//! A card that hangs from a button: it takes the keyboard, and goes at Esc or at a click beside it.
//! Knows nothing of what stands on it.

use egui::{
    Area, Frame, Id, Key, Margin, Modifiers, Order, Rect, Role as Part, Stroke, Ui, UiBuilder, pos2,
};

use super::Stage;
use super::control::outline_controls;
use crate::theme::Role;

/// Distance of the card from its button, in points.
const GAP: f32 = 4.0;

/// What to hang, and from where.
pub struct Popover<'a> {
    /// Its name for a screen reader.
    pub name: &'a str,
    /// The button, on the screen; the right edges meet.
    pub anchor: Rect,
    /// Its width without the margin, in points.
    pub width: f32,
}

impl Popover<'_> {
    /// Draws the card. Gives whether somebody wants it away.
    pub fn show(
        self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        content: impl FnOnce(&mut Ui, &mut Stage<'_>),
    ) -> bool {
        let ctx = ui.ctx().clone();
        let shape = stage.theme.shape();
        let margin = shape.spacing.m;
        let screen = ctx.content_rect();
        let width = self.width.min(screen.width() - 4.0 * margin).max(1.0);
        let frame = Frame::new()
            .fill(stage.colour(Role::Card))
            .stroke(Stroke::new(1.0, stage.colour(Role::Hairline)))
            .corner_radius(shape.radii.float)
            .inner_margin(Margin::same(margin as i8))
            .shadow(ui.visuals().popup_shadow);
        let left = self.anchor.right() - width - 2.0 * margin;
        let card = Area::new(Id::unique("popover"))
            .order(Order::Foreground)
            .fixed_pos(pos2(left, self.anchor.bottom() + GAP))
            .constrain_to(screen)
            .fade_in(false)
            .show(&ctx, |ui| {
                let spoken = UiBuilder::new()
                    .accessibility_role(Part::Dialog)
                    .accessibility_label(self.name.to_owned());
                ui.scope_builder(spoken, |ui| {
                    frame.show(ui, |ui| {
                        ui.set_width(width);
                        outline_controls(ui, stage);
                        content(ui, stage);
                    });
                });
            });
        let (place, is_pressed) =
            ctx.input(|input| (input.pointer.interact_pos(), input.pointer.any_pressed()));
        let is_on = |place| card.response.rect.contains(place) || self.anchor.contains(place);
        let is_beside = is_pressed && !place.is_some_and(is_on);
        is_beside || ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }
}
