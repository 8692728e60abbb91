//! Which base scores boxes and links have. The table is data, shown to whoever asks and open to
//! change; it is a convention of this program, not a finding.

use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::Solved;
use crate::model::{Assumption, Basis, Grade, Kind, Link, Node, Strength};

/// The base scores, 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    /// A claim that nobody has rated.
    pub claim: f64,
    /// Evidence that says nothing of what it rests on.
    pub evidence: f64,
    /// A statistic, study, document or law.
    pub recorded: f64,
    /// An expert, an observation.
    pub seen: f64,
    /// Testimony.
    pub testimony: f64,
    /// An example.
    pub example: f64,
    /// An assertion, a common belief.
    pub asserted: f64,
    /// Reliability of a source, A to E; F is as if it were not graded.
    pub reliability: [f64; 5],
    /// Credibility of what it says, 1 to 5; 6 is as if it were not graded.
    pub credibility: [f64; 5],
    /// An assumption: supported, with caveats, unsupported, unclassed.
    pub assumption: [f64; 4],
    /// A link: weak, moderate, strong, conclusive.
    pub link: [f64; 4],
    /// Base scores of a map stay between these.
    pub range: [f64; 2],
}

static BUNDLED: LazyLock<Arc<Scores>> = LazyLock::new(|| {
    let table = serde_json::from_str(include_str!("../../../assets/scores.json"));
    Arc::new(table.expect("the bundled table is complete"))
});

impl Default for Scores {
    fn default() -> Self {
        Self::clone(&BUNDLED)
    }
}

impl Scores {
    /// The table that comes with the program.
    pub fn bundled() -> Arc<Self> {
        BUNDLED.clone()
    }

    /// The name of a score that is not between 0 and 1, or of a range that is upside down.
    pub fn find_out_of_range(&self) -> Option<&'static str> {
        let one = |name: &'static str, score: f64| (name, vec![score]);
        let all = [
            one("claim", self.claim),
            one("evidence", self.evidence),
            one("recorded", self.recorded),
            one("seen", self.seen),
            one("testimony", self.testimony),
            one("example", self.example),
            one("asserted", self.asserted),
            ("reliability", self.reliability.to_vec()),
            ("credibility", self.credibility.to_vec()),
            ("assumption", self.assumption.to_vec()),
            ("link", self.link.to_vec()),
            ("range", self.range.to_vec()),
        ];
        let is_in = |score: &f64| (0.0..=1.0).contains(score);
        let mut bad = all.iter().filter(|(_, scores)| !scores.iter().all(is_in));
        let is_upside_down = self.range[0] > self.range[1];
        bad.next()
            .map(|&(name, _)| name)
            .or(is_upside_down.then_some("range"))
    }

    /// The base score of a box, and the key of the words that say where it comes from; none for
    /// questions and notes, which have no strength.
    pub fn of_node(&self, node: &Node) -> Option<(f64, &'static str)> {
        let (own, key) = match (&node.kind, &node.assumption) {
            (Kind::Question | Kind::Note | Kind::Other(_), _) => return None,
            (_, Some(class)) => {
                let (at, key) = match class {
                    Assumption::Supported => (0, "base-assumption-supported"),
                    Assumption::Caveats => (1, "base-assumption-caveats"),
                    Assumption::Unsupported => (2, "base-assumption-unsupported"),
                    _ => (3, "base-assumption"),
                };
                (self.assumption[at], key)
            }
            (Kind::Evidence, None) => {
                let graded = node.grade.as_ref().and_then(|grade| self.of_grade(grade));
                match graded {
                    Some(own) => (own, "base-graded"),
                    None => self.of_basis(node.basis.as_ref()),
                }
            }
            (Kind::Claim, None) => (self.claim, "base-claim"),
        };
        Some((own.clamp(self.range[0], self.range[1]), key))
    }

    fn of_basis(&self, basis: Option<&Basis>) -> (f64, &'static str) {
        match basis {
            Some(Basis::Statistic | Basis::Study | Basis::Document | Basis::Law) => {
                (self.recorded, "base-recorded")
            }
            Some(Basis::Expert | Basis::Observation) => (self.seen, "base-seen"),
            Some(Basis::Testimony) => (self.testimony, "base-testimony"),
            Some(Basis::Example) => (self.example, "base-example"),
            Some(Basis::Assertion | Basis::CommonBelief) => (self.asserted, "base-asserted"),
            Some(Basis::Other(_)) | None => (self.evidence, "base-evidence"),
        }
    }

    /// The lower of the two grades that are known.
    fn of_grade(&self, grade: &Grade) -> Option<f64> {
        let place = |word: &str, all: &str| all.find(word).filter(|_| word.len() == 1);
        let reliability = place(&grade.reliability, "ABCDE").map(|at| self.reliability[at]);
        let credibility = place(&grade.credibility, "12345").map(|at| self.credibility[at]);
        match (reliability, credibility) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        }
    }

    /// The base score of the step that a link takes, and the key of the words that say where it
    /// comes from.
    pub fn of_link(&self, link: &Link) -> (f64, &'static str) {
        let (own, key) = match &link.strength {
            Some(Strength::Number(number)) => (*number, "base-link-number"),
            Some(Strength::Word(word)) => match &**word {
                "weak" => (self.link[0], "base-link-weak"),
                "strong" => (self.link[2], "base-link-strong"),
                "conclusive" => (self.link[3], "base-link-conclusive"),
                _ => (self.link[1], "base-link-moderate"),
            },
            None => (self.link[1], "base-link-unrated"),
        };
        (own.clamp(self.range[0], self.range[1]), key)
    }
}

/// Whether all solutions have an argument on the same side of one half, clearly so, and settled.
pub fn is_robust(solved: &[Solved], at: usize) -> bool {
    /// A strength so close to one half is on neither side.
    const OPEN: f64 = 0.005;
    let sides = solved.iter().map(|solved| {
        let from_half = solved.strengths[at] - 0.5;
        let is_settled = solved.is_settled(at);
        (is_settled && from_half.abs() > OPEN).then_some(from_half > 0.0)
    });
    let mut sides = sides.collect::<Option<Vec<bool>>>().unwrap_or_default();
    sides.dedup();
    sides.len() == 1
}
