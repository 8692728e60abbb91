//! What the pane remembers between frames: caret, selection, place in the text, set blocks.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::TextOptions;

use super::block::{Block, divide_text, find_block};
use super::handles::End;
use super::setting::{Setting, Typography};
use super::tints::Sections;
use super::view::ReaderView;

/// The memory of one article pane; keep one for each document.
#[derive(Debug, Default)]
pub struct ReaderState {
    pub(super) key: Option<u64>,
    pub(super) blocks: Vec<Block>,
    pub(super) typography: Option<Typography>,
    pub(super) settings: BTreeMap<usize, Arc<Setting>>,
    /// One for each block: measured once it was set, estimated until then.
    pub(super) heights: Vec<f32>,
    pub(super) atlas: Option<Atlas>,
    pub(super) top: Top,
    pub(super) held: Option<Held>,
    /// A byte to bring into view in the next frame.
    pub(super) goal: Option<usize>,
    pub(super) selection: Option<Selection>,
    /// Where the caret wants to be when it moves between lines, from the column's left edge.
    pub(super) goal_x: Option<f32>,
    pub(super) gesture: Gesture,
    /// Where the pointer holds the scroll bar's thumb, in points from its upper end.
    pub(super) grab: f32,
    pub(super) sections: Sections,
    pub(super) reported: Option<Range<usize>>,
    pub(super) reported_caret: Option<usize>,
    pub(super) n_laid_out: u64,
}

/// A selection, or only a caret where both ends are the same. Bytes of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays.
    pub anchor: usize,
    /// The end that moves.
    pub caret: usize,
}

/// What stands at the upper edge of the pane. Kept as a block and not as a distance from the
/// text's start, so that nothing jumps when an estimated height above turns out wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Top {
    pub block: usize,
    /// Points of the block that are above the edge.
    pub offset: f32,
}

/// What was kept at the upper edge when the text was last set anew.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// Counted from the start of the block at the edge.
    pub byte: usize,
    /// Where that put the text; anything else means that it was scrolled since.
    pub top: Top,
}

impl Default for Top {
    /// Before everything: settling brings it to the text's upper bound.
    fn default() -> Self {
        Self {
            block: 0,
            offset: f32::NEG_INFINITY,
        }
    }
}

/// What the glyph atlas was when the kept blocks were set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Atlas {
    pub options: TextOptions,
    /// How much of it is taken, 0 to 1; it falls only when the atlas is emptied.
    pub fill: f32,
}

/// What the pointer is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Gesture {
    #[default]
    None,
    /// Selecting text.
    Selecting,
    /// Pressed on the selection: a click or the start of a drag.
    Held(Range<usize>),
    /// Moving an end of the passage that has handles.
    Shaping(Range<usize>, End),
    /// Carrying the selection elsewhere.
    Carrying(Range<usize>),
}

impl Selection {
    /// A caret without a selection.
    pub fn caret(byte: usize) -> Self {
        Self {
            anchor: byte,
            caret: byte,
        }
    }

    /// The selected bytes, from the lower to the higher.
    pub fn range(self) -> Range<usize> {
        self.anchor.min(self.caret)..self.anchor.max(self.caret)
    }

    /// Whether it is only a caret.
    pub fn is_empty(self) -> bool {
        self.anchor == self.caret
    }
}

impl ReaderState {
    /// The caret and what is selected; `None` until the pane was first used.
    pub fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// The selected bytes, if any are.
    pub fn selected(&self) -> Option<Range<usize>> {
        self.selection
            .filter(|selection| !selection.is_empty())
            .map(Selection::range)
    }

    /// The caret's byte.
    pub fn caret(&self) -> Option<usize> {
        self.selection.map(|selection| selection.caret)
    }

    /// Selects these bytes, without an event and without scrolling.
    pub fn select(&mut self, bytes: Range<usize>) {
        self.selection = Some(Selection {
            anchor: bytes.start,
            caret: bytes.end,
        });
        self.mark_reported();
        self.goal_x = None;
    }

    /// Leaves the caret and takes the selection away, without an event.
    pub fn clear_selection(&mut self) {
        self.selection = self
            .selection
            .map(|selection| Selection::caret(selection.caret));
        self.mark_reported();
    }

    /// Brings a byte into view in the next frame; does not move the caret.
    pub fn scroll_to(&mut self, byte: usize) {
        self.goal = Some(byte);
    }

    /// How many blocks were set in type since the state was made: the measure of the work done.
    pub fn n_laid_out(&self) -> u64 {
        self.n_laid_out
    }

    /// How many blocks are kept in type.
    pub fn n_kept(&self) -> usize {
        self.settings.len()
    }

    /// Takes over the article if it is another one than before.
    pub(super) fn adopt_text(&mut self, view: &ReaderView<'_>) {
        if self.key == Some(view.key) {
            return;
        }
        let goal = self.goal;
        // What stood at the upper edge stays there, as far as it is still shown.
        let before = self
            .blocks
            .get(self.top.block)
            .map(|block| block.bytes.start);
        let blocks = divide_text(view.text, view.parts);
        let top = before.map_or_else(Top::default, |byte| Top {
            block: find_block(&blocks, byte),
            offset: self.top.offset,
        });
        *self = Self {
            key: Some(view.key),
            blocks,
            top,
            selection: self.selection,
            goal,
            n_laid_out: self.n_laid_out,
            ..Self::default()
        };
        self.mark_reported();
    }

    /// Takes the selection as it is for known, so that it makes no event.
    pub(super) fn mark_reported(&mut self) {
        self.reported = self.selected();
        self.reported_caret = self.caret();
    }
}
