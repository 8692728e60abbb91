//! The map compared with another copy, as the window shows it.

use linchpin::app::{Action, Purpose};
use linchpin::format::native;

use super::scenario::Scene;

const MAP: &str = "
    = The dam was old ◂
      + A survey says so
";

#[test]
fn the_bar_leads_from_difference_to_difference_and_the_boxes_say_how_they_differ() {
    let mut scene = Scene::of(MAP);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.argmap.json");
    let text = native::write(scene.tab().document());
    let text = text.replace("A survey says so", "Two surveys say so");
    linchpin::storage::save_atomically(&path, text.as_bytes(), None).unwrap();
    let tab = scene.tab().key;
    scene.perform(Action::FileChosen(Purpose::Compare { tab }, Some(path)));
    assert!(scene.shows("Differences"));
    scene.press("Esc");
    assert!(scene.shows("Compared with copy.argmap.json: one difference"));
    scene.press("F7");
    assert!(scene.shows("Compared with copy.argmap.json: 1 of 1"));
    assert!(scene.shows_part("; Changed"));
    let lead = scene.tab().lead_record().map(|node| node.text.clone());
    assert_eq!(lead.as_deref(), Some("A survey says so"));
    scene.click_on("Done");
    assert!(!scene.shows_part("Compared with") && !scene.shows_part("; Changed"));
}
