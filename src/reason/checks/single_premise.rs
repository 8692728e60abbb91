//! The golden rule: every simple argument has two premises that work together, or more. A premise
//! that stands alone leans on one that is not said.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{End, Kind, Relation};

pub(super) static CHECK: Check = Check {
    id: "single-premise",
    severity: Severity::Hint,
    source: "Oddrops, argument mapping rules (2015): no danglers; quizwizapp, golden rule",
    trips: "
        claim c | Socrates is mortal.
        claim a | Socrates is a man.
        l: a supports c",
    passes: "
        claim c | Socrates is mortal.
        claim a | Socrates is a man.
        claim b | Men are mortal.
        l: a b supports c",
    look: Look::Link(look),
};

fn look(facts: &Facts<'_>, link: u32, found: &mut Vec<Finding>) {
    let [premise] = facts.graph.premises(link) else {
        return;
    };
    let argues = *facts.graph.relation(link) == Relation::Supports
        && matches!(facts.graph.target(link), Some(End::Node(_)))
        && facts.is_kind(*premise, &Kind::Claim)
        && facts.is_worded(*premise);
    // A warrant says why the step may be taken: that is the other premise.
    if argues && facts.link(link).warrant.trim().is_empty() {
        let id = facts.link_id(link);
        let repair = Repair::AddPremise { link: id.clone() };
        found.push(Finding::new(&CHECK, vec![id, facts.node_id(*premise)]).repair(repair));
    }
}
