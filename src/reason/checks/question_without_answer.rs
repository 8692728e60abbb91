//! A question is answered.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{Intent, Kind, Role, find_role};

pub(super) static CHECK: Check = Check {
    id: "question-without-answer",
    severity: Severity::Info,
    source: "Compendium, IBIS node types: a question asks for answers",
    trips: "
        question q | Should the bridge be closed?",
    passes: "
        question q | Should the bridge be closed?
        claim a | It must be closed.
        l: a answers q",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    if facts.is_kind(node, &Kind::Question) && find_role(facts.graph, node) == Some(Role::Gap) {
        let id = facts.node_id(node);
        let repair = Repair::AddBox {
            kind: Kind::Claim,
            under: id.clone(),
            intent: Intent::For,
            text: String::new(),
        };
        found.push(Finding::new(&CHECK, vec![id]).repair(repair));
    }
}
