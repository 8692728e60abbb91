//! What is written in a two-way format and read again is the same map, but for what the format
//! says that it does not hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use linchpin::edit::Fragment;
use linchpin::format::{self, ExportRequest, Feature, Format, Import, native};
use linchpin::layout::ViewState;
use linchpin::model::{
    Citation, Document, Extra, Graph, Id, Kind, Link, Node, Origin, Relation, Target, Time,
    check_relation, find_breaches,
};
use proptest::prelude::*;

use super::isomorphic;

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
                    node.tags = ["alpha".to_owned(), "beta gamma".to_owned()].into();
                    node.title = format!("Name {at}");
                    node.citations.push(Citation {
                        url: format!("https://example.org/{at}"),
                        quote: "As it is\nsaid.".to_owned(),
                        ..Citation::default()
                    });
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
    boxes: BTreeMap<String, [String; 6]>,
    links: BTreeMap<String, (String, BTreeSet<String>, String, String)>,
}

/// A map by the names that a file of that format has for its records.
fn shape(nodes: &[Arc<Node>], links: &[Arc<Link>], format: &Format) -> Shape {
    let holds = format.holds.unwrap();
    let keep = |feature: Feature, text: String| {
        if holds.contains(&feature) {
            text
        } else {
            String::new()
        }
    };
    let named = |origin: Option<&Origin>, id: &Id| match origin {
        Some(origin)
            if !origin.id.is_empty()
                && origin.format == family(format)
                && !WITHOUT_IDS.contains(&format.id) =>
        {
            origin.id.clone()
        }
        _ => id.to_string(),
    };
    let nodes_named = nodes
        .iter()
        .map(|it| (it.id.as_str(), named(it.origin.as_deref(), &it.id)));
    let links_named = links
        .iter()
        .map(|it| (it.id.as_str(), named(it.origin.as_deref(), &it.id)));
    let names: BTreeMap<&str, String> = nodes_named.chain(links_named).collect();
    let name = |id: &Id| names[id.as_str()].clone();
    let cite = |it: &Citation| {
        let address = if it.url.is_empty() {
            &it.title
        } else {
            &it.url
        };
        format!("{address} {}", it.quote)
    };
    Shape {
        boxes: nodes
            .iter()
            .map(|node| {
                let cited: Vec<String> = node.citations.iter().map(cite).collect();
                let all = [
                    keep(Feature::Kinds, node.kind.as_str().to_owned()),
                    node.text.clone(),
                    keep(Feature::Notes, node.note.clone()),
                    keep(Feature::Tags, node.tags.join(",")),
                    keep(Feature::Titles, node.title.clone()),
                    keep(Feature::Citations, cited.join("; ")),
                ];
                (name(&node.id), all)
            })
            .collect(),
        links: links
            .iter()
            .map(|link| {
                let all = (
                    link.relation.as_str().to_owned(),
                    link.from.iter().map(name).collect(),
                    name(&link.to),
                    keep(Feature::Schemes, link.scheme.clone()),
                );
                (name(&link.id), all)
            })
            .collect(),
    }
}

/// A map without what stands beside its tree.
fn prune(mut document: Document) -> Document {
    loop {
        let graph = Graph::of(&document);
        let mut rest = Document::new(document.meta().id.clone(), Time::from_unix(1));
        for node in document.nodes() {
            rest.load_node(node.clone()).unwrap();
        }
        for (at, link) in (0..).zip(document.links()) {
            let mut link = link.as_ref().clone();
            link.from.retain(|it| {
                let node = graph.node(it.as_str()).unwrap();
                graph.is_tree_link(at, node) && graph.target(at).is_some()
            });
            if !link.from.is_empty() {
                rest.load_link(link).unwrap();
            }
        }
        if rest == document {
            return rest;
        }
        document = rest;
    }
}

/// The format that origins name; what is wrapped differently has the ids of what is wrapped.
fn family(format: &Format) -> &str {
    match format.id {
        "xaif" => "aif",
        id => id,
    }
}

/// A map without what a format does not hold, so that nothing of it can be lost.
fn within(document: &Document, format: &Format) -> Document {
    let holds = format.holds.unwrap();
    let lacks = |feature: Feature| !holds.contains(&feature);
    let mut rest = Document::new(document.meta().id.clone(), Time::from_unix(1));
    for node in document.nodes() {
        let mut node = node.as_ref().clone();
        if lacks(Feature::Kinds) && node.kind != Kind::Question {
            node.kind = Kind::Claim;
        }
        if lacks(Feature::Notes) {
            node.note.clear();
        }
        if lacks(Feature::Tags) {
            node.tags.clear();
        }
        if lacks(Feature::Titles) {
            node.title.clear();
        }
        if lacks(Feature::Citations) {
            node.citations.clear();
        }
        rest.load_node(node).unwrap();
    }
    for link in document.links() {
        let mut link = link.as_ref().clone();
        if lacks(Feature::Linked) {
            link.from.truncate(1);
        }
        if lacks(Feature::Schemes) {
            link.scheme.clear();
        }
        let target = rest.nodes().get(link.to.as_str());
        if lacks(Feature::OnLinks) && target.is_none() {
            continue;
        }
        let target = target.map_or(Target::Link, |node| Target::Node(&node.kind));
        let is_lawful = |relation: &Relation| {
            let mut premises = link.from.iter();
            premises.all(|it| {
                let premise = rest.nodes().get(it.as_str()).unwrap();
                check_relation(relation, &premise.kind, target).is_ok()
            })
        };
        let plain = [Relation::Supports, Relation::Opposes, Relation::Answers];
        if lacks(Feature::Relations) && !plain.contains(&link.relation) {
            match plain.iter().find(|it| is_lawful(it)) {
                Some(relation) => link.relation = relation.clone(),
                None => continue,
            }
        }
        if is_lawful(&link.relation) && (!rest.links().is_empty() || target != Target::Link) {
            drop(rest.load_link(link));
        }
    }
    rest
}

fn write(format: &Format, document: &Document) -> Vec<u8> {
    let request = ExportRequest {
        names_people: true,
        document: document.clone(),
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: format::picture::Options {
            carries_map: true,
            ..Default::default()
        },
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
    let is_whole = STRUCTURE
        .iter()
        .all(|it| format.holds.unwrap().contains(it));
    let document = &if is_whole {
        document.clone()
    } else {
        within(document, format)
    };
    let bytes = write(format, document);
    let back = read_back(format, &bytes);
    let text = String::from_utf8_lossy(&bytes);
    if WITHOUT_IDS.contains(&format.id) {
        let (nodes, links) = rows(document);
        let before = rank(&nodes, &links, format);
        let after = rank(&back.nodes, &back.links, format);
        prop_assert_eq!(before, after, "{}:\n{}", format.id, text);
        return Ok(());
    }
    let (nodes, links) = rows(document);
    let before = shape(&nodes, &links, format);
    let after = shape(&back.nodes, &back.links, format);
    prop_assert_eq!(before, after, "{}:\n{}", format.id, text);
    Ok(())
}

/// What the structure of a map is made of. A format that holds none of these is asked about maps
/// that it can hold.
const STRUCTURE: &[Feature] = &[
    Feature::Linked,
    Feature::OnLinks,
    Feature::Across,
    Feature::Relations,
];

/// Formats of entries below entries, which other programs write without a name for what joins two.
const PLAIN: &[&str] = &["opml", "freeplane"];

/// Formats that have no ids of boxes: what comes back is the same but for these.
const WITHOUT_IDS: &[&str] = &["kialo", "outline"];

/// The map without its ids: what each box and link says and stands beside.
fn rank(nodes: &[Arc<Node>], links: &[Arc<Link>], format: &Format) -> Vec<String> {
    let shape = shape(nodes, links, format);
    isomorphic::rank(
        shape
            .boxes
            .iter()
            .map(|(id, all)| (id.clone(), all.join("\u{1}"))),
        shape
            .links
            .iter()
            .map(|(id, (relation, from, to, scheme))| {
                let says = format!("{relation} {scheme}");
                (id.clone(), says, from.iter().cloned().collect(), to.clone())
            }),
    )
}

fn rows(document: &Document) -> (Vec<Arc<Node>>, Vec<Arc<Link>>) {
    let (nodes, links) = (document.nodes().rows(), document.links().rows());
    (nodes.to_vec(), links.to_vec())
}

/// Formats of other programs that are read and written. Each that is added to the list is here.
fn two_way() -> impl Iterator<Item = &'static Format> {
    let both = format::ALL.iter();
    both.filter(|it| it.import.is_some() && it.write.is_some())
}

/// Names that records may have had in a file, few of which could be ids of ours.
const FOREIGN: &[&str] = &["node 1", "[Title]", "1.2.", "5", "a<b>&\"c\"", "§", "éß"];

/// A map of which some records came from a file of that format.
fn as_imported(document: &Document, format: &Format, dice: &[u8]) -> Document {
    let mut imported = Document::new(document.meta().id.clone(), Time::from_unix(1));
    let mut dice = dice.iter().cycle().copied();
    let mut taken = BTreeSet::new();
    let mut draw = |kind: &str| {
        let at = dice.next().unwrap_or_default() as usize;
        let mut name = FOREIGN.get(at % (FOREIGN.len() * 2))?.to_string();
        if format.id == "argdown" {
            let inner: String = name.chars().filter(|c| !"[]<>".contains(*c)).collect();
            let is_inference = kind == "inference";
            name = if is_inference {
                format!("<{inner}>")
            } else {
                format!("[{inner}]")
            };
        }
        taken.insert(name.clone()).then(|| {
            Box::new(Origin {
                format: family(format).to_owned(),
                id: name,
                kind: kind.to_owned(),
                extra: Extra::new(),
            })
        })
    };
    for node in document.nodes() {
        let mut node = node.as_ref().clone();
        node.origin = draw("statement");
        if let Some(origin) = node.origin.as_ref().filter(|_| format.id == "argdown") {
            origin
                .id
                .trim_matches(['[', ']'])
                .clone_into(&mut node.title);
        }
        imported.load_node(node).unwrap();
    }
    for link in document.links() {
        let mut link = link.as_ref().clone();
        link.origin = draw("inference");
        if PLAIN.contains(&format.id) && link.origin.is_none() {
            // An entry that is written as it came says nothing of a line that had no name there.
            link.origin = Some(Box::new(Origin {
                format: family(format).to_owned(),
                id: format!("line {}", link.id),
                kind: String::new(),
                extra: Extra::new(),
            }));
        }
        imported.load_link(link).unwrap();
    }
    imported
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn a_map_comes_back_from_every_two_way_format(document in any_map()) {
        for format in two_way() {
            check(format, &document)?;
        }
    }

    #[test]
    fn the_tree_of_a_map_comes_back_from_our_markdown(document in any_map(), german: bool) {
        let mask = Format {
            id: "outline",
            title: "",
            endings: &[],
            read: None,
            holds_map: None,
            import: None,
            write: None,
            write_in_pieces: None,
            holds: Some(&[
                Feature::Linked,
                Feature::Kinds,
                Feature::Relations,
                Feature::Titles,
                Feature::Notes,
            ]),
            misses: None,
        };
        let tree = prune(within(&document, &mask));
        let mut meta = linchpin::model::Meta::clone(tree.meta());
        meta.language = if german { "de" } else { "" }.to_owned();
        let mut named = Document::from_meta(meta);
        let (nodes, links) = rows(&tree);
        for node in nodes {
            named.load_node(node).unwrap();
        }
        for link in links {
            named.load_link(link).unwrap();
        }
        let text = format::markdown::print(&named);
        let file = Import { name: "a.md", bytes: text.as_bytes(), companion: None };
        let found = format::recognise(&file).map(|it| it.id);
        prop_assert_eq!(found == Some("outline"), !named.links().is_empty(), "{}", text);
        if !named.links().is_empty() {
            let back = format::outline::read(&file).unwrap().fragment;
            let (nodes, links) = rows(&named);
            let before = rank(&nodes, &links, &mask);
            prop_assert_eq!(before, rank(&back.nodes, &back.links, &mask), "{}", text);
        }
    }

    #[test]
    fn names_that_records_had_in_a_format_come_back_from_it(
        document in any_map(),
        dice in prop::collection::vec(any::<u8>(), 1..8),
    ) {
        for format in two_way() {
            check(format, &as_imported(&document, format, &dice))?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn a_map_comes_back_whole_from_what_is_read_as_our_own(document in any_map()) {
        for format in format::ALL {
            if let (Some(read), Some(_)) = (format.read, format.write) {
                let back = read(&write(format, &document)).unwrap();
                prop_assert!(back.document == document, "{}", format.id);
            }
        }
    }
}

#[test]
fn every_sample_comes_back_from_every_two_way_format() {
    let mut samples = Vec::new();
    list_samples(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"),
        &mut samples,
    );
    assert!(samples.len() > 3, "{samples:?}");
    for sample in samples {
        let document = native::read(&std::fs::read(&sample).unwrap())
            .unwrap()
            .document;
        for format in two_way() {
            if let Err(error) = check(format, &document) {
                panic!("{}: {error}", sample.display());
            }
        }
    }
}

fn list_samples(folder: &Path, samples: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            list_samples(&path, samples);
        } else if path.to_string_lossy().ends_with(".argmap.json") {
            samples.push(path);
        }
    }
    samples.sort();
}
