//! Every box argues for or against something, or is what is argued about.

use super::{Check, Facts, Finding, Look, Severity};
use crate::model::{End, Kind};

pub(super) static CHECK: Check = Check {
    id: "stands-apart",
    severity: Severity::Info,
    source: "Kialo, marks: a claim must argue for or against its parent",
    trips: "
        claim c | The bridge must be closed.
        claim a | The bridge sways.
        l: a supports c
        evidence e | A gauge shows 12 cm of play.",
    passes: "
        claim c | The bridge must be closed.
        claim a | The bridge sways.
        l: a supports c
        evidence e | A gauge shows 12 cm of play.
        m: e supports a",
    look: Look::Graph(look),
};

fn look(facts: &Facts<'_>, found: &mut Vec<Finding>) {
    let graph = facts.graph;
    let argues = |node: u32| {
        let mut links = graph.links_from(node).iter();
        links.any(|&link| graph.relation(link).places() && graph.target(link).is_some())
    };
    let is_argued_about = |node: u32| !graph.links_to(End::Node(node)).is_empty();
    let n_nodes = graph.n_nodes() as u32;
    let n_arguing = (0..n_nodes)
        .filter(|&node| !matches!(graph.kind(node), Kind::Note | Kind::Other(_)))
        .take(2)
        .count();
    for node in 0..n_nodes {
        let apart = match graph.kind(node) {
            // Evidence is no main claim: it has something to be evidence for.
            Kind::Evidence => !argues(node),
            // A claim with nothing about it, beside a map that has other boxes. Of a question that
            // nothing answers another check tells.
            Kind::Claim => {
                n_arguing > 1 && graph.links_from(node).is_empty() && !is_argued_about(node)
            }
            Kind::Question | Kind::Note | Kind::Other(_) => false,
        };
        if apart {
            let case = match graph.kind(node) {
                Kind::Evidence => "evidence",
                _ => "alone",
            };
            found.push(Finding::new(&CHECK, vec![facts.node_id(node)]).case(case));
        }
    }
    find_several(facts, argues, is_argued_about, found);
}

/// A map about several things at once may be several maps. More than a handful is a choice that
/// somebody has made, and one line about each would be noise.
fn find_several(
    facts: &Facts<'_>,
    argues: impl Fn(u32) -> bool,
    is_argued_about: impl Fn(u32) -> bool,
    found: &mut Vec<Finding>,
) {
    const MOST: usize = 6;
    let graph = facts.graph;
    let is_main =
        |&node: &u32| *graph.kind(node) == Kind::Claim && !argues(node) && is_argued_about(node);
    let mains: Vec<u32> = (0..graph.n_nodes() as u32)
        .filter(is_main)
        .take(MOST + 1)
        .collect();
    let has_question = (0..graph.n_nodes() as u32).any(|node| *graph.kind(node) == Kind::Question);
    if (2..=MOST).contains(&mains.len()) && !has_question {
        let on = mains.into_iter().map(|node| facts.node_id(node)).collect();
        found.push(Finding::new(&CHECK, on).case("several"));
    }
}
