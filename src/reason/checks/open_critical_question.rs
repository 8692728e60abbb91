//! A step that follows a scheme has met the scheme's critical questions.

use super::wording::Wording;
use super::{Check, Facts, Finding, Look, Repair, Scheme, Severity};
use crate::model::{End, Intent, Kind, Relation};

/// Share of terms from which on a question in the map is one of the scheme's.
const MIN_LIKENESS: f64 = 0.6;

pub(super) static CHECK: Check = Check {
    id: "open-critical-question",
    severity: Severity::Info,
    source: "Walton, Reed and Macagno, Argumentation Schemes (2008); OVA; Carneades 3",
    trips: "
        claim c | The bridge is safe.
        evidence e | Engineer Ames says that it is safe.
        l: e supports c
        l.scheme = popular-opinion",
    passes: "
        claim c | The bridge is safe.
        evidence e | Everybody says that it is safe.
        l: e supports c
        l.scheme = popular-opinion
        question p | What shows that most people accept this?
        question q | Have they reason to doubt it all the same?
        m: p asks l
        n: q asks l
        claim a | A poll of last week shows it.
        claim b | Nobody has looked under the deck.
        o: a answers p
        r: b answers q",
    look: Look::Link(look),
};

fn look(facts: &Facts<'_>, link: u32, found: &mut Vec<Finding>) {
    let Some(scheme) = Scheme::named(&facts.link(link).scheme) else {
        return;
    };
    let asked = facts.premises_into(End::Link(link), &Relation::Asks);
    let is_answered = |node: u32| {
        facts
            .into(End::Node(node), &Relation::Answers)
            .next()
            .is_some()
    };
    let mut open = Vec::new();
    let mut unasked = None;
    for question in &scheme.questions {
        match find_asked(facts, &asked, question) {
            Some(node) if is_answered(node) => {}
            Some(_) => open.push(question.clone()),
            None => {
                unasked.get_or_insert_with(|| question.clone());
                open.push(question.clone());
            }
        }
    }
    if open.is_empty() {
        return;
    }
    let id = facts.link_id(link);
    let mut finding = Finding::new(&CHECK, vec![id.clone()]).words(open);
    if let Some(text) = unasked {
        finding = finding.repair(Repair::AddBox {
            kind: Kind::Question,
            under: id,
            intent: Intent::For,
            text,
        });
    }
    found.push(finding);
}

/// The box that asks a question of the scheme, in the same words or in similar ones.
fn find_asked(facts: &Facts<'_>, asked: &[u32], question: &str) -> Option<u32> {
    let same = |&&node: &&u32| facts.node(node).text.trim() == question;
    if let Some(&node) = asked.iter().find(same) {
        return Some(node);
    }
    if asked.is_empty() {
        return None;
    }
    let wanted = Wording::of(question, facts.lexicon);
    let is_like = |&&node: &&u32| facts.wording(node).likeness(&wanted) >= MIN_LIKENESS;
    asked.iter().find(is_like).copied()
}
