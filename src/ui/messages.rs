//! What the program tells, at the bottom left above everything but dialogs. Read out by screen
//! readers, and gone by itself after a while; nothing is painted meanwhile.

use std::time::Duration;

use egui::accesskit::Live;
use egui::{
    Align, Align2, Area, Context, CornerRadius, Frame, Id, Layout, Margin, Order, Role as Part,
    Stroke, Ui, UiBuilder, vec2,
};

use super::Stage;
use super::control::{outline_controls, show_focus};
use super::icon_button::IconButton;
use crate::app::{Action, Message, MessageGrade, command};
use crate::theme::{Icon, Role, TextRole};
use crate::words;

const WIDTH: f32 = 380.0;

/// Draws the messages; `above` is how much of the window's foot stays free, in points.
pub fn show(ctx: &Context, stage: &mut Stage<'_>, above: f32) {
    let app = stage.app;
    match app.messages.seconds_left(app.host.seconds()) {
        Some(left) if left > 0.0 => ctx.request_repaint_after(Duration::from_secs_f64(left)),
        Some(_) => stage.push(Action::ExpireMessages),
        None => {}
    }
    if app.messages.iter().next().is_none() {
        return;
    }
    let margin = stage.theme.shape().spacing.l;
    Area::new(Id::unique("messages"))
        .anchor(Align2::LEFT_BOTTOM, vec2(margin, -(above + margin)))
        .order(Order::Middle)
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = stage.theme.shape().spacing.s;
            for message in app.messages.iter() {
                ui.push_id(&message.text, |ui| show_message(ui, stage, message));
            }
        });
}

/// The sign before a message of that grade, and its colour: no grade is told by colour alone.
pub fn sign_of(grade: MessageGrade) -> (Icon, Role) {
    match grade {
        MessageGrade::Done => (Icon::CircleCheck, Role::Supports),
        MessageGrade::Warning => (Icon::TriangleAlert, Role::Warning),
        MessageGrade::Error => (Icon::CircleX, Role::Error),
    }
}

fn show_message(ui: &mut Ui, stage: &mut Stage<'_>, message: &Message) {
    let (icon, ink) = sign_of(message.grade);
    let part = match message.grade {
        MessageGrade::Done | MessageGrade::Warning => Part::Status,
        MessageGrade::Error => Part::Alert,
    };
    let shape = stage.theme.shape();
    let frame = Frame::new()
        .fill(stage.colour(Role::Card))
        .stroke(Stroke::new(1.0, stage.colour(Role::Hairline)))
        .corner_radius(CornerRadius::same(shape.radii.float as u8))
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(
            shape.spacing.m as i8,
            shape.spacing.s as i8,
        ));
    let region = UiBuilder::new()
        .accessibility_role(part)
        .accessibility_label(message.text.clone());
    let room = ui.ctx().content_rect().width() - 4.0 * shape.spacing.l;
    let width = WIDTH.min(room).max(1.0);
    frame.show(ui, |ui| {
        ui.scope_builder(region, |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_live(Live::Polite);
            });
            ui.set_width(width);
            outline_controls(ui, stage);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = shape.spacing.s;
                ui.label(stage.icon(icon, ink));
                let text = stage.text(TextRole::Ui, Role::Ink, message.text.as_str());
                let offer = message.offer.and_then(command::find);
                let room = (ui.available_width() - 36.0).max(0.0);
                ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(room);
                    ui.label(text);
                    if let Some(command) = offer {
                        let button = ui.button(command.title());
                        show_focus(ui, stage, &button);
                        if button.clicked() {
                            stage.push(Action::Run(command.id));
                            stage.push(Action::DismissMessage(message.text.clone()));
                        }
                    }
                });
                let name = words::say("dismiss");
                let dismiss = IconButton::new(&[(Icon::X, Role::Ink)], &name).large();
                if dismiss.show(ui, stage).clicked() {
                    stage.push(Action::DismissMessage(message.text.clone()));
                }
            });
        });
    });
}
