//! Moving branches, and order among siblings.

use expect_test::expect;

use super::desk::check;

const MAP: &str = "claim p
     claim q
     claim a
     claim b
     claim c
     claim s
     claim x
     l1: a supports p
     l2: b c supports p
     l3: s opposes l1
     l4: x supports q";

#[test]
fn a_moved_box_takes_along_what_strikes_its_reason() {
    check(
        MAP,
        r#"{"edit":"move","node":"a","under":"q"}"#,
        &expect![[r#"
            p
              +& b
              +& c
            q
              + x
              + a
              - s on l1
        "#]],
    );
}

#[test]
fn one_of_linked_premises_leaves_the_others_and_gets_a_reason_of_its_own() {
    check(
        MAP,
        r#"{"edit":"move","node":"b","under":"q","position":"first"}"#,
        &expect![[r#"
            p
              + a
              - s on l1
              + c
            q
              + b
              + x
        "#]],
    );
}

#[test]
fn a_box_moves_before_and_after_its_new_siblings() {
    check(
        MAP,
        r#"{"edit":"move","node":"x","under":"p","position":{"before":"b"}}"#,
        &expect![[r#"
            p
              + a
              - s on l1
              + x
              +& b
              +& c
            q
        "#]],
    );
    check(
        MAP,
        r#"{"edit":"move","node":"x","under":"p","position":{"after":"a"}}"#,
        &expect![[r#"
            p
              + a
              - s on l1
              + x
              +& b
              +& c
            q
        "#]],
    );
}

#[test]
fn a_box_moved_onto_a_step_strikes_or_backs_it() {
    check(
        MAP,
        r#"{"edit":"move","node":"x","under":"l2"}"#,
        &expect![[r#"
            p
              + a
              - s on l1
              +& b
              +& c
              + x on l2
            q
        "#]],
    );
}

#[test]
fn a_box_moved_to_the_ground_stands_alone_and_what_struck_its_reason_too() {
    check(
        MAP,
        r#"{"edit":"move","node":"a","position":"first"}"#,
        &expect![[r#"
            a
            p
              +& b
              +& c
            q
              + x
            s
        "#]],
    );
}

#[test]
fn a_box_does_not_move_below_itself_or_onto_its_own_reason() {
    let refused = expect![[r#"
        refused: a box cannot hang below itself; move what is below it out first
    "#]];
    check(MAP, r#"{"edit":"move","node":"p","under":"a"}"#, &refused);
    check(MAP, r#"{"edit":"move","node":"p","under":"p"}"#, &refused);
    check(MAP, r#"{"edit":"move","node":"a","under":"l1"}"#, &refused);
    check(MAP, r#"{"edit":"move","node":"a","under":"l3"}"#, &refused);
}

#[test]
fn a_moved_box_hangs_where_it_was_put_though_it_has_older_links() {
    check(
        "claim p
         claim q
         claim r
         claim a
         l1: a supports p
         l2: a opposes q",
        r#"{"edit":"move","node":"a","under":"r"}"#,
        &expect![[r#"
            p
            q
            r
              + a, also - q
        "#]],
    );
}

#[test]
fn a_move_takes_the_relation_that_fits_the_new_place() {
    let map = "question q
         claim p
         claim o
         evidence e
         l1: o opposes p
         l2: e supports p";
    check(
        map,
        r#"{"edit":"move","node":"o","under":"q"}"#,
        &expect![[r#"
            Q q
              ! o
            p
              + E e
        "#]],
    );
    check(
        map,
        r#"{"edit":"move","node":"e","under":"q"}"#,
        &expect![[r#"
            refused: evidence speaks for or against an answer; choose or add one first
        "#]],
    );
}

#[test]
fn a_whole_reason_changes_places_with_the_next() {
    check(
        MAP,
        r#"{"edit":"reorder","node":"a","by":1}"#,
        &expect![[r#"
            p
              +& b
              +& c
              + a
              - s on l1
            q
              + x
        "#]],
    );
}

#[test]
fn premises_change_places_within_their_reason_and_at_its_edge_take_it_along() {
    check(
        MAP,
        r#"{"edit":"reorder","node":"b","by":1}"#,
        &expect![[r#"
            p
              + a
              - s on l1
              +& c
              +& b
            q
              + x
        "#]],
    );
    check(
        MAP,
        r#"{"edit":"reorder","node":"b","by":-1}"#,
        &expect![[r#"
            p
              +& b
              +& c
              + a
              - s on l1
            q
              + x
        "#]],
    );
}

#[test]
fn roots_change_places_too() {
    check(
        MAP,
        r#"{"edit":"reorder","node":"q","by":-1}"#,
        &expect![[r#"
            q
              + x
            p
              + a
              - s on l1
              +& b
              +& c
        "#]],
    );
}

#[test]
fn there_is_nothing_beyond_the_last_sibling() {
    let refused = expect![[r#"
        refused: there is no further place among its siblings
    "#]];
    check(MAP, r#"{"edit":"reorder","node":"a","by":-1}"#, &refused);
    check(
        MAP,
        r#"{"edit":"reorder","node":"q","by":2147483647}"#,
        &refused,
    );
    check(
        MAP,
        r#"{"edit":"reorder","node":"q","by":-2147483648}"#,
        &refused,
    );
}

#[test]
fn a_reorder_never_hangs_a_box_under_its_other_parent() {
    check(
        "claim p
         claim q
         claim a
         claim b
         l1: a supports p
         l2: a supports q
         l3: b supports p",
        r#"{"edit":"reorder","node":"a","by":1}"#,
        &expect![[r#"
            p
              + b
              + a, also + q
            q
        "#]],
    );
    check(
        "claim p
         claim q
         claim a
         claim b
         claim c
         l1: a supports p
         l2: a supports q
         l3: c supports q
         l4: b c supports p",
        r#"{"edit":"reorder","node":"a","by":1}"#,
        &expect![[r#"
            refused: a box of this reason also serves another one and would move there; unlink it there first
        "#]],
    );
}

#[test]
fn a_box_moved_to_where_it_has_a_cross_link_has_one_link_there() {
    check(
        "claim p
         claim q
         claim a
         claim s
         claim t
         l1: a supports p
         l2: s opposes l1
         l3: a supports q
         l4: t opposes l3",
        r#"{"edit":"move","node":"a","under":"q"}"#,
        &expect![[r#"
            p
            q
              + a
              - s on l1
              - t on l1
        "#]],
    );
}

#[test]
fn a_box_moved_under_what_it_restates_hangs_there() {
    check(
        "claim p
         claim e
         claim s
         l1: s opposes p
         l2: s supports p
         l3: s restates e",
        r#"{"edit":"move","node":"s","under":"e","position":"first"}"#,
        &expect![[r#"
            p
            e
              - s, also + p, also restates e
        "#]],
    );
}
