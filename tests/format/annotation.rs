//! Passages as Web Annotations, and annotations of others.

use linchpin::format::annotation::{Annotation, find_kind, read};
use linchpin::format::native;
use linchpin::format::{ExportRequest, export};
use linchpin::layout::ViewState;
use linchpin::model::Kind;
use proptest::prelude::*;

use super::{EVERY_FIELD, map_with};

fn write(map: &str) -> Result<Vec<u8>, linchpin::format::FormatError> {
    let request = ExportRequest {
        names_people: true,
        document: native::read(map.as_bytes()).unwrap().document,
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: linchpin::format::picture::Options::default(),
    };
    export(&request, std::path::Path::new("x.jsonld"))
}

#[test]
fn what_is_written_is_read_again_with_quote_place_kind_and_wording() {
    let document = native::read(EVERY_FIELD.as_bytes()).unwrap().document;
    let (read, report) = read(&write(EVERY_FIELD).unwrap()).unwrap();
    assert_eq!(report.remarks(), []);
    let on_nodes = document.nodes().iter().flat_map(|node| &node.anchors);
    let on_links = document.links().iter().flat_map(|link| &link.anchors);
    assert_eq!(read.len(), on_nodes.chain(on_links).count());
    let node = document
        .nodes()
        .iter()
        .find(|node| !node.anchors.is_empty());
    let node = node.unwrap();
    assert_eq!(read[0].quote, node.anchors[0].quote());
    assert_eq!(read[0].body, node.text);
    assert_eq!(find_kind(&read[0].tags), Some(node.kind.clone()));
}

#[test]
fn a_map_without_passages_has_no_annotations() {
    let refused = write(&map_with("")).unwrap_err();
    assert!(
        refused.to_string().contains("rests on a passage"),
        "{refused}"
    );
}

const HYPOTHESIS: &str = r#"{"total": 2, "rows": [
  {"id": "A1", "uri": "https://example.org/dams", "text": "Who says so?", "tags": ["Question", "dams"],
   "document": {"title": ["Dams"]},
   "target": [{"source": "https://example.org/dams", "selector": [
     {"type": "RangeSelector", "startContainer": "/p[1]"},
     {"type": "TextPositionSelector", "start": 4, "end": 12},
     {"type": "TextQuoteSelector", "exact": "beat two", "prefix": "Dam, ", "suffix": " techni"}]}]},
  {"id": "A2", "uri": "https://example.org/dams", "text": "a note on the page", "tags": [],
   "target": [{"source": "https://example.org/dams"}]}
]}"#;

#[test]
fn what_hypothesis_gives_out_is_read_where_it_quotes() {
    let (read, _) = read(HYPOTHESIS.as_bytes()).unwrap();
    assert_eq!(read.len(), 1, "a note on the page quotes nothing");
    let Annotation {
        address,
        title,
        quote,
        body,
        tags,
    } = &read[0];
    assert_eq!(address, "https://example.org/dams");
    assert_eq!(title, "Dams");
    assert_eq!(
        (quote.exact.as_str(), quote.prefix.as_str()),
        ("beat two", "Dam, ")
    );
    assert_eq!(body, "Who says so?");
    assert_eq!(find_kind(tags), Some(Kind::Question));
}

#[test]
fn one_annotation_a_list_and_a_page_of_them_are_read() {
    let one = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
        "bodyValue": "so", "target": {"source": {"id": "urn:x"}, "selector":
        {"type": "FragmentSelector", "refinedBy": {"type": "TextQuoteSelector", "exact": "yes"}}}}"#;
    for (text, n) in [
        (one.to_owned(), 1),
        (format!("[{one},{one}]"), 2),
        (
            format!(r#"{{"type": "AnnotationPage", "items": [{one}]}}"#),
            1,
        ),
    ] {
        let (read, _) = read(text.as_bytes()).unwrap();
        assert_eq!(read.len(), n);
        assert_eq!(read[0].quote.exact, "yes");
        assert_eq!(read[0].address, "urn:x");
        assert_eq!(read[0].body, "so");
    }
}

#[test]
fn other_json_is_no_annotation() {
    for text in ["", "[]", "{}", "7", r#"{"nodes": []}"#, r#"{"items": [1]}"#] {
        assert_eq!(read(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn a_list_in_utf_16_or_behind_a_mark_of_byte_order_is_read() {
    let units = HYPOTHESIS.encode_utf16().flat_map(u16::to_le_bytes);
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain(units).collect();
    let marked = format!("\u{feff}{HYPOTHESIS}").into_bytes();
    for bytes in [utf_16, marked] {
        assert_eq!(read(&bytes), read(HYPOTHESIS.as_bytes()));
    }
}

proptest! {
    #[test]
    fn no_input_is_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..60), cut in 0..HYPOTHESIS.len()) {
        drop(read(&bytes));
        drop(read(&HYPOTHESIS.as_bytes()[..cut]));
        let odd = HYPOTHESIS.replace("\"exact\"", &format!("\"{cut}\""));
        drop(read(odd.as_bytes()));
    }
}
