//! Floor 2: what can be said about an argument. Reads maps; never changes or draws them.

mod gaps;

pub use gaps::{Gap, find_gaps};
