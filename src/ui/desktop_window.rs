//! The window as the desktop has it: where it stands, and how it comes to the front.

use egui::{Context, UserAttentionType, ViewportCommand};

use crate::storage::settings::WindowPlace;

/// Keeps where the window is in `kept`.
pub(super) fn remember_place(ctx: &Context, kept: &mut Option<WindowPlace>) {
    let place = ctx.input(|input| {
        let viewport = input.viewport();
        let (outer, inner) = (viewport.outer_rect?, viewport.inner_rect?);
        let fills = viewport.maximized == Some(true) || viewport.fullscreen == Some(true);
        let is_hidden = viewport.minimized == Some(true) || inner.width() < 1.0;
        (!is_hidden).then_some(WindowPlace {
            x: outer.min.x,
            y: outer.min.y,
            width: inner.width(),
            height: inner.height(),
            maximized: fills,
        })
    });
    match (place, kept) {
        (None, _) => {}
        // The size to go back to is the one from before it filled the screen.
        (Some(place), Some(kept)) if place.maximized => kept.maximized = true,
        (Some(place), kept) => *kept = Some(place),
    }
}

/// Brings the window to the front. Desktops that give no window the focus by itself show that it wants it.
pub(super) fn come_to_front(ctx: &Context) {
    ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(ViewportCommand::Focus);
    if !ctx.input(|input| input.focused) {
        want_attention(ctx, UserAttentionType::Informational);
    }
}

/// The window has the focus, so it wants no attention any more.
pub(super) fn be_seen(ctx: &Context) {
    want_attention(ctx, UserAttentionType::Reset);
}

fn want_attention(ctx: &Context, attention: UserAttentionType) {
    ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(attention));
}
