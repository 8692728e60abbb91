//! High confidence does not rest on sources of low grade alone.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{Confidence, End, Grade, Relation};

pub(super) static CHECK: Check = Check {
    id: "confidence-mismatch",
    severity: Severity::Warning,
    source: "ICD 203, tradecraft standards: confidence follows the quality of sources",
    trips: "
        claim c | The bridge was sabotaged.
        evidence e | A caller says he saw men with saws.
        l: e supports c
        c.confidence = high
        e.reliability = E
        e.credibility = 4",
    passes: "
        claim c | The bridge was sabotaged.
        evidence e | A caller says he saw men with saws.
        l: e supports c
        c.confidence = low
        e.reliability = E
        e.credibility = 4",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    let record = facts.node(node);
    if record.confidence != Some(Confidence::High) {
        return;
    }
    let premises = facts.premises_into(End::Node(node), &Relation::Supports);
    let own = record.grade.as_deref();
    let graded = premises
        .iter()
        .filter_map(|&premise| Some((premise, facts.node(premise).grade.as_deref()?)));
    let graded: Vec<(u32, &Grade)> = graded.collect();
    let has_grade = own.is_some() || !graded.is_empty();
    let all_low = own.is_none_or(is_low) && graded.iter().all(|(_, grade)| is_low(grade));
    if has_grade && all_low {
        let id = record.id.clone();
        let mut on = vec![id.clone()];
        on.extend(graded.iter().map(|&(premise, _)| facts.node_id(premise)));
        let case = if graded.is_empty() { "own" } else { "evidence" };
        let repair = Repair::SetConfidence {
            node: id,
            confidence: Confidence::Low,
        };
        found.push(Finding::new(&CHECK, on).case(case).repair(repair));
    }
}

/// Not usually reliable or unreliable, or doubtful, improbable or not to be judged.
fn is_low(grade: &Grade) -> bool {
    matches!(grade.reliability.as_str(), "D" | "E")
        || matches!(grade.credibility.as_str(), "4" | "5" | "6")
}
