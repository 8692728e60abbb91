//! The one table of the command line: help, manual page and completions are made of it.

use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand};

use super::apply::Apply;
use super::check::Check;
use super::completions::Completions;
use super::convert::Convert;
use super::diff::Diff;
use super::evaluate::{Evaluate, Weigh};
use super::export::Export;
use super::formats::Formats;
use super::gallery::Gallery;
use super::history::History;
use super::info::Info;
use super::merge::Merge;
use super::new::New;

const EXAMPLES: &str = "\
Examples:
  linchpin                                    open the window
  linchpin essay.argmap.json                  open a map in the window
  linchpin article.txt                        open an article, to make a map of it
  linchpin check *.argmap.json                check maps, in a script for example
  linchpin export essay.argmap.json --to essay.svg

Exit status:
  0  fine
  1  check has found something, or diff or history a difference, or merge a conflict
  2  an error; nothing was written

A file is never replaced without --force. Messages go to standard error, results to standard
output.";

/// Structured argument mapping, from an article to a map
///
/// Opens maps and articles in a window. The commands do their work without a window, a display
/// or the network.
#[derive(Parser, Debug)]
#[command(
    name = "linchpin",
    version,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true
)]
pub(super) struct Cli {
    /// Maps and articles to open in the window
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What can be done without a window.
#[derive(Subcommand, Debug)]
pub(super) enum Command {
    Check(Check),
    Evaluate(Evaluate),
    #[command(name = "linchpins")]
    Weigh(Weigh),
    Export(Export),
    Convert(Convert),
    Diff(Diff),
    Merge(Merge),
    History(History),
    Formats(Formats),
    Gallery(Gallery),
    Apply(Apply),
    New(New),
    Info(Info),
    /// Print the manual page
    #[command(after_help = "Example:\n  linchpin man | man -l -")]
    Man,
    Completions(Completions),
}

/// The table, with the names of subcommands filled in.
pub(super) fn build() -> clap::Command {
    let mut table = Cli::command();
    table.build();
    table
}
