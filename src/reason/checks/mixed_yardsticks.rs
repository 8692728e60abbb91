//! One scale of likelihood in one map, and of its synonyms one row.

use super::{Check, Facts, Finding, Look, Repair, Severity};

pub(super) static CHECK: Check = Check {
    id: "mixed-yardsticks",
    severity: Severity::Warning,
    source: "ICD 203: do not mix terms from different rows",
    trips: "
        claim a | The bridge will hold.
        claim b | The dam will hold.
        claim c | The road will hold.
        a.likelihood = likely
        b.likelihood = very likely
        c.likelihood = probable",
    passes: "
        claim a | The bridge will hold.
        claim b | The dam will hold.
        claim c | The road will hold.
        a.likelihood = likely
        b.likelihood = very likely
        c.likelihood = likely",
    look: Look::Nodes(look),
};

fn look(facts: &Facts<'_>, found: &mut Vec<Finding>) {
    let own = &facts.document.meta().yardstick;
    let own = if own.is_empty() {
        &facts.yardstick.id
    } else {
        own
    };
    let mut rows = [Vec::new(), Vec::new()];
    let judged = facts.is_judged.iter().zip(0..);
    for node in judged.filter_map(|(&is_judged, node)| is_judged.then_some(node)) {
        let record = facts.node(node);
        let Some(likelihood) = &record.likelihood else {
            continue;
        };
        let yardstick = &likelihood.yardstick;
        if !yardstick.is_empty() && yardstick != own {
            let finding = Finding::new(&CHECK, vec![record.id.clone()]).case("scale");
            found.push(finding.words(vec![yardstick.clone(), own.clone()]));
        } else if facts.yardstick.has_word(&likelihood.word) {
            rows[0].push(node);
        } else if facts.yardstick.plain_word(&likelihood.word).is_some() {
            rows[1].push(node);
        }
    }
    let [first, second] = rows;
    if first.is_empty() || second.is_empty() {
        return;
    }
    // Those that are fewer stand out; of equals, the synonyms.
    let odd = if first.len() < second.len() {
        first
    } else {
        second
    };
    for node in odd {
        let record = facts.node(node);
        let word = record.likelihood.as_ref().map_or("", |it| it.word.as_str());
        let mut finding = Finding::new(&CHECK, vec![record.id.clone()])
            .case("row")
            .words(vec![word.to_owned()]);
        if let Some(plain) = facts.yardstick.plain_word(word) {
            finding = finding.repair(Repair::SetLikelihood {
                node: record.id.clone(),
                word: plain.to_owned(),
            });
        }
        found.push(finding);
    }
}
