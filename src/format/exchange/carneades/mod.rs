//! The formats of Carneades: the YAML of version 4, here; LKIF of version 2 and CAF of version 3
//! in files of their own. Statements are claims; an argument is a link, its undercutter a link
//! onto it. Nothing is against a statement in version 4: what stands against it is another
//! position of the same issue.

pub mod caf;
mod graph;
pub mod lkif;
mod step;

pub use graph::{Argument, ArgumentGraph, Issue, Named, Statement, parse};

use std::collections::HashSet;

use super::json::note_repeated;
use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::FormatError;
use crate::model::{Assumption, Kind, Relation};
use crate::reason::acceptance::Standard;
use graph::is_contrary;
use step::{Premise, Step, add_about, add_reference, add_step};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "carneades";

/// Whether a file seems to be an argument graph in YAML, by the members that it begins lines
/// with.
pub fn recognises(import: &Import<'_>) -> bool {
    const OWN: [&str; 5] = [
        "statements",
        "arguments",
        "argument_schemes",
        "issue_schemes",
        "issues",
    ];
    const OTHERS: [&str; 5] = ["meta", "assumptions", "tests", "language", "references"];
    let head = import.head();
    if import.looks_like_json() || head.trim_start().starts_with('<') {
        return false;
    }
    let keys = head
        .lines()
        .filter_map(|line| line.split_once(':').map(|it| it.0));
    let keys: HashSet<&str> = keys.collect();
    let count = |names: &[&str]| names.iter().filter(|it| keys.contains(*it)).count();
    let (n_own, n_others) = (count(&OWN), count(&OTHERS));
    // A graph may hold nothing but what it says of itself; there the name of the file decides.
    let ending = import.name.rsplit('.').next().unwrap_or_default();
    let is_named = matches!(ending, "yml" | "yaml");
    n_own >= 2 || n_own == 1 && n_others >= 1 || is_named && keys.contains("meta")
}

/// Reads an argument graph.
///
/// # Errors
/// As of [`parse`].
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let graph = parse(&import.text())?;
    let mut gather = Gather::new(FORMAT_NAME);
    gather.title.clone_from(&graph.title);
    for (what, n, line) in &graph.passed_over {
        let place = format!("line {line}");
        gather
            .report
            .note_many(Fate::Dropped, what.as_str(), *n, place);
    }
    for (key, line) in &graph.repeated {
        note_repeated(&mut gather.report, key, *line);
    }
    add_statements(&graph, &mut gather);
    for issue in &graph.issues {
        add_issue(issue, &mut gather);
    }
    for argument in &graph.arguments {
        add_argument(argument, &mut gather);
    }
    for (key, says) in &graph.references {
        add_reference(&mut gather, key, says);
    }
    add_about(&mut gather, &graph.about);
    Ok(gather.finish())
}

fn place(line: usize) -> String {
    format!("line {line}")
}

/// The statements, and those that are only named.
fn add_statements(graph: &ArgumentGraph, gather: &mut Gather) {
    for statement in &graph.statements {
        if gather.has_node(&statement.id) {
            let what = "a statement whose id stands twice became a box that nothing leads to";
            gather
                .report
                .note(Fate::Changed, what, place(statement.line));
        }
        let words = if statement.text.trim().is_empty() {
            graph.word(&statement.id)
        } else {
            statement.text.clone()
        };
        let node = gather.add_node(&statement.id, "statement", Kind::Claim, &words);
        node.note.clone_from(&statement.note);
        node.assumption = statement.is_assumed.then_some(Assumption::Unclassed);
    }
    let positions = graph.issues.iter().flat_map(|it| &it.positions);
    let ends = graph.arguments.iter().flat_map(|it| {
        let premises = it.premises.iter().map(|(_, premise)| premise);
        premises.chain(&it.conclusion).chain(&it.undercutter)
    });
    for named in graph.assumptions.iter().chain(positions).chain(ends) {
        if !gather.has_node(&named.id) {
            let what = "a statement that is only named became a box";
            gather.report.note(Fate::Changed, what, place(named.line));
            gather.add_node(&named.id, "statement", Kind::Claim, &graph.word(&named.id));
        }
    }
    for assumed in &graph.assumptions {
        if let Some(node) = gather.node_mut(&assumed.id) {
            node.assumption = Some(Assumption::Unclassed);
        }
    }
}

/// A statement and its contrary contradict each other; other positions answer a question.
fn add_issue(issue: &Issue, gather: &mut Gather) {
    let place = place(issue.line);
    let tags = match issue.standard {
        Standard::Preponderance => Vec::new(),
        standard => vec![format!("standard: {}", standard.as_str())],
    };
    if let [one, other] = issue.positions.as_slice()
        && is_contrary(&one.id, &other.id)
    {
        gather.add_link(LinkSpec {
            name: issue.id.clone(),
            kind: "issue".to_owned(),
            relation: Some(Relation::Contradicts),
            from: vec![one.id.clone()],
            to: other.id.clone(),
            title: issue.title.clone(),
            note: issue.note.clone(),
            tags,
            place,
            ..LinkSpec::default()
        });
        return;
    }
    let name = if gather.has_node(&issue.id) {
        format!("issue {}", issue.id)
    } else {
        issue.id.clone()
    };
    let words = word_issue(issue, gather);
    let node = gather.add_node(&name, "issue", Kind::Question, &words);
    node.note.clone_from(&issue.note);
    node.tags = tags.into();
    let what = "that at most one position of an issue holds is now said by its question alone";
    gather.report.note(Fate::Changed, what, &place);
    for position in &issue.positions {
        gather.add_link(LinkSpec {
            kind: "position".to_owned(),
            relation: Some(Relation::Answers),
            from: vec![position.id.clone()],
            to: name.clone(),
            place: place.clone(),
            ..LinkSpec::default()
        });
    }
}

/// The words of an issue's question: its title, else its positions, else its id.
fn word_issue(issue: &Issue, gather: &mut Gather) -> String {
    const MOST: usize = 200;
    if !issue.title.is_empty() {
        return issue.title.clone();
    }
    let what = "an issue without a title became a question that lists its positions";
    gather.report.note(Fate::Changed, what, place(issue.line));
    let positions = issue.positions.iter();
    let words = positions.filter_map(|it| gather.node(&it.id).map(|it| it.text.as_str()));
    let words = words.collect::<Vec<_>>().join(" / ");
    if words.is_empty() || words.chars().count() > MOST {
        issue.id.clone()
    } else {
        format!("{}: {words}", issue.id)
    }
}

fn add_argument(argument: &Argument, gather: &mut Gather) {
    let place = place(argument.line);
    let Some(conclusion) = &argument.conclusion else {
        let what = "an argument without a conclusion";
        gather.report.note(Fate::Dropped, what, place);
        return;
    };
    let premises = argument.premises.iter().map(|(role, premise)| Premise {
        statement: premise.id.clone(),
        role: role.clone(),
        ..Premise::default()
    });
    let undercutter = argument.undercutter.iter().map(|it| Premise {
        statement: it.id.clone(),
        is_exception: true,
        ..Premise::default()
    });
    let step = Step {
        name: argument.id.clone(),
        premises: premises.chain(undercutter).collect(),
        conclusion: conclusion.id.clone(),
        title: argument.title.clone(),
        scheme: argument.scheme.clone(),
        weight: argument.weight,
        note: argument.note.clone(),
        place,
        ..Step::default()
    };
    add_step(gather, step);
}
