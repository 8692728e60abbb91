//! Making boxes and wording them with keys, on the map.

use expect_test::expect;
use linchpin::app::Action;

use super::scenario::{Scene, check};

const FEES: &str = "
    = Raise the fees ◂
      + Buses are full
      - Riders are poor
";

#[test]
fn tab_makes_a_claim_for_the_selected_box() {
    check(
        FEES,
        "Tab 'It pays' Enter",
        &expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          + It pays ◂
    "#]],
    );
}

#[test]
fn enter_makes_a_sibling_of_the_same_side() {
    let map = "
        = Raise the fees
          + Buses are full
          - Riders are poor ◂
          + Others did
    ";
    check(
        map,
        "Enter 'Some cannot pay' Enter",
        &expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          - Some cannot pay ◂
          + Others did
    "#]],
    );
}

#[test]
fn shift_enter_makes_a_claim_against() {
    check(
        FEES,
        "Shift+Enter 'It is unfair' Enter",
        &expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          - It is unfair ◂
    "#]],
    );
}

#[test]
fn signs_make_what_they_say() {
    check(
        FEES,
        "+ 'A' Enter Up - 'B' Enter Up ? 'C' Enter ! 'D' Enter",
        &expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          + A
          - B
          ? C
            = D ◂
    "#]],
    );
}

#[test]
fn an_answer_needs_a_question() {
    let scene = check(
        FEES,
        "!",
        &expect![[r#"
        = Raise the fees ◂
          + Buses are full
          - Riders are poor
    "#]],
    );
    assert_eq!(scene.told(), ["Select a question first."]);
}

#[test]
fn e_makes_evidence_for_and_shift_e_against() {
    check(
        FEES,
        "E 'A count' Enter Up Shift+E 'A poll' Enter",
        &expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          + [e] A count
          - [e] A poll ◂
    "#]],
    );
}

#[test]
fn the_letter_that_makes_a_box_is_not_typed_into_it() {
    check(
        FEES,
        "E",
        &expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          + [e] ◂ ✎ ""
    "#]],
    );
}

#[test]
fn with_nothing_selected_tab_and_enter_make_boxes_that_stand_alone() {
    check(
        "= A",
        "Tab 'B' Enter Esc Enter 'C' Enter",
        &expect![[r#"
        = A
        = B
        = C ◂
    "#]],
    );
}

#[test]
fn f2_opens_the_wording_with_everything_selected() {
    check(
        FEES,
        "F2",
        &expect![[r#"
        = Raise the fees ◂ ✎ "Raise the fees"
          + Buses are full
          - Riders are poor
    "#]],
    );
    check(
        FEES,
        "F2 'Lower them' Enter",
        &expect![[r#"
        = Lower them ◂
          + Buses are full
          - Riders are poor
    "#]],
    );
}

#[test]
fn letters_and_signs_are_text_while_a_wording_is_open() {
    check(
        FEES,
        "F2 'Is it + or - ? Go!' Enter",
        &expect![[r#"
        = Is it + or - ? Go! ◂
          + Buses are full
          - Riders are poor
    "#]],
    );
}

#[test]
fn shift_enter_is_a_new_line_in_a_wording() {
    check(
        FEES,
        "F2 End Shift+Enter 'and soon' Enter",
        &expect![[r#"
        = Raise the fees ◂
          | and soon
          + Buses are full
          - Riders are poor
    "#]],
    );
}

#[test]
fn escape_drops_what_was_typed() {
    let scene = check(
        FEES,
        "F2 'Lower them' Esc",
        &expect![[r#"
        = Raise the fees ◂
          + Buses are full
          - Riders are poor
    "#]],
    );
    assert_eq!(scene.undo_name(), None);
}

#[test]
fn a_new_box_that_is_dropped_leaves_no_trace() {
    let scene = check(
        FEES,
        "Tab Esc",
        &expect![[r#"
        = Raise the fees ◂
          + Buses are full
          - Riders are poor
    "#]],
    );
    assert_eq!(scene.undo_name(), None);
    assert!(!scene.tab().is_dirty());
}

#[test]
fn a_new_box_without_words_is_not_kept() {
    let scene = check(
        FEES,
        "Tab Enter",
        &expect![[r#"
        = Raise the fees ◂
          + Buses are full
          - Riders are poor
    "#]],
    );
    assert_eq!(scene.undo_name(), None);
}

#[test]
fn a_box_dropped_after_typing_is_gone_as_well() {
    let scene = check(
        FEES,
        "Tab 'Never mind' Esc",
        &expect![[r#"
        = Raise the fees ◂
          + Buses are full
          - Riders are poor
    "#]],
    );
    assert_eq!(scene.undo_name(), None);
}

#[test]
fn making_and_wording_a_box_is_one_step_back() {
    let mut scene = Scene::of(FEES);
    scene.press("Tab 'It pays' Enter");
    assert_eq!(scene.undo_name().as_deref(), Some("new claim"));
    scene.press("Ctrl+Z");
    expect![[r#"
        = Raise the fees ◂
          + Buses are full
          - Riders are poor
    "#]]
    .assert_eq(&scene.draw());
    assert!(!scene.tab().is_dirty());
    scene.press("Ctrl+Shift+Z");
    expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          + It pays ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn evidence_may_hang_under_a_question_only_as_an_answer() {
    let scene = check(
        "? Who gains? ◂",
        "E",
        &expect![[r#"
        ? Who gains? ◂
    "#]],
    );
    expect![[r#"
        [
            "Evidence speaks for or against an answer; choose or add one first",
        ]
    "#]]
    .assert_debug_eq(&scene.told());
}

#[test]
fn a_claim_under_a_link_speaks_of_the_step() {
    let mut scene = Scene::of(FEES);
    let node = scene.node("Buses are full");
    let link = scene.tab().place_link(&node).cloned();
    scene.perform(Action::Select(link));
    scene.press("- 'Not for that reason' Enter");
    expect![[r#"
        = Raise the fees
          + Buses are full
            ~- Not for that reason ◂
          - Riders are poor
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn control_enter_keeps_the_wording_and_aims_there() {
    check(
        FEES,
        "Tab 'It pays' Ctrl+Enter",
        &expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          + It pays ◂ ◎
    "#]],
    );
}

#[test]
fn a_click_elsewhere_keeps_the_wording() {
    let mut scene = Scene::of(FEES);
    scene.press("Tab 'It pays'");
    let at = scene.at("Riders are poor");
    scene.click(at);
    expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor ◂
          + It pays
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn the_first_box_of_an_empty_map_needs_no_selection() {
    let mut scene = Scene::empty();
    scene.press("Ctrl+N Tab 'First' Enter Tab 'Second' Enter");
    expect![[r#"
        = First
          + Second ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn tab_in_a_wording_keeps_it_and_leaves_the_keyboard_to_the_map() {
    check(
        "= Top ◂",
        "Tab 'One' Tab Tab 'Two' Enter",
        &expect![[r#"
            = Top
              + One
                + Two ◂
        "#]],
    );
}

#[test]
fn f2_words_a_box_in_the_outline_as_well() {
    let mut scene = Scene::of(FEES);
    scene.perform(Action::Run("toggle-outline"));
    scene.perform(Action::Focus(linchpin::app::PanelId::Outline));
    scene.press("Down F2 'Buses are crowded' Enter Tab 'At eight' Esc Enter 'A sibling' Enter");
    expect![[r#"
        = Raise the fees
          + Buses are crowded
          + A sibling ◂
          - Riders are poor
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn what_is_typed_into_the_inspector_is_no_command() {
    let mut scene = Scene::of(FEES);
    scene.press("F6 'Say e + x ?' Esc");
    let before = scene.tab().document().nodes().len();
    assert_eq!(before, 3);
    scene.press("Shift+F6 E 'Evidence' Enter");
    expect![[r#"
        = Raise the fees
          + Buses are full
          - Riders are poor
          + [e] Evidence ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn words_from_right_to_left_are_typed_and_deleted_like_others() {
    const WORDS: [&str; 3] = ["אב", "Eא?", "مرحبا by all"];
    const WAYS: [&str; 4] = ["End", "Ctrl+End", "Ctrl+Down", "Shift+PageDown"];
    const DEEDS: [&str; 5] = [
        "Ctrl+Delete",
        "Ctrl+Shift+Delete",
        "Delete",
        "Ctrl+Backspace",
        "Ctrl+X",
    ];
    for words in WORDS {
        let mut scene = Scene::of(FEES);
        // These letters are in none of the type that comes with the program.
        let tofu = egui::MissingGlyphPolicy::Tofu;
        scene.harness.ctx.set_missing_glyph_policy(tofu);
        for way in WAYS {
            for deed in DEEDS {
                scene.press(&format!("Tab '{words}' {way} {deed} 'x' Escape"));
            }
        }
        scene.press(&format!("Tab '{words}' Ctrl+End Ctrl+Delete '!' Enter"));
        let said = format!("+ {words}! ◂");
        assert!(scene.draw().contains(&said), "{}", scene.draw());
    }
}
