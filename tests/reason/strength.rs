//! Strengths, beside the values that two independent libraries agree on, and laws over random
//! frameworks and maps.

use std::collections::BTreeMap;

use linchpin::model::{Document, End, Graph, Id, Relation};
use linchpin::reason::acceptance::{Acceptance, Standard};
use linchpin::reason::strength::{
    Argument, Conclusion, Framework, Label, Linchpins, Scores, Semantics, Shares, Strengths, Test,
    Turning, explain, explain_blow, find_conclusion, find_linchpins, find_turning, label_grounded,
    solve, solve_without, word_for,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::edit::desk::Desk;
use crate::edit::script::{any_script, take_step};
use crate::model::graph::any_document;
use crate::model::notation::read_map;

const VALUES: &str = include_str!("semantics-values.json");

fn values() -> Value {
    serde_json::from_str(VALUES).unwrap()
}

const NAMES: [(Semantics, &str); 3] = [
    (Semantics::DfQuad, "dfquad"),
    (Semantics::QuadraticEnergy, "quadratic_energy"),
    (Semantics::Euler, "euler"),
];

/// A case of the file: its framework, and places by name.
fn read_case(case: &Value) -> (Framework, BTreeMap<String, usize>) {
    let base = case["base"].as_object().unwrap();
    let places: BTreeMap<String, usize> = base.keys().cloned().zip(0..).collect();
    let edges = |key: &str| -> Vec<(u32, u32)> {
        let list = case[key].as_array().unwrap().iter();
        let place = |name: &Value| places[name.as_str().unwrap()] as u32;
        list.map(|edge| (place(&edge[0]), place(&edge[1])))
            .collect()
    };
    let scores = base.values().map(|it| it.as_f64().unwrap()).collect();
    (
        Framework::new(scores, &edges("supports"), &edges("attacks"), &[]),
        places,
    )
}

fn check_values(group: &str, key: &str, tolerance: f64) -> usize {
    let all = values();
    let mut n = 0;
    for (name, case) in all[group].as_object().unwrap() {
        if !case[key].is_object() {
            continue;
        }
        let (framework, places) = read_case(case);
        for (semantics, theirs) in NAMES {
            let Some(expected) = case[key][theirs].as_object() else {
                continue;
            };
            let solved = solve(&framework, semantics);
            for (argument, value) in expected {
                let Some(value) = value.as_f64() else {
                    continue;
                };
                let own = solved.strengths[places[argument]];
                assert!(
                    (own - value).abs() <= tolerance,
                    "{name}, {theirs}, {argument}: {own} for {value}"
                );
                n += 1;
            }
        }
    }
    n
}

#[test]
fn strengths_without_cycles_are_those_of_two_libraries() {
    // The file gives ten digits.
    assert!(check_values("acyclic", "strength", 1e-9) > 60);
}

#[test]
fn strengths_with_cycles_are_the_limits_of_the_continuous_ones() {
    assert!(check_values("cyclic", "strength_limit_rk4", 1e-6) > 10);
}

#[test]
fn mutual_attack_of_two_fours_settles_by_damping() {
    let attacks: Vec<(u32, u32)> = (0..4)
        .flat_map(|a| (4..8).flat_map(move |b| [(a, b), (b, a)]))
        .collect();
    let framework = Framework::new(vec![0.5; 8], &[], &attacks, &[]);
    for (semantics, value) in [
        (Semantics::DfQuad, 0.202_376_9),
        (Semantics::QuadraticEnergy, 0.25),
        (Semantics::Euler, 0.336_396_8),
    ] {
        let solved = solve(&framework, semantics);
        assert!(solved.unsettled.is_empty());
        assert!(
            solved.strengths.iter().all(|it| (it - value).abs() < 1e-6),
            "{solved:?}"
        );
    }
}

#[test]
fn shares_are_those_of_the_library() {
    let all = values();
    let case = all["acyclic"].as_object().unwrap();
    let (_, case) = case
        .iter()
        .find(|(name, _)| name.starts_with("T10"))
        .unwrap();
    let (framework, places) = read_case(case);
    let contributions = all["contributions_T10_to_root"].as_object().unwrap();
    let root = places
        .iter()
        .find(|(name, _)| {
            !contributions["dfquad"]
                .as_object()
                .unwrap()
                .contains_key(*name)
        })
        .map(|(_, &at)| at)
        .unwrap();
    for (semantics, theirs) in &NAMES[..2] {
        let expected = contributions[*theirs].as_object().unwrap();
        let names: Vec<&String> = expected.keys().collect();
        let of: Vec<usize> = names.iter().map(|name| places[*name]).collect();
        let shares = Shares::new(&framework, *semantics, &vec![false; framework.len()], root);
        let shapley = shares.find_shapley(&of).unwrap();
        let gradients = shares.find_gradients(&of);
        let whole = solve(&framework, *semantics).strengths[root];
        for (at, name) in names.iter().enumerate() {
            let given = &expected[*name];
            let number = |key: &str| given[key].as_f64().unwrap();
            let without = solve_without(&framework, *semantics, &[of[at]]).strengths[root];
            assert!(
                (whole - without - number("removal")).abs() < 1e-6,
                "{theirs} {name}"
            );
            assert!(
                (shapley[at] - number("shapley")).abs() < 1e-6,
                "{theirs} {name}"
            );
            assert!(
                (gradients[at] - number("gradient")).abs() < 1e-5,
                "{theirs} {name}"
            );
        }
        let sum: f64 = shapley.iter().sum();
        let bare = solve_without(&framework, *semantics, &of).strengths[root];
        assert!((sum - (whole - bare)).abs() < 1e-9);
    }
}

#[test]
fn the_grounded_labelling_is_the_one_expected() {
    for case in values()["grounded"].as_array().unwrap() {
        let args: Vec<char> = case["args"].as_str().unwrap().chars().collect();
        let place = |c: char| args.iter().position(|&it| it == c).unwrap() as u32;
        let attacks = case["attacks"].as_array().unwrap().iter();
        let attacks: Vec<(u32, u32)> = attacks
            .map(|it| {
                let mut both = it.as_str().unwrap().chars();
                (place(both.next().unwrap()), place(both.next().unwrap()))
            })
            .collect();
        let labels = label_grounded(args.len(), &attacks);
        for (key, label) in [
            ("in", Label::In),
            ("out", Label::Out),
            ("undec", Label::Undecided),
        ] {
            for name in case[key].as_array().unwrap() {
                let at = place(name.as_str().unwrap().chars().next().unwrap());
                assert_eq!(labels[at as usize], label, "{case}");
            }
        }
    }
}

#[test]
fn a_reason_is_as_strong_as_its_weakest_premise_and_what_undercuts_it_lets_it_be() {
    let expected = &values()["map_to_qbaf_worked_example"]["results"]["min"];
    // c, r, p, q, u, o, x: r stands on p and q and is undercut by u; o stands on x.
    let base = vec![0.5, 0.8, 0.9, 0.6, 0.7, 0.8, 0.5];
    let framework = Framework::new(
        base,
        &[(1, 0)],
        &[(4, 1), (5, 0)],
        &[(2, 1), (3, 1), (6, 5)],
    );
    for (semantics, theirs) in &NAMES[..2] {
        let strengths = solve(&framework, *semantics).strengths;
        let given = |key: &str| expected[*theirs][key].as_f64().unwrap();
        assert!((strengths[1] - given("r")).abs() < 1e-9, "{theirs}");
        assert!((strengths[0] - given("c")).abs() < 1e-9, "{theirs}");
    }
}

type Edges = Vec<(u32, u32)>;

fn any_framework() -> impl Strategy<Value = (Vec<f64>, Edges, Edges, Edges)> {
    (1..9_u32).prop_flat_map(|n| {
        let edge = (0..n, 0..n);
        (
            prop::collection::vec(0.0..=1.0_f64, n as usize),
            prop::collection::vec(edge.clone(), 0..9),
            prop::collection::vec(edge.clone(), 0..9),
            prop::collection::vec(edge, 0..3),
        )
    })
}

proptest! {
    #[test]
    fn strengths_stay_in_range_and_do_not_ask_for_an_order(
        (base, supports, attacks, gates) in any_framework(),
    ) {
        for semantics in Semantics::ALL {
            let framework = Framework::new(base.clone(), &supports, &attacks, &gates);
            let solved = solve(&framework, semantics);
            prop_assert!(solved.strengths.iter().all(|it| (0.0..=1.0).contains(it)));
            let turned = |edges: &[(u32, u32)]| -> Vec<(u32, u32)> { edges.iter().rev().copied().collect() };
            let other = Framework::new(base.clone(), &turned(&supports), &turned(&attacks), &turned(&gates));
            prop_assert_eq!(solve(&other, semantics), solved);
        }
    }

    #[test]
    fn one_more_supporter_makes_nothing_weaker_and_one_more_attacker_nothing_stronger(
        base in prop::collection::vec(0.0..=1.0_f64, 6),
        edges in prop::collection::vec((1..6_u32, any::<bool>()), 0..5),
        further in 1..6_u32,
    ) {
        for semantics in Semantics::ALL {
            let of = |is_support: bool, more: &[(u32, u32)]| -> Vec<(u32, u32)> {
                let own = edges.iter().filter(|edge| edge.1 == is_support);
                own.map(|edge| (edge.0, 0)).chain(more.iter().copied()).collect()
            };
            let strength = |supports: &[(u32, u32)], attacks: &[(u32, u32)]| {
                let framework = Framework::new(base.clone(), &of(true, supports), &of(false, attacks), &[]);
                solve(&framework, semantics).strengths[0]
            };
            let before = strength(&[], &[]);
            prop_assert!(strength(&[(further, 0)], &[]) >= before - 1e-12);
            prop_assert!(strength(&[], &[(further, 0)]) <= before + 1e-12);
        }
    }

    #[test]
    fn every_map_is_weighed_and_its_linchpins_are_found(document in any_document()) {
        let graph = Graph::of(&document);
        let scores = Scores::default();
        let strengths = Strengths::of(&document, &graph, &scores, []);
        for node in 0..graph.n_nodes() as u32 {
            let semantics = Semantics::DfQuad;
            let Some(conclusion) =
                find_conclusion(&graph, &strengths, semantics, Some(node))
            else {
                continue;
            };
            let found = find_linchpins(&graph, &strengths, &standing(&document), semantics, &conclusion);
            prop_assert!(found.blows.iter().all(|blow| (0.0..=1.0).contains(&blow.without)));
            for blow in &found.blows {
                prop_assert!(!explain_blow(&document, &found, blow).is_empty());
            }
            prop_assert!(!explain(&document, &strengths, &scores, semantics, conclusion.at).is_empty());
        }
    }
}

/// What stands with nothing struck out.
fn standing(document: &Document) -> Acceptance {
    let graph = Graph::of(document);
    let scores = Scores::default();
    Acceptance::of(
        document,
        &graph,
        &scores,
        Standard::default(),
        false,
        |_| false,
    )
}

fn find_of(document: &Document, id: &str) -> (Strengths, Conclusion, Linchpins) {
    let graph = Graph::of(document);
    let strengths = Strengths::of(document, &graph, &Scores::default(), []);
    let semantics = Semantics::DfQuad;
    let chosen = graph.node(id);
    let conclusion = find_conclusion(&graph, &strengths, semantics, chosen).unwrap();
    let found = find_linchpins(
        &graph,
        &strengths,
        &standing(document),
        semantics,
        &conclusion,
    );
    (strengths, conclusion, found)
}

fn weigh(document: &Document, id: &str) -> Linchpins {
    find_of(document, id).2
}

fn names(found: &[Argument]) -> Vec<String> {
    found.iter().map(|it| Id::to_string(it.id())).collect()
}

#[test]
fn what_alone_carries_a_conclusion_is_its_linchpin() {
    let map = read_map(
        "claim c\nclaim reason\nevidence e\nclaim aside\nr: reason supports c\ns: e supports reason\na: aside supports c\n",
    );
    let found = weigh(&map, "c");
    let blow = |id: &str| {
        found
            .blows
            .iter()
            .find(|it| it.argument.id().as_str() == id)
            .unwrap()
    };
    assert!(found.strength > found.base);
    assert!(blow("e").tests.contains(&Test::Unsupported));
    // The evidence and the claim that it stands under: with either gone nothing stands.
    assert!(blow("reason").tests.contains(&Test::Unsupported));
    assert!(!blow("e").is_single_point && !blow("reason").is_single_point);
    assert!(blow("aside").tests.is_empty());
    assert!(found.blows[0].change.abs() >= found.blows[1].change.abs());
}

#[test]
fn one_piece_of_evidence_right_below_is_the_single_point_of_failure() {
    let map = read_map("claim c\nevidence e\nclaim idle\nr: e supports c\ni: idle supports c\n");
    let found = weigh(&map, "c");
    let single: Vec<&str> = found
        .blows
        .iter()
        .filter(|it| it.is_single_point)
        .map(|it| it.argument.id().as_str())
        .collect();
    assert_eq!(single, ["e"]);
}

#[test]
fn two_that_carry_it_together_are_found_as_the_smallest_set() {
    let map = read_map(
        "claim c\nevidence e\nevidence f\nclaim o\nr: e supports c\ns: f supports c\nt: o opposes c\n",
    );
    let found = weigh(&map, "c");
    assert!(found.strength > 0.5);
    let set = names(&found.smallest_set);
    assert!(
        !set.is_empty() && set.iter().all(|id| id == "e" || id == "f"),
        "{set:?}"
    );
}

#[test]
fn strengths_have_words() {
    assert_eq!(word_for(0.0), "weighed-very-weak");
    assert_eq!(word_for(0.5), "weighed-open");
    assert_eq!(word_for(1.0), "weighed-very-strong");
}

#[test]
fn what_nothing_is_said_about_is_not_robust_and_nothing_is_ever_certain() {
    let map = read_map(
        "claim c\nclaim bare\nclaim d\nevidence a\nevidence b\nevidence e\nevidence f\nevidence g\n\
         r: a supports c\ns: b supports c\nt: e supports c\nu: f supports c\nv: g supports c\n",
    );
    let graph = Graph::of(&map);
    let strengths = Strengths::of(&map, &graph, &Scores::default(), []);
    let at = |id: &str| {
        strengths
            .weighed()
            .of_node(graph.node(id).unwrap())
            .unwrap()
    };
    assert!(!strengths.is_robust(at("bare")) && strengths.is_robust(at("c")));
    let solved = &strengths.solved(Semantics::DfQuad).strengths;
    assert!(solved[at("c")] <= 0.99 && solved[at("c")] > 0.9);
}

#[test]
fn a_link_without_premises_says_nothing() {
    let mut map = read_map("claim c\n");
    let link = linchpin::model::Link::new(
        Id::parse("l").unwrap(),
        Relation::Supports,
        Vec::new(),
        Id::parse("c").unwrap(),
    );
    map.load_link(link).unwrap();
    let graph = Graph::of(&map);
    let strengths = Strengths::of(&map, &graph, &Scores::default(), []);
    let own = strengths.of_node(Semantics::DfQuad, graph.node("c").unwrap());
    assert!((own.unwrap() - 0.5).abs() < 1e-12);
}

#[test]
fn taking_one_thing_out_is_the_same_as_solving_anew() {
    proptest!(|(document in any_document(), struck in any::<prop::sample::Index>())| {
        let graph = Graph::of(&document);
        let struck = struck.index(graph.n_nodes() + 1);
        let out = document.nodes().rows().get(struck).map(|node| &node.id);
        let strengths = Strengths::of(&document, &graph, &Scores::default(), out);
        let weighed = strengths.weighed();
        let out = weighed.of_node(struck as u32);
        for node in 0..graph.n_nodes() as u32 {
            let Some(conclusion) =
                find_conclusion(&graph, &strengths, Semantics::DfQuad, Some(node))
            else {
                continue;
            };
            let found =
                find_linchpins(&graph, &strengths, &standing(&document), Semantics::DfQuad, &conclusion);
            for blow in &found.blows {
                let at = blow.at;
                let all: Vec<usize> = out.into_iter().chain([at]).collect();
                let anew = solve_without(&weighed.framework, Semantics::DfQuad, &all);
                prop_assert!((anew.strengths[conclusion.at] - blow.without).abs() < 1e-9);
            }
        }
    });
}

#[test]
fn what_no_standing_reason_can_do_without_is_found_as_by_taking_everything_out() {
    proptest!(|(document in any_document())| {
        let graph = Graph::of(&document);
        let scores = Scores::default();
        let strengths = Strengths::of(&document, &graph, &scores, []);
        let standing = standing(&document);
        // By brute force: the box is struck out, and everything is labelled anew.
        let has_reason = |node: u32, out: Option<&Id>| {
            let is_struck = |id: &Id| Some(id) == out;
            let standard = Standard::default();
            let all = Acceptance::of(&document, &graph, &scores, standard, false, is_struck);
            let links = graph.links_to(End::Node(node)).iter();
            let mut links = links.filter(|&&link| *graph.relation(link) == Relation::Supports);
            links.any(|&link| {
                all.is_step_standing(link)
            })
        };
        for node in 0..graph.n_nodes() as u32 {
            let Some(conclusion) =
                find_conclusion(&graph, &strengths, Semantics::DfQuad, Some(node))
            else {
                continue;
            };
            let node = conclusion.node;
            let found =
                find_linchpins(&graph, &strengths, &standing, Semantics::DfQuad, &conclusion);
            for blow in &found.blows {
                let Argument::Node(id) = &blow.argument else { continue };
                let needs = has_reason(node, None) && !has_reason(node, Some(id));
                prop_assert_eq!(blow.tests.contains(&Test::Unsupported), needs, "{}", id);
            }
        }
    });
}

#[test]
fn a_question_shows_its_leading_answer_what_lets_another_lead_and_by_how_much_it_leads() {
    let map = read_map(
        "question q\nclaim yes\nclaim no\nevidence e\nevidence f\nclaim o\na: yes answers q\nb: no answers q\n\
         r: e supports yes\ns: f supports no\nt: o opposes no\n",
    );
    let (_, conclusion, found) = find_of(&map, "q");
    let graph = Graph::of(&map);
    assert_eq!(Some(conclusion.node), graph.node("yes"));
    assert!(found.margin.unwrap() > 0.0);
    let overtakes = found
        .pins()
        .filter(|blow| blow.tests.contains(&Test::Overtaken));
    let ids: Vec<&str> = overtakes.map(|blow| blow.argument.id().as_str()).collect();
    assert!(ids.contains(&"e"), "{ids:?}");
    // Asked about the whole map, the answer is the same.
    let strengths = Strengths::of(&map, &graph, &Scores::default(), []);
    let whole = find_conclusion(&graph, &strengths, Semantics::DfQuad, None);
    assert_eq!(whole, Some(conclusion));
}

#[test]
fn that_a_conclusion_rests_on_one_source_is_said() {
    use linchpin::model::{Citation, Grade};
    use linchpin::reason::strength::explain_conclusion;
    let say = |map: &Document| {
        let (strengths, conclusion, found) = find_of(map, "c");
        explain_conclusion(map, &strengths, &conclusion, &found).join(" ")
    };
    let one = "claim c\nevidence e\nr: e supports c\n";
    assert!(say(&read_map(one)).contains("one piece of evidence alone: “e”"));
    let graded = crate::model::notation::with_node(&read_map(one), "e", |node| {
        node.grade = Some(Box::new(Grade {
            reliability: "C".into(),
            credibility: "3".into(),
            ..Grade::default()
        }));
    });
    assert!(say(&graded).contains("one source alone, graded C3: “e”"));
    let mut two = read_map("claim c\nevidence e\nevidence f\nr: e supports c\ns: f supports c\n");
    assert!(!say(&two).contains("one source"));
    for id in ["e", "f"] {
        two = crate::model::notation::with_node(&two, id, |node| {
            node.citations = [Citation {
                title: "The survey".to_owned(),
                ..Citation::default()
            }]
            .into();
        });
    }
    assert!(
        say(&two)
            .contains("All 2 pieces of evidence that carry it go back to one source: The survey")
    );
}

#[test]
fn what_would_turn_a_conclusion_turns_it_and_a_little_less_does_not() {
    let map = read_map("claim c\nevidence e\nr: e supports c\n");
    let (strengths, conclusion, found) = find_of(&map, "c");
    assert!(found.strength > 0.5);
    let framework = &strengths.weighed().framework;
    for semantics in Semantics::ALL {
        let solved = strengths.solved(semantics);
        let Turning::Against(least) = find_turning(framework, semantics, solved, conclusion.at)
        else {
            panic!("one strong reason against it turns it")
        };
        let with = |further: f64| {
            let own = framework.base(conclusion.at);
            let reason = strengths.weighed().of_link(0).unwrap();
            let others = [(solved.strengths[reason], true), (further, false)];
            semantics.weigh(own, others.into_iter())
        };
        assert!(
            with(least) <= 0.5 && with(least - 0.005) > 0.5,
            "{semantics:?}"
        );
    }
}

#[test]
fn sampled_shares_are_within_their_bound_of_the_exact_ones() {
    let map = read_map(
        "claim c\nevidence e\nevidence f\nclaim o\nclaim p\nr: e supports c\ns: f supports c\nt: o opposes c\nu: p supports o\n",
    );
    let (strengths, conclusion, found) = find_of(&map, "c");
    let framework = &strengths.weighed().framework;
    let of: Vec<usize> = found.blows.iter().map(|blow| blow.at).collect();
    for semantics in Semantics::ALL {
        let shares = Shares::new(framework, semantics, strengths.is_out(), conclusion.at);
        let exact = shares.find_shapley(&of).unwrap();
        let sampled = shares.sample_shapley(&of);
        assert!(sampled.error < 0.1 && sampled.n_orders > 1_000);
        for (exact, sampled_one) in exact.iter().zip(&sampled.shares) {
            assert!(
                (exact - sampled_one).abs() < sampled.error,
                "{exact} {sampled_one}"
            );
        }
        assert_eq!(shares.sample_shapley(&of), sampled);
    }
}

#[test]
fn a_box_that_is_struck_out_counts_for_nothing_and_neither_does_what_stands_on_it() {
    let map = read_map("claim c\nevidence e\nevidence f\nr: e f supports c\n");
    let graph = Graph::of(&map);
    let of = |struck: Option<&str>| {
        let struck = struck.map(|id| Id::parse(id).unwrap());
        let strengths = Strengths::of(&map, &graph, &Scores::default(), &struck);
        strengths
            .of_node(Semantics::DfQuad, graph.node("c").unwrap())
            .unwrap()
    };
    assert!(of(None) > 0.6);
    assert!((of(Some("f")) - 0.5).abs() < 1e-12);
}

/// Which boxes are struck out at a step of a script: another few at each.
fn list_struck_at(step: usize, document: &Document) -> Vec<Id> {
    let nodes = document.nodes().iter().enumerate();
    let is_struck = |at: usize| (at + step).is_multiple_of(7) && !step.is_multiple_of(3);
    let struck = nodes.filter(|(at, _)| is_struck(*at));
    struck.map(|(_, node)| node.id.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn strengths_kept_up_with_edits_and_strikes_are_those_found_anew(
        document in any_document(),
        script in any_script(24),
    ) {
        let scores = Scores::default();
        let other = Scores {
            claim: 0.4,
            ..Scores::default()
        };
        let mut desk = Desk::new(document);
        let mut kept = Strengths::of(desk.document(), desk.editor.graph(), &scores, []);
        for (nth, step) in script.iter().enumerate() {
            take_step(&mut desk, step);
            let (document, graph) = (desk.document(), desk.editor.graph());
            let scores = if nth % 5 == 4 { &other } else { &scores };
            let struck = list_struck_at(nth, document);
            kept.update(document, graph, scores, &struck);
            prop_assert_eq!(&kept, &Strengths::of(document, graph, scores, &struck), "{:?}", step);
        }
    }
}
