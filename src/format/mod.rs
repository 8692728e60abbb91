//! Floor 3: maps in and out of files and the clipboard. A format is a file here and a line in
//! [`ALL`]; the native one comes first. Knows no disk.

pub mod annotation;
pub mod arggraph;
pub mod brat;
pub mod citing;
pub mod clipping;
mod enclosed;
mod error;
pub mod exchange;
pub mod fragment;
pub mod journal;
pub mod losses;
pub mod markdown;
pub mod native;
pub mod outline;
pub mod page;
mod people;
pub mod picture;
mod position;
pub mod report;

use std::borrow::Cow;
use std::io;
use std::path::Path;

use exchange::{
    aif, aml, argdown, arguebuf, canvas, carneades, cdcp, compendium, freeplane, graphml, kialo,
    opml, sadface, standoff,
};
use losses::Feature::*;

pub use error::{Fault, FormatError};
pub use exchange::{Fate, Import, Imported, Remark, Report};
pub use losses::{Feature, list_losses};
pub use native::Loaded;
pub use people::{names_people, strip_people};
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
    /// Reads a map as this program writes it, where files of this kind hold one.
    pub read: Option<Reader>,
    /// Whether a file of a kind that shows something else, too, holds such a map.
    pub holds_map: Option<fn(&[u8]) -> bool>,
    /// Makes a map of another program's file.
    pub import: Option<Importer>,
    /// Writes a map, where this program can.
    pub write: Option<Writer>,
    /// Writes the same bytes piece by piece, where a file may be much larger than its map.
    pub write_in_pieces: Option<PieceWriter>,
    /// What of a map it holds; none for what is no map, such as a picture.
    pub holds: Option<&'static [Feature]>,
    /// What else of a map it cannot show, a sentence each.
    pub misses: Option<fn(&Document) -> Vec<String>>,
}

impl Format {
    /// Nothing yet.
    const NEW: Self = Self {
        id: "",
        title: "",
        endings: &[],
        read: None,
        holds_map: None,
        import: None,
        write: None,
        write_in_pieces: None,
        holds: None,
        misses: None,
    };

    /// What would be lost of a map that is written in it, a sentence each.
    pub fn list_losses(&self, document: &Document) -> Vec<String> {
        let holds = self.holds.map(|holds| list_losses(document, holds));
        let misses = self.misses.map(|misses| misses(document));
        holds.into_iter().chain(misses).flatten().collect()
    }
}

/// How files of another program are told and read.
#[derive(Clone, Copy)]
pub struct Importer {
    /// Whether a file seems to be one of these.
    pub recognises: fn(&Import<'_>) -> bool,
    /// Makes a map of it.
    pub read: fn(&Import<'_>) -> Result<Imported, FormatError>,
}

/// Makes a map of the bytes of a file.
pub type Reader = fn(&[u8]) -> Result<Loaded, FormatError>;

/// Makes the bytes of a file of a map.
pub type Writer = fn(&ExportRequest) -> Result<Vec<u8>, FormatError>;

/// Makes ready to write a file of a map.
pub type PieceWriter = for<'r> fn(&'r ExportRequest) -> Result<Pieces<'r>, FormatError>;

/// Hands the bytes of a file to a sink, one after the other, and fails only as that does.
pub type Pieces<'r> = Box<dyn FnOnce(&mut dyn io::Write) -> io::Result<()> + 'r>;

/// What is to be written, and how pictures of it look.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The map.
    pub document: Document,
    /// How a picture shows it.
    pub view: ViewState,
    /// The name of a picture's theme; empty for the usual one of its format.
    pub theme: String,
    /// How pictures are written otherwise.
    pub options: picture::Options,
    /// Whether the file names the people who made the map and spoke about it. Off unless somebody asks
    /// for it; the native format names them in any case.
    pub names_people: bool,
}

impl ExportRequest {
    /// Whether the map names people who are left out of a file of that name.
    pub fn leaves_people_out(&self, path: &Path) -> bool {
        let is_native = find_by_name(path).is_some_and(|format| format.id == ALL[0].id);
        !is_native && !self.names_people && names_people(&self.document)
    }
}

/// Every format, the native one first. To add one: its file, its line here. Of two that both
/// recognise a file, the first reads it.
pub const ALL: &[Format] = &[
    Format {
        id: "argument-map",
        title: "Argument map",
        endings: &["argmap.json", "json"],
        read: Some(native::read),
        write: Some(|request| native::write_verified(&request.document).map(String::into_bytes)),
        holds: Some(Feature::ALL),
        ..Format::NEW
    },
    Format {
        id: "markdown",
        title: "Markdown",
        endings: &["md", "markdown"],
        write: Some(|request| Ok(markdown::print(&request.document).into_bytes())),
        ..Format::NEW
    },
    Format {
        id: "report",
        title: "Report in Markdown",
        endings: &["report.md"],
        write: Some(report::markdown::write),
        ..Format::NEW
    },
    Format {
        id: "docx",
        title: "Report for Word",
        endings: &["docx"],
        write: Some(report::docx::write),
        ..Format::NEW
    },
    Format {
        id: "page",
        title: "Web page with the map in it",
        endings: &["html", "htm"],
        read: Some(page::read),
        holds_map: Some(page::holds_map),
        write: Some(page::export),
        holds: Some(Feature::ALL),
        ..Format::NEW
    },
    Format {
        id: "svg",
        title: "SVG picture",
        endings: &["svg"],
        read: Some(picture::carried::read_svg),
        holds_map: Some(picture::carried::svg_holds_map),
        write: Some(picture::export_svg),
        write_in_pieces: Some(picture::export_svg_in_pieces),
        ..Format::NEW
    },
    Format {
        id: "png",
        title: "PNG picture",
        endings: &["png"],
        read: Some(picture::carried::read_png),
        holds_map: Some(picture::carried::png_holds_map),
        write: Some(picture::export_png),
        misses: Some(picture::list_unshown),
        ..Format::NEW
    },
    Format {
        id: "pdf",
        title: "PDF document",
        endings: &["pdf"],
        write: Some(picture::export_pdf),
        misses: Some(picture::list_unshown),
        ..Format::NEW
    },
    Format {
        id: outline::FORMAT_NAME,
        title: "Plain-text outline",
        endings: &["txt"],
        import: Some(Importer {
            recognises: outline::recognises,
            read: outline::read,
        }),
        write: Some(|request| {
            Ok(outline::print(&request.document, outline::ShownIds::Ends).into_bytes())
        }),
        holds: Some(&[Linked, OnLinks, Across, Kinds, Relations]),
        ..Format::NEW
    },
    Format {
        id: aif::FORMAT_NAME,
        title: "AIF",
        endings: &["aif.json"],
        import: Some(Importer {
            recognises: aif::recognises,
            read: aif::read,
        }),
        write: Some(exchange::aif_write::write),
        holds: Some(&[
            Linked, OnLinks, Across, Kinds, Relations, Schemes, Titles, Notes, Tags,
        ]),
        ..Format::NEW
    },
    Format {
        id: "xaif",
        title: "xAIF for OVA3",
        endings: &["xaif.json", "xaif"],
        write: Some(exchange::aif_write::write_wrapped),
        holds: Some(&[
            Linked, OnLinks, Across, Kinds, Relations, Schemes, Titles, Notes, Tags,
        ]),
        ..Format::NEW
    },
    Format {
        id: kialo::FORMAT_NAME,
        title: "Kialo text",
        endings: &["kialo.txt"],
        import: Some(Importer {
            recognises: kialo::recognises,
            read: kialo::read,
        }),
        write: Some(kialo::write),
        holds: Some(&[Across, Citations]),
        ..Format::NEW
    },
    Format {
        id: sadface::FORMAT_NAME,
        title: "SADFace",
        endings: &["sadface.json"],
        import: Some(Importer {
            recognises: sadface::recognises,
            read: sadface::read,
        }),
        write: Some(sadface::write),
        holds: Some(&[
            Linked, OnLinks, Across, Kinds, Relations, Schemes, Titles, Notes, Tags, Articles,
            Passages,
        ]),
        ..Format::NEW
    },
    Format {
        id: arguebuf::FORMAT_NAME,
        title: "Arguebuf JSON",
        endings: &["arguebuf.json"],
        import: Some(Importer {
            recognises: arguebuf::recognises,
            read: arguebuf::read,
        }),
        ..Format::NEW
    },
    Format {
        id: cdcp::FORMAT_NAME,
        title: "CDCP annotations",
        endings: &["ann.json"],
        import: Some(Importer {
            recognises: cdcp::recognises,
            read: cdcp::read,
        }),
        ..Format::NEW
    },
    Format {
        id: canvas::FORMAT_NAME,
        title: "JSON Canvas",
        endings: &["canvas"],
        import: Some(Importer {
            recognises: canvas::recognises,
            read: canvas::read,
        }),
        write: Some(canvas::write),
        holds: Some(&[
            Linked, OnLinks, Across, Kinds, Relations, Schemes, Notes, Tags,
        ]),
        ..Format::NEW
    },
    Format {
        id: opml::FORMAT_NAME,
        title: "OPML outline",
        endings: &["opml"],
        import: Some(Importer {
            recognises: opml::recognises,
            read: opml::read,
        }),
        write: Some(opml::write),
        holds: Some(&[Linked, OnLinks, Across, Kinds, Relations, Notes, Tags]),
        ..Format::NEW
    },
    Format {
        id: freeplane::FORMAT_NAME,
        title: "Freeplane mind map",
        endings: &["mm"],
        import: Some(Importer {
            recognises: freeplane::recognises,
            read: freeplane::read,
        }),
        write: Some(freeplane::write),
        holds: Some(&[Linked, OnLinks, Across, Kinds, Relations, Notes, Tags]),
        ..Format::NEW
    },
    Format {
        id: graphml::FORMAT_NAME,
        title: "GraphML",
        endings: &["graphml"],
        import: Some(Importer {
            recognises: graphml::recognises,
            read: graphml::read,
        }),
        write: Some(graphml::write),
        holds: Some(&[Linked, OnLinks, Across, Kinds, Relations, Schemes, Notes]),
        ..Format::NEW
    },
    Format {
        id: compendium::FORMAT_NAME,
        title: "Compendium XML",
        endings: &["compendium.xml"],
        import: Some(Importer {
            recognises: compendium::recognises,
            read: compendium::read,
        }),
        ..Format::NEW
    },
    Format {
        id: arggraph::FORMAT_NAME,
        title: "Argumentative microtexts",
        endings: &["xml"],
        import: Some(Importer {
            recognises: standoff::recognises_arggraph,
            read: standoff::read_arggraph,
        }),
        ..Format::NEW
    },
    Format {
        id: brat::FORMAT_NAME,
        title: "brat annotations",
        endings: &["ann"],
        import: Some(Importer {
            recognises: standoff::recognises_brat,
            read: standoff::read_brat,
        }),
        ..Format::NEW
    },
    Format {
        id: aml::FORMAT_NAME,
        title: "Araucaria AML",
        endings: &["aml"],
        import: Some(Importer {
            recognises: aml::recognises,
            read: aml::read,
        }),
        ..Format::NEW
    },
    Format {
        id: carneades::FORMAT_NAME,
        title: "Carneades YAML",
        endings: &["yml", "yaml"],
        import: Some(Importer {
            recognises: carneades::recognises,
            read: carneades::read,
        }),
        ..Format::NEW
    },
    Format {
        id: carneades::lkif::FORMAT_NAME,
        title: "LKIF of Carneades 2",
        endings: &["lkif"],
        import: Some(Importer {
            recognises: carneades::lkif::recognises,
            read: carneades::lkif::read,
        }),
        ..Format::NEW
    },
    Format {
        id: carneades::caf::FORMAT_NAME,
        title: "CAF of Carneades 3",
        endings: &["caf"],
        import: Some(Importer {
            recognises: carneades::caf::recognises,
            read: carneades::caf::read,
        }),
        ..Format::NEW
    },
    Format {
        id: argdown::json::FORMAT_NAME,
        title: "Argdown JSON",
        endings: &["argdown.json"],
        import: Some(Importer {
            recognises: argdown::json::recognises,
            read: argdown::json::read,
        }),
        ..Format::NEW
    },
    Format {
        id: argdown::FORMAT_NAME,
        title: "Argdown",
        endings: &["argdown", "ad"],
        import: Some(Importer {
            recognises: argdown::recognises,
            read: argdown::read,
        }),
        write: Some(argdown::write),
        holds: Some(&[
            Linked, OnLinks, Across, Kinds, Relations, Schemes, Titles, Notes, Tags,
        ]),
        ..Format::NEW
    },
    Format {
        id: "dot",
        title: "DOT for Graphviz",
        endings: &["dot", "gv"],
        write: Some(exchange::dot::write),
        holds: Some(&[Linked, OnLinks, Across, Kinds, Relations]),
        ..Format::NEW
    },
    Format {
        id: "mermaid",
        title: "Mermaid flowchart",
        endings: &["mmd"],
        write: Some(exchange::mermaid::write),
        holds: Some(&[Linked, OnLinks, Across, Kinds, Relations]),
        ..Format::NEW
    },
    Format {
        id: "csv",
        title: "Table (CSV)",
        endings: &["csv"],
        write: Some(exchange::csv::write),
        holds: Some(&[
            Linked, OnLinks, Across, Kinds, Relations, Schemes, Strengths, Titles, Notes, Tags,
        ]),
        ..Format::NEW
    },
    Format {
        id: "apx",
        title: "Aspartix facts",
        endings: &["apx"],
        write: Some(exchange::solver::write_apx),
        holds: Some(&[Across]),
        ..Format::NEW
    },
    Format {
        id: "tgf",
        title: "Trivial graph format",
        endings: &["tgf"],
        write: Some(exchange::solver::write_tgf),
        holds: Some(&[Across]),
        ..Format::NEW
    },
    Format {
        id: "iccma",
        title: "ICCMA framework",
        endings: &["af"],
        write: Some(exchange::solver::write_af),
        holds: Some(&[Across]),
        ..Format::NEW
    },
    Format {
        id: "bibtex",
        title: "Articles for BibTeX",
        endings: &["bib"],
        write: Some(citing::bibtex::export),
        ..Format::NEW
    },
    Format {
        id: "csl",
        title: "Articles as CSL JSON",
        endings: &["csl.json"],
        write: Some(citing::csl::export),
        ..Format::NEW
    },
    Format {
        id: "ris",
        title: "Articles as RIS",
        endings: &["ris"],
        write: Some(citing::ris::export),
        ..Format::NEW
    },
    Format {
        id: "web-annotation",
        title: "Passages as Web Annotations",
        endings: &["jsonld"],
        write: Some(annotation::export),
        ..Format::NEW
    },
];

/// The format that a file of another program seems to be in, by its content alone.
pub fn recognise(import: &Import<'_>) -> Option<&'static Format> {
    let knows = |format: &&Format| {
        let importer = format.import;
        importer.is_some_and(|importer| (importer.recognises)(import))
    };
    ALL.iter().find(knows)
}

/// Reads the map that lies in a picture or page, by its content alone; none where there is none.
pub fn read_enclosed(bytes: &[u8]) -> Option<Result<Loaded, FormatError>> {
    let holds = |format: &&Format| format.holds_map.is_some_and(|holds| holds(bytes));
    let read = ALL.iter().find(holds)?.read?;
    Some(read(bytes))
}

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

/// The last part of the endings of other programs' maps that can be read, without the dot.
pub fn list_imported_endings() -> Vec<&'static str> {
    let imported = ALL.iter().filter(|format| format.import.is_some());
    let endings = imported.flat_map(|format| format.endings);
    let mut all: Vec<&str> = endings.filter_map(|it| it.rsplit('.').next()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The bytes of a map in the format that the file's name asks for. No writer is given the names of
/// people unless the request asks for them.
///
/// # Errors
/// [`FormatError::Export`] where no format that can be written has that ending, or what the
/// format's writer says.
pub fn export(request: &ExportRequest, path: &Path) -> Result<Vec<u8>, FormatError> {
    let (write, _) = find_writer(path)?;
    write(&leave_people_out(request, path))
}

/// As [`export`], to be written piece by piece by whoever `take`s the pieces: whatever is wrong with the
/// request is said before there is a file.
///
/// # Errors
/// Those of [`export`]; then nothing is handed over.
pub fn export_in_pieces<R>(
    request: &ExportRequest,
    path: &Path,
    take: impl FnOnce(Pieces<'_>) -> R,
) -> Result<R, FormatError> {
    let request = leave_people_out(request, path);
    match find_writer(path)? {
        (_, Some(write)) => Ok(take(write(&request)?)),
        (write, None) => {
            let bytes = write(&request)?;
            Ok(take(Box::new(move |sink| sink.write_all(&bytes))))
        }
    }
}

/// The request as writers get it.
fn leave_people_out<'r>(request: &'r ExportRequest, path: &Path) -> Cow<'r, ExportRequest> {
    if !request.leaves_people_out(path) {
        return Cow::Borrowed(request);
    }
    Cow::Owned(ExportRequest {
        document: strip_people(&request.document),
        view: request.view.clone(),
        theme: request.theme.clone(),
        options: request.options.clone(),
        names_people: false,
    })
}

fn find_writer(path: &Path) -> Result<(Writer, Option<PieceWriter>), FormatError> {
    let format = find_by_name(path);
    let writer = format.and_then(|format| Some((format.write?, format.write_in_pieces)));
    writer.ok_or_else(|| FormatError::Export {
        why: format!(
            "the file's ending names no format; choose a name that ends in .{}",
            list_written_endings().join(", .")
        ),
    })
}
