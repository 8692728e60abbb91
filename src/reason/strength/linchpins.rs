//! What would bring a conclusion down: every box and link that it depends on, by how much its
//! strength changes when that is taken out, and whether it then falls.

use super::solve::Trials;
use super::{Argument, Semantics, Weighed, solve};
use crate::model::{Document, End, Graph, Kind, Relation};

/// A lift below this is none: halving it would say nothing.
const LEAST_LIFT: f64 = 0.02;
/// The least removals that count as the smallest set are looked for up to this size.
const MOST_IN_SET: usize = 3;

/// In which way a conclusion falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// Its strength goes to the other side of one half.
    Crosses,
    /// What its reasons add or take shrinks by half or more.
    LosesLift,
    /// No reason is left that stands on evidence or an assumption.
    Unsupported,
}

impl Test {
    /// The key of the words for it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Crosses => "linchpin-crosses",
            Self::LosesLift => "linchpin-loses-lift",
            Self::Unsupported => "linchpin-unsupported",
        }
    }
}

/// What taking one thing out does to the conclusion.
#[derive(Debug, Clone, PartialEq)]
pub struct Blow {
    /// What is taken out.
    pub argument: Argument,
    /// The conclusion's strength without it, 0 to 1.
    pub without: f64,
    /// By how much its strength changes: negative where it becomes weaker.
    pub change: f64,
    /// In which ways it falls; a linchpin has one at least.
    pub tests: Vec<Test>,
    /// Whether it is the only thing whose removal leaves no reason that stands.
    pub is_single_point: bool,
}

/// What a conclusion rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Linchpins {
    /// Its strength, 0 to 1.
    pub strength: f64,
    /// Its base score.
    pub base: f64,
    /// Whether it depends on something that did not settle.
    pub is_unsettled: bool,
    /// Everything that it depends on, what changes it most first.
    pub blows: Vec<Blow>,
    /// The smallest set of boxes whose removal takes it to the other side of one half, of at most
    /// three; found by trying, from what changes it most on, so that another set of the same
    /// size may do the same.
    pub smallest_set: Vec<Argument>,
}

/// What would bring the box at place `of` among the arguments down. Time grows with the square of
/// the number of things that it depends on, at most; far less where these form a tree.
pub fn find_linchpins(
    document: &Document,
    graph: &Graph,
    weighed: &Weighed,
    semantics: Semantics,
    of: usize,
) -> Linchpins {
    let framework = &weighed.framework;
    let solved = solve(framework, semantics);
    let (strength, base) = (solved.strengths[of], framework.base(of));
    let lift = strength - base;
    let mut trials = Trials::new(framework, semantics, of, &solved);
    let standing = Standing::new(document, graph);
    let own = graph.node(weighed.arguments[of].id().as_str());
    let stood = own.is_some_and(|node| standing.has_reason(node, None));
    let mut blows: Vec<Blow> = Vec::new();
    for at in framework.list_upstream(of) {
        if at == of || matches!(weighed.arguments[at], Argument::Mirror(_)) {
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
        let argument = &weighed.arguments[at];
        if stood && own.is_some_and(|node| !standing.has_reason(node, Some(argument))) {
            tests.push(Test::Unsupported);
        }
        blows.push(Blow {
            argument: argument.clone(),
            without,
            change: without - strength,
            tests,
            is_single_point: false,
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
    Linchpins {
        strength,
        base,
        is_unsettled: !solved.unsettled.is_empty(),
        blows,
        smallest_set,
    }
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
    let places: Vec<usize> = places
        .filter_map(|it| weighed.find(it.argument.id().as_str()))
        .collect();
    let mut turns = |set: &[usize]| (trials.without(set) > 0.5) != (strength > 0.5);
    for size in 1..=MOST_IN_SET.min(places.len()) {
        let mut chosen: Vec<usize> = (0..size).collect();
        loop {
            let set: Vec<usize> = chosen.iter().map(|&at| places[at]).collect();
            if turns(&set) {
                return set
                    .iter()
                    .map(|&at| weighed.arguments[at].clone())
                    .collect();
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

/// Whether reasons go down to evidence or assumptions.
struct Standing<'a> {
    document: &'a Document,
    graph: &'a Graph,
}

impl<'a> Standing<'a> {
    fn new(document: &'a Document, graph: &'a Graph) -> Self {
        Self { document, graph }
    }

    /// Whether something that stands supports a box: a chain of links down to evidence or an
    /// assumption, without what is taken out.
    fn has_reason(&self, node: u32, out: Option<&Argument>) -> bool {
        // A box stands once one of its reasons does: the least set that holds, from the ground up.
        let n = self.graph.n_nodes();
        let is_out = |argument: &Argument| out == Some(argument);
        let mut stands = vec![false; n];
        let mut open: Vec<u32> = Vec::new();
        for (at, row) in self.document.nodes().iter().enumerate() {
            let is_ground = row.kind == Kind::Evidence || row.assumption.is_some();
            if is_ground && !is_out(&Argument::Node(row.id.clone())) {
                stands[at] = true;
                open.push(at as u32);
            }
        }
        let is_reason = |link: u32, stands: &[bool]| {
            let row = &self.document.links().rows()[link as usize];
            let mut premises = self.graph.premises(link).iter();
            *self.graph.relation(link) == Relation::Supports
                && !is_out(&Argument::Link(row.id.clone()))
                && premises.all(|&premise| stands[premise as usize])
        };
        while let Some(at) = open.pop() {
            for &link in self.graph.links_from(at) {
                let Some(End::Node(to)) = self.graph.target(link) else {
                    continue;
                };
                let id = &self.document.nodes().rows()[to as usize].id;
                if !stands[to as usize]
                    && !is_out(&Argument::Node(id.clone()))
                    && is_reason(link, &stands)
                {
                    stands[to as usize] = true;
                    open.push(to);
                }
            }
        }
        let reasons = self.graph.links_to(End::Node(node)).iter();
        reasons.into_iter().any(|&link| is_reason(link, &stands))
    }
}
