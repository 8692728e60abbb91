//! Floor 6: the window. egui stays in here. The shell lays out panels; a panel reads the
//! program through its [`Stage`] and pushes actions.

pub mod control;
pub mod dialogs;
pub mod find_bar;
pub mod messages;
pub mod panels;
pub mod reader;
pub mod stage;
pub mod start;
pub mod theme;

pub use stage::Stage;
