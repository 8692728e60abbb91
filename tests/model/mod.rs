//! What a map is: laws, graph, table of relations.

pub mod graph;
mod laws;
pub mod notation;
mod relations;
mod roles;
