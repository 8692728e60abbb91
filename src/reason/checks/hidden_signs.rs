//! What is read is all that is there: no signs that turn or cut words without being seen.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::text::{find_hidden_signs, name_hidden_signs, remove_hidden_signs};

pub(super) static CHECK: Check = Check {
    id: "hidden-signs",
    severity: Severity::Warning,
    source: "Boucher and Anderson 2021: Trojan Source",
    trips: "
        claim a | The bridge must\u{200b} be \u{202e}closed.",
    passes: "
        claim a | The bridge must be closed.",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    let text = &facts.node(node).text;
    let signs = find_hidden_signs(text);
    if signs.is_empty() {
        return;
    }
    let id = facts.node_id(node);
    let finding = Finding::new(&CHECK, vec![id.clone()]).words(vec![name_hidden_signs(&signs)]);
    let text = remove_hidden_signs(text);
    found.push(if text.trim().is_empty() {
        finding
    } else {
        finding.repair(Repair::SetText { node: id, text })
    });
}
