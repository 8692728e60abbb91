//! A desk for one panel over a whole program: it performs what the panel asks for, frame by
//! frame, as the window does.

use egui::Ui;
use egui_kittest::Harness;
use linchpin::app::{Action, App, FixedHost, TaskMode};
use linchpin::model::{Id, Time};
use linchpin::ui::{Stage, theme};

use super::raster::Raster;

/// The program, one panel, and all that the panel has asked for.
pub struct Desk<P> {
    pub app: App,
    pub panel: P,
    pub asked: Vec<Action>,
}

/// Opens a panel over the map of the tour, dressed in a theme.
pub fn open_tour<P: Default + 'static>(
    size: [f32; 2],
    theme: &str,
    show: fn(&mut P, &mut Ui, &mut Stage<'_>),
) -> Harness<'static, Desk<P>> {
    let mut app = empty_app();
    app.perform(Action::OpenSample("tour"));
    theme.clone_into(&mut app.settings.theme);
    open(app, size, show)
}

/// A program without a map.
pub fn empty_app() -> App {
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
    App::new(Box::new(host), None, TaskMode::Inline)
}

/// Opens a panel over a program.
pub fn open<P: Default + 'static>(
    app: App,
    size: [f32; 2],
    show: fn(&mut P, &mut Ui, &mut Stage<'_>),
) -> Harness<'static, Desk<P>> {
    let desk = Desk {
        app,
        panel: P::default(),
        asked: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .renderer(Raster::default())
        .with_context_setup(theme::install_fonts)
        .build_ui_state(
            move |ui, desk: &mut Desk<P>| {
                theme::apply(ui.ctx(), desk.app.theme(), true);
                desk.app.poll();
                let mut actions = Vec::new();
                let mut stage = Stage::new(&desk.app, &mut actions);
                egui::CentralPanel::no_frame().show(ui, |ui| {
                    show(&mut desk.panel, ui, &mut stage);
                });
                for action in actions {
                    desk.asked.push(action.clone());
                    desk.app.perform(action);
                }
            },
            desk,
        );
    harness.run();
    harness
}

/// The node whose wording begins so.
pub fn node(app: &App, begins: &str) -> Id {
    let tab = app.tab().unwrap();
    let mut nodes = tab.document().nodes().iter();
    nodes
        .find(|node| node.text.starts_with(begins))
        .unwrap()
        .id
        .clone()
}
