//! What can be said about an argument.

mod checks;
mod what_if;
