//! `linchpin merge`: two people's copies of a map made one; also the way in which git merges maps.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;

use super::diff::{Pairing, list_notices};
use super::input::{Map, Reading};
use super::output::Target;
use super::plain::clean_line;
use super::{Report, Status};
use crate::compare::{Merged, merge};
use crate::format::native;
use crate::model::{Document, Meta, find_breaches};
use crate::storage::{StorageError, read_bounded};

const EXAMPLES: &str = "\
Examples:
  linchpin merge base.argmap.json mine.argmap.json ada.argmap.json --output both.argmap.json
  linchpin merge base.argmap.json mine.argmap.json ada.argmap.json > both.argmap.json

With git, which then merges maps by itself:
  echo '*.argmap.json merge=linchpin' >> .gitattributes
  git config merge.linchpin.name 'argument maps'
  git config merge.linchpin.driver 'linchpin merge %O %A %B --output %A --force'

Exit status:
  0  merged
  1  merged, and somebody has to look at what both changed
  2  an error; nothing was written";

/// Merge two copies of a map
///
/// Merges record by record and field by field over the map that both copies began with, wordings
/// by words. Where both changed the same, OURS stands and what THEIRS says is kept in the map: as a
/// comment on the box or step, which gets the tag “merge-conflict”. What one copy deleted and the
/// other one changed or needs stays. The result is always a map that keeps to the laws of maps. A
/// BASE that is empty stands for a map that nobody knows.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Merge {
    /// The map that both copies began with
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// The copy that stands where both changed the same
    #[arg(value_name = "OURS")]
    ours: PathBuf,
    /// The other copy
    #[arg(value_name = "THEIRS")]
    theirs: PathBuf,
    /// Where to write the merged map; to standard output if not given
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Replace the file if it is there, also where it is one of the three
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    pairing: Pairing,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(job: &Merge) -> anyhow::Result<Report> {
    let target = match &job.output {
        Some(output) => Some(Target::claim(output, job.force)?),
        None => None,
    };
    let ours = job.open(&job.ours)?;
    let theirs = job.open(&job.theirs)?;
    // Git gives an empty file where both copies added the map.
    let base = match read_bounded(&job.base, job.reading.large) {
        Err(StorageError::Empty { .. }) => None,
        _ => Some(job.open(&job.base)?),
    };
    let empty = || Document::from_meta(Meta::clone(ours.document().meta()));
    let from = base.map_or_else(empty, |map| map.loaded.document);
    let merged = merge(
        &from,
        ours.document(),
        theirs.document(),
        job.pairing.matching(),
    );
    check(&merged, [&ours, &theirs])?;
    let mut messages: Vec<String> = [(&ours, &job.ours), (&theirs, &job.theirs)]
        .iter()
        .flat_map(|(map, path)| list_notices(map, path))
        .collect();
    let clashes = merged.clashes.iter();
    messages.extend(clashes.map(|clash| clean_line(&clash.explain())));
    let text = match target {
        Some(target) => {
            messages.extend(target.save(&merged.document)?);
            String::new()
        }
        None => native::write_verified(&merged.document)?,
    };
    Ok(Report {
        text,
        messages,
        status: if merged.is_clean() {
            Status::Fine
        } else {
            Status::Findings
        },
    })
}

impl Merge {
    fn open(&self, path: &Path) -> anyhow::Result<Map> {
        let map = self.reading.open_map(path)?;
        if let Some(why) = &map.loaded.read_only {
            bail!("{why}: {}", path.display());
        }
        Ok(map)
    }
}

/// Refuses a map that breaks a law which neither copy breaks.
fn check(merged: &Merged, copies: [&Map; 2]) -> anyhow::Result<()> {
    let breaches = find_breaches(&merged.document);
    if breaches.is_empty() {
        return Ok(());
    }
    let known = copies.map(|map| find_breaches(map.document()));
    let new = breaches
        .iter()
        .find(|it| !known.iter().any(|known| known.contains(it)));
    if let Some(breach) = new {
        bail!("nothing was written, because the copies cannot be merged: {breach}");
    }
    Ok(())
}
