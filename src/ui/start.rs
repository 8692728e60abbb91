//! The empty window: the ways to begin, and the files of the last times.

use egui::{Align, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, pos2, vec2};

use super::Stage;
use super::control::Row;
use super::icon_button::IconButton;
use crate::app::{Action, Template};
use crate::storage::{RecentFile, RecentFiles};
use crate::theme::{Icon, Role, TextRole};
use crate::words;

/// Width of a column in points.
const COLUMN: f32 = 400.0;
/// How many recent files are shown.
const MOST_RECENT: usize = 8;

/// What the empty window remembers while it is shown.
#[derive(Debug, Default)]
pub struct Start {
    /// The recent files as they were when it was last looked which of them are gone.
    looked: Option<RecentFiles>,
}

/// A way to begin.
struct Choice {
    key: &'static str,
    icon: Icon,
    action: Action,
}

impl Start {
    /// Draws the empty window into all the room there is.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let recent = &stage.app.settings.recent;
        if self.looked.as_ref() != Some(recent) {
            self.looked = Some(recent.clone());
            stage.push(Action::LookForMissing);
        }
        let bounds = ui.available_rect_before_wrap();
        ui.painter()
            .rect_filled(bounds, 0.0, stage.colour(Role::Paper));
        let spacing = stage.theme.shape().spacing;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let gap = 2.0 * spacing.xxl;
            let is_wide = bounds.width() >= 2.0 * COLUMN + gap + 2.0 * spacing.xxl;
            let n_columns = if is_wide { 2.0 } else { 1.0 };
            let room = bounds.width() - 2.0 * spacing.xl;
            let column = COLUMN.min(room).max(1.0);
            let width = column * n_columns + gap * (n_columns - 1.0);
            let top = (bounds.height() * 0.12).clamp(spacing.xl, 120.0);
            ui.add_space(top);
            ui.horizontal(|ui| {
                ui.add_space(((bounds.width() - width) / 2.0).max(0.0));
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    show_head(ui, stage);
                    ui.add_space(spacing.xxl);
                    if is_wide {
                        show_two_columns(ui, stage, column, gap);
                    } else {
                        show_ways(ui, stage);
                        ui.add_space(spacing.xl);
                        show_other_ways(ui, stage);
                    }
                    ui.add_space(spacing.xl);
                    show_drop_hint(ui, stage);
                    ui.add_space(spacing.xl);
                });
            });
        });
    }
}

fn show_head(ui: &mut Ui, stage: &Stage<'_>) {
    let spacing = stage.theme.shape().spacing;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(spacing.m - 2.0);
        show_mark(ui, stage, 64.0);
        ui.add_space(spacing.l);
        ui.vertical(|ui| {
            ui.add_space(spacing.xs);
            ui.label(stage.text(TextRole::ReaderTitle, Role::Ink, words::say("app-name")));
            ui.add_space(spacing.xs);
            let intro = words::say("start-intro");
            ui.label(stage.text(TextRole::Ui, Role::SecondInk, intro));
        });
    });
}

fn show_two_columns(ui: &mut Ui, stage: &mut Stage<'_>, column: f32, gap: f32) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let columns: [fn(&mut Ui, &mut Stage<'_>); 2] = [show_ways, show_other_ways];
        for (at, show) in columns.into_iter().enumerate() {
            if at > 0 {
                ui.add_space(gap);
            }
            ui.allocate_ui_with_layout(vec2(column, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(column);
                show(ui, stage);
            });
        }
    });
}

fn show_ways(ui: &mut Ui, stage: &mut Stage<'_>) {
    let run = |key, icon, id| Choice {
        key,
        icon,
        action: Action::Run(id),
    };
    let ways = [
        run("start-open-article", Icon::FileText, "open"),
        run("start-paste", Icon::ClipboardPaste, "paste-article"),
        run("start-open-map", Icon::FolderOpen, "open"),
        run("start-new", Icon::FilePlus, "new"),
        run("start-sample", Icon::BookOpen, "tour"),
    ];
    show_heading(ui, stage, "start-title");
    for way in ways {
        show_choice(ui, stage, way);
    }
}

fn show_other_ways(ui: &mut Ui, stage: &mut Stage<'_>) {
    show_heading(ui, stage, "start-templates");
    for (id, key, icon) in [
        (Template::OP_ED, "start-template-op-ed", Icon::Quote),
        (Template::DEBATE, "start-template-debate", Icon::Scale),
        (
            Template::HYPOTHESES,
            "start-template-hypotheses",
            Icon::GitBranch,
        ),
    ] {
        let action = Action::StartFrom(id);
        show_choice(ui, stage, Choice { key, icon, action });
    }
    let app = stage.app;
    let files = app.settings.recent.files();
    if !files.is_empty() {
        ui.add_space(stage.theme.shape().spacing.l);
        show_heading(ui, stage, "start-recent");
        let pinned = files.iter().filter(|file| file.pinned);
        let others = files.iter().filter(|file| !file.pinned);
        for file in pinned.chain(others).take(MOST_RECENT) {
            show_recent(ui, stage, file);
        }
    }
}

fn show_heading(ui: &mut Ui, stage: &Stage<'_>, key: &str) {
    let spacing = stage.theme.shape().spacing;
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal(|ui| {
        ui.add_space(spacing.m);
        ui.label(stage.text(TextRole::Section, Role::Ink, words::say(key)));
    });
    ui.add_space(spacing.xs);
}

fn show_choice(ui: &mut Ui, stage: &mut Stage<'_>, choice: Choice) {
    let title = words::say(choice.key);
    let help = words::say(&format!("{}.help", choice.key));
    let row = Row {
        icon: Some((choice.icon, Role::Accent)),
        detail: &help,
        ..Row::new(&title)
    };
    if row.show(ui, stage).clicked() {
        stage.push(choice.action);
    }
}

fn show_recent(ui: &mut Ui, stage: &mut Stage<'_>, file: &RecentFile) {
    const BUTTONS: f32 = 30.0;
    let is_missing = stage.app.is_missing(&file.path);
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    let folder = file
        .path
        .parent()
        .map(|folder| folder.display().to_string());
    let folder = folder.unwrap_or_default();
    let detail = if is_missing {
        words::say_with("start-missing", &[("file", folder.into())])
    } else {
        folder
    };
    let n_buttons = if is_missing { 2.0 } else { 1.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let edge = rect.right() - n_buttons * BUTTONS;
    let left = Rect::from_min_max(rect.min, pos2(edge, rect.bottom()));
    let right = Rect::from_min_max(pos2(edge, rect.top()), rect.max);
    let row = Row {
        icon: Some((Icon::File, Role::SecondInk)),
        detail: &detail,
        enabled: !is_missing,
        focusable: !is_missing,
        ..Row::new(&name)
    };
    let response = ui
        .scope_builder(UiBuilder::new().id_salt(&file.path).max_rect(left), |ui| {
            row.show(ui, stage)
        })
        .inner
        .on_hover_text(file.path.display().to_string());
    if response.clicked() {
        stage.push(Action::Open(file.path.clone()));
    }
    let builder = UiBuilder::new()
        .id_salt((&file.path, "buttons"))
        .max_rect(right)
        .layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let (icon, key) = if file.pinned {
            (Icon::PinOff, "start-unpin")
        } else {
            (Icon::Pin, "start-pin")
        };
        let named = |key| words::say_with(key, &[("name", name.as_ref().into())]);
        let mut is_pressed = |icon, key| {
            let name = named(key);
            let icons = [(icon, Role::Ink)];
            let button = IconButton::new(&icons, &name).large();
            button.show(ui, stage).clicked()
        };
        let (pins, forgets) = (
            is_pressed(icon, key),
            is_missing && is_pressed(Icon::X, "start-forget"),
        );
        if pins {
            stage.push(Action::PinRecent(file.path.clone(), !file.pinned));
        }
        if forgets {
            stage.push(Action::ForgetRecent(file.path.clone()));
        }
    });
}

fn show_drop_hint(ui: &mut Ui, stage: &Stage<'_>) {
    let spacing = stage.theme.shape().spacing;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = spacing.m;
        ui.add_space(spacing.m);
        ui.label(stage.icon(Icon::Download, Role::SecondInk));
        ui.label(stage.text(TextRole::Ui, Role::SecondInk, words::say("start-drop")));
    });
}

/// The program's mark: two boxes that overlap, and the pin through the joint.
fn show_mark(ui: &mut Ui, stage: &Stage<'_>, side: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    let painter = ui.painter_at(rect);
    let unit = side / 256.0;
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * unit;
    let bar = |x: f32, y: f32, width: f32, height: f32, radius: f32, role: Role| {
        let rect = Rect::from_min_size(at(x, y), vec2(width, height) * unit);
        painter.rect_filled(rect, radius * unit, stage.colour(role));
    };
    bar(8.0, 8.0, 240.0, 240.0, 52.0, Role::Accent);
    bar(40.0, 60.0, 116.0, 72.0, 16.0, Role::Card);
    bar(100.0, 124.0, 116.0, 72.0, 16.0, Role::SelectionTint);
    bar(119.0, 62.0, 18.0, 146.0, 9.0, Role::Ink);
    painter.circle_filled(
        at(128.0, 54.0),
        26.0 * unit,
        stage.colour(Role::FindCurrent),
    );
    painter.circle_filled(at(128.0, 54.0), 10.0 * unit, stage.colour(Role::Accent));
}
