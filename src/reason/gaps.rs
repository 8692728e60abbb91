//! What is missing from an argument: questions without an answer, claims without a reason.

use crate::model::{Document, End, Graph, Id, Kind, Relation, Role, find_role};

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Nothing answers the question.
    UnansweredQuestion(Id),
    /// Nothing supports the claim, and it is not marked as an assumption either.
    ClaimWithoutReason(Id),
}

impl Gap {
    /// The box that has it.
    pub fn node(&self) -> &Id {
        match self {
            Self::UnansweredQuestion(node) | Self::ClaimWithoutReason(node) => node,
        }
    }
}

/// Every gap of a map, in document order. Expects the graph of that very document.
pub fn find_gaps(document: &Document, graph: &Graph) -> Vec<Gap> {
    each_gap(document, graph).map(|(_, gap)| gap).collect()
}

/// Every gap of a map with the place of its box in document order, ascending. Expects the graph of
/// that very document.
pub fn each_gap(document: &Document, graph: &Graph) -> impl Iterator<Item = (u32, Gap)> {
    let nodes = document.nodes().iter().zip(0..);
    nodes.filter_map(|(record, node)| {
        let id = || record.id.clone();
        let gap = match record.kind {
            Kind::Question => {
                (find_role(graph, node) == Some(Role::Gap)).then(|| Gap::UnansweredQuestion(id()))
            }
            Kind::Claim => (record.assumption.is_none() && !has_reason(graph, node))
                .then(|| Gap::ClaimWithoutReason(id())),
            Kind::Evidence | Kind::Note | Kind::Other(_) => None,
        };
        Some((node, gap?))
    })
}

fn has_reason(graph: &Graph, node: u32) -> bool {
    graph
        .links_to(End::Node(node))
        .iter()
        .any(|&link| *graph.relation(link) == Relation::Supports)
}
