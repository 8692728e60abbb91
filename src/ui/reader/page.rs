//! The working set of one frame: the article, the memory, and the blocks that can be seen.

use std::ops::Range;
use std::sync::Arc;

use egui::{Context, OutputCommand, Pos2, Rect, pos2, vec2};

use crate::text::{Span, sentence_at, word_at};

use super::block::{Block, find_block, settle_byte};
use super::events::{ReaderEvent, ReaderOutput};
use super::margin::gutter_width;
use super::setting::{Setting, Typography};
use super::state::{Atlas, Gesture, Held, ReaderState, Selection};
use super::view::ReaderView;

/// The strip of marks left of the column, in points.
pub(super) const STRIP: f32 = 28.0;
/// The scroll bar at the right edge, in points.
pub(super) const BAR: f32 = 12.0;
/// The least space between column and scroll bar, in points.
const MARGIN: f32 = 12.0;
/// Where on the page somebody reads who has put the caret nowhere, as a part of its height.
const EYE: f32 = 0.4;
/// Blocks kept in type before and after the first visible one.
const N_KEPT_AROUND: usize = 120;

pub(super) struct Page<'a> {
    pub view: &'a ReaderView<'a>,
    pub state: &'a mut ReaderState,
    pub ctx: &'a Context,
    /// The pane on the screen.
    pub bounds: Rect,
    /// The left edge of the column on the screen.
    pub left: f32,
    pub typography: Typography,
    /// The blocks in view, from top to bottom.
    pub placed: Vec<Placed>,
}

/// A block in view.
#[derive(Clone)]
pub(super) struct Placed {
    pub block: usize,
    /// The galley's top left corner on the screen.
    pub origin: Pos2,
    pub setting: Arc<Setting>,
}

impl Placed {
    /// The block with the space around it: from the end of the one above to the next one.
    pub fn extent(&self) -> (f32, f32) {
        let top = self.origin.y - self.setting.manner.above;
        (top, top + self.setting.height())
    }
}

impl<'a> Page<'a> {
    /// Takes over what is new, settles where the text stands, and places the visible blocks.
    pub fn open(
        view: &'a ReaderView<'a>,
        state: &'a mut ReaderState,
        ctx: &'a Context,
        bounds: Rect,
    ) -> Self {
        state.adopt_text(view);
        state.sections.update(view.tints);
        let gutter = gutter_width(ctx, view);
        let available = (bounds.width() - gutter - MARGIN - BAR).max(1.0);
        let typography = Typography::new(ctx, &view.look, available);
        let free = (available - typography.width).max(0.0);
        let left = bounds.left() + gutter + (free / 2.0).round();
        let mut page = Self {
            view,
            state,
            ctx,
            bounds,
            left,
            typography,
            placed: Vec::new(),
        };
        page.settle_selection();
        page.take_typography();
        page.drop_stale_glyphs();
        match page.state.goal.take() {
            Some(byte) => page.show_byte(byte),
            None => page.settle(),
        }
        page
    }

    pub fn block(&self, index: usize) -> Option<&Block> {
        self.state.blocks.get(index)
    }

    pub fn find_block(&self, byte: usize) -> usize {
        find_block(&self.state.blocks, byte)
    }

    /// The block in type; sets it if it is not kept.
    ///
    /// Invariant: `index` is a block's.
    pub fn setting(&mut self, index: usize) -> Arc<Setting> {
        if let Some(setting) = self.state.settings.get(&index) {
            return Arc::clone(setting);
        }
        let block = &self.state.blocks[index];
        let setting = Arc::new(self.typography.set(self.ctx, block, self.view.text));
        self.state.heights[index] = setting.height();
        self.state.n_laid_out += 1;
        self.state.settings.insert(index, Arc::clone(&setting));
        setting
    }

    /// The place within the rims of the pane that is nearest to one on the screen; the middle of a pane
    /// that has no inside.
    pub fn find_nearest(&self, place: Pos2) -> Pos2 {
        let inner = self.bounds.shrink(1.0);
        if inner.is_negative() {
            self.bounds.center()
        } else {
            inner.clamp(place)
        }
    }

    /// The byte between characters nearest to a place on the screen.
    pub fn byte_near(&self, place: Pos2) -> Option<usize> {
        let placed = self.placed_at(place.y)?;
        let start = self.block(placed.block)?.bytes.start;
        Some(start + placed.setting.byte_near(place - placed.origin))
    }

    /// The byte of the character under a place on the screen.
    pub fn byte_under(&self, place: Pos2) -> Option<usize> {
        let placed = self.placed_at(place.y)?;
        let start = self.block(placed.block)?.bytes.start;
        Some(start + placed.setting.byte_under(place - placed.origin)?)
    }

    /// The caret on the screen, if its block is placed.
    pub fn caret_rect(&self, byte: usize) -> Option<Rect> {
        let index = self.find_block(byte);
        let placed = self.placed.iter().find(|placed| placed.block == index)?;
        let bytes = &self.block(index)?.bytes;
        let inner = byte.clamp(bytes.start, bytes.end) - bytes.start;
        Some(
            placed
                .setting
                .caret_at(inner)
                .translate(placed.origin.to_vec2()),
        )
    }

    /// A block on the screen, as wide as its lines may be, if it is placed.
    fn block_rect(&self, byte: usize) -> Option<Rect> {
        let index = self.find_block(byte);
        let placed = self.placed.iter().find(|placed| placed.block == index)?;
        let right = self.left + self.typography.width;
        let bottom = placed.origin.y + placed.setting.text_height();
        Some(Rect::from_min_max(placed.origin, pos2(right, bottom)))
    }

    /// The rectangles over some bytes on the screen, line by line, as far as they are placed.
    pub fn rects_over(&self, bytes: &Range<usize>) -> Vec<Rect> {
        let mut rects = Vec::new();
        for placed in &self.placed {
            rects.extend(self.rects_in(placed, bytes));
        }
        rects
    }

    /// The same within one block.
    pub fn rects_in(&self, placed: &Placed, bytes: &Range<usize>) -> Vec<Rect> {
        let Some(block) = self.block(placed.block) else {
            return Vec::new();
        };
        let own = &block.bytes;
        let start = bytes.start.clamp(own.start, own.end) - own.start;
        let end = bytes.end.clamp(own.start, own.end) - own.start;
        let mut rects = placed.setting.rects_over(&(start..end));
        for rect in &mut rects {
            *rect = rect.translate(placed.origin.to_vec2());
        }
        rects
    }

    /// The word at a byte, none where there is no word; the whole block where its characters
    /// cannot be told apart.
    pub fn word_at(&mut self, byte: usize) -> Range<usize> {
        self.piece_at(byte, |text, inner| {
            word_at(text, inner).map_or(inner..inner, Span::range)
        })
    }

    /// The sentence at a byte, or the whole block likewise.
    pub fn sentence_at(&mut self, byte: usize) -> Range<usize> {
        self.piece_at(byte, |text, inner| sentence_at(text, &[], inner).range())
    }

    fn piece_at(&mut self, byte: usize, find: fn(&str, usize) -> Range<usize>) -> Range<usize> {
        let index = self.find_block(byte);
        let Some(block) = self.block(index) else {
            return 0..0;
        };
        let bytes = block.bytes.clone();
        let setting = self.setting(index);
        let inner = byte.clamp(bytes.start, bytes.end) - bytes.start;
        let piece = find(setting.text(), inner);
        bytes.start + piece.start..bytes.start + piece.end
    }

    /// Moves the caret; the other end stays when the selection is to be extended.
    pub fn move_caret(&mut self, byte: usize, extend: bool) {
        let caret = settle_byte(self.view.text, &self.state.blocks, byte);
        let anchor = match self.state.selection {
            Some(selection) if extend => selection.anchor,
            _ => caret,
        };
        self.state.selection = Some(Selection { anchor, caret });
    }

    /// Selects a range with the caret at its end.
    pub fn select(&mut self, bytes: &Range<usize>) {
        self.move_caret(bytes.start, false);
        self.move_caret(bytes.end, true);
    }

    /// Compares with what was reported before, and says where things are.
    pub fn report_changes(&mut self, output: &mut ReaderOutput) {
        let now = self.state.selection;
        let caret = now.map(|selection| selection.caret);
        if let Some(caret) = caret
            && self.state.reported_caret != Some(caret)
        {
            output.events.push(ReaderEvent::CaretMoved(caret));
        }
        self.state.reported_caret = caret;
        let selected = self.state.selected();
        if self.state.gesture != Gesture::Selecting && self.state.reported != selected {
            if let Some(bytes) = selected.clone() {
                let text = self
                    .view
                    .text
                    .get(bytes.clone())
                    .unwrap_or_default()
                    .to_owned();
                self.ctx.send_cmd(OutputCommand::TextSelectionSettled(text));
                output.events.push(ReaderEvent::SelectionSettled(bytes));
            } else {
                output.events.push(ReaderEvent::SelectionCleared);
            }
            self.state.reported = selected;
        }
        let eye = self.bounds.top() + self.bounds.height() * EYE;
        let seen = self.placed_at(eye).and_then(|seen| self.block(seen.block));
        output.reading = seen.map(|block| block.bytes.start);
        output.watched_rect = self.view.watched.and_then(|byte| self.block_rect(byte));
        if let Some(selection) = now {
            let visible = |rect: Rect| rect.is_positive().then_some(rect);
            output.selection_rect = self
                .rects_over(&selection.range())
                .into_iter()
                .reduce(Rect::union)
                .and_then(|rect| visible(rect.intersect(self.bounds)));
            let sections = &self.state.sections;
            let after = sections.keys_at(selection.caret);
            let before = sections.keys_at(selection.caret.saturating_sub(1));
            output.at_caret = if after.is_empty() { before } else { after }.to_vec();
            output.caret_rect = self
                .caret_rect(selection.caret)
                .filter(|rect| self.bounds.contains_rect(*rect));
            if output.caret_rect.is_some() {
                output.reading = caret;
            }
        }
    }

    /// Whoever selected from outside may have meant another text, or half a character.
    fn settle_selection(&mut self) {
        let (text, blocks) = (self.view.text, &self.state.blocks);
        let settled = self.state.selection.map(|selection| Selection {
            anchor: settle_byte(text, blocks, selection.anchor),
            caret: settle_byte(text, blocks, selection.caret),
        });
        if settled != self.state.selection {
            self.state.selection = settled;
            self.state.mark_reported();
        }
    }

    /// Sets everything anew when type or width are others, with the same text at the top.
    fn take_typography(&mut self) {
        if self.state.typography.as_ref() == Some(&self.typography)
            && self.state.heights.len() == self.state.blocks.len()
        {
            return;
        }
        let top = self.state.top;
        let held = self.state.held.take();
        let held = held.filter(|held| held.top == top).map(|held| held.byte);
        let kept = self.state.settings.get(&top.block).map(|setting| {
            let into = top.offset - setting.manner.above;
            let first = || setting.byte_near(vec2(0.0, into + setting.manner.line / 2.0));
            held.or_else(|| (into > 0.0).then(first))
        });
        self.state.settings.clear();
        self.state.heights = self
            .state
            .blocks
            .iter()
            .map(|block| self.typography.estimate(block))
            .collect();
        self.state.typography = Some(self.typography.clone());
        if let Some(Some(byte)) = kept
            && top.block < self.state.blocks.len()
        {
            let setting = self.setting(top.block);
            self.state.top.offset = setting.manner.above + setting.caret_at(byte).top();
            // Were the line's first letter taken anew at every change, the text would creep.
            self.state.held = Some(Held {
                byte,
                top: self.state.top,
            });
        }
    }

    /// egui empties its glyph atlas when it is full or a theme sets text otherwise; galleys made
    /// before would show rubbish.
    fn drop_stale_glyphs(&mut self) {
        let atlas = self.describe_atlas();
        let is_kept = |before: Atlas| before.options == atlas.options && before.fill <= atlas.fill;
        if !self.state.atlas.is_some_and(is_kept) {
            self.state.settings.clear();
        }
    }

    /// Remembers the glyph atlas once everything of this frame is in type.
    pub fn note_atlas(&mut self) {
        self.state.atlas = Some(self.describe_atlas());
    }

    fn describe_atlas(&self) -> Atlas {
        self.ctx.fonts(|fonts| Atlas {
            options: *fonts.options(),
            fill: fonts.font_atlas_fill_ratio(),
        })
    }

    /// Forgets blocks far from view.
    pub fn trim_settings(&mut self) {
        if self.state.settings.len() > 2 * N_KEPT_AROUND {
            let top = self.state.top.block;
            let kept = top.saturating_sub(N_KEPT_AROUND)..top + N_KEPT_AROUND;
            self.state.settings.retain(|index, _| kept.contains(index));
        }
    }

    fn placed_at(&self, y: f32) -> Option<&Placed> {
        let below = self.placed.partition_point(|placed| placed.extent().0 <= y);
        self.placed.get(below.saturating_sub(1))
    }

    /// The left edge of a block's text on the screen.
    pub fn origin_of(&self, setting: &Setting, top: f32) -> Pos2 {
        pos2(self.left + setting.left(), top + setting.manner.above)
    }
}
