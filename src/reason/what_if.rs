//! What would fall if some boxes were struck out. No strengths enter: a claim falls when the last
//! reason for it has gone, whatever speaks against it. Knows nothing of how boxes are struck out.

use crate::model::{Document, End, Graph, Id, Kind, Relation};

/// What striking boxes out does to a map, by nodes' places in document order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fall {
    /// The boxes struck out that the map has, ascending.
    pub struck: Vec<u32>,
    /// Claims that rested on something of which nothing stands any more, in the order of their
    /// fall.
    pub claims: Vec<u32>,
    /// Questions of whose answers none stands any more, in the order in which they lost the last.
    pub questions: Vec<u32>,
}

/// What falls with boxes that are struck out. Expects the graph of that very document.
///
/// A reason, or an answer, goes with any of its premises, since linked premises only hold
/// together. A claim goes with the last of its reasons; one that never had any, or is marked as
/// an assumption, rests on nothing else and stays, and so does evidence. Claims that give each
/// other as reasons keep each other. Takes time in proportion to the map.
pub fn find_fall(document: &Document, graph: &Graph, is_struck: impl Fn(&Id) -> bool) -> Fall {
    let mut fall = Fall::default();
    for (record, node) in document.nodes().iter().zip(0..) {
        if is_struck(&record.id) {
            fall.struck.push(node);
        }
    }
    if fall.struck.is_empty() {
        return fall;
    }
    let mut n_standing: Vec<usize> = (0..graph.n_nodes() as u32)
        .map(|node| {
            let links = graph.links_to(End::Node(node)).iter();
            links.filter(|&&link| bears(graph, link)).count()
        })
        .collect();
    let mut is_down = vec![false; graph.n_nodes()];
    for &node in &fall.struck {
        is_down[node as usize] = true;
    }
    let mut is_broken = vec![false; graph.n_links()];
    let mut gone = fall.struck.clone();
    while let Some(node) = gone.pop() {
        for &link in graph.links_from(node) {
            let Some(End::Node(above)) = graph.target(link) else {
                continue;
            };
            if !bears(graph, link) || std::mem::replace(&mut is_broken[link as usize], true) {
                continue;
            }
            n_standing[above as usize] -= 1;
            if n_standing[above as usize] > 0 || is_down[above as usize] {
                continue;
            }
            let record = &document.nodes().rows()[above as usize];
            match record.kind {
                Kind::Claim if record.assumption.is_none() => fall.claims.push(above),
                Kind::Question => fall.questions.push(above),
                _ => continue,
            }
            is_down[above as usize] = true;
            gone.push(above);
        }
    }
    fall
}

/// Whether what a link points at rests on its premises, of which there is at least one.
fn bears(graph: &Graph, link: u32) -> bool {
    let relation = graph.relation(link);
    matches!(relation, Relation::Supports | Relation::Answers) && !graph.premises(link).is_empty()
}
