//! How a map changes: each edit as state, edit, state; laws over random scripts.
// expect-test writes its drawings with hashes, needed or not.
#![allow(clippy::needless_raw_string_hashes)]

mod adding;
mod deleting;
pub mod desk;
mod fields;
mod fragments;
mod history;
mod json;
mod kinds;
mod moving;
mod premises;
mod retext;
pub mod script;
mod views;
