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
