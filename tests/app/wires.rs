//! Choosing a target by keys: for a link, or for a new place.

use expect_test::expect;
use linchpin::app::{Action, Gesture, Heading};
use linchpin::model::Id;

use super::desk::Desk;

fn over(desk: &Desk) -> Option<Id> {
    match &desk.tab().gesture {
        Some(Gesture::Wire { over, .. }) => over.clone(),
        _ => None,
    }
}

fn end(desk: &mut Desk) {
    let gesture = desk.tab().gesture.clone().unwrap();
    desk.perform(Action::EndGesture(gesture, None));
}

fn outlook(desk: &Desk) -> String {
    desk.tab()
        .outlook()
        .map_or_else(String::new, |outlook| outlook.text)
}

const MAP: &str = "= Top\n  + A\n    + Deep\n  + B\n  - C\n";

#[test]
fn arrows_go_to_the_boxes_and_lines_around_as_seen() {
    let mut desk = Desk::with_map(MAP);
    desk.select("B");
    desk.run("link");
    desk.perform(Action::MoveWire(Heading::Left));
    assert_eq!(over(&desk), Some(desk.node("A")));
    assert_eq!(outlook(&desk), "because “A”");
    desk.perform(Action::MoveWire(Heading::Down));
    let line = desk.tab().place_link(&desk.node("Deep")).cloned();
    assert_eq!(over(&desk), line);
    assert_eq!(outlook(&desk), "because: about the step from “Deep”");
    desk.perform(Action::MoveWire(Heading::Down));
    assert_eq!(over(&desk), Some(desk.node("Deep")));
}

#[test]
fn x_turns_for_into_against_while_a_link_is_drawn() {
    let mut desk = Desk::with_map(MAP);
    desk.select("B");
    desk.run("link");
    desk.perform(Action::MoveWire(Heading::Right));
    desk.perform(Action::TurnWire);
    assert_eq!(outlook(&desk), "however “C”");
    end(&mut desk);
    expect![[r#"
        = Top
          + A
            + Deep
          + B
            => opposes: C
          - C
    "#]]
    .assert_eq(&desk.draw());
}

#[test]
fn a_link_that_is_there_already_is_foretold_as_refused() {
    let mut desk = Desk::with_map(MAP);
    desk.select("B");
    desk.run("link");
    desk.perform(Action::StepWire(true));
    let outlook = desk.tab().outlook().unwrap();
    assert!(outlook.is_refused);
    assert_eq!(outlook.text, "This link is there already");
    end(&mut desk);
    assert_eq!(desk.draw(), MAP);
    assert_eq!(desk.told(), ["This link is there already"]);
}

#[test]
fn boxes_are_hung_elsewhere_by_keys_as_by_a_drag() {
    let mut desk = Desk::with_map(MAP);
    desk.select("C");
    let (b, c) = (desk.node("B"), desk.node("C"));
    desk.perform(Action::SelectAll(vec![b, c]));
    desk.run("hang-elsewhere");
    desk.perform(Action::MoveWire(Heading::Left));
    desk.perform(Action::MoveWire(Heading::Left));
    assert_eq!(over(&desk), Some(desk.node("A")));
    end(&mut desk);
    expect![[r#"
        = Top
          + A
            + Deep
            + B
            - C
    "#]]
    .assert_eq(&desk.draw());
    assert_eq!(desk.n_steps(), 1);
}
