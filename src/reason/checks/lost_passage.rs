//! The words that a box or link quotes stand in their source.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{Anchor, Id};

pub(super) static CHECK: Check = Check {
    id: "lost-passage",
    severity: Severity::Error,
    source: "W3C Web Annotation, text quote selectors; found again by src/text/locate.rs",
    trips: "
        source s | The bridge was built in 1931 by the county.
        evidence e | The bridge is old.
        e.quote = Nobody has ever painted the harbour crane",
    passes: "
        source s | The bridge was built in 1931 by the county.
        evidence e | The bridge is old.
        e.quote = built in 1931",
    look: Look::Both(look_at_node, look_at_link),
};

fn look_at_link(facts: &Facts<'_>, link: u32, found: &mut Vec<Finding>) {
    let record = facts.link(link);
    look_at(facts, &record.id, &record.anchors, found);
}

fn look_at_node(facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
    let record = facts.node(node);
    look_at(facts, &record.id, &record.anchors, found);
}

fn look_at(facts: &Facts<'_>, on: &Id, anchors: &[Anchor], found: &mut Vec<Finding>) {
    for (index, anchor) in anchors.iter().enumerate() {
        if facts.passages.is_lost(anchor) {
            let repair = Repair::RemovePassage {
                on: on.clone(),
                index,
            };
            let finding = Finding::new(&CHECK, vec![on.clone()]);
            found.push(finding.words(vec![anchor.exact.clone()]).repair(repair));
        }
    }
}
