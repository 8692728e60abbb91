//! Later versions are shown and never overwritten; earlier ones are brought up in memory.

use linchpin::format::FormatError;
use linchpin::format::native::migrate::{Migration, Tree};
use linchpin::format::native::{Limits, ReadOnlyReason, read, read_within, write};

use super::map_with;

#[test]
fn a_newer_version_opens_read_only() {
    let text = map_with("  \"title\": \"a\"").replace("\"version\": 1", "\"version\": 2");
    let loaded = read(text.as_bytes()).unwrap();
    let reason = loaded.read_only.unwrap();
    assert_eq!(reason, ReadOnlyReason::NewerVersion { version: 2 });
    assert!(reason.to_string().contains("cannot be changed here"));
    assert_eq!(loaded.document.meta().title, "a");
}

#[test]
fn an_unknown_requirement_opens_read_only() {
    let text = include_str!("../../samples/read-only.argmap.json");
    let loaded = read(text.as_bytes()).unwrap();
    let reason = loaded.read_only.unwrap();
    assert!(matches!(reason, ReadOnlyReason::UnknownRequirements(_)));
    let two = ReadOnlyReason::UnknownRequirements(vec!["sound".into(), "film".into()]);
    assert!(
        two.to_string().contains("asks for “sound”, “film” and"),
        "{two}"
    );
}

#[test]
fn a_version_before_the_first_is_refused() {
    let text = map_with("").replace("\"version\": 1", "\"version\": 0");
    let error = read(text.as_bytes()).unwrap_err();
    assert_eq!(error, FormatError::NoSuchVersion { version: 0 });
}

#[test]
fn an_earlier_version_is_brought_up_step_by_step() {
    const STEPS: &[Migration] = &[Migration {
        from: 0,
        run: |map| {
            if let Some(Tree::List(nodes)) = map.get_mut("nodes") {
                for node in nodes {
                    node.set("kind", Tree::Text("claim".to_owned()));
                }
            }
        },
    }];
    let old = map_with("  \"nodes\": [{\"id\": \"n\", \"text\": \"a\\n\", \"x\": 1.50e3}]")
        .replace("\"version\": 1", "\"version\": 0");
    let loaded = read_within(old.as_bytes(), &Limits::FORMAT, STEPS).unwrap();
    assert!(!loaded.was_canonical);
    assert_eq!(
        write(&loaded.document),
        map_with(
            "  \"nodes\": [\n    {\n      \"id\": \"n\",\n      \"kind\": \"claim\",\n      \
             \"text\": \"a\\n\",\n      \"x\": 1.50e3\n    }\n  ]"
        )
    );
}

#[test]
fn a_newer_map_that_cannot_be_shown_is_told_to_be_newer() {
    let error = read(b"{\"format\": \"argument-map\", \"version\": 99}").unwrap_err();
    assert!(
        matches!(error, FormatError::TooNew { version: 99, .. }),
        "{error}"
    );
}
