//! Statements, the steps that lead to them and the issues between them, and which statements are
//! in. Nothing is in that does not have to be: what only carries itself stays undecided.

use super::Label;

/// By which measure one side of an issue has to outweigh the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Standard {
    /// By anything at all: the preponderance of the evidence.
    #[default]
    Preponderance,
    /// By more than one half: clear and convincing evidence.
    Clear,
    /// By more than one half, with next to nothing on the other side: beyond reasonable doubt.
    BeyondDoubt,
}

impl Standard {
    /// All of them, the mildest first.
    pub const ALL: [Self; 3] = [Self::Preponderance, Self::Clear, Self::BeyondDoubt];

    /// Its name on the command line and in settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preponderance => "preponderance",
            Self::Clear => "clear",
            Self::BeyondDoubt => "beyond-doubt",
        }
    }

    /// The standard of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }

    /// Whether a side of weight `own` meets it against one of weight `other`, both 0 to 1. The
    /// margins are those that Carneades 4 uses.
    pub fn is_met(self, own: f64, other: f64) -> bool {
        /// By how much one side has to lead where that matters.
        const MARGIN: f64 = 0.5;
        /// What the other side may weigh where there is to be no doubt.
        const DOUBT: f64 = 0.3;
        match self {
            Self::Preponderance => own > other,
            Self::Clear => own - other > MARGIN,
            Self::BeyondDoubt => own - other > MARGIN && other < DOUBT,
        }
    }
}

/// How much of its weight a step has by which of its premises are in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Weighing {
    /// All of it if all are in.
    #[default]
    Linked,
    /// All of it if one is in.
    Convergent,
    /// The share that is in.
    Cumulative,
    /// If all are in, their number as a share of all premises of the issue: who says more weighs
    /// more.
    Factorized,
}

/// A step from premises to a conclusion. All are statements by number.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it leads to.
    pub conclusion: u32,
    /// What it starts from; none for what is given.
    pub premises: Vec<u32>,
    /// The statement that the step does not hold here.
    pub undercutter: Option<u32>,
    /// How its premises count.
    pub weighing: Weighing,
    /// What it weighs at most, 0 to 1.
    pub weight: f64,
}

/// Statements of which one at most can be in.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// The statements. None stands in two issues.
    pub positions: Vec<u32>,
    /// What the one that is in has to meet against each of the others.
    pub standard: Standard,
}

/// A whole argument.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Structure {
    /// How many statements there are.
    pub n_statements: usize,
    /// The steps.
    pub steps: Vec<Step>,
    /// The issues.
    pub issues: Vec<Issue>,
    /// Statements that are in without any reason.
    pub assumed: Vec<u32>,
}

impl Structure {
    /// Labels the statements: the least that has to be decided. Linear in the structure, but for
    /// issues with many positions.
    ///
    /// # Panics
    /// Where a step or issue names a statement that is not there.
    pub fn label(&self) -> Vec<Label> {
        self.label_with(|_| true)
    }

    /// As [`Structure::label`], with only some of the steps, by their places.
    pub(super) fn label_with(&self, is_taken: impl Fn(usize) -> bool) -> Vec<Label> {
        let mut solver = Solver::new(self, is_taken);
        solver.assume();
        for statement in 0..self.n_statements as u32 {
            solver.ask_again(statement);
        }
        while let Some(statement) = solver.open.pop() {
            solver.is_open[statement as usize] = false;
            solver.decide(statement);
        }
        solver.labels
    }

    /// What the best step to a statement weighs under these labels, 0 to 1.
    pub fn weigh(&self, statement: u32, labels: &[Label]) -> f64 {
        let steps = self.steps.iter().filter(|it| it.conclusion == statement);
        let issue = self
            .issues
            .iter()
            .find(|it| it.positions.contains(&statement));
        let n = issue.map_or(1, |issue| self.count_premises(issue));
        steps.map(|step| step.weigh(labels, n)).fold(0.0, f64::max)
    }

    /// How many statements are premises of the steps of an issue.
    fn count_premises(&self, issue: &Issue) -> usize {
        let steps = self.steps.iter();
        let steps = steps.filter(|it| issue.positions.contains(&it.conclusion));
        let mut all: Vec<u32> = steps.flat_map(|it| it.premises.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }
}

impl Step {
    fn is_undercut(&self, labels: &[Label]) -> Label {
        self.undercutter
            .map_or(Label::Out, |it| labels[it as usize])
    }

    /// Whether it is settled how much the step weighs.
    fn is_settled(&self, labels: &[Label]) -> bool {
        match self.is_undercut(labels) {
            Label::In => true,
            Label::Undecided => false,
            Label::Out => {
                let mut premises = self.premises.iter();
                premises.all(|&it| labels[it as usize] != Label::Undecided)
            }
        }
    }

    /// What it weighs under these labels; `n` is the number of premises of its issue.
    pub(super) fn weigh(&self, labels: &[Label], n: usize) -> f64 {
        if self.is_undercut(labels) == Label::In || !self.is_settled(labels) {
            return 0.0;
        }
        let all = self.premises.len();
        let n_in = self.premises.iter();
        let n_in = n_in.filter(|&&it| labels[it as usize] == Label::In).count();
        let share = match self.weighing {
            Weighing::Linked => f64::from(u8::from(n_in == all)),
            Weighing::Convergent => f64::from(u8::from(n_in > 0 || all == 0)),
            Weighing::Cumulative if all == 0 => 1.0,
            Weighing::Cumulative => n_in as f64 / all as f64,
            Weighing::Factorized if n_in == all => n_in as f64 / n.max(1) as f64,
            Weighing::Factorized => 0.0,
        };
        share * self.weight
    }
}

struct Solver<'a> {
    structure: &'a Structure,
    labels: Vec<Label>,
    /// Steps that lead to a statement.
    leading_to: Vec<Vec<u32>>,
    /// Steps that a statement has a say in.
    used_by: Vec<Vec<u32>>,
    issue_of: Vec<Option<u32>>,
    /// Per issue how many statements are premises of its steps.
    n_premises: Vec<usize>,
    open: Vec<u32>,
    is_open: Vec<bool>,
}

impl<'a> Solver<'a> {
    fn new(structure: &'a Structure, is_taken: impl Fn(usize) -> bool) -> Self {
        let n = structure.n_statements;
        let mut solver = Self {
            structure,
            labels: vec![Label::Undecided; n],
            leading_to: vec![Vec::new(); n],
            used_by: vec![Vec::new(); n],
            issue_of: vec![None; n],
            n_premises: vec![0; structure.issues.len()],
            open: Vec::new(),
            is_open: vec![false; n],
        };
        for (step, at) in structure.steps.iter().zip(0..) {
            if !is_taken(at as usize) {
                continue;
            }
            solver.leading_to[step.conclusion as usize].push(at);
            for &premise in step.premises.iter().chain(&step.undercutter) {
                solver.used_by[premise as usize].push(at);
            }
        }
        for (issue, at) in structure.issues.iter().zip(0..) {
            for &position in &issue.positions {
                solver.issue_of[position as usize] = Some(at);
            }
            let steps = issue.positions.iter();
            let steps = steps.flat_map(|&it| &solver.leading_to[it as usize]);
            let premises = steps.flat_map(|&it| &structure.steps[it as usize].premises);
            let mut premises: Vec<u32> = premises.copied().collect();
            premises.sort_unstable();
            premises.dedup();
            solver.n_premises[at as usize] = premises.len();
        }
        solver
    }

    fn assume(&mut self) {
        for &statement in &self.structure.assumed {
            self.labels[statement as usize] = Label::In;
        }
        for issue in &self.structure.issues {
            let is_in = |&it: &u32| self.labels[it as usize] == Label::In;
            if issue.positions.iter().any(is_in) {
                for &position in &issue.positions {
                    if self.labels[position as usize] == Label::Undecided {
                        self.labels[position as usize] = Label::Out;
                    }
                }
            }
        }
    }

    fn decide(&mut self, statement: u32) {
        let own = statement as usize;
        if self.labels[own] != Label::Undecided {
            return;
        }
        let steps = || self.leading_to[own].iter().copied();
        let mut settled = steps();
        if settled.all(|it| self.is_settled(it)) && self.weigh_best(statement) <= 0.0 {
            self.set(statement, Label::Out);
            return;
        }
        let Some(at) = self.issue_of[own] else {
            if self.weigh_best(statement) > 0.0 {
                self.set(statement, Label::In);
            }
            return;
        };
        let issue = &self.structure.issues[at as usize];
        let steps = issue.positions.iter();
        let mut steps = steps.flat_map(|&it| &self.leading_to[it as usize]);
        if steps.all(|&it| self.is_settled(it)) {
            self.resolve(issue);
        }
    }

    fn resolve(&mut self, issue: &Issue) {
        let weights = issue.positions.iter().map(|&it| self.weigh_best(it));
        let weights: Vec<f64> = weights.collect();
        let wins = |at: usize| {
            let mut others = weights.iter().enumerate().filter(|(other, _)| *other != at);
            weights[at] > 0.0 && others.all(|(_, &other)| issue.standard.is_met(weights[at], other))
        };
        let winner = (0..weights.len()).find(|&at| wins(at));
        for (at, &position) in issue.positions.iter().enumerate() {
            if self.labels[position as usize] == Label::Undecided {
                let label = if winner == Some(at) {
                    Label::In
                } else {
                    Label::Out
                };
                self.set(position, label);
            }
        }
    }

    fn is_settled(&self, step: u32) -> bool {
        self.structure.steps[step as usize].is_settled(&self.labels)
    }

    fn weigh_best(&self, statement: u32) -> f64 {
        let issue = self.issue_of[statement as usize];
        let n = issue.map_or(1, |at| self.n_premises[at as usize]);
        let steps = self.leading_to[statement as usize].iter();
        let weights = steps.map(|&it| self.structure.steps[it as usize].weigh(&self.labels, n));
        weights.fold(0.0, f64::max)
    }

    fn set(&mut self, statement: u32, label: Label) {
        self.labels[statement as usize] = label;
        for at in 0..self.used_by[statement as usize].len() {
            let step = self.used_by[statement as usize][at];
            let conclusion = self.structure.steps[step as usize].conclusion;
            self.ask_again(conclusion);
            if let Some(issue) = self.issue_of[conclusion as usize] {
                for &position in &self.structure.issues[issue as usize].positions {
                    if !std::mem::replace(&mut self.is_open[position as usize], true) {
                        self.open.push(position);
                    }
                }
            }
        }
    }

    fn ask_again(&mut self, statement: u32) {
        if !std::mem::replace(&mut self.is_open[statement as usize], true) {
            self.open.push(statement);
        }
    }
}
