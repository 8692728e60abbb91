//! `linchpin convert`: from any format that is read to any that is written, with a report.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::Report;
use super::export::tell_left_out;
use super::input::Reading;
use super::output::Target;
use crate::format::picture::Options;
use crate::format::{self, ExportRequest};
use crate::layout::ViewState;

const EXAMPLES: &str = "\
Examples:
  linchpin convert debate.txt debate.argmap.json
  linchpin convert nodeset100.json essay.opml
  linchpin convert --strict essay.argmap.json essay.mm
  linchpin convert --from outline notes.md notes.argmap.json

What a file is is told by what it holds, where it is to be written by the ending of its name.
“linchpin formats” lists what can be read and written.";

/// Turn a map of another program into one of ours, or the other way
///
/// Prints what was kept, changed and dropped in reading, and what the new file cannot hold.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Convert {
    /// The file to read
    #[arg(value_name = "IN")]
    from: PathBuf,
    /// The file to write; its ending names the format
    #[arg(value_name = "OUT")]
    to: PathBuf,
    /// Take the file for one in that format, whatever it seems to be; “outline” makes a map of any
    /// text by its headings, bullets and indents
    #[arg(long = "from", value_name = "FORMAT", value_parser = name_imported())]
    taken_for: Option<String>,
    /// Let an SVG or PNG carry the map with all that is in it, and open as it again
    #[arg(long)]
    with_map: bool,
    /// Name the people who made the map and spoke about it, whom only a map of our own names else
    #[arg(long)]
    with_names: bool,
    /// Write nothing if anything would be lost
    #[arg(long)]
    strict: bool,
    /// Say nothing of what was kept, changed and dropped
    #[arg(long)]
    quiet: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: Reading,
}

fn name_imported() -> PossibleValuesParser {
    let imported = format::ALL.iter().filter(|it| it.import.is_some());
    PossibleValuesParser::new(imported.map(|it| it.id))
}

pub(super) fn run(convert: &Convert) -> anyhow::Result<Report> {
    let target = Target::claim(&convert.to, convert.force)?;
    let taken_for = convert.taken_for.as_deref();
    let taken_for = taken_for.and_then(|id| format::ALL.iter().find(|it| it.id == id));
    let map = match taken_for {
        Some(format) => convert.reading.open_map_as(&convert.from, format)?,
        None => convert.reading.open_map(&convert.from)?,
    };
    let document = map.loaded.document;
    let mut lines: Vec<String> = Vec::new();
    let mut is_lossy = false;
    if let Some(report) = &map.report {
        is_lossy |= report.has_losses();
        lines.extend(report.to_string().lines().map(ToOwned::to_owned));
    }
    let notices = map.loaded.notices.iter();
    let mut messages: Vec<String> = notices
        .map(|notice| format!("{notice}: {}", convert.from.display()))
        .collect();
    let format = format::find_by_name(&convert.to);
    let losses = format.map_or_else(Vec::new, |format| format.list_losses(&document));
    is_lossy |= !losses.is_empty();
    lines.extend(losses.iter().map(|loss| format!("not written: {loss}")));
    if convert.strict && is_lossy {
        return Err(anyhow!(
            "nothing was written, because something would be lost ({}); leave out --strict to \
             write it all the same: {}",
            lines.join("; "),
            convert.to.display()
        ));
    }
    let is_native = format.is_some_and(|format| format.id == format::ALL[0].id);
    if is_native {
        messages.extend(target.save(&document)?);
    } else {
        let request = ExportRequest {
            view: ViewState::of_map(&document),
            document,
            theme: String::new(),
            options: Options {
                carries_map: convert.with_map,
                ..Options::default()
            },
            names_people: convert.with_names,
        };
        messages.extend(target.export(&request)?);
        if request.leaves_people_out(target.path()) {
            lines.push(tell_left_out());
        }
    }
    Ok(Report {
        messages,
        ..Report::fine(if convert.quiet || lines.is_empty() {
            String::new()
        } else {
            lines.join("\n") + "\n"
        })
    })
}
