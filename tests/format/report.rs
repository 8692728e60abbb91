//! Reports: what they say, and that Markdown and Word hold it whatever the map says.

use linchpin::format::{self, ExportRequest, report};
use linchpin::layout::ViewState;
use linchpin::model::Document;
use linchpin::text::formats::{self, Input};
use proptest::prelude::*;

use crate::model::graph::any_document;
use crate::model::notation::{read_map, with_meta, with_node};

fn export(document: &Document, id: &str) -> Vec<u8> {
    let format = format::ALL.iter().find(|it| it.id == id).unwrap();
    let request = ExportRequest {
        names_people: true,
        document: document.clone(),
        view: ViewState::default(),
        theme: "print".to_owned(),
        options: format::picture::Options::default(),
    };
    (format.write.unwrap())(&request).unwrap()
}

fn markdown(document: &Document) -> String {
    String::from_utf8(export(document, "report")).unwrap()
}

/// The text that the program's own reader takes from a Word document.
fn read_word(bytes: &[u8]) -> String {
    let input = Input {
        bytes,
        file: "report.docx",
        encoding: None,
        chapters: None,
    };
    formats::read(&input).unwrap().text
}

const MAP: &str = "question q
    claim yes
    claim no
    evidence e
    claim o
    claim answer
    question open
    a: no answers q
    b: yes answers q
    r: e supports yes
    s: o opposes yes
    t: answer opposes s
    u: open asks e";

#[test]
fn the_conclusion_comes_first_then_reasons_for_and_against_with_what_answers_them() {
    let map = with_node(&read_map(MAP), "o", |node| {
        node.assumption = Some(linchpin::model::Assumption::Caveats);
    });
    let text = markdown(&map);
    expect_test::expect![[r#"
        # Argument map

        ## q

        ### yes

        **Reasons for it**

        - *because:* e
          - *asks:* open

        **Reasons against it**

        - *however:* o (assumption)
        - *the step fails, because:* answer

        ### no

        ## What it rests on

        The leading answer is “yes”: open. The next answer is “no”. It rests on one piece of evidence alone: “e”. All three ways of weighing have it on this side. One more reason against it would turn it if that came out weak or stronger.

        - “e”: without it the conclusion is weak instead of open; it goes to the other side; another answer leads; no reason is left that stands on evidence or an assumption; it is the single point of failure.
        - “answer”: without it the conclusion is open instead of open; its reasons lose half of their weight or more.

        *Strengths put claims in an order. They are no probabilities.*

        ## Assumptions

        - o

        ## Open questions

        - open
    "#]]
    .assert_eq(&text);
}

#[test]
fn a_word_document_says_the_same_to_whoever_reads_it() {
    let map = read_map(MAP);
    let said = read_word(&export(&map, "docx"));
    for words in [
        "Argument map",
        "Reasons for it",
        "because: e",
        "What it rests on",
        "Open questions",
    ] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn headings_are_in_the_language_of_the_map_and_english_sentences_only_in_english_maps() {
    let map = with_meta(&read_map("claim c\nevidence e\nr: e supports c"), |meta| {
        "de".clone_into(&mut meta.language);
    });
    let text = markdown(&map);
    assert!(text.contains("**Was dafür spricht**"), "{text}");
    assert!(!text.contains("comes out"), "{text}");
}

#[test]
fn awkward_wordings_stay_words() {
    let awkward = "# no <b>heading</b> & *none* [x](y) ]]> \u{1} “ü” 🙂";
    let map = with_node(
        &read_map("claim c\nevidence e\nr: e supports c"),
        "c",
        |node| {
            node.text = awkward.to_owned();
        },
    );
    let text = markdown(&map);
    assert!(
        text.contains(r"## \# no \<b\>heading\</b\> \& \*none\* \[x\](y)"),
        "{text}"
    );
    let said = read_word(&export(&map, "docx"));
    assert!(
        said.contains("# no <b>heading</b> & *none* [x](y) ]]>") && said.contains("🙂"),
        "{said}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_box_is_in_the_report_and_word_can_be_read(document in any_document()) {
        let text = markdown(&document);
        let word = read_word(&export(&document, "docx"));
        for node in document.nodes() {
            let words = node.text.split_whitespace().next().unwrap_or_default();
            prop_assert!(word.contains(words), "{} in {}", words, word);
        }
        prop_assert!(!report::compile(&document).is_empty() && text.starts_with("# "));
        prop_assert_eq!(export(&document, "docx"), export(&document, "docx"));
    }
}
