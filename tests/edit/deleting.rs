//! Deleting boxes and links, and what becomes of the rest.

use expect_test::expect;

use super::desk::{Desk, check, ids, read_edit};

#[test]
fn a_branch_goes_as_a_whole() {
    check(
        "claim p
         claim a
         claim b
         claim c
         l1: a supports p
         l2: b supports a
         l3: c opposes l2",
        r#"{"edit":"delete","nodes":["a"]}"#,
        &expect![[r#"
            p
        "#]],
    );
}

#[test]
fn what_also_serves_a_box_that_stays_stays_and_so_does_what_serves_it() {
    check(
        "claim p
         claim q
         claim a
         claim b
         claim c
         claim d
         claim e
         l1: a supports p
         l2: b supports a
         l3: c supports b
         l4: b supports q
         l5: d supports a
         l6: d supports c
         l7: e supports a",
        r#"{"edit":"delete","nodes":["a"]}"#,
        &expect![[r#"
            p
            q
              + b
                + c
                  + d
        "#]],
    );
}

#[test]
fn what_strikes_a_step_that_goes_does_not_stay_for_it() {
    check(
        "claim p
         claim a
         claim b
         l1: a supports p
         l2: b supports a
         l3: b opposes l1",
        r#"{"edit":"delete","nodes":["a"]}"#,
        &expect![[r#"
            p
        "#]],
    );
}

#[test]
fn what_strikes_the_step_of_a_box_goes_with_it_and_so_does_all_under_that() {
    check(
        "claim p
         claim a
         claim s
         claim t
         claim u
         l1: a supports p
         l2: s opposes l1
         l3: t supports s
         l4: u opposes l2",
        r#"{"edit":"delete","nodes":["a"]}"#,
        &expect![[r#"
            p
        "#]],
    );
}

#[test]
fn what_strikes_a_joint_step_goes_with_the_last_premise_only() {
    let map = "claim p
         claim a
         claim b
         claim s
         l1: a b supports p
         l2: s opposes l1";
    check(
        map,
        r#"{"edit":"delete","nodes":["b"]}"#,
        &expect![[r#"
            p
              + a
              - s on l1
        "#]],
    );
    check(
        map,
        r#"{"edit":"delete","nodes":["a","b"]}"#,
        &expect![[r#"
            p
        "#]],
    );
}

#[test]
fn a_striker_that_also_serves_what_stays_is_not_deleted_with_the_step() {
    check(
        "claim p
         claim q
         claim a
         claim s
         claim t
         l1: a supports p
         l2: s opposes l1
         l3: t supports s
         l4: s opposes q",
        r#"{"edit":"delete","nodes":["a"]}"#,
        &expect![[r#"
            p
            q
              - s
                + t
        "#]],
    );
}

#[test]
fn what_strikes_a_step_that_falls_is_lifted_to_what_the_step_argued_for() {
    check(
        "claim p
         claim a
         claim z
         claim b
         claim s
         claim t
         l1: a supports p
         l2: z supports p
         l3: b supports a
         l4: s opposes l1
         l5: t opposes l4",
        r#"{"edit":"delete","nodes":["a"],"fate":"lift"}"#,
        &expect![[r#"
            p
              + b
              - s
              - t on l4
              + z
        "#]],
    );
}

#[test]
fn what_strikes_a_reason_that_is_not_lifted_is_lifted_without_it() {
    check(
        "claim p
         claim q
         claim a
         claim b
         claim u
         l1: a supports p
         l2: b supports q
         l3: b supports a
         l4: u opposes l3",
        r#"{"edit":"delete","nodes":["a"],"fate":"lift"}"#,
        &expect![[r#"
            p
              - u
            q
              + b
        "#]],
    );
}

#[test]
fn reasons_are_lifted_whole_with_what_strikes_them() {
    check(
        "claim p
         claim a
         claim z
         claim b
         claim c
         claim s
         l1: a opposes p
         l2: z supports p
         l3: b c supports a
         l4: s opposes l3",
        r#"{"edit":"delete","nodes":["a"],"fate":"lift"}"#,
        &expect![[r#"
            p
              +& b
              +& c
              - s on l3
              + z
        "#]],
    );
}

#[test]
fn lifting_goes_past_all_that_is_deleted() {
    check(
        "claim p
         claim a
         claim b
         claim c
         l1: a supports p
         l2: b opposes a
         l3: c opposes b",
        r#"{"edit":"delete","nodes":["a","b"],"fate":"lift"}"#,
        &expect![[r#"
            p
              - c
        "#]],
    );
}

#[test]
fn lifting_from_a_striker_whose_step_goes_as_well_lands_on_what_the_step_argued_for() {
    check(
        "claim p
         claim a
         claim s
         claim c
         l1: a supports p
         l2: s opposes l1
         l3: c supports s",
        r#"{"edit":"delete","nodes":["a","s"],"fate":"lift"}"#,
        &expect![[r#"
            p
              + c
        "#]],
    );
}

#[test]
fn boxes_lifted_from_a_root_stand_alone_in_its_place() {
    check(
        "claim o
         claim p
         claim z
         claim a
         claim b
         claim s
         l1: a supports p
         l2: b opposes p
         l3: s opposes l1",
        r#"{"edit":"delete","nodes":["p"],"fate":"lift"}"#,
        &expect![[r#"
            o
            a
            s
            b
            z
        "#]],
    );
}

#[test]
fn lifting_moves_no_other_box_into_the_place_of_the_deleted_one() {
    check(
        "claim a
         claim o
         claim p
         claim z
         l1: a supports p",
        r#"{"edit":"delete","nodes":["p"],"fate":"lift"}"#,
        &expect![[r#"
            o
            a
            z
        "#]],
    );
}

#[test]
fn where_the_new_place_is_not_possible_lifted_boxes_stand_alone() {
    check(
        "question q
         claim a
         evidence e
         claim b
         l1: a answers q
         l2: e supports a
         l3: b supports a",
        r#"{"edit":"delete","nodes":["a"],"fate":"lift"}"#,
        &expect![[r#"
            Q q
              ! b
            E e
        "#]],
    );
}

#[test]
fn a_deleted_premise_leaves_the_others_and_their_strikers() {
    check(
        "claim p
         claim a
         claim b
         claim s
         l1: a b supports p
         l2: s opposes l1",
        r#"{"edit":"delete","nodes":["a"]}"#,
        &expect![[r#"
            p
              + b
              - s on l1
        "#]],
    );
}

#[test]
fn a_deleted_link_takes_the_links_on_it_along_but_no_box() {
    check(
        "claim p
         claim a
         claim s
         question t
         l1: a supports p
         l2: s opposes l1
         l3: t asks l2",
        r#"{"edit":"remove-link","link":"l1"}"#,
        &expect![[r#"
            p
            a
            s
            Q t
        "#]],
    );
}

#[test]
fn deleting_forgets_pins_and_selects_the_next_sibling() {
    let mut desk = Desk::read(
        "claim p
         claim a
         claim b
         l1: a supports p
         l2: b supports p",
    );
    desk.commit(&read_edit(r#"{"edit":"pin","node":"a","x":3,"y":-4}"#))
        .unwrap();
    let gone = desk
        .commit(&read_edit(r#"{"edit":"delete","nodes":["a"]}"#))
        .unwrap();
    assert_eq!(gone.selected, ids(&["b"]));
    assert_eq!(desk.document().views().rows()[0].positions, []);
    let gone = desk
        .commit(&read_edit(r#"{"edit":"delete","nodes":["b"]}"#))
        .unwrap();
    assert_eq!(gone.selected, ids(&["p"]));
}

#[test]
fn half_of_a_large_map_is_deleted_and_brought_back() {
    let mut map = vec!["claim p\nclaim q".to_owned()];
    for at in 0..3_000 {
        let root = ["p", "q"][at % 2];
        map.push(format!("claim n{at}\nl{at}: n{at} supports {root}"));
    }
    let mut desk = Desk::read(&map.join("\n"));
    let before = desk.draw();
    desk.commit(&read_edit(r#"{"edit":"delete","nodes":["q"]}"#))
        .unwrap();
    assert_eq!(desk.document().nodes().len(), 1_501);
    assert_eq!(desk.document().links().len(), 1_500);
    desk.editor.undo(super::desk::noon());
    assert_eq!(desk.draw(), before);
}
