//! What can be said about an argument.

mod acceptance;
mod carneades;
mod checks;
mod strength;
mod what_if;
