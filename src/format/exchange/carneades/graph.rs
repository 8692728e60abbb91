//! What a YAML file of Carneades 4 says: statements, issues among them, the arguments that lead
//! to them, and how its author expects them to come out.

use std::collections::HashMap;

use crate::format::FormatError;
use crate::format::exchange::yaml::{self, Entry, Value, Yaml};
use crate::reason::acceptance::{Label, Standard};

/// A whole argument graph. Statements are named by their ids, without the spaces that these may
/// hold.
#[derive(Debug, Clone, Default)]
pub struct ArgumentGraph {
    /// What it calls itself.
    pub title: String,
    /// What else it says of itself, a line for each.
    pub about: String,
    /// The statements, in the order of the file.
    pub statements: Vec<Statement>,
    /// Statements that are assumed.
    pub assumptions: Vec<Named>,
    /// The issues.
    pub issues: Vec<Issue>,
    /// The arguments.
    pub arguments: Vec<Argument>,
    /// Works that it rests on: their keys, and what is said of each.
    pub references: Vec<(String, Vec<(String, String)>)>,
    /// How its author expects statements to come out.
    pub expected: Vec<(Label, String)>,
    /// Whether there are schemes from which the program that it is meant for derives arguments
    /// that the file does not have.
    pub is_derived: bool,
    /// What arguments by a scheme weigh, where that is constant.
    constants: HashMap<String, f64>,
    /// Words for statements by predicate and number of terms.
    wordings: HashMap<String, String>,
    /// What stands in it and is not held here: what, how often, and a line.
    pub(super) passed_over: Vec<(String, usize, usize)>,
    /// Keys of members that are not held, as another one with the key comes later, and where that is.
    pub(super) repeated: Vec<(String, usize)>,
}

/// A statement that is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// The line, from 1.
    pub line: usize,
}

/// A statement.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    /// Its id.
    pub id: String,
    /// Its wording; may be empty.
    pub text: String,
    /// Whether it is assumed where it stands.
    pub is_assumed: bool,
    /// What else is said of it.
    pub note: String,
    /// Its line, from 1.
    pub line: usize,
}

/// An issue: statements of which one at most can be in.
#[derive(Debug, Clone, Default)]
pub struct Issue {
    /// Its id.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// What else is said of it.
    pub note: String,
    /// The statements.
    pub positions: Vec<Named>,
    /// What the one that is in has to meet.
    pub standard: Standard,
    /// Its line, from 1.
    pub line: usize,
}

/// An argument.
#[derive(Debug, Clone, Default)]
pub struct Argument {
    /// Its id.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// What else is said of it.
    pub note: String,
    /// Its premises, each with its role, which may be empty.
    pub premises: Vec<(String, Named)>,
    /// What it leads to.
    pub conclusion: Option<Named>,
    /// Its scheme; may be empty.
    pub scheme: String,
    /// What it weighs, where that is a number, its own or that of its scheme.
    pub weight: Option<f64>,
    /// The statement that it does not hold here.
    pub undercutter: Option<Named>,
    /// Its line, from 1.
    pub line: usize,
}

/// Reads a file.
///
/// # Errors
/// [`FormatError::Syntax`] where it is no YAML, [`FormatError::Import`] where it nests too deeply,
/// repeats too much by aliases, or holds something else.
pub fn parse(text: &str) -> Result<ArgumentGraph, FormatError> {
    let yamls = yaml::read(text)?;
    let mut graph = ArgumentGraph {
        repeated: yamls.repeated,
        ..ArgumentGraph::default()
    };
    for (what, line) in yamls.passed_over {
        graph.pass_over(what, 1, line);
    }
    if !matches!(yamls.root.value, Value::Map(_)) {
        return Err(FormatError::Import {
            why: "it is YAML, but no argument graph: statements and arguments are missing; \
                  choose another file"
                .to_owned(),
        });
    }
    for entry in yamls.root.entries() {
        graph.read_member(entry);
    }
    for argument in &mut graph.arguments {
        let constant = graph.constants.get(&argument.scheme);
        argument.weight = argument.weight.or(constant.copied());
    }
    Ok(graph)
}

/// An id as others name it: terms may be written with spaces between them.
pub(super) fn normal(id: &str) -> String {
    if id.contains('(') {
        id.split_whitespace().collect()
    } else {
        id.trim().to_owned()
    }
}

/// The position that is the contrary of another one by its id.
pub(super) fn is_contrary(one: &str, other: &str) -> bool {
    one.strip_prefix('¬') == Some(other) || other.strip_prefix('¬') == Some(one)
}

impl ArgumentGraph {
    /// Words for a statement that has none of its own: those of its predicate with its terms put
    /// in, else its id.
    pub(super) fn word(&self, id: &str) -> String {
        self.fill_wording(id).unwrap_or_else(|| id.to_owned())
    }

    fn fill_wording(&self, id: &str) -> Option<String> {
        let (predicate, terms) = id.split_once('(')?;
        let terms = split_terms(terms.strip_suffix(')')?);
        let name = format!("{predicate}/{}", terms.len());
        let wording = self.wordings.get(&name)?;
        let mut words = String::new();
        let mut rest = wording.as_str();
        for term in terms {
            let places = [rest.find("%v"), rest.find("%s")];
            let at = places.into_iter().flatten().min()?;
            words.push_str(&rest[..at]);
            words.push_str(term);
            rest = &rest[at + 2..];
        }
        words.push_str(rest);
        Some(words)
    }

    fn pass_over(&mut self, what: impl Into<String>, n: usize, line: usize) {
        self.passed_over.push((what.into(), n, line));
    }

    fn read_member(&mut self, entry: &Entry) {
        let (value, line) = (&entry.value, entry.line);
        let n = value.items().len().max(value.entries().len());
        match entry.key.as_str() {
            "meta" => (self.title, self.about) = read_meta(value),
            "statements" => value
                .entries()
                .iter()
                .for_each(|it| self.read_statement(it)),
            "assumptions" => self.assumptions = self.read_names(value),
            "issues" => value.entries().iter().for_each(|it| self.read_issue(it)),
            "arguments" => value.entries().iter().for_each(|it| self.read_argument(it)),
            "references" => {
                for reference in value.entries() {
                    let says = reference.value.entries().iter();
                    let says = says.map(|it| (it.key.clone(), it.value.flatten()));
                    self.references
                        .push((reference.key.clone(), says.collect()));
                }
            }
            "language" => {
                self.wordings.clear();
                for entry in value.entries() {
                    let wording = self.wordings.entry(entry.key.trim().to_owned());
                    wording.or_insert_with(|| entry.value.flatten());
                }
                let what = "the wording of a predicate, beyond the statements that need it";
                self.pass_over(what, n, line);
            }
            "argument_schemes" => {
                let mut schemes = value.items().iter();
                self.is_derived = schemes.any(|it| it.get("conclusions").is_some())
                    || value.get("conclusions").is_some()
                    || (value.entries().iter()).any(|it| it.value.get("conclusions").is_some());
                for scheme in value.items() {
                    let id = scheme.get("id").map(Yaml::word).unwrap_or_default();
                    let weight = scheme.get("weight").and_then(|it| it.get("constant"));
                    if let Some(Ok(weight)) = weight.map(|it| it.word().parse()) {
                        self.constants.entry(id.to_owned()).or_insert(weight);
                    }
                }
                let what = "an argument scheme, from which no arguments are derived here";
                self.pass_over(what, n, line);
            }
            "issue_schemes" => {
                let what = "an issue scheme, from which no issues are derived here";
                self.pass_over(what, n, line);
            }
            "weighing_functions" => {
                self.pass_over("a weighing function, which is not computed here", n, line);
            }
            "tests" => {
                for entry in value.entries() {
                    let label = match entry.key.as_str() {
                        "in" => Label::In,
                        "out" => Label::Out,
                        "undecided" => Label::Undecided,
                        _ => {
                            self.pass_over("a label of an unknown name", 1, entry.line);
                            continue;
                        }
                    };
                    let ids = self.read_names(&entry.value).into_iter();
                    self.expected.extend(ids.map(|it| (label, it.id)));
                }
                let n = self.expected.len();
                self.pass_over("a label that its author expects", n, line);
            }
            key => self.pass_over(format!("the member “{key}”"), 1, line),
        }
    }

    fn read_statement(&mut self, entry: &Entry) {
        let mut statement = Statement {
            id: normal(&entry.key),
            text: entry.value.word().to_owned(),
            line: entry.line,
            ..Statement::default()
        };
        for member in entry.value.entries() {
            let value = &member.value;
            match member.key.as_str() {
                "text" => statement.text = value.flatten(),
                "assumed" => statement.is_assumed = value.word() == "true",
                "meta" | "metadata" => statement.note = read_note(value),
                "label" => {
                    self.pass_over("a label of a statement, as it came out", 1, member.line);
                }
                key => self.pass_over(format!("the member “{key}” of statements"), 1, member.line),
            }
        }
        if matches!(entry.value.value, Value::List(_)) {
            self.pass_over("a list in place of a statement's words", 1, entry.line);
        }
        self.statements.push(statement);
    }

    fn read_issue(&mut self, entry: &Entry) {
        let mut issue = Issue {
            id: normal(&entry.key),
            line: entry.line,
            ..Issue::default()
        };
        if matches!(entry.value.value, Value::List(_)) {
            issue.positions = self.read_names(&entry.value);
        }
        for member in entry.value.entries() {
            let value = &member.value;
            match member.key.as_str() {
                "positions" => issue.positions = self.read_names(value),
                "meta" | "metadata" => (issue.title, issue.note) = read_meta(value),
                "standard" => match value.word().to_uppercase().as_str() {
                    "" | "PE" => {}
                    "CCE" => issue.standard = Standard::Clear,
                    "BRD" => issue.standard = Standard::BeyondDoubt,
                    _ => self.pass_over("a standard of proof of an unknown name", 1, member.line),
                },
                key => self.pass_over(format!("the member “{key}” of issues"), 1, member.line),
            }
        }
        self.issues.push(issue);
    }

    fn read_argument(&mut self, entry: &Entry) {
        let mut argument = Argument {
            id: normal(&entry.key),
            line: entry.line,
            ..Argument::default()
        };
        for member in entry.value.entries() {
            let value = &member.value;
            match member.key.as_str() {
                "conclusion" => argument.conclusion = self.read_names(value).into_iter().next(),
                "undercutter" => argument.undercutter = self.read_names(value).into_iter().next(),
                "premises" => argument.premises = self.read_premises(value),
                "scheme" => value.word().trim().clone_into(&mut argument.scheme),
                "title" => argument.title = value.flatten(),
                "meta" | "metadata" => (argument.title, argument.note) = read_meta(value),
                "weight" | "weigth" => {
                    argument.weight = value.word().trim().parse().ok();
                    if argument.weight.is_none() && !value.is_empty() {
                        self.pass_over("a weight that is to be computed", 1, member.line);
                    }
                }
                key => self.pass_over(format!("the member “{key}” of arguments"), 1, member.line),
            }
        }
        self.arguments.push(argument);
    }

    /// Ids of statements: a list, or one.
    fn read_names(&mut self, value: &Yaml) -> Vec<Named> {
        let mut names = Vec::new();
        for item in value.items() {
            let id = normal(item.word());
            if id.is_empty() {
                self.pass_over("something in place of the id of a statement", 1, item.line);
            } else {
                names.push(Named {
                    id,
                    line: item.line,
                });
            }
        }
        if !value.entries().is_empty() {
            let what = "something in place of the id of a statement";
            self.pass_over(what, 1, value.line);
        }
        names
    }

    /// Premises: a list, or by their roles.
    fn read_premises(&mut self, value: &Yaml) -> Vec<(String, Named)> {
        let mut premises = Vec::new();
        let mut by_role: Vec<&Entry> = value.entries().iter().collect();
        for item in value.items() {
            if item.entries().is_empty() {
                let names = self.read_names(item).into_iter();
                premises.extend(names.map(|it| (String::new(), it)));
            } else {
                by_role.extend(item.entries());
            }
        }
        for entry in by_role {
            let names = self.read_names(&entry.value).into_iter();
            premises.extend(names.map(|it| (entry.key.clone(), it)));
        }
        premises
    }
}

/// The terms between commas that stand in no term themselves.
fn split_terms(terms: &str) -> Vec<&str> {
    let (mut depth, mut start) = (0_i32, 0);
    let mut all = Vec::new();
    for (at, c) in terms.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                all.push(&terms[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    all.push(&terms[start..]);
    all
}

/// A title, and all else that is said, a line for each.
fn read_meta(value: &Yaml) -> (String, String) {
    let title = value.get("title").map(Yaml::flatten).unwrap_or_default();
    let rest = value.entries().iter().filter(|it| it.key != "title");
    let lines = rest.map(|it| match it.key.as_str() {
        "note" | "notes" | "description" => it.value.flatten(),
        key => format!("{key}: {}", it.value.flatten()),
    });
    let lines: Vec<String> = lines.collect();
    let all = match &value.value {
        Value::Map(_) => lines.join("\n"),
        _ => value.flatten(),
    };
    (title, all)
}

/// All that is said, a line for each.
fn read_note(value: &Yaml) -> String {
    let (title, rest) = read_meta(value);
    let lines = [title, rest];
    let lines: Vec<String> = lines.into_iter().filter(|it| !it.is_empty()).collect();
    lines.join("\n")
}
