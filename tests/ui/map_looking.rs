//! Looking at a part of the map with keys and clicks: focus, the way back, the filter, levels.

use linchpin::app::{Action, Dialog};
use linchpin::edit::{Edit, NodeField};

use super::scenario::Scene;

const TREE: &str = "
    = Top
      + First
        + Deep
          + Deeper
            + Deepest
      - Second
";

#[test]
fn shift_and_space_focus_and_backspace_goes_back() {
    let mut scene = Scene::of(TREE);
    scene.select("Deep").press("Shift+Space");
    assert_eq!(scene.tab().crumbs().len(), 1);
    scene.select("Deeper").press("Shift+Space");
    assert_eq!(scene.tab().crumbs().len(), 2);
    scene.press("Backspace");
    assert_eq!(scene.tab().crumbs().len(), 1);
    scene.press("Backspace");
    assert!(scene.tab().crumbs().is_empty());
    assert!(!scene.tab().is_dirty());
}

#[test]
fn a_click_on_the_way_goes_back_to_there() {
    let mut scene = Scene::of(TREE);
    for wording in ["First", "Deep", "Deeper"] {
        scene.select(wording).press("Shift+Space");
    }
    assert_eq!(scene.tab().crumbs().len(), 3);
    scene.click_on("First");
    let crumbs = scene.tab().crumbs();
    assert_eq!(crumbs.len(), 1);
    assert_eq!(crumbs[0].1, "First");
    scene.click_on("Whole map");
    assert!(scene.tab().crumbs().is_empty());
}

#[test]
fn keys_open_filter_palette_and_replacing() {
    let mut scene = Scene::of(TREE);
    scene.press("Ctrl+Shift+F");
    assert!(scene.tab().showing.is_filtering);
    scene.press("Ctrl+Shift+F");
    assert!(!scene.tab().showing.is_filtering);
    scene.press("Ctrl+H");
    assert!(scene.tab().find.is_open && scene.tab().find.is_replacing);
    let mut scene = Scene::of(TREE);
    scene.press("Ctrl+Shift+P");
    assert!(matches!(scene.app().dialog, Some(Dialog::Palette { .. })));
}

#[test]
fn the_filter_bar_is_clicked_for_tags() {
    let mut scene = Scene::of(TREE);
    let node = scene.node("Second");
    let field = NodeField::Tags(vec!["water".to_owned()]);
    scene.perform(Action::Edit(Box::new(Edit::SetNodeField { node, field })));
    scene.press("Ctrl+Shift+F");
    scene.click_on("Tags");
    scene.click_on_last("water");
    assert_eq!(scene.tab().showing.filter.tags, ["water"]);
    assert_eq!(scene.tab().showing.n_matches(), 1);
}

#[test]
fn folding_goes_to_a_level() {
    let mut scene = Scene::of(TREE);
    for (command, n_shown) in [
        ("fold-to-2", 4),
        ("fold-to-3", 5),
        ("fold-to-4", 6),
        ("fold-to-reasons", 3),
        ("unfold-all", 6),
    ] {
        scene.perform(Action::Run(command));
        assert_eq!(scene.rects().len(), n_shown, "{command}");
    }
}
