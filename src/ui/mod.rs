//! (to come)

pub mod reader;
