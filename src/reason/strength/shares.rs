//! How much of an argument's strength another one accounts for.

use super::trials::Trials;
use super::{Framework, Semantics, Solved, solve_without};

/// Up to so many arguments, shares are counted over all their subsets.
pub const MOST_EXACT: usize = 12;

/// Shares in the strength of one argument.
pub struct Shares<'a> {
    framework: &'a Framework,
    semantics: Semantics,
    on: usize,
    solved: Solved,
    is_out: Vec<bool>,
}

/// Shares, exact or estimated.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled {
    /// Per argument that was asked about.
    pub shares: Vec<f64>,
    /// With 95 % certainty no share is further than this from the exact one, by Hoeffding's
    /// inequality ("Probability inequalities for sums of bounded random variables", Journal of the
    /// American Statistical Association 58, 1963), for all of them together. 0 for exact ones.
    pub error: f64,
    /// Over how many orders they were averaged; 0 for exact ones.
    pub n_orders: usize,
}

impl<'a> Shares<'a> {
    /// Shares in the strength of `on`, with what `is_out` says, per argument, taken out.
    pub fn new(framework: &'a Framework, semantics: Semantics, is_out: &[bool], on: usize) -> Self {
        let out: Vec<usize> = (0..is_out.len()).filter(|&at| is_out[at]).collect();
        Self {
            framework,
            semantics,
            on,
            solved: solve_without(framework, semantics, &out),
            is_out: is_out.to_vec(),
        }
    }

    fn begin_trials(&self) -> Trials<'_> {
        let (framework, semantics) = (self.framework, self.semantics);
        Trials::new(framework, semantics, self.on, &self.solved, &self.is_out)
    }

    /// How the strength answers to a small change of the base scores of these: the derivatives, by
    /// central differences.
    pub fn find_gradients(&self, of: &[usize]) -> Vec<f64> {
        const STEP: f64 = 1e-6;
        let mut trials = self.begin_trials();
        let slope = |&at: &usize| {
            let base = self.framework.base(at);
            let more = trials.with_base(at, base + STEP);
            (more - trials.with_base(at, base - STEP)) / (2.0 * STEP)
        };
        of.iter().map(slope).collect()
    }

    /// The Shapley values of these: what each adds to the strength on average over all orders in
    /// which they could be brought forward. None for more than [`MOST_EXACT`].
    pub fn find_shapley(&self, of: &[usize]) -> Option<Vec<f64>> {
        let n = of.len();
        if n > MOST_EXACT {
            return None;
        }
        let mut trials = self.begin_trials();
        let strength_with = |set: usize| {
            let out = of.iter().enumerate().filter(|(at, _)| set & (1 << at) == 0);
            let out: Vec<usize> = out.map(|(_, &argument)| argument).collect();
            trials.without(&out)
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

    /// The Shapley values of these, averaged over some of the orders in which they could be
    /// brought forward. The same orders each time, so that equal maps give equal answers.
    pub fn sample_shapley(&self, of: &[usize]) -> Sampled {
        const LEAST_ORDERS: usize = 64;
        const MOST_ORDERS: usize = 4_096;
        const WORK: usize = 8_000_000;
        const DOUBT: f64 = 0.05;
        let n = of.len();
        let n_orders = (WORK / (n * n).max(1)).clamp(LEAST_ORDERS, MOST_ORDERS);
        let mut trials = self.begin_trials();
        let mut shares = vec![0.0; n];
        let mut order: Vec<usize> = (0..n).collect();
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..n_orders {
            shuffle(&mut order, &mut random);
            // From everything brought forward to nothing: the last in the order goes first.
            let mut out: Vec<usize> = Vec::with_capacity(n);
            let mut with = self.solved.strengths[self.on];
            for &at in &order {
                out.push(of[at]);
                let without = trials.without(&out);
                shares[at] += with - without;
                with = without;
            }
        }
        for share in &mut shares {
            *share /= n_orders as f64;
        }
        // A contribution lies between -1 and 1; all shares have to be right at once.
        let all = (2.0 * n.max(1) as f64 / DOUBT).ln();
        Sampled {
            shares,
            error: 2.0 * (all / (2.0 * n_orders as f64)).sqrt(),
            n_orders,
        }
    }
}

/// Fisher and Yates, with the generator of Marsaglia, "Xorshift RNGs" (Journal of Statistical
/// Software 8, 2003).
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(at, (*random % (at as u64 + 1)) as usize);
    }
}
