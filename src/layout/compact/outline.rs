//! The outline of a branch: how far it reaches on each of its four sides, seen from the left top
//! corner of its unit. Knows no trees.

use super::profile::Profile;

/// What a branch covers.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    /// From top to bottom, how far right.
    pub right: Profile,
    /// From top to bottom, how far left, counted leftwards.
    pub left: Profile,
    /// From left to right, how far down.
    pub bottom: Profile,
    /// From left to right, how far up, counted upwards.
    pub top: Profile,
}

/// A rectangle in whole map units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub left: i64,
    pub top: i64,
    pub right: i64,
    pub bottom: i64,
}

impl Area {
    /// The same farther right by `x`.
    pub fn moved(self, x: i64) -> Self {
        Self {
            left: self.left + x,
            right: self.right + x,
            ..self
        }
    }
}

impl Outline {
    /// Adds a rectangle.
    pub fn add(&mut self, area: Area, scratch: &mut Profile) {
        let Area {
            left,
            top,
            right,
            bottom,
        } = area;
        if left < right && top < bottom {
            self.right.add(top, bottom, right, scratch);
            self.left.add(top, bottom, -left, scratch);
            self.bottom.add(left, right, bottom, scratch);
            self.top.add(left, right, -top, scratch);
        }
    }

    /// Adds another outline, moved by `x` and `y`.
    pub fn add_all(&mut self, other: &Self, x: i64, y: i64, scratch: &mut Profile) {
        self.right.add_all(&other.right, y, x, scratch);
        self.left.add_all(&other.left, y, -x, scratch);
        self.bottom.add_all(&other.bottom, x, y, scratch);
        self.top.add_all(&other.top, x, -y, scratch);
    }

    /// Takes another outline in, moved by `x` and `y`; what is left of that has no meaning.
    pub fn absorb(&mut self, other: &mut Self, x: i64, y: i64, scratch: &mut Profile) {
        self.right.absorb(&mut other.right, y, x, scratch);
        self.left.absorb(&mut other.left, y, -x, scratch);
        self.bottom.absorb(&mut other.bottom, x, y, scratch);
        self.top.absorb(&mut other.top, x, -y, scratch);
    }

    /// Moves it right by `x`.
    pub fn shift(&mut self, x: i64) {
        self.right.shift(0, x);
        self.left.shift(0, -x);
        self.bottom.shift(x, 0);
        self.top.shift(x, 0);
    }

    /// Forgets everything but the memory that it takes.
    pub fn clear(&mut self) {
        self.right.clear();
        self.left.clear();
        self.bottom.clear();
        self.top.clear();
    }

    /// How far right of this one's corner that of `next` must be for `gap` between them, where
    /// they come closer than `pad` to each other's height. `next` stands lower by `y`.
    pub fn find_right(&self, next: &Self, y: i64, gap: i64, pad: i64) -> Option<i64> {
        let distance = self.right.find_distance(&next.left, y, pad)?;
        Some(distance + gap)
    }

    /// How far below this one's corner that of `next` must be for `gap` between them, where they
    /// come closer than `pad` to each other's width. `next` stands farther right by `x`.
    pub fn find_below(&self, next: &Self, x: i64, gap: i64, pad: i64) -> Option<i64> {
        let distance = self.bottom.find_distance(&next.top, x, pad)?;
        Some(distance + gap)
    }
}
