//! PDF files: the order of reading, what is joined and left out, and what is refused.

use linchpin::text::formats::{self, Input};
use linchpin::text::{Article, PartKind, TextError};
use proptest::prelude::*;

use super::pdf_file::{Line, list_objects, write_objects, write_page, write_pages, write_stream};

fn read(bytes: &[u8]) -> Article {
    Article::from_bytes(bytes, "paper.pdf").unwrap()
}

fn refuse(bytes: &[u8]) -> TextError {
    Article::from_bytes(bytes, "paper.pdf").unwrap_err()
}

#[test]
fn lines_of_a_pdf_become_paragraphs_and_parted_words_are_joined() {
    let article = read(&write_page(&[
        "The city should plant more trees, because they cool the stre-",
        "ets in summer and clean the air that people breathe there.",
        "",
    ]));
    assert_eq!(
        article.text,
        "The city should plant more trees, because they cool the streets in summer and clean \
         the air that people breathe there."
    );
    assert_eq!(article.format, "pdf");
}

#[test]
fn two_columns_are_read_one_after_the_other_below_their_title() {
    let mut lines: Vec<Line<'_>> = vec![(60, 740, 22, "Trees in the City")];
    let left = [
        "On the left it begins with",
        "words that go on below it",
        "and on for a further line",
        "until the column is full,",
        "where it is cut off and",
    ];
    let right = [
        "continues on the right with",
        "what was left to be said of",
        "the trees and of the shade",
        "that they give to everyone",
        "who walks under them.",
    ];
    for (at, (one, other)) in (0..).zip(left.iter().zip(&right)) {
        lines.push((60, 700 - 14 * at, 11, one));
        lines.push((320, 700 - 14 * at, 11, other));
    }
    let article = read(&write_pages(&[lines]));
    let expected = format!("Trees in the City\n{} {}", left.join(" "), right.join(" "));
    assert_eq!(article.text, expected);
    assert_eq!(article.structure[0].kind, PartKind::Heading);
    assert_eq!(article.facts.title.as_deref(), Some("Trees in the City"));
}

#[test]
fn running_heads_and_page_numbers_are_left_out_and_paragraphs_go_on_over_pages() {
    let bodies = [
        [
            "This paper has a sentence that does not end on its first page,",
            "since it goes on to the next one and further, with no stop and",
        ],
        [
            "with words that are only here to fill the page up and so on, for",
            "which whoever reads them is asked to be a little patient, because",
        ],
        [
            "even now it has not come to its end, and there is one more line,",
            "which is the last one that stands on the third of the pages.",
        ],
    ];
    let pages: Vec<Vec<Line<'_>>> = bodies
        .iter()
        .zip(["1", "2", "3"])
        .map(|(body, number)| {
            vec![
                (60, 780, 9, "Journal of Shade"),
                (60, 700, 11, body[0]),
                (60, 686, 11, body[1]),
                (300, 20, 9, number),
            ]
        })
        .collect();
    let article = read(&write_pages(&pages));
    assert!(
        !article.text.contains("Journal of Shade"),
        "{}",
        article.text
    );
    assert!(!article.text.contains(char::is_numeric), "{}", article.text);
    assert_eq!(article.text.lines().count(), 1, "{}", article.text);
}

/// The label of every page, and the words that it begins with.
fn list_pages(article: &Article) -> Vec<(&str, &str)> {
    let pages = article.pages.iter();
    pages
        .map(|page| {
            let rest = &article.text[page.at.0..];
            (page.label.as_str(), rest.split(' ').next().unwrap())
        })
        .collect()
}

#[test]
fn pages_are_kept_with_the_numbers_that_stand_on_them_or_else_their_place() {
    let pages = |numbers: [&'static str; 3]| -> Article {
        let bodies = [
            [
                "First it says something that goes on",
                "and is cut off by the end of the pa-",
            ],
            [
                "per here, where it comes to its end.",
                "Second it says something else again.",
            ],
            [
                "Third there is a line on the last page",
                "and a further one that closes it all.",
            ],
        ];
        let all = bodies.iter().zip(numbers).map(|(body, number)| {
            vec![
                (60, 700, 11, body[0]),
                (60, 686, 11, body[1]),
                (60, 20, 9, number),
            ]
        });
        read(&write_pages(&all.collect::<Vec<_>>()))
    };
    let printed = pages(["236", "237", "238"]);
    assert!(!printed.text.contains("237"), "{}", printed.text);
    assert_eq!(
        list_pages(&printed),
        [("236", "First"), ("237", "per"), ("238", "Third")]
    );
    let plain = pages(["", "", ""]);
    assert_eq!(
        list_pages(&plain),
        [("1", "First"), ("2", "per"), ("3", "Third")]
    );
}

#[test]
fn dots_and_numbers_open_items() {
    let article = read(&write_page(&[
        "Two things speak for trees in the streets of the city, as everybody knows:",
        "\\225 They cool the streets in summer.",
        "\\225 They clean the air.",
        "1. The first step is to plant them.",
        "2. The second step is to water them.",
    ]));
    let items: Vec<&str> = article
        .structure
        .iter()
        .filter(|part| part.kind == PartKind::Item)
        .map(|part| part.range.of(&article.text))
        .collect();
    assert_eq!(
        items,
        [
            "They cool the streets in summer.",
            "They clean the air.",
            "The first step is to plant them.",
            "The second step is to water them.",
        ]
    );
}

#[test]
fn what_a_pdf_says_of_itself_becomes_facts() {
    let mut objects = list_objects(&[vec![(60, 700, 11, "Some words of an article.")]]);
    objects.push(
        "<< /Title (Shade for All) /Author (Ada Lovelace) /CreationDate (D:20250314101500Z) >>"
            .to_owned(),
    );
    let trailer = format!("/Info {} 0 R", objects.len());
    let facts = read(&write_objects(&objects, &trailer)).facts;
    assert_eq!(facts.title.as_deref(), Some("Shade for All"));
    assert_eq!(facts.author.as_deref(), Some("Ada Lovelace"));
    assert_eq!(facts.published.as_deref(), Some("2025-03-14"));
}

#[test]
fn a_pdf_is_known_by_its_bytes_behind_junk_and_under_a_wrong_name() {
    let mut bytes = b"\n\njunk that a mail program left here\n".to_vec();
    bytes.extend(write_page(&["Some words of an article."]));
    assert_eq!(formats::detect(&bytes, "paper.txt").id, "pdf");
    let about = b"A file that begins with %PDF-1.7 is a PDF, and what an obj is stands within.";
    assert_eq!(formats::detect(about, "about.txt").id, "plain");
}

#[test]
fn pages_of_pictures_are_refused_as_scanned() {
    let mut objects = list_objects(&[Vec::new()]);
    objects[3] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R \
                  /Resources << /XObject << /Im1 6 0 R >> >> >>"
        .to_owned();
    objects[4] = write_stream("", "q 600 0 0 800 0 0 cm /Im1 Do Q");
    objects.push(write_stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray \
         /BitsPerComponent 8",
        "A",
    ));
    let error = refuse(&write_objects(&objects, ""));
    assert!(matches!(error, TextError::Scanned { .. }), "{error}");
    assert!(error.to_string().ends_with("paper.pdf"));
}

#[test]
fn a_pdf_under_a_password_is_refused_as_locked() {
    let objects = list_objects(&[vec![(60, 700, 11, "A secret.")]]);
    let key = "00112233445566778899aabbccddeeff".repeat(2);
    let trailer = format!(
        "/ID [<{id}> <{id}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>",
        id = &key[..32]
    );
    let error = refuse(&write_objects(&objects, &trailer));
    assert!(matches!(error, TextError::Locked { .. }), "{error}");
}

#[test]
fn a_page_without_words_or_pictures_is_empty() {
    let error = refuse(&write_pages(&[Vec::new()]));
    assert!(matches!(error, TextError::Empty { .. }), "{error}");
}

#[test]
fn a_beginning_alone_is_damaged() {
    let error = refuse(b"%PDF-1.7 \n");
    assert!(matches!(error, TextError::Damaged { .. }), "{error}");
}

#[test]
fn loops_and_absurd_numbers_in_the_tree_of_pages_end() {
    let words = || list_objects(&[vec![(60, 700, 11, "Words on a page.")]]);
    let mut looped = words();
    looped[1] = "<< /Type /Pages /Kids [2 0 R 4 0 R] /Count 2 >>".to_owned();
    let mut counted = words();
    counted[1] = "<< /Type /Pages /Kids [4 0 R] /Count 2147483647 >>".to_owned();
    let mut referred = words();
    referred[1] = "<< /Type /Pages /Kids [4294967295 65535 R 4 0 R] /Count 2 >>".to_owned();
    for objects in [looped, counted, referred] {
        let read = Article::from_bytes(&write_objects(&objects, ""), "paper.pdf");
        match read {
            Ok(article) => assert_eq!(article.text, "Words on a page."),
            Err(error) => assert!(
                matches!(error, TextError::Damaged { .. } | TextError::Empty { .. }),
                "{error}"
            ),
        }
    }
}

proptest! {
    /// A panic within would fail this law; it must come out as an error at most.
    #[test]
    fn damage_anywhere_in_a_pdf_gives_an_article_or_one_sentence(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = write_page(&["Some words of an article.", "And some more of them."]);
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let input = Input { bytes: &bytes, file: "paper.pdf", encoding: None, chapters: None };
        match formats::read(&input) {
            Ok(article) => for part in &article.structure {
                prop_assert!(article.text.get(part.range.start.0..part.range.end.0).is_some());
            },
            Err(error) => prop_assert!(error.to_string().ends_with("File: paper.pdf")),
        }
    }
}
