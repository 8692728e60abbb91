//! What a screen reader is told of the map: a tree whose items are the boxes in sight.

use egui::accesskit::{self, Action as AccessAction};
use egui::{Id, Response, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::Frame;
use crate::app::{Action, OutlineRow};
use crate::ui::Stage;
use crate::words;

/// The most boxes that are told of at once; the outline tells of all.
const MOST: usize = 300;

/// Describes the canvas and the boxes in sight.
pub fn describe(ui: &mut Ui, stage: &mut Stage<'_>, frame: &Frame<'_>, response: &Response) {
    let name = words::say("panel-map");
    response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, name.clone()));
    let spoken = frame
        .tab
        .lead_node()
        .map(|id| describe_box(frame, id.as_str(), None));
    let is_on = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Tree);
        if let Some(spoken) = &spoken {
            node.set_value(spoken.as_str());
        }
    });
    if is_on.is_none() {
        return;
    }
    let rows = frame.tab.outline_rows();
    let by_id: std::collections::HashMap<&str, &OutlineRow> =
        rows.iter().map(|row| (row.node.as_str(), row)).collect();
    let parent = UiBuilder::new()
        .max_rect(frame.bounds)
        .accessibility_parent(response.id);
    let boxes: Vec<usize> = frame.boxes_in_sight().take(MOST).collect();
    ui.scope_builder(parent, |ui| {
        for at in boxes {
            describe_item(ui, stage, frame, at, &by_id);
        }
    });
}

fn describe_item(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    frame: &Frame<'_>,
    at: usize,
    rows: &std::collections::HashMap<&str, &OutlineRow>,
) {
    let id = frame.tab.picture.node_of_box(at).clone();
    let rect = frame.tab.picture.placement().boxes[at];
    let rect = frame.rect_to_screen([rect.min.x, rect.min.y, rect.max.x, rect.max.y]);
    let item = Id::unique(("map box", id.as_str()));
    let response = ui.interact(rect.intersect(frame.bounds), item, Sense::hover());
    let row = rows.get(id.as_str()).copied();
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

/// A box in words: its kind, its wording, what it does to the box above, its place.
pub fn describe_box(frame: &Frame<'_>, id: &str, row: Option<&OutlineRow>) -> String {
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
