//! A claim rests on something: a reason, a source, or the word that it is assumed.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{Assumption, End, Kind, Relation};

pub(super) static CHECK: Check = Check {
    id: "claim-without-reason",
    severity: Severity::Info,
    source: "Kialo, marks: unsupported claim; Rationale, quick start",
    trips: "
        claim c | The bridge must be closed.
        claim a | The bridge sways.
        l: a supports c",
    passes: "
        claim c | The bridge must be closed.
        claim a | The bridge sways.
        evidence e | A gauge shows 12 cm of play.
        l: a supports c
        m: e supports a",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    if !facts.is_kind(node, &Kind::Claim) || !facts.is_worded(node) {
        return;
    }
    let record = facts.node(node);
    // A claim that nothing hangs on and that hangs on nothing is one just begun.
    let links = facts.graph.links_from(node).iter();
    if links
        .chain(facts.graph.links_to(End::Node(node)))
        .next()
        .is_none()
    {
        return;
    }
    let has_source = !record.anchors.is_empty()
        || !record.citations.is_empty()
        || record.basis.is_some()
        || record.grade.is_some();
    let has_reason = facts
        .into(End::Node(node), &Relation::Supports)
        .next()
        .is_some();
    // A claim that says the same as another one shares its reasons.
    let restates = facts.out_of(node, &Relation::Restates).next().is_some();
    if record.assumption.is_none() && !has_source && !has_reason && !restates {
        let id = record.id.clone();
        let repair = Repair::Assume {
            node: id.clone(),
            class: Assumption::Unclassed,
        };
        found.push(Finding::new(&CHECK, vec![id]).repair(repair));
    }
}
