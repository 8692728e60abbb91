//! What is one step of the history, and what is not.

use linchpin::app::{Action, App};
use linchpin::model::Id;

use super::desk::Desk;

fn word(desk: &mut Desk, text: &str) {
    desk.perform(Action::DraftWording(text.to_owned()));
    desk.perform(Action::KeepWording(false));
}

#[test]
fn making_and_wording_a_box_is_one_step() {
    let mut desk = Desk::with_map("= Top\n");
    desk.select("Top");
    desk.run("add-child");
    word(&mut desk, "A reason");
    assert_eq!(desk.n_steps(), 1);
    desk.run("undo");
    assert_eq!(desk.draw(), "= Top\n");
    assert_eq!(desk.tab().lead(), Some(&desk.node("Top")));
    desk.run("redo");
    assert_eq!(desk.draw(), "= Top\n  + A reason\n");
}

#[test]
fn wording_a_box_later_is_a_step_of_its_own() {
    let mut desk = Desk::with_map("= Top\n");
    desk.select("Top");
    desk.run("add-child");
    word(&mut desk, "A reason");
    desk.select("Top");
    desk.run("flip");
    desk.select("A reason");
    desk.run("flip");
    desk.run("edit-text");
    word(&mut desk, "A better reason");
    assert_eq!(desk.n_steps(), 3);
}

#[test]
fn two_boxes_are_two_steps() {
    let mut desk = Desk::with_map("= Top\n");
    desk.select("Top");
    desk.run("add-child");
    word(&mut desk, "One");
    desk.run("add-sibling");
    word(&mut desk, "Two");
    assert_eq!(desk.n_steps(), 2);
    desk.run("undo");
    assert_eq!(desk.draw(), "= Top\n  + One\n");
}

#[test]
fn a_wording_that_is_kept_unchanged_is_no_step() {
    let mut desk = Desk::with_map("= Top\n");
    desk.select("Top");
    desk.run("edit-text");
    desk.perform(Action::KeepWording(false));
    assert_eq!(desk.n_steps(), 0);
    assert!(!desk.tab().is_dirty());
}

#[test]
fn a_box_that_is_dropped_unworded_leaves_nothing_to_take_back_or_bring_back() {
    let mut desk = Desk::with_map("= Top\n");
    desk.select("Top");
    desk.run("add-child");
    desk.perform(Action::DropWording);
    let history = desk.tab().editor.history();
    assert!(history.next_undo().is_none());
    assert!(
        history.next_redo().is_none(),
        "redo would bring an empty box"
    );
}

#[test]
fn a_save_parts_what_would_be_one_step() {
    let mut desk = Desk::with_map("= Top\n");
    desk.select("Top");
    desk.run("add-child");
    word(&mut desk, "One");
    let path = desk.path("a.argmap.json");
    desk.run_with_file("save-as", &path);
    desk.run("edit-text");
    word(&mut desk, "Two");
    assert!(desk.tab().is_dirty());
    desk.run("undo");
    assert_eq!(desk.draw(), "= Top\n  + One\n");
    assert!(!desk.tab().is_dirty());
}

#[test]
fn undo_brings_back_what_was_folded_over() {
    let mut desk = Desk::with_map("= Top\n  + First\n    + Deep\n");
    desk.select("Deep");
    desk.run("flip");
    let top = desk.node("Top");
    desk.perform(Action::ToggleFold(top.clone()));
    desk.perform(Action::Select(None));
    desk.run("undo");
    assert!(
        !desk.tab().folded.contains(&top),
        "what undo selects is seen"
    );
}

#[test]
fn a_map_for_reading_only_takes_nothing_back() {
    let mut desk = Desk::with_map("= Top\n");
    desk.select("Top");
    desk.run("edit-text");
    word(&mut desk, "Changed");
    App::tab_mut(&mut desk.app).unwrap().editor.set_read_only();
    desk.run("undo");
    assert_eq!(desk.draw(), "= Changed\n");
}

#[test]
fn a_click_on_a_new_box_without_words_selects_nothing_that_is_gone() {
    let choose: [fn(Id) -> Action; 4] = [
        |id| Action::Select(Some(id)),
        Action::ToggleSelected,
        |id| Action::SelectAll(vec![id]),
        |id| Action::Aim(Some(id)),
    ];
    for choose in choose {
        let mut desk = Desk::with_map("= Top\n");
        desk.select("Top");
        desk.run("add-child");
        let made = desk.tab().lead().cloned().expect("the new box is selected");
        desk.perform(Action::KeepWording(false));
        desk.perform(choose(made.clone()));
        assert_eq!(desk.draw(), "= Top\n");
        assert!(!desk.tab().selected.contains(&made));
        assert_eq!(desk.tab().target, None);
    }
}
