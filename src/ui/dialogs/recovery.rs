//! What was not saved when the program ended badly: a card for each map, with its picture.

use egui::{
    Context, CornerRadius, Frame, Margin, Role as Part, ScrollArea, Stroke, Ui, UiBuilder, Vec2,
};

use super::map_picture::show_picture;
use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint, show_text};
use crate::app::{Action, Content, Found, tell_time};
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::words;

/// The size of a picture, in points.
const PICTURE: Vec2 = Vec2::new(168.0, 112.0);

/// Which card shows how its map differs from the file.
#[derive(Default)]
pub(super) struct RecoveryView {
    compared: Option<u64>,
}

impl RecoveryView {
    pub(super) fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let app = stage.app;
        let window = Window {
            title: words::say("recovery-title").into_owned(),
            width: 680.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            if app.found().is_empty() {
                let key = if app.is_busy() {
                    "status-busy"
                } else {
                    "recovery-none"
                };
                show_text(ui, stage, words::say(key));
            } else {
                show_text(ui, stage, words::say("recovery-text"));
                let height = find_list_height(ui, 220.0, 460.0);
                ScrollArea::vertical()
                    .max_height(height)
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        for (at, found) in app.found().iter().enumerate() {
                            self.card_ui(ui, stage, found, is_fresh && at == 0);
                        }
                    });
                show_hint(ui, stage, words::say("recovery-hint"));
            }
            let tone = if app.found().is_empty() {
                Tone::Primary
            } else {
                Tone::Plain
            };
            let key = if app.found().is_empty() {
                "close"
            } else {
                "recovery-later"
            };
            let choices = [Choice::new(words::say(key), tone)];
            let focused = is_fresh && app.found().is_empty();
            show_choices(ui, stage, &choices, focused.then_some(0))
        });
        if answer.is_some() || closes {
            stage.push(Action::SetDialog(None));
        }
    }

    fn card_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, found: &Found, is_first: bool) {
        let shape = stage.theme.shape();
        let frame = Frame::new()
            .fill(stage.colour(Role::Paper))
            .stroke(Stroke::new(1.0, stage.colour(Role::Hairline)))
            .corner_radius(CornerRadius::same(shape.radii.control as u8))
            .inner_margin(Margin::same(shape.spacing.m as i8));
        let name = name_of(found);
        frame.show(ui, |ui| {
            let group = UiBuilder::new()
                .accessibility_role(Part::Group)
                .accessibility_label(name.clone());
            ui.scope_builder(group, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_top(|ui| {
                    if let Some(preview) = found.map().and_then(|map| map.preview.as_ref()) {
                        show_picture(ui, stage, preview, PICTURE);
                    }
                    ui.vertical(|ui| {
                        ui.label(stage.text(TextRole::Section, Role::Ink, name));
                        facts_ui(ui, stage, found);
                    });
                });
                if self.compared == Some(found.key)
                    && let Some(map) = found.map()
                {
                    ui.add_space(shape.spacing.s);
                    show_hint(ui, stage, words::say("recovery-compared"));
                    for line in &map.differences {
                        let text = stage.text(TextRole::Ui, Role::Ink, format!("• {line}"));
                        ui.add(egui::Label::new(text).wrap());
                    }
                }
                self.choices_ui(ui, stage, found, is_first);
            });
        });
        ui.add_space(shape.spacing.s);
    }

    fn choices_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, found: &Found, is_first: bool) {
        let key = found.key;
        let discard = if found.goes_for_good() {
            "recovery-delete"
        } else {
            "recovery-discard"
        };
        let choice = |key: &str, tone| Choice::new(words::say(key), tone);
        match &found.content {
            Content::Map(_) => {
                let is_compared = self.compared == Some(key);
                let choices = [
                    choice(discard, Tone::Danger),
                    choice("recovery-compare", Tone::Plain),
                    choice("recovery-save", Tone::Plain),
                    choice("recovery-restore", Tone::Primary),
                ];
                match show_choices(ui, stage, &choices, is_first.then_some(3)) {
                    Some(0) => stage.push(Action::DiscardFound(key)),
                    Some(1) => self.compared = (!is_compared).then_some(key),
                    Some(2) => stage.push(Action::SaveFound(key)),
                    Some(_) => stage.push(Action::RestoreFound(key)),
                    None => {}
                }
            }
            Content::SetAside | Content::Broken(_) => {
                let choices = [
                    choice(discard, Tone::Danger),
                    choice("recovery-try", Tone::Plain),
                ];
                match show_choices(ui, stage, &choices, None) {
                    Some(0) => stage.push(Action::DiscardFound(key)),
                    Some(_) => stage.push(Action::TryFound(key)),
                    None => {}
                }
            }
        }
    }
}

fn name_of(found: &Found) -> String {
    if found.name.is_empty() {
        words::say("document-untitled").into_owned()
    } else {
        found.name.clone()
    }
}

/// When, how much, of which file, and what is wrong with it.
fn facts_ui(ui: &mut Ui, stage: &Stage<'_>, found: &Found) {
    match &found.content {
        Content::Map(map) => {
            let mut line = words::say_with("recovery-edits", &[("n", (map.n_edits as i64).into())]);
            line.push_str(" · ");
            let time = tell_time(&map.edited, &stage.app.host.zone());
            line.push_str(&words::say_with("recovery-time", &[("time", time.into())]));
            show_text(ui, stage, line);
            if found.is_discarded {
                show_hint(ui, stage, words::say("recovery-was-discarded"));
            }
            if !map.is_whole {
                warn(ui, stage, words::say("recovery-cut").into_owned());
            }
        }
        Content::SetAside => warn(ui, stage, words::say("recovery-set-aside").into_owned()),
        Content::Broken(why) => {
            let values = [("why", why.clone().into())];
            warn(ui, stage, words::say_with("recovery-broken", &values));
        }
    }
    match &found.file {
        Some(path) => show_hint(ui, stage, path.display().to_string()),
        None => show_hint(ui, stage, words::say("recovery-never-saved")),
    }
}

fn warn(ui: &mut Ui, stage: &Stage<'_>, text: String) {
    ui.label(stage.text(TextRole::Ui, Role::Warning, text));
}
