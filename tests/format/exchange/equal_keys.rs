//! Two members of the same key in one object of another program's file: the last is read, and it is told.

use linchpin::format::exchange::{Fate, Remark};
use linchpin::format::{self, Import, Imported, annotation};

use super::{draw, import};
use crate::fuzz::seeds::{COMPANION, list_import_seeds};

/// What is said of keys that come again, if anything is.
fn find_remark(imported: &Imported) -> Option<&Remark> {
    let mut remarks = imported.report.remarks().iter();
    remarks.find(|it| it.what.contains("whose key comes again"))
}

fn read(text: &str) -> Option<Imported> {
    let import = Import {
        name: "map",
        bytes: text.as_bytes(),
        companion: Some(COMPANION),
    };
    let format = format::recognise(&import)?;
    (format.import?.read)(&import).ok()
}

#[test]
fn the_last_of_two_equal_keys_is_read_and_the_line_is_told() {
    let text = r#"{"nodes":[
        {"nodeID":"1","text":"It rains","type":"I",
         "text":"It snows"},
        {"nodeID":"2","text":"We stay","type":"I","t\u0065xt":"We go"},
        {"nodeID":"3","text":"text","type":"I","scheme":["text","text",{"text":"a"}]}],
      "edges":[]}"#;
    let (format, imported) = import("nodeset1.json", text);
    assert_eq!(format, "aif");
    let drawn = draw(&imported);
    assert!(
        drawn.contains("claim 1: It snows") && drawn.contains("claim 2: We go"),
        "{drawn}"
    );
    let told = "dropped: a member whose key comes again in the same object, of which the last is read: 2 \
                (“text” in line 3, “text” in line 4)";
    assert!(drawn.contains(told), "{drawn}");
}

#[test]
fn every_format_that_is_json_tells_of_equal_keys() {
    let mut n = 0;
    for seed in list_import_seeds() {
        let seed = String::from_utf8(seed).unwrap();
        let Some(rest) = seed.trim_start().strip_prefix('{') else {
            continue;
        };
        let Some(good) = read(&seed) else { continue };
        assert_eq!(find_remark(&good), None, "{seed}");
        // A recogniser may look at what the file begins with.
        let twice = rest.rsplit_once('}').unwrap().0;
        let twice = format!("{{{twice},\n\"zz\":1,\"zz\":2}}");
        let Some(imported) = read(&twice) else {
            panic!("{twice}");
        };
        let remark = find_remark(&imported).unwrap_or_else(|| panic!("{twice}"));
        assert_eq!((remark.fate, remark.n), (Fate::Dropped, 1), "{twice}");
        assert!(remark.places[0].starts_with("“zz” in line "), "{remark}");
        let n_boxes = imported.fragment.nodes.len();
        assert_eq!(n_boxes, good.fragment.nodes.len(), "{twice}");
        n += 1;
    }
    assert!(n >= 7, "{n} files of JSON");
}

#[test]
fn equal_keys_in_a_data_block_of_argdown_are_told_in_either_notation() {
    for block in [
        r#"{"note": "first", "note": "second"}"#,
        "{note: first, note: second}",
        "{tags: [a], more: {note: x, note: y}, note: second}",
    ] {
        let (_, imported) = import("a.argdown", &format!("# Title\n\n[A]: It rains. {block}\n"));
        let remark = find_remark(&imported).unwrap_or_else(|| panic!("{block}"));
        assert_eq!(remark.places, ["“note” in line 3"], "{block}");
        assert_eq!(imported.fragment.nodes[0].note, "second", "{block}");
    }
}

#[test]
fn of_equal_keys_in_yaml_the_last_is_read_and_the_others_are_told() {
    let text = "statements:\n  a: It rains\n  b:\n    text: We stay\n    text: We go\n  a: It snows\n\
                arguments:\n  r:\n    premises: [a]\n    conclusion: b\n    conclusion: c\n    \
                conclusion: b\n";
    let (format, imported) = import("a.yml", text);
    assert_eq!(format, "carneades");
    let remark = find_remark(&imported).expect("it is told");
    let places = [
        "“text” in line 5",
        "“a” in line 6",
        "“conclusion” in line 11",
        "“conclusion” in line 12",
    ];
    assert_eq!(
        (remark.n, &remark.places[..]),
        (4, &places.map(str::to_owned)[..])
    );
    let drawn = draw(&imported);
    let words: Vec<&str> = imported
        .fragment
        .nodes
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(words, ["We go", "It snows"], "{drawn}");
    assert_eq!(imported.fragment.links.len(), 1, "{drawn}");
}

#[test]
fn of_equal_keys_in_a_list_of_annotations_the_last_is_read_and_the_others_are_told() {
    let text = r#"{"items": [{"type": "Annotation", "bodyValue": "first",
        "target": {"source": "urn:x", "selector": {"type": "TextQuoteSelector", "exact": "yes"}},
        "bodyValue": "second"}]}"#;
    let (read, report) = annotation::read(text.as_bytes()).expect("it is a list of them");
    assert_eq!(read[0].body, "second");
    let [remark] = report.remarks() else {
        panic!("{report}");
    };
    assert_eq!((remark.fate, remark.n), (Fate::Dropped, 1));
    assert_eq!(remark.places, ["“bodyValue” in line 3"]);
}

#[test]
fn a_hostile_number_of_equal_keys_is_counted_and_told_in_one_line() {
    let n = 100_000;
    let key = "k".repeat(500);
    let members = format!(r#","{key}":1"#).repeat(n);
    let text =
        format!(r#"{{"nodes":[{{"nodeID":"1","text":"A","type":"I"}}],"edges":[]{members}}}"#);
    let (_, imported) = import("a.json", &text);
    let remark = find_remark(&imported).expect("it is told");
    assert_eq!(remark.n, n - 1);
    assert!(remark.to_string().len() < 2_000, "{remark}");
    assert!(imported.report.remarks().len() < 5);
}
