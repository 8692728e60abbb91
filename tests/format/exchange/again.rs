//! A map that goes back into the format it came from is as near to the file as the format lets it
//! be: for each of these the lines that differ, which is all that is not given back.

use expect_test::{Expect, expect};
use linchpin::format::{self, ExportRequest, Format, native};
use linchpin::layout::ViewState;
use linchpin::model::{Document, Id, Time};

use super::import;

/// A file of each two-way format as other programs write it, and how what is written differs:
/// lines that are gone after a minus sign, new ones after a plus sign.
fn list_originals() -> Vec<(&'static str, &'static str, Expect)> {
    vec![
        (
            "aif",
            r#"{"nodes": [{"nodeID": "12/a", "text": "It leaks.", "type": "I", "timestamp": "2019-03-01 10:00:00"},
 {"nodeID": "13", "text": "It is old.", "type": "I", "timestamp": "2019-03-01 10:00:01"},
 {"nodeID": "14", "text": "Default Inference", "type": "RA", "timestamp": "2019-03-01 10:00:02", "scheme": "Default Inference"}],
"edges": [{"edgeID": "1", "fromID": "13", "toID": "14", "formEdgeID": null},
 {"edgeID": "2", "fromID": "14", "toID": "12/a", "formEdgeID": null}], "locutions": [], "participants": []}"#,
            expect![""],
        ),
        (
            "xaif",
            r#"{"AIF": {"nodes": [{"nodeID": "12/a", "text": "It leaks.", "type": "I", "timestamp": ""},
 {"nodeID": "13", "text": "It is old.", "type": "I", "timestamp": ""},
 {"nodeID": "14", "text": "RA", "type": "RA", "timestamp": "", "scheme": "RA"}],
"edges": [{"edgeID": "1", "fromID": "13", "toID": "14", "formEdgeID": null},
 {"edgeID": "2", "fromID": "14", "toID": "12/a", "formEdgeID": null}], "locutions": [], "participants": []}, "text": ""}"#,
            expect![[r#"
                + "cqdescriptorfulfillments": [],
                + "descriptorfulfillments": [],
                - "participants": []
                + "participants": [],
                + "schemefulfillments": []
                + "OVA": {
                + "edges": [
                + {
                + "fromID": "13",
                + "toID": "14",
                + "visible": true
                + },
                + {
                + "fromID": "14",
                + "toID": "12/a",
                + "visible": true
                + }
                + ],
                + "firstname": "",
                + "nodes": [
                + {
                + "nodeID": "12/a",
                + "timestamp": "",
                + "visible": true,
                + "x": 100,
                + "y": 60
                + },
                + {
                + "nodeID": "13",
                + "timestamp": "",
                + "visible": true,
                + "x": 320,
                + "y": 60
                + },
                + {
                + "nodeID": "14",
                + "timestamp": "",
                + "visible": true,
                + "x": 540,
                + "y": 60
                + }
                + ],
                + "surname": "",
                + "url": ""
                + },
                + "dialog": false,"#]],
        ),
        (
            "outline",
            "? Who pays?\n  = The city.\n    + It can.\n    - It is poor.\n    ? How poor?\n  = [assumed] The \
             state. {n-1}\n    + [e] A bill {<l-2}\n      ~- Unpaid.\n    & Bills are paid.\n! A note.\n  => relates: The \
             state. {n-1}\n  => prefers:  {l-2}\n",
            expect![""],
        ),
        (
            "kialo",
            "Discussion Name:\r\nBridges\r\n\r\n1. Question:\r\nWho pays?\r\n\r\n  1.1. Thesis:\r\n  The city \
             pays [2].\r\n\r\n    1.1.1. Pro:\r\n    It can.\r\n\r\n    1.1.3. Pro:\r\n    -> See 1.2.\r\n\r\n    1.1.4. Con:\r\n    It owes \
             [1].\r\n\r\n  1.2. Thesis:\r\n  See [the report](https://example.org/r).\r\n\r\nSources:\r\n[1] https://example.org/a\r\nfirst \
             line\r\n[2] https://example.org/b\r\n",
            expect![[r#"
                - 1.1.3. Pro:
                - -> See 1.2.
                - 
                + 1.1.5. Pro:
                + See [the report](https://example.org/r).
                + 
                - See [the report](https://example.org/r).
                + -> See 1.1.5."#]],
        ),
        (
            "sadface",
            r#"{"metadata": {"core": {"analyst_email": "", "analyst_name": "", "created": "1970-01-01T00:00:01", "description": "", "edited": "1970-01-01T00:00:01", "id": "m-1", "notes": "", "title": "", "version": "0.2"}},
"edges": [{"id": "e1", "source_id": "a 2", "target_id": "s 1"}, {"id": "e2", "source_id": "s 1", "target_id": "a 1"}],
"nodes": [{"id": "a 1", "type": "atom", "text": "It holds.", "sources": [{"resource_id": "r 1", "text": "holds", "offset": 3, "length": 5}], "metadata": {}},
{"id": "a 2", "type": "atom", "text": "It leaks.", "sources": [], "metadata": {}},
{"id": "s 1", "type": "scheme", "name": "attack", "metadata": {}}],
"resources": [{"id": "r 1", "content": "It holds.", "type": "text", "metadata": {}}]}"#,
            expect![""],
        ),
        (
            "json-canvas",
            r##"{"nodes": [{"id": "a1!", "type": "text", "x": 10, "y": 20, "width": 260, "height": 60, "color": "#ff8800", "text": "Who pays?"},
{"id": "b2", "type": "text", "x": 300, "y": 20, "width": 250, "height": 60, "text": "The city."},
{"id": "c3", "type": "link", "x": 600, "y": 20, "width": 250, "height": 60, "url": "https://example.org"}],
"edges": [{"id": "e1", "fromNode": "b2", "fromSide": "left", "toNode": "a1!", "toSide": "right", "label": "answer"},
{"id": "e2", "fromNode": "c3", "toNode": "b2", "color": "4"}]}"##,
            expect![[r#"+ "color": "6","#]],
        ),
        (
            "opml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>Bridges</title>\n  </head>\n  \
             <body>\n    <outline text=\"Who pays?\" created=\"Mon, 01 Jan 2024\">\n      <outline text=\"The city.\" type=\"link\" \
             url=\"https://example.org\">\n        <outline text=\"Pro: It can.\" _note=\"Really.\" category=\"money\"/>\n        <outline \
             text=\"- It is poor.\"/>\n      </outline>\n      <outline text=\"Evidence: A bill.\"/>\n    </outline>\n  </body>\n</opml>\n",
            expect![[r#"
                - <outline text="Who pays?" created="Mon, 01 Jan 2024">
                + <outline text="Who pays?" created="Mon, 01 Jan 2024" _id="n-1">
                - <outline text="Pro: It can." _note="Really." category="money"/>
                + <outline text="Pro: It can." category="money" _note="Really."/>
                - <outline text="Evidence: A bill."/>
                + <outline text="Evidence: A bill." _links="relates l-9 n-1"/>"#]],
        ),
        (
            "freeplane",
            "<map version=\"1.1.0\">\n<node TEXT=\"Who pays?\" ID=\"ID_1\" CREATED=\"1700000000000\" FOLDED=\"false\">\n<node TEXT=\"The \
             city.\" ID=\"ID_2\" POSITION=\"right\">\n<node TEXT=\"It can.\" ID=\"ID_3\" STYLE_REF=\"big\">\n<icon \
             BUILTIN=\"yes\"/>\n<icon BUILTIN=\"idea\"/>\n</node>\n<node TEXT=\"con: It is poor.\" \
             ID=\"ID_4\">\n</node>\n</node>\n</node>\n</map>\n",
            expect![""],
        ),
        (
            "graphml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n  <key \
             id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n  <graph id=\"map\" edgedefault=\"directed\">\n    <node \
             id=\"n::1\"><data key=\"label\">It holds.</data></node>\n    <node id=\"n 2\"><data key=\"label\">It \
             leaks.</data></node>\n    <edge id=\"e 1\" source=\"n 2\" target=\"n::1\"><data \
             key=\"relation\">opposes</data></edge>\n  </graph>\n</graphml>\n",
            expect![[r#"
                + <key id="text" for="node" attr.name="text" attr.type="string"/>
                + <key id="kind" for="node" attr.name="kind" attr.type="string"/>
                + <key id="note" for="node" attr.name="note" attr.type="string"/>
                + <key id="relation" for="all" attr.name="relation" attr.type="string"/>
                + <key id="scheme" for="all" attr.name="scheme" attr.type="string"/>
                + <key id="part" for="edge" attr.name="part" attr.type="string"/>
                - <node id="n::1"><data key="label">It holds.</data></node>
                - <node id="n 2"><data key="label">It leaks.</data></node>
                + <node id="n::1"><data key="label">It holds.</data><data key="text">It holds.</data><data key="kind">claim</data></node>
                + <node id="n 2"><data key="label">It leaks.</data><data key="text">It leaks.</data><data key="kind">claim</data></node>"#]],
        ),
        (
            "argdown",
            "===\ntitle: \"Bans\"\n===\n\n[Ban]: Alcohol should be banned. #policy\n  + <Harm>: It harms \
             health.\n    - [Doubt]: See [the study](https://example.org/a) on doses\\.\n  - Nobody asked for \
             it\\.\n\n[Freedom]: People are free\\. #evidence\n\n<Core>: Why it holds\\.\n\n(1) [Ban]\n(2) [Freedom]\n-- Modus \
             ponens, Adding --\n(3) [All]\n----\n(4) [Rejoice]\n\n<Core>\n  _ [Doubt]\n",
            expect![[r#"
                - [Ban]: Alcohol should be banned. #policy
                - + <Harm>: It harms health.
                + [Rejoice]
                + 
                + [All]
                + 
                + [Ban]: Alcohol should be banned\. #policy
                + + <Harm>: It harms health\.
                + <Core>
                + _ [Doubt]
                + 
                - <Core>
                - _ [Doubt]"#]],
        ),
    ]
}

fn find(id: &str) -> &'static Format {
    format::ALL.iter().find(|it| it.id == id).unwrap()
}

fn write(format: &Format, imported: format::Imported) -> String {
    write_document(format, load(imported))
}

fn load(imported: format::Imported) -> Document {
    let mut document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(1));
    let mut meta = linchpin::model::Meta::clone(document.meta());
    meta.title = imported.title;
    document = Document::from_meta(meta);
    for source in imported.fragment.sources {
        document.load_source(source).unwrap();
    }
    for node in imported.fragment.nodes {
        document.load_node(node).unwrap();
    }
    for link in imported.fragment.links {
        document.load_link(link).unwrap();
    }
    document
}

fn write_document(format: &Format, document: Document) -> String {
    let request = ExportRequest {
        names_people: true,
        document,
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: format::picture::Options::default(),
    };
    let bytes = (format.write.unwrap())(&request).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A text in lines that can be compared: JSON with a member to a line and in one order, and without
/// what other programs pass over.
fn list_lines(text: &str) -> Vec<String> {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                map.remove("argmap");
                map.values_mut().for_each(strip);
            }
            serde_json::Value::Array(all) => all.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let plain = match serde_json::from_str::<serde_json::Value>(text) {
        Ok(mut value) => {
            strip(&mut value);
            serde_json::to_string_pretty(&value).unwrap()
        }
        Err(_) => text.to_owned(),
    };
    plain.split('\n').map(ToOwned::to_owned).collect()
}

/// The lines that only one of both has, in the order in which they stand.
fn differ(before: &str, after: &str) -> String {
    let (before, after) = (list_lines(before), list_lines(after));
    // The longest row of lines that both have, by the table of lengths.
    let mut table = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for (i, old) in before.iter().enumerate().rev() {
        for (j, new) in after.iter().enumerate().rev() {
            table[i][j] = if old == new {
                table[i + 1][j + 1] + 1
            } else {
                table[i + 1][j].max(table[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::new();
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == after.len() || (i < before.len() && table[i + 1][j] >= table[i][j + 1]) {
            lines.push(format!("- {}", before[i].trim()));
            i += 1;
        } else {
            lines.push(format!("+ {}", after[j].trim()));
            j += 1;
        }
    }
    lines.join("\n")
}

#[test]
fn a_map_goes_back_into_its_format_as_it_was() {
    for (id, original, expected) in list_originals() {
        let (found, imported) = import(&format!("map.{id}"), original);
        assert!(found == id || id == "xaif", "{id} was taken for {found}");
        let written = write(find(id), imported);
        expected.assert_eq(&differ(original, &written));
        // What was written once is written the same again.
        let (_, again) = import(&format!("map.{id}"), &written);
        assert_eq!(written, write(find(id), again), "{id}");
    }
}

#[test]
fn every_two_way_format_has_an_original() {
    let originals = list_originals();
    let mut both = format::ALL.iter();
    let lacking = both.find(|it| {
        let is_two_way = it.import.is_some() && it.write.is_some();
        is_two_way && originals.iter().all(|(id, ..)| *id != it.id)
    });
    assert!(lacking.is_none(), "{:?}", lacking.map(|it| it.id));
}

/// What a file says of a box under a name that our own file has there, too, stays apart from that, and
/// goes back under its own name.
#[test]
fn attributes_named_like_members_of_ours_are_kept_beside_them() {
    let file =
        r#"<map version="1.0.1"><node TEXT="It leaks." ID="n1" type="t" format="f" id="i"/></map>"#;
    let (format, imported) = import("mind.mm", file);
    assert_eq!(format, "freeplane");
    let text = native::write_verified(&load(imported)).expect("it can be saved");
    let document = native::read(text.as_bytes()).unwrap().document;
    let written = write_document(find(format), document);
    for attribute in [r#" type="t""#, r#" format="f""#, r#" id="i""#] {
        assert!(written.contains(attribute), "{attribute} in {written}");
    }
}
