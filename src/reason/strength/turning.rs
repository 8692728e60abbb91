//! What would have to be found for a conclusion to come out on the other side of one half.

use super::{Framework, Semantics, Solved};

/// What one more reason, given directly, would have to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Turning {
    /// One reason against it of at least this strength, 0 to 1, brings it down.
    Against(f64),
    /// One reason for it of at least this strength carries it.
    For(f64),
    /// No single reason against it, however strong, brings it down.
    NothingAgainst,
    /// No single reason for it, however strong, carries it.
    NothingFor,
}

/// How strong one more reason would have to be to take an argument across one half, all else as it
/// is. Found by halving, to within a thousandth; where the argument depends on itself, only what
/// the reason does at first hand is counted.
pub fn find_turning(
    framework: &Framework,
    semantics: Semantics,
    solved: &Solved,
    of: usize,
) -> Turning {
    const STEPS: usize = 12;
    let is_above = solved.strengths[of] > 0.5;
    let others = || {
        let edges = framework.edges(of).iter();
        edges.map(|edge| (solved.strengths[edge.from as usize], edge.is_support))
    };
    let turns = |strength: f64| {
        let further = std::iter::once((strength, !is_above));
        let with = semantics.weigh(framework.base(of), others().chain(further));
        (framework.hold(with) > 0.5) != is_above
    };
    // No reason of a map is stronger than its range lets it be.
    let (mut low, mut high) = (0.0, framework.hold(1.0));
    if !turns(high) {
        return if is_above {
            Turning::NothingAgainst
        } else {
            Turning::NothingFor
        };
    }
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if turns(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    if is_above {
        Turning::Against(high)
    } else {
        Turning::For(high)
    }
}
