//! A window that holds nothing but the article pane, and makes frames for the benchmark.

use egui::{Context, Event, Pos2, RawInput, Rect, Vec2};
use linchpin::app::{Action, App, FixedHost, TaskMode};
use linchpin::edit::{AnchorSpec, Edit};
use linchpin::model::{Id, Kind, Node, Time};
use linchpin::text::Span;
use linchpin::ui::panels::article::ArticlePanel;
use linchpin::ui::{Stage, theme};

use super::clock::now;

/// The size of the pane, in points.
pub const SCREEN: Vec2 = Vec2::new(760.0, 900.0);

/// The program, the pane, and what happens before the next frame.
pub struct Desk {
    ctx: Context,
    pub app: App,
    panel: ArticlePanel,
    pub events: Vec<Event>,
    time: f64,
}

/// What a frame took, in milliseconds.
#[derive(Clone, Copy)]
pub struct Spent {
    /// Until everything was laid out and its shapes were known.
    pub build: f64,
    /// With making triangles of them.
    pub whole: f64,
}

impl Desk {
    pub fn new() -> Self {
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 11);
        let mut app = App::new(Box::new(host), None, TaskMode::Inline);
        app.settings.reduced_motion = linchpin::storage::settings::ReducedMotion::Always;
        let ctx = Context::default();
        theme::install_fonts(&ctx);
        theme::apply(&ctx, app.theme(), true);
        Self {
            ctx,
            app,
            panel: ArticlePanel::default(),
            events: Vec::new(),
            time: 0.0,
        }
    }

    /// Makes one frame.
    pub fn frame(&mut self) -> Spent {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            events: std::mem::take(&mut self.events),
            time: Some(self.time),
            ..RawInput::default()
        };
        let mut actions = Vec::new();
        let Self {
            ctx, app, panel, ..
        } = self;
        let begin = now();
        app.poll();
        let mut output = ctx.run_ui(input, |ui| {
            let mut stage = Stage::new(app, &mut actions);
            panel.show(ui, &mut stage);
        });
        for action in actions {
            self.app.perform(action);
        }
        let build = begin.elapsed();
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let whole = begin.elapsed();
        std::hint::black_box(meshes);
        output.textures_delta.clear();
        Spent {
            build: build.as_secs_f64() * 1e3,
            whole: whole.as_secs_f64() * 1e3,
        }
    }

    /// Does something and gives its milliseconds.
    pub fn clock(&mut self, work: impl FnOnce(&mut Self)) -> f64 {
        let begin = now();
        work(self);
        begin.elapsed().as_secs_f64() * 1e3
    }

    pub fn perform(&mut self, action: Action) {
        self.app.perform(action);
        self.app.poll();
    }

    /// The text as it is read.
    pub fn text(&self) -> std::sync::Arc<str> {
        let tab = self.app.tab().expect("an article is open");
        tab.picture.text().expect("it is read").text.clone()
    }

    /// Makes a box of each passage.
    pub fn map(&mut self, passages: &[Span]) {
        let tab = self.app.tab().expect("an article is open");
        let source = tab.reading.source.clone().expect("an article is read");
        let text = tab.picture.text().expect("it is read").clone();
        let mut document = tab.document().clone();
        let id = |nth: usize| Id::parse(&format!("n{nth}")).expect("an id");
        let kinds = [Kind::Claim, Kind::Evidence, Kind::Question];
        let nodes = (0..passages.len()).map(|nth| Node::new(id(nth), kinds[nth % 3].clone(), "x"));
        for node in nodes {
            drop(document.load_node(node));
        }
        self.app.add_tab(document);
        let edits = passages.iter().enumerate().map(|(nth, &span)| {
            let (start, end) = text.char_range(span);
            Edit::AddAnchor {
                on: id(nth),
                anchor: AnchorSpec {
                    source: source.clone(),
                    start,
                    end,
                },
            }
        });
        let edits = edits.collect();
        self.perform(Action::Edit(Box::new(Edit::Batch { edits })));
    }
}
