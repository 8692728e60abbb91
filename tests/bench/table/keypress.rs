//! From the press of a key to the frame that shows what it did, in the whole window: what the
//! window's own thread spends on it, as processor time where the system tells it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, ViewportId};
use linchpin::app::{App, FixedHost, TaskMode};
use linchpin::layout::{Layout, LayoutId, Placement};
use linchpin::model::{LayoutName, Time};
use linchpin::ui::{Shell, theme};

use super::clock::now;
use super::desk::SCREEN;
use super::frames::Figures;
use super::generate::Tree;

/// All frames that the window makes until the change is painted, together.
pub const TIDY: &str = "key press to painted change, tidy";
pub const COMPACT: &str = "key press to painted change, compact";
/// The longest frame among them: what is felt where a huge map is placed beside the window.
pub const TIDY_FRAME: &str = "key press, its longest frame, tidy";
pub const COMPACT_FRAME: &str = "key press, its longest frame, compact";

/// Moves a box among its siblings and back, again and again.
pub fn measure(n: usize) -> Vec<Figures> {
    const PRESSES: usize = 24;
    let cases = [
        (LayoutId::Tidy, TIDY, TIDY_FRAME),
        (LayoutId::Compact, COMPACT, COMPACT_FRAME),
    ];
    let mut found = Vec::new();
    for (layout, sum_case, frame_case) in cases {
        let mut window = Window::of(n, layout);
        let (mut sums, mut longest) = (Vec::new(), Vec::new());
        for nth in 0..PRESSES {
            let key = if nth % 2 == 0 {
                Key::ArrowRight
            } else {
                Key::ArrowLeft
            };
            let frames = window.press(key);
            sums.push(frames.iter().sum());
            longest.push(frames.into_iter().fold(0.0, f64::max));
        }
        let n_seen = window.n_moved;
        found.push(Figures::of(sum_case, n, n_seen, sums));
        found.push(Figures::of(frame_case, n, n_seen, longest));
    }
    found
}

/// How long a screen of 60 pictures a second shows each.
const SCREEN_PERIOD: Duration = Duration::from_micros(16_667);

struct Window {
    ctx: Context,
    shell: Shell,
    time: f64,
    /// How many boxes moved in the last change.
    n_moved: usize,
    /// Set where work beside the window wakes it.
    is_woken: Arc<AtomicBool>,
    /// Whether the last frame asked for another one at once.
    asks_for_frame: bool,
    /// When the last frame began.
    last_frame: Instant,
}

impl Window {
    fn of(n: usize, layout: LayoutId) -> Self {
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 11);
        let is_woken = Arc::new(AtomicBool::new(false));
        let wake = {
            let is_woken = is_woken.clone();
            move || is_woken.store(true, Ordering::Release)
        };
        let beside = TaskMode::Threads(Arc::new(wake));
        let mut app = App::new(Box::new(host), None, beside);
        app.settings.reduced_motion = linchpin::storage::settings::ReducedMotion::Always;
        let tab = app.add_tab(Tree::of(n).document(false));
        tab.layout = LayoutName::from(Layout::of(layout).name);
        // A box with siblings on either side, in the middle of the map.
        let graph = tab.editor.graph();
        let is_amid = |&node: &u32| {
            let siblings = graph.place(node).map(|place| graph.children(place.parent));
            siblings
                .is_some_and(|all| all.len() > 2 && all[0] != node && all[all.len() - 1] != node)
        };
        let middle = (n as u32 / 2..n as u32)
            .find(is_amid)
            .expect("there is one");
        let id = tab.document().nodes().rows()[middle as usize].id.clone();
        tab.select(Some(id));
        let ctx = Context::default();
        theme::install_fonts(&ctx);
        let mut window = Self {
            ctx,
            shell: Shell::without_file_dialogs(app),
            time: 0.0,
            n_moved: 0,
            is_woken,
            asks_for_frame: true,
            last_frame: now(),
        };
        window.settle();
        window
    }

    /// Makes frames until nothing is under way.
    fn settle(&mut self) {
        let mut n_quiet = 0;
        while n_quiet < 12 {
            self.frame(Vec::new());
            n_quiet = if self.is_waiting() { 0 } else { n_quiet + 1 };
        }
    }

    fn is_waiting(&self) -> bool {
        let tab = self.shell.app().tab();
        tab.is_none_or(|tab| tab.picture.is_waiting())
    }

    fn placement(&self) -> Arc<Placement> {
        let tab = self.shell.app().tab().expect("a map is open");
        tab.picture.placement().clone()
    }

    /// The frames from the press of a key to the one that has painted the new places.
    fn press(&mut self, key: Key) -> Vec<f64> {
        let before = self.placement();
        let mut frames = vec![self.frame(vec![Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::ALT,
        }])];
        while Arc::ptr_eq(&before, &self.placement()) || self.is_waiting() {
            self.wait();
            frames.push(self.frame(Vec::new()));
        }
        let after = self.placement();
        let pairs = before.boxes.iter().zip(&after.boxes);
        self.n_moved = pairs.filter(|(a, b)| a != b).count();
        self.settle();
        frames
    }

    /// Waits until a window would make a frame: until there is a reason for one, and the screen
    /// has shown the last.
    fn wait(&self) {
        let is_due = || self.asks_for_frame || self.is_woken.load(Ordering::Acquire);
        while !is_due() || self.last_frame.elapsed() < SCREEN_PERIOD {
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    fn frame(&mut self, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            events,
            time: Some(self.time),
            focused: true,
            ..RawInput::default()
        };
        self.is_woken.store(false, Ordering::Release);
        self.last_frame = now();
        let (begin, begin_spent) = (now(), spent_by_this_thread());
        let mut output = self.ctx.run_ui(input, |ui| self.shell.show(ui));
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = begin_spent.and_then(|begin| spent_by_this_thread()?.checked_sub(begin));
        let spent = spent.unwrap_or_else(|| begin.elapsed());
        std::hint::black_box(meshes);
        output.textures_delta.clear();
        let root = output.viewport_output.get(&ViewportId::ROOT);
        self.asks_for_frame = root.is_some_and(|root| root.repaint_delay.is_zero());
        spent.as_secs_f64() * 1e3
    }
}

/// What this thread has had of a processor so far, where the system says so (Linux); otherwise
/// `None`. Unlike the clock it leaves out what other threads and programs took meanwhile.
fn spent_by_this_thread() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = line.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
