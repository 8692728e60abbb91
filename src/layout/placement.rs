//! What a layout answers: where every box stands and how every line runs, in map units, y down.
//! Corners of elbows are left sharp here; whoever paints rounds them.

use std::sync::Arc;

use super::forest::Forest;
use super::geometry::{Point, Rect, least, most};
use super::request::{Arrange, Request, Run};
use super::tidy::Standing;

/// Points by which the extent of a curve is measured.
const CURVE_SAMPLES: u8 = 24;

/// The longest word that stands beside a sign where there is room for a short one only, in map units.
pub const SHORT_WORD: f32 = 52.0;

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
    /// The pills that stubs take ranges of.
    pub pills: Vec<Pill>,
    /// How the children of each box stand, by ascending box; empty but for the compact layout.
    pub arrangement: Vec<(u32, Arrange)>,
    /// How the roots stand, if there are several; none but for the compact layout.
    pub roots: Option<Arrange>,
    /// Around every box, bracket and line.
    pub bounds: Rect,
    /// The units that were placed, for the next placement of the same ones.
    pub(super) forest: Kept<Forest>,
    /// How they stand in a tidy tree, for the same.
    pub(super) standing: Kept<Standing>,
    /// What was placed before anything was moved to a pin, if anything is pinned: boxes and lines of
    /// the tree, in the axes of the layout.
    pub(super) slots: Kept<Self>,
}

/// What a layout may take from the placement before, and whether another one follows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Past<'a> {
    /// The placement before, if the same units stood in it under one another and nothing but their
    /// sizes and the pins was otherwise.
    pub before: Option<&'a Placement>,
    /// Its slots, if nothing but the pins was otherwise.
    pub slots: Option<&'a Arc<Placement>>,
    /// Whether what the next placement may take is to be kept.
    pub is_kept: bool,
}

/// What is kept for a later use, if it is; it makes no difference between two placements.
#[derive(Clone, Debug)]
pub(super) struct Kept<T>(Option<Arc<T>>);

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
    /// Whether it runs from its sign on in a trunk that lines of other styles share.
    pub is_mixed: bool,
    /// Whether the word of the relation has room beside its sign.
    pub has_word: bool,
    /// Whether that word stands below the sign instead of above it, where a map grows to the right.
    pub is_word_under: bool,
    /// Whether that word has room only if it is no longer than [`SHORT_WORD`].
    pub is_word_short: bool,
    /// Set where the line, or what joins a line of the tree from elsewhere, is not drawn in full
    /// unless it or one of its ends is looked at: it would run through boxes or too far.
    pub stub: Option<Stub>,
}

/// The labelled ends that stand for a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Stub {
    /// What all its ends say, from 1 in the order of wires.
    pub number: u32,
    /// Its ends: a range of [`Placement::pills`], those at its sources first.
    pub pills: Run,
}

/// One labelled end, across the rim of what it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pill {
    /// Where.
    pub rect: Rect,
    /// The direction of length 1 towards what it belongs to.
    pub inward: Point,
    /// Whether the link ends here.
    pub is_target: bool,
}

impl Pill {
    /// The square of that side, in map units, that stands in its place: it reaches as far into
    /// what the pill belongs to, and grows outwards.
    pub fn as_square(&self, side: f32) -> Rect {
        let Point { x, y } = self.inward;
        let along = |half: f32| half - side / 2.0;
        let by = (
            along(self.rect.width() / 2.0),
            along(self.rect.height() / 2.0),
        );
        let middle = self.rect.center().moved(x * by.0, y * by.1);
        Rect::from_corners(middle, middle).grown(side / 2.0)
    }
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

impl Past<'_> {
    /// What stands where as if nothing was pinned, by `stand` if that is not known, and the same to
    /// be kept: a pin that is dragged along leaves it as it is.
    pub fn keep_slots(
        self,
        request: &Request,
        stand: impl FnOnce() -> Placement,
    ) -> (Placement, Kept<Placement>) {
        if request.pins.is_empty() {
            return (stand(), Kept::default());
        }
        let slots = self.slots.cloned();
        let slots = slots.unwrap_or_else(|| Arc::new(stand()));
        let placement = Placement::clone(&slots);
        (placement, Kept::of(self.is_kept.then_some(slots)))
    }
}

impl<T> Kept<T> {
    pub fn of(kept: Option<Arc<T>>) -> Self {
        Self(kept)
    }

    pub fn as_ref(&self) -> Option<&Arc<T>> {
        self.0.as_ref()
    }

    pub fn as_deref(&self) -> Option<&T> {
        self.0.as_deref()
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> PartialEq for Kept<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
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

    /// The labelled ends of a route; none for one that is drawn in full.
    pub fn pills(&self, route: &Route) -> &[Pill] {
        route.stub.map_or(&[], |stub| stub.pills.of(&self.pills))
    }

    /// The lines of a route that are always drawn.
    pub fn drawn_paths<'a>(&'a self, route: &'a Route) -> impl Iterator<Item = &'a Path> {
        let is_whole = route.stub.is_none();
        let main = (is_whole || route.is_tree).then_some(&route.main);
        let feeders = if is_whole { self.feeders(route) } else { &[] };
        main.into_iter().chain(feeders)
    }

    /// Around all that is always drawn of a route, for leaving out what is not to be seen: never
    /// too small, for a curve a little too large. Signs and heads may stand out by 16 map units.
    pub fn bounds_of(&self, route: &Route) -> Rect {
        let points = self.drawn_paths(route).flat_map(|path| self.points(path));
        points
            .map(|&point| Rect::from_corners(point, point))
            .chain(self.pills(route).iter().map(|pill| pill.rect))
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

    /// Adds an elbow of the first `n` of four points, without a choice between lengths to copy.
    #[inline]
    pub(super) fn add_elbow(&mut self, points: [Point; 4], n: u32) -> Path {
        let first = self.points.len();
        self.points.extend_from_slice(&points);
        self.points.truncate(first + n as usize);
        let first = first as u32;
        Path {
            points: Run { first, n },
            shape: Shape::Elbow,
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
        for pill in &mut self.pills {
            pill.rect = pill.rect.transposed();
            pill.inward = pill.inward.transposed();
        }
        for route in &mut self.wires {
            route.chip = route.chip.transposed();
            route.middle = route.middle.transposed();
        }
    }

    /// Measures the bounds anew. `others` are the wires that are no lines of the tree, or more than that:
    /// such a line runs between the boxes that it joins.
    pub(super) fn measure_bounds(&mut self, others: &[usize]) {
        let mut around = Around::default();
        let rects = self.boxes.iter();
        let rects = rects.chain(self.brackets.iter().map(|bracket| &bracket.rect));
        for rect in rects.chain(self.pills.iter().map(|pill| &pill.rect)) {
            around.add_rect(rect);
        }
        let others = others.iter().map(|&wire| &self.wires[wire]);
        for path in others.flat_map(|route| self.drawn_paths(route)) {
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
        self.min = Point::new(least(x, self.min.x), least(y, self.min.y));
        self.max = Point::new(most(x, self.max.x), most(y, self.max.y));
    }

    fn add_rect(&mut self, rect: &Rect) {
        let (min, max) = (rect.min, rect.max);
        self.min = Point::new(least(min.x, self.min.x), least(min.y, self.min.y));
        self.max = Point::new(most(max.x, self.max.x), most(max.y, self.max.y));
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
    /// How far a map point is from what is always drawn of a wire, its lines or its labelled
    /// ends, in map units; infinite where nothing is drawn.
    pub fn distance_to_wire(&self, wire: usize, point: Point) -> f32 {
        let Some(route) = self.wires.get(wire) else {
            return f32::INFINITY;
        };
        let lines = self
            .drawn_paths(route)
            .map(|path| distance_to_path(self.points(path), point));
        let pills = self.pills(route).iter();
        lines
            .chain(pills.map(|pill| distance_to_rect(&pill.rect, point)))
            .fold(f32::INFINITY, f32::min)
    }
}

fn distance_to_rect(rect: &Rect, to: Point) -> f32 {
    let x = (rect.min.x - to.x).max(to.x - rect.max.x).max(0.0);
    let y = (rect.min.y - to.y).max(to.y - rect.max.y).max(0.0);
    x.hypot(y)
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
