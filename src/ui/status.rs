//! The status bar: whether the work is safe, how large the map is, what is not yet mapped.

use egui::Ui;

use super::Stage;
use crate::app::{Action, Gesture, JournalState, Tab, WireEdit};
use crate::reason::checks::Severity;
use crate::reason::strength::word_for;
use crate::text::{find_hidden_signs, has_right_to_left, name_hidden_signs};
use crate::theme::{Icon, Role, TextRole};
use crate::words;

/// Draws the status bar.
pub fn show_status(ui: &mut Ui, stage: &mut Stage<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let Some(tab) = stage.app.tab() else {
            ui.label(stage.text(TextRole::Small, Role::SecondInk, words::say("app-about")));
            busy_ui(ui, stage);
            return;
        };
        saved_ui(ui, stage, tab);
        journal_ui(ui, stage, tab);
        if let Some(Gesture::Wire {
            at: None, makes, ..
        }) = &tab.gesture
        {
            let help = match makes {
                WireEdit::Link(_) => words::say("status-drawing-link"),
                WireEdit::Move => words::say("status-hanging"),
            };
            let text = tab.outlook().map_or(help, |outlook| outlook.text.into());
            ui.label(stage.text(TextRole::Small, Role::Accent, text));
        }
        direction_ui(ui, stage, tab);
        let n = tab.document().nodes().len() as i64;
        say(ui, stage, words::say_with("n-boxes", &[("n", n.into())]));
        if tab.document().views().len() > 1
            && let Some(view) = tab.view_in_use()
        {
            let values = [("name", tab.name_of_view(view).into())];
            say(ui, stage, words::say_with("status-view", &values));
        }
        struck_ui(ui, stage, tab);
        if tab.reading.source.is_some() {
            let n = tab.picture.n_unmapped() as i64;
            let text = words::say_with("reader-unmapped", &[("n", n.into())]);
            let label = stage.text(TextRole::Small, Role::SecondInk, text);
            let response = ui.add(egui::Label::new(label).sense(egui::Sense::click()));
            if response
                .on_hover_text(words::say("command-next-unmapped.help"))
                .clicked()
            {
                stage.push(Action::Run("next-unmapped"));
            }
        }
        doubts_ui(ui, stage, tab);
        findings_ui(ui, stage, tab);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let percent = (tab.camera.zoom * 100.0).round() as i64;
            say(
                ui,
                stage,
                words::say_with("status-zoom", &[("percent", percent.into())]),
            );
            busy_ui(ui, stage);
        });
    });
}

/// What is to be known about a text while it is being edited: signs in it that are not seen, and what
/// is limited about one from right to left, since the toolkit's fields set every line from the left.
fn direction_ui(ui: &mut Ui, stage: &Stage<'_>, tab: &Tab) {
    let wording = tab.wording.iter().map(|it| it.draft.as_str());
    let correction = tab.reading.correction.iter().map(|it| it.draft.as_str());
    let mut edited = wording.chain(correction);
    if let Some(signs) = edited
        .clone()
        .map(find_hidden_signs)
        .find(|it| !it.is_empty())
    {
        let values = [("signs", name_hidden_signs(&signs).into())];
        let text = words::say_with("status-hidden-signs", &values);
        ui.label(stage.text(TextRole::Small, Role::Warning, text));
    }
    if edited.any(has_right_to_left) {
        let text = words::say("status-right-to-left");
        ui.label(stage.text(TextRole::Small, Role::Accent, text));
    }
}

/// That work is under way; what takes long to read is named and can be given up.
fn busy_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(reading) = stage.app.slow_reading() else {
        if stage.app.is_busy() {
            say(ui, stage, words::say("status-busy").into_owned());
        }
        return;
    };
    let name = reading.what.file_name().unwrap_or(reading.what.as_os_str());
    let values = [("name", name.to_string_lossy().into_owned().into())];
    say(ui, stage, words::say_with(reading.work.label(), &values));
    let button = egui::Button::new(words::say("cancel")).small();
    let tip = words::say("command-give-up-reading.help");
    if ui.add(button).on_hover_text(tip).clicked() {
        stage.push(Action::Run("give-up-reading"));
    }
}

/// How many passages have moved or are lost; a click lists them.
fn doubts_ui(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    let n = tab.picture.doubts().len() as i64;
    if n == 0 {
        return;
    }
    let text = words::say_with("doubts-title", &[("n", n.into())]);
    let label = stage.text(TextRole::Small, Role::Warning, text);
    let response = ui.add(egui::Label::new(label).sense(egui::Sense::click()));
    let tip = words::say("command-list-doubts.help");
    if response.on_hover_text(tip).clicked() {
        stage.push(Action::Run("list-doubts"));
    }
}

/// How many findings there are; a click lists them.
fn findings_ui(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    let told = tab.checking.told();
    let n_hints = told
        .iter()
        .filter(|it| it.severity == Severity::Hint)
        .count();
    // Hints are many and seldom wrong; they are counted only where there is nothing graver.
    let (key, n) = match (told.len() - n_hints, n_hints) {
        (0, 0) => return,
        (0, n) => ("status-hints", n as i64),
        (n, _) => ("status-findings", n as i64),
    };
    let text = words::say_with(key, &[("n", n.into())]);
    let label = stage.text(TextRole::Small, Role::SecondInk, text);
    let response = ui.add(egui::Label::new(label).sense(egui::Sense::click()));
    let tip = words::say("command-check.help");
    if response.on_hover_text(tip).clicked() {
        stage.push(Action::Run("check"));
    }
}

/// What is struck out for now, and what falls with it; a click puts it back.
fn struck_ui(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    let fall = tab.marks.fall();
    if fall.struck.is_empty() {
        return;
    }
    let parts = [
        ("status-struck", fall.struck.len()),
        ("status-fallen-claims", fall.claims.len()),
        ("status-fallen-questions", fall.questions.len()),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|&(key, n)| n > 0 || key == "status-fallen-claims")
        .map(|(key, n)| words::say_with(key, &[("n", (n as i64).into())]))
        .chain(say_conclusion(tab))
        .collect();
    let label = stage.text(TextRole::Small, Role::Accent, said.join("; "));
    let response = ui.add(egui::Label::new(label).sense(egui::Sense::click()));
    if response
        .on_hover_text(words::say("status-struck.tip"))
        .clicked()
    {
        stage.push(Action::Run("lift-strikes"));
    }
}

/// What striking out does to the conclusion that is asked about.
fn say_conclusion(tab: &Tab) -> Option<String> {
    let answer = tab.weighing.answer()?;
    let (before, after) = (word_for(answer.unstruck?), word_for(answer.found.strength));
    if before == after {
        return None;
    }
    let values = [
        ("before", words::say(before).into()),
        ("after", words::say(after).into()),
    ];
    Some(words::say_with("status-conclusion", &values))
}

fn say(ui: &mut Ui, stage: &Stage<'_>, text: String) {
    ui.label(stage.text(TextRole::Small, Role::SecondInk, text));
}

/// Whether what is not saved would survive a crash.
fn journal_ui(ui: &mut Ui, stage: &Stage<'_>, tab: &Tab) {
    if !tab.is_dirty() || tab.editor.is_read_only() {
        return;
    }
    let (ink, key, tip) = match tab.journal.state() {
        JournalState::Kept => (
            Role::SecondInk,
            "status-kept",
            words::say("status-kept.tip").into_owned(),
        ),
        JournalState::Behind => (
            Role::SecondInk,
            "status-keeping",
            words::say("status-kept.tip").into_owned(),
        ),
        JournalState::Failed(why) => (Role::Error, "status-not-kept", why),
        JournalState::Off => (
            Role::Warning,
            "status-off",
            words::say("status-off.tip").into_owned(),
        ),
        JournalState::Idle => (
            Role::Warning,
            "status-not-kept",
            words::say("status-not-kept.tip").into_owned(),
        ),
    };
    ui.label(stage.text(TextRole::Small, ink, words::say(key)))
        .on_hover_text(tip);
}

fn saved_ui(ui: &mut Ui, stage: &Stage<'_>, tab: &Tab) {
    let (icon, ink, text) = if tab.editor.is_read_only() {
        (
            Icon::Lock,
            Role::SecondInk,
            words::say("status-read-only").into_owned(),
        )
    } else if tab.saving.is_under_way() {
        (
            Icon::Save,
            Role::SecondInk,
            words::say("status-saving").into_owned(),
        )
    } else if !tab.is_dirty() {
        let (icon, key) = if tab.path.is_some() {
            (Icon::Check, "status-saved")
        } else {
            (Icon::Circle, "status-never-saved")
        };
        (icon, Role::SecondInk, words::say(key).into_owned())
    } else {
        let minutes = tab.unsaved_since.map_or(0, |since| {
            ((stage.app.host.seconds() - since) / 60.0).floor() as i64
        });
        let text = words::say_with("status-not-saved", &[("minutes", minutes.into())]);
        (Icon::CircleDot, Role::Warning, text)
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(super::theme::icon(icon, 13.0).color(stage.colour(ink)));
        let label = ui.label(stage.text(TextRole::Small, ink, text));
        if let Some(why) = tab.why_read_only() {
            label.on_hover_text(words::say(why));
        }
    });
}
