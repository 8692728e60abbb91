//! What would bring a conclusion down: every box and link that it depends on, by how much its
//! strength changes when that is taken out, and whether it then falls.

use super::trials::Trials;
use super::{Argument, Conclusion, Semantics, Slot, Strengths, Weighed};
use crate::model::Graph;
use crate::reason::acceptance::{Acceptance, Without};

/// A lift below this is none: halving it would say nothing.
const LEAST_LIFT: f64 = 0.02;
/// The least removals that count as the smallest set are looked for up to this size.
const MOST_IN_SET: usize = 3;
/// Changes of strength that differ by less are the same.
const SAME: f64 = 1e-6;
/// Of what is not in the proof at hand so much is tried.
const MOST_TRIED: usize = 100;
/// So many other answers are watched for taking the lead.
const MOST_RIVALS: usize = 8;

/// In which way a conclusion falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// Its strength goes to the other side of one half.
    Crosses,
    /// What its reasons add or take shrinks by half or more.
    LosesLift,
    /// No reason is left that stands on evidence or an assumption.
    Unsupported,
    /// Another answer to the question leads.
    Overtaken,
}

impl Test {
    /// The key of the words for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Crosses => "linchpin-crosses",
            Self::LosesLift => "linchpin-loses-lift",
            Self::Unsupported => "linchpin-unsupported",
            Self::Overtaken => "linchpin-overtaken",
        }
    }
}

/// What taking one thing out does to the conclusion.
#[derive(Debug, Clone, PartialEq)]
pub struct Blow {
    /// What is taken out.
    pub argument: Argument,
    /// Its place among the arguments.
    pub at: usize,
    /// The conclusion's strength without it, 0 to 1.
    pub without: f64,
    /// By how much its strength changes: negative where it becomes weaker.
    pub change: f64,
    /// In which ways it falls; a linchpin has one at least.
    pub tests: Vec<Test>,
    /// Whether it is the only thing whose removal leaves no reason that stands.
    pub is_single_point: bool,
    /// Whether it is a step that does no more than one of its premises: to tell both would be to
    /// tell one thing twice.
    pub is_echo: bool,
}

/// What a conclusion rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Linchpins {
    /// Its strength, 0 to 1.
    pub strength: f64,
    /// Its base score.
    pub base: f64,
    /// By how much it is ahead of the next answer; none where it answers no question that was
    /// asked about, or is the only answer.
    pub margin: Option<f64>,
    /// Whether it depends on something that did not settle.
    pub is_unsettled: bool,
    /// Everything that it depends on, what changes it most first.
    pub blows: Vec<Blow>,
    /// The smallest set of boxes whose removal takes it to the other side of one half, of at most
    /// three; found by trying, from what changes it most on, so that another set of the same
    /// size may do the same.
    pub smallest_set: Vec<Argument>,
}

impl Linchpins {
    /// What it falls with, each told once.
    pub fn pins(&self) -> impl Iterator<Item = &Blow> {
        let pins = self.blows.iter();
        pins.filter(|blow| !blow.tests.is_empty() && !blow.is_echo)
    }
}

/// What would bring a conclusion down, and of a question's leading answer also what would let
/// another answer lead. What is struck out is out anyway. Time grows with the number of things
/// that the conclusion depends on, times what lies between each of them and the conclusion.
pub fn find_linchpins(
    graph: &Graph,
    strengths: &Strengths,
    acceptance: &Acceptance,
    semantics: Semantics,
    conclusion: &Conclusion,
) -> Linchpins {
    let (weighed, solved) = (strengths.weighed(), strengths.solved(semantics));
    let framework = &weighed.framework;
    let of = conclusion.at;
    let (strength, base) = (solved.strengths[of], framework.base(of));
    let lift = strength - base;
    let is_out = strengths.is_out();
    let begin = |on: usize| Trials::new(framework, semantics, on, solved, is_out);
    let mut trials = begin(of);
    let mut rivals: Vec<(f64, Trials<'_>)> = conclusion
        .rivals
        .iter()
        .take(MOST_RIVALS)
        .map(|&rival| (solved.strengths[rival], begin(rival)))
        .collect();
    let upstream = framework.list_upstream(of);
    let mut blows: Vec<Blow> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    for &at in &upstream {
        if at == of || is_out[at] || matches!(weighed.slots()[at], Slot::Mirror(_)) {
            continue;
        }
        let without = trials.without(&[at]);
        let mut tests = Vec::new();
        if (strength > 0.5) != (without > 0.5) {
            tests.push(Test::Crosses);
        }
        if lift.abs() >= LEAST_LIFT && (without - base).abs() <= lift.abs() / 2.0 {
            tests.push(Test::LosesLift);
        }
        let overtakes = |(was, rival): &mut (f64, Trials<'_>)| {
            // Equal answers do not lead, and what was ahead before has overtaken nothing.
            *was <= strength && rival.without(&[at]) > without
        };
        if rivals.iter_mut().any(overtakes) {
            tests.push(Test::Overtaken);
        }
        blows.push(Blow {
            argument: weighed.argument(at),
            at,
            without,
            change: without - strength,
            tests,
            is_single_point: false,
            is_echo: false,
        });
        places.push(at);
    }
    let needed = find_needed(graph, weighed, acceptance, conclusion, &blows);
    for &nth in &needed {
        blows[nth].tests.push(Test::Unsupported);
    }
    for nth in 0..blows.len() {
        let mut premises = framework.premises(places[nth]).iter();
        blows[nth].is_echo = premises.any(|&premise| {
            let premise = places.binary_search(&(premise as usize));
            premise.is_ok_and(|it| {
                let (change, own) = (blows[it].change, blows[nth].change);
                let does_no_more = own * change >= 0.0 && own.abs() <= change.abs() + SAME;
                let mut tests = blows[nth].tests.iter();
                does_no_more && tests.all(|test| blows[it].tests.contains(test))
            })
        });
    }
    let is_last = |blow: &&mut Blow| blow.tests.contains(&Test::Unsupported);
    let is_box = |blow: &&mut Blow| matches!(blow.argument, Argument::Node(_));
    let mut last: Vec<&mut Blow> = blows.iter_mut().filter(is_last).filter(is_box).collect();
    if let [only] = &mut last[..] {
        only.is_single_point = true;
    }
    blows.sort_by(|a, b| b.change.abs().total_cmp(&a.change.abs()));
    let smallest_set = find_smallest_set(weighed, &mut trials, strength, &blows);
    let next = conclusion.rivals.first();
    Linchpins {
        strength,
        base,
        margin: next.map(|&next| strength - solved.strengths[next]),
        is_unsettled: upstream.iter().any(|&at| !solved.is_settled(at)),
        blows,
        smallest_set,
    }
}

/// The places, among the effects, of what no standing reason of the conclusion can do without.
///
/// Only what is in one proof can be in all of them, or what one of its boxes that is contested
/// depends on; of the latter those that change the conclusion most are tried.
fn find_needed(
    graph: &Graph,
    weighed: &Weighed,
    acceptance: &Acceptance,
    conclusion: &Conclusion,
    blows: &[Blow],
) -> Vec<usize> {
    let Some(proof) = acceptance.find_proof(conclusion.node) else {
        return Vec::new();
    };
    let mut is_upstream = vec![false; weighed.framework.len()];
    for at in proof.contested.iter().filter_map(|&it| weighed.of_node(it)) {
        for at in weighed.framework.list_upstream(at) {
            is_upstream[at] = true;
        }
    }
    let mut others = Vec::new();
    let mut needed = Vec::new();
    for (nth, blow) in blows.iter().enumerate() {
        let id = blow.argument.id().as_str();
        let (without, at, is_in_proof) = if let Argument::Node(_) = blow.argument {
            let Some(node) = graph.node(id) else { continue };
            let is_in_proof = proof.nodes.binary_search(&node).is_ok();
            (Without::Node(node), weighed.of_node(node), is_in_proof)
        } else {
            let Some(link) = graph.link(id) else { continue };
            let is_in_proof = proof.links.binary_search(&link).is_ok();
            (Without::Link(link), weighed.of_link(link), is_in_proof)
        };
        if is_in_proof && !acceptance.has_reason_without(conclusion.node, without) {
            needed.push(nth);
        } else if !is_in_proof && at.is_some_and(|at| is_upstream[at]) {
            others.push((nth, without));
        }
    }
    others.sort_by(|a, b| blows[b.0].change.abs().total_cmp(&blows[a.0].change.abs()));
    let others = others.into_iter().take(MOST_TRIED);
    needed.extend(
        others
            .filter(|&(_, without)| !acceptance.has_reason_without(conclusion.node, without))
            .map(|(nth, _)| nth),
    );
    needed
}

/// The first set of boxes, the smaller before the larger, that takes the conclusion to the other
/// side. Only what changes it most is tried.
fn find_smallest_set(
    weighed: &Weighed,
    trials: &mut Trials<'_>,
    strength: f64,
    blows: &[Blow],
) -> Vec<Argument> {
    const TRIED: usize = 16;
    let boxes = blows
        .iter()
        .filter(|it| matches!(it.argument, Argument::Node(_)));
    // Only what holds it where it is can take it to the other side.
    let helps = |blow: &&Blow| (blow.change < 0.0) == (strength > 0.5) && blow.change != 0.0;
    let places = boxes.filter(helps).take(TRIED);
    let places: Vec<usize> = places.map(|it| it.at).collect();
    let mut turns = |set: &[usize]| (trials.without(set) > 0.5) != (strength > 0.5);
    for size in 1..=MOST_IN_SET.min(places.len()) {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            let set: Vec<usize> = chosen.iter().map(|&at| places[at]).collect();
            if turns(&set) {
                return set.iter().map(|&at| weighed.argument(at)).collect();
            }
            // The next choice in order.
            let Some(at) = (0..size)
                .rev()
                .find(|&at| chosen[at] + size - at < places.len())
            else {
                break;
            };
            chosen[at] += 1;
            for next in at + 1..size {
                chosen[next] = chosen[next - 1] + 1;
            }
        }
    }
    Vec::new()
}
