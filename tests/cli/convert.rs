//! From one format to another, with what is said on the way.

use super::{Desk, OP_ED, sample};

const DEBATE: &[u8] =
    b"Discussion Title: Bridges\n\n1. They should be free.\n1.1. Pro: They are paid \
    for.\n1.2. No side.\n";

#[test]
fn a_debate_becomes_a_map_and_what_was_changed_is_said() {
    let desk = Desk::with(&[("debate.txt", DEBATE)]);
    let said = desk.run_fine(&["convert", "debate.txt", "debate.argmap.json"]);
    assert!(
        said.contains("without a side") && said.contains("boxes: 3"),
        "{said}"
    );
    let map = desk.read("debate.argmap.json");
    assert!(map.contains("\"title\": \"Bridges\"") && map.contains("They are paid for."));
    desk.run_fine(&["info", "debate.argmap.json"]);
}

#[test]
fn strict_conversion_writes_nothing_where_something_would_be_lost() {
    let desk = Desk::with(&[("debate.txt", DEBATE), ("a.argmap.json", &sample(OP_ED))]);
    let said = desk.run_refused(&["convert", "--strict", "debate.txt", "debate.argmap.json"]);
    assert!(
        said.contains("without a side") && said.contains("--strict"),
        "{said}"
    );
    assert!(!desk.path("debate.argmap.json").exists());
    let said = desk.run_refused(&["convert", "--strict", "a.argmap.json", "a.kialo.txt"]);
    assert!(said.contains("passages"), "{said}");
    desk.run_fine(&["convert", "--strict", "a.argmap.json", "b.argmap.json"]);
    assert_eq!(desk.read("a.argmap.json"), desk.read("b.argmap.json"));
}

#[test]
fn a_map_of_another_program_is_exported_at_once() {
    let desk = Desk::with(&[("debate.txt", DEBATE)]);
    assert_eq!(
        desk.run_fine(&["convert", "--quiet", "debate.txt", "debate.svg"]),
        ""
    );
    assert!(desk.read("debate.svg").contains("<svg"));
    let said = desk.run_refused(&["convert", "debate.txt", "debate.svg"]);
    assert!(said.contains("--force"), "{said}");
}

#[test]
fn annotations_find_the_text_beside_them() {
    let desk = Desk::with(&[
        ("talk.ann", b"T1\tClaim 0 8\tIt rains\n"),
        ("talk.txt", b"It rains today."),
    ]);
    desk.run_fine(&["convert", "talk.ann", "talk.argmap.json"]);
    assert!(
        desk.read("talk.argmap.json")
            .contains("\"exact\": \"It rains\"")
    );
    let alone = Desk::with(&[("talk.ann", b"T1\tClaim 0 8\tIt rains\n")]);
    let said = alone.run_refused(&["convert", "talk.ann", "talk.argmap.json"]);
    assert!(said.contains("beside it"), "{said}");
}

#[test]
fn the_list_of_formats_names_each_and_what_it_loses() {
    let desk = Desk::new();
    let list = desk.run_fine(&["formats"]);
    for format in linchpin::format::ALL {
        assert!(list.contains(format.title), "{}", format.title);
    }
    assert!(!list.contains("left out"));
    let losses = desk.run_fine(&["formats", "--losses"]);
    assert!(losses.contains("left out"));
}

#[test]
fn a_map_goes_into_a_web_page_and_comes_back_whole() {
    let desk = Desk::with(&[("a.argmap.json", &sample(OP_ED))]);
    let said = desk.run_fine(&[
        "convert",
        "--strict",
        "--with-names",
        "a.argmap.json",
        "a.html",
    ]);
    assert!(!said.contains("lost"), "{said}");
    assert!(desk.read("a.html").starts_with("<!DOCTYPE html>"));
    desk.run_fine(&["convert", "--strict", "a.html", "b.argmap.json"]);
    assert_eq!(desk.read("a.argmap.json"), desk.read("b.argmap.json"));
    desk.run_fine(&["info", "a.html"]);
}

#[test]
fn a_text_becomes_a_map_where_it_is_said_that_it_is_an_outline() {
    let notes = b"# Who pays?\n\n- The city\n  - It can\n";
    let desk = Desk::with(&[("notes.md", notes)]);
    let said = desk.run_refused(&["convert", "notes.md", "notes.argmap.json"]);
    assert!(said.contains("--from outline"), "{said}");
    let said = desk.run_fine(&["convert", "--from", "outline", "notes.md", "a.argmap.json"]);
    assert!(
        said.contains("kept: boxes: 3") && said.contains("line 3"),
        "{said}"
    );
    desk.run_fine(&["convert", "--strict", "a.argmap.json", "a.txt"]);
    let said = desk.run_fine(&["convert", "--strict", "a.txt", "b.argmap.json"]);
    assert!(said.contains("kept: links: 2"), "{said}");
    assert!(
        desk.read("a.txt")
            .starts_with("? Who pays?\n  = The city\n")
    );
}
