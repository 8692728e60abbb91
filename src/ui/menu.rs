//! The menu bar and the toolbar: both are read off the table of commands.

use egui::{Button, Response, Ui, Vec2};

use super::Stage;
use super::control::shorten;
use super::icon_button::IconButton;
use crate::app::{
    Action,
    command::{self, Command, Menu},
};
use crate::theme::{Icon, Role, TextRole};
use crate::words;

/// Draws the menu bar.
pub fn show_menu_bar(ui: &mut Ui, stage: &mut Stage<'_>) {
    egui::MenuBar::new().ui(ui, |ui| {
        for &menu in Menu::ALL {
            ui.menu_button(menu.title(), |ui| {
                ui.set_min_width(240.0);
                menu_ui(ui, stage, menu);
            });
        }
    });
}

fn menu_ui(ui: &mut Ui, stage: &mut Stage<'_>, menu: Menu) {
    let mut group = None;
    let commands: Vec<_> = menu.commands().collect();
    for together in commands.chunk_by(|a, b| a.submenu.is_some() && a.submenu == b.submenu) {
        let command = together[0];
        if group.is_some_and(|group| group != command.group) {
            ui.separator();
        }
        group = Some(command.group);
        if let Some(key) = command.submenu {
            ui.menu_button(words::say(key), |ui| {
                ui.set_min_width(200.0);
                for command in together {
                    entry_ui(ui, stage, command);
                }
                if key == "menu-views" {
                    views_ui(ui, stage);
                }
            });
            continue;
        }
        entry_ui(ui, stage, command);
        if command.id == "open" {
            recent_ui(ui, stage);
        }
    }
}

/// One command as an entry of a menu: its name, its key, and why it cannot be run if so.
pub fn entry_ui(ui: &mut Ui, stage: &mut Stage<'_>, command: &'static Command) -> Response {
    entry_for_ui(ui, stage, command, Action::Run(command.id))
}

/// The same where what it does depends on where the menu was asked for.
pub fn entry_for_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    command: &'static Command,
    action: Action,
) -> Response {
    let refusal = (command.check)(stage.app).err();
    let is_on = command.is_on.is_some_and(|is_on| is_on(stage.app));
    let mut title = command.title().into_owned();
    if let Some(name) = name_of_step(stage, command.id) {
        title = format!("{title}: {name}");
    }
    let button = Button::new(title)
        .shortcut_text(command.key_text())
        .selected(is_on);
    let response = ui.add_enabled(refusal.is_none(), button);
    let response = match refusal {
        Some(why) => response.on_disabled_hover_text(words::say(why)),
        None => response.on_hover_text(command.help()),
    };
    if response.clicked() {
        stage.push(action);
        ui.close();
    }
    response
}

/// What undo would take back, or redo bring back.
fn name_of_step(stage: &Stage<'_>, id: &str) -> Option<String> {
    let history = stage.app.tab()?.editor.history();
    let entry = match id {
        "undo" => history.next_undo()?,
        "redo" => history.next_redo()?,
        _ => return None,
    };
    Some(words::say(&entry.label_key).into_owned())
}

fn recent_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    ui.menu_button(words::say("menu-recent"), |ui| {
        let files: Vec<_> = stage.app.settings.recent.files().to_vec();
        if files.is_empty() {
            ui.add_enabled(false, Button::new(words::say("menu-recent-empty")));
        }
        for file in files {
            let name = file
                .path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let response = ui
                .button(name)
                .on_hover_text(file.path.display().to_string());
            if response.clicked() {
                stage.push(Action::Open(file.path));
                ui.close();
            }
        }
        ui.separator();
        let can_clear = stage
            .app
            .settings
            .recent
            .files()
            .iter()
            .any(|file| !file.pinned);
        let clear = Button::new(words::say("menu-recent-clear"));
        if ui.add_enabled(can_clear, clear).clicked() {
            stage.push(Action::ClearRecent);
            ui.close();
        }
    });
}

/// The views of the map, the one in use marked.
fn views_ui(ui: &mut Ui, stage: &mut Stage<'_>) {
    let Some(tab) = stage.app.tab() else { return };
    if tab.document().views().is_empty() {
        return;
    }
    ui.separator();
    let used = tab.id_of_view();
    for view in tab.document().views() {
        let button = Button::new(tab.name_of_view(view));
        let is_on = used.as_ref() == Some(&view.id);
        if ui.add(button.selected(is_on)).clicked() {
            stage.push(Action::ShowView(view.id.clone()));
            ui.close();
        }
    }
}

/// Commands of the toolbar, in its order; none parts groups.
const TOOLS: &[Option<&str>] = &[
    Some("open"),
    Some("save"),
    None,
    Some("undo"),
    Some("redo"),
    None,
    Some("find"),
    Some("zoom-fit"),
    None,
];

/// Commands at the right end of the toolbar, from the right.
const PANELS: &[&str] = &[
    "toggle-theme",
    "toggle-inspector",
    "toggle-outline",
    "toggle-reader",
];

/// Draws the toolbar.
pub fn show_toolbar(ui: &mut Ui, stage: &mut Stage<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for tool in TOOLS {
            if let Some(command) = tool.and_then(command::find) {
                tool_ui(ui, stage, command);
            } else {
                ui.add_space(8.0);
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for command in PANELS.iter().copied().filter_map(command::find) {
                tool_ui(ui, stage, command);
            }
        });
    });
}

/// One command as a button with its icon; its name and key stand in the tooltip.
pub fn tool_ui(ui: &mut Ui, stage: &mut Stage<'_>, command: &'static Command) {
    let icon = match command.id {
        "toggle-theme" if stage.theme.dark => Icon::Sun,
        _ => command.icon.unwrap_or(Icon::Circle),
    };
    let title = command.title();
    let tip = if command.keys.is_empty() {
        title.clone().into_owned()
    } else {
        format!("{title}  ({})", command.key_text())
    };
    let refusal = (command.check)(stage.app).err().map(words::say);
    let icons = [(icon, Role::Ink)];
    let button = IconButton::new(&icons, &title)
        .large()
        .tip(&tip)
        .refusal(refusal.as_deref())
        .on(command.is_on.is_some_and(|is_on| is_on(stage.app)));
    if button.show(ui, stage).clicked() {
        stage.push(Action::Run(command.id));
    }
}

/// Draws the tabs of the open maps, if there are several.
pub fn show_tabs(ui: &mut Ui, stage: &mut Stage<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (at, tab) in stage.app.tabs().iter().enumerate() {
            let mut name = tab.name();
            if name.is_empty() {
                name = words::say("document-untitled").into_owned();
            }
            let is_front = at == stage.app.active();
            let shown = shorten(&name, 28);
            let shown = if tab.is_dirty() {
                format!("• {shown}")
            } else {
                shown
            };
            let ink = if is_front { Role::Ink } else { Role::SecondInk };
            let title = stage.text(TextRole::Ui, ink, shown);
            let spoken = if tab.is_dirty() {
                words::say_with("document-unsaved-mark", &[("name", name.clone().into())])
            } else {
                name.clone()
            };
            let button = Button::new(title)
                .selected(is_front)
                .frame_when_inactive(false);
            let response = ui.add(button).on_hover_text(&name);
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::Tab, true, is_front, spoken.clone())
            });
            if response.clicked() {
                stage.push(Action::ShowTab(at));
            }
            if response.middle_clicked() {
                stage.push(Action::CloseTab(at));
            }
            let close = Button::new(super::theme::icon(Icon::X, 12.0).color(stage.colour(ink)))
                .frame_when_inactive(false)
                .min_size(Vec2::splat(24.0));
            let close = ui.add(close);
            let title = format!("{} {name}", words::say("close"));
            close
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, title.clone()));
            if close.on_hover_text(words::say("command-close")).clicked() {
                stage.push(Action::CloseTab(at));
            }
        }
    });
}
