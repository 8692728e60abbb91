//! Gradual semantics: how an argument's strength follows from its base score and from what speaks
//! for and against it.

/// A gradual semantics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Semantics {
    /// Rago, Toni, Aurisicchio and Baroni, "Discontinuity-Free Decision Support with Quantitative
    /// Argumentation Debates" (KR 2016). The default.
    DfQuad,
    /// Potyka, "Continuous Dynamical Systems for Weighted Bipolar Argumentation" (KR 2018): more
    /// cautious where little is said.
    QuadraticEnergy,
    /// Amgoud and Ben-Naim, "Evaluation of Arguments in Weighted Bipolar Graphs" (ECSQARU 2017).
    Euler,
}

impl Semantics {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::DfQuad, Self::QuadraticEnergy, Self::Euler];

    /// Its name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DfQuad => "df-quad",
            Self::QuadraticEnergy => "quadratic-energy",
            Self::Euler => "euler",
        }
    }

    /// The semantics of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// The strength of an argument of that base score, 0 to 1; `others` are the strengths of what
    /// speaks about it, and whether it speaks for it. 0 to 1, whatever the order.
    pub fn weigh(self, base: f64, others: impl Iterator<Item = (f64, bool)>) -> f64 {
        match self {
            Self::DfQuad => {
                let (mut against, mut with) = (1.0, 1.0);
                for (strength, is_support) in others {
                    *(if is_support { &mut with } else { &mut against }) *= 1.0 - strength;
                }
                let energy: f64 = against - with;
                if energy >= 0.0 {
                    base + (1.0 - base) * energy
                } else {
                    base + base * energy
                }
            }
            Self::QuadraticEnergy => {
                let energy = sum(others);
                base - base * impact(-energy) + (1.0 - base) * impact(energy)
            }
            Self::Euler => {
                let energy = sum(others);
                1.0 - (1.0 - base * base) / (1.0 + base * energy.exp())
            }
        }
    }
}

fn sum(others: impl Iterator<Item = (f64, bool)>) -> f64 {
    let signed = others.map(|(strength, is_support)| if is_support { strength } else { -strength });
    signed.sum()
}

fn impact(energy: f64) -> f64 {
    let square = energy.max(0.0) * energy.max(0.0);
    square / (1.0 + square)
}
