//! `linchpin history`: what a map was at earlier times, from the snapshots that the window keeps.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::Args;
use serde::Serialize;

use super::diff::print_lines;
use super::input::Reading;
use super::output::Target;
use super::plain::clean_line;
use super::{Report, Status};
use crate::app::{Host, SnapshotSearch, SnapshotSize, SystemHost, read_map, tell_time};
use crate::compare::{Comparison, Matching};
use crate::model::{Document, Time};
use crate::storage::Folders;
use crate::storage::history::{Occasion, Snapshot, find_history_folder};

const EXAMPLES: &str = "\
Examples:
  linchpin history essay.argmap.json
  linchpin history essay.argmap.json --diff 3
  linchpin history essay.argmap.json --restore 3 --output essay-before.argmap.json

Exit status:
  0  fine; with --diff, nothing has changed since
  1  with --diff, something has changed since
  2  an error; nothing was written";

/// List, compare or restore earlier states of a map
///
/// The window keeps a snapshot of a map with each save: all of the last hour, then one an hour for a
/// day, one a day for a month, one a week. They are found by the id of the map and by the path of its
/// file, so also where the file is damaged, gone or renamed. Number 1 is the newest. Times are those of
/// this machine's zone, which stands behind each.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct History {
    /// The map's file; it need not be there any more
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write the snapshot of that number to another file
    #[arg(
        long,
        value_name = "NUMBER",
        requires = "output",
        conflicts_with = "diff"
    )]
    restore: Option<usize>,
    /// Where to write it
    #[arg(short, long, value_name = "FILE", requires = "restore")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "restore")]
    force: bool,
    /// Tell what has changed since the snapshot of that number
    #[arg(long, value_name = "NUMBER")]
    diff: Option<usize>,
    /// Print the list as JSON
    #[arg(long, conflicts_with_all = ["restore", "diff"])]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(history: &History) -> anyhow::Result<Report> {
    let present = history.reading.open_map(&history.file);
    let folders = Folders::find()?;
    let search = SnapshotSearch {
        folder: find_history_folder(&folders.state),
        map: present
            .as_ref()
            .ok()
            .map(|map| map.document().meta().id.as_str().to_owned()),
        file: Some(history.file.clone()),
    };
    let found = search.run();
    match (history.restore, &history.output, history.diff) {
        (Some(n), Some(output), _) => {
            let target = Target::claim(output, history.force)?;
            let (document, _) = read(&found, n, &history.file)?;
            let message = target.save(&document)?;
            Ok(Report {
                messages: message.into_iter().collect(),
                ..Report::fine(String::new())
            })
        }
        (_, _, Some(n)) => {
            let (then, _) = read(&found, n, &history.file)?;
            let present = present?;
            let comparison = Comparison::of(&then, present.document(), Matching::Auto);
            Ok(Report {
                text: print_lines(&comparison),
                messages: Vec::new(),
                status: if comparison.is_empty() {
                    Status::Fine
                } else {
                    Status::Findings
                },
            })
        }
        _ => {
            let rows: Vec<Told> = found
                .iter()
                .enumerate()
                .map(|row| tell(&found, row))
                .collect();
            let text = if history.json {
                serde_json::to_string_pretty(&rows)? + "\n"
            } else {
                print(&rows)
            };
            let mut report = Report::fine(text);
            if found.is_empty() {
                let why = "no snapshot of this map is kept on this machine; the window keeps one with \
                           each save";
                let file = history.file.display();
                report.messages.push(format!("{why}: {file}"));
            }
            Ok(report)
        }
    }
}

/// A snapshot as it is listed.
#[derive(Serialize)]
struct Told {
    number: usize,
    taken: String,
    #[serde(skip)]
    local: String,
    occasion: &'static str,
    /// Whether it is of this map, and not of another one that was in its file.
    is_own: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    boxes: Option<usize>,
    changes: Vec<(&'static str, usize)>,
    #[serde(skip)]
    size: String,
    file: PathBuf,
}

fn tell(found: &[Snapshot], (at, snapshot): (usize, &Snapshot)) -> Told {
    let older = found[at + 1..].iter();
    let before = older.clone().find(|it| it.is_own == snapshot.is_own);
    let size = SnapshotSize::of(snapshot, before);
    let taken = Time::from_unix(snapshot.seconds);
    let changes = size.as_ref().ok().and_then(|size| size.changes.as_ref());
    let changes = changes.into_iter().flatten();
    Told {
        number: at + 1,
        local: tell_time(&taken, &SystemHost::default().zone()),
        taken: taken.as_str().to_owned(),
        occasion: match snapshot.occasion {
            Occasion::Opened => "opened",
            Occasion::Saved => "saved",
            Occasion::Checkpoint => "checkpoint",
            Occasion::Restoring => "before-restoring",
        },
        is_own: snapshot.is_own,
        boxes: size.as_ref().ok().map(|size| size.n_boxes),
        changes: changes.map(|(kind, n)| (kind.as_str(), *n)).collect(),
        size: match &size {
            Ok(size) => size.tell(),
            Err(why) => why.clone(),
        },
        file: snapshot.path.clone(),
    }
}

fn print(rows: &[Told]) -> String {
    let mut text = String::new();
    for row in rows {
        let other = if row.is_own { "" } else { "another map; " };
        let size = clean_line(&row.size);
        writeln!(
            text,
            "{:>3}  {}  {:<16}  {other}{size}",
            row.number, row.local, row.occasion
        )
        .expect("a string takes all that is written");
    }
    text
}

fn read(found: &[Snapshot], n: usize, file: &Path) -> anyhow::Result<(Document, Option<PathBuf>)> {
    let snapshot = n.checked_sub(1).and_then(|at| found.get(at));
    let Some(snapshot) = snapshot else {
        bail!(
            "there is no snapshot {n}, for {} are kept; “linchpin history” lists them: {}",
            found.len(),
            file.display()
        );
    };
    read_map(snapshot).map_err(|why| anyhow!("the snapshot could not be read: {why}"))
}
