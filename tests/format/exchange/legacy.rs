//! Araucaria's XML, and the JSON that the Argdown tools export.

use expect_test::expect;
use linchpin::format::exchange::argdown;
use linchpin::format::{self, Import};

use super::{draw, import};

#[test]
fn units_of_araucaria_with_their_passages_in_units_of_java() {
    let (format, imported) = import(
        "bears.aml",
        "<?xml version='1.0'?><!DOCTYPE ARG SYSTEM 'argument.dtd'><ARG><SCHEMESET><SCHEME><NAME>Sign</NAME></SCHEME></SCHEMESET>\
         <TEXT>😀 It snows. It snows again, so bears pass. They do not.</TEXT>\
         <EDATA><AUTHOR>Ann</AUTHOR><DATE>2003</DATE><SOURCE>A talk</SOURCE></EDATA>\
         <AU><PROP identifier='A' missing='no'><PROPTEXT offset='29'>bears pass</PROPTEXT><OWNER name='Bob'/>\
         <INSCHEME scheme=' Argument From Sign ' schid='0'/></PROP>\
         <REFUTATION><AU><PROP identifier='R' missing='no'><PROPTEXT offset='41'>They do not.</PROPTEXT></PROP></AU></REFUTATION>\
         <LA><AU><PROP identifier='B' missing='no'><PROPTEXT offset='13'>It snows</PROPTEXT><INSCHEME scheme=' Argument From Sign ' schid='0'/></PROP>\
         <CA><AU><PROP identifier='D' missing='no'><PROPTEXT offset='0'>nowhere to be found</PROPTEXT></PROP></AU></CA></AU>\
         <AU><PROP identifier='C' missing='yes'><PROPTEXT offset='-1'>Bears leave tracks.</PROPTEXT></PROP></AU></LA>\
         </AU></ARG>",
    );
    assert_eq!(format, "aml");
    expect![[r#"
        claim A: bears pass #speaker: Bob
          “bears pass”
        claim R: They do not.
          “They do not.”
        claim B: It snows
          “It snows”
        claim C: Bears leave tracks.
        claim D: nowhere to be found
        l-1 R opposes A
        l-2 B & C supports A by Argument From Sign
        l-3 D supports B
        dropped: a passage whose words are not in the text (D)
        dropped: the definition of a scheme
        kept: boxes: 5
        kept: links: 3
        kept: articles: 1
        kept: passages: 3
    "#]]
    .assert_eq(&draw(&imported));
    let nodes = &imported.fragment.nodes;
    let snow = nodes.iter().find(|it| it.text == "It snows").unwrap();
    // The second of two places, for the first sign takes two units.
    assert_eq!(snow.anchors[0].start, Some(12));
    let implicit: Vec<_> = nodes.iter().filter(|it| it.implicit).collect();
    assert_eq!(implicit[0].text, "Bears leave tracks.");
}

/// As `argdown json` writes it of the text below, but for members that are not read.
const EXPORT: &str = r##"{
  "arguments": {"Arg": {"type": "argument", "title": "Arg", "section": "s1",
    "members": [{"role": "argument-description", "text": "descr", "startLine": 9, "section": "s1"},
                {"role": "argument-description", "text": "", "isReference": true, "startLine": 13}],
    "pcs": [{"text": "p1", "title": "Untitled 1", "role": "premise"},
            {"title": "B", "isReference": true, "role": "premise"},
            {"text": "mid", "title": "Untitled 2", "role": "intermediary-conclusion",
             "inference": {"inferenceRules": ["Modus ponens", "x"], "startLine": 17, "data": {"uses": [1]}}},
            {"title": "C", "isReference": true, "role": "main-conclusion",
             "inference": {"inferenceRules": [], "startLine": 19}}]}},
  "statements": {
    "A": {"type": "equivalence-class", "title": "A", "tags": ["tag"], "data": {"kind": "question"}, "section": "s1",
      "members": [{"text": "Text 😀 with a link #tag ", "isTopLevel": true, "startLine": 7,
        "ranges": [{"type": "link", "start": 13, "stop": 19, "url": "http://x.org"}, {"type": "tag", "start": 20, "stop": 24, "tag": "tag"}]}]},
    "B": {"title": "B", "section": "s1", "members": [{"text": "b", "title": "B"}, {"title": "B", "isReference": true}]},
    "U": {"title": "U", "section": "s1", "members": [{"text": "under @[B], ok", "title": "U", "ranges": [{"type": "statement-mention", "start": 6, "stop": 9}]}]},
    "C": {"title": "C", "section": "s1", "members": [{"text": "c", "title": "C"}, {"title": "C", "isReference": true}]},
    "Untitled 1": {"title": "Untitled 1", "section": "s1", "members": [{"text": "p1"}]},
    "Untitled 2": {"title": "Untitled 2", "section": "s1", "members": [{"text": "mid"}]}},
  "relations": [
    {"relationType": "support", "from": "B", "fromType": "equivalence-class", "to": "A", "toType": "equivalence-class"},
    {"relationType": "undercut", "from": "U", "fromType": "equivalence-class", "to": "Arg", "toType": "inference", "conclusionIndex": 3},
    {"relationType": "attack", "from": "C", "fromType": "equivalence-class", "to": "A", "toType": "equivalence-class"},
    {"relationType": "contradictory", "from": "A", "fromType": "equivalence-class", "to": "C", "toType": "equivalence-class"},
    {"relationType": "other", "from": "A", "to": "C"}],
  "map": {"nodes": [], "edges": []},
  "sections": [{"id": "s1", "title": "Head", "children": []}]}"##;

const TEXT: &str = "# Head\n\n[A]: Text 😀 with [a link](http://x.org) #tag {kind: question}\n  + [B]: b\n  \
                    - <Arg>: descr\n    <_ [U]: under @[B], ok\n  >< [C]: c\n\n<Arg>\n\n(1) p1\n(2) [B]\n\
                    -- Modus ponens, x {uses: [1]} --\n(3) mid\n----\n(4) [C]\n";

#[test]
fn an_export_of_argdown_is_the_map_of_its_text() {
    let (format, imported) = import("map.json", EXPORT);
    assert_eq!(format, "argdown-json");
    expect![[r#"
        question n-1: Text 😀 with a link #tag #Head
        claim n-2: b #Head
        claim n-3: c #Head
        claim n-4: under B, ok #Head
        claim n-5: p1 #Head
        claim n-6: mid #Head
        l-7 n-5 & n-2 supports n-6 by Modus ponens, x
        l-8 n-6 supports n-3
        l-9 n-2 answers n-1
        l-10 n-4 opposes l-8
        l-11 n-3 relates n-1
        l-12 n-1 contradicts n-3
        dropped: a relation of an unknown type
        changed: a link that says “supports” where that cannot be said now says “answers”
        changed: a link that says “opposes” where that cannot be said now says “relates”
        kept: boxes: 6
        kept: links: 6
    "#]]
    .assert_eq(&draw(&imported));
    let text = Import {
        name: "map.argdown",
        bytes: TEXT.as_bytes(),
        companion: None,
    };
    let of_text = argdown::read(&text).unwrap();
    let sorted = |fragment: &linchpin::edit::Fragment| {
        let mut nodes: Vec<_> = fragment
            .nodes
            .iter()
            .map(|it| {
                (
                    it.text.clone(),
                    it.title.clone(),
                    it.tags.clone(),
                    it.citations.len(),
                )
            })
            .collect();
        nodes.sort();
        nodes
    };
    assert_eq!(sorted(&imported.fragment), sorted(&of_text.fragment));
    assert_eq!(imported.fragment.links.len(), of_text.fragment.links.len());
}

#[test]
fn content_tells_the_formats_apart_whatever_the_name() {
    for (text, expected) in [
        (
            "meta:\n  title: x\nlanguage: {}\nargument_schemes: []\n",
            "carneades",
        ),
        ("<?xml version='1.0'?>\n<!-- a --><lkif/>", "lkif"),
        ("<caf version='1.3'/>", "caf"),
        ("<ARG/>", "aml"),
        (
            r#"{"arguments":{},"statements":{},"relations":[]}"#,
            "argdown-json",
        ),
    ] {
        let import = Import {
            name: "a.txt",
            bytes: text.as_bytes(),
            companion: None,
        };
        assert_eq!(format::recognise(&import).map(|it| it.id), Some(expected));
    }
    // What says of itself that it is YAML needs a name; notes with a colon are none.
    let notes = "meta: we met\nwhen: today\n";
    let mut import = Import {
        name: "notes.txt",
        bytes: notes.as_bytes(),
        companion: None,
    };
    assert!(format::recognise(&import).is_none());
    import.name = "notes.yml";
    assert_eq!(
        format::recognise(&import).map(|it| it.id),
        Some("carneades")
    );
}
