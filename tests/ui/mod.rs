//! Scenarios on the window's parts, asked through the accessibility tree, and a few pictures.

pub mod raster;
mod reader;
