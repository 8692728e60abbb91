//! All tests in one binary; the folders mirror the floors of `src`.
#![allow(clippy::unwrap_used, missing_docs)]

mod text;
mod theme;
mod model;
mod edit;
mod layout;
mod reason;
mod format;
mod storage;
mod app;
mod cli;
mod samples;
mod house;
#[cfg(feature = "gui")]
mod ui;
