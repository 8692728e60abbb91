//! Strengths, checks and linchpins of generated maps, beside the limits that are aimed at:
//!
//! ```sh
//! cargo bench --no-default-features --bench strength
//! ```

#[path = "table/generate.rs"]
mod generate;
#[path = "table/vocabulary.rs"]
mod vocabulary;

use std::sync::Arc;
use std::time::{Duration, Instant};

use generate::Tree;
use linchpin::model::Graph;
use linchpin::reason::checks::{Findings, Profile};
use linchpin::reason::strength::{Scores, Semantics, find_linchpins, solve};

fn main() {
    println!(
        "| boxes | framework of the map | DF-QuAD | quadratic energy | Euler | checks, standard | linchpins of the first claim |"
    );
    println!("|---|---|---|---|---|---|---|");
    for n in [1_000, 10_000, 100_000] {
        let document = Tree::of(n).document(true);
        let graph = Arc::new(Graph::of(&document));
        let scores = Scores::default();
        let (making, weighed) = least(5, || scores.weigh(&document, &graph));
        let solving = Semantics::ALL.map(|it| least(7, || solve(&weighed.framework, it)).0);
        let profile = &Profile::all()[0];
        let (checking, _) = least(3, || Findings::of(&document, &graph, profile));
        // What most depends on: the first claim that anything speaks about.
        let widest = (0..weighed.arguments.len().min(50))
            .max_by_key(|&at| weighed.framework.list_upstream(at).len())
            .unwrap_or(0);
        let linchpins = (n <= 1_000).then(|| {
            let find = || find_linchpins(&document, &graph, &weighed, Semantics::DfQuad, widest);
            let (time, found) = least(3, find);
            format!("{} for {}", show(time), found.blows.len())
        });
        println!(
            "| {n} | {} | {} | {} | {} | {} | {} |",
            show(making),
            show(solving[0]),
            show(solving[1]),
            show(solving[2]),
            show(checking),
            linchpins.unwrap_or_default(),
        );
    }
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
