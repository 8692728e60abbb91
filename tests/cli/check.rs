//! Findings, hints and the status that scripts ask for.

use super::{BROKEN_MAP, Desk, OP_ED, TOUR, newer_map, sample};

#[test]
fn the_samples_pass_without_a_word() {
    for name in [
        OP_ED,
        TOUR,
        "school-board/hearing.argmap.json",
        "every-field.argmap.json",
    ] {
        let desk = Desk::with(&[("a.argmap.json", &sample(name))]);
        assert_eq!(desk.run_fine(&["check", "a.argmap.json"]), "", "{name}");
    }
}

#[test]
fn a_broken_law_is_a_line_and_the_status_one() {
    let desk = Desk::with(&[("a.json", BROKEN_MAP)]);
    let before = desk.snapshot();
    let ran = desk.run(&["check", "a.json"]);
    assert_eq!((ran.status, &ran.err[..]), (1, ""));
    assert_eq!(
        ran.out,
        "a.json: link l-1 points at n-9, which is not in the map\n"
    );
    assert_eq!(desk.snapshot(), before);
}

#[test]
fn a_passage_that_is_not_in_its_source_is_a_finding() {
    let text = String::from_utf8(sample(TOUR)).unwrap();
    let quote = "\"exact\": \"";
    let at = text.rfind(quote).unwrap() + quote.len();
    let end = at + text[at..].find('"').unwrap();
    let changed = format!(
        "{}Zebras juggle quietly on Jupiter{}",
        &text[..at],
        &text[end..]
    );
    let desk = Desk::with(&[("a.json", changed.as_bytes())]);
    let ran = desk.run(&["check", "a.json"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    assert!(
        ran.out
            .contains("quotes “Zebras juggle quietly on Jupiter”"),
        "{ran:?}"
    );
}

#[test]
fn hints_are_told_when_asked_for_and_are_no_findings() {
    let desk = Desk::with(&[("a.argmap.json", &sample(TOUR))]);
    let out = desk.run_fine(&["check", "--hints", "a.argmap.json"]);
    let hint = "a.argmap.json: hint: nothing answers the question";
    assert!(out.starts_with(hint), "{out}");
}

#[test]
fn of_several_files_the_worst_gives_the_status_and_all_are_checked() {
    let desk = Desk::with(&[("good.json", &sample(TOUR)), ("broken.json", BROKEN_MAP)]);
    let ran = desk.run(&["check", "good.json", "broken.json"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    let ran = desk.run(&["check", "missing.json", "broken.json", "good.json"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.out.starts_with("broken.json: link l-1"), "{ran:?}");
    assert!(ran.err.contains("missing.json"), "{ran:?}");
}

#[test]
fn json_says_the_same_per_file() {
    let desk = Desk::with(&[("good.json", &sample(TOUR)), ("broken.json", BROKEN_MAP)]);
    let ran = desk.run(&[
        "check",
        "--json",
        "--hints",
        "good.json",
        "broken.json",
        "gone.json",
    ]);
    assert_eq!(ran.status, 2, "{ran:?}");
    let list: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(list[0]["file"], "good.json");
    assert_eq!(list[0]["findings"], serde_json::json!([]));
    assert_eq!(list[0]["hints"].as_array().unwrap().len(), 1);
    let found = "link l-1 points at n-9, which is not in the map";
    assert_eq!(list[1]["findings"], serde_json::json!([found]));
    assert!(list[2]["error"].as_str().unwrap().contains("gone.json"));
}

#[test]
fn a_map_of_a_newer_version_says_why_it_cannot_be_checked() {
    let desk = Desk::with(&[("a.json", &newer_map())]);
    let said = desk.run_refused(&["check", "a.json"]);
    assert!(said.contains("version 7 of the format"), "{said}");
    assert!(said.trim_end().ends_with("a.json"), "{said}");
}

#[test]
fn nothing_in_a_map_can_steer_the_terminal() {
    let text = String::from_utf8(BROKEN_MAP.to_vec()).unwrap();
    let hostile = text.replace(
        "\"to\": \"n-9\"",
        r#""to": "n-1", "relation": "\u001b[2J\u202e""#,
    );
    let hostile = hostile.replace(
        "\"kind\": \"claim\", \"text\": \"It",
        r#""kind": "\u001b]0;x\u0007", "text": "It"#,
    );
    let hostile = hostile.replace("\"relation\": \"supports\", ", "");
    let desk = Desk::with(&[("a.json", hostile.as_bytes())]);
    for arguments in [&["check", "--hints", "a.json"][..], &["info", "a.json"]] {
        let ran = desk.run(arguments);
        assert_ne!(ran.status, 2, "{ran:?}");
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(
            !ran.out.contains(steers) && !ran.err.contains(steers),
            "{ran:?}"
        );
    }
}
