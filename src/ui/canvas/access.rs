//! What a screen reader is told of the map: a tree whose items are the boxes in sight.

use std::collections::HashMap;

use egui::accesskit::{self, Action as AccessAction};
use egui::{Id, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::Frame;
use crate::app::{Action, OutlineRow, Tab};
use crate::layout::scene::{Changed, Label};
use crate::model;
use crate::reason::strength::word_for;
use crate::text::{find_hidden_signs, name_hidden_signs};
use crate::ui::Stage;
use crate::words;

/// The most boxes that are told of at once; the outline tells of all.
const MOST: usize = 300;

/// Where every box stands in the outline, made anew when the map or its folding has changed.
#[derive(Default)]
pub struct Places {
    made_of: Option<(u64, u64, u64)>,
    rows: HashMap<model::Id, OutlineRow>,
}

impl Places {
    fn refresh(&mut self, tab: &Tab) {
        let revision = tab.editor.revision();
        let is_current = |(key, made_at, folded): &(u64, u64, u64)| {
            *key == tab.key && *made_at == revision && *folded == tab.folded.revision()
        };
        if !self.made_of.as_ref().is_some_and(is_current) {
            let rows = tab.outline_rows().into_iter();
            self.rows = rows.map(|row| (row.node.clone(), row)).collect();
            self.made_of = Some((tab.key, revision, tab.folded.revision()));
        }
    }
}

/// Describes the canvas and the boxes in sight.
pub fn describe(
    places: &mut Places,
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    frame: &Frame<'_>,
    response: &Response,
) {
    let name = words::say("panel-map");
    response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, name.clone()));
    let is_on = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Tree);
        if let Some(outlook) = frame.tab.outlook() {
            node.set_value(outlook.text);
        } else if let Some(id) = frame.tab.lead_node() {
            node.set_value(describe_box(frame, id.as_str(), None));
        }
    });
    if is_on.is_none() {
        return;
    }
    places.refresh(frame.tab);
    let parent = UiBuilder::new()
        .max_rect(frame.bounds)
        .accessibility_parent(response.id);
    let boxes = frame.boxes_in_sight().into_iter().take(MOST);
    ui.scope_builder(parent, |ui| {
        for at in boxes {
            describe_item(ui, stage, frame, at as usize, &places.rows);
        }
    });
}

fn describe_item(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    frame: &Frame<'_>,
    at: usize,
    rows: &HashMap<model::Id, OutlineRow>,
) {
    let id = frame.tab.picture.node_of_box(at).clone();
    let rect = frame.tab.picture.placement().boxes[at];
    let rect = frame.rect_to_screen([rect.min.x, rect.min.y, rect.max.x, rect.max.y]);
    let item = Id::unique(("map box", id.as_str()));
    let response = ui.interact(rect.intersect(frame.bounds), item, Sense::hover());
    let row = rows.get(&id);
    let spoken = describe_box(frame, id.as_str(), row);
    let is_selected = frame.tab.selected.contains(&id);
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, spoken.clone()));
    ui.ctx().accesskit_node_builder(item, |node| {
        node.set_role(Role::TreeItem);
        node.set_label(spoken.as_str());
        node.set_selected(is_selected);
        node.add_action(AccessAction::Click);
        if let Some(row) = row {
            node.set_level(row.depth as usize + 1);
            node.set_position_in_set(row.place.0);
            node.set_size_of_set(row.place.1);
            if row.has_children {
                node.set_expanded(row.n_folded.is_none());
            }
        }
    });
    let asked = |action: accesskit::Action| {
        ui.ctx()
            .input(|input| input.has_accesskit_action_request(item, action))
    };
    if asked(AccessAction::Click) || asked(AccessAction::Focus) {
        stage.push(Action::Select(Some(id)));
    }
}

/// A box in words: its kind, its wording, what it does to the box above, its place, and whether
/// it is struck out for now or has fallen.
pub fn describe_box(frame: &Frame<'_>, id: &str, row: Option<&OutlineRow>) -> String {
    let mut spoken = describe_place(frame, id, row);
    let overlay = frame.tab.marks.overlay();
    let Some(node) = frame.tab.picture.graph().node(id) else {
        return spoken;
    };
    let changed = overlay.changes.get(&node);
    let changed = changed.map(|&changed| name_changed(changed));
    let mark = if overlay.struck_out.contains(&node) {
        Some("flag-struck-out")
    } else if overlay.fallen.contains(&node) {
        Some("flag-fallen")
    } else {
        None
    };
    let strength = overlay.strengths.get(&node);
    let strength = strength.map(|&it| word_for(f64::from(it)));
    let pin = overlay.linchpins.contains(&node).then_some("flag-linchpin");
    let label = overlay.labels.get(&node).map(|label| match label {
        Label::In => "flag-in",
        Label::Out => "flag-out",
        Label::Undecided => "flag-undecided",
    });
    for key in [changed, mark, label, strength, pin].into_iter().flatten() {
        spoken = format!("{spoken}; {}", words::say(key));
    }
    let record = frame.tab.document().nodes().get(id);
    let signs = record.map_or_else(Vec::new, |node| find_hidden_signs(&node.text));
    if !signs.is_empty() {
        let values = [("signs", name_hidden_signs(&signs).into())];
        spoken = format!(
            "{spoken}; {}",
            words::say_with("flag-hidden-signs", &values)
        );
    }
    spoken
}

fn name_changed(changed: Changed) -> &'static str {
    match changed {
        Changed::New => "flag-new",
        Changed::Altered => "flag-altered",
        Changed::Moved => "flag-moved",
        Changed::Lost => "flag-lost",
    }
}

fn describe_place(frame: &Frame<'_>, id: &str, row: Option<&OutlineRow>) -> String {
    let document = frame.tab.document();
    let Some(node) = document.nodes().get(id) else {
        return String::new();
    };
    let kind = if node.kind.is_known() {
        words::say(&format!("kind-{}", node.kind.as_str())).into_owned()
    } else {
        words::say_with("kind-unknown", &[("name", node.kind.as_str().into())])
    };
    let graph = frame.tab.editor.graph();
    let place = graph.node(id).and_then(|at| graph.place(at));
    let Some(place) = place else {
        let values = [("kind", kind.into()), ("text", node.text.as_str().into())];
        return words::say_with("box-spoken", &values);
    };
    let relation = words::say(&format!("relation-{}", graph.relation(place.link).as_str()));
    let parent = &document.nodes().rows()[place.parent as usize].text;
    let siblings = graph.children(place.parent);
    let own = graph
        .node(id)
        .and_then(|at| siblings.iter().position(|&other| other == at));
    let (number, count) = row.map_or((own.unwrap_or_default() + 1, siblings.len()), |row| {
        row.place
    });
    let values = [
        ("kind", kind.into()),
        ("text", node.text.as_str().into()),
        ("relation", relation.into()),
        ("parent", parent.as_str().into()),
        ("place", (number as i64).into()),
        ("count", (count as i64).into()),
    ];
    words::say_with("box-spoken-child", &values)
}
