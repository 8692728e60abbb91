//! Copied boxes as a piece of a web page: beside plain text the one form that every system's
//! clipboard takes. It is a list, which other programs show, and in attributes of that list, which
//! they pass over, stand the records themselves. Knows no clipboard.

use std::borrow::Cow;

use super::fragment;
use crate::edit::Fragment;
use crate::model::{Document, End, Graph, Id, Kind, Relation, Time};
use crate::words::{self, MapWords};

/// The longest piece, in bytes, that is written or looked at. What is larger is copied as an outline
/// alone.
pub const LONGEST: usize = 8 << 20;

/// How deep lists stand within lists: other programs walk them by recursion.
const DEEPEST: usize = 64;

/// What stands before the ids of the boxes that speak against something, and ends them.
const HEAD: &str = "<ul data-argument-map-against=\"";
/// What stands between these ids and the records.
const BETWEEN: &str = "\" data-argument-map=\"";

/// Copied records, and which of the uppermost boxes spoke against what they hung on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Clipping {
    /// The records.
    pub fragment: Fragment,
    /// Boxes that spoke against what they hung on.
    pub against: Vec<Id>,
}

/// The clipping as a piece of a web page, in the words of a language; none where it would be too
/// long.
pub fn write(clipping: &Clipping, language: &str) -> Option<String> {
    let records = fragment::write(&clipping.fragment);
    if records.len() > LONGEST {
        return None;
    }
    let against: Vec<&str> = clipping.against.iter().map(Id::as_str).collect();
    let mut html = format!("{HEAD}{}{BETWEEN}", against.join(" "));
    html.push_str(&escape(&records));
    html.push_str("\">");
    List::of(&clipping.fragment, words::of_map(language)).write(&mut html);
    html.push_str("</ul>");
    (html.len() <= LONGEST).then_some(html)
}

/// Reads what [`write()`] has written, wherever it stands in a page; none for every other page, and
/// where anything of it is not exactly as it would be written.
pub fn read(html: &str) -> Option<Clipping> {
    if html.len() > LONGEST {
        return None;
    }
    let (_, rest) = html.split_once(HEAD)?;
    let (against, rest) = rest.split_once('"')?;
    let rest = rest.strip_prefix(&BETWEEN[1..])?;
    let (records, _) = rest.split_once('"')?;
    let fragment = fragment::read_sound(&unescape(records)?)?;
    let against: Option<Vec<Id>> = against
        .split_ascii_whitespace()
        .map(|id| Id::parse(id).ok())
        .collect();
    Some(Clipping {
        fragment,
        against: against?,
    })
}

/// The boxes as a list.
struct List {
    document: Document,
    graph: Graph,
    words: &'static MapWords,
}

impl List {
    fn of(fragment: &Fragment, words: &'static MapWords) -> Self {
        let id = Id::parse("clipping").expect("a word is an identifier");
        let mut document = Document::new(id, Time::from_unix(0));
        for node in &fragment.nodes {
            // A second record of one id has no place in a list.
            drop(document.load_node(node.clone()));
        }
        for link in fragment.closed_links() {
            drop(document.load_link(link.clone()));
        }
        let graph = Graph::of(&document);
        Self {
            document,
            graph,
            words,
        }
    }

    /// The items, and the lists within them.
    fn write(&self, html: &mut String) {
        // How many items are open, each within the one before.
        let mut n_open = 0;
        for (node, depth) in self.graph.walk() {
            let depth = (depth as usize).min(DEEPEST).min(n_open);
            if depth == n_open && depth > 0 {
                html.push_str("<ul>");
            }
            close(html, &mut n_open, depth);
            html.push_str("<li>");
            self.write_item(html, node);
            n_open = depth + 1;
        }
        close(html, &mut n_open, 0);
    }

    fn write_item(&self, html: &mut String, at: u32) {
        let node = &self.document.nodes().rows()[at as usize];
        if let Some(word) = self.find_lead(at, &node.id) {
            html.extend(["<em>", &escape(&word), ":</em> "]);
        }
        let kind = match &node.kind {
            Kind::Claim => None,
            Kind::Evidence => Some(self.words.evidence.as_str()),
            Kind::Question => Some(self.words.question.as_str()),
            Kind::Note => Some(self.words.note.as_str()),
            Kind::Other(kind) => Some(kind.as_str()),
        };
        if let Some(kind) = kind {
            html.extend(["<strong>", &escape(kind), ":</strong> "]);
        }
        let text = node.text.replace("\r\n", "\n").replace('\r', "\n");
        html.push_str(&escape(&text).replace('\n', "<br>"));
    }

    /// The word that joins a box to the one above it.
    fn find_lead(&self, at: u32, node: &Id) -> Option<String> {
        let place = self.graph.place(at)?;
        let link = &self.document.links().rows()[place.link as usize];
        if link.from.first() != Some(node) {
            return Some(self.words.and.clone());
        }
        let word = match &link.relation {
            Relation::Supports => &self.words.supports,
            Relation::Opposes => &self.words.opposes,
            Relation::Answers => &self.words.answers,
            Relation::Asks => &self.words.asks,
            other => return Some(other.as_str().to_owned()),
        };
        let is_on_step = matches!(self.graph.target(place.link), Some(End::Link(_)));
        Some(if is_on_step {
            format!("{word} (→)")
        } else {
            word.clone()
        })
    }
}

/// Ends items until so many are open, and the lists that they were the last of.
fn close(html: &mut String, n_open: &mut usize, wanted: usize) {
    while *n_open > wanted {
        html.push_str("</li>");
        *n_open -= 1;
        if *n_open > wanted {
            html.push_str("</ul>");
        }
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 4);
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            char => escaped.push(char),
        }
    }
    escaped
}

/// The text of an attribute that [`escape`] has written; none where something else wrote it.
fn unescape(attribute: &str) -> Option<Cow<'_, str>> {
    let mut parts = attribute.split('&');
    let first = parts.next()?;
    if first.len() == attribute.len() {
        return Some(Cow::Borrowed(first));
    }
    let mut text = String::with_capacity(attribute.len());
    text.push_str(first);
    for part in parts {
        let (name, rest) = part.split_once(';')?;
        text.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => return None,
        });
        text.push_str(rest);
    }
    Some(Cow::Owned(text))
}
