//! One framework solved again and again, each time with something else taken out. Looks only at
//! what one argument depends on, and weighs only what changes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Solved;
use super::solve::Solver;
use super::{Framework, Semantics};

/// Trials of what the strength of one argument depends on.
pub(super) struct Trials<'a> {
    solver: Solver<'a>,
    on: usize,
    /// The strengths with nothing further taken out.
    whole: &'a [f64],
    /// Per argument the component that it is in.
    component_of: Vec<u32>,
    /// Who depends on an argument at first hand: where the lists begin, and their entries. Only
    /// what the argument that is asked about depends on is in them.
    starts: Vec<u32>,
    dependents: Vec<u32>,
    is_due: Vec<bool>,
}

impl<'a> Trials<'a> {
    /// Trials of what the strength of `on` depends on; `solved` is the whole framework, solved
    /// without what `is_out` says.
    pub fn new(
        framework: &'a Framework,
        semantics: Semantics,
        on: usize,
        solved: &'a Solved,
        is_out: &[bool],
    ) -> Self {
        let mut is_upstream = vec![false; framework.len()];
        let upstream = framework.list_upstream(on);
        for &at in &upstream {
            is_upstream[at] = true;
        }
        let components = framework.components();
        let component_of = components.place_all();
        let mut starts = vec![0_u32; framework.len() + 1];
        for &at in &upstream {
            for from in framework.sources(at) {
                starts[from as usize + 1] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut dependents = vec![0; starts.last().copied().unwrap_or_default() as usize];
        for &at in &upstream {
            for from in framework.sources(at) {
                let slot = &mut next[from as usize];
                dependents[*slot as usize] = at as u32;
                *slot += 1;
            }
        }
        let mut solver = Solver::new(framework, semantics, is_out.to_vec());
        solver.strengths.clone_from(&solved.strengths);
        Self {
            solver,
            on,
            whole: &solved.strengths,
            component_of,
            starts,
            dependents,
            is_due: vec![false; components.len()],
        }
    }

    /// The strength where an argument has another base score.
    pub fn with_base(&mut self, at: usize, base: f64) -> f64 {
        let mut due = BinaryHeap::new();
        self.make_due(self.component_of[at], &mut due);
        self.solver.other_base = Some((at, base));
        let found = self.solve_due(due);
        self.solver.other_base = None;
        found
    }

    /// The strength that is left where these are taken out too.
    pub fn without(&mut self, out: &[usize]) -> f64 {
        let mut due = BinaryHeap::new();
        for &at in out {
            self.make_due(self.component_of[at], &mut due);
        }
        let was_out: Vec<bool> = out.iter().map(|&at| self.solver.is_out[at]).collect();
        for &at in out {
            self.solver.is_out[at] = true;
            // A reason is nothing without its premise, whatever strength that had.
            for nth in self.starts[at]..self.starts[at + 1] {
                let dependent = self.dependents[nth as usize];
                self.make_due(self.component_of[dependent as usize], &mut due);
            }
        }
        let left = self.solve_due(due);
        for (&at, was_out) in out.iter().zip(was_out) {
            self.solver.is_out[at] = was_out;
        }
        left
    }

    /// Weighs what is due and what depends on what has changed with it; leaves everything as it was.
    fn solve_due(&mut self, mut due: BinaryHeap<Reverse<u32>>) -> f64 {
        let framework = self.solver.framework;
        let mut touched: Vec<u32> = Vec::new();
        while let Some(Reverse(nth)) = due.pop() {
            self.is_due[nth as usize] = false;
            let component = framework.components().get(nth as usize);
            if component.len() > 1
                || framework
                    .sources(component[0] as usize)
                    .any(|it| it == component[0])
            {
                for &at in component {
                    self.solver.strengths[at as usize] = self.solver.base(at as usize);
                }
            }
            self.solver.settle(component);
            for &at in component {
                touched.push(at);
                let own = at as usize;
                if self.solver.strengths[own].to_bits() == self.whole[own].to_bits() {
                    continue;
                }
                for nth_dependent in self.starts[own]..self.starts[own + 1] {
                    let dependent = self.dependents[nth_dependent as usize];
                    let other = self.component_of[dependent as usize];
                    if other != nth {
                        self.make_due(other, &mut due);
                    }
                }
            }
        }
        let left = self.solver.strengths[self.on];
        for at in touched {
            self.solver.strengths[at as usize] = self.whole[at as usize];
        }
        left
    }

    fn make_due(&mut self, component: u32, due: &mut BinaryHeap<Reverse<u32>>) {
        if !std::mem::replace(&mut self.is_due[component as usize], true) {
            due.push(Reverse(component));
        }
    }
}
