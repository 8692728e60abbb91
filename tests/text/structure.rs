//! Blocks, headings, labels and items of plain text.

use linchpin::text::{Article, PartKind, find_structure, paragraph_at};

/// One line per part: kind, level, words.
pub fn draw(text: &str) -> String {
    find_structure(text)
        .iter()
        .fold(String::new(), |drawn, part| {
            let level = part
                .level
                .map_or(String::new(), |level| format!(" {level}"));
            let words = part.range.of(text).replace('\n', "/");
            drawn + &format!("{}{level}: {words}\n", part.kind.name())
        })
}

const PROSE: &str = "The board will vote on it next week, and it should vote yes.";

#[test]
fn a_short_line_between_paragraphs_is_a_heading() {
    let text = format!("{PROSE}\nThe cost to families\n{PROSE}");
    assert!(draw(&text).contains("heading 2: The cost to families"));
}

#[test]
fn a_line_that_closes_like_a_sentence_is_no_heading() {
    for line in [
        "It will not.",
        "Three groups gain:",
        "But then,",
        "and so on",
        "By Ada Lovelace",
        "May 3, 2026",
    ] {
        let text = format!("{PROSE}\n{line}\n{PROSE}");
        assert!(!draw(&text).contains("heading"), "{line}");
    }
}

#[test]
fn a_question_written_like_a_headline_is_a_heading_and_others_are_not() {
    let text = format!("{PROSE}\nWho Gains from Escalation?\n{PROSE}");
    assert!(draw(&text).contains("heading 2: Who Gains"));
    let text = format!("{PROSE}\n¿Quién gana con esto?\n{PROSE}");
    assert!(draw(&text).contains("heading 2: ¿Quién"));
    let text = format!("{PROSE}\nShould it wait?\nShould it vote now?\n{PROSE}");
    assert!(!draw(&text).contains("heading"));
    let text = format!("The questions are:\nShould it wait?\n{PROSE}");
    assert!(!draw(&text).contains("heading"));
}

#[test]
fn a_last_line_and_a_run_of_short_lines_are_no_headings() {
    assert!(!draw(&format!("{PROSE}\nThe end")).contains("heading"));
    let text = format!("{PROSE}\nApples\nPears\nPlums\n{PROSE}");
    assert!(!draw(&text).contains("heading"));
}

#[test]
fn a_labelled_point_has_its_words_before_the_colon_as_a_label() {
    let text = format!("{PROSE}\nCost: The buses must run twice.\nSleep: it helps everybody.");
    let drawn = draw(&text);
    assert!(
        drawn.contains("label: Cost\n") && drawn.contains("label: Sleep\n"),
        "{drawn}"
    );
}

#[test]
fn a_colon_within_a_sentence_makes_no_label() {
    for line in [
        "The most obvious answer: the groups themselves.",
        "As I said before on this very page, this is it: Who gains?",
        "See https://example.org for more.",
        "At 10:30 it begins.",
    ] {
        assert!(!draw(line).contains("label"), "{line}");
    }
}

#[test]
fn list_items_and_quotes_are_found_without_their_marks() {
    let text =
        "Reasons:\n- One thing.\n  * Inner thing.\n1. First.\n2) Second.\na) Third.\n> Said so.";
    let expected = "paragraph: Reasons:\nitem 1: One thing.\nitem 2: Inner thing.\nitem 1: First.\n\
                    item 1: Second.\nitem 1: Third.\nquote: Said so.\n";
    assert_eq!(draw(text), expected);
}

#[test]
fn years_and_initials_at_the_start_of_a_line_are_no_list() {
    assert!(!draw("2024. That was the year.\nA. Smith said so.").contains("item"));
}

const MAIL: &str = "\
Why the board should wait

The board has been asked to vote on Tuesday on a plan that nobody has
read, and that is reason enough to wait until it has been read by those
whom it binds.

It costs more than it gives. In the first year alone the buses would
take two million, as the district says:

> The buses run twice, and that is
> what the plan leaves out, as far as
> we can see.

- the first point that is made here goes on over the end of the line and
  ends here;
- the second does not.

Who pays?

The families do. That is the part that was left out of the paper which
the district gave to the press.";

#[test]
fn lines_broken_by_hand_are_joined_to_paragraphs() {
    let drawn = draw(MAIL);
    let kinds: Vec<&str> = drawn
        .lines()
        .map(|line| line.split(':').next().unwrap())
        .collect();
    let expected = [
        "heading 1",
        "paragraph",
        "paragraph",
        "quote",
        "item 1",
        "item 1",
        "heading 2",
        "paragraph",
    ];
    assert_eq!(kinds, expected, "{drawn}");
    assert!(drawn.contains("whom it binds.\n"), "{drawn}");
}

#[test]
fn a_byte_knows_its_paragraph_over_line_ends() {
    let article = Article::from_plain(MAIL);
    let byte = article.text.find("whom it binds").unwrap();
    let words = paragraph_at(&article.text, &article.structure, byte).of(&article.text);
    assert!(words.starts_with("The board has") && words.ends_with("binds."));
    let gap = article.text.find("- the first").unwrap();
    assert!(!paragraph_at(&article.text, &article.structure, gap).is_empty());
}

#[test]
fn every_kind_has_a_word_of_its_own_for_files() {
    for (kind, name) in PartKind::ALL {
        assert_eq!(kind.name(), *name);
        assert_eq!(PartKind::from_name(name), Some(*kind));
    }
    assert_eq!(PartKind::from_name("chapter"), None);
}
