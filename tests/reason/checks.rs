//! The checks: each trips on its example and not on the one beside it, and what is kept up with
//! edits is what a fresh look finds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use linchpin::model::{Document, End, Graph, Id, Kind, Relation, Role, find_role};
use linchpin::reason::checks::{
    ALL, Finding, Findings, Marked, Profile, Repair, Scheme, Severity, read_example,
};
use linchpin::text::Lexicon;
use proptest::prelude::*;

use crate::edit::desk::Desk;
use crate::edit::script::{any_script, take_step};
use crate::model::graph::any_document;

fn class() -> &'static Profile {
    Profile::named("class").unwrap()
}

fn look(document: &Document) -> Vec<Finding> {
    Findings::of(document, &Arc::new(Graph::of(document)), class()).to_vec()
}

fn look_at(map: &str) -> Vec<Finding> {
    look(&read_example(map).unwrap())
}

fn of<'a>(findings: &'a [Finding], check: &str) -> Vec<&'a Finding> {
    findings.iter().filter(|it| it.check == check).collect()
}

#[test]
fn every_check_trips_on_its_example_and_not_on_the_one_beside_it() {
    for check in ALL {
        let (trips, passes) = (look_at(check.trips), look_at(check.passes));
        assert!(!of(&trips, check.id).is_empty(), "{}", check.id);
        assert_eq!(of(&passes, check.id), [] as [&Finding; 0], "{}", check.id);
    }
}

#[test]
fn every_check_and_finding_has_words() {
    for check in ALL {
        assert_ne!(check.title(), format!("check-{}", check.id));
        assert!(check.help().ends_with('.'), "{}", check.id);
        assert!(!check.source.is_empty());
        let document = read_example(check.trips).unwrap();
        for finding in of(&look(&document), check.id) {
            let told = finding.explain(&document);
            assert!(told.contains(' ') && !told.contains("finding-"), "{told}");
            assert!(told.contains('“'), "it names the boxes: {told}");
        }
    }
}

#[test]
fn ids_are_unique_and_profiles_name_checks_that_are_there() {
    for (at, check) in ALL.iter().enumerate() {
        assert!(ALL[..at].iter().all(|other| other.id != check.id));
    }
    for profile in Profile::all() {
        for id in profile.named_checks() {
            assert!(ALL.iter().any(|check| check.id == id), "{id}");
        }
    }
    let quiet = Profile::named("quiet").unwrap();
    let heavy = |check: &str| quiet.severity(check).unwrap() <= Severity::Warning;
    assert!(quiet.checks().all(|check| heavy(check.id)));
    assert_eq!(class().checks().count(), ALL.len());
}

#[test]
fn a_map_just_begun_and_a_plain_map_are_left_alone_by_the_standard_profile() {
    let standard = &Profile::all()[0];
    for map in [
        "",
        "claim a | The bridge must be closed.",
        "claim a | The bridge must be closed.
         evidence e | A gauge shows 12 cm of play.
         l: e supports a",
    ] {
        let document = read_example(map).unwrap();
        let graph = Arc::new(Graph::of(&document));
        assert_eq!(
            Findings::of(&document, &graph, standard).to_vec(),
            [],
            "{map}"
        );
    }
}

#[test]
fn inflected_words_hold_hands_in_four_languages() {
    for (language, a, b) in [
        ("en", "argument", "arguments"),
        ("es", "puente", "puentes"),
        ("fr", "continuer", "continue"),
        ("de", "brücke", "brücken"),
    ] {
        let lexicon = Lexicon::named(language).unwrap();
        let stem = |word: &str| lexicon.list_terms(word)[0].stem.clone();
        assert_eq!(stem(a), stem(b), "{language}");
    }
    let found = look_at(
        "language = es
         claim c | El puente es peligroso.
         claim a | Los puentes se mueven.
         claim b | Moverse es muy peligroso.
         l: a b supports c",
    );
    assert_eq!(of(&found, "rabbit"), [] as [&Finding; 0]);
}

#[test]
fn a_circle_is_shown_in_the_order_of_arguing_and_once() {
    let found = look_at(
        "claim x | Aside.
         claim a | A.
         claim b | B.
         claim c | C.
         l: a supports b
         m: b supports c
         n: c supports a
         o: x supports a",
    );
    let circles = of(&found, "circular-reasoning");
    let on: Vec<&str> = circles[0].on.iter().map(Id::as_str).collect();
    assert_eq!((circles.len(), on), (1, vec!["a", "b", "c"]));
}

#[test]
fn a_number_or_a_denial_more_is_another_claim() {
    let pair = |a: &str, b: &str| {
        let map = format!("claim a | {a}\nclaim b | {b}");
        !of(&look_at(&map), "repeated-wording").is_empty()
    };
    let old = "The old bridge sways in the evening wind.";
    assert!(pair(old, "In the evening wind the old bridge is swaying!"));
    assert!(!pair(
        old,
        "The old bridge never sways in the evening wind."
    ));
    assert!(!pair(
        "The county spent 40 million on bridges and roads.",
        "The county spent 50 million on bridges and roads."
    ));
}

#[test]
fn thousands_of_equal_wordings_are_one_finding_each() {
    let mut map = String::new();
    for n in 0..3000 {
        map += &[
            "claim n",
            &n.to_string(),
            " | The old bridge sways in the wind.\n",
        ]
        .concat();
    }
    assert_eq!(of(&look_at(&map), "repeated-wording").len(), 2999);
}

#[test]
fn a_critical_question_is_open_until_it_is_answered() {
    let scheme = Scheme::named("Argument from Expert Opinion").unwrap();
    assert_eq!(scheme.id, "expert-opinion");
    let map = "claim c | The bridge is safe.
               evidence e | Engineer Ames says so.
               l: e supports c
               l.scheme = expert-opinion";
    let found = look_at(map);
    let [finding] = of(&found, "open-critical-question")[..] else {
        panic!("{found:?}");
    };
    assert_eq!(finding.words, scheme.questions);
    let Some(Repair::AddBox { text, .. }) = finding.repair.as_deref() else {
        panic!("{finding:?}");
    };
    let asked = format!("{map}\nquestion q | {text}\nm: q asks l");
    assert_eq!(
        of(&look_at(&asked), "open-critical-question")[0]
            .words
            .len(),
        scheme.questions.len()
    );
    let answered = format!("{asked}\nclaim a | He is the best.\nn: a answers q");
    assert_eq!(
        of(&look_at(&answered), "open-critical-question")[0].words,
        scheme.questions[1..]
    );
}

#[test]
fn a_line_of_an_example_that_says_nothing_is_an_error() {
    for line in [
        "claim",
        "a.weight = 3",
        "l: a",
        "claim a b | x",
        "l: supports",
    ] {
        assert!(read_example(line).is_err(), "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn findings_kept_up_with_edits_are_those_of_a_fresh_look(
        document in any_document(),
        script in any_script(24),
    ) {
        let mut desk = Desk::new(document);
        let mut kept = Findings::of(desk.document(), desk.editor.graph(), class());
        for step in &script {
            take_step(&mut desk, step);
            kept.update(desk.document(), desk.editor.graph());
            let fresh = Findings::of(desk.document(), desk.editor.graph(), class());
            prop_assert_eq!(kept.to_vec(), fresh.to_vec(), "{:?}", step);
        }
    }

    #[test]
    fn marks_go_with_their_boxes_whatever_comes_and_goes(
        document in any_document(),
        script in any_script(24),
    ) {
        let mut desk = Desk::new(document);
        let mut marked = mark(&desk);
        let as_found = by_id(&desk, &marked);
        let mut left: BTreeSet<Id> = as_found.keys().cloned().collect();
        for step in &script {
            take_step(&mut desk, step);
            marked.follow(desk.document());
            prop_assert_eq!(marked.gravest().len(), desk.document().nodes().len());
            // What was deleted comes back without a mark, until it is looked at again.
            left.retain(|id| desk.document().nodes().contains(id.as_str()));
            let expected = as_found.iter().filter(|(id, _)| left.contains(*id));
            let expected = expected.map(|(id, &severity)| (id.clone(), severity)).collect();
            prop_assert_eq!(by_id(&desk, &marked), expected, "{:?}", step);
        }
    }

    #[test]
    fn a_claim_hangs_on_what_it_does_not_stand_without(document in any_document()) {
        let graph = Arc::new(Graph::of(&document));
        let found = Findings::of(&document, &graph, class()).to_vec();
        let hangs = found.iter().filter(|it| it.check == "linchpin");
        let hangs: BTreeSet<(u32, u32)> = hangs
            .map(|it| (graph.node(it.on[0].as_str()).unwrap(), graph.node(it.on[1].as_str()).unwrap()))
            .collect();
        let mut expected = BTreeSet::new();
        let nodes = 0..graph.n_nodes() as u32;
        for claim in nodes.clone() {
            let is_asked = matches!(find_role(&graph, claim), Some(Role::MainClaim | Role::Hypothesis));
            if !is_asked || !stands_without(&document, &graph, claim, None) {
                continue;
            }
            let falls = |&it: &u32| it != claim && !stands_without(&document, &graph, claim, Some(it));
            let grounds = nodes.clone().filter(|&it| is_ground(&document, it)).filter(falls);
            expected.extend(grounds.map(|it| (claim, it)));
        }
        prop_assert_eq!(hangs, expected);
    }

    #[test]
    fn no_word_trips_a_stemmer(text in "\\PC{0,40}") {
        for language in ["en", "es", "fr", "de"] {
            Lexicon::named(language).unwrap().list_terms(&text);
        }
        look_at(&format!("claim a | {}.", text.replace(['\n', '|', '='], " ")));
    }
}

fn mark(desk: &Desk) -> Marked {
    let (document, graph) = (desk.document(), desk.editor.graph());
    let found = Findings::of(document, graph, class()).to_vec();
    let told = found
        .iter()
        .filter_map(|it| Some((class().severity(it.check)?, it)));
    let marked = Marked::of(document, graph, told.clone());
    let mut expected = BTreeMap::new();
    for (severity, finding) in told {
        for id in finding.marked(document) {
            let gravest = expected.entry(id.clone()).or_insert(severity);
            *gravest = severity.min(*gravest);
        }
    }
    assert_eq!(by_id(desk, &marked), expected);
    marked
}

fn by_id(desk: &Desk, marked: &Marked) -> BTreeMap<Id, Severity> {
    let marks = desk.document().nodes().iter().zip(marked.gravest());
    let marks = marks.filter_map(|(node, mark)| Some((node.id.clone(), (*mark)?)));
    marks.collect()
}

fn is_ground(document: &Document, node: u32) -> bool {
    let record = &document.nodes().rows()[node as usize];
    record.kind == Kind::Evidence || record.assumption.is_some()
}

/// Whether chains of reasons carry a claim with one box left out, by taking steps until none is left.
fn stands_without(document: &Document, graph: &Graph, claim: u32, out: Option<u32>) -> bool {
    let nodes = 0..graph.n_nodes() as u32;
    let stands_alone = |node: u32| node != claim && is_ground(document, node);
    let mut stands: BTreeSet<u32> = nodes.filter(|&it| stands_alone(it)).collect();
    let take = |stands: &BTreeSet<u32>| {
        let mut links = 0..graph.n_links() as u32;
        links.find_map(|link| {
            let premises = graph.premises(link);
            let carries = *graph.relation(link) == Relation::Supports
                && !premises.is_empty()
                && premises
                    .iter()
                    .all(|it| stands.contains(it) && Some(*it) != out);
            match graph.target(link) {
                Some(End::Node(to)) if carries && !stands.contains(&to) => Some(to),
                _ => None,
            }
        })
    };
    while let Some(node) = take(&stands) {
        stands.insert(node);
    }
    stands.contains(&claim)
}
