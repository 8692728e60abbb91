//! Scenarios on the window's parts, asked through the accessibility tree, and a few pictures.

mod dialogs_desk;
mod dialogs_forms;
mod dialogs_lists;
mod dialogs_path;
mod dialogs_pictures;
mod dialogs_questions;
mod dialogs_window;
mod file_drop;
mod hardship;
mod map_hand;
mod map_making;
mod map_pasting;
mod map_pointing;
mod map_shaping;
mod map_walking;
mod map_window;
mod monkey;
mod panels_article;
mod panels_desk;
mod panels_inspector;
mod panels_outline;
pub mod raster;
mod reader;
mod scenario;
mod whole_way;
