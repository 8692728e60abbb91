//! The bridge from the program's theme to the toolkit: fonts, colours, visuals. The only place
//! that makes colours of numbers.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    RichText, Shadow, Stroke, TextStyle, Vec2, Visuals,
};

use crate::theme::{Face, Icon, Rgba, Role, TextRole, Theme, font_bytes};

/// Installs the bundled fonts. To be called once, before the first frame.
pub fn install_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    for &face in Face::ALL {
        let name = face.name().to_owned();
        fonts.font_data.insert(
            name.clone(),
            Arc::new(FontData::from_static(font_bytes(face))),
        );
        let mut order = vec![name];
        order.extend(face.fallback().map(|other| other.name().to_owned()));
        if face != Face::Icons {
            order.push(Face::Icons.name().to_owned());
        }
        if let Some(rest) = fonts.families.get(&FontFamily::Proportional) {
            let rest: Vec<String> = rest
                .iter()
                .filter(|name| Face::named(name).is_none())
                .cloned()
                .collect();
            order.extend(rest);
        }
        fonts.families.insert(family(face), order);
    }
    let regular = fonts.families[&family(Face::Regular)].clone();
    fonts.families.insert(FontFamily::Proportional, regular);
    ctx.set_fonts(fonts);
}

/// The toolkit's name of a face.
pub fn family(face: Face) -> FontFamily {
    FontFamily::Name(face.name().into())
}

/// The font of a kind of text, at its own size.
pub fn font(theme: &Theme, role: TextRole) -> FontId {
    let style = theme.text(role);
    FontId::new(style.size, family(style.face))
}

/// A colour of the theme as the toolkit has it.
pub fn colour(theme: &Theme, role: Role) -> Color32 {
    from_rgba(theme.colour(role))
}

/// A colour as the toolkit has it.
pub fn from_rgba(Rgba { r, g, b, a }: Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// What a picture is tinted with to be shown as it is.
pub const UNTINTED: Color32 = Color32::WHITE;

/// A premultiplied colour over another, at `share` of 256.
pub fn lay_over(below: Color32, above: Color32, share: u32) -> Color32 {
    if share >= 256 && above.is_opaque() {
        return above;
    }
    let [r, g, b, a] = above.to_array().map(|part| u32::from(part) * share / 256);
    let keep = 255 - a;
    let [r0, g0, b0, a0] = below.to_array().map(u32::from);
    let mix = |above: u32, below: u32| (above + below * keep / 255).min(255) as u8;
    Color32::from_rgba_premultiplied(mix(r, r0), mix(g, g0), mix(b, b0), mix(a, a0))
}

/// An icon as text of that size.
pub fn icon(icon: Icon, size: f32) -> RichText {
    RichText::new(icon.char().to_string()).font(FontId::new(size, family(Face::Icons)))
}

/// Text of a kind, in that colour.
pub fn text(theme: &Theme, role: TextRole, ink: Role, words: impl Into<String>) -> RichText {
    RichText::new(words)
        .font(font(theme, role))
        .color(colour(theme, ink))
}

/// Dresses the toolkit in a theme.
pub fn apply(ctx: &Context, theme: &Theme, reduced_motion: bool) {
    let preference = if theme.dark {
        egui::Theme::Dark
    } else {
        egui::Theme::Light
    };
    ctx.set_theme(preference);
    let visuals = make_visuals(theme);
    ctx.all_styles_mut(|style| {
        style.visuals = visuals.clone();
        style.visuals.text_cursor.blink = !reduced_motion;
        style.animation_time = if reduced_motion {
            0.0
        } else {
            theme.shape().motion_seconds
        };
        style.scroll_animation = if reduced_motion {
            egui::style::ScrollAnimation::none()
        } else {
            egui::style::ScrollAnimation::default()
        };
        style.text_styles = [
            (TextStyle::Body, font(theme, TextRole::Ui)),
            (TextStyle::Button, font(theme, TextRole::Ui)),
            (TextStyle::Heading, font(theme, TextRole::Title)),
            (TextStyle::Small, font(theme, TextRole::Small)),
            (TextStyle::Monospace, font(theme, TextRole::Ui)),
        ]
        .into();
        let spacing = theme.shape().spacing;
        style.spacing.item_spacing = Vec2::new(spacing.s, spacing.xs);
        style.spacing.button_padding = Vec2::new(spacing.s, spacing.xs);
        style.spacing.menu_margin = Margin::same(spacing.s as i8);
        style.spacing.interact_size.y = 24.0;
        style.spacing.icon_width = 16.0;
        style.interaction.tooltip_delay = 0.5;
    });
}

fn make_visuals(theme: &Theme) -> Visuals {
    let of = |role| colour(theme, role);
    let radius = CornerRadius::same(theme.shape().radii.control as u8);
    let float = CornerRadius::same(theme.shape().radii.float as u8);
    let mut visuals = if theme.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    visuals.panel_fill = of(Role::Panel);
    visuals.window_fill = of(Role::Card);
    visuals.window_stroke = Stroke::new(1.0, of(Role::Hairline));
    visuals.window_corner_radius = float;
    visuals.menu_corner_radius = float;
    let shadow = Shadow {
        offset: [0, 4],
        blur: 16,
        spread: 0,
        color: of(Role::Shadow),
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.extreme_bg_color = of(Role::Card);
    visuals.text_edit_bg_color = Some(of(Role::Card));
    visuals.faint_bg_color = of(Role::Hover);
    visuals.code_bg_color = of(Role::Control);
    visuals.hyperlink_color = of(Role::Accent);
    visuals.warn_fg_color = of(Role::Warning);
    visuals.error_fg_color = of(Role::Error);
    visuals.selection.bg_fill = of(Role::TextSelection);
    visuals.selection.stroke = Stroke::new(1.0, of(Role::Ink));
    visuals.weak_text_color = Some(of(Role::SecondInk));
    visuals.text_cursor.stroke = Stroke::new(1.5, of(Role::Accent));
    visuals.indent_has_left_vline = false;
    visuals.slider_trailing_fill = true;
    let widgets = &mut visuals.widgets;
    for (widget, ground, edge, ink) in [
        (
            &mut widgets.noninteractive,
            Role::Panel,
            Role::Hairline,
            Role::Ink,
        ),
        (
            &mut widgets.inactive,
            Role::Control,
            Role::Control,
            Role::Ink,
        ),
        (
            &mut widgets.hovered,
            Role::Hover,
            Role::BoxOutline,
            Role::Ink,
        ),
        (
            &mut widgets.active,
            Role::SelectionTint,
            Role::Accent,
            Role::Ink,
        ),
        (&mut widgets.open, Role::Hover, Role::BoxOutline, Role::Ink),
    ] {
        widget.bg_fill = of(ground);
        widget.weak_bg_fill = of(ground);
        widget.bg_stroke = Stroke::new(1.0, of(edge));
        widget.fg_stroke = Stroke::new(1.0, of(ink));
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    visuals
}
