//! What records come to, for whoever must know whether they are still what they were.

use super::{Document, Id, Link, Node, Strength};
use crate::text::hash_text;

/// A fingerprint of what some records say: 16 hexadecimal digits, the first of the SHA-256 of
/// their wordings, judgements and quotes, and of what links do. Notes, tags, comments and the place
/// of a box do not count. Records that are not there come to nothing.
pub fn fingerprint_records(document: &Document, ids: &[Id]) -> String {
    let mut said = String::new();
    for id in ids {
        if let Some(node) = document.nodes().get(id.as_str()) {
            say_node(node, &mut said);
        } else if let Some(link) = document.links().get(id.as_str()) {
            say_link(link, &mut said);
        }
        // No wording of a file holds this sign, so that no two lists of records read the same.
        said.push('\u{1e}');
    }
    let mut hash = hash_text(&said);
    hash.truncate(16);
    hash
}

fn say(said: &mut String, field: &str) {
    said.push_str(field);
    said.push('\u{1f}');
}

fn say_node(node: &Node, said: &mut String) {
    say(said, node.kind.as_str());
    say(said, node.text.trim());
    say(said, node.assumption.as_ref().map_or("", |it| it.as_str()));
    say(said, node.confidence.as_ref().map_or("", |it| it.as_str()));
    say(said, node.basis.as_ref().map_or("", |it| it.as_str()));
    if let Some(likelihood) = &node.likelihood {
        say(said, &likelihood.yardstick);
        say(said, &likelihood.word);
    }
    if let Some(grade) = &node.grade {
        say(said, &grade.reliability);
        say(said, &grade.credibility);
    }
    for anchor in &node.anchors {
        say(said, &anchor.exact);
    }
}

fn say_link(link: &Link, said: &mut String) {
    say(said, link.relation.as_str());
    for premise in &link.from {
        say(said, premise.as_str());
    }
    say(said, link.to.as_str());
    say(said, &link.scheme);
    say(said, link.warrant.trim());
    match &link.strength {
        Some(Strength::Word(word)) => say(said, word),
        Some(Strength::Number(number)) => say(said, &number.to_string()),
        None => {}
    }
}
