//! All tests in one binary; the folders mirror the floors of `src`.
#![allow(clippy::unwrap_used, missing_docs)]
#![allow(clippy::needless_raw_string_hashes)] // expected drawings are written with them by expect-test

mod app;
mod cli;
mod compare;
mod edit;
mod format;
mod fuzz;
mod house;
mod layout;
mod model;
mod reason;
mod samples;
mod storage;
mod supply;
mod text;
mod theme;
#[cfg(feature = "gui")]
mod ui;
