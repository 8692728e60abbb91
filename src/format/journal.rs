//! What a journal says of an open map: how it was when the journal began, every step since, and when
//! it was saved. Reading goes as far as the records make sense. Knows no disk.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::FormatError;
use super::native::{self, ChangesError, JOURNAL_LIMITS, read_changes, write_changes};
use crate::edit::{Edit, Editor, Entry, Event, Mark, Unrolled};
use crate::model::{Document, Id, Mismatch, Time};

/// A file in which a map was saved, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedFile {
    /// Its path; none for one that is not Unicode.
    pub path: Option<String>,
    /// Its length in bytes.
    pub len: u64,
    /// When it was changed, in nanoseconds since 1970.
    pub mtime_ns: i64,
    /// Its number on its disk.
    pub inode: u64,
    /// The beginning of the hash of its content.
    pub hash64: u64,
}

/// What a journal begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The program that wrote it.
    pub program: String,
    /// The file of the map; none for one that was never saved.
    pub file: Option<SavedFile>,
    /// Whether the map was in its file as it then was.
    pub is_saved: bool,
    /// How many records there are at least, or the journal was never whole.
    pub opens_with: usize,
    /// How many edits are in no file by the end of those records, where the first of them came before the
    /// journal; none in journals of programs that did not count them, and where they are all in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n_unsaved: Option<usize>,
}

/// A map as a journal tells it.
#[derive(Debug)]
pub struct Recovered {
    /// The map with its history.
    pub editor: Editor,
    /// Its file.
    pub file: Option<SavedFile>,
    /// The file that a save had begun to be written to, if the end of that was not noted.
    pub saving: Option<String>,
    /// How many edits are not in that file; edits made in one go count as one.
    pub n_unsaved: usize,
    /// Whether every record made sense.
    pub is_whole: bool,
    /// What was being typed when the journal ended, as the edits that it would have become.
    pub typed: Vec<Edit>,
}

/// Why a journal gives no map.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Its beginning is not there.
    #[error("the beginning of the journal is missing")]
    NoBeginning,
    /// The map that it began with cannot be read.
    #[error("the map that the journal began with cannot be read: {0}")]
    Map(#[from] FormatError),
}

/// How the name of a record begins that is a note: whoever does not know it passes it over, since what
/// follows fits without it.
const NOTE: &str = "note-";

/// A record after the beginning.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Record<'r> {
    #[serde(borrow)]
    Made(Made<'r>),
    Undone(String),
    Redone(String),
    Retracted(String),
    /// The map is about to be written to a file.
    Saving {
        path: String,
    },
    /// The map is in a file, as it was so many steps before.
    Saved {
        file: Option<SavedFile>,
        steps: Option<i64>,
    },
    /// What is being typed, as the edits that it would become; it takes the place of what was typed
    /// before.
    #[serde(rename = "note-typed", borrow)]
    Typed(&'r RawValue),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Made<'r> {
    label: String,
    now: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    joins: bool,
    before: Vec<Id>,
    after: Vec<Id>,
    #[serde(borrow)]
    changes: &'r RawValue,
}

/// Writes the records that a journal begins with, of a map that has so many edits which are in no file: more
/// than those in the past, where that does not reach back so far.
pub fn write_beginning(past: &Unrolled, file: Option<SavedFile>, n_unsaved: usize) -> Vec<Vec<u8>> {
    let mut records = vec![native::write(&past.document).into_bytes()];
    for (n, event) in past.events.iter().enumerate() {
        records.push(write_event(event));
        if past.saved_after == Some(n + 1) {
            records.push(write_saved(None, Some(0)));
        }
    }
    let header = Header {
        program: concat!("linchpin ", env!("CARGO_PKG_VERSION")).to_owned(),
        file,
        is_saved: past.saved_after == Some(0),
        opens_with: records.len() + 1,
        n_unsaved: past.saved_after.is_none().then_some(n_unsaved),
    };
    records.insert(0, write_json(&header));
    records
}

/// Writes what an editor did.
pub fn write_event(event: &Event) -> Vec<u8> {
    let text = |now: &Time| now.as_str().to_owned();
    match event {
        Event::Made { entry, joins, now } => {
            let changes = write_changes(&entry.changes);
            let changes = RawValue::from_string(changes.trim_end().to_owned());
            write_json(&Record::Made(Made {
                label: entry.label_key.to_string(),
                now: text(now),
                joins: *joins,
                before: entry.selected_before.clone(),
                after: entry.selected_after.clone(),
                changes: &changes.expect("what was written is JSON"),
            }))
        }
        Event::Undone(now) => write_json(&Record::Undone(text(now))),
        Event::Redone(now) => write_json(&Record::Redone(text(now))),
        Event::Retracted(now) => write_json(&Record::Retracted(text(now))),
    }
}

/// Writes that a map was saved as it was so many steps before; without a file, in the same one.
pub fn write_saved(file: Option<SavedFile>, steps: Option<i64>) -> Vec<u8> {
    write_json(&Record::Saved { file, steps })
}

/// Writes what is being typed, as the edits that it would become; none where nothing is any more.
pub fn write_typed(edits: &[Edit]) -> Vec<u8> {
    let edits = serde_json::to_string(edits).unwrap_or_else(|_| "[]".to_owned());
    let edits = RawValue::from_string(edits);
    write_json(&Record::Typed(&edits.expect("what was written is JSON")))
}

/// Writes that the map is about to be written to a file: a kill may come before the end of that is
/// noted.
pub fn write_saving(path: &str) -> Vec<u8> {
    let path = path.to_owned();
    write_json(&Record::Saving { path })
}

/// Whether records are a journal's whole beginning.
pub fn has_beginning(records: &[Vec<u8>]) -> bool {
    read_header(records).is_some_and(|header| records.len() >= header.opens_with.max(2))
}

/// What a journal begins with.
pub fn read_header(records: &[Vec<u8>]) -> Option<Header> {
    serde_json::from_slice(records.first()?).ok()
}

/// Makes the map that a journal tells of, as far as its records make sense.
pub fn read(records: &[Vec<u8>]) -> Result<Recovered, JournalError> {
    let header = read_header(records).ok_or(JournalError::NoBeginning)?;
    let [_, map, rest @ ..] = records else {
        return Err(JournalError::NoBeginning);
    };
    let loaded = native::read_within(map, &JOURNAL_LIMITS, native::migrate::ALL)?;
    let mut told = Recovered {
        editor: Editor::new(loaded.document.clone()),
        file: header.file,
        saving: None,
        n_unsaved: 0,
        is_whole: true,
        typed: Vec::new(),
    };
    if !header.is_saved {
        told.editor.mark_unsaved();
    }
    let mut document = loaded.document;
    // Header and map are no steps.
    let n_opening = header.opens_with.saturating_sub(2);
    for (at, record) in rest.iter().enumerate() {
        if at == n_opening {
            told.n_unsaved = header.n_unsaved.unwrap_or(told.n_unsaved);
        }
        if take_record(&mut told, &mut document, record).is_err() {
            told.is_whole = false;
            break;
        }
    }
    if rest.len() <= n_opening && told.is_whole {
        told.n_unsaved = header.n_unsaved.unwrap_or(told.n_unsaved);
    }
    if told.editor.history().is_saved() {
        told.n_unsaved = 0;
    }
    Ok(told)
}

/// Whether a record may be passed over.
fn is_note(record: &[u8]) -> bool {
    let names: Result<BTreeMap<String, &RawValue>, _> = serde_json::from_slice(record);
    names.is_ok_and(|names| !names.is_empty() && names.keys().all(|name| name.starts_with(NOTE)))
}

/// A record that does not fit what came before it.
struct Misfit;

fn take_record(told: &mut Recovered, document: &mut Document, record: &[u8]) -> Result<(), Misfit> {
    let history = told.editor.history();
    let record = match serde_json::from_slice(record) {
        Err(_) if is_note(record) => return Ok(()),
        known => known?,
    };
    let event = match record {
        Record::Typed(edits) => {
            // An edit of a later version is not made, and nothing rests on it.
            told.typed = serde_json::from_str(edits.get()).unwrap_or_default();
            return Ok(());
        }
        Record::Saving { path } => {
            told.saving = Some(path);
            return Ok(());
        }
        Record::Saved { file, steps } => {
            told.saving = None;
            told.file = file.or(told.file.take());
            told.editor.mark_saved_before(steps);
            told.n_unsaved = match steps {
                Some(steps) => steps.unsigned_abs() as usize,
                None => told.n_unsaved,
            };
            return Ok(());
        }
        Record::Made(made) => Event::Made {
            joins: made.joins,
            now: Time::from_text(&made.now),
            entry: Entry {
                label_key: made.label.into(),
                changes: read_changes(made.changes.get(), document)?,
                selected_before: made.before,
                selected_after: made.after,
                merge_key: None,
                mark: Mark::default(),
            },
        },
        Record::Undone(now) => {
            let entry = history.next_undo().ok_or(Misfit)?;
            document.apply(&entry.changes.invert())?;
            Event::Undone(Time::from_text(&now))
        }
        Record::Redone(now) => {
            let entry = history.next_redo().ok_or(Misfit)?;
            document.apply(&entry.changes)?;
            Event::Redone(Time::from_text(&now))
        }
        Record::Retracted(now) => {
            let entry = history.next_undo().ok_or(Misfit)?;
            document.apply(&entry.changes.invert())?;
            Event::Retracted(Time::from_text(&now))
        }
    };
    told.editor.replay(&event)?;
    if !matches!(event, Event::Made { joins: true, .. }) {
        told.n_unsaved += 1;
    }
    Ok(())
}

impl From<serde_json::Error> for Misfit {
    fn from(_: serde_json::Error) -> Self {
        Self
    }
}

impl From<Mismatch> for Misfit {
    fn from(_: Mismatch) -> Self {
        Self
    }
}

impl From<ChangesError> for Misfit {
    fn from(_: ChangesError) -> Self {
        Self
    }
}

fn write_json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("texts and numbers can be written")
}
