//! Floor 2: two copies of a map. What differs between them, told by meaning; and two people's
//! copies merged over the one that both began with. Knows how a map is neither drawn nor edited:
//! a merge comes out as a document, and as the changes that lead there.

mod article;
mod clash;
mod comparison;
mod difference;
mod ends;
mod field;
mod keep;
mod list;
mod mark;
mod merge;
mod name;
mod order;
mod pair;
mod record;
mod rename;
mod retext;
mod way;
mod wording;

pub use clash::{Clash, Clashing};
pub use comparison::Comparison;
pub use difference::{Difference, DifferenceKind};
pub use mark::CONFLICT_TAG;
pub use merge::{Merged, merge};
pub use pair::Matching;
pub use way::find_changes;
pub use wording::{Piece, PieceKind, compare_words};
