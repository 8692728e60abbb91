//! A window that holds nothing but the canvas, and makes frames for a benchmark.

use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2};
use linchpin::app::{Action, App, Camera, CameraWish, FixedHost, TaskMode};
use linchpin::layout::{Layout, LayoutId};
use linchpin::model::{LayoutName, Time};
use linchpin::ui::canvas::CanvasPanel;
use linchpin::ui::{Stage, theme};

use super::clock::now;
use super::generate::Tree;

/// The size of the canvas, in points.
pub const SCREEN: Vec2 = Vec2::new(1280.0, 800.0);

/// A window that holds nothing but the canvas.
pub struct Desk {
    ctx: Context,
    app: App,
    canvas: CanvasPanel,
    /// What happens before the next frame.
    pub events: Vec<Event>,
    time: f64,
}

impl Desk {
    /// A map of `n` boxes in the densest layout there is.
    pub fn of(n: usize) -> Self {
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 11);
        let mut app = App::new(Box::new(host), None, TaskMode::Inline);
        app.settings.reduced_motion = linchpin::storage::settings::ReducedMotion::Always;
        let tab = app.add_tab(Tree::of(n).document(false));
        tab.layout = LayoutName::from(Layout::of(LayoutId::Compact).name);
        app.poll();
        let ctx = Context::default();
        theme::install_fonts(&ctx);
        theme::apply(&ctx, app.theme(), true);
        Self {
            ctx,
            app,
            canvas: CanvasPanel::default(),
            events: Vec::new(),
            time: 0.0,
        }
    }

    /// Makes one frame and gives its milliseconds.
    pub fn frame(&mut self) -> f64 {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            events: std::mem::take(&mut self.events),
            time: Some(self.time),
            ..RawInput::default()
        };
        let mut actions = Vec::new();
        let Self {
            ctx, app, canvas, ..
        } = self;
        let begin = now();
        let mut output = ctx.run_ui(input, |ui| {
            let mut stage = Stage::new(app, &mut actions);
            canvas.show(ui, &mut stage, 0.0);
        });
        let meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = begin.elapsed();
        std::hint::black_box(meshes);
        output.textures_delta.clear();
        for action in actions {
            self.app.perform(action);
        }
        spent.as_secs_f64() * 1e3
    }

    /// Makes `n` frames several times over and gives the least time of each. `begin` comes before
    /// the first frame, `prepare` before every one.
    pub fn run(
        &mut self,
        n: usize,
        begin: impl Fn(&mut Self),
        prepare: impl Fn(&mut Self, usize),
    ) -> Vec<f64> {
        const ROUNDS: usize = 4;
        let mut least = vec![f64::INFINITY; n];
        for _ in 0..ROUNDS {
            begin(self);
            for (nth, least) in least.iter_mut().enumerate() {
                prepare(self, nth);
                *least = least.min(self.frame());
            }
        }
        least
    }

    /// Lets the camera do something, and everything come to rest.
    pub fn wish(&mut self, wish: CameraWish) {
        self.app.tab_mut().expect("a map is open").camera_wish = Some(wish);
        for _ in 0..8 {
            self.frame();
        }
    }

    /// Looks at the middle of the map at a zoom, and lets everything come to rest.
    pub fn look(&mut self, zoom: f32) {
        let tab = self.app.tab().expect("a map is open");
        let boxes = &tab.picture.placement().boxes;
        let middle = boxes[boxes.len() / 2].center();
        self.move_camera(|camera| {
            camera.zoom = zoom;
            camera.centre = [middle.x, middle.y];
        });
        for _ in 0..30 {
            self.frame();
        }
    }

    /// Presses the button there, after letting go of what was dragged before.
    pub fn take_hold(&mut self, at: Pos2) {
        self.let_go();
        self.events.push(Event::PointerMoved(at));
        self.frame();
        self.events.push(press(at, true));
        self.frame();
        self.events
            .push(Event::PointerMoved(at + Vec2::new(12.0, 12.0)));
        self.frame();
    }

    /// Lets go of what is dragged, so that nothing comes of it.
    pub fn let_go(&mut self) {
        self.app.perform(Action::SetGesture(None));
        self.events.push(press(Pos2::ZERO, false));
        self.frame();
        self.app.perform(Action::SetGesture(None));
        self.frame();
    }

    /// Whether something is dragged.
    pub fn drags(&self) -> bool {
        self.app.tab().is_some_and(|tab| tab.gesture.is_some())
    }

    /// Selects every box.
    pub fn select_all(&mut self) {
        let tab = self.app.tab().expect("a map is open");
        let all = tab.picture.ids().to_vec();
        self.app.perform(Action::SelectAll(all));
    }

    /// The camera.
    pub fn camera(&self) -> Camera {
        self.app.tab().expect("a map is open").camera
    }

    /// Moves the camera by hand.
    pub fn move_camera(&mut self, change: impl FnOnce(&mut Camera)) {
        let mut camera = self.camera();
        change(&mut camera);
        self.app.perform(Action::SetCamera(camera, None));
    }

    /// Forgets everything that was kept in order to paint.
    pub fn forget(&mut self) {
        self.canvas = CanvasPanel::default();
    }

    /// How many boxes are in sight.
    pub fn n_in_sight(&self) -> usize {
        let tab = self.app.tab().expect("a map is open");
        let (min, max) = tab.camera.sight();
        let boxes = tab.picture.boxes();
        let is_in =
            |[x0, y0, x1, y1]: [f32; 4]| x0 < max[0] && min[0] < x1 && y0 < max[1] && min[1] < y1;
        boxes.filter(|(_, rect)| is_in(*rect)).count()
    }

    /// Where all boxes are on the screen.
    pub fn boxes_on_screen(&self) -> Vec<Rect> {
        let tab = self.app.tab().expect("a map is open");
        let Camera { zoom, centre, .. } = tab.camera;
        let place = |x: f32, y: f32| {
            let from_middle = Vec2::new(x - centre[0], y - centre[1]) * zoom;
            (SCREEN / 2.0 + from_middle).to_pos2()
        };
        let rects = tab.picture.boxes().map(|(_, rect)| rect);
        rects
            .map(|[x0, y0, x1, y1]| Rect::from_min_max(place(x0, y0), place(x1, y1)))
            .collect()
    }
}

fn press(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}
