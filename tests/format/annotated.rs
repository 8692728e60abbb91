//! Annotated texts of others: argument graphs and standoff annotations.

use std::path::{Path, PathBuf};

use linchpin::edit::Fragment;
use linchpin::format::{FormatError, arggraph, brat};
use linchpin::model::{Kind, Relation};
use proptest::prelude::*;

const GRAPH: &str = r#"<?xml version='1.0' encoding='UTF-8'?>
<arggraph id="micro_x" topic_id="sea" stance="pro">
  <edu id="e1"><![CDATA[We should go to the sea & swim.]]></edu>
  <edu id="e2"><![CDATA[The weather will be fine,]]></edu>
  <edu id="e3"><![CDATA[and it must not be wasted,]]></edu>
  <edu id="e4" implicit="true">SEAS ARE COLD &amp; DEEP</edu>
  <edu id="e5"><![CDATA[though warm ones exist.]]></edu>
  <joint id="j1"/>
  <adu id="a1" type="pro"/>
  <adu id="a2" type="pro"/>
  <adu id="a3" type="pro"/>
  <adu id="a4" type="opp"/>
  <edge id="c6" src="e1" trg="a1" type="seg"/>
  <edge id="c7" src="e2" trg="j1" type="seg"/>
  <edge id="c8" src="e5" trg="j1" type="seg"/>
  <edge id="c9" src="j1" trg="a2" type="seg"/>
  <edge id="c10" src="e3" trg="a3" type="seg"/>
  <edge id="c11" src="e4" trg="a4" type="seg"/>
  <edge id="c1" src="a2" trg="a1" type="sup"/>
  <edge id="c2" src="a3" trg="c1" type="add"/>
  <edge id="c3" src="a4" trg="c1" type="und"/>
</arggraph>
"#;

const TEXT: &str = "We should go to the sea & swim. The weather will be fine, and it must not be \
wasted, though warm ones exist.";

#[test]
fn an_argument_graph_becomes_boxes_steps_and_passages() {
    let map = arggraph::read(GRAPH, Some(TEXT)).unwrap();
    let texts: Vec<&str> = map.nodes.iter().map(|node| node.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "We should go to the sea & swim.",
            "The weather will be fine, though warm ones exist.",
            "and it must not be wasted,",
            "SEAS ARE COLD & DEEP",
        ]
    );
    assert!(map.nodes[3].implicit && !map.nodes[1].implicit);
    assert_eq!(map.nodes[1].anchors.len(), 2);
    assert_eq!(map.nodes[1].anchors[1].exact, "though warm ones exist.");
    assert!(map.nodes[3].anchors.is_empty());
    let links: Vec<(&str, &Relation, Vec<&str>, &str)> = map
        .links
        .iter()
        .map(|link| {
            let from = link.from.iter().map(linchpin::model::Id::as_str).collect();
            (link.id.as_str(), &link.relation, from, link.to.as_str())
        })
        .collect();
    assert_eq!(
        links,
        [
            ("c1", &Relation::Supports, vec!["a2", "a3"], "a1"),
            ("c3", &Relation::Opposes, vec!["a4"], "c1"),
        ]
    );
    assert!(arggraph::read(GRAPH, None).unwrap().sources.is_empty());
}

#[test]
fn what_is_named_many_times_over_is_there_once() {
    let start = GRAPH.find("<arggraph").unwrap();
    let inner =
        &GRAPH[start + GRAPH[start..].find('>').unwrap() + 1..GRAPH.find("</arggraph>").unwrap()];
    let whole = arggraph::read(GRAPH, None).unwrap();
    let many = format!("<arggraph id=\"x\">{}</arggraph>", inner.repeat(40));
    let many = arggraph::read(&many, None).unwrap();
    let nodes = |fragment: &Fragment| {
        fragment
            .nodes
            .iter()
            .map(|it| it.id.clone())
            .collect::<Vec<_>>()
    };
    let links = |fragment: &Fragment| {
        let links = fragment.links.iter();
        links
            .map(|it| (it.id.clone(), it.from.clone(), it.to.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(nodes(&many), nodes(&whole));
    assert_eq!(links(&many), links(&whole));
}

#[test]
fn what_is_no_argument_graph_is_refused() {
    let foreign = arggraph::read("<html></html>", None);
    assert!(matches!(foreign, Err(FormatError::Foreign { .. })));
    let cut = arggraph::read(&GRAPH[..GRAPH.len() - 20], None);
    assert!(matches!(cut, Err(FormatError::CutShort { .. })));
}

#[test]
fn standoff_annotations_become_boxes_steps_and_passages() {
    let text = "Ünder care, pain fell. So it works.";
    let annotations = "T1\tPremise 0 22\tx\nT2\tClaim 26 35\tx\nT3\tClaim 30 99\tx\n\
        R1\tSupport Arg1:T1 Arg2:T2\t\nR2\tAttack Arg1:T3 Arg2:T2\nA1\tStance T1\n#1\tnote\n";
    let map = brat::read(annotations, text);
    assert_eq!(map.nodes.len(), 2, "one stretch lies outside the text");
    assert_eq!(map.nodes[0].kind, Kind::Evidence);
    assert_eq!(map.nodes[0].text, "Ünder care, pain fell.");
    assert_eq!(map.nodes[1].text, "it works.");
    assert_eq!(map.links.len(), 1, "one end of the other is not there");
    assert_eq!(map.links[0].relation, Relation::Supports);
}

proptest! {
    #[test]
    fn no_input_is_too_odd(text in "\\PC{0,80}", cut in 0..GRAPH.len()) {
        drop(brat::read(&text, &text));
        drop(arggraph::read(&text, Some(&text)));
        let mut odd = GRAPH[..cut].to_owned();
        odd.push_str(&text);
        odd.push_str("</arggraph>");
        drop(arggraph::read(&odd, Some(&text)));
    }
}

/// The folder of a corpus, if it is on this machine.
pub fn find_corpus(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let folder = folder.join(name);
    let is_there = folder.is_dir();
    if !is_there {
        println!("skipped: there is no {}", folder.display());
    }
    is_there.then_some(folder)
}

/// The files under a folder that end so, in order.
pub fn list_files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| own == ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn every_annotated_text_of_the_corpora_is_read_with_all_its_passages() {
    if let Some(folder) = find_corpus("arg-microtexts") {
        for file in list_files(&folder, "xml") {
            let xml = std::fs::read_to_string(&file).unwrap();
            let text = std::fs::read_to_string(file.with_extension("txt")).unwrap();
            let map = arggraph::read(&xml, Some(&text)).unwrap();
            assert!(map.nodes.len() > 2, "{}", file.display());
            for node in map.nodes.iter().filter(|node| !node.implicit) {
                assert!(
                    !node.anchors.is_empty(),
                    "{}: {}",
                    file.display(),
                    node.text
                );
            }
            let n_adds = xml.matches("type=\"add\"").count();
            let n_premises: usize = map.links.iter().map(|link| link.from.len() - 1).sum();
            assert_eq!(n_premises, n_adds, "{}", file.display());
        }
    }
    if let Some(folder) = find_corpus("brat-abstrct") {
        for file in list_files(&folder, "ann") {
            let annotations = std::fs::read_to_string(&file).unwrap();
            let text = std::fs::read_to_string(file.with_extension("txt")).unwrap();
            let map = brat::read(&annotations, &text);
            let count = |sign: char| {
                annotations
                    .lines()
                    .filter(|line| line.starts_with(sign))
                    .count()
            };
            assert_eq!(map.nodes.len(), count('T'), "{}", file.display());
            assert_eq!(map.links.len(), count('R'), "{}", file.display());
        }
    }
}
