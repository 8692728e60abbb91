//! What a map is: laws, graph, table of relations.
// expect-test writes its drawings with hashes, needed or not.
#![allow(clippy::needless_raw_string_hashes)]

pub mod graph;
mod laws;
pub mod notation;
mod relations;
mod roles;
