//! `linchpin export`: a map as a picture or in another format, which the file's ending names.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::Report;
use super::input::Reading;
use super::output::Target;
use crate::format::picture::Options;
use crate::format::picture::pages::{PAPERS, PageSetup};
use crate::format::{self, ExportRequest};
use crate::layout::{self, Layout, ViewState};
use crate::model::{Direction, Document};
use crate::theme;

/// Results and further options of examples; those of a format that is not there are left out.
const EXAMPLES: &[(&str, &str)] = &[
    ("essay.svg", ""),
    ("essay.png", " --direction right --theme dark"),
    ("essay.pdf", " --paper a4"),
    ("essay.md", ""),
];

/// Write a map as a picture or in another format
///
/// The ending of OUT says in which. Pictures show the map as its first view does, unless options
/// say otherwise: its layout and direction, and folded branches folded.
#[derive(Args, Debug)]
#[command(after_help = list_formats())]
pub(super) struct Export {
    /// The map
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where to write; the ending names the format
    #[arg(short, long, value_name = "OUT")]
    to: PathBuf,
    /// How a picture places its boxes; as the map says, else tidy, if not given
    #[arg(long, value_name = "NAME", value_parser = name_layouts())]
    layout: Option<String>,
    /// Which way a picture's tree grows; as the map says, else down, if not given
    #[arg(long, value_name = "WAY", value_parser = name_directions())]
    direction: Option<String>,
    /// The colours of a picture; light, and print in a PDF, if not given
    #[arg(long, value_name = "NAME", value_parser = name_themes())]
    theme: Option<String>,
    /// Show folded branches in a picture, too
    #[arg(long)]
    unfold: bool,
    /// Let an SVG or PNG carry the map with all that is in it, articles and notes too, and open as it
    /// again
    #[arg(long)]
    with_map: bool,
    /// Name the people who made the map and spoke about it, whom only a map of our own names else
    #[arg(long)]
    with_names: bool,
    #[command(flatten)]
    sheets: Sheets,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: Reading,
}

/// The sheets of a PDF; without any of these it has one sheet as large as the map.
#[derive(Args, Debug)]
#[command(next_help_heading = "Sheets of a PDF (without these, one as large as the map)")]
struct Sheets {
    /// The paper; a4 if another of these options is given
    #[arg(long, value_name = "NAME", value_parser = name_papers())]
    paper: Option<String>,
    /// Lay the longer side of the paper
    #[arg(long, conflicts_with = "portrait")]
    landscape: bool,
    /// Stand the paper upright; else it lies
    #[arg(long)]
    portrait: bool,
    /// Margin on every side in millimetres [12]
    #[arg(long, value_name = "MM")]
    margin: Option<f32>,
    /// Spread the map over as many sheets as it needs, instead of fitting it to one
    #[arg(long)]
    tile: bool,
    /// Size of a map over several sheets, 1 as on the screen at 100 % [1]
    #[arg(long, value_name = "FACTOR", requires = "tile")]
    scale: Option<f32>,
    /// By how many millimetres neighbouring sheets show the same [10]
    #[arg(long, value_name = "MM", requires = "tile")]
    overlap: Option<f32>,
    /// Leave out the marks to cut and join along
    #[arg(long, requires = "tile")]
    no_marks: bool,
    /// Leave out title and page number
    #[arg(long)]
    no_captions: bool,
}

impl Sheets {
    fn set_up(&self) -> Option<PageSetup> {
        let is_asked = self.paper.is_some()
            || self.margin.is_some()
            || [self.landscape, self.portrait, self.tile, self.no_captions].contains(&true);
        let usual = PageSetup::default();
        is_asked.then(|| PageSetup {
            paper: self.paper.clone().unwrap_or(usual.paper),
            is_landscape: !self.portrait,
            margin: self.margin.unwrap_or(usual.margin),
            is_tiled: self.tile,
            scale: self.scale.unwrap_or(usual.scale),
            overlap: self.overlap.unwrap_or(usual.overlap),
            has_marks: !self.no_marks,
            has_captions: !self.no_captions,
        })
    }
}

pub(super) fn run(export: &Export) -> anyhow::Result<Report> {
    let target = Target::claim(&export.to, export.force)?;
    let map = export.reading.open_map(&export.file)?;
    let request = make_request(export, map.loaded.document);
    let unconfirmed = target.export(&request)?;
    let left_out = request.leaves_people_out(target.path()).then(tell_left_out);
    // The process is about to end, which gives back a large map faster than taking it apart.
    std::mem::forget(request);
    Ok(Report {
        messages: map
            .loaded
            .notices
            .iter()
            .map(|notice| format!("{notice}: {}", export.file.display()))
            .chain(left_out)
            .chain(unconfirmed)
            .collect(),
        ..Report::fine(String::new())
    })
}

/// That a file does not name the people whom its map names.
pub(super) fn tell_left_out() -> String {
    "the names of people in the map were left out; --with-names writes them".to_owned()
}

fn make_request(export: &Export, document: Document) -> ExportRequest {
    let mut view = ViewState::of_map(&document);
    if let Some(layout) = export.layout.as_deref().and_then(Layout::named) {
        view.layout = layout.id;
    }
    if let Some(direction) = &export.direction {
        view.direction = match Direction::from(direction.clone()) {
            Direction::Right => layout::Direction::LeftToRight,
            Direction::Down | Direction::Other(_) => layout::Direction::TopDown,
        };
    }
    if export.unfold {
        view.folded.clear();
    }
    ExportRequest {
        document,
        view,
        theme: export.theme.clone().unwrap_or_default(),
        options: Options {
            sheets: export.sheets.set_up(),
            carries_map: export.with_map,
        },
        names_people: export.with_names,
    }
}

fn name_layouts() -> PossibleValuesParser {
    PossibleValuesParser::new(layout::ALL.iter().map(|layout| layout.name))
}

fn name_directions() -> PossibleValuesParser {
    PossibleValuesParser::new(Direction::ALL.iter().map(Direction::as_str))
}

fn name_papers() -> PossibleValuesParser {
    PossibleValuesParser::new(PAPERS.iter().map(|paper| paper.name))
}

fn name_themes() -> PossibleValuesParser {
    PossibleValuesParser::new(theme::ALL.iter().map(|theme| theme.name))
}

/// The formats that can be written, and an example for each of those most often wanted.
fn list_formats() -> String {
    let mut lines = vec!["Formats, by the ending of OUT:".to_owned()];
    for format in format::ALL.iter().filter(|format| format.write.is_some()) {
        let endings: Vec<String> = format.endings.iter().map(|it| format!(".{it}")).collect();
        lines.push(format!("  {:<22}  {}", endings.join(", "), format.title));
    }
    lines.push("\nExamples:".to_owned());
    for (file, options) in EXAMPLES {
        let format = format::find_by_name(Path::new(file));
        if format.is_some_and(|format| format.write.is_some()) {
            lines.push(format!(
                "  linchpin export essay.argmap.json --to {file}{options}"
            ));
        }
    }
    lines.join("\n")
}
