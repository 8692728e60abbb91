//! `linchpin diff`: what differs between two maps, told by meaning.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::input::{Map, Reading};
use super::plain::clean_line;
use super::{Report, Status};
use crate::compare::{Comparison, Difference, Matching};
use crate::model::{Id, RecordKind};

const EXAMPLES: &str = "\
Examples:
  linchpin diff essay.argmap.json essay-ada.argmap.json
  linchpin diff --format json old.argmap.json new.argmap.json
  linchpin diff monday.txt friday.txt

Exit status:
  0  both say the same
  1  they differ
  2  an error";

/// Tell what differs between two maps
///
/// Prints a line for every box, step, article and view that was added, removed, reworded, linked
/// anew, moved or changed in a field; boxes are named by their wording. When a map was saved, and
/// by which program, is no difference. Maps of other programs are read, too. Copies of one map are
/// compared by their ids, other maps by their wordings.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Diff {
    /// The older map
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The newer map
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How differences are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Form::Text)]
    format: Form,
    #[command(flatten)]
    pairing: Pairing,
    #[command(flatten)]
    reading: Reading,
}

/// How records of two maps are paired.
#[derive(Args, Debug)]
pub(super) struct Pairing {
    /// How boxes of one map are found in the other
    #[arg(long = "match", value_name = "HOW", value_enum, default_value_t = By::Auto)]
    by: By,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// By ids in copies of one map, by wordings in others.
    Auto,
    /// By their ids.
    Ids,
    /// By their wordings, then by what they stand under.
    Wordings,
}

/// How differences are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A line for each.
    Text,
    /// An object with a list of them.
    Json,
}

impl Pairing {
    pub(super) fn matching(&self) -> Matching {
        match self.by {
            By::Auto => Matching::Auto,
            By::Ids => Matching::Ids,
            By::Wordings => Matching::Wordings,
        }
    }
}

pub(super) fn run(diff: &Diff) -> anyhow::Result<Report> {
    let old = diff.reading.open_map(&diff.old)?;
    let new = diff.reading.open_map(&diff.new)?;
    let comparison = Comparison::of(old.document(), new.document(), diff.pairing.matching());
    let text = match diff.format {
        Form::Text => print_lines(&comparison),
        Form::Json => {
            let told = Told::of(diff, &comparison);
            serde_json::to_string_pretty(&told)? + "\n"
        }
    };
    Ok(Report {
        text,
        messages: [(&old, &diff.old), (&new, &diff.new)]
            .iter()
            .flat_map(|(map, path)| list_notices(map, path))
            .collect(),
        status: if comparison.is_empty() {
            Status::Fine
        } else {
            Status::Findings
        },
    })
}

/// What was noticed in reading a map.
pub(super) fn list_notices(map: &Map, path: &std::path::Path) -> Vec<String> {
    let notices = map.loaded.notices.iter();
    let told = notices.map(|notice| format!("{notice}: {}", path.display()));
    told.collect()
}

/// A line for each difference.
pub(super) fn print_lines(comparison: &Comparison) -> String {
    let mut text = String::new();
    for difference in &comparison.differences {
        let kind = difference.kind.as_str();
        writeln!(text, "{kind:<10} {}", clean_line(&difference.sentence))
            .expect("a string takes all that is written");
    }
    text
}

#[derive(Serialize)]
struct Told<'a> {
    old: String,
    new: String,
    matched_by: &'static str,
    differences: Vec<ToldDifference<'a>>,
}

#[derive(Serialize)]
struct ToldDifference<'a> {
    kind: &'static str,
    record: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old_id: Option<&'a Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_id: Option<&'a Id>,
    #[serde(skip_serializing_if = "str::is_empty")]
    field: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    before: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    after: &'a str,
    sentence: &'a str,
}

impl<'a> Told<'a> {
    fn of(diff: &Diff, comparison: &'a Comparison) -> Self {
        let differences = comparison.differences.iter();
        Self {
            old: diff.old.display().to_string(),
            new: diff.new.display().to_string(),
            matched_by: match comparison.matching {
                Matching::Wordings => "wordings",
                Matching::Ids | Matching::Auto => "ids",
            },
            differences: differences.map(tell).collect(),
        }
    }
}

fn tell(difference: &Difference) -> ToldDifference<'_> {
    ToldDifference {
        kind: difference.kind.as_str(),
        record: match difference.record {
            RecordKind::Document => "map",
            RecordKind::Source => "source",
            RecordKind::Node => "node",
            RecordKind::Link => "link",
            RecordKind::Comment => "comment",
            RecordKind::View => "view",
        },
        old_id: difference.old.as_ref(),
        new_id: difference.new.as_ref(),
        field: difference.field,
        before: &difference.before,
        after: &difference.after,
        sentence: &difference.sentence,
    }
}
