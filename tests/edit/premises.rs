//! Linked premises: joining and taking apart.

use expect_test::expect;
use linchpin::model::{Comment, Extra};

use super::desk::{Desk, check, noon, read_edit};
use crate::model::notation::{id, read_map};

const MAP: &str = "claim p
     claim a
     claim b
     claim o
     claim s
     claim t
     l1: a supports p
     l2: b supports p
     l3: o opposes p
     l4: s opposes l1
     l5: t opposes l2";

#[test]
fn joined_reasons_keep_what_struck_each_of_them() {
    check(
        MAP,
        r#"{"edit":"join-premises","nodes":["b","a"]}"#,
        &expect![[r#"
            p
              +& a
              +& b
              - s on l1
              - t on l1
              - o
        "#]],
    );
}

#[test]
fn unlike_reasons_are_not_joined() {
    let unlike = expect![[r#"
        refused: only reasons for the same thing, all for it or all against it, can be joined
    "#]];
    check(
        MAP,
        r#"{"edit":"join-premises","nodes":["a","o"]}"#,
        &unlike,
    );
    check(
        MAP,
        r#"{"edit":"join-premises","nodes":["a","s"]}"#,
        &unlike,
    );
    let nothing = expect![[r#"
        refused: select two or more reasons under the same box to join them
    "#]];
    check(
        MAP,
        r#"{"edit":"join-premises","nodes":["a","p"]}"#,
        &nothing,
    );
    check(
        MAP,
        r#"{"edit":"join-premises","nodes":["a","a"]}"#,
        &nothing,
    );
    check(MAP, r#"{"edit":"join-premises","nodes":[]}"#, &nothing);
}

#[test]
fn what_was_written_about_joined_reasons_is_kept() {
    let mut document = read_map("claim p\nclaim a\nclaim b\nclaim c");
    let joined = read_map("claim p\nl1: a supports p\nl2: b c supports p");
    for (link, remark) in joined.links().iter().zip(["c-1", "c-2"]) {
        let mut link = (**link).clone();
        link.warrant = format!("because of {remark}");
        link.roles = [(link.from[0].as_str().into(), "major".into())].into();
        link.comments.push(Comment {
            id: id(remark),
            author: String::new(),
            text: String::new(),
            created: noon(),
            reply_to: None,
            resolved: false,
            hidden: false,
            extra: Extra::new(),
        });
        document.load_link(link).unwrap();
    }
    let mut desk = Desk::new(document);
    desk.commit(&read_edit(r#"{"edit":"join-premises","nodes":["a","b"]}"#))
        .unwrap();
    let link = desk.document().links().get("l1").unwrap().clone();
    assert_eq!(link.warrant, "because of c-1\nbecause of c-2");
    assert_eq!(link.comments.len(), 2);
    assert_eq!(link.roles.len(), 2);
    desk.commit(&read_edit(r#"{"edit":"move","node":"b","under":"c"}"#))
        .unwrap();
    let link = desk.document().links().get("l1").unwrap();
    assert_eq!(link.roles, [("a".into(), "major".to_owned())]);
}

#[test]
fn a_reason_taken_apart_gives_as_many_reasons_in_its_place() {
    check(
        "claim p
         claim a
         claim b
         claim c
         claim z
         claim s
         l1: a b c opposes p
         l2: z supports p
         l3: s opposes l1",
        r#"{"edit":"split-premises","link":"l1"}"#,
        &expect![[r#"
            p
              - a
              - s on l1
              - b
              - c
              + z
        "#]],
    );
    check(
        MAP,
        r#"{"edit":"split-premises","link":"l1"}"#,
        &expect![[r#"
            refused: this reason has one premise only; there is nothing to take apart
        "#]],
    );
}
