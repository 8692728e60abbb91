//! The boxes that lie nearest to a point of the map, found by where they are: what this costs does
//! not grow with the map where boxes are near.

use super::{Picture, Xy};
use crate::layout::{Point, Rect};

/// The nearest box to the left and right of a point, above and below it: how far, in map units, and
/// its place in the plan.
pub type Around = [Option<(f32, usize)>; 4];

/// How far is looked first, in map units; after that, twice as far each time.
const FIRST: f32 = 256.0;

impl Picture {
    /// The boxes nearest to a map point that no box holds: those level with it to its left and right,
    /// and of the others those above and below it. Of two that are as near the first one counts.
    pub fn find_around(&self, at: Xy) -> Around {
        [0, 1, 2, 3].map(|side| self.find_beside(at, side))
    }

    /// The link whose line passes nearest to a map point, no farther away than `reach` map units.
    pub fn link_at(&self, [x, y]: Xy, reach: f32) -> Option<&crate::model::Id> {
        let wire = self
            .sight()
            .wire_at(self.placement(), Point::new(x, y), reach)?;
        Some(self.link_of_wire(wire))
    }

    /// The nearest box on one side: looks farther and farther, until one is found within the part
    /// that was looked through or nothing is left to look through.
    fn find_beside(&self, [x, y]: Xy, side: usize) -> Option<(f32, usize)> {
        let placement = self.placement();
        let bounds = placement.bounds;
        let left = [
            x - bounds.min.x,
            bounds.max.x - x,
            y - bounds.min.y,
            bounds.max.y - y,
        ][side];
        let (mut reach, mut found) = (FIRST, Vec::new());
        loop {
            let far = match side {
                0 => Point::new(x - reach, y),
                1 => Point::new(x + reach, y),
                2 => Point::new(x, y - reach),
                _ => Point::new(x, y + reach),
            };
            let here = Point::new(x, y);
            let strip = Rect::from_corners(here, here).union(&Rect::from_corners(far, far));
            self.sight()
                .find_boxes(placement, strip.grown(1.0), &mut found);
            let mut nearest: Option<(f32, usize)> = None;
            for &at in &found {
                let far = distance_beside(&placement.boxes[at as usize], [x, y], side);
                if let Some(far) = far
                    && nearest.is_none_or(|(least, _)| far < least)
                {
                    nearest = Some((far, at as usize));
                }
            }
            let is_sure = nearest.is_some_and(|(far, _)| far <= reach);
            // Written so that a point that is no number ends the search.
            let may_be_more = reach < left;
            if is_sure || !may_be_more {
                return nearest;
            }
            reach *= 2.0;
        }
    }
}

/// How far a box lies from a point on one side of it; none where it lies elsewhere.
fn distance_beside(rect: &Rect, [x, y]: Xy, side: usize) -> Option<f32> {
    let (min, max) = (rect.min, rect.max);
    let is_level = (min.y..=max.y).contains(&y);
    let is_upright = (min.x..=max.x).contains(&x);
    let far = match side {
        0 if is_level => x - max.x,
        1 if is_level => min.x - x,
        2 if is_upright && !is_level => y - max.y,
        3 if is_upright && !is_level => min.y - y,
        _ => return None,
    };
    (far >= 0.0).then_some(far)
}
