//! From documents to requests and display lists.

use std::collections::{HashMap, HashSet};

use linchpin::layout::build::{Plan, ViewState};
use linchpin::layout::measure::{FontMeasure, Measure as _};
use linchpin::layout::place;
use linchpin::layout::request::{Direction, WireEnd};
use linchpin::layout::scene::{Changed, Drawing, Hit, Overlay, Paint, Scene, Severity};
use linchpin::model::{
    Assumption, Confidence, Document, Graph, Id, Kind, Link, Node, Relation, Strength, Time,
};
use linchpin::theme::{Icon, Role, Shape};
use linchpin::words;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// A map with each kind, each relation, linked premises and an undercut.
fn sample() -> Document {
    let mut document = Document::new(id("m-1"), Time::from_unix(0));
    let mut add = |name: &str, kind: Kind, text: &str| {
        let mut node = Node::new(id(name), kind, text);
        node.implicit = name == "warrant";
        if name == "evidence" {
            node.assumption = Some(Assumption::Unclassed);
            node.tags.push("data".into());
            node.confidence = Some(Confidence::High);
        }
        document.load_node(node).unwrap();
    };
    add("main", Kind::Claim, "Trams pay for themselves");
    add(
        "premise",
        Kind::Claim,
        "They carry more people per metre of street than cars",
    );
    add(
        "warrant",
        Kind::Claim,
        "What carries more people earns more",
    );
    add("evidence", Kind::Evidence, "Counts in nine towns");
    add("objection", Kind::Claim, "Rails cost more than roads");
    add(
        "undercut",
        Kind::Claim,
        "People per metre is no measure of income",
    );
    add("question", Kind::Question, "Who paid for the counts?");
    add("note", Kind::Note, "Ask the town hall");
    add("other", Kind::from("axiom"), "Streets are finite");
    let mut link = |name: &str, relation: Relation, from: &[&str], to: &str| {
        let from = from.iter().map(|it| id(it)).collect();
        let mut link = Link::new(id(name), relation, from, id(to));
        link.strength = (name == "l-1").then(|| Strength::Word("strong".into()));
        document.load_link(link).unwrap();
    };
    link("l-1", Relation::Supports, &["premise", "warrant"], "main");
    link("l-2", Relation::Opposes, &["objection"], "main");
    link("l-3", Relation::Opposes, &["undercut"], "l-1");
    link("l-4", Relation::Supports, &["evidence"], "premise");
    link("l-5", Relation::Asks, &["question"], "evidence");
    link("l-6", Relation::Contradicts, &["objection"], "premise");
    link("l-7", Relation::Restates, &["other"], "warrant");
    link("l-8", Relation::Relates, &["evidence", "note"], "objection");
    link("l-9", Relation::from("prefers"), &["note"], "l-6");
    document
}

fn plan_of(document: &Document, view: &ViewState) -> (Graph, Plan) {
    let graph = Graph::of(document);
    let plan = Plan::of(document, &graph, view, FontMeasure::bundled());
    (graph, plan)
}

fn draw(document: &Document, view: &ViewState, overlay: &Overlay) -> (Plan, Scene) {
    let (graph, plan) = plan_of(document, view);
    let placement = place(&plan.request);
    let scene = Scene::of_all(&Drawing {
        document,
        graph: &graph,
        plan: &plan,
        placement: &placement,
        measure: FontMeasure::bundled(),
        words: words::of_map("en"),
        has_words: true,
        overlay,
    });
    (plan, scene)
}

fn texts(scene: &Scene) -> Vec<&str> {
    scene
        .items
        .iter()
        .filter_map(|item| match &item.paint {
            Paint::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn fold(names: &[&str]) -> ViewState {
    ViewState {
        folded: names.iter().map(|name| id(name)).collect(),
        ..ViewState::default()
    }
}

#[test]
fn every_node_and_link_of_a_map_is_in_its_scene() {
    let document = sample();
    for direction in [Direction::TopDown, Direction::LeftToRight] {
        let view = ViewState {
            direction,
            ..ViewState::default()
        };
        let (_, scene) = draw(&document, &view, &Overlay::default());
        let hits: Vec<Hit> = scene.items.iter().map(|item| item.hit).collect();
        assert!((0..9).all(|node| hits.contains(&Hit::Node(node))));
        assert!((0..9).all(|link| hits.contains(&Hit::Link(link))));
    }
}

#[test]
fn linked_premises_stand_in_one_unit_and_the_undercut_beside_them() {
    let (graph, plan) = plan_of(&sample(), &ViewState::default());
    let placement = place(&plan.request);
    assert_eq!(placement.brackets.len(), 1);
    let [premise, undercut] = ["premise", "undercut"].map(|name| {
        let node = graph.node(name).unwrap();
        placement.boxes[plan.box_of(node).unwrap()]
    });
    assert!(undercut.min.x > placement.brackets[0].rect.max.x);
    assert!(undercut.min.y < premise.max.y);
    let wire = plan.wire_of(graph.link("l-3").unwrap()).unwrap();
    assert!(placement.wires[wire].is_tree && placement.wires[wire].ends_on_wire);
}

#[test]
fn a_folded_branch_leaves_one_box_and_its_links_hang_on_it() {
    let document = sample();
    let (graph, plan) = plan_of(&document, &fold(&["premise"]));
    let premise = plan.box_of(graph.node("premise").unwrap()).unwrap() as u32;
    assert_eq!(plan.request.folded, [(premise, 2)]);
    assert_eq!(plan.box_of(graph.node("evidence").unwrap()), None);
    // The link within the branch is gone; the one that leaves it starts at the folded box.
    assert_eq!(plan.wire_of(graph.link("l-4").unwrap()), None);
    let wire = &plan.request.wires[plan.wire_of(graph.link("l-8").unwrap()).unwrap()];
    assert_eq!(wire.from.of(&plan.request.members)[0], premise);
    let (_, scene) = draw(&document, &fold(&["premise"]), &Overlay::default());
    assert!(texts(&scene).contains(&"+2"));
}

#[test]
fn a_link_to_a_link_that_is_folded_away_ends_at_the_folded_box() {
    let (graph, plan) = plan_of(&sample(), &fold(&["main"]));
    assert_eq!(plan.wire_of(graph.link("l-1").unwrap()), None);
    let main = plan.box_of(graph.node("main").unwrap()).unwrap() as u32;
    let wire = &plan.request.wires[plan.wire_of(graph.link("l-9").unwrap()).unwrap()];
    assert_eq!(wire.to, WireEnd::Box(main));
}

#[test]
fn signs_and_words_stand_beside_the_lines() {
    let (_, scene) = draw(&sample(), &ViewState::default(), &Overlay::default());
    let texts = texts(&scene);
    for sign in ["+", "−", "?", "≡", "≠", "because", "however", "asks"] {
        assert!(texts.contains(&sign), "{sign} is missing from {texts:?}");
    }
}

#[test]
fn an_implicit_premise_stands_in_square_brackets() {
    let (_, scene) = draw(&sample(), &ViewState::default(), &Overlay::default());
    assert!(texts(&scene).iter().any(|text| text.starts_with("[What")));
}

#[test]
fn a_long_wording_ends_in_an_ellipsis_until_it_is_opened() {
    let mut document = Document::new(id("m-1"), Time::from_unix(0));
    document
        .load_node(Node::new(id("long"), Kind::Claim, "many words ".repeat(80)))
        .unwrap();
    let (_, plan) = plan_of(&document, &ViewState::default());
    let most = Shape::bundled().boxes.max_lines;
    assert_eq!(plan.texts[0].n_lines(), most);
    assert!(plan.texts[0].line(most - 1).ends_with('…'));
    let opened = ViewState {
        opened: [id("long")].into(),
        ..ViewState::default()
    };
    let (_, plan) = plan_of(&document, &opened);
    assert!(plan.texts[0].n_lines() > most && !plan.texts[0].is_cut);
}

#[test]
fn text_stays_inside_its_box() {
    let document = sample();
    let (graph, plan) = plan_of(&document, &ViewState::default());
    let placement = place(&plan.request);
    let (_, scene) = draw(&document, &ViewState::default(), &Overlay::default());
    for item in &scene.items {
        if let (
            Hit::Node(node),
            Paint::Text {
                at, style, text, ..
            },
        ) = (item.hit, &item.paint)
        {
            use linchpin::layout::measure::Measure;
            let rect = placement.boxes[plan.box_of(node).unwrap()];
            let width = FontMeasure::bundled().advance(style.face, style.size, text);
            assert!(at.x >= rect.min.x && at.x + width <= rect.max.x, "{text}");
            assert!(at.y > rect.min.y && at.y < rect.max.y, "{text}");
        }
    }
    assert_eq!(graph.n_nodes(), placement.boxes.len());
}

#[test]
fn what_is_struck_out_is_lined_through_and_findings_and_strengths_show() {
    let document = sample();
    let overlay = Overlay {
        struck_out: HashSet::from_iter([1]),
        fallen: HashSet::default(),
        strengths: HashMap::from_iter([(0, 0.5)]),
        findings: vec![Some(Severity::Error)],
        ..Overlay::default()
    };
    let (_, scene) = draw(&document, &ViewState::default(), &overlay);
    let struck = scene.items.iter().filter(|item| item.hit == Hit::Node(1));
    let is_struck = struck.filter_map(|item| match &item.paint {
        Paint::Text { is_struck, .. } => Some(*is_struck),
        _ => None,
    });
    assert!(is_struck.into_iter().all(|it| it));
    let icon = scene
        .items
        .iter()
        .find_map(|item| match (&item.paint, item.hit) {
            (Paint::Icon { role, .. }, Hit::Node(0)) => Some(*role),
            _ => None,
        });
    assert_eq!(icon, Some(Role::Error));
}

#[test]
fn a_box_that_differs_from_another_copy_has_a_sign_at_its_corner() {
    let overlay = Overlay {
        changes: HashMap::from_iter([(0, Changed::New), (1, Changed::Altered)]),
        ..Overlay::default()
    };
    let (_, scene) = draw(&sample(), &ViewState::default(), &overlay);
    let signs: Vec<(Hit, Icon)> = scene
        .items
        .iter()
        .filter_map(|item| match &item.paint {
            Paint::Icon {
                role: Role::Accent,
                icon,
                ..
            } => Some((item.hit, *icon)),
            _ => None,
        })
        .collect();
    assert_eq!(
        signs,
        [(Hit::Node(0), Icon::Plus), (Hit::Node(1), Icon::Pencil)]
    );
}

#[test]
fn what_rests_on_nothing_that_stands_is_said_in_second_ink() {
    let inks = |overlay: &Overlay| -> Vec<(Role, bool)> {
        let (_, scene) = draw(&sample(), &ViewState::default(), overlay);
        let own = scene.items.iter().filter(|item| item.hit == Hit::Node(0));
        own.filter_map(|item| match &item.paint {
            Paint::Text {
                role, is_struck, ..
            } => Some((*role, *is_struck)),
            _ => None,
        })
        .collect()
    };
    let fallen = Overlay {
        fallen: HashSet::from_iter([0]),
        ..Overlay::default()
    };
    assert_eq!(inks(&Overlay::default())[0], (Role::Ink, false));
    assert_eq!(inks(&fallen)[0], (Role::SecondInk, false));
}

#[test]
fn an_empty_map_has_an_empty_scene() {
    let document = Document::new(id("m-1"), Time::from_unix(0));
    let (_, scene) = draw(&document, &ViewState::default(), &Overlay::default());
    assert!(scene.items.is_empty());
}

#[test]
fn every_link_of_a_random_map_is_drawn() {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};
    let link = (
        prop::collection::vec(0_usize..12, 1..4),
        0_usize..40,
        0_usize..7,
    );
    let map = (
        prop::collection::vec(link, 0..20),
        prop::collection::vec(0_usize..12, 0..3),
    );
    let config = Config {
        cases: 200,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&map, |(links, folded)| {
            let mut document = Document::new(id("m-1"), Time::from_unix(0));
            for at in 0..12 {
                let kind = Kind::ALL[at % Kind::ALL.len()].clone();
                document
                    .load_node(Node::new(id(&format!("n{at}")), kind, "words"))
                    .unwrap();
            }
            let n_links = links.len();
            for (at, (from, to, relation)) in links.into_iter().enumerate() {
                let from = from.iter().map(|it| id(&format!("n{it}"))).collect();
                let to = if to < 20 || n_links == 0 {
                    format!("n{}", to % 12)
                } else {
                    format!("l{}", to % n_links)
                };
                let relation = Relation::ALL[relation].clone();
                let link = Link::new(id(&format!("l{at}")), relation, from, id(&to));
                document.load_link(link).unwrap();
            }
            let folded: Vec<String> = folded.iter().map(|it| format!("n{it}")).collect();
            let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
            let (graph, plan) = plan_of(&document, &ViewState::default());
            prop_assert_eq!(plan.links.len(), graph.n_links());
            prop_assert_eq!(plan.nodes.len(), graph.n_nodes());
            let placed: Vec<u32> = plan
                .request
                .units
                .iter()
                .flat_map(|unit| unit.boxes.of(&plan.request.members))
                .copied()
                .collect();
            prop_assert_eq!(placed.len(), 12);
            let (plan, scene) = draw(&document, &fold(&folded), &Overlay::default());
            for &link in plan.links.iter() {
                prop_assert!(scene.items.iter().any(|item| item.hit == Hit::Link(link)));
            }
            prop_assert!(scene.bounds.width().is_finite());
            Ok(())
        })
        .unwrap();
}

#[test]
fn dashes_of_siblings_coincide_where_they_share_a_line() {
    let mut document = Document::new(id("m-1"), Time::from_unix(0));
    for name in ["main", "a", "b", "c", "d"] {
        let node = Node::new(id(name), Kind::Claim, name);
        document.load_node(node).unwrap();
    }
    for name in ["a", "b", "c", "d"] {
        let link = Link::new(
            id(&format!("l-{name}")),
            Relation::Opposes,
            vec![id(name)],
            id("main"),
        );
        document.load_link(link).unwrap();
    }
    let (_, scene) = draw(&document, &ViewState::default(), &Overlay::default());
    let starts: Vec<_> = scene
        .items
        .iter()
        .filter_map(|item| match &item.paint {
            Paint::Path { points, .. } => points.first().copied(),
            _ => None,
        })
        .collect();
    assert_eq!(starts.len(), 4);
    assert!(starts.iter().all(|start| *start == starts[0]));
}

#[test]
fn a_dotted_line_is_as_wide_as_its_dots_whatever_its_strength() {
    let mut document = Document::new(id("m-1"), Time::from_unix(0));
    for name in ["a", "b"] {
        let node = Node::new(id(name), Kind::Note, name);
        document.load_node(node).unwrap();
    }
    let mut link = Link::new(id("l-1"), Relation::Relates, vec![id("a")], id("b"));
    link.strength = Some(Strength::Number(1.0));
    document.load_link(link).unwrap();
    let (_, scene) = draw(&document, &ViewState::default(), &Overlay::default());
    let is_wide = |item: &linchpin::layout::scene::Item| match &item.paint {
        Paint::Path { line, .. } | Paint::Curve { line, .. } => line.width > 1.0,
        _ => false,
    };
    assert!(!scene.items.iter().any(is_wide));
}

#[test]
fn every_line_has_a_width_whatever_its_relation_and_strength() {
    for relation in Relation::ALL {
        for strength in [0.0, 0.3, 0.6, 1.0, -7.0, f64::MAX] {
            let mut document = Document::new(id("m-1"), Time::from_unix(0));
            for name in ["a", "b"] {
                let node = Node::new(id(name), Kind::Claim, name);
                document.load_node(node).unwrap();
            }
            let mut link = Link::new(id("l-1"), relation.clone(), vec![id("a")], id("b"));
            link.strength = Some(Strength::Number(strength));
            document.load_link(link).unwrap();
            let (_, scene) = draw(&document, &ViewState::default(), &Overlay::default());
            let widths = scene.items.iter().filter_map(|item| match &item.paint {
                Paint::Path { line, .. } | Paint::Curve { line, .. } => Some(line.width),
                _ => None,
            });
            let widths: Vec<f32> = widths.collect();
            assert!(!widths.is_empty());
            let all = widths.iter().all(|width| *width >= 1.0);
            assert!(all, "{relation:?} {strength}: {widths:?}");
        }
    }
}

#[test]
fn a_sign_that_is_not_seen_has_a_mark_where_it_stands() {
    let mut document = Document::new(id("m-1"), Time::from_unix(0));
    for (name, text) in [("a", "Trams pay\u{200b} well"), ("b", "Trams pay well")] {
        let node = Node::new(id(name), Kind::Claim, text);
        document.load_node(node).unwrap();
    }
    let (_, scene) = draw(&document, &ViewState::default(), &Overlay::default());
    let marks = scene.items.iter().filter_map(|item| match item.paint {
        Paint::Rect {
            rect,
            fill: Some(Role::Warning),
            ..
        } => Some((item.hit, rect)),
        _ => None,
    });
    let marks: Vec<_> = marks.collect();
    let [(hit, mark)] = marks[..] else {
        panic!("{marks:?}")
    };
    assert_eq!(hit, Hit::Node(0));
    let line = scene.items.iter().find_map(|item| match &item.paint {
        Paint::Text { at, style, .. } if item.hit == hit => Some((*at, *style)),
        _ => None,
    });
    let (at, style) = line.unwrap();
    let width = FontMeasure::bundled().advance(style.face, style.size, "Trams pay");
    assert!((mark.center().x - at.x - width).abs() < 0.01);
}
