//! Scenarios on the window's parts, asked through the accessibility tree, and a few pictures.

mod comparing;
mod dialogs_desk;
mod dialogs_forms;
mod dialogs_lists;
mod dialogs_path;
mod dialogs_pictures;
mod dialogs_print;
mod dialogs_questions;
mod dialogs_window;
mod file_drop;
mod hardship;
mod history;
mod large;
mod map_glyphs;
mod map_hand;
mod map_making;
mod map_marks;
mod map_pasting;

mod map_pointing;
mod map_shaping;
mod map_size;
mod map_small;
mod map_views;
mod map_walking;
mod map_window;
mod monkey;
mod panels_article;
mod panels_desk;
mod panels_inspector;
mod panels_outline;
mod panels_right;
pub mod raster;
mod reader;
mod recovery;
mod scenario;
mod whole_way;
