//! What goes into a file comes out of it.

use std::path::{Path, PathBuf};

use linchpin::format::native::{read, write, write_verified};
use linchpin::model::{Document, Extra, Id, Kind, Node, RawJson, Strength, Time};
use proptest::prelude::*;

use super::arbitrary::{any_document, any_json};
use super::{EVERY_FIELD, map_with};

#[test]
fn the_canonical_example_is_saved_to_the_same_bytes() {
    let loaded = read(EVERY_FIELD.as_bytes()).unwrap();
    assert_eq!(write(&loaded.document), EVERY_FIELD);
    assert!(loaded.was_canonical);
    assert_eq!(loaded.read_only, None);
}

#[test]
fn every_sample_is_saved_to_the_same_bytes() {
    let samples = find_maps(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"));
    assert!(samples.len() >= 2);
    for path in samples {
        let text = std::fs::read_to_string(&path).unwrap();
        let loaded = read(text.as_bytes()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert_eq!(write(&loaded.document), text, "{}", path.display());
    }
}

fn find_maps(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                find_maps(&path)
            } else if path.to_string_lossy().ends_with(".argmap.json") {
                vec![path]
            } else {
                Vec::new()
            }
        })
        .collect()
}

#[test]
fn an_empty_map_has_its_stamps_and_nothing_else() {
    let text = map_with("");
    let loaded = read(text.as_bytes()).unwrap();
    assert!(loaded.was_canonical, "{}", write(&loaded.document));
    assert_eq!(loaded.notices, []);
}

#[test]
fn a_file_of_another_shape_becomes_canonical_at_its_first_save() {
    let squeezed = EVERY_FIELD.lines().map(str::trim_start).collect::<String>();
    let loaded = read(squeezed.as_bytes()).unwrap();
    assert!(!loaded.was_canonical);
    assert_eq!(write(&loaded.document), EVERY_FIELD);
}

#[test]
fn unknown_members_keep_their_order_and_the_spelling_of_numbers() {
    let text = map_with(
        "  \"x-b\": null,\n  \"x-a\": [1.50e3, -0.0, 12345678901234567890123, \"\\u0061\"],\n  \
         \"x-c\": [\n    [],\n    {}\n  ]",
    );
    let loaded = read(text.as_bytes()).unwrap();
    assert_eq!(write(&loaded.document), text);
}

#[test]
fn white_space_around_unknown_members_is_brought_to_the_one_shape() {
    let loose = map_with("  \"x\": { \"a\" :[ 1 ,2 ] , \"b\": [ { } ] }");
    let canonical = map_with("  \"x\": {\n    \"a\": [1, 2],\n    \"b\": [\n      {}\n    ]\n  }");
    let loaded = read(loose.as_bytes()).unwrap();
    assert_eq!(write(&loaded.document), canonical);
}

#[test]
fn what_is_empty_is_not_written_and_does_not_stop_saving() {
    let mut document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(0));
    let mut node = Node::new(Id::parse("n-1").unwrap(), Kind::Claim, "");
    node.grade = Some(Box::default());
    node.extensions = Some(RawJson::from_checked("{ }"));
    document.load_node(node).unwrap();
    let text = write_verified(&document).unwrap();
    assert!(!text.contains("grade"), "{text}");
}

#[test]
fn a_map_that_would_not_read_back_is_not_saved() {
    let mut document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(0));
    let mut node = Node::new(Id::parse("n-1").unwrap(), Kind::Claim, "");
    node.extra = Extra::from([("text".into(), RawJson::from_checked("1"))]);
    document.load_node(node).unwrap();
    let error = write_verified(&document).unwrap_err();
    assert!(
        error.to_string().contains("nothing was overwritten"),
        "{error}"
    );
}

#[test]
fn a_number_that_json_does_not_know_is_not_saved_as_nothing() {
    let mut document = read(EVERY_FIELD.as_bytes()).unwrap().document;
    let mut link = document.links().rows()[0].as_ref().clone();
    link.id = Id::parse("l-new").unwrap();
    link.strength = Some(Strength::Number(f64::NAN));
    document.load_link(link).unwrap();
    let error = write_verified(&document).unwrap_err();
    assert!(error.to_string().contains("a record differs"), "{error}");
}

#[test]
fn a_map_in_which_an_id_names_two_records_is_not_saved_as_another() {
    let mut document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(0));
    let claim = |id: &str| Node::new(Id::parse(id).unwrap(), Kind::Claim, "");
    document.load_node(claim("n-1")).unwrap();
    assert!(write_verified(&document).is_ok());
    document.load_node(claim("m-1")).unwrap();
    let error = write_verified(&document).unwrap_err();
    assert!(error.to_string().contains("a record differs"), "{error}");
}

#[test]
fn what_a_file_need_not_say_makes_no_difference_beside_every_field() {
    let mut document = read(EVERY_FIELD.as_bytes()).unwrap().document;
    let mut node = Node::new(Id::parse("n-new").unwrap(), Kind::Claim, "");
    node.grade = Some(Box::default());
    document.load_node(node).unwrap();
    let text = write_verified(&document).unwrap();
    assert_ne!(read(text.as_bytes()).unwrap().document, document);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_document_comes_back_equal(document in any_document()) {
        let text = write_verified(&document).unwrap();
        let loaded = read(text.as_bytes()).unwrap();
        prop_assert_eq!(&loaded.document, &document);
        prop_assert_eq!(write(&loaded.document), text);
        prop_assert!(loaded.was_canonical || loaded.read_only.is_some());
    }

    #[test]
    fn any_unknown_member_survives(json in any_json()) {
        let loaded = read(map_with(&format!("  \"x\": {json}")).as_bytes()).unwrap();
        let again = read(write(&loaded.document).as_bytes()).unwrap();
        prop_assert_eq!(again.document.meta().extra[0].1.as_str(), json);
    }
}
