//! Floor 3: maps in and out of files and the clipboard. A format is a file here and a line in
//! [`ALL`]; the native one comes first. Knows no disk.

pub mod annotation;
pub mod arggraph;
pub mod brat;
pub mod citing;
mod error;
pub mod fragment;
pub mod markdown;
pub mod native;
pub mod outline;
pub mod picture;
mod position;

use std::path::Path;

pub use error::{Fault, FormatError};
pub use native::Loaded;
pub use position::Position;

use crate::layout::ViewState;
use crate::model::Document;

/// One kind of file.
pub struct Format {
    /// Its id.
    pub id: &'static str,
    /// Its name, as a file dialog shows it.
    pub title: &'static str,
    /// How the names of its files end, without the dot, the usual one first.
    pub endings: &'static [&'static str],
    /// Reads a map, where files of this kind hold one.
    pub read: Option<Reader>,
    /// Writes a map, where this program can.
    pub write: Option<Writer>,
}

/// Makes a map of the bytes of a file.
pub type Reader = fn(&[u8]) -> Result<Loaded, FormatError>;

/// Makes the bytes of a file of a map.
pub type Writer = fn(&ExportRequest) -> Result<Vec<u8>, FormatError>;

/// What is to be written, and how pictures of it look.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The map.
    pub document: Document,
    /// How a picture shows it.
    pub view: ViewState,
    /// The name of a picture's theme.
    pub theme: String,
}

/// Every format, the native one first. To add one: its file, its line here.
pub const ALL: &[Format] = &[
    Format {
        id: "argument-map",
        title: "Argument map",
        endings: &["argmap.json", "json"],
        read: Some(native::read),
        write: Some(|request| native::write_verified(&request.document).map(String::into_bytes)),
    },
    Format {
        id: "markdown",
        title: "Markdown",
        endings: &["md", "markdown"],
        read: None,
        write: Some(|request| Ok(markdown::print(&request.document).into_bytes())),
    },
    Format {
        id: "svg",
        title: "SVG picture",
        endings: &["svg"],
        read: None,
        write: Some(picture::export_svg),
    },
    Format {
        id: "png",
        title: "PNG picture",
        endings: &["png"],
        read: None,
        write: Some(picture::export_png),
    },
    Format {
        id: "outline",
        title: "Plain-text outline",
        endings: &["txt"],
        read: None,
        write: Some(|request| {
            Ok(outline::print(&request.document, outline::ShownIds::None).into_bytes())
        }),
    },
    Format {
        id: "bibtex",
        title: "Articles for BibTeX",
        endings: &["bib"],
        read: None,
        write: Some(citing::bibtex::export),
    },
    Format {
        id: "csl",
        title: "Articles as CSL JSON",
        endings: &["csl.json"],
        read: None,
        write: Some(citing::csl::export),
    },
    Format {
        id: "ris",
        title: "Articles as RIS",
        endings: &["ris"],
        read: None,
        write: Some(citing::ris::export),
    },
    Format {
        id: "web-annotation",
        title: "Passages as Web Annotations",
        endings: &["jsonld"],
        read: None,
        write: Some(annotation::export),
    },
];

/// The format that a file's name asks for by its ending; of several endings the longest.
pub fn find_by_name(path: &Path) -> Option<&'static Format> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let fits = |ending: &str| {
        name.strip_suffix(ending)
            .is_some_and(|stem| stem.ends_with('.'))
    };
    let longest = |format: &'static Format| {
        let own = format.endings.iter().filter(|ending| fits(ending));
        Some((own.map(|ending| ending.len()).max()?, format))
    };
    let found = ALL.iter().filter_map(longest);
    found.max_by_key(|&(len, _)| len).map(|(_, format)| format)
}

/// The endings of the formats that can be written, in their order, without the dot.
pub fn list_written_endings() -> Vec<&'static str> {
    let written = ALL.iter().filter(|format| format.write.is_some());
    written.flat_map(|format| format.endings).copied().collect()
}

/// The bytes of a map in the format that the file's name asks for.
///
/// # Errors
/// [`FormatError::Export`] where no format that can be written has that ending, or what the
/// format's writer says.
pub fn export(request: &ExportRequest, path: &Path) -> Result<Vec<u8>, FormatError> {
    let write = find_by_name(path).and_then(|format| format.write);
    let Some(write) = write else {
        let endings = list_written_endings();
        return Err(FormatError::Export {
            why: format!(
                "the file's ending names no format; choose a name that ends in .{}",
                endings.join(", .")
            ),
        });
    };
    write(request)
}
