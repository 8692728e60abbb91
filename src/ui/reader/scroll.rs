//! Where the text stands in the pane: only what can be seen is set in type.
//!
//! Every step is taken from the block at the top edge with measured heights; estimates serve the
//! scroll bar alone.

use egui::accesskit::Action;
use egui::{Rect, Sense, Ui, pos2};

use super::page::{BAR, Page, Placed};
use super::state::Top;

/// Space above the first and below the last block, in points.
const END_SPACE: f32 = 32.0;

/// The scroll bar's shortest thumb, in points.
const SHORTEST_THUMB: f32 = 32.0;

/// Scrolls by the wheel when the pointer is over the pane, and when a screen reader asks for it.
pub(super) fn follow_wheel(page: &mut Page<'_>, ui: &Ui) {
    if ui.rect_contains_pointer(page.bounds) {
        let by = ui.input(|input| input.smooth_scroll_delta().y);
        if by != 0.0 {
            page.scroll_by(-by);
        }
    }
    let asked =
        |action| ui.input(|input| input.num_accesskit_action_requests(page.view.id, action));
    let pages = asked(Action::ScrollDown) as f32 - asked(Action::ScrollUp) as f32;
    if pages != 0.0 {
        page.scroll_by(pages * page.bounds.height() * 0.8);
    }
}

/// Scrolls by the bar at the right edge.
pub(super) fn follow_bar(page: &mut Page<'_>, ui: &Ui) {
    let Some(thumb) = page.thumb() else { return };
    let track = page.track();
    let response = ui.interact(track, page.view.id.with("bar"), Sense::CLICK | Sense::DRAG);
    let Some(pointer) = response.interact_pointer_pos() else {
        return;
    };
    if !response.is_pointer_button_down_on() {
        return;
    }
    if ui.input(|input| input.pointer.primary_pressed()) {
        let inside = thumb.y_range().contains(pointer.y);
        page.state.grab = if inside {
            pointer.y - thumb.top()
        } else {
            thumb.height() / 2.0
        };
    }
    let (above, total) = page.extent_guess();
    let room = (track.height() - thumb.height()).max(1.0);
    let part = ((pointer.y - page.state.grab - track.top()) / room).clamp(0.0, 1.0);
    let wanted = part * (total - page.bounds.height()).max(0.0);
    if (part - (thumb.top() - track.top()) / room).abs() * room > 0.5 {
        page.jump_by(wanted - above);
    }
}

impl Page<'_> {
    /// Moves the text up by some points, and places what is then in view.
    pub fn scroll_by(&mut self, points: f32) {
        self.state.top.offset += points;
        self.settle();
    }

    /// Scrolls as little as brings the caret before `byte` into view, with a line to spare.
    pub fn reveal(&mut self, byte: usize) {
        self.settle();
        let Some((block, top, bottom)) = self.find_line(byte) else {
            return;
        };
        let spare = self.typography.line.min(self.bounds.height() / 4.0);
        if let Some(placed) = self.placed.iter().find(|placed| placed.block == block) {
            let start = placed.extent().0;
            if start + top < self.bounds.top() + spare {
                self.scroll_by(start + top - self.bounds.top() - spare);
            } else if start + bottom > self.bounds.bottom() - spare {
                self.scroll_by(start + bottom - self.bounds.bottom() + spare);
            }
        } else {
            let below = block > self.state.top.block;
            let offset = if below {
                bottom - self.bounds.height() + spare
            } else {
                top - spare
            };
            self.state.top = Top { block, offset };
            self.settle();
        }
    }

    /// Brings the line of `byte` to a third of the height unless it is well in view.
    pub fn show_byte(&mut self, byte: usize) {
        self.settle();
        let Some((block, top, _)) = self.find_line(byte) else {
            return;
        };
        let height = self.bounds.height();
        let seen = self
            .placed
            .iter()
            .find(|placed| placed.block == block)
            .is_some_and(|placed| {
                let y = placed.extent().0 + top - self.bounds.top();
                (height * 0.08..height * 0.75).contains(&y)
            });
        if !seen {
            self.state.top = Top {
                block,
                offset: top - (height / 3.0).round(),
            };
            self.settle();
        }
    }

    /// Brings the top into the article's bounds and places the blocks in view.
    pub fn settle(&mut self) {
        self.placed.clear();
        let n_blocks = self.state.blocks.len();
        if n_blocks == 0 {
            self.state.top = Top::default();
            return;
        }
        self.state.top.block = self.state.top.block.min(n_blocks - 1);
        self.climb_to_top();
        self.descend_to_top();
        if !self.place_from_top() {
            self.stand_on_end();
            self.climb_to_top();
            self.place_from_top();
        }
        self.trim_settings();
    }

    /// The whole text's likely height, and what of it is likely above the top edge.
    pub fn extent_guess(&self) -> (f32, f32) {
        let heights = &self.state.heights;
        let above: f32 = heights.iter().take(self.state.top.block).sum();
        let total: f32 = heights.iter().sum();
        (
            above + self.state.top.offset + END_SPACE,
            total + 2.0 * END_SPACE,
        )
    }

    /// The scroll bar's track on the screen.
    pub fn track(&self) -> Rect {
        let corner = pos2(self.bounds.right() - BAR, self.bounds.top());
        Rect::from_min_max(corner, self.bounds.max)
    }

    /// The scroll bar's thumb on the screen; `None` when all is in view.
    pub fn thumb(&self) -> Option<Rect> {
        let (above, total) = self.extent_guess();
        let track = self.track();
        if total <= track.height() {
            return None;
        }
        let length = (track.height() * track.height() / total).max(SHORTEST_THUMB);
        let length = length.min(track.height());
        let part = (above / (total - track.height())).clamp(0.0, 1.0);
        let top = track.top() + part * (track.height() - length);
        let min = pos2(track.left() + 3.0, top);
        Some(Rect::from_min_max(
            min,
            pos2(track.right() - 3.0, top + length),
        ))
    }

    /// Moves by a distance that may be the whole text, through estimated heights.
    fn jump_by(&mut self, points: f32) {
        let top = &mut self.state.top;
        top.offset += points;
        while top.offset < 0.0 && top.block > 0 {
            top.block -= 1;
            top.offset += self.state.heights[top.block];
        }
        while top.block + 1 < self.state.heights.len()
            && top.offset >= self.state.heights[top.block]
        {
            top.offset -= self.state.heights[top.block];
            top.block += 1;
        }
        self.settle();
    }

    fn climb_to_top(&mut self) {
        while self.state.top.offset < 0.0 && self.state.top.block > 0 {
            self.state.top.block -= 1;
            let height = self.setting(self.state.top.block).height();
            self.state.top.offset += height;
        }
        if self.state.top.block == 0 {
            self.state.top.offset = self.state.top.offset.max(-END_SPACE);
        }
    }

    fn descend_to_top(&mut self) {
        while self.state.top.block + 1 < self.state.blocks.len() {
            let height = self.setting(self.state.top.block).height();
            if self.state.top.offset < height {
                return;
            }
            self.state.top.offset -= height;
            self.state.top.block += 1;
        }
    }

    /// Places blocks down to the lower edge; false when the text ends above it although there
    /// is text above the upper edge.
    fn place_from_top(&mut self) -> bool {
        self.placed.clear();
        let Top {
            block: first,
            offset,
        } = self.state.top;
        let mut y = (self.bounds.top() - offset).round();
        for index in first..self.state.blocks.len() {
            if y >= self.bounds.bottom() {
                return true;
            }
            let setting = self.setting(index);
            let origin = self.origin_of(&setting, y);
            y += setting.height();
            self.placed.push(Placed {
                block: index,
                origin,
                setting,
            });
        }
        let at_start = first == 0 && offset <= -END_SPACE;
        y + END_SPACE >= self.bounds.bottom() - 0.5 || at_start
    }

    /// Puts the end of the text at the lower edge.
    fn stand_on_end(&mut self) {
        let mut room = self.bounds.height() - END_SPACE;
        let mut block = self.state.blocks.len();
        while block > 0 && room > 0.0 {
            block -= 1;
            room -= self.setting(block).height();
        }
        self.state.top = Top {
            block,
            offset: -room,
        };
    }

    /// The block of a byte, and upper and lower edge of its line from the block's top.
    fn find_line(&mut self, byte: usize) -> Option<(usize, f32, f32)> {
        let index = self.find_block(byte);
        let bytes = self.block(index)?.bytes.clone();
        let setting = self.setting(index);
        let caret = setting.caret_at(byte.clamp(bytes.start, bytes.end) - bytes.start);
        let above = setting.manner.above;
        Some((index, above + caret.top(), above + caret.bottom()))
    }
}
