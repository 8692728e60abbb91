//! The strengths of all arguments: in one pass where nothing depends on itself, and where it does,
//! component by component with damping. Not every framework settles; that is said.

use super::{Framework, Semantics};
use crate::reason::rows::NONE;

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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Solved {
    /// Per argument, 0 to 1.
    pub strengths: Vec<f64>,
    /// Arguments that depend on themselves and did not settle, ascending; what depends on them has
    /// only the value that was reached.
    pub unsettled: Vec<u32>,
}

impl Solved {
    /// Whether an argument came to rest.
    pub fn is_settled(&self, at: usize) -> bool {
        self.unsettled.binary_search(&(at as u32)).is_err()
    }
}

/// The strengths of all arguments.
pub fn solve(framework: &Framework, semantics: Semantics) -> Solved {
    solve_without(framework, semantics, &[])
}

/// The strengths where some arguments are taken out: they have none, and neither has a reason that
/// stands on one of them.
pub fn solve_without(framework: &Framework, semantics: Semantics, out: &[usize]) -> Solved {
    let mut is_out = vec![false; framework.len()];
    for &at in out {
        is_out[at] = true;
    }
    let mut solver = Solver::new(framework, semantics, is_out);
    let mut unsettled = Vec::new();
    if !framework.components().has_cycles() {
        solver.has_out = !out.is_empty();
        for &at in framework.components().order() {
            solver.strengths[at as usize] = solver.weigh(at as usize);
        }
        return Solved {
            strengths: solver.strengths,
            unsettled,
        };
    }
    for component in framework.components().iter() {
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

/// What is known of a framework before a change.
pub(super) struct Before<'a> {
    /// What it was.
    pub framework: &'a Framework,
    /// Its strengths, by [`Semantics::ALL`].
    pub solved: &'a [Solved; 3],
    /// Per argument of the changed framework the place that it had; `NONE` where it is new, or
    /// anything about it has changed but the strengths that it depends on.
    pub places: &'a [u32],
}

/// The strengths after a change, by [`Semantics::ALL`]: as [`solve_without`] gives them, weighing
/// only what has changed.
pub(super) fn solve_after(
    framework: &Framework,
    is_out: &[bool],
    before: &Before<'_>,
) -> [Solved; 3] {
    let has_cycles = framework.components().has_cycles();
    let component_of = has_cycles.then(|| framework.components().place_all());
    let is_inside = |from: u32, nth: u32| {
        let component_of = component_of.as_ref();
        component_of.is_some_and(|it| it[from as usize] == nth)
    };
    let kept = Kept::of(before.framework);
    let mut solvers = Semantics::ALL.map(|it| Solver::new(framework, it, is_out.to_vec()));
    let has_out = is_out.contains(&true);
    // All that was known first, in one go: nearly all of it stays.
    for (solver, known) in solvers.iter_mut().zip(before.solved) {
        solver.has_out = has_out;
        for (strength, &was) in solver.strengths.iter_mut().zip(before.places) {
            *strength = known
                .strengths
                .get(was as usize)
                .copied()
                .unwrap_or(*strength);
        }
    }
    let mut unsettled: [Vec<u32>; 3] = Default::default();
    let mut is_changed = vec![true; framework.len()];
    for (component, nth) in framework.components().iter().zip(0_u32..) {
        let is_still = |&at: &u32| {
            let mut sources = framework.sources(at as usize);
            before.places[at as usize] != NONE
                && sources.all(|from| !is_changed[from as usize] || is_inside(from, nth))
        };
        let stays = component.iter().all(is_still) && kept.is_one(component, before.places);
        if stays {
            for &at in component {
                is_changed[at as usize] = false;
            }
            let was = before.places[component[0] as usize] as usize;
            for (known, unsettled) in before.solved.iter().zip(&mut unsettled) {
                if !known.is_settled(was) {
                    unsettled.extend(component);
                }
            }
            continue;
        }
        for (solver, unsettled) in solvers.iter_mut().zip(&mut unsettled) {
            solver.begin(component);
            if !solver.settle(component) {
                unsettled.extend(component);
            }
        }
        for &at in component {
            is_changed[at as usize] = solvers.iter().zip(before.solved).any(|(solver, known)| {
                let was = known.strengths.get(before.places[at as usize] as usize);
                was.map(|it| it.to_bits()) != Some(solver.strengths[at as usize].to_bits())
            });
        }
    }
    let mut unsettled = unsettled.into_iter();
    solvers.map(|solver| {
        let mut unsettled = unsettled.next().unwrap_or_default();
        unsettled.sort_unstable();
        Solved {
            strengths: solver.strengths,
            unsettled,
        }
    })
}

/// Which arguments were in one component before. Where a component has lost a part, what is left
/// of it would settle elsewhere in the last digit.
struct Kept<'a> {
    framework: &'a Framework,
    /// Per argument of before its component; none where each was one of its own.
    component_of: Option<Vec<u32>>,
}

impl<'a> Kept<'a> {
    fn of(framework: &'a Framework) -> Self {
        let components = framework.components();
        Self {
            framework,
            component_of: components.has_cycles().then(|| components.place_all()),
        }
    }

    /// Whether these arguments, all of which were there, were one component.
    fn is_one(&self, component: &[u32], places: &[u32]) -> bool {
        let Some(component_of) = &self.component_of else {
            return component.len() == 1;
        };
        let mut old = component
            .iter()
            .map(|&at| component_of[places[at as usize] as usize]);
        let Some(first) = old.next() else { return true };
        let n = self.framework.components().get(first as usize).len();
        old.all(|it| it == first) && n == component.len()
    }
}

/// Weighs arguments of one framework, component by component.
pub(super) struct Solver<'a> {
    pub framework: &'a Framework,
    semantics: Semantics,
    /// Per argument whether it is taken out.
    pub is_out: Vec<bool>,
    /// Whether any may be.
    has_out: bool,
    /// An argument that has another base score than the framework says.
    pub other_base: Option<(usize, f64)>,
    /// Per argument its strength, where its component has been settled; else its base score.
    pub strengths: Vec<f64>,
}

impl<'a> Solver<'a> {
    pub fn new(framework: &'a Framework, semantics: Semantics, is_out: Vec<bool>) -> Self {
        Self {
            framework,
            semantics,
            is_out,
            has_out: true,
            other_base: None,
            strengths: (0..framework.len()).map(|at| framework.base(at)).collect(),
        }
    }

    /// Puts a component at its base scores.
    fn begin(&mut self, component: &[u32]) {
        for &at in component {
            self.strengths[at as usize] = self.base(at as usize);
        }
    }

    /// Weighs a component from the strengths that it depends on. Where it has several arguments
    /// they have to be at their base scores. Says whether it settled.
    pub fn settle(&mut self, component: &[u32]) -> bool {
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

    /// The base score of an argument.
    pub fn base(&self, at: usize) -> f64 {
        match self.other_base {
            Some((other, base)) if other == at => base,
            _ => self.framework.base(at),
        }
    }

    fn weigh(&self, at: usize) -> f64 {
        let premises = self.framework.premises(at);
        let is_out = |at: usize| self.has_out && self.is_out[at];
        if is_out(at) || premises.iter().any(|&it| is_out(it as usize)) {
            return 0.0;
        }
        let weakest = premises.iter().map(|&it| self.strengths[it as usize]);
        let base = self.base(at) * weakest.fold(1.0, f64::min);
        let others = self.framework.edges(at).iter();
        let others = others.map(|edge| (self.strengths[edge.from as usize], edge.is_support));
        self.framework.hold(self.semantics.weigh(base, others))
    }
}
