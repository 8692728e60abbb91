//! Sentences and words.

use linchpin::text::{Span, find_structure, sentence_at, split_sentences, word_at};
use proptest::prelude::*;

/// The sentences are given parted by bars; split again they must be the same.
fn check(parted: &str) {
    let text = parted.replace('|', " ");
    let found: Vec<&str> = split_sentences(&text, Span::new(0, text.len()))
        .iter()
        .map(|span| span.of(&text))
        .collect();
    assert_eq!(found, parted.split('|').collect::<Vec<_>>());
}

#[test]
fn abbreviations_and_initials_end_no_sentence() {
    check("U.S. President Donald J. Trump met Mr. Smith and Dr. Jones.|They spoke.");
    check("It helps some, e.g. Mexico, i.e. the U.S. government.|So it goes.");
    check(
        "The U.S. Embassy said no.|It left the U.S. The door closed."
            .replace("U.S. The", "U.S.|The")
            .as_str(),
    );
    check("Acme Inc. Chairman Roe left at 5 p.m. Tuesday.|He slept.");
    check("See No. 5, p. 12 and Fig. 3.|It came on Jan. 5 at last.");
    check("St. Louis and Gen. Lee vs. Grant etc. and more.|Done.");
}

#[test]
fn numbers_and_lists_end_no_sentence() {
    check("It rose by 3.5 percent.|It fell in 2010.|3 of them left.");
    check("1. The first point.|It is short.");
    check("Am 3. Oktober war es z.B. so.|Dann kam er.");
}

#[test]
fn closing_quotes_and_brackets_belong_to_the_sentence() {
    check("He said “We will go.”|They went.");
    check("(It was late.)|They went.[12]|Then \"it\" ended.");
    check("“Why?” he asked.|“Because!”|It was so.");
    check("\"Yes.\"|\"No.\"");
}

#[test]
fn an_ellipsis_ends_a_sentence_only_before_a_new_one() {
    check("It was … not so.|Well…|Then it was.|And so... it goes.");
}

#[test]
fn spanish_questions_and_calls_are_sentences() {
    check("¿Quién gana con esto?|¡Nadie!|El Sr. Pérez de EE. UU. no vino.|¿Y la Dra. Ruiz?");
}

#[test]
fn a_line_end_within_a_paragraph_ends_no_sentence() {
    let text = "It goes on\nover the line. Then it\nends.";
    assert_eq!(split_sentences(text, Span::new(0, text.len())).len(), 2);
}

#[test]
fn a_byte_knows_its_sentence_and_its_word() {
    let text = "One is here. Two is there!\nThree goes on.";
    let parts = find_structure(text);
    let sentence = |byte| sentence_at(text, &parts, byte).of(text);
    assert_eq!(sentence(0), "One is here.");
    assert_eq!(sentence(12), "One is here.");
    assert_eq!(sentence(13), "Two is there!");
    assert_eq!(sentence(30), "Three goes on.");
    assert_eq!(sentence(999), "Three goes on.");
    let word = |byte| word_at(text, byte).map(|span| span.of(text));
    assert_eq!(word(1), Some("One"));
    assert_eq!(word(3), Some("One"));
    assert_eq!(word(12), None);
    assert_eq!(
        word_at("the government’s plan", 8).map(Span::len),
        Some("government’s".len())
    );
}

proptest! {
    #[test]
    fn sentences_hold_every_word_of_a_text_once(text in "[A-Za-z.!?¿¡…\"”)(\n é1\\[\\]]{0,200}") {
        let spans = split_sentences(&text, Span::new(0, text.len()));
        let mut end = 0;
        for span in &spans {
            prop_assert!(text[end..span.start.0].trim().is_empty());
            prop_assert!(!span.of(&text).is_empty());
            end = span.end.0;
        }
        prop_assert!(text[end..].trim().is_empty());
    }

    #[test]
    fn no_position_makes_a_look_up_panic(text in "\\PC{0,80}", byte in 0_usize..200) {
        let parts = find_structure(&text);
        sentence_at(&text, &parts, byte);
        word_at(&text, byte);
    }
}
