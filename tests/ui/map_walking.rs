//! Going from box to box, folding, selecting and finding, on the map.

use expect_test::expect;

use super::scenario::{Scene, check};

const TREE: &str = "
    = Top ◂
      + Left
        + Left one
        - Left two
      + Middle
      - Right
        + Right one
";

#[test]
fn arrows_go_to_the_box_as_seen() {
    check(TREE, "Down", &expect![[""]]);
    check(TREE, "Down Down Up", &expect![[""]]);
    check(TREE, "Down Left", &expect![[""]]);
    check(TREE, "Down Right Right", &expect![[""]]);
}

#[test]
fn home_and_end_go_to_the_first_and_last_sibling() {
    check(TREE, "Down End", &expect![[""]]);
    check(TREE, "Down End Home", &expect![[""]]);
}

#[test]
fn an_arrow_that_leads_nowhere_stays() {
    check(TREE, "Up Left Right", &expect![[""]]);
}

#[test]
fn an_arrow_with_nothing_selected_goes_to_the_first_box() {
    check(TREE, "Esc Right", &expect![[""]]);
}

#[test]
fn space_folds_and_unfolds() {
    let scene = check(TREE, "Space", &expect![[""]]);
    assert_eq!(scene.tab().picture.boxes().count(), 1);
    let scene = check(TREE, "Space Space", &expect![[""]]);
    assert_eq!(scene.tab().picture.boxes().count(), 7);
    assert!(!scene.tab().is_dirty());
}

#[test]
fn a_box_with_nothing_under_it_does_not_fold() {
    let scene = check("= A ◂", "Space", &expect![[""]]);
    assert_eq!(scene.told(), ["Nothing hangs under this box."]);
}

#[test]
fn what_is_made_under_a_folded_box_is_seen() {
    check(TREE, "Space Tab 'New' Enter", &expect![[""]]);
}

#[test]
fn escape_selects_nothing() {
    check(TREE, "Esc", &expect![[""]]);
}

#[test]
fn control_a_selects_all_that_is_shown() {
    check("= A ◂\n  + B\n    + C …\n      + D", "Ctrl+A", &expect![[""]]);
}

#[test]
fn find_goes_from_hit_to_hit_and_round() {
    let mut scene = Scene::of(TREE);
    scene.press("Ctrl+F 'left'");
    expect![[""]].assert_eq(&scene.draw());
    scene.press("F3");
    expect![[""]].assert_eq(&scene.draw());
    scene.press("F3 F3 F3 Shift+F3");
    expect![[""]].assert_eq(&scene.draw());
    scene.press("Esc");
    assert!(!scene.tab().find.is_open);
    scene.press("Tab 'Again on the map' Enter");
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn find_opens_what_is_folded_above_a_hit() {
    let mut scene = Scene::of("= A ◂ …\n  + B\n    + Deep");
    scene.press("Ctrl+F 'deep' Enter");
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn the_outline_takes_the_same_keys() {
    let mut scene = Scene::of(TREE);
    scene.press("F6 F6");
    assert_eq!(scene.app().focus, linchpin::app::PanelId::Inspector);
    scene.press("Shift+F6");
    assert_eq!(scene.app().focus, linchpin::app::PanelId::Map);
}
