//! `read-apart`: what the program calls itself with, to read an article in a process of its own.

use clap::Args;

use super::Report;
use crate::app::answer_apart;

/// Read an article from standard input within bounds, for the program itself
#[derive(Args, Debug)]
pub(super) struct ReadApart {
    /// The most memory, in bytes
    #[arg(long)]
    memory: u64,
    /// The most time of computing, in seconds
    #[arg(long)]
    seconds: u64,
}

pub(super) fn run(read: &ReadApart) -> anyhow::Result<Report> {
    Ok(Report::fine(answer_apart(read.memory, read.seconds)?))
}
