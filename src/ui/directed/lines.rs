//! Text that runs both ways, set line by line: the toolkit knows one direction, and its places
//! within a galley drift where it meets another.
//!
//! Positions are points from the left top corner of the lines; bytes count from the text's start.

use std::ops::Range;

use egui::{Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::{Piece, set_line};
use crate::text::{Directions, find_breaks};

/// A text in lines.
#[derive(Debug)]
pub struct Lines {
    lines: Vec<Line>,
    size: Vec2,
}

#[derive(Debug)]
struct Line {
    /// All of its bytes, with the space or line break at its end.
    bytes: Range<usize>,
    /// Where its words end.
    end: usize,
    top: f32,
    height: f32,
    is_right_to_left: bool,
    /// From left to right, without gaps.
    stretches: Vec<Stretch>,
}

/// A piece of a line, and where its characters stand.
#[derive(Debug)]
struct Stretch {
    piece: Piece,
    /// Bytes at which a caret can stand, and how far along the piece in the direction of its
    /// writing; the last is its end.
    stops: Vec<(usize, f32)>,
}

/// Sets some bytes of a text, given what is shown of them.
type LayOut<'a> = dyn FnMut(&Range<usize>, String) -> std::sync::Arc<Galley> + 'a;

impl Lines {
    /// Sets a text in lines of at most `width` points that are `height` points high. `cuts` are
    /// places where its style changes, ascending.
    pub fn set(
        text: &str,
        (width, height): (f32, f32),
        cuts: &[usize],
        lay_out: &mut LayOut<'_>,
    ) -> Self {
        let directions = Directions::of(text);
        let mut breaker = Breaker {
            text,
            directions: &directions,
            cuts,
            width,
            lay_out,
        };
        let mut lines = Vec::new();
        let mut top = 0.0;
        for bytes in breaker.break_lines() {
            let end = bytes.start + text[bytes.clone()].trim_end().len();
            let pieces = breaker.set(bytes.start..end);
            let is_right_to_left = directions.is_right_to_left_at(bytes.start);
            let own_width = pieces.last().map_or(0.0, Piece::right);
            let indent = if is_right_to_left {
                (width - own_width).max(0.0)
            } else {
                0.0
            };
            let stretches = pieces.into_iter().map(|mut piece| {
                piece.left += indent;
                Stretch::of(text, piece)
            });
            lines.push(Line {
                stretches: stretches.collect(),
                bytes,
                end,
                top,
                height,
                is_right_to_left,
            });
            top += height;
        }
        let right = |line: &Line| line.stretches.last().map_or(0.0, |it| it.piece.right());
        let widest = lines.iter().map(right).fold(0.0, f32::max);
        Self {
            lines,
            size: vec2(widest, top),
        }
    }

    /// The height of all lines, in points.
    pub fn height(&self) -> f32 {
        self.size.y
    }

    /// Whether the text is read from right to left, as its first letter is.
    pub fn is_right_to_left(&self) -> bool {
        self.lines.first().is_some_and(|line| line.is_right_to_left)
    }

    /// Paints the lines with their left top corner at a place of the screen.
    pub fn paint(&self, painter: &Painter, origin: Pos2, ink: egui::Color32) {
        for line in &self.lines {
            for stretch in &line.stretches {
                let at = origin + vec2(stretch.piece.left, line.top);
                painter.galley(at, stretch.piece.galley.clone(), ink);
            }
        }
    }

    /// The gap between characters that is nearest to a place.
    pub fn byte_near(&self, place: Vec2) -> usize {
        let Some(line) = self.line_near(place.y) else {
            return 0;
        };
        // Where a stretch ends and another begins, the caret stands at the beginning, which may be
        // elsewhere in the line.
        let is_caret = |byte: usize, stretch: &Stretch| {
            let is_end = byte == stretch.piece.bytes.end;
            !is_end || byte == line.end && (byte < line.bytes.end || self.is_last(line))
        };
        let stops = line.stretches.iter().flat_map(|stretch| {
            let stops = stretch.stops.iter();
            let own = stops.filter(move |&&(byte, _)| is_caret(byte, stretch));
            own.map(|&(byte, along)| (byte, stretch.x_of(along)))
        });
        let far = |x: f32| (x - place.x).abs();
        let nearest = stops.min_by(|a, b| far(a.1).total_cmp(&far(b.1)));
        nearest.map_or(line.bytes.start, |(byte, _)| byte)
    }

    /// The character that lies under a place, if one does.
    pub fn byte_under(&self, place: Vec2) -> Option<usize> {
        let line = self.line_near(place.y)?;
        let is_in = (line.top..line.top + line.height).contains(&place.y);
        let over = |it: &&Stretch| (it.piece.left..it.piece.right()).contains(&place.x);
        let stretch = line.stretches.iter().find(over).filter(|_| is_in)?;
        let along = stretch.x_of(place.x - stretch.piece.left) - stretch.piece.left;
        let next = stretch.stops.partition_point(|&(_, at)| at <= along);
        let at = next.saturating_sub(1);
        Some(stretch.stops.get(at)?.0)
    }

    /// The caret before a byte: a line without width.
    pub fn caret_at(&self, byte: usize) -> Rect {
        let Some(line) = self.line_of(byte) else {
            return Rect::ZERO;
        };
        // The space at the end of a line takes no room.
        let byte = byte.min(line.end);
        let holds = |it: &&Stretch| it.piece.bytes.contains(&byte);
        let ends = |it: &&Stretch| it.piece.bytes.end == byte;
        let own = line.stretches.iter().find(holds);
        let own = own.or_else(|| line.stretches.iter().find(ends));
        let x = own.map_or(0.0, |stretch| stretch.x_of(stretch.along(byte)));
        Rect::from_min_size(pos2(x, line.top), vec2(0.0, line.height))
    }

    /// The ends of the line that a byte stands on, without the space at its end.
    pub fn row_of(&self, byte: usize) -> Range<usize> {
        self.line_of(byte)
            .map_or(0..0, |line| line.bytes.start..line.end)
    }

    /// The rectangles over a range of bytes, from left to right in each line, without the space
    /// at line ends. What stands together in the text may stand apart in a line.
    pub fn rects_over(&self, bytes: &Range<usize>) -> Vec<Rect> {
        let mut rects: Vec<Rect> = Vec::new();
        for line in &self.lines {
            let first = rects.len();
            for stretch in &line.stretches {
                let own = &stretch.piece.bytes;
                let (from, to) = (bytes.start.max(own.start), bytes.end.min(own.end));
                if from >= to {
                    continue;
                }
                let a = stretch.x_of(stretch.along(from));
                let b = stretch.x_of(stretch.along(to));
                let rect = Rect::from_min_max(
                    pos2(a.min(b), line.top),
                    pos2(a.max(b), line.top + line.height),
                );
                match rects[first..].last_mut() {
                    Some(last) if rect.left() - last.right() < 0.5 => last.max.x = rect.right(),
                    _ => rects.push(rect),
                }
            }
        }
        rects
    }

    fn is_last(&self, line: &Line) -> bool {
        let last = self.lines.last();
        last.is_some_and(|last| last.bytes.end == line.bytes.end)
    }

    fn line_near(&self, y: f32) -> Option<&Line> {
        let at = self
            .lines
            .partition_point(|line| line.top + line.height <= y);
        self.lines.get(at).or(self.lines.last())
    }

    fn line_of(&self, byte: usize) -> Option<&Line> {
        let at = self.lines.partition_point(|line| line.bytes.end <= byte);
        self.lines.get(at).or(self.lines.last())
    }
}

impl Stretch {
    fn of(text: &str, piece: Piece) -> Self {
        let own = &text[piece.bytes.clone()];
        let width = piece.width();
        let glyphs: Vec<f32> = piece
            .galley
            .rows
            .iter()
            .flat_map(|row| row.glyphs.iter().map(move |glyph| row.pos.x + glyph.pos.x))
            .collect();
        let is_sound = !piece.is_right_to_left && glyphs.len() == own.chars().count();
        let n_marks = own.graphemes(true).count().max(1) as f32;
        let mut n_chars = 0;
        let mut stops = Vec::new();
        for (nth, (at, mark)) in own.grapheme_indices(true).enumerate() {
            // Letters of joined scripts are shaped as a word; within it they share its width.
            let along = if is_sound {
                glyphs[n_chars]
            } else {
                width * nth as f32 / n_marks
            };
            n_chars += mark.chars().count();
            stops.push((piece.bytes.start + at, along));
        }
        stops.push((piece.bytes.end, width));
        Self { piece, stops }
    }

    /// How far along a byte stands, in the direction of the writing.
    fn along(&self, byte: usize) -> f32 {
        let at = self.stops.partition_point(|&(stop, _)| stop < byte);
        let stop = self.stops.get(at).or(self.stops.last());
        stop.map_or(0.0, |&(_, along)| along)
    }

    fn x_of(&self, along: f32) -> f32 {
        if self.piece.is_right_to_left {
            self.piece.right() - along
        } else {
            self.piece.left + along
        }
    }
}

/// Breaks a text into lines.
struct Breaker<'a, 'l> {
    text: &'a str,
    directions: &'a Directions<'a>,
    cuts: &'a [usize],
    width: f32,
    lay_out: &'a mut LayOut<'l>,
}

impl Breaker<'_, '_> {
    fn set(&mut self, bytes: Range<usize>) -> Vec<Piece> {
        set_line(
            self.text,
            self.directions,
            bytes,
            self.cuts,
            &mut *self.lay_out,
        )
    }

    fn measure(&mut self, bytes: Range<usize>) -> f32 {
        self.set(bytes).last().map_or(0.0, Piece::right)
    }

    fn break_lines(&mut self) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let (mut start, mut at, mut used) = (0, 0, 0.0);
        for chance in find_breaks(self.text) {
            let word = at..chance.at;
            let shown = word.start + self.text[word.clone()].trim_end().len();
            let needed = self.measure(word.start..shown);
            if used + needed > self.width && at > start {
                lines.push(start..at);
                (start, used) = (at, 0.0);
            }
            if needed > self.width {
                start = self.break_word(start, shown, &mut lines);
                used = self.measure(start..shown);
            } else {
                used += needed;
            }
            used += self.measure(shown..word.end);
            at = word.end;
            if chance.is_forced && at > start {
                lines.push(start..at);
                (start, used) = (at, 0.0);
            }
        }
        if at > start || lines.is_empty() {
            lines.push(start..self.text.len());
        }
        lines
    }

    /// Cuts a word that is wider than a line, and gives where its last part begins.
    fn break_word(&mut self, first: usize, end: usize, lines: &mut Vec<Range<usize>>) -> usize {
        let text = self.text;
        let (mut start, mut used) = (first, 0.0);
        for (at, mark) in text[first..end].grapheme_indices(true) {
            let at = first + at;
            let needed = self.measure(at..at + mark.len());
            if used + needed > self.width && at > start {
                lines.push(start..at);
                (start, used) = (at, 0.0);
            }
            used += needed;
        }
        start
    }
}
