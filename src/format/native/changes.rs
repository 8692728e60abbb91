//! Changes as a text, for the journal: of each record what it became and where, and nothing of what
//! it was, which the document tells when the changes are read again.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeSeed;
use serde_json::value::RawValue;

use super::context::{At, Context, Limits};
use super::printer::Printer;
use super::value::{Read, Seed, Write};
use crate::format::FormatError;
use crate::model::{Change, Changes, Document, Id, Mismatch, Placed, Record, Row, Source, Table};

/// The bounds of a journal, wider than a file's: what could not be saved is to be kept all the same.
pub const JOURNAL_LIMITS: Limits = Limits {
    file: 1 << 30,
    depth: 128,
    source_text: 1 << 30,
    string: 1 << 30,
    entries: 10_000_000,
};

/// Why changes cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangesError {
    /// It is no text of changes.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// They were made to another document.
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
}

/// Writes changes on one line.
pub fn write_changes(changes: &Changes) -> String {
    let mut out = Printer::compact();
    out.push("[");
    for (at, change) in changes.0.iter().enumerate() {
        if at > 0 {
            out.push(",");
        }
        write_change(change, &mut out);
    }
    out.push("]");
    out.finish()
}

/// Reads what [`write_changes`] wrote, and makes the changes to `document`, which has to be what it
/// was before them. After an error part of them may have been made.
pub fn read_changes(text: &str, document: &mut Document) -> Result<Changes, ChangesError> {
    let context = Context::new(text, &JOURNAL_LIMITS);
    let written: Vec<Written<'_>> =
        serde_json::from_str(text).map_err(|error| context.explain(&error))?;
    let mut changes = Vec::with_capacity(written.len());
    for written in written {
        let change = written.read(document)?;
        document.apply(&Changes(vec![change.clone()]))?;
        changes.push(change);
    }
    Ok(Changes(changes))
}

fn write_change(change: &Change, out: &mut Printer) {
    match change {
        Change::Meta { after, .. } => write_own("meta", &**after, out),
        Change::Dismissals { after, .. } => write_own("dismissals", &**after, out),
        Change::Source(row) => write_source(row, out),
        Change::Node(row) => write_row("node", row, out),
        Change::Link(row) => write_row("link", row, out),
        Change::View(row) => write_row("view", row, out),
    }
}

fn write_own<T: Write>(of: &str, after: &T, out: &mut Printer) {
    out.open_object();
    out.key("of");
    out.string(of);
    out.key("is");
    after.write(out);
    out.close_object();
}

/// The text of an article is long and seldom what changes.
fn write_source(row: &Row<Source>, out: &mut Printer) {
    if let (Some(before), Some(after)) = (&row.before, &row.after)
        && before.record.text == after.record.text
        && !after.record.text.is_empty()
    {
        let mut without = Source::clone(&after.record);
        without.text = "".into();
        let row = Row {
            before: row.before.clone(),
            after: Some(Placed {
                at: after.at,
                record: Arc::new(without),
            }),
        };
        return write_row("source, same text", &row, out);
    }
    write_row("source", row, out);
}

fn write_row<T: Record + Write + PartialEq>(of: &str, row: &Row<T>, out: &mut Printer) {
    let Some(placed) = row.after.as_ref().or(row.before.as_ref()) else {
        return out.push("null");
    };
    out.open_object();
    out.key("of");
    out.string(of);
    out.key("id");
    out.string(placed.record.id().as_str());
    if let Some(before) = &row.before {
        out.key("from");
        out.number(before.at);
    }
    if let Some(after) = &row.after {
        out.key("to");
        out.number(after.at);
        let is_moved_only = row
            .before
            .as_ref()
            .is_some_and(|before| before.record == after.record);
        if !is_moved_only {
            out.key("is");
            after.record.write(out);
        }
    }
    out.close_object();
}

/// A change as it was written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<'t> {
    of: &'t str,
    id: Option<&'t str>,
    from: Option<usize>,
    to: Option<usize>,
    #[serde(borrow)]
    is: Option<&'t RawValue>,
}

impl Written<'_> {
    fn read(&self, document: &Document) -> Result<Change, ChangesError> {
        Ok(match self.of {
            "meta" => Change::Meta {
                before: document.meta().clone(),
                after: Arc::new(self.read_record(document)?),
            },
            "dismissals" => Change::Dismissals {
                before: document.dismissals().clone(),
                after: Arc::new(self.read_record(document)?),
            },
            "node" => Change::Node(self.read_row(document, document.nodes())?),
            "link" => Change::Link(self.read_row(document, document.links())?),
            "view" => Change::View(self.read_row(document, document.views())?),
            "source, same text" => {
                let mut row = self.read_row(document, document.sources())?;
                if let (Some(before), Some(after)) = (&row.before, &mut row.after) {
                    Arc::make_mut(&mut after.record).text = before.record.text.clone();
                }
                Change::Source(row)
            }
            "source" => Change::Source(self.read_row(document, document.sources())?),
            _ => return Err(misfit(document)),
        })
    }

    fn read_row<T: Record + Read>(
        &self,
        document: &Document,
        table: &Table<T>,
    ) -> Result<Row<T>, ChangesError> {
        let before = match self.from {
            Some(at) => {
                let record = table
                    .rows()
                    .get(at)
                    .ok_or_else(|| misfit(document))?
                    .clone();
                Some(Placed { at, record })
            }
            None => None,
        };
        let after = match self.to {
            Some(at) => {
                let record = match (&self.is, &before) {
                    (Some(_), _) => Arc::new(self.read_record::<T>(document)?),
                    (None, Some(before)) => before.record.clone(),
                    (None, None) => return Err(misfit(document)),
                };
                Some(Placed { at, record })
            }
            None => None,
        };
        let sides = before.iter().chain(&after);
        let is_same = |placed: &Placed<T>| Some(placed.record.id().as_str()) == self.id;
        let mut n_sides = 0;
        for side in sides {
            if !is_same(side) {
                return Err(misfit(document));
            }
            n_sides += 1;
        }
        let is_far = after.as_ref().is_some_and(|after| {
            let n_rows = table.len() - usize::from(before.is_some());
            after.at > n_rows
        });
        if n_sides == 0 || is_far {
            return Err(misfit(document));
        }
        Ok(Row { before, after })
    }

    fn read_record<T: Read>(&self, document: &Document) -> Result<T, ChangesError> {
        let text = self.is.ok_or_else(|| misfit(document))?.get();
        let context = Context::new(text, &JOURNAL_LIMITS);
        let at = At {
            context: &context,
            key: "is",
        };
        let mut json = serde_json::Deserializer::from_str(text);
        let record = Seed::<T>::new(at)
            .deserialize(&mut json)
            .map_err(|error| context.explain(&error))?;
        record.ok_or_else(|| misfit(document))
    }
}

fn misfit(document: &Document) -> ChangesError {
    let id: Id = document.meta().id.clone();
    ChangesError::Mismatch(Mismatch(id))
}
