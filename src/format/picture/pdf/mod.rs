//! A scene as a PDF: text stays text in embedded fonts, shapes stay shapes. Nothing in it runs or
//! points elsewhere, and the same map gives the same bytes. Knows items, colours and sheets.

mod content;
mod file;
mod font;
mod subset;

use std::collections::BTreeSet;

use content::{Content, Shared, name_icon, push_segments};
use file::{File, Ref, push_text};
use font::Letters;

use super::find_bounds;
use super::glyph::Glyphs;
use super::pages::{Page, Pages};
use super::svg::push_number;
use crate::format::exchange::Put as _;
use crate::layout::geometry::{Point, Rect};
use crate::layout::measure::FontMeasure;
use crate::layout::scene::{Line, Scene};
use crate::theme::icon::Icon;
use crate::theme::{Face, Role, TextStyle, Theme};

/// What a file says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// The title of the map.
    pub title: &'a str,
    /// Who made the map.
    pub authors: &'a [String],
    /// Language tag, such as `en`; may be empty.
    pub language: &'a str,
    /// What is to be seen, for catalogues and those who cannot see it.
    pub description: &'a str,
    /// Bookmarks: words, and the left top corner in map units of what they lead to.
    pub bookmarks: &'a [(String, Point)],
}

/// Writes a scene on those sheets.
pub fn write(scene: &Scene, theme: &Theme, pages: &Pages, facts: &Facts<'_>) -> Vec<u8> {
    let mut shared = Shared {
        theme,
        letters: Letters::new(),
        icons: BTreeSet::new(),
        opacities: BTreeSet::new(),
    };
    let mut file = File::new();
    let (catalog, tree) = (file.reserve(), file.reserve());
    let resources = file.reserve();
    let bounds = find_bounds(scene);
    let mut kids = Vec::new();
    for page in &pages.pages {
        let stream = draw_page(&mut shared, scene, &bounds, pages, page);
        let stream = file.put_stream("", stream.as_bytes());
        let [width, height] = pages.size;
        kids.push(file.put(&format!(
            "<</Type/Page/Parent {tree}/MediaBox[0 0 {width:.2} {height:.2}]/Resources {resources}\
             /Contents {stream}/Group<</S/Transparency/CS/DeviceRGB>>>>"
        )));
    }
    let mut list = String::new();
    for kid in &kids {
        list.put(format_args!("{kid} "));
    }
    file.put_at(
        tree,
        &format!("<</Type/Pages/Count {}/Kids[{list}]>>", kids.len()),
    );
    put_resources(&mut file, &shared, resources);
    let outline = put_bookmarks(&mut file, pages, &kids, facts.bookmarks);
    put_catalog(&mut file, catalog, tree, outline, facts);
    let info = put_info(&mut file, facts);
    file.finish(catalog, info)
}

fn draw_page(
    shared: &mut Shared<'_>,
    scene: &Scene,
    bounds: &[Rect],
    pages: &Pages,
    page: &Page,
) -> String {
    let height = pages.size[1];
    let theme = shared.theme;
    let mut content = Content::new(shared);
    content.begin_map(page.window, page.place, pages.scale, height);
    // White needs no ink of its own.
    let paper = theme.colour(Role::Paper);
    if [paper.r, paper.g, paper.b] != [255; 3] {
        content.fill_rect(page.window, Role::Paper);
    }
    for (item, _) in scene
        .items
        .iter()
        .zip(bounds)
        .filter(|(_, bounds)| bounds.overlaps(&page.window))
    {
        content.paint(&item.paint);
    }
    content.end();
    if !page.marks.is_empty() || !page.captions.is_empty() {
        content.begin_sheet(height);
        let line = Line {
            role: Role::Ink,
            width: 0.35,
            dash: &[],
        };
        for mark in &page.marks {
            content.line(*mark, line);
        }
        for caption in &page.captions {
            let style = TextStyle {
                face: Face::Regular,
                size: caption.size,
                line_height: caption.size,
            };
            let is_from_right = crate::text::is_read_from_right(&caption.text);
            content.text(
                caption.at,
                style,
                Role::SecondInk,
                &caption.text,
                is_from_right,
            );
        }
        content.end();
    }
    content.finish()
}

fn put_resources(file: &mut File, shared: &Shared<'_>, at: Ref) {
    let fonts = shared.letters.embed(file);
    let mut icons = String::new();
    let mut glyphs = Glyphs::new(FontMeasure::bundled());
    for icon in &shared.icons {
        let icon = Icon::ALL[*icon];
        let mut stream = String::new();
        push_segments(&mut stream, &glyphs.trace_icon(icon), 100.0);
        stream.push_str("f\n");
        let form = "/Type/XObject/Subtype/Form/BBox[-20 -20 120 120]";
        let form = file.put_stream(form, stream.as_bytes());
        icons.put(format_args!("/{} {form}", name_icon(icon)));
    }
    let mut states = String::new();
    for opacity in &shared.opacities {
        states.put(format_args!("/G{opacity}<<"));
        let share = f32::from(*opacity) / 255.0;
        states.put(format_args!("/ca {share:.3}/CA {share:.3}>>"));
    }
    file.put_at(
        at,
        &format!("<</Font<<{fonts}>>/XObject<<{icons}>>/ExtGState<<{states}>>>>"),
    );
}

/// A list of bookmarks; none where there is nothing to lead to.
fn put_bookmarks(
    file: &mut File,
    pages: &Pages,
    kids: &[Ref],
    bookmarks: &[(String, Point)],
) -> Option<Ref> {
    let place = |at: Point| {
        let found = pages.pages.iter().position(|page| page.window.contains(at));
        let found = found.unwrap_or_default();
        let (page, kid) = (pages.pages.get(found)?, kids.get(found)?);
        let x = page.place.min.x + (at.x - page.window.min.x) * pages.scale;
        let y = pages.size[1] - page.place.min.y - (at.y - page.window.min.y) * pages.scale;
        Some((*kid, x, y))
    };
    let marks: Vec<_> = bookmarks
        .iter()
        .filter_map(|(words, at)| Some((words, place(*at)?)))
        .collect();
    let last = marks.len().checked_sub(1)?;
    let root = file.reserve();
    let refs: Vec<Ref> = marks.iter().map(|_| file.reserve()).collect();
    for (at, (words, (page, x, y))) in marks.iter().enumerate() {
        let mut entry = String::from("<</Title");
        push_text(&mut entry, words);
        entry.put(format_args!("/Parent {root}/Dest[{page}/XYZ "));
        push_number(&mut entry, *x);
        entry.push(' ');
        push_number(&mut entry, *y);
        entry.push_str(" null]");
        if at > 0 {
            entry.put(format_args!("/Prev {}", refs[at - 1]));
        }
        if at < last {
            entry.put(format_args!("/Next {}", refs[at + 1]));
        }
        entry.push_str(">>");
        file.put_at(refs[at], &entry);
    }
    file.put_at(
        root,
        &format!(
            "<</Type/Outlines/First {}/Last {}/Count {}>>",
            refs[0],
            refs[last],
            refs.len()
        ),
    );
    Some(root)
}

fn put_catalog(file: &mut File, at: Ref, tree: Ref, outline: Option<Ref>, facts: &Facts<'_>) {
    let mut out = String::new();
    out.put(format_args!("<</Type/Catalog/Pages {tree}"));
    if let Some(outline) = outline {
        out.put(format_args!("/Outlines {outline}"));
    }
    if !facts.language.is_empty() {
        out.push_str("/Lang");
        push_text(&mut out, facts.language);
    }
    if !facts.title.is_empty() {
        out.push_str("/ViewerPreferences<</DisplayDocTitle true>>");
    }
    out.push_str(">>");
    file.put_at(at, &out);
}

fn put_info(file: &mut File, facts: &Facts<'_>) -> Ref {
    let mut out = String::from("<<");
    let authors = facts.authors.join(", ");
    let producer = format!("linchpin {}", env!("CARGO_PKG_VERSION"));
    for (key, text) in [
        ("Title", facts.title),
        ("Author", &authors),
        ("Subject", facts.description),
        ("Producer", &producer),
    ] {
        if !text.is_empty() {
            out.put(format_args!("/{key}"));
            push_text(&mut out, text);
        }
    }
    out.push_str(">>");
    file.put(&out)
}
