//! What is read of each format, in small.

use expect_test::expect;

use super::{draw, import, import_with};

#[test]
fn a_nodeset_folds_its_dialogue() {
    let (format, imported) = import_with(
        "nodeset1.json",
        r#"{"nodes":[
            {"nodeID":"1","text":"Taxes are high","type":"I"},
            {"nodeID":"2","text":"People leave","type":"I"},
            {"nodeID":"3","text":"Default Inference","type":"RA","scheme":"Cause to Effect"},
            {"nodeID":"4","text":"They do not","type":"I"},
            {"nodeID":"5","text":"Default Conflict","type":"CA"},
            {"nodeID":"6","text":"Ann: do people leave?","type":"L"},
            {"nodeID":"7","text":"Pure Questioning","type":"YA"},
            {"nodeID":"8","text":"alone","type":"RA"},
            {"nodeID":"9","text":"more","type":"I"}],
          "edges":[
            {"edgeID":"1","fromID":"1","toID":"3"},{"edgeID":"9","fromID":"9","toID":"3"},
            {"edgeID":"2","fromID":"3","toID":"2"},
            {"edgeID":"3","fromID":"4","toID":"5"},{"edgeID":"4","fromID":"5","toID":"3"},
            {"edgeID":"5","fromID":"6","toID":"7"},{"edgeID":"6","fromID":"7","toID":"2"},
            {"edgeID":"7","fromID":"1","toID":"77"},{"edgeID":"8","fromID":"1","toID":"1"}]}"#,
        Some("Where taxes  are high, people leave."),
    );
    assert_eq!(format, "aif");
    expect![[r#"
        claim 1: Taxes are high
          “taxes  are high”
        question 2: People leave #speaker: Ann
          “people leave”
        claim 4: They do not
        claim 9: more
        3 1 & 9 answers 2 by Cause to Effect
        5 4 opposes 3
        dropped: an edge without an end (7)
        dropped: an edge from a node to itself (1)
        dropped: a RA node without premise or conclusion (8)
        changed: nodes of the dialogue, of which speakers and questions are kept: 2
        changed: a link that says “supports” where that cannot be said now says “answers” (3)
        kept: boxes: 4
        kept: links: 2
        kept: articles: 1
        kept: passages: 2
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn a_wrapped_nodeset_has_its_passages_marked() {
    let (_, imported) = import(
        "map.json",
        r#"{"AIF":{"nodes":[{"nodeID":12,"text":"It rains","type":"I"},{"nodeID":"0","text":"We stay","type":"I"}],
            "edges":[],"locutions":null},
            "text":"Look: <span class=\"highlighted\" id=\"node12\">it &amp; it rains</span>.<br>So <span id=\"0\">we stay</span>.",
            "OVA":[]}"#,
    );
    expect![[r#"
        claim 12: It rains
          “it & it rains”
        claim 0: We stay
          “we stay”
        kept: boxes: 2
        kept: articles: 1
        kept: passages: 2
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn an_early_drawing_of_ova_holds_whole_nodes_in_its_edges() {
    let (_, imported) = import(
        "ova.json",
        r#"{"nodes":[{"id":1,"text":"a","type":"I","visible":true,"participantID":0},
                     {"id":2,"text":"b","type":"I"},{"id":3,"text":"CA","type":"CA"}],
            "edges":[{"from":{"id":1},"to":{"id":3},"visible":true},{"from":{"id":3},"to":{"id":2},"visible":true}],
            "participants":[],"analysis":{"txt":"","plain_txt":"","documentTitle":"Talk"}}"#,
    );
    expect![[r#"
        claim 1: a
        claim 2: b
        3 1 opposes 2
        kept: boxes: 2
        kept: links: 1
    "#]]
    .assert_eq(&draw(&imported));
    assert_eq!(imported.title, "Talk");
}

#[test]
fn atoms_and_schemes_of_sadface() {
    let (format, imported) = import(
        "doc.json",
        r#"{"metadata":{"core":{"id":"x","version":"0.1"}},"resources":[{"id":"r1","content":"It rains. We stay.","type":"text"}],
            "nodes":[{"id":"a1","type":"atom","text":"It rains","sources":[{"resource_id":"r1","text":"It rains","offset":0,"length":8}]},
                     {"id":"a2","type":"atom","text":"We stay","sources":[]},
                     {"id":"s1","type":"scheme","name":"Practical"}],
            "edges":[{"id":"e1","source_id":"a1","target_id":"s1"},{"id":"e2","source_id":"s1","target_id":"a2"}]}"#,
    );
    assert_eq!(format, "sadface");
    expect![[r#"
        claim a1: It rains
          “It rains”
        claim a2: We stay
        s1 a1 supports a2 by Practical
        kept: boxes: 2
        kept: links: 1
        kept: articles: 1
        kept: passages: 1
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn passages_of_sadface_are_found_by_their_words_where_their_place_is_not_said_or_wrong() {
    let passages = r#"{"resource_id":"r1","text":"It rains"},
        {"resource_id":"r1","text":"We stay.","offset":3},
        {"resource_id":"r1","text":"We stay","offset":4,"length":7},
        {"resource_id":"r1","text":"We stay","offset":4,"length":18446744073709551615},
        {"resource_id":"r1","text":"","offset":0,"length":0},
        {"resource_id":"r1","text":"We go"},
        {"resource_id":"r2","text":"We stay"}"#;
    let (_, imported) = import(
        "doc.json",
        &format!(
            r#"{{"resources":[{{"id":"r1","content":"It rains. We stay.","type":"text"}}],
            "nodes":[{{"id":"a1","type":"atom","text":"t","sources":[{passages}]}}],"edges":[]}}"#
        ),
    );
    expect![[r#"
        claim a1: t
          “It rains”
          “We stay.”
          “We stay”
          “We stay”
        dropped: a passage of a text that is not there (a1)
        dropped: a passage whose words are not in the text: 2 (a1, a1)
        kept: boxes: 1
        kept: articles: 1
        kept: passages: 4
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn atoms_and_schemes_of_arguebuf() {
    let (format, imported) = import(
        "graph.json",
        r#"{"nodes":{"n1":{"atom":{"text":"a","participant":"p"}},"n2":{"atom":{"text":"b"}},
                     "n3":{"scheme":{"attack":"ATTACK_DEFAULT"}},"n4":{"scheme":{"support":"SUPPORT_EXPERT_OPINION"}},"n5":{"atom":{"text":"c"}}},
            "edges":{"e1":{"source":"n1","target":"n3"},"e2":{"source":"n3","target":"n2"},
                     "e3":{"source":"n5","target":"n4"},"e4":{"source":"n4","target":"n2"}},
            "participants":{"p":{"name":"Ann"}},"majorClaim":"n2","schemaVersion":1}"#,
    );
    assert_eq!(format, "arguebuf");
    expect![[r#"
        claim n1: a #speaker: Ann
        claim n2: b #major claim
        claim n5: c
        n3 n1 opposes n2
        n4 n5 supports n2 by expert opinion
        kept: boxes: 3
        kept: links: 2
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn stretches_and_reasons_of_cdcp_need_their_text() {
    let annotation = r#"{"prop_offsets":[[0,9],[10,18],[10,99]],"prop_labels":["fact","policy","value"],
        "reasons":[[[0,0],1],[[0,1],2]],"evidences":[],"url":{"0":"https://example.org"}}"#;
    let (format, imported) = import_with("1.ann.json", annotation, Some("It rains. We stay."));
    assert_eq!(format, "cdcp");
    expect![[r#"
        evidence 0: It rains. #fact
          “It rains.”
        claim 1: We stay. #policy
          “We stay.”
        reasons-0 0 supports 1
        dropped: a stretch outside the text (2)
        dropped: a link without an end that is in the file (reasons 1)
        kept: boxes: 2
        kept: links: 1
        kept: articles: 1
        kept: passages: 2
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn a_canvas_says_by_labels_and_colours_what_its_edges_do() {
    let (format, imported) = import(
        "board.canvas",
        r#"{"nodes":[{"id":"1","type":"text","text":"Who pays?","x":0,"y":0,"width":10,"height":10},
            {"id":"2","type":"text","text":"The city","x":0,"y":0,"width":10,"height":10},
            {"id":"3","type":"file","file":"a.md","x":0,"y":0,"width":10,"height":10},
            {"id":"4","type":"group","label":"g","x":0,"y":0,"width":10,"height":10}],
            "edges":[{"id":"e1","fromNode":"2","toNode":"1","label":"answers"},
                     {"id":"e2","fromNode":"3","toNode":"2","color":"1"},
                     {"id":"e3","fromNode":"2","toNode":"3"}]}"#,
    );
    assert_eq!(format, "json-canvas");
    expect![[r#"
        question 1: Who pays?
        claim 2: The city
        evidence 3: a.md
        e1 2 answers 1
        e2 3 opposes 2
        e3 2 relates 3
        dropped: a group of cards (4)
        kept: boxes: 3
        kept: links: 3
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn entries_of_an_outline_stand_under_one_another() {
    let (format, imported) = import(
        "list.opml",
        "<?xml version='1.0'?><opml version='1.0'><head><title>Bridges</title></head><body>\
         <outline text='Who pays?'><outline text='The &lt;b&gt;city&lt;/b&gt; pays'>\
         <outline text='Pro: It can' _note='really'/><outline text='Con: It is poor' foo='1'/>\
         </outline></outline></body></opml>",
    );
    assert_eq!(format, "opml");
    expect![[r#"
        question n-1: Who pays?
        claim n-2: The city pays
        claim n-3: It can
        claim n-4: It is poor
        l-5 n-2 answers n-1
        l-6 n-3 supports n-2
        l-7 n-4 opposes n-2
        kept: boxes: 4
        kept: links: 3
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn nodes_of_a_mind_map_have_icons_notes_and_arrows() {
    let (format, imported) = import(
        "mind.mm",
        "<map version=\"1.0.1\"><node TEXT=\"Bridges\" ID=\"a\"><hook NAME=\"x\"/>\
         <node ID=\"b\" TEXT=\"free\"><icon BUILTIN=\"button_ok\"/><arrowlink DESTINATION=\"c\"/></node>\
         <node ID=\"c\"><richcontent TYPE=\"NODE\"><html><body><p>two</p><p>lines</p></body></html></richcontent>\
         <attribute NAME=\"cost\" VALUE=\"3\"/></node></node></map>",
    );
    assert_eq!(format, "freeplane");
    expect![[r#"
        claim a: Bridges
        claim b: free
        claim c: two
        lines
        l-1 b supports a
        l-2 c relates a
        l-3 b relates c
        dropped: “hook” of nodes, which is about their looks or actions (a)
        changed: the attribute “cost” stands in notes (c)
        kept: boxes: 3
        kept: links: 3
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn issues_and_positions_of_compendium() {
    let (format, imported) = import(
        "map.xml",
        "<?xml version='1.0'?><!DOCTYPE model SYSTEM 'Compendium.dtd'><model rootview='v'><views/>\
         <nodes><node id='v' type='2' label='Home'/><node id='1' type='3' label='Who pays?'/>\
         <node id='2' type='4' label='The city'/><node id='3' type='7' label='It is poor'>\
         <details><page>so it says</page></details></node><node id='4' type='9' label='Report'>\
         <source>https://example.org</source></node></nodes>\
         <links><link id='5' type='39' from='2' to='1'/><link id='6' type='39' from='3' to='2'/></links></model>",
    );
    assert_eq!(format, "compendium");
    expect![[r#"
        question 1: Who pays?
        claim 2: The city
        claim 3: It is poor
        evidence 4: Report
        5 2 answers 1
        6 3 opposes 2
        dropped: a map or list that holds others (v)
        kept: boxes: 4
        kept: links: 2
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn labels_of_graphml_are_found_where_other_programs_put_them() {
    let (format, imported) = import(
        "g.graphml",
        "<graphml><key id='d0' for='node' attr.name='label'/><graph edgedefault='directed'>\
         <node id='a'><data key='d0'>One</data></node>\
         <node id='b'><data key='d1'><y:ShapeNode xmlns:y='y'><y:NodeLabel>Two</y:NodeLabel></y:ShapeNode></data></node>\
         <edge source='a' target='b'/></graph></graphml>",
    );
    assert_eq!(format, "graphml");
    expect![[r#"
        claim a: One
        claim b: Two
        l-1 a relates b
        kept: boxes: 2
        kept: links: 1
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn a_file_of_ova2_and_one_of_sadface_with_very_many_records_keep_their_steps() {
    let n = 20_000;
    let list = |item: &dyn Fn(usize) -> String| (0..n).map(item).collect::<Vec<_>>().join(",");
    let nodes = list(&|at| {
        let type_ = if at % 2 == 0 { "I" } else { "RA" };
        format!(r#"{{"id":{at},"text":"t{at}","type":"{type_}","visible":true}}"#)
    });
    let edges = list(&|at| {
        let next = (at + 1) % n;
        format!(r#"{{"from":{{"id":{at},"participantID":1}},"to":{{"id":{next}}}}}"#)
    });
    let text = format!(
        r#"{{"analysis":{{"participantID":1}},"visible":1,"edges":[{edges}],"nodes":[{nodes}]}}"#
    );
    let (_, imported) = import("a.json", &text);
    assert_eq!(imported.fragment.nodes.len(), n / 2);
    assert_eq!(imported.fragment.links.len(), n / 2);

    let resources = list(&|at| format!(r#"{{"id":"r{at}","content":"words of text {at}"}}"#));
    let nodes = list(&|at| {
        if at % 2 == 1 {
            return format!(r#"{{"id":"{at}","type":"scheme","name":"support"}}"#);
        }
        let passage = format!(r#"{{"resource_id":"r{at}","offset":9,"length":4,"text":"text"}}"#);
        format!(r#"{{"id":"{at}","type":"atom","text":"t","sources":[{passage}]}}"#)
    });
    let edges = list(&|at| {
        let next = (at + 1) % n;
        format!(r#"{{"id":"e{at}","source_id":"{at}","target_id":"{next}"}}"#)
    });
    let text = format!(
        r#"{{"metadata":{{"core":{{}}}},"edges":[{edges}],"nodes":[{nodes}],"resources":[{resources}]}}"#
    );
    let (format, imported) = import("a.json", &text);
    assert_eq!(format, "sadface");
    assert_eq!(imported.fragment.links.len(), n / 2);
    let tied = imported
        .fragment
        .nodes
        .iter()
        .filter(|it| it.anchors.len() == 1);
    assert_eq!(tied.count(), n / 2);
}

#[test]
fn a_file_of_arguebuf_and_one_of_aif_with_very_many_records_keep_their_steps_and_passages() {
    let n = 4_000;
    let list = |item: &dyn Fn(usize) -> String| (0..n).map(item).collect::<Vec<_>>().join(",");
    let article = (0..n)
        .map(|at| format!("Sentence {at}. "))
        .collect::<Vec<_>>()
        .concat();
    let nodes = list(&|at| {
        if at % 2 == 1 {
            return format!(r#""n{at}":{{"scheme":{{"support":"DEFAULT"}}}}"#);
        }
        let passage = format!(r#"{{"resource":"r","text":"Sentence {at}."}}"#);
        format!(r#""n{at}":{{"atom":{{"text":"t{at}","reference":{passage}}}}}"#)
    });
    let edges = list(&|at| {
        let next = (at + 1) % n;
        format!(r#""e{at}":{{"source":"n{at}","target":"n{next}"}}"#)
    });
    let (format, imported) = import(
        "a.json",
        &format!(
            r#"{{"schemaVersion":1,"nodes":{{{nodes}}},"edges":{{{edges}}},"resources":{{"r":{{"text":"{article}"}}}}}}"#
        ),
    );
    assert_eq!(format, "arguebuf");
    let count_tied = |imported: &linchpin::format::Imported| {
        let nodes = imported.fragment.nodes.iter();
        nodes.filter(|it| it.anchors.len() == 1).count()
    };
    assert_eq!(
        (imported.fragment.links.len(), count_tied(&imported)),
        (n / 2, n / 2)
    );

    let nodes = list(&|at| {
        let type_ = if at % 2 == 1 { "RA" } else { "I" };
        format!(r#"{{"nodeID":"{at}","text":"Sentence {at}.","type":"{type_}"}}"#)
    });
    let edges = list(&|at| {
        let next = (at + 1) % n;
        format!(r#"{{"edgeID":"{at}","fromID":"{at}","toID":"{next}"}}"#)
    });
    let (format, imported) = import(
        "a.json",
        &format!(r#"{{"AIF":{{"nodes":[{nodes}],"edges":[{edges}]}},"text":"{article}"}}"#),
    );
    assert_eq!(format, "aif");
    assert_eq!(
        (imported.fragment.links.len(), count_tied(&imported)),
        (n / 2, n / 2)
    );
}

#[test]
fn a_canvas_with_very_many_steps_keeps_each_with_its_premises() {
    let n = 10_000;
    let list = |item: &dyn Fn(usize) -> String| (0..n).map(item).collect::<Vec<_>>().join(",");
    let cards =
        list(&|at| format!(r#"{{"id":"c{at}","type":"text","text":"t{at}","x":0,"width":9}}"#));
    let steps = list(&|at| {
        format!(r#"{{"id":"s{at}","type":"text","text":"","argmap":{{"link":"supports"}}}}"#)
    });
    let edges = list(&|at| {
        let (next, after) = ((at + 1) % n, (at + 2) % n);
        format!(
            r#"{{"id":"a{at}","fromNode":"c{at}","toNode":"s{at}"}},
               {{"id":"b{at}","fromNode":"c{next}","toNode":"s{at}"}},
               {{"id":"e{at}","fromNode":"s{at}","toNode":"c{after}"}}"#
        )
    });
    let text = format!(r#"{{"nodes":[{cards},{steps}],"edges":[{edges}]}}"#);
    let (format, imported) = import("a.canvas", &text);
    assert_eq!(format, "json-canvas");
    let links = &imported.fragment.links;
    assert_eq!(links.len(), n);
    assert!(links.iter().all(|it| it.from.len() == 2));
}

#[test]
fn a_step_of_a_microtext_with_very_many_further_premises_has_each_once() {
    let n = 10_000;
    let units = (0..n).map(|at| format!("<edu id=\"e{at}\">t{at}</edu><adu id=\"a{at}\" type=\"pro\"/><edge id=\"s{at}\" src=\"e{at}\" trg=\"a{at}\" type=\"seg\"/>")).collect::<Vec<_>>().concat();
    let added = (1..n).map(|at| format!("<edge id=\"x{at}\" src=\"a{at}\" trg=\"c\" type=\"add\"/><edge id=\"y{at}\" src=\"a{at}\" trg=\"c\" type=\"add\"/>")).collect::<Vec<_>>().concat();
    let text = format!(
        "<arggraph id=\"m\">{units}<adu id=\"top\" type=\"pro\"/><edge id=\"c\" src=\"a0\" trg=\"a1\" type=\"sup\"/>{added}</arggraph>"
    );
    let (_, imported) = import("a.xml", &text);
    let [link] = &imported.fragment.links[..] else {
        panic!("{}", imported.report);
    };
    // What is concluded is no premise of itself.
    assert_eq!(link.from.len(), n - 1);
}

#[test]
fn a_file_with_very_many_different_faults_has_a_report_that_can_be_read() {
    let n = 50_000;
    let nodes: Vec<String> = (0..n)
        .map(|at| format!(r#"{{"id":"{at}","type":"z{at}","text":"t"}}"#))
        .collect();
    let nodes = nodes.join(",");
    let text = format!(r#"{{"x":0,"width":0,"nodes":[{nodes}],"edges":[]}}"#);
    let (format, imported) = import("a.canvas", &text);
    assert_eq!(format, "json-canvas");
    let remarks = imported.report.remarks();
    assert!(remarks.len() <= 1_010, "{} lines", remarks.len());
    let n_told: usize = remarks.iter().map(|it| it.n).sum();
    assert_eq!(n_told, n, "each is counted");
}
