//! An assumption is classed: supported, supported with caveats, or unsupported.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{Assumption, End, Relation};

pub(super) static CHECK: Check = Check {
    id: "unclassed-assumption",
    severity: Severity::Info,
    source: "Key Assumptions Check (Pherson and Heuer, Structured Analytic Techniques)",
    trips: "
        claim a | The gauge is right.
        a.assumption = unclassed",
    passes: "
        claim a | The gauge is right.
        a.assumption = caveats",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    let record = facts.node(node);
    if record.assumption != Some(Assumption::Unclassed) {
        return;
    }
    // What stands in the map gives the class to begin with.
    let has_reason = facts
        .into(End::Node(node), &Relation::Supports)
        .next()
        .is_some();
    let class = if has_reason {
        Assumption::Supported
    } else {
        Assumption::Unsupported
    };
    let id = record.id.clone();
    let repair = Repair::Assume {
        node: id.clone(),
        class,
    };
    found.push(Finding::new(&CHECK, vec![id]).repair(repair));
}
