//! Moving, joining, linking, deleting, copying and taking back, with keys on the map.

use expect_test::expect;

use super::scenario::{Scene, check};

const TREE: &str = "
    = Top
      + First
        + Deep
      + Second ◂
      - Third
";

#[test]
fn alt_up_and_down_move_among_siblings() {
    check(
        TREE,
        "Alt+Up",
        &expect![[r#"
        = Top
          + Second ◂
          + First
            + Deep
          - Third
    "#]],
    );
    check(
        TREE,
        "Alt+Down",
        &expect![[r#"
        = Top
          + First
            + Deep
          - Third
          + Second ◂
    "#]],
    );
}

#[test]
fn at_either_end_a_box_stays() {
    let scene = check(
        TREE,
        "Alt+Up Alt+Up Alt+Up",
        &expect![[r#"
        = Top
          + Second ◂
          + First
            + Deep
          - Third
    "#]],
    );
    assert_eq!(scene.undo_name().as_deref(), Some("order"));
}

#[test]
fn alt_right_moves_in_under_the_sibling_before() {
    let scene = check(
        TREE,
        "Alt+Right",
        &expect![[r#"
        = Top
          + First
            + Deep
            + Second ◂
          - Third
    "#]],
    );
    assert_eq!(scene.undo_name().as_deref(), Some("move"));
}

#[test]
fn alt_left_moves_out_to_the_grandparent() {
    check(
        "= Top\n  + First\n    - Deep ◂\n  + Second",
        "Alt+Left",
        &expect![[r#"
        = Top
          + First
          - Deep ◂
          + Second
    "#]],
    );
    check(
        "= Top\n  + First ◂\n  + Second",
        "Alt+Left",
        &expect![[r#"
        = Top
          + Second
        = First ◂
    "#]],
    );
}

#[test]
fn a_root_cannot_move_out_and_a_first_child_not_in() {
    let mut scene = check(
        "= Top ◂",
        "Alt+Left",
        &expect![[r#"
        = Top ◂
    "#]],
    );
    scene.press("Alt+Right");
    expect![[r#"
        [
            "This box stands alone; it hangs on nothing.",
            "There is no sibling before this box that it could hang on.",
        ]
    "#]]
    .assert_debug_eq(&scene.told());
}

#[test]
fn g_joins_reasons_and_shift_g_takes_them_apart() {
    let scene = check(
        "= Top\n  + A ◂\n  + B ◂",
        "G",
        &expect![[r#"
        = Top
          + A ◂
          & B ◂
    "#]],
    );
    assert_eq!(scene.undo_name().as_deref(), Some("join premises"));
    check(
        "= Top\n  + A ◂\n  & B",
        "Shift+G",
        &expect![[r#"
        = Top
          + A ◂
          + B ◂
    "#]],
    );
}

#[test]
fn g_on_one_reason_joins_it_with_the_one_before() {
    check(
        "= Top\n  + A\n  + B ◂",
        "G",
        &expect![[r#"
        = Top
          + A ◂
          & B ◂
    "#]],
    );
}

#[test]
fn x_makes_support_opposition_and_back() {
    check(
        TREE,
        "X",
        &expect![[r#"
        = Top
          + First
            + Deep
          - Second ◂
          - Third
    "#]],
    );
    check(
        TREE,
        "X X",
        &expect![[r#"
        = Top
          + First
            + Deep
          + Second ◂
          - Third
    "#]],
    );
    let scene = check(
        "= Top ◂",
        "X",
        &expect![[r#"
        = Top ◂
    "#]],
    );
    assert_eq!(
        scene.told(),
        ["This box stands alone; it hangs on nothing."]
    );
    check(
        "= Top\n  + A ◂\n  - B ◂",
        "X",
        &expect![[r#"
        = Top
          - A ◂
          + B ◂
    "#]],
    );
}

#[test]
fn l_draws_a_link_to_a_box_chosen_by_arrows() {
    let mut scene = Scene::of("= Top\n  + A\n  + B ◂");
    scene.press("L Left");
    scene.save_picture("map-link-by-keys");
    scene.press("Enter");
    expect![[r#"
        = Top
          + A
          + B
            => supports: A
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn l_to_a_line_backs_the_step_and_x_makes_it_an_undercut() {
    check(
        "= Top\n  + A\n- B ◂",
        "L Tab Tab Tab Enter",
        &expect![[r#"
        = Top
          + A
            ~+ B ◂ line
    "#]],
    );
    check(
        "= Top\n  + A\n- B ◂",
        "L Shift+Tab Enter X",
        &expect![[r#"
        = Top
          + A
            ~- B ◂ line
    "#]],
    );
}

#[test]
fn escape_ends_the_drawing_of_a_link() {
    let scene = check(
        "= Top\n  + A\n  + B ◂",
        "L Down Esc",
        &expect![[r#"
        = Top
          + A
          + B ◂
    "#]],
    );
    assert_eq!(scene.tab().gesture, None);
    assert_eq!(scene.undo_name(), None);
}

#[test]
fn a_link_that_the_table_forbids_is_refused_with_a_reason() {
    let scene = check(
        "= Top\n  + A ◂",
        "L Up Enter",
        &expect![[r#"
        = Top
          + A ◂
    "#]],
    );
    expect![[r#"
        [
            "This link is there already",
        ]
    "#]]
    .assert_debug_eq(&scene.told());
}

#[test]
fn p_pins_and_unpins() {
    let scene = check(
        TREE,
        "P",
        &expect![[r#"
        = Top
          + First
            + Deep
          + Second ◂ ⌖
          - Third
    "#]],
    );
    assert_eq!(scene.undo_name().as_deref(), Some("pin"));
    check(
        TREE,
        "P P",
        &expect![[r#"
        = Top
          + First
            + Deep
          + Second ◂
          - Third
    "#]],
    );
}

#[test]
fn del_deletes_a_leaf_at_once() {
    let scene = check(
        TREE,
        "Del",
        &expect![[r#"
        = Top
          + First
            + Deep
          - Third ◂
    "#]],
    );
    assert_eq!(scene.undo_name().as_deref(), Some("delete"));
}

#[test]
fn del_asks_what_becomes_of_a_branch() {
    let map = "= Top\n  + First ◂\n    + Deep\n      - Deeper\n  + Second";
    let mut scene = Scene::of(map);
    scene.press("Del");
    assert!(scene.app().dialog.is_some());
    scene.save_picture("map-fate");
    scene.click_on("Lift to the box above");
    expect![[r#"
        = Top
          + Deep
            - Deeper
          + Second ◂
    "#]]
    .assert_eq(&scene.draw());

    let mut scene = Scene::of(map);
    scene.press("Del Enter");
    expect![[r#"
        = Top
          + Second ◂
    "#]]
    .assert_eq(&scene.draw());
    assert_eq!(scene.told(), ["3 boxes deleted."]);
    scene.click_on_last("Undo");
    expect![[r#"
        = Top
          + First ◂
            + Deep
              - Deeper
          + Second
    "#]]
    .assert_eq(&scene.draw());

    let mut scene = Scene::of(map);
    scene.press("Del Esc");
    expect![[r#"
        = Top
          + First ◂
            + Deep
              - Deeper
          + Second
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Alt+Down");
    expect![[r#"
        = Top
          + Second
          + First ◂
            + Deep
              - Deeper
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn del_on_a_line_removes_the_link() {
    let mut scene = Scene::of(TREE);
    let at = scene.at_line_of("Third");
    scene.click(at);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
          - Third ◂ line
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Del");
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
        = Third
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn undo_and_redo_go_step_by_step_with_names() {
    let mut scene = Scene::of(TREE);
    scene.press("X Alt+Up Del");
    expect![[r#"
        = Top
          + First ◂
            + Deep
          - Third
    "#]]
    .assert_eq(&scene.draw());
    scene.click_on("Edit");
    assert!(scene.shows_part("Undo: delete"));
    scene.save_picture("map-edit-menu");
    scene.press("Esc");
    scene.press("Ctrl+Z");
    expect![[r#"
        = Top
          - Second ◂
          + First
            + Deep
          - Third
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Ctrl+Z Ctrl+Z");
    expect![[r#"
        = Top
          + First
            + Deep
          + Second ◂
          - Third
    "#]]
    .assert_eq(&scene.draw());
    assert!(!scene.tab().is_dirty());
    scene.click_on("Edit");
    assert!(scene.shows_part("Redo: relation"));
    scene.press("Esc");
    scene.press("Ctrl+Y Ctrl+Shift+Z Ctrl+Y");
    expect![[r#"
        = Top
          + First ◂
            + Deep
          - Third
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn copy_and_paste_take_the_branch_along() {
    let map = "= Top\n  + First ◂\n    - Deep\n  + Second";
    let mut scene = Scene::of(map);
    scene.press("Ctrl+C");
    expect![[r#"
        = First
          - Deep
    "#]]
    .assert_eq(&scene.clipboard);
    scene.select("Second");
    scene.press("Ctrl+V");
    expect![[r#"
        = Top
          + First
            - Deep
          + Second
            + First ◂
              - Deep
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn cut_and_paste_move_a_branch() {
    let mut scene = Scene::of("= Top\n  + First ◂\n    - Deep\n  + Second");
    scene.press("Ctrl+X");
    expect![[r#"
        = Top
          + Second ◂
    "#]]
    .assert_eq(&scene.draw());
    scene.select("Second");
    scene.press("Ctrl+V");
    expect![[r#"
        = Top
          + Second
            + First ◂
              - Deep
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn indented_text_from_elsewhere_becomes_boxes() {
    let mut scene = Scene::of("= Top ◂");
    scene.clipboard = "The dam failed\n  The steel was poor\n  Who checked it?\n".to_owned();
    scene.press("Ctrl+V");
    expect![[r#"
        = Top
          + The dam failed ◂
            + The steel was poor
            ? Who checked it?
    "#]]
    .assert_eq(&scene.draw());
    assert_eq!(scene.undo_name().as_deref(), Some("paste"));
}

#[test]
fn paste_from_the_menu_asks_the_system() {
    let mut scene = Scene::of("= Top ◂");
    scene.clipboard = "A reason".to_owned();
    scene.perform(linchpin::app::Action::Run("paste"));
    expect![[r#"
        = Top
          + A reason ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn control_d_makes_a_copy_beside_the_box() {
    check(
        "= Top\n  - First ◂\n    + Deep\n  + Second",
        "Ctrl+D",
        &expect![[r#"
        = Top
          - First
            + Deep
          - First ◂
            + Deep
          + Second
    "#]],
    );
    check(
        "= Top ◂\n  + Reason\n= Other",
        "Ctrl+D",
        &expect![[r#"
        = Top
          + Reason
        = Top ◂
          + Reason
        = Other
    "#]],
    );
}
