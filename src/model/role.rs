//! The part that a box plays, read off its links and never stored.

use super::{End, Graph, Kind, Relation};

/// A derived role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A claim that argues for nothing else.
    MainClaim,
    /// A claim that answers a question.
    Hypothesis,
    /// An objection to an objection.
    Rebuttal,
    /// A question that nothing answers.
    Gap,
}

/// The role of a node given by its place in document order, if it plays one.
pub fn find_role(graph: &Graph, node: u32) -> Option<Role> {
    let outgoing = || {
        graph
            .links_from(node)
            .iter()
            .map(|&link| (link, graph.relation(link)))
    };
    match graph.kind(node) {
        Kind::Question => {
            let is_answered = graph
                .links_to(End::Node(node))
                .iter()
                .any(|&l| *graph.relation(l) == Relation::Answers);
            (!is_answered).then_some(Role::Gap)
        }
        Kind::Claim | Kind::Evidence => {
            let is_claim = *graph.kind(node) == Kind::Claim;
            if is_claim && outgoing().any(|(_, relation)| *relation == Relation::Answers) {
                return Some(Role::Hypothesis);
            }
            if is_claim && !outgoing().any(|(_, relation)| relation.places()) {
                return Some(Role::MainClaim);
            }
            let rebuts = outgoing().any(|(link, relation)| {
                *relation == Relation::Opposes && opposes_an_objection(graph, link)
            });
            rebuts.then_some(Role::Rebuttal)
        }
        Kind::Note | Kind::Other(_) => None,
    }
}

/// Whether what the link points at is itself an objection, or a step that objects.
fn opposes_an_objection(graph: &Graph, link: u32) -> bool {
    match graph.target(link) {
        Some(End::Node(target)) => graph
            .links_from(target)
            .iter()
            .any(|&l| *graph.relation(l) == Relation::Opposes),
        Some(End::Link(step)) => *graph.relation(step) == Relation::Opposes,
        None => false,
    }
}
