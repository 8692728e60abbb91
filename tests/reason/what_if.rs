//! What falls with boxes that are struck out.

use std::collections::HashSet;

use linchpin::model::{Assumption, Document, Graph, Id, Link, Node};
use linchpin::reason::{Fall, find_fall};
use proptest::prelude::*;

use crate::model::graph::any_document;
use crate::model::notation::{empty, id, read_map};

fn strike(document: &Document, struck: &HashSet<Id>) -> Fall {
    find_fall(document, &Graph::of(document), |node| struck.contains(node))
}

/// The names of the claims that fall and of the questions left without an answer.
fn names_of_fall(map: &str, struck: &[&str]) -> (Vec<String>, Vec<String>) {
    let document = read_map(map);
    let fall = strike(&document, &struck.iter().map(|name| id(name)).collect());
    let names = |nodes: &[u32]| {
        let rows = document.nodes().rows();
        let mut names: Vec<String> = nodes
            .iter()
            .map(|&node| rows[node as usize].id.to_string())
            .collect();
        names.sort();
        names
    };
    (names(&fall.claims), names(&fall.questions))
}

fn claims_that_fall(map: &str, struck: &[&str]) -> Vec<String> {
    names_of_fall(map, struck).0
}

const CHAIN: &str = "
    claim top
    claim middle
    evidence ground
    l1: middle supports top
    l2: ground supports middle
";

#[test]
fn nothing_falls_where_nothing_is_struck_out() {
    assert_eq!(strike(&read_map(CHAIN), &HashSet::new()), Fall::default());
}

#[test]
fn a_claim_falls_with_its_only_reason_and_takes_along_what_rests_on_it() {
    assert_eq!(claims_that_fall(CHAIN, &["ground"]), ["middle", "top"]);
    assert_eq!(claims_that_fall(CHAIN, &["middle"]), ["top"]);
    assert_eq!(claims_that_fall(CHAIN, &["top"]), [""; 0]);
}

#[test]
fn a_claim_stands_as_long_as_one_reason_does() {
    let map = "
        claim top
        claim a
        claim b
        l1: a supports top
        l2: b supports top
    ";
    assert_eq!(claims_that_fall(map, &["a"]), [""; 0]);
    assert_eq!(claims_that_fall(map, &["a", "b"]), ["top"]);
}

#[test]
fn linked_premises_fall_together() {
    let map = "
        claim top
        claim a
        claim b
        l1: a b supports top
    ";
    assert_eq!(claims_that_fall(map, &["b"]), ["top"]);
}

#[test]
fn objections_neither_hold_a_claim_nor_bring_it_down() {
    let map = "
        claim top
        claim for
        claim against
        l1: for supports top
        l2: against opposes top
    ";
    assert_eq!(claims_that_fall(map, &["against"]), [""; 0]);
    assert_eq!(claims_that_fall(map, &["for"]), ["top"]);
}

#[test]
fn what_strikes_or_backs_a_step_holds_no_claim() {
    let map = "
        claim top
        claim for
        claim backing
        l1: for supports top
        l2: backing supports l1
    ";
    assert_eq!(claims_that_fall(map, &["backing"]), [""; 0]);
}

#[test]
fn a_question_is_told_of_when_its_last_answer_goes() {
    let map = "
        question why
        claim one
        claim two
        evidence ground
        l1: one answers why
        l2: two answers why
        l3: ground supports two
    ";
    assert_eq!(names_of_fall(map, &["one"]).1, [""; 0]);
    let (claims, questions) = names_of_fall(map, &["one", "ground"]);
    assert_eq!(
        (claims, questions),
        (vec!["two".into()], vec!["why".into()])
    );
}

#[test]
fn an_assumption_and_evidence_stand_by_themselves() {
    let map = "
        evidence report
        evidence detail
        l1: detail supports report
    ";
    assert_eq!(claims_that_fall(map, &["detail"]), [""; 0]);

    let mut document = empty();
    for record in read_map(CHAIN).nodes() {
        let mut node = Node::clone(record);
        if node.id == id("middle") {
            node.assumption = Some(Assumption::Unclassed);
        }
        document.load_node(node).unwrap();
    }
    for link in read_map(CHAIN).links() {
        document.load_link(Link::clone(link)).unwrap();
    }
    let fall = strike(&document, &[id("ground")].into());
    assert_eq!(fall.claims, [0; 0]);
    assert_eq!(fall.struck, [2]);
}

#[test]
fn claims_that_give_each_other_as_reasons_keep_each_other() {
    let map = "
        claim a
        claim b
        evidence ground
        l1: b supports a
        l2: a supports b
        l3: ground supports a
    ";
    assert_eq!(claims_that_fall(map, &["ground"]), [""; 0]);
}

proptest! {
    #[test]
    fn more_struck_out_is_never_less_fallen(document in any_document(), some in any::<u64>(), more in any::<u64>()) {
        let chosen = |bits: u64| -> HashSet<Id> {
            let nodes = document.nodes().iter().enumerate();
            nodes
                .filter(|(at, _)| bits >> (at % 64) & 1 == 1)
                .map(|(_, node)| node.id.clone())
                .collect()
        };
        let down = |fall: &Fall| -> HashSet<u32> {
            let all = fall.struck.iter().chain(&fall.claims).chain(&fall.questions);
            all.copied().collect()
        };
        let less = strike(&document, &chosen(some & more));
        let all = strike(&document, &chosen(some));
        prop_assert!(down(&less).is_subset(&down(&all)));
        let n_down = all.struck.len() + all.claims.len() + all.questions.len();
        prop_assert_eq!(n_down, down(&all).len(), "nothing falls twice");
    }
}
