//! The window of somebody whose sensitive maps are not to be kept: the status bar says so.

use egui_kittest::kittest::Queryable;
use linchpin::app::Action;
use linchpin::edit::{Edit, Field};

use super::scenario::Scene;

#[test]
fn the_status_bar_says_that_a_crash_would_lose_what_is_not_saved() {
    let mut scene = Scene::of("= Top ◂\n");
    let field = Field::Sensitive(true);
    scene.perform(Action::Edit(Box::new(Edit::SetField { field })));
    assert!(scene.shows("kept for recovery"));
    scene.click_on("File");
    let name = "Keep unsaved edits of sensitive maps";
    let entry = scene.harness.get_by_label_contains(name);
    let at = entry.rect().center();
    scene.click(at);
    assert!(scene.shows("not kept for recovery"));
    assert!(scene.shows_part("a crash loses what is not saved"));
    scene.save_picture("sensitive-not-kept");
    scene.perform(Action::Run("keep-sensitive"));
    assert!(scene.shows("kept for recovery"));
    // It is remembered.
    scene.perform(Action::Run("keep-sensitive"));
    assert!(!scene.restart().app().settings.keeps_sensitive);
}
