//! The rabbit rule: no rabbit out of a hat. What the conclusion speaks of, a premise speaks of.

use super::{Check, Facts, Finding, Look, Severity};
use crate::model::{End, Kind, Relation};

pub(super) static CHECK: Check = Check {
    id: "rabbit",
    severity: Severity::Hint,
    source: "Rationale tutorials 2.6–2.8 (the rabbit rule); Lau, Introduction to Critical Thinking",
    trips: "
        claim c | The bridge must be closed.
        claim a | The bridge is older than its plans allow.
        claim b | What is older than its plans allow is dangerous.
        l: a b supports c",
    passes: "
        claim c | The bridge must be closed.
        claim a | The bridge is dangerous.
        claim b | What is dangerous must be closed.
        l: a b supports c",
    look: Look::Link(look),
};

fn look(facts: &Facts<'_>, link: u32, found: &mut Vec<Finding>) {
    let Some((target, premises)) = find_reason(facts, link) else {
        return;
    };
    let mut missing = facts.wording(target).terms.to_vec();
    for &premise in premises {
        missing.retain(|&term| !facts.wording(premise).has(term));
    }
    if !missing.is_empty() {
        missing.sort_unstable_by_key(|term| term.start);
        let text = &facts.node(target).text;
        let words = missing.iter().map(|term| term.word(text)).collect();
        let on = vec![facts.link_id(link), facts.node_id(target)];
        found.push(Finding::new(&CHECK, on).words(words));
    }
}

/// The conclusion and the premises of a reason whose words can be compared: all of them have
/// words of a known language, and one at least is a claim. Figures and quotes have words of
/// their own, so evidence alone is not held to them.
pub(super) fn find_reason<'a>(facts: &Facts<'a>, link: u32) -> Option<(u32, &'a [u32])> {
    facts.lexicon?;
    if *facts.graph.relation(link) != Relation::Supports {
        return None;
    }
    let Some(End::Node(target)) = facts.graph.target(link) else {
        return None;
    };
    let premises = facts.graph.premises(link);
    let is_told = premises.iter().all(|&premise| facts.is_worded(premise))
        && facts.is_kind(target, &Kind::Claim)
        && facts.is_worded(target);
    let argues = premises
        .iter()
        .any(|&premise| facts.is_kind(premise, &Kind::Claim));
    (is_told && argues).then_some((target, premises))
}
