//! What a layout answers: where every box stands and how every line runs, in map units, y down.
//! Corners of elbows are left sharp here; whoever paints rounds them.

use super::geometry::{Point, Rect};
use super::request::Run;

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

    /// Adds a path.
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
        let rects = self
            .boxes
            .iter()
            .copied()
            .chain(self.brackets.iter().map(|b| b.rect));
        let points = self
            .points
            .iter()
            .map(|&point| Rect::from_corners(point, point));
        self.bounds = rects
            .chain(points)
            .reduce(|sum, rect| sum.union(&rect))
            .unwrap_or_default();
    }
}

/// The point of a cubic Bézier curve at `share` of its parameter (0 start, 1 end).
pub fn point_on_curve(curve: &[Point; 4], share: f32) -> Point {
    let [a, b, c, d] = *curve;
    let (ab, bc, cd) = (a.lerp(b, share), b.lerp(c, share), c.lerp(d, share));
    ab.lerp(bc, share).lerp(bc.lerp(cd, share), share)
}
