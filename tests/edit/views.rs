//! Views are made, named and deleted by edits, and pins stand in the view they are meant for.

use linchpin::edit::{Edit, Refusal};
use linchpin::model::{Id, View};

use super::desk::Desk;
use crate::model::notation::{id, read_map};

fn desk() -> Desk {
    Desk::new(read_map("claim a\nclaim b"))
}

fn add(desk: &mut Desk, name: &str, like: Option<&Id>) -> Id {
    let edit = Edit::AddView {
        name: name.to_owned(),
        like: like.cloned(),
    };
    desk.commit(&edit).unwrap();
    views(desk).last().unwrap().id.clone()
}

fn views(desk: &Desk) -> Vec<&View> {
    let views = desk.document().views().iter();
    views.map(std::sync::Arc::as_ref).collect()
}

fn names(desk: &Desk) -> Vec<&str> {
    views(desk).iter().map(|view| view.name.as_str()).collect()
}

fn pin(node: &str, view: Option<&Id>) -> Edit {
    Edit::Pin {
        node: id(node),
        view: view.cloned(),
        x: 1,
        y: 2,
    }
}

#[test]
fn the_first_view_that_is_made_leaves_a_plain_one_before_it() {
    let mut desk = desk();
    add(&mut desk, "Overview", None);
    assert_eq!(names(&desk), ["", "Overview"]);
    add(&mut desk, "Details", None);
    assert_eq!(names(&desk), ["", "Overview", "Details"]);
}

#[test]
fn a_view_begins_as_a_copy_and_goes_its_own_way() {
    let mut desk = desk();
    let first = add(&mut desk, "First", None);
    desk.commit(&pin("a", Some(&first))).unwrap();
    let second = add(&mut desk, "Second", Some(&first));
    desk.commit(&pin("b", Some(&second))).unwrap();
    let n_pins: Vec<usize> = views(&desk).iter().map(|it| it.positions.len()).collect();
    assert_eq!(n_pins, [0, 1, 2]);
    let unpin = Edit::Unpin {
        node: id("a"),
        view: Some(second),
    };
    desk.commit(&unpin).unwrap();
    let n_pins: Vec<usize> = views(&desk).iter().map(|it| it.positions.len()).collect();
    assert_eq!(n_pins, [0, 1, 1]);
}

#[test]
fn a_view_is_named_and_deleted_and_what_is_not_there_is_refused() {
    let mut desk = desk();
    let view = add(&mut desk, "Overview", None);
    let rename = Edit::RenameView {
        view: view.clone(),
        name: "Whole map".to_owned(),
    };
    desk.commit(&rename).unwrap();
    assert_eq!(names(&desk), ["", "Whole map"]);
    let remove = Edit::RemoveView { view: view.clone() };
    desk.commit(&remove).unwrap();
    assert_eq!(names(&desk), [""]);
    let missing = Err(Refusal::Missing(view.clone()));
    assert_eq!(desk.commit(&remove), missing);
    assert_eq!(desk.commit(&rename), missing);
    assert_eq!(desk.commit(&pin("a", Some(&view))), missing);
    let add = Edit::AddView {
        name: String::new(),
        like: Some(view),
    };
    assert_eq!(desk.commit(&add), missing);
}
