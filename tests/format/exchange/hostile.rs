//! Whatever bytes: a map that keeps every law, or a reason.

use std::fmt::Write as _;

use linchpin::edit::{Context, Edit, Editor};
use linchpin::format::{self, FormatError, Import, exchange};
use linchpin::model::{Document, Id, Time};
use proptest::prelude::*;

use crate::format::Counter;

const SEEDS: &[&str] = &[
    r#"{"AIF":{"nodes":[{"nodeID":"1","text":"a","type":"I"},{"nodeID":"2","text":"b","type":"I"},{"nodeID":"3","text":"RA","type":"RA"}],"edges":[{"edgeID":"1","fromID":"1","toID":"3"},{"edgeID":"2","fromID":"3","toID":"2"}]},"text":"<span id=\"node1\">a</span>"}"#,
    r#"{"nodes":[{"id":"a","type":"atom","text":"x"},{"id":"s","type":"scheme","name":"support"}],"edges":[{"id":"e","source_id":"a","target_id":"s"}],"resources":[]}"#,
    r#"{"nodes":[{"id":"1","type":"text","text":"q?","x":0,"y":0,"width":1,"height":1}],"edges":[{"id":"e","fromNode":"1","toNode":"1"}]}"#,
    r#"{"prop_offsets":[[0,1]],"prop_labels":["fact"],"reasons":[[[0,0],0]],"evidences":[]}"#,
    r#"{"nodes":{"n":{"atom":{"text":"a"}}},"edges":{"e":{"source":"n","target":"n"}},"schemaVersion":1}"#,
    "<opml><head/><body><outline text='a'><outline text='b' _links='supports l x;'/></outline></body></opml>",
    "<map version='1'><node TEXT='a' ID='1'><node TEXT='b' ID='1'><arrowlink DESTINATION='1'/></node></node></map>",
    "<model rootview='1'><nodes><node id='1' type='3' label='q'/></nodes><links><link id='1' type='40' from='1' to='1'/></links></model>",
    "<graphml><graph><node id='a'/><node id='b'><data key='kind'>link</data></node><edge source='a' target='b'/><edge source='b' target='b'/></graph></graphml>",
    "<arggraph id='x'><edu id='e1'><![CDATA[a]]></edu><adu id='a1' type='pro'/><edge id='c1' src='e1' trg='a1' type='seg'/><edge id='c2' src='a1' trg='c2' type='und'/></arggraph>",
    "T1\tClaim 0 1\ta\nR1\tSupport Arg1:T1 Arg2:T1\n",
    "Discussion Title: T\n\n1. a\n1.1. Pro: b\n1.2. Con: -> See 1.1.\n",
    "Discussion Name:\nT\n\n1. Question:\nq\n\n  1.1. Thesis:\n  -> See 1.1.\n",
    "===\ntitle: x\n===\n\n[A]: a {k: v}\n  + <B>\n    _> <C>\n\n<C>\n\n(1) [A]\n-- x --\n(2) [A]\n  -> <C>\n",
    "meta:\n  title: x\nstatements:\n  p: P\n  ¬p: {text: not P, assumed: true}\n  f(a, b): &t F\nissues:\n  i: {positions: [p, ¬p], standard: BRD}\n  j: [p, f(a]\narguments:\n  a: {premises: {minor: p}, conclusion: ¬p, undercutter: u, weight: 0.5}\n  b: {conclusion: p}\ntests:\n  in: [p]\n",
    "<lkif><argument-graphs><argument-graph id='g'><statements><statement id='s' value='true'><s>S</s></statement></statements><arguments><argument id='s' direction='con'><conclusion statement='s'/><premises><premise polarity='negative' type='exception' statement='s'/></premises></argument></arguments></argument-graph></argument-graphs></lkif>",
    "<caf><statements><statement id='s' main='true'><descriptions><description lang='en'>S?</description></descriptions></statement><statement id='u' atom='(undercut a)'/></statements><arguments><argument id='a' pro='true'><conclusion statement='s'/><premises/></argument><argument id='b' pro='true'><conclusion statement='u'/><premises><premise statement='s' positive='true'/></premises></argument></arguments></caf>",
    "<ARG><TEXT>a b</TEXT><AU><PROP identifier='A' missing='no'><PROPTEXT offset='0'>a</PROPTEXT></PROP><REFUTATION><AU><PROP/></AU></REFUTATION><LA><AU/><AU/></LA></AU></ARG>",
    r#"{"statements":{"A":{"type":"equivalence-class","members":[{"text":"a #t","ranges":[{"type":"tag","start":2,"stop":3}]}]}},"arguments":{"X":{"pcs":[{"title":"A"},{"title":"A","inference":{}}]}},"relations":[{"relationType":"undercut","from":"A","fromType":"equivalence-class","to":"X","toType":"inference","conclusionIndex":1}]}"#,
];

fn check(name: &str, bytes: &[u8], companion: Option<&str>) {
    let import = Import {
        name,
        bytes,
        companion,
    };
    for format in format::ALL {
        let Some(importer) = format.import else {
            continue;
        };
        let is_own = (importer.recognises)(&import);
        match (importer.read)(&import) {
            Ok(imported) => {
                drop(imported.report.to_string());
                let document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(1));
                let mut editor = Editor::new(document);
                let edit = Edit::Insert {
                    fragment: Box::new(imported.fragment),
                    under: None,
                    against: Vec::new(),
                };
                let mut random = Counter::default();
                let context = Context {
                    random: &mut random,
                    now: Time::from_unix(2),
                };
                let made = editor.commit(&edit, &[], None, context);
                assert!(made.is_ok() || !is_own, "{}: {:?}", format.id, made.err());
                if made.is_ok() {
                    editor.undo(Time::from_unix(3));
                    assert!(editor.document().nodes().is_empty());
                }
            }
            Err(error) => assert!(!matches!(error, FormatError::Export { .. })),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_a_lawful_map_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check("a.argdown", &bytes, Some("a text"));
    }

    #[test]
    fn damaged_files_are_a_lawful_map_or_refused(
        seed in 0..SEEDS.len(),
        cuts in prop::collection::vec((any::<u16>(), any::<u16>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = SEEDS[seed].as_bytes().to_vec();
        for (at, len, what) in cuts {
            let at = at as usize % bytes.len().max(1);
            let end = (at + len as usize % 12).min(bytes.len());
            match what % 3 {
                0 => drop(bytes.drain(at..end)),
                1 => {
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = what;
                    }
                }
            }
        }
        check("a.txt", &bytes, Some("a text of some words"));
    }
}

#[test]
fn every_seed_is_recognised_and_read() {
    for seed in SEEDS {
        let import = Import {
            name: "map",
            bytes: seed.as_bytes(),
            companion: Some("a text"),
        };
        let format = format::recognise(&import).unwrap_or_else(|| panic!("{seed}"));
        assert!((format.import.unwrap().read)(&import).is_ok(), "{seed}");
        check("map", seed.as_bytes(), Some("a text"));
    }
}

#[test]
fn deep_nesting_and_declared_entities_are_refused() {
    let deep = format!(
        "<opml><body>{}</body></opml>",
        "<outline text='a'>".repeat(5_000)
    );
    let bomb = "<!DOCTYPE opml [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><opml><body><outline text='&b;'/></body></opml>";
    for text in [deep.as_str(), bomb] {
        let import = Import {
            name: "a.opml",
            bytes: text.as_bytes(),
            companion: None,
        };
        let refused = exchange::opml::read(&import);
        assert!(matches!(refused, Err(FormatError::Import { .. })));
    }
    let json = format!("{{\"AIF\":{}", "[".repeat(10_000));
    check("a.json", json.as_bytes(), None);
}

#[test]
fn yaml_that_nests_or_repeats_without_end_is_refused() {
    let deep = format!("statements: {}", "[".repeat(50_000));
    let deep_maps: String = (0..200)
        .flat_map(|n| [" ".repeat(n), "a:\n".to_owned()])
        .collect();
    let mut bomb = "statements:\n  a0: &a0 [lol, lol, lol, lol]\n".to_owned();
    for n in 1..12 {
        let ten = vec![format!("*a{}", n - 1); 10].join(", ");
        writeln!(bomb, "  a{n}: &a{n} [{ten}]").unwrap();
    }
    for text in [deep.as_str(), deep_maps.as_str(), bomb.as_str()] {
        let refused = exchange::carneades::parse(text).unwrap_err();
        assert!(matches!(refused, FormatError::Import { .. }), "{refused}");
        assert!(refused.to_string().contains("line"), "{refused}");
    }
    let damaged = exchange::carneades::parse("statements:\n  p: [a\n  q: b\n").unwrap_err();
    assert!(
        damaged.position().is_some_and(|it| it.line > 1),
        "{damaged}"
    );
    // A value within itself says nothing; what repeats little is read.
    let ring = exchange::carneades::parse("statements: &s {p: *s}\nissues: {i: *s}\n").unwrap();
    assert_eq!(ring.statements.len(), 1);
    let alias = exchange::carneades::parse("statements: {p: &p P, q: *p}").unwrap();
    assert_eq!(alias.statements[1].text, "P");
}
