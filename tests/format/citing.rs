//! The articles of a map as references, and a passage with its citation.

use expect_test::expect;
use linchpin::format::citing::{cite_passage, name_pages};
use linchpin::format::{ExportRequest, FormatError, export};
use linchpin::layout::ViewState;
use linchpin::model::{Document, Extra, Id, PageStart, Source, Time};
use linchpin::words;
use proptest::prelude::*;

fn id(name: &str) -> Id {
    Id::parse(name).unwrap()
}

fn article() -> Source {
    Source {
        title: "Dams & gauges: 100 % dark_".to_owned(),
        author: "Lovelace, Ada and Charles Babbage; The editors".to_owned(),
        publisher: "The {Daily} Paper".to_owned(),
        url: "https://example.org/dams?a=1&b=2#top".to_owned(),
        published: "2026-03-09".to_owned(),
        retrieved: "2026-04".to_owned(),
        language: "en".to_owned(),
        ..Source::new(id("s1"))
    }
}

fn write(sources: Vec<Source>, name: &str) -> Result<String, FormatError> {
    let mut document = Document::new(id("m1"), Time::from_unix(0));
    for source in sources {
        document.load_source(source).unwrap();
    }
    let request = ExportRequest {
        names_people: true,
        document,
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: linchpin::format::picture::Options::default(),
    };
    let bytes = export(&request, std::path::Path::new(name))?;
    Ok(String::from_utf8(bytes).unwrap())
}

#[test]
fn articles_are_written_for_bibtex() {
    let other = Source {
        title: "Undated talk".to_owned(),
        published: "March 2025".to_owned(),
        ..Source::new(id("s2"))
    };
    let twin = Source {
        id: id("s3"),
        ..article()
    };
    let text = write(vec![article(), other, twin], "x.bib").unwrap();
    expect![[r"
        @online{lovelace2026,
          author = {Lovelace, Ada and Charles Babbage and {The editors}},
          title = {{Dams \& gauges: 100 \% dark\_}},
          publisher = {The \{Daily\} Paper},
          date = {2026-03-09},
          year = {2026},
          url = {https://example.org/dams?a=1&b=2#top},
          urldate = {2026-04},
          langid = {en},
        }

        @misc{undated2025,
          title = {{Undated talk}},
          year = {2025},
        }
    "]]
    .assert_eq(&text[..text.rfind("\n@online").unwrap()]);
    assert!(text.contains("@online{lovelace2026-2,"));
}

#[test]
fn articles_are_written_in_ris() {
    let text = write(vec![article()], "x.ris").unwrap();
    assert!(
        text.lines()
            .all(|line| !line.ends_with(' ') || line == "ER  - ")
    );
    expect![[r"
        TY  - ELEC
        ID  - lovelace2026
        AU  - Lovelace, Ada
        AU  - Charles Babbage
        AU  - The editors
        TI  - Dams & gauges: 100 % dark_
        PB  - The {Daily} Paper
        PY  - 2026
        DA  - 2026/03/09
        UR  - https://example.org/dams?a=1&b=2#top
        Y2  - 2026/04
        LA  - en
    "]]
    .assert_eq(&text[..text.find("ER  -").unwrap()].replace("\r\n", "\n"));
}

#[test]
fn articles_are_written_as_csl_data() {
    let text = write(vec![article()], "x.csl.json").unwrap();
    let data: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        data,
        serde_json::json!([{
            "id": "lovelace2026",
            "type": "article-newspaper",
            "title": "Dams & gauges: 100 % dark_",
            "publisher": "The {Daily} Paper",
            "URL": "https://example.org/dams?a=1&b=2#top",
            "language": "en",
            "author": [
                { "family": "Lovelace", "given": "Ada" },
                { "literal": "Charles Babbage" },
                { "literal": "The editors" },
            ],
            "issued": { "date-parts": [[2026, 3, 9]] },
            "accessed": { "date-parts": [[2026, 4]] },
        }])
    );
    let words = Source {
        published: "spring of 2025".to_owned(),
        ..article()
    };
    let text = write(vec![words], "x.csl.json").unwrap();
    assert!(text.contains("\"raw\": \"spring of 2025\""), "{text}");
}

#[test]
fn a_map_without_articles_has_nothing_to_cite() {
    for name in ["x.bib", "x.ris", "x.csl.json"] {
        let refused = write(Vec::new(), name).unwrap_err();
        assert!(
            refused.to_string().contains("no articles to cite"),
            "{refused}"
        );
    }
}

#[test]
fn a_passage_leaves_with_where_it_is_from() {
    assert_eq!(
        cite_passage(&article(), " worth a\nhundred - times ", ""),
        "“worth a hundred - times” (Lovelace, Ada and Charles Babbage; The editors, “Dams & \
         gauges: 100 % dark_”, The {Daily} Paper, 2026-03-09, \
         https://example.org/dams?a=1&b=2#top:~:text=worth%20a%20hundred%20%2D%20times)"
    );
    let long: Vec<String> = (0..20).map(|n| format!("w{n}")).collect();
    let cited = cite_passage(&article(), &long.join(" "), "");
    assert!(cited.ends_with("text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19)"));
    assert_eq!(cite_passage(&Source::new(id("s1")), "so", ""), "“so”");
}

#[test]
fn a_passage_of_a_paged_article_names_its_pages_in_the_language_of_the_map() {
    let page = |label: &str, start| PageStart {
        label: label.to_owned(),
        start,
        extra: Extra::new(),
    };
    let source = Source {
        title: "Shade".to_owned(),
        text: "One two three four.".into(),
        pages: vec![page("iv", 4), page("5", 8)],
        ..Source::new(id("s1"))
    };
    let name = |start, end, language| name_pages(&source, start, end, words::of_map(language));
    assert_eq!(name(4, 8, "en"), "p. iv");
    assert_eq!(name(4, 9, "en"), "pp. iv–5");
    assert_eq!(name(9, 12, "de-AT"), "S. 5");
    assert_eq!(name(0, 3, "en"), "", "before its first page");
    assert_eq!(
        cite_passage(&source, "two", &name(4, 7, "fr")),
        "“two” (“Shade”, p. iv)"
    );
}

proptest! {
    #[test]
    fn whatever_an_article_is_called_its_references_keep_their_form(
        title in "\\PC{0,20}",
        author in "\\PC{0,20}",
        published in "[0-9-]{0,12}|\\PC{0,8}",
    ) {
        let source = Source { title, author, published, ..article() };
        let csl = write(vec![source.clone()], "x.csl.json").unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&csl).is_ok());
        let ris = write(vec![source.clone()], "x.ris").unwrap();
        prop_assert!(ris.lines().all(|line| line.is_empty() || line.get(2..6) == Some("  - ")));
        let bib = write(vec![source.clone()], "x.bib").unwrap();
        let (mut depth, mut escaped) = (0, false);
        for char in bib.chars() {
            match char {
                '{' if !escaped => depth += 1,
                '}' if !escaped => depth -= 1,
                _ => {}
            }
            escaped = char == '\\' && !escaped;
        }
        prop_assert_eq!(depth, 0, "{}", bib);
        drop(cite_passage(&source, &source.title, ""));
    }
}
