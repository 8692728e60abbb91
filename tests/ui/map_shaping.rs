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
    check(TREE, "Alt+Up", &expect![[""]]);
    check(TREE, "Alt+Down", &expect![[""]]);
}

#[test]
fn at_either_end_a_box_stays() {
    let scene = check(TREE, "Alt+Up Alt+Up Alt+Up", &expect![[""]]);
    assert_eq!(scene.undo_name().as_deref(), Some("order"));
}

#[test]
fn alt_right_moves_in_under_the_sibling_before() {
    let scene = check(TREE, "Alt+Right", &expect![[""]]);
    assert_eq!(scene.undo_name().as_deref(), Some("move"));
}

#[test]
fn alt_left_moves_out_to_the_grandparent() {
    check("= Top\n  + First\n    - Deep ◂\n  + Second", "Alt+Left", &expect![[""]]);
    check("= Top\n  + First ◂\n  + Second", "Alt+Left", &expect![[""]]);
}

#[test]
fn a_root_cannot_move_out_and_a_first_child_not_in() {
    let mut scene = check("= Top ◂", "Alt+Left", &expect![[""]]);
    scene.press("Alt+Right");
    expect![[""]].assert_debug_eq(&scene.told());
}

#[test]
fn g_joins_reasons_and_shift_g_takes_them_apart() {
    let scene = check("= Top\n  + A ◂\n  + B ◂", "G", &expect![[""]]);
    assert_eq!(scene.undo_name().as_deref(), Some("join premises"));
    check("= Top\n  + A ◂\n  & B", "Shift+G", &expect![[""]]);
}

#[test]
fn g_on_one_reason_joins_it_with_the_one_before() {
    check("= Top\n  + A\n  + B ◂", "G", &expect![[""]]);
}

#[test]
fn x_makes_support_opposition_and_back() {
    check(TREE, "X", &expect![[""]]);
    check(TREE, "X X", &expect![[""]]);
    check("= Top\n  + A ◂\n  - B ◂", "X", &expect![[""]]);
}

#[test]
fn l_draws_a_link_to_a_box_chosen_by_arrows() {
    let mut scene = Scene::of("= Top\n  + A\n  + B ◂");
    scene.press("L Down Down");
    scene.save_picture("map-link-by-keys");
    scene.press("Enter");
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn l_to_a_line_undercuts_the_step() {
    let scene = check("= Top\n  + A\n- B ◂", "L Down Down Down Enter", &expect![[""]]);
    expect![[""]].assert_debug_eq(&scene.told());
}

#[test]
fn escape_ends_the_drawing_of_a_link() {
    let scene = check("= Top\n  + A\n  + B ◂", "L Down Esc", &expect![[""]]);
    assert_eq!(scene.tab().gesture, None);
    assert_eq!(scene.undo_name(), None);
}

#[test]
fn a_link_that_the_table_forbids_is_refused_with_a_reason() {
    let scene = check("= Top\n  + A ◂", "L Down Enter", &expect![[""]]);
    expect![[""]].assert_debug_eq(&scene.told());
}

#[test]
fn p_pins_and_unpins() {
    let scene = check(TREE, "P", &expect![[""]]);
    assert_eq!(scene.undo_name().as_deref(), Some("pin"));
    check(TREE, "P P", &expect![[""]]);
}

#[test]
fn del_deletes_a_leaf_at_once() {
    let scene = check(TREE, "Del", &expect![[""]]);
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
    expect![[""]].assert_eq(&scene.draw());

    let mut scene = Scene::of(map);
    scene.press("Del Enter");
    expect![[""]].assert_eq(&scene.draw());
    assert_eq!(scene.told(), ["3 boxes deleted."]);
    scene.click_on("Undo");
    expect![[""]].assert_eq(&scene.draw());

    let mut scene = Scene::of(map);
    scene.press("Del Esc");
    expect![[""]].assert_eq(&scene.draw());
    scene.press("Alt+Down");
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn del_on_a_line_removes_the_link() {
    let mut scene = Scene::of(TREE);
    let at = scene.at_line_of("Third");
    scene.click(at);
    expect![[""]].assert_eq(&scene.draw());
    scene.press("Del");
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn undo_and_redo_go_step_by_step_with_names() {
    let mut scene = Scene::of(TREE);
    scene.press("X Alt+Up Del");
    expect![[""]].assert_eq(&scene.draw());
    scene.click_on("Edit");
    assert!(scene.shows_part("Undo: delete"));
    scene.save_picture("map-edit-menu");
    scene.press("Esc");
    scene.press("Ctrl+Z");
    expect![[""]].assert_eq(&scene.draw());
    scene.press("Ctrl+Z Ctrl+Z");
    expect![[""]].assert_eq(&scene.draw());
    assert!(!scene.tab().is_dirty());
    scene.click_on("Edit");
    assert!(scene.shows_part("Redo: relation"));
    scene.press("Esc");
    scene.press("Ctrl+Y Ctrl+Shift+Z Ctrl+Y");
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn copy_and_paste_take_the_branch_along() {
    let map = "= Top\n  + First ◂\n    - Deep\n  + Second";
    let mut scene = Scene::of(map);
    scene.press("Ctrl+C");
    expect![[""]].assert_eq(&scene.clipboard);
    scene.select("Second");
    scene.press("Ctrl+V");
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn cut_and_paste_move_a_branch() {
    let mut scene = Scene::of("= Top\n  + First ◂\n    - Deep\n  + Second");
    scene.press("Ctrl+X");
    expect![[""]].assert_eq(&scene.draw());
    scene.select("Second");
    scene.press("Ctrl+V");
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn indented_text_from_elsewhere_becomes_boxes() {
    let mut scene = Scene::of("= Top ◂");
    scene.clipboard = "The dam failed\n  The steel was poor\n  Who checked it?\n".to_owned();
    scene.press("Ctrl+V");
    expect![[""]].assert_eq(&scene.draw());
    assert_eq!(scene.undo_name().as_deref(), Some("paste"));
}

#[test]
fn paste_from_the_menu_asks_the_system() {
    let mut scene = Scene::of("= Top ◂");
    scene.clipboard = "A reason".to_owned();
    scene.perform(linchpin::app::Action::Run("paste"));
    expect![[""]].assert_eq(&scene.draw());
}

#[test]
fn control_d_makes_a_copy_beside_the_box() {
    check("= Top\n  - First ◂\n    + Deep\n  + Second", "Ctrl+D", &expect![[""]]);
}
