//! One block set in type: where its characters stand.
//!
//! Positions are points from the galley's top left corner; bytes count from the block's start.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::TextOptions;
use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{Align, Color32, Context, FontFamily, FontId, Galley, Pos2, Rect, Vec2, pos2, vec2};

use super::block::Block;
use super::look::ReaderLook;
use crate::text::PartKind;
use crate::theme::Face;
use crate::ui::theme;

/// The size of notes, as a part of the running text's.
const SMALL: f32 = 0.85;

/// Characters between the columns of a table.
const GUTTER: usize = 3;

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
    pub galley: Arc<Galley>,
    pub manner: Manner,
    /// Whether there is a glyph for every character. Where there is not (scripts written from
    /// right to left), no place within the block can be trusted, so it is taken as a whole.
    sound: bool,
    /// The byte at which each character starts.
    starts: Vec<u32>,
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
    /// everything that is no table, and for tables that are wider than the page.
    fn columns_of(&self, block: &Block, text: &str) -> impl Iterator<Item = (usize, f32)> {
        let columns = block.columns.as_deref().unwrap_or_default();
        let widths = columns
            .iter()
            .map(|n_chars| (n_chars + GUTTER) as f32 * self.mean_advance);
        let fits = widths.clone().sum::<f32>() <= self.width;
        let mut cells = Vec::new();
        if fits && columns.len() > 1 {
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
        let starts: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
        let mut job = LayoutJob::default();
        let mut from = 0;
        for (at, cell) in self.columns_of(block, &text).enumerate() {
            let (to, x) = cell;
            if at > 0 {
                // The tab stands where the last cell ends; the space before it fills the column.
                let filled = x - measure(ctx, &job) - self.tab_width(ctx, &manner);
                job.append("\t", filled.max(0.0), self.format(&manner, &[]));
                from += 1;
            }
            self.append(&mut job, block, &manner, &text, from..to);
            from = to;
        }
        job.wrap.max_width = (self.width - manner.indent).max(manner.size * 2.0);
        let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        let set: usize = galley
            .rows
            .iter()
            .map(|row| row.char_count_including_newline().0)
            .sum();
        Setting {
            galley,
            manner,
            sound: set == starts.len(),
            starts,
        }
    }
}

impl Setting {
    /// The height with the space around it.
    pub fn height(&self) -> f32 {
        self.manner.above + self.galley.rect.height() + self.manner.below
    }

    /// The text as it is set; its bytes are the block's.
    pub fn text(&self) -> &str {
        &self.galley.job.text
    }

    pub fn is_sound(&self) -> bool {
        self.sound
    }

    /// The gap between characters that is nearest to a place.
    pub fn byte_near(&self, place: Vec2) -> usize {
        if !self.sound {
            let upper = place.y < self.galley.rect.height() / 2.0;
            return if upper { 0 } else { self.text().len() };
        }
        self.byte_of(self.galley.cursor_from_pos(place).index.0)
    }

    /// The character that lies under a place, if one does.
    pub fn byte_under(&self, place: Vec2) -> Option<usize> {
        let mut first = 0;
        for row in &self.galley.rows {
            if row.rect().y_range().contains(place.y) {
                let x = place.x - row.pos.x;
                let column = row
                    .glyphs
                    .iter()
                    .position(|glyph| glyph.pos.x <= x && x < glyph.max_x())?;
                return Some(if self.sound {
                    self.byte_of(first + column)
                } else {
                    0
                });
            }
            first += row.char_count_including_newline().0;
        }
        None
    }

    /// The caret before a byte: a line without width.
    pub fn caret_at(&self, byte: usize) -> Rect {
        let end = self.galley.rows.last().map_or(Rect::ZERO, |row| {
            Rect::from_min_max(pos2(row.rect().right(), row.min_y()), row.rect().max)
        });
        if byte >= self.text().len() {
            return end;
        }
        if !self.sound {
            let line = vec2(0.0, self.manner.line);
            return if byte == 0 {
                Rect::from_min_size(Pos2::ZERO, line)
            } else {
                end
            };
        }
        let cursor = CCursor {
            index: self.char_of(byte).into(),
            prefer_next_row: true,
        };
        self.galley.pos_from_cursor(cursor)
    }

    /// The ends of the line that a byte stands on; a line that was broken ends before its space.
    pub fn row_of(&self, byte: usize) -> Range<usize> {
        if !self.sound {
            return 0..self.text().len();
        }
        let wanted = self.char_of(byte);
        let mut first = 0;
        let n_rows = self.galley.rows.len();
        for (i, row) in self.galley.rows.iter().enumerate() {
            let next = first + row.char_count_including_newline().0;
            if wanted < next || i + 1 == n_rows {
                let broken = i + 1 < n_rows && !row.ends_with_newline;
                let end = first + row.glyphs.len() - usize::from(broken && !row.glyphs.is_empty());
                return self.byte_of(first)..self.byte_of(end.max(first));
            }
            first = next;
        }
        0..self.text().len()
    }

    /// The rectangles over a range of bytes, one for each line, without the space at line ends.
    pub fn rects_over(&self, bytes: &Range<usize>) -> Vec<Rect> {
        if bytes.is_empty() {
            return Vec::new();
        }
        let (from, to) = if self.sound {
            (self.char_of(bytes.start), self.char_of(bytes.end))
        } else {
            (0, usize::MAX)
        };
        let mut rects = Vec::new();
        let mut first = 0;
        for row in &self.galley.rows {
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
            .map_or(self.text().len(), |&at| at as usize)
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
