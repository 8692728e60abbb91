//! Floor 2: what can be said about an argument. Reads maps; never changes or draws them.

pub mod acceptance;
pub mod checks;
mod name;
mod rows;
pub mod strength;
mod what_if;
mod yardstick;

pub use name::name_record;
pub use what_if::{Fall, find_fall};
pub use yardstick::{LikelihoodWord, Yardstick};
