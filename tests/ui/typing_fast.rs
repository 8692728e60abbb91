//! Keys that come faster than the window paints, and the menu of the map under keys: what is typed is
//! taken in its order, and reaches what it was meant for.

use egui_kittest::kittest::Queryable;
use expect_test::expect;
use linchpin::app::{Action, Dialog};

use super::scenario::{Scene, beside};

const TREE: &str = "
    = Top ◂
      + First
      - Second
";

/// Everything that the keys tell, in one frame, as when the window is behind.
fn all_at_once(scene: &mut Scene, keys: &str) {
    let events = Scene::events_of(keys);
    scene.send(events);
    for _ in 0..8 {
        scene.settle();
    }
}

#[test]
fn a_window_that_is_behind_takes_keys_in_their_order() {
    let mut scene = Scene::of("= Top ◂");
    all_at_once(
        &mut scene,
        "Tab 'One e x' Shift+Enter 'and more' Enter Tab 'Two' Enter E 'Three' Enter",
    );
    expect![[r#"
        = Top
          + One e x
            | and more
            + Two
              + [e] Three ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn what_is_typed_after_a_dialog_is_closed_is_taken_in_its_order() {
    let mut scene = Scene::of(TREE);
    let before = scene.draw();
    scene.press("Ctrl+K");
    all_at_once(&mut scene, "Esc Esc Ctrl+K 'Inspector'");
    assert!(matches!(scene.app().dialog, Some(Dialog::Palette { .. })));
    let field = scene.harness.get_by_label("Command");
    assert_eq!(field.value().as_deref(), Some("Inspector"));
    scene.press("Esc Esc");
    assert_eq!(
        scene.undo_name(),
        None,
        "no letter was a command of the map"
    );
    assert_eq!(scene.draw(), before.replace(" ◂", ""));
}

#[test]
fn a_map_takes_the_keys_that_follow_a_dialog() {
    let mut scene = Scene::of(TREE);
    all_at_once(&mut scene, "Ctrl+K Esc Tab 'One' Enter");
    assert!(scene.app().dialog.is_none());
    expect![[r#"
        = Top
          + First
          - Second
          + One ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn the_palette_runs_what_was_typed_with_enter_in_one_go() {
    let mut scene = Scene::of(TREE);
    all_at_once(&mut scene, "Ctrl+K 'Claim against' Enter 'One' Enter F2");
    expect![[r#"
        = Top
          + First
          - Second
          - One ◂ ✎ "One"
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_dialog_that_comes_after_another_takes_what_is_meant_for_it() {
    let mut scene = Scene::of(TREE);
    all_at_once(&mut scene, "Ctrl+K 'Keys' Enter 'fold'");
    assert!(matches!(scene.app().dialog, Some(Dialog::KeySheet)));
    let fields = scene.harness.query_all_by_role(egui::Role::TextInput);
    let typed: Vec<String> = fields.filter_map(|field| field.value()).collect();
    assert!(typed.contains(&"fold".to_owned()), "{typed:?}");
}

#[test]
fn a_field_that_a_command_of_the_palette_opens_has_the_keyboard() {
    let mut scene = Scene::of(TREE);
    scene.press("Ctrl+K 'Claim against' Enter");
    scene.press("'One' Enter");
    assert!(scene.draw().contains("- One ◂\n"), "{}", scene.draw());
}

#[test]
fn the_menu_that_the_pointer_opened_is_walked_by_keys() {
    let mut scene = Scene::of(TREE);
    let ground = beside(scene.canvas().left_bottom(), 240.0, -160.0);
    scene.secondary_click(ground);
    assert_eq!(scene.focused(), None, "nothing is marked yet");
    scene.press("ArrowDown");
    assert!(
        scene
            .focused()
            .unwrap()
            .starts_with("Claim that stands alone")
    );
    scene.press("ArrowDown ArrowUp ArrowUp");
    assert!(scene.focused().unwrap().starts_with("Unfold all"));
    scene.press("ArrowDown Enter 'New' Enter");
    let drawn = scene.draw();
    assert!(drawn.contains("= New ◂ ⌖"), "{drawn}");
}

#[test]
fn a_menu_keeps_letters_from_the_map() {
    for opens in ["pointer", "key"] {
        let mut scene = Scene::of(TREE);
        let before = scene.draw();
        match opens {
            "pointer" => {
                let at = scene.at("Top");
                scene.secondary_click(at);
            }
            _ => {
                scene.press("Menu");
            }
        }
        scene.press("'egx' Del");
        assert!(scene.shows_part("Strike out for now"), "{opens}: it stays");
        assert_eq!(scene.draw(), before, "{opens}");
        scene.press("Esc");
        assert!(!scene.shows_part("Strike out for now"), "{opens}");
        assert_eq!(scene.draw(), before, "{opens}: Escape was the menu's");
        all_at_once(&mut scene, "E 'Fact' Enter");
        assert!(scene.draw().contains("+ [e] Fact ◂"), "{opens}");
    }
}

#[test]
fn enter_where_nothing_of_a_menu_is_marked_leaves_it_open() {
    let mut scene = Scene::of(TREE);
    let at = scene.at("Top");
    let before = scene.draw();
    scene.secondary_click(at);
    all_at_once(&mut scene, "Enter 'e'");
    assert!(scene.shows_part("Strike out for now"));
    assert_eq!(scene.draw(), before);
}

#[test]
fn what_is_typed_after_an_entry_of_a_menu_goes_where_that_leads() {
    let mut scene = Scene::of(TREE);
    let at = scene.at("Top");
    scene.secondary_click(at);
    scene.press("ArrowDown");
    // The second entry adds a claim.
    all_at_once(&mut scene, "ArrowDown Enter 'One' Enter X");
    expect![[r#"
        = Top
          + First
          - Second
          - One ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_menu_is_walked_by_each_key_of_a_burst() {
    let walked = |keys: &[&str]| {
        let mut scene = Scene::of(TREE);
        let at = scene.at("Top");
        scene.secondary_click(at);
        for keys in keys {
            all_at_once(&mut scene, keys);
        }
        scene.focused()
    };
    let slowly = walked(&["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"]);
    assert!(slowly.is_some());
    assert_eq!(walked(&["ArrowDown ArrowDown ArrowDown ArrowUp"]), slowly);
    assert_eq!(
        walked(&["ArrowDown", "ArrowUp ArrowDown ArrowDown ArrowUp"]),
        walked(&["ArrowDown"])
    );
}

#[test]
fn an_entry_that_a_burst_walks_to_is_taken() {
    let mut scene = Scene::of(TREE);
    let at = scene.at("Top");
    scene.secondary_click(at);
    // The third entry adds a claim against.
    all_at_once(
        &mut scene,
        "ArrowDown ArrowDown ArrowDown Enter 'One' Enter",
    );
    expect![[r#"
        = Top
          + First
          - Second
          - One ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_form_takes_what_is_typed_on_both_sides_of_tab() {
    let mut scene = Scene::of(TREE);
    scene.perform(Action::SetDialog(Some(Dialog::MapDetails)));
    all_at_once(
        &mut scene,
        "'Mills' Tab 'Ada' Tab Shift+Tab '; Grace' Enter",
    );
    let meta = scene.tab().document().meta().clone();
    assert_eq!(meta.title, "Mills");
    assert_eq!(meta.authors, ["Ada", "Grace"]);
}
