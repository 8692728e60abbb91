//! The window of somebody who opens a map a second time: what it asks, and how a map looks that is only read.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, App, FixedHost, TaskMode};
use linchpin::edit::{Edit, Field};
use linchpin::model::Time;
use linchpin::storage::Folders;

use super::scenario::Scene;

/// A window that was opened on a map which another program holds, and that program.
fn second_window() -> (Scene, App) {
    let mut scene = Scene::empty();
    let folders = Folders {
        config: scene.path("config"),
        state: scene.path("state"),
    };
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 12);
    let mut first = App::new(Box::new(host), Some(folders), TaskMode::Inline);
    super::scenario::open(&mut first, "= Top\n  + First\n");
    let field = Field::Title("The mill".to_owned());
    first.perform(Action::Edit(Box::new(Edit::SetField { field })));
    let path = scene.path("a.argmap.json");
    let tab = first.tab().unwrap().key;
    let purpose = linchpin::app::Purpose::SaveAs { tab, then: None };
    first.perform(Action::FileChosen(purpose, Some(path.clone())));
    first.poll();
    assert!(!first.tab().unwrap().is_dirty());
    scene.perform(Action::Open(path));
    (scene, first)
}

fn question(scene: &Scene) -> bool {
    let title = "“The mill” is open in another window";
    let mut found = scene
        .harness
        .query_all_by_role_and_label(Role::Dialog, title);
    found.next().is_some()
}

#[test]
fn it_is_asked_and_escape_leaves_the_map_to_be_read() {
    let (mut scene, _first) = second_window();
    assert!(question(&scene));
    assert!(scene.shows_part("neither window writes over"));
    scene.save_picture("held-elsewhere");
    scene.press("Esc");
    assert!(!question(&scene));
    assert_eq!(scene.title, "The mill (reading only) – Linchpin");
    assert!(scene.shows("Reading only"));
    scene.save_picture("held-reading");
    let before = scene.draw();
    scene.select("Top");
    scene.press("Tab");
    assert_eq!(scene.tab().document().nodes().len(), 2, "{before}");
    assert!(scene.shows_part("edit it there, or save it under another name"));
    scene
        .harness
        .get_by_role_and_label(Role::Button, "Save as…");
}

#[test]
fn enter_goes_to_the_other_window_which_is_told_once() {
    let (mut scene, mut first) = second_window();
    scene.press("Enter");
    assert!(scene.shows_part("The other window is asked to come to the front"));
    first.perform(Action::LookForOutsideChanges);
    first.poll();
    let asked = first.take_requests();
    assert!(asked.contains(&linchpin::app::WindowRequest::ComeToFront));
    scene.perform(Action::LookForOutsideChanges);
    assert!(scene.harness.state().is_closing());
}

#[test]
fn edited_here_as_well_the_title_says_so_no_more() {
    let (mut scene, _first) = second_window();
    scene.click_on("Edit it here as well");
    assert_eq!(scene.title, "The mill – Linchpin");
    scene.select("Top");
    scene.press("Tab 'More' Enter");
    assert_eq!(scene.tab().document().nodes().len(), 3);
}

#[test]
fn a_window_that_is_asked_for_comes_to_the_front() {
    let (mut scene, mut other) = second_window();
    // The other way round: this window has the map, and the other one asks for it.
    other.perform(Action::CloseTab(0));
    other.poll();
    scene.perform(Action::LookForOutsideChanges);
    assert!(!question(&scene) && !scene.tab().is_held_elsewhere());
    other.perform(Action::Open(scene.path("a.argmap.json")));
    other.poll();
    let tab = other.tab().unwrap().key;
    other.perform(Action::GoToHolder(tab));
    assert!(!scene.came_to_front);
    scene.perform(Action::LookForOutsideChanges);
    assert!(scene.came_to_front);
}
