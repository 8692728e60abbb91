//! The outline panel over the map of the tour.

use egui::{Event, Key, Modifiers, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use linchpin::app::{Action, App, PanelId};
use linchpin::edit::Edit;
use linchpin::model::{Intent, Kind};
use linchpin::ui::panels::outline::{OutlinePanel, pane_id};

use super::panels_desk::{Desk, empty_app, node, open, open_tour};
use super::raster::save_picture;

type Outline = Harness<'static, Desk<OutlinePanel>>;

const SIZE: [f32; 2] = [480.0, 860.0];

fn open_outline(theme: &str) -> Outline {
    let mut harness = open_tour(SIZE, theme, OutlinePanel::show);
    let app = &mut harness.state_mut().app;
    app.show_panel(PanelId::Outline, true);
    harness
}

fn app(harness: &Outline) -> &App {
    &harness.state().app
}

fn perform(harness: &mut Outline, action: Action) {
    harness.state_mut().app.perform(action);
    harness.run();
}

fn row(harness: &Outline, text: &str) -> egui::Rect {
    harness.get_by_label_contains(&format!(": {text}")).rect()
}

fn release(place: Pos2) -> Event {
    Event::PointerButton {
        pos: place,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    }
}

#[test]
fn the_outline_is_seen_in_light_and_dark() {
    for theme in ["light", "dark"] {
        let mut harness = open_outline(theme);
        let shops = node(app(&harness), "The shops would gain");
        let bakery = node(app(&harness), "The bakery");
        perform(&mut harness, Action::Aim(Some(shops.clone())));
        perform(&mut harness, Action::ToggleFold(bakery));
        perform(&mut harness, Action::Select(Some(shops)));
        perform(&mut harness, Action::Focus(PanelId::Outline));
        save_picture(&mut harness, &format!("outline-{theme}"));
    }
}

#[test]
fn a_row_says_its_kind_its_relation_and_its_place() {
    let harness = open_outline("light");
    let tree = harness.get_by_role(egui::accesskit::Role::Tree);
    assert_eq!(
        tree.query_all_by_role(egui::accesskit::Role::TreeItem)
            .count(),
        10
    );
    let item = harness.get_by_label(
        "Claim: The shops would gain.; supports “Yes, Mill Street should become a street for \
         people on foot.”; 1 of 4",
    );
    let item = item.accesskit_node();
    assert_eq!(item.data().level(), Some(3));
    assert_eq!(item.data().position_in_set(), Some(1));
    assert_eq!(item.data().size_of_set(), Some(4));
    assert_eq!(item.data().is_expanded(), Some(true));
    harness.get_by_label_contains("strikes the step");
}

#[test]
fn a_click_selects_and_a_click_with_control_adds() {
    let mut harness = open_outline("light");
    harness
        .get_by_label_contains(": The shops would gain")
        .click();
    harness.run();
    let shops = node(app(&harness), "The shops would gain");
    assert_eq!(app(&harness).tab().unwrap().selected, vec![shops]);
    assert_eq!(app(&harness).focus, PanelId::Outline);
    assert_eq!(harness.ctx.memory(egui::Memory::focused), Some(pane_id()));
    harness
        .get_by_label_contains(": The bakery")
        .click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert_eq!(app(&harness).tab().unwrap().selected.len(), 2);
}

#[test]
fn the_arrow_folds_and_the_rows_below_go() {
    let mut harness = open_outline("light");
    let rect = row(&harness, "The shops would gain");
    let place = egui::pos2(rect.left() + 8.0 + 2.0 * 16.0 + 8.0, rect.center().y);
    harness.hover_at(place);
    harness.drag_at(place);
    harness.event(release(place));
    harness.run();
    assert!(
        harness
            .query_by_label_contains(": On two Sundays")
            .is_none()
    );
    assert!(
        harness
            .query_by_label_contains(": The shops would gain")
            .is_some()
    );
}

#[test]
fn a_wording_is_edited_in_its_row() {
    let mut harness = open_outline("light");
    let shops = node(app(&harness), "The shops would gain");
    perform(&mut harness, Action::Focus(PanelId::Outline));
    perform(&mut harness, Action::Select(Some(shops.clone())));
    perform(&mut harness, Action::OpenWording(shops.clone()));
    harness.event(Event::Text("The shops gained a fifth.".into()));
    harness.run();
    save_picture(&mut harness, "outline-wording");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run();
    let tab = app(&harness).tab().unwrap();
    assert_eq!(
        tab.document().nodes().get(shops.as_str()).unwrap().text,
        "The shops gained a fifth."
    );
    assert_eq!(tab.target, Some(shops));
    assert_eq!(harness.ctx.memory(egui::Memory::focused), Some(pane_id()));
}

#[test]
fn escape_drops_what_was_typed() {
    let mut harness = open_outline("light");
    let shops = node(app(&harness), "The shops would gain");
    perform(&mut harness, Action::Focus(PanelId::Outline));
    perform(&mut harness, Action::OpenWording(shops.clone()));
    harness.event(Event::Text("Nothing".into()));
    harness.key_press(Key::Escape);
    harness.run();
    let tab = app(&harness).tab().unwrap();
    assert!(tab.wording.is_none());
    assert_eq!(
        tab.document().nodes().get(shops.as_str()).unwrap().text,
        "The shops would gain."
    );
}

#[test]
fn a_row_dragged_onto_another_hangs_there() {
    let mut harness = open_outline("light");
    let vans = node(app(&harness), "Vans would be let in");
    let from = row(&harness, "Vans would be let in").center();
    let to = row(&harness, "The shops would gain").center();
    harness.hover_at(from);
    harness.drag_at(from);
    harness.hover_at(to + egui::vec2(0.0, 8.0));
    harness.hover_at(to);
    harness.run();
    save_picture(&mut harness, "outline-drag");
    harness.event(release(to));
    harness.run();
    let tab = app(&harness).tab().unwrap();
    let graph = tab.editor.graph();
    let place = graph.place(graph.node(vans.as_str()).unwrap()).unwrap();
    assert_eq!(tab.id_at(place.parent), node(app(&harness), "The shops"));
}

#[test]
fn ten_thousand_boxes_are_a_few_rows() {
    let mut app = empty_app();
    app.perform(Action::Run("new"));
    let claim = |text: String| Edit::AddNode {
        kind: Kind::Claim,
        text,
        under: None,
        intent: Intent::For,
        anchor: None,
        after: None,
    };
    let edits = (0..10_000).map(|n| claim(format!("Claim {n}."))).collect();
    app.commit(&Edit::Batch { edits });
    app.perform(Action::Select(None));
    let mut harness = open(app, SIZE, OutlinePanel::show);
    let rows = |harness: &Outline| {
        harness
            .query_all_by_role(egui::accesskit::Role::TreeItem)
            .count()
    };
    assert!(rows(&harness) < 50);
    let last = node(&harness.state().app, "Claim 9999");
    perform(&mut harness, Action::Select(Some(last)));
    harness.get_by_label("Claim: Claim 9999.");
    assert!(rows(&harness) < 50);
}
