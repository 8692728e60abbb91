//! How sentences name records: a box by its wording, a step by what it says.

use crate::model::{Document, Id, Kind, Link, Node, Relation};
use crate::words;

/// How many characters of a wording name its box.
const MOST: usize = 60;

/// How many steps on steps are named one within another.
const DEEPEST: usize = 3;

/// The beginning of a text in quotation marks.
pub(super) fn quote(text: &str) -> String {
    format!("“{}”", shorten(text, MOST))
}

/// A text in one line of at most so many characters.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// A box by its wording.
pub(super) fn name_node(node: &Node) -> String {
    match [&node.text, &node.title]
        .into_iter()
        .find(|it| !it.trim().is_empty())
    {
        Some(text) => quote(text),
        None => words::say("compare-no-wording").into_owned(),
    }
}

/// What a box is, in lower case: it stands within a sentence.
pub(super) fn name_kind(kind: &Kind) -> String {
    match kind {
        Kind::Other(word) => words::say_with("kind-unknown", &[("name", word.to_string().into())]),
        known => words::say(&format!("kind-{}", known.as_str())).into_owned(),
    }
    .to_lowercase()
}

/// What a step does, as a verb.
pub(super) fn name_relation(relation: &Relation) -> String {
    match relation {
        Relation::Other(word) => word.to_string(),
        known => words::say(&format!("relation-{}", known.as_str())).into_owned(),
    }
}

/// A box or step by its id; the id itself where there is none.
pub(super) fn name_end(document: &Document, id: &Id) -> String {
    name_end_within(document, id, DEEPEST)
}

fn name_end_within(document: &Document, id: &Id, depth: usize) -> String {
    if let Some(node) = document.nodes().get(id.as_str()) {
        return name_node(node);
    }
    match document.links().get(id.as_str()) {
        Some(link) if depth > 0 => {
            let step = name_step_within(document, link, depth - 1);
            words::say_with("compare-on-step", &[("step", step.into())])
        }
        Some(_) => words::say("compare-a-step").into_owned(),
        None => id.to_string(),
    }
}

/// What a step says: `“It leaked” supports “The dam was old”`.
pub(super) fn name_step(document: &Document, link: &Link) -> String {
    name_step_within(document, link, DEEPEST)
}

fn name_step_within(document: &Document, link: &Link, depth: usize) -> String {
    let from: Vec<String> = link
        .from
        .iter()
        .map(|id| name_end_within(document, id, depth))
        .collect();
    words::say_with(
        "compare-step",
        &[
            ("from", from.join(" + ").into()),
            ("relation", name_relation(&link.relation).into()),
            ("to", name_end_within(document, &link.to, depth).into()),
        ],
    )
}
