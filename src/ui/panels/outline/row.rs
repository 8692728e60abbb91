//! One row of the outline: fold arrow, sign, icon, wording and marks.

use egui::epaint::text::TextWrapping;
use egui::text::LayoutJob;
use egui::{Align2, FontId, Rect, Response, Sense, TextFormat, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::super::super::{Stage, directed, notation, theme};
use crate::app::{Action, OutlineRow, PanelId, Tab};
use crate::layout::scene::find_stroke;
use crate::model::{self, Kind, Relation};
use crate::theme::{Face, Icon, Role, TextRole};
use crate::words;

/// Indentation for each level, and the side of an icon or chip, in points.
const STEP: f32 = 16.0;
/// Space before the first level.
const EDGE: f32 = 8.0;

/// A row and where it is on the screen.
pub(super) struct Row<'a> {
    tab: &'a Tab,
    line: &'a OutlineRow,
    rect: Rect,
    /// Left edge of the fold arrow.
    left: f32,
    /// Left and right edge of the wording.
    text: (f32, f32),
    /// What stands at the right end, from the right.
    marks: Vec<Mark>,
}

/// Something that stands at the end of a row.
enum Mark {
    Target,
    Words(String, Role, f32),
}

/// Where a level begins in a panel of that width; deep levels share the last place.
pub(super) fn indent_of(depth: u32, width: f32) -> f32 {
    let room = (width * 0.5 - EDGE).max(0.0);
    let last = (room / STEP).floor() * STEP;
    EDGE + (depth as f32 * STEP).min(last)
}

impl<'a> Row<'a> {
    /// Finds the places of everything in the row.
    pub fn new(ui: &Ui, stage: &Stage<'_>, tab: &'a Tab, row: &'a OutlineRow, rect: Rect) -> Self {
        let mut marks = Vec::new();
        if tab.target.as_ref() == Some(&row.node) {
            marks.push(Mark::Target);
        }
        if let Some(n) = row.n_folded {
            marks.push(Mark::words(
                ui,
                stage,
                words::say_with("outline-folded", &[("n", n.into())]),
                Role::SecondInk,
            ));
        }
        if row.role == Some(model::Role::Gap) && rect.width() >= 240.0 {
            let gap = words::say("outline-gap").into_owned();
            marks.push(Mark::words(ui, stage, gap, Role::Question));
        }
        let left = rect.left() + indent_of(row.depth, rect.width());
        let mut x = left + STEP + 4.0;
        if row.relation.is_some() {
            x += STEP + 4.0;
        }
        if notation::kind_icon(&row.kind).is_some() {
            x += STEP + 4.0;
        }
        let mut right = rect.right() - EDGE;
        for mark in &marks {
            right -= mark.width() + 8.0;
        }
        Self {
            tab,
            line: row,
            rect,
            left,
            text: (x, right.max(x)),
            marks,
        }
    }

    /// Where the wording is on the screen, and where it may be edited.
    pub fn text_rect(&self) -> Rect {
        let (left, right) = self.text;
        let rect = Rect::from_x_y_ranges(left - 5.0..=right, self.rect.y_range());
        rect.with_max_x(right.max(left + 80.0).min(self.rect.right() - 4.0))
    }

    /// Draws the row and hands on what is done to it.
    pub fn show(&self, ui: &Ui, stage: &mut Stage<'_>, tree: &Response) -> Response {
        let id = tree.id.with(self.line.node.as_str());
        let response = ui.interact(self.rect, id, Sense::CLICK | Sense::DRAG);
        let arrow = Rect::from_center_size(
            pos2(self.left + STEP / 2.0, self.rect.center().y),
            Vec2::splat(24.0),
        );
        let is_selected = self.tab.selected.contains(&self.line.node);
        if ui.is_rect_visible(self.rect) {
            self.paint(ui, stage, tree, &response, is_selected);
        }
        self.describe(ui, tree, &response, is_selected);
        let response = response.on_hover_text_at_pointer(self.hover_text());
        if response.is_pointer_button_down_on() && ui.input(|i| i.pointer.primary_pressed()) {
            tree.request_focus();
            if stage.app.focus != PanelId::Outline {
                stage.push(Action::Focus(PanelId::Outline));
            }
        }
        let folds = self.line.has_children
            && response
                .interact_pointer_pos()
                .is_some_and(|place| arrow.contains(place));
        if response.double_clicked() && !folds {
            stage.push(Action::OpenWording(self.line.node.clone()));
        } else if response.clicked() {
            tree.request_focus();
            let modifiers = ui.input(|input| input.modifiers);
            stage.push(if folds {
                Action::ToggleFold(self.line.node.clone())
            } else if modifiers.command || modifiers.shift {
                Action::ToggleSelected(self.line.node.clone())
            } else {
                Action::Select(Some(self.line.node.clone()))
            });
        }
        response
    }

    fn paint(
        &self,
        ui: &Ui,
        stage: &Stage<'_>,
        tree: &Response,
        response: &Response,
        is_selected: bool,
    ) {
        let painter = ui.painter();
        let middle = self.rect.center().y;
        let radius = stage.theme.shape().radii.control;
        let ground = self.rect.shrink2(vec2(4.0, 0.0));
        if is_selected {
            painter.rect_filled(ground, radius, stage.colour(Role::SelectionTint));
        } else if response.hovered() {
            painter.rect_filled(ground, radius, stage.colour(Role::Hover));
        }
        let is_lead = self.tab.lead() == Some(&self.line.node);
        if is_lead && tree.has_focus() {
            let stroke = egui::Stroke::new(2.0, stage.colour(Role::Accent));
            painter.rect_stroke(ground, radius, stroke, egui::StrokeKind::Inside);
        }
        let put_icon = |icon: Icon, role: Role, x: f32| {
            let font = FontId::new(16.0, theme::family(Face::Icons));
            let place = pos2(x, middle);
            painter.text(
                place,
                Align2::LEFT_CENTER,
                icon.char(),
                font,
                stage.colour(role),
            );
        };
        if self.line.has_children {
            let icon = if self.line.n_folded.is_some() {
                Icon::ChevronRight
            } else {
                Icon::ChevronDown
            };
            put_icon(icon, Role::SecondInk, self.left);
        }
        let mut x = self.left + STEP + 4.0;
        if let Some(relation) = &self.line.relation {
            self.paint_chip(ui, stage, relation, pos2(x, middle - STEP / 2.0));
            x += STEP + 4.0;
        }
        if let Some((icon, role)) = notation::kind_icon(&self.line.kind) {
            put_icon(icon, role, x);
        }
        let job = self.layout_text(ui, stage);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let y = middle - galley.size().y / 2.0;
        painter.galley(pos2(self.text.0, y), galley, stage.colour(Role::Ink));
        let mut right = self.rect.right() - EDGE;
        for mark in &self.marks {
            match mark {
                Mark::Target => put_icon(Icon::Target, Role::Accent, right - STEP),
                Mark::Words(words, role, _) => {
                    painter.text(
                        pos2(right, middle),
                        Align2::RIGHT_CENTER,
                        words,
                        stage.font(TextRole::Small),
                        stage.colour(*role),
                    );
                }
            }
            right -= mark.width() + 8.0;
        }
    }

    /// The relation's sign on its tint; a further premise of the same reason has an ampersand, and
    /// what argues about a step stands on a full ground.
    fn paint_chip(&self, ui: &Ui, stage: &Stage<'_>, relation: &Relation, corner: egui::Pos2) {
        let line = stage.theme.line(find_stroke(relation));
        let sign = if self.line.joins_previous {
            "&"
        } else {
            line.sign.as_deref().unwrap_or("·")
        };
        let rect = Rect::from_min_size(corner, Vec2::splat(STEP));
        let (ground, ink) = if self.line.strikes_link {
            (line.role, Role::Panel)
        } else {
            (line.tint, line.role)
        };
        let painter = ui.painter();
        painter.rect_filled(rect, STEP / 4.0, stage.colour(ground));
        painter.text(
            rect.center(),
            Align2::CENTER_CENTER,
            sign,
            stage.font(TextRole::Section),
            stage.colour(ink),
        );
    }

    fn layout_text(&self, ui: &Ui, stage: &Stage<'_>) -> LayoutJob {
        let is_main = self.line.role == Some(model::Role::MainClaim);
        let is_note = self.line.kind == Kind::Note;
        let text = self.one_line();
        let (text, is_blank) = if text.is_empty() {
            (words::say("box-blank").into_owned(), true)
        } else {
            (text, false)
        };
        let font = if is_main {
            TextRole::Section
        } else {
            TextRole::Ui
        };
        let ink = if is_note || is_blank {
            Role::SecondInk
        } else {
            Role::Ink
        };
        let format = TextFormat {
            font_id: stage.font(font),
            color: stage.colour(ink),
            ..TextFormat::default()
        };
        let room = (self.text.1 - self.text.0).max(16.0);
        let shown = directed::fit(ui, &text, &format.font_id, room);
        let mut job = LayoutJob::single_section(shown, format);
        job.wrap = TextWrapping::truncate_at_width(room);
        job
    }

    fn one_line(&self) -> String {
        self.node().map_or_else(String::new, |node| {
            node.text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }

    fn node(&self) -> Option<&model::Node> {
        let nodes = self.tab.document().nodes();
        nodes.get(self.line.node.as_str()).map(|node| &**node)
    }

    fn relation_word(&self) -> Option<String> {
        let relation = self.line.relation.as_ref()?;
        Some(
            if self.line.strikes_link && *relation == Relation::Opposes {
                words::say("relation-undercut").into_owned()
            } else {
                notation::relation_word(relation)
            },
        )
    }

    fn hover_text(&self) -> String {
        let text = self.node().map_or("", |node| node.text.as_str());
        let kind = notation::kind_word(&self.line.kind);
        match self.relation_word() {
            Some(relation) => format!("{text}\n{kind} · {relation}"),
            None => format!("{text}\n{kind}"),
        }
    }

    /// What a screen reader says of the row.
    fn speak(&self) -> String {
        let kind = notation::kind_word(&self.line.kind);
        let text = self.one_line();
        let graph = self.tab.editor.graph();
        let place = graph
            .node(self.line.node.as_str())
            .and_then(|at| graph.place(at));
        let (Some(place), Some(relation)) = (place, self.relation_word()) else {
            let values = [("kind", kind.into()), ("text", text.into())];
            return words::say_with("box-spoken", &values);
        };
        let parent = &self.tab.document().nodes().rows()[place.parent as usize];
        words::say_with(
            "box-spoken-child",
            &[
                ("kind", kind.into()),
                ("text", text.into()),
                ("relation", relation.into()),
                ("parent", parent.text.as_str().into()),
                ("place", self.line.place.0.into()),
                ("count", self.line.place.1.into()),
            ],
        )
    }

    fn describe(&self, ui: &Ui, tree: &Response, response: &Response, is_selected: bool) {
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::TreeItem, true, is_selected, self.speak())
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_level(self.line.depth as usize + 1);
            node.set_position_in_set(self.line.place.0);
            node.set_size_of_set(self.line.place.1);
            if self.line.has_children {
                node.set_expanded(self.line.n_folded.is_none());
            }
        });
        if self.tab.lead() == Some(&self.line.node) {
            let row = response.id.accesskit_id();
            ui.ctx().accesskit_node_builder(tree.id, |node| {
                node.set_active_descendant(row);
            });
        }
    }
}

impl Mark {
    fn words(ui: &Ui, stage: &Stage<'_>, words: String, role: Role) -> Self {
        let font = stage.font(TextRole::Small);
        let galley = ui
            .painter()
            .layout_no_wrap(words.clone(), font, stage.colour(role));
        let width = galley.size().x.ceil();
        Self::Words(words, role, width)
    }

    fn width(&self) -> f32 {
        match self {
            Self::Target => STEP,
            Self::Words(_, _, width) => *width,
        }
    }
}
