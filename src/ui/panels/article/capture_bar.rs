//! The small bar at a selected passage: what it can become, a button for each key. It never takes
//! the keyboard from the text.

use egui::{Area, Context, Frame, Id, LayerId, Margin, Order, Rect, Shadow, Stroke, Ui, pos2};

use super::super::super::Stage;
use super::super::super::icon_button::IconButton;
use crate::app::{Action, command};
use crate::theme::{Icon, Role};
use crate::words;

/// A button: its command and the icons that tell it from its neighbours without colour.
struct Choice {
    command: &'static str,
    icons: &'static [(Icon, Role)],
    /// Whether a divider stands before it.
    begins_group: bool,
}

const CHOICES: &[Choice] = &[
    Choice {
        command: "capture-claim",
        icons: &[(Icon::Plus, Role::Supports)],
        begins_group: false,
    },
    Choice {
        command: "capture-against",
        icons: &[(Icon::Minus, Role::Opposes)],
        begins_group: false,
    },
    Choice {
        command: "capture-evidence",
        icons: &[
            (Icon::FileText, Role::Evidence),
            (Icon::Plus, Role::Supports),
        ],
        begins_group: true,
    },
    Choice {
        command: "capture-evidence-against",
        icons: &[
            (Icon::FileText, Role::Evidence),
            (Icon::Minus, Role::Opposes),
        ],
        begins_group: false,
    },
    Choice {
        command: "capture-question",
        icons: &[(Icon::CircleQuestionMark, Role::Question)],
        begins_group: true,
    },
    Choice {
        command: "capture-note",
        icons: &[(Icon::StickyNote, Role::SecondInk)],
        begins_group: false,
    },
    Choice {
        command: "capture-anchor",
        icons: &[(Icon::Quote, Role::Ink)],
        begins_group: true,
    },
    Choice {
        command: "capture-ignore",
        icons: &[(Icon::EyeOff, Role::Ink)],
        begins_group: false,
    },
];

/// The height of the bar and its distance from the passage, in points.
const HEIGHT: f32 = 32.0;
const GAP: f32 = 4.0;

/// Draws the bar above the selected passage, or below it where there is no room; both are on the
/// screen, and the bar stays within `room`.
pub(super) fn show(ui: &mut Ui, stage: &mut Stage<'_>, passage: Rect, room: Rect) {
    let above = passage.top() - HEIGHT - GAP;
    let below = passage.bottom() + GAP;
    let y = if above >= room.top() {
        above
    } else if below + HEIGHT <= room.bottom() {
        below
    } else {
        room.bottom() - HEIGHT - GAP
    };
    let shape = stage.theme.shape();
    let frame = Frame::new()
        .fill(stage.colour(Role::Card))
        .stroke(Stroke::new(1.0, stage.colour(Role::Hairline)))
        .corner_radius(shape.radii.float)
        .inner_margin(Margin::same(3))
        .shadow(Shadow {
            offset: [0, 2],
            blur: 8,
            spread: 0,
            color: stage.colour(Role::Shadow),
        });
    Area::new(area_id())
        .order(Order::Middle)
        .fixed_pos(pos2(passage.left(), y))
        .constrain_to(room)
        .fade_in(false)
        .accessible_name(words::say("reader-capture"))
        .show(ui.ctx(), |ui| {
            frame.show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    for choice in CHOICES {
                        show_choice(ui, stage, choice);
                    }
                });
            });
        });
}

/// Whether the pointer is on the bar, so that it stays while it is pressed.
pub(super) fn is_under_pointer(ctx: &Context) -> bool {
    let layer = LayerId::new(Order::Middle, area_id());
    ctx.pointer_interact_pos()
        .and_then(|place| ctx.layer_id_at(place))
        == Some(layer)
}

fn area_id() -> Id {
    Id::unique("capture bar")
}

fn show_choice(ui: &mut Ui, stage: &mut Stage<'_>, choice: &Choice) {
    let Some(command) = command::find(choice.command) else {
        return;
    };
    if choice.begins_group {
        ui.add_space(4.0);
        let line = ui.available_rect_before_wrap();
        let stroke = Stroke::new(1.0, stage.colour(Role::Hairline));
        ui.painter()
            .vline(line.left(), line.y_range().shrink(4.0), stroke);
        ui.add_space(4.0);
    }
    let title = command.title();
    let tip = format!("{title} ({})", command.key_text());
    let refusal = (command.check)(stage.app).err().map(words::say);
    let button = IconButton::new(choice.icons, &title)
        .tip(&tip)
        .refusal(refusal.as_deref());
    if button.show(ui, stage).clicked() {
        stage.push(Action::Run(command.id));
        ui.memory_mut(|memory| memory.request_focus(super::pane_id()));
    }
}
