//! Floor 6: the window. egui stays in here. The shell lays out panels; a panel reads the
//! program through its [`Stage`] and pushes actions.

pub mod icon_button;
pub mod notation;
pub mod panels;
pub mod reader;
pub mod stage;
pub mod theme;

pub use stage::Stage;
