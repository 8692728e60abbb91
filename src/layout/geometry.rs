//! Points, sizes and rectangles in map units, y down. Knows nothing of maps or screens.

/// A place on the map, in map units, y down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// An extent in map units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Width, never negative.
    pub width: f32,
    /// Height, never negative.
    pub height: f32,
}

/// An upright rectangle in map units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its left top corner.
    pub min: Point,
    /// Its right bottom corner.
    pub max: Point,
}

impl Point {
    /// The point at (x, y).
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The point that lies `share` of the way to `other` (0 here, 1 there).
    #[must_use]
    pub fn lerp(self, other: Self, share: f32) -> Self {
        Self::new(
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
        )
    }

    /// The straight distance to `other`.
    pub fn distance(self, other: Self) -> f32 {
        let (x, y) = (self.x - other.x, self.y - other.y);
        (x * x + y * y).sqrt()
    }

    /// The same point with its axes exchanged.
    #[must_use]
    pub const fn transposed(self) -> Self {
        Self::new(self.y, self.x)
    }

    /// The point moved by (x, y).
    #[must_use]
    pub fn moved(self, x: f32, y: f32) -> Self {
        Self::new(self.x + x, self.y + y)
    }
}

impl Size {
    /// The size `width` × `height`.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height }
    }

    /// The same size with its axes exchanged.
    #[must_use]
    pub const fn transposed(self) -> Self {
        Self::new(self.height, self.width)
    }
}

impl Rect {
    /// The rectangle of that size whose left top corner is (x, y).
    pub fn new(x: f32, y: f32, size: Size) -> Self {
        Self {
            min: Point::new(x, y),
            max: Point::new(x + size.width, y + size.height),
        }
    }

    /// The rectangle between two corners.
    pub const fn from_corners(min: Point, max: Point) -> Self {
        Self { min, max }
    }

    /// Its width.
    pub fn width(&self) -> f32 {
        self.max.x - self.min.x
    }

    /// Its height.
    pub fn height(&self) -> f32 {
        self.max.y - self.min.y
    }

    /// Its middle.
    pub fn center(&self) -> Point {
        self.min.lerp(self.max, 0.5)
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }

    /// Whether the point lies inside or on the rim.
    pub fn contains(&self, point: Point) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            min: Point::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: Point::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// The rectangle grown by `by` on every side.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self {
            min: self.min.moved(-by, -by),
            max: self.max.moved(by, by),
        }
    }

    /// The same rectangle with its axes exchanged.
    #[must_use]
    pub const fn transposed(&self) -> Self {
        Self {
            min: self.min.transposed(),
            max: self.max.transposed(),
        }
    }

    /// The rectangle moved by (x, y).
    #[must_use]
    pub fn moved(&self, x: f32, y: f32) -> Self {
        Self {
            min: self.min.moved(x, y),
            max: self.max.moved(x, y),
        }
    }
}

/// The smaller of two coordinates: one comparison, as neither is anything but a number.
pub(super) fn least(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// The larger of two coordinates: one comparison, as neither is anything but a number.
pub(super) fn most(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
