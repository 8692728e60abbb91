//! Floor 3: maps in and out of files and the clipboard. A format per file; the native one first.
//! Knows no disk.

mod error;
pub mod fragment;
pub mod native;
mod position;

pub use error::{Fault, FormatError};
pub use position::Position;
