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

const SHAKY: &str = r#"{
  "format": "argument-map",
  "version": 1,
  "id": "m-1",
  "created": "2026-11-22T23:24:00Z",
  "modified": "2026-11-22T23:24:00Z",
  "nodes": [
    {
      "id": "n-1",
      "kind": "claim",
      "text": "Fees should rise."
    },
    {
      "id": "n-2",
      "kind": "claim",
      "text": "Buses are full."
    }
  ],
  "links": [
    {
      "id": "l-1",
      "relation": "supports",
      "from": ["n-2"],
      "to": "n-1"
    },
    {
      "id": "l-2",
      "relation": "supports",
      "from": ["n-1"],
      "to": "n-2"
    }
  ]
}
"#;

#[test]
fn reasoning_is_checked_by_a_profile_and_what_is_wrong_makes_the_status_one() {
    let desk = Desk::with(&[("a.argmap.json", SHAKY.as_bytes())]);
    assert_eq!(desk.run_fine(&["check", "a.argmap.json"]), "");
    let ran = desk.run(&["check", "--profile", "quiet", "a.argmap.json"]);
    assert_eq!((ran.status, &ran.err[..]), (1, ""));
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert!(ran.out.starts_with("a.argmap.json: error: "), "{}", ran.out);
    let ran = desk.run(&["check", "--profile", "class", "--json", "a.argmap.json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let told = json[0]["reasoning"].as_array().unwrap();
    assert!(told.iter().any(|it| it["check"] == "circular-reasoning"));
    assert!(
        told.iter()
            .any(|it| it["check"] == "rabbit" && it["severity"] == "hint")
    );
    let ran = desk.run(&["check", "--profile", "none", "a.argmap.json"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("standard") && ran.err.contains("analyst"),
        "{ran:?}"
    );
}

#[test]
fn a_log_for_code_hosts_names_rules_lines_and_what_was_set_aside() {
    let dismissal = "  ],\n  \"dismissals\": [\n    {\n      \"check\": \"circular-reasoning\",\n      \
        \"on\": [\"n-1\", \"n-2\"],\n      \"reason\": \"they feed each other\"\n    }\n  ]\n}\n";
    let aside = format!("{}{dismissal}", SHAKY.trim_end().trim_end_matches("  ]\n}"));
    let desk = Desk::with(&[
        ("a b.argmap.json", SHAKY.as_bytes()),
        ("aside.argmap.json", aside.as_bytes()),
    ]);
    let ran = desk.run(&["check", "--format", "sarif", "a b.argmap.json"]);
    assert_eq!(ran.status, 1);
    let log: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "circular-reasoning");
    assert_eq!(result["level"], "error");
    assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b.argmap.json");
    let line = place["region"]["startLine"].as_u64().unwrap() as usize;
    let id = result["locations"][0]["logicalLocations"][0]["name"]
        .as_str()
        .unwrap();
    assert!(SHAKY.lines().nth(line - 1).unwrap().contains(id));
    let ran = desk.run(&["check", "--format", "sarif", "aside.argmap.json"]);
    let log: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let suppressed = &log["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(
        suppressed["justification"], "they feed each other",
        "{}",
        ran.out
    );
    assert_eq!(ran.status, 0);
}
