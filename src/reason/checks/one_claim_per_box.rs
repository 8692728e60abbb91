//! One claim per box: one point, in one sentence, with no reasoning hidden in it.

use super::wording::find_inference;
use super::{Check, Facts, Finding, Look, Severity};
use crate::model::Kind;

/// A claim of more words than this says more than one thing, or says it too long.
const MOST_WORDS: u32 = 30;

pub(super) static CHECK: Check = Check {
    id: "one-claim-per-box",
    severity: Severity::Hint,
    source: "Oddrops (2015); Kialo, what makes a good claim; NCBS critical thinking, set 3",
    trips: "
        claim a | The bridge must be closed because it sways.",
    passes: "
        claim a | The bridge must be closed.
        claim b | It sways.
        l: b supports a",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    if !facts.is_kind(node, &Kind::Claim) {
        return;
    }
    let wording = facts.wording(node);
    let finding = Finding::new(&CHECK, vec![facts.node_id(node)]);
    if wording.infers
        && let Some(mark) = find_inference(&facts.node(node).text, facts.lexicon)
    {
        found.push(finding.case("reasoning").words(vec![mark.to_owned()]));
    } else if wording.n_sentences > 1 {
        found.push(finding.case("sentences"));
    } else if wording.n_words > MOST_WORDS {
        found.push(finding.case("long"));
    }
}
