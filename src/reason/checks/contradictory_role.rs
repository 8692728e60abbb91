//! Nothing speaks both for and against the same thing.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::Relation;

pub(super) static CHECK: Check = Check {
    id: "contradictory-role",
    severity: Severity::Warning,
    source: "Argdown, syntax: contradictory relations",
    trips: "
        claim c | The bridge must be closed.
        claim a | Traffic has doubled.
        l: a supports c
        m: a opposes c",
    passes: "
        claim c | The bridge must be closed.
        claim d | The bridge must be widened.
        claim a | Traffic has doubled.
        l: a supports d
        m: a opposes c",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    let graph = facts.graph;
    for link in facts.out_of(node, &Relation::Supports) {
        let Some(target) = graph.target(link) else {
            continue;
        };
        let mut against = facts.out_of(node, &Relation::Opposes);
        if let Some(other) = against.find(|&other| graph.target(other) == Some(target)) {
            let against = facts.link_id(other);
            let on = vec![
                facts.node_id(node),
                facts.end_id(target),
                facts.link_id(link),
                against.clone(),
            ];
            let repair = Repair::RemoveLink { link: against };
            found.push(Finding::new(&CHECK, on).repair(repair));
            return;
        }
    }
}
