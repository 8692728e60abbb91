//! The text exports of Kialo, which nobody has documented, in both grammars: that of 2018
//! (`1.1. Pro: …`) and the later one (`1.1. Pro:` with the wording on lines of its own and
//! sources below). The later one is written.

use super::Put;
use std::collections::{BTreeMap, HashMap};

use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::{ExportRequest, FormatError};
use crate::model::{Citation, Document, Graph, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "kialo";

const OLD_HEAD: &str = "Discussion Title:";
const NEW_HEAD: &str = "Discussion Name:";

/// Whether a file seems to be such an export.
pub fn recognises(import: &Import<'_>) -> bool {
    let head = import.head();
    let head = head.trim_start();
    head.starts_with(OLD_HEAD) || head.starts_with(NEW_HEAD)
}

/// Reads an export of either grammar.
///
/// # Errors
/// [`FormatError::Foreign`] for a text that begins as neither.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let text = import.text();
    let text = text.trim_start();
    let mut gather = Gather::new(FORMAT_NAME);
    let claims = if let Some(rest) = text.strip_prefix(NEW_HEAD) {
        read_new(rest, &mut gather)
    } else if let Some(rest) = text.strip_prefix(OLD_HEAD) {
        read_old(rest, &mut gather)
    } else {
        let what = "a text that is no export of Kialo".to_owned();
        return Err(FormatError::Foreign { what });
    };
    make(&mut gather, claims);
    Ok(gather.finish())
}

/// One claim of an export.
#[derive(Default)]
struct Claim {
    /// `1.2.3.`
    path: String,
    /// Question, Thesis, Pro or Con; empty where it is not said.
    stance: String,
    text: String,
    /// Addresses that the wording linked to.
    links: Vec<Citation>,
    line: usize,
}

fn read_old(rest: &str, gather: &mut Gather) -> Vec<Claim> {
    let (title, body) = rest.split_once('\n').unwrap_or((rest, ""));
    title.trim().clone_into(&mut gather.title);
    let mut claims: Vec<Claim> = Vec::new();
    for (at, line) in body.lines().enumerate() {
        let line_number = at + 2;
        if let Some((path, words)) = take_path(line) {
            let (stance, text) = match words.split_once(':') {
                Some((stance @ ("Pro" | "Con"), text)) => (stance, text),
                _ => ("", words),
            };
            claims.push(Claim {
                path: path.to_owned(),
                stance: stance.to_owned(),
                text: text.trim().to_owned(),
                line: line_number,
                ..Claim::default()
            });
        } else if let Some(claim) = claims.last_mut()
            && !line.trim().is_empty()
        {
            claim.text.push('\n');
            claim.text.push_str(line.trim_end());
        }
    }
    for claim in &mut claims {
        take_links(claim);
        claim.text = unescape(&claim.text);
    }
    claims
}

fn read_new(rest: &str, gather: &mut Gather) -> Vec<Claim> {
    let mut lines = rest.lines().enumerate().peekable();
    let mut title = String::new();
    while let Some((_, line)) = lines.peek() {
        if take_head(line).is_some() {
            break;
        }
        line.trim().clone_into(&mut title);
        lines.next();
        if !title.is_empty() {
            break;
        }
    }
    gather.title = title;
    let mut claims: Vec<Claim> = Vec::new();
    let mut sources: BTreeMap<String, Citation> = BTreeMap::new();
    let mut is_in_sources = false;
    let mut source = String::new();
    let mut is_open = false;
    for (at, line) in lines {
        if is_in_sources {
            if let Some((mark, address)) = take_mark(line) {
                mark.clone_into(&mut source);
                let known = sources.entry(source.clone()).or_default();
                address.clone_into(&mut known.url);
            } else if let Some(known) = sources.get_mut(&source)
                && !line.trim().is_empty()
            {
                if !known.quote.is_empty() {
                    known.quote.push('\n');
                }
                known.quote.push_str(line.trim());
            }
            continue;
        }
        if line.trim_end() == "Sources:" {
            is_in_sources = true;
            continue;
        }
        if let Some((path, stance)) = take_head(line) {
            claims.push(Claim {
                path: path.to_owned(),
                stance: stance.to_owned(),
                line: at + 1,
                ..Claim::default()
            });
            is_open = true;
            continue;
        }
        let Some(claim) = claims.last_mut() else {
            continue;
        };
        if line.trim().is_empty() {
            is_open = false;
        } else {
            // Some wordings hold blank lines: what follows them is more of the same.
            if !claim.text.is_empty() {
                claim.text.push('\n');
                if !is_open {
                    claim.text.push('\n');
                }
            }
            is_open = true;
            claim.text.push_str(line.trim());
        }
    }
    for claim in &mut claims {
        take_links(claim);
    }
    let cited = |text: &str| -> Vec<Citation> {
        let all = sources.iter();
        let cited = all.filter(|(mark, _)| text.contains(&format!("[{mark}]")));
        cited.map(|(_, citation)| citation.clone()).collect()
    };
    for claim in claims.iter().filter(|it| find_reuse(&it.text).is_none()) {
        let kind = kind_of(&claim.stance);
        let node = gather.add_node(&claim.path, &claim.stance, kind, &claim.text);
        node.citations = cited(&claim.text);
        node.citations.extend(claim.links.iter().cloned());
    }
    gather
        .report
        .note_many(Fate::Kept, "sources cited", sources.len(), "");
    claims
}

fn kind_of(stance: &str) -> Kind {
    match stance {
        "Question" => Kind::Question,
        _ => Kind::Claim,
    }
}

fn make(gather: &mut Gather, claims: Vec<Claim>) {
    let stances: HashMap<String, String> = claims
        .iter()
        .map(|claim| (claim.path.clone(), claim.stance.clone()))
        .collect();
    for claim in claims {
        let above = find_above(&claim.path);
        let relation = match claim.stance.as_str() {
            "Pro" => Some(Relation::Supports),
            "Con" => Some(Relation::Opposes),
            "Thesis" => Some(Relation::Answers),
            "Question" => Some(Relation::Asks),
            _ => Some(Relation::Relates),
        };
        let place = format!("line {}", claim.line);
        let mut from = claim.path.clone();
        if let Some(other) = find_reuse(&claim.text) {
            if other.starts_with(|c: char| c.is_ascii_digit()) {
                other.clone_into(&mut from);
            } else {
                let what = "a claim of another discussion became a box with its title";
                gather.report.note(Fate::Changed, what, &place);
                let node = gather.add_node(&claim.path, "discussion", Kind::Claim, other);
                node.tags.push("other discussion".to_owned());
            }
        } else if !gather.has_node(&claim.path) {
            let kind = kind_of(&claim.stance);
            let node = gather.add_node(&claim.path, &claim.stance, kind, &claim.text);
            node.citations.clone_from(&claim.links);
        }
        let Some(above) = above else { continue };
        if !stances.contains_key(&above) {
            gather.report.note(
                Fate::Dropped,
                "a place under a claim that is not there",
                &place,
            );
            continue;
        }
        if claim.stance.is_empty() {
            let what = "a claim without a side is related to the one above";
            gather.report.note(Fate::Changed, what, &place);
        }
        gather.add_link(LinkSpec {
            kind: claim.stance,
            relation,
            from: vec![from],
            to: above,
            place,
            ..LinkSpec::default()
        });
    }
}

/// What a claim that is used again points at: a path, or the name of another discussion.
fn find_reuse(text: &str) -> Option<&str> {
    let rest = text.trim().strip_prefix("-> See ")?;
    if let Some(other) = rest.strip_prefix("discussion ") {
        return Some(other.split_once(": ").map_or(other, |(_, title)| title));
    }
    let rest = rest.trim();
    let is_path = !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_path.then_some(rest)
}

/// `1.2.` of `1.2.3.`
fn find_above(path: &str) -> Option<String> {
    let inner = path.strip_suffix('.')?;
    let at = inner.rfind('.')?;
    Some(inner[..=at].to_owned())
}

/// `1.2.3.` and what follows it on its line.
fn take_path(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start().trim_end();
    let end = line.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (path, rest) = line.split_at(end);
    let is_path = path.ends_with('.')
        && path.starts_with(|c: char| c.is_ascii_digit())
        && !path.contains("..");
    let words = rest.strip_prefix(' ').filter(|_| is_path)?;
    Some((path, words))
}

/// `1.2. Pro:` as path and stance.
fn take_head(line: &str) -> Option<(&str, &str)> {
    let (path, words) = take_path(line)?;
    let stance = words.strip_suffix(':')?;
    matches!(stance, "Question" | "Thesis" | "Pro" | "Con").then_some((path, stance))
}

/// `[12]` and what follows it on its line.
fn take_mark(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix('[')?;
    let (mark, rest) = rest.split_once(']')?;
    let is_mark = !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit());
    is_mark.then(|| (mark, rest.trim()))
}

/// Links become the words that bear them; where they lead is cited.
fn take_links(claim: &mut Claim) {
    let mut text = String::with_capacity(claim.text.len());
    let mut rest = claim.text.as_str();
    while let Some(at) = rest.find('[') {
        let is_escaped = rest[..at].ends_with('\\');
        let link = rest[at + 1..].split_once("](").filter(|_| !is_escaped);
        let link = link.and_then(|(words, after)| Some((words, after.split_once(')')?)));
        let link = link.filter(|(words, (url, _))| !words.contains('[') && url.contains("://"));
        if let Some((words, (url, after))) = link {
            text.push_str(&rest[..at]);
            text.push_str(words);
            claim.links.push(Citation {
                url: url.to_owned(),
                title: words.to_owned(),
                ..Citation::default()
            });
            rest = after;
        } else {
            text.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
        }
    }
    text.push_str(rest);
    claim.text = text;
}

/// Backslashes before brackets go.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\\' && chars.peek().is_some_and(|next| "()[]\\".contains(*next)) {
            continue;
        }
        out.push(c);
    }
    out
}

/// Writes an export in the later grammar. What is used twice is written once and pointed at.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let graph = Graph::of(document);
    let mut out = format!("{NEW_HEAD}\n{}\n", one_line(&document.meta().title));
    let mut paths: HashMap<u32, String> = HashMap::new();
    let mut sources: Vec<Citation> = Vec::new();
    let entries = list_entries(document, &graph);
    // Paths first, so that what is used again can be pointed at wherever it stands.
    for entry in &entries {
        if let Entry::Box { node, path, .. } = entry {
            paths.insert(*node, path.clone());
        }
    }
    for entry in entries {
        let (path, stance, text) = match entry {
            Entry::Box { node, path, stance } => {
                let row = &document.nodes().rows()[node as usize];
                let mut text = row.text.clone();
                for citation in &row.citations {
                    let known = sources.iter().position(|it| it == citation);
                    let at = known.unwrap_or_else(|| {
                        sources.push(citation.clone());
                        sources.len() - 1
                    });
                    let mark = format!("[{}]", at + 1);
                    if !text.contains(&mark) {
                        text = format!("{text} {mark}");
                    }
                }
                (path, stance, text)
            }
            Entry::Again { node, path, stance } => {
                let text = format!("-> See {}", paths.get(&node).map_or("", String::as_str));
                (path, stance, text)
            }
        };
        let depth = path.matches('.').count();
        let indent = " ".repeat(2 * (depth - 1));
        out.put(format_args!("\n{indent}{path} {stance}:\n"));
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        for line in lines {
            out.put(format_args!("{indent}{}\n", line.trim()));
        }
    }
    if !sources.is_empty() {
        out.push_str("\nSources:\n");
        for (at, citation) in sources.iter().enumerate() {
            let address = if citation.url.is_empty() {
                &citation.title
            } else {
                &citation.url
            };
            out.put(format_args!("[{}] {}\n", at + 1, one_line(address)));
            for line in citation.quote.lines() {
                out.put(format_args!("{line}\n"));
            }
        }
    }
    Ok(out.into_bytes())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One claim to be written.
enum Entry {
    Box {
        node: u32,
        path: String,
        stance: &'static str,
    },
    /// One that stands elsewhere.
    Again {
        node: u32,
        path: String,
        stance: &'static str,
    },
}

/// The map as a tree of claims. A discussion has one root: of several roots the others stand
/// under it, if the first is a question as theses, else with a number of their own.
fn list_entries(document: &Document, graph: &Graph) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut next = |above: &str| {
        let n = counts.entry(above.to_owned()).or_insert(0);
        *n += 1;
        format!("{above}{n}.")
    };
    let mut path_of: HashMap<u32, String> = HashMap::new();
    let walk = graph.walk();
    for &(node, _) in &walk {
        let row = &document.nodes().rows()[node as usize];
        if row.kind == Kind::Note {
            continue;
        }
        let place = graph.place(node);
        let above = place.and_then(|place| path_of.get(&place.parent).cloned());
        let stance = match (&row.kind, &place) {
            (Kind::Question, _) => "Question",
            (_, None) => "Thesis",
            (_, Some(place)) => stance_of(graph.relation(place.link)),
        };
        let path = next(above.as_deref().unwrap_or(""));
        path_of.insert(node, path.clone());
        entries.push(Entry::Box { node, path, stance });
    }
    // Links across: the premise is pointed at from under what it speaks to.
    for link in 0..graph.n_links() as u32 {
        let relation = graph.relation(link);
        let Some(crate::model::End::Node(to)) = graph.target(link) else {
            continue;
        };
        if !matches!(
            relation,
            Relation::Supports | Relation::Opposes | Relation::Answers
        ) {
            continue;
        }
        for &node in graph.premises(link) {
            if graph.is_tree_link(link, node) {
                continue;
            }
            if let (Some(above), true) = (path_of.get(&to), path_of.contains_key(&node)) {
                let path = next(above);
                let stance = stance_of(relation);
                entries.push(Entry::Again { node, path, stance });
            }
        }
    }
    entries.sort_by_cached_key(|entry| {
        let (Entry::Box { path, .. } | Entry::Again { path, .. }) = entry;
        let numbers = path.split('.').filter_map(|it| it.parse::<usize>().ok());
        numbers.collect::<Vec<_>>()
    });
    entries
}

fn stance_of(relation: &Relation) -> &'static str {
    match relation {
        Relation::Opposes | Relation::Contradicts => "Con",
        Relation::Answers => "Thesis",
        _ => "Pro",
    }
}
