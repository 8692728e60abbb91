//! Signs that are not seen, in fields, boxes and articles: they are named, told and taken out.

use egui_kittest::kittest::{NodeT, Queryable};
use linchpin::app::Action;
use linchpin::edit::{Edit, Field};

use super::scenario::Scene;

const WORDS: &str = "Do\u{200b} not \u{202e}pay";
const SAID: &str = "This text holds 2 signs that are not seen: U+200B, U+202E.";

fn wordings(scene: &Scene) -> Vec<String> {
    let nodes = scene.tab().document().nodes().rows().iter();
    nodes.map(|node| node.text.clone()).collect()
}

/// What a screen reader hears of the field that has the keyboard.
fn said_of_field(scene: &Scene) -> Option<String> {
    let field = scene.harness.get_by(|node| {
        node.is_focused() && node.role() == egui::accesskit::Role::MultilineTextInput
    });
    field
        .accesskit_node()
        .data()
        .description()
        .map(str::to_owned)
}

#[test]
fn a_box_is_marked_and_told_while_it_is_worded_and_one_press_cleans_it() {
    let mut scene = Scene::of("= Raise the fees ◂");
    scene.press(&format!("F2 '{WORDS}'"));
    assert_eq!(said_of_field(&scene).as_deref(), Some(SAID));
    assert!(scene.shows_part("stand in what is edited: U+200B, U+202E"));
    scene.press("Enter");
    // Kept as it was typed; box, inspector and checks say so.
    assert_eq!(wordings(&scene), [WORDS]);
    assert!(scene.shows_part("Holds signs that are not seen: U+200B, U+202E"));
    assert!(scene.shows(SAID));
    scene.click_on("Remove them");
    assert_eq!(wordings(&scene), ["Do not pay"]);
    assert!(!scene.shows(SAID));
    scene.press("Ctrl+Z");
    assert_eq!(wordings(&scene), [WORDS]);
}

#[test]
fn the_check_takes_them_out_as_one_step() {
    let mut scene = Scene::of("= Raise the fees ◂");
    scene.press(&format!("F2 '{WORDS}' Enter"));
    scene.perform(Action::Run("next-finding"));
    scene.perform(Action::Run("repair-finding"));
    assert_eq!(wordings(&scene), ["Do not pay"]);
    scene.press("Ctrl+Z");
    assert_eq!(wordings(&scene), [WORDS]);
}

#[test]
fn what_is_being_typed_in_the_inspector_is_cleaned_with_what_was_typed() {
    let mut scene = Scene::of("= Raise the fees ◂");
    scene.press("F6");
    scene.harness.get_by_label("Wording").focus();
    scene.settle();
    scene.press(&format!("Ctrl+A '{WORDS} now'"));
    assert_eq!(said_of_field(&scene).as_deref(), Some(SAID));
    scene.click_on("Remove them");
    assert_eq!(wordings(&scene), ["Do not pay now"]);
}

#[test]
fn the_title_of_the_window_has_none_of_them() {
    let mut scene = Scene::of("= Raise the fees ◂");
    let field = Field::Title(format!("Fees {WORDS}"));
    scene.perform(Action::Edit(Box::new(Edit::SetField { field })));
    scene.press("");
    assert!(scene.title.contains("Fees Do not pay"), "{}", scene.title);
}

#[test]
fn what_is_said_of_them_makes_the_inspector_no_wider() {
    let width = |words: &str| {
        let mut scene = Scene::of("= Raise the fees");
        let field = Field::Title(words.to_owned());
        scene.perform(Action::Edit(Box::new(Edit::SetField { field })));
        scene.perform(Action::Select(None));
        for _ in 0..20 {
            scene.press("");
        }
        assert_eq!(scene.shows_part("signs that are not seen"), words == WORDS);
        scene.canvas().width()
    };
    assert_eq!(width("Do not pay"), width(WORDS));
}
