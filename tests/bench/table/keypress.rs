//! From the press of a key to the frame that shows what it did, in the whole window: what the
//! window's own thread spends on it.

use std::sync::Arc;

use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect};
use linchpin::app::{App, FixedHost, TaskMode};
use linchpin::layout::{Layout, LayoutId, Placement};
use linchpin::model::{LayoutName, Time};
use linchpin::ui::{Shell, theme};

use super::clock::now;
use super::desk::SCREEN;
use super::frames::Figures;
use super::generate::Tree;

/// All frames until the change is painted, together.
pub const TIDY: &str = "key press to painted change, tidy";
pub const COMPACT: &str = "key press to painted change, compact";
/// The longest frame among them: what is felt where a huge map is placed beside the window.
pub const TIDY_FRAME: &str = "key press, its longest frame, tidy";
pub const COMPACT_FRAME: &str = "key press, its longest frame, compact";

/// Moves a box among its siblings and back, again and again.
pub fn measure(n: usize) -> Vec<Figures> {
    const PRESSES: usize = 12;
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

struct Window {
    ctx: Context,
    shell: Shell,
    time: f64,
    /// How many boxes moved in the last change.
    n_moved: usize,
}

impl Window {
    fn of(n: usize, layout: LayoutId) -> Self {
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 11);
        let beside = TaskMode::Threads(Arc::new(|| {}));
        let mut app = App::new(Box::new(host), None, beside);
        app.settings.reduced_motion = true;
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
            let spent = self.frame(Vec::new());
            // Frames in which nothing but waiting was done are not what the key cost.
            if spent > 2.0 || !self.is_waiting() {
                frames.push(spent);
            }
        }
        frames.push(self.frame(Vec::new()));
        let after = self.placement();
        let pairs = before.boxes.iter().zip(&after.boxes);
        self.n_moved = pairs.filter(|(a, b)| a != b).count();
        self.settle();
        frames
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
        let begin = now();
        let mut output = self.ctx.run_ui(input, |ui| self.shell.show(ui));
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = begin.elapsed();
        std::hint::black_box(meshes);
        output.textures_delta.clear();
        spent.as_secs_f64() * 1e3
    }
}
