//! Why a finding does not matter: the reason that is saved with the map.

use egui::Context;

use super::field::Field;
use super::window::{Choice, Tone, Window, is_entered, show_choices, show_hint};
use crate::app::Action;
use crate::edit::Edit;
use crate::reason::checks::Finding;
use crate::ui::Stage;
use crate::words;

const REASON: Field = Field::line("set-aside-reason");

pub(super) struct SetAsideForm {
    finding: Finding,
    reason: String,
}

impl SetAsideForm {
    pub fn new(finding: Finding) -> Self {
        Self {
            finding,
            reason: String::new(),
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("set-aside-title").into_owned(),
            width: 420.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            if let Some(tab) = stage.app.tab() {
                show_hint(ui, stage, self.finding.explain(tab.document()));
            }
            let field = REASON.show(ui, stage, &mut self.reason);
            if is_fresh {
                field.request_focus();
            }
            let is_ready = !self.reason.trim().is_empty();
            let is_sent = is_ready && is_entered(ui, &field);
            let choices = [
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(words::say("ok"), Tone::Primary).enabled(is_ready),
            ];
            let pressed = show_choices(ui, stage, &choices, None);
            if is_sent { Some(1) } else { pressed }
        });
        if answer == Some(1) {
            stage.push(Action::Edit(Box::new(Edit::DismissFinding {
                check: self.finding.check.to_owned(),
                on: self.finding.on.to_vec(),
                reason: self.reason.trim().to_owned(),
                author: String::new(),
            })));
        }
        if closes || answer.is_some() {
            stage.push(Action::SetDialog(None));
        }
    }
}
