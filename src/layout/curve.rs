//! The shape of one cross link: a curve that leaves and reaches boxes square to their sides,
//! on the sides that lead it through the fewest other boxes. Works in the axes of flow.

use super::geometry::{Point, Rect};
use super::obstacles::Obstacles;
use super::placement::point_on_curve;

/// How far the control points stand off, at least and at most.
const REACH: (f32, f32) = (24.0, 160.0);
/// How wide a curve may swing beyond what it needs, as multiples of its reach.
const SWINGS: [f32; 2] = [1.0, 2.0];
/// Points of a curve that are looked at.
const SAMPLES: u16 = 32;
/// The longest curve that is drawn in full, in map units: about the width of a window at 100 %.
/// Of a longer one the two ends are not in sight together, and it cannot be followed.
pub(super) const MOST_LENGTH: f32 = 1_200.0;
/// How many map units of way round one point inside a box is worth.
const DETOUR: f32 = 1_600.0;
/// The same for leaving by the side where sign and word of the tree's line stand.
const CROWD: f32 = 80.0;
/// The same for a bow at a side where other curves end: beside each other they would run as one.
const SHARED: f32 = 60.0;
/// A line shorter than this has no room for a sign between its two heads.
const SIGN_ROOM: f32 = 44.0;
/// How many map units of way round such room is worth.
const CRAMPED: f32 = 320.0;

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// Towards smaller x.
    Left,
    /// Towards larger x.
    Right,
    /// Towards smaller y, where the line of the tree leaves.
    Top,
    /// Towards larger y, where lines of the tree arrive.
    Bottom,
}

/// How many curves end at each side of a box, in the order of [`Side`].
pub(super) type Ends = [u8; 4];

/// The sides that a curve leaves and reaches, if it ends at boxes, and how wide it swings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Way {
    pub start: Option<Side>,
    pub end: Option<Side>,
    pub swing: f32,
}

impl Side {
    pub(super) const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Top, Self::Bottom];

    /// The direction away from the box.
    pub fn normal(self) -> Point {
        match self {
            Self::Left => Point::new(-1.0, 0.0),
            Self::Right => Point::new(1.0, 0.0),
            Self::Top => Point::new(0.0, -1.0),
            Self::Bottom => Point::new(0.0, 1.0),
        }
    }

    /// The coordinate along the side.
    pub fn along(self, point: Point) -> f32 {
        match self {
            Self::Left | Self::Right => point.y,
            Self::Top | Self::Bottom => point.x,
        }
    }

    /// The point of the side at `share` of it (0..=1), clear of the tree's ports in the middle
    /// of top and bottom.
    pub fn port(self, rect: &Rect, share: f32) -> Point {
        let aside = 0.62 + 0.33 * share;
        let x = rect.min.x + rect.width() * aside;
        let y = rect.min.y + rect.height() * share;
        match self {
            Self::Left => Point::new(rect.min.x, y),
            Self::Right => Point::new(rect.max.x, y),
            Self::Top => Point::new(x, rect.min.y),
            Self::Bottom => Point::new(x, rect.max.y),
        }
    }
}

impl Side {
    /// The longer part of the side that is `room` or more from a place on it, along its own axis.
    pub fn beside(self, rect: &Rect, place: Point, room: f32) -> (f32, f32) {
        /// Between ends of lines and the corners.
        const CORNER: f32 = 4.0;
        let (low, high) = (self.along(rect.min) + CORNER, self.along(rect.max) - CORNER);
        let place = self.along(place);
        if place - low > high - place {
            (low, place - room)
        } else {
            (place + room, high)
        }
    }
}

/// The way from `a` to `b` through the fewest boxes, the shortest of those. An end without
/// extent is a point that any direction may reach. `own` are the obstacles that the curve may
/// pass, `ends` how many others end at each side of both. Ends that are too far apart to be joined
/// by a line are not looked at closely.
pub(super) fn find_way(
    (a, b): (&Rect, &Rect),
    obstacles: &Obstacles,
    own: &[u32],
    ends: [Ends; 2],
) -> Way {
    let is_point = |rect: &Rect| rect.width() <= 0.0 && rect.height() <= 0.0;
    let sides = |rect: &Rect| -> &'static [Option<Side>] {
        const ALL: [Option<Side>; 4] = [
            Some(Side::ALL[0]),
            Some(Side::ALL[1]),
            Some(Side::ALL[2]),
            Some(Side::ALL[3]),
        ];
        if is_point(rect) { &[None] } else { &ALL }
    };
    let port = |side: Option<Side>, rect: &Rect| side.map_or(rect.min, |it| it.port(rect, 0.5));
    let is_far = find_gap(a, b) > MOST_LENGTH;
    let mut best = (
        f32::INFINITY,
        Way {
            start: None,
            end: None,
            swing: 1.0,
        },
    );
    for swing in SWINGS {
        for &start in sides(a) {
            for &end in sides(b) {
                let way = Way { start, end, swing };
                let (from, to) = (port(start, a), port(end, b));
                let mut crowd = if start == Some(Side::Top) { CROWD } else { 0.0 };
                if let Some(side) = start.filter(|_| start == end) {
                    crowd += ends
                        .map(|n| SHARED * f32::from(n[side as usize]))
                        .iter()
                        .sum::<f32>();
                }
                if from.distance(to) < SIGN_ROOM {
                    crowd += CRAMPED;
                }
                let most = best.0 - crowd;
                if from.distance(to) >= most {
                    continue;
                }
                let curve = bend(from, to, way, 0);
                let obstacles = (!is_far).then_some(obstacles);
                if let Some(cost) = find_cost(&curve, obstacles, own, most) {
                    best = (cost + crowd, way);
                }
            }
        }
        // A wider swing is tried only where the narrow ones run through boxes.
        if is_far || best.0 < DETOUR {
            break;
        }
    }
    best.1
}

/// How far apart two rectangles are, straight.
pub(super) fn find_gap(a: &Rect, b: &Rect) -> f32 {
    let x = (b.min.x - a.max.x).max(a.min.x - b.max.x).max(0.0);
    let y = (b.min.y - a.max.y).max(a.min.y - b.max.y).max(0.0);
    x.hypot(y)
}

/// What a curve costs, if that is less than `most`.
fn find_cost(
    curve: &[Point; 4],
    obstacles: Option<&Obstacles>,
    own: &[u32],
    most: f32,
) -> Option<f32> {
    // Where nothing is in the way the ways differ by much, and are not measured closely.
    let length = find_length(curve, if obstacles.is_some() { SAMPLES } else { 8 });
    let slack = length - curve[0].distance(curve[3]);
    let mut cost = length + slack;
    if let Some(obstacles) = obstacles {
        for at in 1..SAMPLES {
            if cost >= most {
                return None;
            }
            let point = point_on_curve(curve, f32::from(at) / f32::from(SAMPLES));
            if obstacles.contains(point, own) {
                cost += DETOUR;
            }
        }
    }
    (cost < most).then_some(cost)
}

/// The length of the lines between so many points of a curve.
fn find_length(curve: &[Point; 4], n: u16) -> f32 {
    let mut from = curve[0];
    let steps = (1..=n).map(|at| {
        let to = point_on_curve(curve, f32::from(at) / f32::from(n));
        std::mem::replace(&mut from, to).distance(to)
    });
    steps.sum()
}

/// Whether a curve can be drawn in full: it is short enough to be followed, keeps clear of all
/// obstacles but those of `own`, and touches of its `own` no more than the rim. It may run
/// through those of `frames`.
pub(super) fn is_clear(
    curve: &[Point; 4],
    obstacles: &Obstacles,
    own: &[u32],
    frames: &[u32],
) -> bool {
    /// Above how far a curve strays from the straight lines between the points looked at, and
    /// half its own width.
    const CLEARANCE: f32 = 3.0;
    /// How deep a curve may be in the rim that it ends at.
    const RIM: f32 = 1.0;
    if curve[0].distance(curve[3]) > MOST_LENGTH || find_length(curve, SAMPLES) > MOST_LENGTH {
        return false;
    }
    let point = |at: u16| point_on_curve(curve, f32::from(at) / f32::from(SAMPLES));
    !(0..SAMPLES).any(|at| {
        let (from, to) = (point(at), point(at + 1));
        obstacles.crosses(from, to, CLEARANCE, own) || obstacles.crosses(from, to, -RIM, frames)
    })
}

/// The curve of a way between two points. `salt` sets apart curves that run beside each other.
pub(super) fn bend(start: Point, end: Point, way: Way, salt: u32) -> [Point; 4] {
    let (width, height) = ((end.x - start.x).abs(), (end.y - start.y).abs());
    let is_bow = way.start.is_some() && way.start == way.end;
    let reach = if is_bow {
        width.max(height) / 6.0 + REACH.0
    } else {
        width.max(height) / 2.0
    };
    let reach = reach.clamp(REACH.0, REACH.1) * way.swing + (salt % 4) as f32 * 6.0;
    let control = |at: Point, side: Option<Side>, other: Point| {
        let Some(side) = side else {
            return at.lerp(other, 0.25);
        };
        let normal = side.normal();
        // A bow reaches beyond the farther of its two ends.
        let ahead = (other.x - at.x) * normal.x + (other.y - at.y) * normal.y;
        let reach = if is_bow {
            reach + ahead.max(0.0)
        } else {
            reach
        };
        at.moved(normal.x * reach, normal.y * reach)
    };
    [
        start,
        control(start, way.start, end),
        control(end, way.end, start),
        end,
    ]
}
