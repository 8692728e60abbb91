//! The strengths of all arguments: in one pass where nothing depends on itself, and where it does,
//! component by component with damping. Not every framework settles; that is said.

use super::{Framework, Semantics};

/// How far a strength moves at each step within a component: half way.
const DAMPING: f64 = 0.5;
/// Below this change in one step a component has settled.
const SETTLED: f64 = 1e-13;
/// After so many steps a component is given up, and sooner where it is large.
const MOST_STEPS: usize = 20_000;
/// So many steps are made of every component.
const LEAST_STEPS: usize = 300;
/// How many strengths are weighed of one component at most, above the least number of steps.
const MOST_WORK: usize = 4_000_000;

/// The strengths of a framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Solved {
    /// Per argument, 0 to 1.
    pub strengths: Vec<f64>,
    /// Arguments that depend on themselves and did not settle, and what depends on them has only
    /// the value that was reached.
    pub unsettled: Vec<u32>,
}

/// The strengths of all arguments.
pub fn solve(framework: &Framework, semantics: Semantics) -> Solved {
    solve_without(framework, semantics, &[])
}

/// The strengths where some arguments are taken out: they have none, and neither has a reason that
/// stands on one of them.
pub fn solve_without(framework: &Framework, semantics: Semantics, out: &[usize]) -> Solved {
    let components = list_components(framework);
    let mut solver = Solver::new(framework, semantics);
    let mut unsettled = Vec::new();
    for &at in out {
        solver.is_out[at] = true;
    }
    for component in &components {
        if !solver.settle(component) {
            unsettled.extend(component);
        }
    }
    unsettled.sort_unstable();
    Solved {
        strengths: solver.strengths,
        unsettled,
    }
}

/// Solves one framework again and again, each time with something else taken out. Looks only at
/// what one argument depends on, and weighs only what has changed.
pub(super) struct Trials<'a> {
    solver: Solver<'a>,
    /// Of what the argument depends on, each after those that it depends on itself.
    components: Vec<Vec<u32>>,
    on: usize,
    /// The strengths with nothing taken out.
    whole: Vec<f64>,
    is_changed: Vec<bool>,
}

impl<'a> Trials<'a> {
    /// Trials of what the strength of `on` depends on; `solved` is the whole framework, solved.
    pub fn new(framework: &'a Framework, semantics: Semantics, on: usize, solved: &Solved) -> Self {
        let mut is_upstream = vec![false; framework.len()];
        for at in framework.list_upstream(on) {
            is_upstream[at] = true;
        }
        let mut components = list_components(framework);
        components.retain(|component| is_upstream[component[0] as usize]);
        let mut solver = Solver::new(framework, semantics);
        solver.strengths.clone_from(&solved.strengths);
        Self {
            solver,
            components,
            on,
            whole: solved.strengths.clone(),
            is_changed: vec![false; framework.len()],
        }
    }

    /// The strength that is left where these are taken out.
    pub fn without(&mut self, out: &[usize]) -> f64 {
        for &at in out {
            self.solver.is_out[at] = true;
        }
        let mut touched: Vec<u32> = Vec::new();
        for component in &self.components {
            let is_touched = component.iter().any(|&at| {
                let mut sources = self.solver.framework.sources(at as usize);
                self.solver.is_out[at as usize]
                    || sources.any(|from| {
                        self.is_changed[from as usize] || self.solver.is_out[from as usize]
                    })
            });
            if !is_touched {
                continue;
            }
            if let [_, _, ..] = component[..] {
                for &at in component {
                    self.solver.strengths[at as usize] = self.solver.framework.base(at as usize);
                }
            }
            self.solver.settle(component);
            for &at in component {
                touched.push(at);
                let own = at as usize;
                self.is_changed[own] = self.solver.strengths[own] != self.whole[own];
            }
        }
        let left = self.solver.strengths[self.on];
        for at in touched {
            self.solver.strengths[at as usize] = self.whole[at as usize];
            self.is_changed[at as usize] = false;
        }
        for &at in out {
            self.solver.is_out[at] = false;
        }
        left
    }
}

struct Solver<'a> {
    framework: &'a Framework,
    semantics: Semantics,
    is_out: Vec<bool>,
    strengths: Vec<f64>,
}

impl<'a> Solver<'a> {
    fn new(framework: &'a Framework, semantics: Semantics) -> Self {
        let n = framework.len();
        Self {
            framework,
            semantics,
            is_out: vec![false; n],
            strengths: (0..n).map(|at| framework.base(at)).collect(),
        }
    }

    fn settle(&mut self, component: &[u32]) -> bool {
        if let [at] = component
            && !self.framework.sources(*at as usize).any(|from| from == *at)
        {
            self.strengths[*at as usize] = self.weigh(*at as usize);
            return true;
        }
        let n_steps = (MOST_WORK / component.len()).clamp(LEAST_STEPS, MOST_STEPS);
        let mut next = vec![0.0; component.len()];
        for _ in 0..n_steps {
            let mut most = 0.0_f64;
            for (next, &at) in next.iter_mut().zip(component) {
                let before = self.strengths[at as usize];
                *next = before + DAMPING * (self.weigh(at as usize) - before);
                most = most.max((*next - before).abs());
            }
            for (&next, &at) in next.iter().zip(component) {
                self.strengths[at as usize] = next;
            }
            if most < SETTLED {
                return true;
            }
        }
        false
    }

    fn weigh(&self, at: usize) -> f64 {
        let premises = self.framework.premises(at);
        if self.is_out[at] || premises.iter().any(|&it| self.is_out[it as usize]) {
            return 0.0;
        }
        let weakest = premises.iter().map(|&it| self.strengths[it as usize]);
        let base = self.framework.base(at) * weakest.fold(1.0, f64::min);
        let others = self.framework.edges(at).iter();
        let others = others.map(|edge| (self.strengths[edge.from as usize], edge.is_support));
        self.framework.hold(self.semantics.weigh(base, others))
    }
}

/// The strongly connected components, each after those that it depends on. Tarjan, "Depth-first
/// search and linear graph algorithms" (SIAM Journal on Computing 1, 1972), without recursion.
fn list_components(framework: &Framework) -> Vec<Vec<u32>> {
    const NEW: u32 = u32::MAX;
    let n = framework.len();
    let mut number = vec![NEW; n];
    let mut low = vec![0; n];
    let mut is_open = vec![false; n];
    let mut stack: Vec<u32> = Vec::new();
    let mut components = Vec::new();
    let mut count = 0;
    for root in 0..n as u32 {
        if number[root as usize] != NEW {
            continue;
        }
        let mut walk: Vec<(u32, Vec<u32>)> = Vec::new();
        let mut enter = vec![root];
        loop {
            if let Some(at) = enter.pop() {
                (number[at as usize], low[at as usize]) = (count, count);
                count += 1;
                stack.push(at);
                is_open[at as usize] = true;
                walk.push((at, framework.sources(at as usize).collect()));
            }
            let Some((at, rest)) = walk.last_mut() else {
                break;
            };
            let own = *at as usize;
            if let Some(next) = rest.pop() {
                if number[next as usize] == NEW {
                    enter.push(next);
                } else if is_open[next as usize] {
                    low[own] = low[own].min(number[next as usize]);
                }
                continue;
            }
            walk.pop();
            if let Some((above, _)) = walk.last() {
                let above = *above as usize;
                low[above] = low[above].min(low[own]);
            }
            if low[own] == number[own] {
                let first = stack
                    .iter()
                    .rposition(|&it| it as usize == own)
                    .unwrap_or(0);
                let component = stack.split_off(first);
                for &at in &component {
                    is_open[at as usize] = false;
                }
                components.push(component);
            }
        }
    }
    components
}
