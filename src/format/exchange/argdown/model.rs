//! What an Argdown text says: statements by their titles, arguments, and relations.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::format::exchange::Report;

/// What there is in a text, as the reference parser counts it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Statements, those of one title as one.
    pub statements: usize,
    /// Arguments.
    pub arguments: usize,
    /// Relations that are written down, those said twice as one.
    pub relations: usize,
}

/// One end of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Member {
    Statement(usize),
    Argument(usize),
    /// An inference of an argument.
    Inference(usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Support,
    Attack,
    Undercut,
    /// Both cannot hold.
    Contrary,
    /// Just one of both holds.
    Contradictory,
}

impl Kind {
    /// What the tools call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Attack => "attack",
            Self::Undercut => "undercut",
            Self::Contrary => "contrary",
            Self::Contradictory => "contradictory",
        }
    }
}

pub(super) struct Relation {
    pub kind: Kind,
    pub from: Member,
    pub to: Member,
    /// What the block behind its lower end says.
    pub data: Map<String, Value>,
    pub line: usize,
}

/// A statement with all that is said of it, wherever it stands.
#[derive(Default)]
pub(super) struct Statement {
    pub title: String,
    pub is_titled: bool,
    pub text: String,
    pub tags: Vec<String>,
    pub links: Vec<(String, String)>,
    pub data: Map<String, Value>,
    pub section: String,
}

#[derive(Default)]
pub(super) struct Argument {
    pub title: String,
    pub is_titled: bool,
    pub text: String,
    pub tags: Vec<String>,
    pub links: Vec<(String, String)>,
    pub data: Map<String, Value>,
    pub section: String,
    pub line: usize,
    pub steps: Vec<Step>,
    /// Premises that no inference has taken yet.
    pub open: Vec<usize>,
}

/// One inference of a reconstructed argument.
#[derive(Default)]
pub(super) struct Step {
    pub premises: Vec<usize>,
    pub conclusion: Option<usize>,
    pub rules: String,
    pub data: Map<String, Value>,
    pub line: usize,
}

#[derive(Default)]
pub(super) struct Model {
    pub title: String,
    /// Whether attacks between statements say that both cannot hold.
    pub is_strict: bool,
    pub statements: Vec<Statement>,
    pub arguments: Vec<Argument>,
    pub relations: Vec<Relation>,
    pub statement_of: HashMap<String, usize>,
    pub argument_of: HashMap<String, usize>,
    /// What is said of it already.
    pub report: Report,
    /// What was passed over: what, and its line.
    pub passed_over: Vec<(&'static str, usize)>,
    pub n_untitled: usize,
}

impl Argument {
    /// The statement that it concludes with.
    pub fn conclusion(&self) -> Option<usize> {
        self.steps.last().and_then(|step| step.conclusion)
    }

    /// The premises that it does not conclude itself.
    fn find_premises(&self) -> BTreeSet<usize> {
        let premises = self.steps.iter().flat_map(|step| &step.premises);
        let mut premises: BTreeSet<usize> = premises.copied().collect();
        for conclusion in self.steps.iter().filter_map(|step| step.conclusion) {
            premises.remove(&conclusion);
        }
        premises
    }
}

impl Model {
    /// The statement of that title, made if it is new; one without a title is new always.
    pub fn statement(&mut self, title: &str) -> usize {
        if let Some(&known) = self.statement_of.get(title).filter(|_| !title.is_empty()) {
            return known;
        }
        let at = self.statements.len();
        let is_titled = !title.is_empty();
        let title = self.find_title(title);
        self.statement_of.insert(title.clone(), at);
        self.statements.push(Statement {
            title,
            is_titled,
            ..Statement::default()
        });
        at
    }

    /// The argument of that title, made if it is new.
    pub fn argument(&mut self, title: &str, line: usize) -> usize {
        if let Some(&known) = self.argument_of.get(title).filter(|_| !title.is_empty()) {
            return known;
        }
        let at = self.arguments.len();
        let is_titled = !title.is_empty();
        let title = self.find_title(title);
        self.argument_of.insert(title.clone(), at);
        self.arguments.push(Argument {
            title,
            is_titled,
            line,
            ..Argument::default()
        });
        at
    }

    fn find_title(&mut self, title: &str) -> String {
        if title.is_empty() {
            self.n_untitled += 1;
            format!("Untitled {}", self.n_untitled)
        } else {
            title.to_owned()
        }
    }

    /// Moves relations of reconstructed arguments to what they are about: those from one start
    /// at its conclusion, undercuts of one end at its last inference. What is said twice then is
    /// one.
    pub fn settle(&mut self) {
        // A tag that several places give is one.
        let tags = self.statements.iter_mut().map(|it| &mut it.tags);
        for tags in tags.chain(self.arguments.iter_mut().map(|it| &mut it.tags)) {
            let mut known = HashSet::new();
            tags.retain(|tag| known.insert(tag.clone()));
        }
        let arguments = &self.arguments;
        // That an argument supports what it concludes says nothing more.
        self.relations.retain(|it| {
            let Member::Argument(at) = it.from else {
                return true;
            };
            let concluded = arguments[at].conclusion().map(Member::Statement);
            concluded != Some(it.to)
        });
        for relation in &mut self.relations {
            if let Member::Argument(at) = relation.from
                && let Some(conclusion) = arguments[at].conclusion()
            {
                relation.from = Member::Statement(conclusion);
            }
            if let Member::Argument(at) = relation.to
                && relation.kind == Kind::Undercut
                && !arguments[at].steps.is_empty()
            {
                relation.to = Member::Inference(at, arguments[at].steps.len() - 1);
            }
        }
        let is_statement = |it: Member| matches!(it, Member::Statement(_));
        for relation in self.relations.iter_mut().filter(|_| self.is_strict) {
            let is_between = is_statement(relation.from) && is_statement(relation.to);
            if is_between && relation.kind == Kind::Attack {
                relation.kind = Kind::Contrary;
            }
        }
        let (mut seen, mut named) = (HashSet::new(), HashSet::new());
        let mut attacked: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        self.relations.retain(|it| {
            let turned = (it.kind, it.to, it.from);
            let is_mutual = matches!(it.kind, Kind::Contradictory | Kind::Contrary);
            if let (Member::Statement(from), Member::Statement(to)) = (it.from, it.to) {
                if is_mutual || it.kind == Kind::Attack {
                    attacked.entry(from).or_default().insert(to);
                }
                if is_mutual {
                    attacked.entry(to).or_default().insert(from);
                }
            }
            let is_known = is_mutual && seen.contains(&turned);
            // A link with a name of its own is one of its own.
            let name = it.data.get("link").and_then(Value::as_str);
            let is_named = name.is_some_and(|name| named.insert(name.to_owned()));
            let is_new = seen.insert((it.kind, it.from, it.to));
            is_named || !is_known && is_new
        });
        // That a statement attacks an argument follows where it attacks one of the premises.
        let premises: Vec<BTreeSet<usize>> =
            arguments.iter().map(Argument::find_premises).collect();
        self.relations.retain(|it| match (it.kind, it.from, it.to) {
            (Kind::Attack, Member::Statement(from), Member::Argument(at)) => attacked
                .get(&from)
                .is_none_or(|attacked| attacked.is_disjoint(&premises[at])),
            _ => true,
        });
    }

    pub fn count(&self) -> Counts {
        Counts {
            statements: self.statements.len(),
            arguments: self.arguments.len(),
            relations: self.relations.len(),
        }
    }
}
