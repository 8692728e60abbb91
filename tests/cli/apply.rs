//! Edits from a file: all or none, each by the rules of the window.

use linchpin::format::native;

use super::{Desk, TOUR, newer_map, sample};

const BOX: &str = "n-rajnkyxt";

fn desk_with_edits(edits: &str) -> Desk {
    Desk::with(&[("a.json", &sample(TOUR)), ("edits.json", edits.as_bytes())])
}

#[test]
fn edits_are_made_in_order_and_what_they_made_is_told() {
    let desk = desk_with_edits(&format!(
        r#"[
          {{"edit": "set-field", "field": "title", "value": "Mill Street again"}},
          {{"edit": "add-node", "kind": "claim", "text": "Through the park", "under": "{BOX}"}},
          {{"edit": "set-text", "node": "{BOX}", "text": "Where do the cars go?"}},
          {{"edit": "set-text", "node": "{BOX}", "text": "Where do the cars go?"}}
        ]"#
    ));
    let before = desk.read("a.json");
    let out = desk.run_fine(&["apply", "a.json", "edits.json", "--output", "b.json"]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 4, "{out}");
    let made = lines[1].strip_prefix("2: ").unwrap();
    assert!(made.starts_with("n-"), "{out}");
    assert_eq!(lines[3], "4: nothing changed");

    let loaded = native::read(desk.read("b.json").as_bytes()).unwrap();
    assert!(loaded.was_canonical);
    assert_eq!(loaded.document.meta().title, "Mill Street again");
    assert_eq!(
        loaded.document.nodes().get(made).unwrap().text,
        "Through the park"
    );
    assert_eq!(
        loaded.document.nodes().get(BOX).unwrap().text,
        "Where do the cars go?"
    );
    assert_eq!(desk.read("a.json"), before);
}

#[test]
fn a_refusal_names_the_edit_and_why_and_nothing_is_written() {
    let first = r#"{"edit": "set-field", "field": "title", "value": "x"}"#;
    for (edit, why) in [
        (
            r#"{"edit": "set-text", "node": "n-gone", "text": "x"}"#,
            "n-gone",
        ),
        (
            r#"{"edit": "set-txt", "node": "n-gone", "text": "x"}"#,
            "set-txt",
        ),
        (r#"{"edit": "set-text", "node": "n-gone"}"#, "text"),
        (
            r#"{"edit": "add-node", "kind": "claim", "tekst": "x"}"#,
            "tekst",
        ),
        (
            r#"{"edit": "add-node", "kind": "clam", "text": "x"}"#,
            "clam",
        ),
        (r#"{"edit": "insert"}"#, "insert"),
        ("7", ""),
    ] {
        let desk = desk_with_edits(&format!("[{first}, {edit}]"));
        for output in [
            &["--output", "b.json"][..],
            &["--output", "a.json", "--force"],
            &["--check"],
        ] {
            let mut arguments = vec!["apply", "a.json", "edits.json"];
            arguments.extend(output);
            let said = desk.run_refused(&arguments);
            assert!(
                said.contains("edit 2 ") && said.contains(why),
                "{why}: {said}"
            );
        }
    }
}

#[test]
fn a_file_that_is_no_list_of_edits_is_refused() {
    for edits in ["", "{}", "[", "[}", "edits", "\u{feff}[1", "\0\0\0"] {
        let desk = desk_with_edits(edits);
        let said = desk.run_refused(&["apply", "a.json", "edits.json", "--output", "b.json"]);
        assert!(said.trim_end().ends_with("edits.json"), "{said}");
    }
    let deep = "[".repeat(100_000);
    desk_with_edits(&deep).run_refused(&["apply", "a.json", "edits.json", "--check"]);
}

#[test]
fn a_dry_run_says_what_would_be_made_and_writes_nothing() {
    let desk = desk_with_edits(r#"[{"edit": "add-node", "kind": "note", "text": "x"}]"#);
    let before = desk.snapshot();
    let out = desk.run_fine(&[
        "apply",
        "a.json",
        "edits.json",
        "--check",
        "--output",
        "b.json",
    ]);
    assert!(out.starts_with("1: n-"), "{out}");
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn the_map_itself_is_replaced_only_by_force() {
    let desk = desk_with_edits(&format!(
        r#"[{{"edit": "set-text", "node": "{BOX}", "text": "Where do they go?"}}]"#
    ));
    let said = desk.run_refused(&["apply", "a.json", "edits.json", "--output", "a.json"]);
    assert!(said.contains("--force"), "{said}");
    desk.run_fine(&[
        "apply",
        "a.json",
        "edits.json",
        "--output",
        "a.json",
        "--force",
    ]);
    assert!(desk.read("a.json").contains("Where do they go?"));
}

#[test]
fn without_an_output_or_a_dry_run_nothing_is_done() {
    let desk = desk_with_edits("[]");
    let ran = desk.run(&["apply", "a.json", "edits.json"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("--output"), "{ran:?}");
}

#[test]
fn a_map_that_can_only_be_read_is_not_edited() {
    let desk = Desk::with(&[
        ("newer.json", &newer_map()),
        ("asks.json", &sample("read-only.argmap.json")),
        ("edits.json", b"[]"),
    ]);
    for (file, why) in [
        ("newer.json", "version 7"),
        ("asks.json", "org.example.weights"),
    ] {
        for output in [
            &["--output", "b.json"][..],
            &["--check"],
            &["--output", file, "--force"],
        ] {
            let mut arguments = vec!["apply", file, "edits.json"];
            arguments.extend(output);
            let said = desk.run_refused(&arguments);
            assert!(said.contains(why), "{said}");
        }
    }
}
