//! CAF, the XML of Carneades 3: statements in several languages, arguments for and against. A
//! statement may say that an argument does not hold; what leads to it is then against that
//! argument.

use std::collections::{HashMap, HashSet};

use super::step::{Premise, Step, add_about, add_reference, add_step, name_step};
use crate::format::FormatError;
use crate::format::exchange::tree::{self, Element};
use crate::format::exchange::{Fate, Gather, Import, Imported, LinkSpec};
use crate::model::{Assumption, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "caf";

/// Whether a file seems to be CAF.
pub fn recognises(import: &Import<'_>) -> bool {
    import.root() == "caf"
}

/// Reads a file.
///
/// # Errors
/// [`FormatError::Import`] for damaged XML.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let root = tree::read(&import.text())?;
    let mut gather = Gather::new(FORMAT_NAME);
    let within = |outer, inner| -> Vec<&Element> {
        let all = root.children.iter().filter(|it| it.name == outer);
        all.flat_map(|it| &it.children)
            .filter(|it| it.name == inner)
            .collect()
    };
    let statements = within("statements", "statement");
    let arguments = within("arguments", "argument");
    let used = Used::of(&arguments);
    let mut validity = HashMap::new();
    for statement in &statements {
        if let Some(about) = hear_validity(statement) {
            let id = statement.get("id");
            let is_bare = read_descriptions(statement).is_empty() && !used.premises.contains(id);
            validity.insert(id, about.clone());
            if is_bare {
                continue;
            }
        }
        add_statement(&mut gather, statement, &used);
    }
    for (id, (is_against, argument)) in list_validity(&statements, &validity) {
        if gather.has_node(id) {
            let relation = if is_against {
                Relation::Opposes
            } else {
                Relation::Supports
            };
            let to = name_step(&gather, &argument);
            gather.add_link(LinkSpec {
                kind: "validity".to_owned(),
                relation: Some(relation),
                from: vec![id.to_owned()],
                to,
                place: id.to_owned(),
                ..LinkSpec::default()
            });
        }
    }
    for argument in &arguments {
        add_argument(&mut gather, argument, &validity);
    }
    for reference in within("references", "metadata") {
        let mut says = list_attributes(reference);
        says.retain(|(name, _)| name != "key");
        let words = read_descriptions(reference);
        says.push(("description".to_owned(), words.join("\n")));
        add_reference(&mut gather, reference.get("key"), &says);
    }
    if let Some(own) = root.child("metadata") {
        own.get("title").trim().clone_into(&mut gather.title);
        let mut lines = read_descriptions(own);
        let rest = list_attributes(own).into_iter();
        let rest = rest.filter(|(name, _)| name != "title");
        lines.extend(rest.map(|(name, value)| format!("{name}: {value}")));
        add_about(&mut gather, &lines.join("\n"));
    }
    Ok(gather.finish())
}

/// What a statement says of an argument: whether it is that it does not hold, and which.
type Validity = (bool, String);

/// Hears `(undercut X)` and `(valid X)`.
fn hear_validity(statement: &Element) -> Option<Validity> {
    let atom = statement.get("atom").trim();
    let inner = atom.strip_prefix('(')?.strip_suffix(')')?;
    let (word, argument) = inner.split_once(char::is_whitespace)?;
    let is_against = match word {
        "undercut" => true,
        "valid" => false,
        _ => return None,
    };
    Some((is_against, argument.trim().to_owned()))
}

/// Statements about arguments in the order of the file.
fn list_validity<'e>(
    statements: &[&'e Element],
    validity: &HashMap<&str, Validity>,
) -> Vec<(&'e str, Validity)> {
    let ids = statements.iter().map(|it| it.get("id"));
    let known = ids.filter_map(|id| Some((id, validity.get(id)?.clone())));
    known.collect()
}

/// What arguments do with statements.
#[derive(Default)]
struct Used<'e> {
    premises: HashSet<&'e str>,
    /// Conclusions of arguments against them.
    opposed: HashSet<&'e str>,
    /// Premises that are not said.
    implicit: HashSet<&'e str>,
}

impl<'e> Used<'e> {
    fn of(arguments: &[&'e Element]) -> Self {
        let mut used = Self::default();
        for argument in arguments {
            if argument.get("pro") == "false"
                && let Some(conclusion) = argument.child("conclusion")
            {
                used.opposed.insert(conclusion.get("statement"));
            }
            for premise in list_premises(argument) {
                used.premises.insert(premise.get("statement"));
                if premise.get("implicit") == "true" {
                    used.implicit.insert(premise.get("statement"));
                }
            }
        }
        used
    }
}

fn list_premises(argument: &Element) -> Vec<&Element> {
    let all = argument.children.iter().filter(|it| it.name == "premises");
    all.flat_map(|it| it.all("premise")).collect()
}

fn add_statement(gather: &mut Gather, statement: &Element, used: &Used<'_>) {
    let id = statement.get("id");
    if gather.has_node(id) {
        let what = "a statement whose id stands twice became a box that nothing leads to";
        gather.report.note(Fate::Changed, what, id);
    }
    let mut wordings = read_descriptions(statement).into_iter();
    let words = wordings.next();
    let is_worded = words.is_some();
    let words = words.unwrap_or_else(|| match statement.get("atom") {
        "" => id.to_owned(),
        atom => atom.to_owned(),
    });
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_main = statement.get("main") == "true";
    // A main issue that asks is a question, if nothing is done with it that is done with claims.
    let is_asked = is_main
        && words.trim_end().ends_with('?')
        && !used.premises.contains(id)
        && !used.opposed.contains(id);
    let kind = if is_asked {
        Kind::Question
    } else {
        Kind::Claim
    };
    let mut notes: Vec<String> = wordings.collect();
    if let Some(metadata) = statement.child("metadata") {
        notes.extend(read_metadata(metadata));
    }
    let atom = statement.get("atom");
    if is_worded && atom.starts_with('(') {
        notes.push(atom.to_owned());
    }
    if !statement.get("value").is_empty() {
        let what = "what a statement came out as";
        gather.report.note(Fate::Dropped, what, id);
    }
    let node = gather.add_node(id, "statement", kind, &words);
    node.note = notes.join("\n");
    node.implicit = used.implicit.contains(id);
    let weight: Option<f64> = statement.get("weight").trim().parse().ok();
    if weight.is_some_and(|it| it > 0.5) {
        node.assumption = Some(Assumption::Unclassed);
    } else if weight.is_some_and(|it| it < 0.5) {
        node.tags.push("rejected".to_owned());
    }
    if is_main {
        node.tags.push("main issue".to_owned());
    }
    let standard = statement.get("standard");
    if !matches!(standard, "" | "PE") {
        node.tags.push(format!("standard: {standard}"));
    }
}

fn add_argument(gather: &mut Gather, argument: &Element, validity: &HashMap<&str, Validity>) {
    let id = argument.get("id");
    let conclusion = argument.child("conclusion");
    let mut conclusion = conclusion.map_or("", |it| it.get("statement")).to_owned();
    let mut is_against = argument.get("pro") == "false";
    if !gather.has_node(&conclusion)
        && let Some((is_attack, target)) = validity.get(conclusion.as_str())
    {
        is_against ^= is_attack;
        conclusion = name_step(gather, target);
    }
    let premises = list_premises(argument).into_iter().map(|it| Premise {
        statement: it.get("statement").to_owned(),
        role: it.get("role").to_owned(),
        is_negative: it.get("positive") == "false",
        is_exception: false,
    });
    let mut tags = Vec::new();
    if argument.get("strict") == "true" {
        tags.push("strict".to_owned());
    }
    if !argument.get("value").is_empty() {
        let what = "what an argument came out as";
        gather.report.note(Fate::Dropped, what, id);
    }
    let metadata = argument.child("metadata");
    let title = metadata.map_or("", |it| it.get("title"));
    let step = Step {
        name: id.to_owned(),
        premises: premises.collect(),
        conclusion,
        is_against,
        title: title.to_owned(),
        scheme: argument.get("scheme").to_owned(),
        weight: argument.get("weight").trim().parse().ok(),
        note: metadata.map(read_metadata).unwrap_or_default().join("\n"),
        tags,
        place: id.to_owned(),
    };
    add_step(gather, step);
}

/// The descriptions of something, that in the language it was written in first, others with
/// their language.
fn read_descriptions(of: &Element) -> Vec<String> {
    let all = of.all("descriptions").flat_map(|it| it.all("description"));
    let mut texts = Vec::new();
    for description in all {
        let words = description.read_words();
        let words = words.trim();
        if words.is_empty() {
            continue;
        }
        if texts.is_empty() {
            texts.push(words.to_owned());
        } else {
            texts.push(format!("[{}] {words}", description.get("lang")));
        }
    }
    texts
}

fn list_attributes(of: &Element) -> Vec<(String, String)> {
    let attributes = of.attributes().iter();
    attributes
        .filter(|(_, it)| !it.is_empty())
        .cloned()
        .collect()
}

/// What metadata say, title apart.
fn read_metadata(metadata: &Element) -> Vec<String> {
    let mut lines = read_descriptions(metadata);
    let attributes = list_attributes(metadata).into_iter();
    let attributes = attributes.filter(|(name, _)| name != "title");
    lines.extend(attributes.map(|(name, value)| format!("{name}: {value}")));
    lines
}
