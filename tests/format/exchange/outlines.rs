//! Texts as outlines: which are taken for one, and what is said of what cannot be taken.

use expect_test::{Expect, expect};
use linchpin::format::{self, FormatError, Import, outline};

use super::draw;

fn file(text: &str) -> Import<'_> {
    Import {
        name: "notes.md",
        bytes: text.as_bytes(),
        companion: None,
    }
}

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&draw(&outline::read(&file(text)).unwrap()));
}

#[test]
fn articles_and_lists_without_signs_are_no_outlines_by_themselves() {
    for text in [
        "# A report\n\n- one\n- two\n  - three\n",
        "- one\n- two\n+ three\n",
        "Plain words.\n\nMore of them.\n",
        "= A title of AsciiDoc\n\nWords below it.\n",
        "! Important\n\nWords below it.\n",
        "? Why\n= So\nand a line without a sign\n",
        "+ only\n- signs of lists\n",
        "",
    ] {
        let found = format::recognise(&file(text)).map(|it| it.id);
        assert_eq!(found, None, "{text}");
    }
    for text in [
        "? Why\n  = So\n    - No\n",
        "= one line",
        "\u{feff}= A\r\n  + B\r\n",
    ] {
        let found = format::recognise(&file(text)).map(|it| it.id);
        assert_eq!(found, Some("outline"), "{text}");
    }
}

#[test]
fn a_text_with_signs_says_which_lines_it_could_not_take() {
    check(
        "\
=> supports: nobody {n-9}
? Why? {n-1}
  + [e] It leaks. {n-1}
    & One more.
  & A premise of nothing.
  => supports: Why? {n-7}
  a line without a sign
  ~- struck
! note
  = of a note
    => relates: nothing
    => &: nothing {<l-7}
",
        &expect![[r#"
            question n-1: Why?
            claim n-10000000: It leaks.
            claim n-30000000: One more.
            claim n-50000000: A premise of nothing.
            claim n-70000000: a line without a sign
            claim n-90000000: struck
            note n-b0000000: note
            claim n-c0000000: of a note
            l-20000000 n-10000000 & n-50000000 answers n-1
            l-40000000 n-30000000 supports n-10000000
            l-80000000 n-70000000 answers n-1
            l-a0000000 n-90000000 answers n-1
            dropped: a link across with no box above it (line 1)
            dropped: a link across without the id of its end (line 11)
            dropped: a link across whose end is not in the outline or cannot be one (line 6)
            dropped: a further premise of a link that is not in the outline (line 12)
            changed: an id that stands twice was given out anew (line 3)
            changed: a box that cannot stand under the one above became a claim (line 3)
            changed: a sign that says nothing under the line above was read as another: 2 (line 3, line 8)
            changed: a further premise without a reason above it became a reason (line 4)
            changed: a line without a sign became a box under the line that it stands under (line 7)
            changed: a line that says nothing of the one above stands by itself (line 10)
            kept: boxes: 8
            kept: links: 4
        "#]],
    );
}

#[test]
fn an_indented_text_becomes_a_map_where_somebody_says_so() {
    check(
        "# Dams\n\n- It leaks, says [1] & <b>Ada</b>.\n\t- `c` // \"d\" #5\n- \u{5d0}\u{5d1} \u{1f600}?\n",
        &expect![[r#"
            claim n-10000000: Dams
            claim n-20000000: It leaks, says [1] & <b>Ada</b>.
            claim n-40000000: `c` // "d" #5
            question n-60000000: אב 😀?
            l-30000000 n-20000000 supports n-10000000
            l-50000000 n-40000000 supports n-20000000
            l-70000000 n-60000000 asks n-10000000
            changed: a line without a sign became a box under the line that it stands under: 4 (line 1, line 3, line 4, line 5)
            kept: boxes: 4
            kept: links: 3
        "#]],
    );
}

#[test]
fn what_is_no_text_is_no_outline() {
    for bytes in [&b""[..], b" \n\n", b"PK\x03\x04\0\xff\0"] {
        let import = Import { bytes, ..file("") };
        let refused = outline::read(&import);
        assert!(matches!(refused, Err(FormatError::Foreign { .. })));
    }
}

#[test]
fn markdown_of_ours_is_told_from_articles_and_says_what_it_could_not_take() {
    let text = "**Secret**\n\n# Dams\n\nAda\n\n- **Question:** Why?\n\n  *relates to* → It leaks.\n\n  \
                *relates to* → nowhere\n  - *answers:* It leaks. (assumption, likely)\n\n    > It\n    > \
                leaks\n\n    - *however (→):* **Key** No \\(x\\)\n    - *and:* nothing\n    - *because:* \
                **Evidence:** A gauge\\\n      of 1911\n    - *and:* Gauges tell\n    - *however (→):* Not this \
                one\n\n## Sources\n\n- The gauge\n";
    assert_eq!(
        format::recognise(&file(text)).map(|it| it.id),
        Some("outline")
    );
    check(
        text,
        &expect![[r#"
        question n-1: Why?
        claim n-2: It leaks. #likely
        claim n-3: No (x)
        claim n-4: nothing
        evidence n-5: A gauge
        of 1911
        claim n-6: Gauges tell
        claim n-7: Not this one
        l-8 n-2 answers n-1
        l-9 n-3 opposes n-2
        l-10 n-4 supports n-2
        l-11 n-5 & n-6 supports n-2
        l-12 n-7 opposes l-11
        l-13 n-1 relates n-2
        dropped: a paragraph before the first item: 2 (line 1, line 5)
        dropped: lines about articles
        dropped: a link across to a wording that is not in the list (line 11)
        changed: a passage became a quotation without its article (line 12)
        changed: words in brackets behind a wording became tags (line 12)
        changed: an item that does not say what it does speaks for the one above (line 18)
        kept: boxes: 7
        kept: links: 6
    "#]],
    );
    for article in [
        "# Dams\n\n- *because:* it leaks\n\nMore of it.\n",
        "# Dams\n\nA paragraph.\n\nAnother one.\n\n- It leaks\n  - *because:* it is old\n",
        "# Dams\n\n- It leaks\n  - it is old\n  - *because:* nobody looked\n",
        "# Dams\n\n## Cost\n\n- It leaks\n  - *because:* it is old\n",
        "# Dams\n\n- **Pro:** It holds\n- **Con:** It leaks\n",
        "- It leaks\n  - *because:* it is old\n",
    ] {
        assert!(format::recognise(&file(article)).is_none(), "{article}");
    }
    check(
        "# Dams\n\n## Cost\n\n- **Pro:** It can\n  be paid\n- **Con:** Who says\n  so?\n- **Sum:** *much*\n",
        &expect![[r#"
            claim n-1: Cost
            claim n-2: It can be paid
            claim n-3: Who says so?
            claim n-4: *much*
            l-5 n-2 supports n-1
            l-6 n-3 opposes n-1
            l-7 n-4 supports n-1
            changed: an item that does not say what it does speaks for the one above (line 9)
            kept: boxes: 4
            kept: links: 3
        "#]],
    );
}
