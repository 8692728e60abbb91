//! Floor 6: the command line. The same core as the window's, without the toolkit; the clap table
//! in `table` is where help, manual page and completions come from. Reads and writes files
//! through the floors below alone.

mod apply;
mod check;
mod completions;
mod convert;
mod diff;
mod evaluate;
mod export;
mod findings;
mod formats;
mod gallery;
mod history;
mod info;
mod input;
mod manual;
mod merge;
mod new;
mod output;
mod passages;
mod plain;
mod read_apart;
mod sarif;
mod table;

use std::error::Error;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use table::{Cli, Command};

/// Opens the window with these files; its error is shown as it is.
pub type OpenWindow = fn(Vec<PathBuf>) -> Result<(), Box<dyn Error>>;

/// What a build without the feature `gui` says where a window was asked for.
pub const NO_WINDOW: &str = "this build has no window, because it was made without the feature \
    “gui”.\nWhat works without: check, evaluate, linchpins, export, convert, diff, merge, history, formats, gallery, apply, new, info, man and \
    completions; “linchpin help” tells more.\nFor the window, build again with the default features: \
    cargo build --release";

/// What a subcommand comes to.
#[derive(Debug)]
struct Report {
    /// For standard output.
    text: String,
    /// For standard error, one message each.
    messages: Vec<String>,
    status: Status,
}

/// The exit status. The order is that of gravity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    Fine = 0,
    Findings = 1,
    Error = 2,
}

impl Report {
    fn fine(text: String) -> Self {
        Self {
            text,
            messages: Vec::new(),
            status: Status::Fine,
        }
    }
}

/// Does what the arguments ask for, the program's name first, and gives the exit status: 0 where
/// all is well, 1 for findings, 2 for an error.
pub fn run(arguments: impl IntoIterator<Item = OsString>, open_window: OpenWindow) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(report) = read_apart::answer(&arguments) {
        return ExitCode::from(tell(&report) as u8);
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(answer) => {
            // Help and version are answers too; where nobody reads them, nothing is lost.
            drop(answer.print());
            return ExitCode::from(answer.exit_code() as u8);
        }
    };
    let report = match &cli.command {
        None => open_window(cli.files).map_or_else(
            |error| Report {
                text: String::new(),
                messages: vec![error.to_string()],
                status: Status::Error,
            },
            |()| Report::fine(String::new()),
        ),
        Some(command) => run_command(command).unwrap_or_else(|error| Report {
            text: String::new(),
            messages: vec![error.to_string()],
            status: Status::Error,
        }),
    };
    ExitCode::from(tell(&report) as u8)
}

fn run_command(command: &Command) -> anyhow::Result<Report> {
    match command {
        Command::Check(check) => check::run(check),
        Command::Evaluate(evaluate) => evaluate::run(evaluate),
        Command::Weigh(weigh) => evaluate::run_linchpins(weigh),
        Command::Export(export) => export::run(export),
        Command::Convert(convert) => convert::run(convert),
        Command::Diff(diff) => diff::run(diff),
        Command::History(history) => history::run(history),
        Command::Merge(merge) => merge::run(merge),
        Command::Formats(formats) => Ok(formats::run(formats)),
        Command::Gallery(gallery) => gallery::run(gallery),
        Command::Apply(apply) => apply::run(apply),
        Command::New(new) => new::run(new),
        Command::Info(info) => info::run(info),
        Command::Man => Ok(Report::fine(manual::write_page(&table::build()))),
        Command::Completions(completions) => Ok(completions::run(completions)),
    }
}

/// Writes messages and results. A reader that has gone away is no fault; a disk that is full is.
fn tell(report: &Report) -> Status {
    let mut err = std::io::stderr().lock();
    for message in &report.messages {
        // Where standard error is closed there is nobody left to tell.
        drop(writeln!(err, "linchpin: {}", plain::clean_message(message)));
    }
    let mut out = std::io::stdout().lock();
    match out
        .write_all(report.text.as_bytes())
        .and_then(|()| out.flush())
    {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            drop(writeln!(
                err,
                "linchpin: the result could not be written to standard output ({error})"
            ));
            Status::Error
        }
        _ => report.status,
    }
}
