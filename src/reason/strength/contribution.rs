//! In which ways it can be said how much of a conclusion's strength something accounts for.

use super::{Conclusion, Linchpins, Sampled, Semantics, Shares, Strengths};

/// How much of a conclusion's strength something accounts for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Contribution {
    /// By how much the strength changes without it.
    #[default]
    Removal,
    /// How the strength answers to a small change of its base score.
    Gradient,
    /// What it adds on average over all orders in which everything could be brought forward
    /// (Shapley, "A value for n-person games", 1953).
    Shapley,
}

impl Contribution {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::Removal, Self::Gradient, Self::Shapley];

    /// Its name in settings and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Removal => "removal",
            Self::Gradient => "gradient",
            Self::Shapley => "shapley",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// The contributions of everything that a conclusion depends on, in the order of
    /// [`Linchpins::blows`], with what is struck out left out; none for [`Self::Removal`], which
    /// stands there.
    pub fn find(
        self,
        strengths: &Strengths,
        semantics: Semantics,
        conclusion: &Conclusion,
        found: &Linchpins,
    ) -> Option<Sampled> {
        let framework = &strengths.weighed().framework;
        let shares = || Shares::new(framework, semantics, strengths.is_out(), conclusion.at);
        let of: Vec<usize> = found.blows.iter().map(|blow| blow.at).collect();
        let exact = |shares| Sampled {
            shares,
            error: 0.0,
            n_orders: 0,
        };
        match self {
            Self::Removal => None,
            Self::Gradient => Some(exact(shares().find_gradients(&of))),
            Self::Shapley => {
                let shares = shares();
                let found = shares.find_shapley(&of).map(exact);
                Some(found.unwrap_or_else(|| shares.sample_shapley(&of)))
            }
        }
    }
}
