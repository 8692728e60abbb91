//! A map as an outline of boxes, and such an outline as a map: what the formats share that hold
//! a tree and no more. What a tree cannot hold stands in attributes of our own, which other
//! programs carry along or drop.

use std::collections::{HashMap, HashSet};

use super::names::{Names, came_from, kept};
use super::{Gather, LinkSpec};
use crate::model::{Citation, Document, End, Graph, Id, Kind, Relation};

/// A box at its place in the outline.
pub(super) struct Item {
    /// Its row among the document's nodes.
    pub node: u32,
    /// How deep it stands; 0 at the top.
    pub depth: usize,
    /// The row of the link that puts it here.
    pub link: Option<u32>,
    /// The rows of the links that it is a premise of and that do not put it here.
    pub crossings: Vec<u32>,
}

/// Every box once, in reading order.
pub(super) fn list_items(graph: &Graph) -> Vec<Item> {
    let walk = graph.walk().into_iter();
    walk.map(|(node, depth)| {
        let mut links: Vec<u32> = graph.links_from(node).to_vec();
        links.dedup();
        let is_here = |&link: &u32| graph.is_tree_link(link, node);
        Item {
            node,
            depth: depth as usize,
            link: links.iter().copied().find(is_here),
            crossings: links.into_iter().filter(|it| !is_here(it)).collect(),
        }
    })
    .collect()
}

/// The id of what a link points at.
pub(super) fn target_id<'d>(document: &'d Document, graph: &Graph, link: u32) -> Option<&'d Id> {
    Some(match graph.target(link)? {
        End::Node(node) => &document.nodes().rows()[node as usize].id,
        End::Link(link) => &document.links().rows()[link as usize].id,
    })
}

/// The links of a crossing as one attribute: `relation link target`, parted by semicolons.
pub(super) fn print_crossings(
    document: &Document,
    graph: &Graph,
    names: &Names<'_>,
    item: &Item,
) -> String {
    let print = |&link: &u32| {
        let row = &document.links().rows()[link as usize];
        let to = names.get(target_id(document, graph, link)?.as_str());
        let name = names.get(row.id.as_str());
        let relation = escape(row.relation.as_str());
        Some(format!("{relation} {} {}", escape(name), escape(to)))
    };
    let all: Vec<String> = item.crossings.iter().filter_map(print).collect();
    all.join(";")
}

/// A word without what parts the entries of a list.
fn escape(word: &str) -> String {
    let word = word.replace('%', "%25").replace(';', "%3B");
    word.replace(' ', "%20")
}

/// A word as it was before it was escaped.
fn unescape(word: &str) -> String {
    let word = word.replace("%20", " ").replace("%3B", ";");
    word.replace("%25", "%")
}

/// A box of an outline as it was read.
#[derive(Default)]
pub(super) struct Heard {
    /// Its name in the file; may be empty.
    pub name: String,
    pub text: String,
    pub note: String,
    pub citations: Vec<Citation>,
    pub kind: Option<Kind>,
    pub relation: Option<Relation>,
    /// The name of the link that puts it here, where that is said: boxes that share it are
    /// premises of one reason.
    pub link: String,
    /// The name of the link that it points at, where it does not point at the box above.
    pub onto: String,
    /// Further links, as [`print_crossings`] writes them.
    pub crossings: String,
    pub tags: Vec<String>,
    /// Where it stands in the file, for the report.
    pub place: String,
}

/// What a reader of an outline keeps track of.
pub(super) struct Hanger {
    /// The names of the boxes that the next one may stand under, by depth.
    open: Vec<(usize, String)>,
    links: Vec<LinkSpec>,
    /// Where the last link of a name stands.
    named_links: HashMap<String, usize>,
    n: usize,
}

impl Hanger {
    pub fn new() -> Self {
        Self {
            open: Vec::new(),
            links: Vec::new(),
            named_links: HashMap::new(),
            n: 0,
        }
    }

    /// Adds a box at that depth; its name, under which something may be kept of it.
    pub fn add(
        &mut self,
        gather: &mut Gather,
        depth: usize,
        mut heard: Heard,
        type_: &str,
    ) -> String {
        self.n += 1;
        let is_told = heard.relation.is_some() || heard.kind.is_some();
        let (mut text, hint) = if is_told {
            (heard.text.clone(), Hint::default())
        } else {
            take_prefix(&heard.text)
        };
        let (sign, is_asked) = (hint.sign.clone(), heard.kind.is_none());
        if heard.kind.is_none() && hint.kind.is_none() && text.trim_end().ends_with('?') {
            heard.kind = Some(Kind::Question);
        }
        if text.trim().is_empty() {
            text.clone_from(&heard.text);
        }
        let kind = heard.kind.clone().or(hint.kind).unwrap_or(Kind::Claim);
        let is_taken = heard.name.is_empty() || gather.has_node(&heard.name);
        let name = if is_taken {
            format!("outline {}", self.n)
        } else {
            heard.name.clone()
        };
        let above = self.find_above(depth);
        let node = gather.add_node(&name, type_, kind.clone(), &text);
        if is_taken && let Some(origin) = node.origin.as_deref_mut() {
            // The name is none that the file gave.
            origin.id.clear();
        }
        node.note = heard.note;
        node.citations = heard.citations.into();
        node.tags = heard.tags.into();
        if is_asked && !sign.is_empty() {
            gather.keep(&name, SIGN, &sign.into());
        }
        if let Some(above) = above {
            let above_kind = gather.node(&above).map(|it| it.kind.clone());
            let said = heard.relation.or(hint.relation);
            let relation = said.or_else(|| guess_relation(&kind, above_kind.as_ref()));
            if let Some(relation) = relation {
                let to = if heard.onto.is_empty() {
                    above
                } else {
                    heard.onto
                };
                self.join(&heard.link, relation, &name, to, &heard.place);
            }
        }
        for crossing in heard.crossings.split(';') {
            let mut words = crossing.split(' ');
            let all = (words.next(), words.next(), words.next());
            if let (Some(relation), Some(link), Some(to)) = all {
                let relation = Relation::from(unescape(relation));
                let (link, to) = (unescape(link), unescape(to));
                self.join(&link, relation, &name, to, &heard.place);
            }
        }
        self.open.push((depth, name.clone()));
        name
    }

    /// Adds a premise to the link of that name, which begins with it if there is none.
    fn join(&mut self, link: &str, relation: Relation, from: &str, to: String, place: &str) {
        if let Some(&known) = self.named_links.get(link) {
            self.links[known].from.push(from.to_owned());
            return;
        }
        if !link.is_empty() {
            self.named_links.insert(link.to_owned(), self.links.len());
        }
        self.links.push(LinkSpec {
            name: link.to_owned(),
            relation: Some(relation),
            from: vec![from.to_owned()],
            to,
            place: place.to_owned(),
            ..LinkSpec::default()
        });
    }

    fn find_above(&mut self, depth: usize) -> Option<String> {
        while self.open.last().is_some_and(|(open, _)| *open >= depth) {
            self.open.pop();
        }
        self.open.last().map(|(_, name)| name.clone())
    }

    /// Hands over the links.
    pub fn finish(self, gather: &mut Gather) {
        for link in self.links {
            gather.add_link(link);
        }
    }
}

/// The boxes that outlines must name, since links across or onto links speak of them.
pub(super) fn list_named<'d>(
    document: &'d Document,
    graph: &Graph,
    items: &[Item],
) -> HashSet<&'d Id> {
    let crossings = items.iter().flat_map(|item| item.crossings.iter());
    let ends = crossings.filter_map(|&link| target_id(document, graph, link));
    ends.collect()
}

/// Where the origin of a box keeps the sign that its wording began with.
pub(super) const SIGN: &str = "sign";

/// What a box does to the one above it where nothing is said.
fn guess_relation(kind: &Kind, above: Option<&Kind>) -> Option<Relation> {
    Some(match (kind, above) {
        (Kind::Question, _) => Relation::Asks,
        (Kind::Claim, Some(Kind::Question)) => Relation::Answers,
        (Kind::Note, _) | (_, Some(Kind::Note)) => return None,
        _ => Relation::Relates,
    })
}

/// A box as a foreign outline would have it, if that says all of it: its wording with the sign
/// that it had, where the reader makes of these the same kind and the same relation to what stands
/// above.
pub(super) fn print_plain(
    document: &Document,
    graph: &Graph,
    item: &Item,
    format: &str,
) -> Option<String> {
    let node = &document.nodes().rows()[item.node as usize];
    let before = came_from(node.origin.as_deref(), format)?;
    let sign = kept(&before.extra, SIGN);
    let words = match sign.as_str().unwrap_or_default() {
        "" => node.text.clone(),
        sign => format!("{sign} {}", node.text),
    };
    let (text, hint) = take_prefix(&words);
    let is_question = text.trim_end().ends_with('?');
    let kind = match hint.kind {
        Some(kind) => kind,
        None if is_question => Kind::Question,
        None => Kind::Claim,
    };
    let place = item.link.and_then(|link| match graph.target(link)? {
        End::Node(above) => Some((link, above)),
        End::Link(_) => None,
    });
    let relation = match (item.link, place) {
        (None, _) => return (text == node.text && kind == node.kind).then_some(words),
        (Some(_), None) => return None,
        (Some(_), Some((_, above))) => {
            let above = &document.nodes().rows()[above as usize].kind;
            hint.relation.or_else(|| guess_relation(&kind, Some(above)))
        }
    };
    let (link, _) = place?;
    let row = &document.links().rows()[link as usize];
    let is_same =
        text == node.text && kind == node.kind && relation.as_ref() == Some(&row.relation);
    let is_single = row.from.len() == 1 && graph.links_to(End::Link(link)).is_empty();
    // Other programs have no name for what joins two entries.
    let is_unnamed = came_from(row.origin.as_deref(), format).is_none_or(|it| it.id.is_empty());
    (is_same && is_single && is_unnamed).then_some(words)
}

/// What the beginning of a wording says of its box.
#[derive(Default)]
struct Hint {
    /// As it is written.
    sign: String,
    kind: Option<Kind>,
    relation: Option<Relation>,
}

/// Takes a sign such as `Pro:` or `-` off the beginning of a wording.
fn take_prefix(text: &str) -> (String, Hint) {
    const SIGNS: &[(&str, Option<Kind>, Option<Relation>)] = &[
        ("pro:", None, Some(Relation::Supports)),
        ("con:", None, Some(Relation::Opposes)),
        ("+ ", None, Some(Relation::Supports)),
        ("- ", None, Some(Relation::Opposes)),
        ("? ", Some(Kind::Question), None),
        ("q:", Some(Kind::Question), None),
        ("question:", Some(Kind::Question), None),
        ("evidence:", Some(Kind::Evidence), Some(Relation::Supports)),
    ];
    let start = text.trim_start();
    for (sign, kind, relation) in SIGNS {
        let head = start.get(..sign.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(sign)) {
            let hint = Hint {
                sign: start[..sign.len()].trim().to_owned(),
                kind: kind.clone(),
                relation: relation.clone(),
            };
            return (start[sign.len()..].trim_start().to_owned(), hint);
        }
    }
    (text.to_owned(), Hint::default())
}
