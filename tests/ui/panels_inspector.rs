//! The inspector panel over the map of the tour.

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use linchpin::app::{Action, App, PanelId};
use linchpin::edit::{Edit, NodeField};
use linchpin::model::{Basis, Id, Node};
use linchpin::ui::panels::inspector::InspectorPanel;

use super::panels_desk::{Desk, node, open_tour};
use super::raster::save_picture;

type Inspector = Harness<'static, Desk<InspectorPanel>>;

const SIZE: [f32; 2] = [480.0, 860.0];

fn open_inspector(theme: &str) -> Inspector {
    open_tour(SIZE, theme, InspectorPanel::show)
}

fn app(harness: &Inspector) -> &App {
    &harness.state().app
}

fn perform(harness: &mut Inspector, action: Action) {
    harness.state_mut().app.perform(action);
    harness.run();
}

fn select(harness: &mut Inspector, begins: &str) -> Id {
    let id = node(app(harness), begins);
    perform(harness, Action::Select(Some(id.clone())));
    id
}

fn record<'a>(harness: &'a Inspector, id: &Id) -> &'a Node {
    let tab = app(harness).tab().unwrap();
    tab.document().nodes().get(id.as_str()).unwrap()
}

fn type_into(harness: &mut Inspector, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Text(text.into()));
    harness.run();
}

#[test]
fn a_box_a_step_and_the_map_are_seen_in_light_and_dark() {
    for theme in ["light", "dark"] {
        let mut harness = open_inspector(theme);
        save_picture(&mut harness, &format!("inspector-map-{theme}"));
        let id = node(app(&harness), "On two Sundays");
        let set = |field| Edit::SetNodeField {
            node: id.clone(),
            field,
        };
        let edits = vec![
            set(NodeField::Reliability("B".into())),
            set(NodeField::Tags(vec!["shops".into(), "trial".into()])),
            set(NodeField::Likelihood("likely".into())),
            Edit::AddComment {
                on: id.clone(),
                author: "Ada".into(),
                text: "Who counted?".into(),
                reply_to: None,
            },
        ];
        perform(&mut harness, Action::Edit(Box::new(Edit::Batch { edits })));
        perform(&mut harness, Action::Select(Some(id)));
        save_picture(&mut harness, &format!("inspector-evidence-{theme}"));
        select(&mut harness, "Yes, Mill Street");
        save_picture(&mut harness, &format!("inspector-claim-{theme}"));
        let shops = node(app(&harness), "On two Sundays");
        let link = app(&harness).tab().unwrap().place_link(&shops).cloned();
        perform(&mut harness, Action::Select(link));
        save_picture(&mut harness, &format!("inspector-link-{theme}"));
        let both = vec![shops, node(app(&harness), "Vans would")];
        perform(&mut harness, Action::SelectAll(both));
        harness.get_by_label("2 boxes selected");
        save_picture(&mut harness, &format!("inspector-several-{theme}"));
    }
}

#[test]
fn a_narrow_panel_cuts_no_field() {
    let mut harness = open_tour([288.0, 860.0], "light", InspectorPanel::show);
    let id = select(&mut harness, "On two Sundays");
    let field = NodeField::Reliability("D".into());
    let edit = Edit::SetNodeField { node: id, field };
    perform(&mut harness, Action::Edit(Box::new(edit)));
    save_picture(&mut harness, "inspector-narrow");
    let wide = harness.get_by_label("Wording").rect();
    for name in ["Kind", "Short name", "Basis", "Tags"] {
        let rect = harness.get_by_label(name).rect();
        assert!(rect.right() <= wide.right() + 1.0, "{name}: {rect:?}");
    }
}

#[test]
fn a_wording_becomes_one_edit_when_its_field_is_left() {
    let mut harness = open_inspector("light");
    let id = select(&mut harness, "The shops would gain");
    let before = app(&harness).tab().unwrap().editor.revision();
    type_into(&mut harness, "Wording", "The shops gained.");
    assert_eq!(record(&harness, &id).text, "The shops would gain.");
    assert_eq!(app(&harness).focus, PanelId::Inspector);
    harness.get_by_label("Short name").focus();
    harness.run();
    assert_eq!(record(&harness, &id).text, "The shops gained.");
    let after = app(&harness).tab().unwrap().editor.revision();
    assert_eq!(after, before + 1);
}

#[test]
fn what_was_typed_is_kept_when_something_else_is_selected() {
    let mut harness = open_inspector("light");
    let id = select(&mut harness, "The shops would gain");
    type_into(&mut harness, "Note", "Ask the baker.");
    let other = select(&mut harness, "Vans would be");
    assert_eq!(record(&harness, &id).note, "Ask the baker.");
    assert_eq!(record(&harness, &other).note, "");
    assert_eq!(app(&harness).tab().unwrap().selected, vec![other]);
}

#[test]
fn what_was_typed_is_kept_in_its_own_map_when_another_comes_to_the_front() {
    let mut harness = open_inspector("light");
    let id = select(&mut harness, "The shops would gain");
    type_into(&mut harness, "Note", "Ask the baker.");
    perform(&mut harness, Action::Run("new"));
    let tab = &app(&harness).tabs()[0];
    let record = tab.document().nodes().get(id.as_str()).unwrap();
    assert_eq!(record.note, "Ask the baker.");
    assert_eq!(app(&harness).active(), 1);
}

#[test]
fn a_choice_of_a_list_is_an_edit() {
    let mut harness = open_inspector("light");
    let id = select(&mut harness, "On two Sundays");
    harness.get_by_label("Basis").click();
    harness.run();
    harness.get_by_label("Study").click();
    harness.run();
    assert_eq!(record(&harness, &id).basis, Some(Basis::Study));
    harness.get_by_label("Assumption").click();
    harness.run();
    assert!(record(&harness, &id).assumption.is_some());
}

#[test]
fn a_passage_is_shown_and_dropped() {
    let mut harness = open_inspector("light");
    let id = select(&mut harness, "On two Sundays");
    harness.get_by_label("Show the passage").click();
    harness.run();
    assert!(
        harness
            .state()
            .asked
            .contains(&Action::ShowAnchor(id.clone(), 0))
    );
    harness.get_by_label("Drop the passage").click();
    harness.run();
    assert!(record(&harness, &id).anchors.is_empty());
}

#[test]
fn a_comment_is_added_settled_and_deleted() {
    let mut harness = open_inspector("light");
    let id = select(&mut harness, "A trial of two Sundays");
    type_into(&mut harness, "New comment", "How many shops?");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(record(&harness, &id).comments[0].text, "How many shops?");
    harness.get_by_label("Settle the comment").click();
    harness.run();
    assert!(record(&harness, &id).comments[0].resolved);
    harness.get_by_label("Delete the comment").click();
    harness.run();
    assert!(record(&harness, &id).comments.is_empty());
}

#[test]
fn what_is_linked_can_be_gone_to() {
    let mut harness = open_inspector("light");
    select(&mut harness, "The shops would gain");
    harness
        .get_by_label("On two Sundays of a trial the shops counted a fifth more visitors.")
        .click();
    harness.run();
    let evidence = node(app(&harness), "On two Sundays");
    assert_eq!(app(&harness).tab().unwrap().selected, vec![evidence]);
    harness.get_by_label("The step that supports").click();
    harness.run();
    assert!(app(&harness).tab().unwrap().lead_link().is_some());
    harness.get_by_label("Step of reasoning");
}

#[test]
fn a_map_that_cannot_be_edited_can_be_read_here() {
    let mut harness = open_inspector("light");
    let tab = harness.state_mut().app.tab_mut().unwrap();
    tab.editor.set_read_only();
    select(&mut harness, "The shops would gain");
    let wording = harness.get_by_label("Wording");
    assert!(wording.accesskit_node().is_disabled());
}
