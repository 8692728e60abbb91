//! In which order arguments are weighed: strongly connected components, each after those that it
//! depends on, on flat arrays.

use super::framework::Graph;

/// The components of a framework.
#[derive(Debug, Clone, Default)]
pub(super) struct Components {
    /// All arguments, those of a component side by side.
    order: Vec<u32>,
    /// Where the components begin, and after the last one where it ends.
    starts: Vec<u32>,
    /// Whether any argument depends on itself.
    has_cycles: bool,
}

impl Components {
    /// The components, each after those that it depends on. Tarjan, "Depth-first search and linear
    /// graph algorithms" (SIAM Journal on Computing 1, 1972), without recursion. Begins with the
    /// arguments that `hint` names, in its order; where all that one depends on has been done, there
    /// is nothing to search.
    pub fn near(graph: &Graph, hint: &[u32]) -> Self {
        let n = graph.len();
        let mut walk = Walk {
            graph,
            number: vec![NEW; n],
            low: vec![0; n],
            next_source: vec![0; n],
            is_done: vec![false; n],
            stack: Vec::new(),
            path: Vec::new(),
            count: 0,
            found: Self {
                order: Vec::with_capacity(n),
                starts: Vec::with_capacity(n + 1),
                has_cycles: false,
            },
        };
        walk.found.starts.push(0);
        for root in hint.iter().copied().chain(0..n as u32) {
            if !walk.is_done[root as usize] && !walk.do_at_once(root) {
                walk.search_from(root);
            }
        }
        walk.found
    }

    /// Whether any argument depends on itself; if none does, each is a component of its own.
    pub fn has_cycles(&self) -> bool {
        self.has_cycles
    }

    /// All arguments, each after those that it depends on as far as there is such an order.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// How many components there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The arguments of one.
    pub fn get(&self, at: usize) -> &[u32] {
        &self.order[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Per argument the component that it is in.
    pub fn place_all(&self) -> Vec<u32> {
        let mut component_of = vec![0; self.order.len()];
        for (component, nth) in self.iter().zip(0..) {
            for &at in component {
                component_of[at as usize] = nth;
            }
        }
        component_of
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|at| self.get(at))
    }
}

const NEW: u32 = u32::MAX;

struct Walk<'a> {
    graph: &'a Graph,
    /// In which order arguments were entered.
    number: Vec<u32>,
    /// The earliest open argument that is reached from one.
    low: Vec<u32>,
    /// How many of its sources have been looked at.
    next_source: Vec<u32>,
    /// Whether its component has been found.
    is_done: Vec<bool>,
    stack: Vec<u32>,
    path: Vec<u32>,
    count: u32,
    found: Components,
}

impl Walk<'_> {
    /// Makes an argument a component of its own if all that it depends on is done.
    fn do_at_once(&mut self, at: u32) -> bool {
        let (edges, premises) = (
            self.graph.edges(at as usize),
            self.graph.premises(at as usize),
        );
        let is_ready = edges.iter().all(|edge| self.is_done[edge.from as usize])
            && premises.iter().all(|&it| self.is_done[it as usize]);
        if is_ready {
            self.is_done[at as usize] = true;
            self.found.order.push(at);
            self.found.starts.push(self.found.order.len() as u32);
        }
        is_ready
    }

    fn search_from(&mut self, root: u32) {
        let mut path = std::mem::take(&mut self.path);
        path.push(root);
        self.enter(root);
        while let Some(&at) = path.last() {
            let own = at as usize;
            if let Some(source) = self.graph.source(own, self.next_source[own] as usize) {
                self.next_source[own] += 1;
                if self.is_done[source as usize] {
                    continue;
                }
                if self.number[source as usize] == NEW {
                    self.enter(source);
                    path.push(source);
                } else {
                    self.found.has_cycles = true;
                    self.low[own] = self.low[own].min(self.number[source as usize]);
                }
                continue;
            }
            path.pop();
            if let Some(&above) = path.last() {
                let above = above as usize;
                self.low[above] = self.low[above].min(self.low[own]);
            }
            if self.low[own] == self.number[own] {
                self.close(at);
            }
        }
        self.path = path;
    }

    fn enter(&mut self, at: u32) {
        self.number[at as usize] = self.count;
        self.low[at as usize] = self.count;
        self.count += 1;
        self.stack.push(at);
    }

    /// Takes a whole component off the stack.
    fn close(&mut self, first: u32) {
        while let Some(at) = self.stack.pop() {
            self.is_done[at as usize] = true;
            self.found.order.push(at);
            if at == first {
                break;
            }
        }
        self.found.starts.push(self.found.order.len() as u32);
    }
}
