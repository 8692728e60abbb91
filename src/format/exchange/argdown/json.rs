//! The JSON that the Argdown tools export: statements, arguments and relations as their model has
//! them. The drawn map and the sections in it are views of these and are not read, but for the
//! titles of sections.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::make;
use super::model::{Kind, Member, Model, Relation, Step};
use crate::format::FormatError;
use crate::format::exchange::json::{self, list, members, text};
use crate::format::exchange::{Import, Imported};

/// The format's id.
pub const FORMAT_NAME: &str = "argdown-json";

/// Whether a file seems to be such an export.
pub fn recognises(import: &Import<'_>) -> bool {
    if !import.looks_like_json() {
        return false;
    }
    let head = import.head();
    let has = |word: &str| head.contains(word);
    has("\"relationType\"")
        || has("\"equivalence-class\"")
        || has("\"argument-description\"")
        || has("\"statements\"") && has("\"relations\"") && has("\"arguments\"")
}

/// Reads an export.
///
/// # Errors
/// For damaged JSON.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let mut model = Model::default();
    let whole = json::read(import, &mut model.report)?;
    let sections = list_sections(&whole);
    for (title, statement) in members(&whole, "statements") {
        add_statement(&mut model, title, statement, &sections);
    }
    for (title, argument) in members(&whole, "arguments") {
        add_argument(&mut model, title, argument, &sections);
    }
    for relation in list(&whole, "relations") {
        add_relation(&mut model, &whole, relation);
    }
    model.settle();
    Ok(make::make(&model))
}

/// Titles of sections by their ids.
fn list_sections(whole: &Value) -> HashMap<String, String> {
    let mut sections = HashMap::new();
    let mut open: Vec<&Value> = list(whole, "sections").iter().collect();
    while let Some(section) = open.pop() {
        sections.insert(text(section, "id"), read_words(section, "title").0);
        open.extend(list(section, "children"));
    }
    sections
}

/// What is said of a statement or argument wherever it stands.
#[derive(Default)]
struct Heard {
    text: String,
    tags: Vec<String>,
    links: Vec<(String, String)>,
    data: Map<String, Value>,
    section: String,
}

fn hear(whole: &Value, sections: &HashMap<String, String>) -> Heard {
    let mut heard = Heard::default();
    let mut is_canonical = false;
    for member in list(whole, "members") {
        let (words, links) = read_words(member, "text");
        let is_settled = is_canonical;
        if let Some(data) = member["data"].as_object() {
            is_canonical |= data.get("isCanonical") == Some(&Value::Bool(true));
            heard.data.extend(data.clone());
        }
        if !words.is_empty() && !is_settled && member["isReference"] != Value::Bool(true) {
            heard.text = words;
        }
        heard.links.extend(links);
    }
    if let Some(data) = whole["data"].as_object() {
        heard.data.extend(data.clone());
    }
    heard.tags = list(whole, "tags").iter().map(json::as_text).collect();
    let section = text(whole, "section");
    heard.section = sections.get(&section).cloned().unwrap_or_default();
    heard
}

/// The words of a member of something without tags and the signs of mentions, and the links in
/// them. Ranges count code units of UTF-16, and both of their ends are among them.
fn read_words(of: &Value, key: &str) -> (String, Vec<(String, String)>) {
    let units: Vec<u16> = text(of, key).encode_utf16().collect();
    let mut is_kept = vec![true; units.len()];
    let mut links = Vec::new();
    for range in list(of, "ranges") {
        let end = |key: &str| range[key].as_u64().and_then(|it| usize::try_from(it).ok());
        let (Some(start), Some(stop)) = (end("start"), end("stop")) else {
            continue;
        };
        let (start, stop) = (
            start.min(units.len()),
            stop.saturating_add(1).min(units.len()),
        );
        if start >= stop {
            continue;
        }
        match text(range, "type").as_str() {
            "tag" => is_kept[start..stop].fill(false),
            "link" => {
                let words = String::from_utf16_lossy(&units[start..stop]);
                links.push((words.trim().to_owned(), text(range, "url")));
            }
            // `@[A]` and `@<A>`, with the space behind them in some versions.
            "statement-mention" | "argument-mention" => {
                let closes = |it: &u16| [u16::from(b']'), u16::from(b'>')].contains(it);
                if let Some(close) = units[start..stop].iter().rposition(closes) {
                    is_kept[start..stop.min(start + 2)].fill(false);
                    is_kept[start + close] = false;
                }
            }
            _ => {}
        }
    }
    let kept = units.iter().zip(is_kept).filter(|(_, is_kept)| *is_kept);
    let kept: Vec<u16> = kept.map(|(unit, _)| *unit).collect();
    let words = String::from_utf16_lossy(&kept);
    let words: Vec<&str> = words.split_whitespace().collect();
    (words.join(" "), links)
}

/// Whether a title is one that the tools have given.
fn is_untitled(title: &str) -> bool {
    let number = title.strip_prefix("Untitled ");
    number.is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
}

fn add_statement(
    model: &mut Model,
    title: &str,
    whole: &Value,
    sections: &HashMap<String, String>,
) {
    let heard = hear(whole, sections);
    let at = model.statement(title);
    let statement = &mut model.statements[at];
    statement.is_titled = !is_untitled(title);
    statement.text = heard.text;
    statement.tags = heard.tags;
    statement.links = heard.links;
    statement.data = heard.data;
    statement.section = heard.section;
}

fn line_of(value: &Value) -> usize {
    let line = value["startLine"].as_u64().unwrap_or_default();
    usize::try_from(line).unwrap_or_default()
}

fn add_argument(model: &mut Model, title: &str, whole: &Value, sections: &HashMap<String, String>) {
    let heard = hear(whole, sections);
    let at = model.argument(title, line_of(whole));
    let mut open = Vec::new();
    let mut steps = Vec::new();
    for entry in list(whole, "pcs") {
        let statement = find_statement(model, &text(entry, "title"));
        let inference = &entry["inference"];
        let is_concluded = inference.is_object() || text(entry, "role").ends_with("conclusion");
        if is_concluded {
            let rules = list(inference, "inferenceRules").iter();
            let rules: Vec<String> = rules.map(json::as_text).collect();
            steps.push(Step {
                premises: std::mem::take(&mut open),
                conclusion: Some(statement),
                rules: rules.join(", "),
                data: inference["data"].as_object().cloned().unwrap_or_default(),
                line: line_of(inference),
            });
        }
        // A conclusion is a premise of what follows.
        open.push(statement);
    }
    let argument = &mut model.arguments[at];
    argument.is_titled = !is_untitled(title);
    argument.text = heard.text;
    argument.tags = heard.tags;
    argument.links = heard.links;
    argument.data = heard.data;
    argument.section = heard.section;
    argument.steps = steps;
}

/// A statement by its title, made if the list of statements does not have it.
fn find_statement(model: &mut Model, title: &str) -> usize {
    let is_new = !model.statement_of.contains_key(title);
    let at = model.statement(title);
    if is_new && is_untitled(title) {
        model.statements[at].is_titled = false;
    }
    at
}

fn add_relation(model: &mut Model, whole: &Value, relation: &Value) {
    let kind = match text(relation, "relationType").as_str() {
        "support" | "entails" => Kind::Support,
        "attack" => Kind::Attack,
        "undercut" => Kind::Undercut,
        "contrary" => Kind::Contrary,
        "contradictory" => Kind::Contradictory,
        _ => {
            model.passed_over.push(("a relation of an unknown type", 0));
            return;
        }
    };
    let mut end = |key: &str| {
        let title = text(relation, key);
        match text(relation, &format!("{key}Type")).as_str() {
            "argument" => Some(Member::Argument(model.argument(&title, 0))),
            "equivalence-class" | "statement" => {
                Some(Member::Statement(find_statement(model, &title)))
            }
            "inference" => {
                let at = model.argument(&title, 0);
                Some(find_inference(model, whole, &title, at, relation))
            }
            _ => None,
        }
    };
    let (Some(from), Some(to)) = (end("from"), end("to")) else {
        let what = "a relation whose ends are not said";
        model.passed_over.push((what, 0));
        return;
    };
    let members = list(relation, "members");
    let first = members.first().unwrap_or(&Value::Null);
    let data = relation["data"].as_object().cloned().unwrap_or_default();
    model.relations.push(Relation {
        kind,
        from,
        to,
        data,
        line: line_of(first),
    });
}

/// The inference that a relation is about: it tells its conclusion by its place in the
/// reconstruction.
fn find_inference(
    model: &Model,
    whole: &Value,
    title: &str,
    argument: usize,
    relation: &Value,
) -> Member {
    let index = relation["conclusionIndex"].as_u64();
    let index = index.and_then(|it| usize::try_from(it).ok());
    let pcs = list(&whole["arguments"][title], "pcs");
    let upto = index.map_or(pcs.len(), |it| it.saturating_add(1).min(pcs.len()));
    let before = pcs[..upto].iter();
    let is_concluded =
        |it: &&Value| it["inference"].is_object() || text(it, "role").ends_with("conclusion");
    let n = before.filter(is_concluded).count();
    let last = model.arguments[argument].steps.len().checked_sub(1);
    match last {
        Some(last) => Member::Inference(argument, n.saturating_sub(1).min(last)),
        None => Member::Argument(argument),
    }
}
