//! Both grammars of Kialo's text exports.

use expect_test::expect;
use linchpin::format::{self, ExportRequest};
use linchpin::layout::ViewState;
use linchpin::model::Document;

use super::{draw, import, read_outline};

#[test]
fn the_early_grammar_has_a_line_for_each_claim() {
    let (format, imported) = import(
        "debate.txt",
        "Discussion Title: Bridges\n\n1. Bridges \\(all\\) should be free.\n1.1. Pro: They are \
         paid for.\n1.1.1. Con: Not all.\nnor soon\n1.2. Con: Somebody pays.\n1.2.1. -> See 1.1.1.\n1.3. No side.\n",
    );
    assert_eq!(format, "kialo");
    expect![[r#"
        claim 1.: Bridges (all) should be free.
        claim 1.1.: They are paid for.
        claim 1.1.1.: Not all.
        nor soon
        claim 1.2.: Somebody pays.
        claim 1.3.: No side.
        l-1 1.1. supports 1.
        l-2 1.1.1. opposes 1.1.
        l-3 1.2. opposes 1.
        1.2.1. 1.1.1. relates 1.2.
        l-4 1.3. relates 1.
        changed: a claim without a side is related to the one above: 2 (line 8, line 9)
        kept: boxes: 5
        kept: links: 5
    "#]]
    .assert_eq(&draw(&imported));
}

#[test]
fn the_later_grammar_has_wordings_and_sources_of_their_own() {
    let (_, imported) = import(
        "debate.txt",
        "Discussion Name:\r\nBridges\r\n\r\n1. Question:\r\nWho pays?\r\n\r\n  1.1. Thesis:\r\n  The city \
         pays.[1]\r\n\r\n    1.1.1. Pro:\r\n    It can.\r\n\r\n    1.1.2. Con:\r\n    -> See discussion \
         #35761: Taxes\r\n\r\nSources:\r\n[1] https://example.org/a\r\nfirst line\r\n1. no claim\r\n",
    );
    expect![[r#"
        question 1.: Who pays?
        claim 1.1.: The city pays.[1]
        claim 1.1.1.: It can.
        claim 1.1.2.: Taxes #other discussion
        l-1 1.1. answers 1.
        l-2 1.1.1. supports 1.1.
        l-3 1.1.2. opposes 1.1.
        changed: a claim of another discussion became a box with its title (line 13)
        kept: sources cited: 1
        kept: boxes: 4
        kept: links: 3
    "#]]
    .assert_eq(&draw(&imported));
    assert_eq!(
        imported.fragment.nodes[1].citations[0].quote,
        "first line\n1. no claim"
    );
}

#[test]
fn links_in_wordings_are_cited() {
    for text in [
        "Discussion Title: T\n\n1. See [the \\(old\\) report](https://example.org/a) and [1] \\[sic\\].\n",
        "Discussion Name:\nT\n\n1. Thesis:\nSee [the (old) report](https://example.org/a) and [1] [sic].\n",
    ] {
        let (_, imported) = import("debate.txt", text);
        let node = &imported.fragment.nodes[0];
        assert_eq!(node.text, "See the (old) report and [1] [sic].");
        assert_eq!(node.citations[0].url, "https://example.org/a");
    }
}

fn write(document: Document) -> String {
    let request = ExportRequest {
        names_people: true,
        document,
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: format::picture::Options::default(),
    };
    let path = std::path::Path::new("a.kialo.txt");
    let text = String::from_utf8(format::export(&request, path).unwrap()).unwrap();
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    text.replace("\r\n", "\n")
}

#[test]
fn a_map_is_written_as_a_tree_with_pointers() {
    let map = read_outline(
        "? Who pays?\n  = The city.\n    + It can. {n-can}\n    - It is poor.\n      + Debts.\n  = The \
         users.\n    => supports {n-can}\n",
    );
    let text = write(map);
    expect![[r#"
        Discussion Name:


        1. Question:
        Who pays?

          1.1. Thesis:
          The city.

            1.1.1. Pro:
            It can.

              1.1.1.1. Pro:
              -> See 1.2.

            1.1.2. Con:
            It is poor.

              1.1.2.1. Pro:
              Debts.

          1.2. Thesis:
          The users.
    "#]]
    .assert_eq(&text);
    let (_, back) = import("a.txt", &text);
    expect![[r#"
        question 1.: Who pays?
        claim 1.1.: The city.
        claim 1.1.1.: It can.
        claim 1.1.2.: It is poor.
        claim 1.1.2.1.: Debts.
        claim 1.2.: The users.
        l-1 1.1. answers 1.
        l-2 1.1.1. supports 1.1.
        1.1.1.1. 1.2. supports 1.1.1.
        l-3 1.1.2. opposes 1.1.
        l-4 1.1.2.1. supports 1.1.2.
        l-5 1.2. answers 1.
        kept: boxes: 6
        kept: links: 6
    "#]]
    .assert_eq(&draw(&back));
}

#[test]
fn rows_of_brackets_are_words_and_links_behind_them_are_links() {
    let n = 100_000;
    for row in ["[", "[a](", "[a](b://", "]("] {
        let text = format!(
            "Discussion Title: T\n\n1. It {} rains [there](http://a.example/b) [1]\n\n",
            row.repeat(n)
        );
        let (_, imported) = import("a.txt", &text);
        let claim = &imported.fragment.nodes[0];
        assert!(claim.text.starts_with("It "), "{row}");
        let urls: Vec<&str> = claim.citations.iter().map(|it| it.url.as_str()).collect();
        assert!(
            urls.iter().any(|url| url.ends_with("http://a.example/b")),
            "{row}: {urls:?}"
        );
    }
}
