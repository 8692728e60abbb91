//! Draws the page: grounds under the text, the text, then lines, caret, strip and scroll bar.

use egui::{Color32, Painter, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::margin::paint_number;
use super::page::{Page, Placed, STRIP};
use super::state::Gesture;
use super::view::{MarkShape, StripMark};
use crate::text::PartKind;
use crate::ui::hidden_signs;

/// Points between the parallel lines of overlapping tints.
const LANE: f32 = 2.5;
/// Points that a ground is lower than its line of text, above and below together.
const LEADING: f32 = 3.0;
/// A dash of a broken line and the gap behind it, in points.
const DASH: f32 = 5.0;
const DASH_GAP: f32 = 3.0;
/// How far the line under a link lies below the middle of its line, as a part of the type size.
const UNDER: f32 = 0.46;
/// The side of a mark in the strip, in points.
const MARK: f32 = 8.0;

pub(super) fn paint_page(page: &Page<'_>, painter: &Painter, focused: bool) {
    let colours = &page.view.colours;
    painter.rect_filled(page.bounds, 0.0, colours.paper);
    for placed in &page.placed {
        paint_grounds(page, painter, placed);
    }
    for placed in &page.placed {
        paint_dress(page, painter, placed);
        placed.setting.paint(painter, placed.origin, colours.ink);
        paint_lines(page, painter, placed);
        for sign in placed.setting.hidden_signs() {
            let caret = placed.setting.caret_at(sign.at);
            let caret = caret.translate(placed.origin.to_vec2());
            hidden_signs::paint_mark(
                painter,
                colours.warning,
                caret.shrink2(vec2(0.0, LEADING / 2.0)),
            );
        }
        paint_marks(page, painter, placed);
        paint_number(page, painter, placed);
    }
    page.paint_handles(painter);
    if focused
        && let Some(caret) = page.state.caret()
        && let Some(rect) = page.caret_rect(caret)
    {
        let bar = Rect::from_center_size(rect.center(), vec2(2.0, rect.height() - LEADING));
        painter.rect_filled(bar, 0.0, colours.accent);
    }
    if let Some(thumb) = page.thumb() {
        painter.rect_filled(thumb, thumb.width() / 2.0, colours.hairline);
    }
}

/// Tints, the passage pointed out, search hits and the selection, in this order.
fn paint_grounds(page: &Page<'_>, painter: &Painter, placed: &Placed) {
    let (view, colours) = (page.view, &page.view.colours);
    let Some(block) = page.block(placed.block) else {
        return;
    };
    let fill = |bytes: &std::ops::Range<usize>, colour: Color32, over: f32| {
        for rect in page.rects_in(placed, bytes) {
            painter.rect_filled(rect.shrink2(vec2(-over, LEADING / 2.0)), over, colour);
        }
    };
    for section in page.state.sections.within(&block.bytes) {
        fill(&section.bytes, section.fill, 0.0);
    }
    if let Some(flash) = &view.flash {
        fill(flash, colours.flash, 2.0);
    }
    let own = &block.bytes;
    let first = view.hits.partition_point(|hit| hit.end <= own.start);
    for (i, hit) in view.hits.iter().enumerate().skip(first) {
        if hit.start >= own.end {
            break;
        }
        fill(hit, colours.hit, 1.0);
        if view.current_hit == Some(i) {
            let stroke = Stroke::new(1.5, colours.accent);
            for rect in page.rects_in(placed, hit) {
                let rect = rect.shrink2(vec2(-1.0, LEADING / 2.0));
                painter.rect_stroke(rect, 2.0, stroke, StrokeKind::Outside);
            }
        }
    }
    if let Gesture::Shaping(shaped, _) = &page.state.gesture {
        fill(shaped, colours.selection, 0.0);
    }
    if let Some(selected) = page.state.selected() {
        for rect in page.rects_in(placed, &selected) {
            painter.rect_filled(rect, 0.0, colours.selection);
        }
    }
}

/// The bar beside a quotation, the marker beside a list item, the rule under the heading row of
/// a table, and the lines under links.
fn paint_dress(page: &Page<'_>, painter: &Painter, placed: &Placed) {
    let Some(block) = page.block(placed.block) else {
        return;
    };
    let (colours, origin) = (&page.view.colours, placed.origin);
    let height = placed.setting.text_height();
    // What is read from right to left begins at the other side.
    let is_turned = placed.setting.is_right_to_left();
    let right = page.left + page.typography.width - placed.setting.manner.indent;
    if block.kind == PartKind::Quote {
        let x = if is_turned {
            right + 11.0
        } else {
            origin.x - 14.0
        };
        let bar = Rect::from_min_size(pos2(x, origin.y), vec2(3.0, height));
        painter.rect_filled(bar, 0.0, colours.hairline);
    }
    let links = block
        .inner
        .iter()
        .filter(|(kind, _)| *kind == PartKind::Link);
    for (_, bytes) in links {
        for rect in placed.setting.rects_over(bytes) {
            let y = origin.y + rect.center().y + placed.setting.manner.size * UNDER;
            let (left, right) = (origin.x + rect.left(), origin.x + rect.right());
            let line = Rect::from_min_max(pos2(left, y), pos2(right, y + 1.0));
            painter.rect_filled(line, 0.0, colours.second_ink);
        }
    }
    if block.is_heading_row {
        let y = origin.y + height + 1.0;
        let rule = Rect::from_min_max(
            pos2(origin.x, y),
            pos2(page.left + page.typography.width, y + 1.0),
        );
        painter.rect_filled(rule, 0.0, colours.hairline);
    }
    if let Some(marker) = &block.marker {
        let font = page.typography.running_font();
        let galley = painter.layout_no_wrap(marker.clone(), font, colours.second_ink);
        let line = placed.setting.manner.line;
        let x = if is_turned {
            right + 8.0
        } else {
            origin.x - galley.rect.width() - 8.0
        };
        let y = origin.y + (line - galley.rect.height()) / 2.0;
        painter.galley(pos2(x, y), galley, colours.second_ink);
    }
}

/// The lines below tinted passages, each on its own level.
fn paint_lines(page: &Page<'_>, painter: &Painter, placed: &Placed) {
    let Some(block) = page.block(placed.block) else {
        return;
    };
    for section in page.state.sections.within(&block.bytes) {
        for rect in page.rects_in(placed, &section.bytes) {
            for &(lane, colour, is_broken) in &section.lines {
                let y = rect.bottom() - LANE - LEADING + lane as f32 * LANE;
                paint_line(painter, rect.x_range(), y, colour, is_broken);
            }
        }
    }
}

fn paint_line(painter: &Painter, x: Rangef, y: f32, colour: Color32, is_broken: bool) {
    let step = if is_broken { DASH + DASH_GAP } else { x.span() };
    let length = if is_broken { DASH } else { x.span() };
    let mut left = x.min;
    while left < x.max && step > 0.0 {
        let right = (left + length).min(x.max);
        let dash = Rect::from_min_max(pos2(left, y), pos2(right, y + 1.5));
        painter.rect_filled(dash, 0.0, colour);
        left += step;
    }
}

/// The strip: beside a paragraph that is used a line as long as the share of it that is, and its
/// marks from top to bottom.
fn paint_marks(page: &Page<'_>, painter: &Painter, placed: &Placed) {
    let Some(block) = page.block(placed.block) else {
        return;
    };
    let marks = page.view.marks;
    let first = marks.partition_point(|mark| mark.at < block.bytes.start);
    let inside = |mark: &&StripMark| mark.at <= block.bytes.end;
    let x = page.left - STRIP + 4.0;
    let (top, height) = (placed.origin.y, placed.setting.text_height());
    let mut y = top + (placed.setting.manner.line - MARK) / 2.0;
    for (i, mark) in marks[first..].iter().take_while(inside).enumerate() {
        if i == 0 {
            let corner = pos2(x + MARK + 4.0, top + 3.0);
            let track = Rect::from_min_size(corner, vec2(2.0, height - 6.0));
            painter.rect_filled(track, 1.0, page.view.colours.hairline);
            let used = (track.height() * mark.share.clamp(0.0, 1.0)).max(2.0);
            let line = Rect::from_min_size(corner, vec2(2.0, used));
            painter.rect_filled(line, 1.0, mark.colour);
        }
        if y + MARK > top + height {
            break;
        }
        paint_mark(painter, pos2(x, y), *mark);
        y += MARK + 4.0;
    }
}

fn paint_mark(painter: &Painter, corner: Pos2, mark: StripMark) {
    let rect = Rect::from_min_size(corner, vec2(MARK, MARK));
    let colour = mark.colour;
    match mark.shape {
        MarkShape::Square => {
            painter.rect_filled(rect, 1.0, colour);
        }
        MarkShape::Folded => {
            let fold = MARK / 2.0;
            let points = vec![
                rect.left_top(),
                rect.right_top() - vec2(fold, 0.0),
                rect.right_top() + vec2(0.0, fold),
                rect.right_bottom(),
                rect.left_bottom(),
            ];
            painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
        }
        MarkShape::Disc => {
            painter.circle_filled(rect.center(), MARK / 2.0, colour);
        }
        MarkShape::Ring => {
            painter.circle_stroke(rect.center(), MARK / 2.0 - 0.75, Stroke::new(1.5, colour));
        }
        MarkShape::Dash => {
            let line = Rect::from_center_size(rect.center(), vec2(MARK, 2.0));
            painter.rect_filled(line, 0.0, colour);
        }
    }
}
