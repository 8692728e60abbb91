//! The map file `NAME.argmap.json`: what FILE-FORMAT says, to the byte. Reading takes any bytes
//! and never panics; writing gives the canonical form. Knows no disk.

mod changes;
mod context;
mod id;
mod list;
pub mod migrate;
mod object;
mod printer;
mod probe;
mod raw;
pub mod record;
mod value;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::DeserializeSeed;
use thiserror::Error;

pub use changes::{ChangesError, JOURNAL_LIMITS, read_changes, write_changes};
pub use context::Limits;

pub(in crate::format) use raw::{find_string_end, unescape};

use context::{At, Context};
use migrate::Migration;
use printer::Printer;
use record::{Draft, Fair};
use value::{Seed, Write};

use super::{FormatError, Position};
use crate::model::{Breach, Document, Id, find_breaches};

/// What `format` says in a map file.
pub const FORMAT_NAME: &str = "argument-map";

/// The version that is written.
pub const CURRENT_VERSION: u64 = 1;

/// Entries of `requires` that this program can serve.
pub const ABILITIES: &[&str] = &[];

/// A map that was read, and what there is to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The map.
    pub document: Document,
    /// What was repaired or found broken, each a sentence.
    pub notices: Vec<Notice>,
    /// Why the map must not be saved over, if so.
    pub read_only: Option<ReadOnlyReason>,
    /// Whether saving the map as it is gives the same bytes.
    pub was_canonical: bool,
}

/// Something repaired or found broken while reading.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Notice {
    /// Two records claimed one id.
    #[error("two records were called “{old}”, so the second is now “{new}”")]
    Renamed {
        /// The id in the file.
        old: Id,
        /// The id given.
        new: Id,
    },
    /// An id had characters or a length that ids cannot have.
    #[error("“{found}” cannot be an id, so it is now “{id}” wherever it stood")]
    IllFormed {
        /// The text in the file, shortened to 80 characters.
        found: String,
        /// The id given.
        id: Id,
    },
    /// A law of maps is broken; the record is kept as it was found.
    #[error("{0}")]
    Breach(Breach),
}

/// Why a map can be looked at but not changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadOnlyReason {
    /// A later program wrote it.
    #[error(
        "this map is written in version {version} of the format and this program knows version \
         {CURRENT_VERSION}: it is shown, but cannot be changed here; a newer program can"
    )]
    NewerVersion {
        /// The version.
        version: u64,
    },
    /// It needs abilities that this program lacks.
    #[error(
        "this map asks for {} and this program cannot serve that: the map is shown, but cannot be \
         changed here; a program that knows it can",
        Quoted(.0)
    )]
    UnknownRequirements(
        /// The entries of `requires` that nobody here knows.
        Vec<String>,
    ),
}

struct Quoted<'a>(&'a [String]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, word) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}“{word}”")?;
        }
        Ok(())
    }
}

/// Reads a map from the bytes of a file.
///
/// # Errors
/// Whatever might lose something; what is harmless is repaired and told in the notices.
pub fn read(text: &[u8]) -> Result<Loaded, FormatError> {
    read_within(text, &Limits::FORMAT, migrate::ALL)
}

/// As [`read`], with bounds and a chain of migrations of the caller's own.
pub fn read_within(
    bytes: &[u8],
    limits: &Limits,
    migrations: &[Migration],
) -> Result<Loaded, FormatError> {
    check_size(bytes, limits)?;
    let whole = decode(bytes)?;
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let version = probe::find_version(&Context::new(text, limits), text)?;
    let first = migrations.first().map_or(CURRENT_VERSION, |step| step.from);
    if version < first {
        return Err(FormatError::NoSuchVersion { version });
    }
    let present = if version < CURRENT_VERSION {
        let migrated = migrate::run(text, version, migrations)
            .map_err(|error| Context::new(text, limits).explain(&error))?;
        Cow::Owned(migrated)
    } else {
        Cow::Borrowed(text)
    };
    let mut loaded = read_present(&present, limits).map_err(|error| {
        // A fault in the notation is the file's; anything else may be how later versions write.
        if version > CURRENT_VERSION && matches!(error, FormatError::Content { .. }) {
            let why = error.to_string();
            FormatError::TooNew { version, why }
        } else {
            error
        }
    })?;
    if version > CURRENT_VERSION {
        loaded.read_only = Some(ReadOnlyReason::NewerVersion { version });
    }
    loaded.was_canonical =
        loaded.read_only.is_none() && loaded.was_canonical && bytes == present.as_bytes();
    Ok(loaded)
}

/// Whether bytes begin as a JSON object does, white space and a byte-order mark apart.
pub fn looks_like_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.trim_ascii_start().first() == Some(&b'{')
}

/// Writes a map in the canonical form; sets nothing, not even `modified`.
pub fn write(document: &Document) -> String {
    let n_records = document.nodes().len() + document.links().len();
    let n_text: usize = document.sources().iter().map(|s| s.text.len()).sum();
    let mut out = Printer::with_capacity(1024 + 300 * n_records + n_text);
    Fair::of(document).write(&mut out);
    out.finish()
}

/// Whether the canonical form of a map is that text.
fn is_written_as(document: &Document, text: &str) -> bool {
    let mut out = Printer::comparing(text);
    Fair::of(document).write(&mut out);
    out.compares_equal()
}

/// As [`write()`], then reads the text again and compares the maps: the check before a disk is
/// touched.
///
/// # Errors
/// [`FormatError::NotKept`] where the text would not give the map back.
pub fn write_verified(document: &Document) -> Result<String, FormatError> {
    let text = write(document);
    let not_kept = |why: String| FormatError::NotKept { why };
    let is_kept = is_kept_by(document, &text).map_err(|error| not_kept(error.to_string()))?;
    is_kept
        .then_some(text)
        .ok_or_else(|| not_kept("a record differs".to_owned()))
}

/// Whether a text that was written of a map gives it back. Each record that is read is compared with
/// the map's own and then dropped for it, so that a large map is not held in memory a second time.
fn is_kept_by(document: &Document, text: &str) -> Result<bool, FormatError> {
    let limits = &Limits::FORMAT;
    check_size(text.as_bytes(), limits)?;
    let context = Context::beside(document, text, limits);
    let mut draft = read_draft(&context)?;
    if !context.take_notices().is_empty() || !id::settle_shared(&mut draft).is_empty() {
        return Ok(false);
    }
    let (nodes, links) = (
        std::mem::take(&mut draft.nodes),
        std::mem::take(&mut draft.links),
    );
    if !are_same(&nodes, document.nodes().rows()) || !are_same(&links, document.links().rows()) {
        return Ok(false);
    }
    let rest = draft.into_document();
    let mut written = Fair::of(document);
    (written.nodes, written.links) = (rest.nodes(), rest.links());
    Ok(Fair::of(&rest).is_same(&written))
}

/// Whether a file says the same of these records, most of which are the same.
fn are_same<T: Write>(again: &[Arc<T>], written: &[Arc<T>]) -> bool {
    let mut pairs = again.iter().zip(written);
    again.len() == written.len() && pairs.all(|(a, b)| Arc::ptr_eq(a, b) || a.is_same(b))
}

fn check_size(bytes: &[u8], limits: &Limits) -> Result<(), FormatError> {
    let (bytes, limit) = (bytes.len(), limits.file);
    if bytes > limit {
        return Err(FormatError::TooLarge { bytes, limit });
    }
    Ok(())
}

/// The bytes as text; a text that ends within a character breaks off there.
fn decode(bytes: &[u8]) -> Result<&str, FormatError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let position = Position::of_offset(bytes, error.valid_up_to());
        if error.error_len().is_none() && bytes.trim_ascii_start().starts_with(b"{") {
            FormatError::CutShort { position }
        } else {
            FormatError::NotText { position }
        }
    })
}

/// The records of a text as they stand in it.
fn read_draft(context: &Context<'_>) -> Result<Draft, FormatError> {
    let at = At {
        context,
        key: "map",
    };
    let mut json = serde_json::Deserializer::from_str(context.text());
    Seed::<Draft>::new(at)
        .deserialize(&mut json)
        .and_then(|draft| json.end().map(|()| draft))
        .map_err(|error| context.explain(&error))?
        .ok_or(FormatError::Empty)
}

fn read_present(text: &str, limits: &Limits) -> Result<Loaded, FormatError> {
    let context = Context::new(text, limits);
    let mut draft = read_draft(&context)?;
    let mut notices = context.take_notices();
    notices.extend(id::settle_shared(&mut draft));
    let unknown: Vec<String> = draft
        .requires
        .iter()
        .filter(|word| !ABILITIES.contains(&word.as_str()))
        .cloned()
        .collect();
    let document = draft.into_document();
    let was_canonical = notices.is_empty() && is_written_as(&document, text);
    notices.extend(find_breaches(&document).into_iter().map(Notice::Breach));
    Ok(Loaded {
        document,
        notices,
        read_only: (!unknown.is_empty()).then_some(ReadOnlyReason::UnknownRequirements(unknown)),
        was_canonical,
    })
}
