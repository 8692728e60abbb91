//! Where the caret goes: by characters, words, lines, blocks, pages.

use egui::{Pos2, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation;

use super::page::Page;

/// A step of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    BlockUp,
    BlockDown,
    RowStart,
    RowEnd,
    PageUp,
    PageDown,
    Start,
    End,
}

impl Motion {
    /// What a key means in a block that is read from right to left: left is onwards there.
    fn turned(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::WordLeft => Self::WordRight,
            Self::WordRight => Self::WordLeft,
            other => other,
        }
    }
}

/// Lines that stay in view when a page is turned.
const N_LINES_KEPT: f32 = 2.0;

impl Page<'_> {
    /// Moves the caret by a step and brings it into view.
    pub fn step_caret(&mut self, motion: Motion, extend: bool) {
        let Some(selection) = self.state.selection else {
            return;
        };
        let index = self.find_block(selection.caret);
        let is_turned = self.block(index).is_some() && self.setting(index).is_right_to_left();
        let motion = if is_turned { motion.turned() } else { motion };
        let range = selection.range();
        let vertical = matches!(
            motion,
            Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown
        );
        if !vertical {
            self.state.goal_x = None;
        }
        let collapses = !extend && !selection.is_empty();
        let to = match motion {
            Motion::Left if collapses => range.start,
            Motion::Right if collapses => range.end,
            _ => self.find_target(motion, selection.caret),
        };
        self.move_caret(to, extend);
        if let Some(caret) = self.state.caret() {
            self.reveal(caret);
        }
    }

    fn find_target(&mut self, motion: Motion, caret: usize) -> usize {
        let index = self.find_block(caret);
        let n_blocks = self.state.blocks.len();
        let Some(block) = self.block(index) else {
            return 0;
        };
        let bytes = block.bytes.clone();
        let inner = caret.clamp(bytes.start, bytes.end) - bytes.start;
        let text = &self.view.text[bytes.clone()];
        let before = |page: &Self| match index.checked_sub(1).and_then(|above| page.block(above)) {
            Some(above) => above.bytes.end,
            None => bytes.start,
        };
        let after = |page: &Self| {
            page.block(index + 1)
                .map_or(bytes.end, |next| next.bytes.start)
        };
        match motion {
            Motion::Left => match text[..inner].grapheme_indices(true).next_back() {
                Some((at, _)) => bytes.start + at,
                None => before(self),
            },
            Motion::Right => match text[inner..].graphemes(true).next() {
                Some(grapheme) => bytes.start + inner + grapheme.len(),
                None => after(self),
            },
            Motion::WordLeft => match text[..inner].unicode_word_indices().next_back() {
                Some((at, _)) => bytes.start + at,
                None if inner > 0 => bytes.start,
                None => before(self),
            },
            Motion::WordRight => match text[inner..].unicode_word_indices().next() {
                Some((at, word)) => bytes.start + inner + at + word.len(),
                None if inner < text.len() => bytes.end,
                None => after(self),
            },
            Motion::BlockUp if inner > 0 => bytes.start,
            Motion::BlockUp => index
                .checked_sub(1)
                .and_then(|above| self.block(above))
                .map_or(bytes.start, |above| above.bytes.start),
            Motion::BlockDown => after(self),
            Motion::RowStart => bytes.start + self.setting(index).row_of(inner).start,
            Motion::RowEnd => bytes.start + self.setting(index).row_of(inner).end,
            Motion::Start => self.block(0).map_or(0, |first| first.bytes.start),
            Motion::End => self.block(n_blocks - 1).map_or(0, |last| last.bytes.end),
            Motion::Up | Motion::Down => self.find_beside(index, inner, motion == Motion::Down),
            Motion::PageUp | Motion::PageDown => self.turn_page(caret, motion == Motion::PageDown),
        }
    }

    /// The byte on the next line above or below, as near to the wanted column as can be.
    fn find_beside(&mut self, index: usize, inner: usize, down: bool) -> usize {
        let setting = self.setting(index);
        let caret = setting.caret_at(inner);
        let goal = self.state.goal_x.unwrap_or(caret.left() + setting.left());
        self.state.goal_x = Some(goal);
        let height = setting.text_height();
        let middle = caret.center().y
            + if down {
                caret.height()
            } else {
                -caret.height()
            };
        let start = self.state.blocks[index].bytes.start;
        if (0.0..height).contains(&middle) {
            let to = setting.byte_near(vec2(goal - setting.left(), middle));
            // A cell of a table may have fewer lines than the one beside it.
            if setting.caret_at(to).top() != caret.top() {
                return start + to;
            }
        }
        let neighbour = if down {
            index + 1
        } else {
            index.wrapping_sub(1)
        };
        let Some(bytes) = self.block(neighbour).map(|block| block.bytes.clone()) else {
            return if down {
                self.state.blocks[index].bytes.end
            } else {
                start
            };
        };
        let setting = self.setting(neighbour);
        let half = setting.manner.line / 2.0;
        let y = if down {
            half
        } else {
            setting.text_height() - half
        };
        bytes.start + setting.byte_near(vec2(goal - setting.left(), y))
    }

    /// Turns a page, and gives the byte at the caret's place on the screen.
    fn turn_page(&mut self, caret: usize, down: bool) -> usize {
        self.reveal(caret);
        let Some(rect) = self.caret_rect(caret) else {
            return caret;
        };
        let goal = self.state.goal_x.unwrap_or(rect.left() - self.left);
        self.state.goal_x = Some(goal);
        let place = pos2(self.left + goal, rect.center().y);
        let step = (self.bounds.height() - N_LINES_KEPT * self.typography.line).max(1.0);
        let before = self.screen_of(caret);
        self.scroll_by(if down { step } else { -step });
        let moved = before
            .zip(self.screen_of(caret))
            .is_none_or(|(a, b)| (a.y - b.y).abs() > 1.0);
        if moved {
            self.byte_near(place).unwrap_or(caret)
        } else {
            self.find_target(if down { Motion::End } else { Motion::Start }, caret)
        }
    }

    fn screen_of(&self, byte: usize) -> Option<Pos2> {
        self.caret_rect(byte).map(|rect| rect.min)
    }
}
