//! Plain text and bytes become articles.

use linchpin::text::{Article, MAX_ARTICLE_BYTES, PartKind, TextError, clean_text, find_structure};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> String {
    Article::from_bytes(bytes, "a.txt").unwrap().text
}

#[test]
fn line_ends_of_all_kinds_become_lf_and_control_characters_go() {
    assert_eq!(
        clean_text("a\r\nb\rc\u{2028}d\u{0}\u{7}e\u{b}f\n\n"),
        "a\nb\nc\nde\nf"
    );
    assert_eq!(clean_text("\u{feff}\n \n  a\tb "), "  a\tb");
}

#[test]
fn bytes_are_read_as_utf8_utf16_or_windows_1252() {
    assert_eq!(read("caf\u{e9}".as_bytes()), "café");
    assert_eq!(read(b"\xef\xbb\xbfcaf\xc3\xa9"), "café");
    assert_eq!(read(b"\xff\xfec\0a\0f\0\xe9\0"), "café");
    assert_eq!(read(b"\xfe\xff\0c\0a\0f\0\xe9"), "café");
    assert_eq!(read(b"caf\xe9 \x93now\x94 \x96 \x80"), "café “now” – €");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_what_they_are() {
    let refuse = |bytes: &[u8]| Article::from_bytes(bytes, "x.dat").unwrap_err().to_string();
    assert!(refuse(b"PK\x03\x04words").contains("packed file"));
    let message = refuse(b"abc\0def");
    assert!(
        message.contains("a binary file") && message.ends_with("File: x.dat"),
        "{message}"
    );
    assert!(refuse(b"\xff\xfea\0\0\0b\0").contains("binary"));
}

#[test]
fn files_without_words_and_files_beyond_the_bound_are_refused() {
    for bytes in [&b""[..], b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"] {
        let refusal = Article::from_bytes(bytes, "e.md").unwrap_err();
        assert_eq!(
            refusal,
            TextError::Empty {
                file: "e.md".to_owned()
            }
        );
    }
    let long = vec![b'a'; MAX_ARTICLE_BYTES + 1];
    assert!(matches!(
        Article::from_bytes(&long, "l.txt"),
        Err(TextError::TooLong { .. })
    ));
}

#[test]
fn a_file_ending_says_that_a_file_is_markdown() {
    let bytes = b"# Title\n\nSome *words* here.";
    assert_eq!(
        Article::from_bytes(bytes, "A.MD").unwrap().text,
        "Title\nSome words here."
    );
    assert_eq!(
        Article::from_bytes(bytes, "a.txt").unwrap().text.as_bytes(),
        bytes
    );
}

#[test]
fn title_and_author_are_read_from_the_first_lines() {
    let article = Article::from_plain(
        "Should the Schools Open Later?\nBy Ana María de la Cruz and J. Roe | May 3, 2026\n\
         The board will vote on Tuesday. It should vote yes.\n",
    );
    assert_eq!(
        article.facts.title.as_deref(),
        Some("Should the Schools Open Later?")
    );
    assert_eq!(
        article.facts.author.as_deref(),
        Some("Ana María de la Cruz and J. Roe")
    );
}

#[test]
fn a_first_sentence_is_no_title_and_a_sentence_with_by_no_author() {
    let article = Article::from_plain("The board will vote.\nBy then it is too late.\nIt is so.");
    assert_eq!((article.facts.title, article.facts.author), (None, None));
}

#[test]
fn one_line_alone_is_no_title() {
    assert_eq!(
        Article::from_plain("Who gains from this?").facts.title,
        None
    );
}

#[test]
fn the_language_is_guessed_from_common_words() {
    let guess = |words: &str| Article::from_plain(words).facts.language;
    let known = |code: &str| Some(code.to_owned());
    assert_eq!(
        guess("The board will vote on it and that is the end of the matter."),
        known("en")
    );
    assert_eq!(
        guess("El gobierno no ha dicho que los grupos se han ido de las calles."),
        known("es")
    );
    assert_eq!(
        guess("Le gouvernement est dans les rues et il a des alliés pour cette fois."),
        known("fr")
    );
    assert_eq!(
        guess("Die Regierung ist nicht in der Stadt und das wird sich auch ändern."),
        known("de")
    );
    assert_eq!(guess("xyzzy plugh"), None);
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = Article::from_bytes(&bytes, "a.txt");
        let _ = Article::from_bytes(&bytes, "a.md");
    }

    #[test]
    fn parts_lie_in_order_within_the_text(text in "([A-Za-zé¿?.,:>*#1-]{1,9}[ \n]{1,2}){0,60}") {
        let article = Article::from_plain(&text);
        let mut end = 0;
        for part in &article.structure {
            prop_assert!(article.text.get(part.range.range()).is_some_and(|words| !words.is_empty()));
            if part.kind != PartKind::Label {
                prop_assert!(part.range.start.0 >= end);
                end = part.range.end.0;
            }
        }
        prop_assert_eq!(find_structure(&article.text), article.structure);
    }
}

#[test]
fn a_byline_without_a_name_is_an_author_and_no_heading() {
    let article = Article::from_plain(
        "The Gauges Went Dark\n\nThe dam still stands.\n\nBy the editors\n\nRaiders came by night.",
    );
    assert_eq!(article.facts.author.as_deref(), Some("the editors"));
    let headings: Vec<&str> = article
        .structure
        .iter()
        .filter(|part| part.kind == PartKind::Heading)
        .map(|part| part.range.of(&article.text))
        .collect();
    assert_eq!(headings, ["The Gauges Went Dark"]);
}
