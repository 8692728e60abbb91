//! The map as indented text. The tree is one widget for the keyboard; only the rows in sight are
//! drawn, so that a map of any size scrolls at once.

mod drag;
mod editor;
mod row;

use egui::{EventFilter, Id, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo};

use super::super::Stage;
use crate::app::{Action, OutlineRow, PanelId, Tab};
use crate::model;
use crate::theme::{Role, TextRole};
use crate::words;

/// The height of a row in points.
const ROW: f32 = 24.0;

/// The outline panel: what it remembers between frames.
#[derive(Default)]
pub struct OutlinePanel {
    rows: Vec<OutlineRow>,
    made_of: Option<(u64, u64, u64)>,
    /// The selected record that was last brought into view.
    shown: Option<model::Id>,
    /// How far the rows are scrolled, in points.
    offset: f32,
    drag: drag::Drag,
    editor: editor::Editor,
    claim: Option<(u64, bool, bool, bool, bool)>,
}

/// The widget that is the tree; it has the keyboard while the outline is used.
pub fn pane_id() -> Id {
    Id::unique("outline tree")
}

impl OutlinePanel {
    /// Draws the panel into all the room that is left.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let Some(tab) = stage.app.tab() else {
            self.made_of = None;
            show_empty(ui, stage);
            return;
        };
        self.refresh_rows(tab);
        let room = ui.available_rect_before_wrap();
        let ground = ui.interact(room, pane_id().with("ground"), Sense::CLICK);
        let tree = ui.interact(room, pane_id(), Sense::focusable_noninteractive());
        tree.widget_info(|| {
            WidgetInfo::labeled(egui::Role::Tree, true, words::say("panel-outline"))
        });
        self.follow_focus(ui, stage, tab, &tree);
        if ground.clicked() {
            tree.request_focus();
            stage.push(Action::Focus(PanelId::Outline));
            stage.push(Action::Select(None));
        }
        if self.rows.is_empty() {
            show_empty(ui, stage);
            return;
        }
        self.show_rows(ui, stage, tab, &tree, room);
    }

    fn show_rows(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        tab: &Tab,
        tree: &Response,
        room: Rect,
    ) {
        let rows = std::mem::take(&mut self.rows);
        let mut area = ScrollArea::vertical().auto_shrink([false, false]);
        if let Some(offset) = self.find_offset(&rows, tab, room.height()) {
            area = area.vertical_scroll_offset(offset);
        }
        if let Some(step) = self.drag.find_scroll(ui, room) {
            area = area.vertical_scroll_offset((self.offset + step).max(0.0));
            ui.request_repaint();
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let output = area.show_rows(ui, ROW, rows.len(), |ui, range| {
            let builder = UiBuilder::new().accessibility_parent(tree.id);
            ui.scope_builder(builder, |ui| {
                let top = ui.max_rect().top();
                let mut edited = None;
                for (at, row) in range.clone().zip(&rows[range.clone()]) {
                    let y = top + (at - range.start) as f32 * ROW;
                    let rect = Rect::from_x_y_ranges(ui.max_rect().x_range(), y..=y + ROW);
                    let text = row::Row::new(ui, stage, tab, row, rect);
                    let response = text.show(ui, stage, tree);
                    self.drag.follow(ui, tab, &rows, at, &response);
                    if editor::is_open_on(stage, tab, &row.node) {
                        edited = Some(text.text_rect());
                    }
                }
                let pointed = self.drag.show(ui, stage, tab, &rows, top, range.start);
                if let Some((nodes, drop)) = pointed {
                    stage.push(drag::end(nodes, drop));
                }
                if let Some(rect) = edited {
                    self.editor.show(ui, stage, tab, rect);
                }
            });
        });
        self.offset = output.state.clamped_offset().y;
        self.rows = rows;
        if tab.wording.is_none() {
            self.editor.close();
        }
    }

    fn refresh_rows(&mut self, tab: &Tab) {
        let revision = tab.editor.revision();
        let is_current = |(key, made_at, folded): &(u64, u64, u64)| {
            *key == tab.key && *made_at == revision && *folded == tab.folded.revision()
        };
        if self.made_of.as_ref().is_some_and(is_current) {
            return;
        }
        self.made_of = Some((tab.key, revision, tab.folded.revision()));
        self.rows = tab.outline_rows();
    }

    /// Where to scroll so that a newly selected row is in view; none if it is, or is known.
    fn find_offset(&mut self, rows: &[OutlineRow], tab: &Tab, height: f32) -> Option<f32> {
        let lead = tab.lead_node();
        if self.shown.as_ref() == lead {
            return None;
        }
        self.shown = lead.cloned();
        let at = rows.iter().position(|row| Some(&row.node) == lead)?;
        let y = at as f32 * ROW;
        if y < self.offset {
            Some((y - ROW).max(0.0))
        } else if y + ROW > self.offset + height {
            Some(y + 2.0 * ROW - height)
        } else {
            None
        }
    }

    /// The program's idea of who has the keyboard and the toolkit's are kept the same.
    fn follow_focus(&mut self, ui: &Ui, stage: &mut Stage<'_>, tab: &Tab, tree: &Response) {
        let has_focus = stage.app.focus == PanelId::Outline;
        let is_wording = tab.wording.is_some();
        let has_dialog = stage.app.dialog.is_some();
        let is_finding = tab.find.is_open;
        let now = (tab.key, has_focus, is_wording, has_dialog, is_finding);
        let opens_find = is_finding && self.claim.is_some_and(|claim| !claim.4);
        let is_due = self.claim != Some(now) && has_focus;
        if is_due && !is_wording && !has_dialog && !opens_find {
            tree.request_focus();
        }
        self.claim = Some(now);
        if tree.gained_focus() && !has_focus {
            stage.push(Action::Focus(PanelId::Outline));
        }
        if tree.has_focus() {
            let filter = EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(tree.id, filter));
        }
    }
}

fn show_empty(ui: &mut Ui, stage: &Stage<'_>) {
    let room = ui.available_size();
    ui.vertical_centered(|ui| {
        ui.add_space((room.y * 0.32).max(16.0).floor());
        ui.set_max_width((room.x - 48.0).clamp(80.0, 320.0));
        ui.label(stage.text(TextRole::Section, Role::Ink, words::say("outline-empty")));
        ui.add_space(4.0);
        let help = words::say("outline-empty-help");
        ui.label(stage.text(TextRole::Ui, Role::SecondInk, help));
    });
}
