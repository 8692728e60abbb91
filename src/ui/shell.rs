//! The window: which panels stand where, in what order a frame is made, and what only a window
//! can do. The program itself is [`App`].

use std::sync::mpsc::Receiver;

use egui::{Context, Event, Id, Panel, Ui, ViewportCommand};

use super::canvas::CanvasPanel;
use super::clipboard::Clipboard;
use super::desktop_window::{be_seen, come_to_front, remember_place};
use super::dialogs::Dialogs;
use super::files::FileDialogs;
use super::keys::{self, Holder};
use super::panels::article::{self, ArticlePanel};
use super::panels::findings::FindingsPanel;
use super::panels::inspector::InspectorPanel;
use super::panels::linchpins::LinchpinsPanel;
use super::panels::outline::{self, OutlinePanel};
use super::sides::sides_ui;
use super::start::Start;
use super::{
    Stage, compare_bar, crumbs, filter_bar, find_bar, menu, messages, status, theme, tour, viewer,
};
use crate::app::{Action, App, PanelId, Purpose, SystemLook, Tab, WindowRequest};
use crate::storage::watch::Watcher;
use crate::text::remove_hidden_signs;
use crate::theme::Role;
use crate::words;

/// Under this width the inspector does not stand beside the map but over it.
const NARROW: f32 = 1100.0;

/// In a window smaller than this, in points, nothing is painted: there is room for nothing.
const LEAST: egui::Vec2 = egui::vec2(160.0, 100.0);

/// The longest time between two clicks that belong together, in seconds: what desktops grant.
const DOUBLE_CLICK: f64 = 0.45;

/// The window around the program.
pub struct Shell {
    app: App,
    actions: Vec<Action>,
    /// What was typed after something that may have changed what it is meant for: the next frame
    /// takes it.
    late: Vec<Event>,
    article: ArticlePanel,
    outline: OutlinePanel,
    inspector: InspectorPanel,
    findings: FindingsPanel,
    linchpins: LinchpinsPanel,
    canvas: CanvasPanel,
    dialogs: Dialogs,
    start: Start,
    files: FileDialogs,
    has_file_dialogs: bool,
    clipboard: Clipboard,
    /// What the desktop says of how programs should look, if it is asked.
    looks: Option<Receiver<SystemLook>>,
    /// The box whose wording was open when the window was last painted.
    worded: Option<crate::model::Id>,
    /// Which of reader and outline is in front where both are open.
    left_front: PanelId,
    /// Which of the panels of the right side is in front.
    right_front: PanelId,
    dressed: Option<(String, bool)>,
    title: String,
    is_closing: bool,
    /// The window had the focus in the last frame.
    had_focus: bool,
    /// What looks at the files of the maps while the window has the focus; none in tests.
    watcher: Option<Watcher>,
}

impl Shell {
    /// A window around a program. It uses the system's file dialogs.
    pub fn new(app: App) -> Self {
        Self {
            app,
            actions: Vec::new(),
            late: Vec::new(),
            article: ArticlePanel::default(),
            outline: OutlinePanel::default(),
            inspector: InspectorPanel::default(),
            findings: FindingsPanel::default(),
            linchpins: LinchpinsPanel::default(),
            canvas: CanvasPanel::default(),
            dialogs: Dialogs::default(),
            start: Start::default(),
            files: FileDialogs::default(),
            has_file_dialogs: true,
            clipboard: Clipboard::of_system(),
            looks: None,
            worded: None,
            left_front: PanelId::Reader,
            right_front: PanelId::Inspector,
            dressed: None,
            title: String::new(),
            is_closing: false,
            had_focus: true,
            watcher: None,
        }
    }

    /// The window with what watches the files of its maps.
    #[must_use]
    pub fn with_watcher(self, watcher: Watcher) -> Self {
        Self {
            watcher: Some(watcher),
            ..self
        }
    }

    /// A window that asks for paths itself and keeps what is copied beside the text, as on a system
    /// without file dialogs and a clipboard for more than text.
    pub fn without_file_dialogs(app: App) -> Self {
        Self {
            has_file_dialogs: false,
            clipboard: Clipboard::of_window(),
            ..Self::new(app)
        }
    }

    /// The same window, which looks and moves as the desktop says.
    #[must_use]
    pub fn following(self, looks: Receiver<SystemLook>) -> Self {
        Self {
            looks: Some(looks),
            ..self
        }
    }

    /// The program.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The program, to be changed from outside a frame.
    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    /// What the window copies to and pastes from.
    pub fn clipboard_mut(&mut self) -> &mut Clipboard {
        &mut self.clipboard
    }

    /// Whether the window has been told to close.
    pub fn is_closing(&self) -> bool {
        self.is_closing
    }

    /// Makes one frame: take what happened, paint, do what was asked.
    pub fn show(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.dress(&ctx);
        self.clipboard.offer_late();
        self.take_input(&ctx);
        self.app.poll();
        self.serve_requests(&ctx);
        let mut actions = std::mem::take(&mut self.actions);
        self.paint(ui, &mut actions);
        if !self.late.is_empty() {
            ctx.request_repaint();
        }
        if !actions.is_empty() {
            if actions.iter().any(may_leave) {
                self.keep_typed();
            }
            // What was typed comes first: the click that left its field may have closed its map.
            let (typed, rest): (Vec<_>, Vec<_>) = actions
                .into_iter()
                .partition(|action| matches!(action, Action::EditIn(..)));
            let mut closes = false;
            for action in typed.into_iter().chain(rest) {
                closes |= action == Action::SetDialog(None);
                // What a dialog's command opens gets the keyboard only where no dialog has just been.
                if closes && matches!(action, Action::Run(_)) {
                    self.actions.push(action);
                } else {
                    self.app.perform(action);
                }
            }
            ctx.request_repaint();
        }
        let typed = self.inspector.list_typed(&self.app);
        self.app.perform(Action::DraftFields(typed));
        self.app.poll();
        self.serve_requests(&ctx);
        self.update_title(&ctx);
        self.wake_for_time(&ctx);
    }

    /// Puts on theme, sizes and the toolkit's options when they have changed.
    fn dress(&mut self, ctx: &Context) {
        let settings = &self.app.settings;
        ctx.set_zoom_factor(settings.interface_scale);
        let wanted = (self.app.theme().name.clone(), self.app.reduces_motion());
        if self.dressed.as_ref() != Some(&wanted) {
            theme::apply(ctx, self.app.theme(), wanted.1);
            ctx.options_mut(|options| {
                options.zoom_with_keyboard = false;
                options.quit_shortcuts.clear();
                options.input_options.max_double_click_delay = DOUBLE_CLICK;
            });
            self.dressed = Some(wanted);
        }
    }

    fn take_input(&mut self, ctx: &Context) {
        let late = std::mem::take(&mut self.late);
        if !late.is_empty() {
            ctx.input_mut(|input| drop(input.events.splice(0..0, late)));
        }
        let has_focus = ctx.input(|input| input.focused);
        if has_focus && !std::mem::replace(&mut self.had_focus, has_focus) {
            be_seen(ctx);
            // Another program had it meanwhile, and may have written to our files.
            self.app.perform(Action::LookForOutsideChanges);
        }
        self.had_focus = has_focus;
        self.heed_watcher();
        while let Some(look) = self.looks.as_ref().and_then(|looks| looks.try_recv().ok()) {
            self.app.system = look;
        }
        self.app.system_is_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        if let Some(action) = self.files.poll() {
            self.app.perform(action);
        }
        let dropped = ctx.input_mut(|input| std::mem::take(&mut input.raw.dropped_files));
        for file in dropped {
            self.app.perform(Action::Open(file.path().to_owned()));
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.is_closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.keep_typed();
            self.app.perform(Action::Quit);
        }
        if !self.dialogs.shows(&self.app) {
            // What is typed is meant for the dialog that comes, or for what was below one that has gone: the
            // toolkit gives that no keyboard until it has been painted without.
            if self.app.dialog.is_none() {
                leave_field(ctx);
            }
            keys::put_off_typed(ctx, &mut self.late);
            return;
        }
        if self.app.dialog.is_some() || egui::Popup::is_any_open(ctx) {
            keys::put_off_after_end(ctx, &mut self.late);
            return;
        }
        if self.awaits_field() {
            // What is typed meanwhile is meant for the field.
            keys::put_off_typed(ctx, &mut self.late);
            return;
        }
        let is_wording = self.app.tab().is_some_and(|tab| tab.wording.is_some());
        let holder = if is_wording || ctx.text_edit_focused() {
            Holder::TextField
        } else {
            let focused = ctx.memory(egui::Memory::focused);
            match focused {
                Some(id) if !PanelId::ALL.iter().any(|&panel| panel_id(panel) == id) => {
                    Holder::Control
                }
                _ => Holder::Panel,
            }
        };
        let before = self.app.focus;
        let command = keys::take_command(ctx, &self.app, holder, &mut self.late);
        if let Some(action) = command {
            self.keep_typed();
            let action = match action {
                Action::Paste(text, _) => Action::Paste(text, self.clipboard.html()),
                action => action,
            };
            self.app.perform(action);
        }
        if self.app.focus != before {
            leave_field(ctx);
        }
        self.keep_focus(ctx, holder);
    }

    /// Whether a wording is open whose field has not been painted yet.
    fn awaits_field(&self) -> bool {
        let tab = self.app.tab();
        let wording = tab.and_then(|tab| tab.wording.as_ref());
        let is_new = wording.is_some_and(|it| Some(&it.node) != self.worded.as_ref());
        is_new || tab.is_some_and(Tab::awaits_field)
    }

    /// Has the files of the maps watched, and looks at them when one has changed.
    fn heed_watcher(&mut self) {
        if let Some(watcher) = &mut self.watcher {
            watcher.watch(self.app.watched_files());
            if watcher.take_change() {
                self.app.perform(Action::LookForOutsideChanges);
            }
        }
    }

    /// Makes edits of what stands in the inspector's fields.
    fn keep_typed(&mut self) {
        for edit in self.inspector.take_edits() {
            self.app.perform(edit);
        }
    }

    /// Gives the toolkit's focus to the panel that has the keyboard, unless a field or button
    /// took it.
    fn keep_focus(&self, ctx: &Context, holder: Holder) {
        let wanted = panel_id(self.app.focus);
        let is_wording = self.app.tab().is_some_and(|tab| tab.wording.is_some());
        let focused = ctx.memory(egui::Memory::focused);
        let is_left = focused.is_none_or(|id| id != wanted && is_panel(id));
        if holder == Holder::Panel
            && is_left
            && !is_wording
            && self.app.tab().is_some()
            && !PanelId::RIGHT.contains(&self.app.focus)
        {
            ctx.memory_mut(|memory| memory.request_focus(wanted));
        }
    }

    fn paint(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let size = ui.ctx().content_rect().size();
        if size.x < LEAST.x || size.y < LEAST.y {
            // What the keys are meant for will not come, either.
            self.late.clear();
            return;
        }
        let mut stage = Stage::new(&self.app, actions);
        let bar = |stage: &Stage<'_>| {
            egui::Frame::new()
                .fill(stage.colour(Role::Panel))
                .inner_margin(egui::Margin::symmetric(12, 4))
        };
        let frame = bar(&stage);
        Panel::top("menu")
            .frame(frame)
            .show(ui, |ui| menu::show_menu_bar(ui, &mut stage));
        Panel::top("tools")
            .frame(frame)
            .show(ui, |ui| menu::show_toolbar(ui, &mut stage));
        if self.app.tabs().len() > 1 {
            Panel::top("tabs")
                .frame(frame)
                .show(ui, |ui| menu::show_tabs(ui, &mut stage));
        }
        let status = Panel::bottom("status")
            .frame(frame)
            .show(ui, |ui| status::show_status(ui, &mut stage));
        let status_height = status.response.rect.height();
        let body = ui.available_rect_before_wrap();
        if self.app.tab().is_some() {
            self.left_ui(ui, actions, body.width());
            let covered = self.right_ui(ui, actions, body.width());
            self.map_ui(ui, actions, covered);
        } else {
            let mut stage = Stage::new(&self.app, actions);
            let frame = egui::Frame::new().fill(stage.colour(Role::Paper));
            egui::CentralPanel::no_frame()
                .frame(frame)
                .show(ui, |ui| self.start.show(ui, &mut stage));
        }
        let ctx = ui.ctx().clone();
        let mut stage = Stage::new(&self.app, actions);
        messages::show(&ctx, &mut stage, status_height);
        tour::show(&ctx, &mut stage, body);
        self.dialogs.show(&ctx, &mut stage);
        self.waiting_ui(&ctx, actions);
        let wording = self.app.tab().and_then(|tab| tab.wording.as_ref());
        self.worded = wording.map(|wording| wording.node.clone());
    }

    /// The article and the outline share the left side; where both are open, as tabs.
    fn left_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>, width: f32) {
        let shown = |panel| self.app.is_shown(panel);
        let (reader, outline) = (shown(PanelId::Reader), shown(PanelId::Outline));
        if !reader && !outline {
            return;
        }
        if matches!(self.app.focus, PanelId::Reader | PanelId::Outline) {
            self.left_front = self.app.focus;
        }
        let front = match (reader, outline) {
            (true, true) => self.left_front,
            (true, false) => PanelId::Reader,
            _ => PanelId::Outline,
        };
        let fraction = match front {
            PanelId::Reader => self.app.settings.panels.reader.fraction,
            _ => self.app.settings.panels.outline.fraction,
        };
        let mut stage = Stage::new(&self.app, actions);
        let frame = egui::Frame::new().fill(stage.colour(Role::Paper));
        let response = Panel::left("left")
            .resizable(true)
            .default_size(width * fraction)
            .size_range(240.0..=(width * 0.7).max(260.0))
            .frame(frame)
            .show(ui, |ui| {
                // A panel shrinks to what is in it, and that width would be remembered.
                ui.take_available_space();
                if reader && outline {
                    let both = [PanelId::Reader, PanelId::Outline];
                    self.left_front = sides_ui(ui, &mut stage, &both, front);
                }
                match front {
                    PanelId::Outline => self.outline.show(ui, &mut stage),
                    _ => self.article.show(ui, &mut stage),
                }
            });
        let now = response.response.rect.width() / width;
        note_fraction(actions, front, fraction, now);
    }

    /// Inspector, findings and linchpins share the right side; where several are open, as tabs.
    /// Gives how much of the map they cover, in points from the right.
    fn right_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>, width: f32) -> f32 {
        let shown = PanelId::RIGHT.iter().copied();
        let shown: Vec<PanelId> = shown.filter(|&panel| self.app.is_shown(panel)).collect();
        if shown.contains(&self.app.focus) {
            self.right_front = self.app.focus;
        }
        if !shown.contains(&self.right_front) {
            self.right_front = match shown.first() {
                Some(&first) => first,
                None => return 0.0,
            };
        }
        let panels = &self.app.settings.panels;
        let front = self.right_front;
        let fraction = match front {
            PanelId::Findings => panels.findings.fraction,
            PanelId::Linchpins => panels.linchpins.fraction,
            _ => panels.inspector.fraction,
        };
        let stage = Stage::new(&self.app, actions);
        let frame = egui::Frame::new()
            .fill(stage.colour(Role::Panel))
            .inner_margin(egui::Margin::same(0));
        if width < NARROW {
            // Over the map, and the inspector only while there is something to inspect.
            let is_idle = self.app.tab().is_none_or(|tab| tab.selected.is_empty());
            if is_idle && front == PanelId::Inspector {
                return 0.0;
            }
            let body = ui.available_rect_before_wrap();
            let size = egui::vec2(280.0_f32.min(body.width() * 0.6), body.height());
            let at = egui::pos2(body.right() - size.x, body.top());
            egui::Area::new(Id::unique("inspector over the map"))
                .order(egui::Order::Middle)
                .fixed_pos(at)
                .show(ui.ctx(), |ui| {
                    frame.shadow(ui.visuals().window_shadow).show(ui, |ui| {
                        ui.set_min_size(size);
                        ui.set_max_size(size);
                        self.right_panel_ui(ui, actions, &shown);
                    });
                });
            return size.x;
        }
        let response = Panel::right("right")
            .resizable(true)
            .default_size(width * fraction)
            .size_range(220.0..=(width * 0.4).max(240.0))
            .frame(frame)
            .show(ui, |ui| {
                ui.take_available_space();
                self.right_panel_ui(ui, actions, &shown);
            });
        let now = response.response.rect.width() / width;
        note_fraction(actions, front, fraction, now);
        0.0
    }

    fn right_panel_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>, shown: &[PanelId]) {
        let mut stage = Stage::new(&self.app, actions);
        if shown.len() > 1 {
            self.right_front = sides_ui(ui, &mut stage, shown, self.right_front);
        }
        match self.right_front {
            PanelId::Findings => self.findings.show(ui, &mut stage),
            PanelId::Linchpins => self.linchpins.show(ui, &mut stage),
            _ => self.inspector.show(ui, &mut stage),
        }
    }

    fn map_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>, covered: f32) {
        let mut stage = Stage::new(&self.app, actions);
        let frame = egui::Frame::new().fill(stage.colour(Role::Paper));
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            if self.app.tab().is_some_and(|tab| tab.find.is_open) {
                find_bar::show(ui, &mut stage);
            }
            filter_bar::show(ui, &mut stage);
            compare_bar::show(ui, &mut stage);
            crumbs::show(ui, &mut stage);
            self.canvas.show(ui, &mut stage, covered);
            self.late.append(&mut self.canvas.late);
        });
    }

    /// While the system's file dialog is open, a way on if it never comes up.
    fn waiting_ui(&mut self, ctx: &Context, actions: &mut Vec<Action>) {
        if !self.files.is_open() {
            return;
        }
        let stage = Stage::new(&self.app, actions);
        let mut gives_up = false;
        egui::Modal::new(Id::unique("waiting for a file dialog")).show(ctx, |ui| {
            ui.set_max_width(360.0);
            ui.label(stage.text(
                crate::theme::TextRole::Ui,
                Role::Ink,
                words::say("files-waiting"),
            ));
            ui.add_space(8.0);
            gives_up = ui.button(words::say("files-type-path")).clicked();
        });
        if gives_up {
            actions.extend(self.files.give_up());
        }
    }

    fn serve_requests(&mut self, ctx: &Context) {
        for request in self.app.take_requests() {
            match request {
                WindowRequest::ChooseFile {
                    purpose,
                    name,
                    folder,
                } => {
                    self.choose_file(ctx, purpose, name, folder);
                }
                WindowRequest::Copy(text) => self.clipboard.copy(ctx, text, None),
                WindowRequest::CopyBoxes { text, html } => self.clipboard.copy(ctx, text, html),
                WindowRequest::ShowContextMenu => self.canvas.ask_for_menu(),
                WindowRequest::OpenAddress(target) => {
                    ctx.open_url(egui::OpenUrl::new_tab(target));
                }
                WindowRequest::ShowFile(path) => {
                    // A window that has no dialogs of the system has no viewer of it, either.
                    if self.has_file_dialogs
                        && let Err(why) = viewer::show(&path)
                    {
                        self.app.warn(why);
                    }
                }
                WindowRequest::Paste => ctx.send_viewport_cmd(ViewportCommand::RequestPaste),
                WindowRequest::ToggleFullScreen => {
                    let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!is_full));
                }
                WindowRequest::ComeToFront => come_to_front(ctx),
                WindowRequest::Close => {
                    self.is_closing = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
            }
        }
    }

    fn choose_file(
        &mut self,
        ctx: &Context,
        purpose: Purpose,
        name: String,
        folder: Option<std::path::PathBuf>,
    ) {
        if self.has_file_dialogs {
            self.files.open(ctx, purpose, name, folder);
        } else {
            self.app.perform(Action::NoFileDialog(purpose));
        }
    }

    fn update_title(&mut self, ctx: &Context) {
        let app_name = words::say("app-name");
        let title = match self.app.tab() {
            None => app_name.into_owned(),
            Some(tab) => {
                // The frame of the window shows no marks, and could be turned round by what is not seen.
                let mut name = remove_hidden_signs(&tab.name());
                if name.is_empty() {
                    name = words::say("document-untitled").into_owned();
                }
                if tab.editor.is_read_only() {
                    name = words::say_with("title-read-only", &[("name", name.into())]);
                }
                let dirty = if tab.is_dirty() { "• " } else { "" };
                format!("{dirty}{name} – {app_name}")
            }
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Messages go, "not saved since" counts minutes, and what is typed is written down: the only things
    /// that happen by time.
    fn wake_for_time(&mut self, ctx: &Context) {
        let now = self.app.host.seconds();
        if let Some(seconds) = self.app.messages.expire(now) {
            ctx.request_repaint_after_secs(seconds.max(0.05) as f32);
        }
        if let Some(seconds) = self.app.wakes_for_reading() {
            ctx.request_repaint_after_secs(seconds as f32);
        }
        if let Some(seconds) = self.app.wakes_for_holder() {
            ctx.request_repaint_after_secs(seconds as f32);
        }
        if let Some(seconds) = self.app.wakes_for_typing() {
            ctx.request_repaint_after_secs(seconds as f32);
        }
        if self
            .app
            .tab()
            .is_some_and(|tab| tab.unsaved_since.is_some())
        {
            ctx.request_repaint_after_secs(60.0);
        }
    }
}

impl eframe::App for Shell {
    /// A window that is not seen paints nothing, but another one may ask for it.
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        if ctx.input(|input| input.viewport().visible()) == Some(false) {
            self.heed_watcher();
            self.app.poll();
            self.serve_requests(ctx);
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let ctx = ui.ctx().clone();
        remember_place(&ctx, &mut self.app.settings.window);
        self.show(ui);
    }
}

/// The toolkit's id of the widget by which a panel has the keyboard.
pub fn panel_id(panel: PanelId) -> Id {
    match panel {
        PanelId::Reader => article::pane_id(),
        PanelId::Map => Id::unique("panel map"),
        PanelId::Outline => outline::pane_id(),
        PanelId::Inspector => Id::unique("panel inspector"),
        PanelId::Findings => Id::unique("panel findings"),
        PanelId::Linchpins => Id::unique("panel linchpins"),
    }
}

/// Takes the toolkit's focus from whatever has it: another panel has the keyboard now.
fn leave_field(ctx: &Context) {
    ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
}

fn is_panel(id: Id) -> bool {
    PanelId::ALL.iter().any(|&panel| panel_id(panel) == id)
}

/// Whether an action may write the map, or take it out of sight.
fn may_leave(action: &Action) -> bool {
    matches!(
        action,
        Action::Run(_) | Action::Quit | Action::CloseTab(_) | Action::ShowTab(_)
    )
}

/// Asks for another share of the width where a panel has been drawn to one. What the settings would
/// not take is not asked for, or it would be asked for in every frame.
fn note_fraction(actions: &mut Vec<Action>, panel: PanelId, before: f32, now: f32) {
    let now = now.clamp(0.05, 0.9);
    if (now - before).abs() > 0.005 {
        actions.push(Action::SetPanelFraction(panel, now));
    }
}
