//! What stands in a field of the window when the program ends badly is there after the next start.

use egui::Event;
use egui_kittest::kittest::Queryable;
use linchpin::app::Action;

use super::scenario::Scene;

const MAP: &str = "= Raise the fees ◂\n  + Buses are full\n";
/// Long enough to be written down, whatever the clock says.
const WORDS: &str = "some more words than twenty characters";

/// Ends the program as a crash does, starts it again, and restores what is found.
fn crash_and_restore(scene: Scene) -> Scene {
    let mut scene = scene.restart();
    let found = scene.app().found().first().map(|found| found.key);
    if let Some(key) = found {
        scene.perform(Action::RestoreFound(key));
    }
    scene
}

#[test]
fn the_wording_of_a_box_on_the_map() {
    let mut scene = Scene::of(MAP);
    scene.press(&format!("F2 '{WORDS}'"));
    let scene = crash_and_restore(scene);
    // The clock of the test stands still, so the last few characters were not due yet.
    let text = &scene.tab().document().nodes().rows()[0].text;
    assert!(WORDS.starts_with(text.as_str()), "{text}");
    assert!(text.len() + 20 > WORDS.len(), "{text}");
    assert_eq!(
        scene.undo_name().as_deref(),
        Some("text that was being typed")
    );
}

#[test]
fn nothing_where_it_was_dropped_by_escape() {
    let mut scene = Scene::of(MAP);
    scene.press(&format!("F2 '{WORDS}' Escape"));
    let scene = crash_and_restore(scene);
    assert!(scene.app().tab().is_none(), "there was nothing to restore");
}

#[test]
fn a_field_of_the_inspector() {
    let mut scene = Scene::of(MAP);
    scene.harness.get_by_label("Note").focus();
    scene.settle();
    scene.harness.event(Event::Text(WORDS.to_owned()));
    scene.settle();
    let note = |scene: &Scene| scene.tab().document().nodes().rows()[0].note.clone();
    assert_eq!(note(&scene), "", "the field has not been left");
    let scene = crash_and_restore(scene);
    assert_eq!(note(&scene), WORDS);
}
