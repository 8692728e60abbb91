//! A map as a picture: SVG, PNG and PDF of one scene, without a window. Knows the document, its
//! layout and a theme; knows no file and no toolkit.

pub mod carried;
mod glyph;
pub mod pages;
pub mod pdf;
pub mod png;
pub mod svg;

use std::collections::HashMap;
use std::io;

use glyph::Glyphs;
use pages::{Heading, PageSetup, Pages};

use crate::format::{ExportRequest, FormatError, Pieces, native};
use crate::layout::geometry::{Point, Rect};
use crate::layout::measure::Measure as _;
use crate::layout::scene::{Drawing, Hit, Overlay, Paint, Scene, find_word};
use crate::layout::{FontMeasure, Plan, ViewState, place};
use crate::model::{self, Document, End, Graph, Kind, Link, Node, Relation, find_role};
use crate::theme::{Face, Theme};
use crate::words::{self, MapWords};

/// Longest wording that stands in the name of a line, in characters.
const MOST_OF_A_WORDING: usize = 60;

/// What is to be drawn, and how.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// The map.
    pub document: &'a Document,
    /// Its graph.
    pub graph: &'a Graph,
    /// Layout, direction, what is folded, opened and pinned.
    pub view: &'a ViewState,
    /// The colours.
    pub theme: &'a Theme,
}

/// Pixels per map unit in a PNG file: sharp on paper and on dense screens.
const PNG_SCALE: f32 = 2.0;

/// How pictures are written, beside their theme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The sheets of a PDF; none for one sheet as large as the map.
    pub sheets: Option<PageSetup>,
    /// Whether SVG and PNG carry the map, and open as it again. Off unless somebody asks for it: with
    /// the map go its articles, notes, comments and everything else that a picture does not show.
    pub carries_map: bool,
}

/// The bytes of an SVG file of what was asked for.
///
/// # Errors
/// [`FormatError::Export`] for a theme that is not there.
pub fn export_svg(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let map = write_carried(request)?;
    let theme = find_theme(request, Theme::light())?;
    let svg = draw_request(request, theme, |it| it.write_svg_with(map.as_deref()));
    Ok(svg.into_bytes())
}

/// The same bytes piece by piece; nothing is drawn before the first is asked for.
///
/// # Errors
/// As [`export_svg`].
pub fn export_svg_in_pieces(request: &ExportRequest) -> Result<Pieces<'_>, FormatError> {
    let map = write_carried(request)?;
    let theme = find_theme(request, Theme::light())?;
    Ok(Box::new(move |sink| {
        draw_request(request, theme, |it| it.write_svg_to(map.as_deref(), sink))
    }))
}

/// The bytes of a PNG file of what was asked for, smaller where the map is very large.
///
/// # Errors
/// [`FormatError::Export`] for a theme that is not there, or a picture that cannot be made.
pub fn export_png(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let map = write_carried(request)?;
    let theme = find_theme(request, Theme::light())?;
    draw_request(request, theme, |picture| {
        let png = picture.write_png(PNG_SCALE)?.bytes;
        Ok(match &map {
            Some(map) => carried::put_into_png(png, map),
            None => png,
        })
    })
}

fn write_carried(request: &ExportRequest) -> Result<Option<String>, FormatError> {
    let carries_map = request.options.carries_map;
    let map = carries_map.then(|| native::write_verified(&request.document));
    map.transpose()
}

/// The bytes of a PDF file of what was asked for, in the colours of print unless others are named.
///
/// # Errors
/// [`FormatError::Export`] for a theme that is not there, or sheets that cannot be.
pub fn export_pdf(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let usual = Theme::named("print").unwrap_or_else(Theme::light);
    let theme = find_theme(request, usual)?;
    draw_request(request, theme, |picture| {
        picture.write_pdf(request.options.sheets.as_ref())
    })
}

/// What a picture that brings its own letters cannot show: those that no bundled font has.
pub fn list_unshown(document: &Document) -> Vec<String> {
    const NAMED: usize = 8;
    let glyphs = Glyphs::new(FontMeasure::bundled());
    let chars = document.nodes().iter().flat_map(|node| node.text.chars());
    let mut missing: Vec<char> = chars.filter(|char| !char.is_ascii()).collect();
    missing.sort_unstable();
    missing.dedup();
    missing.retain(|char| glyphs.is_missing(Face::Regular, *char));
    if missing.is_empty() {
        return Vec::new();
    }
    let named: String = missing.iter().take(NAMED).collect();
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    vec![format!(
        "letters that no font of this program has are drawn as empty boxes: {named}{more}"
    )]
}

/// The theme that was asked for, or the usual one where none was.
fn find_theme(
    request: &ExportRequest,
    usual: &'static Theme,
) -> Result<&'static Theme, FormatError> {
    match request.theme.as_str() {
        "" | "system" => Ok(usual),
        name => Theme::named(name).ok_or_else(|| FormatError::Export {
            why: format!("there is no theme called “{name}”; choose one of the bundled ones"),
        }),
    }
}

/// A picture shows every wording in full, since nobody can open a box on paper.
fn draw_request<T>(
    request: &ExportRequest,
    theme: &'static Theme,
    write: impl FnOnce(&Picture<'_>) -> T,
) -> T {
    let document = &request.document;
    let view = open_all(document, &request.view);
    let graph = Graph::of(document);
    write(&Picture {
        document,
        graph: &graph,
        view: &view,
        theme,
    })
}

/// A view in which every box shows all of its lines.
pub fn open_all(document: &Document, view: &ViewState) -> ViewState {
    let nodes = document.nodes().iter();
    ViewState {
        opened: nodes.map(|node| node.id.clone()).collect(),
        ..view.clone()
    }
}

impl Picture<'_> {
    /// The whole map as a display list, its words in the language of the map.
    pub fn draw(&self) -> Scene {
        self.place(Scene::of_all)
    }

    /// Places the map, and hands out what drawing it needs.
    fn place<T>(&self, draw: impl FnOnce(&Drawing<'_>) -> T) -> T {
        let measure = FontMeasure::bundled();
        let plan = Plan::of(self.document, self.graph, self.view, measure);
        let placement = place(&plan.request);
        draw(&Drawing {
            document: self.document,
            graph: self.graph,
            plan: &plan,
            placement: &placement,
            measure,
            words: self.words(),
            has_words: true,
            overlay: &Overlay::default(),
        })
    }

    /// The map as an SVG file. Boxes and lines bear their ids and names.
    pub fn write_svg(&self) -> String {
        self.write_svg_with(None)
    }

    /// The same, with a map in it, given as its canonical text.
    fn write_svg_with(&self, map: Option<&str>) -> String {
        self.caption(map, |captions| {
            self.place(|drawing| svg::write(drawing, self.theme, captions))
        })
    }

    /// The same, handed on piece by piece.
    fn write_svg_to(&self, map: Option<&str>, sink: &mut dyn io::Write) -> io::Result<()> {
        self.caption(map, |captions| {
            self.place(|drawing| svg::write_to(sink, drawing, self.theme, captions))
        })
    }

    /// The map as an element of a page, in the page's colours; see [`svg::write_inline`].
    pub fn write_inline_svg(&self) -> String {
        self.caption(None, |captions| {
            self.place(|drawing| svg::write_inline(drawing, captions))
        })
    }

    fn caption<T>(&self, map: Option<&str>, write: impl FnOnce(&svg::Captions<'_>) -> T) -> T {
        let meta = self.document.meta();
        let description = self.describe();
        write(&svg::Captions {
            title: &meta.title,
            description: &description,
            language: &meta.language,
            carried: map,
            name: &|hit| self.name(hit),
        })
    }

    /// The map as a PNG file with `scale` pixels per map unit; errors as [`png::write`].
    pub fn write_png(&self, scale: f32) -> Result<png::Png, FormatError> {
        png::write(&self.draw(), self.theme, scale)
    }

    /// The map as a PDF file on those sheets, or on one as large as the map.
    ///
    /// # Errors
    /// As [`Pages::lay_out`].
    pub fn write_pdf(&self, setup: Option<&PageSetup>) -> Result<Vec<u8>, FormatError> {
        let scene = self.draw();
        let pages = match setup {
            Some(setup) => self.lay_out(&scene, setup)?,
            None => Pages::whole(scene.bounds),
        };
        Ok(self.write_scene(&scene, &pages))
    }

    /// A scene of this map as a PDF file on sheets that were laid out for it.
    pub fn write_scene(&self, scene: &Scene, pages: &Pages) -> Vec<u8> {
        let meta = self.document.meta();
        let description = self.describe();
        pdf::write(
            scene,
            self.theme,
            pages,
            &pdf::Facts {
                title: &meta.title,
                authors: &meta.authors,
                language: &meta.language,
                description: &description,
                bookmarks: &self.list_bookmarks(scene),
            },
        )
    }

    /// Where a scene of this map stands on sheets; blank ones are left out.
    ///
    /// # Errors
    /// As [`Pages::lay_out`].
    pub fn lay_out(&self, scene: &Scene, setup: &PageSetup) -> Result<Pages, FormatError> {
        let meta = self.document.meta();
        let heading = Heading {
            title: &meta.title,
            marking: &meta.marking,
        };
        let bounds = find_bounds(scene);
        let is_blank = |window: Rect| !bounds.iter().any(|it| it.overlaps(&window));
        Pages::lay_out(setup, scene.bounds, heading, is_blank)
    }

    /// The main claims and questions, where they are drawn.
    fn list_bookmarks(&self, scene: &Scene) -> Vec<(String, Point)> {
        let mut places: HashMap<u32, Point> = HashMap::new();
        for item in &scene.items {
            let corner = match (&item.hit, &item.paint) {
                (Hit::Node(node), Paint::Rect { rect, .. }) => Some((*node, rect.min)),
                (Hit::Node(node), Paint::Polygon { points, .. }) => {
                    points.first().map(|point| (*node, *point))
                }
                _ => None,
            };
            if let Some((node, at)) = corner {
                places.entry(node).or_insert(at);
            }
        }
        let nodes = (0..).zip(self.document.nodes());
        let leads = |node: u32, record: &Node| {
            find_role(self.graph, node) == Some(model::Role::MainClaim)
                || record.kind == Kind::Question
        };
        nodes
            .filter(|&(node, record)| leads(node, record))
            .filter_map(|(node, record)| Some((record.text.clone(), *places.get(&node)?)))
            .collect()
    }

    fn words(&self) -> &'static MapWords {
        words::of_map(&self.document.meta().language)
    }

    /// The main claims, and the marking of the map if it has one.
    fn describe(&self) -> String {
        let nodes = (0..).zip(self.document.nodes());
        let is_main = |node| find_role(self.graph, node) == Some(model::Role::MainClaim);
        let mut lines: Vec<String> = nodes
            .filter(|&(node, _)| is_main(node))
            .map(|(_, record)| format!("{}: {}", self.words().main_claim, record.text))
            .collect();
        let marking = &self.document.meta().marking;
        if !marking.is_empty() {
            lines.insert(0, marking.clone());
        }
        lines.join("\n")
    }

    fn name(&self, hit: Hit) -> Option<svg::Name> {
        match hit {
            Hit::Node(node) => {
                let record = self.document.nodes().rows().get(node as usize)?;
                Some(svg::Name {
                    id: format!("node-{}", record.id.as_str()),
                    text: self.name_node(node, record),
                })
            }
            Hit::Link(link) => {
                let record = self.document.links().rows().get(link as usize)?;
                Some(svg::Name {
                    id: format!("link-{}", record.id.as_str()),
                    text: self.name_link(link, record),
                })
            }
            Hit::Fold(_) => None,
        }
    }

    /// Kind, flags and wording: "Claim (Assumption): Trams are cheap".
    fn name_node(&self, node: u32, record: &Node) -> String {
        let words = self.words();
        let kind = match &record.kind {
            _ if find_role(self.graph, node) == Some(model::Role::MainClaim) => &words.main_claim,
            Kind::Claim => &words.claim,
            Kind::Evidence => &words.evidence,
            Kind::Question => &words.question,
            Kind::Note => &words.note,
            Kind::Other(_) => record.kind.as_str(),
        };
        let flags = [
            record.assumption.is_some().then_some(&*words.assumption),
            record.implicit.then_some(&*words.implicit),
        ];
        let flags: Vec<&str> = flags.into_iter().flatten().collect();
        if flags.is_empty() {
            format!("{kind}: {}", record.text)
        } else {
            format!("{kind} ({}): {}", flags.join(", "), record.text)
        }
    }

    /// Word, premises and target: "because: Trams are cheap → Build trams".
    fn name_link(&self, link: u32, record: &Link) -> String {
        let word = self.name_relation(&record.relation);
        let premises = self.graph.premises(link);
        let premises: Vec<String> = premises.iter().map(|&node| self.shorten(node)).collect();
        let target = match self.graph.target(link) {
            Some(End::Node(node)) => self.shorten(node),
            Some(End::Link(other)) => self
                .document
                .links()
                .rows()
                .get(other as usize)
                .map_or_else(String::new, |it| {
                    self.name_relation(&it.relation).to_owned()
                }),
            None => String::new(),
        };
        format!("{word}: {} → {target}", premises.join("; "))
    }

    /// The word of a relation; one that this version does not know is its own.
    fn name_relation<'w>(&'w self, relation: &'w Relation) -> &'w str {
        match relation {
            Relation::Other(word) => word,
            known => find_word(self.words(), known),
        }
    }

    fn shorten(&self, node: u32) -> String {
        let Some(record) = self.document.nodes().rows().get(node as usize) else {
            return String::new();
        };
        match record.text.char_indices().nth(MOST_OF_A_WORDING) {
            Some((end, _)) => format!("{}…", record.text[..end].trim_end()),
            None => record.text.clone(),
        }
    }
}

/// Around each item of a scene, its line included.
fn find_bounds(scene: &Scene) -> Vec<Rect> {
    let items = scene.items.iter();
    items.map(|item| find_bounds_of(&item.paint)).collect()
}

fn find_bounds_of(paint: &Paint) -> Rect {
    let around = |points: &[Point], width: f32| {
        let first = points.first().copied().unwrap_or_default();
        let start = Rect::from_corners(first, first);
        let grow = |rect: Rect, point: &Point| Rect {
            min: Point::new(rect.min.x.min(point.x), rect.min.y.min(point.y)),
            max: Point::new(rect.max.x.max(point.x), rect.max.y.max(point.y)),
        };
        points.iter().fold(start, grow).grown(width + 1.0)
    };
    match paint {
        Paint::Rect { rect, line, .. } => rect.grown(line.map_or(0.0, |line| line.width) + 1.0),
        Paint::Polygon { points, line, .. } => around(points, line.map_or(0.0, |line| line.width)),
        Paint::Path { points, line, .. } => around(points, line.width),
        Paint::Curve { points, line } => around(points, line.width),
        Paint::Text {
            at, style, text, ..
        } => {
            let wide = FontMeasure::bundled().advance(style.face, style.size, text);
            Rect::from_corners(
                at.moved(-1.0, -style.size),
                at.moved(wide + 1.0, style.size / 2.0),
            )
        }
        Paint::Icon { center, size, .. } => around(&[*center], *size / 2.0),
    }
}
