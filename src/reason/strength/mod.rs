//! How strong claims come out once everything that speaks for and against them is weighed:
//! gradual semantics of quantitative bipolar argumentation, and what would bring a conclusion
//! down. Strengths order claims; they are no probabilities.

mod components;
mod conclusion;
mod contribution;
mod explain;
mod framework;
mod grounded;
mod linchpins;
mod scores;
mod semantics;
mod shares;
mod solve;
mod strengths;
mod trials;
mod turning;
mod weighed;

pub use conclusion::{Conclusion, find_conclusion};
pub use contribution::Contribution;
pub use explain::{explain, explain_blow, explain_conclusion, explain_turning};
pub use framework::Framework;
pub use grounded::{Label, label_grounded, label_map};
pub use linchpins::{Blow, Linchpins, Test, find_linchpins};
pub use scores::{Scores, is_robust};
pub use semantics::Semantics;
pub use shares::{MOST_EXACT, Sampled, Shares};
pub use solve::{Solved, solve, solve_without};
pub use strengths::Strengths;
pub use turning::{Turning, find_turning};
pub use weighed::{Argument, Slot, Weighed};

/// The words for strengths, from the weakest: their keys in the word files.
const WORDS: [&str; 5] = [
    "weighed-very-weak",
    "weighed-weak",
    "weighed-open",
    "weighed-fair",
    "weighed-very-strong",
];

/// The key of the word for a strength, 0 to 1: five steps of a fifth each.
pub fn word_for(strength: f64) -> &'static str {
    let step = (strength.clamp(0.0, 1.0) * 5.0) as usize;
    WORDS[step.min(WORDS.len() - 1)]
}
