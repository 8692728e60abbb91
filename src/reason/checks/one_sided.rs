//! A judgement has been held against what speaks against it, and a question has more than one
//! answer.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{End, Intent, Kind, Relation, Role, find_role};

pub(super) static CHECK: Check = Check {
    id: "one-sided",
    severity: Severity::Info,
    source: "ICD 203, analysis of alternatives; Kialo, discussion tasks: pros and cons",
    trips: "
        claim c | The bridge must be closed.
        evidence e | A gauge shows 12 cm of play.
        l: e supports c",
    passes: "
        claim c | The bridge must be closed.
        evidence e | A gauge shows 12 cm of play.
        l: e supports c
        claim o | The next bridge is two hours away.
        m: o opposes c",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    let end = End::Node(node);
    let finding = Finding::new(&CHECK, vec![facts.node_id(node)]);
    let repair = |intent| Repair::AddBox {
        kind: Kind::Claim,
        under: facts.node_id(node),
        intent,
        text: String::new(),
    };
    match facts.graph.kind(node) {
        Kind::Question => {
            if facts.premises_into(end, &Relation::Answers).len() == 1 {
                found.push(finding.case("answer").repair(repair(Intent::For)));
            }
        }
        Kind::Claim => {
            let role = find_role(facts.graph, node);
            let is_judged =
                facts.node(node).likelihood.is_some() || facts.node(node).confidence.is_some();
            let is_judgement =
                is_judged || matches!(role, Some(Role::MainClaim | Role::Hypothesis));
            let reasons: Vec<u32> = facts.into(end, &Relation::Supports).collect();
            let is_struck = |&link: &u32| {
                let mut against = facts.into(End::Link(link), &Relation::Opposes);
                against.next().is_some()
            };
            let is_opposed = facts.into(end, &Relation::Opposes).next().is_some()
                || reasons.iter().any(is_struck);
            if is_judgement && !reasons.is_empty() && !is_opposed {
                found.push(finding.case("judgement").repair(repair(Intent::Against)));
            }
        }
        Kind::Evidence | Kind::Note | Kind::Other(_) => {}
    }
}
