//! The examples that come with Carneades 4, labelled as their authors expect. They stand outside
//! the project, in the folder that `CORPORA` names, else in `../shared/corpora`; without it the
//! test says so and is over.

use std::fmt::Write as _;
use std::path::PathBuf;

use linchpin::format::exchange::carneades::{ArgumentGraph, Named, parse};
use linchpin::reason::acceptance::{Issue, Label, Step, Structure, Weighing};

/// Files that say nothing of how statements come out.
const WITHOUT_TESTS: &[&str] = &["empty", "family-law", "family-law2", "walton"];

/// Files whose arguments Carneades derives from argument schemes by rules that are not in this
/// program, so that what stands in the file alone cannot come out as expected.
const DERIVED: &[(&str, &str)] = &[
    (
        "mcda-porsche",
        "its arguments are derived from schemes and weighed by criteria",
    ),
    (
        "basic_event_calculus",
        "its arguments are derived from the axioms of the event calculus",
    ),
];

/// Files whose arguments are weighed by functions that are not in this program.
const WEIGHED: &[&str] = &["lex"];

/// The structure of a graph, and its statements in order.
fn build(graph: &ArgumentGraph) -> (Structure, Vec<String>) {
    let mut ids: Vec<String> = graph.statements.iter().map(|it| it.id.clone()).collect();
    let find = |named: &Named, ids: &mut Vec<String>| -> u32 {
        let at = ids.iter().position(|it| *it == named.id);
        let at = at.unwrap_or_else(|| {
            ids.push(named.id.clone());
            ids.len() - 1
        });
        u32::try_from(at).unwrap()
    };
    let mut assumed: Vec<u32> = Vec::new();
    for named in &graph.assumptions {
        assumed.push(find(named, &mut ids));
    }
    for (statement, at) in graph.statements.iter().zip(0..) {
        if statement.is_assumed && !assumed.contains(&at) {
            assumed.push(at);
        }
    }
    let issues = graph.issues.iter().map(|issue| Issue {
        positions: issue
            .positions
            .iter()
            .map(|it| find(it, &mut ids))
            .collect(),
        standard: issue.standard,
    });
    let issues: Vec<Issue> = issues.collect();
    let mut steps = Vec::new();
    for argument in &graph.arguments {
        let conclusion = argument.conclusion.as_ref().expect("all of them conclude");
        let premises = argument.premises.iter();
        steps.push(Step {
            conclusion: find(conclusion, &mut ids),
            premises: premises.map(|(_, it)| find(it, &mut ids)).collect(),
            undercutter: argument.undercutter.as_ref().map(|it| find(it, &mut ids)),
            weighing: match argument.scheme.as_str() {
                "convergent" => Weighing::Convergent,
                "cumulative" => Weighing::Cumulative,
                "factorized" => Weighing::Factorized,
                _ => Weighing::Linked,
            },
            weight: argument.weight.unwrap_or(1.0),
        });
    }
    let structure = Structure {
        n_statements: ids.len(),
        steps,
        issues,
        assumed,
    };
    (structure, ids)
}

/// How many of the statements that are expected in, out and undecided come out so, of how many;
/// and those that come out otherwise.
fn compare(graph: &ArgumentGraph) -> ([(usize, usize); 3], Vec<String>) {
    let (structure, ids) = build(graph);
    let labels = structure.label();
    let mut counts = [(0, 0); 3];
    let mut others = Vec::new();
    for (expected, id) in &graph.expected {
        let row = [Label::In, Label::Out, Label::Undecided];
        let row = row.iter().position(|it| it == expected).unwrap();
        counts[row].1 += 1;
        let at = ids.iter().position(|it| it == id);
        let found = at.map(|at| labels[at]);
        if found == Some(*expected) {
            counts[row].0 += 1;
        } else {
            others.push(format!("{id}: {expected:?} expected, {found:?} found"));
        }
    }
    (counts, others)
}

#[test]
fn the_examples_of_carneades_come_out_as_their_files_expect() {
    let corpora = std::env::var("CORPORA").unwrap_or_else(|_| "../shared/corpora".to_owned());
    let folder = PathBuf::from(corpora).join("carneades/examples/AGs/YAML");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no examples in {}", folder.display());
        return;
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "yml"));
    files.sort();
    let mut table = "| file | in | out | undecided |\n|---|---|---|---|\n".to_owned();
    let mut faults = Vec::new();
    let (mut n_tested, mut n_agreed) = (0, 0);
    for file in &files {
        let name = file.file_stem().unwrap().to_string_lossy();
        let text = std::fs::read_to_string(file).unwrap();
        let graph = parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let is_tested = !graph.expected.is_empty();
        assert!(!is_tested || !WITHOUT_TESTS.contains(&&*name), "{name}");
        let derived = DERIVED.iter().find(|(known, _)| *known == name);
        assert!(graph.is_derived || derived.is_none(), "{name}");
        // A fuller copy of the examples has more of them.
        let other = ("", "its arguments are derived from schemes");
        let derived = derived.or(graph.is_derived.then_some(&other));
        let (counts, others) = compare(&graph);
        let cells = counts.map(|(n, of)| format!("{n} of {of}"));
        let why = match (is_tested, derived) {
            (false, _) => " – nothing is expected",
            (_, Some((_, why))) => why,
            _ => "",
        };
        writeln!(table, "| {name} | {} | {why}", cells.join(" | ")).unwrap();
        let is_weighed = WEIGHED.contains(&&*name);
        if is_tested && derived.is_none() && !is_weighed {
            n_tested += 1;
            n_agreed += usize::from(others.is_empty());
            faults.extend(others.into_iter().map(|it| format!("{name}: {it}")));
        }
    }
    println!("{table}\nFull agreement in {n_agreed} of {n_tested} files.");
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(n_tested > 0, "{} holds no examples", folder.display());
}

#[test]
fn ids_are_one_however_their_terms_are_spaced() {
    let text = "statements:\n  f(a, b): F\n  g: G\nassumptions:\n  - f(a,b)\n\
                arguments:\n  x: {conclusion: g, premises: ['f( a,b )']}\ntests: {in: [g]}\n";
    let graph = parse(text).unwrap();
    assert_eq!(compare(&graph), ([(1, 1), (0, 0), (0, 0)], Vec::new()));
}
