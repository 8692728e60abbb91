//! The wording of a box, broken into lines, and the size that follows from it. Knows records
//! and type sizes; knows no place and no colour.

use std::ops::Range;
use std::sync::Arc;

use super::geometry::Size;
use super::measure::Measure;
use crate::model::{Kind, Node};
use crate::theme::{BoxShape, Shape, TextRole, TextStyle};

/// Gap between the icon of a kind and the wording.
pub(super) const ICON_GAP: f32 = 6.0;

/// Box sides are multiples of this, so that middles are whole numbers.
const GRID: f32 = 4.0;

/// The wording of one box as it will be drawn. A large map has one for every box, so the words are
/// not copied.
#[derive(Clone, Debug, PartialEq)]
pub struct BoxText {
    record: Arc<Node>,
    /// The wording of an implicit box, in its square brackets.
    bracketed: Option<Box<str>>,
    /// The bytes of each line.
    lines: Box<[Range<u32>]>,
    /// Whether lines were left out; an ellipsis stands at the end of the last one.
    pub is_cut: bool,
    /// Face and measures.
    pub style: TextStyle,
    /// Whether it is the main claim.
    pub is_main: bool,
    /// Whether all lines are shown, however many there are.
    pub(super) is_open: bool,
    /// Whether an icon stands before the first line.
    pub has_icon: bool,
    /// Whether small marks stand below the wording.
    pub has_foot: bool,
    /// The whole box in map units.
    pub size: Size,
}

impl BoxText {
    /// Breaks the wording of a node. `is_open` shows all of its lines.
    pub fn of(node: &Arc<Node>, is_main: bool, is_open: bool, measure: &dyn Measure) -> Self {
        let shape = Shape::bundled();
        let boxes = &shape.boxes;
        let role = match node.kind {
            Kind::Note => TextRole::Note,
            _ if is_main => TextRole::Main,
            _ => TextRole::Box,
        };
        let style = shape.text(role);
        let bracketed: Option<Box<str>> = node.implicit.then(|| format!("[{}]", node.text).into());
        let text = bracketed.as_deref().unwrap_or(node.text.as_str());
        let most = if is_open { usize::MAX } else { boxes.max_lines };
        let wrapped = measure.wrap(text, style.face, style.size, boxes.text_width, most);
        let has_icon = matches!(node.kind, Kind::Evidence | Kind::Question);
        let has_foot = has_marks(node);
        let height = wrapped.height(style.line_height);
        let size = find_size(boxes, wrapped.width, height, has_icon, has_foot);
        Self {
            record: node.clone(),
            lines: wrapped.lines.iter().map(shorten).collect(),
            is_cut: wrapped.truncated,
            bracketed,
            style,
            is_main,
            is_open,
            has_icon,
            has_foot,
            size,
        }
    }

    /// The record that it was read from.
    pub(super) fn record(&self) -> &Arc<Node> {
        &self.record
    }

    /// The wording, in square brackets if it is implicit.
    pub fn text(&self) -> &str {
        self.bracketed.as_deref().unwrap_or(&self.record.text)
    }

    /// How many lines are drawn.
    pub fn n_lines(&self) -> usize {
        self.lines.len()
    }

    /// One line as it is drawn, with its ellipsis.
    pub fn line(&self, at: usize) -> String {
        let Some(range) = self.lines.get(at) else {
            return String::new();
        };
        let line = &self.text()[range.start as usize..range.end as usize];
        let ellipsis = if self.is_cut && at + 1 == self.lines.len() {
            "…"
        } else {
            ""
        };
        format!("{line}{ellipsis}")
    }
}

fn shorten(range: &Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}

/// Whether a node shows small marks at its foot.
fn has_marks(node: &Node) -> bool {
    !node.anchors.is_empty()
        || !node.tags.is_empty()
        || !node.comments.is_empty()
        || node.likelihood.is_some()
        || node.confidence.is_some()
}

fn find_size(boxes: &BoxShape, width: f32, height: f32, has_icon: bool, has_foot: bool) -> Size {
    let icon = if has_icon {
        boxes.icon_size + ICON_GAP
    } else {
        0.0
    };
    let foot = if has_foot { boxes.foot_height } else { 0.0 };
    let up = |side: f32| (side / GRID).ceil() * GRID;
    Size::new(
        up(width.max(boxes.min_text_width) + icon + 2.0 * boxes.padding_x),
        up(height + foot + 2.0 * boxes.padding_y),
    )
}
