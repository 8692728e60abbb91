//! Reasons hang on claims, answers on questions: the table of relations. The keyboard refuses what
//! breaks it; a file may bring it.

use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{End, Kind, Relation, RelationRefusal, Target, check_relation};

pub(super) static CHECK: Check = Check {
    id: "relation-not-allowed",
    severity: Severity::Warning,
    source: "IBIS (Kunz and Rittel 1970); Compendium, link types",
    trips: "
        question q | Should the bridge be closed?
        claim a | It must be closed.
        l: a supports q",
    passes: "
        question q | Should the bridge be closed?
        claim a | It must be closed.
        l: a answers q",
    look: Look::Link(look),
};

fn look(facts: &Facts<'_>, link: u32, found: &mut Vec<Finding>) {
    let graph = facts.graph;
    let relation = graph.relation(link);
    let target = match graph.target(link) {
        Some(End::Node(node)) => Target::Node(graph.kind(node)),
        Some(End::Link(_)) => Target::Link,
        None => return,
    };
    let mut premises = graph.premises(link).iter();
    let broken = premises.find_map(|&premise| {
        let why = check_relation(relation, graph.kind(premise), target).err()?;
        Some((premise, why))
    });
    let Some((_, why)) = broken else { return };
    let case = match why {
        RelationRefusal::UnknownKind => return,
        RelationRefusal::EvidenceUnderQuestion | RelationRefusal::QuestionsAreAnswered => {
            "question"
        }
        RelationRefusal::UnderNote => "note",
        RelationRefusal::OnlyArgumentsArgue => "argue",
        RelationRefusal::ClaimsAnswerQuestions => "answer",
        RelationRefusal::QuestionsAsk => "ask",
    };
    let id = facts.link_id(link);
    let mut on = vec![id.clone()];
    on.extend(graph.target(link).map(|end| facts.end_id(end)));
    let mut finding = Finding::new(&CHECK, on).case(case);
    // The relation that the same boxes may have, if there is one that was probably meant.
    let meant = match relation {
        Relation::Supports | Relation::Opposes if case == "question" => Some(Relation::Answers),
        Relation::Answers => Some(Relation::Supports),
        _ if graph
            .premises(link)
            .iter()
            .all(|&it| *graph.kind(it) == Kind::Question) =>
        {
            Some(Relation::Asks)
        }
        _ => None,
    };
    let fits = |relation: &Relation| {
        let mut premises = graph.premises(link).iter();
        premises.all(|&it| check_relation(relation, graph.kind(it), target).is_ok())
    };
    if let Some(relation) = meant.filter(fits) {
        finding = finding.repair(Repair::SetRelation { link: id, relation });
    }
    found.push(finding);
}
