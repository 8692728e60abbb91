//! One block set in type: where its characters stand.
//!
//! Positions are points from the galley's top left corner; bytes count from the block's start.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::TextOptions;
use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{Align, Color32, Context, FontFamily, FontId, Galley, Painter, Pos2, Rect, Vec2, pos2};

use super::block::Block;
use super::cells::{Arrangement, Cells};
use super::look::ReaderLook;
use crate::text::{HiddenSign, PartKind, find_hidden_signs, has_right_to_left, is_read_from_right};
use crate::theme::Face;
use crate::ui::directed::Lines;
use crate::ui::theme;

/// The size of notes, as a part of the running text's.
const SMALL: f32 = 0.85;

/// Characters between the columns of a table.
const GUTTER: usize = 3;

/// The narrowest column that words are broken into, in characters.
const NARROWEST: f32 = 8.0;

/// The size of the marks of notes in running text, likewise.
const RAISED: f32 = 0.7;

/// Letters about as often as English, Spanish, French and German have them.
const SAMPLE: &str = "eeeeeeeeeeeetttttttaaaaaaaaooooooniiiiiiinnnnnnnsssssshhhrrrrrrddddlllluuuu\
                      cccmmmffppgbvyzkq,.                ";

/// The type that a text is set in, and the width of its lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typography {
    pub size: f32,
    pub line: f32,
    pub width: f32,
    ppp: f32,
    /// How glyphs are drawn: when it changes, the toolkit empties its atlas.
    options: TextOptions,
    mean_advance: f32,
    regular: FontFamily,
    semibold: FontFamily,
}

/// How a kind of block stands on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub size: f32,
    pub line: f32,
    pub indent: f32,
    pub above: f32,
    pub below: f32,
    pub semibold: bool,
}

/// A block in type.
#[derive(Debug)]
pub(super) struct Setting {
    body: Body,
    pub manner: Manner,
    text: String,
    /// The byte at which each character starts.
    starts: Vec<u32>,
    /// The signs that are not seen.
    hidden: Vec<HiddenSign>,
}

#[derive(Debug)]
enum Body {
    /// What runs from left to right, with a glyph for every character.
    Whole(Arc<Galley>),
    /// What runs the other way, in part or as a whole, or is shaped otherwise.
    Lines(Lines),
    /// A row of a table, cell by cell.
    Cells(Cells),
}

impl Typography {
    /// The type for lines of at most `available` points.
    pub fn new(ctx: &Context, look: &ReaderLook, available: f32) -> Self {
        let (regular, semibold) = look.faces();
        let regular = choose_family(ctx, regular);
        let semibold = choose_family(ctx, semibold);
        let size = look.size.clamp(6.0, 72.0);
        let measure = look.measure.unwrap_or(f32::INFINITY);
        let font = FontId::new(size, regular.clone());
        let mean_advance = ctx.fonts_mut(|fonts| {
            let sum: f32 = SAMPLE
                .chars()
                .map(|letter| fonts.glyph_width(&font, letter))
                .sum();
            (sum / SAMPLE.chars().count() as f32).max(1.0)
        });
        Self {
            size,
            line: look.line(),
            width: (mean_advance * measure)
                .min(available)
                .max(size * 4.0)
                .round(),
            ppp: ctx.pixels_per_point(),
            options: ctx.fonts(|fonts| *fonts.options()),
            mean_advance,
            regular,
            semibold,
        }
    }

    /// The font of the running text.
    pub fn running_font(&self) -> FontId {
        FontId::new(self.size, self.regular.clone())
    }

    /// How a block of its kind stands on the page.
    pub fn manner(&self, block: &Block) -> Manner {
        let (size, line) = (self.size, self.line);
        let half = (line / 2.0).round();
        let plain = Manner {
            size,
            line,
            indent: 0.0,
            above: 0.0,
            below: half,
            semibold: false,
        };
        match block.kind {
            PartKind::Heading => {
                let size = (size * heading_scale(block.level)).round();
                let line = (size * 1.35).round();
                Manner {
                    size,
                    line,
                    above: self.line,
                    below: half,
                    semibold: true,
                    ..plain
                }
            }
            PartKind::Paragraph
            | PartKind::Emphasis
            | PartKind::Strong
            | PartKind::Link
            | PartKind::Reference => plain,
            PartKind::Footnote => {
                let line = (line * SMALL).round();
                Manner {
                    size: (size * SMALL).round(),
                    line,
                    ..plain
                }
            }
            PartKind::Table => Manner {
                below: if block.ends_table {
                    half
                } else {
                    (half / 4.0).round()
                },
                semibold: block.is_heading_row,
                ..plain
            },
            PartKind::Item => {
                let indent = size * 1.5 * f32::from(block.level.clamp(1, 6));
                Manner {
                    indent: indent.round(),
                    below: (half / 2.0).round(),
                    ..plain
                }
            }
            PartKind::Quote => Manner {
                above: (half / 2.0).round(),
                indent: (size * 1.5 * f32::from(block.level.clamp(1, 4))).round(),
                ..plain
            },
            PartKind::Label => Manner {
                above: half,
                below: (half / 2.0).round(),
                semibold: true,
                ..plain
            },
        }
    }

    /// How words are set that all of `kinds` apply to.
    fn format(&self, manner: &Manner, kinds: &[PartKind]) -> TextFormat {
        let is = |kind: PartKind| kinds.contains(&kind);
        let semibold = manner.semibold || is(PartKind::Label) || is(PartKind::Strong);
        let family = if semibold {
            &self.semibold
        } else {
            &self.regular
        };
        // A lower line at the top of the line is what raises a mark.
        let (scale, line, valign) = if is(PartKind::Reference) {
            (RAISED, manner.line * RAISED, Align::TOP)
        } else {
            (1.0, manner.line, Align::BOTTOM)
        };
        TextFormat {
            font_id: FontId::new(manner.size * scale, family.clone()),
            line_height: Some(line),
            color: Color32::PLACEHOLDER,
            italics: is(PartKind::Emphasis),
            valign,
            ..TextFormat::default()
        }
    }

    /// A block's likely height, for blocks that were never set.
    pub fn estimate(&self, block: &Block) -> f32 {
        let manner = self.manner(block);
        let advance = self.mean_advance * manner.size / self.size;
        let rows = (block.n_chars as f32 * advance / (self.width - manner.indent).max(1.0)).ceil();
        manner.above + rows.max(1.0) * manner.line + manner.below
    }

    /// The ends of a block's cells in bytes, and where each begins, in points: one cell for
    /// everything that is no table.
    fn columns_of(&self, block: &Block, text: &str) -> impl Iterator<Item = (usize, f32)> {
        let widths = self.ask_widths(block);
        let mut cells = Vec::new();
        if widths.len() > 1 {
            let gutter = GUTTER as f32 * self.mean_advance;
            let widths = widths.into_iter().map(|width| width + gutter);
            let mut x = 0.0;
            let ends = text.match_indices('\t').map(|(at, _)| at);
            for (to, width) in ends.chain([text.len()]).zip(widths) {
                cells.push((to, x));
                x += width;
            }
        }
        if cells.is_empty() {
            cells.push((text.len(), 0.0));
        }
        cells.into_iter()
    }

    /// How wide the columns of a table would be if nothing were broken, in points.
    fn ask_widths(&self, block: &Block) -> Vec<f32> {
        let columns = block.columns.as_deref().unwrap_or_default();
        let width = |n_chars: &usize| *n_chars as f32 * self.mean_advance;
        columns.iter().map(width).collect()
    }

    /// How the cells of a row stand that cannot be set as one line of text; none where they can.
    fn arrange(&self, block: &Block, text: &str) -> Option<Arrangement> {
        let widths = self.ask_widths(block);
        let gutter = GUTTER as f32 * self.mean_advance;
        let fits = widths.iter().map(|width| width + gutter).sum::<f32>() <= self.width;
        if widths.len() < 2 || (fits && !has_right_to_left(text)) {
            return None;
        }
        let least = NARROWEST * self.mean_advance;
        let is_mirrored = is_read_from_right(text);
        // Short words can be wider than letters are on average, and should not be broken.
        let slack = |width: &f32| width * 1.1 + 1.5 * self.mean_advance;
        let widths: Vec<f32> = widths.iter().map(slack).collect();
        let of = Arrangement::of(&widths, self.width, gutter, least, is_mirrored);
        Some(of)
    }

    fn tab_width(&self, ctx: &Context, manner: &Manner) -> f32 {
        let mut job = LayoutJob::default();
        job.append("\t", 0.0, self.format(manner, &[]));
        measure(ctx, &job)
    }

    /// Appends some bytes of a block, each stretch as what applies to it wants it.
    fn append(
        &self,
        job: &mut LayoutJob,
        block: &Block,
        manner: &Manner,
        text: &str,
        bytes: Range<usize>,
    ) {
        for piece in cut_where_kinds_change(&block.inner, bytes) {
            let over = |(_, bytes): &&(PartKind, Range<usize>)| {
                bytes.start <= piece.start && piece.end <= bytes.end
            };
            let kinds: Vec<PartKind> = block.inner.iter().filter(over).map(|one| one.0).collect();
            if let Some(words) = text.get(piece) {
                job.append(words, 0.0, self.format(manner, &kinds));
            }
        }
    }

    /// Sets a block. Its colour is left open, so that a change of theme sets nothing anew.
    pub fn set(&self, ctx: &Context, block: &Block, text: &str) -> Setting {
        let manner = self.manner(block);
        let text = block.display(text);
        if let Some(arrangement) = self.arrange(block, &text) {
            let is_mirrored = is_read_from_right(&text);
            let cells = Cells::set(
                &text,
                &arrangement,
                (self.width, is_mirrored),
                |bytes, width| self.set_cell(ctx, block, (bytes, width), &text),
            );
            return Setting::of(Body::Cells(cells), manner, text);
        }
        let width = self.width_of_lines(&manner);
        let whole = (!has_right_to_left(&text))
            .then(|| self.set_whole(ctx, block, &manner, &text))
            .filter(|galley| has_glyph_for_each(galley, text.chars().count()));
        let body = if let Some(galley) = whole {
            Body::Whole(galley)
        } else {
            let all = 0..text.len();
            Body::Lines(self.set_lines(ctx, block, &manner, (&text, all), width))
        };
        Setting::of(body, manner, text)
    }

    /// Sets one cell of a row within a width.
    fn set_cell(
        &self,
        ctx: &Context,
        block: &Block,
        (bytes, width): (Range<usize>, f32),
        text: &str,
    ) -> Setting {
        let manner = self.manner(block);
        let words = text[bytes.clone()].to_owned();
        let whole = (!has_right_to_left(&words)).then(|| {
            let mut job = LayoutJob::default();
            self.append(&mut job, block, &manner, text, bytes.clone());
            if bytes.is_empty() {
                job.append("", 0.0, self.format(&manner, &[]));
            }
            job.wrap.max_width = width;
            ctx.fonts_mut(|fonts| fonts.layout_job(job))
        });
        let whole = whole.filter(|galley| has_glyph_for_each(galley, words.chars().count()));
        let body = match whole {
            Some(galley) => Body::Whole(galley),
            None => Body::Lines(self.set_lines(ctx, block, &manner, (text, bytes), width)),
        };
        Setting::of(body, manner, words)
    }

    fn width_of_lines(&self, manner: &Manner) -> f32 {
        (self.width - manner.indent).max(manner.size * 2.0)
    }

    /// Sets some bytes of a block in lines of that width.
    fn set_lines(
        &self,
        ctx: &Context,
        block: &Block,
        manner: &Manner,
        (text, within): (&str, Range<usize>),
        width: f32,
    ) -> Lines {
        let from = within.start;
        let pieces = cut_where_kinds_change(&block.inner, within.clone());
        let cuts: Vec<usize> = pieces.iter().map(|piece| piece.start - from).collect();
        let size = (width, manner.line);
        Lines::set(&text[within], size, &cuts, &mut |bytes, shown| {
            let over = |(_, it): &&(PartKind, Range<usize>)| {
                it.start <= from + bytes.start && from + bytes.end <= it.end
            };
            let kinds: Vec<PartKind> = block.inner.iter().filter(over).map(|one| one.0).collect();
            let mut job = LayoutJob::default();
            job.append(&shown, 0.0, self.format(manner, &kinds));
            ctx.fonts_mut(|fonts| fonts.layout_job(job))
        })
    }

    fn set_whole(&self, ctx: &Context, block: &Block, manner: &Manner, text: &str) -> Arc<Galley> {
        let mut job = LayoutJob::default();
        let mut from = 0;
        for (at, cell) in self.columns_of(block, text).enumerate() {
            let (to, x) = cell;
            if at > 0 {
                // The tab stands where the last cell ends; the space before it fills the column.
                let filled = x - measure(ctx, &job) - self.tab_width(ctx, manner);
                job.append("\t", filled.max(0.0), self.format(manner, &[]));
                from += 1;
            }
            self.append(&mut job, block, manner, text, from..to);
            from = to;
        }
        job.wrap.max_width = self.width_of_lines(manner);
        ctx.fonts_mut(|fonts| fonts.layout_job(job))
    }
}

fn has_glyph_for_each(galley: &Galley, n_chars: usize) -> bool {
    let rows = galley.rows.iter();
    let set: usize = rows.map(|row| row.char_count_including_newline().0).sum();
    set == n_chars
}

impl Setting {
    fn of(body: Body, manner: Manner, text: String) -> Self {
        Self {
            starts: text.char_indices().map(|(at, _)| at as u32).collect(),
            hidden: find_hidden_signs(&text),
            body,
            manner,
            text,
        }
    }

    /// The signs that are not seen and have no business where they stand, at bytes of the block.
    pub fn hidden_signs(&self) -> &[HiddenSign] {
        &self.hidden
    }

    /// The height with the space around it.
    pub fn height(&self) -> f32 {
        self.manner.above + self.text_height() + self.manner.below
    }

    /// The height of its lines.
    pub fn text_height(&self) -> f32 {
        match &self.body {
            Body::Whole(galley) => galley.rect.height(),
            Body::Lines(lines) => lines.height(),
            Body::Cells(cells) => cells.height(),
        }
    }

    /// The text as it is set; its bytes are the block's.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All of it in type, where the toolkit knows its places.
    pub fn galley(&self) -> Option<&Arc<Galley>> {
        match &self.body {
            Body::Whole(galley) => Some(galley),
            Body::Lines(_) | Body::Cells(_) => None,
        }
    }

    /// How far its lines stand in from the left edge of the page; a block that is read from right
    /// to left is indented at the other side.
    pub fn left(&self) -> f32 {
        if self.is_right_to_left() {
            0.0
        } else {
            self.manner.indent
        }
    }

    /// Whether the block is read from right to left.
    pub fn is_right_to_left(&self) -> bool {
        match &self.body {
            Body::Whole(_) => false,
            Body::Lines(lines) => lines.is_right_to_left(),
            Body::Cells(cells) => cells.is_right_to_left(),
        }
    }

    pub fn paint(&self, painter: &Painter, origin: Pos2, ink: Color32) {
        match &self.body {
            Body::Whole(galley) => {
                painter.galley(origin, galley.clone(), ink);
            }
            Body::Lines(lines) => lines.paint(painter, origin, ink),
            Body::Cells(cells) => cells.paint(painter, origin, ink),
        }
    }

    /// The gap between characters that is nearest to a place.
    pub fn byte_near(&self, place: Vec2) -> usize {
        match &self.body {
            Body::Whole(galley) => self.byte_of(galley.cursor_from_pos(place).index.0),
            Body::Lines(lines) => lines.byte_near(place),
            Body::Cells(cells) => cells.byte_near(place),
        }
    }

    /// The character that lies under a place, if one does.
    pub fn byte_under(&self, place: Vec2) -> Option<usize> {
        let galley = match &self.body {
            Body::Whole(galley) => galley,
            Body::Lines(lines) => return lines.byte_under(place),
            Body::Cells(cells) => return cells.byte_under(place),
        };
        let mut first = 0;
        for row in &galley.rows {
            if row.rect().y_range().contains(place.y) {
                let x = place.x - row.pos.x;
                let column = row
                    .glyphs
                    .iter()
                    .position(|glyph| glyph.pos.x <= x && x < glyph.max_x())?;
                return Some(self.byte_of(first + column));
            }
            first += row.char_count_including_newline().0;
        }
        None
    }

    /// The caret before a byte: a line without width.
    pub fn caret_at(&self, byte: usize) -> Rect {
        let galley = match &self.body {
            Body::Whole(galley) => galley,
            Body::Lines(lines) => return lines.caret_at(byte),
            Body::Cells(cells) => return cells.caret_at(byte),
        };
        if byte >= self.text.len() {
            return galley.rows.last().map_or(Rect::ZERO, |row| {
                Rect::from_min_max(pos2(row.rect().right(), row.min_y()), row.rect().max)
            });
        }
        let cursor = CCursor {
            index: self.char_of(byte).into(),
            prefer_next_row: true,
        };
        galley.pos_from_cursor(cursor)
    }

    /// The ends of the line that a byte stands on; a line that was broken ends before its space.
    pub fn row_of(&self, byte: usize) -> Range<usize> {
        let galley = match &self.body {
            Body::Whole(galley) => galley,
            Body::Lines(lines) => return lines.row_of(byte),
            Body::Cells(cells) => return cells.row_of(byte),
        };
        let wanted = self.char_of(byte);
        let mut first = 0;
        let n_rows = galley.rows.len();
        for (i, row) in galley.rows.iter().enumerate() {
            let next = first + row.char_count_including_newline().0;
            if wanted < next || i + 1 == n_rows {
                let broken = i + 1 < n_rows && !row.ends_with_newline;
                let ends_in_space = row.glyphs.last().is_some_and(|last| last.chr == ' ');
                let end = first + row.glyphs.len() - usize::from(broken && ends_in_space);
                return self.byte_of(first)..self.byte_of(end.max(first));
            }
            first = next;
        }
        0..self.text.len()
    }

    /// The rectangles over a range of bytes, at least one for each line, without the space at
    /// line ends.
    pub fn rects_over(&self, bytes: &Range<usize>) -> Vec<Rect> {
        if bytes.is_empty() {
            return Vec::new();
        }
        let galley = match &self.body {
            Body::Whole(galley) => galley,
            Body::Lines(lines) => return lines.rects_over(bytes),
            Body::Cells(cells) => return cells.rects_over(bytes),
        };
        let (from, to) = (self.char_of(bytes.start), self.char_of(bytes.end));
        let mut rects = Vec::new();
        let mut first = 0;
        for row in &galley.rows {
            let n_glyphs = row.glyphs.len();
            let start = from.saturating_sub(first).min(n_glyphs);
            let mut end = to.saturating_sub(first).min(n_glyphs);
            while end == n_glyphs && end > start && row.glyphs[end - 1].chr == ' ' {
                end -= 1;
                if end < n_glyphs {
                    break;
                }
            }
            if start < end {
                let left = row.pos.x + row.glyphs[start].pos.x;
                let right = row.pos.x + row.glyphs[end - 1].max_x();
                rects.push(Rect::from_min_max(
                    pos2(left, row.min_y()),
                    pos2(right, row.max_y()),
                ));
            }
            first += row.char_count_including_newline().0;
        }
        rects
    }

    /// The number of characters before a byte.
    pub fn char_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&at| (at as usize) < byte)
    }

    fn byte_of(&self, index: usize) -> usize {
        self.starts
            .get(index)
            .map_or(self.text.len(), |&at| at as usize)
    }
}

/// The width of words, in points.
fn measure(ctx: &Context, job: &LayoutJob) -> f32 {
    ctx.fonts_mut(|fonts| fonts.layout_job(job.clone()))
        .rect
        .width()
}

/// A named family when it is installed; an unknown one would be a panic in egui.
fn choose_family(ctx: &Context, face: Face) -> FontFamily {
    let family = theme::family(face);
    let installed = ctx.fonts(|fonts| fonts.definitions().families.contains_key(&family));
    if installed {
        family
    } else {
        FontFamily::Proportional
    }
}

/// The stretches of some bytes of a block within which the same kinds apply, in order.
fn cut_where_kinds_change(
    inner: &[(PartKind, Range<usize>)],
    bytes: Range<usize>,
) -> Vec<Range<usize>> {
    let ends = inner.iter().flat_map(|(_, bytes)| [bytes.start, bytes.end]);
    let ends = ends.filter(|at| bytes.contains(at));
    let mut cuts: Vec<usize> = ends.chain([bytes.start, bytes.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

fn heading_scale(level: u8) -> f32 {
    match level {
        0 | 1 => 1.4,
        2 => 1.2,
        3 => 1.1,
        _ => 1.0,
    }
}
