//! Argument graphs in the XML of the argumentative microtexts (arggraph, Peldszus and Stede): the
//! annotation of one short text. Each discourse unit is a box, each edge a step; `und` strikes a
//! step, `add` is one more premise of one. Other XML is refused.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::{FormatError, Position};
use crate::edit::Fragment;
use crate::model::{Anchor, Extra, Id, Kind, Link, Node, Origin, Relation, Source};
use crate::text::{ExactFinder, Quote, Span, TextIndex, hash_text};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "arggraph";

/// So many joints, or premises that were added to premises, are followed to what they belong to. The
/// annotated texts have one or two.
const MOST_STEPS: usize = 64;

/// Reads a graph, and ties its boxes to the passages of its text where that is at hand.
///
/// # Errors
/// [`FormatError::Foreign`] for what is no such graph, [`FormatError::CutShort`] for a file that
/// breaks off. Edges that lead nowhere are left out.
pub fn read(xml: &str, text: Option<&str>) -> Result<Fragment, FormatError> {
    if !xml.contains("<arggraph") {
        let what = "no argument graph".to_owned();
        return Err(FormatError::Foreign { what });
    }
    if !xml.contains("</arggraph>") {
        let position = Position::of_last(xml.as_bytes());
        return Err(FormatError::CutShort { position });
    }
    let graph = Graph::read(xml);
    let source = text.map(|text| Source {
        text: text.into(),
        sha256: hash_text(text),
        ..Source::new(name("text"))
    });
    let mut places = Places::of(text);
    let mut fragment = Fragment::default();
    let mut segments = graph.sort_segments();
    for unit in &graph.units {
        let Some(id) = Id::parse(&unit.id).ok() else {
            continue;
        };
        // A unit that is named twice is one.
        let Some(own) = segments.remove(unit.id.as_str()) else {
            continue;
        };
        let words: Vec<&str> = own.iter().map(|segment| segment.words.as_str()).collect();
        let mut node = Node::new(id, Kind::Claim, words.join(" "));
        node.implicit = !own.is_empty() && own.iter().all(|segment| segment.is_implicit);
        node.origin = Some(Box::new(origin(&unit.id, &unit.kind)));
        if let Some(source) = &source {
            let spans = own.iter().filter_map(|segment| places.find(&segment.words));
            let spans: Vec<Span> = spans.collect();
            let quotes = spans
                .into_iter()
                .map(|span| Quote::of(&source.text, &places.index, span));
            node.anchors = quotes
                .map(|quote| Anchor::of(source.id.clone(), quote))
                .collect();
        }
        fragment.nodes.push(Arc::new(node));
    }
    fragment.links = graph.make_links().into_iter().map(Arc::new).collect();
    fragment.sources = source.into_iter().collect();
    Ok(fragment)
}

/// The words of a text in their order: each unit stands behind the one before.
struct Places<'a> {
    finder: ExactFinder<'a>,
    index: TextIndex,
    at: usize,
}

impl<'a> Places<'a> {
    fn of(text: Option<&'a str>) -> Self {
        let text = text.unwrap_or_default();
        Self {
            finder: ExactFinder::new(text),
            index: TextIndex::new(text),
            at: 0,
        }
    }

    fn find(&mut self, words: &str) -> Option<Span> {
        if words.is_empty() {
            return Some(Span::new(self.at, self.at));
        }
        let behind = self.finder.find_from(words, self.at);
        let span = behind.or_else(|| self.finder.find_from(words, 0))?;
        self.at = span.end.0;
        Some(span)
    }
}

#[derive(Default)]
struct Graph {
    segments: Vec<Segment>,
    units: Vec<Unit>,
    edges: Vec<Edge>,
    /// What a segment or joint is a part of.
    parts: HashMap<String, String>,
}

/// A stretch of the text.
struct Segment {
    id: String,
    words: String,
    is_implicit: bool,
}

/// A unit of the argument.
struct Unit {
    id: String,
    kind: String,
}

struct Edge {
    id: String,
    from: String,
    to: String,
    kind: String,
}

impl Graph {
    fn read(xml: &str) -> Self {
        let mut graph = Self::default();
        let mut rest = xml;
        while let Some(start) = rest.find('<') {
            rest = &rest[start..];
            if rest.starts_with("<!--") {
                rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
                continue;
            }
            let Some(end) = rest.find('>') else { break };
            let tag = &rest[1..end];
            rest = &rest[end + 1..];
            let get = |key: &str| read_attribute(tag, key);
            match tag.split_whitespace().next() {
                Some("edu") => {
                    let close = rest.find("</edu>").unwrap_or(rest.len());
                    graph.segments.push(Segment {
                        id: get("id"),
                        words: read_words(&rest[..close]),
                        is_implicit: get("implicit") == "true",
                    });
                    rest = &rest[close..];
                }
                Some("adu") => graph.units.push(Unit {
                    id: get("id"),
                    kind: get("type"),
                }),
                Some("edge") if get("type") == "seg" => {
                    graph.parts.insert(get("src"), get("trg"));
                }
                Some("edge") => graph.edges.push(Edge {
                    id: get("id"),
                    from: get("src"),
                    to: get("trg"),
                    kind: get("type"),
                }),
                _ => {}
            }
        }
        graph
    }

    /// The segments of each unit, in their order.
    fn sort_segments(&self) -> HashMap<&str, Vec<&Segment>> {
        let units = self.units.iter().map(|unit| (unit.id.as_str(), Vec::new()));
        let mut sorted: HashMap<&str, Vec<&Segment>> = units.collect();
        for segment in &self.segments {
            let unit = self.find_unit(&segment.id);
            if let Some(own) = unit.and_then(|unit| sorted.get_mut(unit)) {
                own.push(segment);
            }
        }
        sorted
    }

    /// The unit that a segment belongs to, over joints.
    fn find_unit(&self, segment: &str) -> Option<&str> {
        let mut at = self.parts.get(segment)?;
        for _ in 0..MOST_STEPS {
            match self.parts.get(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        Some(at)
    }

    fn make_links(&self) -> Vec<Link> {
        let units: HashSet<&str> = self.units.iter().map(|unit| unit.id.as_str()).collect();
        let is_unit = |id: &str| units.contains(id);
        // Of edges of one name the first counts.
        let edges = self.edges.iter().rev().map(|edge| (edge.id.as_str(), edge));
        let edges: HashMap<&str, &Edge> = edges.collect();
        let is_step = |id: &str| edges.get(id).is_some_and(|edge| edge.kind != "add");
        let mut links: Vec<Link> = Vec::new();
        let mut place_of: HashMap<&str, usize> = HashMap::new();
        for edge in self.edges.iter().filter(|edge| edge.kind != "add") {
            let ends = [&edge.id, &edge.from, &edge.to].map(|id| Id::parse(id).ok());
            let [Some(id), Some(from), Some(to)] = ends else {
                continue;
            };
            let is_there = is_unit(&edge.to) || is_step(&edge.to);
            if !is_unit(&edge.from) || !is_there || place_of.contains_key(edge.id.as_str()) {
                continue;
            }
            place_of.insert(&edge.id, links.len());
            let relation = match edge.kind.as_str() {
                "sup" | "exa" => Relation::Supports,
                "reb" | "und" => Relation::Opposes,
                other => Relation::from(other),
            };
            let mut link = Link::new(id, relation, vec![from], to);
            if edge.kind == "exa" {
                "example".clone_into(&mut link.scheme);
            }
            link.origin = Some(Box::new(origin(&edge.id, &edge.kind)));
            links.push(link);
        }
        let mut known: HashSet<(usize, &str)> = HashSet::new();
        for edge in self.edges.iter().filter(|edge| edge.kind == "add") {
            let host = find_host(&edges, &edge.to).and_then(|host| place_of.get(host));
            if let Some((&at, premise)) = host.zip(Id::parse(&edge.from).ok())
                && is_unit(&edge.from)
                && links[at].from.first() != Some(&premise)
                && known.insert((at, &edge.from))
            {
                links[at].from.push(premise);
            }
        }
        links
    }
}

/// The step that a further premise belongs to, over premises that were added before.
fn find_host<'g>(edges: &HashMap<&str, &'g Edge>, id: &'g str) -> Option<&'g str> {
    let mut at = id;
    for _ in 0..MOST_STEPS {
        let edge = edges.get(at)?;
        if edge.kind != "add" {
            return Some(&edge.id);
        }
        at = &edge.to;
    }
    None
}

fn origin(id: &str, kind: &str) -> Origin {
    Origin {
        format: FORMAT_NAME.to_owned(),
        id: id.to_owned(),
        kind: kind.to_owned(),
        extra: Extra::new(),
    }
}

fn name(word: &str) -> Id {
    Id::parse(word).expect("a word is an identifier")
}

/// The value of an attribute of a tag; empty if it has none.
fn read_attribute(tag: &str, key: &str) -> String {
    for quote in ['"', '\''] {
        let opening = format!(" {key}={quote}");
        if let Some(at) = tag.find(&opening) {
            let value = &tag[at + opening.len()..];
            let end = value.find(quote).unwrap_or(value.len());
            return unescape(&value[..end]);
        }
    }
    String::new()
}

/// The words within an element: marked sections as they stand, the rest without its escapes.
fn read_words(inner: &str) -> String {
    match inner.trim().strip_prefix("<![CDATA[") {
        Some(section) => section.strip_suffix("]]>").unwrap_or(section).to_owned(),
        None => unescape(inner.trim()),
    }
}

fn unescape(words: &str) -> String {
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}
