//! How likely something is and how sure somebody is of it are said apart.

use super::wording::without_quotes;
use super::{Check, Facts, Finding, Look, Severity};
use crate::model::Kind;
use crate::text::{Span, find_words, split_sentences};

pub(super) static CHECK: Check = Check {
    id: "likelihood-with-confidence",
    severity: Severity::Warning,
    source: "ICD 203: never likelihood and confidence in one sentence",
    trips: "
        claim a | We judge with high confidence that the bridge is likely to fail.",
    passes: "
        claim a | The bridge is likely to fail.",
    look: Look::Node(look),
};

fn look(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    let Some(lexicon) = facts.lexicon else { return };
    if !facts.is_kind(node, &Kind::Claim) {
        return;
    }
    let text = &facts.node(node).text;
    // Most wordings speak of neither: do not cut them into sentences.
    let lower = text.to_lowercase();
    if !lexicon.speaks_of_confidence(&lower) {
        return;
    }
    let lower = without_quotes(&lower);
    let sentences = split_sentences(&lower, Span::new(0, lower.len()));
    let mixes = sentences.into_iter().find_map(|sentence| {
        let sentence = sentence.of(&lower);
        if !lexicon.speaks_of_confidence(sentence) {
            return None;
        }
        let mut words = facts.yardstick.every_word();
        words.find(|word| find_words(sentence, word).is_some())
    });
    if let Some(word) = mixes {
        let finding = Finding::new(&CHECK, vec![facts.node_id(node)]);
        found.push(finding.words(vec![word.to_owned()]));
    }
}
