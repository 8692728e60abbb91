//! `linchpin formats`: what can be read and written.

use crate::format::exchange::Put;
use clap::Args;

use super::Report;
use crate::format::{self, Format};
use crate::text::formats as articles;

const EXAMPLES: &str = "\
Examples:
  linchpin formats
  linchpin formats --losses";

/// List the formats that can be read and written
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Formats {
    /// Say of each format what of a map it cannot hold
    #[arg(long)]
    losses: bool,
}

pub(super) fn run(formats: &Formats) -> Report {
    let mut text = String::from("maps\n");
    for format in format::ALL {
        let reads = format.read.is_some() || format.import.is_some();
        let can = match (reads, format.write.is_some()) {
            (true, true) => "read, write",
            (true, false) => "read",
            _ => "write",
        };
        let endings: Vec<String> = format.endings.iter().map(|it| format!(".{it}")).collect();
        let line = format!("  {:<28} {can:<12} {}", format.title, endings.join(", "));
        text.push_str(line.trim_end());
        text.push('\n');
        if formats.losses {
            list_losses(&mut text, format);
        }
    }
    text.push_str("articles (read)\n");
    let endings: Vec<String> = articles::list_endings()
        .map(|it| format!(".{it}"))
        .collect();
    text.put(format_args!("  {}\n", endings.join(", ")));
    Report::fine(text)
}

fn list_losses(text: &mut String, format: &Format) {
    let Some(holds) = format.holds else { return };
    for feature in format::Feature::ALL {
        if !holds.contains(feature) {
            text.put(format_args!("    {}\n", feature.loss()));
        }
    }
}
