//! Reading a file as whatever its content says it is: a map, a map of another program, an article.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::apart;
use crate::format::annotation::{self, Annotation};
use crate::format::{self, Format, FormatError, Import, Imported, Report, native};
use crate::model::Id;
use crate::storage::{self, Fingerprint, StorageError};
use crate::text::{Article, TextError, formats};

/// What a file turned out to hold.
#[derive(Debug)]
pub enum Opened {
    /// A map.
    Map {
        /// The map and what was noticed.
        loaded: Box<native::Loaded>,
        /// What the file was when it was read.
        fingerprint: Fingerprint,
        /// Whether the file cannot be written.
        read_only: bool,
    },
    /// A map that lies in a page made of it. The page is no place to save it.
    Enclosed(Box<native::Loaded>),
    /// A map made of another program's file.
    Imported {
        /// What it says.
        imported: Box<Imported>,
        /// The name of the format.
        format: &'static str,
    },
    /// An article.
    Article(Box<Article>),
    /// Annotations of passages.
    Annotations(Vec<Annotation>, Report),
    /// A book, by the names of its chapters; some of them are to be chosen.
    Book(Vec<String>),
}

/// An article to be read in a way that somebody chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleRequest {
    /// The file.
    pub path: PathBuf,
    /// The tab that wants it; none for a new one.
    pub into: Option<u64>,
    /// The article that it takes the place of.
    pub replaces: Option<Id>,
    /// The name of its encoding; none to find it out.
    pub encoding: Option<&'static str>,
    /// The chapters to be read, by their places; none for all.
    pub chapters: Option<Vec<usize>>,
}

/// Why a file was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The disk said no.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// It is no map that can be read.
    #[error("{source} · {}", path.display())]
    Format {
        /// Why.
        source: FormatError,
        /// The file.
        path: PathBuf,
    },
    /// It is no article that can be read.
    #[error(transparent)]
    Text(#[from] TextError),
}

/// Reads a file as a map or an article, whichever its content says it is. Books are read whole.
pub fn open_file(path: &Path, allow_large: bool) -> Result<Opened, OpenError> {
    let file = storage::read_bounded(path, allow_large)?;
    read_opened(path, &file)
}

/// Reads a file as one of that format, whatever its content says it is.
pub fn open_as(
    path: &Path,
    format: &'static Format,
    allow_large: bool,
) -> Result<Opened, OpenError> {
    let file = storage::read_bounded(path, allow_large)?;
    match import_as(path, &file.bytes, format)? {
        Some(opened) => Ok(opened),
        None => read_opened(path, &file),
    }
}

/// The same for somebody who can be asked which chapters of a book are wanted.
pub fn open_or_ask(path: &Path, allow_large: bool) -> Result<Opened, OpenError> {
    let file = storage::read_bounded(path, allow_large)?;
    let chapters = formats::list_chapters(&file.bytes, &name_of(path))?;
    if chapters.len() > 1 {
        return Ok(Opened::Book(chapters));
    }
    read_opened(path, &file)
}

/// Reads an article in the way that was chosen.
pub fn read_as_asked(request: &ArticleRequest) -> Result<Box<Article>, OpenError> {
    // Whoever chose has answered the question about large files already.
    let file = storage::read_bounded(&request.path, true)?;
    let article = apart::read(&formats::Input {
        bytes: &file.bytes,
        file: &name_of(&request.path),
        encoding: request.encoding,
        chapters: request.chapters.as_deref(),
    })?;
    Ok(Box::new(article))
}

fn name_of(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

fn read_opened(path: &Path, file: &storage::Loaded) -> Result<Opened, OpenError> {
    let name = name_of(path);
    if native::looks_like_json(&file.bytes) || name.ends_with(".json") {
        let loaded = match native::read(&file.bytes) {
            Ok(loaded) => loaded,
            Err(source) => {
                if let Some(opened) = import(path, &file.bytes)? {
                    return Ok(opened);
                }
                let is_foreign = matches!(source, FormatError::Foreign { .. });
                let found = is_foreign.then(|| annotation::read(&file.bytes)).flatten();
                let path = path.to_owned();
                return found
                    .map(|(all, report)| Opened::Annotations(all, report))
                    .ok_or(OpenError::Format { source, path });
            }
        };
        let (fingerprint, read_only) = (file.fingerprint, file.read_only);
        return Ok(Opened::Map {
            loaded: Box::new(loaded),
            fingerprint,
            read_only,
        });
    }
    if let Some(read) = format::read_enclosed(&file.bytes) {
        let loaded = read.map_err(|source| OpenError::Format {
            source,
            path: path.to_owned(),
        })?;
        return Ok(Opened::Enclosed(Box::new(loaded)));
    }
    if let Some(opened) = import(path, &file.bytes)? {
        return Ok(opened);
    }
    let article = apart::read(&formats::Input {
        bytes: &file.bytes,
        file: &name,
        encoding: None,
        chapters: None,
    })?;
    Ok(Opened::Article(Box::new(article)))
}

/// Makes a map of a file that another program's format recognises.
fn import(path: &Path, bytes: &[u8]) -> Result<Option<Opened>, OpenError> {
    let name = name_of(path);
    let import = Import {
        name: &name,
        bytes,
        companion: None,
    };
    match format::recognise(&import) {
        Some(format) => import_as(path, bytes, format),
        None => Ok(None),
    }
}

/// Makes a map of a file in a format that is imported; none for a format that is not.
fn import_as(
    path: &Path,
    bytes: &[u8],
    format: &'static Format,
) -> Result<Option<Opened>, OpenError> {
    let name = name_of(path);
    let companion = read_companion(path);
    let import = Import {
        name: &name,
        bytes,
        companion: companion.as_deref(),
    };
    let Some(importer) = format.import else {
        return Ok(None);
    };
    let imported = (importer.read)(&import).map_err(|source| OpenError::Format {
        source,
        path: path.to_owned(),
    })?;
    Ok(Some(Opened::Imported {
        imported: Box::new(imported),
        format: format.title,
    }))
}

/// The text that stands beside a file of annotations, under the same name.
fn read_companion(path: &Path) -> Option<String> {
    let names = format::exchange::name_companions(&name_of(path));
    let mut found = names.iter().filter_map(|name| {
        let beside = path.with_file_name(name);
        storage::read_bounded(&beside, false).ok()
    });
    let file = found.next()?;
    let text = formats::xml::decode_xml(&file.bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Some(text.to_owned())
}
