//! Markdown becomes plain text with structure.

use std::fmt::Write;

use expect_test::{Expect, expect};
use linchpin::text::Article;
use proptest::prelude::*;

#[allow(clippy::needless_pass_by_value)] // expect! is written in place
fn check(markdown: &str, expected: Expect) {
    let article = Article::from_markdown(markdown);
    let mut drawn = format!("{}\n--\n", article.text);
    for part in &article.structure {
        let level = part
            .level
            .map_or(String::new(), |level| format!(" {level}"));
        let (kind, text) = (part.kind.name(), part.range.of(&article.text));
        writeln!(drawn, "{kind}{level}: {text}").unwrap();
    }
    expected.assert_eq(&drawn);
}

#[test]
fn markup_goes_and_entities_are_decoded() {
    check(
        "# A *small* title\n\nSome **bold**\nand [linked](http://x.y) words &amp; `code` &copy;.\n\n\
         Line one  \nline two<br>line three ![picture](p.png)\n",
        expect![[r#"
            A small title
            Some bold and linked words & code ©.
            Line one
            line two
            line three
            --
            heading 1: A small title
            emphasis: small
            paragraph: Some bold and linked words & code ©.
            strong: bold
            link: linked
            heading 2: Line one
            paragraph: line two
            paragraph: line three
        "#]],
    );
}

#[test]
fn lists_quotes_notes_tables_and_code_are_lines_with_ranges() {
    check(
        "- one\n  - inner\n- [x] two\n\n3. three\n4. four\n\n   more\n\n> quoted\n> on\n>\n> again\n\n\
         Noted[^1].\n\n[^1]: The note.\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx = 1\ny = 2\n```\n\n\
         <div><p>Raw &eacute; &#233;</p><script>no()</script></div>\n",
        expect![[r"
            • one
            • inner
            • two
            3. three
            4. four
            more
            quoted on
            again
            Noted[1].
            [1] The note.
            a	b
            c	d
            x = 1
            y = 2
            Raw &eacute; é
            --
            item 1: one
            item 2: inner
            item 1: two
            item 1: three
            item 1: four
            item 1: more
            quote: quoted on
            quote: again
            paragraph: Noted[1].
            reference: [1]
            footnote: The note.
            table 1: a	b
            table: c	d
            paragraph: x = 1
            paragraph: y = 2
            paragraph: Raw &eacute; é
        "]],
    );
}

#[test]
fn bold_openings_are_labels_and_bold_lines_are_headings() {
    check(
        "**Who pays**\n\n- **Cost:** it is high.\n- **Sleep**: it helps.\n- **Not** a label.\n\n\
         **Trust.** It is lost.\n",
        expect![[r"
            Who pays
            • Cost: it is high.
            • Sleep: it helps.
            • Not a label.
            Trust. It is lost.
            --
            heading 3: Who pays
            item 1: Cost: it is high.
            label: Cost
            item 1: Sleep: it helps.
            label: Sleep
            item 1: Not a label.
            strong: Not
            paragraph: Trust. It is lost.
            label: Trust
        "]],
    );
}

#[test]
fn front_matter_gives_title_author_and_language() {
    let article = Article::from_markdown(
        "---\ntitle: \"A plan: no more\"\nauthor: Ada Lovelace\nlang: es\n---\n\nWords.\n",
    );
    assert_eq!(article.facts.title.as_deref(), Some("A plan: no more"));
    assert_eq!(article.facts.author.as_deref(), Some("Ada Lovelace"));
    assert_eq!(article.facts.language.as_deref(), Some("es"));
    assert_eq!(article.text, "Words.");
}

#[test]
fn markdown_without_heading_marks_still_has_its_headings() {
    let article = Article::from_markdown(
        "Why It Should Wait\n\nBy Ada Lovelace\n\nThe board should wait.\n\nThe Cost\n\nIt is high.\n",
    );
    assert_eq!(article.facts.title.as_deref(), Some("Why It Should Wait"));
    assert_eq!(article.facts.author.as_deref(), Some("Ada Lovelace"));
    let headings = article
        .structure
        .iter()
        .filter(|part| part.kind.name() == "heading");
    assert_eq!(headings.count(), 2);
}

proptest! {
    #[test]
    fn every_line_of_read_markdown_holds_one_block(
        markdown in "([A-Za-zé&;:<>*_#|`\\[\\]!~^1. -]{0,12}\n?){0,40}",
    ) {
        let article = Article::from_markdown(&markdown);
        let blocks = article.structure.iter().filter(|part| !part.kind.is_inline());
        prop_assert_eq!(blocks.count(), article.text.lines().count());
        for part in &article.structure {
            let words = part.range.of(&article.text);
            prop_assert!(!words.is_empty() && !words.contains('\n'));
        }
    }
}
