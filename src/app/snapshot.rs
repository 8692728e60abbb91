//! Snapshots of maps: kept, found, measured and opened. All of it reads or writes files, so it belongs
//! on a thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Preview;
use super::compare::tell_differences;
use crate::compare::{Comparison, Difference, DifferenceKind, Matching, find_changes};
use crate::format::native;
use crate::model::{Change, Changes, Document, RecordKind, Row};
use crate::storage::history::{
    NewSnapshot, Occasion, Snapshot, find_map_folder, forget_snapshots, keep_snapshot,
    list_snapshots, read_snapshot,
};
use crate::storage::{self, Disk, StorageError};
use crate::words;

/// A map that is to be kept as it is.
#[derive(Debug, Clone)]
pub struct SnapshotJob {
    /// Where snapshots are.
    pub folder: PathBuf,
    /// The map.
    pub document: Arc<Document>,
    /// Its file; none for one that was never saved.
    pub file: Option<PathBuf>,
    /// Whether the snapshot says where that is.
    pub names_file: bool,
    /// The present, in seconds since 1970.
    pub seconds: i64,
    /// Why it is kept.
    pub occasion: Occasion,
}

/// Whose snapshots are looked for.
#[derive(Debug, Clone)]
pub struct SnapshotSearch {
    /// Where snapshots are.
    pub folder: PathBuf,
    /// The id of the map; none where it cannot be read.
    pub map: Option<String>,
    /// Its file.
    pub file: Option<PathBuf>,
}

/// How much a map changed from one snapshot to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SnapshotSize {
    /// How many boxes it has.
    pub n_boxes: usize,
    /// How many differences there are of each kind that there is; none for the first snapshot.
    pub changes: Option<Vec<(DifferenceKind, usize)>>,
}

/// A snapshot that was read.
#[derive(Debug, Clone)]
pub struct OpenedSnapshot {
    /// The map.
    pub document: Document,
    /// The file that it was in, where the snapshot says it.
    pub file: Option<PathBuf>,
    /// How it looks.
    pub preview: Preview,
    /// What restoring it would change in the map as it was when this was asked, line by line.
    pub lines: Vec<String>,
    /// Whether restoring it would change anything but how the map is looked at.
    pub differs: bool,
}

impl SnapshotJob {
    /// Keeps the map. Of a sensitive one nothing is kept, and what was kept before goes.
    ///
    /// # Errors
    /// As [`keep_snapshot`] has them.
    pub fn run(&self) -> Result<bool, StorageError> {
        let meta = self.document.meta();
        if meta.sensitive {
            forget_snapshots(&Disk, &self.folder, Some(meta.id.as_str()))?;
            return Ok(false);
        }
        // What a kill left of an earlier one.
        storage::sweep_stale_temps(&find_map_folder(&self.folder, meta.id.as_str()));
        let file = self.file.as_deref().map(find_real_path);
        let text = native::write(&self.document);
        let new = NewSnapshot {
            map: meta.id.as_str(),
            file: file.as_deref(),
            names_file: self.names_file,
            seconds: self.seconds,
            occasion: self.occasion,
            bytes: text.as_bytes(),
        };
        keep_snapshot(&Disk, &self.folder, &new)
    }
}

impl SnapshotSearch {
    /// The snapshots, the newest first.
    pub fn run(&self) -> Vec<Snapshot> {
        let file = self.file.as_deref().map(find_real_path);
        list_snapshots(&Disk, &self.folder, self.map.as_deref(), file.as_deref())
    }
}

impl SnapshotSize {
    /// How much changed in a snapshot since the one before it.
    ///
    /// # Errors
    /// A sentence where it cannot be read.
    pub fn of(snapshot: &Snapshot, before: Option<&Snapshot>) -> Result<Self, String> {
        let (document, _) = read_map(snapshot)?;
        // One before it that cannot be read is as good as none.
        let before = before.and_then(|before| read_map(before).ok());
        Ok(Self {
            n_boxes: document.nodes().len(),
            changes: before.map(|(before, _)| count_changes(&before, &document)),
        })
    }

    /// A line of it.
    pub fn tell(&self) -> String {
        let say = |key: &str, n: usize| words::say_with(key, &[("n", (n as i64).into())]);
        match &self.changes {
            None => say("history-boxes", self.n_boxes),
            Some(changes) if changes.is_empty() => words::say("history-same").into_owned(),
            Some(changes) => {
                let told = changes.iter().map(|(kind, n)| {
                    let key = match kind {
                        DifferenceKind::Added => "history-added",
                        DifferenceKind::Removed => "history-removed",
                        DifferenceKind::Reworded => "history-reworded",
                        DifferenceKind::Relinked => "history-relinked",
                        DifferenceKind::Moved => "history-moved",
                        DifferenceKind::Changed => "history-changed",
                    };
                    say(key, *n)
                });
                told.collect::<Vec<_>>().join(", ")
            }
        }
    }
}

impl OpenedSnapshot {
    /// Reads a snapshot, and looks what differs from the map as it is now.
    ///
    /// # Errors
    /// A sentence where it cannot be read.
    pub fn read(snapshot: &Snapshot, present: &Document) -> Result<Self, String> {
        let (document, file) = read_map(snapshot)?;
        Ok(Self {
            differs: find_restoring(present, &document).0.iter().any(is_seen),
            preview: Preview::of(&document),
            lines: tell_differences(&list_differences(present, &document)),
            document,
            file,
        })
    }
}

/// What makes a map what it was in a snapshot. That may be of another map that was in the file;
/// this one stays the map that it is.
pub fn find_restoring(ours: &Document, wanted: &Document) -> Changes {
    let mut changes = find_changes(ours, wanted);
    for change in &mut changes.0 {
        if let Change::Meta { before, after } = change {
            Arc::make_mut(after).id.clone_from(&before.id);
        }
    }
    let is_change =
        |change: &Change| !matches!(change, Change::Meta { before, after } if before == after);
    changes.0.retain(is_change);
    changes
}

/// Whether a change alters more than how a view looks at the map: what is folded, or how children
/// stand, is noted in the map only when that is saved.
fn is_seen(change: &Change) -> bool {
    let Change::View(Row {
        before: Some(before),
        after: Some(after),
    }) = change
    else {
        return true;
    };
    let (before, after) = (&before.record, &after.record);
    before.name != after.name
        || before.positions != after.positions
        || before.filter != after.filter
}

/// Reads the map that a snapshot holds, and the file that it was in.
///
/// # Errors
/// A sentence where it cannot be read.
pub fn read_map(snapshot: &Snapshot) -> Result<(Document, Option<PathBuf>), String> {
    let held = read_snapshot(&Disk, snapshot).map_err(|error| error.to_string())?;
    let loaded = native::read(&held.bytes).map_err(|error| {
        let file = snapshot.path.display();
        format!("{error}: {file}")
    })?;
    Ok((loaded.document, held.file))
}

fn count_changes(before: &Document, after: &Document) -> Vec<(DifferenceKind, usize)> {
    let differences = list_differences(before, after);
    let count = |kind| differences.iter().filter(|it| it.kind == kind).count();
    let counted = DifferenceKind::ALL.iter().map(|&kind| (kind, count(kind)));
    counted.filter(|(_, n)| *n > 0).collect()
}

/// What differs, but for how the map was looked at: each save writes that, and no edit has made it.
fn list_differences(before: &Document, after: &Document) -> Vec<Difference> {
    let is_look = |it: &Difference| {
        let looks = [
            "layout",
            "direction",
            "page",
            "arrangement",
            "roots",
            "collapsed",
        ];
        it.record == RecordKind::View && looks.contains(&it.field)
    };
    let mut differences = Comparison::of(before, after, Matching::Auto).differences;
    differences.retain(|it| !is_look(it));
    differences
}

/// The name that a file goes by whatever links lead to it, also one that is gone.
fn find_real_path(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let beside = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(beside).unwrap_or(path)
}
