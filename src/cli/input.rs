//! Reading what a command was given: a map where a map is wanted, an article where an article is.

use std::path::Path;

use anyhow::{anyhow, bail};
use clap::Args;

use crate::app::{
    ArticleRequest, Host, OpenError, Opened, SystemHost, fill_document, open_as, open_file,
    open_or_ask, read_as_asked,
};
use crate::format::{self, Format, Imported, native};
use crate::model::{Document, RecordKind, draw_id};
use crate::storage::{StorageError, read_bounded};
use crate::text::{Article, TextError};

/// How files are read.
#[derive(Args, Debug)]
pub(super) struct Reading {
    /// Read files of 100 MB and more, too
    #[arg(long)]
    pub(super) large: bool,
}

/// A map as a file holds it.
pub(super) struct Map {
    /// The map, and what was noticed.
    pub(super) loaded: native::Loaded,
    /// Whether the file may not be written.
    pub(super) is_write_protected: bool,
    /// What became of it, where another program wrote it.
    pub(super) report: Option<format::Report>,
}

impl Map {
    /// The map itself.
    pub(super) fn document(&self) -> &Document {
        &self.loaded.document
    }
}

impl Reading {
    /// Reads a map.
    pub(super) fn open_map(&self, path: &Path) -> anyhow::Result<Map> {
        take_map(self.open(path), path)
    }

    /// Reads a map in that format, whatever the file seems to be.
    pub(super) fn open_map_as(&self, path: &Path, format: &'static Format) -> anyhow::Result<Map> {
        take_map(open_as(path, format, self.large), path)
    }

    /// The names of the chapters of a book.
    pub(super) fn list_chapters(&self, path: &Path) -> anyhow::Result<Vec<String>> {
        match open_or_ask(path, self.large).map_err(|error| explain(error, path))? {
            Opened::Book(chapters) => Ok(chapters),
            _ => bail!("it is no book of several chapters: {}", path.display()),
        }
    }

    /// Reads an article in the way that was chosen.
    pub(super) fn open_as_asked(&self, request: &ArticleRequest) -> anyhow::Result<Article> {
        let path = &request.path;
        if !self.large {
            // Says what to do about a large file.
            read_bounded(path, false).map_err(|error| explain(error.into(), path))?;
        }
        let article = read_as_asked(request).map_err(|error| explain(error, path))?;
        Ok(*article)
    }

    /// Reads an article.
    pub(super) fn open_article(&self, path: &Path) -> anyhow::Result<Article> {
        match self.open(path) {
            Ok(Opened::Article(article)) => Ok(*article),
            Ok(Opened::Annotations(..)) => bail!(
                "these are annotations and no article; give the article that they speak of: {}",
                path.display()
            ),
            Ok(
                Opened::Map { .. }
                | Opened::Enclosed(_)
                | Opened::Imported { .. }
                | Opened::Book(_),
            ) => bail!(
                "this is an argument map already; give the article it is to be made of: {}",
                path.display()
            ),
            Err(error) => Err(explain(error, path)),
        }
    }

    /// Reads a file of another kind whole.
    pub(super) fn read(&self, path: &Path) -> anyhow::Result<Vec<u8>> {
        let file = read_bounded(path, self.large)
            .map_err(|error| explain(OpenError::Storage(error), path))?;
        Ok(file.bytes)
    }

    fn open(&self, path: &Path) -> Result<Opened, OpenError> {
        open_file(path, self.large)
    }
}

/// The map that a file turned out to hold.
fn take_map(opened: Result<Opened, OpenError>, path: &Path) -> anyhow::Result<Map> {
    match opened {
        Ok(Opened::Map {
            loaded, read_only, ..
        }) => Ok(Map {
            loaded: *loaded,
            is_write_protected: read_only,
            report: None,
        }),
        Ok(Opened::Enclosed(loaded)) => Ok(Map {
            loaded: *loaded,
            is_write_protected: false,
            report: None,
        }),
        Ok(Opened::Imported { imported, .. }) => import(*imported, path),
        Ok(Opened::Article(_) | Opened::Book(_)) => bail!(
            "this is no argument map but a text; “linchpin new --from” makes a map of an \
             article, “linchpin convert --from outline” one of an indented text: {}",
            path.display()
        ),
        Ok(Opened::Annotations(..)) => bail!(
            "this is no argument map but annotations; import them into a map in the window: \
             {}",
            path.display()
        ),
        Err(OpenError::Text(TextError::Binary { found, .. })) => bail!(
            "this is no argument map but {found}; choose a file whose name ends in \
             .argmap.json: {}",
            path.display()
        ),
        Err(error) => Err(explain(error, path)),
    }
}

/// A map made of another program's file.
fn import(imported: Imported, path: &Path) -> anyhow::Result<Map> {
    let mut host = SystemHost::default();
    let now = host.now();
    let id = draw_id(RecordKind::Document, host.random(), |_| false);
    let report = imported.report.clone();
    let document = Document::new(id, now.clone());
    let document = fill_document(document, imported, &name_of(path), host.random(), &now)
        .map_err(|why| anyhow!("no map could be made ({why}): {}", path.display()))?;
    Ok(Map {
        loaded: native::Loaded {
            document,
            notices: Vec::new(),
            read_only: None,
            was_canonical: false,
        },
        is_write_protected: false,
        report: Some(report),
    })
}

/// The error in the words of the command line.
fn explain(error: OpenError, path: &Path) -> anyhow::Error {
    match error {
        OpenError::Storage(StorageError::Large { bytes, .. }) => anyhow!(
            "the file has {} MB, and reading it may take long and much memory; add --large to \
             read it all the same: {}",
            bytes / 1_000_000,
            path.display()
        ),
        error => error.into(),
    }
}

/// The name of a file without its folders and its ending.
pub(super) fn name_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
