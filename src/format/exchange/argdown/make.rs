//! Makes a map of what an Argdown text says.

use serde_json::{Map, Value};

use super::FORMAT_NAME;
use super::model::{Argument, Kind, Member, Model, Statement};
use crate::format::exchange::json::as_text;
use crate::format::exchange::{Fate, Gather, Imported, LinkSpec};
use crate::model::{Citation, Kind as BoxKind, Node, Relation};

/// The map of a text.
pub(super) fn make(model: &Model) -> Imported {
    let mut gather = Gather::new(FORMAT_NAME);
    gather.title.clone_from(&model.title);
    gather.report.clone_from(&model.report);
    for (what, line) in &model.passed_over {
        gather.report.note(Fate::Dropped, *what, place_of(*line));
    }
    for statement in model.statements.iter().filter(|it| !is_aside(&it.data)) {
        let name = statement_name(statement);
        let kind = find_kind(&statement.data, &statement.tags);
        let type_ = if statement.is_titled {
            STATEMENT
        } else {
            UNTITLED
        };
        let node = gather.add_node(&name, type_, kind, &find_text(statement));
        let is_titled = statement.is_titled && !is_untitled(&statement.title, UNTITLED);
        if is_titled && !statement.data.contains_key("id") && !statement.text.is_empty() {
            node.title.clone_from(&statement.title);
        }
        fill(
            node,
            &statement.data,
            &statement.tags,
            &statement.links,
            &statement.section,
        );
    }
    let is_box = |it: &&Argument| it.steps.is_empty() && (it.is_titled || !it.text.is_empty());
    for argument in model.arguments.iter().filter(is_box) {
        let name = argument_name(argument);
        let kind = find_kind(&argument.data, &argument.tags);
        let text = if argument.text.is_empty() {
            &argument.title
        } else {
            &argument.text
        };
        let node = gather.add_node(&name, "argument", kind, text);
        if argument.is_titled && !argument.text.is_empty() {
            node.title.clone_from(&argument.title);
        }
        fill(
            node,
            &argument.data,
            &argument.tags,
            &argument.links,
            &argument.section,
        );
    }
    for argument in &model.arguments {
        add_steps(model, argument, &mut gather);
    }
    for relation in &model.relations {
        add_relation(model, relation, &mut gather);
    }
    gather.finish()
}

/// The type of statements with a title, as origins name it.
const STATEMENT: &str = "statement";

/// The type of statements that were given a title only here.
const UNTITLED: &str = "untitled statement";

/// Whether a title, of something of that type, is one that this reader gave: it comes back into a
/// text only where a statement is spoken of again.
pub(super) fn is_untitled(title: &str, type_: &str) -> bool {
    let number = title.strip_prefix("Untitled ");
    let is_given = number.is_some_and(|it| it.parse::<usize>().is_ok());
    type_ == UNTITLED && is_given
}

/// A line for the report; nothing where it is not known.
fn place_of(line: usize) -> String {
    if line == 0 {
        String::new()
    } else {
        format!("line {line}")
    }
}

/// Whether a statement stands only for the opposite of another one, for a reason against it.
fn is_aside(data: &Map<String, Value>) -> bool {
    data.get("aside") == Some(&Value::Bool(true))
}

fn text_of(data: &Map<String, Value>, key: &str) -> String {
    data.get(key).map(as_text).unwrap_or_default()
}

fn find_text(statement: &Statement) -> String {
    let exact = text_of(&statement.data, "text");
    if !exact.is_empty() {
        exact
    } else if statement.text.is_empty() {
        statement.title.clone()
    } else {
        statement.text.clone()
    }
}

fn find_kind(data: &Map<String, Value>, tags: &[String]) -> BoxKind {
    match text_of(data, "kind").as_str() {
        "" if tags.iter().any(|tag| tag == "question") => BoxKind::Question,
        "" if tags.iter().any(|tag| tag == "evidence") => BoxKind::Evidence,
        "" => BoxKind::Claim,
        word => BoxKind::from(word),
    }
}

fn fill(
    node: &mut Node,
    data: &Map<String, Value>,
    tags: &[String],
    links: &[(String, String)],
    section: &str,
) {
    node.tags = tags.into();
    if !section.is_empty() && !node.tags.iter().any(|it| it == section) {
        node.tags.push(section.to_owned());
    }
    let title = text_of(data, "title");
    if !title.is_empty() {
        node.title = title;
    }
    node.note = text_of(data, "note");
    if let Some(Value::Array(all)) = data.get("tags") {
        node.tags = all.iter().map(as_text).collect();
    }
    if let Some(Value::Array(all)) = data.get("cites") {
        for cited in all.iter().filter_map(Value::as_object) {
            node.citations.push(Citation {
                url: text_of(cited, "url"),
                title: text_of(cited, "title"),
                quote: text_of(cited, "quote"),
                ..Citation::default()
            });
        }
    }
    for (words, address) in links {
        node.citations.push(Citation {
            url: address.clone(),
            title: words.clone(),
            ..Citation::default()
        });
    }
}

fn statement_name(statement: &Statement) -> String {
    match text_of(&statement.data, "id") {
        id if id.is_empty() => format!("[{}]", statement.title),
        id => id,
    }
}

fn argument_name(argument: &Argument) -> String {
    match text_of(&argument.data, "id") {
        id if id.is_empty() => format!("<{}>", argument.title),
        id => id,
    }
}

/// The name of the link of an inference; the last one is the argument itself.
fn step_name(argument: &Argument, step: usize) -> String {
    if step + 1 == argument.steps.len() {
        argument_name(argument)
    } else {
        format!("{}.{}", argument_name(argument), step + 1)
    }
}

fn add_steps(model: &Model, argument: &Argument, gather: &mut Gather) {
    let names = |all: &[usize]| -> Vec<String> {
        all.iter()
            .map(|&at| statement_name(&model.statements[at]))
            .collect()
    };
    for (at, step) in argument.steps.iter().enumerate() {
        let Some(conclusion) = step.conclusion else {
            continue;
        };
        let is_last = at + 1 == argument.steps.len();
        let concluded = &model.statements[conclusion];
        // A reason against something concludes with its opposite, which attacks it.
        let (to, relation) = if is_aside(&concluded.data) {
            let to = text_of(&concluded.data, "to");
            (to, Relation::from(text_of(&concluded.data, "rel")))
        } else {
            (statement_name(concluded), Relation::Supports)
        };
        gather.add_link(LinkSpec {
            name: step_name(argument, at),
            kind: "inference".to_owned(),
            relation: Some(relation),
            from: names(&step.premises),
            to,
            title: if is_last && argument.is_titled && !argument.data.contains_key("id") {
                argument.title.clone()
            } else {
                text_of(&step.data, "title")
            },
            scheme: if step.rules.is_empty() {
                text_of(&step.data, "scheme")
            } else {
                step.rules.clone()
            },
            note: if is_last {
                argument.text.clone()
            } else {
                String::new()
            },
            place: place_of(step.line),
            ..LinkSpec::default()
        });
    }
}

fn add_relation(model: &Model, relation: &super::model::Relation, gather: &mut Gather) {
    let place = place_of(relation.line);
    let is_aside_of = |member: Member| matches!(member, Member::Statement(at) if is_aside(&model.statements[at].data));
    if is_aside_of(relation.from) || is_aside_of(relation.to) {
        return;
    }
    let name = |member: Member| match member {
        Member::Statement(at) => statement_name(&model.statements[at]),
        Member::Argument(at) => argument_name(&model.arguments[at]),
        Member::Inference(at, step) => step_name(&model.arguments[at], step),
    };
    if matches!(relation.from, Member::Inference(..)) {
        gather
            .report
            .note(Fate::Dropped, "a relation from an inference", place);
        return;
    }
    let word = match relation.kind {
        Kind::Support => Relation::Supports,
        Kind::Attack => Relation::Opposes,
        Kind::Contradictory | Kind::Contrary => Relation::Contradicts,
        Kind::Undercut => {
            if !matches!(relation.to, Member::Inference(..)) {
                let what = "an undercut of what is no inference became opposition";
                gather.report.note(Fate::Changed, what, &place);
            }
            Relation::Opposes
        }
    };
    let own = text_of(&relation.data, "rel");
    let word = if own.is_empty() {
        word
    } else {
        Relation::from(own)
    };
    gather.add_link(LinkSpec {
        name: text_of(&relation.data, "link"),
        kind: relation.kind.as_str().to_owned(),
        relation: Some(word),
        from: vec![name(relation.from)],
        to: name(relation.to),
        place,
        ..LinkSpec::default()
    });
}
