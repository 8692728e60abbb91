//! `linchpin gallery`: every map of a folder in every layout and theme, with a page that shows
//! them side by side. The page needs no script and no network.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::Report;
use super::input::Reading;
use crate::app::{Guard, export_map};
use crate::format::ExportRequest;
use crate::format::picture::Options;
use crate::layout::{self, Layout};
use crate::layout::{Direction, LayoutId, ViewState};
use crate::model::Document;
use crate::theme;

const EXAMPLES: &str = "\
Examples:
  linchpin gallery pictures --of samples
  linchpin gallery pictures --of samples --all";

/// What stands at the end of a map's name.
const ENDING: &str = ".argmap.json";

/// Draw every map of a folder in every layout, with a page to look at them
///
/// Writes into GALLERY one SVG for each map and layout in the light theme, one of each further
/// theme, and index.html, which shows them all.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Gallery {
    /// The folder to write into; pictures that are there are replaced
    #[arg(value_name = "GALLERY")]
    folder: PathBuf,
    /// The folder that holds the maps
    #[arg(long, value_name = "FOLDER")]
    of: PathBuf,
    /// Draw every layout in every theme, as SVG and as PNG
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    reading: Reading,
}

/// One way of drawing a map.
#[derive(Clone, Copy)]
struct Look {
    layout: &'static Layout,
    direction: Direction,
    frames_reasons: bool,
}

impl Look {
    /// Every layout, both ways where they differ, and with frames around reasons.
    fn all() -> Vec<Self> {
        let mut looks = Vec::new();
        for layout in layout::ALL {
            let down = Self {
                layout,
                direction: Direction::TopDown,
                frames_reasons: false,
            };
            looks.push(down);
            if layout.id != LayoutId::Radial {
                let direction = Direction::LeftToRight;
                looks.push(Self { direction, ..down });
            }
        }
        looks.push(Self {
            frames_reasons: true,
            ..looks[0]
        });
        looks
    }

    fn name(&self) -> String {
        let way = match self.direction {
            Direction::TopDown => "",
            Direction::LeftToRight => "-right",
        };
        let frames = if self.frames_reasons { "-frames" } else { "" };
        format!("{}{way}{frames}", self.layout.name)
    }

    fn request(&self, document: &Document, theme: &str) -> ExportRequest {
        ExportRequest {
            document: document.clone(),
            view: ViewState {
                layout: self.layout.id,
                direction: self.direction,
                frames_reasons: self.frames_reasons,
                ..ViewState::default()
            },
            theme: theme.to_owned(),
            options: Options::default(),
            names_people: false,
        }
    }
}

pub(super) fn run(gallery: &Gallery) -> anyhow::Result<Report> {
    let mut maps = Vec::new();
    list_maps(&gallery.of, &mut maps)?;
    maps.sort();
    if maps.is_empty() {
        bail!(
            "there is no map in this folder, no file whose name ends in {ENDING}: {}",
            gallery.of.display()
        );
    }
    fs::create_dir_all(&gallery.folder)
        .with_context(|| format!("the folder could not be made: {}", gallery.folder.display()))?;
    let mut page = String::from(HEAD);
    let mut messages = Vec::new();
    let mut n_pictures = 0;
    let mut is_confirmed = true;
    for path in &maps {
        let map = gallery.reading.open_map(path)?;
        if map.loaded.read_only.is_some() {
            messages.push(format!(
                "left out, because it is read-only: {}",
                path.display()
            ));
            continue;
        }
        let document = map.loaded.document;
        let stem = name_map(path);
        let title = escape(&document.meta().title);
        let title = if title.is_empty() {
            stem.clone()
        } else {
            title
        };
        writeln!(page, "<section>\n<h2>{title}</h2>")?;
        for (theme, look) in list_pictures(gallery.all) {
            let name = format!("{stem}-{}-{theme}", look.name());
            let request = look.request(&document, theme);
            let endings: &[&str] = if gallery.all {
                &["svg", "png"]
            } else {
                &["svg"]
            };
            for ending in endings {
                let picture = gallery.folder.join(format!("{name}.{ending}"));
                // The folder is there for pictures that are made anew.
                is_confirmed &= export_map(&request, &picture, Guard::Replaced)?;
                n_pictures += 1;
            }
            let caption = format!("{}, {theme}", look.name());
            let png = if gallery.all {
                format!(" (<a href=\"{name}.png\">PNG</a>)")
            } else {
                String::new()
            };
            writeln!(
                page,
                "<figure><a href=\"{name}.svg\"><img loading=\"lazy\" src=\"{name}.svg\" \
                 alt=\"{title}: {caption}\"></a><figcaption>{caption}{png}</figcaption></figure>"
            )?;
        }
        page.push_str("</section>\n");
    }
    page.push_str("</body>\n</html>\n");
    let index = gallery.folder.join("index.html");
    is_confirmed &= crate::storage::write_atomically(&index, page.as_bytes())?;
    if !is_confirmed {
        messages.push(format!(
            "written, but the disk did not confirm all of it; look whether it is whole: {}",
            gallery.folder.display()
        ));
    }
    Ok(Report {
        messages,
        ..Report::fine(format!("{n_pictures} pictures and {}\n", index.display()))
    })
}

/// Themes and looks: all pairs, or every look in the first theme and the first look in each.
fn list_pictures(all: bool) -> Vec<(&'static str, Look)> {
    let looks = Look::all();
    let mut pictures = Vec::new();
    for (at, theme) in theme::ALL.iter().enumerate() {
        let n = if all || at == 0 { looks.len() } else { 1 };
        pictures.extend(looks[..n].iter().map(|&look| (theme.name, look)));
    }
    pictures
}

fn list_maps(folder: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let unreadable = || format!("the folder could not be read: {}", folder.display());
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let path = entry.path();
        // A link to a folder above would lead round in a ring.
        if entry.file_type().with_context(unreadable)?.is_dir() {
            list_maps(&path, found)?;
        } else if path.to_string_lossy().ends_with(ENDING) {
            found.push(path);
        }
    }
    Ok(())
}

fn name_map(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(ENDING).unwrap_or(&name);
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    name.chars().map(plain).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The page's beginning, up to the first map.
const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>Gallery</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 90rem; padding: 0 1.5rem; }
section { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 1.5rem; }
h2 { grid-column: 1 / -1; margin: 2rem 0 0; }
figure { margin: 0; }
img { width: 100%; height: 18rem; object-fit: contain; border: 1px solid #8884; border-radius: 8px; }
figcaption { opacity: 0.75; }
</style>
</head>
<body>
<h1>Gallery</h1>
";
