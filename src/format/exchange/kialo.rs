//! The text exports of Kialo, which nobody has documented, in both grammars: that of 2018
//! (`1.1. Pro: …`) and the later one (`1.1. Pro:` with the wording on lines of its own and
//! sources below). The later one is written.

use super::Put;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::names::{came_from, keep, kept};
use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::{ExportRequest, FormatError};
use crate::model::{Citation, Document, Graph, Kind, Node, Origin, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "kialo";

const OLD_HEAD: &str = "Discussion Title:";
const NEW_HEAD: &str = "Discussion Name:";
const SOURCES: &str = "Sources:";
const REUSE: &str = "-> See ";

/// Where a citation keeps the number of its source.
const MARK: &str = "mark";

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
    while let Some((at, line)) = lines.next() {
        if is_in_sources {
            if let Some((mark, address)) = take_mark(line) {
                mark.clone_into(&mut source);
                let known = sources.entry(source.clone()).or_default();
                address.clone_into(&mut known.url);
                keep(&mut known.extra, MARK, &mark.into());
            } else if let Some(known) = sources.get_mut(&source)
                && !line.trim().is_empty()
            {
                if !known.quote.is_empty() {
                    known.quote.push('\n');
                }
                known.quote.push_str(unguard(line.trim()));
            }
            continue;
        }
        let is_head_of_sources = line.trim_end() == SOURCES;
        if is_head_of_sources
            && lines
                .peek()
                .is_none_or(|(_, next)| take_mark(next).is_some())
        {
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
        // A wording of one line that was guarded is told from a pointer below.
        if claim.text.contains('\n') {
            let lines: Vec<&str> = claim.text.split('\n').map(unguard).collect();
            claim.text = lines.join("\n");
        }
    }
    let cited = |text: &str| -> Vec<Citation> {
        let cited = list_marks(text).into_iter();
        cited
            .filter_map(|mark| sources.get(mark).cloned())
            .collect()
    };
    for claim in claims.iter().filter(|it| find_reuse(&it.text).is_none()) {
        let kind = kind_of(&claim.stance);
        let text = strip_marks(unguard(&claim.text), &sources);
        let node = gather.add_node(&claim.path, &claim.stance, kind, text);
        node.citations = cited(&claim.text).into();
        node.citations.extend(claim.links.iter().cloned());
    }
    gather
        .report
        .note_many(Fate::Kept, "sources cited", sources.len(), "");
    claims
}

/// A wording without the numbers of sources that stand apart behind it; what they lead to is cited.
fn strip_marks<'t>(text: &'t str, sources: &BTreeMap<String, Citation>) -> &'t str {
    let mut text = text;
    while let Some((rest, last)) = text.rsplit_once(" [")
        && let Some(mark) = last.strip_suffix(']')
        && sources.contains_key(mark)
        && !rest.trim().is_empty()
    {
        text = rest;
    }
    text
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
            node.citations = claim.links.as_slice().into();
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
            name: claim.path,
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
    let rest = text.trim().strip_prefix(REUSE)?;
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
        let link = split_link(&rest[at + 1..]).filter(|_| !is_escaped);
        if let Some((words, url, after)) = link {
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

/// The words of a link whose bracket was just opened, its address, and what follows. Each bracket is
/// looked behind, so neither is looked for to the end of the text.
fn split_link(text: &str) -> Option<(&str, &str, &str)> {
    const LONGEST_ADDRESS: usize = 8_192;
    let (words, _) = text.split('[').next()?.split_once("](")?;
    let after = &text[words.len() + 2..];
    let url = &after[..after.floor_char_boundary(LONGEST_ADDRESS)];
    let url = &url[..url.find(')')?];
    url.contains("://")
        .then(|| (words, url, &after[url.len() + 1..]))
}

/// The numbers in brackets that stand in a text, each where it stands first.
fn list_marks(text: &str) -> Vec<&str> {
    let mut known = HashSet::new();
    let marks = text.match_indices('[').filter_map(|(at, _)| {
        let inner = &text[at + 1..];
        let end = inner.find(|c: char| !c.is_ascii_digit())?;
        (end > 0 && inner[end..].starts_with(']')).then(|| &inner[..end])
    });
    marks.filter(|mark| known.insert(*mark)).collect()
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

/// What has a meaning at the beginning of a line of the later grammar, behind any backslashes.
fn has_meaning(line: &str) -> bool {
    let line = line.trim_start_matches('\\');
    let is_name = line == SOURCES || find_reuse(line).is_some();
    is_name || take_head(line).is_some()
}

/// A line of a wording, so that it is taken for nothing else.
fn guard(line: &str) -> String {
    let guard = if has_meaning(line) { "\\" } else { "" };
    format!("{guard}{line}")
}

/// A line as it was before it was guarded.
fn unguard(line: &str) -> &str {
    line.strip_prefix('\\')
        .filter(|rest| has_meaning(rest))
        .unwrap_or(line)
}

/// The number of a source where the file had it; empty where it did not come from one.
fn mark_of(citation: &Citation) -> String {
    let mark = kept(&citation.extra, MARK);
    mark.as_str().unwrap_or_default().to_owned()
}

/// Writes an export in the later grammar. What is used twice is written once and pointed at;
/// claims and sources keep the numbers that they had.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let graph = Graph::of(document);
    let mut out = format!("{NEW_HEAD}\n{}\n", one_line(&document.meta().title));
    let entries = number(document, &graph);
    let mut sources = Sources::of(document);
    // Paths first, so that what is used again can be pointed at wherever it stands.
    let mut paths: HashMap<u32, &str> = HashMap::new();
    for entry in entries.iter().filter(|it| !it.is_again) {
        paths.insert(entry.node, &entry.path);
    }
    for entry in &entries {
        let indent = "  ".repeat(entry.path.matches('.').count() - 1);
        out.put(format_args!("\n{indent}{} {}:\n", entry.path, entry.stance));
        if entry.is_again {
            let path = paths.get(&entry.node).copied().unwrap_or_default();
            out.put(format_args!("{indent}{REUSE}{path}\n"));
            continue;
        }
        let text = sources.mark(&document.nodes().rows()[entry.node as usize]);
        for line in text.trim().lines().map(str::trim) {
            if line.is_empty() {
                out.push('\n');
            } else {
                out.put(format_args!("{indent}{}\n", guard(line)));
            }
        }
    }
    sources.print(&mut out);
    Ok(out.replace('\n', "\r\n").into_bytes())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sources below the claims, by their numbers.
struct Sources {
    numbered: BTreeMap<usize, Citation>,
    /// The numbers by address, title and quotation; of two for the same source the lower one.
    numbers: HashMap<[String; 3], usize>,
    /// Numbers that stand in wordings like those of sources.
    words: HashSet<usize>,
    /// Every number below it is taken.
    first_free: usize,
}

impl Sources {
    /// Those that have had a number.
    fn of(document: &Document) -> Self {
        let mut numbered: BTreeMap<usize, Citation> = BTreeMap::new();
        let nodes = document.nodes().iter();
        let pieces = nodes.flat_map(|it| it.text.split('[').skip(1));
        let words = pieces.filter_map(|it| it.split_once(']')?.0.parse().ok());
        let words = words.collect();
        for citation in document.nodes().iter().flat_map(|it| &it.citations) {
            if let Ok(mark) = mark_of(citation).parse::<usize>() {
                numbered.entry(mark).or_insert_with(|| citation.clone());
            }
        }
        let mut numbers = HashMap::new();
        for (&at, citation) in &numbered {
            numbers.entry(key_of(citation)).or_insert(at);
        }
        Self {
            numbered,
            numbers,
            words,
            first_free: 1,
        }
    }

    /// The number of a source, given to it if it has none.
    fn number(&mut self, citation: &Citation) -> usize {
        let key = key_of(citation);
        if let Some(&known) = self.numbers.get(&key) {
            return known;
        }
        let mut free = self.first_free;
        while self.words.contains(&free) || self.numbered.contains_key(&free) {
            free += 1;
        }
        self.first_free = free;
        self.numbers.insert(key, free);
        self.numbered.insert(free, citation.clone());
        free
    }

    /// The wording of a box with the numbers of what it cites, and links where it has their words.
    fn mark(&mut self, node: &Node) -> String {
        let mut text = node.text.clone();
        for citation in &node.citations {
            if let Some(linked) = link_words(&text, citation) {
                text = linked;
                continue;
            }
            let mark = format!("[{}]", self.number(citation));
            if !text.contains(&mark) {
                text = format!("{text} {mark}");
            }
        }
        text
    }

    fn print(&self, out: &mut String) {
        if self.numbered.is_empty() {
            return;
        }
        out.put(format_args!("\n{SOURCES}\n"));
        for (at, citation) in &self.numbered {
            let address = if citation.url.is_empty() {
                &citation.title
            } else {
                &citation.url
            };
            out.put(format_args!("[{at}] {}\n", one_line(address)));
            for line in citation.quote.lines() {
                out.put(format_args!("{}\n", guard(line)));
            }
        }
    }
}

/// What tells one source from another.
fn key_of(citation: &Citation) -> [String; 3] {
    [&citation.url, &citation.title, &citation.quote].map(String::clone)
}

/// A wording in which the words of a cited title lead to where it is, if they stand there once.
fn link_words(text: &str, citation: &Citation) -> Option<String> {
    let (title, url) = (citation.title.as_str(), citation.url.as_str());
    let is_plain = !title.is_empty() && !title.contains(['[', ']', '\n']);
    let is_address = url.contains("://") && !url.contains(['(', ')']) && citation.quote.is_empty();
    let mut found = text.match_indices(title);
    let (at, _) = found.next().filter(|_| is_plain && is_address)?;
    let is_within = text[..at].matches("](").count() != text[..at].matches(')').count()
        && text[..at].contains("](");
    if found.next().is_some() || is_within {
        return None;
    }
    let after = &text[at + title.len()..];
    Some(format!("{}[{title}]({url}){after}", &text[..at]))
}

/// One claim to be written.
struct Entry {
    node: u32,
    /// Whether the box stands elsewhere and is pointed at here.
    is_again: bool,
    stance: &'static str,
    /// The numbers that it had in the file it came from.
    before: String,
    path: String,
}

/// The map as a tree of claims, in reading order. Claims keep their numbers where they stand where
/// they stood; all others follow.
fn number(document: &Document, graph: &Graph) -> Vec<Entry> {
    let mut under: HashMap<Option<u32>, Vec<Entry>> = HashMap::new();
    let mut is_written: HashSet<u32> = HashSet::new();
    for (node, _) in graph.walk() {
        let row = &document.nodes().rows()[node as usize];
        if row.kind == Kind::Note {
            continue;
        }
        is_written.insert(node);
        let place = graph.place(node);
        let above = place
            .map(|it| it.parent)
            .filter(|it| is_written.contains(it));
        let stance = match (&row.kind, &place) {
            (Kind::Question, _) => "Question",
            (_, None) => "Thesis",
            (_, Some(place)) => stance_of(graph.relation(place.link)),
        };
        under.entry(above).or_default().push(Entry {
            node,
            is_again: false,
            stance,
            before: path_before(row.origin.as_deref()),
            path: String::new(),
        });
    }
    // Links across: the premise is pointed at from under what it speaks to.
    for link in 0..graph.n_links() as u32 {
        let relation = graph.relation(link);
        let Some(crate::model::End::Node(to)) = graph.target(link) else {
            continue;
        };
        let is_told = matches!(
            relation,
            Relation::Supports | Relation::Opposes | Relation::Answers
        );
        let row = &document.links().rows()[link as usize];
        for &node in graph.premises(link) {
            let is_across = is_told && !graph.is_tree_link(link, node);
            if is_across && is_written.contains(&to) && is_written.contains(&node) {
                under.entry(Some(to)).or_default().push(Entry {
                    node,
                    is_again: true,
                    stance: stance_of(relation),
                    before: path_before(row.origin.as_deref()),
                    path: String::new(),
                });
            }
        }
    }
    let mut entries = Vec::new();
    let mut open = renumber(under.remove(&None).unwrap_or_default(), "", "");
    open.reverse();
    while let Some(entry) = open.pop() {
        if !entry.is_again {
            let inner = under.remove(&Some(entry.node)).unwrap_or_default();
            let inner = renumber(inner, &entry.path, &entry.before);
            open.extend(inner.into_iter().rev());
        }
        entries.push(entry);
    }
    entries
}

fn path_before(origin: Option<&Origin>) -> String {
    came_from(origin, FORMAT_NAME).map_or_else(String::new, |it| it.id.clone())
}

/// Gives numbers to the claims under one that stands at `path` and stood at `before`.
fn renumber(mut entries: Vec<Entry>, path: &str, before: &str) -> Vec<Entry> {
    let number_of = |entry: &Entry| -> Option<usize> {
        let rest = entry.before.strip_prefix(before)?;
        rest.strip_suffix('.')?.parse().ok()
    };
    entries.sort_by_key(|it| number_of(it).unwrap_or(usize::MAX));
    let mut last = 0;
    for entry in &mut entries {
        last = number_of(entry).filter(|&it| it > last).unwrap_or(last + 1);
        entry.path = format!("{path}{last}.");
    }
    entries
}

fn stance_of(relation: &Relation) -> &'static str {
    match relation {
        Relation::Opposes | Relation::Contradicts => "Con",
        Relation::Answers => "Thesis",
        _ => "Pro",
    }
}
