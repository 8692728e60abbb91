//! What is written in a two-way format and read again is the same map, but for what the format
//! says that it does not hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use linchpin::edit::Fragment;
use linchpin::format::{self, ExportRequest, Feature, Format, Import, native};
use linchpin::layout::ViewState;
use linchpin::model::{
    Document, Id, Kind, Link, Node, Relation, Target, Time, check_relation, find_breaches,
};
use proptest::prelude::*;

/// Wordings that mean something to one format or another.
const AWKWARD: &[&str] = &[
    "Plain words.",
    "See https://example.org//a/b?c=d&e=f#g",
    "[sic] and [1] and [a](b)",
    "<b>bold</b> & </node> <!-- no -->",
    "#5 is no tag, nor is #(this)",
    "`code` and ```more```",
    "\"double\" and 'single'",
    "two\nlines",
    "שלום עולם, مرحبا",
    "emoji 😀 and ❤",
    "a {b: 1} c } d",
    "- minus",
    "+ plus",
    "1. list",
    "(1) one",
    "Pro: a word",
    "* star * and **bold**",
    "_under_ and __more__",
    "back \\ slash \\n",
    "@mention @[x] @<y>",
    "a.b.c :d: .^. :heart:",
    "-> see +> there <- and _> on",
    "=SUM(A1:A9)",
    "Is it so?",
    "// no comment /* nor this */",
    "&amp; &lt; &#10; &nbsp;",
    "tab\tinside",
    "----",
    "===",
    "**Q:** what",
    "-> See 1.2.",
    "Sources:",
    "Speaker: words",
    "%APPLICATION% $HOME",
    "two  spaces",
];

/// A lawful map: boxes, reasons of one to three premises, links onto links, links across.
fn any_map() -> impl Strategy<Value = Document> {
    let node = (
        0..4usize,
        0..AWKWARD.len(),
        0..AWKWARD.len() * 3,
        any::<bool>(),
    );
    let link = (
        any::<[u16; 4]>(),
        1..4usize,
        0..Relation::ALL.len(),
        any::<bool>(),
        any::<bool>(),
    );
    (
        prop::collection::vec(node, 1..9),
        prop::collection::vec(link, 0..10),
    )
        .prop_map(|(nodes, links)| {
            let id = |text: String| Id::parse(&text).unwrap();
            let mut document = Document::new(id("m-1".to_owned()), Time::from_unix(1));
            let kinds = [Kind::Question, Kind::Claim, Kind::Evidence, Kind::Note];
            for (at, (kind, text, note, is_tagged)) in nodes.iter().enumerate() {
                let text = AWKWARD[*text];
                let mut node = Node::new(id(format!("n-{at}")), kinds[*kind].clone(), text);
                let words = AWKWARD.get(*note).copied().unwrap_or_default();
                words.clone_into(&mut node.note);
                if *is_tagged {
                    node.tags = vec!["alpha".to_owned(), "beta gamma".to_owned()];
                }
                document.load_node(node).unwrap();
            }
            for (at, (dice, n, relation, is_onto, has_scheme)) in links.into_iter().enumerate() {
                add_link(&mut document, at, dice, n, relation, is_onto, has_scheme);
            }
            assert_eq!(find_breaches(&document), []);
            document
        })
}

fn add_link(
    document: &mut Document,
    at: usize,
    dice: [u16; 4],
    n: usize,
    relation: usize,
    is_onto: bool,
    has_scheme: bool,
) {
    let rows = document.nodes().rows();
    let mut from: Vec<Id> = Vec::new();
    for &die in &dice[..n] {
        let premise = rows[die as usize % rows.len()].id.clone();
        if !from.contains(&premise) {
            from.push(premise);
        }
    }
    let links = document.links().rows();
    let to = if is_onto && !links.is_empty() {
        links[dice[3] as usize % links.len()].id.clone()
    } else {
        rows[dice[3] as usize % rows.len()].id.clone()
    };
    let relation = Relation::ALL[relation].clone();
    let target = document.nodes().get(to.as_str());
    let target = target.map_or(Target::Link, |node| Target::Node(&node.kind));
    let is_lawful = from.iter().all(|premise| {
        let node = document.nodes().get(premise.as_str()).unwrap();
        check_relation(&relation, &node.kind, target).is_ok()
    });
    if !is_lawful || from.contains(&to) {
        return;
    }
    let id = Id::parse(&format!("l-{at}")).unwrap();
    let mut link = Link::new(id, relation, from, to);
    if has_scheme {
        "expert opinion".clone_into(&mut link.scheme);
    }
    document.load_link(link).unwrap();
}

/// What is compared of a map, without what a format does not hold.
#[derive(Debug, PartialEq)]
struct Shape {
    boxes: BTreeMap<String, [String; 4]>,
    links: BTreeMap<String, (String, BTreeSet<String>, String, String)>,
}

fn shape(nodes: &[Node], links: &[Link], holds: &[Feature]) -> Shape {
    let keep = |feature: Feature, text: String| {
        if holds.contains(&feature) {
            text
        } else {
            String::new()
        }
    };
    Shape {
        boxes: nodes
            .iter()
            .map(|node| {
                let all = [
                    keep(Feature::Kinds, node.kind.as_str().to_owned()),
                    node.text.clone(),
                    keep(Feature::Notes, node.note.clone()),
                    keep(Feature::Tags, node.tags.join(",")),
                ];
                (node.id.to_string(), all)
            })
            .collect(),
        links: links
            .iter()
            .map(|link| {
                let all = (
                    link.relation.as_str().to_owned(),
                    link.from.iter().map(Id::to_string).collect(),
                    link.to.to_string(),
                    keep(Feature::Schemes, link.scheme.clone()),
                );
                (link.id.to_string(), all)
            })
            .collect(),
    }
}

fn write(format: &Format, document: &Document) -> Vec<u8> {
    let request = ExportRequest {
        document: document.clone(),
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: linchpin::format::picture::Options::default(),
    };
    (format.write.unwrap())(&request).unwrap()
}

fn read_back(format: &Format, bytes: &[u8]) -> Fragment {
    let import = Import {
        name: "map",
        bytes,
        companion: None,
    };
    let text = String::from_utf8_lossy(bytes);
    let found = format::recognise(&import).map(|it| it.id);
    let read = format.import.unwrap().read;
    let imported = read(&import).unwrap_or_else(|error| panic!("{}: {error}\n{text}", format.id));
    assert!(
        found == Some(format.id) || format.id == "argdown",
        "taken for {found:?} rather than {}:\n{text}",
        format.id
    );
    imported.fragment
}

fn check(format: &Format, document: &Document) -> Result<(), TestCaseError> {
    let holds = format.holds.unwrap();
    let rows = |document: &Document| -> (Vec<Node>, Vec<Link>) {
        (
            document
                .nodes()
                .iter()
                .map(|it| it.as_ref().clone())
                .collect(),
            document
                .links()
                .iter()
                .map(|it| it.as_ref().clone())
                .collect(),
        )
    };
    let bytes = write(format, document);
    let back = read_back(format, &bytes);
    let (nodes, links) = rows(document);
    let before = shape(&nodes, &links, holds);
    let after = shape(&back.nodes, &back.links, holds);
    let text = String::from_utf8_lossy(&bytes);
    prop_assert_eq!(before, after, "{}:\n{}", format.id, text);
    Ok(())
}

fn two_way() -> impl Iterator<Item = &'static Format> {
    let both = format::ALL.iter();
    both.filter(|it| it.import.is_some() && it.write.is_some() && it.id != "kialo")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_map_comes_back_from_every_two_way_format(document in any_map()) {
        for format in two_way() {
            check(format, &document)?;
        }
    }
}

#[test]
fn every_sample_comes_back_from_every_two_way_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let samples = ["policy-op-ed/op-ed.argmap.json", "every-field.argmap.json"];
    let mut n = 0;
    for sample in samples {
        let Ok(bytes) = std::fs::read(folder.join(sample)) else {
            continue;
        };
        n += 1;
        let document = native::read(&bytes).unwrap().document;
        for format in two_way() {
            write(format, &document);
            read_back(format, &write(format, &document));
        }
    }
    assert!(n > 0);
}

#[test]
fn two_way_formats_are_there() {
    let ids: Vec<&str> = two_way().map(|format| format.id).collect();
    assert_eq!(
        ids,
        [
            "aif",
            "sadface",
            "json-canvas",
            "opml",
            "freeplane",
            "graphml",
            "argdown"
        ]
    );
}
