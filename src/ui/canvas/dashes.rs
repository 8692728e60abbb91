//! Lines of dashes, cut to what is in sight: a line across a large map has a million of them.

use egui::{Pos2, Rect};

/// A stretch of a line that is in sight.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Its points.
    pub points: Vec<Pos2>,
    /// How far from its beginning the first dash begins.
    pub offset: f32,
}

/// The stretches of a line of dashes that pass through a rectangle. The dashes stand where those
/// of the whole line would; `period` is the length of all dashes and gaps, in the same units.
pub fn cut_to_sight(points: &[Pos2], sight: Rect, period: f32) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    if period.is_nan() || period <= 0.0 {
        return stretches;
    }
    let sight = sight.expand(period);
    let mut run = 0.0_f32;
    let mut is_open = false;
    for ends in points.windows(2) {
        let (a, b) = (ends[0], ends[1]);
        let length = (b - a).length();
        let Some((from, to)) = clip(a, b, sight).filter(|_| length > 0.0 && length.is_finite())
        else {
            is_open &= length == 0.0;
            run += length;
            continue;
        };
        if is_open && from <= 0.0 {
            // The line goes on round a corner.
        } else {
            // Back to where a dash begins, but not before the beginning of this leg.
            let start = run + from * length;
            let begin = ((start / period).floor() * period).max(run);
            let phase = begin.rem_euclid(period);
            let offset = if phase < 0.01 { 0.0 } else { period - phase };
            stretches.push(Stretch {
                points: vec![a + (b - a) * ((begin - run) / length)],
                offset,
            });
        }
        if let Some(stretch) = stretches.last_mut() {
            stretch.points.push(a + (b - a) * to);
        }
        is_open = to >= 1.0;
        run += length;
    }
    stretches
}

/// The part of a leg within a rectangle, as shares of its length (Liang and Barsky 1984).
fn clip(a: Pos2, b: Pos2, within: Rect) -> Option<(f32, f32)> {
    let (mut from, mut to) = (0.0_f32, 1.0_f32);
    let along = b - a;
    for (step, room) in [
        (-along.x, a.x - within.min.x),
        (along.x, within.max.x - a.x),
        (-along.y, a.y - within.min.y),
        (along.y, within.max.y - a.y),
    ] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            from = from.max(room / step);
        } else {
            to = to.min(room / step);
        }
    }
    (from < to).then_some((from, to))
}
