//! How much of an argument's strength another one accounts for.

use super::{Framework, Semantics, solve, solve_without};

/// Up to so many arguments, shares are counted over all their subsets.
pub const MOST_EXACT: usize = 12;

/// How an argument's strength answers to a small change of another one's base score: the
/// derivative, by central differences.
pub fn find_gradient(framework: &Framework, semantics: Semantics, of: usize, on: usize) -> f64 {
    const STEP: f64 = 1e-6;
    let base = framework.base(of);
    let at = |base: f64| {
        let changed = framework.clone().with_base(of, base);
        solve(&changed, semantics).strengths[on]
    };
    (at(base + STEP) - at(base - STEP)) / (2.0 * STEP)
}

/// The Shapley values of arguments for the strength of `on`: what each adds to it on average over
/// all orders in which they could be brought forward. None for more than [`MOST_EXACT`].
pub fn find_shapley(
    framework: &Framework,
    semantics: Semantics,
    of: &[usize],
    on: usize,
) -> Option<Vec<f64>> {
    let n = of.len();
    if n > MOST_EXACT {
        return None;
    }
    let strength_with = |set: usize| {
        let out = of.iter().enumerate().filter(|(at, _)| set & (1 << at) == 0);
        let out: Vec<usize> = out.map(|(_, &argument)| argument).collect();
        solve_without(framework, semantics, &out).strengths[on]
    };
    let strengths: Vec<f64> = (0..1 << n).map(strength_with).collect();
    let factorial = |k: usize| (1..=k).map(|it| it as f64).product::<f64>();
    let mut shares = vec![0.0; n];
    for set in 0_usize..1 << n {
        let size = set.count_ones() as usize;
        for (at, share) in shares.iter_mut().enumerate() {
            if set & (1 << at) == 0 {
                let weight = factorial(size) * factorial(n - size - 1) / factorial(n);
                *share += weight * (strengths[set | 1 << at] - strengths[set]);
            }
        }
    }
    Some(shares)
}
