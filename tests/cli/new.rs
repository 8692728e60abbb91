//! Maps made of articles.

use linchpin::format::native;

use super::{Desk, sample};

#[test]
fn an_article_becomes_a_map_that_holds_it() {
    let desk = Desk::with(&[("a.txt", &sample("tour/article.txt"))]);
    assert_eq!(
        desk.run_fine(&["new", "--from", "a.txt", "--output", "a.argmap.json"]),
        ""
    );
    let loaded = native::read(desk.read("a.argmap.json").as_bytes()).unwrap();
    assert!(loaded.was_canonical && loaded.notices.is_empty());
    let document = loaded.document;
    assert_eq!(
        document.meta().title,
        "Should Fenwick Close Mill Street to Cars?"
    );
    assert_eq!(document.meta().language, "en");
    let source = document.sources().iter().next().unwrap();
    assert_eq!(source.text.trim_end(), desk.read("a.txt").trim_end());
    assert!(source.structure.len() > 3);
    assert!(document.nodes().is_empty());
    desk.run_fine(&["check", "a.argmap.json"]);
}

#[test]
fn a_title_can_be_given_and_else_is_the_headline_or_the_name_of_the_file() {
    let desk = Desk::with(&[
        (
            "plain.txt",
            b"one plain sentence, without any headline at all, ends here.\n",
        ),
        ("marked.md", b"# On Dams\n\nThey hold water.\n"),
    ]);
    for (from, options, title) in [
        ("plain.txt", &[][..], "plain"),
        ("marked.md", &[], "On Dams"),
        ("marked.md", &["--title", "Of Weirs"], "Of Weirs"),
    ] {
        let mut arguments = vec!["new", "--from", from, "--output", "b.json", "--force"];
        arguments.extend(options);
        desk.run_fine(&arguments);
        let loaded = native::read(desk.read("b.json").as_bytes()).unwrap();
        assert_eq!(loaded.document.meta().title, title);
    }
}

#[test]
fn a_file_that_is_there_is_kept_unless_forced() {
    let desk = Desk::with(&[("a.txt", b"Dams hold water.\n"), ("b.json", b"mine")]);
    let said = desk.run_refused(&["new", "--from", "a.txt", "--output", "b.json"]);
    assert!(said.contains("--force"), "{said}");
    desk.run_fine(&["new", "--from", "a.txt", "--output", "b.json", "--force"]);
    assert_ne!(desk.read("b.json"), "mine");
}

#[test]
fn a_map_is_no_article() {
    let desk = Desk::with(&[("a.json", &sample(super::TOUR))]);
    let said = desk.run_refused(&["new", "--from", "a.json", "--output", "b.json"]);
    assert!(said.contains("map already"), "{said}");
}

#[test]
fn an_encoding_can_be_chosen_and_an_unknown_one_is_refused() {
    // “Zürich” in the code page of the Macintosh; read as another it says something else.
    let desk = Desk::with(&[(
        "a.txt",
        b"Z\x9frich has a lake and four hundred thousand people.\n",
    )]);
    let title = |encoding: &str| {
        let map = "b.argmap.json";
        let arguments = [
            "new",
            "--from",
            "a.txt",
            "--encoding",
            encoding,
            "--force",
            "--output",
            map,
        ];
        desk.run_fine(&arguments);
        let loaded = native::read(desk.read(map).as_bytes()).unwrap();
        let source = loaded.document.sources().iter().next().unwrap().clone();
        source.text.clone()
    };
    assert!(title("macintosh").starts_with("Zürich"));
    assert!(!title("windows-1252").starts_with("Zürich"));
    let unknown = [
        "new",
        "--from",
        "a.txt",
        "--encoding",
        "klingon",
        "--output",
        "c.json",
    ];
    let said = desk.run_refused(&unknown);
    assert!(said.contains("--list-encodings"), "{said}");
    let all = desk.run_fine(&["new", "--from", "a.txt", "--list-encodings"]);
    assert!(all.lines().any(|it| it == "KOI8-R"));
}

#[test]
fn chapters_of_a_book_can_be_listed_and_chosen() {
    let book = crate::text::formats::epub::book(&[]);
    let desk = Desk::with(&[
        ("a.epub", &book),
        ("a.txt", b"No book at all, but a sentence.\n"),
    ]);
    let all = desk.run_fine(&["new", "--from", "a.epub", "--list-chapters"]);
    assert!(all.lines().count() > 1, "{all}");
    let choose = |chapters: &str| {
        let map = "b.argmap.json";
        let arguments = [
            "new",
            "--from",
            "a.epub",
            "--chapters",
            chapters,
            "--force",
            "--output",
            map,
        ];
        desk.run_fine(&arguments);
        let loaded = native::read(desk.read(map).as_bytes()).unwrap();
        let source = loaded.document.sources().iter().next().unwrap().clone();
        source.text.len()
    };
    assert!(choose("1-2") > choose("1"));
    for wrong in ["0", "9", "x", "2-1"] {
        let said = desk.run_refused(&[
            "new",
            "--from",
            "a.epub",
            "--chapters",
            wrong,
            "--output",
            "c.json",
        ]);
        assert!(said.contains("--list-chapters"), "{said}");
    }
    let said = desk.run_refused(&[
        "new",
        "--from",
        "a.txt",
        "--chapters",
        "1",
        "--output",
        "c.json",
    ]);
    assert!(said.contains("no book"), "{said}");
}
