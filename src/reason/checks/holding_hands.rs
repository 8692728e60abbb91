//! The holding hands rule: what one premise speaks of and the conclusion does not, another premise
//! of the same reason speaks of too.

use super::rabbit::find_reason;
use super::{Check, Facts, Finding, Look, Severity};

pub(super) static CHECK: Check = Check {
    id: "holding-hands",
    severity: Severity::Hint,
    source: "Rationale tutorials 2.6–2.8 (the holding hands rule)",
    trips: "
        claim c | The bridge must be closed.
        claim a | The bridge sways.
        claim b | What is dangerous must be closed.
        l: a b supports c",
    passes: "
        claim c | The bridge must be closed.
        claim a | The bridge sways.
        claim b | What sways must be closed.
        l: a b supports c",
    look: Look::Link(look),
};

fn look(facts: &Facts<'_>, link: u32, found: &mut Vec<Finding>) {
    let Some((target, premises)) = find_reason(facts, link) else {
        return;
    };
    // A premise that stands alone has no hand to hold; the check of single premises says so.
    if premises.len() < 2 {
        return;
    }
    let mut alone = Vec::new();
    for (nth, &premise) in premises.iter().enumerate() {
        for term in &*facts.wording(premise).terms {
            let is_in = |node: u32| facts.wording(node).has(term);
            let others = premises.iter().enumerate();
            let is_held = others
                .filter(|&(at, _)| at != nth)
                .any(|(_, &other)| is_in(other));
            if !is_held && !is_in(target) {
                alone.push(term.word(&facts.node(premise).text));
            }
        }
    }
    if !alone.is_empty() {
        let on = vec![facts.link_id(link), facts.node_id(target)];
        found.push(Finding::new(&CHECK, on).words(alone));
    }
}
