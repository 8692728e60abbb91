//! Copying between maps and from other programs, and working on several boxes at once.

use expect_test::expect;
use linchpin::app::Action;
use linchpin::edit::{Edit, NodeField};

use super::scenario::{Scene, check};

fn paste(map: &str, text: &str) -> Scene {
    let mut scene = Scene::of(map);
    text.clone_into(&mut scene.clipboard);
    scene.press("Ctrl+V");
    scene
}

#[test]
fn an_objection_that_is_cut_and_pasted_stays_an_objection() {
    let mut scene = Scene::of("= Top\n  + First\n  - Second ◂\n    + Deep\n      ~- Struck");
    scene.press("Ctrl+X");
    scene.select("First");
    scene.press("Ctrl+V");
    expect![[r#"
        = Top
          + First
            - Second ◂
              + Deep
                ~- Struck
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Ctrl+Z");
    expect![[r#"
        = Top
          + First ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_copy_goes_to_another_map_with_its_links_across() {
    let map = "= Top {top} ◂\n  + A {a}\n  + B {b}\n    => contradicts: A {a}";
    let mut scene = Scene::of(map);
    scene.press("Ctrl+C");
    expect![[r#"
        = Top
          + A {a}
          + B
            => contradicts: A {a}
    "#]]
    .assert_eq(&scene.clipboard);
    scene.add_map("= Other ◂");
    scene.press("Ctrl+V");
    expect![[r#"
        = Other
          + Top ◂
            + A
            + B
              => contradicts: A
    "#]]
    .assert_eq(&scene.draw());
    // Another program hands in the text alone.
    let text = scene.clipboard.clone();
    let scene = paste("= Third ◂", &text);
    expect![[r#"
        = Third
          + Top ◂
            + A
            + B
              => contradicts: A
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn another_window_is_given_more_than_the_outline_says() {
    let mut scene = Scene::of("= Top\n  + First ◂\n  - Second");
    let field = NodeField::Tags(vec!["water".to_owned()]);
    let node = scene.node("First");
    scene.perform(Action::Edit(Box::new(Edit::SetNodeField { node, field })));
    for key in ["Ctrl+C", "Ctrl+X"] {
        scene.select("First").press(key);
        let mut other = Scene::of("= Other ◂");
        other.clipboard.clone_from(&scene.clipboard);
        let html = scene.harness.state_mut().clipboard_mut().html();
        other.harness.state_mut().clipboard_mut().hold(html);
        other.press("Ctrl+V");
        let id = other.node("First");
        let record = other.tab().document().nodes().get(id.as_str()).unwrap();
        assert_eq!(record.tags, ["water"]);
    }
    assert!(!scene.draw().contains("First"));
}

#[test]
fn duplicates_stand_beside_their_originals_in_one_step() {
    let mut scene = Scene::of("= Top\n  - A ◂\n    + Deep ◂\n  + B\n    + C ◂");
    scene.press("Ctrl+D");
    expect![[r#"
        = Top
          - A
            + Deep
          - A ◂
            + Deep
          + B
            + C
            + C ◂
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Ctrl+Z");
    assert!(!scene.tab().is_dirty());
}

#[test]
fn a_markdown_list_with_tasks_becomes_boxes() {
    let list = "* Steel\r\n  * [ ] Came from a new mill\r\n  * [x] Rusted\r\n> Quoted\r\n";
    let scene = paste("= Top ◂", list);
    expect![[r#"
        = Top
          + Steel ◂
            + Came from a new mill
            + Rusted
          + Quoted ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_numbered_outline_needs_no_indentation() {
    let scene = paste(
        "= Top ◂",
        "1. Steel\n1.1 Mill\n1.2 Rust\n1.2.1 Fast\n2. Water\n",
    );
    expect![[r#"
        = Top
          + Steel ◂
            + Mill
            + Rust
              + Fast
          + Water ◂
    "#]]
    .assert_eq(&scene.draw());
    let scene = paste("= Top ◂", "1.5 million fled\nand more");
    expect![[r#"
        = Top
          + 1.5 million fled ◂
          + and more ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn cells_of_a_spreadsheet_are_indented_by_tabs() {
    let scene = paste("= Top ◂", "Steel\t\n\tMill\t12\n\t\tOld\nWater\n");
    expect![[r#"
        = Top
          + Steel ◂
            + Mill 12
              + Old
          + Water ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn text_is_pasted_onto_a_step_and_onto_nothing() {
    let mut scene = Scene::of("= Top\n  + A");
    let line = scene.tab().place_link(&scene.node("A")).cloned();
    scene.perform(Action::Select(line));
    scene.clipboard = "It follows".to_owned();
    scene.press("Ctrl+V Esc");
    scene.clipboard = "By itself".to_owned();
    scene.press("Ctrl+V");
    expect![[r#"
        = Top
          + A
            ~+ It follows
        = By itself ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn hostile_text_is_cleaned_and_far_too_much_is_refused() {
    let scene = paste("= Top ◂", "\u{feff}Safe\u{202e} \u{0}text\u{7}\u{9b}\n");
    expect![[r#"
        = Top
          + Safe text ◂
    "#]]
    .assert_eq(&scene.draw());
    let scene = paste("= Top ◂", &"x\n".repeat(30_000));
    assert_eq!(scene.draw(), "= Top ◂\n");
    assert_eq!(
        scene.told(),
        ["That is too much text to paste at once. Save it as a file and open that as an article."]
    );
}

const FIVE: &str = "= Top\n  + A\n  + B ◂\n  + C ◂\n  + D";

#[test]
fn alt_and_arrows_move_all_the_selected_boxes() {
    check(
        FIVE,
        "Alt+Up",
        &expect![[r#"
            = Top
              + B ◂
              + C ◂
              + A
              + D
        "#]],
    );
    check(
        FIVE,
        "Alt+Down",
        &expect![[r#"
            = Top
              + A
              + D
              + B ◂
              + C ◂
        "#]],
    );
    check(
        FIVE,
        "Alt+Right",
        &expect![[r#"
            = Top
              + A
                + B ◂
                + C ◂
              + D
        "#]],
    );
    check(
        FIVE,
        "Alt+Right Alt+Left",
        &expect![[r#"
            = Top
              + A
              + B ◂
              + C ◂
              + D
        "#]],
    );
}

#[test]
fn p_pins_all_the_selected_boxes_and_lets_all_go() {
    let mut scene = Scene::of(FIVE);
    scene.press("P");
    expect![[r#"
        = Top
          + A
          + B ◂ ⌖
          + C ◂ ⌖
          + D
    "#]]
    .assert_eq(&scene.draw());
    scene.press("P");
    expect![[r#"
        = Top
          + A
          + B ◂
          + C ◂
          + D
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn kinds_are_set_for_all_the_selected_boxes() {
    let mut scene = Scene::of(FIVE);
    scene.perform(Action::Run("make-evidence"));
    expect![[r#"
        = Top
          + A
          + [e] B ◂
          + [e] C ◂
          + D
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Ctrl+Z");
    assert!(!scene.tab().is_dirty());
}

#[test]
fn shift_and_arrows_extend_the_selection_and_go_back() {
    check(
        "= Top\n  + A ◂\n  + B\n  + C",
        "Shift+Right Shift+Right",
        &expect![[r#"
            = Top
              + A ◂
              + B ◂
              + C ◂
        "#]],
    );
    check(
        "= Top\n  + A ◂\n  + B\n  + C",
        "Shift+Right Shift+Right Shift+Left",
        &expect![[r#"
            = Top
              + A ◂
              + B ◂
              + C
        "#]],
    );
}

#[test]
fn lines_that_are_selected_are_taken_apart_and_deleted_together() {
    let mut scene = Scene::of("= Top\n  + A\n  & B\n  - C\n  & D");
    let lines: Vec<_> = ["A", "C"]
        .iter()
        .filter_map(|wording| scene.tab().place_link(&scene.node(wording)).cloned())
        .collect();
    scene.perform(Action::SelectAll(lines.clone()));
    scene.press("Shift+G");
    assert_eq!(scene.draw().matches('&').count(), 0);
    scene.press("Ctrl+Z");
    scene.perform(Action::SelectAll(lines));
    scene.press("Del");
    assert_eq!(scene.tab().document().links().len(), 0);
    scene.press("Ctrl+Z");
    assert!(!scene.tab().is_dirty());
}

#[test]
fn reasons_for_different_things_are_not_joined() {
    let scene = check(
        "= Top\n  + A ◂\n    + Deep ◂",
        "G",
        &expect![[r#"
            = Top
              + A ◂
                + Deep ◂
        "#]],
    );
    assert_eq!(
        scene.told(),
        ["Only reasons for the same thing, all for it or all against it, can be joined"]
    );
}
