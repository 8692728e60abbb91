//! `linchpin apply`: edits from a file, made as the window makes them, all or none.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::Args;
use serde_json::value::RawValue;

use super::Report;
use super::input::Reading;
use super::output::Target;
use crate::app::{Host, SystemHost};
use crate::edit::{Context, Edit, Editor};
use crate::model::{Change, Changes, Id, Row};

const EXAMPLES: &str = "\
Examples:
  linchpin apply essay.argmap.json edits.json --output essay-2.argmap.json
  linchpin apply essay.argmap.json edits.json --output essay.argmap.json --force
  linchpin apply essay.argmap.json edits.json --check

A file of edits:
  [
    {\"edit\": \"set-text\", \"node\": \"n-9x1bt0cc\", \"text\": \"The dam was old\"},
    {\"edit\": \"add-node\", \"kind\": \"evidence\", \"text\": \"Survey of 2019\",
     \"under\": \"n-9x1bt0cc\", \"intent\": \"for\"},
    {\"edit\": \"delete\", \"nodes\": [\"n-03tq7w8r\"], \"fate\": \"lift\"}
  ]";

/// Make edits in a map and write the result
///
/// The edits are a JSON list; each is made as one step, in order, by the same rules as in the
/// window. Where one is refused, its number and the reason are told and nothing is written.
/// Prints a line per edit: its number and the ids of what it made or moved.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Apply {
    /// The map
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The edits
    #[arg(value_name = "EDITS.json")]
    edits: PathBuf,
    /// Where to write the result
    #[arg(short, long, value_name = "OUT", required_unless_present = "check")]
    output: Option<PathBuf>,
    /// Write nothing; only tell whether the edits can be made
    #[arg(long)]
    check: bool,
    /// Replace the file if it is there, also where it is the map itself
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(apply: &Apply) -> anyhow::Result<Report> {
    let target = match &apply.output {
        Some(output) if !apply.check => Some(Target::claim(output, apply.force)?),
        _ => None,
    };
    let map = apply.reading.open_map(&apply.file)?;
    let file = apply.file.display();
    if let Some(why) = map.loaded.read_only {
        bail!("{why}: {file}");
    }
    let edits = read_edits(&apply.reading.read(&apply.edits)?, &apply.edits)?;
    let mut editor = Editor::new(map.loaded.document);
    let text = make_edits(&mut editor, &edits, &apply.edits)?;
    let notices = map.loaded.notices.iter();
    let mut messages: Vec<String> = notices.map(|notice| format!("{notice}: {file}")).collect();
    if let Some(target) = target {
        messages.extend(target.save(editor.document())?);
    }
    Ok(Report {
        messages,
        ..Report::fine(text)
    })
}

/// Reads a list of edits, each by itself so that a bad one can be named.
fn read_edits(bytes: &[u8], path: &Path) -> anyhow::Result<Vec<Edit>> {
    let file = path.display();
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let list: Vec<&RawValue> = serde_json::from_slice(bytes).map_err(|error| {
        anyhow!("the edits cannot be read, because they are no JSON list ({error}): {file}")
    })?;
    let edits = list.iter().zip(1..).map(|(raw, number)| {
        serde_json::from_str(raw.get()).map_err(|error| {
            anyhow!("nothing was written, because edit {number} cannot be read ({error}): {file}")
        })
    });
    edits.collect()
}

/// Makes the edits, one step each, and says what each made.
fn make_edits(editor: &mut Editor, edits: &[Edit], path: &Path) -> anyhow::Result<String> {
    let mut host = SystemHost::default();
    let mut text = String::new();
    for (edit, number) in edits.iter().zip(1..) {
        let now = host.now();
        let context = Context {
            random: host.random(),
            now,
        };
        let refuse = |why: &dyn std::fmt::Display| {
            anyhow!(
                "nothing was written, because edit {number} cannot be made: {why}: {}",
                path.display()
            )
        };
        let made = editor
            .commit(edit, &[], None, context)
            .map_err(|why| refuse(&why))?;
        if let Some(word) = find_unknown_word(&made.changes) {
            return Err(refuse(&format!("there is no kind or relation “{word}”")));
        }
        let what = if made.changes.is_empty() {
            "nothing changed".to_owned()
        } else if made.selected.is_empty() {
            "made".to_owned()
        } else {
            let ids: Vec<&str> = made.selected.iter().map(Id::as_str).collect();
            ids.join(" ")
        };
        writeln!(text, "{number}: {what}").expect("a string takes all that is written");
    }
    Ok(text)
}

/// A kind or relation that the changes bring and nobody knows: a slip of the pen in a file of
/// edits, whereas one that a map had before may come from a later version.
fn find_unknown_word(changes: &Changes) -> Option<&str> {
    changes.0.iter().find_map(|change| match change {
        Change::Node(Row {
            before,
            after: Some(after),
        }) => {
            let kind = &after.record.kind;
            let is_new = before.as_ref().is_none_or(|old| old.record.kind != *kind);
            (is_new && !kind.is_known()).then(|| kind.as_str())
        }
        Change::Link(Row {
            before,
            after: Some(after),
        }) => {
            let relation = &after.record.relation;
            let is_new = before
                .as_ref()
                .is_none_or(|old| old.record.relation != *relation);
            (is_new && !relation.is_known()).then(|| relation.as_str())
        }
        _ => None,
    })
}
