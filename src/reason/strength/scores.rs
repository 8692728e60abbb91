//! From a map to a framework: which base scores its boxes and links have. The table is data,
//! shown to whoever asks and open to change; it is a convention of this program, not a finding.

use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::{Framework, Solved};
use crate::model::{
    Assumption, Basis, Document, Grade, Graph, Id, Kind, Link, Node, Relation, Strength,
};

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

/// What an argument of the framework is in the map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Argument {
    /// A box.
    Node(Id),
    /// A link, as the reason that it gives.
    Link(Id),
    /// The other direction of a contradiction.
    Mirror(Id),
}

impl Argument {
    /// The record's id.
    pub fn id(&self) -> &Id {
        let (Self::Node(id) | Self::Link(id) | Self::Mirror(id)) = self;
        id
    }
}

/// A map, ready to be weighed.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// What the arguments are.
    pub arguments: Vec<Argument>,
    /// The arguments with their scores.
    pub framework: Framework,
    of_node: Vec<u32>,
    of_link: Vec<u32>,
}

/// No argument.
const NONE: u32 = u32::MAX;

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

    /// The arguments of a map: boxes that can be strong, and links that speak for or against
    /// something. A contradiction speaks both ways.
    pub fn weigh(&self, document: &Document, graph: &Graph) -> Weighed {
        let mut arguments = Vec::new();
        let mut base = Vec::new();
        let mut of_node = vec![NONE; document.nodes().len()];
        for (at, node) in document.nodes().iter().enumerate() {
            if let Some((score, _)) = self.of_node(node) {
                of_node[at] = arguments.len() as u32;
                arguments.push(Argument::Node(node.id.clone()));
                base.push(score);
            }
        }
        let mut of_link = vec![NONE; document.links().len()];
        for (at, link) in document.links().iter().enumerate() {
            let speaks = matches!(
                link.relation,
                Relation::Supports | Relation::Opposes | Relation::Contradicts
            );
            if speaks {
                of_link[at] = arguments.len() as u32;
                arguments.push(Argument::Link(link.id.clone()));
                base.push(self.of_link(link).0);
            }
        }
        let (mut supports, mut attacks, mut gates) = (Vec::new(), Vec::new(), Vec::new());
        for (at, link) in document.links().iter().enumerate() {
            let reason = of_link[at];
            if reason == NONE {
                continue;
            }
            let to = match graph.target(at as u32) {
                Some(crate::model::End::Node(node)) => of_node[node as usize],
                Some(crate::model::End::Link(link)) => of_link[link as usize],
                None => NONE,
            };
            let premises = graph.premises(at as u32).iter();
            let premises: Vec<u32> = premises.map(|&it| of_node[it as usize]).collect();
            if to == NONE || premises.is_empty() || premises.contains(&NONE) {
                continue;
            }
            gates.extend(premises.iter().map(|&premise| (premise, reason)));
            match link.relation {
                Relation::Supports => supports.push((reason, to)),
                _ => attacks.push((reason, to)),
            }
            if link.relation == Relation::Contradicts {
                let mirror = arguments.len() as u32;
                arguments.push(Argument::Mirror(link.id.clone()));
                base.push(self.of_link(link).0);
                gates.push((to, mirror));
                attacks.extend(premises.iter().map(|&premise| (mirror, premise)));
            }
        }
        Weighed {
            framework: Framework::new(base, &supports, &attacks, &gates).within(self.range),
            arguments,
            of_node,
            of_link,
        }
    }
}

impl Weighed {
    /// The place among the arguments of the box at that place in the document; none for what has
    /// no strength.
    pub fn of_node(&self, node: u32) -> Option<usize> {
        let at = *self.of_node.get(node as usize)?;
        (at != NONE).then_some(at as usize)
    }

    /// The place of the reason that the link at that place in the document gives; none for a link
    /// that speaks neither for nor against anything.
    pub fn of_link(&self, link: u32) -> Option<usize> {
        let at = *self.of_link.get(link as usize)?;
        (at != NONE).then_some(at as usize)
    }

    /// The place of an argument.
    pub fn find(&self, argument: &Argument) -> Option<usize> {
        self.arguments.iter().position(|it| it == argument)
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
