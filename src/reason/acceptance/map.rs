//! From a map to an argument that is evaluated all or nothing, and why a box comes out as it does.

use super::structure::Index;
use super::{Issue, Label, Standard, Step, Structure, Weighing};
use crate::model::{Document, End, Graph, Id, Kind, Relation};
use crate::reason::name_record;
use crate::reason::strength::Scores;
use crate::words;

/// What stands in a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptance {
    structure: Structure,
    index: Index,
    labels: Vec<Label>,
    /// Per box its statement; none for what has no strength.
    of_node: Vec<Option<u32>>,
    /// Per box the statement that it does not hold, where something speaks against it.
    against_node: Vec<Option<u32>>,
    /// Per link the step that it takes, if it takes one.
    step_of_link: Vec<Option<u32>>,
    /// Per statement the box that it is of.
    node_of: Vec<Option<u32>>,
    struck: Vec<bool>,
}

/// What is left out of an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reason) enum Without {
    /// A box, with all that is said for it.
    Node(u32),
    /// The step that a link takes.
    Link(u32),
}

/// What one reason of a box stands on, all the way down.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::reason) struct Proof {
    /// Its boxes, ascending.
    pub nodes: Vec<u32>,
    /// Its links, ascending.
    pub links: Vec<u32>,
    /// Those of its boxes that something speaks against, or whose step is attacked: what else they
    /// depend on may be needed too.
    pub contested: Vec<u32>,
}

/// Why a box is in, out or undecided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Because {
    /// It is struck out for now.
    Struck,
    /// It is evidence or an assumption, and nothing that stands speaks against it.
    Given,
    /// A reason for it stands, and nothing that stands speaks against it.
    Supported,
    /// What speaks for it meets the standard against what speaks against it.
    Outweighs,
    /// No reason for it stands.
    Unsupported,
    /// What speaks for it does not meet the standard against what speaks against it.
    Outweighed,
    /// What it rests on is not decided, as where things rest on each other.
    Open,
}

impl Because {
    /// The key of the sentence that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::Struck => "stands-struck",
            Self::Given => "stands-given",
            Self::Supported => "stands-supported",
            Self::Outweighs => "stands-outweighs",
            Self::Unsupported => "stands-unsupported",
            Self::Outweighed => "stands-outweighed",
            Self::Open => "stands-open",
        }
    }
}

impl Acceptance {
    /// Evaluates a map without the boxes that are struck out. `graph` is that of `document`.
    ///
    /// Evidence and assumptions are given, with their base score as weight; a step weighs what it
    /// is rated, if all its premises are in. What opposes a box speaks for its contrary, and both
    /// are positions of one issue; so are boxes that contradict each other. What opposes a step
    /// undercuts it, and what supports the step answers that. Claims that nothing supports are out,
    /// unless `takes_bare_claims`: then those that nothing is said for are given too.
    pub fn of(
        document: &Document,
        graph: &Graph,
        scores: &Scores,
        standard: Standard,
        takes_bare_claims: bool,
        is_struck: impl Fn(&Id) -> bool,
    ) -> Self {
        let mut maker = Maker::new(graph);
        for (node, at) in document.nodes().iter().zip(0..) {
            let Some((base, _)) = scores.of_node(node) else {
                continue;
            };
            let own = maker.add();
            maker.of_node[at as usize] = Some(own);
            maker.struck[at as usize] = is_struck(&node.id);
            let is_ground = node.kind == Kind::Evidence || node.assumption.is_some();
            let is_bare = || {
                let mut links = graph.links_to(End::Node(at)).iter();
                !links.any(|&link| *graph.relation(link) == Relation::Supports)
            };
            let is_given = is_ground || takes_bare_claims && is_bare();
            if is_given && !is_struck(&node.id) {
                maker.give(own, base);
            }
        }
        for (link, at) in document.links().iter().zip(0..) {
            maker.read_link(graph, at, scores.of_link(link).0, &is_struck, document);
        }
        maker.finish(standard)
    }

    /// Whether a reason for a box would stand if something were left out: a step that counts for
    /// something, from premises that are in.
    pub(in crate::reason) fn has_reason_without(&self, node: u32, without: Without) -> bool {
        let step_out = match without {
            Without::Node(_) => None,
            Without::Link(link) => self.step_of_link[link as usize],
        };
        let out = match without {
            Without::Node(out) => self.of_node[out as usize],
            Without::Link(_) => step_out.map(|step| self.structure.steps[step as usize].conclusion),
        };
        let Some(out) = out else {
            return self.find_reason(node, &self.labels).is_some();
        };
        let is_left = |step: u32| match step_out {
            Some(out) => step != out,
            None => self.structure.steps[step as usize].conclusion != out,
        };
        let labels = self
            .structure
            .label_without(&self.index, &self.labels, &[out], &is_left);
        let mut own = self.steps_to(node).iter().filter(|&&step| is_left(step));
        own.any(|&step| self.is_reason(step, &labels))
    }

    fn steps_to(&self, node: u32) -> &[u32] {
        match self.of_node[node as usize] {
            Some(statement) => self.index.leading_to.list(statement),
            None => &[],
        }
    }

    /// What one reason of a box stands on; none where none stands.
    pub(in crate::reason) fn find_proof(&self, node: u32) -> Option<Proof> {
        let mut open = vec![self.find_reason(node, &self.labels)?];
        let mut proof = Proof::default();
        let link_of = |step: u32| self.step_of_link.iter().position(|&it| it == Some(step));
        let is_attacked = |step: u32| {
            let undercutter = self.structure.steps[step as usize].undercutter;
            undercutter.is_some_and(|it| !self.index.leading_to.list(it).is_empty())
        };
        while let Some(step) = open.pop() {
            proof.links.extend(link_of(step).map(|it| it as u32));
            let premises = self.structure.steps[step as usize].premises.iter();
            for node in premises.filter_map(|&it| self.node_of[it as usize]) {
                if proof.nodes.contains(&node) {
                    continue;
                }
                proof.nodes.push(node);
                if self.against_node[node as usize].is_some() || is_attacked(step) {
                    proof.contested.push(node);
                }
                let is_given = self
                    .steps_to(node)
                    .iter()
                    .any(|&it| self.structure.steps[it as usize].premises.is_empty());
                if !is_given {
                    open.extend(self.find_reason(node, &self.labels));
                }
            }
        }
        proof.nodes.sort_unstable();
        proof.links.sort_unstable();
        Some(proof)
    }

    fn find_reason(&self, node: u32, labels: &[Label]) -> Option<u32> {
        let steps = self.steps_to(node).iter().copied();
        steps.into_iter().find(|&step| self.is_reason(step, labels))
    }

    fn is_reason(&self, step: u32, labels: &[Label]) -> bool {
        let step = &self.structure.steps[step as usize];
        !step.premises.is_empty() && step.weigh(labels, 1) > 0.0
    }

    /// Whether the box at that place in the document is in; none for what is neither, such as
    /// questions.
    pub fn of_node(&self, node: u32) -> Option<Label> {
        let at = (*self.of_node.get(node as usize)?)?;
        Some(self.labels[at as usize])
    }

    /// Whether the step that a link takes counts for something: its premises are in and nothing
    /// that stands undercuts it. Not so for links that take none.
    pub fn is_step_standing(&self, link: u32) -> bool {
        let step = self.step_of_link.get(link as usize).copied().flatten();
        step.is_some_and(|step| self.is_reason(step, &self.labels))
    }

    /// Why that is so.
    pub fn because(&self, node: u32) -> Option<Because> {
        let own = (*self.of_node.get(node as usize)?)?;
        if self.struck[node as usize] {
            return Some(Because::Struck);
        }
        let weigh = |it: u32| self.structure.weigh_by(&self.index, it, &self.labels);
        let (best, against) = (weigh(own), self.against_node[node as usize]);
        let against = against.map_or(0.0, weigh);
        let steps = self.steps_to(node).iter();
        let mut steps = steps.map(|&it| &self.structure.steps[it as usize]);
        Some(match self.labels[own as usize] {
            Label::In if against > 0.0 => Because::Outweighs,
            Label::In if steps.any(|step| step.premises.is_empty()) => Because::Given,
            Label::In => Because::Supported,
            Label::Undecided => Because::Open,
            Label::Out if best > 0.0 => Because::Outweighed,
            Label::Out => Because::Unsupported,
        })
    }

    /// Why a box stands or does not, in a sentence that names it; none for what is neither.
    pub fn explain(&self, document: &Document, node: u32) -> Option<String> {
        let record = document.nodes().rows().get(node as usize)?;
        let name = name_record(document, &record.id);
        let key = self.because(node)?.key();
        Some(words::say_with(key, &[("box", name.into())]))
    }
}

struct Maker {
    structure: Structure,
    of_node: Vec<Option<u32>>,
    against_node: Vec<Option<u32>>,
    step_of_link: Vec<Option<u32>>,
    struck: Vec<bool>,
    undercut: Vec<Option<u32>>,
    backed: Vec<Option<u32>>,
    /// Statements that exclude each other.
    rivals: Vec<(u32, u32)>,
}

impl Maker {
    fn new(graph: &Graph) -> Self {
        Self {
            structure: Structure::default(),
            of_node: vec![None; graph.n_nodes()],
            against_node: vec![None; graph.n_nodes()],
            step_of_link: vec![None; graph.n_links()],
            struck: vec![false; graph.n_nodes()],
            undercut: vec![None; graph.n_links()],
            backed: vec![None; graph.n_links()],
            rivals: Vec::new(),
        }
    }

    fn add(&mut self) -> u32 {
        self.structure.n_statements += 1;
        self.structure.n_statements as u32 - 1
    }

    fn give(&mut self, statement: u32, weight: f64) {
        self.structure.steps.push(Step {
            conclusion: statement,
            premises: Vec::new(),
            undercutter: None,
            weighing: Weighing::Linked,
            weight,
        });
    }

    fn read_link(
        &mut self,
        graph: &Graph,
        link: u32,
        weight: f64,
        is_struck: &impl Fn(&Id) -> bool,
        document: &Document,
    ) {
        let premises = graph.premises(link).iter();
        let premises: Option<Vec<u32>> = premises.map(|&it| self.of_node[it as usize]).collect();
        let Some(premises) = premises.filter(|it| !it.is_empty()) else {
            return;
        };
        let conclusion = match (graph.relation(link), graph.target(link)) {
            (Relation::Supports, Some(End::Node(node))) => {
                // A box that is struck out is out, whatever is said for it.
                let record = &document.nodes().rows()[node as usize];
                self.of_node[node as usize].filter(|_| !is_struck(&record.id))
            }
            (Relation::Opposes, Some(End::Node(node))) => self.find_against(node),
            (Relation::Opposes, Some(End::Link(other))) => Some(self.find_undercut(other)),
            (Relation::Supports, Some(End::Link(other))) => Some(self.find_backed(other)),
            (Relation::Contradicts, Some(End::Node(node))) => {
                if let (Some(own), [other]) = (self.of_node[node as usize], &premises[..]) {
                    self.rivals.push((own, *other));
                }
                None
            }
            _ => None,
        };
        let Some(conclusion) = conclusion else { return };
        let undercutter = Some(self.find_undercut(link));
        self.step_of_link[link as usize] = Some(self.structure.steps.len() as u32);
        self.structure.steps.push(Step {
            conclusion,
            premises,
            undercutter,
            weighing: Weighing::Linked,
            weight,
        });
    }

    fn find_against(&mut self, node: u32) -> Option<u32> {
        let own = self.of_node[node as usize]?;
        if self.against_node[node as usize].is_none() {
            let against = self.add();
            self.against_node[node as usize] = Some(against);
            self.rivals.push((own, against));
        }
        self.against_node[node as usize]
    }

    fn find_undercut(&mut self, link: u32) -> u32 {
        if let Some(statement) = self.undercut[link as usize] {
            return statement;
        }
        let statement = self.add();
        self.undercut[link as usize] = Some(statement);
        statement
    }

    fn find_backed(&mut self, link: u32) -> u32 {
        if let Some(statement) = self.backed[link as usize] {
            return statement;
        }
        let undercut = self.find_undercut(link);
        let statement = self.add();
        self.backed[link as usize] = Some(statement);
        self.rivals.push((undercut, statement));
        statement
    }

    /// Puts statements that exclude each other, by whatever others, into one issue.
    fn finish(mut self, standard: Standard) -> Acceptance {
        let mut leader: Vec<u32> = (0..self.structure.n_statements as u32).collect();
        for &(one, other) in &self.rivals {
            let (one, other) = (find(&mut leader, one), find(&mut leader, other));
            leader[one.max(other) as usize] = one.min(other);
        }
        let mut issue_of: Vec<Option<usize>> = vec![None; self.structure.n_statements];
        let mut positions: Vec<u32> = self.rivals.iter().flat_map(|&(a, b)| [a, b]).collect();
        positions.sort_unstable();
        positions.dedup();
        for position in positions {
            let first = find(&mut leader, position) as usize;
            let at = *issue_of[first].get_or_insert_with(|| {
                self.structure.issues.push(Issue {
                    positions: Vec::new(),
                    standard,
                });
                self.structure.issues.len() - 1
            });
            self.structure.issues[at].positions.push(position);
        }
        let mut node_of = vec![None; self.structure.n_statements];
        for (statement, node) in self.of_node.iter().zip(0..) {
            if let Some(statement) = *statement {
                node_of[statement as usize] = Some(node);
            }
        }
        let index = Index::of(&self.structure);
        Acceptance {
            labels: self.structure.label_by(&index),
            index,
            step_of_link: self.step_of_link,
            struck: self.struck,
            node_of,
            structure: self.structure,
            of_node: self.of_node,
            against_node: self.against_node,
        }
    }
}

fn find(leader: &mut [u32], mut at: u32) -> u32 {
    while leader[at as usize] != at {
        leader[at as usize] = leader[leader[at as usize] as usize];
        at = leader[at as usize];
    }
    at
}
