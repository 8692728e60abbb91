//! Evidence that speaks alike for all answers to a question tells them not apart (Heuer's analysis
//! of competing hypotheses).

use super::{Check, Facts, Finding, Look, Severity};
use crate::model::{End, Kind, Relation};

pub(super) static CHECK: Check = Check {
    id: "undiagnostic-evidence",
    severity: Severity::Info,
    source: "Heuer, Psychology of Intelligence Analysis, ch. 8 (diagnosticity)",
    trips: "
        question q | Who cut the cable?
        claim a | Thieves cut it.
        claim b | The firm cut it.
        l: a answers q
        m: b answers q
        evidence e | The cable was cut at night.
        n: e supports a
        o: e supports b",
    passes: "
        question q | Who cut the cable?
        claim a | Thieves cut it.
        claim b | The firm cut it.
        l: a answers q
        m: b answers q
        evidence e | The copper was taken.
        n: e supports a
        o: e opposes b",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, question: u32, found: &mut Vec<Finding>) {
    if !facts.is_kind(question, &Kind::Question) {
        return;
    }
    let mut answers = facts.premises_into(End::Node(question), &Relation::Answers);
    answers.sort_unstable();
    answers.dedup();
    if answers.len() < 2 {
        return;
    }
    let (first, others) = (answers[0], &answers[1..]);
    for relation in [Relation::Supports, Relation::Opposes] {
        let mut alike = facts.premises_into(End::Node(first), &relation);
        alike.sort_unstable();
        alike.dedup();
        for &answer in others {
            let mut bearing = facts.premises_into(End::Node(answer), &relation);
            bearing.sort_unstable();
            alike.retain(|node| bearing.binary_search(node).is_ok());
        }
        let case = if relation == Relation::Supports {
            "for"
        } else {
            "against"
        };
        for node in alike {
            let on = vec![facts.node_id(node), facts.node_id(question)];
            found.push(Finding::new(&CHECK, on).case(case));
        }
    }
}
