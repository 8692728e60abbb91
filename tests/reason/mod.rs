//! What can be said about an argument.

mod gaps;
mod what_if;
