//! The article pane: a long text set for reading, with passages selected by byte range.
//!
//! It is told what to show and tint, and reports what was done to it. It must not know maps,
//! boxes or commands, and it leaves every plain letter key to others.

mod access;
mod block;
mod cells;
mod events;
mod handles;
mod keys;
mod look;
mod margin;
mod motion;
mod page;
mod paint;
mod pointer;
mod scroll;
mod setting;
mod state;
mod tints;
mod view;

pub use block::PartView;
pub use events::{Carried, ReaderEvent, ReaderOutput};
pub use look::ReaderLook;
pub use state::{ReaderState, Selection};
pub use tints::{Section, Tint, flatten_tints};
pub use view::{MarkShape, ReaderColours, ReaderView, StripMark};
