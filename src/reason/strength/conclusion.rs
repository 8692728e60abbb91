//! Which claim is asked about: the one that was chosen, the leading answer of a question, or what
//! a map as a whole argues for.

use super::{Semantics, Strengths};
use crate::model::{End, Graph, Kind, Relation};

/// A claim whose reasons are looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// The box, by its place in the document.
    pub node: u32,
    /// Its place among the arguments.
    pub at: usize,
    /// The question that it is the leading answer to, where that was asked about.
    pub question: Option<u32>,
    /// The other answers, by their places among the arguments, the strongest first.
    pub rivals: Vec<usize>,
}

/// The claim that is asked about with a box: the box itself, or of a question the strongest
/// answer. Without a box the strongest answer to the first question, or else the first claim that
/// is argued about and supports nothing. None where there is no such claim.
pub fn find_conclusion(
    graph: &Graph,
    strengths: &Strengths,
    semantics: Semantics,
    chosen: Option<u32>,
) -> Option<Conclusion> {
    let at = |node: u32| strengths.weighed().of_node(node);
    let alone = |node: u32| {
        Some(Conclusion {
            node,
            at: at(node)?,
            question: None,
            rivals: Vec::new(),
        })
    };
    let is_question = |node: &u32| *graph.kind(*node) == Kind::Question;
    match chosen {
        Some(node) if is_question(&node) => find_leading(graph, strengths, semantics, node),
        Some(node) => alone(node),
        None => {
            let all = 0..graph.n_nodes() as u32;
            let mut questions = all.clone().filter(is_question);
            let leading = |node| find_leading(graph, strengths, semantics, node);
            questions.find_map(leading).or_else(|| {
                let speaks = |link: &u32| graph.relation(*link).is_known();
                let is_top = |&node: &u32| {
                    !graph.links_to(End::Node(node)).is_empty()
                        && !graph.links_from(node).iter().any(speaks)
                };
                all.filter(is_top).find_map(alone)
            })
        }
    }
}

fn find_leading(
    graph: &Graph,
    strengths: &Strengths,
    semantics: Semantics,
    question: u32,
) -> Option<Conclusion> {
    let solved = strengths.solved(semantics);
    let links = graph.links_to(End::Node(question)).iter();
    let answers = links.filter(|&&link| *graph.relation(link) == Relation::Answers);
    let answers = answers.flat_map(|&link| graph.premises(link));
    let mut answers: Vec<(u32, usize)> = answers
        .filter_map(|&node| Some((node, strengths.weighed().of_node(node)?)))
        .collect();
    answers.sort_by(|a, b| {
        let by_strength = solved.strengths[b.1].total_cmp(&solved.strengths[a.1]);
        by_strength.then(a.0.cmp(&b.0))
    });
    answers.dedup();
    let &(node, at) = answers.first()?;
    Some(Conclusion {
        node,
        at,
        question: Some(question),
        rivals: answers[1..].iter().map(|&(_, at)| at).collect(),
    })
}
