//! Undo, redo, merged steps, what is on disk, and maps that are only read.

use linchpin::edit::{Edit, Refusal};
use linchpin::model::Time;

use super::desk::{Desk, ids, noon, read_edit};

fn set_text(node: &str, text: &str) -> Edit {
    Edit::SetText {
        node: ids(&[node]).remove(0),
        text: text.to_owned(),
    }
}

fn type_in(desk: &mut Desk, node: &str, text: &str) {
    desk.commit_merging(&set_text(node, text), Some(node))
        .unwrap();
}

fn wording(desk: &Desk, node: &str) -> String {
    desk.document().nodes().get(node).unwrap().text.clone()
}

#[test]
fn typing_into_one_box_is_one_step() {
    let mut desk = Desk::read("claim a\nclaim b");
    for text in ["t", "th", "the"] {
        type_in(&mut desk, "a", text);
    }
    type_in(&mut desk, "b", "other");
    desk.editor.undo(noon());
    assert_eq!(
        (wording(&desk, "a"), wording(&desk, "b")),
        ("the".into(), "b".into())
    );
    desk.editor.undo(noon());
    assert_eq!(wording(&desk, "a"), "a");
    assert!(desk.editor.undo(noon()).is_none());
    desk.editor.redo(noon());
    assert_eq!(wording(&desk, "a"), "the");
}

#[test]
fn a_save_and_an_undo_part_what_would_be_one_step() {
    let mut desk = Desk::read("claim a\nclaim b");
    type_in(&mut desk, "a", "one");
    let mark = desk.editor.history().mark();
    desk.editor.mark_saved(mark);
    type_in(&mut desk, "a", "two");
    desk.editor.undo(noon());
    assert_eq!(wording(&desk, "a"), "one");
    assert!(desk.editor.history().is_saved());

    type_in(&mut desk, "a", "three");
    type_in(&mut desk, "b", "other");
    desk.editor.undo(noon());
    type_in(&mut desk, "a", "four");
    desk.editor.undo(noon());
    assert_eq!(wording(&desk, "a"), "three");
}

#[test]
fn a_redone_step_is_not_lengthened() {
    let mut desk = Desk::read("claim a");
    type_in(&mut desk, "a", "one");
    desk.editor.undo(noon());
    desk.editor.redo(noon());
    type_in(&mut desk, "a", "two");
    desk.editor.undo(noon());
    assert_eq!(wording(&desk, "a"), "one");
}

#[test]
fn a_save_that_ends_after_an_undo_and_a_new_edit_does_not_count_for_that() {
    let mut desk = Desk::read("claim a");
    desk.commit(&set_text("a", "saved")).unwrap();
    let in_flight = desk.editor.history().mark();
    desk.editor.undo(noon());
    desk.commit(&set_text("a", "not saved")).unwrap();
    desk.editor.mark_saved(in_flight);
    assert!(!desk.editor.history().is_saved());
    desk.editor.undo(noon());
    assert!(
        !desk.editor.history().is_saved(),
        "the first state is no longer on disk"
    );
}

#[test]
fn a_save_that_ends_after_more_typing_does_not_count_for_that() {
    let mut desk = Desk::read("claim a");
    type_in(&mut desk, "a", "saved");
    let in_flight = desk.editor.history().mark();
    type_in(&mut desk, "a", "saved and more");
    desk.editor.mark_saved(in_flight);
    assert!(!desk.editor.history().is_saved());
}

#[test]
fn coming_back_to_the_saved_state_by_redo_is_saved() {
    let mut desk = Desk::read("claim a");
    desk.commit(&set_text("a", "saved")).unwrap();
    let mark = desk.editor.history().mark();
    desk.editor.mark_saved(mark);
    desk.editor.undo(noon());
    assert!(!desk.editor.history().is_saved());
    desk.editor.redo(noon());
    assert!(desk.editor.history().is_saved());
    desk.editor.mark_unsaved();
    assert!(!desk.editor.history().is_saved());
}

#[test]
fn an_edit_that_changes_nothing_is_no_step_and_keeps_what_can_be_redone() {
    let mut desk = Desk::read("claim a\nclaim p\nl1: a supports p");
    desk.commit(&set_text("a", "x")).unwrap();
    desk.editor.undo(noon());
    let revision = desk.editor.revision();
    for edit in [
        r#"{"edit":"set-text","node":"a","text":"a"}"#,
        r#"{"edit":"set-kind","node":"a","kind":"claim"}"#,
        r#"{"edit":"move","node":"a","under":"p"}"#,
        r#"{"edit":"unpin","node":"a"}"#,
        r#"{"edit":"reorder","node":"a","by":0}"#,
        r#"{"edit":"batch","edits":[]}"#,
    ] {
        let made = desk.commit(&read_edit(edit)).unwrap();
        assert!(made.changes.is_empty(), "{edit}");
    }
    assert_eq!(desk.editor.revision(), revision);
    assert!(desk.editor.redo(noon()).is_some());
}

#[test]
fn a_read_only_map_refuses_every_edit_and_every_undo() {
    let mut desk = Desk::read("claim a");
    desk.commit(&set_text("a", "x")).unwrap();
    desk.editor.set_read_only();
    let refusal = desk.commit(&set_text("a", "y")).unwrap_err();
    assert_eq!(refusal, Refusal::ReadOnly);
    assert_eq!(
        refusal.to_string(),
        "this map is open for reading only; save a copy under another name to edit it"
    );
    assert!(desk.editor.undo(noon()).is_none());
    assert!(desk.editor.redo(noon()).is_none());
    assert_eq!(wording(&desk, "a"), "x");
}

#[test]
fn each_change_stamps_the_map_and_undo_brings_back_all_but_the_stamp() {
    let mut desk = Desk::read("claim a");
    let created = desk.document().meta().created.clone();
    desk.commit(&read_edit(
        r#"{"edit":"set-field","field":"title","value":"New"}"#,
    ))
    .unwrap();
    assert_eq!(desk.document().meta().modified, noon());
    desk.editor.undo(Time::from_unix(5));
    let meta = desk.document().meta();
    assert_eq!(meta.title, "");
    assert_eq!(meta.modified, Time::from_unix(5));
    assert_eq!(meta.created, created);
}

#[test]
fn a_snapshot_is_not_changed_by_later_edits() {
    let mut desk = Desk::read("claim a");
    let snapshot = desk.editor.document().clone();
    desk.commit(&set_text("a", "x")).unwrap();
    assert_eq!(snapshot.nodes().get("a").unwrap().text, "a");
}

#[test]
fn what_was_undone_on_top_of_a_step_goes_with_it() {
    let mut desk = Desk::read("claim a");
    for text in ["one", "two", "three"] {
        desk.commit(&set_text("a", text)).unwrap();
    }
    desk.editor.undo(noon());
    desk.editor.retract(noon());
    assert_eq!(wording(&desk, "a"), "one");
    assert!(
        desk.editor.redo(noon()).is_none(),
        "it was about another wording"
    );
}
