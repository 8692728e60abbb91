//! Strengths, checks and linchpins of generated maps, beside the limits that are aimed at:
//!
//! ```sh
//! cargo bench --no-default-features --bench strength
//! cargo bench --no-default-features --bench strength -- peers # only what is weighed beside them
//! ```
//!
//! A second table weighs bare frameworks beside the libraries that are on the machine; see
//! `peers.rs` for where they are looked for.

#[path = "../table/generate.rs"]
mod generate;
mod peers;
#[path = "../table/vocabulary.rs"]
mod vocabulary;

use std::sync::Arc;
use std::time::{Duration, Instant};

use generate::Tree;
use linchpin::app::{FixedHost, Host};
use linchpin::edit::{Context, Edit, Editor};
use linchpin::model::{Document, Graph, Id, Intent, Kind, Time};
use linchpin::reason::acceptance::{Acceptance, Standard};
use linchpin::reason::checks::{Findings, Profile};
use linchpin::reason::strength::{
    Conclusion, Scores, Semantics, Strengths, Weighed, find_conclusion, find_linchpins, solve,
};

/// Sizes of the maps, in boxes.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    if !std::env::args().any(|arg| arg == "peers") {
        print_maps();
        println!();
    }
    peers::print(&SIZES);
}

/// Whole maps.
fn print_maps() {
    println!(
        "| boxes | framework of the map | DF-QuAD | quadratic energy | Euler | all three after one edit | what stands | linchpins of the claim that depends on most | checks, standard | after one edit |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for n in SIZES {
        let document = Tree::of(n).document(true);
        let graph = Arc::new(Graph::of(&document));
        let scores = Scores::default();
        let (making, weighed) = least(5, || Weighed::of(&document, &graph, &scores));
        let solving = Semantics::ALL.map(|it| least(7, || solve(&weighed.framework, it)).0);
        let strengths = Strengths::of(&document, &graph, &scores, []);
        let widest = find_widest(&graph, &strengths);
        let standard = Standard::default();
        let stand = || Acceptance::of(&document, &graph, &scores, standard, false, |_| false);
        let (standing, acceptance) = least(3, stand);
        let find = || find_linchpins(&graph, &strengths, &acceptance, Semantics::DfQuad, &widest);
        let (linchpins, found) = least(3, find);
        let profile = &Profile::all()[0];
        let (checking, findings) = least(3, || Findings::of(&document, &graph, profile));
        let (strengths_after, checks_after) = edit(document, strengths, findings);
        println!(
            "| {n} | {} | {} | {} | {} | {} | {} | {} for {} | {} | {} |",
            show(making),
            show(solving[0]),
            show(solving[1]),
            show(solving[2]),
            show(strengths_after),
            show(standing),
            show(linchpins),
            found.blows.len(),
            show(checking),
            show(checks_after),
        );
    }
}

/// Of the first boxes the one that depends on most.
fn find_widest(graph: &Graph, strengths: &Strengths) -> Conclusion {
    let semantics = Semantics::DfQuad;
    let all = (0..50).filter_map(|node| {
        let asked = find_conclusion(graph, strengths, semantics, Some(node))?;
        asked.question.is_none().then_some(asked)
    });
    let framework = &strengths.weighed().framework;
    let widest = all.max_by_key(|it| framework.list_upstream(it.at).len());
    widest.expect("a generated map has claims")
}

/// Gives a box in the middle of the map a piece of evidence, again and again: the least times that
/// strengths and findings take to follow.
fn edit(
    document: Document,
    mut strengths: Strengths,
    mut findings: Findings,
) -> (Duration, Duration) {
    let node: Id = document.nodes().rows()[document.nodes().len() / 2]
        .id
        .clone();
    let mut host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
    let mut editor = Editor::new(document);
    let scores = Scores::default();
    let (mut best_strengths, mut best_checks) = (Duration::MAX, Duration::MAX);
    for round in 0..7 {
        let context = Context {
            random: host.random(),
            now: Time::from_unix(1_790_000_000),
        };
        let add = Edit::AddNode {
            kind: Kind::Evidence,
            text: format!("It was measured {round} times."),
            under: Some(node.clone()),
            intent: Intent::For,
            anchor: None,
            after: None,
        };
        let made = editor.commit(&add, &[], None, context);
        made.expect("evidence can be given");
        let (document, graph) = (editor.document(), editor.graph());
        let weigh = || strengths.update(document, graph, &scores, []);
        best_strengths = best_strengths.min(least(1, weigh).0);
        let look = || findings.update(document, graph);
        best_checks = best_checks.min(least(1, look).0);
    }
    (best_strengths, best_checks)
}

fn show(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// The least of several runs, and what the last one gave.
#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn least<T>(runs: usize, mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut best = Duration::MAX;
    let mut last = None;
    for _ in 0..runs.max(1) {
        let begin = Instant::now();
        let made = work();
        best = best.min(begin.elapsed());
        last = Some(made);
    }
    (best, last.expect("it ran at least once"))
}
