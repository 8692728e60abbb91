//! What a release would do, and what it does.

use expect_test::expect;
use linchpin::app::{Action, Drop, Gesture, WireEdit};
use linchpin::model::Intent;

use super::desk::Desk;

const MAP: &str = "= Top\n  + First\n    + Deep\n  + Second\n  - Third\n";

/// A point of a box: shares of its width and height.
fn point(desk: &Desk, wording: &str, x: f32, y: f32) -> [f32; 2] {
    let [x0, y0, x1, y1] = desk.tab().picture.box_of(&desk.node(wording)).unwrap();
    [x0 + (x1 - x0) * x, y0 + (y1 - y0) * y]
}

fn find_drop(desk: &Desk, dragged: &str, at: [f32; 2]) -> Option<Drop> {
    desk.tab().find_drop(&[desk.node(dragged)], at)
}

#[test]
fn the_middle_of_a_box_means_under_it_and_its_ends_beside_it() {
    let desk = Desk::with_map(MAP);
    let second = desk.node("Second");
    let at = |x| find_drop(&desk, "Deep", point(&desk, "Second", x, 0.5));
    assert_eq!(at(0.5), Some(Drop::Under(second.clone())));
    assert_eq!(
        at(0.1),
        Some(Drop::Beside {
            sibling: second.clone(),
            after: false
        })
    );
    assert_eq!(
        at(0.9),
        Some(Drop::Beside {
            sibling: second,
            after: true
        })
    );
}

#[test]
fn in_a_tree_that_grows_to_the_right_upper_and_lower_ends_mean_beside() {
    let mut desk = Desk::with_map(MAP);
    desk.run("grow-right");
    let second = desk.node("Second");
    let at = |y| find_drop(&desk, "Deep", point(&desk, "Second", 0.05, y));
    assert_eq!(at(0.5), Some(Drop::Under(second.clone())));
    assert_eq!(
        at(0.05),
        Some(Drop::Beside {
            sibling: second.clone(),
            after: false
        })
    );
    assert_eq!(
        at(0.95),
        Some(Drop::Beside {
            sibling: second,
            after: true
        })
    );
}

#[test]
fn a_root_has_no_beside() {
    let desk = Desk::with_map(MAP);
    let top = desk.node("Top");
    for x in [0.05, 0.5, 0.95] {
        let drop = find_drop(&desk, "Third", point(&desk, "Top", x, 0.5));
        assert_eq!(drop, Some(Drop::Under(top.clone())));
    }
}

#[test]
fn nothing_can_be_dropped_on_itself_or_on_what_hangs_below_it() {
    let desk = Desk::with_map(MAP);
    assert_eq!(
        find_drop(&desk, "First", point(&desk, "First", 0.5, 0.5)),
        None
    );
    assert_eq!(
        find_drop(&desk, "First", point(&desk, "Deep", 0.5, 0.5)),
        None
    );
    assert_eq!(
        find_drop(&desk, "Top", point(&desk, "Deep", 0.1, 0.5)),
        None
    );
    assert!(find_drop(&desk, "Deep", point(&desk, "First", 0.5, 0.5)).is_some());
}

#[test]
fn empty_ground_means_alone() {
    let desk = Desk::with_map(MAP);
    assert_eq!(
        find_drop(&desk, "Third", [-5000.0, -5000.0]),
        Some(Drop::Alone)
    );
}

#[test]
fn a_line_means_the_step_that_it_draws_but_not_the_own_one() {
    let desk = Desk::with_map(MAP);
    let deep = desk.node("Deep");
    let link = desk.tab().place_link(&deep).cloned().unwrap();
    let wire = desk.tab().editor.graph().link(link.as_str()).unwrap();
    let wire = desk.tab().picture.plan().wire_of(wire).unwrap();
    let middle = desk.tab().picture.placement().wires[wire].middle;
    let at = [middle.x, middle.y];
    assert_eq!(find_drop(&desk, "Third", at), Some(Drop::Under(link)));
    assert_eq!(find_drop(&desk, "Deep", at), None);
}

#[test]
fn a_drag_that_ends_nowhere_changes_nothing() {
    let mut desk = Desk::with_map(MAP);
    let third = desk.node("Third");
    let drag = Gesture::Move {
        nodes: vec![third],
        at: [0.0, 0.0],
        from: [0.0, 0.0],
        pins: false,
    };
    desk.perform(Action::SetGesture(Some(drag.clone())));
    desk.perform(Action::EndGesture(drag, None));
    assert_eq!(desk.draw(), MAP);
    assert_eq!(desk.tab().gesture, None);
    assert!(!desk.tab().is_dirty());
}

#[test]
fn several_boxes_dropped_beside_a_sibling_keep_their_order() {
    let mut desk = Desk::with_map("= Top\n  + A\n  + B\n  + C\n  + D\n");
    let nodes = vec![desk.node("A"), desk.node("B")];
    let drag = Gesture::Move {
        nodes,
        at: [0.0, 0.0],
        from: [0.0, 0.0],
        pins: false,
    };
    let drop = Drop::Beside {
        sibling: desk.node("C"),
        after: true,
    };
    desk.perform(Action::EndGesture(drag, Some(drop)));
    expect![[r#"
        = Top
          + C
          + A
          + B
          + D
    "#]]
    .assert_eq(&desk.draw());
    assert_eq!(desk.n_steps(), 1);
}

#[test]
fn opposition_stays_opposition_wherever_it_is_dropped() {
    let mut desk = Desk::with_map(MAP);
    let drag = Gesture::Move {
        nodes: vec![desk.node("Third")],
        at: [0.0, 0.0],
        from: [0.0, 0.0],
        pins: false,
    };
    let drop = Drop::Under(desk.node("Deep"));
    desk.perform(Action::EndGesture(drag, Some(drop)));
    expect![[r#"
        = Top
          + First
            + Deep
              - Third
          + Second
    "#]]
    .assert_eq(&desk.draw());
}

#[test]
fn a_link_drawn_to_a_box_is_what_the_table_gives() {
    let mut desk = Desk::with_map("? Why?\n= A\n= B\n! A note\n? Is it?\n");
    for (from, to) in [("A", "Why?"), ("B", "A"), ("A note", "B"), ("Is it?", "A")] {
        let wire = Gesture::Wire {
            from: desk.node(from),
            at: None,
            over: Some(desk.node(to)),
            makes: WireEdit::Link(Intent::For),
        };
        desk.perform(Action::EndGesture(wire, None));
    }
    expect![[r#"
        ? Why?
          = A
            + B
            ? Is it?
        ! A note
          => relates: B
    "#]]
    .assert_eq(&desk.draw());
    assert_eq!(desk.told(), Vec::<String>::new());
}

#[test]
fn a_gesture_is_forgotten_with_the_box_that_it_is_about() {
    let mut desk = Desk::with_map(MAP);
    desk.select("Third");
    desk.run("link");
    assert!(desk.tab().gesture.is_some());
    desk.run("delete");
    assert_eq!(desk.tab().gesture, None);
}

/// Where the left top corner of a box is seen, from the middle of the canvas, in map units.
fn seen_at(desk: &Desk, wording: &str) -> [f32; 2] {
    let [x, y, ..] = desk.tab().picture.box_of(&desk.node(wording)).unwrap();
    let centre = desk.tab().camera.centre;
    [x - centre[0], y - centre[1]]
}

#[test]
fn what_stays_behind_or_takes_what_is_dropped_stays_where_it_is_seen() {
    let map = "= Top\n  + First\n  & Ally\n  + Second\n    + Deep\n";
    let reason_of = |desk: &Desk| {
        let first = desk.node("First");
        desk.tab().place_link(&first).unwrap().clone()
    };
    for (dragged, stays) in [("Deep", "Second"), ("Second", "Top"), ("First", "Ally")] {
        let mut desk = Desk::with_map(map);
        drop_at(&mut desk, dragged, &Drop::Alone, stays);
    }
    for dragged in ["Deep", "Second"] {
        let mut desk = Desk::with_map(map);
        let link = reason_of(&desk);
        drop_at(
            &mut desk,
            dragged,
            &Drop::Into { link, before: None },
            "First",
        );
        let mut desk = Desk::with_map(map);
        let link = reason_of(&desk);
        drop_at(&mut desk, dragged, &Drop::Under(link), "First");
    }
}

fn drop_at(desk: &mut Desk, dragged: &str, drop: &Drop, stays: &str) {
    let node = desk.node(dragged);
    desk.perform(Action::Select(Some(node.clone())));
    let (before, map) = (seen_at(desk, stays), desk.draw());
    let gesture = Gesture::Move {
        nodes: vec![node],
        from: [0.0, 0.0],
        at: [400.0, 400.0],
        pins: false,
    };
    desk.perform(Action::EndGesture(gesture, Some(drop.clone())));
    assert_ne!(desk.draw(), map, "{drop:?}");
    assert_eq!(seen_at(desk, stays), before, "{dragged}, {drop:?}");
}
