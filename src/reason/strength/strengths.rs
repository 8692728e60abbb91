//! The strengths of one map by all semantics, kept up as it is edited and as boxes are struck out.

use super::solve::{Before, solve_after, solve_without};
use super::{Framework, Scores, Semantics, Solved, Weighed, is_robust};
use crate::model::{Document, Graph, Id};
use crate::reason::rows::NONE;

/// How strong everything in a map comes out.
#[derive(Debug, Clone, PartialEq)]
pub struct Strengths {
    scores: Scores,
    weighed: Weighed,
    /// Per argument whether it is struck out.
    is_out: Vec<bool>,
    /// By [`Semantics::ALL`].
    solved: [Solved; 3],
}

impl Strengths {
    /// Weighs a map, without the boxes that are struck out. `graph` is that of `document`.
    pub fn of<'a>(
        document: &Document,
        graph: &Graph,
        scores: &Scores,
        struck: impl IntoIterator<Item = &'a Id>,
    ) -> Self {
        let weighed = Weighed::of(document, graph, scores);
        let is_out = mark_out(&weighed, graph, struck);
        let out: Vec<usize> = (0..is_out.len()).filter(|&at| is_out[at]).collect();
        Self {
            scores: scores.clone(),
            solved: Semantics::ALL.map(|it| solve_without(&weighed.framework, it, &out)),
            weighed,
            is_out,
        }
    }

    /// Brings them up to date. What comes out equals [`Strengths::of`] the map as it is now; only
    /// what depends on a change is weighed again.
    pub fn update<'a>(
        &mut self,
        document: &Document,
        graph: &Graph,
        scores: &Scores,
        struck: impl IntoIterator<Item = &'a Id>,
    ) {
        if *scores != self.scores {
            *self = Self::of(document, graph, scores, struck);
            return;
        }
        let followed = self.weighed.follow(document, graph, scores);
        let is_out = mark_out(&self.weighed, graph, struck);
        let mut places = followed.places;
        let change = Change {
            before: &followed.before,
            now: &self.weighed.framework,
            was_out: &self.is_out,
            is_out: &is_out,
        };
        change.forget_altered(&mut places);
        let before = Before {
            framework: &followed.before,
            solved: &self.solved,
            places: &places,
        };
        self.solved = solve_after(&self.weighed.framework, &is_out, &before);
        self.is_out = is_out;
    }

    /// The arguments and their scores.
    pub fn weighed(&self) -> &Weighed {
        &self.weighed
    }

    /// How it comes out by one semantics.
    pub fn solved(&self, semantics: Semantics) -> &Solved {
        &self.solved[semantics as usize]
    }

    /// The strength of the box at that place in the document, 0 to 1; none for what has no
    /// strength.
    pub fn of_node(&self, semantics: Semantics, node: u32) -> Option<f64> {
        let at = self.weighed.of_node(node)?;
        Some(self.solved(semantics).strengths[at])
    }

    /// Whether all semantics have an argument on the same side of one half, clearly so.
    pub fn is_robust(&self, at: usize) -> bool {
        is_robust(&self.solved, at)
    }

    /// Per argument whether it is struck out.
    pub fn is_out(&self) -> &[bool] {
        &self.is_out
    }
}

fn mark_out<'a>(
    weighed: &Weighed,
    graph: &Graph,
    struck: impl IntoIterator<Item = &'a Id>,
) -> Vec<bool> {
    let mut is_out = vec![false; weighed.framework.len()];
    let nodes = struck.into_iter().filter_map(|id| graph.node(id.as_str()));
    for at in nodes.filter_map(|node| weighed.of_node(node)) {
        is_out[at] = true;
    }
    is_out
}

/// A framework before and after a change.
struct Change<'a> {
    before: &'a Framework,
    now: &'a Framework,
    was_out: &'a [bool],
    is_out: &'a [bool],
}

impl Change<'_> {
    /// Takes away the place that an argument had, where its score or what speaks about it, or what
    /// it stands on, is not what it was.
    fn forget_altered(&self, places: &mut [u32]) {
        let altered: Vec<usize> = (0..places.len())
            .filter(|&at| places[at] != NONE && !self.is_alike(places[at] as usize, at, places))
            .collect();
        for at in altered {
            places[at] = NONE;
        }
    }

    fn is_alike(&self, was: usize, at: usize, places: &[u32]) -> bool {
        let (edges, old_edges) = (self.now.edges(at), self.before.edges(was));
        let (premises, old_premises) = (self.now.premises(at), self.before.premises(was));
        let is_place = |now: u32, was: u32| places[now as usize] == was;
        let is_premise = |(&now, &was): (&u32, &u32)| {
            is_place(now, was) && self.is_out[now as usize] == self.was_out[was as usize]
        };
        self.now.base(at).to_bits() == self.before.base(was).to_bits()
            && self.is_out[at] == self.was_out[was]
            && edges.len() == old_edges.len()
            && premises.len() == old_premises.len()
            && edges
                .iter()
                .zip(old_edges)
                .all(|(a, b)| a.is_support == b.is_support && is_place(a.from, b.from))
            && premises.iter().zip(old_premises).all(is_premise)
    }
}
