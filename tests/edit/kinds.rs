//! Changing what a box is, and what a link does.

use expect_test::expect;

use super::desk::check;

#[test]
fn links_follow_the_kind_of_a_box_where_the_table_lets_them() {
    check(
        "question q
         claim a
         claim b
         question t
         l1: a answers q
         l2: b opposes a
         l3: t asks a",
        r#"{"edit":"set-kind","node":"a","kind":"question"}"#,
        &expect![[r#"
            Q q
              ? Q a
                ! b
                ? Q t
        "#]],
    );
    check(
        "claim q
         claim a
         claim b
         l1: a supports q
         l2: b opposes q",
        r#"{"edit":"set-kind","node":"q","kind":"question"}"#,
        &expect![[r#"
            Q q
              ! a
              ! b
        "#]],
    );
    check(
        "question q
         claim a
         l1: a answers q",
        r#"{"edit":"set-kind","node":"q","kind":"claim"}"#,
        &expect![[r#"
            q
              + a
        "#]],
    );
}

#[test]
fn a_kind_that_a_link_forbids_is_refused_with_its_reason() {
    check(
        "question q
         claim a
         l1: a answers q",
        r#"{"edit":"set-kind","node":"a","kind":"evidence"}"#,
        &expect![[r#"
            refused: evidence speaks for or against an answer; choose or add one first
        "#]],
    );
    check(
        "claim p
         evidence e
         l1: e supports p",
        r#"{"edit":"set-kind","node":"p","kind":"question"}"#,
        &expect![[r#"
            refused: evidence speaks for or against an answer; choose or add one first
        "#]],
    );
    check(
        "claim p
         claim a
         l1: a supports p",
        r#"{"edit":"set-kind","node":"a","kind":"note"}"#,
        &expect![[r#"
            refused: only claims and evidence can support or oppose
        "#]],
    );
    check(
        "claim p
         claim a
         claim b
         l1: a b supports p",
        r#"{"edit":"set-kind","node":"a","kind":"question"}"#,
        &expect![[r#"
            refused: only claims and evidence can support or oppose
        "#]],
    );
}

#[test]
fn support_and_opposition_are_switched_and_nothing_else() {
    let map = "question q
         claim a
         claim b
         l1: a answers q
         l2: b opposes a";
    check(
        map,
        r#"{"edit":"switch-relation","link":"l2"}"#,
        &expect![[r#"
            Q q
              ! a
                + b
        "#]],
    );
    check(
        map,
        r#"{"edit":"switch-relation","link":"l1"}"#,
        &expect![[r#"
            refused: only support and opposition can be switched
        "#]],
    );
}

#[test]
fn a_relation_that_never_places_makes_its_box_a_root() {
    check(
        "claim p
         claim a
         l1: a supports p",
        r#"{"edit":"set-relation","link":"l1","relation":"restates"}"#,
        &expect![[r#"
            p
            a, also restates p
        "#]],
    );
}
