//! `linchpin evaluate` and `linchpin linchpins`: how strong claims come out, and what would bring
//! one down.

use std::path::PathBuf;

use anyhow::{anyhow, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::Report;
use super::input::Reading;
use super::plain::{clean_line, quote_start};
use crate::model::{Document, Graph, Id};
use crate::reason::acceptance::{Acceptance, Standard};
use crate::reason::strength::{
    Conclusion, Contribution, Label, Linchpins, Sampled, Scores, Semantics, Strengths, explain,
    explain_blow, explain_conclusion, explain_turning, find_conclusion, find_linchpins,
    find_turning, label_map, word_for,
};
use crate::storage::read_bounded;
use crate::words;

/// Of what counts without being a linchpin so much is listed.
const MOST_LINES: usize = 20;

/// Say how strong every claim comes out
///
/// Weighs what speaks for and against every box, from the base scores of evidence, assumptions and
/// links up. The numbers, 0 to 1, put claims in an order; they are no probabilities. A claim is
/// called robust where three ways of weighing have it on the same side of one half.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  linchpin evaluate essay.argmap.json\n  linchpin evaluate --semantics \
    euler --json essay.argmap.json"
)]
pub(super) struct Evaluate {
    /// The map
    #[arg(value_name = "FILE", required_unless_present = "print_scores")]
    file: Option<PathBuf>,
    /// What is said: how strong boxes come out; whether they stand, by the best reasons on each
    /// side and a standard of proof; or whether they stand by what attacks what alone
    #[arg(long, value_name = "VIEW", value_enum, default_value_t)]
    view: View,
    /// The standard of proof by which boxes stand
    #[arg(long, value_name = "NAME", value_parser = name_standards(), default_value = Standard::default().as_str())]
    standard: String,
    /// Count claims that nothing is said for as given
    #[arg(long)]
    bare_claims: bool,
    /// Say after each what makes it so
    #[arg(long)]
    why: bool,
    /// Print the table of base scores, to be changed and given back with --scores
    #[arg(long, exclusive = true)]
    print_scores: bool,
    #[command(flatten)]
    weighing: Weighing,
    #[command(flatten)]
    reading: Reading,
}

/// Say what would bring a conclusion down
///
/// Takes everything that the conclusion depends on out, one after the other, and lists what
/// changes it most. A linchpin is what the conclusion falls with: it goes to the other side of one
/// half, or what its reasons add or take shrinks by half or more, or no reason is left that stands
/// on evidence or an assumption.
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  linchpin linchpins essay.argmap.json\n  linchpin linchpins --of \
    n-9x1bt0cc essay.argmap.json"
)]
pub(super) struct Weigh {
    /// The map
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The conclusion, or a question for its leading answer, by its id; the strongest answer to the
    /// first question, or else the first claim that supports nothing, if not given
    #[arg(long, value_name = "ID")]
    of: Option<String>,
    /// Boxes that are struck out, by their ids
    #[arg(long, value_name = "ID")]
    without: Vec<String>,
    /// How contributions are counted
    #[arg(long, value_name = "WAY", value_enum, default_value_t)]
    by: By,
    #[command(flatten)]
    weighing: Weighing,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Args, Debug)]
struct Weighing {
    /// How it is weighed
    #[arg(long, value_name = "NAME", value_parser = name_semantics(), default_value = Semantics::DfQuad.as_str())]
    semantics: String,
    /// A table of base scores, as a JSON file, instead of the one that comes with the program
    #[arg(long, value_name = "FILE")]
    scores: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// How much of a conclusion's strength something accounts for.
#[derive(ValueEnum, Debug, Clone, Copy, Default, PartialEq, Eq)]
enum By {
    /// By how much its strength changes without it
    #[default]
    Removal,
    /// How it answers to a small change of the base score
    Gradient,
    /// What it adds on average over all orders: exact up to twelve, above that from some orders
    Shapley,
}

impl Weighing {
    /// The table of base scores.
    fn scores(&self) -> anyhow::Result<Scores> {
        let Some(path) = &self.scores else {
            return Ok(Scores::default());
        };
        let loaded = read_bounded(path, false)?;
        let scores: Scores = serde_json::from_slice(&loaded.bytes).map_err(|error| {
            anyhow!("it is no table of base scores ({error}); “linchpin evaluate --print-scores” prints one: {}", path.display())
        })?;
        if let Some(name) = scores.find_out_of_range() {
            bail!("“{name}” is not between 0 and 1: {}", path.display());
        }
        Ok(scores)
    }

    fn semantics(&self) -> Semantics {
        Semantics::named(&self.semantics).unwrap_or(Semantics::DfQuad)
    }
}

/// What is said of the boxes of a map.
#[derive(ValueEnum, Debug, Clone, Copy, Default, PartialEq, Eq)]
enum View {
    /// How strong they come out
    #[default]
    Strengths,
    /// Whether they stand, as Carneades has it
    Standing,
    /// Whether they stand by attacks alone: the grounded labelling
    Attacks,
}

fn name_standards() -> PossibleValuesParser {
    PossibleValuesParser::new(Standard::ALL.map(Standard::as_str))
}

fn name_semantics() -> PossibleValuesParser {
    PossibleValuesParser::new(Semantics::ALL.map(Semantics::as_str))
}

pub(super) fn run(evaluate: &Evaluate) -> anyhow::Result<Report> {
    let Some(file) = &evaluate.file else {
        let table = serde_json::to_string_pretty(&Scores::default())?;
        return Ok(Report::fine(table + "\n"));
    };
    let map = evaluate.reading.open_map(file)?;
    let document = map.document();
    let graph = Graph::of(document);
    let scores = evaluate.weighing.scores()?;
    if evaluate.view != View::Strengths {
        let text = evaluate.print_labels(document, &graph, &scores)?;
        return Ok(Report::fine(text));
    }
    let strengths = Strengths::of(document, &graph, &scores, []);
    let semantics = evaluate.weighing.semantics();
    let own = strengths.solved(semantics);
    let rows = document.nodes().iter().zip(0..);
    let rows = rows.filter_map(|(node, at)| Some((node, strengths.weighed().of_node(at)?)));
    let text = if evaluate.weighing.json {
        let list: Vec<_> = rows
            .map(|(node, at)| {
                json!({
                    "id": node.id.as_str(),
                    "strength": own.strengths[at],
                    "base": strengths.weighed().framework.base(at),
                    "word": words::say(word_for(own.strengths[at])),
                    "robust": strengths.is_robust(at),
                    "settled": own.is_settled(at),
                    "why": explain(document, &strengths, &scores, semantics, at),
                })
            })
            .collect();
        serde_json::to_string_pretty(&list)? + "\n"
    } else {
        let mut text = String::new();
        for (node, at) in rows {
            let strength = own.strengths[at];
            let word = words::say(word_for(strength));
            let mark = match (own.is_settled(at), strengths.is_robust(at)) {
                (false, _) => ", did not settle",
                (true, true) => ", robust",
                (true, false) => "",
            };
            let words = clean_line(&quote_start(&node.text));
            let line = format!("{}  {word} ({strength:.2}{mark})  {words}\n", node.id);
            text.push_str(&line);
            if evaluate.why {
                for line in explain(document, &strengths, &scores, semantics, at) {
                    text.push_str(&["    ", &clean_line(&line), "\n"].concat());
                }
            }
        }
        text
    };
    Ok(Report::fine(text))
}

impl Evaluate {
    /// What stands, box by box.
    fn print_labels(
        &self,
        document: &Document,
        graph: &Graph,
        scores: &Scores,
    ) -> anyhow::Result<String> {
        let standard = Standard::named(&self.standard).unwrap_or_default();
        let acceptance = (self.view == View::Standing).then(|| {
            let bare = self.bare_claims;
            Acceptance::of(document, graph, scores, standard, bare, |_| false)
        });
        let attacked = label_map(document, graph, |_| false);
        let label = |node: u32| match &acceptance {
            Some(acceptance) => acceptance.of_node(node),
            None => attacked[node as usize],
        };
        let why = |node: u32| acceptance.as_ref()?.explain(document, node);
        let nodes = document.nodes().iter().zip(0..);
        let rows = nodes.filter_map(|(node, at)| Some((node, at, name_label(label(at)?))));
        if self.weighing.json {
            let list = rows.map(|(node, at, label)| {
                let mut row = json!({ "id": node.id.as_str(), "label": label });
                if let Some(why) = why(at) {
                    row["why"] = json!(why);
                }
                row
            });
            return Ok(serde_json::to_string_pretty(&list.collect::<Vec<_>>())? + "\n");
        }
        let mut text = String::new();
        for (node, at, label) in rows {
            let words = clean_line(&quote_start(&node.text));
            let line = format!("{}  {label:9}  {words}\n", node.id);
            text.push_str(&line);
            if let Some(why) = why(at).filter(|_| self.why) {
                text.push_str(&["    ", &clean_line(&why), "\n"].concat());
            }
        }
        Ok(text)
    }
}

fn name_label(label: Label) -> &'static str {
    match label {
        Label::In => "in",
        Label::Out => "out",
        Label::Undecided => "undecided",
    }
}

pub(super) fn run_linchpins(weigh: &Weigh) -> anyhow::Result<Report> {
    let map = weigh.reading.open_map(&weigh.file)?;
    let document = map.document();
    let graph = Graph::of(document);
    let scores = weigh.weighing.scores()?;
    let file = weigh.file.display();
    let find = |id: &String| {
        graph.node(id).ok_or_else(|| {
            anyhow!("no box has the id “{id}”; “linchpin evaluate” lists them: {file}")
        })
    };
    let chosen = weigh.of.as_ref().map(find).transpose()?;
    let struck = weigh.without.iter().map(find);
    let struck = struck.collect::<Result<Vec<u32>, _>>()?;
    let is_struck = |id: &Id| {
        let node = graph.node(id.as_str());
        node.is_some_and(|node| struck.contains(&node))
    };
    let rows = document.nodes().rows();
    let out = struck.iter().map(|&node| &rows[node as usize].id);
    let strengths = Strengths::of(document, &graph, &scores, out);
    let semantics = weigh.weighing.semantics();
    let conclusion = find_conclusion(&graph, &strengths, semantics, chosen);
    let conclusion = conclusion.ok_or_else(|| match &weigh.of {
        Some(id) => anyhow!("“{id}” has no strength, and no answer that has: {file}"),
        None => anyhow!("there is no claim in it that something speaks for or against: {file}"),
    })?;
    let standing = Acceptance::of(
        document,
        &graph,
        &scores,
        Standard::default(),
        false,
        is_struck,
    );
    let found = find_linchpins(&graph, &strengths, &standing, semantics, &conclusion);
    let told = Told {
        document,
        strengths: &strengths,
        semantics,
        conclusion: &conclusion,
        found: &found,
        shares: weigh
            .by
            .contribution()
            .find(&strengths, semantics, &conclusion, &found),
    };
    let text = if weigh.weighing.json {
        told.print_json()?
    } else {
        told.print_lines()
    };
    Ok(Report::fine(text))
}

/// What is told of a conclusion.
struct Told<'a> {
    document: &'a Document,
    strengths: &'a Strengths,
    semantics: Semantics,
    conclusion: &'a Conclusion,
    found: &'a Linchpins,
    shares: Option<Sampled>,
}

impl By {
    fn contribution(self) -> Contribution {
        match self {
            Self::Removal => Contribution::Removal,
            Self::Gradient => Contribution::Gradient,
            Self::Shapley => Contribution::Shapley,
        }
    }
}

/// What a record is called in a sentence.
fn name(document: &Document, id: &Id) -> String {
    if let Some(node) = document.nodes().get(id.as_str()) {
        return format!("{id} {}", quote_start(&node.text));
    }
    match document.links().get(id.as_str()) {
        Some(link) => format!("the step {id} ({})", link.relation.as_str()),
        None => id.to_string(),
    }
}

impl Told<'_> {
    fn print_lines(&self) -> String {
        let (document, found) = (self.document, self.found);
        let mut lines = explain_conclusion(document, self.strengths, self.conclusion, found);
        let numbers = format!(" ({:.2}, from {:.2})", found.strength, found.base);
        lines[0].push_str(&numbers);
        if let Some(margin) = found.margin {
            let lead = format!(" It leads by {margin:.2}.");
            lines[0].push_str(&lead);
        }
        let framework = &self.strengths.weighed().framework;
        let solved = self.strengths.solved(self.semantics);
        let turning = find_turning(framework, self.semantics, solved, self.conclusion.at);
        lines.push(explain_turning(turning));
        if let Some(shares) = &self.shares
            && shares.n_orders > 0
        {
            lines.push(format!(
                "shares from {} orders; with 95\u{a0}% certainty none is off by more than {:.2}",
                shares.n_orders, shares.error
            ));
        }
        if found.pins().next().is_none() {
            lines.push("no linchpin: nothing alone brings it down".to_owned());
        }
        for (at, blow) in found.blows.iter().enumerate() {
            let is_pin = !blow.tests.is_empty();
            if blow.is_echo || !is_pin && at >= MOST_LINES {
                continue;
            }
            let head = if is_pin { "linchpin" } else { "counts" };
            let shares = self.shares.as_ref();
            let number = shares.map_or(blow.change, |shares| shares.shares[at]);
            let id = blow.argument.id();
            let why = explain_blow(document, found, blow);
            lines.push(format!("{head}: {id} ({number:+.2}) {why}"));
        }
        if found.smallest_set.len() > 1 {
            let all = found.smallest_set.iter().map(|it| name(document, it.id()));
            let all: Vec<String> = all.collect();
            lines.push(format!(
                "together these turn it, by trying sets of up to three: {}",
                all.join(", ")
            ));
        }
        lines.iter().map(|line| clean_line(line) + "\n").collect()
    }

    fn print_json(&self) -> anyhow::Result<String> {
        let found = self.found;
        let effects = found.blows.iter().enumerate().map(|(at, blow)| {
            let mut effect = json!({
                "id": blow.argument.id().as_str(),
                "without": blow.without,
                "change": blow.change,
                "falls": blow.tests.iter().map(|test| words::say(test.key())).collect::<Vec<_>>(),
                "singlePoint": blow.is_single_point,
                "echo": blow.is_echo,
                "why": explain_blow(self.document, found, blow),
            });
            if let Some(shares) = &self.shares {
                effect["share"] = json!(shares.shares[at]);
            }
            effect
        });
        let set: Vec<&str> = found
            .smallest_set
            .iter()
            .map(|it| it.id().as_str())
            .collect();
        let mut whole = json!({
            "of": self.strengths.weighed().id(self.conclusion.at).as_str(),
            "strength": found.strength,
            "base": found.base,
            "robust": self.strengths.is_robust(self.conclusion.at),
            "settled": !found.is_unsettled,
            "why": explain_conclusion(self.document, self.strengths, self.conclusion, found),
            "effects": effects.collect::<Vec<_>>(),
            "smallestSet": set,
        });
        if let Some(margin) = found.margin {
            whole["margin"] = json!(margin);
        }
        if let Some(shares) = &self.shares {
            whole["shareError"] = json!(shares.error);
        }
        Ok(serde_json::to_string_pretty(&whole)? + "\n")
    }
}
