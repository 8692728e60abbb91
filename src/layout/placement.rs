//! What a layout answers: where every box stands and how every line runs, in map units, y down.
//! Corners of elbows are left sharp here; whoever paints rounds them.

use super::geometry::{Point, Rect};
use super::request::{Arrange, Run};

/// Points by which the extent of a curve is measured.
const CURVE_SAMPLES: u8 = 24;

/// Where everything goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// One rectangle per box of the request, with whole-number corners.
    pub boxes: Vec<Rect>,
    /// The frames around co-premises.
    pub brackets: Vec<Bracket>,
    /// One route per wire of the request.
    pub wires: Vec<Route>,
    /// The points that paths take ranges of.
    pub points: Vec<Point>,
    /// The paths that routes take feeders from.
    pub feeders: Vec<Path>,
    /// How the children of each box stand, by ascending box; empty but for the compact layout.
    pub arrangement: Vec<(u32, Arrange)>,
    /// Around every box, bracket and line.
    pub bounds: Rect,
}

/// The frame around the co-premises of one wire.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bracket {
    /// The frame, around its boxes.
    pub rect: Rect,
    /// The unit of the request that it frames.
    pub unit: u32,
    /// The wire that leaves it, if the unit has one.
    pub wire: Option<u32>,
}

/// How one wire runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Route {
    /// From the box, bracket or hub that it leaves to what it ends at.
    pub main: Path,
    /// Further lines that join the main one at its start: a range of [`Placement::feeders`].
    pub feeders: Run,
    /// Where the sign of the relation sits, on a part of the line that no other shares.
    pub chip: Point,
    /// Where a link to this link ends, on a part of the line that no other shares.
    pub middle: Point,
    /// Whether it is a line of the tree, which crosses nothing.
    pub is_tree: bool,
    /// Whether it ends on another wire, in a dot.
    pub ends_on_wire: bool,
    /// Whether the word of the relation has room beside its sign.
    pub has_word: bool,
}

/// A run of [`Placement::points`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Path {
    /// The points.
    pub points: Run,
    /// How they are joined.
    pub shape: Shape,
}

/// How the points of a path are joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// By straight lines, at least two points.
    #[default]
    Elbow,
    /// As one cubic Bézier curve of four points.
    Curve,
}

impl Placement {
    /// The points of a path.
    pub fn points(&self, path: &Path) -> &[Point] {
        path.points.of(&self.points)
    }

    /// The lines that join a route at its start.
    pub fn feeders(&self, route: &Route) -> &[Path] {
        route.feeders.of(&self.feeders)
    }

    /// Around all lines of a route, for leaving out what is not to be seen: never too small,
    /// for a curve a little too large. Signs and heads may stand out by 16 map units.
    pub fn bounds_of(&self, route: &Route) -> Rect {
        let paths = self.feeders(route).iter().chain([&route.main]);
        paths
            .flat_map(|path| self.points(path))
            .map(|&point| Rect::from_corners(point, point))
            .reduce(|sum, rect| sum.union(&rect))
            .unwrap_or_default()
    }

    /// Adds a path.
    #[inline]
    pub(super) fn add_path(&mut self, shape: Shape, points: &[Point]) -> Path {
        let first = self.points.len() as u32;
        self.points.extend_from_slice(points);
        Path {
            points: Run {
                first,
                n: points.len() as u32,
            },
            shape,
        }
    }

    /// Exchanges the axes of everything.
    pub(super) fn transpose(&mut self) {
        for rect in &mut self.boxes {
            *rect = rect.transposed();
        }
        for bracket in &mut self.brackets {
            bracket.rect = bracket.rect.transposed();
        }
        for point in &mut self.points {
            *point = point.transposed();
        }
        for route in &mut self.wires {
            route.chip = route.chip.transposed();
            route.middle = route.middle.transposed();
        }
    }

    /// Measures the bounds anew.
    pub(super) fn measure_bounds(&mut self) {
        let mut around = Around::default();
        let rects = self.boxes.iter();
        for rect in rects.chain(self.brackets.iter().map(|bracket| &bracket.rect)) {
            around.add(rect.min);
            around.add(rect.max);
        }
        // A line of the tree runs between the boxes that it joins.
        let others = self.wires.iter().filter(|route| !route.is_tree);
        let paths = others.map(|route| &route.main);
        for path in paths.chain(&self.feeders) {
            match *self.points(path) {
                [a, b, c, d] if path.shape == Shape::Curve => {
                    for at in 0..=CURVE_SAMPLES {
                        let share = f32::from(at) / f32::from(CURVE_SAMPLES);
                        around.add(point_on_curve(&[a, b, c, d], share));
                    }
                }
                ref points => points.iter().for_each(|&point| around.add(point)),
            }
        }
        self.bounds = around.rect();
    }
}

/// The least rectangle around the points added.
struct Around {
    min: Point,
    max: Point,
}

impl Default for Around {
    fn default() -> Self {
        Self {
            min: Point::new(f32::INFINITY, f32::INFINITY),
            max: Point::new(f32::NEG_INFINITY, f32::NEG_INFINITY),
        }
    }
}

impl Around {
    fn add(&mut self, Point { x, y }: Point) {
        self.min = Point::new(self.min.x.min(x), self.min.y.min(y));
        self.max = Point::new(self.max.x.max(x), self.max.y.max(y));
    }

    fn rect(self) -> Rect {
        if self.min.x <= self.max.x {
            Rect::from_corners(self.min, self.max)
        } else {
            Rect::default()
        }
    }
}

/// The point of a cubic Bézier curve at `share` of its parameter (0 start, 1 end).
pub fn point_on_curve(curve: &[Point; 4], share: f32) -> Point {
    let [a, b, c, d] = *curve;
    let (ab, bc, cd) = (a.lerp(b, share), b.lerp(c, share), c.lerp(d, share));
    ab.lerp(bc, share).lerp(bc.lerp(cd, share), share)
}

impl Placement {
    /// How far a map point is from the line of a wire, in map units; infinite where it is not
    /// drawn.
    pub fn distance_to_wire(&self, wire: usize, point: Point) -> f32 {
        let Some(route) = self.wires.get(wire) else {
            return f32::INFINITY;
        };
        let feeders = route.feeders.of(&self.feeders);
        let paths = std::iter::once(&route.main).chain(feeders);
        paths
            .map(|path| distance_to_path(path.points.of(&self.points), point))
            .fold(f32::INFINITY, f32::min)
    }
}

/// The distance to the polygon through the points; of a curve, to the polygon of its controls.
fn distance_to_path(points: &[Point], to: Point) -> f32 {
    points
        .windows(2)
        .map(|ends| distance_to_segment(ends[0], ends[1], to))
        .fold(f32::INFINITY, f32::min)
}

fn distance_to_segment(a: Point, b: Point, to: Point) -> f32 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let share = if length == 0.0 {
        0.0
    } else {
        ((to.x - a.x) * dx + (to.y - a.y) * dy) / length
    };
    to.distance(a.lerp(b, share.clamp(0.0, 1.0)))
}
