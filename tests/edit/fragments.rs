//! Records made elsewhere: clashing ids are replaced, and nothing goes astray.

use std::sync::Arc;

use expect_test::expect;
use linchpin::edit::{Edit, Fragment};
use linchpin::model::{Anchor, Document, Extra, Node, Source, find_breaches};

use super::desk::Desk;
use crate::model::notation::{id, read_map};

fn copy_of(document: &Document) -> Fragment {
    Fragment {
        sources: document
            .sources()
            .iter()
            .map(|row| (**row).clone())
            .collect(),
        nodes: document.nodes().rows().to_vec(),
        links: document.links().rows().to_vec(),
        ..Fragment::default()
    }
}

fn insert(fragment: Fragment, under: Option<&str>) -> Edit {
    Edit::Insert {
        fragment: Box::new(fragment),
        under: under.map(id),
        after: None,
        against: Vec::new(),
    }
}

const MAP: &str = "claim p
     claim a
     claim s
     l1: a supports p
     l2: s opposes l1";

#[test]
fn a_copy_of_the_map_goes_in_beside_it_with_ids_of_its_own() {
    let mut desk = Desk::read(MAP);
    let made = desk
        .commit(&insert(copy_of(desk.document()), None))
        .unwrap();
    assert_eq!(made.selected.len(), 1);
    assert_eq!(find_breaches(desk.document()), []);
    expect![[r#"
        p
          + a
          - s on l1
        p
          + a
          - s on l-40000000
    "#]]
    .assert_eq(&desk.draw());
}

#[test]
fn pasted_roots_hang_under_the_chosen_box_where_the_table_allows() {
    let mut desk = Desk::read("question q\nclaim c\nl0: c answers q");
    let fragment = copy_of(&read_map(
        "claim p\nevidence e\nnote n\nclaim a\nl9: a supports p",
    ));
    desk.commit(&insert(fragment, Some("q"))).unwrap();
    expect![[r#"
        Q q
          ! c
          ! p
            + a
        E e
        N n
    "#]]
    .assert_eq(&desk.draw());
}

#[test]
fn an_article_that_is_there_already_is_not_added_twice() {
    let mut document = read_map("claim a");
    let article = |name: &str, text: &str| Source {
        text: text.into(),
        ..Source::new(id(name))
    };
    document.load_source(article("s1", "the text")).unwrap();
    let mut node = Node::new(id("b"), "claim".into(), "b");
    for source in ["s9", "s1", "s-gone"] {
        node.anchors.push(Anchor {
            source: id(source),
            exact: "x".into(),
            prefix: String::new(),
            suffix: String::new(),
            start: None,
            end: None,
            state: None,
            extra: Extra::new(),
        });
    }
    let fragment = Fragment {
        sources: vec![article("s9", "the text"), article("s1", "another text")],
        nodes: vec![node.into()],
        links: vec![],
        ..Fragment::default()
    };
    let mut desk = Desk::new(document);
    desk.commit(&insert(fragment, None)).unwrap();
    assert_eq!(desk.document().sources().len(), 2);
    let quoted: Vec<&str> = desk.document().nodes().rows()[1]
        .anchors
        .iter()
        .map(|anchor| anchor.source.as_str())
        .collect();
    let renamed = desk.document().sources().rows()[1].id.as_str();
    assert_eq!(quoted, ["s1", renamed]);
}

#[test]
fn one_id_for_a_box_a_step_and_an_article_does_no_harm() {
    let mut fragment = copy_of(&read_map("claim x\nclaim y\nx: y supports x"));
    fragment.sources.push(Source::new(id("x")));
    let mut desk = Desk::read("claim x");
    desk.commit(&insert(fragment, Some("x"))).unwrap();
    assert_eq!(find_breaches(desk.document()), []);
    expect![[r#"
        x
          + x
            + y
    "#]]
    .assert_eq(&desk.draw());
}

#[test]
fn records_that_keep_their_ids_are_shared_with_the_map_that_takes_them() {
    let fragment = copy_of(&read_map("claim x\nclaim y\nl1: y supports x"));
    let mut desk = Desk::read("claim z");
    desk.commit(&insert(fragment.clone(), None)).unwrap();
    let nodes = &desk.document().nodes().rows()[1..];
    assert!(
        nodes
            .iter()
            .zip(&fragment.nodes)
            .all(|(a, b)| Arc::ptr_eq(a, b))
    );
    let links = desk.document().links().rows();
    assert!(
        links
            .iter()
            .zip(&fragment.links)
            .all(|(a, b)| Arc::ptr_eq(a, b))
    );
}

/// The step `l1` of the map, and all that is on it, as if what it leads to had not been copied.
fn step_of(map: &str) -> Fragment {
    let mut fragment = copy_of(&read_map(map));
    fragment.nodes.retain(|node| node.id != id("p"));
    fragment.open.insert(id("p"));
    fragment
}

const STEP: &str = "claim p
     claim a
     evidence b
     claim s
     claim t
     l1: a b opposes p
     l2: s opposes l1
     l3: t supports l2";

#[test]
fn a_step_with_an_open_end_leads_to_what_it_goes_under() {
    let mut desk = Desk::read("claim p\nclaim z\nclaim a\nl1: z supports p");
    let made = desk.commit(&insert(step_of(STEP), Some("p"))).unwrap();
    assert_eq!(made.selected.len(), 2);
    assert_eq!(find_breaches(desk.document()), []);
    expect![[r#"
        p
          + z
          -& a
          -& E b
          - s on l-20000000
          + t on l2
        a
    "#]]
    .assert_eq(&desk.draw());
}

#[test]
fn it_comes_to_stand_behind_the_sibling_that_is_named() {
    let map = "claim p\nclaim y\nclaim z\nl8: y supports p\nl9: z supports p";
    let after = |fragment, under: Option<&str>, after: &str| Edit::Insert {
        fragment: Box::new(fragment),
        under: under.map(id),
        after: Some(id(after)),
        against: Vec::new(),
    };
    let mut desk = Desk::read(map);
    desk.commit(&after(step_of(STEP), Some("p"), "y")).unwrap();
    let two = copy_of(&read_map("claim c\nclaim d"));
    desk.commit(&after(two.clone(), Some("p"), "y")).unwrap();
    desk.commit(&after(copy_of(&read_map("claim last")), None, "p"))
        .unwrap();
    desk.commit(&after(two, None, "p")).unwrap();
    assert_eq!(find_breaches(desk.document()), []);
    expect![[r#"
        p
          + y
          + c
          + d
          -& a
          -& E b
          - s on l1
          + t on l2
          + z
        c
        d
        last
    "#]]
    .assert_eq(&desk.draw());
}

#[test]
fn where_an_open_end_cannot_be_its_premises_hang_singly_and_what_struck_it_stands_alone() {
    let mut desk = Desk::read("question q");
    desk.commit(&insert(step_of(STEP), Some("q"))).unwrap();
    assert_eq!(find_breaches(desk.document()), []);
    expect![[r#"
        Q q
          ! a
        E b
        s
        t
    "#]]
    .assert_eq(&desk.draw());
    let mut desk = Desk::read("claim z");
    desk.commit(&insert(step_of(STEP), None)).unwrap();
    assert_eq!(desk.document().links().len(), 0);
}
