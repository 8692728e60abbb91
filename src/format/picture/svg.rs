//! A map as SVG, part by part as it is drawn: text stays text, icons are outlines. No script, no
//! style sheet, nothing from elsewhere. Knows items and colours; what they are called is handed in.

use std::convert::Infallible;
use std::io;

use super::carried;
use super::glyph::Glyphs;
use crate::layout::geometry::{Point, Rect};
use crate::layout::measure::{FontMeasure, Measure};
use crate::layout::scene::outline::{Segment, round_corners};
use crate::layout::scene::{Drawing, Hit, Item, Line, Paint, Part};
use crate::theme::icon::Icon;
use crate::theme::{Role, TextStyle, Theme};

/// The font of the map, then others that most systems have and that run no wider.
const SANS: &str = " font-family=\"Inter, 'Helvetica Neue', Arial, sans-serif\"";
/// The same for what is quoted from an article.
const SERIF: &str = " font-family=\"'Linchpin Serif', 'Source Serif 4', Georgia, serif\"";

/// What the picture and its parts are called.
#[derive(Clone, Copy)]
pub struct Captions<'a> {
    /// The title of the map.
    pub title: &'a str,
    /// What is to be seen, for those who cannot see it.
    pub description: &'a str,
    /// Language tag, such as `en`; may be empty.
    pub language: &'a str,
    /// The canonical text of the map, for a picture that carries it.
    pub carried: Option<&'a str>,
    /// What belongs to a box or line; none for what needs no name.
    pub name: &'a dyn Fn(Hit) -> Option<Name>,
}

/// What a box or line is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Unlike that of every other part.
    pub id: String,
    /// What a screen reader says.
    pub text: String,
}

/// So many bytes are handed on at once by [`write_to`], and hardly more.
const PIECE: usize = 1 << 18;

/// Writes a map, one element per line. One unit of the picture is one map unit.
pub fn write(drawing: &Drawing<'_>, theme: &Theme, captions: &Captions<'_>) -> String {
    write_whole(drawing, list_paints(theme), captions, false)
}

/// The same bytes, handed on piece by piece: a picture is several times as large as its map.
///
/// # Errors
/// What `sink` says; nothing more is handed to it then.
pub fn write_to(
    sink: &mut dyn io::Write,
    drawing: &Drawing<'_>,
    theme: &Theme,
    captions: &Captions<'_>,
) -> io::Result<()> {
    let mut writer = Writer::new(list_paints(theme), false, PIECE + PIECE / 4);
    let hand_on = |out: &mut String| {
        sink.write_all(out.as_bytes())?;
        out.clear();
        Ok(())
    };
    writer.write_all(drawing, captions, (PIECE, hand_on))
}

/// As [`write()`], for a page: its colours are the page's custom properties, named as the roles are,
/// no attribute holds style, and every group says in `data-part` what it belongs to.
pub fn write_inline(drawing: &Drawing<'_>, captions: &Captions<'_>) -> String {
    let paints = Role::ALL
        .iter()
        .map(|role| (format!("=\"var(--{})\"", role.name()), 1.0));
    write_whole(drawing, paints.collect(), captions, true)
}

fn write_whole(
    drawing: &Drawing<'_>,
    paints: Vec<(String, f32)>,
    captions: &Captions<'_>,
    is_inline: bool,
) -> String {
    // A box with its name, a few lines and the line to it takes about this much.
    let capacity = 1024 + drawing.placement.boxes.len() * 1500;
    let mut writer = Writer::new(paints, is_inline, capacity);
    let keep = |_: &mut String| Ok::<(), Infallible>(());
    let Ok(()) = writer.write_all(drawing, captions, (usize::MAX, keep));
    writer.out
}

struct Writer {
    /// What has been written and not been handed on.
    out: String,
    /// Per role, its colour as the value of an attribute, and its opacity.
    paints: Vec<(String, f32)>,
    /// Whether it stands in a page.
    is_inline: bool,
    /// Per icon, whether it was drawn.
    is_icon_used: Vec<bool>,
}

impl Writer {
    fn new(paints: Vec<(String, f32)>, is_inline: bool, capacity: usize) -> Self {
        Self {
            out: String::with_capacity(capacity),
            paints,
            is_inline,
            is_icon_used: vec![false; Icon::ALL.len()],
        }
    }

    /// Writes the whole picture. What has been written is handed on, to be taken out, whenever it has
    /// more than so many bytes, and at the end.
    fn write_all<E>(
        &mut self,
        drawing: &Drawing<'_>,
        captions: &Captions<'_>,
        (most, mut hand_on): (usize, impl FnMut(&mut String) -> Result<(), E>),
    ) -> Result<(), E> {
        self.open(drawing.bounds(), captions);
        // Where the outlines of the icons belong, until they are there.
        let mut definitions = Some(self.out.len());
        self.write_ground(drawing.bounds());
        let mut items = Vec::new();
        let mut parts = Part::list(drawing);
        while let Some(part) = parts.next() {
            self.write_part(part, &mut items, drawing, captions);
            if self.out.len() < most {
                continue;
            }
            if let Some(at) = definitions.take() {
                self.note_icons(parts.clone(), &mut items, drawing);
                self.insert_icons(at);
            }
            hand_on(&mut self.out)?;
        }
        if let Some(at) = definitions {
            self.insert_icons(at);
        }
        self.out.push_str("</svg>\n");
        hand_on(&mut self.out)
    }

    /// Notes which icons the parts still to be written have. Boxes alone have any.
    fn note_icons(
        &mut self,
        parts: impl Iterator<Item = Part>,
        items: &mut Vec<Item>,
        drawing: &Drawing<'_>,
    ) {
        for part in parts.filter(|part| matches!(part, Part::Box(_))) {
            items.clear();
            part.draw(items, drawing);
            for item in &*items {
                if let Paint::Icon { icon, .. } = item.paint {
                    self.is_icon_used[icon as usize] = true;
                }
            }
        }
    }

    fn insert_icons(&mut self, at: usize) {
        let icons = self.define_icons();
        self.out.insert_str(at, &icons);
    }

    fn open(&mut self, bounds: Rect, captions: &Captions<'_>) {
        if !self.is_inline {
            self.out
                .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        }
        self.out.push_str(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"",
        );
        self.number(" width", bounds.width());
        self.number(" height", bounds.height());
        self.out.push_str(" viewBox=\"");
        let sides = [bounds.min.x, bounds.min.y, bounds.width(), bounds.height()];
        for (at, side) in sides.into_iter().enumerate() {
            if at > 0 {
                self.out.push(' ');
            }
            push_number(&mut self.out, side);
        }
        self.out.push('"');
        if !captions.language.is_empty() && !self.is_inline {
            self.out.push_str(" xml:lang=\"");
            push_escaped(&mut self.out, captions.language);
            self.out.push('"');
        }
        self.out.push_str(
            " role=\"graphics-document document\" fill=\"none\" stroke-linejoin=\"round\"",
        );
        if !self.is_inline {
            // Widths were counted without kerning and ligatures.
            self.out.push_str(
                " style=\"font-kerning:none;font-variant-ligatures:none;white-space:pre\"",
            );
        }
        // Said once for all text that is set in it.
        self.out.push_str(SANS);
        self.out.push_str(">\n");
        self.element("title", captions.title);
        self.element("desc", captions.description);
        if let Some(map) = captions.carried {
            carried::push_metadata(&mut self.out, map);
        }
    }

    /// The outlines of the icons that were drawn.
    fn define_icons(&self) -> String {
        let mut out = String::new();
        if !self.is_icon_used.contains(&true) {
            return out;
        }
        let mut glyphs = Glyphs::new(FontMeasure::bundled());
        let is_used = |icon: &&Icon| self.is_icon_used[**icon as usize];
        out.push_str("<defs>\n");
        for icon in Icon::ALL.iter().filter(is_used) {
            out.push_str("<path id=\"icon-");
            out.push_str(icon.name());
            out.push_str("\" d=\"");
            for segment in glyphs.trace_icon(*icon) {
                // Two decimals of a hundredth of an icon are finer than any screen.
                push_segment(&mut out, segment, 100.0);
            }
            out.push_str("\"/>\n");
        }
        out.push_str("</defs>\n");
        out
    }

    fn write_ground(&mut self, bounds: Rect) {
        self.out.push_str("<rect");
        self.place(bounds);
        self.fill(Role::Paper);
        self.out.push_str("/>\n");
    }

    /// Every part makes a group. Where a box or line has several, the last is called by its name.
    fn write_part(
        &mut self,
        part: Part,
        items: &mut Vec<Item>,
        drawing: &Drawing<'_>,
        captions: &Captions<'_>,
    ) {
        items.clear();
        part.draw(items, drawing);
        let Some(hit) = items.first().map(|item| item.hit) else {
            return;
        };
        let is_last = part.is_last(drawing);
        let name = (is_last || self.is_inline).then(|| (captions.name)(hit));
        let name = name.flatten();
        self.out.push_str("<g");
        if let Some(name) = name.as_ref().filter(|_| self.is_inline) {
            self.out.push_str(" data-part=\"");
            push_escaped(&mut self.out, &name.id);
            self.out.push('"');
        }
        match name.filter(|_| is_last) {
            Some(name) => {
                self.out.push_str(" id=\"");
                push_escaped(&mut self.out, &name.id);
                self.out.push_str("\" role=\"graphics-symbol img\">");
                self.element("title", &name.text);
            }
            None => self.out.push_str(">\n"),
        }
        for item in &*items {
            self.write_paint(&item.paint);
        }
        self.out.push_str("</g>\n");
    }

    fn write_paint(&mut self, paint: &Paint) {
        match paint {
            Paint::Rect {
                rect,
                radius,
                fill,
                line,
            } => {
                self.out.push_str("<rect");
                self.place(*rect);
                if *radius > 0.0 {
                    self.number(" rx", *radius);
                }
                self.finish(*fill, *line);
            }
            Paint::Polygon { points, fill, line } => {
                self.out.push_str("<polygon points=\"");
                for (at, point) in points.iter().enumerate() {
                    if at > 0 {
                        self.out.push(' ');
                    }
                    push_point(&mut self.out, *point, 1.0);
                }
                self.out.push('"');
                self.finish(*fill, *line);
            }
            Paint::Path {
                points,
                rounding,
                line,
            } => self.write_path(&round_corners(points, *rounding), *line),
            Paint::Curve { points, line } => {
                let [a, b, c, d] = *points;
                self.write_path(&[Segment::Move(a), Segment::Curve([b, c, d])], *line);
            }
            Paint::Text {
                at,
                style,
                role,
                text,
                is_struck,
                is_from_right,
            } => {
                let ways = (*is_struck, *is_from_right);
                self.write_text(*at, *style, *role, text, ways);
            }
            Paint::Icon {
                center,
                size,
                role,
                icon,
            } => {
                self.is_icon_used[*icon as usize] = true;
                self.out.push_str("<use xlink:href=\"#icon-");
                self.out.push_str(icon.name());
                self.out.push_str("\" transform=\"translate(");
                push_point(&mut self.out, center.moved(-size / 2.0, -size / 2.0), 1.0);
                self.out.push_str(") scale(");
                push_number(&mut self.out, size / 100.0);
                self.out.push_str(")\"");
                self.fill(*role);
                self.out.push_str("/>\n");
            }
        }
    }

    fn write_path(&mut self, segments: &[Segment], line: Line) {
        self.out.push_str("<path d=\"");
        for segment in segments {
            push_segment(&mut self.out, *segment, 1.0);
        }
        self.out.push('"');
        self.finish(None, Some(line));
    }

    /// `ways` says whether a line runs through it, and whether it is read from the right.
    fn write_text(
        &mut self,
        at: Point,
        style: TextStyle,
        role: Role,
        text: &str,
        ways: (bool, bool),
    ) {
        let (is_struck, is_from_right) = ways;
        let mut x = at.x;
        if is_from_right {
            x += FontMeasure::bundled().advance(style.face, style.size, text);
        }
        self.out.push_str("<text");
        self.number(" x", x);
        self.number(" y", at.y);
        if style.face.is_serif() {
            self.out.push_str(SERIF);
        }
        self.number(" font-size", style.size);
        if style.face.weight() == 600 {
            self.out.push_str(" font-weight=\"600\"");
        }
        if style.face.is_italic() {
            self.out.push_str(" font-style=\"italic\"");
        }
        if is_struck {
            self.out.push_str(" text-decoration=\"line-through\"");
        }
        if is_from_right {
            // Such a line begins at its right end.
            self.out
                .push_str(" direction=\"rtl\" unicode-bidi=\"embed\"");
        }
        self.fill(role);
        self.out.push('>');
        push_escaped(&mut self.out, text);
        self.out.push_str("</text>\n");
    }

    /// The end of an element that has a ground, an outline or both.
    fn finish(&mut self, fill: Option<Role>, line: Option<Line>) {
        if let Some(role) = fill {
            self.fill(role);
        }
        if let Some(line) = line {
            self.paint(" stroke", line.role);
            if line.width != 1.0 {
                self.number(" stroke-width", line.width);
            }
            if !line.dash.is_empty() {
                self.out.push_str(" stroke-dasharray=\"");
                for (at, length) in line.dash.iter().enumerate() {
                    if at > 0 {
                        self.out.push(' ');
                    }
                    push_number(&mut self.out, *length);
                }
                self.out.push('"');
                if line.dash.contains(&0.0) {
                    self.out.push_str(" stroke-linecap=\"round\"");
                }
            }
        }
        self.out.push_str("/>\n");
    }

    fn fill(&mut self, role: Role) {
        self.paint(" fill", role);
    }

    fn paint(&mut self, attribute: &str, role: Role) {
        let (colour, opacity) = &self.paints[role as usize];
        let opacity = *opacity;
        self.out.push_str(attribute);
        self.out.push_str(colour);
        if opacity < 1.0 {
            self.out.push_str(attribute);
            self.number("-opacity", opacity);
        }
    }

    fn place(&mut self, rect: Rect) {
        self.number(" x", rect.min.x);
        self.number(" y", rect.min.y);
        self.number(" width", rect.width());
        self.number(" height", rect.height());
    }

    fn number(&mut self, attribute: &str, value: f32) {
        self.out.push_str(attribute);
        self.out.push_str("=\"");
        push_number(&mut self.out, value);
        self.out.push('"');
    }

    fn element(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        push_escaped(&mut self.out, text);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }
}

fn list_paints(theme: &Theme) -> Vec<(String, f32)> {
    let roles = Role::ALL.iter();
    roles.map(|role| print_colour(theme, *role)).collect()
}

fn print_colour(theme: &Theme, role: Role) -> (String, f32) {
    let colour = theme.colour(role);
    (format!("=\"{}\"", colour.to_hex()), colour.opacity())
}

fn push_segment(out: &mut String, segment: Segment, scale: f32) {
    let (letter, points): (char, &[Point]) = match &segment {
        Segment::Move(to) => ('M', std::slice::from_ref(to)),
        Segment::Line(to) => ('L', std::slice::from_ref(to)),
        Segment::Quad(points) => ('Q', points),
        Segment::Curve(points) => ('C', points),
        Segment::Close => ('Z', &[]),
    };
    out.push(letter);
    for (at, point) in points.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        push_point(out, *point, scale);
    }
}

fn push_point(out: &mut String, point: Point, scale: f32) {
    push_number(out, point.x * scale);
    out.push(',');
    push_number(out, point.y * scale);
}

/// At most two decimals, and none that are 0. What is no number is 0.
pub(super) fn push_number(out: &mut String, value: f32) {
    // Rounded by hand: the product is exact, and a call for each number takes as long as printing it.
    let hundredths = f64::from(value) * 100.0;
    let hundredths = (hundredths + 0.5_f64.copysign(hundredths)) as i64;
    if hundredths < 0 {
        out.push('-');
    }
    let hundredths = hundredths.unsigned_abs();
    let (mut whole, rest) = (hundredths / 100, (hundredths % 100) as u8);
    let mut digits = [0_u8; 20];
    let mut first = digits.len();
    while first == digits.len() || whole > 0 {
        first -= 1;
        digits[first] = b'0' + (whole % 10) as u8;
        whole /= 10;
    }
    out.push_str(std::str::from_utf8(&digits[first..]).unwrap_or_default());
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + rest / 10));
        if !rest.is_multiple_of(10) {
            out.push(char::from(b'0' + rest % 10));
        }
    }
}

/// Where the first byte stands that may have to be written otherwise, or begins what may.
fn find_special(text: &[u8]) -> Option<usize> {
    let is_special = |byte: u8| {
        matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7F | 0xC2 | 0xEF) || byte < b' '
    };
    // So many at once are looked at without a branch for each.
    let is_plain = |bytes: &&[u8]| !bytes.iter().fold(false, |any, &it| any | is_special(it));
    let n_plain: usize = text.chunks(16).take_while(is_plain).map(<[u8]>::len).sum();
    let rest = text[n_plain..].iter().position(|&byte| is_special(byte));
    rest.map(|at| n_plain + at)
}

/// Text as it may stand in an element or attribute; characters that XML forbids are left out.
pub(in crate::format) fn push_escaped(out: &mut String, mut text: &str) {
    while let Some(n_plain) = find_special(text.as_bytes()) {
        let (plain, rest) = text.split_at(n_plain);
        out.push_str(plain);
        let mut chars = rest.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('"') => out.push_str("&quot;"),
            Some('\'') => out.push_str("&#39;"),
            Some(
                '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}',
            )
            | None => {}
            Some(other) => out.push(other),
        }
        text = chars.as_str();
    }
    out.push_str(text);
}
