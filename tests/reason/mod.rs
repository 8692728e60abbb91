//! What can be said about an argument.

mod acceptance;
mod checks;
mod strength;
mod what_if;
