//! What can be said about an argument.

mod checks;
mod strength;
mod what_if;
