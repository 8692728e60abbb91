//! Standoff annotation of brat: a text, and beside it lines that name stretches of it and the
//! relations between them. Stretches are counted in code points.

use std::collections::HashSet;
use std::sync::Arc;

use crate::edit::Fragment;
use crate::model::{Anchor, Extra, Id, Kind, Link, Node, Origin, Relation, Source};
use crate::text::{CharSpan, Quote, TextIndex, hash_text};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "brat";

/// How many bytes of the text stretches may quote in all. Two numbers are enough for a stretch as long as
/// the text, and there may be a hundred thousand of them.
const MOST_QUOTED: usize = 64 << 20;

/// Reads annotations of a text. Lines that say nothing about an argument, stretches outside the
/// text or beyond `MOST_QUOTED` and relations that lead nowhere are left out; nothing is refused.
pub fn read(annotations: &str, text: &str) -> Fragment {
    let index = TextIndex::new(text);
    let source = Source {
        text: text.into(),
        sha256: hash_text(text),
        ..Source::new(Id::parse("text").expect("a word is an identifier"))
    };
    let mut fragment = Fragment::default();
    let mut n_bytes_left = MOST_QUOTED;
    for line in annotations.lines() {
        let mut columns = line.splitn(3, '\t');
        let (Some(name), Some(says)) = (columns.next(), columns.next()) else {
            continue;
        };
        let Ok(id) = Id::parse(name) else { continue };
        match name.as_bytes().first() {
            Some(b'T') => {
                let node = read_stretch(id, says, &source, &index, &mut n_bytes_left);
                fragment.nodes.extend(node.map(Arc::new));
            }
            Some(b'R') => fragment.links.extend(read_relation(id, says).map(Arc::new)),
            _ => {}
        }
    }
    let there: HashSet<&Id> = fragment.nodes.iter().map(|node| &node.id).collect();
    let is_there = |id: &Id| there.contains(id);
    fragment
        .links
        .retain(|link| is_there(&link.to) && link.from.iter().all(is_there));
    fragment.sources = vec![source];
    fragment
}

/// `Premise 12 40` or, in pieces, `Premise 12 20;24 40`.
fn read_stretch(
    id: Id,
    says: &str,
    source: &Source,
    index: &TextIndex,
    n_bytes_left: &mut usize,
) -> Option<Node> {
    let (kind, ranges) = says.split_once(' ')?;
    let mut anchors = Vec::new();
    for range in ranges.split(';') {
        let (start, end) = range.trim().split_once(' ')?;
        let (start, end): (usize, usize) = (start.parse().ok()?, end.trim().parse().ok()?);
        if start >= end || end > index.n_chars() {
            return None;
        }
        let span = index.byte_span(&source.text, CharSpan::new(start, end));
        *n_bytes_left = n_bytes_left.checked_sub(span.len())?;
        let quote = Quote::of(&source.text, index, span);
        anchors.push(Anchor::of(source.id.clone(), quote));
    }
    let pieces = anchors.iter().flat_map(|it| it.exact.split_whitespace());
    let words = pieces.collect::<Vec<_>>().join(" ");
    let mut node = Node::new(id, to_kind(kind), words);
    node.origin = Some(Box::new(origin(node.id.as_str(), kind)));
    node.anchors = anchors.into();
    Some(node)
}

/// `Support Arg1:T1 Arg2:T2`.
fn read_relation(id: Id, says: &str) -> Option<Link> {
    let mut words = says.split_whitespace();
    let kind = words.next()?;
    let mut end = || Id::parse(words.next()?.split_once(':')?.1).ok();
    let (from, to) = (end()?, end()?);
    let relation = match kind.to_lowercase().as_str() {
        "support" | "supports" | "reason" | "evidence" => Relation::Supports,
        "attack" | "attacks" | "partial-attack" => Relation::Opposes,
        other => Relation::from(other),
    };
    let mut link = Link::new(id, relation, vec![from], to);
    link.origin = Some(Box::new(origin(link.id.as_str(), kind)));
    Some(link)
}

fn to_kind(kind: &str) -> Kind {
    match kind.to_lowercase().as_str() {
        "premise" | "evidence" | "fact" | "testimony" => Kind::Evidence,
        _ => Kind::Claim,
    }
}

fn origin(id: &str, kind: &str) -> Origin {
    Origin {
        format: FORMAT_NAME.to_owned(),
        id: id.to_owned(),
        kind: kind.to_owned(),
        extra: Extra::new(),
    }
}
