//! The display list: what a map looks like, in roles of colour, with text already broken into
//! lines. Window, SVG, PDF and PNG paint the same items. Knows no colour value, no zoom, no
//! selection and no toolkit. Order is from back to front.

mod boxes;
mod links;
pub mod outline;
mod part;

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::build::Plan;
use super::geometry::{Point, Rect};
use super::placement::Placement;
use crate::model::{Document, Graph};
use crate::theme::icon::Icon;
use crate::theme::{Role, TextStyle};
use crate::words::MapWords;

pub use boxes::{draw_badge, draw_body, draw_box, draw_weight};
pub use links::{
    PillLook, draw_bracket, draw_pills, draw_sign, draw_stub, draw_wire, draw_wire_in_full,
    find_stroke, find_word,
};
pub use part::Part;

/// Room around the map in a picture of all of it, in map units.
const MARGIN: f32 = 24.0;

/// A whole map to be painted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// What to paint, from back to front.
    pub items: Vec<Item>,
    /// Around all of it, with a margin.
    pub bounds: Rect,
}

/// One thing to paint.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What a pointer on it means.
    pub hit: Hit,
    /// What it looks like.
    pub paint: Paint,
}

/// What an item belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hit {
    /// A node, by its place in document order.
    Node(u32),
    /// A link, by its place in document order.
    Link(u32),
    /// The badge that unfolds a node.
    Fold(u32),
}

/// What an item looks like. All lengths are map units.
#[derive(Clone, Debug, PartialEq)]
pub enum Paint {
    /// A rectangle with round corners; lines run along the middle of its edge.
    Rect {
        /// Where.
        rect: Rect,
        /// Radius of its corners, at most half its smaller side.
        radius: f32,
        /// Its ground.
        fill: Option<Role>,
        /// Its outline.
        line: Option<Line>,
    },
    /// A closed polygon.
    Polygon {
        /// Its corners, convex.
        points: Vec<Point>,
        /// Its ground.
        fill: Option<Role>,
        /// Its outline.
        line: Option<Line>,
    },
    /// Straight lines from point to point.
    Path {
        /// At least two points.
        points: Vec<Point>,
        /// Radius by which inner corners are rounded, as far as the lines are long enough.
        rounding: f32,
        /// How the line is drawn.
        line: Line,
    },
    /// A cubic Bézier curve.
    Curve {
        /// Start, two controls, end.
        points: [Point; 4],
        /// How the line is drawn.
        line: Line,
    },
    /// One line of text.
    Text {
        /// Left end of its baseline.
        at: Point,
        /// Face and measures.
        style: TextStyle,
        /// Its colour.
        role: Role,
        /// The words.
        text: String,
        /// Whether a line runs through it.
        is_struck: bool,
        /// Whether it belongs to a text that is read from the right. Who has other fonts keeps its
        /// right end where the bundled ones have it.
        is_from_right: bool,
    },
    /// An icon.
    Icon {
        /// Its middle.
        center: Point,
        /// Its side.
        size: f32,
        /// Its colour.
        role: Role,
        /// Which.
        icon: Icon,
    },
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Its colour.
    pub role: Role,
    /// Its width in map units.
    pub width: f32,
    /// Lengths of dash and gap in turn; empty for a solid line.
    pub dash: &'static [f32],
}

/// What drawing needs to know. All parts belong to the same state of the same document.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// The map.
    pub document: &'a Document,
    /// Its graph.
    pub graph: &'a Graph,
    /// What stands for what.
    pub plan: &'a Plan,
    /// Where everything is.
    pub placement: &'a Placement,
    /// How wide text is.
    pub measure: &'a dyn super::measure::Measure,
    /// The words beside lines, in the language of the map.
    pub words: &'a MapWords,
    /// Whether words stand beside the signs.
    pub has_words: bool,
    /// What is laid over the map.
    pub overlay: &'a Overlay,
}

/// What is laid over a map without being part of it, by nodes' places in document order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// Struck out for now.
    pub struck_out: HashSet<u32, RandomState>,
    /// Left without anything to rest on by what is struck out.
    pub fallen: HashSet<u32, RandomState>,
    /// Computed strengths in 0..=1, shown as a bar.
    pub strengths: HashMap<u32, f32, RandomState>,
    /// Computed strengths of reasons in 0..=1, by the places of their links in the document, shown
    /// as the weight of the line.
    pub reasons: HashMap<u32, f32, RandomState>,
    /// Which boxes are in or out, where that is shown.
    pub labels: HashMap<u32, Label, RandomState>,
    /// What the conclusion that is asked about would fall with.
    pub linchpins: HashSet<u32, RandomState>,
    /// The conclusion that is asked about.
    pub conclusion: Option<u32>,
    /// Per node, its gravest finding; may end before the last node.
    pub findings: Vec<Option<Severity>>,
    /// How it differs from another copy of the map.
    pub changes: HashMap<u32, Changed, RandomState>,
}

impl Overlay {
    /// The gravest finding at a node.
    pub fn finding(&self, node: u32) -> Option<Severity> {
        self.findings.get(node as usize).copied().flatten()
    }
}

/// How a box differs from another copy of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Changed {
    /// Something that hung on it is gone.
    Lost,
    /// It stands elsewhere, or what it says to others is another.
    Moved,
    /// It says something else.
    Altered,
    /// The other copy does not have it.
    New,
}

/// What becomes of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// It stands: a tick.
    In,
    /// It does not: a cross, and quiet words.
    Out,
    /// It is left open: a question mark.
    Undecided,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A hollow ring.
    Hint,
    /// A filled sign.
    Warning,
    /// A cross.
    Error,
}

impl Scene {
    /// Draws the whole map.
    pub fn of_all(drawing: &Drawing<'_>) -> Self {
        let mut items = Vec::new();
        for part in Part::list(drawing) {
            part.draw(&mut items, drawing);
        }
        Self {
            items,
            bounds: drawing.bounds(),
        }
    }
}

impl Drawing<'_> {
    /// Around the whole map, with a margin.
    pub fn bounds(&self) -> Rect {
        self.placement.bounds.grown(MARGIN)
    }

    /// The baseline of a line of text whose top is at `top`.
    fn baseline(&self, top: f32, style: TextStyle) -> f32 {
        top + self.measure.baseline(style)
    }

    /// A line of text that starts at `left` and has its middle at `y`.
    fn text_beside(&self, left: f32, y: f32, style: TextStyle, role: Role, text: &str) -> Paint {
        let top = y - style.line_height / 2.0;
        let at = Point::new(left, self.baseline(top, style));
        Paint::Text {
            at,
            style,
            role,
            text: text.to_owned(),
            is_struck: false,
            is_from_right: false,
        }
    }

    fn width_of(&self, style: TextStyle, text: &str) -> f32 {
        self.measure.advance(style.face, style.size, text)
    }
}
