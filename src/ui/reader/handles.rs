//! The handles at the ends of one passage: taken by the pointer, they move its ends.

use std::ops::Range;

use egui::{Painter, Pos2, Rect, Stroke, pos2, vec2};

use super::page::Page;
use super::state::Gesture;

/// The radius of a handle's knob, and how near the pointer must come to it, in points.
const KNOB: f32 = 4.5;
const REACH: f32 = 11.0;

/// Which end a handle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}

impl Page<'_> {
    /// The passage whose ends have handles: as it is, or as it is being shaped.
    fn handled(&self) -> Option<Range<usize>> {
        match &self.state.gesture {
            Gesture::Shaping(bytes, _) => Some(bytes.clone()),
            _ => self.view.handles.clone(),
        }
    }

    /// The handle under a place on the screen, with the passage that it belongs to.
    pub(super) fn handle_at(&self, place: Pos2) -> Option<(Range<usize>, End)> {
        let bytes = self.view.handles.clone()?;
        let near = |end: End| {
            let knob = self.knob(&bytes, end)?;
            let distance = knob.distance(place);
            (distance <= REACH).then_some((distance, end))
        };
        let (first, last) = (near(End::First), near(End::Last));
        let nearest = match (first, last) {
            (Some(first), Some(last)) if last.0 < first.0 => Some(last),
            (first, last) => first.or(last),
        };
        nearest.map(|(_, end)| (bytes, end))
    }

    /// Moves the end of a passage that is being shaped to a place on the screen.
    pub(super) fn shape_to(&mut self, place: Pos2) {
        let place = self.find_nearest(place);
        let Some(byte) = self.byte_near(place) else {
            return;
        };
        if let Gesture::Shaping(bytes, end) = &mut self.state.gesture {
            match end {
                End::First if byte < bytes.end => bytes.start = byte,
                End::Last if byte > bytes.start => bytes.end = byte,
                End::First | End::Last => {}
            }
        }
    }

    /// Draws the handles, and the ground of a passage that is being shaped.
    pub(super) fn paint_handles(&self, painter: &Painter) {
        let Some(bytes) = self.handled() else { return };
        let colours = &self.view.colours;
        for end in [End::First, End::Last] {
            let (Some(line), Some(knob)) = (self.post(&bytes, end), self.knob(&bytes, end)) else {
                continue;
            };
            let bar = Rect::from_center_size(line.center(), vec2(2.0, line.height()));
            painter.rect_filled(bar, 0.0, colours.accent);
            let rim = Stroke::new(1.5, colours.paper);
            painter.circle(knob, KNOB, colours.accent, rim);
        }
    }

    /// The bar of a handle: the caret's place at that end.
    fn post(&self, bytes: &Range<usize>, end: End) -> Option<Rect> {
        let byte = match end {
            End::First => bytes.start,
            End::Last => bytes.end,
        };
        let index = self.find_block(byte);
        let placed = self.placed.iter().find(|placed| placed.block == index)?;
        // The caret behind a passage may stand at the start of the next line; its last letter
        // does not.
        let rects = self.rects_in(placed, bytes);
        let (x, rect) = match end {
            End::First => rects.first().map(|rect| (rect.left(), rect))?,
            End::Last => rects.last().map(|rect| (rect.right(), rect))?,
        };
        Some(Rect::from_x_y_ranges(x..=x, rect.y_range()))
    }

    /// The knob of a handle: above the first end, below the last one.
    fn knob(&self, bytes: &Range<usize>, end: End) -> Option<Pos2> {
        let post = self.post(bytes, end)?;
        Some(match end {
            End::First => pos2(post.center().x, post.top()),
            End::Last => pos2(post.center().x, post.bottom()),
        })
    }
}
