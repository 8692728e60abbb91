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
    check(
        TREE,
        "Down",
        &expect![[r#"
        = Top
          + Left
            + Left one
            - Left two
          + Middle ◂
          - Right
            + Right one
    "#]],
    );
    check(
        TREE,
        "Down Down Up",
        &expect![[r#"
        = Top
          + Left ◂
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]],
    );
    check(
        TREE,
        "Down Left",
        &expect![[r#"
        = Top
          + Left ◂
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]],
    );
    check(
        TREE,
        "Down Right Right",
        &expect![[r#"
        = Top
          + Left
            + Left one
            - Left two
          + Middle
          - Right ◂
            + Right one
    "#]],
    );
}

#[test]
fn home_and_end_go_to_the_first_and_last_sibling() {
    check(
        TREE,
        "Down End",
        &expect![[r#"
        = Top
          + Left
            + Left one
            - Left two
          + Middle
          - Right ◂
            + Right one
    "#]],
    );
    check(
        TREE,
        "Down End Home",
        &expect![[r#"
        = Top
          + Left ◂
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]],
    );
}

#[test]
fn an_arrow_that_leads_nowhere_stays() {
    check(
        TREE,
        "Up",
        &expect![[r#"
        = Top ◂
          + Left
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]],
    );
}

#[test]
fn an_arrow_with_nothing_selected_goes_to_the_first_box() {
    check(
        TREE,
        "Esc Right",
        &expect![[r#"
        = Top ◂
          + Left
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]],
    );
}

#[test]
fn space_folds_and_unfolds() {
    let scene = check(
        TREE,
        "Space",
        &expect![[r#"
        = Top ◂ …
          + Left
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]],
    );
    assert_eq!(scene.tab().picture.boxes().count(), 1);
    let scene = check(
        TREE,
        "Space Space",
        &expect![[r#"
        = Top ◂
          + Left
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]],
    );
    assert_eq!(scene.tab().picture.boxes().count(), 7);
    assert!(!scene.tab().is_dirty());
}

#[test]
fn a_box_with_nothing_under_it_does_not_fold() {
    let scene = check(
        "= A ◂",
        "Space",
        &expect![[r#"
        = A ◂
    "#]],
    );
    assert_eq!(scene.told(), ["Nothing hangs under this box."]);
}

#[test]
fn what_is_made_under_a_folded_box_is_seen() {
    check(
        TREE,
        "Space Tab 'New' Enter",
        &expect![[r#"
        = Top
          + Left
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
          + New ◂
    "#]],
    );
}

#[test]
fn escape_selects_nothing() {
    check(
        TREE,
        "Esc",
        &expect![[r#"
        = Top
          + Left
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]],
    );
}

#[test]
fn control_a_selects_all_that_is_shown() {
    check(
        "= A ◂\n  + B\n    + C …\n      + D",
        "Ctrl+A",
        &expect![[r#"
        = A ◂
          + B ◂
            + C ◂ …
              + D
    "#]],
    );
}

#[test]
fn find_goes_from_hit_to_hit_and_round() {
    let mut scene = Scene::of(TREE);
    scene.press("Ctrl+F 'left'");
    expect![[r#"
        = Top ◂
          + Left
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]]
    .assert_eq(&scene.draw());
    scene.press("F3");
    expect![[r#"
        = Top
          + Left ◂
            + Left one
            - Left two
          + Middle
          - Right
            + Right one
    "#]]
    .assert_eq(&scene.draw());
    scene.press("F3 F3 F3 Shift+F3");
    expect![[r#"
        = Top
          + Left
            + Left one
            - Left two ◂
          + Middle
          - Right
            + Right one
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Esc");
    assert!(!scene.tab().find.is_open);
    scene.press("Tab 'Again on the map' Enter");
    expect![[r#"
        = Top
          + Left
            + Left one
            - Left two
              + Again on the map ◂
          + Middle
          - Right
            + Right one
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn find_opens_what_is_folded_above_a_hit() {
    let mut scene = Scene::of("= A ◂ …\n  + B\n    + Deep");
    scene.press("Ctrl+F 'deep' Enter");
    expect![[r#"
        = A
          + B
            + Deep ◂
    "#]]
    .assert_eq(&scene.draw());
}
