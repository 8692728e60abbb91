//! Floor 2: what can be said about an argument. Reads maps; never changes or draws them.

mod gaps;
mod what_if;

pub use gaps::{Gap, each_gap, find_gaps};
pub use what_if::{Fall, find_fall};
