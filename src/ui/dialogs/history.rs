//! What the map was at earlier times: the snapshots on the left, the one that is looked at on the right,
//! with its picture and what restoring it would change.

use egui::{Align, Context, Key, Layout, Modifiers, ScrollArea, Ui, UiBuilder, Vec2};

use super::map_picture::show_picture;
use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint, show_text};
use crate::app::{Action, HistoryRow, OpenedSnapshot, ShownHistory, tell_time};
use crate::storage::history::Occasion;
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::Row;
use crate::words;

/// Width of the list, in points.
const LIST: f32 = 300.0;
/// The size of the picture, in points.
const PICTURE: Vec2 = Vec2::new(372.0, 200.0);

/// What is listed and looked at is the program's.
#[derive(Default)]
pub(super) struct HistoryView {
    /// Whether the list has yet to take the keyboard: it may still be looked for.
    wants_focus: bool,
}

impl HistoryView {
    pub(super) fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let app = stage.app;
        self.wants_focus |= is_fresh;
        let window = Window {
            title: words::say("history-title").into_owned(),
            width: 700.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            show_hint(ui, stage, words::say("history-text"));
            if !app.settings.keeps_history {
                let off = stage.text(TextRole::Ui, Role::Warning, words::say("history-off"));
                ui.label(off);
            }
            let shown = app.history().shown();
            let rows = shown.and_then(|shown| shown.rows.as_deref());
            match (shown, rows) {
                (Some(shown), Some(rows)) if !rows.is_empty() => {
                    let height = find_list_height(ui, 240.0, 400.0);
                    ui.add_space(stage.theme.shape().spacing.s);
                    ui.horizontal_top(|ui| {
                        let takes_focus = std::mem::take(&mut self.wants_focus);
                        // The toolkit moves the keyboard by arrows, too: it is called back then.
                        self.wants_focus = list_ui(ui, stage, shown, rows, height, takes_focus);
                        ui.add_space(stage.theme.shape().spacing.m);
                        ui.vertical(|ui| {
                            ui.set_width(ui.available_width());
                            ui.set_height(height);
                            snapshot_ui(ui, stage, shown);
                        });
                    });
                }
                (_, Some(_)) => show_text(ui, stage, words::say("history-none")),
                _ => show_text(ui, stage, words::say("status-busy")),
            }
            let opened = shown.and_then(ShownHistory::opened);
            let can_edit = app.tab().is_some_and(|tab| !tab.editor.is_read_only());
            let can_restore = can_edit && opened.is_some_and(|opened| opened.differs);
            choices_ui(ui, stage, opened.is_some(), can_restore)
        });
        match answer {
            Some(action) => stage.push(action),
            None if closes => stage.push(Action::SetDialog(None)),
            None => {}
        }
    }
}

/// Draws the list; gives whether another snapshot is looked at from now on, by a key.
fn list_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    shown: &ShownHistory,
    rows: &[HistoryRow],
    height: f32,
    takes_focus: bool,
) -> bool {
    let step = ui.input_mut(|input| {
        let down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
        let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
        isize::from(down) - isize::from(up)
    });
    let next = shown.marked.saturating_add_signed(step).min(rows.len() - 1);
    let is_stepped = next != shown.marked;
    if is_stepped {
        stage.push(Action::LookAtSnapshot(next));
    }
    let group = UiBuilder::new()
        .accessibility_role(egui::Role::List)
        .accessibility_label(words::say("history-list").into_owned())
        .layout(Layout::top_down(Align::Min));
    ui.scope_builder(group, |ui| {
        ui.set_width(LIST);
        let list = ScrollArea::vertical()
            .id_salt("snapshots")
            .max_height(height);
        list.auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, row) in rows.iter().enumerate() {
                let is_marked = at == shown.marked;
                let (title, detail) = (tell_title(stage, row), tell_detail(row));
                let listed = Row {
                    detail: &detail,
                    marked: is_marked,
                    ..Row::new(&title)
                };
                let response = listed.show(ui, stage).on_hover_text(detail.as_str());
                if takes_focus && is_marked {
                    response.request_focus();
                }
                if response.clicked() && !is_marked {
                    stage.push(Action::LookAtSnapshot(at));
                }
            }
        });
    });
    is_stepped
}

/// When it was taken, and why where that was no save.
fn tell_title(stage: &Stage<'_>, row: &HistoryRow) -> String {
    let time = tell_time(&row.taken(), &stage.app.host.zone());
    let key = match row.snapshot.occasion {
        Occasion::Opened => "history-occasion-opened",
        Occasion::Saved => "history-occasion-saved",
        Occasion::Checkpoint => "history-occasion-checkpoint",
        Occasion::Restoring => "history-occasion-restoring",
    };
    words::say_with(key, &[("time", time.into())])
}

/// How much changed in it.
fn tell_detail(row: &HistoryRow) -> String {
    if !row.snapshot.is_own {
        return words::say("history-other-map").into_owned();
    }
    match &row.size {
        None => words::say("history-measuring").into_owned(),
        Some(Ok(size)) => size.tell(),
        Some(Err(why)) => why.clone(),
    }
}

fn snapshot_ui(ui: &mut Ui, stage: &mut Stage<'_>, shown: &ShownHistory) {
    match &shown.opened {
        None => show_hint(ui, stage, words::say("history-reading")),
        Some(Err(why)) => {
            ui.label(stage.text(TextRole::Ui, Role::Error, why.as_str()));
        }
        Some(Ok(opened)) => {
            show_picture(ui, stage, &opened.preview, PICTURE);
            ui.add_space(stage.theme.shape().spacing.s);
            opened_ui(ui, stage, opened);
        }
    }
}

fn opened_ui(ui: &mut Ui, stage: &Stage<'_>, opened: &OpenedSnapshot) {
    let own = stage.app.tab().and_then(|tab| tab.path.as_deref());
    let file = opened.file.as_deref();
    if let Some(file) = file.filter(|file| own.and_then(|own| own.file_name()) != file.file_name())
    {
        let values = [("file", file.display().to_string().into())];
        show_hint(ui, stage, words::say_with("history-was-in", &values));
    }
    show_hint(ui, stage, words::say("history-would-change"));
    ScrollArea::vertical()
        .id_salt("snapshot")
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for line in &opened.lines {
                let text = stage.text(TextRole::Ui, Role::Ink, format!("• {line}"));
                ui.add(egui::Label::new(text).wrap());
            }
        });
}

fn choices_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    is_open: bool,
    can_restore: bool,
) -> Option<Action> {
    let mut keeps = stage.app.settings.keeps_history;
    let text = stage.text(TextRole::Ui, Role::Ink, words::say("history-keep"));
    if ui.checkbox(&mut keeps, text).changed() {
        stage.push(Action::Run("keep-history"));
    }
    let choice = |key: &str, tone| Choice::new(words::say(key), tone);
    let choices = [
        choice("history-forget", Tone::Danger),
        choice("close", Tone::Plain),
        choice("history-save", Tone::Plain).enabled(is_open),
        choice("history-compare", Tone::Plain).enabled(is_open),
        choice("history-restore", Tone::Primary).enabled(can_restore),
    ];
    let pressed = show_choices(ui, stage, &choices, None)?;
    Some(match pressed {
        0 => Action::Run("forget-history"),
        1 => Action::SetDialog(None),
        2 => Action::SaveSnapshot,
        3 => Action::CompareWithSnapshot,
        _ => Action::RestoreSnapshot,
    })
}
