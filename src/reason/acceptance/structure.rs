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
        self.label_by(&Index::of(self))
    }

    /// What the best step to a statement weighs under these labels, 0 to 1.
    pub fn weigh(&self, statement: u32, labels: &[Label]) -> f64 {
        self.weigh_by(&Index::of(self), statement, labels)
    }

    pub(super) fn label_by(&self, index: &Index) -> Vec<Label> {
        let labels = vec![Label::Undecided; self.n_statements];
        let mut solver = Solver::new(self, index, labels, &|_| true);
        solver.assume();
        for statement in 0..self.n_statements as u32 {
            solver.ask_again(statement);
        }
        solver.run();
        solver.labels
    }

    /// The labels without some of the steps, which lead to these statements; `labels` are those
    /// with all of them. Only what depends on the statements is decided anew.
    pub(super) fn label_without(
        &self,
        index: &Index,
        labels: &[Label],
        statements: &[u32],
        is_taken: &dyn Fn(u32) -> bool,
    ) -> Vec<Label> {
        let mut solver = Solver::new(self, index, labels.to_vec(), is_taken);
        for &statement in statements {
            solver.forget(statement);
        }
        solver.run();
        solver.labels
    }

    pub(super) fn weigh_by(&self, index: &Index, statement: u32, labels: &[Label]) -> f64 {
        let steps = index.leading_to.list(statement).iter();
        let n = index.count_premises(statement);
        let weights = steps.map(|&it| self.steps[it as usize].weigh(labels, n));
        weights.fold(0.0, f64::max)
    }
}

/// What leads to what, on flat arrays.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Index {
    /// Steps that lead to a statement.
    pub leading_to: Lists,
    /// Steps that a statement has a say in.
    used_by: Lists,
    issue_of: Vec<Option<u32>>,
    /// Per issue how many statements are premises of its steps.
    n_premises: Vec<usize>,
}

/// A list of numbers for each number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Lists {
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl Lists {
    /// Pairs of a number and an entry of its list, which are given twice, alike.
    fn of(n: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0; n + 1];
        for (of, _) in pairs.clone() {
            starts[of as usize + 1] += 1;
        }
        for at in 1..=n {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; starts[n] as usize];
        for (of, entry) in pairs {
            let slot = &mut next[of as usize];
            entries[*slot as usize] = entry;
            *slot += 1;
        }
        Self { starts, entries }
    }

    pub fn list(&self, of: u32) -> &[u32] {
        let of = of as usize;
        &self.entries[self.starts[of] as usize..self.starts[of + 1] as usize]
    }
}

impl Index {
    pub fn of(structure: &Structure) -> Self {
        let n = structure.n_statements;
        let steps = || structure.steps.iter().zip(0_u32..);
        let leading_to = Lists::of(n, steps().map(|(step, at)| (step.conclusion, at)));
        let used_by = steps().flat_map(|(step, at)| {
            let statements = step.premises.iter().chain(&step.undercutter);
            statements.map(move |&it| (it, at))
        });
        let used_by = Lists::of(n, used_by);
        let mut issue_of = vec![None; n];
        let mut n_premises = Vec::with_capacity(structure.issues.len());
        for (issue, at) in structure.issues.iter().zip(0_u32..) {
            for &position in &issue.positions {
                issue_of[position as usize] = Some(at);
            }
            let steps = issue.positions.iter();
            let steps = steps.flat_map(|&it| leading_to.list(it));
            let premises = steps.flat_map(|&it| &structure.steps[it as usize].premises);
            let mut premises: Vec<u32> = premises.copied().collect();
            premises.sort_unstable();
            premises.dedup();
            n_premises.push(premises.len());
        }
        Self {
            leading_to,
            used_by,
            issue_of,
            n_premises,
        }
    }

    fn count_premises(&self, statement: u32) -> usize {
        let issue = self.issue_of[statement as usize];
        issue.map_or(1, |at| self.n_premises[at as usize])
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
    index: &'a Index,
    labels: Vec<Label>,
    /// Which of the steps there are.
    is_taken: &'a dyn Fn(u32) -> bool,
    open: Vec<u32>,
    is_open: Vec<bool>,
}

impl<'a> Solver<'a> {
    fn new(
        structure: &'a Structure,
        index: &'a Index,
        labels: Vec<Label>,
        is_taken: &'a dyn Fn(u32) -> bool,
    ) -> Self {
        Self {
            structure,
            index,
            is_open: vec![false; labels.len()],
            labels,
            is_taken,
            open: Vec::new(),
        }
    }

    fn run(&mut self) {
        while let Some(statement) = self.open.pop() {
            self.is_open[statement as usize] = false;
            self.decide(statement);
        }
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

    /// Opens a statement and all that depends on it, as it was before anything was decided. What
    /// is assumed stays.
    fn forget(&mut self, statement: u32) {
        let mut next = vec![statement];
        while let Some(statement) = next.pop() {
            let own = statement as usize;
            if self.is_open[own] || self.is_assumed(statement) {
                continue;
            }
            self.labels[own] = Label::Undecided;
            self.ask_again(statement);
            if let Some(issue) = self.index.issue_of[own] {
                next.extend(&self.structure.issues[issue as usize].positions);
            }
            let used_by = self.index.used_by.list(statement).iter();
            next.extend(used_by.map(|&step| self.structure.steps[step as usize].conclusion));
        }
    }

    /// Whether an assumption has settled a statement, by itself or by its issue.
    fn is_assumed(&self, statement: u32) -> bool {
        let assumed = &self.structure.assumed;
        let issue = self.index.issue_of[statement as usize];
        let issue = issue.map(|it| &self.structure.issues[it as usize]);
        !assumed.is_empty()
            && (assumed.contains(&statement)
                || issue.is_some_and(|it| it.positions.iter().any(|it| assumed.contains(it))))
    }

    /// The steps to a statement that there are.
    fn steps_to(&self, statement: u32) -> impl Iterator<Item = &'a Step> {
        let (structure, is_taken) = (self.structure, self.is_taken);
        let steps = self.index.leading_to.list(statement).iter();
        steps
            .filter(move |&&it| is_taken(it))
            .map(move |&it| &structure.steps[it as usize])
    }

    fn decide(&mut self, statement: u32) {
        let own = statement as usize;
        if self.labels[own] != Label::Undecided {
            return;
        }
        let best = self.weigh_best(statement);
        let is_settled = |it: &Step| it.is_settled(&self.labels);
        if best <= 0.0 && self.steps_to(statement).all(is_settled) {
            self.set(statement, Label::Out);
            return;
        }
        let Some(at) = self.index.issue_of[own] else {
            if best > 0.0 {
                self.set(statement, Label::In);
            }
            return;
        };
        let issue = &self.structure.issues[at as usize];
        let is_settled = |it: &Step| it.is_settled(&self.labels);
        let mut positions = issue.positions.iter();
        if positions.all(|&it| self.steps_to(it).all(is_settled)) {
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

    fn weigh_best(&self, statement: u32) -> f64 {
        let n = self.index.count_premises(statement);
        let weights = self.steps_to(statement).map(|it| it.weigh(&self.labels, n));
        weights.fold(0.0, f64::max)
    }

    fn set(&mut self, statement: u32, label: Label) {
        self.labels[statement as usize] = label;
        for &step in self.index.used_by.list(statement) {
            let conclusion = self.structure.steps[step as usize].conclusion;
            self.ask_again(conclusion);
            if let Some(issue) = self.index.issue_of[conclusion as usize] {
                for &position in &self.structure.issues[issue as usize].positions {
                    self.ask_again(position);
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
