//! Two copies of a map on the command line: what differs, merging, and git.

use std::path::Path;
use std::process::Command;

use expect_test::expect;

use super::{BROKEN_MAP, Desk, OP_ED, newer_map, sample};

fn map(text: &str, more: &str) -> String {
    format!(
        r#"{{"format": "argument-map", "version": 1, "id": "m-1",
"created": "2026-11-22T23:24:00Z", "modified": "2026-11-22T23:24:00Z",
"nodes": [{{"id": "n-1", "kind": "claim", "text": "{text}"}}{more}]}}"#
    )
}

fn desk() -> Desk {
    let more = r#", {"id": "n-2", "kind": "note", "text": "Look it up"}"#;
    Desk::with(&[
        ("base.json", map("The dam was old", "").as_bytes()),
        ("ours.json", map("The upper dam was old", "").as_bytes()),
        ("theirs.json", map("The dam was tired", more).as_bytes()),
        ("against.json", map("The dyke was old", "").as_bytes()),
    ])
}

#[test]
fn differences_are_told_and_give_status_1() {
    let desk = desk();
    let ran = desk.run(&["diff", "base.json", "theirs.json"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    expect![[r#"
        added      note “Look it up”
        reworded   claim: The dam was [-old-]{+tired+}
    "#]]
    .assert_eq(&ran.out);
    assert_eq!(desk.run_fine(&["diff", "base.json", "base.json"]), "");
}

#[test]
fn differences_can_be_read_by_programs() {
    let ran = desk().run(&["diff", "--format", "json", "base.json", "ours.json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["matched_by"], "ids");
    let first = &told["differences"][0];
    assert_eq!(
        (&first["kind"], &first["new_id"]),
        (&"reworded".into(), &"n-1".into())
    );
    assert_eq!(first["after"], "The upper dam was old");
}

#[test]
fn maps_of_other_programs_are_compared_by_their_wordings() {
    let desk = Desk::with(&[
        (
            "a.txt",
            b"Discussion Title: B\n\n1. Free bridges.\n1.1. Pro: They pay.\n",
        ),
        (
            "b.txt",
            b"Discussion Title: B\n\n1. Free bridges.\n1.1. Con: Who pays?\n1.2. Pro: They pay.\n",
        ),
    ]);
    let ran = desk.run(&["diff", "a.txt", "b.txt"]);
    expect![[r#"
        added      claim “Who pays?”, which opposes “Free bridges.”
    "#]]
    .assert_eq(&ran.out);
    assert_eq!(ran.status, 1);
}

#[test]
fn copies_without_a_conflict_are_merged_with_status_0() {
    let desk = desk();
    let merged = desk.run_fine(&["merge", "base.json", "ours.json", "theirs.json"]);
    assert!(merged.contains("The upper dam was tired") && merged.contains("Look it up"));
    let args = [
        "merge",
        "base.json",
        "ours.json",
        "theirs.json",
        "--output",
        "out.json",
    ];
    assert_eq!(desk.run_fine(&args), "");
    assert_eq!(desk.read("out.json"), merged);
    assert!(desk.run_refused(&args).contains("--force"));
}

#[test]
fn a_conflict_gives_status_1_and_a_map_that_holds_both_versions() {
    let desk = desk();
    let ran = desk.run(&[
        "merge",
        "base.json",
        "ours.json",
        "against.json",
        "-o",
        "out.json",
    ]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("The dyke was old"), "{ran:?}");
    let merged = desk.read("out.json");
    assert!(merged.contains("The upper dam was old") && merged.contains("The dyke was old"));
    desk.run_fine(&["check", "out.json"]);
}

#[test]
fn copies_without_a_common_map_are_merged_over_an_empty_one() {
    let desk = desk();
    desk.put("nothing.json", b"");
    let ran = desk.run(&["merge", "nothing.json", "base.json", "theirs.json"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("Look it up") && ran.out.contains("merge-conflict"));
    desk.run_fine(&["merge", "nothing.json", "base.json", "base.json"]);
}

#[test]
fn what_cannot_be_merged_is_refused_in_a_sentence() {
    let desk = desk();
    desk.put("newer.json", &newer_map());
    desk.put("text.txt", b"A text.");
    let said = desk.run_refused(&["merge", "base.json", "ours.json", "newer.json"]);
    assert!(said.contains("newer program"), "{said}");
    desk.run_refused(&["merge", "base.json", "ours.json", "text.txt"]);
    desk.run_refused(&["merge", "gone.json", "ours.json", "theirs.json"]);
    desk.run_refused(&["diff", "base.json", "text.txt"]);
}

#[test]
fn a_broken_map_is_merged_as_it_is() {
    let desk = Desk::with(&[("a.json", BROKEN_MAP)]);
    let ran = desk.run(&["merge", "a.json", "a.json", "a.json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("n-9"));
}

/// Runs git in the folder; none where there is no git.
fn git(folder: &Path, arguments: &[&str]) -> Option<(bool, String)> {
    let program = Path::new(env!("CARGO_BIN_EXE_linchpin"));
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let ran = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(arguments)
        .current_dir(folder)
        .env("PATH", path)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .ok()?;
    let text = [ran.stdout, ran.stderr].concat();
    Some((
        ran.status.success(),
        String::from_utf8_lossy(&text).into_owned(),
    ))
}

/// The lines that README.md gives make git merge maps.
#[test]
#[cfg(unix)]
fn git_merges_maps_with_it() {
    let desk = Desk::with(&[
        ("a.argmap.json", &sample(OP_ED)),
        (".gitattributes", b"*.argmap.json merge=linchpin\n"),
    ]);
    let folder = desk.path("");
    if git(&folder, &["init", "-q", "-b", "main"]).is_none() {
        eprintln!("skipped: there is no git");
        return;
    }
    let run = |arguments: &[&str]| {
        let (is_fine, text) = git(&folder, arguments).unwrap();
        assert!(is_fine, "{arguments:?}: {text}");
    };
    let driver = "linchpin merge %O %A %B --output %A --force";
    run(&["config", "merge.linchpin.driver", driver]);
    run(&["add", "."]);
    run(&["commit", "-qm", "begin"]);
    let text = desk.read("a.argmap.json");
    let title = serde_json::from_str::<serde_json::Value>(&text).unwrap()["title"].clone();
    let put = |from: &str, to: &str| {
        let text = desk.read("a.argmap.json");
        assert!(text.contains(from), "{from}");
        desk.put("a.argmap.json", text.replacen(from, to, 1).as_bytes());
        run(&["commit", "-qam", to]);
    };
    let title = format!("\"title\": {title}");
    run(&["checkout", "-qb", "theirs"]);
    put(
        "\"kind\": \"claim\",\n      \"text\": \"",
        "\"kind\": \"claim\",\n      \"text\": \"Perhaps: ",
    );
    run(&["checkout", "-q", "main"]);
    put(&title, "\"title\": \"Ours\"");
    run(&["merge", "-q", "theirs", "-m", "merge"]);
    let merged = desk.read("a.argmap.json");
    assert!(merged.contains("\"title\": \"Ours\"") && merged.contains("\"Perhaps: "));
    // Both change the same: git says that there is a conflict, and the file is a map all the same.
    run(&["checkout", "-qb", "third"]);
    put("\"title\": \"Ours\"", "\"title\": \"Third\"");
    run(&["checkout", "-q", "main"]);
    put("\"title\": \"Ours\"", "\"title\": \"Mine\"");
    let (is_fine, text) = git(&folder, &["merge", "-q", "third", "-m", "merge"]).unwrap();
    assert!(!is_fine && text.contains("CONFLICT"), "{text}");
    let merged = desk.read("a.argmap.json");
    assert!(merged.contains("\"title\": \"Mine\"") && merged.contains("says: Third"));
    desk.run_fine(&["info", "a.argmap.json"]);
}
