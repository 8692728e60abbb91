//! What is pointed at, in words: the whole wording where its box does not show it, and from afar
//! its kind and relation as well. Knows no gesture.

use egui::{Response, Ui};

use super::Frame;
use super::detail::Detail;
use crate::model::Id;
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::notation::{kind_word, relation_word};
use crate::words;

/// Shows the hint of what is under the pointer, once it rests there.
pub fn show(ui: &Ui, stage: &Stage<'_>, frame: &Frame<'_>, response: &Response) {
    let Some(id) = &frame.hover else { return };
    if frame.tab.gesture.is_some() || ui.input(|input| input.pointer.any_down()) {
        return;
    }
    let Some((head, body)) = find_box_hint(frame, id).or_else(|| find_link_hint(frame, id)) else {
        return;
    };
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(360.0);
        if let Some(head) = head {
            ui.label(stage.text(TextRole::Small, Role::SecondInk, head));
        }
        ui.label(stage.text(TextRole::Ui, Role::Ink, body));
    });
}

fn find_box_hint(frame: &Frame<'_>, id: &Id) -> Option<(Option<String>, String)> {
    let node = frame.tab.document().nodes().get(id.as_str())?;
    let picture = &frame.tab.picture;
    let text = picture
        .box_index(id)
        .and_then(|at| picture.plan().texts.get(at));
    let is_small = Detail::at(frame.camera.zoom) < Detail::Text;
    if !is_small {
        let is_cut = text.is_some_and(|text| text.is_cut);
        return is_cut.then(|| (None, node.text.clone()));
    }
    let kind = kind_word(&node.kind);
    let graph = frame.tab.editor.graph();
    let place = graph.node(id.as_str()).and_then(|at| graph.place(at));
    let head = match place {
        Some(place) => {
            let relation = relation_word(graph.relation(place.link));
            let values = [("kind", kind.into()), ("relation", relation.into())];
            words::say_with("hint-box", &values)
        }
        None => kind,
    };
    Some((Some(head), node.text.clone()))
}

fn find_link_hint(frame: &Frame<'_>, id: &Id) -> Option<(Option<String>, String)> {
    let link = frame.tab.document().links().get(id.as_str())?;
    let relation = relation_word(&link.relation);
    Some(if link.warrant.is_empty() {
        (None, relation)
    } else {
        (None, format!("{relation}: {}", link.warrant))
    })
}
