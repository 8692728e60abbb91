//! `linchpin check`: does a map hold to its laws, and do its sources hold what it quotes?

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::findings::{self, Told};
use super::input::{Map, Reading};
use super::passages::{Fate, Passage, find_passages, is_same_text};
use super::plain::{clean_line, quote_start};
use super::sarif;
use super::{Report, Status};
use crate::model::{AnchorState, Document, Graph, Id, Role, find_role};
use crate::reason::checks::Profile;

const EXAMPLES: &str = "\
Examples:
  linchpin check essay.argmap.json
  linchpin check --hints --json class/*.argmap.json
  linchpin check --profile analyst essay.argmap.json
  linchpin check --format sarif *.argmap.json > findings.sarif";

/// Check maps and name what is wrong with them
///
/// Prints a line for every finding: what had to be repaired on reading, links and passages that
/// break the laws of maps, and passages whose words are not in their source although the map does
/// not say so. Hints, with --hints, are passages that the map itself calls lost, passages found in
/// other words, sources that changed after they were read, unanswered questions, and files that
/// saving would write in another form; they do not count as findings.
///
/// With --profile, the reasoning is checked, too: circles, claims without a reason, words that
/// appear from nowhere, and so on, each with the reason why it matters. Errors and warnings count
/// as findings; what is called info or hint, and what somebody has set aside with a reason, does
/// not.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// The maps
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Tell what may be worth a look, too
    #[arg(long)]
    hints: bool,
    /// Check the reasoning, too, by the rules of that profile
    #[arg(long, value_name = "NAME", value_parser = name_profiles())]
    profile: Option<String>,
    /// How findings are printed; SARIF takes the first profile if none is named
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Print a JSON list with an object per file; the same as --format json
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reading: Reading,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A line for each.
    Text,
    /// A list with an object per file.
    Json,
    /// SARIF 2.1.0, for editors and code hosts.
    Sarif,
}

fn name_profiles() -> PossibleValuesParser {
    PossibleValuesParser::new(Profile::all().iter().map(|profile| profile.id.as_str()))
}

/// What there is to say about one file.
#[derive(Debug, Default, Serialize)]
struct Checked {
    file: String,
    /// Why it could not be checked, or not wholly.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    findings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hints: Option<Vec<String>>,
    /// What the checks of the profile found.
    #[serde(skip_serializing_if = "Option::is_none")]
    reasoning: Option<Vec<Told>>,
    /// The text of the file, where lines are asked for.
    #[serde(skip)]
    text: String,
}

pub(super) fn run(check: &Check) -> anyhow::Result<Report> {
    let files: Vec<Checked> = check
        .files
        .iter()
        .map(|file| check_file(check, file))
        .collect();
    let text = match check.form() {
        Form::Json => serde_json::to_string_pretty(&files)? + "\n",
        Form::Sarif => print_sarif(&files),
        Form::Text => print_lines(&files),
    };
    Ok(Report {
        text,
        status: files
            .iter()
            .map(Checked::status)
            .max()
            .unwrap_or(Status::Fine),
        messages: files.into_iter().filter_map(|file| file.error).collect(),
    })
}

impl Check {
    fn form(&self) -> Form {
        if self.json { Form::Json } else { self.format }
    }

    /// The profile that is asked for.
    fn profile(&self) -> Option<&'static Profile> {
        match &self.profile {
            Some(name) => Profile::named(name),
            None if self.form() == Form::Sarif => Profile::all().first(),
            None => None,
        }
    }
}

impl Checked {
    fn told(&self) -> &[Told] {
        self.reasoning.as_deref().unwrap_or_default()
    }

    fn status(&self) -> Status {
        if self.error.is_some() {
            Status::Error
        } else if self.findings.is_empty() && !self.told().iter().any(Told::counts) {
            Status::Fine
        } else {
            Status::Findings
        }
    }
}

fn check_file(check: &Check, path: &Path) -> Checked {
    let file = path.display().to_string();
    match check.reading.open_map(path) {
        Ok(map) => {
            let passages = find_passages(map.document());
            let why = map.loaded.read_only.as_ref();
            Checked {
                error: why.map(|why| format!("{why}; so it cannot be checked wholly: {file}")),
                findings: list_findings(&map, &passages),
                hints: check.hints.then(|| list_hints(&map, &passages)),
                reasoning: check.profile().map(|it| findings::list(map.document(), it)),
                text: if check.form() == Form::Sarif {
                    let bytes = check.reading.read(path).unwrap_or_default();
                    String::from_utf8(bytes).unwrap_or_default()
                } else {
                    String::new()
                },
                file,
            }
        }
        Err(error) => Checked {
            file,
            error: Some(error.to_string()),
            ..Checked::default()
        },
    }
}

fn list_findings(map: &Map, passages: &[Passage<'_>]) -> Vec<String> {
    let notices = map.loaded.notices.iter().map(ToString::to_string);
    let orphans = passages.iter().filter(|passage| is_orphan(passage, false));
    let orphans = orphans.map(|passage| tell_orphan(map.document(), passage));
    notices.chain(orphans).collect()
}

fn list_hints(map: &Map, passages: &[Passage<'_>]) -> Vec<String> {
    let document = map.document();
    let orphans = passages.iter().filter(|passage| is_orphan(passage, true));
    let orphans = orphans.map(|passage| tell_orphan(document, passage));
    let moved = passages
        .iter()
        .filter(|passage| passage.fate == Fate::Moved)
        .map(|passage| {
            let source = name_source(document, &passage.anchor.source);
            let quote = quote_start(&passage.anchor.exact);
            format!(
                "{} quotes {quote}, of which {source} has other words",
                passage.on
            )
        });
    let changed = document
        .sources()
        .iter()
        .filter(|source| !source.text.is_empty() && !source.sha256.is_empty())
        .filter(|source| !is_same_text(source))
        .map(|source| {
            let source = name_source(document, &source.id);
            format!("the text of {source} is not the one that was read into the map")
        });
    let graph = Graph::of(document);
    let unanswered = document.nodes().iter().zip(0..);
    let unanswered = unanswered
        .filter(|&(_, at)| find_role(&graph, at) == Some(Role::Gap))
        .map(|(node, _)| {
            let text = quote_start(&node.text);
            format!("nothing answers the question {} {text}", node.id)
        });
    let mut hints: Vec<String> = orphans
        .chain(moved)
        .chain(changed)
        .chain(unanswered)
        .collect();
    if !map.loaded.was_canonical && map.loaded.read_only.is_none() {
        hints.push("saving would write this file in another form".to_owned());
    }
    hints
}

/// Whether a passage is not in its source, and whether the map says so itself.
fn is_orphan(passage: &Passage<'_>, is_known: bool) -> bool {
    let says_so = passage.anchor.state == Some(AnchorState::Orphan);
    passage.fate == Fate::Orphaned && says_so == is_known
}

fn tell_orphan(document: &Document, passage: &Passage<'_>) -> String {
    let source = name_source(document, &passage.anchor.source);
    let quote = quote_start(&passage.anchor.exact);
    format!("{} quotes {quote}, which is not in {source}", passage.on)
}

fn name_source(document: &Document, id: &Id) -> String {
    match document.sources().get(id.as_str()) {
        Some(source) if !source.title.is_empty() => format!("{id} {}", quote_start(&source.title)),
        _ => id.to_string(),
    }
}

fn print_sarif(files: &[Checked]) -> String {
    let sheets: Vec<sarif::Sheet<'_>> = files
        .iter()
        .map(|checked| sarif::Sheet {
            file: &checked.file,
            text: &checked.text,
            laws: &checked.findings,
            told: checked.told(),
        })
        .collect();
    sarif::print(&sheets)
}

fn print_lines(files: &[Checked]) -> String {
    let mut text = String::new();
    for checked in files {
        let file = clean_line(&checked.file);
        let findings = checked.findings.iter().map(|finding| ("", finding));
        let hints = checked.hints.iter().flatten().map(|hint| ("hint: ", hint));
        for (mark, sentence) in findings.chain(hints) {
            writeln!(text, "{file}: {mark}{}", clean_line(sentence))
                .expect("a string takes all that is written");
        }
        for told in checked.told().iter().filter(|it| it.set_aside.is_none()) {
            let severity = told.severity.as_str();
            writeln!(text, "{file}: {severity}: {}", clean_line(&told.message))
                .expect("a string takes all that is written");
        }
    }
    text
}
