//! Several views of one map: each keeps its own layout, folding and pins.

use linchpin::app::{Action, Dialog};
use linchpin::model::Id;

use super::desk::Desk;

const MAP: &str = "= Top\n  + First\n    + Deep\n  + Second\n";

fn add_view(desk: &mut Desk, name: &str) {
    desk.perform(Action::AddView(name.to_owned()));
}

/// The names of the views, the one in use in brackets.
fn views(desk: &Desk) -> Vec<String> {
    let used = desk.tab().id_of_view();
    let views = desk.tab().document().views().iter();
    views
        .map(|view| {
            let name = desk.tab().name_of_view(view);
            if used.as_ref() == Some(&view.id) {
                format!("[{name}]")
            } else {
                name
            }
        })
        .collect()
}

fn folded(desk: &Desk, wording: &str) -> bool {
    desk.tab().folded.contains(&desk.node(wording))
}

fn fold(desk: &mut Desk, wording: &str) {
    let node = desk.node(wording);
    desk.perform(Action::ToggleFold(node));
}

#[test]
fn a_new_view_begins_like_the_one_in_use_which_stays_as_it_was() {
    let mut desk = Desk::with_map(MAP);
    fold(&mut desk, "First");
    desk.run("grow-right");
    add_view(&mut desk, "Overview");
    assert_eq!(views(&desk), ["View 1", "[Overview]"]);
    assert!(folded(&desk, "First"));
    fold(&mut desk, "First");
    desk.run("grow-right");
    desk.run("next-view");
    assert_eq!(views(&desk), ["[View 1]", "Overview"]);
    assert!(folded(&desk, "First"), "the first view is as it was left");
    assert_eq!(desk.tab().direction, linchpin::model::Direction::Right);
    desk.run("previous-view");
    assert!(!folded(&desk, "First"));
    assert_eq!(desk.tab().direction, linchpin::model::Direction::Down);
    assert!(desk.tab().picture.box_of(&desk.node("Deep")).is_some());
}

#[test]
fn making_a_view_is_a_step_and_going_to_another_is_none() {
    let mut desk = Desk::with_map(MAP);
    add_view(&mut desk, "Overview");
    desk.run("next-view");
    assert_eq!(desk.n_steps(), 1);
    desk.run("undo");
    assert_eq!(desk.tab().document().views().len(), 0);
    desk.run("redo");
    assert_eq!(views(&desk), ["[View 1]", "Overview"]);
}

#[test]
fn undoing_the_view_in_use_goes_back_to_the_first_as_it_was_left() {
    let mut desk = Desk::with_map(MAP);
    add_view(&mut desk, "One");
    fold(&mut desk, "First");
    add_view(&mut desk, "Two");
    desk.run("next-view");
    assert_eq!(views(&desk), ["[View 1]", "One", "Two"]);
    desk.run("previous-view");
    fold(&mut desk, "First");
    assert!(!folded(&desk, "First"));
    desk.run("undo");
    assert_eq!(views(&desk), ["[View 1]", "One"]);
    desk.run("next-view");
    assert!(folded(&desk, "First"), "as it was left");
}

#[test]
fn a_deleted_view_gives_way_to_the_first_and_comes_back_by_undo() {
    let mut desk = Desk::with_map(MAP);
    desk.run("delete-view");
    add_view(&mut desk, "Overview");
    desk.run("delete-view");
    assert_eq!(views(&desk), ["[View 1]"]);
    let told = [
        "This map has one view only; make another one first.",
        "The view “Overview” was deleted.",
    ];
    assert_eq!(desk.told(), told);
    desk.run("undo");
    assert_eq!(views(&desk), ["[View 1]", "Overview"]);
}

#[test]
fn pins_stand_in_the_view_in_use_alone() {
    let mut desk = Desk::with_map(MAP);
    add_view(&mut desk, "Overview");
    desk.select("Second");
    desk.run("pin");
    let second = desk.node("Second");
    assert!(desk.tab().is_pinned(&second));
    desk.run("next-view");
    assert!(!desk.tab().is_pinned(&second));
    let before = desk.tab().picture.box_of(&second).unwrap();
    desk.perform(Action::PinAt(second.clone(), [900.0, 700.0]));
    let moved = desk.tab().picture.box_of(&second).unwrap();
    assert_eq!(moved[..2], [900.0, 700.0]);
    desk.run("next-view");
    assert_eq!(desk.tab().picture.box_of(&second), Some(before));
}

#[test]
fn a_save_writes_every_view_as_it_was_left() {
    let mut desk = Desk::with_map(MAP);
    fold(&mut desk, "First");
    add_view(&mut desk, "Overview");
    fold(&mut desk, "First");
    desk.run("next-view");
    let path = desk.path("a.argmap.json");
    desk.run_with_file("save-as", &path);
    desk.run("close");
    desk.perform(Action::Open(path));
    let collapsed: Vec<Vec<Id>> = {
        let views = desk.tab().document().views().iter();
        views.map(|view| view.collapsed.clone()).collect()
    };
    assert_eq!(collapsed, [vec![desk.node("First")], vec![]]);
    assert!(folded(&desk, "First"));
    desk.run("next-view");
    assert!(!folded(&desk, "First"));
}

#[test]
fn looking_at_every_view_and_saving_changes_no_byte() {
    let mut desk = Desk::with_map(MAP);
    fold(&mut desk, "First");
    add_view(&mut desk, "Overview");
    fold(&mut desk, "First");
    desk.run("grow-right");
    let path = desk.path("a.argmap.json");
    desk.run_with_file("save-as", &path);
    let before = std::fs::read(desk.path("a.argmap.json")).unwrap();
    desk.run("close");
    desk.perform(Action::Open(path));
    for _ in 0..3 {
        desk.run("next-view");
    }
    desk.run("save");
    assert_eq!(std::fs::read(desk.path("a.argmap.json")).unwrap(), before);
}

#[test]
fn the_dialog_begins_with_a_name_and_renaming_is_a_step() {
    let mut desk = Desk::with_map(MAP);
    desk.run("rename-view");
    assert_eq!(desk.app.dialog, None);
    assert_eq!(
        desk.told(),
        ["This map has no view of its own yet; make one first."]
    );
    desk.run("new-view");
    let asked = Dialog::NameView {
        view: None,
        name: "View 2".to_owned(),
    };
    assert_eq!(desk.app.dialog, Some(asked));
    add_view(&mut desk, "View 2");
    desk.run("rename-view");
    let asked = Dialog::NameView {
        view: desk.tab().id_of_view(),
        name: "View 2".to_owned(),
    };
    assert_eq!(desk.app.dialog, Some(asked));
}
