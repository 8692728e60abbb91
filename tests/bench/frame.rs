//! What a frame of the map costs: the time of building and tessellating it, on generated maps of
//! 1,000 to 100,000 boxes. Prints `frame`, case, boxes, median, 95th percentile and maximum in
//! milliseconds, parted by tabs. The same frames are made several times over and the least time of
//! each counts, because other programs on the machine can only make it longer.

mod tree;

use egui::{Context, Event, Pos2, RawInput, Rect, Vec2, pos2};
use linchpin::app::{Action, App, Camera, CameraWish, FixedHost, TaskMode};
use linchpin::layout::LayoutId;
use linchpin::model::{LayoutName, Time};
use linchpin::ui::canvas::CanvasPanel;
use linchpin::ui::{Stage, theme};

const SCREEN: Vec2 = Vec2::new(1280.0, 800.0);

fn main() {
    let most = std::env::args().find_map(|arg| arg.parse().ok());
    for n in [1_000, 2_000, 10_000, 100_000] {
        if most.is_none_or(|most: usize| n <= most) {
            measure(n);
        }
    }
}

fn measure(n: usize) {
    let mut desk = Desk::of(n);
    desk.wish(CameraWish::Begin);
    desk.look(1.0);
    let n_seen = desk.n_in_sight();
    print("at full size, still", n, &desk.run(80, |_| {}, |_, _| {}));
    let pan = |desk: &mut Desk, nth: usize| {
        let away = if nth % 80 < 40 { 6.0 } else { -6.0 };
        desk.move_camera(|camera| camera.centre[0] += away);
    };
    print("at full size, panning", n, &desk.run(80, |_| {}, pan));
    println!("# {n_seen} boxes in sight at full size");
    desk.look(0.4);
    println!("# {} boxes in sight at 0.4", desk.n_in_sight());
    print("at 0.4, panning", n, &desk.run(80, |_| {}, pan));
    desk.wish(CameraWish::FitAll);
    println!(
        "# {} boxes in sight, zoom {:.4}",
        desk.n_in_sight(),
        desk.camera().zoom
    );
    print("whole map, still", n, &desk.run(80, |_| {}, |_, _| {}));
    print("whole map, panning", n, &desk.run(80, |_| {}, pan));
    let hover = |desk: &mut Desk, nth: usize| {
        let at = pos2(
            40.0 + 11.0 * (nth % 100) as f32,
            40.0 + 7.0 * (nth % 100) as f32,
        );
        desk.events.push(Event::PointerMoved(at));
    };
    print("whole map, pointing", n, &desk.run(80, |_| {}, hover));
    desk.events.push(Event::PointerGone);
    // Nothing is kept from the round before.
    let begin = |desk: &mut Desk| {
        desk.canvas = CanvasPanel::default();
        desk.look(0.3);
    };
    let sweep = |desk: &mut Desk, nth: usize| {
        let share = nth as f32 / 239.0;
        desk.move_camera(|camera| camera.zoom = 0.3 * (4.0_f32 / 0.3).powf(share));
    };
    print("zoom sweep 0.3 to 4", n, &desk.run(240, begin, sweep));
}

fn print(case: &str, n: usize, times: &[f64]) {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let (median, slow, most) = (at(0.5), at(0.95), at(1.0));
    println!("frame\t{case}\t{n}\t{median:.3}\t{slow:.3}\t{most:.3}");
}

/// A window that holds nothing but the canvas.
struct Desk {
    ctx: Context,
    app: App,
    canvas: CanvasPanel,
    events: Vec<Event>,
    time: f64,
}

impl Desk {
    fn of(n: usize) -> Self {
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 11);
        let mut app = App::new(Box::new(host), None, TaskMode::Inline);
        app.settings.reduced_motion = true;
        let tab = app.add_tab(tree::grow(n));
        // The densest layout there is.
        let compact = linchpin::layout::ALL
            .iter()
            .find(|layout| layout.id == LayoutId::Compact);
        if let Some(compact) = compact {
            tab.layout = LayoutName::from(compact.name);
        }
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
    fn frame(&mut self) -> f64 {
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
        let begin = begin();
        let output = ctx.run_ui(input, |ui| {
            let mut stage = Stage::new(app, &mut actions);
            canvas.show(ui, &mut stage, 0.0);
        });
        let meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = begin.elapsed();
        std::hint::black_box(meshes);
        for action in actions {
            self.app.perform(action);
        }
        spent.as_secs_f64() * 1e3
    }

    /// Makes `n` frames several times over and gives the least time of each. `begin` comes before
    /// the first frame, `prepare` before every one.
    fn run(
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

    fn wish(&mut self, wish: CameraWish) {
        self.app.tab_mut().expect("a map is open").camera_wish = Some(wish);
        for _ in 0..8 {
            self.frame();
        }
    }

    /// Looks at the middle of the map at a zoom, and lets everything come to rest.
    fn look(&mut self, zoom: f32) {
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

    fn camera(&self) -> Camera {
        self.app.tab().expect("a map is open").camera
    }

    fn move_camera(&mut self, change: impl FnOnce(&mut Camera)) {
        let mut camera = self.camera();
        change(&mut camera);
        self.app.perform(Action::SetCamera(camera, None));
    }

    fn n_in_sight(&self) -> usize {
        let tab = self.app.tab().expect("a map is open");
        let (min, max) = tab.camera.sight();
        let boxes = tab.picture.boxes();
        let is_in =
            |[x0, y0, x1, y1]: [f32; 4]| x0 < max[0] && min[0] < x1 && y0 < max[1] && min[1] < y1;
        boxes.filter(|(_, rect)| is_in(*rect)).count()
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn begin() -> std::time::Instant {
    std::time::Instant::now()
}
