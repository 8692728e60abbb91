//! Floor 6: the window. egui stays in here. The [`Shell`] lays out panels; a panel reads the
//! program through its [`Stage`] and pushes actions.

pub mod canvas;
pub mod clipboard;
pub mod command_button;
pub mod compare_bar;
mod composition;
pub mod control;
pub mod crumbs;
pub mod desktop;
mod desktop_window;
pub mod dialogs;
pub mod directed;
pub mod files;
pub mod filter_bar;
pub mod find_bar;
mod hidden_signs;
pub mod icon_button;
pub mod keys;
pub mod menu;
pub mod messages;
pub mod notation;
pub mod panels;
pub mod popover;
pub mod reader;
pub mod run;
pub mod shell;
mod sides;
pub mod stage;
pub mod start;
pub mod status;
pub mod theme;
pub mod told_row;
mod tour;
mod typed;
mod viewer;

pub use run::{WindowError, run};
pub use shell::Shell;
pub use stage::Stage;
