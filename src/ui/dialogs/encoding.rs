//! In which encoding an article is read again: a list of those that files are found in.

use egui::{Context, ScrollArea};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint};
use crate::app::Action;
use crate::model::Id;
use crate::text::ENCODINGS;
use crate::ui::Stage;
use crate::ui::control::Row;
use crate::words;

pub(super) fn show(
    ctx: &Context,
    stage: &mut Stage<'_>,
    source: &Id,
    current: &str,
    is_fresh: bool,
) {
    let window = Window {
        title: words::say("encoding-title").into_owned(),
        width: 420.0,
    };
    let (answer, closes) = window.show(ctx, stage, |ui, stage| {
        show_hint(ui, stage, words::say("encoding-help"));
        let height = find_list_height(ui, 220.0, 420.0);
        let list = ScrollArea::vertical().max_height(height).auto_shrink(false);
        let chosen = list.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut chosen = None;
            for name in ENCODINGS {
                let is_current = name.eq_ignore_ascii_case(current);
                let title = words::say(&format!("encoding-{name}"));
                let row = Row {
                    marked: is_current,
                    ..Row::new(&title)
                };
                let response = row.show(ui, stage);
                if is_current && is_fresh {
                    response.request_focus();
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    chosen = Some(*name);
                }
            }
            chosen
        });
        let choices = [Choice::new(words::say("cancel"), Tone::Plain)];
        let is_cancelled = show_choices(ui, stage, &choices, None).is_some();
        (chosen.inner, is_cancelled)
    });
    match answer {
        (Some(encoding), _) => stage.push(Action::ReadInEncoding(source.clone(), encoding)),
        (None, is_cancelled) if is_cancelled || closes => stage.push(Action::SetDialog(None)),
        _ => {}
    }
}
