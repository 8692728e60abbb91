//! The graph: every node has one place, cycles have a root, nothing is left undrawn.

use std::collections::HashSet;

use expect_test::expect;
use linchpin::model::{Document, End, Graph, Link, Node, find_breaches, find_role};
use proptest::prelude::*;

use super::notation::{draw, empty, id, read_map};

/// Asserts what holds for the graph of every document, broken ones included.
pub fn check_graph(document: &Document) {
    let graph = Graph::of(document);
    let n = document.nodes().len() as u32;
    assert_eq!(graph.n_nodes() as u32, n);
    let walk = graph.walk();
    let seen: HashSet<u32> = walk.iter().map(|&(node, _)| node).collect();
    assert_eq!(walk.len() as u32, n, "each node is walked once");
    assert_eq!(seen.len() as u32, n, "all nodes are walked");
    let roots: Vec<u32> = (0..n).filter(|&at| graph.place(at).is_none()).collect();
    assert_eq!(graph.roots(), roots, "roots stand in document order");
    for node in 0..n {
        for &child in graph.children(node) {
            assert_eq!(graph.place(child).unwrap().parent, node);
        }
        if let Some(place) = graph.place(node) {
            assert!(graph.children(place.parent).contains(&node));
            assert!(graph.relation(place.link).places());
            assert!(graph.premises(place.link).contains(&node));
            assert_eq!(graph.node_argued(place.link), Some(place.parent));
        }
        check_choice(&graph, node);
        let _ = find_role(&graph, node);
    }
    // What stands under a node follows it, deeper than it.
    for (at, &(node, depth)) in walk.iter().enumerate() {
        let under = walk[at + 1..].iter().take_while(|it| it.1 > depth);
        let under = under.map(|&(node, inner)| (node, inner - depth));
        let branch: Vec<(u32, u32)> = std::iter::once((node, 0)).chain(under).collect();
        assert_eq!(graph.walk_branch(node), branch);
    }
    for link in 0..graph.n_links() as u32 {
        if let Some(end) = graph.target(link) {
            assert!(graph.links_to(end).contains(&link));
        }
    }
    let _ = find_breaches(document);
}

/// A node hangs by its first link that closes no cycle; a root that has links is the first node
/// of every cycle they close.
fn check_choice(graph: &Graph, node: u32) {
    let path = |mut at: u32| {
        let mut path = vec![at];
        while let Some(place) = graph.place(at) {
            at = place.parent;
            path.push(at);
            assert!(
                path.len() <= graph.n_nodes(),
                "a place is never in a circle"
            );
        }
        path
    };
    for &link in graph.links_from(node) {
        if graph.place(node).is_some_and(|place| place.link == link) {
            return;
        }
        let Some(parent) = graph.node_argued(link) else {
            continue;
        };
        if graph.relation(link).places() {
            let above = path(parent);
            let own = above.iter().position(|&each| each == node);
            let cycle = &above[..own.expect("a link that was passed over closes a cycle")];
            assert!(
                cycle.iter().all(|&each| each > node),
                "the first is the root"
            );
        }
    }
    assert!(graph.place(node).is_none());
}

/// Any document, mostly broken: missing and shared ids, self links, circles of links.
pub fn any_document() -> impl Strategy<Value = Document> {
    let kinds = prop::sample::select(vec!["question", "claim", "evidence", "note", "riddle"]);
    let relations = prop::sample::select(vec![
        "supports", "opposes", "answers", "asks", "restates", "prefers",
    ]);
    let names =
        || prop::sample::select(vec!["x0", "x1", "x2", "x3", "x4", "l0", "l1", "l2", "gone"]);
    let nodes = prop::collection::vec((names(), kinds), 0..7);
    let from = prop::collection::vec(names(), 0..4);
    let links = prop::collection::vec((names(), relations, from, names()), 0..8);
    (nodes, links).prop_map(|(nodes, links)| {
        let mut document = empty();
        for (name, kind) in nodes {
            let _ = document.load_node(Node::new(id(name), kind.into(), name));
        }
        for (name, relation, from, to) in links {
            let from = from.into_iter().map(id).collect();
            let _ = document.load_link(Link::new(id(name), relation.into(), from, id(to)));
        }
        document
    })
}

proptest! {
    #[test]
    fn any_document_has_a_graph_that_draws_every_node_once(document in any_document()) {
        check_graph(&document);
    }
}

fn check_drawing(map: &str, drawing: &expect_test::Expect) {
    let document = read_map(map);
    check_graph(&document);
    drawing.assert_eq(&draw(&document));
}

#[test]
fn a_striker_stands_beside_the_premises_of_the_step_it_strikes() {
    check_drawing(
        "claim p
         claim a
         claim s
         claim b
         l1: a supports p
         l2: b supports p
         l3: s opposes l1",
        &expect![[r#"
            p
              + a
              - s on l1
              + b
        "#]],
    );
}

#[test]
fn a_striker_of_a_striker_stands_there_too() {
    check_drawing(
        "claim p
         claim a
         claim s
         claim t
         l3: t opposes l2
         l2: s opposes l1
         l1: a supports p",
        &expect![[r#"
            p
              + a
              - s on l1
              - t on l2
        "#]],
    );
}

#[test]
fn in_a_cycle_the_first_node_of_the_document_is_the_root() {
    check_drawing(
        "claim a
         claim b
         claim c
         l1: c supports a
         l2: a supports b
         l3: b supports c",
        &expect![[r#"
            a, also + b
              + c
                + b
        "#]],
    );
}

#[test]
fn a_cycle_that_has_a_way_out_hangs_by_it() {
    check_drawing(
        "claim p
         claim a
         claim b
         l1: a supports b
         l2: b supports a
         l3: a supports p",
        &expect![[r#"
            p
              + a, also + b
                + b
        "#]],
    );
}

#[test]
fn two_strikers_of_each_others_links_make_no_circle_of_boxes() {
    check_drawing(
        "claim a
         claim b
         l1: a opposes l2
         l2: b opposes l1",
        &expect![[r#"
            a, also - l2
            b, also - l1
        "#]],
    );
}

#[test]
fn a_node_that_strikes_its_own_reason_is_placed_by_the_reason() {
    check_drawing(
        "claim p
         claim a
         l1: a supports p
         l2: a opposes l1",
        &expect![[r#"
            p
              + a, also - l1
        "#]],
    );
}

#[test]
fn a_node_that_strikes_a_reason_for_itself_is_its_root() {
    check_drawing(
        "claim p
         claim a
         l1: a supports p
         l2: p opposes l1",
        &expect![[r#"
            p, also - l1
              + a
        "#]],
    );
}

#[test]
fn a_node_hangs_by_its_first_link_and_the_further_ones_are_cross_links() {
    check_drawing(
        "claim p
         claim q
         claim a
         l0: a restates q
         l1: a opposes q
         l2: a supports p",
        &expect![[r#"
            p
            q
              - a, also restates q, also + p
        "#]],
    );
}

#[test]
fn broken_links_place_nothing() {
    check_drawing(
        "claim a
         claim b
         l1: a supports a
         l2: a supports gone
         l3: gone supports a
         l4: b supports l4
         l5: b b supports a",
        &expect![[r#"
            a, also + a, also + gone
              +& b, also + l4
        "#]],
    );
}

#[test]
fn a_hundred_thousand_links_on_links_are_read_at_once() {
    let mut document = read_map("claim p\nclaim a\nl0: a supports p");
    for at in 1..100_000 {
        let (own, to) = (format!("l{at}"), format!("l{}", at - 1));
        let link = Link::new(id(&own), "opposes".into(), vec![id("a")], id(&to));
        document.load_link(link).unwrap();
    }
    let graph = Graph::of(&document);
    assert_eq!(graph.node_argued(99_999), Some(0));
    assert_eq!(graph.links_to(End::Link(7)), [8]);
}
