//! Floor 2: how a map changes. An [`Edit`] is plain data; [`decide`] turns it into changes or a
//! refusal; the [`Editor`] owns the document and is the single gate for changes; [`History`]
//! remembers them. Knows no layout, no file, no clock: ids and times are handed in.

mod decide;
mod delete;
mod dismiss;
mod draft;
// A file is named for its main type.
#[allow(clippy::module_inception)]
mod edit;
mod editor;
mod event;
mod history;
mod insert;
mod link;
mod node;
mod place;
mod refusal;
mod retext;
mod source;
mod view;

pub use decide::decide;
pub use draft::Draft;
pub use edit::{AnchorSpec, Edit, Fate, Field, LinkField, NodeField, Position, SourceField};
pub use editor::{Committed, Context, Editor};
pub use event::{Event, Past, Unrolled};
pub use history::{Entry, History, Mark};
pub use insert::Fragment;
pub use link::{forecast_link, forecast_premise};
pub use place::forecast_move;
pub use refusal::Refusal;
pub use retext::{list_pages, list_parts};
pub use view::{ShownAs, write_view_state};
