//! What is done with files that were made to do harm, over every format that is imported: each
//! rule is one test that walks the table.

use linchpin::format::exchange::gather::{MOST_BOXES, MOST_PREMISES, MOST_QUOTED};
use linchpin::format::exchange::{Gather, argdown};
use linchpin::format::{self, Format, FormatError, Import, Imported, native, outline};
use linchpin::model::{Id, Kind, Time, find_breaches};

use crate::format::Counter;
use crate::fuzz::seeds::{COMPANION, list_import_seeds};

fn as_file(bytes: &[u8]) -> Import<'_> {
    Import {
        name: "map",
        bytes,
        companion: Some(COMPANION),
    }
}

fn read(bytes: &[u8]) -> Option<(&'static Format, Result<Imported, FormatError>)> {
    let format = format::recognise(&as_file(bytes))?;
    let read = format.import?.read;
    Some((format, read(&as_file(bytes))))
}

/// The good files of every imported format, as text, and what each is read as.
fn list_good() -> Vec<(&'static Format, String, Imported)> {
    let seeds = list_import_seeds().into_iter();
    let good: Vec<_> = seeds
        .filter_map(|seed| {
            let (format, imported) = read(&seed)?;
            let text = String::from_utf8(seed).unwrap();
            Some((format, text, imported.ok()?))
        })
        .collect();
    for format in format::ALL.iter().filter(|it| it.import.is_some()) {
        let is_there = good.iter().any(|(known, ..)| known.id == format.id);
        assert!(is_there, "no good file of {}", format.id);
    }
    good
}

fn is_xml(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

#[test]
fn a_mark_of_byte_order_and_utf_16_make_no_difference() {
    for (format, text, good) in list_good() {
        let marked = format!("\u{feff}{text}").into_bytes();
        let little = text.encode_utf16().flat_map(u16::to_le_bytes);
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(little).collect();
        let big = text.encode_utf16().flat_map(u16::to_be_bytes);
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(big).collect();
        for bytes in [marked, little, big] {
            let (again, imported) = read(&bytes).unwrap_or_else(|| panic!("{}: {text}", format.id));
            assert_eq!(again.id, format.id);
            assert_eq!(imported.unwrap().fragment, good.fragment, "{}", format.id);
        }
    }
}

#[test]
fn no_format_of_xml_declares_entities_or_reads_other_files() {
    let mut n = 0;
    for (format, text, _) in list_good() {
        if !is_xml(&text) {
            continue;
        }
        let body = text
            .split_once("?>")
            .map_or(text.as_str(), |(_, body)| body);
        for entity in [
            "<!ENTITY a 'ha'><!ENTITY e '&a;&a;&a;'>",
            "<!ENTITY e SYSTEM 'file:///etc/passwd'>",
            "<!ENTITY % p SYSTEM 'http://example.org/x'>%p;<!ENTITY e 'x'>",
        ] {
            for use_of in ["id='&e;'", ">&e;<"] {
                let put = match use_of {
                    ">&e;<" => body.replacen('>', ">&e;", 1),
                    _ => body.replacen("id='", "id='&e;", 1),
                };
                let hostile = format!("<?xml version='1.0'?><!DOCTYPE x [{entity}]>{put}");
                let Some((_, Ok(imported))) = read(hostile.as_bytes()) else {
                    continue;
                };
                let said = format!("{:?}", imported.fragment);
                assert!(
                    !said.contains("root:") && !said.contains("haha"),
                    "{}",
                    format.id
                );
            }
        }
        n += 1;
    }
    assert!(n >= 8, "{n} files of XML");
}

#[test]
fn control_characters_of_a_file_are_in_no_wording() {
    for (format, text, good) in list_good() {
        for node in good.fragment.nodes.iter().filter(|it| it.text.len() > 3) {
            let word: String = node
                .text
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            if word.is_empty() {
                continue;
            }
            for sign in ['\u{0}', '\u{7}', '\u{1b}', '\u{85}', '\u{9b}'] {
                let hostile = text.replace(&word, &format!("{sign}{word}"));
                if let Some((_, Ok(imported))) = read(hostile.as_bytes()) {
                    for node in &imported.fragment.nodes {
                        let is_bad = |c: char| c.is_control() && c != '\n' && c != '\t';
                        assert!(
                            !node.text.contains(is_bad),
                            "{}: {:?}",
                            format.id,
                            node.text
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn records_that_stand_twice_lead_nowhere_or_round_in_circles_are_read_as_a_lawful_map() {
    for (format, text, _) in list_good() {
        let lines: Vec<&str> = text.lines().collect();
        let twice: String = lines
            .iter()
            .flat_map(|line| [line, "\n", line, "\n"])
            .collect();
        let digits: String = text
            .chars()
            .map(|c| if c.is_ascii_digit() { '1' } else { c })
            .collect();
        let other: String = text
            .chars()
            .map(|c| if c == '1' { '7' } else { c })
            .collect();
        let halves = text.replace("<node", "<nodes").replace("\"id\"", "\"ID\"");
        for hostile in [twice, digits, other, halves] {
            let Some((_, Ok(imported))) = read(hostile.as_bytes()) else {
                continue;
            };
            let id = Id::parse("m-1").unwrap();
            let mut document = linchpin::model::Document::new(id, Time::from_unix(1));
            for source in imported.fragment.sources {
                document.load_source(source).unwrap();
            }
            for node in imported.fragment.nodes {
                document.load_node(node).unwrap();
            }
            for link in imported.fragment.links {
                document.load_link(link).unwrap();
            }
            assert_eq!(find_breaches(&document), [], "{}: {hostile}", format.id);
            let saved = native::write_verified(&document).unwrap();
            assert_eq!(native::read(saved.as_bytes()).unwrap().notices, []);
        }
    }
}

#[test]
fn whatever_is_nested_without_end_is_refused_or_read_flat() {
    for (format, text, _) in list_good() {
        let half = text.len() / 2;
        for opens in [
            "[",
            "{\"a\":",
            "<outline text='a'>",
            "<node TEXT='a'>",
            "((((",
            "\n> ",
            "- - - - ",
            "  ",
        ] {
            let at = (half..text.len())
                .find(|&at| text.is_char_boundary(at))
                .unwrap();
            let deep = opens.repeat(1_000);
            for hostile in [format!("{}{deep}{}", &text[..at], &text[at..]), deep] {
                let importer = format.import.unwrap();
                if let Ok(imported) = (importer.read)(&as_file(hostile.as_bytes())) {
                    drop(imported.report.to_string());
                }
            }
        }
    }
}

/// What is read of a file of such a name, with an article beside it.
fn read_beside(name: &str, text: &str, companion: &str) -> Imported {
    let import = Import {
        name,
        bytes: text.as_bytes(),
        companion: Some(companion),
    };
    let format = format::recognise(&import).expect("its format is known");
    (format.import.expect("it is read").read)(&import).expect("it is a good file")
}

/// How many bytes its boxes hold of articles.
fn count_quoted(imported: &Imported) -> usize {
    let anchors = imported.fragment.nodes.iter().flat_map(|it| &it.anchors);
    anchors.map(|it| it.exact.len()).sum()
}

#[test]
fn a_hundred_thousand_passages_as_long_as_their_article_do_not_fill_the_memory() {
    let article = "It rains. ".repeat(20_000);
    let n = 100_000;
    let (end, most) = (article.trim_end().len(), MOST_QUOTED);
    let lines = (1..=n)
        .map(|at| format!("T{at}\tClaim 0 {end}\tx\n"))
        .collect::<Vec<_>>()
        .concat();
    let imported = read_beside("a.ann", &lines, &article);
    assert!(count_quoted(&imported) <= most);
    let left_out = n - imported.fragment.nodes.len();
    let told = format!("beyond the 64 MiB that are quoted of it: {left_out}");
    assert!(
        imported.report.to_string().contains(&told),
        "{}",
        imported.report
    );

    let offsets = vec![format!("[0,{end}]"); n].join(",");
    let text = format!(r#"{{"prop_offsets":[{offsets}],"prop_labels":[],"reasons":[]}}"#);
    let imported = read_beside("a.json", &text, &article);
    assert!(count_quoted(&imported) <= most);
    assert!(imported.fragment.nodes.len() > 10);
    let told = "passages beyond the 64 MiB that are quoted of articles";
    assert!(
        imported.report.to_string().contains(told),
        "{}",
        imported.report
    );
}

#[test]
fn marks_that_stand_in_one_another_do_not_multiply_what_they_mark() {
    let read = |marked: &str| {
        let text = format!(
            r#"{{"visible":1,"nodes":[{{"id":0,"text":"It rains","type":"I","visible":true}}],"edges":[],
               "analysis":{{"participantID":1,"txt":{}}}}}"#,
            serde_json::Value::from(marked)
        );
        read_beside("a.json", &text, "")
    };
    let n = 20_000;
    let opening = (0..n)
        .map(|at| format!("<span id='node{at}'>"))
        .collect::<Vec<_>>()
        .concat();
    let imported = read(&format!("{opening}It rains. {}", "</span>".repeat(n)));
    assert_eq!(imported.fragment.nodes[0].anchors[0].exact, "It rains.");

    let article = "It rains. ".repeat(20_000);
    let imported = read(&format!("{opening}{article}{}", "</span>".repeat(n)));
    let lost = "dropped: a passage whose words are not in the text: ";
    assert!(
        imported.report.to_string().contains(lost),
        "{}",
        imported.report
    );
    let imported = read(&format!("<p>{}", "<b ".repeat(500_000)));
    assert!(imported.fragment.sources[0].text.ends_with("<b <b"));
}

#[test]
fn a_step_of_many_premises_and_many_conclusions_does_not_fill_the_memory() {
    let n = 4_000;
    let list = |item: &dyn Fn(usize) -> String| (0..n).map(item).collect::<Vec<_>>().join(",");
    let atoms = list(&|at| format!(r#"{{"id":"a{at}","type":"atom","text":"t","sources":[]}}"#));
    let into = list(&|at| format!(r#"{{"id":"i{at}","source_id":"a{at}","target_id":"s"}}"#));
    let out = list(&|at| format!(r#"{{"id":"o{at}","source_id":"s","target_id":"a{at}"}}"#));
    let text = format!(
        r#"{{"resources":[],"edges":[{into},{out}],"nodes":[{atoms},{{"id":"s","type":"scheme","name":"support"}}]}}"#
    );
    let imported = read_beside("a.json", &text, "");
    let links = &imported.fragment.links;
    assert!(links.iter().map(|it| it.from.len()).sum::<usize>() <= MOST_PREMISES);
    let told = format!("links beyond the {MOST_PREMISES} premises that are read of a file: ");
    assert!(
        imported.report.to_string().contains(&told),
        "{}",
        imported.report
    );

    let reasons = vec!["[[0,999],0]"; 100_000].join(",");
    let text = format!(r#"{{"prop_offsets":[[0,8]],"prop_labels":[],"reasons":[{reasons}]}}"#);
    let imported = read_beside("a.json", &text, "It rains. We stay.");
    assert_eq!(imported.fragment.nodes.len(), 1);
    assert!(
        imported.report.to_string().contains(&told),
        "{}",
        imported.report
    );
}

#[test]
fn boxes_beyond_the_bound_and_wordings_beyond_theirs_are_told_and_not_kept() {
    let mut gather = Gather::new("test");
    for n in 0..MOST_BOXES + 3 {
        let node = gather.add_node(&n.to_string(), "", Kind::Claim, "words");
        node.tags.push("tag".to_owned());
    }
    assert_eq!(gather.n_nodes(), MOST_BOXES);
    let imported = gather.finish();
    assert_eq!(imported.fragment.nodes.len(), MOST_BOXES);
    let told = imported.report.to_string();
    assert!(
        told.contains("boxes beyond the 200000 that are read of a file: 3"),
        "{told}"
    );
    let mut gather = Gather::new("test");
    gather.add_node("long", "", Kind::Claim, &"é".repeat(600_000));
    let imported = gather.finish();
    assert!(imported.fragment.nodes[0].text.len() <= native::Limits::FORMAT.string);
    assert!(imported.report.has_losses());
    // An attribute that this program does not know is kept, and may be as long.
    let long = "b".repeat(2 << 20);
    let text = format!(
        "<opml><body><outline text='It rains' own='x' far='{long}'/><outline text='We stay'/></body></opml>"
    );
    let imported = read_beside("a.opml", &text, "");
    let origin = imported.fragment.nodes[0].origin.as_ref().unwrap();
    assert!(
        origin
            .extra
            .iter()
            .any(|(_, value)| value.as_str() == "\"x\"")
    );
    let told = "an attribute of more than a megabyte, of which the map keeps nothing";
    assert!(
        imported.report.to_string().contains(told),
        "{}",
        imported.report
    );
    native::write_verified(&super::as_document(imported.fragment)).expect("it can be saved");
    let outline = format!("{}\n", "a".repeat(3 << 20));
    let fragment = outline::parse(&outline, &mut Counter::default());
    assert_eq!(fragment.nodes.len(), 1);
}

#[test]
fn lines_of_an_outline_beyond_the_bound_of_boxes_are_told_and_not_read() {
    let text = "= a\n".repeat(MOST_BOXES) + "= b\n\n  + c\n";
    let imported = read_beside("a.txt", &text, "");
    assert_eq!(imported.fragment.nodes.len(), MOST_BOXES);
    let told = "lines beyond the 200000 boxes that are read of a file: 2 (line 200001, …)";
    let report = imported.report.to_string();
    assert!(report.contains(told), "{report}");
}

#[test]
fn a_text_of_nothing_but_lines_is_no_argdown() {
    let text = "[A]: It rains.\n  - <B>: It does not.\n".to_owned() + &"\n".repeat(1_000_000);
    let refusal = argdown::read(&as_file(text.as_bytes())).map(|_| ());
    let refusal = refusal.expect_err("it has too many lines").to_string();
    assert!(refusal.contains("more than 1000000 lines"), "{refusal}");
}

#[test]
fn of_an_element_with_very_many_attributes_the_first_are_read() {
    let many = (0..200_000).map(|at| format!(" a{at}=\"1\""));
    let many = many.collect::<Vec<_>>().concat();
    let count = |node: &str| {
        let map = format!("<map version=\"freeplane 1.9.0\"><node {node}/></map>");
        let (format, imported) = read(map.as_bytes()).unwrap();
        assert_eq!(format.id, "freeplane");
        let nodes = imported.unwrap().fragment.nodes;
        nodes.iter().filter(|it| it.text == "It rains").count()
    };
    assert_eq!(count(&format!("TEXT=\"It rains\"{many}")), 1);
    assert_eq!(count(&format!("{many} TEXT=\"It rains\"")), 0);
}
