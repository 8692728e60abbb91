//! A small window over a real program: the empty window or a plain ground, the search bar, the
//! messages, and whatever dialog stands.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use linchpin::app::{Action, App, Dialog, FixedHost, Sample, TaskMode};
use linchpin::model::Time;
use linchpin::storage::Folders;
use linchpin::theme::Role;
use linchpin::ui::dialogs::Dialogs;
use linchpin::ui::start::Start;
use linchpin::ui::{Stage, find_bar, messages, theme};

use super::raster::Raster;

/// The harness's state: the program and what its panels remember.
pub struct Desk {
    pub app: App,
    dialogs: Dialogs,
    start: Start,
    /// What was asked for, in order, and already done.
    pub done: Vec<Action>,
}

impl Desk {
    pub fn new(app: App) -> Self {
        Self {
            app,
            dialogs: Dialogs::default(),
            start: Start::default(),
            done: Vec::new(),
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        self.app.poll();
        let ctx = ui.ctx().clone();
        theme::apply(&ctx, self.app.theme(), true);
        let mut actions = Vec::new();
        let mut stage = Stage::new(&self.app, &mut actions);
        egui::CentralPanel::no_frame().show(ui, |ui| {
            if stage.app.tab().is_none() {
                self.start.show(ui, &mut stage);
            } else {
                let ground = stage.colour(Role::Paper);
                ui.painter().rect_filled(ui.max_rect(), 0.0, ground);
                find_bar::show(ui, &mut stage);
            }
        });
        messages::show(&ctx, &mut stage, 28.0);
        self.dialogs.show(&ctx, &mut stage);
        for action in actions {
            self.done.push(action.clone());
            self.app.perform(action);
        }
    }
}

/// A program that remembers nothing, with no map.
pub fn empty_app() -> App {
    new_app(None)
}

pub fn new_app(folders: Option<Folders>) -> App {
    let host = FixedHost::new(Time::from_unix(1_700_000_000), 7);
    let mut app = App::new(Box::new(host), folders, TaskMode::Inline);
    "light".clone_into(&mut app.settings.theme);
    app
}

/// A program with the smallest sample open.
pub fn sample_app() -> App {
    let mut app = empty_app();
    app.perform(Action::OpenSample(Sample::TOUR));
    app
}

pub fn open_desk(app: App) -> Harness<'static, Desk> {
    open_desk_of(app, [1280.0, 800.0])
}

pub fn open_desk_of(app: App, size: [f32; 2]) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(8)
        .renderer(Raster::default())
        .with_context_setup(theme::install_fonts)
        .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), Desk::new(app));
    harness.run();
    harness
}

/// Opens a dialog over a program.
pub fn open_dialog(mut app: App, dialog: Dialog) -> Harness<'static, Desk> {
    app.dialog = Some(dialog);
    open_desk(app)
}

pub fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    press_with(harness, Modifiers::NONE, key);
}

pub fn press_with(harness: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

pub fn type_text(harness: &mut Harness<'_, Desk>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

/// The name of what has the keyboard, as a screen reader would say it.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method's type is in a crate that is not ours to name"
)]
pub fn focused(harness: &Harness<'_, Desk>) -> String {
    use egui_kittest::kittest::{NodeT, Queryable};
    let mut found =
        harness.query_all(egui_kittest::kittest::By::new().predicate(|node| node.is_focused()));
    found
        .next()
        .and_then(|node| node.accesskit_node().label())
        .unwrap_or_default()
}
