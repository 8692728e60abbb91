//! Going from view to view, with keys and through the menu.

use egui_kittest::kittest::Queryable;
use linchpin::app::Action;

use super::scenario::Scene;

const TREE: &str = "
    = Top ◂
      + Reason
        + Deep
";

fn two_views() -> Scene {
    let mut scene = Scene::of(TREE);
    scene.perform(Action::AddView("Overview".to_owned()));
    scene
}

#[test]
fn keys_go_from_view_to_view_and_the_status_bar_names_it() {
    let mut scene = two_views();
    assert!(scene.shows("View: Overview"));
    scene.press("Space");
    scene.press("Ctrl+PageDown");
    assert!(scene.shows("View: View 1"));
    assert!(scene.shows_part("Deep"), "only the other view is folded");
    scene.press("Ctrl+PageUp");
    assert!(scene.shows("View: Overview"));
    assert!(!scene.shows_part("Deep"));
}

#[test]
fn the_menu_lists_the_views() {
    let mut scene = two_views();
    scene.click_on("View");
    let submenu = scene.harness.get_by_label_contains("Views");
    let at = submenu.rect().center();
    scene.click(at);
    scene.click_on_last("View 1");
    assert!(scene.shows("View: View 1"));
}

#[test]
fn a_map_with_one_view_says_nothing_of_it() {
    let scene = Scene::of(TREE);
    assert!(!scene.shows_part("View: "));
}
