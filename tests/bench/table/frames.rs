//! What a frame of the map costs: the time of building and tessellating it. The same frames are
//! made several times over and the least time of each counts.

use egui::{Color32, Context, Event, Galley, Pos2, RawInput, Rect, Stroke, pos2};
use linchpin::app::CameraWish;

use super::clock::now;
use super::desk::{Desk, SCREEN};
use super::table::Table;

pub const STILL: &str = "at full size, still";
pub const PANNING: &str = "at full size, panning";
pub const WHOLE: &str = "whole map, still";
pub const WHOLE_PANNING: &str = "whole map, panning";
pub const POINTING: &str = "whole map, pointing";
pub const DRAGGING: &str = "whole map, dragging a box";
pub const MARQUEE: &str = "whole map, drawing a marquee";
pub const SELECTED: &str = "whole map, everything selected";
pub const SELECTED_NEAR: &str = "at full size, everything selected, panning";
pub const SWEEP: &str = "zoom sweep 0.3 to 4";
pub const PLAIN: &str = "the floor: plain painter at full size";

/// The maps that frames are made of, in boxes.
pub const SIZES: [usize; 4] = [1_000, 2_000, 10_000, 100_000];

/// Times of one kind of frame.
#[derive(Clone)]
pub struct Figures {
    /// What is looked at.
    pub case: &'static str,
    /// The map, in boxes.
    pub n: usize,
    /// Boxes in sight.
    pub n_seen: usize,
    /// Milliseconds.
    pub median: f64,
    pub slow: f64,
    pub most: f64,
}

impl Figures {
    pub fn of(case: &'static str, n: usize, n_seen: usize, mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        Self {
            case,
            n,
            n_seen,
            median: at(0.5),
            slow: at(0.95),
            most: at(1.0),
        }
    }
}

/// Makes frames of a map of `n` boxes.
pub fn measure(n: usize) -> Vec<Figures> {
    let mut found = Vec::new();
    let mut desk = Desk::of(n);
    let mut note = |case, desk: &Desk, times| {
        found.push(Figures::of(case, n, desk.n_in_sight(), times));
    };
    let pan = |desk: &mut Desk, nth: usize| {
        let away = if nth % 80 < 40 { 6.0 } else { -6.0 };
        desk.move_camera(|camera| camera.centre[0] += away);
    };
    desk.wish(CameraWish::Begin);
    desk.look(1.0);
    let times = desk.run(80, |_| {}, |_, _| {});
    note(STILL, &desk, times);
    let times = desk.run(80, |_| {}, pan);
    note(PANNING, &desk, times);
    let plain = Plain::of(&desk);
    note(PLAIN, &desk, plain.run(80));
    desk.look(0.4);
    let times = desk.run(80, |_| {}, pan);
    note("at 0.4, panning", &desk, times);
    desk.wish(CameraWish::FitAll);
    let times = desk.run(80, |_| {}, |_, _| {});
    note(WHOLE, &desk, times);
    let times = desk.run(80, |_| {}, pan);
    note(WHOLE_PANNING, &desk, times);
    let hover = |desk: &mut Desk, nth: usize| {
        let nth = (nth % 100) as f32;
        let at = pos2(40.0 + 11.0 * nth, 40.0 + 7.0 * nth);
        desk.events.push(Event::PointerMoved(at));
    };
    let times = desk.run(80, |_| {}, hover);
    note(POINTING, &desk, times);
    desk.events.push(Event::PointerGone);
    // Nothing is kept from the round before.
    let begin = |desk: &mut Desk| {
        desk.forget();
        desk.look(0.3);
    };
    let sweep = |desk: &mut Desk, nth: usize| {
        let share = nth as f32 / 239.0;
        desk.move_camera(|camera| camera.zoom = 0.3 * (4.0_f32 / 0.3).powf(share));
    };
    let times = desk.run(240, begin, sweep);
    note(SWEEP, &desk, times);
    found
}

/// Makes frames of a map of `n` boxes while something is dragged or selected.
pub fn measure_gestures(n: usize) -> Vec<Figures> {
    let mut found = Vec::new();
    let mut desk = Desk::of(n);
    let mut note = |case, desk: &Desk, times| {
        found.push(Figures::of(case, n, desk.n_in_sight(), times));
    };
    // Over boxes, lines and the gaps between them, from corner to corner and back.
    let wander = |desk: &mut Desk, nth: usize| {
        let share = 1.0 - (nth as f32 / 40.0 - 1.0).abs();
        let at = pos2(24.0 + 1200.0 * share, 24.0 + 740.0 * share);
        desk.events.push(Event::PointerMoved(at));
    };
    desk.wish(CameraWish::FitAll);
    let boxes = desk.boxes_on_screen();
    let a_box = boxes[boxes.len() / 2].center();
    let times = desk.run(80, |desk| desk.take_hold(a_box), wander);
    assert!(desk.drags(), "a box is dragged");
    note(DRAGGING, &desk, times);
    let times = desk.run(80, |desk| desk.take_hold(pos2(3.0, 3.0)), wander);
    assert!(desk.drags(), "a marquee is drawn");
    note(MARQUEE, &desk, times);
    desk.let_go();
    desk.events.push(Event::PointerGone);
    desk.select_all();
    desk.wish(CameraWish::FitAll);
    let times = desk.run(80, |_| {}, |_, _| {});
    note(SELECTED, &desk, times);
    desk.look(1.0);
    let pan = |desk: &mut Desk, nth: usize| {
        let away = if nth % 80 < 40 { 6.0 } else { -6.0 };
        desk.move_camera(|camera| camera.centre[0] += away);
    };
    let times = desk.run(80, |_| {}, pan);
    note(SELECTED_NEAR, &desk, times);
    found
}

/// The figures as a table.
pub fn show(figures: &[Figures]) -> Table {
    let mut table = Table::new(&[
        "frame",
        "boxes",
        "in sight at its end",
        "median, ms",
        "95th percentile, ms",
        "longest, ms",
    ]);
    for it in figures {
        table.add(vec![
            it.case.to_owned(),
            it.n.to_string(),
            it.n_seen.to_string(),
            format!("{:.3}", it.median),
            format!("{:.3}", it.slow),
            format!("{:.3}", it.most),
        ]);
    }
    table
}

/// What a plain painter does: looks at every box, and paints those in sight as a frame, a line to
/// the next box and its words set in type beforehand.
struct Plain {
    ctx: Context,
    boxes: Vec<Rect>,
    galleys: Vec<std::sync::Arc<Galley>>,
}

impl Plain {
    fn of(desk: &Desk) -> Self {
        let ctx = Context::default();
        ctx.run_ui(Self::input(), |_| {}).textures_delta.clear();
        let boxes: Vec<Rect> = desk.boxes_on_screen();
        let screen = Rect::from_min_size(Pos2::ZERO, SCREEN);
        let words = "One text of twenty words set in type once, as all of them are before the \
                     clock runs in this plain floor.";
        let galleys = boxes.iter().filter(|rect| rect.intersects(screen));
        let font = egui::FontId::proportional(13.0);
        let galleys = galleys
            .map(|rect| {
                let width = rect.width() - 20.0;
                ctx.fonts_mut(|fonts| {
                    fonts.layout(words.to_owned(), font.clone(), Color32::BLACK, width)
                })
            })
            .collect();
        Self {
            ctx,
            boxes,
            galleys,
        }
    }

    fn input() -> RawInput {
        RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SCREEN)),
            ..RawInput::default()
        }
    }

    fn run(&self, n: usize) -> Vec<f64> {
        (0..n)
            .map(|_| (0..4).map(|_| self.frame()).fold(f64::INFINITY, f64::min))
            .collect()
    }

    fn frame(&self) -> f64 {
        let begin = now();
        let mut output = self.ctx.run_ui(Self::input(), |ui| {
            let painter = ui.painter();
            let screen = Rect::from_min_size(Pos2::ZERO, SCREEN);
            let mut galleys = self.galleys.iter();
            let mut before = None;
            for &rect in &self.boxes {
                let last = before.replace(rect);
                if !rect.intersects(screen) {
                    continue;
                }
                let stroke = Stroke::new(1.0, Color32::GRAY);
                painter.rect(rect, 6.0, Color32::WHITE, stroke, egui::StrokeKind::Middle);
                let from = last.map_or(rect.center_top(), |last: Rect| last.center_bottom());
                painter.line_segment([from, rect.center_top()], stroke);
                if let Some(galley) = galleys.next() {
                    let corner = rect.min + egui::vec2(10.0, 8.0);
                    painter.galley(corner, galley.clone(), Color32::BLACK);
                }
            }
        });
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = begin.elapsed();
        std::hint::black_box(meshes);
        output.textures_delta.clear();
        spent.as_secs_f64() * 1e3
    }
}
