//! Rows dragged to another place: onto a row to hang there, between rows to stand beside.

use egui::{CursorIcon, Key, Rect, Response, Stroke, StrokeKind, Ui, pos2};

use super::super::super::Stage;
use super::ROW;
use crate::app::{Action, Drop, Gesture, OutlineRow, Tab};
use crate::model::Id;
use crate::theme::Role;

/// The share of a row at either end that means "beside it".
const RIM: f32 = 0.25;

/// A drag of rows, if one is in progress.
#[derive(Default)]
pub(super) struct Drag {
    nodes: Vec<Id>,
}

/// What is dropped, and where.
type Dropped = (Vec<Id>, Drop);

impl Drag {
    /// Takes note of a drag that begins or ends on a row.
    pub fn follow(
        &mut self,
        ui: &Ui,
        tab: &Tab,
        rows: &[OutlineRow],
        at: usize,
        response: &Response,
    ) {
        if response.drag_started() && !tab.editor.is_read_only() {
            let node = &rows[at].node;
            self.nodes = if tab.selected.contains(node) {
                tab.find_tops(&tab.selected_nodes())
            } else {
                vec![node.clone()]
            };
        }
        if self.nodes.is_empty() {
            return;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.nodes.clear();
        }
    }

    /// Points to scroll by while rows are carried along an edge of the room.
    pub fn find_scroll(&self, ui: &Ui, room: Rect) -> Option<f32> {
        if self.nodes.is_empty() {
            return None;
        }
        let y = ui.input(|input| input.pointer.latest_pos())?.y;
        let outside = (y - (room.bottom() - ROW)).max(0.0) - (room.top() + ROW - y).max(0.0);
        (outside != 0.0).then_some(outside.clamp(-ROW, ROW) / 2.0)
    }

    /// Draws where the rows would go, and gives where they go once they are let go of. `top` is
    /// the upper edge on the screen of the row at `first`.
    pub fn show(
        &mut self,
        ui: &Ui,
        stage: &Stage<'_>,
        tab: &Tab,
        rows: &[OutlineRow],
        top: f32,
        first: usize,
    ) -> Option<Dropped> {
        if self.nodes.is_empty() {
            return None;
        }
        let (pointer, is_down) =
            ui.input(|input| (input.pointer.latest_pos(), input.pointer.primary_down()));
        ui.set_cursor_icon(CursorIcon::Grabbing);
        let y = pointer.map(|pointer| (pointer.y - top) / ROW + first as f32);
        let drop = y.and_then(|y| self.find_drop(tab, rows, y));
        if is_down {
            if let Some(drop) = drop {
                paint_drop(ui, stage, rows, &drop, top, first);
            }
            return None;
        }
        let nodes = std::mem::take(&mut self.nodes);
        drop.map(|drop| (nodes, drop))
    }

    /// `y` counts rows from the first one.
    fn find_drop(&self, tab: &Tab, rows: &[OutlineRow], y: f32) -> Option<Drop> {
        if y < 0.0 {
            return None;
        }
        let Some(row) = rows.get(y as usize) else {
            return Some(Drop::Alone);
        };
        if self.holds(rows, y as usize) {
            return None;
        }
        let share = y.fract();
        let is_child = tab.place_link(&row.node).is_some();
        if is_child && !(RIM..=1.0 - RIM).contains(&share) {
            return Some(Drop::Beside {
                sibling: row.node.clone(),
                after: share > 0.5,
            });
        }
        Some(Drop::Under(row.node.clone()))
    }

    /// Whether the row at a place is carried, or hangs under one that is.
    fn holds(&self, rows: &[OutlineRow], at: usize) -> bool {
        let mut depth = rows[at].depth + 1;
        for row in rows[..=at].iter().rev() {
            if row.depth < depth {
                depth = row.depth;
                if self.nodes.contains(&row.node) {
                    return true;
                }
                if depth == 0 {
                    break;
                }
            }
        }
        false
    }
}

/// The action that ends a drag of rows.
pub(super) fn end(nodes: Vec<Id>, drop: Drop) -> Action {
    let gesture = Gesture::Move {
        nodes,
        from: [0.0, 0.0],
        at: [0.0, 0.0],
        pins: false,
    };
    Action::EndGesture(gesture, Some(drop))
}

fn paint_drop(
    ui: &Ui,
    stage: &Stage<'_>,
    rows: &[OutlineRow],
    drop: &Drop,
    top: f32,
    first: usize,
) {
    let range = ui.max_rect().x_range();
    let stroke = Stroke::new(2.0, stage.colour(Role::Accent));
    let place_of = |node: &Id| {
        let at = rows.iter().position(|row| row.node == *node)?;
        Some((at, top + (at as f32 - first as f32) * ROW))
    };
    match drop {
        Drop::Under(node) => {
            if let Some((_, y)) = place_of(node) {
                let rect = Rect::from_x_y_ranges(range, y..=y + ROW).shrink(1.0);
                let radius = stage.theme.shape().radii.control;
                ui.painter()
                    .rect_stroke(rect, radius, stroke, StrokeKind::Inside);
            }
        }
        Drop::Beside { sibling, after } => {
            if let Some((at, y)) = place_of(sibling) {
                let mut y = y;
                if *after {
                    let below = rows[at + 1..].iter();
                    let n_below = below.take_while(|row| row.depth > rows[at].depth).count();
                    y += (1 + n_below) as f32 * ROW;
                }
                let x = super::row::indent_of(rows[at].depth, range.span());
                ui.painter()
                    .line_segment([pos2(range.min + x, y), pos2(range.max - 8.0, y)], stroke);
            }
        }
        Drop::Into { .. } => {}
        Drop::Alone => {
            let y = top + (rows.len() as f32 - first as f32) * ROW + 4.0;
            ui.painter().hline(range.shrink(8.0), y, stroke);
        }
    }
}
