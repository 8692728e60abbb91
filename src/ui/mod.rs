//! Floor 6: the window. egui stays in here. The [`Shell`] lays out panels; a panel reads the
//! program through its [`Stage`] and pushes actions.

pub mod panels;
pub mod stage;
pub mod theme;

pub use stage::Stage;
