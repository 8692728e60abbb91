//! A quantitative bipolar argumentation framework on flat arrays: arguments with base scores, what
//! attacks and supports them, and of reasons the premises that they stand on.

use super::components::Components;

/// What speaks for or against an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// The argument that speaks.
    pub from: u32,
    /// Whether it speaks for it.
    pub is_support: bool,
}

/// Which argument depends on which.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Graph {
    /// Where the edges of each argument begin, and after the last one where they end.
    starts: Vec<u32>,
    edges: Vec<Edge>,
    premise_starts: Vec<u32>,
    premises: Vec<u32>,
}

/// The arguments.
#[derive(Debug, Clone, Default)]
pub struct Framework {
    base: Vec<f64>,
    graph: Graph,
    components: Components,
    /// Between which strengths are held; none for 0 to 1, as the semantics have it.
    range: Option<[f64; 2]>,
}

impl Graph {
    /// A graph to which arguments are added one after the other, with room for so many and for so
    /// many links of theirs.
    pub fn with_room(n_arguments: usize, n_links: usize) -> Self {
        let begin = || {
            let mut starts = Vec::with_capacity(n_arguments + 1);
            starts.push(0);
            starts
        };
        Self {
            starts: begin(),
            edges: Vec::with_capacity(n_links),
            premise_starts: begin(),
            premises: Vec::with_capacity(n_links),
        }
    }

    /// Adds what speaks about the argument that is being added.
    pub fn add_edge(&mut self, edge: Edge) {
        self.edges.push(edge);
    }

    /// Adds a premise of the argument that is being added.
    pub fn add_premise(&mut self, premise: u32) {
        self.premises.push(premise);
    }

    /// Ends the argument that is being added.
    pub fn end_argument(&mut self) {
        self.starts.push(self.edges.len() as u32);
        self.premise_starts.push(self.premises.len() as u32);
    }

    fn new(
        n: usize,
        supports: &[(u32, u32)],
        attacks: &[(u32, u32)],
        gates: &[(u32, u32)],
    ) -> Self {
        let both = supports.iter().map(|&(from, to)| (from, to, true));
        let both = both.chain(attacks.iter().map(|&(from, to)| (from, to, false)));
        let mut sorted: Vec<(u32, u32, bool)> = both.collect();
        sorted.sort_unstable_by_key(|&(from, to, is_support)| (to, from, is_support));
        let mut sorted_gates = gates.to_vec();
        sorted_gates.sort_unstable_by_key(|&(premise, reason)| (reason, premise));
        Self {
            starts: find_starts(n, sorted.iter().map(|&(_, to, _)| to)),
            edges: sorted
                .iter()
                .map(|&(from, _, is_support)| Edge { from, is_support })
                .collect(),
            premise_starts: find_starts(n, sorted_gates.iter().map(|&(_, to)| to)),
            premises: sorted_gates.iter().map(|&(premise, _)| premise).collect(),
        }
    }

    /// How many arguments there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// What speaks about an argument.
    pub fn edges(&self, at: usize) -> &[Edge] {
        &self.edges[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// What a reason stands on.
    pub fn premises(&self, at: usize) -> &[u32] {
        &self.premises[self.premise_starts[at] as usize..self.premise_starts[at + 1] as usize]
    }

    /// One of those that an argument's strength depends on at first hand; none after the last.
    pub fn source(&self, of: usize, at: usize) -> Option<u32> {
        let edges = self.edges(of);
        match edges.get(at) {
            Some(edge) => Some(edge.from),
            None => self.premises(of).get(at - edges.len()).copied(),
        }
    }
}

impl Framework {
    /// A framework of arguments with these base scores, 0 to 1. Edges are `(from, to)`, gates
    /// `(premise, reason)`: a reason is no stronger than its weakest premise lets it be.
    ///
    /// # Panics
    /// Where an edge names an argument that is not there.
    pub fn new(
        base: Vec<f64>,
        supports: &[(u32, u32)],
        attacks: &[(u32, u32)],
        gates: &[(u32, u32)],
    ) -> Self {
        let graph = Graph::new(base.len(), supports, attacks, gates);
        Self::of_graph(base, graph, &[])
    }

    /// A framework of arguments with these base scores, 0 to 1. The nearer `hint` is to an order of
    /// all arguments in which each stands after those that it depends on, the less is looked for.
    pub(super) fn of_graph(base: Vec<f64>, graph: Graph, hint: &[u32]) -> Self {
        Self {
            components: Components::near(&graph, hint),
            graph,
            base,
            range: None,
        }
    }

    /// The same with every strength held within a range of 0 to 1.
    #[must_use]
    pub fn within(mut self, range: [f64; 2]) -> Self {
        self.range = Some(range);
        self
    }

    pub(super) fn hold(&self, strength: f64) -> f64 {
        match self.range {
            Some([low, high]) => strength.max(low).min(high),
            None => strength,
        }
    }

    /// How many arguments there are.
    pub fn len(&self) -> usize {
        self.base.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.base.is_empty()
    }

    /// The base score of an argument.
    pub fn base(&self, at: usize) -> f64 {
        self.base[at]
    }

    pub(super) fn components(&self) -> &Components {
        &self.components
    }

    pub(super) fn edges(&self, at: usize) -> &[Edge] {
        self.graph.edges(at)
    }

    pub(super) fn premises(&self, at: usize) -> &[u32] {
        self.graph.premises(at)
    }

    /// What an argument's strength depends on at first hand.
    pub(super) fn sources(&self, at: usize) -> impl Iterator<Item = u32> + '_ {
        let edges = self.edges(at).iter().map(|edge| edge.from);
        edges.chain(self.premises(at).iter().copied())
    }

    /// Everything that an argument's strength depends on, itself among it, in ascending order.
    pub fn list_upstream(&self, at: usize) -> Vec<usize> {
        let mut is_seen = vec![false; self.len()];
        let mut open = vec![at];
        is_seen[at] = true;
        while let Some(at) = open.pop() {
            for from in self.sources(at) {
                if !std::mem::replace(&mut is_seen[from as usize], true) {
                    open.push(from as usize);
                }
            }
        }
        (0..self.len()).filter(|&at| is_seen[at]).collect()
    }
}

/// Components follow from the rest, but for the order of those that have nothing to do with each
/// other.
impl PartialEq for Framework {
    fn eq(&self, other: &Self) -> bool {
        self.base == other.base && self.graph == other.graph && self.range == other.range
    }
}

fn find_starts(n: usize, targets: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0; n + 1];
    for to in targets {
        starts[to as usize + 1] += 1;
    }
    for at in 1..=n {
        starts[at] += starts[at - 1];
    }
    starts
}
