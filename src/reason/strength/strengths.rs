//! The strengths of one map by all semantics, kept up as it is edited and as boxes are struck out.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::solve::{Before, solve_after, solve_without};
use super::{Argument, Framework, Scores, Semantics, Solved, Weighed, is_robust};
use crate::model::{Document, Graph, Id};

/// How strong everything in a map comes out.
#[derive(Debug, Clone, PartialEq)]
pub struct Strengths {
    weighed: Weighed,
    /// Per argument whether it is struck out.
    is_out: Vec<bool>,
    /// By [`Semantics::ALL`].
    solved: [Solved; 3],
}

impl Strengths {
    /// Weighs a map, without the boxes that are struck out. `graph` is that of `document`.
    pub fn of(
        document: &Document,
        graph: &Graph,
        scores: &Scores,
        is_struck: impl Fn(&Id) -> bool,
    ) -> Self {
        let weighed = scores.weigh(document, graph);
        let is_out = mark_out(&weighed, is_struck);
        Self::solve(weighed, is_out)
    }

    fn solve(weighed: Weighed, is_out: Vec<bool>) -> Self {
        let out: Vec<usize> = (0..is_out.len()).filter(|&at| is_out[at]).collect();
        Self {
            solved: Semantics::ALL.map(|it| solve_without(&weighed.framework, it, &out)),
            weighed,
            is_out,
        }
    }

    /// Brings them up to date. What comes out equals [`Strengths::of`] the map as it is now. Where
    /// nothing depends on itself one pass over everything is cheaper than to look for what has
    /// changed; where something does, only what depends on a change is weighed again.
    pub fn update(
        &mut self,
        document: &Document,
        graph: &Graph,
        scores: &Scores,
        is_struck: impl Fn(&Id) -> bool,
    ) {
        let weighed = scores.weigh(document, graph);
        let is_out = mark_out(&weighed, is_struck);
        if !weighed.framework.components().has_cycles() {
            *self = Self::solve(weighed, is_out);
            return;
        }
        let places = find_places(&self.weighed.arguments, &weighed.arguments);
        let is_kept = find_kept(&self.weighed.framework, &weighed.framework, &places);
        let mut unchanged = places.clone();
        for (at, place) in unchanged.iter_mut().enumerate() {
            let is_same = |was: &u32| {
                let was = *was as usize;
                self.is_out[was] == is_out[at]
                    && is_alike(
                        (&self.weighed.framework, was),
                        (&weighed.framework, at),
                        &places,
                    )
                    && weighed
                        .framework
                        .premises(at)
                        .iter()
                        .zip(self.weighed.framework.premises(was))
                        .all(|(&now, &was)| is_out[now as usize] == self.is_out[was as usize])
            };
            *place = place.filter(is_same);
        }
        let component_of = weighed.framework.components().place_all();
        for (semantics, solved) in Semantics::ALL.into_iter().zip(&mut self.solved) {
            let before = Before {
                solved,
                places: &unchanged,
                is_kept: &is_kept,
                component_of: &component_of,
            };
            *solved = solve_after(&weighed.framework, semantics, &is_out, &before);
        }
        self.weighed = weighed;
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

fn mark_out(weighed: &Weighed, is_struck: impl Fn(&Id) -> bool) -> Vec<bool> {
    let arguments = weighed.arguments.iter();
    arguments
        .map(|it| matches!(it, Argument::Node(id) if is_struck(id)))
        .collect()
}

/// Per argument of now the place that it had before.
fn find_places(before: &[Argument], now: &[Argument]) -> Vec<Option<u32>> {
    /// So many arguments in a row may have come or gone before places are looked up.
    const NEAR: usize = 8;
    let mut places: Vec<Option<u32>> = Vec::with_capacity(now.len());
    let mut was = 0;
    while places.len() < now.len() {
        let rest = &now[places.len()..];
        let n_same = before[was..]
            .iter()
            .zip(rest)
            .take_while(|(a, b)| a == b)
            .count();
        places.extend((was as u32..(was + n_same) as u32).map(Some));
        was += n_same;
        let Some(next) = now.get(places.len()) else {
            break;
        };
        let n_gone = before[was..].iter().take(NEAR).position(|it| it == next);
        let rest = &now[places.len()..];
        let n_come = before
            .get(was)
            .and_then(|old| rest.iter().take(NEAR).position(|it| it == old));
        match (n_gone, n_come) {
            (Some(n_gone), _) => was += n_gone,
            (None, Some(n_come)) => places.extend(std::iter::repeat_n(None, n_come)),
            // The last ones are new, or much has been changed at once.
            (None, None) => {
                let old = before[was..].iter().zip(was as u32..);
                let old: HashMap<&Argument, u32, RandomState> = old.collect();
                places.extend(rest.iter().map(|it| old.get(it).copied()));
            }
        }
    }
    places
}

/// Whether an argument has the score, and the arguments that speak about it, that it had.
fn is_alike(
    (before, was): (&Framework, usize),
    (now, at): (&Framework, usize),
    places: &[Option<u32>],
) -> bool {
    let is_place = |now: u32, was: u32| places[now as usize] == Some(was);
    let (edges, old_edges) = (now.edges(at), before.edges(was));
    let (premises, old_premises) = (now.premises(at), before.premises(was));
    now.base(at).to_bits() == before.base(was).to_bits()
        && edges.len() == old_edges.len()
        && premises.len() == old_premises.len()
        && edges
            .iter()
            .zip(old_edges)
            .all(|(a, b)| a.is_support == b.is_support && is_place(a.from, b.from))
        && premises
            .iter()
            .zip(old_premises)
            .all(|(&a, &b)| is_place(a, b))
}

/// Per component of now whether the same arguments were one before.
fn find_kept(before: &Framework, now: &Framework, places: &[Option<u32>]) -> Vec<bool> {
    let component_of = before.components().place_all();
    let is_kept = |component: &[u32]| {
        let mut old = component.iter().map(|&at| {
            let was = places[at as usize]?;
            Some(component_of[was as usize])
        });
        let Some(Some(first)) = old.next() else {
            return false;
        };
        let n = before.components().get(first as usize).len();
        old.all(|it| it == Some(first)) && n == component.len()
    };
    now.components().iter().map(is_kept).collect()
}
