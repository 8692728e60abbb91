//! What is harmless is repaired, and what the repair changes is told.

use linchpin::format::native::{Loaded, read, write};

use super::map_with;

fn load(members: &str) -> Loaded {
    read(map_with(members).as_bytes()).unwrap_or_else(|error| panic!("{members}: {error}"))
}

fn tell(loaded: &Loaded) -> Vec<String> {
    loaded.notices.iter().map(ToString::to_string).collect()
}

#[test]
fn null_means_absent() {
    let loaded = load("  \"title\": null,\n  \"nodes\": null,\n  \"sensitive\": null");
    assert_eq!(write(&loaded.document), map_with(""));
    assert!(!loaded.was_canonical);
}

#[test]
fn a_number_as_id_becomes_a_text_with_its_references() {
    let loaded = load(
        "  \"nodes\": [{\"id\": 1, \"kind\": \"claim\", \"text\": \"a\"},
        {\"id\": 2, \"kind\": \"claim\", \"text\": \"b\"}],
        \"links\": [{\"id\": 3, \"relation\": \"supports\", \"from\": 2, \"to\": 1}]",
    );
    assert_eq!(tell(&loaded), [""; 0]);
    let link = loaded.document.links().get("3").unwrap();
    assert_eq!((link.from[0].as_str(), link.to.as_str()), ("2", "1"));
}

#[test]
fn a_bare_text_in_from_is_a_list_of_one() {
    let loaded = load(
        "  \"nodes\": [{\"id\": \"a\", \"kind\": \"claim\"}, {\"id\": \"b\", \"kind\": \"claim\"}],
        \"links\": [{\"id\": \"l\", \"relation\": \"supports\", \"from\": \"b\", \"to\": \"a\"}]",
    );
    assert_eq!(loaded.document.links().get("l").unwrap().from.len(), 1);
}

#[test]
fn a_bare_tag_is_a_list_of_one() {
    let node = "{\"id\": \"a\", \"kind\": \"claim\", \"tags\": \"dams\"}";
    let loaded = load(&format!("  \"nodes\": [{node}]"));
    assert_eq!(loaded.document.nodes().rows()[0].tags, ["dams"]);
}

#[test]
fn the_map_itself_gives_way_where_a_record_has_its_id() {
    let loaded = load(
        "  \"nodes\": [{\"id\": \"m-1\", \"kind\": \"claim\"}, {\"id\": \"b\", \"kind\": \"claim\"}],
        \"links\": [{\"id\": \"b\", \"relation\": \"supports\", \"from\": [\"b\"], \"to\": \"m-1\"}],
        \"dismissals\": [{\"check\": \"x\", \"on\": [\"b\"]}],
        \"views\": [{\"id\": \"b\", \"collapsed\": [\"b\"], \"positions\": {\"b\": [1, 2]}}]",
    );
    assert_ne!(loaded.document.meta().id.as_str(), "m-1");
    let link = &loaded.document.links().rows()[0];
    assert_eq!((link.from[0].as_str(), link.to.as_str()), ("b", "m-1"));
    assert_ne!(link.id.as_str(), "b");
    let view = &loaded.document.views().rows()[0];
    assert_eq!(view.collapsed[0].as_str(), "b");
    assert_eq!(&*view.positions[0].0, "b");
    assert_eq!(tell(&loaded).len(), 3);
}

#[test]
fn a_byte_order_mark_is_tolerated_and_gone_after_saving() {
    let text = format!("\u{feff}{}", map_with(""));
    let loaded = read(text.as_bytes()).unwrap();
    assert!(!loaded.was_canonical);
    assert_eq!(write(&loaded.document), map_with(""));
}

#[test]
fn a_second_record_with_a_used_id_is_renamed_and_told() {
    let node = "{\"id\": \"n\", \"kind\": \"claim\", \"text\": \"\"}";
    let loaded = load(&format!("  \"nodes\": [{node}, {node}, {node}]"));
    let ids: Vec<_> = loaded
        .document
        .nodes()
        .iter()
        .map(|n| n.id.to_string())
        .collect();
    assert_eq!(ids, ["n", "n.2", "n.3"]);
    assert_eq!(
        tell(&loaded)[0],
        "two records were called “n”, so the second is now “n.2”"
    );
}

#[test]
fn references_follow_the_first_record_of_their_own_table() {
    let loaded = load(
        "  \"sources\": [{\"id\": \"1\"}],
        \"nodes\": [{\"id\": 1, \"kind\": \"claim\", \"anchors\": [{\"source\": 1, \"exact\": \"\"}],
            \"comments\": [{\"id\": 1, \"text\": \"\"}, {\"id\": 5, \"text\": \"\", \"reply_to\": 1}]},
            {\"id\": 2, \"kind\": \"claim\"}],
        \"links\": [{\"id\": 1, \"relation\": \"supports\", \"from\": [1], \"to\": 2}],
        \"views\": [{\"id\": 1, \"positions\": {\"1\": [0, 0]}}]",
    );
    let document = &loaded.document;
    assert_eq!(document.nodes().rows()[0].id.as_str(), "1.2");
    assert_eq!(document.nodes().rows()[0].anchors[0].source.as_str(), "1");
    assert_eq!(
        document.nodes().rows()[0].comments[1]
            .reply_to
            .as_ref()
            .unwrap()
            .as_str(),
        "1.3"
    );
    assert_eq!(document.links().rows()[0].from[0].as_str(), "1.2");
    assert_eq!(&*document.views().rows()[0].positions[0].0, "1.2");
    assert_eq!(tell(&loaded).len(), 4, "{:?}", tell(&loaded));
}

#[test]
fn an_id_that_is_none_gets_a_form_and_its_references_follow() {
    let long = "x".repeat(80);
    let loaded = load(&format!(
        "  \"nodes\": [{{\"id\": \"first box\", \"kind\": \"claim\"}},
        {{\"id\": \"{long}\", \"kind\": \"claim\"}}, {{\"id\": \"\", \"kind\": \"claim\"}}],
        \"links\": [{{\"id\": \"l\", \"relation\": \"supports\", \"from\": \"{long}\",
        \"to\": \"first box\"}}]"
    ));
    assert_eq!(loaded.notices.len(), 3, "{:?}", tell(&loaded));
    let link = loaded.document.links().get("l").unwrap();
    assert!(loaded.document.nodes().contains(link.to.as_str()));
    assert!(loaded.document.nodes().contains(link.from[0].as_str()));
    assert!(link.to.as_str().starts_with("firstbox:"));
}

#[test]
fn a_broken_reference_is_kept_and_told() {
    let members = "  \"links\": [\n    {\n      \"id\": \"l\",\n      \"relation\": \"supports\",\n      \
                   \"from\": [\"gone\"],\n      \"to\": \"lost\"\n    }\n  ]";
    let loaded = load(members);
    assert_eq!(
        tell(&loaded),
        [
            "link l points at lost, which is not in the map",
            "link l starts at gone, which is not in the map"
        ]
    );
    assert!(loaded.was_canonical);
}

#[test]
fn an_offset_in_another_zone_is_brought_to_utc_seconds() {
    let text = map_with("").replace(
        "22T23:24:00Z\",\n  \"mod",
        "23T01:24:00.5+02:00\",\n  \"mod",
    );
    let loaded = read(text.as_bytes()).unwrap();
    assert_eq!(write(&loaded.document), map_with(""));
}
