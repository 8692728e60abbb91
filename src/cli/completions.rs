//! `linchpin completions`: what a shell needs to complete the command line.

use clap::Args;
use clap_complete::Shell;

use super::{Report, table};

const EXAMPLES: &str = "\
Examples:
  linchpin completions bash > ~/.local/share/bash-completion/completions/linchpin
  linchpin completions fish > ~/.config/fish/completions/linchpin.fish";

/// Print the completions for a shell
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn run(completions: &Completions) -> Report {
    let mut bytes = Vec::new();
    let mut table = table::build();
    clap_complete::generate(completions.shell, &mut table, "linchpin", &mut bytes);
    Report::fine(String::from_utf8_lossy(&bytes).into_owned())
}
