//! A row of a table whose cells do not fit side by side on one line, or are read from right to
//! left: each cell is set by itself, in a column of its own, or on lines of its own where there
//! are too many columns for that.
//!
//! Positions are points from the row's top left corner; bytes count from the row's start.

use std::ops::Range;

use egui::{Color32, Painter, Pos2, Rect, Vec2, vec2};

use super::setting::Setting;

/// Cells in type.
#[derive(Debug)]
pub(super) struct Cells {
    /// The cells, in the order of the text; at least one.
    row: Vec<Cell>,
    height: f32,
    is_right_to_left: bool,
}

#[derive(Debug)]
struct Cell {
    /// Its bytes, without the tab behind it.
    bytes: Range<usize>,
    /// What belongs to it: all of its column, or of its lines.
    area: Rect,
    setting: Setting,
}

/// Where the cells of a row stand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Arrangement {
    /// In columns, each with its left edge and the width of its words.
    Columns(Vec<(f32, f32)>),
    /// One below the other; all but the first one stand in.
    Stacked {
        /// How far they stand in.
        indent: f32,
    },
}

impl Arrangement {
    /// Shares a width out among columns: who asks for less than an equal share gets it, the others
    /// share the rest. Where no column could hold `least`, the cells are stacked. `widths` are
    /// what the columns ask for, `gutter` is kept free between them.
    pub fn of(widths: &[f32], room: f32, gutter: f32, least: f32, is_mirrored: bool) -> Self {
        let mut order: Vec<usize> = (0..widths.len()).collect();
        order.sort_by(|a, b| widths[*a].total_cmp(&widths[*b]));
        let gutters = gutter * widths.len().saturating_sub(1) as f32;
        let mut rest = (room - gutters).max(0.0);
        let mut given = vec![0.0; widths.len()];
        for (nth, &column) in order.iter().enumerate() {
            let share = rest / (widths.len() - nth) as f32;
            given[column] = widths[column].min(share);
            rest -= given[column];
            if given[column] < widths[column].min(least) {
                return Self::Stacked {
                    indent: gutter.min(room / 4.0),
                };
            }
        }
        let mut x = 0.0;
        let columns = given.into_iter().map(|width| {
            let left = if is_mirrored { room - x - width } else { x };
            x += width + gutter;
            (left, width)
        });
        Self::Columns(columns.collect())
    }
}

impl Cells {
    /// Sets the cells of a row. `set` sets some bytes of it within a width.
    pub fn set(
        text: &str,
        arrangement: &Arrangement,
        (room, is_right_to_left): (f32, bool),
        set: impl Fn(Range<usize>, f32) -> Setting,
    ) -> Self {
        let ends = text.match_indices('\t').map(|(at, _)| at);
        let mut from = 0;
        let mut cells: Vec<Cell> = Vec::new();
        let mut bottom: f32 = 0.0;
        for (nth, to) in ends.chain([text.len()]).enumerate() {
            let bytes = from..to;
            from = to + 1;
            let (left, width, top) = match arrangement {
                Arrangement::Columns(columns) => {
                    let (left, width) = columns.get(nth).copied().unwrap_or((0.0, room));
                    (left, width, 0.0)
                }
                Arrangement::Stacked { indent } => {
                    let indent = if nth == 0 { 0.0 } else { *indent };
                    let left = if is_right_to_left { 0.0 } else { indent };
                    (left, room - indent, bottom)
                }
            };
            let is_blank = text[bytes.clone()].trim().is_empty();
            let setting = set(bytes.clone(), width);
            let height = match arrangement {
                // An empty cell needs no line.
                Arrangement::Stacked { .. } if is_blank => 0.0,
                _ => setting.text_height(),
            };
            bottom = bottom.max(top + height);
            cells.push(Cell {
                bytes,
                area: Rect::from_min_size(Pos2::new(left, top), vec2(width, height)),
                setting,
            });
        }
        if let Arrangement::Columns(_) = arrangement {
            for cell in &mut cells {
                cell.area.max.y = bottom;
            }
        }
        Self {
            row: cells,
            height: bottom,
            is_right_to_left,
        }
    }

    /// The height of the highest column, or of all lines.
    pub fn height(&self) -> f32 {
        self.height
    }

    /// Whether the first column is the one at the right.
    pub fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    pub fn paint(&self, painter: &Painter, origin: Pos2, ink: Color32) {
        for cell in &self.row {
            let at = origin + cell.area.min.to_vec2();
            cell.setting.paint(painter, at, ink);
        }
    }

    /// The gap between characters that is nearest to a place.
    pub fn byte_near(&self, place: Vec2) -> usize {
        let far = |cell: &&Cell| cell.area.distance_sq_to_pos(place.to_pos2());
        let cells = self.row.iter().filter(|cell| cell.area.height() > 0.0);
        let nearest = cells.min_by(|a, b| far(a).total_cmp(&far(b)));
        nearest.map_or(0, |cell| {
            cell.bytes.start + cell.setting.byte_near(place - cell.area.min.to_vec2())
        })
    }

    /// The character that lies under a place, if one does.
    pub fn byte_under(&self, place: Vec2) -> Option<usize> {
        let mut cells = self.row.iter();
        let cell = cells.find(|cell| cell.area.contains(place.to_pos2()))?;
        let inner = cell.setting.byte_under(place - cell.area.min.to_vec2())?;
        Some(cell.bytes.start + inner)
    }

    /// The caret before a byte: a line without width.
    pub fn caret_at(&self, byte: usize) -> Rect {
        let (cell, inner) = self.find(byte);
        let caret = cell.setting.caret_at(inner);
        caret.translate(cell.area.min.to_vec2())
    }

    /// The ends of the line of its cell that a byte stands on.
    pub fn row_of(&self, byte: usize) -> Range<usize> {
        let (cell, inner) = self.find(byte);
        let row = cell.setting.row_of(inner);
        cell.bytes.start + row.start..cell.bytes.start + row.end
    }

    /// The rectangles over a range of bytes, cell by cell.
    pub fn rects_over(&self, bytes: &Range<usize>) -> Vec<Rect> {
        let mut rects = Vec::new();
        for cell in &self.row {
            let from = bytes.start.max(cell.bytes.start);
            let to = bytes.end.min(cell.bytes.end);
            if from < to {
                let own = from - cell.bytes.start..to - cell.bytes.start;
                let over = cell.setting.rects_over(&own).into_iter();
                rects.extend(over.map(|rect| rect.translate(cell.area.min.to_vec2())));
            }
        }
        rects
    }

    /// The cell that a byte stands in, a tab in the one before it, and the byte within the cell.
    fn find(&self, byte: usize) -> (&Cell, usize) {
        let behind = self.row.partition_point(|cell| cell.bytes.start <= byte);
        let cell = &self.row[behind.saturating_sub(1)];
        (cell, byte.min(cell.bytes.end) - cell.bytes.start)
    }
}
