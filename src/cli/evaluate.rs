//! `linchpin evaluate` and `linchpin linchpins`: how strong claims come out, and what would bring
//! one down.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;

use super::Report;
use super::input::Reading;
use super::plain::{clean_line, quote_start};
use crate::model::{Document, End, Graph, Id, Kind, Relation};
use crate::reason::strength::{
    Argument, Linchpins, Scores, Semantics, Weighed, find_linchpins, is_robust, solve, word_for,
};
use crate::words;

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
    #[arg(value_name = "FILE")]
    file: PathBuf,
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
    /// The conclusion, by its id; the strongest answer to the first question, or else the first
    /// claim that supports nothing, if not given
    #[arg(long, value_name = "ID")]
    of: Option<String>,
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
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Weighing {
    fn semantics(&self) -> Semantics {
        Semantics::named(&self.semantics).unwrap_or(Semantics::DfQuad)
    }
}

fn name_semantics() -> PossibleValuesParser {
    PossibleValuesParser::new(Semantics::ALL.map(Semantics::as_str))
}

pub(super) fn run(evaluate: &Evaluate) -> anyhow::Result<Report> {
    let map = evaluate.reading.open_map(&evaluate.file)?;
    let document = map.document();
    let graph = Graph::of(document);
    let weighed = Scores::default().weigh(document, &graph);
    let all = Semantics::ALL.map(|semantics| solve(&weighed.framework, semantics));
    let own = solve(&weighed.framework, evaluate.weighing.semantics());
    let mut rows = Vec::new();
    for (at, argument) in weighed.arguments.iter().enumerate() {
        let Argument::Node(id) = argument else {
            continue;
        };
        let Some(node) = document.nodes().get(id.as_str()) else {
            continue;
        };
        let strength = own.strengths[at];
        let is_settled = !own.unsettled.contains(&(at as u32));
        let is_robust = is_robust(&all, at);
        rows.push((
            id,
            node,
            strength,
            weighed.framework.base(at),
            is_robust,
            is_settled,
        ));
    }
    let text = if evaluate.weighing.json {
        let list: Vec<_> = rows
            .iter()
            .map(|(id, _, strength, base, is_robust, is_settled)| {
                json!({
                    "id": id.as_str(),
                    "strength": strength,
                    "base": base,
                    "word": words::say(word_for(*strength)),
                    "robust": is_robust,
                    "settled": is_settled,
                })
            })
            .collect();
        serde_json::to_string_pretty(&list)? + "\n"
    } else {
        let mut text = String::new();
        for (id, node, strength, _, is_robust, is_settled) in rows {
            let word = words::say(word_for(strength));
            let mark = match (is_settled, is_robust) {
                (false, _) => ", did not settle",
                (true, true) => ", robust",
                (true, false) => "",
            };
            let words = clean_line(&quote_start(&node.text));
            text += &[
                id.as_str(),
                "  ",
                &word,
                &format!(" ({strength:.2}{mark})  {words}\n"),
            ]
            .concat();
        }
        text
    };
    Ok(Report::fine(text))
}

pub(super) fn run_linchpins(weigh: &Weigh) -> anyhow::Result<Report> {
    let map = weigh.reading.open_map(&weigh.file)?;
    let document = map.document();
    let graph = Graph::of(document);
    let weighed = Scores::default().weigh(document, &graph);
    let semantics = weigh.weighing.semantics();
    let file = weigh.file.display();
    let of = match &weigh.of {
        Some(id) => weighed.find(id).ok_or_else(|| {
            anyhow!(
                "no claim or evidence has the id “{id}”; “linchpin evaluate” lists them: {file}"
            )
        })?,
        None => find_conclusion(document, &graph, &weighed, semantics).ok_or_else(|| {
            anyhow!("there is no claim in it that something speaks for or against: {file}")
        })?,
    };
    let found = find_linchpins(document, &graph, &weighed, semantics, of);
    let conclusion = weighed.arguments[of].id();
    let text = if weigh.weighing.json {
        print_json(conclusion, &found)?
    } else {
        print_lines(document, conclusion, &found, weighed.is_robust(of))
    };
    Ok(Report::fine(text))
}

/// The strongest answer to the first question, or else the first claim that supports nothing.
fn find_conclusion(
    document: &Document,
    graph: &Graph,
    weighed: &Weighed,
    semantics: Semantics,
) -> Option<usize> {
    let solved = solve(&weighed.framework, semantics);
    let nodes = document.nodes().rows();
    let question = nodes.iter().position(|node| node.kind == Kind::Question);
    let answers = question.into_iter().flat_map(|at| {
        let links = graph.links_to(End::Node(at as u32)).iter();
        links.filter(|&&link| *graph.relation(link) == Relation::Answers)
    });
    let answers = answers.flat_map(|&link| graph.premises(link));
    let answers = answers.filter_map(|&node| weighed.find(nodes[node as usize].id.as_str()));
    let strongest = answers.max_by(|&a, &b| solved.strengths[a].total_cmp(&solved.strengths[b]));
    strongest.or_else(|| {
        let is_top = |&at: &u32| {
            let speaks = |link: &u32| graph.relation(*link).is_known();
            let is_argued = !graph.links_to(End::Node(at)).is_empty();
            is_argued && !graph.links_from(at).iter().any(speaks)
        };
        let mut tops = (0..graph.n_nodes() as u32).filter(is_top);
        tops.find_map(|at| weighed.find(nodes[at as usize].id.as_str()))
    })
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

fn print_lines(document: &Document, id: &Id, found: &Linchpins, is_robust: bool) -> String {
    let word = words::say(word_for(found.strength));
    let robust = if is_robust { ", robust" } else { "" };
    let settled = if found.is_unsettled {
        "; something in the map depends on itself and did not settle"
    } else {
        ""
    };
    let mut lines = vec![format!(
        "{} is {word} ({:.2}{robust}{settled}); {:.2} before anything is said about it",
        name(document, id),
        found.strength,
        found.base
    )];
    let pins = found.blows.iter().filter(|blow| !blow.tests.is_empty());
    if pins.clone().next().is_none() {
        lines.push("no linchpin: nothing alone brings it down".to_owned());
    }
    for blow in pins {
        let mut why: Vec<String> = blow
            .tests
            .iter()
            .map(|test| words::say(test.key()).into_owned())
            .collect();
        if blow.is_single_point {
            why.push("single point of failure".to_owned());
        }
        lines.push(format!(
            "linchpin: {} ({:+.2}): without it {}",
            name(document, blow.argument.id()),
            blow.change,
            why.join("; ")
        ));
    }
    for blow in found.blows.iter().filter(|it| it.tests.is_empty()).take(10) {
        let what = name(document, blow.argument.id());
        lines.push(format!("counts: {what} ({:+.2})", blow.change));
    }
    if found.smallest_set.len() > 1 {
        let all = found.smallest_set.iter().map(|it| name(document, it.id()));
        let all: Vec<String> = all.collect();
        lines.push(format!("together these turn it: {}", all.join(", ")));
    }
    lines.iter().map(|line| clean_line(line) + "\n").collect()
}

fn print_json(id: &Id, found: &Linchpins) -> anyhow::Result<String> {
    let blows: Vec<_> = found
        .blows
        .iter()
        .map(|blow| {
            json!({
                "id": blow.argument.id().as_str(),
                "without": blow.without,
                "change": blow.change,
                "falls": blow.tests.iter().map(|test| words::say(test.key())).collect::<Vec<_>>(),
                "singlePoint": blow.is_single_point,
            })
        })
        .collect();
    let set: Vec<&str> = found
        .smallest_set
        .iter()
        .map(|it| it.id().as_str())
        .collect();
    let whole = json!({
        "of": id.as_str(),
        "strength": found.strength,
        "base": found.base,
        "settled": !found.is_unsettled,
        "effects": blows,
        "smallestSet": set,
    });
    Ok(serde_json::to_string_pretty(&whole)? + "\n")
}
