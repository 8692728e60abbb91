//! `linchpin info`: what is in a map, in numbers.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use serde::{Serialize, Serializer};

use super::Report;
use super::input::{Map, Reading};
use super::passages::{Tally, find_passages};
use super::plain::clean_line;
use crate::format::native::{self, ReadOnlyReason};
use crate::model::{Document, Graph, Id, Kind, Relation, Role, find_role};

const EXAMPLES: &str = "\
Examples:
  linchpin info essay.argmap.json
  linchpin info --json essay.argmap.json | jq .nodes.total";

/// Tell what is in a map
///
/// Title, boxes by kind, links by relation, sources, how many of the passages quoted are found in
/// them, in other words or not at all, and whether and in what form the file can be saved.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Info {
    /// The map
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Serialize)]
struct Facts<'a> {
    file: String,
    title: &'a str,
    language: &'a str,
    format: &'static str,
    version: u64,
    generator: &'a str,
    created: &'a str,
    modified: &'a str,
    /// Whether saving it as it is gives the same bytes.
    canonical: bool,
    /// Why it can only be looked at.
    read_only: Option<String>,
    /// Whether the disk lets nobody write it.
    write_protected: bool,
    nodes: Nodes,
    links: Links,
    sources: Vec<SourceFacts<'a>>,
    passages: Tally,
    /// What was repaired or found broken.
    notices: Vec<String>,
}

#[derive(Serialize)]
struct Nodes {
    total: usize,
    by_kind: Counts,
    unanswered_questions: usize,
}

#[derive(Serialize)]
struct Links {
    total: usize,
    by_relation: Counts,
    with_linked_premises: usize,
    on_steps: usize,
}

#[derive(Serialize)]
struct SourceFacts<'a> {
    id: &'a Id,
    title: &'a str,
    author: &'a str,
    language: &'a str,
    /// Code points of its text; 0 where the map holds none.
    characters: usize,
    passages: Tally,
}

/// How often each word stands in a map: the known ones first, then others as they come.
struct Counts(Vec<(String, usize)>);

pub(super) fn run(info: &Info) -> anyhow::Result<Report> {
    let map = info.reading.open_map(&info.file)?;
    let facts = Facts::of(&map, info.file.display().to_string());
    let text = if info.json {
        serde_json::to_string_pretty(&facts)? + "\n"
    } else {
        facts.print()
    };
    Ok(Report::fine(text))
}

impl<'a> Facts<'a> {
    fn of(map: &'a Map, file: String) -> Self {
        let document = map.document();
        let meta = document.meta();
        let passages = find_passages(document);
        let mut by_source: HashMap<&Id, Tally> = HashMap::new();
        for passage in &passages {
            let tally = by_source.entry(&passage.anchor.source).or_default();
            tally.add(passage.fate);
        }
        let sources = document.sources().iter().map(|source| SourceFacts {
            id: &source.id,
            title: &source.title,
            author: &source.author,
            language: &source.language,
            characters: source.text.chars().count(),
            passages: by_source.get(&source.id).copied().unwrap_or_default(),
        });
        let version = match map.loaded.read_only {
            Some(ReadOnlyReason::NewerVersion { version }) => version,
            _ => native::CURRENT_VERSION,
        };
        Self {
            file,
            title: &meta.title,
            language: &meta.language,
            format: native::FORMAT_NAME,
            version,
            generator: &meta.generator,
            created: meta.created.as_str(),
            modified: meta.modified.as_str(),
            canonical: map.loaded.was_canonical,
            read_only: map.loaded.read_only.as_ref().map(ToString::to_string),
            write_protected: map.is_write_protected,
            nodes: Nodes::of(document),
            links: Links::of(document),
            sources: sources.collect(),
            passages: Tally::of(passages.iter()),
            notices: map.loaded.notices.iter().map(ToString::to_string).collect(),
        }
    }

    fn print(&self) -> String {
        let mut lines = Lines::default();
        lines.add("file", &self.file);
        lines.add("title", self.title);
        lines.add("language", self.language);
        lines.add("format", &format!("{} {}", self.format, self.version));
        lines.add("generator", self.generator);
        lines.add("created", self.created);
        lines.add("modified", self.modified);
        lines.add("canonical", if self.canonical { "yes" } else { "no" });
        lines.add("read-only", self.read_only.as_deref().unwrap_or_default());
        if self.write_protected {
            lines.add("on disk", "write-protected");
        }
        lines.add("boxes", &self.nodes.total.to_string());
        lines.add_counts(&self.nodes.by_kind);
        if self.nodes.unanswered_questions > 0 {
            lines.add("  unanswered", &self.nodes.unanswered_questions.to_string());
        }
        lines.add("links", &self.links.total.to_string());
        lines.add_counts(&self.links.by_relation);
        lines.add(
            "  linked",
            &format!("{} with several premises", self.links.with_linked_premises),
        );
        lines.add("  on links", &self.links.on_steps.to_string());
        lines.add("sources", &self.sources.len().to_string());
        for source in &self.sources {
            let by = if source.author.is_empty() { "" } else { " by " };
            lines.add(
                &format!("  {}", source.id),
                &format!(
                    "{}{by}{}, {} characters, {} passages: {}",
                    source.title,
                    source.author,
                    source.characters,
                    source.passages.total,
                    print_tally(source.passages)
                ),
            );
        }
        lines.add("passages", &self.passages.total.to_string());
        lines.add("", &print_tally(self.passages));
        if !self.notices.is_empty() {
            let n = self.notices.len();
            lines.add("notices", &format!("{n}; “linchpin check” names them"));
        }
        lines.0
    }
}

impl Nodes {
    fn of(document: &Document) -> Self {
        let graph = Graph::of(document);
        let known = Kind::ALL.iter().map(Kind::as_str);
        let gaps = (0..graph.n_nodes() as u32)
            .filter(|&node| find_role(&graph, node) == Some(Role::Gap))
            .count();
        Self {
            total: graph.n_nodes(),
            by_kind: Counts::of(
                known,
                document.nodes().iter().map(|node| node.kind.as_str()),
            ),
            unanswered_questions: gaps,
        }
    }
}

impl Links {
    fn of(document: &Document) -> Self {
        let links = document.links();
        let known = Relation::ALL.iter().map(Relation::as_str);
        let on_steps = links.iter().filter(|link| links.contains(link.to.as_str()));
        Self {
            total: links.iter().count(),
            by_relation: Counts::of(known, links.iter().map(|link| link.relation.as_str())),
            with_linked_premises: links.iter().filter(|link| link.from.len() > 1).count(),
            on_steps: on_steps.count(),
        }
    }
}

impl Counts {
    fn of<'a>(known: impl Iterator<Item = &'a str>, words: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: Vec<(String, usize)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (word, n) in known
            .map(|word| (word, 0))
            .chain(words.map(|word| (word, 1)))
        {
            let at = *places.entry(word).or_insert(counts.len());
            match counts.get_mut(at) {
                Some((_, total)) => *total += n,
                None => counts.push((word.to_owned(), n)),
            }
        }
        Self(counts)
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(word, n)| (word, n)))
    }
}

fn print_tally(tally: Tally) -> String {
    let mut text = format!("{} found", tally.found);
    for (n, what) in [
        (tally.moved, "in other words"),
        (tally.orphaned, "not found"),
        (
            tally.unchecked,
            "not looked for, as the text is not in the map",
        ),
    ] {
        if n > 0 {
            write!(text, ", {n} {what}").expect("a string takes all that is written");
        }
    }
    text
}

/// Names and values in two columns; values that are empty are left out.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            writeln!(self.0, "{:<14} {}", clean_name(name), clean_line(value))
                .expect("a string takes all that is written");
        }
    }

    fn add_counts(&mut self, counts: &Counts) {
        for (word, n) in counts.0.iter().filter(|(_, n)| *n > 0) {
            self.add(&format!("  {word}"), &n.to_string());
        }
    }
}

/// A name keeps the blanks that it is indented by.
fn clean_name(name: &str) -> String {
    let indent = name.len() - name.trim_start().len();
    " ".repeat(indent) + &clean_line(name)
}
