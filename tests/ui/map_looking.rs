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
fn the_filter_by_findings_is_reached_and_left_by_keys() {
    let mut scene = Scene::of(
        "
        = Top
          + Reason
            + [e] Fact
          - Objection
    ",
    );
    scene.press("Ctrl+Shift+F");
    for _ in 0..20 {
        if scene.focused().as_deref() == Some("With findings") {
            break;
        }
        scene.press("Tab");
    }
    scene.press("Space");
    assert!(scene.shows("1 of 4 boxes match"));
    assert!(scene.shows_part("Objection"), "nothing speaks for it");
    assert!(scene.shows_part("Claim: Top"), "the way up stays");
    assert!(!scene.shows_part("Reason") && !scene.shows_part("Fact"));
    scene.press("Space");
    assert_eq!(scene.rects().len(), 4);
    scene.press("Space Ctrl+Shift+F");
    assert_eq!(scene.rects().len(), 4, "closing the bar shows everything");
}

#[test]
fn folding_goes_to_every_level_that_the_palette_offers() {
    let mut scene = Scene::of(
        "
        = Level 0
          + Level 1
            + Level 2
              + Level 3
                + Level 4
                  + Level 5
                    + Level 6
                      + Level 7
          - Beside
    ",
    );
    for (command, deepest) in [
        ("Fold all", 0),
        ("Fold to the first reasons", 1),
        ("Fold to level 2", 2),
        ("Fold to level 3", 3),
        ("Fold to level 4", 4),
        ("Fold to level 5", 5),
        ("Unfold all", 7),
    ] {
        scene.press(&format!("Ctrl+K '{command}' Enter"));
        for level in 0..=7 {
            let wording = format!("Level {level}");
            assert_eq!(
                scene.has_box(&wording),
                level <= deepest,
                "{command}: {wording}"
            );
        }
        assert_eq!(scene.has_box("Beside"), deepest >= 1, "{command}");
    }
    assert!(!scene.tab().is_dirty(), "folding is no edit");
}
