//! What stands: the examples that come with Carneades, small maps, and laws over random ones.

use linchpin::model::{Document, Graph, Id};
use linchpin::reason::acceptance::{
    Acceptance, Because, Issue, Label, Standard, Step, Structure, Weighing,
};
use linchpin::reason::strength::{Scores, label_map};
use proptest::prelude::*;

use crate::model::graph::any_document;
use crate::model::notation::read_map;

/// Statements by single letters; a step is `conclusion < premises`, `/u` names its undercutter.
fn structure(letters: &str, steps: &str, issues: &[&str], assumed: &str) -> Structure {
    let place = |c: char| letters.find(c).unwrap() as u32;
    let steps = steps.split(',').map(str::trim).filter(|it| !it.is_empty());
    let steps = steps.map(|step| {
        let (step, undercutter) = step.split_once('/').unwrap_or((step, ""));
        let (conclusion, premises) = step.split_once('<').unwrap();
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphabetic())
                .map(place)
                .collect()
        };
        Step {
            conclusion: place(conclusion.trim().chars().next().unwrap()),
            premises: letters(premises),
            undercutter: undercutter.chars().next().map(place),
            weighing: Weighing::Linked,
            weight: 1.0,
        }
    });
    Structure {
        n_statements: letters.chars().count(),
        steps: steps.collect(),
        issues: issues
            .iter()
            .map(|positions| Issue {
                positions: positions.chars().map(place).collect(),
                standard: Standard::Preponderance,
            })
            .collect(),
        assumed: assumed.chars().map(place).collect(),
    }
}

fn say(structure: &Structure) -> String {
    let sign = |label: &Label| match label {
        Label::In => '+',
        Label::Out => '-',
        Label::Undecided => '?',
    };
    structure.label().iter().map(sign).collect()
}

#[test]
fn the_examples_of_carneades_come_out_as_their_authors_say() {
    // The bachelor: b, m, ring, party animal. Equal sides leave neither in.
    assert_eq!(
        say(&structure("bmrp", "b < p, m < r", &["bm"], "rp")),
        "--++"
    );
    // A loop of support carries nothing.
    assert_eq!(say(&structure("pq", "p < q, q < p", &[], "")), "??");
    // Unsupported, although some of the premises are undecided: p, not p, q, not app(a1).
    let undercut = structure("pnqu", "q < p /u, n < p, p < n", &["pn"], "u");
    assert_eq!(say(&undercut), "??-+");
    // Inconsistent assumptions stay where they are: p, not p, q, not q.
    let both = structure("pnqm", "q < p, m < n", &["pn", "qm"], "pn");
    assert_eq!(say(&both), "++--");
    // Reinstatement by undercutters: p, ua, ub, uc.
    assert_eq!(
        say(&structure("pabc", "p < /a, a < /b, b < /c", &[], "")),
        "+-+-"
    );
    // An attack cycle of three: nothing is decided.
    let cycle = structure(
        "pqrabc",
        "p < /a, q < /b, r < /c, a < p /b, b < q /c, c < r /a",
        &[],
        "",
    );
    assert!(say(&cycle).contains('?'));
}

#[test]
fn a_cumulative_step_counts_the_share_and_a_factorized_one_the_number_of_its_premises() {
    let mut more = structure("pnqrs", "p < q, n < r s", &["pn"], "qrs");
    assert_eq!(say(&more), "--+++");
    for step in &mut more.steps {
        step.weighing = Weighing::Factorized;
    }
    assert_eq!(say(&more), "-++++");
    let mut part = structure("cab", "c < a b", &[], "a");
    assert_eq!(say(&part), "-+-");
    part.steps[0].weighing = Weighing::Cumulative;
    assert_eq!(say(&part), "++-");
    assert!((part.weigh(0, &part.label()) - 0.5).abs() < 1e-12);
    part.steps[0].weighing = Weighing::Convergent;
    assert!((part.weigh(0, &part.label()) - 1.0).abs() < 1e-12);
}

#[test]
fn standards_of_proof_are_met_by_the_margins_of_carneades() {
    let met = |own, other| Standard::ALL.map(|it| it.is_met(own, other));
    assert_eq!(met(0.6, 0.5), [true, false, false]);
    assert_eq!(met(0.9, 0.35), [true, true, false]);
    assert_eq!(met(0.9, 0.2), [true, true, true]);
    assert_eq!(met(0.5, 0.5), [false, false, false]);
}

fn accept(document: &Document, standard: Standard, bare: bool) -> Acceptance {
    let graph = Graph::of(document);
    Acceptance::of(document, &graph, &Scores::default(), standard, bare, |_| {
        false
    })
}

fn because(document: &Document, acceptance: &Acceptance, id: &str) -> Because {
    let node = document.nodes().position(id).unwrap() as u32;
    acceptance.because(node).unwrap()
}

#[test]
fn a_claim_stands_by_evidence_until_something_as_heavy_stands_against_it() {
    let map = read_map(
        "claim c\nevidence e\nclaim o\nevidence f\nclaim bare\nquestion q\n\
         r: e supports c\ns: o opposes c\nt: f supports o\n",
    );
    let standing = accept(&map, Standard::Preponderance, false);
    // Both steps weigh the same, so the claim is not carried.
    assert_eq!(because(&map, &standing, "c"), Because::Outweighed);
    assert_eq!(because(&map, &standing, "e"), Because::Given);
    assert_eq!(because(&map, &standing, "o"), Because::Supported);
    assert_eq!(because(&map, &standing, "bare"), Because::Unsupported);
    assert!(
        standing
            .of_node(map.nodes().position("q").unwrap() as u32)
            .is_none()
    );
    let bare = accept(&map, Standard::Preponderance, true);
    assert_eq!(because(&map, &bare, "bare"), Because::Given);
    // Without the objection's evidence nothing stands against it.
    let graph = Graph::of(&map);
    let scores = Scores::default();
    let struck = |id: &Id| id.as_str() == "f";
    let without = Acceptance::of(&map, &graph, &scores, Standard::BeyondDoubt, false, struck);
    assert_eq!(because(&map, &without, "c"), Because::Supported);
    assert_eq!(because(&map, &without, "f"), Because::Struck);
    let node = map.nodes().position("c").unwrap() as u32;
    assert!(without.explain(&map, node).unwrap().contains("stands"));
}

#[test]
fn an_undercut_step_carries_nothing_unless_the_undercut_is_answered() {
    let undercut = "claim c\nevidence e\nevidence u\nr: e supports c\nx: u opposes r\n";
    let map = read_map(undercut);
    let standing = accept(&map, Standard::Preponderance, false);
    assert_eq!(because(&map, &standing, "c"), Because::Unsupported);
    let map = read_map(&format!("{undercut}evidence v\ny: v opposes x\n"));
    let standing = accept(&map, Standard::Preponderance, false);
    assert_eq!(because(&map, &standing, "c"), Because::Supported);
    // What backs the step answers as well.
    let map = read_map(&format!("{undercut}evidence b\ny: b supports r\n"));
    let standing = accept(&map, Standard::Preponderance, false);
    assert_eq!(because(&map, &standing, "c"), Because::Supported);
}

#[test]
fn of_two_that_contradict_each_other_one_at_most_stands() {
    let map = read_map(
        "claim a\nclaim b\nevidence e\nevidence f\nr: e supports a\ns: f supports b\nx: a contradicts b\n",
    );
    let standing = accept(&map, Standard::Preponderance, false);
    assert_eq!(because(&map, &standing, "a"), Because::Outweighed);
    assert_eq!(because(&map, &standing, "b"), Because::Outweighed);
}

#[test]
fn attacks_alone_leave_what_is_defended() {
    let map = read_map("claim a\nclaim b\nclaim c\nx: b opposes a\ny: c opposes b\n");
    let graph = Graph::of(&map);
    let labels = |is_struck: &dyn Fn(&Id) -> bool| label_map(&map, &graph, is_struck);
    let signs = |labels: Vec<Option<Label>>| labels.into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(
        signs(labels(&|_| false)),
        [Label::In, Label::Out, Label::In]
    );
    let without = labels(&|id| id.as_str() == "c");
    assert_eq!(signs(without), [Label::Out, Label::In, Label::Out]);
    // An objection of linked premises goes with one of them.
    let map = read_map("claim a\nclaim b\nclaim d\nclaim c\nx: b d opposes a\ny: c opposes d\n");
    let labels = label_map(&map, &Graph::of(&map), |_| false);
    assert_eq!(labels[0], Some(Label::In));
}

proptest! {
    #[test]
    fn whatever_stands_has_a_reason_that_stands_or_is_given(document in any_document()) {
        let graph = Graph::of(&document);
        for standard in Standard::ALL {
            let standing = accept(&document, standard, false);
            for node in 0..graph.n_nodes() as u32 {
                let (Some(label), Some(because)) = (standing.of_node(node), standing.because(node))
                else {
                    prop_assert!(standing.of_node(node).is_none());
                    continue;
                };
                let fits = match because {
                    Because::Given | Because::Supported | Because::Outweighs => label == Label::In,
                    Because::Unsupported | Because::Outweighed | Because::Struck => label == Label::Out,
                    Because::Open => label == Label::Undecided,
                };
                prop_assert!(fits, "{because:?} {label:?}");
                prop_assert!(standing.explain(&document, node).is_some());
            }
        }
    }

    #[test]
    fn a_stricter_standard_lets_no_issue_be_won_that_a_milder_one_does_not(
        own in 0.0..=1.0_f64,
        other in 0.0..=1.0_f64,
    ) {
        let [mild, clear, strict] = Standard::ALL.map(|it| it.is_met(own, other));
        prop_assert!(!clear || mild);
        prop_assert!(!strict || clear);
    }
}
