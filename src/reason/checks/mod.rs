//! Where reasoning breaks the rules that teachers teach and analysts are audited by: one file per
//! check. A check never blocks; it says what it found, why that matters and, where one key can,
//! what could be done. Its words stand under `check-<id>` and `finding-<id>`.

mod circular_reasoning;
mod claim_without_reason;
mod confidence_mismatch;
mod contradictory_role;
mod example;
mod facts;
mod finding;
mod findings;
mod hidden_signs;
mod holding_hands;
mod likelihood_with_confidence;
mod linchpin;
mod lost_passage;
mod marked;
mod mixed_yardsticks;
mod one_claim_per_box;
mod one_sided;
mod open_critical_question;
mod passages;
mod profile;
mod question_form;
mod question_without_answer;
mod rabbit;
mod relation_not_allowed;
mod repeated_wording;
mod scheme;
mod set_aside;
mod single_premise;
mod stands_apart;
mod support_order;
mod unclassed_assumption;
mod undiagnostic_evidence;
mod wording;

use std::borrow::Cow;

use facts::Facts;

pub use example::{ExampleError, read_example};
pub use finding::{Finding, Repair, Severity};
pub use findings::Findings;
pub use marked::Marked;
pub use profile::Profile;
pub use scheme::Scheme;
pub use set_aside::SetAside;

use crate::words;

/// A rule of good reasoning.
pub struct Check {
    /// Its id, in kebab case.
    pub id: &'static str,
    /// How heavy its findings are, unless a profile says otherwise.
    pub severity: Severity,
    /// Where the rule comes from.
    pub source: &'static str,
    /// A map that breaks the rule, in the notation of [`read_example`].
    pub trips: &'static str,
    /// A map like it that keeps the rule.
    pub passes: &'static str,
    look: Look,
}

/// What a check looks at.
enum Look {
    /// Each box.
    Node(fn(&Facts<'_>, u32, &mut Vec<Finding>)),
    /// Each link.
    Link(fn(&Facts<'_>, u32, &mut Vec<Finding>)),
    /// Each box and each link.
    Both(
        fn(&Facts<'_>, u32, &mut Vec<Finding>),
        fn(&Facts<'_>, u32, &mut Vec<Finding>),
    ),
    /// The graph as a whole; looked at anew whenever it has changed.
    Graph(fn(&Facts<'_>, &mut Vec<Finding>)),
    /// All boxes together; looked at anew whenever one has changed.
    Nodes(fn(&Facts<'_>, &mut Vec<Finding>)),
    /// Each box against those with the same words.
    Repeats,
}

/// Every check, those of graver findings first.
pub const ALL: &[&Check] = &[
    &circular_reasoning::CHECK,
    &lost_passage::CHECK,
    &relation_not_allowed::CHECK,
    &contradictory_role::CHECK,
    &confidence_mismatch::CHECK,
    &mixed_yardsticks::CHECK,
    &likelihood_with_confidence::CHECK,
    &linchpin::CHECK,
    &hidden_signs::CHECK,
    &question_form::CHECK,
    &question_without_answer::CHECK,
    &claim_without_reason::CHECK,
    &stands_apart::CHECK,
    &one_sided::CHECK,
    &undiagnostic_evidence::CHECK,
    &unclassed_assumption::CHECK,
    &open_critical_question::CHECK,
    &one_claim_per_box::CHECK,
    &repeated_wording::CHECK,
    &single_premise::CHECK,
    &rabbit::CHECK,
    &holding_hands::CHECK,
];

impl Check {
    /// The check of that id.
    pub fn named(id: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|check| check.id == id)
    }

    /// Its name.
    pub fn title(&self) -> Cow<'static, str> {
        words::say(&format!("check-{}", self.id))
    }

    /// Why the rule is there, and when it may be broken.
    pub fn help(&self) -> Cow<'static, str> {
        words::say(&format!("check-{}.help", self.id))
    }
}
