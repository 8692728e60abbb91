//! The disk floor, on real files in folders of their own.
#![allow(
    clippy::disallowed_methods,
    reason = "the tests set the scene on the disk themselves"
)]

#[cfg(target_os = "linux")]
mod access;
mod browse;
mod conflicted;
mod disk;
#[cfg(feature = "web")]
pub mod fetch;
mod folders;
mod history;
mod hold;
mod journal;
mod load;
mod lock;
pub mod noting_disk;
mod other_writer;
mod power_cut;
mod recent;
mod refusals;
mod save;
mod save_in_pieces;
mod save_on_full_disk;
mod settings;
mod sick_disk;
pub mod sim_disk;
mod sweep;
mod thinning;
mod viewer;
mod watch;
