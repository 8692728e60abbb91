//! LKIF, the XML of Carneades 2: statements with what is held of them, arguments for and against,
//! premises that are exceptions. Rules and theories in it are not read.

use super::step::{Premise, Step, add_step, name_step};
use crate::format::FormatError;
use crate::format::exchange::tree::{self, Element};
use crate::format::exchange::{Fate, Gather, Import, Imported};
use crate::model::{Assumption, Kind};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "lkif";

/// Whether a file seems to be LKIF.
pub fn recognises(import: &Import<'_>) -> bool {
    import.root() == "lkif"
}

/// Reads a file, all its argument graphs as one map.
///
/// # Errors
/// [`FormatError::Import`] for damaged XML.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let root = tree::read(&import.text())?;
    let mut gather = Gather::new(FORMAT_NAME);
    for other in root.children.iter().filter(|it| !it.name.is_empty()) {
        if other.name != "argument-graphs" {
            let what = format!("“{}”, which is no argument graph", other.name);
            gather.report.note(Fate::Dropped, what, "");
        }
    }
    let graphs = root.all("argument-graphs");
    let graphs: Vec<&Element> = graphs.flat_map(|it| it.all("argument-graph")).collect();
    for graph in &graphs {
        // Ids are told apart within a graph only.
        let prefix = if graphs.len() > 1 {
            format!("{}:", graph.get("id"))
        } else {
            String::new()
        };
        if gather.title.is_empty() {
            graph.get("title").trim().clone_into(&mut gather.title);
        }
        let statements = graph.all("statements").flat_map(|it| it.all("statement"));
        for statement in statements {
            add_statement(&mut gather, statement, &prefix);
        }
        let main = format!("{prefix}{}", graph.get("main-issue"));
        if let Some(node) = gather.node_mut(&main) {
            node.tags.push("main issue".to_owned());
        }
        for argument in graph.all("arguments").flat_map(|it| it.all("argument")) {
            add_argument(&mut gather, argument, &prefix);
        }
    }
    Ok(gather.finish())
}

fn add_statement(gather: &mut Gather, statement: &Element, prefix: &str) {
    let id = statement.get("id");
    let name = format!("{prefix}{id}");
    if gather.has_node(&name) {
        let what = "a statement whose id stands twice became a box that nothing leads to";
        gather.report.note(Fate::Changed, what, id);
    }
    let atom = statement.child("s");
    let words = atom.map(read_atom).unwrap_or_default();
    let words = if words.is_empty() { id } else { &words };
    let node = gather.add_node(&name, "statement", Kind::Claim, words);
    match statement.get("value") {
        "true" => node.assumption = Some(Assumption::Unclassed),
        "false" => node.tags.push("rejected".to_owned()),
        _ => {}
    }
    // The best argument and the preponderance of the evidence are what goes without saying.
    let standard = statement.get("standard");
    if !matches!(standard, "" | "BA" | "PE") {
        node.tags.push(format!("standard: {standard}"));
    }
}

/// The words of a statement; of a formula without words its predicate and terms.
fn read_atom(atom: &Element) -> String {
    let words = atom.read_words();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let predicate = atom.get("pred");
    let is_formula = !predicate.is_empty() && atom.words.trim().is_empty();
    match (is_formula, words.is_empty()) {
        (true, true) => predicate.to_owned(),
        (true, false) => {
            let terms = atom.children.iter().map(Element::read_words);
            let terms: Vec<String> = terms.filter(|it| !it.is_empty()).collect();
            format!("{predicate}({})", terms.join(", "))
        }
        (false, _) => words,
    }
}

fn add_argument(gather: &mut Gather, argument: &Element, prefix: &str) {
    let id = argument.get("id");
    let conclusion = argument.child("conclusion");
    let conclusion = conclusion.map_or("", |it| it.get("statement"));
    let mut premises = Vec::new();
    for premise in argument.all("premises").flat_map(|it| it.all("premise")) {
        let statement = format!("{prefix}{}", premise.get("statement"));
        let type_ = premise.get("type");
        // What an argument takes for granted is assumed until it is questioned.
        if type_ == "assumption"
            && premise.get("polarity") != "negative"
            && let Some(node) = gather.node_mut(&statement)
        {
            node.assumption = Some(Assumption::Unclassed);
        }
        premises.push(Premise {
            statement,
            role: premise.get("role").to_owned(),
            is_negative: premise.get("polarity") == "negative",
            is_exception: type_ == "exception",
        });
    }
    let step = Step {
        name: format!("{prefix}{id}"),
        premises,
        conclusion: name_end(gather, prefix, conclusion),
        is_against: argument.get("direction") == "con",
        title: argument.get("title").to_owned(),
        scheme: argument.get("scheme").to_owned(),
        weight: argument.get("weight").trim().parse().ok(),
        place: id.to_owned(),
        ..Step::default()
    };
    add_step(gather, step);
}

/// A conclusion may be an argument in files written by hand.
fn name_end(gather: &Gather, prefix: &str, id: &str) -> String {
    let name = format!("{prefix}{id}");
    if gather.has_node(&name) {
        name
    } else {
        name_step(gather, &name)
    }
}
