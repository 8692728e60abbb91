//! What a layout is asked: boxes, who stands under whom, and which lines to draw, as plain
//! comparable data over indices. It knows no document: whoever builds it has left out what is
//! folded away and hung the lines of hidden boxes on their nearest visible ancestor.

use std::ops::Range;
use std::sync::Arc;

use super::geometry::{Point, Size};
use super::grid::Grid;

/// A layout of the registry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LayoutId {
    /// The tidy tree for boxes of differing sizes.
    #[default]
    Tidy,
    /// Children side by side or stacked, whichever suits the page.
    Compact,
    /// Rings around the roots.
    Radial,
    /// Layers by distance from the roots, for maps with many cross links.
    Layered,
}

/// The page that a compact map is to fill: only the ratio of its sides counts.
/// Invariant: both sides above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// Width in whole units of any kind.
    pub width: u32,
    /// Height in the same unit.
    pub height: u32,
}

/// How the children of one box stand in the compact layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Arrange {
    /// Side by side in one row.
    Row,
    /// One below the other.
    Stack,
    /// One below the other in so many columns, at least 2, filled column by column.
    Columns(u16),
    /// Side by side in so many rows, at least 2, filled row by row.
    Rows(u16),
    /// In columns of rows.
    Grid(Grid),
    /// One below the other beside their parent rather than below it.
    Beside,
}

/// Which way the tree grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Children below their parent.
    #[default]
    TopDown,
    /// Children to the right of their parent.
    LeftToRight,
}

/// Distances in map units. Invariant: whole numbers, `level` at least 48.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between siblings, and between cousins that come close.
    pub sibling: f32,
    /// Between a parent and its children; grows where many lines need lanes of their own.
    pub level: f32,
    /// Between separate trees.
    pub tree: f32,
    /// Between co-premises in one bracket.
    pub premise: f32,
    /// From the bracket's rim to its premises.
    pub frame: f32,
    /// Between two parallel lines.
    pub lane: f32,
    /// Below a box without children, before somebody else's box may begin.
    pub clearance: f32,
}

/// One box alone, or the co-premises that one link places under the same parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The boxes: a range of [`Request::members`], in the order of the premises.
    pub boxes: Run,
    /// The box that the unit stands under; none for a root.
    pub parent: Option<u32>,
    /// The wire that places it. A unit whose wire strikes another unit's wire stands beside
    /// that unit, after it.
    pub wire: Option<u32>,
}

/// A range of a flat array.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The first entry.
    pub first: u32,
    /// How many.
    pub n: u32,
}

/// One link to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    /// Lines of one style that run side by side into one box may share a trunk; one that lines of
    /// several styles share is marked by [`super::placement::Route::is_mixed`].
    pub style: u32,
    /// The boxes it comes from: a range of [`Request::members`].
    pub from: Run,
    /// What it ends at.
    pub to: WireEnd,
}

/// What a wire ends at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireEnd {
    /// A box, by its index.
    Box(u32),
    /// Another wire, by its index.
    Wire(u32),
}

/// Everything a layout may know. Equal requests give equal placements.
///
/// Children of a box, and roots, stand in the order of `units`. Units that stand level by level
/// are the fastest to place: each after the one it stands under, in the order of those.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Which layout.
    pub layout: LayoutId,
    /// Which way the tree grows.
    pub direction: Direction,
    /// Distances.
    pub spacing: Spacing,
    /// The page that the compact layout fills.
    pub page: Page,
    /// How the children of boxes stood before, or were set to stand, in the compact layout: box
    /// and choice, by ascending box. The layout chooses for the others.
    pub arrangement: Vec<(u32, Arrange)>,
    /// How the roots stood before in the compact layout; the layout chooses where nothing is said.
    pub roots: Option<Arrange>,
    /// The boxes of `arrangement` whose choice a hand has made: it stays when the others are
    /// given up.
    pub arranged: Vec<u32>,
    /// Whether every reason has a frame around its premises, and not only linked ones.
    pub frames_reasons: bool,
    /// Sizes of the visible boxes in document order.
    pub boxes: Vec<Size>,
    /// Box indices that `units` and `wires` take ranges of. These three are shared with the requests
    /// before and after, where nothing but sizes and places has changed.
    pub members: Arc<Vec<u32>>,
    /// Who stands under whom. A box in no unit is a root.
    pub units: Arc<Vec<Unit>>,
    /// The lines to draw.
    pub wires: Arc<Vec<Wire>>,
    /// Boxes held at a place by hand: where their left top corner stands.
    pub pins: Vec<(u32, Point)>,
    /// Boxes with folded branches, ascending, and how many boxes each of them hides.
    pub folded: Vec<(u32, u32)>,
}

impl Page {
    /// A sheet of A4, lying.
    pub const A4: Self = Self {
        width: 297,
        height: 210,
    };

    /// Width over height.
    pub fn ratio(self) -> f32 {
        self.width.max(1) as f32 / self.height.max(1) as f32
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::A4
    }
}

impl Arrange {
    /// The choice that stands in a file: `row`, `stack`, `beside`, `columns 3`,
    /// `rows 2`, `grid 2 1 | 3`. None for any other word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "row" => Some(Self::Row),
            "stack" => Some(Self::Stack),
            "beside" => Some(Self::Beside),
            _ => {
                let (kind, n) = word.split_once(' ')?;
                if kind == "grid" {
                    return Grid::parse(n).map(Self::Grid);
                }
                let n = n.parse().ok().filter(|&n| n >= 2)?;
                match kind {
                    "columns" => Some(Self::Columns(n)),
                    "rows" => Some(Self::Rows(n)),
                    _ => None,
                }
            }
        }
    }
}

impl std::fmt::Display for Arrange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Row => f.write_str("row"),
            Self::Stack => f.write_str("stack"),
            Self::Beside => f.write_str("beside"),
            Self::Columns(n) => write!(f, "columns {n}"),
            Self::Rows(n) => write!(f, "rows {n}"),
            Self::Grid(grid) => write!(f, "grid {grid}"),
        }
    }
}

impl Default for Spacing {
    fn default() -> Self {
        Self {
            sibling: 24.0,
            level: 64.0,
            tree: 48.0,
            premise: 12.0,
            frame: 8.0,
            lane: 8.0,
            clearance: 24.0,
        }
    }
}

impl Run {
    /// The entries of `array` that it stands for; none where it reaches past the end.
    pub fn of<T>(self, array: &[T]) -> &[T] {
        let first = self.first as usize;
        array
            .get(first..first.saturating_add(self.n as usize))
            .unwrap_or_default()
    }

    /// The indices of the entries.
    pub fn range(self) -> Range<usize> {
        let first = self.first as usize;
        first..first + self.n as usize
    }
}

impl Request {
    /// Whether another one asks for the same, whatever is pinned.
    pub(super) fn is_same_but_for_pins(&self, other: &Self) -> bool {
        let Self {
            layout,
            direction,
            spacing,
            page,
            arrangement,
            roots,
            arranged,
            frames_reasons,
            boxes,
            members,
            units,
            wires,
            pins: _,
            folded,
        } = self;
        (layout, direction, page) == (&other.layout, &other.direction, &other.page)
            && (spacing, frames_reasons) == (&other.spacing, &other.frames_reasons)
            && (arrangement, roots) == (&other.arrangement, &other.roots)
            && arranged == &other.arranged
            && (boxes, folded) == (&other.boxes, &other.folded)
            && (members, units, wires) == (&other.members, &other.units, &other.wires)
    }

    /// Where in [`Self::folded`] a box stands, if a branch is folded under it.
    pub fn find_folded(&self, b: u32) -> Option<usize> {
        self.folded.binary_search_by_key(&b, |&(b, _)| b).ok()
    }

    /// Adds a box and returns its index.
    pub fn add_box(&mut self, size: Size) -> u32 {
        self.boxes.push(size);
        self.boxes.len() as u32 - 1
    }

    /// Adds a unit after the others and returns its index.
    pub fn add_unit(&mut self, boxes: &[u32], parent: Option<u32>, wire: Option<u32>) -> u32 {
        let boxes = self.add_members(boxes);
        Arc::make_mut(&mut self.units).push(Unit {
            boxes,
            parent,
            wire,
        });
        self.units.len() as u32 - 1
    }

    /// Adds a wire and returns its index.
    pub fn add_wire(&mut self, style: u32, from: &[u32], to: WireEnd) -> u32 {
        let from = self.add_members(from);
        Arc::make_mut(&mut self.wires).push(Wire { style, from, to });
        self.wires.len() as u32 - 1
    }

    fn add_members(&mut self, boxes: &[u32]) -> Run {
        let first = self.members.len() as u32;
        Arc::make_mut(&mut self.members).extend_from_slice(boxes);
        Run {
            first,
            n: boxes.len() as u32,
        }
    }
}
