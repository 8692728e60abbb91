//! The panels of the window, a file each. Panels never import each other.

pub mod article;
pub mod findings;
pub mod inspector;
pub mod linchpins;
pub mod outline;
