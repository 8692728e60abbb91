//! A claim is no question, and a question is one.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::Kind;

pub(super) static CHECK: Check = Check {
    id: "question-form",
    severity: Severity::Warning,
    source: "NCBS critical thinking, set 3: rhetorical questions become claims",
    trips: "
        claim a | Who would cross such a bridge?",
    passes: "
        claim a | Nobody would cross such a bridge.
        question q | Who would cross such a bridge?",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    if !facts.is_worded(node) {
        return;
    }
    let asks = facts.wording(node).asks;
    let id = facts.node_id(node);
    let finding = Finding::new(&CHECK, vec![id.clone()]);
    if asks && facts.is_kind(node, &Kind::Claim) {
        let kind = Kind::Question;
        found.push(
            finding
                .case("claim")
                .repair(Repair::SetKind { node: id, kind }),
        );
    } else if !asks && facts.is_kind(node, &Kind::Question) {
        let text = facts.node(node).text.trim_end();
        let text = format!("{}?", text.trim_end_matches(['.', '!', '…']));
        found.push(
            finding
                .case("question")
                .repair(Repair::SetText { node: id, text }),
        );
    }
}
