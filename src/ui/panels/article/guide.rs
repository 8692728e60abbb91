//! The line of the reading guide: what the sentence at hand is taken for and why, with buttons to
//! accept it, to dismiss it and to go on.

use egui::{Align, Frame, Label, Layout, Margin, Ui, vec2};

use super::super::super::Stage;
use super::super::super::icon_button::IconButton;
use crate::app::{Action, Tab, command};
use crate::text::{Hint, HintKind, Sign};
use crate::theme::{Icon, Role, TextRole};
use crate::words;

const BUTTONS: &[(&str, Icon)] = &[
    ("guide", Icon::X),
    ("next-hint", Icon::ChevronDown),
    ("previous-hint", Icon::ChevronUp),
    ("dismiss-hint", Icon::CircleX),
    ("accept-hint", Icon::Check),
];

/// Draws the line above the text while the guide is on.
pub(super) fn show(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    if !tab.reading.shows_guide {
        return;
    }
    let frame = Frame::new()
        .fill(stage.colour(Role::Panel))
        .inner_margin(Margin::symmetric(12, 2));
    frame.show(ui, |ui| {
        let room = vec2(ui.available_width(), 26.0);
        ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for &(id, icon) in BUTTONS {
                show_button(ui, stage, id, icon);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let text = tell(tab);
                let line = stage.text(TextRole::Small, Role::Ink, text.as_str());
                ui.add(Label::new(line).truncate()).on_hover_text(text);
            });
        });
    });
}

fn show_button(ui: &mut Ui, stage: &mut Stage<'_>, id: &'static str, icon: Icon) {
    let Some(command) = command::find(id) else {
        return;
    };
    let title = command.title();
    let tip = format!("{title} ({})", command.key_text());
    let refusal = (command.check)(stage.app).err().map(words::say);
    let icons = [(icon, Role::SecondInk)];
    let button = IconButton::new(&icons, &title)
        .tip(&tip)
        .refusal(refusal.as_deref());
    if button.show(ui, stage).clicked() {
        stage.push(Action::Run(id));
        ui.memory_mut(|memory| memory.request_focus(super::pane_id()));
    }
}

fn tell(tab: &Tab) -> String {
    let Some(Hint { kind, sign, .. }) = tab.hint_at_hand() else {
        let n = tab.picture.hints().len() as i64;
        return words::say_with("hint-none-at-hand", &[("n", n.into())]);
    };
    let kind = words::say(match kind {
        HintKind::Question => "hint-question",
        HintKind::Claim => "hint-claim",
        HintKind::Evidence => "hint-evidence",
    });
    let why = match sign {
        Sign::QuestionMark => words::say("hint-because-mark").into_owned(),
        Sign::Label => words::say("hint-because-label").into_owned(),
        Sign::Marker(rule) => {
            let marker = ("marker", rule.marker.as_str().into());
            match rule.precision {
                Some(share) => words::say_with(
                    "hint-because-marker",
                    &[
                        marker,
                        ("percent", ((share * 100.0).round() as i64).into()),
                        ("n", (rule.n as i64).into()),
                        ("measured", rule.measured.as_str().into()),
                    ],
                ),
                None => words::say_with("hint-because-unmeasured", &[marker]),
            }
        }
    };
    format!("{kind}: {why}")
}
