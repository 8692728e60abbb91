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
        let mut unheld = facts.wording(premise).terms.to_vec();
        let others = premises.iter().enumerate();
        let others = others.filter(|&(at, _)| at != nth);
        for (_, &node) in others.chain([(premises.len(), &target)]) {
            unheld.retain(|&term| !facts.wording(node).has(term));
        }
        unheld.sort_unstable_by_key(|term| term.start);
        let text = &facts.node(premise).text;
        alone.extend(unheld.iter().map(|term| term.word(text)));
    }
    if !alone.is_empty() {
        let on = vec![facts.link_id(link), facts.node_id(target)];
        found.push(Finding::new(&CHECK, on).words(alone));
    }
}
