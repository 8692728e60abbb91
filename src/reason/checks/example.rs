//! The notation of the checks' example maps: short to write, and able to break every rule.

use thiserror::Error;

use crate::model::{
    Anchor, Confidence, Document, Grade, Id, Kind, Likelihood, Link, Meta, Node, Relation, Source,
    Strength, Time,
};
use crate::text::Quote;

/// A line that says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("this line of an example map cannot be read: {0}")]
pub struct ExampleError(
    /// The line.
    pub String,
);

/// Reads a map, in English unless it says otherwise, a record a line:
///
/// ```text
/// claim a | The bridge must be closed.
/// evidence e | It sways.
/// source s | The text of an article.
/// l: e supports a
/// a.confidence = high
/// e.quote = words of the first source
/// language = es
/// ```
///
/// A link has an id, premises, a relation and what it points at. Fields are `assumption`,
/// `basis`, `confidence`, `credibility`, `likelihood`, `quote` and `reliability` of boxes, `scheme`
/// and `strength` of links.
///
/// # Errors
/// The first line that is none of these, or that names a record which is not there.
pub fn read_example(text: &str) -> Result<Document, ExampleError> {
    let id = |name: &str| Id::parse(name).map_err(|_| ExampleError(name.to_owned()));
    let mut sources = Vec::new();
    let mut nodes: Vec<Node> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    let mut language = "en";
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let unread = || ExampleError(line.to_owned());
        if let Some((head, words)) = line.split_once(" | ") {
            let (kind, name) = head.split_once(' ').ok_or_else(unread)?;
            if kind == "source" {
                sources.push(Source {
                    text: words.into(),
                    ..Source::new(id(name)?)
                });
            } else {
                nodes.push(Node::new(id(name)?, Kind::from(kind), words));
            }
        } else if let Some((subject, value)) = line.split_once(" = ") {
            let Some((name, field)) = subject.split_once('.') else {
                language = value;
                continue;
            };
            let source = sources.first().map(|source| source.id.clone());
            let is_set = if let Some(node) = nodes.iter_mut().find(|node| node.id.as_str() == name)
            {
                set_node_field(node, field, value, source)
            } else if let Some(link) = links.iter_mut().find(|link| link.id.as_str() == name) {
                set_link_field(link, field, value)
            } else {
                false
            };
            if !is_set {
                return Err(unread());
            }
        } else {
            let (name, step) = line.split_once(": ").ok_or_else(unread)?;
            let words: Vec<&str> = step.split_whitespace().collect();
            let [from @ .., relation, to] = &words[..] else {
                return Err(unread());
            };
            let from = from.iter().map(|name| id(name)).collect::<Result<_, _>>()?;
            links.push(Link::new(
                id(name)?,
                Relation::from(*relation),
                from,
                id(to)?,
            ));
        }
    }
    let mut meta = Meta::clone(Document::new(id("m-example")?, Time::from_unix(0)).meta());
    language.clone_into(&mut meta.language);
    let mut document = Document::from_meta(meta);
    let taken = |name: &Id| ExampleError(name.to_string());
    for source in sources {
        document.load_source(source).map_err(|it| taken(&it.id))?;
    }
    for node in nodes {
        document.load_node(node).map_err(|it| taken(&it.id))?;
    }
    for link in links {
        document.load_link(link).map_err(|it| taken(&it.id))?;
    }
    Ok(document)
}

fn set_node_field(node: &mut Node, field: &str, value: &str, source: Option<Id>) -> bool {
    let grade =
        |node: &mut Node| -> Grade { node.grade.take().map_or_else(Grade::default, |it| *it) };
    match field {
        "assumption" => node.assumption = Some(value.into()),
        "basis" => node.basis = Some(value.into()),
        "confidence" => node.confidence = Some(Confidence::from(value)),
        "credibility" => {
            node.grade = Some(Box::new(Grade {
                credibility: value.to_owned(),
                ..grade(node)
            }));
        }
        "reliability" => {
            node.grade = Some(Box::new(Grade {
                reliability: value.to_owned(),
                ..grade(node)
            }));
        }
        "likelihood" => {
            node.likelihood = Some(Box::new(Likelihood {
                word: value.to_owned(),
                ..Likelihood::default()
            }));
        }
        "quote" => {
            let quote = Quote {
                exact: value.to_owned(),
                prefix: String::new(),
                suffix: String::new(),
                start: None,
                end: None,
            };
            node.anchors
                .extend(source.map(|source| Anchor::of(source, quote)));
        }
        _ => return false,
    }
    true
}

fn set_link_field(link: &mut Link, field: &str, value: &str) -> bool {
    match field {
        "scheme" => value.clone_into(&mut link.scheme),
        "strength" => {
            link.strength = Some(match value.parse() {
                Ok(number) => Strength::Number(number),
                Err(_) => Strength::Word(value.into()),
            });
        }
        _ => return false,
    }
    true
}
