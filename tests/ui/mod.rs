//! Scenarios on the window's parts, asked through the accessibility tree, and a few pictures.

mod panels_article;
mod panels_desk;
mod panels_outline;
pub mod raster;
mod reader;
