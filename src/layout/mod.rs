//! Where things go: a comparable `Request` becomes a `Placement`, and that a `Scene`.
//! Pure functions all the way: no toolkit, no disk, no clock; equal requests give equal
//! placements. A layout is one file, or a folder where it takes several steps, and one line in `ALL`.

use std::sync::Arc;

pub mod box_text;
pub mod build;
pub mod compact;
pub mod geometry;
pub mod grid;
pub mod layered;
pub mod measure;
pub mod placement;
pub mod radial;
pub mod request;
pub mod scene;
pub mod sight;
pub mod tidy;

mod areas;
mod beside;
mod contour;
mod cross_lines;
mod curve;
mod forest;
mod obstacles;
mod pins;
mod shape;
mod signs;
mod stubs;
mod texts;
mod tree_lines;

use forest::Forest;
use placement::{Kept, Past};

pub use build::{Plan, Planner, ViewState};
pub use geometry::{Point, Rect, Size};
pub use measure::{FontMeasure, Measure};
pub use placement::{Bracket, Placement};
pub use request::{Arrange, Direction, LayoutId, Page, Request};
pub use sight::Sight;

/// One way of placing the boxes of a map.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// What a request calls it.
    pub id: LayoutId,
    /// Its name in saved views and on the command line.
    pub name: &'static str,
    /// Its title's key in the word files.
    pub title: &'static str,
    /// Places every box and draws every wire of a request, whose units make that forest.
    place: fn(&Request, &Forest, Past) -> Placement,
}

/// Every layout, the default first.
pub const ALL: &[Layout] = &[
    tidy::LAYOUT,
    compact::LAYOUT,
    radial::LAYOUT,
    layered::LAYOUT,
];

impl Layout {
    /// The layout of that id.
    pub fn of(id: LayoutId) -> &'static Layout {
        ALL.iter().find(|layout| layout.id == id).unwrap_or(&ALL[0])
    }

    /// The layout of that name in saved views, if this version knows it.
    pub fn named(name: &str) -> Option<&'static Layout> {
        ALL.iter().find(|layout| layout.name == name)
    }
}

/// Places a request by the layout it asks for.
pub fn place(request: &Request) -> Placement {
    place_forest(request, &Forest::of(request), Past::default())
}

/// Places a request after another one: what is asked for again is not placed again, and where the
/// same boxes stand under one another their order is known. Equal to [`place`] of the request,
/// whatever was before.
pub fn place_after(before: (&Request, &Arc<Placement>), request: &Request) -> Arc<Placement> {
    /// A larger map is placed beside the window, and the room counts for more than the time.
    const MOST_KEPT: usize = 20_000;
    let (last, placement) = before;
    if last == request {
        return placement.clone();
    }
    let known = placement.forest.as_ref();
    let known = known.filter(|_| Forest::is_shared(last, request));
    let settings = |request: &Request| (request.layout, request.direction, request.spacing);
    let before = known.filter(|_| settings(last) == settings(request));
    let past = Past {
        before: before.map(|_| placement.as_ref()),
        slots: (placement.slots.as_ref())
            .filter(|_| before.is_some() && last.is_same_but_for_pins(request)),
        is_kept: request.boxes.len() <= MOST_KEPT,
    };
    let forest = known.cloned();
    let forest = forest.unwrap_or_else(|| Arc::new(Forest::of(request)));
    let mut placement = place_forest(request, &forest, past);
    placement.forest = Kept::of(past.is_kept.then_some(forest));
    Arc::new(placement)
}

fn place_forest(request: &Request, forest: &Forest, past: Past) -> Placement {
    (Layout::of(request.layout).place)(request, forest, past)
}
