//! Reads the Markdown that this program writes, and other lists of Markdown with such words:
//! `- *because:* **Evidence:** It leaks.` What such a text says by words alone is found by them.

use std::collections::HashMap;
use std::sync::Arc;

use super::FORMAT_NAME;
use crate::format::exchange::{Fate, Gather, Imported, LinkSpec};
use crate::model::{Assumption, Citation, Kind, Relation};
use crate::words::{self, MapWords};

/// What stands below the list of a map and is made of it.
const BELOW: &[&str] = &["## Open questions", "## Sources"];

/// Whether a text is such a document and nothing else: a list below its title in which every item
/// but the uppermost says what it does to the one above, and those do not.
pub(super) fn is_ours(text: &str) -> bool {
    let words = find_words(text);
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut lines = lines.peekable();
    // What may stand above the title, and the authors below it.
    let is_marking = |line: &&str| line.starts_with("**") && line.ends_with("**");
    lines.next_if(is_marking);
    if lines.next_if(|line| line.starts_with("# ")).is_none() {
        return false;
    }
    lines.next_if(|line| take_bullet(line).is_none() && !line.starts_with('#'));
    let mut n_links = 0;
    for line in lines.take_while(|line| !BELOW.contains(line)) {
        let Some((indent, item)) = take_bullet(line) else {
            if line.starts_with("  ") {
                continue;
            }
            return false;
        };
        let is_link = !item.starts_with("**") && take_link(item, words).is_some();
        n_links += usize::from(is_link);
        if is_link != (indent > 0) || item.starts_with("**Pro:**") || item.starts_with("**Con:**") {
            return false;
        }
    }
    n_links > 0
}

/// Whether an item of a list in a text says what it does to the one above.
pub(super) fn has_leads(text: &str) -> bool {
    let words = find_words(text);
    let mut items = text.lines().filter_map(take_bullet);
    items.any(|(_, item)| take_link(item, words).is_some())
}

/// Reads a text as such a document.
pub(super) fn read(text: &str) -> Imported {
    let mut reader = Reader {
        words: find_words(text),
        is_ours: is_ours(text),
        gather: Gather::new(FORMAT_NAME),
        items: Vec::new(),
        open: Vec::new(),
        part: Part::Wording,
        breaks: Break::Paragraph,
    };
    let mut lines = text.lines().zip(1..);
    for (line, number) in lines.by_ref() {
        if reader.is_ours && BELOW.contains(&line) {
            let cited = text.lines().skip_while(|line| *line != BELOW[1]);
            let n = cited.filter(|line| line.starts_with("- ")).count();
            let what = "lines about articles";
            reader.gather.report.note_many(Fate::Dropped, what, n, "");
            break;
        }
        reader.read_line(line, number);
    }
    reader.finish()
}

struct Reader {
    words: &'static MapWords,
    is_ours: bool,
    gather: Gather,
    items: Vec<Item>,
    /// The items that the next one may stand under: how deep they stand, and their places.
    open: Vec<(usize, usize)>,
    /// What the next line goes on with.
    part: Part,
    /// What parts the next line from the one before.
    breaks: Break,
}

/// A box of the list.
#[derive(Default)]
struct Item {
    line: usize,
    above: Option<usize>,
    link: Option<Lead>,
    kind: Option<Kind>,
    title: String,
    wording: String,
    note: String,
    quotes: Vec<String>,
    /// What it does to a box elsewhere, and how the wording of that begins.
    crossings: Vec<(Relation, String, usize)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Wording,
    Note,
    Quote,
}

#[derive(Clone, Copy, PartialEq)]
enum Break {
    Soft,
    Hard,
    Paragraph,
}

/// What an item does.
#[derive(Clone, PartialEq)]
struct Lead {
    /// None for one more premise of the reason above.
    relation: Option<Relation>,
    /// Whether it speaks of the step that the item above takes.
    is_on_step: bool,
}

impl Reader {
    fn read_line(&mut self, line: &str, number: usize) {
        if line.trim().is_empty() {
            self.breaks = Break::Paragraph;
            return;
        }
        if let Some((level, title)) = take_heading(line) {
            self.read_heading(level, title, number);
            return;
        }
        if let Some((indent, item)) = take_bullet(line) {
            // Deeper than any heading.
            self.add_item(8 + indent, item, number);
            return;
        }
        let words = line.trim();
        let breaks = std::mem::replace(&mut self.breaks, Break::Soft);
        let Some(item) = self.items.last_mut() else {
            let what = "a paragraph before the first item";
            let place = format!("line {number}");
            self.gather.report.note(Fate::Dropped, what, place);
            return;
        };
        if let Some(quoted) = words.strip_prefix('>') {
            let quoted = unescape(quoted.trim());
            match item.quotes.last_mut() {
                Some(last) if self.part == Part::Quote && breaks != Break::Paragraph => {
                    last.push('\n');
                    last.push_str(&quoted);
                }
                _ => item.quotes.push(quoted),
            }
            self.part = Part::Quote;
            return;
        }
        if let Some((relation, end)) = take_crossing(words, self.words) {
            item.crossings.push((relation, unescape(end), number));
            self.part = Part::Note;
            return;
        }
        if breaks == Break::Paragraph || self.part == Part::Quote {
            self.part = Part::Note;
        }
        let (words, is_hard) = take_hard_break(words);
        if is_hard {
            self.breaks = Break::Hard;
        }
        let text = match self.part {
            Part::Wording => &mut item.wording,
            Part::Note | Part::Quote => &mut item.note,
        };
        if !text.is_empty() || breaks == Break::Hard {
            text.push_str(match breaks {
                Break::Soft => " ",
                Break::Hard => "\n",
                Break::Paragraph => "\n\n",
            });
        }
        text.push_str(words);
    }

    fn read_heading(&mut self, level: usize, title: &str, number: usize) {
        if level == 1 && self.items.is_empty() && self.gather.title.is_empty() {
            self.gather.title = unescape(title);
        } else {
            self.add_item(level, title, number);
        }
    }

    fn add_item(&mut self, depth: usize, words: &str, line: usize) {
        while self.open.last().is_some_and(|(open, _)| *open >= depth) {
            self.open.pop();
        }
        let mut item = Item {
            line,
            above: self.open.last().map(|(_, at)| *at),
            ..Item::default()
        };
        let mut rest = words;
        if let Some((lead, behind)) = take_link(rest, self.words) {
            item.link = Some(lead);
            rest = behind;
        }
        if let Some((label, behind)) = take_enclosed(rest, "**")
            && let Some(label) = label.strip_suffix(':').filter(|it| !it.ends_with('\\'))
        {
            let label = unescape(label);
            item.kind = find_kind(&label, self.words);
            if item.kind.is_none() {
                item.title = label;
            }
            rest = behind;
        }
        if self.is_ours
            && item.title.is_empty()
            && let Some((title, behind)) = take_enclosed(rest, "**")
        {
            item.title = unescape(title);
            rest = behind;
        }
        let (words, is_hard) = take_hard_break(rest);
        words.clone_into(&mut item.wording);
        self.part = Part::Wording;
        self.breaks = if is_hard { Break::Hard } else { Break::Soft };
        self.open.push((depth, self.items.len()));
        self.items.push(item);
    }

    fn finish(mut self) -> Imported {
        let mut items = std::mem::take(&mut self.items);
        let mut firsts: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, item) in items.iter_mut().enumerate() {
            self.add_box(at, item);
            let first = item.wording.lines().next().unwrap_or_default().trim();
            firsts.entry(first.to_owned()).or_default().push(at);
        }
        let mut links: Vec<LinkSpec> = Vec::new();
        // The last link below each item, and the last one onto a step there.
        let mut last: HashMap<(Option<usize>, bool), usize> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            self.add_link(at, item, &items, &mut links, &mut last);
        }
        for (at, item) in items.iter().enumerate() {
            for (relation, end, line) in &item.crossings {
                let place = format!("line {line}");
                let ends = firsts.get(end.trim()).map_or(&[][..], Vec::as_slice);
                if ends.len() > 1 {
                    let what = "a link across to one of several boxes of that wording";
                    self.gather.report.note(Fate::Changed, what, &place);
                }
                let Some(end) = ends.first() else {
                    let what = "a link across to a wording that is not in the list";
                    self.gather.report.note(Fate::Dropped, what, &place);
                    continue;
                };
                links.push(LinkSpec {
                    name: format!("link {}", links.len()),
                    relation: Some(relation.clone()),
                    from: vec![name(at)],
                    to: name(*end),
                    place,
                    ..LinkSpec::default()
                });
            }
        }
        for link in links {
            self.gather.add_link(link);
        }
        let mut imported = self.gather.finish();
        // Their names are no names that the file gives.
        for node in &mut imported.fragment.nodes {
            Arc::make_mut(node).origin = None;
        }
        for link in &mut imported.fragment.links {
            Arc::make_mut(link).origin = None;
        }
        imported
    }

    fn add_box(&mut self, at: usize, item: &mut Item) {
        let place = format!("line {}", item.line);
        let marks = if self.is_ours {
            take_marks(&mut item.wording)
        } else {
            Vec::new()
        };
        item.wording = unescape(&item.wording);
        let is_question = item.wording.trim_end().ends_with(['?', '？', '؟']);
        let kind = match &item.kind {
            Some(kind) => kind.clone(),
            None if is_question && !self.is_ours && item.link.is_none() => Kind::Question,
            None => Kind::Claim,
        };
        item.kind = Some(kind.clone());
        let node = self.gather.add_node(&name(at), "", kind, &item.wording);
        node.title = std::mem::take(&mut item.title);
        node.note = unescape(&item.note);
        let n_quotes = item.quotes.len();
        let quotes = item.quotes.drain(..).map(|quote| Citation {
            quote,
            ..Citation::default()
        });
        node.citations = quotes.collect();
        let mut n_tags = 0;
        for mark in marks {
            if mark == self.words.assumption.to_lowercase() {
                node.assumption = Some(Assumption::Unclassed);
            } else if mark == self.words.implicit.to_lowercase() {
                node.implicit = true;
            } else {
                node.tags.push(mark);
                n_tags += 1;
            }
        }
        let report = &mut self.gather.report;
        let what = "a passage became a quotation without its article";
        report.note_many(Fate::Changed, what, n_quotes, &place);
        let what = "words in brackets behind a wording became tags";
        report.note_many(Fate::Changed, what, n_tags, &place);
    }

    /// Adds what an item does to the one above it, or joins it to the reason before it.
    fn add_link(
        &mut self,
        at: usize,
        item: &Item,
        items: &[Item],
        links: &mut Vec<LinkSpec>,
        last: &mut HashMap<(Option<usize>, bool), usize>,
    ) {
        let Some(above) = item.above else { return };
        let place = format!("line {}", item.line);
        let is_on_step = item.link.as_ref().is_some_and(|it| it.is_on_step);
        let before = last.get(&(item.above, is_on_step)).copied();
        let relation = match &item.link {
            Some(Lead { relation: None, .. }) if before.is_some() => {
                if let Some(before) = before {
                    links[before].from.push(name(at));
                }
                return;
            }
            Some(Lead {
                relation: Some(relation),
                ..
            }) => relation.clone(),
            _ => {
                let own = item.kind.as_ref().unwrap_or(&Kind::Claim);
                let what = "an item that does not say what it does speaks for the one above";
                self.gather.report.note(Fate::Changed, what, &place);
                match (own, &items[above].kind) {
                    (Kind::Note, _) => Relation::Relates,
                    (Kind::Question, _) => Relation::Asks,
                    (_, Some(Kind::Question)) => Relation::Answers,
                    _ => Relation::Supports,
                }
            }
        };
        let step = last.get(&(item.above, false)).filter(|_| is_on_step);
        let to = step.map_or_else(|| name(above), |&step| links[step].name.clone());
        last.insert((item.above, is_on_step), links.len());
        links.push(LinkSpec {
            name: format!("link {}", links.len()),
            relation: Some(relation),
            from: vec![name(at)],
            to,
            place,
            ..LinkSpec::default()
        });
    }
}

/// What the reader calls an item.
fn name(at: usize) -> String {
    format!("item {at}")
}

/// The words of the language in which most items say what they do.
fn find_words(text: &str) -> &'static MapWords {
    let count = |words: &MapWords| {
        let items = text.lines().filter_map(take_bullet);
        items
            .filter(|(_, item)| take_link(item, words).is_some())
            .count()
    };
    let all = words::ALL.iter().map(|(it, _)| words::of_map(it));
    let counted = all.map(|words| (count(words), words)).rev();
    counted
        .max_by_key(|(n, _)| *n)
        .map_or_else(|| words::of_map(""), |(_, words)| words)
}

/// What `*because:*` at the beginning of an item says, and what follows it.
fn take_link<'t>(item: &'t str, words: &MapWords) -> Option<(Lead, &'t str)> {
    let (label, rest) = match take_enclosed(item, "**") {
        // Others set “Pro” and “Con” in bold.
        Some((label @ ("Pro:" | "Con:"), rest)) => (label, rest),
        Some(_) => return None,
        None => take_enclosed(item, "*")?,
    };
    let label = unescape(label.strip_suffix(':')?);
    let (word, is_on_step) = match label.strip_suffix(" (→)") {
        Some(word) => (word, true),
        None => (label.as_str(), false),
    };
    let relation = match word {
        word if *word == words.and => None,
        "Pro" => Some(Relation::Supports),
        "Con" => Some(Relation::Opposes),
        word => Some(find_relation(word, words)?),
    };
    let lead = Lead {
        relation,
        is_on_step,
    };
    Some((lead, rest))
}

/// What `*however* → The dam held.` says, and the words of its end.
fn take_crossing<'t>(words: &'t str, of: &MapWords) -> Option<(Relation, &'t str)> {
    let (word, rest) = take_enclosed(words, "*")?;
    let end = rest.strip_prefix('→')?;
    let relation = find_relation(&unescape(word), of);
    // Relations of others stand there by their names.
    let relation = relation.unwrap_or_else(|| Relation::from(unescape(word).as_str()));
    Some((relation, end.trim()))
}

fn find_relation(word: &str, words: &MapWords) -> Option<Relation> {
    Some(match word {
        it if it == words.supports => Relation::Supports,
        it if it == words.opposes => Relation::Opposes,
        it if it == words.answers => Relation::Answers,
        it if it == words.asks => Relation::Asks,
        it if it == words.restates => Relation::Restates,
        it if it == words.contradicts => Relation::Contradicts,
        it if it == words.relates => Relation::Relates,
        _ => return None,
    })
}

fn find_kind(label: &str, words: &MapWords) -> Option<Kind> {
    Some(match label {
        it if it == words.claim || it == words.main_claim => Kind::Claim,
        it if it == words.evidence => Kind::Evidence,
        it if it == words.question => Kind::Question,
        it if it == words.note => Kind::Note,
        // Kinds of others have names like `org.example.picture`.
        it if it.contains('.') && !it.contains(char::is_whitespace) => Kind::from(it),
        _ => return None,
    })
}

/// How deep a line is indented and its words without the bullet, if it has one.
fn take_bullet(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start();
    let space = &line[..line.len() - rest.len()];
    let indent = space.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let item = ["-", "*", "+"]
        .iter()
        .find_map(|it| rest.strip_prefix(it))?;
    let words = item.strip_prefix([' ', '\t']);
    (item.is_empty() || words.is_some()).then(|| (indent, words.unwrap_or_default().trim_start()))
}

/// The level and the words of a heading.
fn take_heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let words = words.strip_prefix(' ')?;
    (1..=6).contains(&level).then(|| (level, words.trim()))
}

/// What stands between two marks at the beginning of a text, and what follows them and a space.
fn take_enclosed<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let inner = text.strip_prefix(mark)?;
    let is_end = |at: &usize| !is_escaped(inner, *at);
    let mut ends = inner.match_indices(mark).map(|(at, _)| at);
    let end = ends.find(is_end).filter(|&end| end > 0)?;
    let rest = &inner[end + mark.len()..];
    Some((&inner[..end], rest.strip_prefix(' ').unwrap_or(rest)))
}

/// Takes the words off that stand in brackets behind a wording, where nothing escapes them.
fn take_marks(wording: &mut String) -> Vec<String> {
    let close = wording.len().saturating_sub(1);
    if !wording.ends_with(')') || is_escaped(wording, close) {
        return Vec::new();
    }
    let Some(open) = wording.rfind('(') else {
        return Vec::new();
    };
    let marks = unescape(&wording[open + 1..close]);
    let marks = marks.split(", ").map(ToOwned::to_owned).collect();
    wording.truncate(open);
    wording.truncate(wording.trim_end_matches(' ').len());
    marks
}

/// The words of a line without the back-slash at its end, and whether there was one.
fn take_hard_break(words: &str) -> (&str, bool) {
    match words.strip_suffix('\\') {
        Some(rest) if !is_escaped(words, rest.len()) => (rest, true),
        _ => (words, false),
    }
}

/// Whether a back-slash that is none itself stands before that byte.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let n = before.len() - before.trim_end_matches('\\').len();
    n % 2 == 1
}

/// Words as they were before they were escaped.
fn unescape(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().filter(|it| it.is_ascii_punctuation());
        match next.filter(|_| c == '\\') {
            Some(&next) => {
                plain.push(next);
                chars.next();
            }
            None => plain.push(c),
        }
    }
    plain
}
